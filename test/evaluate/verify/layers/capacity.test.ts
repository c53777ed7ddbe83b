// Every rep's capacity is spent once: shares of the file, or those that follow from the layers' visit hours.

import { expect, it } from 'vitest';
import { newCheck } from '../../../../src/evaluate/verify/check.ts';
import { checkReps } from '../../../../src/evaluate/verify/layers/capacity.ts';
import type { LayeredInput } from '../../../../src/evaluate/verify/layers/input.ts';

type Shares = readonly (readonly [rep: string, layer: string, share: number])[];
type Entry = Readonly<Record<string, unknown>>;

/** R1 is in field and phone as their visits ask for it, R2 in key alone, R3 half in field and half in key. */
const shares: Shares = [
  ['R1', 'field', 0.25],
  ['R1', 'phone', 0.75],
  ['R2', 'key', 1],
  ['R3', 'field', 0.5],
  ['R3', 'key', 0.5],
];
const entries: readonly Entry[] = [
  { rep_id: 'R1', fte: 1, capacity_hours: 1000, hours: 500, fte_use: 0.5 },
  { rep_id: 'R2', fte: 1, capacity_hours: 1000, hours: 0, fte_use: 0 },
  { rep_id: 'R3', fte: 2, capacity_hours: 500, hours: 600, fte_use: 1.2 },
];

/** @param visits of each account a year */
function wrong({ reps = shares, listed = entries, visits = 12 } = {}): readonly string[] {
  const check = newCheck('reps');
  const rep = (id: string, layer: string, fte: number, productivity: number, hoursPerYear: number) => ({
    ...{ id, layer, fte, productivity, hoursPerYear },
  });
  const sector = (rep_id: string, hours: number) => ({ rep_id, workload: { hours } });
  const input = {
    plan: {
      layers: [
        { name: 'field', overlay: false, visitsShare: 1, revenueShare: 1 },
        { name: 'phone', overlay: false, visitsShare: 1, revenueShare: 1 },
        { name: 'key', overlay: true, visitsShare: 0.25, revenueShare: 0.5 },
      ],
      reps,
      settings: {
        ...{ visitsBySegment: {}, visitMinutesBySegment: {}, visitsByPotential: [] },
        ...{ defaultVisitsPerYear: visits, defaultVisitMinutes: 60 },
      },
    },
    // 12 h a year, and 18 of half an hour's visits
    accounts: {
      ...{ count: 2, segment: ['', ''] },
      numbers: new Map([
        ['visit_minutes', Float64Array.of(Number.NaN, 30)],
        ['visits_per_year', Float64Array.of(Number.NaN, visits * 3)],
      ]),
    },
    reps: {
      list: [
        rep('R1', 'field|phone', 1, 1, 1000),
        rep('R2', 'key', 1, 1, 1000),
        rep('R3', 'field:0.5|key:0.5', 2, 0.5, 500),
      ],
    },
    layers: [
      { kpis: { sectors: [sector('R3', 200), sector('R1', 100)] } },
      { kpis: { sectors: [sector('R1', 400)] } },
      { kpis: { sectors: [sector('R3', 400), sector('R2', 0)] } },
    ],
    kpis: { reps: listed },
  } as unknown as LayeredInput;
  // hours per FTE: field 9 of 1.5 FTE, phone 18 of 1, key 3 of 1.5; so R1 has 6 of 24 in field
  checkReps(
    input,
    [
      { bases: [0, 1], overlays: [2] },
      { bases: [1], overlays: [] },
    ],
    check,
  );
  return check.result().problems;
}

const withShares = (...changed: Shares) =>
  shares.map(entry => changed.find(([rep, layer]) => rep === entry[0] && layer === entry[1]) ?? entry);
const withEntry = (rep_id: string, change: Entry) =>
  entries.map(entry => (entry.rep_id === rep_id ? { ...entry, ...change } : entry));

it('takes the shares of the file, and else those of the visit hours', () => {
  expect(wrong()).toEqual([]);
  // written in basis points
  expect(wrong({ reps: withShares(['R1', 'field', 0.2505], ['R1', 'phone', 0.7495]) })).toEqual([]);
  expect(wrong({ reps: withShares(['R1', 'field', 0.2507], ['R1', 'phone', 0.7493]) })).toEqual([
    'rep R1: layer field has 0.2507 of the FTE, recomputed 0.25',
    'rep R1: layer phone has 0.7493 of the FTE, recomputed 0.75',
  ]);
  expect(wrong({ reps: withShares(['R3', 'field', 0.4], ['R3', 'key', 0.6]) })).toEqual([
    'rep R3: layer field has 0.4 of the FTE, recomputed 0.5',
    'rep R3: layer key has 0.6 of the FTE, recomputed 0.5',
  ]);
});

it('shares a rep out evenly among layers that nobody visits', () => {
  const even = withShares(['R1', 'field', 0.5], ['R1', 'phone', 0.5]);
  expect(wrong({ visits: 0, reps: even })).toEqual([]);
  expect(wrong({ visits: 0 })).toHaveLength(2);
});

it('finds shares that are not one, and layers that are not those of the file', () => {
  expect(wrong({ reps: withShares(['R2', 'key', 1 + 0.9e-6]) })).toEqual([]);
  expect(wrong({ reps: withShares(['R2', 'key', 1 + 1.1e-6]) })).toEqual([
    'rep R2: the layers have 1.0000011 of one capacity',
  ]);
  expect(wrong({ reps: shares.slice(1) })).toEqual([
    'rep R1: the layers have 0.75 of one capacity',
    'rep R1 is in 1 layers, the file names 2',
    'rep R1: layer field has n/a of the FTE, recomputed 0.25',
  ]);
  expect(wrong({ reps: [...shares, ['R2', 'phone', 0]] })).toEqual([
    'rep R2 is in 2 layers, the file names 1',
  ]);
});

it('counts the hours of all layers in kpis.json', () => {
  expect(wrong({ listed: withEntry('R1', { hours: 500 + 0.004 }) })).toEqual([]);
  expect(wrong({ listed: withEntry('R1', { hours: 500 + 0.006 }) })).toEqual([
    'kpis.json: hours of rep R1 is 500.006, recomputed 500',
  ]);
  expect(wrong({ listed: withEntry('R2', { hours: 0.9e-5, fte_use: 1.1e-5 }) })).toEqual([
    'kpis.json: fte_use of rep R2 is 0.000011, recomputed 0',
  ]);
  expect(wrong({ listed: withEntry('R3', { fte: 1, capacity_hours: null, fte_use: 0.6 }) })).toEqual([
    'kpis.json: fte of rep R3 is 1, recomputed 2',
    'kpis.json: capacity_hours of rep R3 is n/a, recomputed 500',
    'kpis.json: fte_use of rep R3 is 0.6, recomputed 1.2',
  ]);
  expect(wrong({ listed: entries.slice(1) }).slice(0, 2)).toEqual([
    'kpis.json has 2 reps, the file 3',
    'kpis.json: fte of rep R1 is n/a, recomputed 1',
  ]);
  expect(wrong({ listed: [...entries, { rep_id: 'R9' }] })).toEqual(['kpis.json has 4 reps, the file 3']);
});
