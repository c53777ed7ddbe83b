// What `sectorize plan --anonymize` does in the place of planning: the bundle as a folder, all or nothing, or as one archive,
// and beside it the file that says who is who.

import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { type Bundle, makeBundle } from '../app/anonymize/bundle.ts';
import { optionIssue } from '../app/option-issue.ts';
import { PROFILES } from '../io/csv.ts';
import { writeCsv } from '../io/csv-write.ts';
import { InputError } from '../io/issues.ts';
import {
  claimDirectory,
  type DirectoryKind,
  type PlanFile,
  writePlanDirectory,
} from '../io/plan-directory.ts';
import { putWhole } from '../io/write-whole.ts';
import { BUNDLE_WORDS, type BundleFacts } from '../report/anonymize-words.ts';
import { formatShare } from '../report/format.ts';
import { VERSION } from '../version.ts';
import type { PlanOptions } from './commands/plan.ts';
import { EXIT } from './exit.ts';
import { located, resolveInputs } from './request.ts';
import { paint } from './terminal.ts';
import { andThen, writeArchive } from './write-archive.ts';

const KIND: DirectoryKind = {
  mark: 'bug-report.json',
  name: 'bug report',
  refusal: 'out-not-a-bug-report',
  option: '--anonymize',
};
const SECRET_BYTES = 32;
/** for its owner's eyes */
const OWNER_ONLY = 0o600;

/** Writes a bundle; returns the exit code. */
export async function runAnonymize(path: string, options: PlanOptions): Promise<number> {
  const resolved = await resolveInputs(options, { needPlan: true });
  refuseTours(options);
  const archive = /\.zip$/i.test(path);
  const claim = archive ? null : await claimDirectory(path, KIND);
  const key = `${resolve(path)}.key.csv`;
  try {
    // not of the inputs: who has the same inputs could make the names again
    const bundle = await makeBundle(resolved, randomBytes(SECRET_BYTES));
    const facts = factsOf(bundle, options, resolved.lang);
    const words = BUNDLE_WORDS[resolved.lang];
    const files: PlanFile[] = [
      ...bundle.files,
      { path: 'findings.csv', content: [...writeCsv(findingRows(bundle), PROFILES.default)] },
      { path: KIND.mark, content: [reportJson(bundle, facts)] },
      { path: 'README.txt', content: [words.readme(facts)] },
    ];
    // a key without its bundle does no harm, a bundle without its key is of no use to who made it; and when the disk is full
    // before the bundle is written, the old bundle still needs the old key
    const putKey = () =>
      putWhole(key, writeCsv(keyRows(bundle), PROFILES.default), {
        option: '--anonymize',
        mode: OWNER_ONLY,
      });
    if (claim) await writePlanDirectory(path, andThen(files, putKey), KIND, claim);
    else await writeArchive(path, files, '--anonymize', putKey);
    tell(bundle, files.length, path, key, resolved.lang, options);
    return EXIT.done;
  } catch (error) {
    throw located(error, resolved);
  } finally {
    await claim?.release();
  }
}

/** What a bundle cannot hold: half of it would be another problem. */
function refuseTours({ calibrate }: PlanOptions): void {
  if (!calibrate) return;
  throw new InputError([
    optionIssue(
      '--anonymize',
      '--calibrate, which plans tours',
      'a plan without tours',
      'leave --calibrate out, and set the visits_per_tour and local_factor that it found',
    ),
  ]);
}

function factsOf(
  { counts, rejected, money, jitterMetres, still, same, files, before }: Bundle,
  options: PlanOptions,
  lang: 'en' | 'fr',
): BundleFacts {
  const percent = (share: number) => formatShare(share, lang, 3);
  return {
    version: VERSION,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    command: commandOf(options),
    ...counts,
    rejected,
    jitterMetres,
    still,
    scaled: money !== 1,
    roads: files.some(file => file.path === 'roads.csv'),
    before,
    shaped: files.some(file => file.path === 'zones.geojson'),
    same: same && { differs: same.differs, cheapest: percent(same.cheapest), worst: percent(same.worst) },
  };
}

/** What is not in the configuration, and may have to do with it. */
function commandOf(options: PlanOptions): string {
  const { timeLimit, stdout, profile, png, lang, writeLp, delimiter, decimal } = options;
  const words = [
    ...(options.replan === false ? ['--no-replan'] : []),
    ...(options.diagnosis === false ? ['--no-diagnosis'] : []),
    ...(timeLimit === undefined ? [] : ['--time-limit', String(timeLimit)]),
    ...(stdout === undefined ? [] : ['--stdout', stdout]),
    ...(options.xlsx ? ['--xlsx'] : []),
    ...(png === undefined ? [] : ['--png', ...(png === true ? [] : [String(png)])]),
    ...(options.raw ? ['--raw'] : []),
    ...(profile === undefined ? [] : ['--profile', profile]),
    ...(delimiter === undefined ? [] : ['--delimiter', JSON.stringify(delimiter)]),
    ...(decimal === undefined ? [] : ['--decimal', decimal === ',' ? 'comma' : 'point']),
    ...(options.bom === undefined ? [] : [options.bom ? '--bom' : '--no-bom']),
    ...(writeLp === undefined ? [] : ['--write-lp', 'model.mps']),
    ...(lang === undefined ? [] : ['--lang', lang]),
  ];
  return ['sectorize plan --config sectorize.yaml', ...words].join(' ');
}

function* keyRows({ key }: Bundle): Generator<(string | number)[]> {
  yield ['kind', 'original', 'name'];
  for (const row of key) yield [...row];
}

function* findingRows({ findings }: Bundle): Generator<(string | number | null)[]> {
  yield ['severity', 'code', 'input', 'line'];
  for (const row of findings) yield [...row];
}

function reportJson(
  { counts, before, rejected, jitterMetres, still, same }: Bundle,
  facts: BundleFacts,
): string {
  const { version, node, platform, command } = facts;
  const report = {
    schema: 'sectorize-bug-report/1',
    ...{ version, node, platform, command },
    ...{ counts, revises: before.length, rejected, jitter_metres: jitterMetres, accounts_not_moved: still },
    same: same && { differs: same.differs, cheapest: same.cheapest, worst: same.worst },
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}

function tell(
  { same, jitterMetres, still }: Bundle,
  files: number,
  path: string,
  key: string,
  lang: 'en' | 'fr',
  { quiet, json }: PlanOptions,
): void {
  const say = (text: string) => process.stderr.write(`${text}\n`);
  if (json) {
    say(JSON.stringify({ event: 'result', anonymized: path, key, files, same, jitter_metres: jitterMetres }));
    return;
  }
  if (quiet) return;
  const words = BUNDLE_WORDS[lang];
  if (same === null) say(words.notCompared);
  else if (same.differs.length > 0) say(paint.bad(words.differs(same.differs.join('; '))));
  else say(words.same(jitterMetres));
  if (still > 0) say(paint.bad(words.still(still)));
  say(paint.dim(words.wrote(files, path)));
  say(paint.strong(words.key(key)));
}
