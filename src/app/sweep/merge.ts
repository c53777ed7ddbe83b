// Shards of one sweep put together: the same directory as if it had been planned in one go.

import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../io/issues.ts';
import { type PlanFile, writePlanDirectory } from '../../io/plan-directory.ts';
import { safeNames } from '../../io/safe-name.ts';
import type { SweepEntry } from '../../report/sweep-frontier.ts';
import { writeFrontier } from './frontier.ts';
import { filesIn } from './job.ts';
import {
  claimSweep,
  clearLeftovers,
  finding,
  isFinished,
  type ListedScenario,
  type ReadSweep,
  type Result,
  readResult,
  readSweep,
  resultPath,
  writeWhole,
} from './store.ts';
import { planFigures, removePlan } from './sweep.ts';

export interface MergeOutcome extends Pick<ReadSweep, 'lang'> {
  readonly entries: readonly SweepEntry[];
  readonly written: readonly string[];
}

interface Found {
  readonly scenario: ListedScenario;
  readonly dir: string;
  readonly result: Result;
}

/**
 * @throws InputError when a directory is no sweep, they are of different sweeps, or a scenario is in none of them
 */
export async function mergeSweeps(dirs: readonly string[], out: string): Promise<MergeOutcome> {
  const claim = await claimSweep(out);
  try {
    return await mergeClaimed(dirs, out);
  } finally {
    await claim.release();
  }
}

async function mergeClaimed(dirs: readonly string[], out: string): Promise<MergeOutcome> {
  const sweeps: { dir: string; sweep: ReadSweep }[] = [];
  for (const dir of dirs) sweeps.push({ dir, sweep: await readSweep(dir) });
  const { sweep } = sweeps[0] as { sweep: ReadSweep };
  const others = sweeps.filter(other => other.sweep.text !== sweep.text);
  if (others.length > 0)
    throw new InputError(
      others.map(({ dir }) =>
        finding('other-sweep', dir, 'other scenarios, settings or inputs', `those of ${dirs[0]}`),
      ),
    );
  const found: Found[] = [];
  const missing: ListedScenario[] = [];
  for (const scenario of sweep.scenarios) {
    const place = await placeOf(scenario, dirs);
    if (place) found.push(place);
    else missing.push(scenario);
  }
  if (missing.length > 0) {
    const names = missing.slice(0, 5).map(({ name }) => name);
    const more = missing.length > names.length ? ` and ${missing.length - names.length} more` : '';
    const lack = `no finished plan of ${names.join(', ')}${more}`;
    throw new InputError([
      finding('missing-scenarios', dirs.join(', '), lack, 'every scenario in one of the directories'),
    ]);
  }
  await writeWhole(join(out, 'sweep.json'), sweep.text);
  await clearLeftovers(
    out,
    found.map(({ scenario: { folder } }) => folder),
    found.flatMap(({ result }) => result.team?.file ?? []),
  );
  const entries: SweepEntry[] = [];
  for (const { scenario, dir, result } of found) {
    const { number, name, folder, settings } = scenario;
    await take(dir, out, folder, result);
    const figures = result.sha256 === null ? null : await planFigures(join(out, folder));
    entries.push({ number, name, folder, words: Object.entries(settings), figures, reasons: result.reasons });
  }
  const written = await writeFrontier(out, entries, sweep.profile, sweep.lang);
  return { entries, written, lang: sweep.lang };
}

/** The first directory that has a plan of it, else the first that says why there is none. */
async function placeOf(scenario: ListedScenario, dirs: readonly string[]): Promise<Found | null> {
  const { folder, key } = scenario;
  let failed: Found | null = null;
  for (const dir of dirs) {
    const result = await readResult(dir, folder);
    if (result?.key !== key || (result.team && !isName(result.team.file))) continue;
    if (await isFinished(dir, folder, key)) return { scenario, dir, result };
    if (result.sha256 === null) failed ??= { scenario, dir, result };
  }
  return failed;
}

async function* copies(dir: string): AsyncGenerator<PlanFile> {
  for (const path of await filesIn(dir)) yield { path, content: createReadStream(join(dir, path)) };
}

function isName(file: string): boolean {
  return safeNames([file])[0] === file;
}

/** What a scenario came to comes last, as when it is planned. */
async function take(dir: string, out: string, folder: string, result: Result): Promise<void> {
  if (result.team) {
    const team = join('teams', result.team.file);
    await writeWhole(join(out, team), await readFile(join(dir, team)));
  }
  const target = join(out, folder);
  if (result.sha256 === null) await removePlan(target);
  else await writePlanDirectory(target, copies(join(dir, folder)));
  await writeWhole(resultPath(out, folder), await readFile(resultPath(dir, folder)));
}
