// Whether postal codes name zones, as verify judges it from the accounts alone.

import { expect, it } from 'vitest';
import { newCheck } from '../../../src/evaluate/verify/check.ts';
import { checkPlaces } from '../../../src/evaluate/verify/inventory.ts';
import type { World } from '../../../src/evaluate/verify/world.ts';
import type { MultiPolygon, Zones } from '../../../src/model/records.ts';

const square = (west: number): MultiPolygon['coordinates'] => [
  [
    [
      [west, 46],
      [west + 0.1, 46],
      [west + 0.1, 46.1],
      [west, 46.1],
      [west, 46],
    ],
  ],
];
const ids = ['A', 'B', 'C'];
const zones = { id: ids, geometry: [square(2), square(3), square(4)] } as unknown as Zones;

/** code, longitude (NaN without coordinates), zone it stands in ('' when it was rejected) */
type Row = readonly [code: string, lon: number, zone: string];

function wrong(rows: readonly Row[]): readonly string[] {
  const check = newCheck('places');
  const world = {
    accounts: {
      id: rows.map((_, a) => `a${a + 1}`),
      postalCode: rows.map(([code]) => code),
      lon: Float64Array.from(rows, ([, lon]) => lon),
      lat: Float64Array.from(rows, ([, lon]) => (Number.isNaN(lon) ? lon : 46.05)),
    },
    unitOf: Int32Array.from(rows, ([, , zone]) => ids.indexOf(zone)),
    zoneOfUnit: Int32Array.from([0, 1, 2]),
    unitId: ids,
  } as unknown as World;
  checkPlaces(world, zones, check);
  return check.result().problems;
}

const [inA, inB, inC, nowhere] = [2.05, 3.05, 4.05, 9];
const stray = (a: number, code: string, zone: string) =>
  `account a${a} has postal code ${code}, but stands in zone ${zone}`;

it('an account stands in the zone of its code, wherever its coordinates are', () => {
  expect(
    wrong([
      ['A', inB, 'A'],
      ['B', Number.NaN, 'B'],
      ['', inC, 'C'],
    ]),
  ).toEqual([]);
  expect(
    wrong([
      ['A', inA, 'A'],
      ['A', inB, 'B'],
    ]),
  ).toEqual([stray(2, 'A', 'B')]);
  expect(wrong([['A', Number.NaN, 'B']])).toEqual([stray(1, 'A', 'B')]);
});

it('unless most coordinates speak against the codes, those of rejected accounts too', () => {
  const even: Row[] = [
    ['A', inA, 'A'],
    ['B', inC, 'C'],
  ];
  expect(wrong(even)).toEqual([stray(2, 'B', 'C')]);
  expect(wrong([...even, ['C', nowhere, '']])).toEqual([]);
  // rejected for something else, it stands where its code says
  expect(wrong([...even, ['C', inC, '']])).toEqual([stray(2, 'B', 'C')]);
  // it says nothing without coordinates
  expect(wrong([...even, ['C', Number.NaN, '']])).toEqual([stray(2, 'B', 'C')]);
  // then coordinates decide, and an account is where they are
  expect(wrong([...even, ['C', nowhere, ''], ['A', inB, 'C']])).toEqual([stray(4, 'A', 'C')]);
  expect(wrong([...even, ['C', nowhere, ''], ['A', Number.NaN, 'B']])).toEqual([]);
});

it('or hardly any code is a zone', () => {
  const strangers = (count: number) => Array.from({ length: count }, (): Row => ['X', inA, 'A']);
  const two: Row[] = [
    ['A', inA, 'A'],
    ['B', inC, 'C'],
  ];
  expect(wrong([...two, ...strangers(19)])).toEqual([]);
  // two of twenty are a tenth, and fewer than twenty codes say nothing
  expect(wrong([...two, ...strangers(18)])).toEqual([stray(2, 'B', 'C')]);
  expect(wrong([...two, ...strangers(17)])).toEqual([stray(2, 'B', 'C')]);
  expect(wrong([['A', inA, 'A'], ['B', inC, 'C'], ['', inA, 'A'], ...strangers(18)])).toEqual([
    stray(2, 'B', 'C'),
  ]);
});
