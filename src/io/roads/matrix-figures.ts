// Figures of a matrix file: minutes and km of pairs, checked as they come. Which mark is the decimal one is known when all
// cells have been seen; a cell such as 12,345 is read as a decimal until then, and made a thousand times as much if it has
// to be.

import type { Issue } from '../../model/records.ts';
import { type IssueLog, quoteCell } from '../issues.ts';
import { type DecimalMark, decideDecimal, isBlank, isSpreadsheetError, readNumber } from '../numbers.ts';
import { NO_POINT } from './matrix-names.ts';
import { createPairTable, type PairTable } from './pair-table.ts';

/** A week of driving without a stop: beyond it a figure is in seconds, or no time at all. */
const MOST_MINUTES = 10_000;
/** half the Earth around */
const MOST_KM = 20_038;

export interface PairCells {
  readonly from: number;
  readonly to: number;
  readonly line: number;
  /** cells as written; undefined: no such column */
  readonly time: string;
  readonly distance: string | undefined;
  readonly timeColumn: string;
  readonly distanceColumn: string;
}

export interface MatrixFigures {
  readonly table: PairTable;
  /** whether the row was right; a pair of unknown points is looked at too, and not kept */
  add(cells: PairCells): boolean;
  finish(delimiter: string): void;
}

export interface Units {
  /** what the file has for a minute, and for a km */
  readonly time: number;
  readonly distance: number;
}

/**
 * @param blankIsNoRoad a pair with an empty time is a pair without a road, not one that is missing
 * @param isShared whether a point has several names: then two figures for it are no contradiction
 */
export function matrixFigures(
  file: string,
  log: IssueLog,
  units: Units,
  blankIsNoRoad: boolean,
  isShared: (point: number) => boolean,
): MatrixFigures {
  const table = createPairTable();
  const lines: number[] = [];
  const time = figureColumn();
  const distance = figureColumn();
  let differing = 0;
  let firstDiffering: Issue | null = null;
  const tell = (
    code: string,
    line: number,
    column: string,
    found: string,
    expected: string,
    remedy: string,
  ) => log.add({ severity: 'error', code, file, line, column, found, expected, remedy });

  /** NaN for a blank cell, null for a wrong one */
  function read(text: string, of: FigureColumn, line: number, column: string): number | null {
    of.mark = '';
    // an error of a spreadsheet is no number, and no empty cell either
    if (isBlank(text) && !isSpreadsheetError(text)) return Number.NaN;
    const value = of.read(text);
    const isTime = of === time;
    const per = isTime ? units.time : units.distance;
    const most = isTime ? MOST_MINUTES : MOST_KM;
    if (value !== null && value >= 0 && value / per <= most) return value / per;
    const unit = isTime ? 'minutes' : 'km';
    const what = per === 1 ? `${unit} from 0 to ${most}` : `from 0 to ${most * per}, ${most} ${unit}`;
    const remedy =
      value !== null && value > 0
        ? isTime
          ? 'mend the cell; a column of seconds is named duration_s'
          : 'mend the cell; a column of metres is named distance_m'
        : 'mend the cell, or leave it empty';
    tell('bad-road-figure', line, column, quoteCell(text), what, remedy);
    return null;
  }

  return {
    table,
    add(cells) {
      const { from, to, line, timeColumn, distanceColumn } = cells;
      const known = from !== NO_POINT && to !== NO_POINT;
      const old = known ? table.find(from, to) : -1;
      const minutes = read(cells.time, time, line, timeColumn);
      distance.mark = '';
      const km =
        cells.distance === undefined ? Number.NaN : read(cells.distance, distance, line, distanceColumn);
      if (minutes === null || km === null) return false;
      if (!known) return true;
      if (old < 0) {
        if (Number.isNaN(minutes) && !blankIsNoRoad) return true;
        const entry = table.add(from, to);
        table.set(entry, minutes, Number.isNaN(minutes) ? Number.NaN : km);
        lines.push(line);
        time.keep(entry, cells.time, line, timeColumn);
        distance.keep(entry, cells.distance ?? '', line, distanceColumn);
        return true;
      }
      if (agree(table.minutes(old), minutes, 0.05) && agree(table.km(old), km, 0.05)) return true;
      const first = lines[old] as number;
      const found = `${pairText(minutes, km)}, where line ${first} has ${pairText(table.minutes(old), table.km(old))} for the same pair`;
      if (!isShared(from) && !isShared(to)) {
        tell(
          'contradicting-roads',
          line,
          timeColumn,
          found,
          'one row for each pair',
          'take one of the rows out',
        );
        return false;
      }
      differing++;
      firstDiffering ??= {
        severity: 'warning',
        code: 'roads-of-one-place',
        file,
        line,
        column: timeColumn,
        found,
        expected: 'the same for names of one place',
        remedy: '',
      };
      return true;
    },
    finish(delimiter) {
      if (firstDiffering) {
        const remedy = `the first is used, here and in ${differing - 1} more cases; give the names places of their own if they have some`;
        log.add({ ...firstDiffering, remedy });
      }
      for (const of of [time, distance]) {
        const total = {
          comma: time.evidence.comma + distance.evidence.comma,
          point: time.evidence.point + distance.evidence.point,
        };
        const { mark, by, mixed } = decideDecimal(of.evidence, total, delimiter);
        const { first, count } = of.open();
        if (mixed)
          log.add({
            severity: 'warning',
            code: 'mixed-decimal-marks',
            file,
            line: null,
            column: first?.column ?? null,
            found: `decimal commas and decimal points among the ${of === time ? 'times' : 'distances'}`,
            expected: 'one decimal mark',
            remedy: 'check the export',
          });
        if (!first) continue;
        const reading = mark === ',' ? 'a decimal comma' : 'a decimal point';
        if (by === 'default')
          log.add({
            severity: 'warning',
            code: 'ambiguous-number',
            file,
            line: first.line,
            column: first.column,
            found: `${quoteCell(first.text)}, read with ${reading}${count > 1 ? `, and ${count - 1} more such cells` : ''}`,
            expected: 'a number that can be read one way',
            remedy: 'write two decimals, or no mark between thousands',
          });
        of.forEachOpen((entry, written) => {
          if (written === mark) return;
          const minutes = table.minutes(entry) * (of === time ? 1000 : 1);
          const km = table.km(entry) * (of === distance ? 1000 : 1);
          table.set(entry, minutes, km);
          if (minutes <= MOST_MINUTES && !(km > MOST_KM)) return;
          tell(
            'bad-road-figure',
            lines[entry] as number,
            first.column,
            `${pairText(minutes, km)}, read with ${reading}`,
            `at most ${MOST_MINUTES} minutes and ${MOST_KM} km`,
            'mend the cell, or write decimals with the mark of the other cells',
          );
        });
      }
    },
  };
}

interface FigureColumn {
  readonly evidence: { comma: number; point: number };
  /** of the cell read last: the mark that is the decimal one or groups thousands, for now read as the decimal one */
  mark: DecimalMark | '';
  read(text: string): number | null;
  /** remembers the entry whose cell was read last, if the cell is not settled */
  keep(entry: number, text: string, line: number, name: string): void;
  open(): {
    readonly first: { readonly text: string; readonly line: number; readonly column: string } | null;
    readonly count: number;
  };
  forEachOpen(use: (entry: number, mark: DecimalMark) => void): void;
}

function figureColumn(): FigureColumn {
  const evidence = { comma: 0, point: 0 };
  // entry × 2, + 1 for a comma: there may be as many as cells
  let entries = new Int32Array(64);
  let count = 0;
  let first: ReturnType<FigureColumn['open']>['first'] = null;
  const column: FigureColumn = {
    evidence,
    mark: '',
    read(text) {
      const { value, evidence: says, ambiguous } = readNumber(text, '.');
      if (says === ',') evidence.comma++;
      else if (says === '.') evidence.point++;
      if (ambiguous === '') return value;
      column.mark = ambiguous;
      return readNumber(text, ambiguous).value;
    },
    keep(entry, text, line, name) {
      if (column.mark === '') return;
      first ??= { text, line, column: name };
      if (count === entries.length) {
        const more = new Int32Array(count * 2);
        more.set(entries);
        entries = more;
      }
      entries[count++] = entry * 2 + (column.mark === ',' ? 1 : 0);
    },
    open: () => ({ first, count }),
    forEachOpen(use) {
      for (let at = 0; at < count; at++)
        use((entries[at] as number) >> 1, (entries[at] as number) & 1 ? ',' : '.');
    },
  };
  return column;
}

function agree(a: number, b: number, tolerance: number): boolean {
  return Number.isNaN(a) || Number.isNaN(b)
    ? Number.isNaN(a) === Number.isNaN(b)
    : Math.abs(a - b) <= tolerance;
}

function pairText(minutes: number, km: number): string {
  const time = Number.isNaN(minutes) ? 'no time' : `${Math.round(minutes * 100) / 100} minutes`;
  return Number.isNaN(km) ? time : `${time} and ${Math.round(km * 100) / 100} km`;
}
