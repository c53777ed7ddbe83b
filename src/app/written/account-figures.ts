// What a plan's accounts.csv says of each account beside who serves it: place, worth, minutes. Amounts are read as the
// plan read them, decimal marks settled by the whole column.

import { createInterner, NumberColumn } from '../../io/columns.ts';
import { original } from './text-table.ts';

export interface AccountFigures {
  readonly name: readonly string[];
  readonly zone: readonly string[];
  /** from the base of the assigned rep; NaN where there is none */
  readonly minutes: Float64Array;
  /** null without the column; NaN in empty cells */
  readonly revenue: Float64Array | null;
  readonly potential: Float64Array | null;
}

export interface FiguresReader {
  add(cells: readonly string[]): void;
  finish(): AccountFigures;
}

/** @param columnOf the input's fields by name */
export function figuresReader(
  header: readonly string[],
  delimiter: string,
  columnOf: ReadonlyMap<string, number>,
  zoneAt: number,
): FiguresReader {
  const minutesAt = header.lastIndexOf('travel_minutes');
  const nameAt = columnOf.get('name') ?? -1;
  const intern = createInterner();
  const name: string[] = [];
  const zone: string[] = [];
  const minutes: number[] = [];
  const amounts = ['revenue', 'potential'].map(field => amountColumn(columnOf.get(field) ?? -1));
  // coordinates tell the mark of a file whose amounts do not
  const places = ['lat', 'lon'].map(field => amountColumn(columnOf.get(field) ?? -1, true));
  return {
    add(cells) {
      name.push(nameAt < 0 ? '' : original(cells[nameAt] as string));
      zone.push(intern(original(cells[zoneAt] as string)));
      minutes.push(minutesAt < 0 ? Number.NaN : minutesOf(cells[minutesAt] as string));
      for (const column of amounts) column?.add(cells);
      for (const column of places) column?.add(cells);
    },
    finish() {
      const file = { comma: 0, point: 0 };
      for (const column of [...amounts, ...places]) {
        file.comma += column?.numbers.evidence.comma ?? 0;
        file.point += column?.numbers.evidence.point ?? 0;
      }
      const [revenue, potential] = amounts.map(column =>
        column ? column.numbers.finish(file, delimiter, row => column.texts[row] as string).values : null,
      );
      return {
        name,
        zone,
        minutes: Float64Array.from(minutes),
        revenue: revenue ?? null,
        potential: potential ?? null,
      };
    },
  };
}

/** Numbers of a plan's own columns have no thousands, and the mark of its profile. */
function minutesOf(cell: string): number {
  return cell === '' ? Number.NaN : Number(cell.replace(',', '.'));
}

function amountColumn(at: number, degrees = false) {
  if (at < 0) return null;
  const numbers = new NumberColumn(degrees);
  const texts: string[] = [];
  return {
    numbers,
    texts,
    add(cells: readonly string[]) {
      const text = cells[at] as string;
      numbers.push(text);
      if (!degrees) texts.push(text);
    },
  };
}
