// Faults at every call that changes the disk: the command runs once to count them, then once for each, with the fault there.
// What is looked at is what is on disk afterwards: each unit (a plan, a file) is the old one or the new one, whole.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { contents, type Run } from './cli.ts';

const PRELOAD = resolve('test/e2e/fault-preload.mjs');

export interface FaultCase {
  readonly name: string;
  /** what Node runs, in the folder of the case */
  readonly argv: readonly string[];
  /** the folder as it is before, made once */
  prepare(folder: string): void;
  /** to which unit a file belongs: 'plan' of 'plan/zones.csv' */
  unitOf(path: string): string;
  /** exit codes of a run without a fault (0, 3) */
  readonly done?: readonly number[];
  /** a second run does something else than the first (approve) */
  readonly once?: boolean;
}

export interface Fault {
  readonly mode: string;
  readonly sticky?: boolean;
}

export interface CaseRun {
  readonly calls: readonly string[];
  /** the fault at the call of this number, from 1, and what is wrong then */
  at(number: number, fault: Fault): string[];
}

type Files = ReadonlyMap<string, string>;

/** Runs the case once without a fault. */
export function faultCase(one: FaultCase, home: string): CaseRun {
  const template = join(home, `${one.name}-template`);
  const folder = join(home, one.name);
  mkdirSync(template, { recursive: true });
  one.prepare(template);
  const renew = () => {
    rmSync(folder, { recursive: true, force: true });
    cpSync(template, folder, { recursive: true });
  };
  const run = (env: object): Run => {
    const { status, stdout, stderr, signal } = spawnSync(
      process.execPath,
      ['--import', PRELOAD, ...one.argv],
      {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, NO_COLOR: '1', LANG: 'C', FAULT_ROOT: folder, ...env },
      },
    );
    return { code: status, stdout, stderr: `${stderr}${signal ?? ''}` };
  };
  const done = one.done ?? [0, 3];
  const counted = join(home, `${one.name}-calls`);
  renew();
  const clean = run({ FAULT_COUNT: counted });
  if (!done.includes(clean.code ?? -1)) throw new Error(`${one.name}: ${clean.stderr}`);
  const before = contents(template);
  const after = contents(folder);
  const strange = [...after.keys()].filter(isHidden);
  if (strange.length > 0) throw new Error(`${one.name}: left without any fault: ${strange.join(', ')}`);

  return {
    calls: readFileSync(counted, 'utf8').split('\n'),
    at(number, { mode, sticky }) {
      renew();
      const env = { FAULT_AT: String(number), FAULT_MODE: mode, ...(sticky ? { FAULT_STICKY: '1' } : {}) };
      const struck = run({ ...env, FAULT_COUNT: counted });
      const killed = struck.stderr.endsWith('SIGKILL');
      const call = killed ? '' : (readFileSync(counted, 'utf8').split('\n')[number - 1] ?? '');
      const problems = mixed(contents(folder), before, after, one);
      if (killed) {
        const again = run({});
        if (!done.includes(again.code ?? -1))
          problems.push(`the next run ended with ${again.code}: ${again.stderr}`);
        const now = contents(folder);
        for (const [path, bytes] of one.once ? [] : after)
          if (now.get(path) !== bytes) problems.push(`not new afterwards: ${path}`);
        for (const path of now.keys())
          if (!after.has(path)) problems.push(`left after the next run: ${path}`);
      } else if (mode !== 'kill') {
        const allowed = mode === 'TERM' ? [...done, 143] : [...done, 2];
        if (!allowed.includes(struck.code ?? -1))
          problems.push(`exit ${struck.code}: ${struck.stderr.slice(-500)}`);
        if (/internal error|\n {4}at /.test(struck.stderr)) problems.push(struck.stderr.slice(-800));
        // what may not be removed stays, for the next run
        const left = [...contents(folder).keys()].filter(isHidden);
        if (left.length > 0 && !/^(rm|unlink)/.test(call)) problems.push(`left: ${left.join(', ')}`);
      }
      return problems.map(problem => `${one.name}, ${mode} at call ${number} (${call}): ${problem}`);
    },
  };
}

/** Units that are neither the old nor the new one; of a killed run the old plan may be beside its place, and whole there. */
function mixed(now: Files, before: Files, after: Files, { unitOf }: FaultCase): string[] {
  const problems: string[] = [];
  const units = new Set(
    [...now.keys(), ...before.keys(), ...after.keys()].filter(path => !isHidden(path)).map(unitOf),
  );
  const stranded = new Map(
    [...now.keys()].flatMap(path => {
      const [, head = '', unit, token] = /^(.*\/)?\.([^/]+)\.(old-[0-9a-f]{12})\//.exec(path) ?? [];
      return unit ? [[`${head}${unit}`, `${head}.${unit}.${token}`] as const] : [];
    }),
  );
  for (const unit of units) {
    const pick = (files: Files) =>
      new Map([...files].filter(([path]) => !isHidden(path) && unitOf(path) === unit));
    const [is, was, will] = [pick(now), pick(before), pick(after)];
    if (same(is, was) || same(is, will)) continue;
    const beside = stranded.get(unit);
    const moved =
      beside &&
      new Map(
        [...now]
          .filter(([path]) => path.startsWith(`${beside}/`))
          .map(([path, bytes]) => [`${unit}${path.slice(beside.length)}`, bytes]),
      );
    if (is.size === 0 && moved && same(moved, was)) continue;
    problems.push(`${unit} is neither the old nor the new one (${is.size} files, ${was.size} before)`);
  }
  return problems;
}

function same(a: Files, b: Files): boolean {
  return a.size === b.size && [...a].every(([path, bytes]) => b.get(path) === bytes);
}

function isHidden(path: string): boolean {
  return /(^|\/)\./.test(path);
}

export function assertBuilt(): void {
  if (!existsSync('dist/io/plan-directory.js')) throw new Error('npm run build first');
}
