// What `sectorize history` does: plans to a table, rows or JSON.

import { optionIssue } from '../app/option-issue.ts';
import { readHistory } from '../app/status/history.ts';
import { writeCsv } from '../io/csv.ts';
import { InputError } from '../io/issues.ts';
import { historyLines, historyRows } from '../report/history.ts';
import type { HistoryOptions } from './commands/history.ts';
import { EXIT } from './exit.ts';
import { languageOf } from './language.ts';
import { profileOf, sameMark } from './request.ts';
import { printLines } from './summary.ts';

/** Runs history; returns the exit code. */
export async function runHistory(folders: readonly string[], options: HistoryOptions): Promise<number> {
  const asked = (['profile', 'delimiter', 'decimal', 'bom'] as const).find(
    name => options[name] !== undefined,
  );
  if (asked && options.format !== 'csv') {
    const remedy = 'add --format csv, or leave it out';
    throw new InputError([optionIssue(`--${asked}`, `the format ${options.format}`, '--format csv', remedy)]);
  }
  const profile = profileOf(options, null);
  if (!profile) throw new InputError([sameMark(options)]);
  const { plans, problems } = await readHistory(folders);
  if (plans.length === 0) throw new InputError(problems);
  if (options.format === 'csv')
    for (const text of writeCsv(historyRows(plans), profile)) process.stdout.write(text);
  else if (options.format === 'json') process.stdout.write(`${JSON.stringify(plans, null, 2)}\n`);
  else printLines(historyLines(plans, options.lang ?? languageOf([], process.env)), process.stdout);
  // the others are listed all the same
  if (problems.length > 0) throw new InputError(problems);
  return EXIT.done;
}
