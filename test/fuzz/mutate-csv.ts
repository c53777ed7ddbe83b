// CSV tables with some cells, rows and columns changed, written in one of the ways in which programs write CSV.

import fc from 'fast-check';
import { bytes } from './case.ts';
import { anyCell, NAMES } from './tokens.ts';

type Rows = string[][];
type Step = (rows: Rows) => Rows;

const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const index = (s: number, list: readonly unknown[]) => Math.floor(s * list.length);

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(share, share, anyCell).map(
      ([r, c, cell]): Step =>
        rows => {
          const row = rows[index(r, rows)];
          if (row) row[index(c, row)] = cell;
          return rows;
        },
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(share, fc.oneof(anyCell, fc.constantFrom('id', 'name', 'lat', 'layer', 'zone_id', 'rep_id')))
      .map(
        ([c, name]): Step =>
          rows => {
            const head = rows[0];
            if (head) head[index(c, head)] = name;
            return rows;
          },
      ),
  },
  {
    weight: 1,
    arbitrary: share.map(
      (r): Step =>
        rows =>
          rows.filter((_, i) => i !== index(r, rows)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(share, share).map(
      ([r, to]): Step =>
        rows => {
          const row = rows[index(r, rows)];
          if (row) rows.splice(index(to, rows), 0, [...row]);
          return rows;
        },
    ),
  },
  {
    weight: 1,
    arbitrary: share.map(
      (c): Step =>
        rows =>
          rows.map(row => row.filter((_, i) => i !== index(c, rows[0] ?? []))),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(share, anyCell).map(
      ([c, cell]): Step =>
        rows =>
          rows.map((row, i) => row.map((old, k) => (k === index(c, rows[0] ?? []) && i > 0 ? cell : old))),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...NAMES), anyCell).map(
      ([name, cell]): Step =>
        rows =>
          rows.map((row, i) => [...row, i === 0 ? name : cell]),
    ),
  },
  {
    weight: 1,
    arbitrary: share.map(
      (r): Step =>
        rows =>
          rows.map((row, i) => (i === index(r, rows) ? row.slice(1) : row)),
    ),
  },
);

export interface Dialect {
  readonly delimiter: string;
  readonly newline: string;
  readonly quoting: 'needed' | 'always' | 'never';
  readonly encoding: 'utf8' | 'utf8-bom' | 'utf16le' | 'latin1';
  readonly tail: string;
}

export const PLAIN: Dialect = {
  delimiter: ',',
  newline: '\n',
  quoting: 'needed',
  encoding: 'utf8',
  tail: '',
};

export const anyDialect: fc.Arbitrary<Dialect> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(PLAIN) },
  {
    weight: 1,
    arbitrary: fc.record({
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      newline: fc.constantFrom('\n', '\r\n', '\r'),
      quoting: fc.constantFrom('needed', 'always', 'never'),
      encoding: fc.constantFrom('utf8', 'utf8-bom', 'utf16le', 'latin1'),
      tail: fc.constantFrom('', '"', '\n\n\n', '\u0000', '"unclosed\nx', ','),
    }),
  },
);

export function written(rows: readonly (readonly string[])[], dialect: Dialect): Uint8Array {
  const { delimiter, newline, quoting, encoding, tail } = dialect;
  const quote = (cell: string) => {
    const needed = cell.includes(delimiter) || /["\r\n]/.test(cell);
    return quoting === 'always' || (quoting === 'needed' && needed)
      ? `"${cell.replaceAll('"', '""')}"`
      : cell;
  };
  const text = rows.map(row => row.map(quote).join(delimiter) + newline).join('') + tail;
  switch (encoding) {
    case 'utf8-bom':
      return bytes(`\ufeff${text}`);
    case 'utf16le':
      return new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
    case 'latin1':
      return new Uint8Array(Buffer.from(text, 'latin1'));
    default:
      return bytes(text);
  }
}

/** Splits text without quoted line breaks; the files that are changed here are our own and simple. */
export function parsed(text: string): Rows {
  return text
    .replace(/^\ufeff/, '')
    .split(/\r?\n/)
    .filter(line => line !== '')
    .map(line =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        ([, q, plain]) => q?.replaceAll('""', '"') ?? plain ?? '',
      ),
    );
}

/** The table with one to five changes. */
export function changedCsv(text: string): fc.Arbitrary<Uint8Array> {
  const rows = parsed(text);
  return fc.tuple(fc.array(steps, { minLength: 1, maxLength: 5 }), anyDialect).map(([list, dialect]) =>
    written(
      list.reduce<Rows>(
        (table, step) => step(table),
        rows.map(row => [...row]),
      ),
      dialect,
    ),
  );
}
