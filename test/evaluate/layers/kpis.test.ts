// KPIs of all layers together: what is summed, what is counted once, and what only a layer can say.

import { describe, expect, it } from 'vitest';
import type { PlanKpis } from '../../../src/evaluate/kpis-types.ts';
import { layeredKpis } from '../../../src/evaluate/layers/kpis.ts';
import type { LayerPart, Whole } from '../../../src/evaluate/layers/part.ts';

type Change = { readonly [figure: string]: unknown };

/** A plan whose every figure is another one, all times the same factor. */
const plan = (x: number, change: Change = {}) =>
  ({
    objective: {
      ...{ value: 100 * x, lower_bound: 90 * x, gap: 0.1, unit: 'h/year', certifies: '' },
      bounds: { plain: 80 * x, contiguous: 90 * x },
    },
    ...{ zones: x, accounts: 2 * x },
    coverage: { accounts: 1, potential: 1, uncovered: null },
    overlap: { zones: 3 * x, towns: 4 * x },
    travel: {
      ...{ hours: 5 * x, approach_hours: 6 * x, local_hours: 7 * x },
      ...{ km: 8 * x, approach_km: 9 * x, local_km: 10 * x, kg_co2: 11 * x },
      ...{ mean_minutes: 10 * x, priority_minutes: x },
    },
    visits: { asked: 12 * x, possible: 6 * x },
    commercial: { revenue: null, potential: null },
    cost: { total: 24 * x, hours_cost: 13 * x, km_cost: 14 * x },
    workload: {
      ...{ hours: 15 * x, visit_hours: 16 * x, travel_hours: 17 * x },
      ...{ fte_effective: 18 * x, capacity_hours: 30 * x },
    },
    balance: {},
    compactness: { min_polsby_popper: null, min_reock: null },
    contiguity: { sectors: 19 * x, extra_pieces: 20 * x, bridges: 21 * x },
    ...{ disruption: null, together: {}, unavailable: [] },
    ...change,
  }) as unknown as PlanKpis;

interface Layer {
  readonly overlay?: boolean;
  readonly plan: PlanKpis;
  readonly before?: PlanKpis | null;
  readonly kpis?: Change;
  /** accounts with their rep of today, by index */
  readonly today?: Readonly<Record<string, number>>;
  readonly reps?: readonly (readonly [id: string, fte: number])[];
  readonly slice?: readonly (readonly [id: string, share: number])[];
}

const part = (
  name: string,
  { overlay = false, plan, before = null, kpis, today = {}, reps = [], slice }: Layer,
) =>
  ({
    rule: { name, overlay },
    context: {
      accounts: { id: Object.keys(today), numbers: new Map() },
      incumbentOf: Int32Array.from(Object.values(today)),
      ...{ zones: { count: 0 }, zoneOf: [], measures: [] },
      reps: { list: reps.map(([id, fte]) => ({ id, fte })) },
      settings: { slice: slice && { reps: slice } },
    },
    kpis: {
      ...{ plan, before, sectors: [], sectors_before: before ? [] : null },
      ...{ promises: [], shadow_prices: null, units: {} },
      ...kpis,
    },
  }) as unknown as LayerPart;

const whole = (numbers: Readonly<Record<string, readonly number[]>> = {}, reps: readonly string[] = ['R1']) =>
  ({
    accounts: {
      ...{ id: ['a', 'b', 'c'], count: 3 },
      numbers: new Map(Object.entries(numbers).map(([name, values]) => [name, Float64Array.from(values)])),
    },
    visits: Float64Array.of(4, 5, 8),
    reps: { list: reps.map(id => ({ id, fte: 1 })) },
  }) as unknown as Whole;

const [field, key] = [part('field', { plan: plan(1) }), part('key', { plan: plan(10), overlay: true })];

describe('figures', () => {
  it('are sums of the layers, per account of the base layers', () => {
    expect(layeredKpis([field, key], whole()).plan).toMatchObject({
      objective: {
        ...{ value: 1100, lower_bound: 990, gap: 0.1, unit: 'h/year' },
        bounds: { plain: 880, contiguous: 990 },
      },
      ...{ zones: 11, accounts: 2, overlap: { zones: 33, towns: 44 } },
      travel: {
        ...{ hours: 55, approach_hours: 66, local_hours: 77 },
        ...{ km: 88, approach_km: 99, local_km: 110, kg_co2: 121 },
        // (10 × 12 + 100 × 120) / 132
        ...{ mean_minutes: 91.818182, priority_minutes: null },
      },
      visits: { asked: 132, possible: 66, ratio: 0.5, per_account: 66, possible_per_account: 33 },
      cost: { total: 264, hours_cost: 143, km_cost: 154, per_visit: 2, per_account: 132 },
      workload: {
        ...{ hours: 165, visit_hours: 176, travel_hours: 187, fte_effective: 198 },
        ...{ capacity_hours: 330, fte_use: 0.5 },
      },
      contiguity: { sectors: 209, extra_pieces: 220, bridges: 231 },
    });
  });

  it('are null where a layer does not know them, and visits possible are those that are', () => {
    const silent = plan(10, {
      overlap: { zones: 30, towns: null },
      visits: { asked: 120, possible: null },
      cost: { total: null, hours_cost: 130, km_cost: null },
    });
    expect(layeredKpis([field, part('key', { plan: silent })], whole()).plan).toMatchObject({
      overlap: { zones: 33, towns: null },
      visits: { asked: 132, possible: 6, ratio: 0.045455 },
      cost: { total: null, hours_cost: 143, km_cost: null, per_visit: null, per_account: null },
    });
  });

  it('of before are there when every layer has them', () => {
    const [today, keyToday] = [
      part('field', { plan: plan(1), before: plan(2), kpis: { sectors_before: ['S1'] } }),
      part('key', { plan: plan(10), before: plan(20), overlay: true, kpis: { sectors_before: ['S2'] } }),
    ];
    // compactness looks into the sectors
    const sectors = (name: string) => ({ name, compactness: { polsby_popper: null, reock: null } });
    const [a, b] = [sectors('S1'), sectors('S2')];
    Object.assign(today.kpis, { sectors: [a], sectors_before: [a] });
    Object.assign(keyToday.kpis, { sectors: [b], sectors_before: [b] });
    const all = layeredKpis([today, keyToday], whole());
    expect(all.before).toMatchObject({ objective: null, disruption: null, zones: 22, accounts: 4 });
    expect([all.sectors, all.sectors_before]).toEqual([
      [a, b],
      [a, b],
    ]);
    const half = layeredKpis([today, key], whole());
    expect([half.before, half.sectors_before]).toEqual([null, null]);
  });

  it('of the accounts themselves are those of each once; before, of those whom a base layer serves', () => {
    const parts = [
      part('field', { plan: plan(1), before: plan(1), today: { c: 0, a: -1 } }),
      part('key', { plan: plan(1), before: plan(1), today: { b: 0 }, overlay: true }),
    ];
    const numbers = {
      ...{ revenue: [100, 50, Number.NaN], potential: [200, 100, 10] },
      visits_done: [3, Number.NaN, 4],
    };
    const { plan: after, before } = layeredKpis(parts, whole(numbers));
    expect(after.commercial).toMatchObject({ revenue: 150, potential: 310, penetration: 0.483871 });
    expect(after.visits).toMatchObject({ done: 7, done_ratio: 0.583333 });
    expect(before?.commercial).toMatchObject({ revenue: 0, potential: 10 });
    expect(before?.visits).toMatchObject({ done: 4, done_ratio: 0.5 });
    expect(layeredKpis(parts, whole()).plan).toMatchObject({
      commercial: { revenue: null, potential: null },
      visits: { done: null, done_ratio: null },
    });
  });
});

describe('the objective', () => {
  const objective = (change: Change) =>
    layeredKpis([field, part('key', { plan: plan(10, change) })], whole()).plan.objective;
  const of = (change: Change) => ({ objective: { ...plan(10).objective, ...change } });

  it('adds up where all layers have one in the same unit', () => {
    expect(objective({})?.value).toBe(1100);
    expect(objective({})?.certifies).toMatch(
      /^no plans .*, with the accounts, shares and capacities of each .* is not in the sum$/,
    );
    expect([objective({ objective: null }), objective(of({ unit: 'km²' }))]).toEqual([null, null]);
    expect(
      layeredKpis([part('field', { plan: plan(1, { objective: null }) })], whole()).plan.objective,
    ).toBeNull();
  });

  it('has no bound where a layer has none, and no gap where a bound is beaten', () => {
    expect(objective(of({ lower_bound: null }))).toMatchObject({ value: 1100, lower_bound: null, gap: null });
    expect(objective(of({ gap: null }))).toMatchObject({ lower_bound: 990, gap: null });
    expect(objective(of({ bounds: { plain: null, contiguous: 1 } }))?.bounds).toEqual({
      ...{ plain: null, contiguous: 91 },
    });
  });
});

it('what is not available is what is null over all layers, or what only a layer can say', () => {
  const needs = (kpi: string) => ({ kpi, needs: `needs of ${kpi}` });
  const lacks = [
    'cost.km_cost',
    'cost.total',
    'disruption.zones',
    'travel.priority_minutes',
    'visits.done.x',
    'nowhere.at',
  ];
  const silent = plan(10, {
    cost: { total: 1, hours_cost: 1, km_cost: null },
    balance: { potential: { tolerance: 0.1, max_deviation: 0, total: 1, unit: 'EUR' } },
    unavailable: lacks.map(needs),
  });
  const only = (kpi: string) => ({ kpi, needs: 'one layer: see `layers`' });
  expect(layeredKpis([field, part('key', { plan: silent })], whole()).plan.unavailable).toEqual([
    ...['cost.km_cost', 'disruption.zones', 'travel.priority_minutes', 'visits.done.x'].map(needs),
    ...['compactness.moment_of_inertia', 'balance.potential.cv', 'balance.potential.gini'].map(only),
    only('balance.potential.max_min_ratio'),
  ]);
  expect(layeredKpis([field], whole()).plan.unavailable).toEqual([
    ...['travel.priority_minutes', 'compactness.moment_of_inertia'].map(only),
  ]);
});

it('what layers say of themselves stands under their names', () => {
  const parts = [
    part('field', {
      plan: plan(1, { together: { city: 1 } }),
      kpis: {
        shadow_prices: [
          { id: 'x', value: 2 },
          { id: 'y', value: 5 },
        ],
        units: { a: 'h' },
      },
    }),
    part('key', {
      plan: plan(10, { together: { city: 2, department: 3 } }),
      kpis: { shadow_prices: [{ id: 'x', value: 3 }], units: { b: 'km' } },
    }),
    part('none', { plan: plan(0) }),
  ];
  const found = layeredKpis(parts, whole());
  expect(found.plan.together).toEqual({ 'field/city': 1, 'key/city': 2, 'key/department': 3 });
  expect(found.shadow_prices).toEqual([
    { id: 'y', value: 5, layer: 'field' },
    { id: 'x', value: 3, layer: 'key' },
    { id: 'x', value: 2, layer: 'field' },
  ]);
  expect(found.units).toEqual({ a: 'h', b: 'km' });
  expect(Object.keys(found.layers)).toEqual(['field', 'key', 'none']);
  expect(found.layers.key).toBe(parts[1]?.kpis.plan);
  expect(found).toMatchObject({ schema: 'sectorize-kpis/1', diagnosis: null });
  expect(found.promises.map(({ name }) => name)).toEqual(['layers-once', 'totals-once', 'reps-once']);
});

it('a rep has one capacity, with the sectors of all its layers', () => {
  const sector = (sector_id: string, capacity_hours: number, hours: number) => ({
    ...{ sector_id, workload: { capacity_hours, hours } },
    compactness: { polsby_popper: null, reock: null },
  });
  const parts = [
    part('field', {
      plan: plan(1),
      reps: [
        ['R3', 1],
        ['R1', 0.6],
      ],
      slice: [['R1', 0.6]],
      kpis: { sectors: [sector('F1', 1000, 900), sector('F2', 600, 500)] },
    }),
    part('key', {
      plan: plan(1),
      reps: [['R1', 0.4]],
      slice: [['R1', 0.4]],
      kpis: { sectors: [sector('K1', 400, 100)] },
    }),
  ];
  expect(layeredKpis(parts, whole({}, ['R3', 'R2', 'R1'])).reps).toEqual([
    {
      ...{ rep_id: 'R1', fte: 1, capacity_hours: 1000, hours: 600, fte_use: 0.6 },
      layers: [
        { layer: 'field', sector_id: 'F2', share: 0.6, hours: 500 },
        { layer: 'key', sector_id: 'K1', share: 0.4, hours: 100 },
      ],
    },
    { rep_id: 'R2', fte: 0, capacity_hours: 0, hours: 0, fte_use: null, layers: [] },
    {
      ...{ rep_id: 'R3', fte: 1, capacity_hours: 1000, hours: 900, fte_use: 0.9 },
      layers: [{ layer: 'field', sector_id: 'F1', share: 1, hours: 900 }],
    },
  ]);
});
