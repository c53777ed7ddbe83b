import { expect, test } from 'vitest';
import { bordersOf } from '../../src/geo/dissolve.ts';
import { drawnBorders, makeDrawing } from '../../src/geo/drawing.ts';
import { farGroups } from '../../src/geo/far-groups.ts';
import type { MapDrawing } from '../../src/model/drawing.ts';
import { zonesOf } from './drawn.ts';

/** A country of 20 by 20 zones as wide and high as France, and its islands. */
const MAINLAND = Array.from({ length: 400 }, (_, i): [string, [number, number]] => [
  `m${i}`,
  [42.5 + (8.5 * Math.floor(i / 20)) / 19, -4.5 + (12.5 * (i % 20)) / 19],
]);
const CORSICA: [string, [number, number]][] = [
  ['n', [42.6, 9.2]],
  ['o', [41.6, 9.1]],
];
const OVERSEAS: [string, [number, number]][] = [
  ['pa', [16.2, -61.5]],
  ['qa', [14.6, -61.0]],
  ['ra', [4.9, -52.3]],
  ['rb', [3.9, -53.0]],
  ['sa', [-21.1, 55.5]],
  ['ta', [-12.8, 45.2]],
];

test('overseas lies beside the map, Corsica on it', () => {
  const zones = zonesOf(new Map([...MAINLAND, ...CORSICA, ...OVERSEAS]));
  const group = farGroups(zones, []);
  const of = (id: string) => group[zones.id.indexOf(id)];
  expect([...MAINLAND, ...CORSICA].filter(([id]) => of(id) !== 0)).toEqual([]);
  expect(of('ra')).toBe(of('rb'));
  expect(new Set(OVERSEAS.map(([id]) => of(id))).size).toBe(5);
  expect(OVERSEAS.every(([id]) => (of(id) as number) > 0)).toBe(true);
});

test('nothing is put aside of a few towns, of two halves far apart, or across the antimeridian', () => {
  const towns = new Map(MAINLAND.filter((_, i) => i % 57 === 0));
  expect([...farGroups(zonesOf(towns), [])].some(g => g > 0)).toBe(false);
  const halves = MAINLAND.map(([id, [lat, lon]], i): [string, [number, number]] => [
    id,
    [lat, lon + (i % 2) * 60],
  ]);
  expect([...farGroups(zonesOf(new Map(halves)), [])].some(g => g > 0)).toBe(false);
  const fiji = MAINLAND.map(([id, [lat, lon]]): [string, [number, number]] => [
    id,
    [lat - 60, lon + 178 > 180 ? lon - 182 : lon + 178],
  ]);
  expect([...farGroups(zonesOf(new Map(fiji)), [])].some(g => g > 0)).toBe(false);
});

test('a map of few zones far apart is one map', () => {
  const grid = Array.from({ length: 16 }, (_, i): [string, [number, number]] => [
    `g${i}`,
    [48 + 0.1 * Math.floor(i / 4) + (i === 0 ? -0.1 : 0), 1 + 0.15 * (i % 4) - (i === 3 ? -0.1 : 0)],
  ]);
  expect([...farGroups(zonesOf(new Map(grid)), [])].some(g => g > 0)).toBe(false);
});

test('every zone is drawn in its frame, frames and map lie apart, and a base is where its zone is', () => {
  const zones = zonesOf(new Map([...MAINLAND, ...CORSICA, ...OVERSEAS]));
  const drawing = makeDrawing(zones, drawnBorders(zones, bordersOf(zones))) as MapDrawing;
  expect(drawing.insets).toHaveLength(5);
  expect(Math.max(drawing.width, drawing.height)).toBe(10_000);
  const inside = ({ x, y, width, height }: MapDrawing['insets'][number], px: number, py: number) =>
    px >= x && px <= x + width && py >= y && py <= y + height;
  for (let z = 0; z < zones.count; z++) {
    const [x, y] = [drawing.x[z]!, drawing.y[z]!];
    const frames = drawing.insets.flatMap((frame, f) => (inside(frame, x, y) ? [f] : []));
    expect(frames, zones.id[z]).toEqual(drawing.insetOf[z]! < 0 ? [] : [drawing.insetOf[z]]);
    expect(drawing.place(zones.lat[z]!, zones.lon[z]!)).toEqual([x, y]);
  }
  // the map itself stays large
  const mainland = [...drawing.x].filter((_, z) => drawing.insetOf[z]! < 0);
  expect(Math.max(...mainland) - Math.min(...mainland)).toBeGreaterThan(5000);
});
