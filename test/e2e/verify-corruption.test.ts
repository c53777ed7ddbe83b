// A real plan, then one small change in one written file at a time: verify must name the check. Most of it in this process;
// that the program then exits with 3 is shown for some of each kind.

import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { BRETAGNE, inputArgs, type Run, sectorize, temporaryFolder } from './cli.ts';
import { liesWithin } from './lies.ts';

const folder = temporaryFolder();
const plan = join(folder, 'plan');
const spoiled = join(folder, 'spoiled');
const budget = join(folder, 'budget');
const cut = join(folder, 'cut');

beforeAll(() => {
  sectorize(['plan', ...inputArgs(), '--effort', 'fast', '--out', plan]);
  // with a stickiness and a budget there is more to lie about
  sectorize([
    ...['plan', ...inputArgs(), '--effort', 'fast', '--out', budget],
    ...['--stickiness', '1', '--max-moved', '60%:accounts'],
  ]);
  // more effort brings contiguity cuts
  sectorize(['plan', ...inputArgs(), '--effort', 'normal', '--out', cut]);
});

/** The checks that found untrue claims; promises that a plan admits it broke are the plan's test, not this one's. */
const liesOf = (dir: string) => liesWithin(dir, BRETAGNE);

/** The same by the program itself. */
function verify(dir: string): Run & { failed: string[]; broken: number } {
  const run = sectorize(['verify', dir, '--json', ...inputArgs()]);
  const text = run.stdout.trim() === '' ? '{"checks":[],"broken":0}' : run.stdout;
  const { checks, broken } = JSON.parse(text) as {
    checks: { name: string; lies: number }[];
    broken: number;
  };
  return { ...run, broken, failed: checks.filter(({ lies }) => lies > 0).map(({ name }) => name) };
}

/** A copy of a plan with one file changed. */
function spoil(file: string, change: (text: string) => string, from = plan): string {
  rmSync(spoiled, { recursive: true, force: true });
  cpSync(from, spoiled, { recursive: true });
  const path = join(spoiled, file);
  const text = readFileSync(path, 'utf8');
  const changed = change(text);
  expect(changed, `${file} must change`).not.toBe(text);
  writeFileSync(path, changed);
  return spoiled;
}

type Change = (text: string) => string;

const lines = (change: (all: string[]) => string[]): Change => {
  return text => `${change(text.trimEnd().split('\n')).join('\n')}\n`;
};

/** Changes the cell of a column in a row (0 is the first after the header). Bretagne has no quoted delimiters there. */
const cell = (row: number, column: string, change: (text: string) => string): Change =>
  lines(all => {
    const c = all[0]!.split(',').lastIndexOf(column);
    const cells = all[row + 1]!.split(',');
    cells[c] = change(cells[c]!);
    return all.with(row + 1, cells.join(','));
  });

/** Changes a parsed JSON file. */
// biome-ignore lint/suspicious/noExplicitAny: parsed JSON, to be spoiled
const json = (change: (value: any) => void): Change => {
  return text => {
    const value = JSON.parse(text);
    change(value);
    return JSON.stringify(value);
  };
};

const otherRep = (id: string) => (id === 'R01' ? 'R02' : 'R01');
const plusOne = (text: string) => String(Number(text) + 1);
const firstSector = () =>
  readdirSync(join(plan, 'sectors'))
    .filter(name => name.endsWith('.csv'))
    .sort()[0]!;

const LIES: readonly (readonly [what: string, check: string, file: string, change: Change])[] = [
  [
    'a zone goes to another rep',
    'zones.csv',
    'plan.json',
    json(p => (p.assignment[9][2] = otherRep(p.assignment[9][2]))),
  ],
  ['a zone is assigned twice', 'zones-once', 'plan.json', json(p => p.assignment.push(p.assignment[0]))],
  ['a zone is not assigned', 'zones-once', 'plan.json', json(p => p.assignment.pop())],
  [
    'one digit of a hash',
    'inputs',
    'plan.json',
    json(
      p =>
        (p.inputs[0].sha256 = `${p.inputs[0].sha256[0] === '0' ? '1' : '0'}${p.inputs[0].sha256.slice(1)}`),
    ),
  ],
  ['a base is elsewhere', 'sectors', 'plan.json', json(p => (p.sectors[0].base[0] += 0.01))],
  [
    'a price is changed',
    'lower-bound',
    'plan.json',
    json(p => (p.sectors[0].prices.potential += p.solver.excessPrice / 10)),
  ],
  ['the bound is raised', 'lower-bound', 'plan.json', json(p => (p.solver.lowerBound *= 1.001))],
  ['the tolerance is tightened', 'kpis', 'plan.json', json(p => (p.settings.measures[0].tolerance = 0.0001))],
  [
    'an account is named that is not locked',
    'locks',
    'plan.json',
    json(p => p.named.push(['C00001', 'R01', '35340'])),
  ],
  ['plan.json is cut off', 'files', 'plan.json', text => text.slice(0, -10)],
  ['the objective is lower', 'objective', 'kpis.json', json(k => (k.plan.objective.value *= 0.9999))],
  [
    'the bound of kpis.json is higher',
    'lower-bound',
    'kpis.json',
    json(k => (k.plan.objective.lower_bound += 1)),
  ],
  ['the gap is smaller', 'objective', 'kpis.json', json(k => (k.plan.objective.gap /= 2))],
  [
    'a promise is said to be broken',
    'contiguity',
    'kpis.json',
    json(k => (k.promises.find((p: { name: string }) => p.name === 'contiguity').kept = false)),
  ],
  ['fewer accounts move', 'kpis', 'kpis.json', json(k => k.plan.disruption.accounts--)],
  ['a sector travels less', 'kpis', 'kpis.json', json(k => (k.sectors[3].travel.hours -= 1))],
  ['today was worse', 'kpis', 'kpis.json', json(k => (k.before.balance.potential.max_deviation += 0.01))],
  ['a zone is missing', 'zones-once', 'zones.csv', lines(all => all.slice(0, -1))],
  ['a zone is listed twice', 'zones-once', 'zones.csv', lines(all => [...all, all[1]!])],
  ['a zone has another rep', 'zones.csv', 'zones.csv', cell(4, 'rep_id', otherRep)],
  ['a zone carries more', 'zones.csv', 'zones.csv', cell(4, 'potential', plusOne)],
  ['an account is missing', 'accounts-once', 'accounts.csv', lines(all => all.toSpliced(7, 1))],
  ['an account is there twice', 'accounts-once', 'accounts.csv', lines(all => [...all, all[7]!])],
  ['an account is worth more', 'accounts-once', 'accounts.csv', cell(7, 'potential', plusOne)],
  [
    'an account moves in secret',
    'accounts.csv',
    'accounts.csv',
    cell(7, 'moved', text => (text === '1' ? '0' : '1')),
  ],
  ['an account has another rep', 'accounts.csv', 'accounts.csv', cell(7, 'assigned_rep_id', otherRep)],
  ['an account is nearer', 'accounts.csv', 'accounts.csv', cell(7, 'travel_minutes', plusOne)],
  [
    'an account is in both files',
    'accounts-once',
    'rejects.csv',
    text =>
      `${text}accounts.csv,5,id,bad,C00004${','.repeat(Math.max(0, text.split('\n')[0]!.split(',').length - 5))}\n`,
  ],
  ['a hand-over is missing', 'changes.csv', 'changes.csv', lines(all => all.slice(0, -1))],
  ['a hand-over goes elsewhere', 'changes.csv', 'changes.csv', cell(0, 'to_rep_id', otherRep)],
  ['a sum is off by one', 'sectors.csv', 'sectors.csv', cell(2, 'potential', plusOne)],
  [
    'a deviation is flipped',
    'sectors.csv',
    'sectors.csv',
    cell(2, 'workload_deviation', text => String(-Number(text))),
  ],
  ['a sector is missing', 'sectors.csv', 'sectors.csv', lines(all => all.slice(0, -1))],
  ['a sector is not on the map', 'sectors.geojson', 'sectors.geojson', json(map => map.features.pop())],
  [
    'a sector is worth more on the map',
    'sectors.geojson',
    'sectors.geojson',
    json(map => (map.features[0].properties.revenue_total += 1)),
  ],
  ['a border is longer', 'neighbors.csv', 'neighbors.csv', cell(3, 'border_km', plusOne)],
  ['two neighbors are missing', 'neighbors.csv', 'neighbors.csv', lines(all => all.slice(0, -1))],
  ['neighbors are listed twice', 'neighbors.csv', 'neighbors.csv', lines(all => [...all, all[1]!])],
  ['a border is a bridge', 'neighbors.csv', 'neighbors.csv', cell(3, 'bridge', () => '1')],
  ['zones far apart touch', 'neighbors.csv', 'neighbors.csv', cell(3, 'zone_b', () => '29200')],
  ['a share is larger', 'model.json', 'model.json', json(m => (m.reps[0].share += 0.001))],
  ['named accounts weigh less', 'model.json', 'model.json', json(m => (m.reps[0].fixed[1] -= 1))],
  ['a rep costs less', 'model.json', 'model.json', json(m => (m.reps[2].costPerKm -= 0.1))],
  ['a rep has a target', 'model.json', 'model.json', json(m => (m.reps[2].targets.potential = 1))],
  ['a window is wider', 'model.json', 'model.json', json(m => (m.rows[0].upper += 0.01))],
  ['a zone has fewer visits', 'model.json', 'model.json', json(m => m.zones[0][2]--)],
  ['a zone weighs more', 'model.json', 'model.json', json(m => m.zones[0][6][0]++)],
  ['a zone has an area', 'model.json', 'model.json', json(m => m.zones[0][8].push('22'))],
  ['accounts have another rep today', 'model.json', 'model.json', json(m => m.zones[0][9].pop())],
  ['they bring more', 'model.json', 'model.json', json(m => m.zones[0][9][0][2]++)],
  [
    'a rep is kept away',
    'model.json',
    'model.json',
    json(m => (m.zones[0][10] = `${m.marks[0][0]}.........`)),
  ],
  ['a rep is not kept away', 'model.json', 'model.json', json(m => (m.zones[4][10] = ''))],
  ['it is another rule', 'model.json', 'model.json', json(m => (m.marks[0][1] = ['segments']))],
  ['a zone is missing in the model', 'model.json', 'model.json', json(m => m.zones.pop())],
  ['the model is cut off', 'files', 'model.json', text => text.slice(0, -10)],
];

/** Index of the cut with the highest price: the one whose loss shows most. */
const dearest = (cuts: [string, string, string, number, string[]][]) =>
  cuts.reduce((best, c, at) => (c[3] > cuts[best]![3] ? at : best), 0);

/** What may be wrong with bound.json; all of it shows in the same check. */
const PRICE_LIES: readonly (readonly [what: string, change: Change])[] = [
  ['a price is higher', json(k => (k.shadow_prices[0].value *= 1.01))],
  ['a price is left out', json(k => k.shadow_prices.shift())],
];

const CUT_LIES: readonly (readonly [what: string, file: string, change: Change])[] = [
  ['a dual is changed', 'bound.json', json(b => (b.prices[0][1].potential += 50))],
  ['a dual is missing', 'bound.json', json(b => b.prices.pop())],
  ['a rep has duals twice', 'bound.json', json(b => b.prices.push(b.prices[0]))],
  ['the value is higher', 'bound.json', json(b => (b.value *= 1.001))],
  ['the value is lower', 'bound.json', json(b => (b.value *= 0.999))],
  ['a cut is missing', 'bound.json', json(b => b.cuts.splice(dearest(b.cuts), 1))],
  ['a cut is there twice', 'bound.json', json(b => b.cuts.push(b.cuts[dearest(b.cuts)]))],
  ['a cut is dearer', 'bound.json', json(b => (b.cuts[dearest(b.cuts)][3] *= 1.5))],
  ['a cut has a negative price', 'bound.json', json(b => (b.cuts[0][3] = -0.001))],
  ['a cut pays for falling short', 'bound.json', json(b => (b.cuts[0][3] = 1e9))],
  ['a cut is of another zone', 'bound.json', json(b => (b.cuts[dearest(b.cuts)][1] = '29000'))],
  [
    'a cut is of its own separator',
    'bound.json',
    json(b => (b.cuts[dearest(b.cuts)][1] = b.cuts[dearest(b.cuts)][4][0])),
  ],
  [
    'a cut is of another rep',
    'bound.json',
    json(b => (b.cuts[dearest(b.cuts)][0] = otherRep(b.cuts[dearest(b.cuts)][0]))),
  ],
  ['a cut is of no measure', 'bound.json', json(b => (b.cuts[0][2] = '__proto__'))],
  ['a separator lacks a zone', 'bound.json', json(b => b.cuts[dearest(b.cuts)][4].pop())],
  ['a separator has a zone of nowhere', 'bound.json', json(b => b.cuts[0][4].push('__proto__'))],
  ['kpis.json says more', 'kpis.json', json(k => (k.plan.objective.bounds.contiguous += 1))],
  ['kpis.json says nothing', 'kpis.json', json(k => (k.plan.objective.bounds.contiguous = null))],
];

describe('verify', () => {
  it('finds nothing wrong with plans as they were written', () => {
    for (const dir of [plan, budget, cut]) {
      const run = verify(dir);
      expect(run.failed, run.stdout).toEqual([]);
      expect(run.code).toBe(run.broken > 0 ? 3 : 0);
    }
  });

  it.each(LIES)('notices that %s (%s)', async (_, check, file, change) => {
    expect(await liesOf(spoil(file, change))).toContain(check);
  });

  // of plan.json, which is read or not, of kpis.json, of a table, of the model
  it.each(LIES.filter(([, check], i) => i === 0 || ['files', 'objective', 'accounts-once'].includes(check)))(
    'exits 3: %s (%s)',
    (_, check, file, change) => {
      const run = verify(spoil(file, change));
      expect(run.failed).toContain(check);
      expect(run.code).toBe(3);
    },
  );

  it.each(PRICE_LIES)('notices that %s (kpis.json)', async (_, change) => {
    expect(await liesOf(spoil('kpis.json', change))).toContain('shadow-prices');
  });

  it('exits 3: a sector file lacks a line', () => {
    const run = verify(
      spoil(
        `sectors/${firstSector()}`,
        lines(all => all.slice(0, -1)),
      ),
    );
    expect(run.failed).toEqual(['sectors/*.csv']);
    expect(run.code).toBe(3);
  });

  it('notices that the budget is exceeded but claimed kept', async () => {
    const dir = spoil(
      'plan.json',
      json(p => (p.settings.maxMoved.share = 0.001)),
      budget,
    );
    expect(await liesOf(dir)).toContain('disruption-budget');
  });

  it('notices that the budget has a negative price', async () => {
    const dir = spoil(
      'plan.json',
      json(p => (p.solver.budgetPrice = -1)),
      budget,
    );
    expect(await liesOf(dir)).toContain('lower-bound');
  });

  it('writes the bound with contiguity, above the plain one', () => {
    const { bounds, lower_bound } = JSON.parse(readFileSync(join(cut, 'kpis.json'), 'utf8')).plan.objective;
    expect(bounds.contiguous).toBeGreaterThan(bounds.plain);
    expect(lower_bound).toBe(bounds.contiguous);
  });

  it.each(CUT_LIES)('notices that %s', async (_, file, change) => {
    expect(await liesOf(spoil(file, change, cut))).toContain('lower-bound');
  });

  it('exits 3: bound.json is gone, or no JSON', () => {
    const dir = spoil('bound.json', text => text.slice(0, -10), cut);
    expect(verify(dir).failed).toEqual(['files', 'lower-bound']);
    rmSync(join(dir, 'bound.json'));
    expect(verify(dir).failed).toEqual(['lower-bound']);
  });

  it('exits 3: an input has changed since', () => {
    const accounts = join(folder, 'accounts.csv');
    writeFileSync(accounts, readFileSync(BRETAGNE[0]!, 'utf8').replace(/,25,/, ',26,').concat('\n'));
    const run = sectorize(['verify', plan, ...inputArgs([accounts, BRETAGNE[1]!, BRETAGNE[2]!])]);
    expect(run.code).toBe(3);
    expect(run.stdout + run.stderr).toContain('SHA-256');
  });

  it('exits 2 when there is no plan, or an input is not found, and says where it looked', () => {
    expect(sectorize(['verify', join(folder, 'nothing'), ...inputArgs()]).code).toBe(2);
    const run = sectorize(['verify', plan], { cwd: folder });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('zones.geojson');
    expect(run.stderr).toContain('--zones');
  });
});
