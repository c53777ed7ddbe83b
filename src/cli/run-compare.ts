// What `sectorize compare` does: the comparison to standard output or a file, lists of moves to files, gates to the exit code.

import { resolve, sep } from 'node:path';
import { type Compared, comparePlans } from '../app/compare/compare.ts';
import { optionIssue } from '../app/option-issue.ts';
import type { Versus } from '../evaluate/compare/compare.ts';
import { type GateResult, gateResults } from '../evaluate/compare/gates.ts';
import type { Row } from '../evaluate/tables.ts';
import type { Configuration } from '../io/config.ts';
import { type CsvProfile, PROFILES, writeCsv } from '../io/csv.ts';
import { InputError, IssueLog } from '../io/issues.ts';
import { putWhole } from '../io/write-whole.ts';
import { comparisonJson } from '../report/compare/json.ts';
import { comparisonRows } from '../report/compare/kpi-csv.ts';
import { comparisonMarkdown } from '../report/compare/markdown.ts';
import { accountMoveRows, zoneMoveRows } from '../report/compare/move-rows.ts';
import { gateFigure, gateLimit } from '../report/compare/said.ts';
import { comparisonLines } from '../report/compare/terminal.ts';
import { COMPARE_WORDS } from '../report/compare/words.ts';
import { formatNumber, type Lang, plainText } from '../report/format.ts';
import type { CompareOptions } from './commands/compare.ts';
import { readConfiguration } from './configuration.ts';
import { EXIT } from './exit.ts';
import { languageOf } from './language.ts';
import { profileOf, sameMark } from './request.ts';
import { printLines } from './summary.ts';
import { paint } from './terminal.ts';

/** Runs a comparison; returns the exit code. */
export async function runCompare(dirs: readonly string[], options: CompareOptions): Promise<number> {
  const config = options.config ? await readConfiguration(options.config) : null;
  const lang = options.lang ?? config?.lang ?? languageOf([], process.env);
  const profile = checkOptions(dirs, options, config);
  const words = COMPARE_WORDS[lang];
  const compared = await comparePlans(dirs, words.today);
  const { comparison } = compared;
  const gates = gatesOf(compared, config);
  if (options.exitCode && !gates) throw new InputError([noGates(options)]);

  const format = options.format ?? 'table';
  if (format === 'table' && options.out === undefined) {
    printLines(comparisonLines(comparison, gates, lang), process.stdout);
  } else {
    const text = await written(compared, gates, format, lang);
    if (options.out === undefined) for (const part of text) process.stdout.write(part);
    else await putWhole(options.out, text, { option: '--out' });
  }
  const csv = async (option: string, path: string | undefined, rows: Iterable<Row>) => {
    if (path === undefined) return;
    let count = -1;
    const counted = function* () {
      for (const row of rows) {
        count++;
        yield row;
      }
    };
    await putWhole(path, writeCsv(counted(), profile), { option });
    if (!options.quiet)
      process.stderr.write(`${paint.dim(words.wrote(plainText(path), formatNumber(count, 0, lang)))}\n`);
  };
  await csv('--moves', options.moves, accountMoveRows(comparison, lang));
  await csv('--moved-zones', options.movedZones, zoneMoveRows(comparison, lang));

  const missed = options.exitCode ? (gates ?? []).filter(gate => !gate.kept) : [];
  for (const gate of missed) {
    const text = words.gateMissed(gate.name, gateFigure(gate, lang), gateLimit(gate, lang));
    process.stderr.write(`${paint.bad(plainText(text))}\n`);
  }
  return missed.length > 0 ? EXIT.promise : EXIT.done;
}

/** Of the last plan; null without limits. */
function gatesOf({ comparison }: Compared, config: Configuration | null): GateResult[] | null {
  if (!config?.gates) return null;
  const results = gateResults(config.gates, comparison.base, comparison.others.at(-1) as Versus);
  return results.length > 0 ? results : null;
}

async function written(
  { comparison, plans }: Compared,
  gates: readonly GateResult[] | null,
  format: NonNullable<CompareOptions['format']>,
  lang: Lang,
): Promise<Iterable<string>> {
  switch (format) {
    case 'table':
      return comparisonLines(comparison, gates, lang).map(({ text }) => `${text}\n`);
    case 'csv':
      // figures for scripts, in one dialect whatever the lists of moves are written in
      return writeCsv(comparisonRows(comparison), PROFILES.default);
    case 'markdown':
      return [comparisonMarkdown(comparison, gates, lang)];
    case 'json':
      return [comparisonJson(comparison, gates, lang)];
    case 'html': {
      const { comparisonPage } = await import('../app/compare/page.ts');
      return comparisonPage(comparison, plans, gates, lang);
    }
  }
}

/** @throws InputError for what cannot be written, or says nothing */
function checkOptions(
  dirs: readonly string[],
  options: CompareOptions,
  config: Configuration | null,
): CsvProfile {
  const log = new IssueLog();
  const files = [
    ['--out', options.out],
    ['--moves', options.moves],
    ['--moved-zones', options.movedZones],
  ].filter((pair): pair is [string, string] => pair[1] !== undefined);
  const taken = new Map<string, string>();
  for (const [option, file] of files) {
    const path = resolve(file);
    const inside = dirs.find(dir => path.startsWith(resolve(dir) + sep) || path === resolve(dir));
    if (inside !== undefined) {
      const remedy = 'choose a file outside the plans: they stay as they were written';
      log.add(optionIssue(option, `${file}, in the plan directory ${inside}`, 'a file beside it', remedy));
    }
    const other = taken.get(path);
    if (other !== undefined)
      log.add(optionIssue(option, `${file}, which is that of ${other} too`, 'another file', `rename one`));
    taken.set(path, option);
  }
  const asked = (['profile', 'delimiter', 'decimal', 'bom', 'raw'] as const).filter(
    name => options[name] !== undefined,
  );

  if (asked.length > 0 && options.moves === undefined && options.movedZones === undefined) {
    const remedy = 'add --moves FILE or --moved-zones FILE, or leave it out: --format csv has one dialect';
    log.add(optionIssue(`--${asked[0]}`, 'no list of moves to write', 'a list of moves', remedy));
  }
  const profile = profileOf(options, config);
  if (!profile) log.add(sameMark(options));
  if (!profile || log.hasErrors()) throw new InputError(log.issues());
  return { ...profile, raw: options.raw === true };
}

function noGates({ config }: CompareOptions) {
  const found = config === undefined ? 'no configuration' : `no limit under gates: in ${config}`;
  const remedy =
    config === undefined
      ? 'name a file with gates: --config sectorize.yaml, such as gates: {imbalance: 10%, disruption: 10%}'
      : 'add some, such as gates: {imbalance: 10%, disruption: 10%, extra_pieces: 0}';
  return optionIssue('--exit-code', found, 'gates in the configuration', remedy);
}
