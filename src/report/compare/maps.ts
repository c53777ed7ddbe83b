// Maps of plans side by side, and of the zones that have another rep.

import type { MapDrawing } from '../../model/drawing.ts';
import { formatNumber, type Lang } from '../format.ts';
import { escapeHtml, ownText } from '../html/html.ts';
import { sectorLabels } from '../html/map-labels.ts';
import { legendLine, type MapState, type MapSubject, mapGroup } from '../picture/map-group.ts';
import { COMPARE_WORDS } from './words.ts';

/** What is drawn of one plan: by zone of the drawing. */
export interface SideMap {
  /** index into the keys, −1 for none */
  readonly sector: Int32Array;
  /** '' for none */
  readonly rep: readonly string[];
  readonly bridges: MapSubject['bridges'];
  readonly bases: MapSubject['bases'];
}

export interface LayerMaps {
  /** '' for plans without layers */
  readonly layer: string;
  readonly drawing: MapDrawing;
  /** ids of the sectors of all plans, and their colors */
  readonly keys: readonly string[];
  readonly colors: readonly string[];
  /** the base first; null for a plan without the layer */
  readonly sides: readonly (SideMap | null)[];
}

/** px of the drawing's own box: letters are as large as in a picture of this width */
const WIDTH = 560;
const TALLEST = 760;
const LEGEND = 34;

/** Two maps for two plans and a third of what changes; of more plans, what changes in each beside it. */
export function mapFigures(
  { layer, drawing, keys, colors, sides }: LayerMaps,
  names: readonly string[],
  lang: Lang,
): string {
  const words = COMPARE_WORDS[lang];
  const labels = sectorLabels(keys);
  const base = sides[0] ?? null;
  const title = layer === '' ? '' : `<h3>${ownText(words.layer)} ${escapeHtml(layer)}</h3>\n`;
  const subject = (side: SideMap, zoneBefore: Int32Array | null): MapSubject => ({
    ...{ lang, zoneRep: side.sector, zoneBefore, colors, labels },
    ...{ bridges: side.bridges, bases: side.bases },
  });
  const figures = sides.flatMap((side, s) => {
    if (!side) return [];
    const name = names[s] as string;
    const own = panel(subject(side, null), drawing, 'after', name, words.mapOf(name));
    if (s === 0 || !base) return [own];
    const before = beforeOf(base, side, keys.length);
    const count = formatNumber(moved(before, side), 0, lang);
    const caption = names.length > 2 ? `${name}. ${words.changed(count)}` : words.changed(count);
    const text = words.mapOfChanges(names[0] as string, name);
    return [own, panel(subject(side, before), drawing, 'changed', caption, text)];
  });
  // numbers on the map stand for ids that are too long for it
  const named = keys.some((key, k) => key !== labels[k])
    ? `<p class="note">${keys.map((key, k) => `<b>${escapeHtml(labels[k] as string)}</b> ${escapeHtml(key)}`).join(', ')}</p>\n`
    : '';
  return `${title}<div class="pair">${figures.join('')}</div>\n${named}`;
}

/** Any other sector where the rep is another, the same where it is the same. */
function beforeOf(base: SideMap, side: SideMap, other: number): Int32Array {
  return side.sector.map((j, z) => {
    if ((base.sector[z] as number) < 0 || j < 0) return -1;
    return base.rep[z] === side.rep[z] ? j : other;
  });
}

function moved(before: Int32Array, { sector }: SideMap): number {
  return before.filter((j, z) => j >= 0 && j !== sector[z]).length;
}

function panel(
  subject: MapSubject,
  drawing: MapDrawing,
  state: MapState,
  caption: string,
  label: string,
): string {
  const height = Math.min(TALLEST, Math.round((WIDTH * drawing.height) / drawing.width));
  const box = { x: 4, y: 4, width: WIDTH - 8, height: Math.max(120, height) };
  const { svg } = mapGroup(subject, drawing, state, box);
  const whole = box.height + 8 + LEGEND;
  return (
    `<figure><figcaption>${escapeHtml(caption)}</figcaption>` +
    `<svg viewBox="0 0 ${WIDTH} ${whole}" role="img" aria-label="${escapeHtml(label)}" font-family="sans-serif">\n` +
    `${svg}${legendLine(subject, drawing, box, whole - 10)}</svg></figure>\n`
  );
}
