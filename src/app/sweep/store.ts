// The directory of a sweep: what was asked (sweep.json), what came of each scenario (scenarios/), the teams that it made
// (teams/), and a plan directory for each scenario. Every file takes its place by renaming, and what a scenario came to is
// written after its plan is in place: whatever stops a sweep, nothing half written is taken for a result.

import { mkdir, readdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Reader } from '../../evaluate/json-reader.ts';
import { type Claim, claimPlace, settle } from '../../io/claim.ts';
import type { CsvProfile } from '../../io/csv.ts';
import { InputError } from '../../io/issues.ts';
import { safeNames } from '../../io/safe-name.ts';
import { writeFault } from '../../io/system-fault.ts';
import { putWhole } from '../../io/write-whole.ts';
import type { Lang } from '../../report/format.ts';
import { VERSION } from '../../version.ts';
import { digestOf, hashOfFile, type KeyedJob } from './job.ts';

export const SWEEP_SCHEMA = 'sectorize-sweep/1';

/** What is listed of a scenario in sweep.json. */
export interface ListedScenario {
  readonly number: number;
  readonly name: string;
  readonly folder: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly key: string;
}

/** What a scenario came to. */
export interface Result {
  readonly key: string;
  /** of the plan directory; null for a scenario that failed */
  readonly sha256: string | null;
  /** the reps file that the sweep made for it, and its hash; null for none */
  readonly team: { readonly file: string; readonly sha256: string } | null;
  /** why there is no plan; [] for one that was made */
  readonly reasons: readonly string[];
}

/** How the files of the frontier are written: shards together must write them as one run would. */
export interface Written {
  readonly profile: CsvProfile;
  readonly lang: Lang;
}

export function sweepText(jobs: readonly KeyedJob[], { profile, lang }: Written): string {
  const scenarios = jobs.map(
    ({ number, key, scenario: { name, folder, words } }): ListedScenario => ({
      number,
      name,
      folder,
      settings: Object.assign(Object.create(null), Object.fromEntries(words)),
      key,
    }),
  );
  return `${JSON.stringify({ schema: SWEEP_SCHEMA, version: VERSION, lang, profile, scenarios }, null, 1)}\n`;
}

export interface ReadSweep extends Written {
  readonly text: string;
  readonly scenarios: readonly ListedScenario[];
}

/** @throws InputError when `dir` holds no sweep of this version */
export async function readSweep(dir: string): Promise<ReadSweep> {
  try {
    const text = await readFile(join(dir, 'sweep.json'), 'utf8');
    const root = Reader.parse(text, 'sweep.json');
    if (root.get('schema').text() === SWEEP_SCHEMA && root.get('version').text() === VERSION) {
      const scenarios = root.get('scenarios').list(listedScenario);
      return {
        text,
        lang: root.get('lang').oneOf(['fr', 'en']),
        profile: profileOf(root.get('profile')),
        scenarios,
      };
    }
  } catch {
    // said below
  }
  throw new InputError([
    finding('not-a-sweep', dir, 'no sweep.json of this version', 'a directory that `sectorize sweep` wrote'),
  ]);
}

function listedScenario(value: Reader): ListedScenario {
  const folder = value.get('folder').text();
  if (safeNames([folder])[0] !== folder) value.get('folder').fail('the name of a folder');
  return {
    number: value.get('number').number(),
    name: value.get('name').text(),
    folder,
    settings: value.get('settings').records(setting => setting.text()),
    key: value.get('key').text(),
  };
}

function profileOf(value: Reader): CsvProfile {
  return {
    delimiter: value.get('delimiter').oneOf([',', ';']),
    decimal: value.get('decimal').oneOf(['.', ',']),
    bom: value.get('bom').flag(),
    newline: value.get('newline').oneOf(['\n', '\r\n']),
    keepMarks: value.get('keepMarks').flag(),
    raw: value.get('raw').flag(),
  };
}

/** @throws InputError when `out` is something other than a sweep's directory, an empty one, or nothing yet */
export async function assertSweepDirectory(out: string): Promise<void> {
  const info = await stat(out).catch(() => null);
  if (!info) return;
  if (!info.isDirectory()) throw refusal(`${out}: a file of that name`);
  const entries = await readdir(out);
  const own = entries.filter(
    name => !/^\.(sweep\.json\.|\.sweep\.json\.lock\.)(tmp-[0-9a-f]{12}|lock)$/.test(name),
  );
  if (own.length > 0 && !own.includes('sweep.json'))
    throw refusal(
      `${out}: a directory with other files (${own.sort().slice(0, 3).join(', ')}) and no sweep.json`,
    );
}

function refusal(found: string): InputError {
  return new InputError([
    finding(
      'out-not-a-sweep',
      '--out',
      found,
      'a directory of an earlier sweep, an empty one, or nothing yet',
    ),
  ]);
}

export function finding(code: string, file: string, found: string, expected: string) {
  const remedy = 'choose another directory';
  return { severity: 'error' as const, code, file, line: null, column: null, found, expected, remedy };
}

/**
 * The directory for this run alone, and what a killed one has left in it put in order.
 * @throws InputError when it is something else, or another run has it
 */
export async function claimSweep(out: string): Promise<Claim> {
  await assertSweepDirectory(out);
  const target = await realpath(out).catch(() => resolve(out));
  try {
    return await claimPlace(target, { option: '--out', name: out, mark: null });
  } catch (error) {
    throw writeFault(error, '--out', out) ?? error;
  }
}

/** The whole file, or the old one. */
export async function writeWhole(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await putWhole(path, content);
}

export const FRONTIER_FILES = ['frontier.csv', 'frontier.json', 'frontier.svg', 'frontier.html'];

/**
 * Puts in order what a killed run has left of a sweep's files and plans. Only for who has claimed the directory.
 * @param folders of its scenarios
 * @param teams files that it has made of teams
 */
export async function clearLeftovers(
  out: string,
  folders: readonly string[],
  teams: readonly string[],
): Promise<void> {
  const hidden = await hiddenIn([out, join(out, 'scenarios'), join(out, 'teams')]);
  // nearly always there is nothing, and of hundreds of scenarios none has to be looked for
  if (hidden === 0) return;
  for (const folder of folders) {
    await settle(join(out, folder), 'plan.json');
    await settle(resultPath(out, folder), null);
  }
  for (const file of teams) await settle(join(out, 'teams', file), null);
  for (const file of ['sweep.json', ...FRONTIER_FILES]) await settle(join(out, file), null);
}

async function hiddenIn(dirs: readonly string[]): Promise<number> {
  let count = 0;
  for (const dir of dirs) {
    const names = await readdir(dir).catch(() => []);
    count += names.filter(name => name.startsWith('.')).length;
  }
  return count;
}

export function resultPath(out: string, folder: string): string {
  return join(out, 'scenarios', `${folder}.json`);
}

/** null where there is none, or none that this program wrote: the scenario has to be planned then */
export async function readResult(out: string, folder: string): Promise<Result | null> {
  try {
    const root = Reader.parse(await readFile(resultPath(out, folder), 'utf8'), folder);
    const [sha256, team] = [root.get('sha256'), root.get('team')];
    return {
      key: root.get('key').text(),
      sha256: sha256.isNull() ? null : sha256.text(),
      team: team.isNull() ? null : { file: team.get('file').text(), sha256: team.get('sha256').text() },
      reasons: root.get('reasons').list(reason => reason.text()),
    };
  } catch {
    return null;
  }
}

export async function writeResult(out: string, folder: string, result: Result): Promise<void> {
  await writeWhole(resultPath(out, folder), `${JSON.stringify(result, null, 1)}\n`);
}

/** Whether a plan of this key is there, whole and as it was written. */
export async function isFinished(out: string, folder: string, key: string): Promise<boolean> {
  const result = await readResult(out, folder);
  if (result?.key !== key || result.sha256 === null) return false;
  try {
    if (result.team && (await hashOfFile(join(out, 'teams', result.team.file))) !== result.team.sha256)
      return false;
    return (await digestOf(join(out, folder))).sha256 === result.sha256;
  } catch {
    return false;
  }
}
