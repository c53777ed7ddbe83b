// The pictures of a plan for slides: map.svg, its sectors with their names and the figures; before-after.svg, small multiples
// of today, the plan and what changes. With layers there is a row or a panel for each.

import { textOn } from '../../evaluate/sector-colors.ts';
import type { MapDrawing } from '../../model/drawing.ts';
import { formatNumber, formatSigned } from '../format.ts';
import { escapeHtml, ownText } from '../html/html.ts';
import { HTML_WORDS } from '../html/html-words.ts';
import { hasIncumbent, mapColors } from '../html/map-data.ts';
import { sectorLabels } from '../html/map-labels.ts';
import { figuresOf } from '../html/six-figures.ts';
import { type ReportInput, sizeOf } from '../report-input.ts';
import { type Box, legendLine, type MapState, type MapSubject, mapGroup } from './map-group.ts';
import { PICTURE_WORDS } from './picture-words.ts';
import { CHARACTER, fittedText, HEIGHT, picture, SOFT, textAt, userText, WIDTH } from './svg.ts';

/** One map to draw; the name is that of a layer, '' for a plan of one. */
export interface Drawn {
  readonly input: ReportInput;
  readonly drawing: MapDrawing;
  readonly name: string;
}

const MARGIN = 40;
const TOP = 190;
const FOOT = 60;
const MOST_LISTED = 78;
const ROWS = 26;

/** Sectors, names and figures of a plan of one layer. */
export function mapPicture(drawn: Drawn): Iterable<string> {
  const { input, drawing } = drawn;
  return picture(PICTURE_WORDS[input.lang].title, provenance(input), mapBody(input, drawing));
}

function* mapBody(input: ReportInput, drawing: MapDrawing): Generator<string> {
  const words = PICTURE_WORDS[input.lang];
  yield* head(input, words.title, sizeOf(input));
  const { kpis } = input;
  const columns = Math.min(3, Math.ceil(kpis.sectors.length / ROWS));
  const labels = sectorLabels(kpis.sectors.map(sector => sector.sector_id));
  const named = kpis.sectors.some(({ sector_name: name }, j) => name !== labels[j]);
  const list = columns === 1 ? (named ? 340 : 130) : columns * (named ? 170 : 60);
  const box = { x: MARGIN, y: TOP, width: WIDTH - 2 * MARGIN - list - 30, height: HEIGHT - TOP - FOOT - 50 };
  const { svg, unlabeled } = mapGroup(subjectOf(input), drawing, 'after', box);
  yield svg;
  yield legendLine(subjectOf(input), drawing, box, HEIGHT - FOOT - 12);
  yield sectorList(input, WIDTH - MARGIN - list, list, columns);
  yield foot(input, unlabeled, drawing.cells);
}

/** One panel for each layer, and the figures of all together. */
export function layersPicture(all: ReportInput, layers: readonly Drawn[]): Iterable<string> {
  const panels = layers.map(drawn => ({ ...drawn, state: 'after' as const, caption: drawn.name }));
  return picture(PICTURE_WORDS[all.lang].title, provenance(all), panelsBody(all, panels, 0));
}

/** Null without a map of today. */
export function beforeAfterPicture(all: ReportInput, drawn: readonly Drawn[]): Iterable<string> | null {
  const rows = drawn.filter(({ input }) => hasIncumbent(input.context));
  if (rows.length === 0) return null;
  const words = HTML_WORDS[all.lang];
  const panels = rows.flatMap(row => {
    const of = (state: MapState, text: string) => ({
      ...row,
      state,
      caption: row.name === '' ? text : `${row.name} · ${text}`,
    });
    const { zoneIncumbent } = row.input.context;
    const changed = zoneIncumbent.filter((j, z) => j >= 0 && j !== row.input.result.zoneRep[z]).length;
    const count = formatNumber(changed, 0, all.lang);
    return [
      of('before', words.before),
      of('after', words.after),
      of('changed', PICTURE_WORDS[all.lang].changed(count)),
    ];
  });
  const title = `${words.before} / ${words.after.toLowerCase()}`;
  return picture(title, provenance(all), panelsBody(all, panels, rows.length > 1 ? 3 : 0, title));
}

function subjectOf(input: ReportInput): MapSubject {
  const { context, result, kpis, lang } = input;
  return {
    lang,
    zoneRep: result.zoneRep,
    zoneBefore: hasIncumbent(context) ? context.zoneIncumbent : null,
    colors: mapColors(input),
    labels: sectorLabels(kpis.sectors.map(sector => sector.sector_id)),
    bridges: context.graph.bridges,
    bases: kpis.sectors.map((_, j) => [result.baseLat[j] as number, result.baseLon[j] as number]),
  };
}

type Panel = Drawn & { readonly state: MapState; readonly caption: string };

function* panelsBody(
  all: ReportInput,
  panels: readonly Panel[],
  columns: number,
  title = PICTURE_WORDS[all.lang].title,
): Generator<string> {
  yield* head(all, title, panels.length > 0 && panels[0]?.name === '' ? sizeOf(all) : '');
  const boxes = grid(panels, columns);
  for (const [p, { input, drawing, state, caption }] of panels.entries()) {
    const box = boxes[p] as Box;
    yield textAt(box.x, box.y - 10, userText(caption, box.width, 18), { size: 18, bold: true });
    yield mapGroup(subjectOf(input), drawing, state, box).svg;
  }
  const first = panels[0];
  if (first) yield legendLine(subjectOf(first.input), first.drawing, boxes[0] as Box, HEIGHT - FOOT - 12);
  yield foot(all, [], first?.drawing.cells === true);
}

/** Equal boxes in as many columns as leave the maps largest. */
function grid(panels: readonly Panel[], wanted: number): Box[] {
  const { width, height } = panels[0]?.drawing ?? { width: 1, height: 1 };
  const gap = 30;
  const boxOf = (columns: number) => {
    const rows = Math.ceil(panels.length / columns);
    const w = (WIDTH - 2 * MARGIN - gap * (columns - 1)) / columns;
    const h = (HEIGHT - TOP - FOOT - 40) / rows - gap;
    return { w, h, scale: Math.min(w / width, h / height) };
  };
  let best = wanted || 1;
  if (wanted === 0) {
    for (let c = 2; c <= panels.length; c++) if (boxOf(c).scale > boxOf(best).scale) best = c;
  }
  const { w, h } = boxOf(best);
  return panels.map((_, p) => ({
    x: MARGIN + (p % best) * (w + gap),
    y: TOP + gap + Math.floor(p / best) * (h + gap),
    width: w,
    height: h,
  }));
}

/** Title and the figures of the plan, each in a column of its own. */
function* head(input: ReportInput, title: string, size: string): Generator<string> {
  yield textAt(MARGIN, 62, ownText(title), { size: 38, bold: true });
  yield textAt(WIDTH - MARGIN, 60, ownText(size), { size: 20, fill: SOFT, anchor: 'end' });
  const figures = figuresOf(input);
  const width = (WIDTH - 2 * MARGIN) / Math.max(1, figures.length);
  // all names as small as the longest has to be
  const longest = Math.max(1, ...figures.map(({ name }) => [...plain(name)].length));
  const nameSize = Math.min(15, (width - 16) / (longest * CHARACTER));
  for (const [f, { name, value, before, note }] of figures.entries()) {
    const x = MARGIN + f * width;
    const was = before === '' ? '' : `${before} → `;
    yield fittedText(x, 110, plain(name), width - 20, { size: nameSize, fill: SOFT });
    yield fittedText(x, 140, was + value, width - 20, { size: 25, bold: true });
    if (note !== '') yield fittedText(x, 162, plain(note), width - 20, { size: 14, fill: SOFT });
  }
}

/** Names of measures are the user's: one line, and not long. */
function plain(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** Label on its color, name, and in a single column how far the sector is from its target. */
function sectorList(input: ReportInput, x: number, width: number, columns: number): string {
  const { kpis, context, lang } = input;
  const [first] = context.measures;
  const colors = mapColors(input);
  const labels = sectorLabels(kpis.sectors.map(sector => sector.sector_id));
  const most = kpis.sectors.length > MOST_LISTED ? MOST_LISTED - 1 : MOST_LISTED;
  const listed = kpis.sectors.slice(0, most);
  const step = (HEIGHT - TOP - FOOT - 10) / Math.max(ROWS, Math.ceil(listed.length / columns));
  const perColumn = Math.ceil(Math.min(kpis.sectors.length, MOST_LISTED) / columns);
  const wide = width / columns;
  const at = (j: number) => ({
    left: x + Math.floor(j / perColumn) * wide,
    y: TOP + 12 + (j % perColumn) * step,
  });
  const rows = listed.map(({ sector_name: name, balance }, j) => {
    const [label, color] = [labels[j] as string, colors[j] as string];
    const { left, y } = at(j);
    const size = Math.min(12, 36 / ([...label].length * CHARACTER));
    const figure = first && columns === 1 ? formatSigned(balance[first.name]?.deviation, lang) : '';
    const room = wide - 58 - (figure === '' ? 0 : 70);
    return (
      `<rect x="${left}" y="${Math.round(y - 14)}" width="44" height="18" rx="2" fill="${color}"/>\n` +
      textAt(left + 22, y - 0.5, escapeHtml(label), {
        size,
        bold: true,
        fill: textOn(color),
        anchor: 'middle',
      }) +
      (name === label ? '' : textAt(left + 52, y, userText(name, room, 14), { size: 14 })) +
      (figure === '' ? '' : textAt(x + width, y, ownText(figure), { size: 14, fill: SOFT, anchor: 'end' }))
    );
  });
  const rest = kpis.sectors.length - listed.length;
  if (rest > 0) {
    const { left, y } = at(listed.length);
    rows.push(
      textAt(left, y, ownText(PICTURE_WORDS[lang].more(formatNumber(rest, 0, lang))), {
        size: 14,
        fill: SOFT,
      }),
    );
  }
  return rows.join('');
}

function foot(input: ReportInput, unlabeled: readonly string[], cells: boolean): string {
  const { plan, lang } = input;
  const words = PICTURE_WORDS[lang];
  const files = plan.inputs.map(({ file }) => file).join(', ');
  const style = { size: 13, fill: SOFT };
  const room = WIDTH - 2 * MARGIN;
  const small = unlabeled.length > 0 ? words.unlabeled(unlabeled.join(', ')) : '';
  const notes = [cells ? words.cells : '', small].filter(text => text !== '').join(' ');
  return (
    (notes === '' ? '' : textAt(MARGIN, HEIGHT - 40, userText(notes, room, 11.5), style)) +
    textAt(MARGIN, HEIGHT - 20, userText(words.files(files, plan.version), room, 11.5), style)
  );
}

/** Which inputs it was made from, for whoever finds it in a slide; `verify` looks for the hashes. */
function provenance({ plan }: ReportInput): string {
  return [`sectorize ${plan.version}`, ...plan.inputs.map(({ role, sha256 }) => `${role} ${sha256}`)].join(
    '; ',
  );
}
