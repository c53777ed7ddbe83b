// What is drawn over the map: sectors before or after, zones that change, zones by a measure.

import { lineText, outlineOf, ringPath } from '../model/drawing.ts';
import { formatNumber } from '../report/format.ts';
import type { PageMap, PageWords } from '../report/html/page-data.ts';
import { element, find, path } from './dom.ts';

export type State = 'before' | 'after' | 'changed';

export interface Layers {
  readonly show: (state: State, measure: number) => void;
  readonly outline: (zones: readonly number[]) => string;
}

/** One hue from pale to dark, told apart by lightness alone. */
const RAMP = ['#e3eef9', '#bcd7ee', '#8dbbe0', '#5a9bcb', '#2f76ae', '#12508a'];
const NOTHING = '#f3f1ec';

export function makeLayers(
  frame: HTMLElement,
  map: PageMap,
  arcs: readonly Int32Array[],
  words: PageWords,
): Layers {
  const fills = find<SVGGElement>(frame, '.fills');
  const overlay = find<SVGGElement>(frame, '.overlay');
  const lines = find<SVGGElement>(frame, '.lines');
  const legend = find<HTMLElement>(frame, '.legend');
  const lang = document.documentElement.lang === 'fr' ? 'fr' : 'en';
  find(frame, '.mesh').setAttribute('d', arcs.map(lineText).join(''));

  const outline = (zones: readonly number[]) =>
    ringPath(
      arcs,
      outlineOf(
        arcs,
        zones.map(z => map.zones[z] ?? []),
      ),
    );
  const grouped = (classOf: (zone: number) => number, classes: number) => {
    const members: number[][] = Array.from({ length: classes }, () => []);
    for (let z = 0; z < map.zones.length; z++) members[classOf(z)]?.push(z);
    return members.map(outline);
  };
  const k = map.sectors.length;
  const after = [...fills.children].map(child => child.getAttribute('d') ?? '');
  // made when first asked for
  let before: string[] | null = null;
  let gained: string[] | null = null;
  const byMeasure = new Map<number, string[]>();
  const sectorsOf = (state: State) => {
    if (state !== 'before' || !map.before) return after;
    before ??= grouped(z => map.before?.[z] ?? -1, k);
    return before;
  };

  const legendOf = (measure: number) => {
    const found = map.measures[measure];
    legend.hidden = !found;
    legend.replaceChildren();
    if (!found) return;
    const n = (value: number) => formatNumber(value, value < 10 ? 1 : 0, lang);
    found.breaks.forEach((end, c) => {
      legend.append(
        legendItem(
          ramp(c, found.breaks.length),
          c === 0 ? `${words.below} ${n(end)}` : `${n(found.breaks[c - 1] as number)} – ${n(end)}`,
        ),
      );
    });
    const last = found.breaks.at(-1);
    if (last !== undefined)
      legend.append(
        legendItem(ramp(found.breaks.length, found.breaks.length), `${n(last)} ${words.atLeast}`),
      );
  };

  const show: Layers['show'] = (state, measure) => {
    const shapes = sectorsOf(state);
    frame.dataset.state = measure >= 0 ? 'measure' : state;
    fills.replaceChildren(...shapes.map((d, j) => path(d, { fill: map.sectors[j]?.color ?? NOTHING })));
    lines.replaceChildren(...shapes.map(d => path(d)));
    overlay.replaceChildren();
    if (measure >= 0) {
      const found = byMeasure.get(measure) ?? classesOf(measure);
      byMeasure.set(measure, found);
      const { breaks } = map.measures[measure] as PageMap['measures'][number];
      overlay.append(
        ...found.map((d, c) => path(d, { fill: c === 0 ? NOTHING : ramp(c - 1, breaks.length) })),
      );
    } else if (state === 'changed' && map.before) {
      const was = map.before;
      gained ??= grouped(
        z => (was[z] !== map.after[z] && (was[z] as number) >= 0 ? (map.after[z] as number) : -1),
        k,
      );
      overlay.append(...gained.map((d, j) => path(d, { fill: map.sectors[j]?.color ?? NOTHING })));
    }
    legendOf(measure);
  };

  /** The first class has nothing. */
  const classesOf = (measure: number) => {
    const { values, breaks } = map.measures[measure] as PageMap['measures'][number];
    const classOf = (value: number) => (value > 0 ? 1 + breaks.filter(end => value >= end).length : 0);
    return grouped(z => classOf(values[z] ?? 0), breaks.length + 2);
  };

  show('after', -1);
  return { show, outline };
}

function ramp(index: number, most: number): string {
  return RAMP[Math.round((index / Math.max(1, most)) * (RAMP.length - 1))] as string;
}

function legendItem(color: string, text: string): HTMLElement {
  const item = element('li', text);
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 10 10');
  svg.classList.add('swatch');
  svg.append(path('M0 0h10v10h-10z', { fill: color }));
  item.prepend(svg);
  return item;
}
