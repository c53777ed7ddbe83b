// Budgets of teams on real ground: a few per cent below what the plan without them uses, firm and at a price; what verify
// makes of them, and of lies about them; what is said where they cannot be.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { BRETAGNE, inputArgs, kpisOf, sectorize, temporaryFolder } from './cli.ts';
import { liesOf, spoiledIn } from './lies.ts';

const folder = temporaryFolder();
const TEAM = ['R04', 'R05', 'R07'];
const [free, firm, priced] = ['free', 'firm', 'priced'].map(name => join(folder, name)) as [
  string,
  string,
  string,
];
const PRICE = 0.003;
let limit = 0;

function config(name: string, budgets: string): string {
  const file = join(folder, `${name}.yaml`);
  writeFileSync(file, `budgets:\n${budgets}\n`);
  return file;
}

function plan(out: string, ...more: readonly string[]) {
  return sectorize(['plan', ...inputArgs(), '--effort', 'fast', '--no-diagnosis', '--out', out, ...more]);
}

/** Kilometres of the team, from the sectors' own figures. */
const kmOf = (dir: string) =>
  kpisOf(dir)
    .sectors.filter(({ rep_id }) => TEAM.includes(rep_id))
    .reduce((sum, { travel }) => sum + travel.km, 0);

const liesIn = (dir: string, ...more: readonly string[]) => liesOf(dir, BRETAGNE, ...more);
const spoiled = (from: string, file: string, change: (text: string) => string) =>
  spoiledIn(folder, from, file, change);

beforeAll(() => {
  plan(free);
  limit = Math.floor(0.85 * kmOf(free));
});

describe('a budget of kilometres of three reps', () => {
  it('is kept where it is firm, costs what it costs, and is verified', () => {
    const file = config('firm', `  - {name: west, team: [${TEAM}], resource: km, at_most: ${limit}}`);
    const { code, stdout } = plan(firm, '--config', file, '--lang', 'fr');
    expect(code).toBe(0);
    expect(stdout).toContain('budget west');
    const kpis = kpisOf(firm);
    const [budget] = kpis.plan.budgets!;
    expect(budget).toMatchObject({
      name: 'west',
      team: TEAM,
      at_most: limit,
      excess: 0,
      price: null,
      paid: null,
    });
    expect(budget!.used).toBeCloseTo(kmOf(firm), 3);
    expect(budget!.used).toBeLessThanOrEqual(limit);
    expect(kpis.promises.find(({ name }) => name === 'budget:west')?.kept).toBe(true);
    expect(kpis.plan.objective!.value).toBeGreaterThan(kpisOf(free).plan.objective!.value);
    // it binds on paper: one more per cent is worth something, and is among the prices of rules
    expect(budget!.multiplier).toBeGreaterThan(0);
    expect(budget!.per_percent).toBeCloseTo((budget!.multiplier! * limit) / 100, 5);
    expect(kpis.shadow_prices!.find(({ rule }) => rule === 'team-budget')?.value).toBe(budget!.per_percent);
    expect(kpis.before!.budgets![0]!.used).toBeGreaterThan(0);
    expect(readFileSync(join(firm, 'report.md'), 'utf8')).toContain('## Budgets');
    expect(liesIn(firm)).toEqual([]);
  });

  it('is paid for where it has a price, in the objective as in the bound', () => {
    const file = config(
      'priced',
      `  - {name: west, team: [${TEAM}], resource: km, at_most: ${limit}, price: ${PRICE}}`,
    );
    expect(plan(priced, '--config', file).code).toBe(0);
    const { plan: after, promises } = kpisOf(priced);
    const [budget] = after.budgets!;
    expect(budget!.excess).toBeCloseTo(Math.max(0, kmOf(priced) - limit), 3);
    expect(budget!.excess).toBeGreaterThan(0);
    expect(budget!.paid).toBeCloseTo(PRICE * budget!.excess!, 5);
    expect(budget!.multiplier).toBeLessThanOrEqual(PRICE);
    expect(promises.some(({ name }) => name.startsWith('budget:'))).toBe(false);
    const { value, lower_bound } = after.objective!;
    expect(value).toBeGreaterThan(kpisOf(free).plan.objective!.lower_bound!);
    expect(lower_bound!).toBeLessThanOrEqual(value);
    expect(lower_bound!).toBeGreaterThanOrEqual(kpisOf(free).plan.objective!.lower_bound! * 0.99);
    expect(liesIn(priced)).toEqual([]);
  });

  it('does not let lies pass', () => {
    const lies = (from: string, file: string, change: (text: string) => string) =>
      liesIn(spoiled(from, file, change));
    expect(
      lies(firm, 'kpis.json', text =>
        text.replace(/("resource": "km",\s+"at_most": \d+,\s+"used": )(\d+)/, '$11$2'),
      ),
    ).toContain('budgets');
    expect(
      lies(firm, 'plan.json', text => text.replace(`"atMost": ${limit}`, `"atMost": ${limit - 3000}`)),
    ).toEqual(expect.arrayContaining(['budgets', 'objective']));
    const dearer = (text: string) => text.replace(/("teamPrices": \[\s*\[\s*"west",\s*)([\d.e-]+)/, '$19$2');
    expect(lies(priced, 'plan.json', dearer)).toContain('lower-bound');
    const twice = (text: string) => text.replace(`"price": ${PRICE}`, `"price": ${2 * PRICE}`);
    expect(lies(priced, 'plan.json', twice)).toEqual(expect.arrayContaining(['budgets', 'objective']));
    expect(lies(firm, 'kpis.json', text => text.replace('"multiplier": 0', '"multiplier": 1'))).toContain(
      'budgets',
    );
  });

  it('gives the same bytes again', () => {
    const again = join(folder, 'again');
    plan(again, '--config', join(folder, 'firm.yaml'), '--lang', 'fr');
    for (const file of readdirSync(firm).filter(name => /\.(json|csv|md)$/.test(name)))
      expect(readFileSync(join(again, file), 'utf8'), file).toBe(readFileSync(join(firm, file), 'utf8'));
  });
});

describe('budgets of everyone', () => {
  it('come from the command line, and are rows of the model', () => {
    const out = join(folder, 'all');
    const model = join(folder, 'model.mps');
    const run = plan(
      out,
      '--budget',
      'cost=480000@0.002',
      '--budget',
      'travel_hours=2600',
      '--write-lp',
      model,
    );
    expect(run.code, run.stderr).toBe(0);
    const [cost, hours] = kpisOf(out).plan.budgets!;
    expect(cost!.used).toBeCloseTo(kpisOf(out).plan.cost.total!, 3);
    expect(hours!.used).toBeCloseTo(kpisOf(out).plan.travel.hours, 3);
    expect(hours!.team).toBeNull();
    expect(readFileSync(model, 'utf8')).toContain(
      ' L team_cost\n L team_travel-hours\n'.replace('travel-hours', '#1'),
    );
    expect(liesIn(out)).toEqual([]);
  });

  it('that cannot be kept break their promise, and the diagnosis says what would do', () => {
    const out = join(folder, 'broken');
    const run = sectorize([
      'plan',
      ...inputArgs(),
      '--effort',
      'fast',
      '--out',
      out,
      '--budget',
      'km=80000',
      '--lang',
      'en',
    ]);
    expect(run.code).toBe(3);
    const { promises, diagnosis, plan: after } = kpisOf(out);
    const broken = promises.filter(({ kept }) => !kept).map(({ name }) => name);
    expect(broken).toContain('budget:km');
    expect(after.budgets![0]!.excess).toBeGreaterThan(0);
    expect(diagnosis!.conflict.some(({ rule }) => rule === 'budget')).toBe(true);
    const raise = diagnosis!.relaxations.find(({ change }) => change === 'budget');
    expect(raise).toMatchObject({ budget: 'km', resource: 'km', from: 80000 });
    expect(run.stdout).toContain('raise budget km from 80,000 to');
    expect(liesIn(out)).toEqual([]);
  }, 300_000);
});

describe('bad input', () => {
  const refused = (name: string, budgets: string, ...texts: readonly string[]) => {
    const { code, stderr } = plan(join(folder, 'bad'), '--config', config(name, budgets));
    expect(code).toBe(2);
    for (const text of texts) expect(stderr).toContain(text);
  };

  it('is told apart, all of it at once', () => {
    refused(
      'shape',
      '  - {resource: petrol, at_most: -3}\n  - {at_most: .nan}\n  - {resource: km, at_most: 0}\n  - {resource: km, at_most: 5, team: 7, prize: 3}',
      'one of hours, travel_hours, km, cost',
      'a number above 0',
      'ids of reps such as',
      'did you mean price?',
    );
    refused(
      'team',
      '  - {name: a, resource: km, at_most: 5, team: [R04, R99]}\n  - {name: a, resource: km, at_most: 5, team: {kind: pirate}}\n  - {name: b, resource: km, at_most: 5, team: []}',
      'R99, not among the reps',
      'two budgets called a',
      'kind is pirate',
      'known: employee, partner',
      'budget b of nobody',
    );
  });

  it('of the command line too', () => {
    for (const text of ['petrol=3', 'km', 'km=-3', 'km=0', 'km=3@x']) {
      const { code } = plan(join(folder, 'bad'), '--budget', text);
      expect(code, text).toBe(2);
    }
    expect(plan(join(folder, 'bad'), '--budget', 'km=5', '--budget', 'km=6').stderr).toContain('given twice');
  });
});
