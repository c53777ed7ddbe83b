import { expect, test } from 'vitest';
import { roadKpis } from '../../src/evaluate/roads.ts';
import { greatCircleKm } from '../../src/geo/sphere.ts';
import { makeTravel } from '../../src/geo/travel.ts';
import type { PlanRoads, RoadRows } from '../../src/model/roads.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { type GridRep, gridContext, gridResult } from './grid.ts';

const reps: GridRep[] = [
  { id: 'A', at: [0, 0] },
  { id: 'B', at: [0, 2] },
];
const FACTS: PlanRoads = {
  source: 'matrix',
  sha256: '',
  asked: 4,
  known: 3,
  gaps: { absent: 1, noRoad: 0, offRoad: 0 },
  offRoad: [],
  minutes: [],
  km: [],
};

interface Way {
  readonly from: readonly [name: string, lat: number, lon: number];
  readonly to: readonly [name: string, lat: number, lon: number];
  readonly minutes: number;
  readonly km: number;
}

const rowsOf = (ways: readonly Way[]): RoadRows => ({
  from: ways.map(({ from }) => from[0]),
  to: ways.map(({ to }) => to[0]),
  fromLat: Float64Array.from(ways, ({ from }) => from[1]),
  fromLon: Float64Array.from(ways, ({ from }) => from[2]),
  toLat: Float64Array.from(ways, ({ to }) => to[1]),
  toLon: Float64Array.from(ways, ({ to }) => to[2]),
  minutes: Float64Array.from(ways, ({ minutes }) => minutes),
  km: Float64Array.from(ways, ({ km }) => km),
});

test('counts the visits, zones and accounts that nobody knows a road to', () => {
  const visits = (count: number) => ({ visits_per_year: count, visit_minutes: 60 });
  const context = gridContext({
    rows: 1,
    columns: 3,
    reps,
    accounts: [
      // A starts in z00: no way at all
      { id: 'a0', zone: 'z00', numbers: visits(10) },
      { id: 'a1', zone: 'z01', numbers: visits(20) },
      // B comes, whose road is unknown
      { id: 'a2', zone: 'z01', rep: 'B', locked: true, numbers: visits(30) },
      { id: 'a3', zone: 'z02', numbers: visits(40) },
    ],
  });
  const way = (lat: number, lon: number, minutes: number): Way => ({
    from: ['rep:A', 0, 0],
    to: ['zone:z', lat, lon],
    minutes,
    km: 1,
  });
  const roads = { rows: rowsOf([way(0, 1, 70), way(0, 2, 140)]), minutes: [], km: [] };
  const kpis = roadKpis({ ...context, roads }, gridResult(context, reps, 'AAA'), FACTS);
  expect(kpis).toMatchObject({ zones_estimated: 1, accounts_estimated: 1, visits_estimated: 0.3 });
  // without a table of roads every visit but those at home is by estimate
  const none = roadKpis(context, gridResult(context, reps, 'AAA'), FACTS);
  expect(none).toMatchObject({ zones_estimated: 2, accounts_estimated: 3, visits_estimated: 0.9 });
});

test('says how far the estimate is from the roads, by their length', () => {
  const { minutes, km } = makeTravel(DEFAULT_SETTINGS.travel);
  // 11, 33, 111 and 222 km as the crow flies; by road half as long again, twice the time; one without a distance
  const ends = [0.1, 0.3, 1, 2];
  const ways = ends.map((lon, at): Way => {
    const time = 2 * minutes(0, 0, 0, lon);
    const length = at === 3 ? Number.NaN : 1.5 * km(0, 0, 0, lon);
    return { from: ['rep:A', 0, 0], to: ['zone:z', 0, lon], minutes: time, km: length };
  });
  // accounts are not counted, nor is a way of no length
  const others: Way[] = [
    { from: ['rep:A', 0, 0], to: ['account:a', 0, 1.5], minutes: 1, km: 1 },
    { from: ['rep:A', 0, 0], to: ['zone:z00', 0, 0], minutes: 0, km: 0 },
  ];
  const context = gridContext({ rows: 1, columns: 3, reps, accounts: [] });
  const roads = { rows: rowsOf([...ways, ...others]), minutes: [], km: [] };
  const { estimate } = roadKpis({ ...context, roads }, gridResult(context, reps, 'AAA'), FACTS);
  const twice = { minutes_ratio: 2, minutes_error: 0.5 };
  const half = { km_ratio: 1.5, km_error: 0.333333 };
  expect(estimate.all).toEqual({ up_to_km: null, pairs: 5, ...twice, ...half });
  expect(ends.map(lon => Math.floor(greatCircleKm(0, 0, 0, lon)))).toEqual([11, 33, 111, 222]);
  expect(estimate.by_length).toEqual([
    { up_to_km: 15, pairs: 2, ...twice, ...half },
    { up_to_km: 50, pairs: 1, ...twice, ...half },
    { up_to_km: 150, pairs: 1, ...twice, ...half },
    { up_to_km: null, pairs: 1, ...twice, km_ratio: null, km_error: null },
  ]);
});
