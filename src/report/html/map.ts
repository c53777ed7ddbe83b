// The map as it stands in the page: sectors after, labels, bases and bridges, readable without the script, and in print.

import { type MapDrawing, outlineOf, ringPath, roundKm } from '../../model/drawing.ts';
import { formatNumber, formatSigned } from '../format.ts';
import { measureWords } from '../labels.ts';
import type { ReportInput } from '../report-input.ts';
import { escapeHtml, ownText } from './html.ts';
import { HTML_WORDS } from './html-words.ts';
import { hasIncumbent } from './map-data.ts';
import { middleZones } from './map-labels.ts';
import type { PageMap } from './page-data.ts';

/** One plan's map, below the switches; several where there are layers. */
export function mapFigure(
  input: ReportInput,
  drawing: MapDrawing,
  data: PageMap,
  index: number,
  title = '',
): string {
  const words = HTML_WORDS[input.lang];
  const { width, height } = drawing;
  const n = (value: number) => formatNumber(value, 0, input.lang);
  const label = `${title === '' ? '' : `${title}: `}${words.mapLabel(n(data.sectors.length), n(data.ids.length))}`;
  const pad = Math.round(Math.max(width, height) / 60);
  return (
    `<div class="map" data-map="${index}">\n${title === '' ? '' : `<h3>${title}</h3>\n`}${switches(input, data, index)}` +
    `<div class="map-body"><div class="map-frame">` +
    `<svg class="map-svg" viewBox="${-pad} ${-pad} ${width + 2 * pad} ${height + 2 * pad}" role="img" aria-label="${label}" aria-describedby="map-keys">` +
    `${insetFrames(drawing, input)}<g class="fills">${sectorPaths(drawing, data)}</g><g class="overlay"></g><path class="mesh"/><g class="lines"></g>` +
    `<path class="bridges" d="${bridgePath(input, drawing)}"/><g class="bases">${baseMarks(input, drawing)}</g>` +
    `<g class="labels">${labelTexts(drawing, data)}</g><path class="focus-rim"/><path class="focus"/></svg>` +
    `${scaleBar(drawing, pad, input)}` +
    `<div class="zoom" hidden><button type="button" data-zoom="in" aria-label="${words.larger}">+</button>` +
    `<button type="button" data-zoom="out" aria-label="${words.smaller}">−</button>` +
    `<button type="button" data-zoom="all" aria-label="${words.whole}">⤢</button></div>` +
    `<ul class="legend" hidden></ul></div>` +
    `<div class="map-side"><div class="card" role="status" aria-live="polite"></div>${sectorList(input, data)}</div></div></div>\n`
  );
}

function switches({ context, lang, labels }: ReportInput, data: PageMap, index: number): string {
  const words = HTML_WORDS[lang];
  const state = (value: string, text: string, checked: boolean) =>
    `<label><input type="radio" name="state-${index}" value="${value}"${checked ? ' checked' : ''}> ${text}</label>`;
  const states = hasIncumbent(context)
    ? `<fieldset><legend>${words.state}</legend>${state('before', words.before, false)}${state('after', words.after, true)}${state('changed', words.changed, false)}</fieldset>`
    : '';
  const options = [words.bySector, ...data.measures.map(({ name }) => name)].map(
    (name, o) =>
      `<option value="${o - 1}">${escapeHtml(name)} ${o > 0 ? `(${labels.zones.toLowerCase()})` : ''}</option>`,
  );
  return `<div class="switches" hidden>${states}<label>${words.colorBy} <select>${options.join('')}</select></label></div>\n`;
}

function sectorPaths(drawing: MapDrawing, data: PageMap): string {
  const members: (readonly (readonly number[])[])[][] = data.sectors.map(() => []);
  data.after.forEach((j, z) => {
    members[j]?.push(drawing.zones[z] ?? []);
  });
  return data.sectors
    .map(({ color }, j) => {
      const d = ringPath(drawing.arcs, outlineOf(drawing.arcs, members[j] ?? []));
      return `<path fill="${color}" d="${d}"/>`;
    })
    .join('\n');
}

/** Frames of zones that are drawn beside the map, each with a length of its own scale. */
function insetFrames({ insets }: MapDrawing, { lang }: ReportInput): string {
  if (insets.length === 0) return '';
  const frames = insets.map(({ x, y, width, height, kmPerUnit }) => {
    const km = roundKm((width * kmPerUnit) / 2.5);
    const size = Math.round(Math.min(width, height) * 0.09);
    const [left, base] = [x + size, y + height - size];
    const text = HTML_WORDS[lang].km(formatNumber(km, km < 1 ? 1 : 0, lang));
    return (
      `<rect x="${x}" y="${y}" width="${width}" height="${height}"/>` +
      `<path d="M${left} ${base}h${Math.round(km / kmPerUnit)}"/>` +
      `<text x="${left}" y="${base - Math.round(size / 3)}" font-size="${size}">${ownText(text)}</text>`
    );
  });
  return `<g class="insets">${frames.join('')}</g>`;
}

/** A line to an inset would say nothing of where it goes. */
function bridgePath({ context }: ReportInput, { x, y, insetOf }: MapDrawing): string {
  const drawn = context.graph.bridges.filter(({ a, b }) => insetOf[a] === insetOf[b]);
  return drawn.map(({ a, b }) => `M${x[a]} ${y[a]}L${x[b]} ${y[b]}`).join('');
}

function baseMarks({ result, kpis }: ReportInput, drawing: MapDrawing): string {
  const marks = new Set<string>();
  kpis.sectors.forEach((_, j) => {
    const [lat, lon] = [result.baseLat[j] as number, result.baseLon[j] as number];
    if (Number.isFinite(lat) && Number.isFinite(lon)) marks.add(`M${drawing.place(lat, lon).join(' ')}h0`);
  });
  const d = [...marks].join('');
  // a line of no length with round ends is a dot that does not grow with the map
  return `<path class="base-rim" d="${d}"/><path class="base-dot" d="${d}"/>`;
}

function labelTexts(drawing: MapDrawing, data: PageMap): string {
  const middle = middleZones(drawing, data.after, data.sectors.length);
  return data.sectors
    .map(({ label }, j) => {
      const z = middle[j] as number;
      return z < 0 ? '' : `<text x="${drawing.x[z]}" y="${drawing.y[z]}">${escapeHtml(label)}</text>`;
    })
    .join('');
}

/** A round length that takes about a fifth of the map. */
function scaleBar({ width, kmPerUnit }: MapDrawing, pad: number, { lang }: ReportInput): string {
  const wanted = (width * kmPerUnit) / 5;
  const km = roundKm(wanted);
  const percent = (100 * km) / kmPerUnit / (width + 2 * pad);
  const words = HTML_WORDS[lang];
  const text = words.km(formatNumber(km, km < 1 ? 1 : 0, lang));
  return (
    `<p class="scale"><svg class="scale-bar" width="${percent.toFixed(2)}%" height="5" data-km="${km}" aria-hidden="true"></svg> ` +
    `<span class="scale-text">${text}</span> <span class="key"><i class="dot"></i> ${words.base}</span> <span class="key"><i class="dash"></i> ${words.bridge}</span></p>`
  );
}

function sectorList({ kpis, context, lang, labels }: ReportInput, data: PageMap): string {
  const words = HTML_WORDS[lang];
  const [first] = context.measures;
  const items = data.sectors.map(({ label, name, color }, j) => {
    const figure = first && kpis.sectors[j]?.balance[first.name];
    const deviation = figure ? formatSigned(figure.deviation, lang) : '';
    return (
      `<li><button type="button" data-sector="${j}"><svg class="swatch" viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" fill="${color}"/></svg>` +
      `<b>${escapeHtml(label)}</b> <span>${name === label ? '' : escapeHtml(name)}</span> <span class="num">${deviation}</span></button></li>`
    );
  });
  const measure = first ? ` (${escapeHtml(measureWords(first.name, labels))})` : '';
  return `<h3>${words.sectorList}${measure}</h3><ul class="sector-list">${items.join('')}</ul>`;
}
