import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordsOf } from '../../../src/app/explain/records.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sectorize-records-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

it.each([1, 2, 3, 5, 7, 1000])('finds the records of an id wherever blocks of %d bytes end', async size => {
  const path = join(folder, 'accounts.csv');
  const records = ['A1,"two\nlines, A2"', 'A2,"say ""A1"""', 'A11,"A12"', '"A3",é', "'=A4,x", 'A5,A3'];
  writeFileSync(path, `id,"na\nme"\n${records.join('\n')}\n`);
  const of = async (id: string) => (await recordsOf(path, id, size))?.toString() ?? null;
  const header = 'id,"na\nme"\n';
  expect(await of('A11')).toBe(`${header}${records[2]}\n`);
  expect(await of('A3')).toBe(`${header}${records[3]}\n${records[5]}\n`);
  expect(await of('A1')).toBe(`${header}${records[0]}\n${records[1]}\n`);
  expect(await of('A')).toBeNull();
  expect(await of('id')).toBeNull();
});
