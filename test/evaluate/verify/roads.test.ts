// What verify reads from roads.csv, and the curves that it works out again.

import { expect, it } from 'vitest';
import {
  bent,
  curveOf,
  readRoadBook,
  sameCurve,
  sameRoadFigure,
} from '../../../src/evaluate/verify/roads.ts';

const places = new Map<string, readonly [number, number]>([
  ['rep A', [46, 2]],
  ['zone B:1', [47, 2]],
  ['zone C', [46, 3]],
]);
const book = (...rows: readonly string[][]) =>
  readRoadBook({ header: ['km', 'from', 'to', 'minutes'], rows }, (kind, id) => places.get(`${kind} ${id}`));

it('a road is the mean of both ways, or the one that is known; the first row of a way counts', () => {
  const { minutes, km, roads, strange } = book(
    ['10', 'rep:A', 'zone:B:1', '20'],
    ['', 'zone:B:1', 'rep:A', '30'],
    ['99', 'rep:A', 'zone:B:1', '99'],
    ['5', 'rep:A', 'zone:D', '6'],
  );
  expect([minutes(46, 2, 47, 2), minutes(47, 2, 46, 2), km(46, 2, 47, 2)]).toEqual([25, 25, 10]);
  expect([minutes(46, 2, 46, 3), minutes(46, 3, 46, 2), minutes(46, 2, 46, 2)]).toEqual([
    ...[Number.NaN, Number.NaN, Number.NaN],
  ]);
  expect(roads.map(({ from, to }) => [from, to])[1]).toEqual(['zone:B:1', 'rep:A']);
  expect([roads.length, strange]).toEqual([3, ['rep:A → zone:D']]);
});

it.each([
  [0, 0],
  [-1, -1],
  [5, 10],
  [10, 20],
  [15, 22.5],
  [20, 25],
  // on the line through the origin and the last point
  [40, 50],
])('an estimate of %d is bent to %d', (estimate, road) => {
  const curve = [
    [10, 20],
    [20, 25],
  ] as const;
  expect(bent(curve, estimate)).toBe(road);
  expect(bent([], estimate)).toBe(estimate);
});

it('a curve is through the medians of classes of ten or more, and never falls', () => {
  const times = (n: number, estimate: number, road: number) =>
    Array.from({ length: n }, (): [number, number] => [estimate, road]);
  expect(curveOf('minutes', times(9, 10, 12))).toEqual([]);
  expect(curveOf('minutes', [...times(9, 10, 12), [0, 5], [5, 0]])).toEqual([]);
  // 10 belongs to the first class, 10.1 to the second
  const first = [...times(5, 10, 12), ...times(5, 4, 30)];
  expect(curveOf('minutes', [...first, ...times(11, 10.1, 15)])).toEqual([
    [7, 21],
    [10.1, 21],
  ]);
  expect(curveOf('km', [...times(10, 5, 7), ...times(10, 10, 12), ...times(10, 500, 600)])).toEqual([
    [5, 7],
    [10, 12],
    [500, 600],
  ]);
});

it('a written curve and a written figure are the same within what was rounded', () => {
  const same = (x: number, y: number) => sameCurve([[x, y]], [[0.5, 100]]);
  expect([same(0.5000019, 100.00019), same(0.5000021, 100), same(0.5, 100.00021)]).toEqual([
    true,
    false,
    false,
  ]);
  expect([sameCurve([], [[1, 1]]), sameCurve([[1, 1]], []), sameCurve([], [])]).toEqual([false, false, true]);
  expect([sameRoadFigure(1.005, 1), sameRoadFigure(1.00501, 1)]).toEqual([true, false]);
  expect([
    sameRoadFigure(undefined, Number.NaN),
    sameRoadFigure(Number.NaN, 1),
    sameRoadFigure(1, Number.NaN),
  ]).toEqual([...[true, false, false]]);
});
