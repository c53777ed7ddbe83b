// A sweep: every scenario planned as if it were alone, several at a time; those that an earlier run has finished are kept.

import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Figures, figuresOf } from '../../evaluate/sweep/row.ts';
import type { Claim } from '../../io/claim.ts';
import { InputError } from '../../io/issues.ts';
import { claimDirectory } from '../../io/plan-directory.ts';
import type { SweepEntry } from '../../report/sweep-frontier.ts';
import { readKpis } from '../written/read-kpis.ts';
import { planAll } from './crew.ts';
import { writeFrontier } from './frontier.ts';
import { digestOf, type KeyedJob, keyed, type ScenarioRequest, type SweepJob } from './job.ts';
import { reasonsOf, type ScenarioEnd } from './plan-scenario.ts';
import {
  claimSweep,
  clearLeftovers,
  isFinished,
  type Result,
  resultPath,
  sweepText,
  writeResult,
  writeWhole,
} from './store.ts';
import { teamFiles } from './teams.ts';

export interface SweepRequest {
  readonly jobs: readonly SweepJob[];
  /** the plan without any scenario */
  readonly base: ScenarioRequest;
  readonly out: string;
  /** every `of`-th scenario, from the `index`-th (from 1); null for all */
  readonly shard: { readonly index: number; readonly of: number } | null;
  /** scenarios at a time; as many as there are processors when absent. The files are the same with any */
  readonly threads?: number;
}

export interface SweepProgress {
  readonly done: number;
  readonly running: readonly string[];
  readonly left: number;
}

export interface SweepRunHooks {
  readonly signal?: AbortSignal;
  /** scenarios of an earlier run that stay as they are, out of how many */
  readonly onKept?: (kept: number, all: number) => void;
  readonly onProgress?: (progress: SweepProgress) => void;
}

export interface SweepOutcome {
  /** in the order of the sweep; of a shard only its own */
  readonly entries: readonly SweepEntry[];
  readonly kept: number;
  /** scenarios of an earlier sweep in the same directory, which stay and are not compared */
  readonly others: number;
  /** false when the signal came before the last scenario */
  readonly complete: boolean;
  /** some scenario failed by a fault of the program */
  readonly faulty: boolean;
  /** files written beside the scenarios' own, relative; [] for a shard */
  readonly written: readonly string[];
}

/**
 * Plans what is not planned yet, and writes the frontier, but for a shard. What a scenario came to before stays until
 * there is something new: it is of a plan with its hash, and of no other.
 * @throws InputError when `out` is not the directory of a sweep, or a plan cannot be written
 */
export async function runSweep(request: SweepRequest, hooks: SweepRunHooks): Promise<SweepOutcome> {
  const claim = await claimSweep(request.out);
  try {
    return await sweepClaimed(request, hooks);
  } finally {
    await claim.release();
  }
}

async function sweepClaimed(request: SweepRequest, hooks: SweepRunHooks): Promise<SweepOutcome> {
  const { out, shard, base } = request;
  const all = await keyed(request.jobs);
  const text = sweepText(all, base);
  const listed = join(out, 'sweep.json');
  if ((await readFile(listed, 'utf8').catch(() => '')) !== text) await writeWhole(listed, text);

  const jobs = shard ? all.filter((_, at) => at % shard.of === shard.index - 1) : all;
  const breathe = () => new Promise<void>(resolve => setImmediate(resolve));
  const teams = teamFiles(out, all, base, { ...hooks, breathe });
  const tidy = () =>
    clearLeftovers(
      out,
      jobs.map(({ scenario: { folder } }) => folder),
      jobs.flatMap(job => teams.fileOf(job) ?? []),
    );
  await tidy();

  const waiting: KeyedJob[] = [];
  const finished = new Set<KeyedJob>();
  for (const job of jobs) {
    if (await isFinished(out, job.scenario.folder, job.key)) finished.add(job);
    else waiting.push(job);
  }
  const kept = jobs.length - waiting.length;
  hooks.onKept?.(kept, jobs.length);

  const reasons = new Map<KeyedJob, readonly string[]>();
  const made = new Map<KeyedJob, Result['team']>();
  let faulty = false;
  let done = 0;
  const running = new Set<string>();
  const tell = () =>
    hooks.onProgress?.({
      done: kept + done,
      running: [...running],
      left: waiting.length - done - running.size,
    });
  const conclude = async (job: KeyedJob, end: ScenarioEnd): Promise<void> => {
    if (end.end === 'unwritten') throw new InputError(end.issues);
    const { folder, name } = job.scenario;
    const team = made.get(job) ?? null;
    const why = end.end === 'planned' ? [] : reasonsOf(end);
    if (end.end === 'failed') faulty = true;
    // a plan of other settings would be taken for this one's
    if (end.end !== 'planned') await removePlan(join(out, folder));
    const sha256 = end.end === 'planned' ? (await digestOf(join(out, folder))).sha256 : null;
    await claims.get(job)?.release();
    await writeResult(out, folder, { key: job.key, sha256, team, reasons: why });
    if (sha256 !== null) finished.add(job);
    reasons.set(job, why);
    running.delete(name);
    done++;
    tell();
  };

  const ready: KeyedJob[] = [];
  const claims = new Map<KeyedJob, Claim>();
  for (const job of waiting) {
    if (hooks.signal?.aborted) break;
    try {
      if (teams.fileOf(job) !== null) made.set(job, await teams.write(job));
      ready.push(job);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      // a number of reps that was looked for when the signal came is not one that cannot be
      if (hooks.signal?.aborted) break;
      await conclude(job, { end: 'refused', issues: error.issues });
    }
  }
  try {
    // here and not in the threads: those may be ended in the middle, and the locks must not stay
    for (const job of ready) claims.set(job, await claimDirectory(join(out, job.scenario.folder)));
    await planAll(
      ready,
      job => ({ request: withTeam(job, out, made.get(job) ?? null), out: join(out, job.scenario.folder) }),
      request.threads ?? availableParallelism(),
      {
        onStart: async job => {
          running.add(job.scenario.name);
          tell();
        },
        onEnd: conclude,
      },
      hooks.signal,
    );
  } catch (error) {
    for (const claim of claims.values()) await claim.tidy().catch(() => {});
    throw error;
  } finally {
    for (const claim of claims.values()) await claim.release();
  }
  await assertSameInputs(request.jobs, ready, out);
  // threads that were ended in the middle have left what they were writing
  await tidy();

  const entries: SweepEntry[] = [];
  for (const job of jobs) {
    const { name, folder, words } = job.scenario;
    const figures = finished.has(job) ? await planFigures(join(out, folder)) : null;
    entries.push({ number: job.number, name, folder, words, figures, reasons: reasons.get(job) ?? [] });
  }
  const written = shard ? [] : await writeFrontier(out, entries, base.profile, base.lang);
  return {
    entries,
    kept,
    others: await othersIn(out, all),
    complete: done === waiting.length,
    faulty,
    written,
  };
}

/**
 * Each scenario reads the inputs anew: one that was planned with others than those it is known by is planned again.
 * @throws InputError when the inputs have changed since the sweep began
 */
async function assertSameInputs(jobs: readonly SweepJob[], made: readonly KeyedJob[], out: string) {
  const keys = new Set((await keyed(jobs)).map(({ key }) => key));
  const stale = made.filter(({ key }) => !keys.has(key));
  if (stale.length === 0) return;
  for (const { scenario } of stale) await rm(resultPath(out, scenario.folder), { force: true });
  throw new InputError([
    {
      severity: 'error',
      code: 'input-changed',
      file: '--out',
      line: null,
      column: null,
      found: `${out}: inputs that changed while the sweep went on`,
      expected: 'files that stay as they are',
      remedy: 'run the same command again when whatever writes them has ended',
    },
  ]);
}

function withTeam({ request }: KeyedJob, out: string, team: Result['team']): ScenarioRequest {
  if (!team) return request;
  return { ...request, files: { ...request.files, reps: join(out, 'teams', team.file) } };
}

export async function removePlan(dir: string): Promise<void> {
  if (await stat(join(dir, 'plan.json')).catch(() => null)) await rm(dir, { recursive: true, force: true });
}

async function othersIn(out: string, all: readonly KeyedJob[]): Promise<number> {
  const own = new Set(all.map(({ scenario: { folder } }) => `${folder}.json`));
  const names = await readdir(join(out, 'scenarios')).catch(() => []);
  return names.filter(name => !own.has(name) && !name.startsWith('.')).length;
}

export async function planFigures(dir: string): Promise<Figures> {
  return figuresOf(await readKpis(dir));
}
