// Small plans with every kind of file: the bytes they had when somebody last looked at them, and what verify says when places
// of their files are changed, many at once. Both are kept in files that are read when they change: vitest -u.

import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { seeded } from '../../fixtures/build/random.ts';
import type { VerifyOutcome } from '../../src/app/verify.ts';
import { InputError } from '../../src/io/issues.ts';
import { VERSION } from '../../src/version.ts';
import type { PlanCase } from '../properties/plan-mutations/cases.ts';
import { claimingFiles, type Mutation, mutated } from '../properties/plan-mutations/mutate.ts';
import { ALL_PLANS, answer, makeSmallPlan, openSmallPlan, SMALL_PLANS } from './plans.ts';

const root = mkdtempSync(join(tmpdir(), 'sectorize-small-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const place = (of: string) => mkdtempSync(join(root, `${of}-`));

/** what all else is read with: a change in one of them may hide those in others */
const ROOTS = /(^|\/)(plan|tours|bound)\.json$/;
const ROUNDS = 8;
const MORE_ASKED = { zone: ['A1', 'B4', 'D3'], account: ['A4-2', 'C1-1', 'D2-2'], rep: ['R1', 'R4'] };
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

describe.each(ALL_PLANS)('the small plan %s', name => {
  it('has the bytes that it had', async () => {
    const { dir } = await makeSmallPlan(place(name), name);
    const lines = claimingFiles(dir).map(file => {
      const text = readFileSync(join(dir, file), 'utf8').replaceAll(`"${VERSION}"`, '"version"');
      return `${hashOf(text)} ${file}\n`;
    });
    await expect(lines.join('')).toMatchFileSnapshot(`bytes/${name}.txt`);
  });

  // the others have places that lies.test.ts changes one by one
  it.runIf(SMALL_PLANS.some(small => small === name))(
    'keeps its word, and verify says where it no longer does',
    async () => {
      const plan = await openSmallPlan(place(name), name);
      const random = seeded(20261127);
      const chance = () => random.next();
      const files = claimingFiles(plan.dir);
      const kept = await plan.verify();
      expect(kept.lies).toBe(0);
      const said = [
        kept.checks.map(({ name, checked }) => `  ${name} ${checked} checked\n`).join('') + told(kept),
      ];
      const leaves = files.filter(file => !ROOTS.test(file));
      for (let round = 0; round < ROUNDS; round++) said.push(await changed(plan, leaves, chance));
      for (const file of files.filter(file => ROOTS.test(file)))
        for (let round = 0; round < ROUNDS; round++) said.push(await changed(plan, [file], chance));
      await expect(said.join('\n')).toMatchFileSnapshot(`verify/${name}.txt`);
    },
  );

  it('answers what it is asked', async () => {
    const folder = place(name);
    const { dir } = await openSmallPlan(folder, name);
    const before: Partial<Record<string, string>> = {
      revised: join(folder, 'before', 'plan'),
      relayered: join(folder, 'relayered', 'before'),
    };
    const [base] = [before[name]].filter(path => path !== undefined);
    const asked = [
      ...[['zone', 'B2'], ['rep', 'R2'], ...(name === 'zones' ? [] : [['account', 'B3-1']])].map(what => [
        ...['explain', ...what, '--plan', dir, '--all'],
      ]),
      // those that differ most from today
      ...(base || name === 'layers'
        ? [['compare', ...(base ? [base] : []), dir, '--format', 'markdown']]
        : []),
    ];
    const said: string[] = [];
    for (const words of asked) said.push(`${words.slice(0, 3).join(' ')}\n${await answer(...words)}`);
    // of more places all that is known, by its hash: in words it would fill a book
    for (const kind of ['zone', 'account', 'rep'] as const)
      for (const id of name === 'zones' && kind === 'account' ? [] : MORE_ASKED[kind]) {
        const text = await answer('explain', kind, id, '--plan', dir, '--json');
        said.push(`explain ${kind} ${id} ${hashOf(text.replaceAll(folder, ''))}\n`);
      }
    const moves = ['moves', 'moved-zones'].map(of => join(folder, `${of}.csv`)) as [string, string];
    if (!['zones', 'compact'].includes(name)) {
      const told = [...(base ? [base] : []), dir, '--moves', moves[0], '--moved-zones', moves[1]];
      const text = await answer('compare', ...told, '--format', 'json');
      const lists = moves.map(path => readFileSync(path, 'utf8').trim().split('\n'));
      said.push(`compare ${hashOf(text.replaceAll(folder, '').replaceAll(VERSION, 'version'))}\n`);
      for (const lines of lists) said.push(`${lines[0]}\n${lines.length - 1} ${hashOf(lines.join('\n'))}\n`);
    }
    await expect(said.join('\n').replaceAll(folder, '')).toMatchFileSnapshot(`answers/${name}.txt`);
  });
});

/** One change of each of the files, and what is said of all together. */
async function changed(plan: PlanCase, files: readonly string[], chance: () => number): Promise<string> {
  const undo: (() => void)[] = [];
  const done: Mutation[] = [];
  for (const file of files) {
    const path = join(plan.dir, file);
    const text = readFileSync(path, 'utf8');
    const mutation = mutated(file, text, chance);
    if (mutation === null || mutation.text === text) continue;
    writeFileSync(path, mutation.text);
    undo.push(() => writeFileSync(path, text));
    done.push(mutation);
  }
  const what = done.map(({ file, pattern, what }) => {
    const [, ...where] = pattern.split(' ');
    return `! ${file} ${where.join(' ')}: ${what.replace(/ in .*/s, '').slice(0, 80)}\n`;
  });
  try {
    return what.join('') + told(await plan.verify());
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return `${what.join('')}refused: ${error.issues.map(({ code, found }) => `${code} ${found}`).join('; ')}\n`;
  } finally {
    for (const back of undo) back();
  }
}

function told({ checks }: VerifyOutcome): string {
  return checks
    .filter(({ ok }) => !ok)
    .map(({ name, found, lies, problems }) => {
      const first = problems[0]?.slice(0, 200);
      return `  ${name}: ${found} found, ${lies} of them lies: ${first}\n`;
    })
    .join('');
}
