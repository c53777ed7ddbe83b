// tours.csv as days: rows of one rep and day together, with places and times as numbers.

import type { Check } from '../check.ts';
import { numberOf, type Table } from '../table.ts';

export interface TourRow {
  readonly kind: string;
  readonly account: string;
  readonly name: string;
  readonly city: string;
  readonly sequence: number;
  /** degrees as written; NaN when empty */
  readonly lat: number;
  readonly lon: number;
  /** minutes after midnight; NaN when empty */
  readonly arrival: number;
  readonly begin: number;
  readonly departure: number;
  readonly minutes: number;
  readonly km: number;
}

export interface TourDayRows {
  readonly layer: string;
  readonly rep: string;
  readonly repName: string;
  /** days after the first of the period */
  readonly day: number;
  readonly date: string;
  readonly weekday: number;
  readonly rows: readonly TourRow[];
  /** for messages */
  readonly what: string;
}

const COLUMNS = [
  ...['layer', 'rep_id', 'rep_name', 'day', 'date', 'weekday', 'sequence', 'kind'],
  ...['account_id', 'account_name', 'city', 'lat', 'lon'],
  ...['arrival', 'begin', 'departure', 'minutes', 'km'],
] as const;

/** null when columns are missing. */
export function readTourDays({ header, rows }: Table, check: Check): TourDayRows[] | null {
  const missing = COLUMNS.filter(column => !header.includes(column));
  if (!check.that(missing.length === 0, () => `tours.csv has no columns ${missing.join(', ')}`)) return null;
  const at = new Map(COLUMNS.map(column => [column, header.lastIndexOf(column)]));
  const days: (Omit<TourDayRows, 'rows'> & { rows: TourRow[] })[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const text = (column: (typeof COLUMNS)[number]) => row[at.get(column)!] ?? '';
    const number = (column: (typeof COLUMNS)[number]) => numberOf(text(column));
    const [layer, rep, day] = [bare(text('layer')), bare(text('rep_id')), number('day') - 1];
    const [date, weekday] = [text('date'), number('weekday') - 1];
    const last = days.at(-1);
    if (!last || last.layer !== layer || last.rep !== rep || last.day !== day) {
      const what = `${layer}, ${rep}, day ${day + 1}`;
      check.that(!seen.has(what), () => `tours.csv: ${what}: its rows are not together`);
      check.that(
        !last || last.layer !== layer || last.rep !== rep || last.day < day,
        () => `tours.csv: ${what} comes after a later day`,
      );
      seen.add(what);
      days.push({ layer, rep, repName: bare(text('rep_name')), day, date, weekday, rows: [], what });
    }
    const here = days.at(-1)!;
    check.that(
      here.date === date && here.weekday === weekday && here.repName === bare(text('rep_name')),
      () => `tours.csv: ${here.what}: a row has another date, weekday or name`,
    );
    here.rows.push({
      kind: text('kind'),
      account: bare(text('account_id')),
      name: bare(text('account_name')),
      city: bare(text('city')),
      sequence: number('sequence'),
      lat: number('lat'),
      lon: number('lon'),
      arrival: timeOf(text('arrival')),
      begin: timeOf(text('begin')),
      departure: timeOf(text('departure')),
      minutes: number('minutes'),
      km: number('km'),
    });
  }
  return days;
}

/** What is no time is later than any; an empty cell is NaN. */
function timeOf(cell: string): number {
  if (cell === '') return Number.NaN;
  const found = /^(\d{1,2}):(\d{2})$/.exec(cell);
  return found ? 60 * Number(found[1]) + Number(found[2]) : Number.POSITIVE_INFINITY;
}

/** without the apostrophe against formulas */
export function bare(cell: string): string {
  return /^'[=+\-@\t\r\n＝＋－＠]/.test(cell) ? cell.slice(1) : cell;
}
