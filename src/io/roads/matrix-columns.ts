// Which of the two forms a matrix file has, and which of its columns are what.
//
//   long   from,to,minutes,km         a row for each pair
//   wide   id,R01,R01 km,R02,R02 km   a row for each origin, a column for each destination

import { IssueLog, quoteCell } from '../issues.ts';
import { type FieldSpec, matchColumns, normalizeName } from '../synonyms.ts';

const names = (list: string): string[] => list.split('|').map(name => name.trim());

const FIELDS: readonly FieldSpec[] = [
  {
    name: 'from',
    synonyms: names(
      'origine | origin | depart | de | source | from id | origin id | id origine | id depart | from zone | from rep | start',
    ),
  },
  {
    name: 'to',
    synonyms: names(
      'destination | dest | arrivee | vers | a | target | to id | destination id | id destination | id arrivee | to zone | to account | end',
    ),
  },
  {
    name: 'from_lat',
    synonyms: names('origin lat | origine lat | lat from | lat origine | lat depart | from latitude'),
  },
  {
    name: 'from_lon',
    synonyms: names(
      'origin lon | origine lon | lon from | lon origine | lon depart | from longitude | from lng | origin lng',
    ),
  },
  {
    name: 'to_lat',
    synonyms: names('destination lat | dest lat | lat to | lat destination | lat arrivee | to latitude'),
  },
  {
    name: 'to_lon',
    synonyms: names(
      'destination lon | dest lon | lon to | lon destination | lon arrivee | to longitude | to lng | destination lng',
    ),
  },
  {
    name: 'minutes',
    synonyms: names(
      `duree min | duree minutes | temps min | temps minutes | minutes trajet | duration min | duration minutes |
       duration mins | time min | time minutes | travel minutes | travel time min | travel time minutes | min | mn`,
    ),
  },
  {
    name: 'seconds',
    synonyms: names(
      `duration s | duration sec | duration seconds | duree s | duree sec | duree secondes | secondes | time s | time sec |
       temps s | temps secondes | travel time s | travel time seconds | sec`,
    ),
  },
  {
    name: 'km',
    synonyms: names(
      'distance km | dist km | kilometres | kilometers | kilometrage | distance kilometres | distance kilometers',
    ),
  },
  {
    name: 'metres',
    synonyms: names(
      'distance m | dist m | meters | metre | distance metres | distance meters | distance metre',
    ),
  },
];

/** Columns whose unit nobody can know: routing servers mean seconds by them, people minutes. */
const WITHOUT_UNIT = new Map([
  ...['duration', 'duree', 'temps', 'time', 'traveltime', 'tempsdetrajet'].map(
    name => [name, 'minutes or duration_s'] as const,
  ),
  ...['distance', 'dist', 'length', 'longueur'].map(name => [name, 'km or distance_m'] as const),
]);

export interface LongColumns {
  readonly form: 'long';
  readonly at: ReadonlyMap<string, number>;
}

export interface WideColumns {
  readonly form: 'wide';
  /** columns of times, with that of the km beside it, −1 for none */
  readonly destinations: readonly {
    readonly name: string;
    readonly time: number;
    readonly distance: number;
  }[];
}

/** Null: it has neither form, and the log says what is missing. */
export function matrixColumns(
  header: readonly string[],
  file: string,
  log: IssueLog,
): LongColumns | WideColumns | null {
  // what matching says of a wide file, whose columns are ids, is of no use
  const said = new IssueLog();
  const { columnOf: at } = matchColumns(header, FIELDS, new Map(), said, file);
  const points = ['from_lat', 'from_lon', 'to_lat', 'to_lon'].every(name => at.has(name));
  const pairs = (at.has('from') && at.has('to')) || points;
  const unitless = header.filter(name => WITHOUT_UNIT.has(normalizeName(name)));
  if (
    !pairs &&
    !at.has('minutes') &&
    !at.has('seconds') &&
    !points &&
    header.length > 1 &&
    unitless.length === 0
  )
    return wideColumns(header, file, log);

  for (const issue of said.issues()) if (issue.severity !== 'info') log.add(issue);
  const missing = (column: string, expected: string, remedy: string) =>
    log.add({
      severity: 'error',
      code: 'missing-column',
      file,
      line: null,
      column,
      found: `columns ${header.slice(0, 12).map(quoteCell).join(', ')}${header.length > 12 ? ' …' : ''}`,
      expected,
      remedy,
    });
  if (!pairs)
    missing('from', 'columns from and to, or from_lat, from_lon, to_lat, to_lon', 'name the columns so');
  const timed = at.has('minutes') || at.has('seconds');
  for (const name of unitless) {
    const said = WITHOUT_UNIT.get(normalizeName(name)) as string;
    const needed = said.startsWith('minutes') ? !timed : !at.has('km') && !at.has('metres');
    if (!needed) continue;
    log.add({
      severity: said.startsWith('minutes') ? 'error' : 'warning',
      code: 'road-unit',
      file,
      line: null,
      column: name,
      found: `${quoteCell(name)}, without a unit`,
      expected: `a column ${said}`,
      remedy: `rename it to ${said}, whichever it is`,
    });
  }
  if (
    !timed &&
    !unitless.some(name => (WITHOUT_UNIT.get(normalizeName(name)) as string).startsWith('minutes'))
  )
    missing('minutes', 'a column minutes, or duration_s for seconds', 'name the column so');
  return pairs && timed ? { form: 'long', at } : null;
}

function wideColumns(header: readonly string[], file: string, log: IssueLog): WideColumns | null {
  const times = new Map<string, number>();
  const distances = new Map<string, number>();
  const inOrder: string[] = [];
  header.forEach((column, index) => {
    if (index === 0 || column === '') return;
    const [, before, after] = /^(?:km[\s_:]+(.+)|(.+?)[\s_]+\(?km\)?)$/i.exec(column) ?? [];
    const name = (before ?? after ?? column).trim();
    const columns = before === undefined && after === undefined ? times : distances;
    const first = columns.get(name);
    if (first === undefined) {
      columns.set(name, index);
      if (columns === times) inOrder.push(name);
      return;
    }
    log.add({
      severity: 'error',
      code: 'contradicting-roads',
      file,
      line: null,
      column,
      found: `columns ${first + 1} and ${index + 1} for the same destination`,
      expected: 'one column for each destination',
      remedy: 'take one of them out',
    });
  });
  for (const [name, index] of distances) {
    if (times.has(name)) continue;
    log.add({
      severity: 'error',
      code: 'missing-column',
      file,
      line: null,
      column: header[index] as string,
      found: `${quoteCell(header[index] as string)} without a column of minutes`,
      expected: `a column ${quoteCell(name)} with minutes`,
      remedy: 'add it, or take this column out',
    });
  }
  return {
    form: 'wide',
    destinations: inOrder.map(name => ({
      name,
      time: times.get(name) as number,
      distance: distances.get(name) ?? -1,
    })),
  };
}
