// Shards of one sweep put together: the same directory as if it had been planned in one go.

import { randomBytes } from 'node:crypto';
import { copyFile, cp, mkdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '../../io/issues.ts';
import { safeNames } from '../../io/safe-name.ts';
import type { SweepEntry } from '../../report/sweep-frontier.ts';
import { FRONTIER_FILES, writeFrontier } from './frontier.ts';
import {
  assertSweepDirectory,
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
import { planFigures } from './sweep.ts';

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
  await assertSweepDirectory(out);
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
  await clearLeftovers(out, [
    ...found.flatMap(({ scenario: { folder } }) => [folder, `${folder}.json`]),
    ...found.flatMap(({ result }) => result.team?.file ?? []),
    ...['sweep.json', ...FRONTIER_FILES],
  ]);
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

function isName(file: string): boolean {
  return safeNames([file])[0] === file;
}

/** What a scenario came to comes last, as when it is planned. */
async function take(dir: string, out: string, folder: string, result: Result): Promise<void> {
  await rm(resultPath(out, folder), { force: true });
  if (result.team) {
    await mkdir(join(out, 'teams'), { recursive: true });
    await copyFile(join(dir, 'teams', result.team.file), join(out, 'teams', result.team.file));
  }
  const target = join(out, folder);
  const fresh = join(out, `.${folder}.new-${randomBytes(6).toString('hex')}`);
  if (result.sha256 !== null) await cp(join(dir, folder), fresh, { recursive: true });
  await rm(target, { recursive: true, force: true });
  if (result.sha256 !== null) await rename(fresh, target);
  await writeWhole(resultPath(out, folder), await readFile(resultPath(dir, folder)));
}
