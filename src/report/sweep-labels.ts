// Numbers beside the marks of a frontier's chart, none over another.

import { ownText } from './html/html.ts';
import { CHARACTER, textAt } from './picture/svg.ts';
import { type ChartColors, type Dot, GROUND, SMALL, WIDTH } from './sweep-marks.ts';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** Numbers beside the marks where there is room; equal plans share a label. The frontier's come first. */
export function labelsOf(dots: readonly Dot[], colors: ChartColors): string {
  const groups = new Map<string, Dot[]>();
  for (const dot of dots) {
    const key = `${Math.round(dot.x / 2)} ${Math.round(dot.y / 2)}`;
    groups.set(key, [...(groups.get(key) ?? []), dot]);
  }
  const taken: Box[] = dots.map(({ x, y, r }) => ({ x: x - r, y: y - r, w: 2 * r, h: 2 * r }));
  const best = (group: readonly Dot[]) => group.some(({ isBest }) => isBest);
  const sorted = [...groups.values()].sort((a, b) => Number(best(b)) - Number(best(a)));
  let text = '';
  for (const group of sorted) {
    const numbers = group.map(({ number }) => number).sort((a, b) => a - b);
    const several = numbers.length > 4 ? `${numbers.slice(0, 3).join(', ')} …` : numbers.join(', ');
    const label = numbers.length === 1 ? `${numbers[0]}${group[0]?.note}` : several;
    const { x, y } = group[0] as Dot;
    const r = Math.max(...group.map(dot => dot.r));
    const size = best(group) ? SMALL : SMALL - 1;
    const w = label.length * size * CHARACTER;
    const places: Box[] = [
      { x: x + r + 3, y: y - size / 2, w, h: size },
      { x: x - r - 3 - w, y: y - size / 2, w, h: size },
      { x: x - w / 2, y: y - r - 3 - size, w, h: size },
      { x: x - w / 2, y: y + r + 3, w, h: size },
      { x: x + 0.7 * r + 2, y: y - 0.7 * r - size, w, h: size },
      { x: x + 0.7 * r + 2, y: y + 0.7 * r, w, h: size },
      { x: x - 0.7 * r - 2 - w, y: y - 0.7 * r - size, w, h: size },
      { x: x - 0.7 * r - 2 - w, y: y + 0.7 * r, w, h: size },
    ];
    const inside = (b: Box) =>
      b.x >= GROUND.left && b.x + b.w <= WIDTH && b.y >= GROUND.top - size && b.y + b.h <= GROUND.bottom;
    const free = places.find(place => inside(place) && !taken.some(box => overlap(box, place)));
    // of dominated ones the table says enough
    const place = free ?? (best(group) ? places.find(inside) : undefined);
    if (!place) continue;
    taken.push(place);
    const fill = best(group) ? colors.ink : colors.soft;
    text += textAt(place.x, place.y + size - 2, ownText(label), { size, bold: best(group), fill });
  }
  return text;
}
