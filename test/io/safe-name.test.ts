import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeNames } from '../../src/io/safe-name.ts';

test('plain ids keep their names', () => {
  expect(safeNames(['R01', 'Île-de-France', '75 nord', 'a.b_c', '北京'])).toEqual([
    'R01',
    'Île-de-France',
    '75 nord',
    'a.b_c',
    '北京',
  ]);
});

test('what is dangerous is replaced, and a hash keeps it apart', () => {
  const ids = [
    '..',
    '../../etc/passwd',
    'CON',
    'nul.csv',
    'a/b',
    'a\\b',
    'x\u0000y',
    '\u202egnp',
    '',
    ' ',
    '-rf',
    'end.',
    '.hidden',
    '😀',
    'a:b',
    'a\nb',
  ];
  const names = safeNames(ids);
  for (const name of names) {
    expect(name).toMatch(/^[\p{L}\p{N}\p{M}_][\p{L}\p{N}\p{M}._ -]*-[0-9a-f]{10}$/u);
    expect(name).not.toMatch(/^(con|nul)(\.|-|$)/i);
  }
  expect(new Set(names).size).toBe(ids.length);
});

test('ids that differ in case or Unicode form only are different files everywhere', () => {
  const names = safeNames(['r1', 'R1', 'é', 'e\u0301', 'straße', 'STRASSE']);
  const folded = names.map(name => name.normalize('NFC').toUpperCase());
  expect(new Set(folded).size).toBe(names.length);
});

test('an id that looks like another’s hashed name', () => {
  const [hashed] = safeNames(['a/b']) as [string];
  const names = safeNames(['a/b', hashed]);
  expect(new Set(names).size).toBe(2);
});

test('always safe, always different, whatever the order', () => {
  const id = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.constantFrom('CON', '..', 'A', 'a', 'ﬁ', 'fi', '\ud800'),
  );
  fc.assert(
    fc.property(fc.uniqueArray(id, { maxLength: 12 }), ids => {
      const names = safeNames(ids);
      expect(new Set(names.map(name => name.normalize('NFC').toLowerCase())).size).toBe(ids.length);
      for (const name of names) {
        expect(Buffer.byteLength(`${name}.geojson`)).toBeLessThanOrEqual(100);
        expect(name).not.toBe('');
        expect(name).not.toMatch(/[/\\:*?"<>|\p{C}]|^[.\s-]|[.\s]$/u);
      }
      expect(safeNames([...ids].reverse()).reverse()).toEqual(names);
    }),
    { numRuns: 500 },
  );
});
