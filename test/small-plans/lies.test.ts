// One lie about every kind of place in every kind of file, as small as it can be told, and what verify says of it; and in every
// plan all figures off by one in their last digit. Kept in files that are read when they change: vitest -u.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VerifyOutcome } from '../../src/app/verify.ts';
import { InputError } from '../../src/io/issues.ts';
import type { PlanCase } from '../properties/plan-mutations/cases.ts';
import { whyUnseen } from '../properties/plan-mutations/known.ts';
import { claimingFiles, generic } from '../properties/plan-mutations/mutate.ts';
import { type Lie, liesAbout, tell, tellAll } from './lies.ts';
import { ALL_PLANS, openSmallPlan, type SmallPlan } from './plans.ts';

const root = mkdtempSync(join(tmpdir(), 'sectorize-lies-'));
afterAll(() => rmSync(root, { recursive: true, force: true }), 60_000);
/** where a plan is today */
const PLACE = new RegExp(`${root.replaceAll('\\', '\\\\')}/[^/]*`, 'g');

/** what all else is read with: lies about these are told one at a time */
const ROOTS = /(^|\/)(plan|tours|bound)\.json$|^from\//;
/** of other files: each in its own place, and a check lists no more than twenty problems */
const TOGETHER = 10;

interface Told {
  readonly plan: PlanCase;
  /** lies that are told at the same time, by file */
  readonly rounds: readonly (readonly (readonly Lie[])[])[];
  readonly roots: readonly Lie[];
  /** files that are taken away, one at a time */
  readonly files: readonly string[];
}

/** What plans before have shown is not told again. Known before any test, for each may be run alone. */
const told = new Map<string, Told>();
beforeAll(async () => {
  const shown = new Set<string>();
  const isFresh = (kind: string) => {
    const place = kind.replace(/^(from\/\*\/)?(layers\/\*\/)?/, '');
    const is = !shown.has(place);
    shown.add(place);
    return is;
  };
  const fresh = (lies: readonly Lie[]) => lies.filter(({ kind }) => isFresh(kind));
  for (const name of ALL_PLANS) {
    const plan = await openSmallPlan(mkdtempSync(join(root, `${name}-`)), name);
    const files = claimingFiles(plan.dir);
    // sectors are alike
    const leaves = files.filter(
      (file, f) =>
        !ROOTS.test(file) &&
        !(/sectors\//.test(file) && files.slice(0, f).some(other => generic(other) === generic(file))),
    );
    const rounds: Lie[][][] = [];
    for (const file of leaves) {
      const lies = liesAbout(plan.dir, file);
      const single = fresh(lies.filter(({ whole }) => !whole));
      const parts = Array.from({ length: Math.ceil(single.length / TOGETHER) }, (_, r) =>
        single.slice(r * TOGETHER, (r + 1) * TOGETHER),
      );
      const whole = fresh(lies.filter(({ whole }) => whole)).map(lie => [lie]);
      for (const [r, part] of [...parts, ...whole].entries()) rounds[r] = [...(rounds[r] ?? []), part];
    }
    const roots = fresh(
      files.filter(file => ROOTS.test(file)).flatMap(file => liesAbout(plan.dir, file)),
    ).filter(({ kind }) => whyUnseen(kind) === null);
    const gone = files.filter(file => isFresh(`${generic(file)} gone`));
    told.set(name, { plan, rounds, roots, files: gone });
  }
}, 900_000);

// biome-ignore lint/suspicious/noExplicitAny: parsed JSON, to be spoiled
type Any = any;

/** Lies that no small change of what stands there is. */
const OTHERS: Partial<Record<SmallPlan, readonly (readonly [string, string, (json: Any) => void])[]>> = {
  rules: [
    ['levels that no settings ask for', 'kpis.json', k => (k.hierarchy = { levels: [] })],
    ['a plan before, of which there is no copy', 'kpis.json', k => (k.revision = {})],
    ['tours that there are not', 'kpis.json', k => (k.tours = {})],
    ['roads that there are not', 'kpis.json', k => (k.roads = {})],
    [
      'a calibration to other constants',
      'kpis.json',
      k => (k.calibration = { visits_per_tour: 9, local_factor: 1 }),
    ],
  ],
  tours: [
    ['a budget of moves', 'plan.json', p => (p.solver.moveBudget = 1)],
    ['price of a budget that there is not', 'plan.json', p => (p.solver.teamPrices = [['x', 1]])],
  ],
  managed: [
    [
      'a manager who starts from another of three units',
      'plan.json',
      p => {
        const group = p.hierarchy.groups.find(({ manager }: Any) => manager === 'M1');
        const other = p.sectors.find(({ repId, base }: Any) => repId !== 'R4' && base[0] !== group.start[0])!;
        group.start = other.base;
      },
    ],
    ['a level with a bound, though it is given', 'plan.json', p => (p.hierarchy.tiers[0].lowerBound = 0)],
    [
      'a proof of every seat, though there is none',
      'plan.json',
      p => (p.hierarchy.tiers[0].everySeat = true),
    ],
    ['a level that is said to be formed', 'plan.json', p => (p.hierarchy.tiers[0].how = 'formed')],
  ],
  levels: [
    ['a level that is said to be given', 'plan.json', p => (p.hierarchy.tiers[0].how = 'given')],
    ['a level that is said to be shared', 'plan.json', p => (p.hierarchy.tiers[0].how = 'shared')],
    [
      'an optimum that the bound does not reach',
      'plan.json',
      p => (p.hierarchy.tiers[0].proof.bound = p.hierarchy.tiers[0].objective * (1 - 3e-6)),
    ],
    [
      'a bound above what the level costs',
      'plan.json',
      p => (p.hierarchy.tiers[0].proof.bound = p.hierarchy.tiers[0].objective * (1 + 2e-6)),
    ],
  ],
};

describe.each(ALL_PLANS)('lies about the small plan %s', name => {
  it('are told of', { timeout: 900_000 }, async () => {
    const { plan, rounds, roots, files } = told.get(name)!;
    const anew = teller();
    const kept = await plan.verify();
    const asked = async () => {
      try {
        return anew(await plan.verify(), kept);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        return error.issues.map(({ code, found }) => `  refused: ${code} ${found}\n`).join('');
      }
    };
    const said: string[] = [];
    const unseen: string[] = [];
    for (const round of rounds) {
      const undo = round.map(lies => tell(plan.dir, lies));
      const what = round.map(lies => `! ${lies[0]!.file}: ${lies.map(({ what }) => what).join(', ')}\n`);
      said.push(what.join('') + (await asked()));
      for (const back of undo) back();
    }
    for (const lie of roots) {
      for (const larger of [false, true]) {
        const back = tell(plan.dir, [lie], larger);
        const found = await asked();
        back();
        said.push(`! ${lie.file}: ${lie.what}${larger ? ', much' : ''}\n${found}`);
        if (found !== '') break;
        if (larger) unseen.push(lie.kind);
      }
    }
    for (const file of files) {
      const path = join(plan.dir, file);
      const bytes = readFileSync(path);
      rmSync(path);
      said.push(`! ${file} gone\n${await asked()}`);
      writeFileSync(path, bytes);
    }
    for (const [what, file, change] of OTHERS[name] ?? []) {
      const path = join(plan.dir, file);
      const text = readFileSync(path, 'utf8');
      const json: unknown = JSON.parse(text);
      change(json);
      writeFileSync(path, JSON.stringify(json));
      const found = await asked();
      writeFileSync(path, text);
      expect(found, what).not.toBe('');
      said.push(`! ${what}\n${found}`);
    }
    for (const sign of [1, -1] as const) {
      const back = tellAll(plan.dir, ROOTS, sign);
      said.push(`! every last digit ${sign}\n${await asked()}`);
      back();
    }
    expect(await asked()).toBe('');
    await expect(said.join('\n')).toMatchFileSnapshot(`lies/${name}.txt`);
    expect(unseen).toEqual([]);
  });
});

/** What is found that was not, by check, and those of its problems that are worded like none before. */
function teller(): (outcome: VerifyOutcome, kept: VerifyOutcome) => string {
  const before = new Set<string>();
  return ({ checks }, kept) =>
    checks
      .filter(({ name, found, lies }) => {
        const was = kept.checks.find(check => check.name === name);
        return found !== (was?.found ?? 0) || lies > 0;
      })
      .map(({ name, found, lies, problems }) => {
        const anew = problems.filter(problem => {
          const worded = `${name} ${problem.replaceAll(/[-\d.]+/g, '#')}`;
          const fresh = !before.has(worded);
          before.add(worded);
          return fresh;
        });
        const texts = anew.map(text => `    ${text.replace(PLACE, '').slice(0, 120)}\n`).join('');
        return `  ${name}: ${found}${lies === found ? '' : `, ${lies} of them lies`}\n${texts}`;
      })
      .join('');
}
