import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowStoreBuilder } from '../../src/io/row-store.ts';

const cell = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', '\u0000', '\u0001', '__proto__', 'é€😀', '\r\n', '"', 'x'.repeat(70_000)),
);

test('gives back every cell', () => {
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 60 }), rows => {
      const builder = new RowStoreBuilder();
      for (const row of rows) builder.append(row);
      const store = builder.finish(['a']);
      expect(store.length).toBe(rows.length);
      rows.forEach((row, index) => {
        expect(store.cells(index)).toEqual(row);
      });
    }),
    { numRuns: 60 },
  );
});

test('rows larger than a segment, and rows that fill one to the last byte', () => {
  const builder = new RowStoreBuilder();
  const rows = [
    ['é'.repeat(5 << 20)],
    ['x'.repeat(1 << 22)],
    ['y'.repeat((1 << 22) - 1), ''],
    ['', ''],
    ['end'],
  ];
  for (const row of rows) builder.append(row);
  rows.forEach((row, index) => {
    expect(builder.cells(index)).toEqual(row);
  });
  expect(() => builder.cells(5)).toThrow(RangeError);
});

test('200 000 rows stay near the size of their text', () => {
  const builder = new RowStoreBuilder();
  const before = process.memoryUsage();
  let bytes = 0;
  for (let i = 0; i < 200_000; i++) {
    const row = [
      `C${i}`,
      `Établissement ${i}`,
      '75001',
      '48.85661',
      '2.35222',
      String(i * 7),
      'A',
      'R12',
      '',
      '',
      '4',
      '60',
    ];
    bytes += row.join(',').length + 1;
    builder.append(row);
  }
  const after = process.memoryUsage();
  // buffers live outside the heap; both counts move, so only the buffers are held to the text's size
  expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(2 * bytes + (8 << 20));
  expect(builder.cells(199_999)[1]).toBe('Établissement 199999');
});
