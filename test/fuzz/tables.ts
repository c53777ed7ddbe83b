// Tables of accounts, reps and the small inputs beside them, mostly right on the map of fixtures/tiny: so that a plan is
// made of what is odd, and not only refused.

import fc from 'fast-check';
import { ACCOUNT_FIELDS, REP_FIELDS, ZONE_FIELDS } from '../../src/io/fields.ts';
import { anyDialect, written } from './mutate-csv.ts';
import { anyCell, anyName, anyNumber, DATES } from './tokens.ts';

export const ZONES: readonly string[] = ['A', 'B', 'C', 'D'].flatMap(row =>
  [1, 2, 3, 4].map(c => `${row}${c}`),
);
const REPS = ['R1', 'R2', 'R3', 'R4'];

const number = (from: number, to: number) => fc.integer({ min: from, max: to }).map(String);
const zone = fc.constantFrom(...ZONES);
const rep = fc.constantFrom(...REPS);
const day = fc.constantFrom(...DATES, '2027-03-01', '2026-12-31');

/** what a column of this name usually holds */
function usual(name: string): fc.Arbitrary<string> {
  switch (name) {
    case 'id':
      return fc.oneof(number(1, 99), rep, zone);
    case 'postal_code':
    case 'zone_id':
    case 'zone_a':
    case 'zone_b':
    case 'base':
      return zone;
    case 'lat':
      return fc.double({ min: 46, max: 46.4, noNaN: true }).map(v => v.toFixed(4));
    case 'lon':
      return fc.double({ min: 2, max: 2.4, noNaN: true }).map(v => v.toFixed(4));
    case 'fte':
      return fc.constantFrom('1', '0.5', '0.8', '2');
    case 'rep_id':
    case 'reports_to':
      return rep;
    case 'locked':
    case 'strategic':
      return fc.constantFrom('1', '0', '', 'yes');
    case 'date':
    case 'start':
    case 'end':
      return day;
    default:
      return fc.oneof(number(0, 100), number(0, 100), fc.constantFrom('', 'x', 'y'), rep);
  }
}

/** @param odd of a hundred cells so many are anything */
function cell(name: string, odd: number): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 100 - odd, arbitrary: usual(name) },
    {
      weight: odd,
      arbitrary: /lat|lon|fte|hours|cost|potential|visits/.test(name)
        ? fc.oneof(anyCell, anyNumber)
        : anyCell,
    },
  );
}

/**
 * A table of some of the columns.
 * @param always columns that are nearly always there
 * @param others columns that may be there
 */
export function table(
  always: readonly string[],
  others: readonly string[],
  rows: number,
): fc.Arbitrary<Uint8Array> {
  const header = fc
    .tuple(
      fc.oneof(
        { weight: 12, arbitrary: fc.constant([...always]) },
        { weight: 1, arbitrary: fc.subarray([...always]) },
      ),
      others.length === 0 ? fc.constant([]) : fc.uniqueArray(fc.constantFrom(...others), { maxLength: 6 }),
      fc.oneof(
        { weight: 4, arbitrary: fc.constant([]) },
        { weight: 1, arbitrary: fc.array(anyName, { maxLength: 3 }) },
      ),
    )
    .map(parts => parts.flat());
  return fc
    .tuple(header, fc.constantFrom(0, 2, 15))
    .chain(([names, odd]) =>
      fc.tuple(
        fc.constant(names),
        fc.array(fc.tuple(...names.map(name => cell(name, odd))), { maxLength: rows }),
        // ids that differ, most of the time
        fc.boolean(),
        anyDialect,
      ),
    )
    .map(([names, list, distinct, dialect]) => {
      const at = names.indexOf('id');
      const body = list.map((row, i) => row.map((text, c) => (distinct && c === at ? `${text}.${i}` : text)));
      return written([names, ...body], dialect);
    });
}

const fieldsOf = (specs: typeof ACCOUNT_FIELDS) => specs.map(({ name }) => name);
/** a synonym beside the canonical names */
const synonyms = (specs: typeof ACCOUNT_FIELDS) => specs.flatMap(({ synonyms: list }) => list.slice(0, 2));

export const accounts = table(
  ['id', 'postal_code', 'lat', 'lon', 'potential', 'rep_id'],
  [...fieldsOf(ACCOUNT_FIELDS), ...synonyms(ACCOUNT_FIELDS)],
  40,
);
export const reps = table(
  ['id', 'postal_code', 'fte'],
  [...fieldsOf(REP_FIELDS), ...synonyms(REP_FIELDS)],
  6,
);
export const zonePoints = table(
  ['id', 'lat', 'lon'],
  [...fieldsOf(ZONE_FIELDS), 'department', 'population'],
  20,
);
export const aliases = table(['code', 'postal_code'], ['name'], 8);
export const barriers = table(['zone_a', 'zone_b'], ['reason'], 8);
export const managers = table(['id', 'level', 'base', 'reports_to'], ['name', 'lat', 'lon'], 6);
export const overrides = fc.oneof(
  table(['zone_id', 'rep_id', 'author', 'reason', 'date'], ['account_id'], 5),
  table(['account_id', 'rep_id', 'author', 'reason', 'date'], ['zone_id'], 5),
);

const place = fc.oneof(
  rep.map(id => `rep:${id}`),
  zone.map(id => `zone:${id}`),
  zone.map(id => `account:${id}-1`),
  zone,
  fc.constantFrom('46.35,2.05', '46.35 2.05'),
  anyName,
);
const time = fc.oneof(
  { weight: 8, arbitrary: number(1, 90) },
  { weight: 1, arbitrary: anyNumber },
  { weight: 1, arbitrary: fc.constant('') },
);

const longMatrix = fc
  .tuple(
    fc.constantFrom(
      ['from', 'to', 'minutes', 'km'],
      ['from', 'to', 'minutes'],
      ['origin', 'destination', 'duration', 'distance'],
      ['from_lat', 'from_lon', 'to_lat', 'to_lon', 'minutes'],
    ),
    fc.array(fc.tuple(place, place, time, time), { maxLength: 40 }),
    anyDialect,
  )
  .map(([header, list, dialect]) =>
    written([header, ...list.map(row => row.slice(0, header.length))], dialect),
  );

const wideMatrix = fc
  .tuple(
    fc.uniqueArray(place, { maxLength: 8 }),
    fc.uniqueArray(place, { maxLength: 8 }),
    fc.infiniteStream(time),
    anyDialect,
  )
  .map(([from, to, times, dialect]) => {
    const next = () => times.next().value as string;
    return written([['', ...to], ...from.map(name => [name, ...to.map(next)])], dialect);
  });

export const roads = fc.oneof(longMatrix, wideMatrix);
