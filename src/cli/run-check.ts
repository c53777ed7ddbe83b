// What `sectorize check` does: every finding on stderr, rejected rows to a file, the counts at the end.

import { type CheckOutcome, checkInputs, KEPT } from '../app/check.ts';
import { checkLayers } from '../app/layers/check.ts';
import { rejectRows } from '../app/rejects-table.ts';
import { writeCsv } from '../io/csv.ts';
import { formatIssue, jsonLine } from '../io/issues.ts';
import { putWhole } from '../io/write-whole.ts';
import { FINDINGS_FR } from '../report/finding-words.ts';
import { formatNumber, plainText } from '../report/format.ts';
import { RUN_WORDS } from '../report/run-words.ts';
import type { CheckOptions } from './commands/check.ts';
import { EXIT } from './exit.ts';
import { defaultLine, worstLast } from './findings.ts';
import { resolveInputs } from './request.ts';
import { paint } from './terminal.ts';

/** Runs a check; returns the exit code. */
export async function runCheck(options: CheckOptions): Promise<number> {
  const resolved = await resolveInputs(options, { needPlan: false });
  const { files, map, settings, lang, profile } = resolved;
  const outcome =
    resolved.layers.length > 0 ? await checkLayers(resolved, KEPT) : await checkInputs(files, map, settings);
  const { log, rejects } = outcome.records;
  const say = (text: string) => process.stderr.write(`${text}\n`);
  const event = (name: string, data: object) => say(jsonLine({ event: name, ...data }));
  const number = (value: number) => formatNumber(value, 0, lang);
  const words = RUN_WORDS[lang];

  const kept = new Map<string, number>();
  for (const issue of worstLast(log.issues().map(resolved.locate))) {
    kept.set(issue.code, (kept.get(issue.code) ?? 0) + 1);
    if (options.json) event('finding', issue);
    else say(paint.issue(issue, formatIssue(issue)));
  }
  for (const [code, total] of log.counts()) {
    const more = total - (kept.get(code) ?? 0);
    if (more === 0) continue;
    if (options.json) event('more', { code, count: more });
    else say(paint.dim(words.more(number(more), code)));
  }
  // findings speak English; a French reader gets what each kind means, once
  if (lang === 'fr' && !options.json) {
    const known = [...kept.keys()].filter(code => Object.hasOwn(FINDINGS_FR, code)).sort();
    if (known.length > 0) say('en français :');
    for (const code of known) say(`  ${code} : ${FINDINGS_FR[code]}`);
  }
  for (const used of outcome.defaults) {
    if (options.json) event('default', used);
    else say(defaultLine(used, lang));
  }
  await putWhole(options.rejects, writeCsv(rejectRows(rejects), profile), { option: '--rejects' });

  const errors = log.count('error');
  const summary = countRows(outcome);
  if (options.json) {
    const { plannable } = outcome;
    const [warnings, repairs] = [log.count('warning'), log.count('repair')];
    event('result', { errors, warnings, repairs, plannable, inputs: summary });
    return errors > 0 ? EXIT.input : EXIT.done;
  }
  for (const { role, file, rows, accepted, rejected } of summary) {
    // a zone may have several rows, and a rep is never set aside
    say(
      words.counted(
        role,
        words.roles[role],
        plainText(file),
        number(rows),
        number(accepted),
        number(rejected),
      ),
    );
  }
  const counted = (['error', 'warning', 'repair'] as const)
    .map(severity => words.severities[severity](number(log.count(severity))))
    .join(', ');
  const verdict = errors > 0 ? words.stops : outcome.plannable ? words.ready : words.noError;
  const where =
    rejects.count() === 0
      ? words.noRejects
      : words.rejects(number(rejects.count()), plainText(options.rejects));
  const [colon, semicolon] = lang === 'fr' ? ['\u00a0: ', '\u00a0; '] : [': ', '; '];
  say(`${(errors > 0 ? paint.bad : paint.good)(verdict)}${colon}${counted}${semicolon}${where}`);
  return errors > 0 ? EXIT.input : EXIT.done;
}

/** Rows of each input: reps and managers are never rejected, but those with an error cannot be used as they are. */
function countRows({ records, inputs }: CheckOutcome) {
  const linesWithError = (read: { readonly file: string } | null) => {
    const lines = new Set<number>();
    for (const { severity, file, line } of records.log.issues())
      if (severity === 'error' && file === read?.file && line !== null) lines.add(line);
    return lines.size;
  };
  return inputs.map(({ role, file, rows, accepted, rejected }) => {
    if (role !== 'reps' && role !== 'managers') return { role, file, rows, accepted, rejected };
    const faulty = linesWithError(records[role]);
    return { role, file, rows, accepted: rows - faulty, rejected: faulty };
  });
}
