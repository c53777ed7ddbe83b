import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { readBarriers } from '../../src/io/barriers.ts';
import { IssueLog } from '../../src/io/issues.ts';
import { bytesSource } from '../../src/io/source.ts';

async function read(text: string, country = 'FR') {
  const log = new IssueLog();
  const known = {
    zoneIds: ['01000', '01090', '29510', '2A100'],
    areas: new Set(['01', 'Bretagne', '__proto__']),
    country,
  };
  const { list, rowsRead } = await readBarriers(bytesSource('b.csv', Buffer.from(text)), log, known);
  return {
    rowsRead,
    barriers: list.map(({ a, b, line }) => [a, b, line]),
    errors: log
      .issues()
      .filter(({ severity }) => severity === 'error')
      .map(({ line, column, code }) => `${line}:${column}:${code}`),
  };
}

test('zones, areas, beginnings of ids; codes get back the zero that a spreadsheet took', async () => {
  expect(await read('zone_a;zone_b\n1000;29510\nBretagne;01\n2A;295\n__proto__;01090\n')).toEqual({
    rowsRead: 4,
    barriers: [
      ['01000', '29510', 2],
      ['Bretagne', '01', 3],
      ['2A', '295', 4],
      ['__proto__', '01090', 5],
    ],
    errors: [],
  });
  expect((await read('From,To\n01000,29510\n')).barriers).toEqual([['01000', '29510', 2]]);
});

test('every bad cell is named, and its row is left out', async () => {
  expect(await read('zone_a,zone_b\n01000,\n=cmd|x,99999\n2,01\n01000,01090\n')).toEqual({
    rowsRead: 4,
    barriers: [['01000', '01090', 5]],
    errors: [
      '2:zone_b:missing-code',
      '3:zone_a:unknown-zone',
      '3:zone_b:unknown-zone',
      '4:zone_a:unknown-zone',
    ],
  });
  expect((await read('zone_a\n01000\n')).errors).toEqual(['null:zone_b:missing-column']);
});
