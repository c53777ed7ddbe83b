import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Eligibility } from '../../src/evaluate/eligibility.ts';
import { computeKpis } from '../../src/evaluate/kpis.ts';
import type { ShadowPrice } from '../../src/evaluate/kpis-types.ts';
import { shadowPrices } from '../../src/evaluate/shadow-prices.ts';
import type { PlanContext, PlanResult } from '../../src/model/context.ts';
import { rowNames } from '../../src/model/limits.ts';
import type { PlanSector } from '../../src/model/plan.ts';
import type { Problem } from '../../src/model/problem.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/model/settings.ts';
import { solveLp } from '../../src/optimize/lp-relaxation.ts';
import { randomProblem } from '../optimize/random-problem.ts';
import { type GridAccount, type GridRep, gridContext, gridExtras, gridResult, gridTravel } from './grid.ts';

// two reps at the west and east end of the middle row; a degree is an hour, five visits make one tour
const EXCESS_PRICE = 1000;
const targets = new Map([
  ['potential', 100],
  ['workload', 50],
]);
const reps: GridRep[] = [
  { id: 'A', at: [1, 0], costPerHour: 40, targets },
  { id: 'B', at: [1, 2], costPerHour: 60, targets },
];
const MAP = `
  AAB
  AAB
  AAB`;
const measures = [
  { name: 'potential', tolerance: 0.1 },
  { name: 'workload', tolerance: 0.1 },
];

type Prices = Readonly<Record<string, Readonly<Record<string, number>>>>;

interface Case {
  readonly prices?: Prices;
  readonly budgetPrice?: number;
  readonly teamPrices?: readonly (readonly [budget: string, price: number])[];
  readonly accounts?: readonly GridAccount[];
  readonly settings?: Partial<Settings>;
  readonly list?: readonly GridRep[];
}

function pricesOf({
  prices = {},
  budgetPrice = 0,
  teamPrices = [],
  accounts = [account('a0', 'z10')],
  settings,
  list = reps,
}: Case): ShadowPrice[] {
  const context = gridContext({ reps: list, accounts, settings: { measures, ...settings } });
  const sectors = list.map(rep => sector(rep.id, prices[rep.id] ?? {}));
  const solver = { budgetPrice, teamPrices, excessPrice: EXCESS_PRICE };
  const extras = gridExtras(context, { sectors, solver });
  return computeKpis(context, gridResult(context, list, MAP), extras).shadow_prices as ShadowPrice[];
}

const sector = (repId: string, prices: PlanSector['prices']): PlanSector => ({
  ...{ layer: 'default', sectorId: `S-${repId}`, repId, sectorName: repId, prices },
  ...{ base: [0, 0], center: [0, 0] },
});

const account = (id: string, zone: string, more: Partial<GridAccount> = {}): GridAccount => ({
  id,
  zone,
  ...more,
  numbers: { visits_per_year: 5, visit_minutes: 60, potential: 10, ...more.numbers },
});

describe('rows of balance', () => {
  test('a point of tolerance saves a hundredth of the price, at the rate of the rep', () => {
    const found = pricesOf({ prices: { A: { potential: 12, workload: 0 }, B: { potential: -30 } } });
    const row = { rule: 'balance', measure: 'potential', account_id: null, per: '1 % of the target' };
    expect(found).toEqual([
      { ...row, sector_id: 'S-B', side: 'least', value: 0.3, cost: 18, at_cap: false },
      { ...row, sector_id: 'S-A', side: 'most', value: 0.12, cost: 4.8, at_cap: false },
    ]);
  });

  test('a price at the cap is a penalty, which nobody pays, and may be in every other; one that is dust is none', () => {
    const found = pricesOf({ prices: { A: { potential: -999.5, workload: 1e-4 }, B: { workload: 998 } } });
    expect(found).toMatchObject([
      { sector_id: 'S-A', side: 'least', value: 9.995, cost: null, at_cap: true },
      { sector_id: 'S-B', side: 'most', value: 9.98, cost: null, at_cap: false },
    ]);
    expect(found).toHaveLength(2);
  });

  test('equals are in the order of sector and measure', () => {
    const found = pricesOf({ prices: { B: { potential: 5 }, A: { workload: -5, potential: 5 } } });
    expect(found.map(entry => [entry.sector_id, entry.measure])).toEqual([
      ['S-A', 'potential'],
      ['S-A', 'workload'],
      ['S-B', 'potential'],
    ]);
  });

  test('no money without rates, nor for squared km; nothing at all when nobody optimized', () => {
    const poor = [{ ...reps[0]!, costPerHour: Number.NaN }, reps[1]!];
    expect(pricesOf({ list: poor, prices: { A: { potential: 1 } } })[0]?.cost).toBeNull();
    const compact = pricesOf({ settings: { objective: 'compactness' }, prices: { A: { potential: 1 } } });
    expect(compact[0]).toMatchObject({ value: 0.01, cost: null });
    const context = gridContext({ reps, accounts: [account('a0', 'z10')] });
    expect(
      computeKpis(context, gridResult(context, reps, MAP), gridExtras(context)).shadow_prices,
    ).toBeNull();
  });
});

describe('locked accounts', () => {
  // A drives 2 × 2 h to z12, B none, and the spread counts a tenth more
  const locked = account('a1', 'z12', { rep: 'A', locked: true });

  test('what the owner drives more than the rep of the zone would, less the hand-over', () => {
    const found = pricesOf({ accounts: [locked], settings: { stickiness: 0.5 } });
    expect(found).toEqual([
      {
        ...{ rule: 'lock', sector_id: 'S-A', measure: null, side: null, account_id: 'a1', per: 'account' },
        ...{ value: 3.9, cost: 156, at_cap: false },
      },
    ]);
  });

  test('work that fills the owner’s sector and that the other lacks is counted at its price', () => {
    const prices = { A: { potential: 20, workload: 10 }, B: { potential: -10, workload: 2 } };
    // A: 20 × 10/100 + 10 × (5 + 4) h/50 h; B: −10 × 10/100 + 2 × 5/50
    const lock = pricesOf({ accounts: [locked], prices }).find(({ rule }) => rule === 'lock');
    expect(lock?.value).toBeCloseTo(4.4 + 2 + 1.8 - (-1 + 0.2), 9);
  });

  test('letting go takes from the budget', () => {
    const settings = { maxMoved: { share: 0.5, of: 'potential' as const } };
    const lock = pricesOf({ accounts: [locked], settings, budgetPrice: 0.03 }).find(e => e.rule === 'lock');
    expect(lock?.value).toBeCloseTo(4.4 - 0.03 * 10, 9);
  });

  test.each<[string, Case]>([
    ['it is not locked', { accounts: [{ ...locked, locked: false }] }],
    ['the zone is its owner’s', { accounts: [{ ...locked, zone: 'z11' }] }],
    [
      'the owner is nearer',
      { accounts: [{ ...locked, rep: 'B', zone: 'z11' }], settings: { stickiness: 1 } },
    ],
    [
      'the rep of the zone may not serve it',
      {
        accounts: [{ ...locked, segment: 'farms' }],
        list: [reps[0]!, { ...reps[1]!, segments: ['shops'] }],
      },
    ],
    ['the hand-over costs more', { accounts: [locked], settings: { stickiness: 4.4 } }],
    ['nobody travels', { accounts: [locked], settings: { objective: 'compactness' } }],
  ])('no price where %s', (_, given) => {
    expect(pricesOf(given)).toEqual([]);
  });

  test('a sector that is out of reach counts by sign alone', () => {
    const of = (prices: Prices) => pricesOf({ accounts: [locked], prices }).find(e => e.rule === 'lock');
    // the owner is hopelessly full, or the other hopelessly empty: letting go relieves that too
    expect(of({ A: { potential: 1000 } })).toMatchObject({ value: 4.4, at_cap: true });
    expect(of({ B: { potential: -1000 } })).toMatchObject({ value: 4.4, at_cap: true });
    // it would make that worse
    expect(of({ A: { potential: -1000 } })).toBeUndefined();
    expect(of({ B: { potential: 1000 } })).toBeUndefined();
    // as full as each other: nothing is lost
    expect(of({ A: { potential: 1000 }, B: { potential: 1000 } })).toMatchObject({ at_cap: false });
  });
});

describe('the budget of a team', () => {
  // one member's part is 1000 km, so that a price of 1 is the excess price
  const km = { name: 'road', team: null, resource: 'km' as const, atMost: 2000, price: null };
  const priced = (price: number, more: object = {}, given: Case = {}) =>
    pricesOf({ ...given, teamPrices: [['road', price]], settings: { budgets: [{ ...km, ...more }] } });

  test('is worth one per cent of itself, at the rate of its members', () => {
    const row = { rule: 'team-budget', sector_id: null, measure: 'road', side: null, account_id: null };
    const entry = { ...row, per: '1 % of the budget', value: 1, at_cap: false };
    expect(priced(0.05)).toEqual([{ ...entry, cost: 50 }]);
    expect(priced(0.05, { team: { reps: ['B'] } })).toEqual([{ ...entry, cost: 60 }]);
    // half as much of A as of B is there
    expect(priced(0.05, {}, { list: [{ ...reps[0]!, fte: 0.5 }, reps[1]!] })[0]?.cost).toBeCloseTo(
      160 / 3,
      6,
    );
    expect(priced(0)).toEqual([]);
  });

  test('at its cap is a penalty, even where no row of balance is, and then nothing costs money', () => {
    const others = { prices: { A: { potential: 12 } } };
    expect(priced(0.998, {}, others).map(({ at_cap, cost }) => [at_cap, cost !== null])).toEqual([
      [false, true],
      [false, true],
    ]);
    expect(priced(0.9995, {}, others)).toMatchObject([
      { rule: 'team-budget', value: 19.99, cost: null, at_cap: true },
      { rule: 'balance', value: 0.12, cost: null, at_cap: false },
    ]);
    // one with a price of its own gives way at that, and is never at the cap
    expect(priced(0.9995, { price: 1 }, others).map(({ at_cap, cost }) => [at_cap, cost !== null])).toEqual([
      [false, true],
      [false, true],
    ]);
    // of two members, or of one: the part of each
    expect(priced(0.5, { team: { reps: ['A'] } })[0]).toMatchObject({ at_cap: true });
  });

  // A drives 2 × 200 km to z12, B none
  const locked = { accounts: [account('a1', 'z12', { rep: 'A', locked: true })] };
  const lock = (price: number, more: object = {}) =>
    priced(price, more, locked).find(({ rule }) => rule === 'lock');

  test('counts in what a lock costs, what the owner uses of it more than the other would', () => {
    expect(lock(0)?.value).toBeCloseTo(4.4, 9);
    expect(lock(0.005)).toMatchObject({ value: 6.4, at_cap: false });
    expect(lock(0.005, { team: { reps: ['B'] } })?.value).toBeCloseTo(4.4, 9);
    // five hours of visits are B's too, at 0.1 each, and A has four on the road besides
    expect(lock(0.1, { resource: 'hours' })?.value).toBeCloseTo(4.4 + 0.1 * 4, 9);
    expect(lock(0.1, { resource: 'hours', team: { reps: ['B'] } })?.value).toBeCloseTo(4.4 - 0.1 * 5, 9);
  });

  test('at its cap counts by sign alone', () => {
    expect(lock(1)).toMatchObject({ value: 4.4, at_cap: true });
    // B's budget is out of reach: what B would take over makes that worse
    expect(lock(1, { resource: 'hours', atMost: 1000, team: { reps: ['B'] } })).toBeUndefined();
  });
});

describe('the budget of moves', () => {
  const accounts = [
    account('a1', 'z10', { rep: 'A', numbers: { revenue: 100 } }),
    account('a2', 'z11', { rep: 'B', numbers: { revenue: 300 } }),
    account('a3', 'z12', { numbers: { revenue: 1000 } }),
    account('a4', 'z12', { rep: 'B', numbers: { revenue: Number.NaN } }),
  ];
  const settings = { maxMoved: { share: 0.1, of: 'revenue' as const } };

  test('one per cent of all that has an incumbent, at the mean rate by FTE', () => {
    const list = [reps[0]!, { ...reps[1]!, fte: 0.5, productivity: 2 }];
    expect(pricesOf({ accounts, settings, list, budgetPrice: 0.25 })).toEqual([
      {
        ...{ rule: 'budget', sector_id: null, measure: 'revenue', side: null, account_id: null },
        ...{ per: '1 % of the total', value: 1, cost: 50, at_cap: false },
      },
    ]);
  });

  test('where eligibility alone moves more, another per cent saves nothing', () => {
    const list = [reps[0]!, { ...reps[1]!, excludedZones: ['z11'] }];
    const [budget] = pricesOf({ accounts, settings, list, budgetPrice: 0.25 });
    expect(budget).toMatchObject({ value: 1, cost: null, at_cap: true });
  });

  test('a zone shared by two moves what the lesser of them has', () => {
    const shared = [...accounts, account('a5', 'z11', { rep: 'A', numbers: { revenue: 60 } })];
    // 60 of 460 must move, 46 may
    expect(pricesOf({ accounts: shared, settings, budgetPrice: 0.25 })[0]?.at_cap).toBe(true);
    const wider = { maxMoved: { share: 0.14, of: 'revenue' as const } };
    expect(pricesOf({ accounts: shared, settings: wider, budgetPrice: 0.25 })[0]?.at_cap).toBe(false);
  });
});

/** A random problem as a world: reps and measures by number, and in each zone one account, the incumbent's. */
function worldOf(problem: Problem): { context: PlanContext; rules: Eligibility } {
  const { n, k, m, incumbent, moveWeight } = problem;
  const held = [...incumbent.keys()].filter(i => (incumbent[i] as number) >= 0);
  // what moves when the zone goes to anyone but the incumbent
  const revenue = held.map(i => Math.max(0, ...(moveWeight ?? []).slice(i * k, i * k + k)));
  const context = {
    layer: 'default',
    settings: { ...DEFAULT_SETTINGS, maxMoved: moveWeight && { share: 0.15, of: 'revenue' } },
    measures: Array.from({ length: m - (problem.limits ?? 0) }, (_, q) => ({
      name: `m${q}`,
      perAccount: null,
    })),
    limits: problem.limits
      ? [
          {
            of: 'zones',
            min: 0,
            max: problem.target[m - 1],
            unit: problem.target[m - 1],
            perZone: new Float64Array(n),
          },
        ]
      : [],
    reps: { list: Array.from({ length: k }, (_, j) => ({ id: `r${j}`, costPerHour: 1 })) },
    share: new Float64Array(k).fill(1 / k),
    accounts: { id: held.map(String), numbers: new Map([['revenue', Float64Array.from(revenue)]]) },
    zoneOf: Int32Array.from(held),
    incumbentOf: Int32Array.from(held, i => incumbent[i] as number),
    named: new Uint8Array(n),
    ownerOf: new Int32Array(n).fill(-1),
  } as unknown as PlanContext;
  const may = (a: number, j: number) => problem.cost[(held[a] as number) * k + j] !== Infinity;
  return { context, rules: { zone: () => null, account: (a, j) => (may(a, j) ? null : 'segments') } };
}

/** The problem with one step more for a rule. Slack of one row only: less fixed load, or more of it. */
function relaxed(problem: Problem, { rule, sector_id, measure, side }: ShadowPrice): Problem {
  if (rule === 'budget') return { ...problem, moveBudget: problem.moveBudget * (1 + 0.01 / 0.15) };
  // a limit gives way by a zone, a balance by a hundredth of its target
  const isLimit = rule === 'limit';
  const row = Number(sector_id?.slice(1)) * problem.m + (isLimit ? problem.m - 1 : Number(measure?.slice(1)));
  const step = (isLimit ? 1 : 0.01 * (problem.target[row] as number)) * (side === 'most' ? -1 : 1);
  return { ...problem, fixedLoad: problem.fixedLoad.map((load, r) => (r === row ? load + step : load)) };
}

test('one step saves what the price says in the bound, or less', async () => {
  const options = fc.record({
    n: fc.integer({ min: 12, max: 40 }),
    k: fc.integer({ min: 2, max: 4 }),
    m: fc.integer({ min: 1, max: 2 }),
    seed: fc.nat(1e6),
    budget: fc.boolean(),
    repDependent: fc.boolean(),
    forbidden: fc.constantFrom(0, 0.2),
    infeasible: fc.boolean(),
    limits: fc.boolean(),
  });
  let entries = 0;
  await fc.assert(
    fc.asyncProperty(options, async given => {
      const problem = randomProblem(given);
      const { value, duals } = await solveLp(problem);
      const { context, rules } = worldOf(problem);
      const sectors = context.reps.list.map(({ id }, j): PlanSector => {
        const prices = rowNames(context).map((name, q) => [name, duals.price[j * problem.m + q]]);
        return { ...sector(id, Object.fromEntries(prices)), sectorId: id };
      });
      const result = { zoneRep: new Int32Array(problem.n).fill(-1) } as unknown as PlanResult;
      const found = shadowPrices(context, result, {
        ...{ sectors, rules, travel: gridTravel, balance: { target: [] } },
        ...{ budgetPrice: duals.budgetPrice, excessPrice: problem.excessPrice },
      });
      for (const entry of found) {
        const saved = value - (await solveLp(relaxed(problem, entry))).value;
        const slack = 1e-6 * (1 + Math.abs(value));
        expect(saved).toBeLessThanOrEqual(entry.value + slack);
        expect(saved).toBeGreaterThanOrEqual(-slack);
        entries++;
      }
    }),
    { numRuns: 25 },
  );
  expect(entries).toBeGreaterThan(25);
});

test('a small step saves nearly what the price says: between the prices before and after it', async () => {
  const problem = randomProblem({ n: 60, k: 4, m: 2, seed: 3, incumbents: true });
  const at = async (more: number) =>
    solveLp({ ...problem, tolerance: problem.tolerance.map(tolerance => tolerance + more) });
  const all = (prices: Float64Array) => prices.reduce((sum, price) => sum + Math.abs(price), 0);
  const [before, after] = [await at(0), await at(0.01)];
  const slack = 1e-6 * before.value;
  expect(before.value - after.value).toBeLessThanOrEqual(0.01 * all(before.duals.price) + slack);
  expect(before.value - after.value).toBeGreaterThanOrEqual(0.01 * all(after.duals.price) - slack);
});
