import { Buffer } from 'node:buffer';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CsvProfile,
  type CsvRow,
  neutralize,
  PROFILES,
  readCsvRows,
  writeCsv,
} from '../../src/io/csv.ts';
import { IssueLog } from '../../src/io/issues.ts';
import { bytesSource, type Source } from '../../src/io/source.ts';

/** a source that gives a few bytes at a time, so that every boundary falls somewhere unpleasant */
function drip(text: string, size: number): Source {
  const bytes = Buffer.from(text);
  return {
    file: 'f.csv',
    async *stream() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    },
    sha256: () => '',
  };
}

async function read(text: string | Source) {
  const log = new IssueLog();
  const rejected: CsvRow[] = [];
  const source = typeof text === 'string' ? bytesSource('f.csv', Buffer.from(text)) : text;
  const csv = await readCsvRows(source, log, { onReject: row => rejected.push(row) });
  const rows: CsvRow[] = [];
  for await (const row of csv.rows) rows.push(row);
  return {
    header: csv.header,
    rows,
    cells: rows.map(row => row.cells),
    delimiter: csv.delimiter,
    encoding: csv.encoding,
    log,
    rejected,
    stats: csv.stats(),
  };
}

const codes = (log: IssueLog) => log.issues().map(issue => `${issue.line}:${issue.code}`);

describe('readCsvRows', () => {
  test.each([
    [',', 'id,name\n1,a\n2,b\n'],
    [';', 'id;lat;lon\n1;48,5;2,3\n2;47,25;1,5\n'],
    ['\t', 'id\tname, first\n1\tDupont, Jean\n'],
    ['|', 'id|tags\n1|a;b\n'],
    [',', '"id","name"\n"1","Dupont; fils"\n"2","x; y"\n'],
    [';', '"Id";"Nom, prénom"\n"1";"a, b"\n"2";"c, ""d"", e"\n'],
    [',', 'id,neighbors\n1,2|3|4\n2,1|3|5\n'],
    [',', 'id\n1\n2\n'],
    [';', 'sep=;\nid,a\n1,b\n'],
    [',', 'sep=,\r\nid,a;b;c\r\n1,b;c;d\r\n'],
  ])('finds %j', async (delimiter, text) => {
    const found = await read(text);
    expect(found.delimiter).toBe(delimiter);
    expect(found.rejected).toEqual([]);
  });

  test('the separator line counts as a line and is no header', async () => {
    const found = await read('sep=;\nid;v\n1;2\n');
    expect(found.header).toEqual(['id', 'v']);
    expect(found.rows).toEqual([{ line: 3, cells: ['1', '2'] }]);
  });

  test.each([1, 2, 3, 5, 1000])(
    'quotes, line breaks in cells, and lines counted as an editor does, by %d bytes',
    async size => {
      const text =
        '\r\n\r\nid,note\r\n1,"two\r\nlines, ""quoted"""\r\n\r\n2,plain\r\n"3","a\n\n\nb"\r\n4,5" pipe\r\n5,last';
      const found = await read(drip(text, size));
      expect(found.header).toEqual(['id', 'note']);
      expect(found.rows).toEqual([
        { line: 4, cells: ['1', 'two\r\nlines, "quoted"'] },
        { line: 7, cells: ['2', 'plain'] },
        { line: 8, cells: ['3', 'a\n\n\nb'] },
        { line: 12, cells: ['4', '5" pipe'] },
        { line: 13, cells: ['5', 'last'] },
      ]);
      expect(found.log.issues()).toEqual([]);
    },
  );

  test('old Mac line ends', async () => {
    const found = await read('id;v\r1;"a\rb"\r2;c\r');
    expect(found.cells).toEqual([
      ['1', 'a\rb'],
      ['2', 'c'],
    ]);
    expect(found.rows[1].line).toBe(4);
  });

  test('ragged rows are rejected with their line, trailing delimiters are not', async () => {
    const found = await read('a,b,c\n1,2\n1,2,3,4\n1,2,3,,\n,,\n1,2,3\n');
    expect(found.cells).toEqual([
      ['1', '2', '3'],
      ['1', '2', '3'],
    ]);
    expect(found.rejected.map(row => row.line)).toEqual([2, 3]);
    expect(codes(found.log)).toEqual([
      'null:blank-rows',
      '2:too-few-cells',
      '3:too-many-cells',
      '4:trailing-delimiters',
    ]);
    expect(found.stats).toEqual({ rows: 2, rejected: 2 });
  });

  test('without a place for rejects, a bad row is an error', async () => {
    const log = new IssueLog();
    const csv = await readCsvRows(bytesSource('f', Buffer.from('a,b\n1\n')), log);
    for await (const _ of csv.rows) throw new Error('no row expected');
    expect(log.hasErrors()).toBe(true);
  });

  test('a quote that is never closed costs its own line only', async () => {
    const found = await read('id,name\n1,ok\n2,"open\n3,fine\n4,fine\n');
    expect(found.cells.map(cells => cells[0])).toEqual(['1', '3', '4']);
    expect(codes(found.log)).toEqual(['3:unclosed-quote']);
    expect(found.rejected).toEqual([{ line: 3, cells: ['2', '"open'] }]);
  });

  test('text behind a closing quote costs its own line only', async () => {
    const found = await read('id,name\n1,"a"b,\n2,"c"\n3,"un "vrai" nom"\n4,d\n');
    expect(found.cells).toEqual([
      ['2', 'c'],
      ['4', 'd'],
    ]);
    expect(codes(found.log)).toEqual(['2:bad-quote', '4:bad-quote']);
  });

  test('NUL bytes, duplicate and empty column names', async () => {
    const found = await read('id,id,\n1,a,b\n2,\0,c\n');
    expect(found.cells).toEqual([['1', 'a', 'b']]);
    expect(codes(found.log)).toEqual(['1:empty-column-name', '1:duplicate-column', '3:nul-byte']);
  });

  test('nothing but blank lines is no CSV', async () => {
    await expect(read('\n  \n\n')).rejects.toThrow('no-header');
  });
});

const write = (rows: (string | number | null)[][], profile: CsvProfile) =>
  [...writeCsv(rows, profile)].join('');

describe('writeCsv', () => {
  test('numbers in the mark of the profile, nothing for NaN, null and infinities', () => {
    const rows = [
      ['a', 'b', 'c', 'd'],
      [1.5, Number.NaN, null, Number.POSITIVE_INFINITY],
      [-0, -2.25, 1e-7, 'x;y'],
    ];
    expect(write(rows, PROFILES.default)).toBe('a,b,c,d\n1.5,,,\n0,-2.25,1e-7,x;y\n');
    expect(write(rows, PROFILES['excel-fr'])).toBe('\ufeffa;b;c;d\r\n1,5;;;\r\n0;-2,25;1e-7;"x;y"\r\n');
  });

  test('formulas are neutralized, signed numbers are not', () => {
    const risky = ['=1+1', '+A1', '-2+3', '@SUM(A1)', '\tx', '\rx', '=cmd|"/c calc"!A1', '-', '+33-6', '＝1'];
    for (const text of risky) expect(neutralize(text), text).toBe(`'${text}`);
    for (const text of ['-2.5', '-3,75', '+33 6 12 34 56 78', '-1 234,5', '-1e5', '-5 %', 'a=b', "'=1"]) {
      expect(neutralize(text), text).toBe(text);
    }
    expect(write([['=1+1']], { ...PROFILES.default, raw: true })).toBe('=1+1\n');
    expect(write([['=1+1', -1]], PROFILES.crm)).toBe("'=1+1,-1\n");
  });

  test('what is written is read back, in every profile, however hostile the cells', async () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.string({
        unit: fc.constantFrom('"', ',', ';', '\n', '\r', '\t', '|', ' ', '=', 'a', 'é', "'"),
        maxLength: 8,
      }),
      fc.constantFrom(
        '',
        '__proto__',
        '=1+1',
        '-1',
        '"',
        '""',
        '\r\n',
        '\n',
        '\r',
        ' x ',
        '\ufeff',
        'sep=;',
        '😀',
      ),
    );
    // one column has no delimiter to be found
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain(width => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 12 }));
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(...Object.values(PROFILES)),
        fc.boolean(),
        fc.integer({ min: 1, max: 64 }),
        async (rows, base, raw, size) => {
          const profile = { ...base, raw };
          fc.pre(rows.every(row => row.every(text => !text.includes('\0'))));
          const header = ['id', 'b', 'c', 'd', 'e'].slice(0, rows[0]?.length ?? 2);
          const found = await read(drip(write([header, ...rows], profile), size));
          // rows without any text are no rows
          const wanted = rows
            .map(row => row.map(text => (raw ? text : neutralize(text))))
            .filter(row => row.some(text => text.trim() !== ''));
          const got = found.cells.filter(row => row.some(text => text.trim() !== ''));
          expect(found.delimiter).toBe(profile.delimiter);
          expect(got).toEqual(wanted);
          expect(found.rejected).toEqual([]);
        },
      ),
      { numRuns: 400 },
    );
  });

  test('long cells come back as they were, whatever stands where they are cut', async () => {
    const length = 600_000;
    const rows = [
      ['id', 'long', 'last'],
      ['1', '"'.repeat(length), 'x'],
      ['2', 'a"b\n,'.repeat(length / 5), ' y '],
      ['3', 'plain'.repeat(length / 5), '"'],
      ['4', '🦄'.repeat(length / 2), ''],
    ];
    for (const profile of Object.values(PROFILES)) {
      const found = await read(write(rows, profile));
      expect([found.header, ...found.cells].flat().every((text, at) => text === rows.flat()[at])).toBe(true);
      expect(found.cells).toHaveLength(rows.length - 1);
    }
  });

  test('cells have quotes where csv-stringify puts them, asked to keep white space and line ends', () => {
    const unit = fc.constantFrom(
      '"',
      ',',
      ';',
      '\n',
      '\r',
      '\t',
      ' ',
      '\u00a0',
      '\u2003',
      '\ufeff',
      'a',
      'é',
      '0',
      '-',
    );
    const row = fc.array(fc.oneof(fc.string({ unit, maxLength: 5 }), fc.double()), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(row, fc.constantFrom(...Object.values(PROFILES)), (cells, base) => {
        const profile = { ...base, bom: false, decimal: '.' as const, raw: true };
        const texts = cells.map(cell =>
          typeof cell === 'string' ? cell : write([[cell, '']], profile).split(profile.delimiter)[0],
        );
        const wanted = stringify([texts], {
          delimiter: profile.delimiter,
          record_delimiter: profile.newline,
          quoted_match: /[\r\n]|^\s|\s$/,
          quoted_empty: texts.length === 1,
        });
        expect(write([cells], profile)).toBe(wanted);
      }),
      { numRuns: 2000 },
    );
  });
});
