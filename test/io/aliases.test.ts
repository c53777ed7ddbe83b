import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { readAliases } from '../../src/io/aliases.ts';
import { IssueLog } from '../../src/io/issues.ts';
import { bytesSource } from '../../src/io/source.ts';

async function read(text: string, country?: string) {
  const log = new IssueLog();
  const aliases = await readAliases(bytesSource('f', Buffer.from(text)), log, country);
  return {
    aliases: [...aliases],
    errors: log
      .issues()
      .filter(i => i.severity === 'error')
      .map(i => `${i.line}:${i.code}`),
  };
}

test('codes and towns lead to postal codes, repaired as those of accounts are', async () => {
  expect(await read('code;postal_code\n6281;6200\n75601 CEDEX 12;75012\nNICE CEDEX;06000\n')).toEqual({
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
  expect(await read('code,postal_code\n,75001\n75601,\n75602,75002\n75602,75002\n75602,75003\n')).toEqual({
    aliases: [['75602', '75002']],
    errors: ['2:missing-code', '3:missing-code', '6:contradicting-alias'],
  });
  expect((await read('a,b\n1,2\n')).errors).toEqual(['null:missing-column', 'null:missing-column']);
});
