// CSV files that are large in one way or another.

import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { readCsvRows } from '../../src/io/csv.ts';
import { IssueLog } from '../../src/io/issues.ts';
import { bytesSource, type Source } from '../../src/io/source.ts';

test('hostile names and a ten-megabyte cell pass through', async () => {
  const big = 'é'.repeat(10 << 20);
  const text = `__proto__,constructor\ntoString,"${big}"\n`;
  const csv = await readCsvRows(bytesSource('f.csv', Buffer.from(text)), new IssueLog());
  expect(csv.header).toEqual(['__proto__', 'constructor']);
  const cells: string[][] = [];
  for await (const row of csv.rows) cells.push(row.cells);
  expect(cells[0]?.[0]).toBe('toString');
  expect(cells[0]?.[1] === big).toBe(true);
});

test('200 000 rows come in order, in blocks', async () => {
  const source: Source = {
    file: 'f',
    async *stream() {
      yield Buffer.from('id,name\n');
      for (let block = 0; block < 200; block++) {
        let text = '';
        for (let i = 0; i < 1000; i++) text += `${block * 1000 + i},${i % 10 === 0 ? '"a, b"' : 'c'}\n`;
        yield Buffer.from(text);
      }
    },
    sha256: () => '',
  };
  const csv = await readCsvRows(source, new IssueLog());
  let next = 0;
  for await (const batch of csv.batches) {
    for (const { line, cells } of batch) {
      if (cells[0] !== String(next) || line !== next + 2)
        throw new Error(`row ${next} is ${cells[0]} on ${line}`);
      next++;
    }
  }
  expect(next).toBe(200_000);
});
