import { expect, test } from 'vitest';
import { computeKpis } from '../../src/evaluate/kpis.ts';
import { type GridRep, gridContext, gridExtras, gridResult, TWO_REPS, TWO_SECTORS, visited } from './grid.ts';

// five visits of an hour make one tour
const reps = TWO_REPS;
const MAP = TWO_SECTORS;

test('workload, travel and balance by head', () => {
  const accounts = [visited('a1', 'z10'), visited('a2', 'z11'), visited('a3', 'z22')];
  const context = gridContext({ reps, accounts });
  const kpis = computeKpis(context, gridResult(context, reps, MAP), gridExtras(context));
  // A: 5 h + 5 h of visits; a tour of 2 × 60 min to z11, none to z10. B: 5 h; a tour of 2 × 60 min to z22
  const [a, b] = kpis.sectors;
  expect(a?.workload).toMatchObject({ hours: 12, visit_hours: 10, travel_hours: 2, capacity_hours: 1000 });
  expect(b?.workload.hours).toBe(7);
  expect(a?.travel).toMatchObject({ hours: 2, approach_hours: 2, local_hours: 0, km: 200, mean_minutes: 30 });
  expect(b?.travel).toMatchObject({
    hours: 2,
    km: 200,
    mean_minutes: 60,
    kg_co2: null,
    priority_minutes: null,
  });
  expect(kpis.plan.travel).toMatchObject({ hours: 4, km: 400, mean_minutes: 40 });
  // targets are half of the plan's own 19 h
  expect(a?.balance.workload).toEqual({ value: 12, target: 9.5, deviation: 0.263158, unit: 'h/year' });
  expect(b?.balance.workload?.deviation).toBe(-0.263158);
  expect(kpis.plan.balance.workload).toMatchObject({
    tolerance: 0.1,
    max_deviation: 0.263158,
    cv: 0.263158,
    gini: 0.131579,
    max_min_ratio: 1.714286,
    total: 19,
  });
  expect(kpis.plan.workload.fte_use).toBe(0.0095);
  expect(kpis.before).toBeNull();
  expect(kpis.plan.disruption).toBeNull();
});

test('local travel follows the area and the accounts of the zone', () => {
  const accounts = [visited('a1', 'z10'), visited('a2', 'z10')];
  const context = gridContext({ reps, accounts, areaKm2: 200 });
  const [a] = computeKpis(context, gridResult(context, reps, MAP), gridExtras(context)).sectors;
  // leg 0.57 × √(200 / 2) = 5.7 km, 0.6 min a km here; 10 visits, 4 legs for 5 of them
  expect(a?.travel.local_hours).toBeCloseTo((10 * 0.8 * 5.7 * 0.6) / 60, 6);
  expect(a?.travel.local_km).toBeCloseTo(10 * 0.8 * 5.7 * 1.3, 6);
});

test('a rep’s own target replaces the fair share; FTE and productivity make the share', () => {
  const halves: GridRep[] = [
    { ...reps[0]!, fte: 0.5 },
    { ...reps[1]!, productivity: 1.5 },
  ];
  const accounts = [
    visited('a1', 'z10', { numbers: { potential: 100 } }),
    visited('a2', 'z12', { numbers: { potential: 300 } }),
  ];
  const settings = { measures: [{ name: 'potential', tolerance: 0.1 }] };
  const context = gridContext({ reps: halves, accounts, settings });
  const kpis = computeKpis(context, gridResult(context, halves, MAP), gridExtras(context));
  expect(kpis.sectors.map(s => s.balance.potential?.target)).toEqual([100, 300]);
  expect(kpis.plan.balance.potential).toMatchObject({ max_deviation: 0, cv: 0, gini: 0, max_min_ratio: 1 });

  const targeted = [{ ...reps[0]!, targets: new Map([['potential', 80]]) }, reps[1]!];
  const own = gridContext({ reps: targeted, accounts, settings });
  const [first] = computeKpis(own, gridResult(own, targeted, MAP), gridExtras(own)).sectors;
  expect(first?.balance.potential).toMatchObject({ value: 100, target: 80, deviation: 0.25 });
});

test('a named account is its owner’s, wherever it lies: workload, measures, overlap, promises', () => {
  const accounts = [
    visited('a1', 'z10', { city: 'Lens', numbers: { potential: 10 } }),
    visited('a2', 'z10', { city: 'LENS', rep: 'B', locked: true, numbers: { potential: 7 } }),
  ];
  const settings = { measures: [{ name: 'potential', tolerance: 0.1 }] };
  const context = gridContext({ reps, accounts, settings });
  const kpis = computeKpis(context, gridResult(context, reps, MAP), gridExtras(context));
  expect(kpis.sectors.map(s => s.balance.potential?.value)).toEqual([10, 7]);
  expect(kpis.sectors.map(s => s.accounts)).toEqual([1, 1]);
  // B drives 2 × 120 min for its five visits there
  expect(kpis.sectors[1]?.workload.hours).toBe(9);
  expect(kpis.plan.overlap).toEqual({ zones: 1, towns: 1 });
  expect(kpis.sectors.map(s => s.overlap.zones)).toEqual([1, 1]);
  expect(kpis.promises.find(p => p.name === 'locks')).toEqual({
    name: 'locks',
    kept: true,
    detail: '1 locked account with its rep',
    detail_fr: '1 compte verrouillé, avec son commercial',
  });
  expect(kpis.plan.disruption).toMatchObject({ accounts: 0, zones: 0 });
});

test('the parts of a split zone are one zone to visit', () => {
  const accounts = [visited('a1', 'z00'), visited('a2', 'z01')];
  const context = gridContext({ reps, accounts });
  const part = (id: string) => ({ id, lat: 0, lon: 0, areaKm2: 1 });
  const splits = [{ zone: 'z0', parts: [part('z00'), part('z01')] }];
  const kpis = computeKpis(context, gridResult(context, reps, MAP), gridExtras(context, { splits }));
  expect(kpis.plan.overlap).toEqual({ zones: 1, towns: null });
  expect(kpis.plan.unavailable).toContainEqual({ kpi: 'overlap.towns', needs: 'accounts.city' });
});

test('towns of the same name in two departments are two towns', () => {
  const accounts = [
    visited('a1', 'z10', { city: 'Saint-Étienne' }),
    visited('a2', 'z12', { city: 'SAINT ETIENNE' }),
  ];
  const of = (departments: readonly string[]) => {
    const context = gridContext({ reps, accounts, parents: new Map([['department', departments]]) });
    return computeKpis(context, gridResult(context, reps, MAP), gridExtras(context)).plan.overlap.towns;
  };
  expect(of(new Array(9).fill('42'))).toBe(1);
  expect(of(['42', '42', '42', '42', '42', '43', '42', '42', '42'])).toBe(0);
});

test('before and after, and what moves', () => {
  const accounts = [
    visited('a1', 'z10', { rep: 'A', numbers: { potential: 10, revenue: 1 } }),
    visited('a2', 'z11', { rep: 'B', numbers: { potential: 20, revenue: 2 } }),
    visited('a3', 'z22', { rep: 'B', numbers: { potential: 30, revenue: 4 } }),
    visited('a4', 'z12', { rep: 'gone', numbers: { potential: 40, revenue: 8 } }),
    visited('a5', 'z12', { numbers: { potential: 50, revenue: 16 } }),
  ];
  const settings = { measures: [{ name: 'potential', tolerance: 0.1 }] };
  const context = gridContext({ reps, accounts, settings });
  const kpis = computeKpis(context, gridResult(context, reps, MAP), gridExtras(context));
  expect(kpis.plan.disruption).toEqual({
    zones: 1,
    accounts: 1,
    potential: 20,
    revenue: 2,
    share: { zones: 0.333333, accounts: 0.333333, potential: 0.333333, revenue: 0.285714 },
    departed_accounts: 1,
  });
  expect(kpis.sectors.map(s => s.disruption)).toEqual([
    { zones_gained: 1, zones_lost: 0, accounts_gained: 1, accounts_lost: 0 },
    { zones_gained: 0, zones_lost: 1, accounts_gained: 0, accounts_lost: 1 },
  ]);
  // only the three accounts with an incumbent count today; its targets are shares of their 60
  expect(kpis.before?.accounts).toBe(3);
  expect(kpis.sectors_before?.map(s => s.balance.potential)).toMatchObject([
    { value: 10, target: 30 },
    { value: 50, target: 30 },
  ]);
  expect(kpis.before?.coverage.accounts).toBe(0.6);
  expect(kpis.before?.coverage.uncovered?.no_rep).toBe(2);
  // the white space between them is nobody's: walked through, not a cut
  expect(kpis.before?.contiguity).toEqual({ sectors: 2, extra_pieces: 0, bridges: 0 });
  expect(kpis.before?.objective).toBeNull();
  expect(kpis.before?.disruption).toBeNull();
});

test('coverage: eligible, near enough, and with the hours; the most potential is served first', () => {
  const busy: GridRep[] = [
    { ...reps[0]!, hoursPerYear: 11, segments: ['shop'], maxTravelMinutes: 90 },
    { ...reps[1]!, excludedZones: ['z22'] },
  ];
  const accounts = [
    visited('a1', 'z10', { segment: 'shop', numbers: { potential: 1 } }),
    visited('a2', 'z10', { segment: 'shop', numbers: { potential: 4 } }),
    visited('a3', 'z10', { segment: 'shop', numbers: { potential: 3 } }),
    visited('a4', 'z10', { segment: 'farm', numbers: { potential: 9 } }),
    visited('a5', 'z21', { numbers: { potential: 9 } }),
    visited('a6', 'z12', { numbers: { potential: 2, sla_minutes: 10 } }),
    visited('a7', 'z02', { numbers: { potential: 2, sla_minutes: 59 } }),
    visited('a8', 'z22', { numbers: { potential: 5 } }),
  ];
  const context = gridContext({ reps: busy, accounts });
  const kpis = computeKpis(context, gridResult(context, busy, MAP), gridExtras(context));
  // A has 11 h: two of its three shops. a4 is no shop, a5 is 120 min away
  expect(kpis.sectors[0]?.coverage).toEqual({
    accounts: 0.4,
    potential: 0.269231,
    uncovered: { no_rep: 0, not_eligible: 1, too_far: 1, over_capacity: 1 },
  });
  expect(kpis.sectors[1]?.coverage.uncovered).toEqual({
    no_rep: 0,
    not_eligible: 1,
    too_far: 1,
    over_capacity: 0,
  });
  expect(kpis.plan.coverage.accounts).toBe(0.375);
  const promise = kpis.promises.find(p => p.name === 'eligibility');
  expect(promise?.kept).toBe(false);
  for (const part of [
    'zone z22 with B (excluded_zones)',
    'a4 with A (segments)',
    'a5 with A (max_travel_minutes)',
    'a7 with B (sla_minutes)',
  ]) {
    expect(promise?.detail).toContain(part);
  }
});

test('commercial figures: sums, rates over the accounts that have both, n/a without the column', () => {
  const accounts = [
    visited('a1', 'z10', {
      numbers: {
        revenue: 50,
        potential: 200,
        leads: 10,
        opportunities: 4,
        solicitations: 8,
        responses: 2,
        nps: 10,
        conversion_days: 20,
        visits_done: 4,
      },
    }),
    visited('a2', 'z10', {
      numbers: {
        revenue: 10,
        potential: 40,
        leads: 10,
        nps: 6,
        conversion_days: 40,
        solicitations: 2,
        responses: 2,
      },
    }),
    visited('a3', 'z12', { numbers: { nps: 8 } }),
  ];
  const priced: GridRep[] = reps.map(rep => ({ ...rep, costPerHour: 30, costPerKm: 0.5, gCo2PerKm: 120 }));
  const context = gridContext({ reps: priced, accounts });
  const kpis = computeKpis(context, gridResult(context, priced, MAP), gridExtras(context));
  expect(kpis.sectors[0]?.commercial).toEqual({
    revenue: 60,
    potential: 240,
    penetration: 0.25,
    solicitations: 10,
    responses: 4,
    response_rate: 0.4,
    leads: 20,
    opportunities: 4,
    conversion_rate: 0.4,
    conversion_days: 30,
    nps: 0,
  });
  expect(kpis.sectors[1]?.commercial.nps).toBe(0);
  expect(kpis.sectors[1]?.commercial.conversion_rate).toBeNull();
  expect(kpis.plan.commercial.nps).toBe(0);
  expect(kpis.sectors[0]?.visits).toMatchObject({ asked: 10, done: 4, done_ratio: 0.8, per_account: 5 });
  // ten hours of visits and no travel at all: 300 for 10 visits
  expect(kpis.sectors[0]?.cost).toEqual({
    total: 300,
    hours_cost: 300,
    km_cost: 0,
    per_visit: 30,
    per_account: 150,
  });
  expect(kpis.plan.travel.kg_co2).toBe(0);
  expect(kpis.plan.unavailable.map(u => u.kpi)).toEqual([
    'overlap.towns',
    'compactness.polsby_popper',
    'compactness.reock',
    'disruption',
  ]);

  const bare = gridContext({ reps, accounts: [visited('a1', 'z10')] });
  const plain = computeKpis(bare, gridResult(bare, reps, MAP), gridExtras(bare));
  for (const value of Object.values(plain.plan.commercial)) expect(value).toBeNull();
  expect(plain.plan.cost.per_visit).toBeNull();
  const needs = new Map(plain.plan.unavailable.map(u => [u.kpi, u.needs]));
  expect(needs.get('commercial.penetration')).toBe('accounts.revenue, accounts.potential');
  expect(needs.get('cost.per_visit')).toBe('reps.cost_per_hour, reps.cost_per_km');
  expect(needs.get('travel.kg_co2')).toBe('reps.g_co2_per_km');
});

test('an NPS column beyond 0–10 is a score: its mean weighted by visits', () => {
  const accounts = [
    visited('a1', 'z10', { numbers: { nps: 40, visits_per_year: 1 } }),
    visited('a2', 'z10', { numbers: { nps: -20, visits_per_year: 3 } }),
  ];
  const context = gridContext({ reps, accounts });
  const kpis = computeKpis(context, gridResult(context, reps, MAP), gridExtras(context));
  expect(kpis.plan.commercial.nps).toBe(-5);
  expect(kpis.units.nps).toContain('scores');
});

test('priority accounts are the top tenth by potential, rounded up', () => {
  const accounts = Array.from({ length: 11 }, (_, n) =>
    visited(`a${String(n).padStart(2, '0')}`, n < 9 ? 'z10' : n === 9 ? 'z11' : 'z20', {
      numbers: { potential: n },
    }),
  );
  const context = gridContext({ reps, accounts });
  const kpis = computeKpis(context, gridResult(context, reps, MAP), gridExtras(context));
  // a09 and a10, each a degree away
  expect(kpis.plan.travel.priority_minutes).toBe(60);
  expect(kpis.plan.travel.mean_minutes).toBe(10.909091);
});

test('capacity: visits possible', () => {
  const slow: GridRep[] = [{ ...reps[0]!, hoursPerYear: 6, fte: 0.5, productivity: 2 }, reps[1]!];
  const accounts = [visited('a1', 'z10'), visited('a2', 'z10')];
  const context = gridContext({ reps: slow, accounts });
  const [a] = computeKpis(context, gridResult(context, slow, MAP), gridExtras(context)).sectors;
  expect(a?.visits).toMatchObject({ asked: 10, possible: 6, ratio: 0.6, possible_per_account: 3 });
  expect(a?.workload.fte_use).toBe(1.666667);
});

test('pieces, bridges and the contiguity promise', () => {
  const context = gridContext({ reps, accounts: [visited('a1', 'z10')] });
  const split = gridResult(context, reps, 'ABA BBB ABA');
  const kpis = computeKpis(context, split, gridExtras(context));
  expect(kpis.plan.contiguity).toEqual({ sectors: 2, extra_pieces: 3, bridges: 0 });
  expect(kpis.sectors.map(s => s.contiguity.pieces)).toEqual([4, 1]);
  expect(kpis.promises.find(p => p.name === 'contiguity')).toMatchObject({
    kept: false,
    detail: expect.stringContaining('A (4 pieces)'),
  });

  // two islands that the graph itself keeps apart: nothing to avoid, but two pieces all the same
  const apart = gridContext({
    rows: 1,
    columns: 2,
    reps,
    accounts: [visited('a1', 'z00')],
    graph: {
      offsets: Int32Array.from([0, 0, 0]),
      neighbors: new Int32Array(0),
      borderKm: new Float64Array(0),
    },
  });
  const islands = computeKpis(apart, gridResult(apart, reps, 'AA'), gridExtras(apart));
  expect(islands.plan.contiguity).toMatchObject({ sectors: 1, extra_pieces: 1 });
  expect(islands.promises.find(p => p.name === 'contiguity')?.kept).toBe(true);

  const bridged = gridContext({
    rows: 1,
    columns: 2,
    reps,
    accounts: [],
    graph: { bridges: [{ a: 0, b: 1, km: 5 }] },
  });
  expect(
    computeKpis(bridged, gridResult(bridged, reps, 'AA'), gridExtras(bridged)).plan.contiguity.bridges,
  ).toBe(1);
  expect(
    computeKpis(bridged, gridResult(bridged, reps, 'AB'), gridExtras(bridged)).plan.contiguity.bridges,
  ).toBe(0);
});

test('promises name who breaks them', () => {
  const accounts = [visited('a1', 'z10', { rep: 'B' }), visited('a2', 'z12', { rep: 'zoe', locked: true })];
  const settings = { maxMoved: { share: 0.2, of: 'accounts' as const } };
  const context = gridContext({ reps, accounts, settings });
  const result = gridResult(context, reps, 'AAB AAB A.B');
  const { promises } = computeKpis(context, result, gridExtras(context));
  const kept = new Map(promises.map(p => [p.name, p.kept]));
  expect([...kept]).toEqual([
    ['every-zone-once', false],
    ['every-account-once', true],
    ['contiguity', true],
    ['balance:workload', true],
    ['eligibility', true],
    ['locks', false],
    ['disruption-budget', false],
  ]);
  const detail = (name: string) => promises.find(p => p.name === name)?.detail;
  expect(detail('every-zone-once')).toBe('z01 without a sector');
  expect(detail('locks')).toBe('account a2 is locked to zoe, who is not among the reps, and is with B');
  expect(detail('disruption-budget')).toBe('100 % of accounts change rep, 20 % allowed');
});

test('compactness of outlines; moment of inertia without', () => {
  const context = gridContext({
    reps,
    accounts: [visited('a1', 'z10'), visited('a2', 'z12'), visited('a3', 'z12')],
  });
  const ring: [number, number][] = [
    [0, 0],
    [0.1, 0],
    [0.1, 0.1],
    [0, 0.1],
    [0, 0],
  ];
  const outlines = [[[ring]], []];
  const kpis = computeKpis(context, gridResult(context, reps, MAP), gridExtras(context, { outlines }));
  expect(kpis.sectors[0]?.compactness.polsby_popper).toBeCloseTo(Math.PI / 4, 4);
  expect(kpis.sectors[0]?.compactness.reock).toBeCloseTo(2 / Math.PI, 4);
  expect(kpis.sectors[1]?.compactness.polsby_popper).toBeNull();
  expect(kpis.plan.compactness.polsby_popper).toBeCloseTo(Math.PI / 4, 4);
  // each sector's weight is in one zone
  expect(kpis.plan.compactness.moment_of_inertia).toBeCloseTo(0, 6);
});

test('objective, bound and gap; the stronger bound counts', () => {
  const context = gridContext({ reps, accounts: [visited('a1', 'z10')] });
  const result = gridResult(context, reps, MAP);
  const plain = computeKpis(context, result, gridExtras(context)).plan.objective;
  expect(plain).toMatchObject({
    value: 100,
    lower_bound: 95,
    gap: 0.05,
    unit: 'h/year',
    bounds: { plain: 95, contiguous: null },
  });
  const cut = computeKpis(context, result, gridExtras(context, { contiguousBound: 98 })).plan.objective;
  expect(cut).toMatchObject({ lower_bound: 98, gap: 0.02, bounds: { plain: 95, contiguous: 98 } });
  const none = computeKpis(context, result, gridExtras(context, { plainBound: null })).plan.objective;
  expect(none).toMatchObject({ lower_bound: null, gap: null });
});

test('what the bound is of: with contiguity only where that one is the stronger', () => {
  const context = gridContext({ reps, accounts: [visited('a1', 'z10')] });
  const result = gridResult(context, reps, MAP);
  const said = (bounds: { plainBound?: number | null; contiguousBound?: number | null }) =>
    computeKpis(context, result, gridExtras(context, bounds)).plan.objective?.certifies;
  expect(said({})).toMatch(/contiguity is not in the bound$/);
  expect(said({ contiguousBound: 94 })).toMatch(/contiguity is not in the bound$/);
  expect(said({ contiguousBound: 95 })).toMatch(/every sector connected/);
  expect(said({ plainBound: null, contiguousBound: 90 })).toMatch(/every sector connected/);
  expect(said({ plainBound: null })).toBe('nothing: no bound was computed');
});

test('zones alone carry a plan: no accounts, no account KPIs', () => {
  const zoneNumbers = { visits_per_year: new Array(9).fill(5), population: [1, 2, 3, 4, 5, 6, 7, 8, 9] };
  const settings = {
    measures: [
      { name: 'population', tolerance: 0.1 },
      { name: 'workload', tolerance: 0.1 },
    ],
  };
  const context = gridContext({ reps, zoneNumbers, settings });
  const kpis = computeKpis(context, gridResult(context, reps, MAP), gridExtras(context));
  expect(kpis.sectors.map(s => s.balance.population?.value)).toEqual([1 + 4 + 5 + 7 + 8, 2 + 3 + 6 + 9]);
  // 25 h of visits; tours of 0, 1, 1, 1 and 2 degrees
  expect(kpis.sectors[0]?.workload.hours).toBe(35);
  expect(kpis.plan.coverage.accounts).toBeNull();
  expect(kpis.promises.map(p => p.name)).toEqual([
    'every-zone-once',
    'contiguity',
    'balance:population',
    'balance:workload',
    'eligibility',
  ]);
});

test('a measure may be called __proto__', () => {
  const numbers = JSON.parse('{"__proto__": 3}') as Record<string, number>;
  const context = gridContext({
    reps,
    accounts: [{ id: 'a1', zone: 'z10', numbers }],
    settings: { measures: [{ name: '__proto__', tolerance: 0.1 }] },
  });
  const kpis = computeKpis(context, gridResult(context, reps, MAP), gridExtras(context));
  expect(Object.keys(kpis.plan.balance)).toEqual(['__proto__']);
  const written = JSON.parse(JSON.stringify(kpis)).sectors[0].balance;
  expect(Object.getOwnPropertyDescriptor(written, '__proto__')?.value.value).toBe(3);
});

test('travel limits bind from a rep’s own base only', () => {
  const limited: GridRep[] = [{ ...reps[0]!, maxTravelMinutes: 30, lat: Number.NaN }, reps[1]!];
  const accounts = [visited('a1', 'z20'), visited('a2', 'z12', { numbers: { sla_minutes: 1 } })];
  const context = gridContext({ reps: limited, accounts });
  // the plan found A's center at its account; B keeps its base
  const result = gridResult(context, limited, MAP);
  const promise = computeKpis(context, result, gridExtras(context)).promises.find(
    p => p.name === 'eligibility',
  );
  expect(promise?.kept).toBe(true);
  const based = gridContext({ reps: [{ ...limited[0]!, postalCode: 'z10' }, reps[1]!], accounts });
  const kpis = computeKpis(based, gridResult(based, limited, MAP), gridExtras(based));
  expect(kpis.promises.find(p => p.name === 'eligibility')?.detail).toBe(
    'account a1 with A (max_travel_minutes)',
  );
});
