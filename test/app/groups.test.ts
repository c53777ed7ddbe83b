import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkInputs } from '../../src/app/check.ts';
import { makePlan, type PlanOutcome, writePlan } from '../../src/app/plan.ts';
import type { InputFiles } from '../../src/app/read.ts';
import { verifyDirectory } from '../../src/app/verify.ts';
import { PROFILES } from '../../src/io/csv.ts';
import { InputError } from '../../src/io/issues.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/model/settings.ts';
import { tinyAccounts } from './layers/written.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sectorize-groups-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const REPS = readFileSync(resolve('fixtures/tiny/reps.csv'), 'utf8');
const filesIn = (dir: string) => ({
  accounts: join(dir, 'accounts.csv'),
  reps: join(dir, 'reps.csv'),
  zones: resolve('fixtures/tiny/zones.geojson'),
});

async function plan(
  name: string,
  accounts: string,
  patch: Partial<Settings> = {},
  reps = REPS,
  more: Partial<InputFiles> = {},
): Promise<PlanOutcome> {
  const dir = join(folder, name);
  mkdirSync(dir, { recursive: true });
  const files = filesIn(dir);
  writeFileSync(files.accounts, accounts);
  writeFileSync(files.reps, reps);
  const measures = ['potential', 'workload'].map(measure => ({ name: measure, tolerance: 0.6 }));
  const settings: Settings = { ...DEFAULT_SETTINGS, measures, effort: 'fast', groups: 'one-rep', ...patch };
  const outcome = await makePlan(
    {
      ...{
        files: { ...files, aliases: null, ...more },
        map: new Map(),
        settings,
        layer: 'default',
        profile: PROFILES.default,
      },
      ...{ raw: false, lang: 'en', diagnosis: false, threads: 1 },
    },
    {},
  );
  await writePlan(outcome, join(dir, 'plan'));
  return outcome;
}

async function failures(name: string, more: { readonly overrides?: string } = {}): Promise<string[]> {
  const files = { ...filesIn(join(folder, name)), ...more };
  const { checks } = await verifyDirectory(join(folder, name, 'plan'), files);
  return checks.flatMap(check => check.problems.map(problem => `${check.name}: ${problem}`));
}

/** Sites in opposite corners: accounts 0 and 1 are in A1, 30 and 31 in D4. */
const CORNERS = tinyAccounts(['group_id', 'locked'], a => [[0, 1, 30].includes(a) ? 'G' : '', '']);

function repsOfGroups({ context, result }: PlanOutcome): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  context.accounts?.groupId.forEach((group, a) => {
    if (group === '') return;
    const rep = context.reps.list[result.accountRep[a] as number]?.id as string;
    found.set(group, (found.get(group) ?? new Set()).add(rep));
  });
  return found;
}

describe('groups: one-rep', () => {
  it('stays with its rep when a zone of one of its sites is given away by hand', async () => {
    const overrides = join(folder, 'overrides.csv');
    writeFileSync(
      overrides,
      'zone_id,rep_id,author,reason,date\nD4,R4,a,b,2027-06-01\nA1,R2,a,b,2027-06-01\n',
    );
    const outcome = await plan('by-hand', CORNERS, {}, REPS, { overrides });
    expect(repsOfGroups(outcome).get('G')?.size).toBe(1);
    expect(outcome.kpis.promises.filter(({ kept }) => !kept).map(({ name }) => name)).not.toContain('groups');
    const { zones, reps } = outcome.context;
    const repOf = (zone: string) => reps.list[outcome.result.zoneRep[zones.id.indexOf(zone)] as number]?.id;
    expect([repOf('D4'), repOf('A1')]).toEqual(['R4', 'R2']);
    // nothing but balance, which two zones by hand may spoil
    expect((await failures('by-hand', { overrides })).filter(line => !line.includes('balance:'))).toEqual([]);
  });

  it('stays where most of it is in a revision, wherever new sites are', async () => {
    const rows = CORNERS.trimEnd().split('\n');
    const before = `${rows.filter((_, r) => r < 28).join('\n')}\n${rows[31]}\n`;
    await plan('january', before);
    // four sites more around the last corner, more visits than those the group had
    const sites = [0, 1, 30, 27, 28, 29, 31];
    const july = tinyAccounts(['group_id', 'locked'], a => [sites.includes(a) ? 'G' : '', ''])
      .split('\n')
      .map((row, r) => (r >= 28 && r !== 31 ? row.replace(/,R\d,/, ',,') : row))
      .join('\n');
    expect(repsOfGroups(await plan('afresh', july)).get('G')).toEqual(new Set(['R4']));
    const from = [join(folder, 'january/plan')];
    const revised = await plan('july', july, {}, REPS, { from });
    expect(repsOfGroups(revised).get('G')).toEqual(new Set(['R1']));
    expect(await failures('july')).toEqual([]);
  });

  it('gives a group to the rep with most of its visits, and charges the work there', async () => {
    const free = await plan('free', CORNERS, { groups: 'free' });
    expect(repsOfGroups(free).get('G')).toEqual(new Set(['R1', 'R4']));
    const kept = await plan('kept', CORNERS);
    expect(repsOfGroups(kept).get('G')).toEqual(new Set(['R1']));
    expect(kept.plan.named.map(([account, rep, zone]) => [account, rep, zone])).toEqual([
      ['A1-1', 'R1', 'A1'],
      ['A1-2', 'R1', 'A1'],
      ['D4-1', 'R1', 'D4'],
    ]);
    expect(await failures('kept')).toEqual([]);
    expect(kept.kpis.promises.find(({ name }) => name === 'groups')).toMatchObject({
      kept: true,
      detail: '1 group of several sites, each with one rep',
    });
    // D4 is R4's still, without the site
    expect(kept.plan.assignment.find(([, zone]) => zone === 'D4')?.[2]).toBe('R4');
    const changes = readFileSync(join(folder, 'kept/plan/changes.csv'), 'utf8');
    expect(changes).toMatch(/D4-1,.*,R4,R1,.*group G has one rep for all its sites, not R4 any more/);
  });

  it('keeps it with the rep to whom a site is locked', async () => {
    const locked = CORNERS.replace(/^(D4-1,.*),$/m, '$1,yes');
    const kept = await plan('locked', locked);
    expect(repsOfGroups(kept).get('G')).toEqual(new Set(['R4']));
    expect(await failures('locked')).toEqual([]);
  });

  it('names no area too large that fits without the sites of groups', async () => {
    const dir = join(folder, 'areas');
    mkdirSync(dir, { recursive: true });
    const files = { ...filesIn(dir), zones: join(dir, 'zones.geojson'), aliases: null };
    const map = JSON.parse(readFileSync(resolve('fixtures/tiny/zones.geojson'), 'utf8'));
    // A1 with A2, and B1 with B2, are one region each
    for (const { properties } of map.features) {
      properties.region = String(properties.id).replace(/^([AB])[12]$/, '$1');
    }
    writeFileSync(files.zones, JSON.stringify(map));
    writeFileSync(files.reps, REPS);
    const heavy = (accounts: string, id: string) =>
      accounts.replace(new RegExp(`^(${id},.*?),(60|40),`, 'm'), '$1,600,');
    const settings: Settings = {
      ...DEFAULT_SETTINGS,
      measures: [{ name: 'potential', tolerance: 0.1 }],
      keepTogether: [{ column: 'region', price: null, except: [] }],
      groups: 'one-rep',
    };
    const tooLarge = async (accounts: string, groups: Settings['groups']) => {
      writeFileSync(files.accounts, accounts);
      const { records } = await checkInputs(files, new Map(), { ...settings, groups });
      return records.log.issues().flatMap(({ code, found }) => (code === 'area-too-large' ? [found] : []));
    };
    const weighty = heavy(heavy(CORNERS, 'A1-1'), 'A1-2');
    expect(await tooLarge(weighty, 'free')).toEqual([expect.stringContaining('region A:')]);
    expect(await tooLarge(weighty, 'one-rep')).toEqual([]);
    // the sites of B belong to no group: they weigh on their zones still
    const both = heavy(heavy(weighty, 'B1-1'), 'B1-2');
    expect(await tooLarge(both, 'free')).toEqual([expect.stringContaining('region A, B:')]);
    expect(await tooLarge(both, 'one-rep')).toEqual([expect.stringContaining('region B:')]);
  });

  it('says which groups can have no single rep, in plan and in check', async () => {
    const codes = async (run: Promise<PlanOutcome>) => {
      const error = await run.then(
        () => null,
        (thrown: unknown) => thrown,
      );
      return error instanceof InputError ? error.issues.map(({ code, line }) => `${line}:${code}`) : [];
    };
    const apart = CORNERS.replace(/^(D4-1,.*),$/m, '$1,yes').replace(/^(A1-1,.*),$/m, '$1,yes');
    expect(await codes(plan('apart', apart))).toEqual(['2:group-locked-apart']);
    const zonesOf = { R1: 'A|B', R2: '', R3: '', R4: 'C|D' } as const;
    const [head, ...rows] = REPS.trimEnd().split('\n');
    const reps = (extra: (rep: keyof typeof zonesOf) => string) =>
      `${[`${head},allowed_zones`, ...rows.map(row => `${row},${extra(row.slice(0, 2) as keyof typeof zonesOf)}`)].join('\n')}\n`;
    const near = reps(rep => zonesOf[rep]);
    const kept = await plan('near', CORNERS, {}, near);
    // neither of the two who are near may serve both corners
    expect(['R2', 'R3']).toContain([...(repsOfGroups(kept).get('G') as Set<string>)][0]);
    expect(await failures('near')).toEqual([]);
    const nobody = reps(rep => zonesOf[rep] || 'A|B|C');
    expect(await codes(plan('nobody', CORNERS, {}, nobody))).toContain('2:group-without-rep');
    // the lock decides, and its rep may not go to the other corner
    const held = await plan('held', CORNERS.replace(/^(D4-1,.*),$/m, '$1,yes'), {}, near).catch(String);
    expect(held).toContain('locked to R4, who may not serve A1-1 (allowed_zones)');
    const files = { ...filesIn(join(folder, 'nobody')), aliases: null };
    const settings: Settings = { ...DEFAULT_SETTINGS, groups: 'one-rep' };
    const checked = await checkInputs(files, new Map(), settings);
    expect(checked.records.log.counts().has('group-without-rep')).toBe(true);
    expect(checked.plannable).toBe(false);
  });

  it('counts sites that change hands in the budget of moves', async () => {
    const tight = await plan('tight', CORNERS, { maxMoved: { share: 0.03, of: 'accounts' } });
    // one of 32 accounts moves, and it is the site in D4
    expect(tight.kpis.promises.find(({ name }) => name === 'disruption-budget')?.kept).toBe(
      (tight.kpis.plan.disruption?.accounts ?? 0) <= 0.96,
    );
    expect((await failures('tight')).filter(line => !/^(balance|disruption)/.test(line))).toEqual([]);
    const loose = await plan('loose', CORNERS, { maxMoved: { share: 0.04, of: 'accounts' } });
    expect(loose.plan.solver.moveBudget).toBeCloseTo(0.04 * 32 - 1, 9);
    expect((await failures('loose')).filter(line => !/^balance/.test(line))).toEqual([]);
  });

  it('is verified: another rep for a site is found', async () => {
    const path = join(folder, 'kept/plan/plan.json');
    const text = readFileSync(path, 'utf8');
    const said = async (change: (text: string) => string) => {
      writeFileSync(path, change(text));
      const found = await failures('kept');
      writeFileSync(path, text);
      return found.map(line => line.slice(0, line.indexOf(':')));
    };
    expect(await said(all => all.replace('["D4-1", "R1", "D4"]', '["D4-1", "R4", "D4"]'))).toContain(
      'groups',
    );
    expect(await said(all => all.replace('    ["A1-2", "R1", "A1"],\n', ''))).toContain('locks');
    expect(await said(all => all.replace('"groups": "one-rep"', '"groups": "free"'))).toContain('locks');
  });

  it('holds whatever the groups', async () => {
    const group = fc.constantFrom('', '', 'G1', 'G2', 'G3');
    await fc.assert(
      fc.asyncProperty(
        fc.array(group, { minLength: 32, maxLength: 32 }),
        fc.array(fc.integer({ min: 0, max: 31 }), { maxLength: 2 }),
        fc.boolean(),
        async (groups, locks, budget) => {
          // one lock a group at most
          const locked = locks.filter(
            (a, i) => groups[a] === '' || !locks.slice(0, i).some(b => groups[b] === groups[a]),
          );
          const accounts = tinyAccounts(['group_id', 'locked'], a => [
            groups[a] as string,
            locked.includes(a) ? 'yes' : '',
          ]);
          const outcome = await plan(
            'any',
            accounts,
            budget ? { maxMoved: { share: 0.5, of: 'accounts' } } : {},
          );
          for (const [name, reps] of repsOfGroups(outcome)) {
            if (groups.filter(g => g === name).length > 1) expect([...reps].length, name).toBe(1);
          }
          const broken = outcome.kpis.promises.filter(promise => !promise.kept).map(promise => promise.name);
          const found = await failures('any');
          expect(found.filter(line => !broken.some(name => line.startsWith(`${name}: `)))).toEqual([]);
        },
      ),
      { numRuns: 8, seed: 20261126, endOnFailure: true },
    );
  });
});
