import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { readAliases } from '../../src/io/aliases.ts';
import { IssueLog } from '../../src/io/issues.ts';
import { bytesSource } from '../../src/io/source.ts';

async function read(text: string, country?: string, zoneIds?: ReadonlySet<string>) {
  const log = new IssueLog();
  const aliases = await readAliases(bytesSource('f', Buffer.from(text)), log, country, zoneIds);
  return {
    aliases: [...aliases.of],
    rows: `${aliases.rowsRead} read, ${aliases.usable} usable`,
    infos: log
      .issues()
      .filter(i => i.severity === 'info')
      .map(i => `${i.line}:${i.column}:${i.code}`),
    errors: log
      .issues()
      .filter(i => i.severity === 'error')
      .map(i => `${i.line}:${i.code}`),
  };
}

test('codes and towns lead to postal codes, repaired as those of accounts are', async () => {
  expect(await read('code;postal_code\n6281;6200\n75601 CEDEX 12;75012\nNICE CEDEX;06000\n')).toMatchObject({
    aliases: [
      ['06281', '06200'],
      ['75601', '75012'],
      ['NICE CEDEX', '06000'],
    ],
    errors: [],
  });
  expect((await read('cedex,cp\n6281,6200\n', 'BE')).aliases).toEqual([['6281', '6200']]);
});

test('blank cells and contradictions are errors, repetitions are not', async () => {
  expect(
    await read('code,postal_code\n,75001\n75601,\n75602,75002\n75602,75002\n75602,75003\n'),
  ).toMatchObject({
    aliases: [['75602', '75002']],
    rows: '5 read, 2 usable',
    errors: ['2:missing-code', '3:missing-code', '6:contradicting-alias'],
  });
  expect((await read('a,b\n1,2\n')).errors).toEqual(['null:missing-column', 'null:missing-column']);
});

test('rows that cannot be split into cells are counted, and all of them where a column is missing', async () => {
  expect((await read('code,postal_code\n75601,75001\n75602\n')).rows).toBe('2 read, 1 usable');
  expect((await read('a,b\n1,2\n3,4\n')).rows).toBe('2 read, 0 usable');
});

test('an alias to no zone, and one of a zone, have no effect and are told; a zone id is no code to repair', async () => {
  const zones = new Set(['1000', 'A1', '2']);
  expect(await read('code,postal_code\nX1,ZZ\nA1,1000\n1000,2\nX2,A1\n', 'FR', zones)).toEqual({
    aliases: [
      ['X1', 'ZZ'],
      ['A1', '1000'],
      ['1000', '2'],
      ['X2', 'A1'],
    ],
    rows: '4 read, 4 usable',
    infos: ['2:postal_code:alias-to-no-zone', '3:code:alias-of-zone', '4:code:alias-of-zone'],
    errors: [],
  });
});
