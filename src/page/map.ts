// The map: what is pointed at, with the pointer or the keys, says its figures.

import { ringPath, roundKm } from '../model/drawing.ts';
import { formatNumber } from '../report/format.ts';
import type { PageData, PageMap } from '../report/html/page-data.ts';
import { element, find } from './dom.ts';
import { arcsOf, makePicker, zoneToward } from './geometry.ts';
import { makeLayers, type State } from './layers.ts';
import { makeView } from './view.ts';

const STEPS: Readonly<Record<string, readonly [dx: number, dy: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export function startMap(frame: HTMLElement, map: PageMap, { lang, words }: PageData): void {
  const svg = find<SVGSVGElement>(frame, '.map-svg');
  const card = find<HTMLElement>(frame, '.card');
  const outlined = frame.querySelectorAll('.focus-rim, .focus');
  const focusOn = (d: string) => {
    for (const path of outlined) path.setAttribute('d', d);
  };
  const arcs = arcsOf(map);
  const pick = makePicker(map, arcs);
  const layers = makeLayers(frame, map, arcs, words);
  const view = makeView(frame, svg, unit => {
    svg.style.setProperty('--unit', String(unit));
    hideCrowded(svg, unit);
    fitScale(frame, map, unit);
  });
  let zone = -1;

  const figure = (name: string, value: string) => [element('dt', name), element('dd', value)];
  const showSector = (j: number) => {
    const sector = map.sectors[j];
    if (!sector) return [];
    const list = element('dl');
    list.append(...sector.figures.flatMap(([name, value]) => figure(name, value)));
    return [
      element('h3', sector.name === sector.label ? sector.label : `${sector.label} · ${sector.name}`),
      list,
    ];
  };
  const showZone = (z: number) => {
    zone = z;
    focusOn(z < 0 ? '' : ringPath(arcs, map.zones[z] ?? []));
    if (z < 0) return card.replaceChildren();
    const name = map.names[z] ?? '';
    const list = element('dl');
    const sectorName = (j: number) => map.sectors[j]?.name ?? words.none;
    const [was, is] = [map.before?.[z] ?? -1, map.after[z] ?? -1];
    if (map.before && was !== is)
      list.append(...figure(words.before, sectorName(was)), ...figure(words.after, sectorName(is)));
    for (const measure of map.measures) {
      const value = measure.values[z] ?? 0;
      list.append(...figure(measure.name, formatNumber(value, value < 10 && value % 1 !== 0 ? 1 : 0, lang)));
    }
    const shown = frame.dataset.state === 'before' ? was : is;
    card.replaceChildren(
      element('h3', name === '' ? (map.ids[z] ?? '') : `${name} (${map.ids[z]})`),
      list,
      ...showSector(shown),
    );
  };
  const markSector = (j: number) => {
    const owners = frame.dataset.state === 'before' && map.before ? map.before : map.after;
    zone = -1;
    focusOn(layers.outline(owners.flatMap((owner, z) => (owner === j ? [z] : []))));
    card.replaceChildren(...showSector(j));
  };

  svg.addEventListener('pointermove', event => {
    if (event.pointerType === 'mouse' && event.buttons === 0)
      showZone(pick(...view.pointAt(event.clientX, event.clientY)));
  });
  svg.addEventListener('click', event => {
    if (!view.dragged()) showZone(pick(...view.pointAt(event.clientX, event.clientY)));
  });
  // a picture that is worked with: keys are the map's while it has the focus
  svg.setAttribute('role', 'application');
  svg.setAttribute('tabindex', '0');
  svg.addEventListener('keydown', event => {
    const step = STEPS[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (step) {
      const next = zone < 0 ? middleOf(map) : zoneToward(map, zone, ...step);
      if (next >= 0) {
        showZone(next);
        view.reveal(map.x[next] as number, map.y[next] as number);
      }
    } else if (event.key === '+' || event.key === '=') view.zoomBy(1.6, centerOf(map, zone));
    else if (event.key === '-') view.zoomBy(1 / 1.6, centerOf(map, zone));
    else if (event.key === '0') view.whole();
    else if (event.key === 'Escape') showZone(-1);
    else return;
    event.preventDefault();
  });
  for (const button of frame.querySelectorAll<HTMLElement>('[data-sector]')) {
    const mark = () => markSector(Number(button.dataset.sector));
    button.addEventListener('focus', mark);
    button.addEventListener('pointerenter', mark);
    button.addEventListener('click', mark);
  }
  const switches = find<HTMLElement>(frame, '.switches');
  switches.hidden = false;
  switches.addEventListener('change', () => {
    const state = switches.querySelector<HTMLInputElement>('input:checked')?.value ?? 'after';
    layers.show(state as State, Number(find<HTMLSelectElement>(switches, 'select').value));
    showZone(zone);
  });
}

function centerOf(map: PageMap, zone: number): [number, number] | undefined {
  return zone < 0 ? undefined : [map.x[zone] as number, map.y[zone] as number];
}

function middleOf(map: PageMap): number {
  let best = -1;
  let least = Infinity;
  for (let z = 0; z < map.x.length; z++) {
    const away = Math.hypot((map.x[z] as number) - map.width / 2, (map.y[z] as number) - map.height / 2);
    if (away < least) [least, best] = [away, z];
  }
  return best;
}

/** Labels that would lie on one another give way; they come back when the map is enlarged. */
function hideCrowded(svg: SVGSVGElement, unit: number): void {
  const taken: (readonly [x: number, y: number, width: number])[] = [];
  for (const label of svg.querySelectorAll<SVGTextElement>('.labels text')) {
    const [x, y] = [Number(label.getAttribute('x')), Number(label.getAttribute('y'))];
    const width = (label.textContent?.length ?? 0) * 7.5 * unit;
    const crowded = taken.some(
      ([ox, oy, other]) => Math.abs(ox - x) < (width + other) / 2 && Math.abs(oy - y) < 13 * unit,
    );
    label.classList.toggle('crowded', crowded);
    if (!crowded) taken.push([x, y, width]);
  }
}

/** The bar shows a round length at every size. */
function fitScale(frame: HTMLElement, map: PageMap, unit: number): void {
  const bar = find<SVGElement>(frame, '.scale-bar');
  const kmPerUnit = map.kmPerUnit;
  const wanted = 120 * unit * kmPerUnit;
  const km = roundKm(wanted);
  bar.setAttribute('width', (km / kmPerUnit / unit).toFixed(1));
  find(frame, '.scale-text').textContent = `${String(km).replace(
    '.',
    document.documentElement.lang === 'fr' ? ',' : '.',
  )} km`;
}
