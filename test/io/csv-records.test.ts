// Records wherever blocks end, and against another library's writing.

import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSplitter, type RawRecord } from '../../src/io/csv-records.ts';

function split(blocks: readonly string[], delimiter = ',', newline = '\n'): RawRecord[] {
  const splitter = createSplitter(delimiter, newline);
  return blocks.flatMap((block, at) => [...splitter.push(block, at === blocks.length - 1)].flat());
}

it('says the same of a text in blocks that end anywhere', () => {
  const piece = fc.constantFrom('a', 'bc', '"', '""', ',', '\n', '\r\n', ',"', '",', '"\n', '\n"', '"\r\n');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), fc.constantFrom('\n', '\r'), (pieces, newline) => {
      const text = pieces.join('').replaceAll(newline === '\r' ? '\n' : '\0', '\r');
      const whole = split([text], ',', newline);
      for (let cut = 1; cut < text.length; cut++)
        expect(split([text.slice(0, cut), text.slice(cut)], ',', newline)).toEqual(whole);
      expect(split([...text], ',', newline)).toEqual(whole);
    }),
    { numRuns: 300 },
  );
});

it('finds the records that another library wrote, with their lines', () => {
  const cell = fc.constantFrom('', 'a', 'b "c"', 'x,y', 'two\nlines', 'a\n\nb', '"', ' ');
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
      rows => {
        const texts = rows.map(row => stringify([row], { eof: false }));
        const records = split([`${texts.join('\n')}\n`]);
        expect(records.map(({ text }) => text)).toEqual(texts);
        expect(records.map(({ fault }) => fault)).toEqual(texts.map(() => null));
        expect(records.map(({ cells }) => cells)).toEqual(
          rows.map((row, at) => (texts[at]?.includes('"') ? null : row)),
        );
        let line = 1;
        for (const [at, text] of texts.entries()) {
          expect(records[at]?.line).toBe(line);
          line += text.split('\n').length;
        }
      },
    ),
  );
});

it.each<[string, (readonly [number, string, string | null])[]]>([
  // line, text, fault
  [
    '"a\nb,c\nd',
    [
      [1, '"a', 'unclosed-quote'],
      [2, 'b,c', null],
      [3, 'd', null],
    ],
  ],
  [
    '"a"x\nb',
    [
      [1, '"a"x', 'bad-quote'],
      [2, 'b', null],
    ],
  ],
  [
    '"a" ,b\r\nc\r\n',
    [
      [1, '"a" ,b', 'bad-quote'],
      [2, 'c', null],
    ],
  ],
  [
    'a"b,c\n"d\ne",f\ng',
    [
      [1, 'a"b,c', null],
      [2, '"d\ne",f', null],
      [4, 'g', null],
    ],
  ],
  [
    '"a"\r\n"b"',
    [
      [1, '"a"', null],
      [2, '"b"', null],
    ],
  ],
])('%j', (text, records) => {
  expect(split([text]).map(({ line, text: record, fault }) => [line, record, fault])).toEqual(records);
});

it('gives out what a quote held back a part at a time, all of it', () => {
  const lines = 100_000;
  const parts = [...createSplitter(',', '\n').push(`"never closed${'\n'.repeat(lines)}`, true)];
  expect(Math.max(...parts.map(part => part.length))).toBeLessThan(lines / 2);
  expect(parts.flat().map(({ line }) => line)).toEqual(Array.from({ length: lines }, (_, l) => l + 1));
});
