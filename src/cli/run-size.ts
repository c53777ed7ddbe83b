// What `sectorize size` does: plans with more and fewer reps, a table and a curve for people, a CSV for machines.

import { join, parse, resolve } from 'node:path';
import { budgetOfNamed } from '../app/budget-issues.ts';
import { optionIssue } from '../app/option-issue.ts';
import { sizeTeam } from '../app/size/size.ts';
import { writeCsv } from '../io/csv.ts';
import { formatIssue, InputError } from '../io/issues.ts';
import { putWhole } from '../io/write-whole.ts';
import type { Issue } from '../model/records.ts';
import type { SizeRow } from '../model/size.ts';
import { drawFigure } from '../report/chart/draw.ts';
import { plainText } from '../report/format.ts';
import { sizeFigure } from '../report/size-chart.ts';
import { sizeSentences, sizeTable } from '../report/size-words.ts';
import { padEnd, padStart, shorten, width } from '../report/summary.ts';
import type { SizeOptions } from './commands/size.ts';
import { EXIT } from './exit.ts';
import { printFindings } from './findings.ts';
import { located, resolveInputs } from './request.ts';
import { paint, progressLine } from './terminal.ts';

const WIDTH = 100;
/** the column of the change, and the least it takes */
const CHANGE = 1;
const SHORTEST = 12;

/** Runs size; returns the exit code. */
export async function runSize(options: SizeOptions): Promise<number> {
  // its --from is a number of reps; how many are needed is asked afresh, whatever plan is in force
  const inputs = { ...options, from: [], effort: options.effort ?? 'fast' } as const;
  const resolved = await resolveInputs(inputs, { needPlan: true });
  if (resolved.settings.groups !== 'free')
    throw new InputError([groupsElsewhere(resolved.config ?? '--config')]);
  if (resolved.settings.hierarchy) throw new InputError([sectorsOnly(resolved.config ?? '--config')]);
  const chart = chartFile(options);
  const layer = resolved.layers.find(({ name }) => name === options.layer);
  const partly = (layer?.budgets ?? resolved.settings.budgets ?? []).filter(({ team }) => team !== null);
  if (partly.length > 0) throw new InputError([budgetOfNamed(partly.map(({ name }) => name))]);
  const quiet = options.quiet === true;
  const progress = progressLine(quiet);
  const stop = new AbortController();
  const onInterrupt = () => {
    if (stop.signal.aborted) process.exit(EXIT.interrupted);
    stop.abort();
    progress.stop();
    process.stderr.write('interrupted: finishing with the plans so far (once more to give up)\n');
  };
  process.on('SIGINT', onInterrupt);
  try {
    progress.update('reading');
    const { rows, tolerances, complete, refused } = await sizeTeam(
      { ...resolved, only: options.layer, from: options.from, to: options.to, coverage: options.coverage },
      {
        signal: stop.signal,
        breathe: () => new Promise(resolve => setImmediate(resolve)),
        onWorld: world => {
          progress.stop();
          if (!quiet) printFindings(world, resolved.lang);
        },
        onPlan: (done, most) => progress.update(`plan ${done} of at most ${most}`),
      },
    );
    progress.stop();
    await putWhole(options.out, writeCsv(csvRows(rows), resolved.profile), { option: '--out' });
    if (chart !== null) {
      const { lang } = resolved;
      const figure = sizeFigure({ rows, coverage: options.coverage, tolerances, lang });
      await putWhole(chart, await drawFigure(figure), { option: '--chart' });
    }
    // the table ends early: with other reps these rules cannot be kept
    for (const issue of refused) process.stderr.write(`${formatIssue({ ...issue, severity: 'warning' })}\n`);
    if (!quiet) {
      for (const line of tableLines(sizeTable(rows, resolved.lang))) process.stdout.write(`${line}\n`);
      process.stdout.write('\n');
      for (const line of sizeSentences(rows, options.coverage, resolved.lang)) {
        process.stdout.write(`${plainText(line)}\n`);
      }
    }
    return complete ? EXIT.done : EXIT.interrupted;
  } catch (error) {
    throw located(error, resolved);
  } finally {
    progress.stop();
    process.off('SIGINT', onInterrupt);
  }
}

/** size.csv → size.svg */
function chartFile({ chart, out }: SizeOptions): string | null {
  if (chart === false) return null;
  const { dir, name } = parse(out);
  const file = typeof chart === 'string' ? chart : join(dir, `${name}.svg`);
  if (resolve(file) !== resolve(out)) return file;
  throw new InputError([
    optionIssue('--chart', `${file}, the file of the table`, 'a file of its own', 'write --out size.csv'),
  ]);
}

function sectorsOnly(config: string): Issue {
  return elsewhere(config, 'hierarchy', 'levels above the sectors', {
    expected: 'sectors alone: with another team managers would have other areas',
    remedy: 'leave hierarchy out',
  });
}

function groupsElsewhere(config: string): Issue {
  return elsewhere(config, 'groups', 'groups that are kept with one rep', {
    expected: 'accounts that follow their zones',
    remedy: 'leave groups out: with another team another rep would have them',
  });
}

/** What a configuration says and no other team could live with. */
function elsewhere(
  config: string,
  column: string,
  found: string,
  rest: Pick<Issue, 'expected' | 'remedy'>,
): Issue {
  return { severity: 'error', code: 'option', file: config, line: null, column, found, ...rest };
}

function* csvRows(rows: readonly SizeRow[]): Generator<(string | number | null)[]> {
  const measures = Object.keys(rows[0]?.deviations ?? {});
  yield [
    ...['reps', 'fte', 'change', 'place', 'name', 'workload_hours', 'travel_hours', 'capacity_hours'],
    ...['fte_needed', 'visit_ratio', 'objective', 'gap', 'promises_kept'],
    ...measures.map(name => `max_deviation_${name}`),
  ];
  for (const row of rows) {
    yield [
      ...[row.reps, round(row.fte), row.change, row.place, row.name],
      ...[row.workloadHours, row.travelHours, row.capacityHours, row.fteNeeded, row.visits].map(round),
      ...[round(row.objective), round(row.gap), row.kept ? 1 : 0],
      ...measures.map(name => round(row.deviations[name] ?? null)),
    ];
  }
}

function round(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : Number(value.toFixed(6));
}

/** Columns aligned: numbers to the right, the change to the left and as long as a terminal of 100 columns has room for. */
function tableLines(table: readonly (readonly string[])[]): string[] {
  const clean = table.map(cells => cells.map(plainText));
  const widths = (clean[0] ?? []).map((_, c) => Math.max(...clean.map(cells => width(cells[c] ?? ''))));
  const others = widths.reduce((sum, w, c) => sum + (c === CHANGE ? 0 : w), 2 * (widths.length - 1));
  const room = Math.max(SHORTEST, Math.min(widths[CHANGE] as number, WIDTH - others));
  return clean.map((cells, r) => {
    const line = cells
      .map((cell, c) => {
        if (c !== CHANGE) return padStart(cell, widths[c] as number);
        return padEnd(shorten(cell, room), room);
      })
      .join('  ')
      .trimEnd();
    return r === 0 ? paint.strong(line) : line;
  });
}
