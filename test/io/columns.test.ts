// What grows while a file streams by: more values than there is room for at first, texts that repeat, rows by the thousand.

import { Buffer } from 'node:buffer';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import { createInterner, FloatColumn, flat, NumberColumn } from '../../src/io/columns.ts';
import { IssueLog } from '../../src/io/issues.ts';
import { readRecords } from '../../src/io/records.ts';
import { bytesSource } from '../../src/io/source.ts';
import { lockPath, temporaryOf, temporaryPath } from '../../src/io/temporary.ts';

it('a column keeps its values when it grows', () => {
  const column = new FloatColumn();
  for (let value = 0; value < 1000; value++) {
    expect(column.length).toBe(value);
    column.push(value / 2);
  }
  expect([...column.finish()]).toEqual(Array.from({ length: 1000 }, (_, value) => value / 2));
  expect(new FloatColumn().finish()).toHaveLength(0);
});

it('a column of numbers says what it had to guess', () => {
  const read = (
    cells: readonly string[],
    degrees = false,
    file = { comma: 0, point: 0 },
    delimiter = ',',
  ) => {
    const column = new NumberColumn(degrees);
    for (const cell of cells) column.push(cell);
    const { values, ...rest } = column.finish(file, delimiter, row => cells[row] as string);
    return { values: [...values], ...rest, evidence: column.evidence };
  };
  const nothing = { bad: [], guessed: 0, firstGuessed: -1, mark: '.', mixed: false };
  expect(read(['1', '', 'x', '2.5'])).toEqual({
    ...nothing,
    ...{ values: [1, Number.NaN, Number.NaN, 2.5], bad: [2], evidence: { comma: 0, point: 1 } },
  });
  expect(read(['', '1,234', '5', '2,345'])).toEqual({
    ...nothing,
    ...{ values: [Number.NaN, 1234, 5, 2345], guessed: 2, firstGuessed: 1, evidence: { comma: 0, point: 0 } },
  });
  expect(read(['1,234'], false, { comma: 1, point: 0 })).toEqual({
    ...nothing,
    ...{ values: [1.234], mark: ',', evidence: { comma: 0, point: 0 } },
  });
  expect(read(['48,123'], true)).toEqual({
    ...nothing,
    ...{ values: [48.123], mark: ',', evidence: { comma: 1, point: 0 } },
  });
  expect(read(['48.123'], true).evidence).toEqual({ comma: 0, point: 1 });
  expect(read(['1,5', '1.5', '2,5'])).toEqual({
    ...nothing,
    ...{ values: [1.5, 1.5, 2.5], mark: ',', mixed: true, evidence: { comma: 2, point: 1 } },
  });
});

it('texts that repeat are kept once', () => {
  const once = createInterner();
  expect(['', 'Paris', 'Paris', 'a text of more than twelve characters'].map(once)).toEqual([
    ...['', 'Paris', 'Paris', 'a text of more than twelve characters'],
  ]);
  expect(['short', 'exactly 13 ch', 'é'.repeat(20), ''].map(flat)).toEqual([
    ...['short', 'exactly 13 ch', 'é'.repeat(20), ''],
  ]);
});

it('points by the thousand come in batches, in order, each with all properties', async () => {
  const features = Array.from({ length: 4100 }, (_, at) => ({
    type: 'Feature',
    properties: at === 4099 ? { id: `A${at}`, late: 'x' } : { id: `A${at}` },
    geometry: { type: 'Point', coordinates: [at / 100, 48] },
  }));
  const text = JSON.stringify({ type: 'FeatureCollection', features });
  const table = await readRecords(bytesSource('a.geojson', Buffer.from(text)), new IssueLog());
  const sizes: number[] = [];
  const rows: { line: number; cells: string[] }[] = [];
  for await (const batch of table.batches) {
    sizes.push(batch.length);
    rows.push(...batch);
  }
  expect(sizes).toEqual([4096, 4]);
  expect(table.header).toEqual(['id', 'late', 'lat', 'lon']);
  expect(rows.map(({ line }) => line)).toEqual(features.map((_, at) => at + 1));
  expect(rows[4096]?.cells).toEqual(['A4096', '', '48', '40.96']);
  expect(rows[4099]?.cells).toEqual(['A4099', 'x', '48', '40.99']);
  expect([table.rejected(), table.delimiter, table.feature]).toEqual([0, ',', true]);
});

it('a name of up to 200 bytes stands in the names beside it as it is, a longer one with a hash', () => {
  const names = ['x'.repeat(200), 'x'.repeat(201), `${'é'.repeat(100)}`, `${'é'.repeat(100)}a`];
  const beside = names.map(name => basename(lockPath(`/a/${name}`)));
  expect(beside.map(name => Buffer.byteLength(name))).toEqual([206, 206, 206, 205]);
  expect(beside[0]).toBe(`.${names[0]}.lock`);
  expect(beside[1]).toMatch(/^\.x{187}~[0-9a-f]{12}\.lock$/);
  expect(beside[2]).toBe(`.${names[2]}.lock`);
  expect(beside[3]).toMatch(/^\.é{93}~[0-9a-f]{12}\.lock$/);
  // by hand: the first digits of SHA-256 of `sectorize 01234567 plan`
  expect(temporaryOf('/a/plan', '.plan.old-012345670da1')).toEqual({ kind: 'old', token: '012345670da1' });
  expect(temporaryPath('/a/plan', 'old', '012345670da1')).toBe('/a/.plan.old-012345670da1');
  expect(temporaryOf('/a/plan', '.plan.old-012345670da2')).toBeNull();
});
