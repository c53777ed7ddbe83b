import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Table, type VerifyInput, type VerifyResult, verifyPlan } from '../../src/evaluate/verify.ts';
import { tinyPlan } from './verify/tiny-plan.ts';

/** What was found wrong, by check: empty when the plan is true. */
function findings(result: VerifyResult): Record<string, readonly string[]> {
  return Object.fromEntries(
    result.checks.filter(check => !check.ok).map(check => [check.name, check.problems]),
  );
}

type Mutable<T> = T extends (...args: never[]) => unknown
  ? T
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T;

// biome-ignore lint/suspicious/noExplicitAny: parsed JSON of unknown shape, to be spoiled
type Any = any;

/** The written files of a plan, to be changed at will: the inputs stay as they are. */
interface Files {
  plan: Mutable<VerifyInput['plan']>;
  hashes: Map<string, string>;
  tables: { [name in 'zones' | 'accounts' | 'sectors' | 'changes' | 'rejects']: Rows };
  perSector: Map<string, Rows>;
  maps: Map<string, Any>;
  geojson: Any;
  kpis: Any;
}

type Rows = { header: string[]; rows: string[][] };

function spoil(input: VerifyInput, change: (files: Files) => void): VerifyResult {
  const copy = structuredClone({
    plan: input.plan,
    hashes: new Map<string, string>(input.hashes),
    tables: input.tables,
    perSector: new Map<string, Table>(input.perSector),
    maps: new Map<string, Any>(input.perSectorGeojson),
    geojson: input.sectorsGeojson,
    kpis: input.kpis,
  }) as unknown as Files;
  change(copy);
  return verifyPlan({
    ...input,
    plan: copy.plan as VerifyInput['plan'],
    hashes: copy.hashes as VerifyInput['hashes'],
    tables: copy.tables,
    perSector: copy.perSector,
    perSectorGeojson: copy.maps,
    sectorsGeojson: copy.geojson,
    kpis: copy.kpis,
  });
}

/** Says in every place that branch and cut came this far. */
function claimProof(f: Files, bound: number, proven: boolean): void {
  f.plan.solver.proof = { bound, proven, nodes: 1, cuts: 1 };
  const { objective } = f.kpis.plan;
  objective.lower_bound = Math.max(bound, objective.bounds.plain);
  objective.bounds.contiguous = bound;
  objective.gap = (objective.value - objective.lower_bound) / objective.value;
}

/** The cell of a column in the row whose first cell under `key` is `id`. */
function cell(
  table: Rows,
  key: string,
  id: string,
  column: string,
): { get(): string; set(text: string): void } {
  const row = table.rows.find(r => r[table.header.lastIndexOf(key)] === id)!;
  const c = table.header.lastIndexOf(column);
  if (!row || c < 0) throw new Error(`no ${column} of ${id}`);
  return {
    get: () => row[c]!,
    set: text => {
      row[c] = text;
    },
  };
}

const promise = (files: Files, name: string): Any => files.kpis.promises.find((p: Any) => p.name === name);

const rule = (files: Files, name: string): Any =>
  files.kpis.shadow_prices.find((entry: Any) => entry.rule === name);
const drop = (files: Files, entry: Any): Any =>
  files.kpis.shadow_prices.splice(files.kpis.shadow_prices.indexOf(entry), 1);

describe('a plan that tells the truth', () => {
  it('verifies: two independent programs agree on every figure', () => {
    const result = verifyPlan(tinyPlan());
    expect(findings(result)).toEqual({});
    expect(result.ok).toBe(true);
    for (const check of result.checks) expect(check.checked, check.name).toBeGreaterThan(0);
  });

  it.each([
    ['compactness', { objective: 'compactness' as const, stickiness: 0 }],
    ['no budget, no stickiness', { maxMoved: null, stickiness: 0 }],
    ['a budget by accounts', { maxMoved: { share: 0.5, of: 'accounts' as const } }],
    [
      'other travel',
      {
        visitsPerTour: 2,
        spreadShare: 0.5,
        travel: {
          circuity: 1.1,
          accessMinutes: 0,
          speeds: [
            { upToKm: 3, kmPerHour: 20 },
            { upToKm: null, kmPerHour: 60 },
          ],
        },
      },
    ],
    ['a measure of the zones', { measures: [{ name: 'population', tolerance: 0.6 }] }],
  ])('with %s', (_, settings) => {
    expect(findings(verifyPlan(tinyPlan({ settings })))).toEqual({});
  });

  it('with a proof that came as far as the plan', () => {
    const proven = spoil(tinyPlan(), f => claimProof(f, f.kpis.plan.objective.value, true));
    expect(findings(proven)).toEqual({});
  });

  it('with any prices, some of which are at the cap: what the rules cost', () => {
    const price = fc.constantFrom(0, 1e-10, 0.002, -0.003, 0.998, 1, -1);
    const settings = { maxMoved: null, stickiness: 0 };
    fc.assert(
      fc.property(fc.array(price, { minLength: 6, maxLength: 6 }), prices => {
        expect(findings(verifyPlan(tinyPlan({ settings, prices })))).toEqual({});
      }),
      { numRuns: 40 },
    );
  });

  it('from zones alone', () => {
    const settings = {
      measures: [
        { name: 'population', tolerance: 0.6 },
        { name: 'workload', tolerance: 0.9 },
      ],
      maxMoved: null,
      stickiness: 0,
    };
    const result = verifyPlan(tinyPlan({ zonesOnly: true, settings }));
    expect(findings(result)).toEqual({});
  });

  it('with the targets that the reps file gives', () => {
    const reps = (list: Any[]) =>
      list.map((rep, j) => ({ ...rep, targets: new Map([['potential', j === 0 ? 20000 : 13000]]) }));
    const result = verifyPlan(
      tinyPlan({ reps, settings: { measures: [{ name: 'potential', tolerance: 0.9 }] } }),
    );
    expect(findings(result)).toEqual({});
  });

  it('with reps who take their time, in segments that take theirs, and are not there all year', () => {
    const [pace, part] = [fc.constantFrom(0.5, 0.7, 1, 1.3), fc.constantFrom(0, 0.4, 1)];
    const day = fc.constantFrom(undefined, '2026-03', '2027-01-16', '2027-03', '2027-05-31');
    const rep = fc.record({
      seniority: fc.constantFrom('junior', 'senior', ''),
      segmentProductivity: fc.dictionary(fc.constantFrom('', 'shops', 'farms'), pace, { maxKeys: 2 }),
      hired: day,
      presence: fc.dictionary(fc.constantFrom('2027-02', '2027-07', '2028-01'), part, { maxKeys: 2 }),
    });
    const levels = fc.dictionary(fc.constantFrom('', 'shops', '__proto__'), pace, { maxKeys: 2 });
    const settings = fc.record({
      visitMinutesBySegment: fc.constantFrom({}, { '': 90 }, { '': 10, shops: 0 }),
      productivityBySegment: fc.record({ junior: levels, '': levels }),
      period: fc.constantFrom(null, { from: '2027-01', months: 12 }, { from: '2026-12', months: 7 }),
      rampUp: fc.constantFrom([], [0.25, 0.5, 0.75]),
      maxMoved: fc.constantFrom(null, { share: 0.4, of: 'revenue' as const }),
    });
    fc.assert(
      fc.property(fc.tuple(rep, rep), settings, (patches, more) => {
        const reps = (list: Any[]) =>
          list.map((one, j) => ({
            ...one,
            ...patches[j],
            costPerHour: 30 + 10 * j,
            segmentProductivity: new Map(Object.entries(patches[j]!.segmentProductivity)),
            presence: new Map(Object.entries(patches[j]!.presence)),
          }));
        const { lies, checks } = verifyPlan(tinyPlan({ reps, settings: more }));
        // who is not there has nothing he could be given: balance is broken, and said to be
        expect(lies, JSON.stringify(checks.filter(check => check.lies > 0))).toBe(0);
      }),
      { numRuns: 60 },
    );
  });

  it('whatever the settings of balance and travel', () => {
    fc.assert(
      fc.property(
        fc.record({
          circuity: fc.double({ min: 1, max: 2, noNaN: true }),
          accessMinutes: fc.integer({ min: 0, max: 20 }),
          stickiness: fc.integer({ min: 0, max: 9 }),
          share: fc.double({ min: 0.3, max: 1, noNaN: true }),
          tolerance: fc.double({ min: 0.5, max: 1, noNaN: true }),
        }),
        ({ circuity, accessMinutes, stickiness, share, tolerance }) => {
          const travel = {
            circuity,
            accessMinutes,
            speeds: [
              { upToKm: 12, kmPerHour: 33 },
              { upToKm: null, kmPerHour: 88 },
            ],
          };
          const measures = ['workload', 'potential', 'revenue'].map(name => ({ name, tolerance }));
          const settings = { travel, stickiness, maxMoved: { share, of: 'potential' as const }, measures };
          expect(findings(verifyPlan(tinyPlan({ settings })))).toEqual({});
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('a promise that the plan admits it broke', () => {
  it.each([
    ['balance:potential', { measures: [{ name: 'potential', tolerance: 0.001 }] }],
    ['disruption-budget', { maxMoved: { share: 0.001, of: 'revenue' as const } }],
  ])('is no lie, and is reported: %s', (name, settings) => {
    const result = verifyPlan(tinyPlan({ settings }));
    expect(Object.keys(findings(result))).toEqual([name]);
    expect(result.lies).toBe(0);
    expect(result.broken).toBeGreaterThan(0);
    expect(result.ok).toBe(false);
  });

  it.each([
    ['a segment that the rep does not serve', { segments: ['shops'] }, /farms/],
    ['a zone where the rep is not allowed', { allowedZones: ['Z5', 'west'] }, /allowed_zones/],
    ['a zone from which the rep is excluded', { excludedZones: ['Z9'] }, /zone Z9.*excluded_zones/],
    ['a zone too far away', { maxTravelMinutes: 20 }, /more than max_travel_minutes 20/],
  ])('eligibility: %s', (_, patch, text) => {
    const reps = (list: Any[]) => list.map(rep => (rep.id === 'R2' ? { ...rep, ...patch } : rep));
    const result = verifyPlan(tinyPlan({ reps }));
    expect(findings(result).eligibility?.join('\n')).toMatch(text);
    expect(result.broken).toBeGreaterThan(0);
  });

  it.each([
    [
      'a zone that is exclusive to another',
      { reps: [{ exclusiveZones: ['Z9', 'department=west'] }, {}] },
      /zone Z9: rep R2 serves what is exclusive to R1 \(exclusive_zones\)/,
    ],
    [
      'a part of a zone that is exclusive to another',
      { reps: [{ exclusiveZones: ['Z5'] }, {}] },
      /zone Z5#2: rep R2 serves what is exclusive to R1/,
    ],
    [
      'an account that the rep may not serve',
      { reps: [{ excludedAccounts: ['a00'] }, {}] },
      /zone Z1: rep R1 may not serve account a00 \(excluded_accounts\)/,
    ],
    [
      'a segment too far away',
      { reps: [{}, {}], settings: { slaMinutesBySegment: { shops: 5 } } },
      /zone Z1: rep R1 is .* minutes from account a01, whose sla_minutes is 5/,
    ],
  ])('eligibility: %s', (_, { reps, settings }: Any, text) => {
    const patched = (list: Any[]) => list.map((rep, j) => ({ ...rep, ...reps[j] }));
    const result = verifyPlan(tinyPlan({ reps: patched, settings }));
    expect(findings(result).eligibility?.join('\n')).toMatch(text);
    expect(result.broken).toBeGreaterThan(0);
  });
});

/** what was done, the check that must see it, and how to do it */
const LIES: readonly (readonly [what: string, check: string, change: (files: Files) => void])[] = [
  ['a zone is listed twice in plan.json', 'zones-once', f => f.plan.assignment.push(f.plan.assignment[3]!)],
  ['a zone is missing in plan.json', 'zones-once', f => f.plan.assignment.splice(2, 1)],
  ['a zone is given to someone unknown', 'zones-once', f => (f.plan.assignment[4]![2] = 'R9')],
  ['a zone is given to another rep', 'zones.csv', f => (f.plan.assignment[2]![2] = 'R2')],
  ['a split zone loses a part', 'zones-once', f => f.plan.splits[0]!.parts.pop()],
  ['the parts of a split zone are too large', 'zones-once', f => (f.plan.splits[0]!.parts[0]!.areaKm2 *= 2)],
  ['a zone is missing in zones.csv', 'zones-once', f => f.tables.zones.rows.pop()],
  ['a zone is twice in zones.csv', 'zones-once', f => f.tables.zones.rows.push(f.tables.zones.rows[0]!)],
  [
    'a rep id is swapped in zones.csv',
    'zones.csv',
    f => cell(f.tables.zones, 'zone_id', 'Z1', 'rep_id').set('R2'),
  ],
  ['a zone moves in secret', 'zones.csv', f => cell(f.tables.zones, 'zone_id', 'Z2', 'moved').set('0')],
  [
    'a zone carries more than it does',
    'zones.csv',
    f => cell(f.tables.zones, 'zone_id', 'Z7', 'potential').set('9999'),
  ],
  [
    'a zone has one account more',
    'zones.csv',
    f => cell(f.tables.zones, 'zone_id', 'Z7', 'accounts').set('2'),
  ],
  [
    'the hash of an input is changed',
    'inputs',
    f => (f.plan.inputs[0]!.sha256 = f.plan.inputs[0]!.sha256.replace('a', 'b')),
  ],
  ['an input has changed since', 'inputs', f => f.hashes.set('reps', 'd'.repeat(64))],
  ['an input is not given', 'inputs', f => f.hashes.delete('zones')],
  ['one rejected row is not counted', 'input-rows', f => (f.plan.inputs[0]!.rejected = 1)],
  ['an account is missing', 'accounts-once', f => f.tables.accounts.rows.splice(5, 1)],
  [
    'an account is there twice',
    'accounts-once',
    f => f.tables.accounts.rows.push(f.tables.accounts.rows[5]!),
  ],
  [
    'an account is invented',
    'accounts-once',
    f => f.tables.accounts.rows.push(f.tables.accounts.rows[5]!.with(0, 'a99')),
  ],
  [
    'an account is in both files',
    'accounts-once',
    f => f.tables.rejects.rows.push(['accounts.csv', '7', 'id', 'x', 'a05']),
  ],
  ['a rejected account is in neither file', 'accounts-once', f => f.tables.rejects.rows.shift()],
  ['an unreadable row is not in rejects.csv', 'accounts-once', f => f.tables.rejects.rows.pop()],
  [
    'an input cell is changed',
    'accounts-once',
    f => cell(f.tables.accounts, 'ref', 'a03', 'note').set('note 4'),
  ],
  ['a formula is let loose', 'zones.csv', f => cell(f.tables.zones, 'zone_id', 'Z1', 'lat').set('48')],
  [
    'an account is put in another zone',
    'places',
    f => cell(f.tables.accounts, 'ref', 'a06', 'zone_id').set('Z1'),
  ],
  [
    'the rep of an account is swapped',
    'accounts.csv',
    f => cell(f.tables.accounts, 'ref', 'a06', 'assigned_rep_id').set('R2'),
  ],
  [
    'the moved flag of an account is wrong',
    'accounts.csv',
    f => cell(f.tables.accounts, 'ref', 'a02', 'moved').set('0'),
  ],
  [
    'a trip takes a minute less',
    'accounts.csv',
    f => {
      const minutes = cell(f.tables.accounts, 'ref', 'a00', 'travel_minutes');
      minutes.set(String(Number(minutes.get()) - 1));
    },
  ],
  ['a locked account is reassigned', 'locks', f => (f.plan.named[0]![1] = 'R1')],
  ['a locked account is left out', 'locks', f => f.plan.named.pop()],
  ['an account is named that is not locked', 'locks', f => f.plan.named.push(['a00', 'R1', 'Z1'])],
  ['a base is moved', 'sectors', f => (f.plan.sectors[0]!.base = [47.5, 2.1])],
  ['a center is moved away from the base', 'sectors', f => (f.plan.sectors[1]!.center = [47.5, 2.1])],
  ['a rep loses the sector', 'sectors', f => f.plan.sectors.pop()],
  ['a bridge is removed', 'contiguity', f => f.plan.bridges.pop()],
  ['a bridge is invented', 'contiguity', f => f.plan.bridges.push(['Z1', 'Z9', 40])],
  ['a bridge is shortened', 'contiguity', f => (f.plan.bridges[0]![2] /= 2)],
  [
    'contiguity is claimed where it is not',
    'contiguity',
    f => {
      for (const entry of f.plan.assignment) if (entry[1] === 'Z1') entry[2] = 'R2';
    },
  ],
  ['contiguity is denied where it is', 'contiguity', f => (promise(f, 'contiguity').kept = false)],
  [
    'a promise is not mentioned',
    'balance:potential',
    f => f.kpis.promises.splice(f.kpis.promises.indexOf(promise(f, 'balance:potential')), 1),
  ],
  [
    'the tolerance is tightened in the settings',
    'balance:potential',
    f => (f.plan.settings.measures[0]!.tolerance = 0.001),
  ],
  ['the tolerance is widened in the settings', 'kpis', f => (f.plan.settings.measures[0]!.tolerance = 0.5)],
  [
    'the budget is exceeded but claimed kept',
    'disruption-budget',
    f => (f.plan.settings.maxMoved = { share: 0.01, of: 'revenue' }),
  ],
  ['the budget is said to be larger', 'disruption-budget', f => (f.plan.solver.moveBudget! *= 1.1)],
  ['the objective is lowered in kpis.json', 'objective', f => (f.kpis.plan.objective.value *= 0.999)],
  ['the objective is lowered in plan.json', 'objective', f => (f.plan.solver.objective *= 0.999)],
  ['an excess is invented', 'objective', f => (f.plan.solver.excess = 0.1)],
  ['the gap is made smaller', 'objective', f => (f.kpis.plan.objective.gap -= 0.001)],
  [
    'the lower bound is raised everywhere',
    'lower-bound',
    f => {
      const raised = f.kpis.plan.objective.lower_bound * 1.001;
      f.plan.solver.lowerBound = raised;
      Object.assign(f.kpis.plan.objective, {
        lower_bound: raised,
        bounds: { plain: raised, contiguous: null },
      });
    },
  ],
  ['the lower bound is raised in kpis.json', 'lower-bound', f => (f.kpis.plan.objective.lower_bound += 1)],
  [
    'a bound with contiguity is claimed without certificate',
    'lower-bound',
    f => (f.kpis.plan.objective.bounds.contiguous = 1),
  ],
  [
    'a proof is invented, dearer than the plan',
    'lower-bound',
    f => claimProof(f, f.kpis.plan.objective.value * 1.01, false),
  ],
  [
    'a plan is called proven that is not',
    'lower-bound',
    f => claimProof(f, f.kpis.plan.objective.value * 0.999, true),
  ],
  [
    'the bound of a proof is not the one in kpis.json',
    'lower-bound',
    f => {
      claimProof(f, f.kpis.plan.objective.value, true);
      f.plan.solver.proof!.bound *= 0.999;
      f.plan.solver.proof!.proven = false;
    },
  ],
  ['a price is tampered with', 'lower-bound', f => (f.plan.sectors[0]!.prices.potential! += 30)],
  ['a price is beyond the excess price', 'lower-bound', f => (f.plan.sectors[0]!.prices.potential = 1e9)],
  ['a price is missing', 'lower-bound', f => delete f.plan.sectors[0]!.prices.workload],
  ['the budget has a negative price', 'lower-bound', f => (f.plan.solver.budgetPrice = -1)],
  ['a figure of a sector is changed', 'kpis', f => (f.kpis.sectors[0].travel.km += 1)],
  ['a figure of today is changed', 'kpis', f => (f.kpis.before.travel.hours -= 1)],
  ['coverage is better', 'kpis', f => (f.kpis.plan.coverage.accounts += 0.01)],
  ['an overlap is hidden', 'kpis', f => f.kpis.plan.overlap.zones--],
  ['the customers are happier', 'kpis', f => (f.kpis.sectors[0].commercial.nps += 1)],
  ['priority accounts are nearer', 'kpis', f => (f.kpis.sectors[1].travel.priority_minutes = 1)],
  ['fewer accounts move', 'kpis', f => f.kpis.plan.disruption.accounts--],
  ['a deviation is flipped in kpis.json', 'kpis', f => (f.kpis.sectors[1].balance.workload.deviation *= -1)],
  ['pieces are hidden', 'kpis', f => (f.kpis.plan.contiguity.extra_pieces = 1)],
  ['a sector is missing in kpis.json', 'kpis', f => f.kpis.sectors.pop()],
  [
    'a measure sum is off by one in sectors.csv',
    'sectors.csv',
    f => {
      const sum = cell(f.tables.sectors, 'rep_id', 'R1', 'potential');
      sum.set(String(Number(sum.get()) + 1));
    },
  ],
  [
    'a deviation is flipped in sectors.csv',
    'sectors.csv',
    f => {
      const deviation = cell(f.tables.sectors, 'rep_id', 'R1', 'workload_deviation');
      deviation.set(String(-Number(deviation.get())));
    },
  ],
  [
    'a target is changed in sectors.csv',
    'sectors.csv',
    f => cell(f.tables.sectors, 'rep_id', 'R2', 'potential_target').set('1'),
  ],
  [
    'a KPI differs from kpis.json',
    'sectors.csv',
    f => cell(f.tables.sectors, 'rep_id', 'R2', 'coverage_accounts').set('0.123456'),
  ],
  [
    'a sector is twice in sectors.csv',
    'sectors.csv',
    f => f.tables.sectors.rows.push(f.tables.sectors.rows[0]!),
  ],
  [
    'sectors.csv lacks a column',
    'sectors.csv',
    f => (f.tables.sectors.header[f.tables.sectors.header.indexOf('travel_km')] = 'km'),
  ],
  ['a hand-over is missing in changes.csv', 'changes.csv', f => f.tables.changes.rows.pop()],
  [
    'a hand-over is invented',
    'changes.csv',
    f => f.tables.changes.rows.push(f.tables.changes.rows[0]!.with(1, 'a00')),
  ],
  ['a hand-over is listed twice', 'changes.csv', f => f.tables.changes.rows.push(f.tables.changes.rows[0]!)],
  [
    'a hand-over goes to someone else',
    'changes.csv',
    f => cell(f.tables.changes, 'account_id', 'a02', 'to_rep_id').set('R2'),
  ],
  [
    'a hand-over is worth less',
    'changes.csv',
    f => cell(f.tables.changes, 'account_id', 'a02', 'revenue').set('1'),
  ],
  ['a sector file lacks a line', 'sectors/*.csv', f => f.perSector.get('S-R1.csv')!.rows.pop()],
  [
    'a sector file has a line of another',
    'sectors/*.csv',
    f => f.perSector.get('S-R1.csv')!.rows.push(f.perSector.get('S-R2.csv')!.rows[0]!),
  ],
  [
    'a cell of a sector file is changed',
    'sectors/*.csv',
    f => (f.perSector.get('S-R2.csv')!.rows[0]![3] = '1'),
  ],
  ['a sector file is missing', 'sectors/*.csv', f => f.perSector.delete('S-R2.csv')],
  ['a map lacks a zone', 'sectors/*.geojson', f => f.maps.get('S-R1.geojson').features.pop()],
  ['a map is missing', 'sectors/*.geojson', f => f.maps.delete('S-R1.geojson')],
  [
    'a map shows a zone of another sector',
    'sectors/*.geojson',
    f => f.maps.get('S-R1.geojson').features.push(f.maps.get('S-R2.geojson').features.pop()),
  ],
  [
    'a map says something else than zones.csv',
    'sectors/*.geojson',
    f => (f.maps.get('S-R1.geojson').features[0].properties.workload += 1),
  ],
  ['an outline is gone', 'shapes', f => (f.geojson.features[0].geometry = null)],
  ['an outline lacks a part', 'shapes', f => f.geojson.features[0].geometry.coordinates.pop()],
  [
    'two outlines are exchanged',
    'shapes',
    f => {
      const [a, b] = f.geojson.features;
      [a.geometry, b.geometry] = [b.geometry, a.geometry];
    },
  ],
  ['the plan is rounder', 'shapes', f => (f.kpis.plan.compactness.reock *= 1.1)],
  ['a sector is rounder', 'shapes', f => (f.kpis.sectors[0].compactness.polsby_popper *= 1.1)],
  ['the plan is more compact', 'shapes', f => (f.kpis.plan.compactness.moment_of_inertia *= 0.99)],
  ['the objective has another unit', 'objective', f => (f.kpis.plan.objective.unit = 'EUR')],
  [
    'the bound certifies contiguity',
    'objective',
    f => (f.kpis.plan.objective.certifies = 'every sector connected'),
  ],
  [
    'a figure is said to be unavailable',
    'kpis',
    f => f.kpis.plan.unavailable.push({ kpi: 'travel.km', needs: 'x' }),
  ],
  ['a rule is dearer', 'shadow-prices', f => (f.kpis.shadow_prices[0].value += 0.001)],
  ['a rule costs more money', 'shadow-prices', f => (f.kpis.shadow_prices[0].cost += 1)],
  ['a rule costs no money', 'shadow-prices', f => (f.kpis.shadow_prices[0].cost = null)],
  ['a rule is out of reach', 'shadow-prices', f => (f.kpis.shadow_prices[0].at_cap = true)],
  ['a limit is the other one', 'shadow-prices', f => (rule(f, 'balance').side = 'neither')],
  ['a step is another one', 'shadow-prices', f => (rule(f, 'budget').per = '2 % of the total')],
  ['the budget costs nothing', 'shadow-prices', f => drop(f, rule(f, 'budget'))],
  ['a rule is there twice', 'shadow-prices', f => f.kpis.shadow_prices.push(f.kpis.shadow_prices[0])],
  ['the cheapest rule is first', 'shadow-prices', f => f.kpis.shadow_prices.reverse()],
  ['no rule costs anything', 'shadow-prices', f => delete f.kpis.shadow_prices],
  ['sectors.geojson lacks a sector', 'sectors.geojson', f => f.geojson.features.pop()],
  [
    'sectors.geojson has another sum',
    'sectors.geojson',
    f => (f.geojson.features[0].properties.potential += 1),
  ],
  [
    'sectors.geojson has another rep',
    'sectors.geojson',
    f => (f.geojson.features[0].properties.rep_id = 'R2'),
  ],
  [
    'a sector is called otherwise on the map',
    'sectors.geojson',
    f => (f.geojson.features[0].properties.title = 'S'),
  ],
  ['a feature has another id', 'sectors.geojson', f => (f.geojson.features[0].id = 'S-R2')],
  ['a sector has no color', 'sectors.geojson', f => delete f.geojson.features[0].properties.fill],
  ['the map is no collection', 'sectors.geojson', f => (f.geojson.type = 'Features')],
  ['a count has decimals', 'sectors.geojson', f => (f.geojson.features[0].properties.accounts += 0.001)],
  [
    'a zone is drawn elsewhere',
    'sectors/*.geojson',
    f => (f.maps.get('S-R1.geojson').features[0].geometry.coordinates[0][1][0] += 0.001),
  ],
  [
    'a zone is a line',
    'sectors/*.geojson',
    f => (f.maps.get('S-R1.geojson').features[0].geometry.type = 'LineString'),
  ],
  ['a figure is some text', 'kpis', f => (f.kpis.sectors[0].commercial.conversion_days = 'soon')],
  ['the travel settings are changed', 'objective', f => (f.plan.settings.travel.circuity = 1.2)],
  ['the stickiness is changed', 'objective', f => (f.plan.settings.stickiness = 1)],
];

describe('a plan that lies', () => {
  it('names the rep whose sector is in pieces, and how many', () => {
    const result = spoil(tinyPlan(), f => {
      for (const entry of f.plan.assignment) if (entry[1] === 'Z1') entry[2] = 'R2';
    });
    expect(findings(result).contiguity?.join('\n')).toContain('the sector of R2 is in 2 pieces');
  });

  it.each(LIES)('%s: seen by %s', (_, check, change) => {
    const result = spoil(tinyPlan(), change);
    expect(Object.keys(findings(result))).toContain(check);
    expect(result.lies).toBeGreaterThan(0);
    expect(result.ok).toBe(false);
  });

  it.each<[string, (files: Files) => void]>([
    ['costs nothing', f => drop(f, rule(f, 'lock'))],
    ['is dearer', f => (rule(f, 'lock').value *= 1.1)],
    ['is another account’s', f => (rule(f, 'lock').account_id = 'a00')],
    ['is another rep’s', f => (rule(f, 'lock').sector_id = 'S-R1')],
    ['relieves a sector that is not out of reach', f => (rule(f, 'lock').at_cap = true)],
  ])('about what a lock costs is caught: it %s', (_, change) => {
    const result = spoil(tinyPlan({ settings: { maxMoved: null, stickiness: 0 } }), change);
    expect(Object.keys(findings(result))).toEqual(['shadow-prices']);
  });

  it.each<[string, string, (files: Files) => void]>([
    ['a level is quicker', 'zones.csv', f => (f.plan.settings.productivityBySegment.junior!.shops = 0.9)],
    ['a level is unknown', 'kpis', f => delete f.plan.settings.productivityBySegment.junior],
    ['visits of a segment are shorter', 'zones.csv', f => (f.plan.settings.visitMinutesBySegment[''] = 80)],
    ['the ramp-up is steeper', 'kpis', f => (f.plan.settings.rampUp[0] = 0.3)],
    ['the period is longer', 'sectors.csv', f => (f.plan.settings.period!.months = 13)],
    ['there is no period', 'kpis', f => (f.plan.settings.period = null)],
    [
      'an FTE counts for more',
      'sectors.csv',
      f => cell(f.tables.sectors, 'rep_id', 'R1', 'fte_effective').set('0.9'),
    ],
    ['an FTE of kpis.json counts for more', 'kpis', f => (f.kpis.sectors[0].workload.fte_effective += 0.001)],
    ['the FTE of everybody count for less', 'kpis', f => (f.kpis.plan.workload.fte_effective -= 0.001)],
  ])('about seniority is caught: %s', (_, check, change) => {
    const reps = (list: Any[]) => [
      { ...list[0], seniority: 'junior', hired: '2027-02-10', presence: new Map([['2027-06', 0.5]]) },
      { ...list[1], segmentProductivity: new Map([['farms', 1.2]]) },
    ];
    const settings = {
      // of accounts without a segment
      visitMinutesBySegment: { '': 90 },
      productivityBySegment: { junior: { shops: 0.7 } },
      period: { from: '2027-01', months: 12 },
      rampUp: [0.25, 0.5, 0.75],
    };
    const input = tinyPlan({ reps, settings });
    const result = spoil(input, change);
    expect(verifyPlan(input).lies).toBe(0);
    expect(result.checks.filter(({ lies }) => lies > 0).map(({ name }) => name)).toContain(check);
  });

  it('is caught whatever single digit of the objective, a target or a sum is changed', () => {
    const input = tinyPlan();
    const { sectors } = input.tables;
    const columns = [
      'potential',
      'workload_target',
      'accounts_deviation',
      'travel_km',
      'revenue_total',
      'fte_use',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...columns),
        fc.nat(1),
        fc.nat(20),
        fc.nat(9),
        (column, r, position, digit) => {
          const c = sectors.header.indexOf(column);
          const text = sectors.rows.at(r)![c]!;
          const digits = [...text].flatMap((ch, at) => (/\d/.test(ch) ? [at] : []));
          const at = digits[position % digits.length]!;
          fc.pre(text[at] !== String(digit));
          const changed = text.slice(0, at) + digit + text.slice(at + 1);
          fc.pre(Number(changed) !== Number(text));
          const result = spoil(input, files => {
            files.tables.sectors.rows[r]![c] = changed;
          });
          expect(Object.keys(findings(result))).toEqual(['sectors.csv']);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('lists at most twenty problems a check, and counts them all', () => {
    const result = spoil(tinyPlan(), files => {
      files.tables.accounts.rows.splice(0);
      files.tables.zones.rows.splice(0);
    });
    const check = result.checks.find(({ name }) => name === 'accounts-once')!;
    expect(check.problems.length).toBeLessThanOrEqual(20);
    expect(check.found).toBe(18);
    for (const { problems, found } of result.checks) expect(problems.length).toBe(Math.min(20, found));
  });
});
