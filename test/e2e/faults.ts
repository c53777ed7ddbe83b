// Faults at every call that changes the disk: the command runs once to count them, then once for each, with the fault there. And
// kills at random moments of its usual length, which need no call. What is looked at is what is on disk afterwards: each unit
// (a plan, a file) is the old one or the new one, whole.

import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { contents, PROGRAM } from './cli.ts';
import { type Ended, fresh, PRELOAD, type Runner, warm } from './fault-runners.ts';

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
  /** files have other bytes each time, on purpose: they are told by their names */
  readonly random?: boolean;
}

export interface Fault {
  readonly mode: string;
  readonly sticky?: boolean;
}

export interface Call {
  /** with its path: 'rename plan' */
  readonly what: string;
  /** since the process began, ms */
  readonly at: number;
}

export interface CaseRun {
  readonly calls: readonly Call[];
  /** of the run that counted them, ms */
  readonly length: number;
  /** the fault at the call of this number, from 1, and what is wrong then */
  at(number: number, fault: Fault): Promise<string[]>;
  /** the disk as kill −9 at that call leaves it, copied in one run for all; the next run is left out unless `next` */
  copiedAt(number: number, next: boolean): Promise<string[]>;
  /** kill −9 after this part of what the runs before took, and what is wrong then; whether it had ended by then */
  killedAfter(part: number): Promise<{ readonly problems: string[]; readonly ended: boolean }>;
  end(): void;
}

type Files = ReadonlyMap<string, string>;

/**
 * Runs the case once without a fault.
 * @param main the module of the program, when one process is to run it again and again
 */
export async function faultCase(one: FaultCase, home: string, main: string | null = null): Promise<CaseRun> {
  const template = join(home, `${one.name}-template`);
  const folder = join(home, one.name);
  const copies = join(home, `${one.name}-copies`);
  const counted = join(home, `${one.name}-calls`);
  mkdirSync(template, { recursive: true });
  one.prepare(template);
  const filesIn = (dir: string): Files => {
    const files = contents(dir);
    return one.random ? new Map([...files.keys()].map(path => [path, ''])) : files;
  };
  const renew = (from = template) => {
    rmSync(folder, { recursive: true, force: true });
    cpSync(from, folder, { recursive: true });
  };
  const runner: Runner = main === null ? fresh(counted) : warm(main, counted);
  const run = (env: object): Promise<Ended> => {
    writeFileSync(counted, '');
    return runner.run(one.argv, folder, { FAULT_ROOT: folder, ...env });
  };
  const done = one.done ?? [0, 3];
  renew();
  const began = Date.now();
  const clean = await run({});
  const length = Date.now() - began;
  if (!done.includes(clean.code ?? -1)) throw new Error(`${one.name}: ${clean.stderr}`);
  const calls = callsIn(counted, began);
  const before = filesIn(template);
  const after = filesIn(folder);
  const foldersBefore = foldersIn(template);
  const foldersAfter = foldersIn(folder);
  const strange = [...after.keys(), ...foldersAfter].filter(isHidden);
  if (strange.length > 0) throw new Error(`${one.name}: left without any fault: ${strange.join(', ')}`);

  // other processes come and go: what was usual is not any more
  let usual = length;
  /** What a run does that comes after a killed one. */
  const nextRun = async (): Promise<string[]> => {
    const problems: string[] = [];
    const began = Date.now();
    const again = await run({});
    usual = 0.7 * usual + 0.3 * (Date.now() - began);
    if (!done.includes(again.code ?? -1))
      problems.push(`the next run ended with ${again.code}: ${again.stderr}`);
    const now = filesIn(folder);
    for (const [path, bytes] of one.once ? [] : after)
      if (now.get(path) !== bytes) problems.push(`not new afterwards: ${path}`);
    const left = [...[...now.keys()].filter(path => !after.has(path)), ...newFolders(foldersAfter)];
    for (const path of left) problems.push(`left after the next run: ${path}`);
    return problems;
  };
  const newFolders = (known: ReadonlySet<string>) => [...foldersIn(folder)].filter(path => !known.has(path));
  const left = () => [
    ...[...filesIn(folder).keys()].filter(path => isHidden(path) && !before.has(path)),
    ...newFolders(new Set([...foldersBefore, ...foldersAfter])),
  ];
  let copied: readonly Call[] | null = null;
  const copy = async (): Promise<readonly Call[]> => {
    renew();
    await run({ FAULT_MODE: 'copy', FAULT_COPIES: copies });
    const made = callsIn(counted, 0);
    // the process that held the locks in them has ended
    for (const name of readdirSync(copies)) disownLocks(join(copies, name));
    return made;
  };

  return {
    calls,
    length,
    async at(number, { mode, sticky }) {
      renew();
      const env = { FAULT_AT: String(number), FAULT_MODE: mode, ...(sticky ? { FAULT_STICKY: '1' } : {}) };
      const struck = await run(env);
      const call = callsIn(counted, 0)[number - 1]?.what ?? '';
      const problems = mixed(filesIn(folder), before, after, one);
      if (struck.killed) problems.push(...(await nextRun()));
      else if (mode !== 'kill') {
        const allowed = mode === 'TERM' ? [...done, 143] : [...done, 2];
        if (!allowed.includes(struck.code ?? -1))
          problems.push(`exit ${struck.code}: ${struck.stderr.slice(-500)}`);
        if (/internal error|\n {4}at /.test(struck.stderr)) problems.push(struck.stderr.slice(-800));
        // what may not be removed stays, for the next run
        const stays = left();
        if (stays.length > 0 && !/^(rm|unlink)/.test(call)) problems.push(`left: ${stays.join(', ')}`);
      }
      return problems.map(problem => `${one.name}, ${mode} at call ${number} (${call}): ${problem}`);
    },
    async copiedAt(number, next) {
      copied ??= await copy();
      const from = join(copies, String(number));
      if (!existsSync(from)) return [];
      renew(from);
      const problems = mixed(filesIn(folder), before, after, one);
      if (next) problems.push(...(await nextRun()));
      const call = copied[number - 1]?.what;
      return problems.map(problem => `${one.name}, copied at call ${number} (${call}): ${problem}`);
    },
    async killedAfter(part) {
      renew();
      const ms = Math.max(1, Math.round(part * usual));
      const { killed } = await runner.run(one.argv, folder, { FAULT_ROOT: folder }, ms);
      const problems = mixed(filesIn(folder), before, after, one);
      if (killed) problems.push(...(await nextRun()));
      else problems.push(...left().map(path => `left: ${path}`));
      return {
        problems: problems.map(problem => `${one.name}, killed after ${ms} ms: ${problem}`),
        ended: !killed,
      };
    },
    end: () => runner.end(),
  };
}

/** Locks are of a process that has ended. */
function disownLocks(folder: string): void {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  for (const [path, text] of contents(folder)) {
    if (/(^|\/)\.[^/]*\.lock(\.tmp-[0-9a-f]{12})?$/.test(path))
      writeFileSync(join(folder, path), text.replace(/"pid":\d+/, `"pid":${pid}`), 'latin1');
  }
}

/** The program with a fault at the first call that begins so (`rename .plan.new-`). @returns its exit code, or the signal */
export function struckAt(
  call: string,
  mode: string,
  args: readonly string[],
  folder: string,
): number | string | null {
  const env = { ...process.env, FAULT_ROOT: folder, FAULT_AT: call, FAULT_MODE: mode };
  const node = ['--import', PRELOAD, PROGRAM];
  const { status, signal } = spawnSync(process.execPath, [...node, ...args], { cwd: folder, env });
  return status ?? signal;
}

function callsIn(file: string, began: number): Call[] {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map(line => {
    const [what = '', , at] = line.split('\t');
    return { what, at: Number(at) - began };
  });
}

function foldersIn(folder: string): ReadonlySet<string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Set(
    entries
      .filter(entry => entry.isDirectory())
      .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1)),
  );
}

/** Units that are neither the old nor the new one; of a killed run the old plan may be beside its place, and whole there. */
function mixed(now: Files, before: Files, after: Files, { unitOf }: FaultCase): string[] {
  const problems: string[] = [];
  const units = new Set(
    [...now.keys(), ...before.keys(), ...after.keys()].filter(path => !isHidden(path)).map(unitOf),
  );
  for (const unit of units) {
    const inPlace = (files: Files) =>
      new Map([...files].filter(([path]) => !isHidden(path) && unitOf(path) === unit));
    const [is, was, will] = [inPlace(now), inPlace(before), inPlace(after)];
    // of a run that comes after a killed one
    const beside = was.size === 0 ? stranded(before, unit) : was;
    if ([was, will, beside].some(files => same(is, files))) continue;
    if (is.size === 0 && same(stranded(now, unit), beside)) continue;
    problems.push(`${unit} is neither the old nor the new one (${is.size} files, ${was.size} before)`);
  }
  return problems;
}

/** The files of a unit as they would be if the old one beside its place were in it. */
function stranded(files: Files, unit: string): Files {
  return new Map(
    [...files].flatMap(([path, bytes]) => {
      const [, head = '', name, rest] = /^(.*\/)?\.([^/]+)\.old-[0-9a-f]{12}\/(.*)$/.exec(path) ?? [];
      return name !== undefined && `${head}${name}` === unit ? [[`${unit}/${rest}`, bytes] as const] : [];
    }),
  );
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
