// What `sectorize sweep` and `sectorize merge` do: scenarios from wherever they are written, planned or put together, a table
// on screen.

import { usualMeasures } from '../app/measures.ts';
import { optionIssue } from '../app/option-issue.ts';
import { readRecords, readSettings } from '../app/read.ts';
import type { SweepJob } from '../app/sweep/job.ts';
import { mergeSweeps } from '../app/sweep/merge.ts';
import { runSweep, type SweepProgress } from '../app/sweep/sweep.ts';
import type { SweepFound } from '../io/config-sweep.ts';
import { InputError, IssueLog } from '../io/issues.ts';
import { type NamedScenario, readScenarios, readVaried, scenariosOf } from '../io/sweep-scenarios.ts';
import { unbalanced } from '../model/scenario.ts';
import type { MeasureSetting } from '../model/settings.ts';
import { plainText } from '../report/format.ts';
import { RUN_WORDS } from '../report/run-words.ts';
import type { MergeOptions } from './commands/merge.ts';
import type { SweepOptions } from './commands/sweep.ts';
import { readConfiguration } from './configuration.ts';
import { EXIT } from './exit.ts';
import { type Resolved, resolveRequest } from './request.ts';
import { printReasons, printTable } from './sweep-table.ts';
import { paint, progressLine } from './terminal.ts';

type Base = Pick<Resolved, 'settings' | 'files' | 'map'>;

/** Runs a sweep; returns the exit code. */
export async function runSweepCommand(options: SweepOptions): Promise<number> {
  const { found, file } = await scenariosFrom(options);
  const scenarios = scenariosOf(found, file);
  const { request: base } = await resolveRequest({ ...options, out: options.out });
  const piped = Object.entries(base.files).find(([, path]) => path === '-');
  if (piped) throw new InputError([readOften(`--${piped[0]}`)]);
  const jobs = await jobsOf(scenarios, options, base, file);

  const say = (text: string) => process.stderr.write(text);
  const words = RUN_WORDS[base.lang];
  const progress = progressLine(options.quiet === true);
  const stop = new AbortController();
  const onInterrupt = () => {
    progress.stop();
    if (stop.signal.aborted) process.exit(EXIT.interrupted);
    stop.abort();
    say('interrupted: what is done is kept, the same command goes on from there\n');
  };
  process.on('SIGINT', onInterrupt);
  // of several changes at once the line shows the first, and the next may be minutes away
  let shown = '';
  const timer = setInterval(() => shown !== '' && !stop.signal.aborted && progress.update(shown), 250);
  try {
    const { entries, kept, others, complete, faulty, written } = await runSweep(
      {
        jobs,
        base,
        out: options.out,
        shard: options.shard ?? null,
        ...(options.threads === undefined ? {} : { threads: options.threads }),
      },
      {
        signal: stop.signal,
        onKept: (count, all) => {
          if (count > 0 && !options.quiet) say(`${paint.dim(words.sweepKept(String(count), String(all)))}\n`);
        },
        onProgress: state => {
          shown = progressText(state);
          progress.update(shown);
        },
      },
    );
    clearInterval(timer);
    progress.stop();
    const all = entries.length;
    if (!options.quiet && entries.some(({ figures }) => figures)) printTable(entries, base.lang);
    printReasons(entries);
    if (!options.quiet) {
      const planned = entries.filter(({ figures }) => figures).length;
      const files = written.length > 0 ? `, ${written.join(', ')}` : '';
      const [some, whole, before] = [planned, all, kept].map(String) as [string, string, string];
      say(`${paint.dim(words.sweepWrote(some, whole, before, files, plainText(options.out)))}\n`);
    }
    if (others > 0 && !options.quiet)
      say(`${paint.dim(words.sweepOthers(String(others), plainText(options.out)))}\n`);
    if (!complete) return EXIT.interrupted;
    if (faulty) return EXIT.internal;
    return entries.length > 0 && entries.every(({ figures }) => !figures) ? EXIT.input : EXIT.done;
  } finally {
    clearInterval(timer);
    progress.stop();
    process.off('SIGINT', onInterrupt);
  }
}

/** Puts shards together; returns the exit code. */
export async function runMerge(dirs: readonly string[], options: MergeOptions): Promise<number> {
  const { entries, written, lang } = await mergeSweeps(dirs, options.out);
  const planned = entries.filter(({ figures }) => figures).length;
  if (!options.quiet && planned > 0) printTable(entries, lang);
  printReasons(entries);
  if (!options.quiet)
    process.stderr.write(
      `${paint.dim(RUN_WORDS[lang].sweepWrote(String(planned), String(entries.length), null, `, ${written.join(', ')}`, plainText(options.out)))}\n`,
    );
  return planned > 0 ? EXIT.done : EXIT.input;
}

/** --vary and --scenarios, or else what the configuration says. */
async function scenariosFrom({
  vary,
  scenarios,
  config,
}: SweepOptions): Promise<{ found: SweepFound; file: string }> {
  if (config === '-' || scenarios === '-')
    throw new InputError([readOften(config === '-' ? '--config' : '--scenarios')]);
  const axes = readVaried(vary ?? []);
  if (scenarios !== undefined) {
    const found = await readScenarios(scenarios);
    if (found.axes.length > 0 && axes.length > 0) {
      const remedy = 'leave --vary out, or grid: in the file';
      throw new InputError([
        optionIssue('--vary', `a grid, and another in ${scenarios}`, 'one grid', remedy),
      ]);
    }
    return { found: { ...found, axes: [...found.axes, ...axes] }, file: scenarios };
  }
  if (axes.length > 0) return { found: { scenarios: [], axes }, file: '--vary' };
  const found = config === undefined ? null : (await readConfiguration(config)).sweep;
  return { found: found ?? { scenarios: [], axes: [] }, file: config ?? '--vary' };
}

async function jobsOf(
  scenarios: readonly NamedScenario[],
  options: SweepOptions,
  base: Base,
  file: string,
): Promise<SweepJob[]> {
  const usual = scenarios.some(({ tolerance }) => tolerance) ? await balancedMeasures(base) : [];
  const jobs: SweepJob[] = [];
  const log = new IssueLog();
  for (const scenario of scenarios) {
    const resolved = await resolveRequest({ ...options, out: options.out }, { change: scenario, usual });
    // a function cannot go to another thread
    const { locate: _, ...request } = resolved.request;
    const balanced = [request.settings, ...request.layers].flatMap(({ measures }) => measures ?? []);
    for (const name of unbalanced(scenario, balanced)) {
      const known = [...new Set(balanced.map(measure => measure.name))].join(', ');
      const remedy = `name it among the measures: --measure ${name}`;
      log.add(
        optionIssue(file, `a tolerance of ${name} (scenario ${scenario.name})`, `one of ${known}`, remedy),
      );
    }
    const reps = scenario.team?.reps ?? request.files.reps;
    jobs.push({ scenario, request: { ...request, files: { ...request.files, reps } } });
  }
  if (log.hasErrors()) throw new InputError(log.issues());
  return jobs;
}

/** What a plan balances that names nothing: it depends on the columns there are. */
async function balancedMeasures({ settings, files, map }: Base): Promise<readonly MeasureSetting[]> {
  if (settings.measures.length > 0) return settings.measures;
  const { accounts, zones, log } = await readRecords(files, readSettings(settings, map));
  if (!zones || log.hasErrors()) throw new InputError(log.issues());
  return usualMeasures(accounts, zones, settings).measures;
}

function readOften(option: string) {
  return optionIssue(
    option,
    'standard input, which can be read once',
    'a file: every scenario reads it',
    'write it to a file first',
  );
}

function progressText({ done, running, left }: SweepProgress): string {
  const names = running.map(plainText).join(', ');
  return `${done} done, ${running.length} running, ${left} left${names === '' ? '' : `: ${names}`}`;
}
