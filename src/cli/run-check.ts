// What `sectorize check` does: every finding on stderr, rejected rows to a file, the counts at the end.

import { writeFile } from 'node:fs/promises';
import { checkInputs } from '../app/check.ts';
import { rejectRows } from '../app/rejects-table.ts';
import { PROFILES, writeCsv } from '../io/csv.ts';
import { formatIssue } from '../io/issues.ts';
import { formatNumber } from '../report/format.ts';
import type { CheckOptions } from './commands/check.ts';
import { EXIT } from './exit.ts';
import { defaultLine } from './findings.ts';
import { resolveInputs } from './request.ts';
import { paint } from './terminal.ts';

/** Runs a check; returns the exit code. */
export async function runCheck(options: CheckOptions): Promise<number> {
  const { files, map, settings, lang, profile } = await resolveInputs(options, { needPlan: false });
  const { records, inputs, defaults, plannable } = await checkInputs(files, map, settings);
  const { log, rejects } = records;
  const say = (text: string) => process.stderr.write(`${text}\n`);

  for (const issue of log.issues()) {
    if (options.json) say(JSON.stringify({ event: 'finding', ...issue }));
    else say(paint.issue(issue, formatIssue(issue)));
  }
  for (const [code, total] of log.counts()) {
    const shown = log.issues().filter(issue => issue.code === code).length;
    if (total > shown && !options.json)
      say(paint.dim(`… and ${formatNumber(total - shown, 0, lang)} more of ${code}`));
  }
  for (const used of defaults) {
    if (options.json) say(JSON.stringify({ event: 'default', ...used }));
    else say(defaultLine(used, lang));
  }
  await writeFile(options.rejects, writeCsv(rejectRows(rejects), PROFILES[profile]));

  const errors = log.count('error');
  const plural = (count: number, word: string) =>
    `${formatNumber(count, 0, lang)} ${word}${count === 1 ? '' : 's'}`;
  const summary = inputs.map(({ role, file, rows, accepted, rejected }) => ({
    role,
    file,
    rows,
    accepted,
    rejected,
  }));
  if (options.json) {
    say(
      JSON.stringify({ event: 'result', errors, warnings: log.count('warning'), plannable, inputs: summary }),
    );
  } else {
    for (const { role, file, rows, accepted, rejected } of summary) {
      say(
        `${role.padEnd(8)} ${file}: ${plural(rows, 'row')} = ${formatNumber(accepted, 0, lang)} usable + ${formatNumber(rejected, 0, lang)} rejected`,
      );
    }
    const counted = [
      plural(errors, 'error'),
      plural(log.count('warning'), 'warning'),
      plural(log.count('repair'), 'repair'),
    ].join(', ');
    const verdict = errors > 0 ? 'a plan would stop here' : plannable ? 'ready to plan' : 'no error found';
    say(
      `${(errors > 0 ? paint.bad : paint.good)(verdict)}: ${counted}; rejected rows are in ${options.rejects}`,
    );
  }
  return errors > 0 ? EXIT.input : EXIT.done;
}
