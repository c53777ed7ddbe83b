// One map of sectors, drawn into a box of the picture.

import { textOn } from '../../evaluate/sector-colors.ts';
import { lineText, type MapDrawing, outlineOf, ringPath, roundKm } from '../../model/drawing.ts';
import { formatNumber, type Lang } from '../format.ts';
import { escapeHtml, ownText } from '../html/html.ts';
import { HTML_WORDS } from '../html/html-words.ts';
import { HALF_CAPITAL, labelPlace } from './label-place.ts';
import { INK, round, SOFT, textAt } from './svg.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What is drawn: sectors by index over the zones of a drawing. */
export interface MapSubject {
  readonly lang: Lang;
  /** of each zone, −1 for none */
  readonly zoneRep: Int32Array;
  /** the same before; null where there was nothing */
  readonly zoneBefore: Int32Array | null;
  /** of each sector */
  readonly colors: readonly string[];
  readonly labels: readonly string[];
  /** pairs of zones */
  readonly bridges: readonly { readonly a: number; readonly b: number }[];
  /** NaN where there is none */
  readonly bases: readonly (readonly [lat: number, lon: number])[];
}

export type MapState = 'before' | 'after' | 'changed';

export interface MapGroup {
  readonly svg: string;
  /** labels of sectors that are too small for theirs */
  readonly unlabeled: readonly string[];
}

/** px of letters */
const LARGEST_LABEL = 19;
const LEAST_LABEL = 7.5;
/** More borders of zones than this for each px of the shorter side would only be a gray veil. */
const MOST_ARCS_PER_PX = 30;
const UNCHANGED = '#ecebe7';
const DOT = 3;

export function mapGroup(subject: MapSubject, drawing: MapDrawing, state: MapState, box: Box): MapGroup {
  const { colors, zoneRep, zoneBefore: was } = subject;
  const { arcs } = drawing;
  const sectorOf = state === 'before' && was ? was : zoneRep;
  const scale = Math.min(box.width / drawing.width, box.height / drawing.height);
  const left = box.x + (box.width - drawing.width * scale) / 2;
  const top = box.y + (box.height - drawing.height * scale) / 2;
  const px = (width: number) => round(width / scale);
  const outline = (keep: (z: number) => boolean) =>
    outlineOf(
      arcs,
      drawing.zones.filter((_, z) => keep(z)),
    );

  const outlines = colors.map((_, j) => outline(z => sectorOf[z] === j));
  const gained = (z: number) => was !== null && (was[z] as number) >= 0 && was[z] !== zoneRep[z];
  const fill = (j: number) => (state === 'changed' ? UNCHANGED : (colors[j] as string));
  // ground that is nobody's today
  const nobody = ringPath(
    arcs,
    outline(z => (sectorOf[z] as number) < 0),
  );
  const paths = outlines.map((rings, j) => `<path fill="${fill(j)}" d="${ringPath(arcs, rings)}"/>\n`);
  if (nobody !== '') paths.unshift(`<path fill="${UNCHANGED}" d="${nobody}"/>\n`);
  if (state === 'changed') {
    for (const [j, color] of colors.entries()) {
      const d = ringPath(
        arcs,
        outline(z => zoneRep[z] === j && gained(z)),
      );
      if (d !== '') paths.push(`<path fill="${color}" d="${d}"/>\n`);
    }
  }
  const d = ringPath(arcs, outlines.flat());
  const mesh =
    arcs.length > MOST_ARCS_PER_PX * Math.min(box.width, box.height) ? '' : arcs.map(lineText).join('');
  const { bridges, bases, dots } = marks(subject, drawing);
  const around = 6 / scale;
  const unlabeled: string[] = [];
  const texts = subject.labels.map((label, j) => {
    const rings = outlines[j] ?? [];
    if (state === 'changed' || rings.length === 0) return '';
    const free = labelPlace(arcs, rings, label, { dots, around });
    const place = free && free.size * scale >= 11 ? free : labelPlace(arcs, rings, label);
    const size = Math.min(LARGEST_LABEL, 0.9 * (place?.size ?? 0) * scale);
    if (!place || size < LEAST_LABEL) {
      unlabeled.push(label);
      return '';
    }
    const y = top + place.y * scale + HALF_CAPITAL * size;
    const style = { size, bold: true, fill: textOn(colors[j] as string), anchor: 'middle' } as const;
    return textAt(left + place.x * scale, y, escapeHtml(label), style);
  });
  const svg =
    `<g transform="translate(${round(left)} ${round(top)}) scale(${scale.toPrecision(6)})" stroke-linejoin="round" stroke-linecap="round">\n` +
    `<g fill-rule="evenodd">\n${paths.join('')}</g>\n` +
    (mesh === ''
      ? ''
      : `<path fill="none" stroke="#ffffff" stroke-width="${px(0.4)}" stroke-opacity="0.5" d="${mesh}"/>\n`) +
    `<path fill="none" stroke="${INK}" stroke-width="${px(box.width < 700 ? 0.7 : 1.1)}" d="${d}"/>\n` +
    (bridges === ''
      ? ''
      : `<path fill="none" stroke="${INK}" stroke-width="${px(1.2)}" stroke-dasharray="${px(4)} ${px(3)}" d="${bridges}"/>\n`) +
    `<g stroke="#ffffff" stroke-width="${px(1.2)}" fill="${INK}">${bases(round(DOT / scale))}</g>\n` +
    `</g>\n${insetFrames(subject, drawing, scale, left, top)}${texts.join('')}`;
  return { svg, unlabeled };
}

function marks({ bridges: all, bases: places }: MapSubject, { x, y, insetOf, place }: MapDrawing) {
  const bridges = all
    .filter(({ a, b }) => insetOf[a] === insetOf[b])
    .map(({ a, b }) => `M${x[a]} ${y[a]}L${x[b]} ${y[b]}`)
    .join('');
  const spots = new Map<string, readonly [number, number]>();
  for (const [lat, lon] of places) {
    if (!Number.isFinite(lat) || !Number.isFinite(lon)) continue;
    const spot = place(lat, lon);
    spots.set(spot.join(), spot);
  }
  const dots = [...spots.values()];
  const bases = (r: number) => dots.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="${r}"/>`).join('');
  return { bridges, dots, bases };
}

function insetFrames({ lang }: MapSubject, { insets }: MapDrawing, scale: number, left: number, top: number) {
  return insets
    .map(({ x, y, width, height, kmPerUnit }) => {
      const [w, h] = [width * scale, height * scale];
      const size = Math.min(10, 0.11 * Math.min(w, h));
      const km = roundKm((width * kmPerUnit) / 2.5);
      const [fromX, base] = [left + x * scale + size, top + (y + height) * scale - 0.8 * size];
      const length = round((km / kmPerUnit) * scale);
      const text = HTML_WORDS[lang].km(formatNumber(km, km < 1 ? 1 : 0, lang));
      return (
        `<rect x="${round(left + x * scale)}" y="${round(top + y * scale)}" width="${round(w)}" height="${round(h)}" fill="none" stroke="${SOFT}" stroke-width="1"/>\n` +
        `<path fill="none" stroke="${SOFT}" stroke-width="1.2" d="M${round(fromX)} ${round(base)}h${length}"/>\n` +
        textAt(fromX, base - 0.4 * size, ownText(text), { size, fill: SOFT })
      );
    })
    .join('');
}

/** What the marks mean, and a length; at the foot of the map. */
export function legendLine(subject: MapSubject, drawing: MapDrawing, box: Box, y: number): string {
  const words = HTML_WORDS[subject.lang];
  const scale = Math.min(box.width / drawing.width, box.height / drawing.height);
  const km = roundKm((160 / scale) * drawing.kmPerUnit);
  const length = round((km / drawing.kmPerUnit) * scale);
  const style = { size: 14, fill: SOFT };
  const { x } = box;
  const after = x + length + 14;
  const dot = after + 110;
  const bridges = subject.bridges.length > 0;
  const dash = dot + 170;
  return (
    `<path fill="none" stroke="${INK}" stroke-width="2" d="M${x} ${y - 9}v5h${length}v-5"/>\n` +
    textAt(after, y, ownText(words.km(formatNumber(km, km < 1 ? 1 : 0, subject.lang))), style) +
    `<circle cx="${dot}" cy="${y - 5}" r="4" fill="${INK}"/>\n${textAt(dot + 12, y, ownText(words.base), style)}` +
    (bridges
      ? `<path fill="none" stroke="${INK}" stroke-width="1.5" stroke-dasharray="4 3" d="M${dash} ${y - 5}h26"/>\n${textAt(dash + 34, y, ownText(words.bridge), style)}`
      : '')
  );
}
