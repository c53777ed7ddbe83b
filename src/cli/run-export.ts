// What `sectorize export` does: the files, then what is in each and what the reader has to know.

import { basename, dirname, join, relative, resolve } from 'node:path';
import { exportPlan } from '../app/export/export.ts';
import type { ExportFormat } from '../app/export/format.ts';
import { optionIssue } from '../app/option-issue.ts';
import { InputError } from '../io/issues.ts';
import { EXPORT_WORDS } from '../report/export-words.ts';
import { formatNumber, plainText } from '../report/format.ts';
import type { ExportOptions } from './commands/export.ts';
import { EXIT } from './exit.ts';
import { languageOf } from './language.ts';
import { paint } from './terminal.ts';

const CRM: readonly ExportFormat[] = ['salesforce', 'dynamics', 'hubspot'];
const MAPS: readonly ExportFormat[] = ['kml', 'geojson', 'topojson'];

/** Which formats an option is for: given with another it would be ignored. */
const MEANT_FOR: readonly (readonly [keyof ExportOptions, string, readonly ExportFormat[]])[] = [
  ['full', '--full', CRM],
  ['raw', '--raw', CRM],
  ['reps', '--reps', CRM],
  ['accountId', '--account-id', CRM],
  ['externalId', '--external-id', ['salesforce', 'hubspot']],
  ['owner', '--owner', ['dynamics']],
  ['ids', '--ids', ['salesforce']],
  ['territoryModel', '--territory-model', ['salesforce']],
  ['territoryType', '--territory-type', ['salesforce']],
  ['accountAccess', '--account-access', ['salesforce']],
  ['prefix', '--prefix', ['salesforce']],
  ['zones', '--zones', MAPS],
];

/** Runs an export; returns the exit code. */
export async function runExport(format: ExportFormat, options: ExportOptions): Promise<number> {
  const strange = MEANT_FOR.filter(
    ([name, , formats]) => options[name] !== undefined && !formats.includes(format),
  );
  if (strange.length > 0) {
    throw new InputError(
      strange.map(([, option, formats]) => {
        const whole = option === '--full' ? 'leave it out: maps have everything' : 'leave it out';
        return optionIssue(option, `an export to ${format}`, `one to ${formats.join(', ')}`, whole);
      }),
    );
  }
  const lang = options.lang ?? languageOf(process.argv, process.env);
  const out = options.out ?? besides(options.plan, format);
  const { files, notes, written } = await exportPlan({
    format,
    plan: options.plan,
    out,
    lang,
    full: options.full ?? false,
    raw: options.raw ?? false,
    reps: options.reps ?? null,
    accountId: options.accountId ?? null,
    externalId: options.externalId ?? null,
    ids: options.ids ?? [],
    territoryModel: options.territoryModel ?? null,
    territoryType: options.territoryType ?? null,
    accountAccess: options.accountAccess ?? null,
    prefix: options.prefix ?? '',
    owner: options.owner ?? 'name',
    zones: options.zones ?? false,
  });
  if (options.quiet) return EXIT.done;
  const words = EXPORT_WORDS[lang];
  const say = (text: string) => process.stderr.write(`${text}\n`);
  for (const note of notes) say(`${paint.strong(words.note)} ${note}`);
  for (const { path, rows } of files)
    process.stdout.write(`${words.rows(path, formatNumber(rows, 0, lang))}\n`);
  if (files.length === 0) process.stdout.write(`${words.nothing}\n`);
  say(paint.dim(words.wrote(formatNumber(written.length, 0, lang), plainText(out))));
  return EXIT.done;
}

/** `plan` → `plan-salesforce`, beside it. */
function besides(plan: string, format: string): string {
  const path = resolve(plan);
  return relative(process.cwd(), join(dirname(path), `${basename(path)}-${format}`));
}
