import fc from 'fast-check';
import { expect, test } from 'vitest';
import { developerNames } from '../../../src/app/export/developer-names.ts';

const named = (...texts: string[]) => texts.map(text => ({ key: JSON.stringify(text), text }));

test('keeps what is a name, and mends what is not', () => {
  expect(developerNames(named('R01', 'Île-de-France – Est', '75', 'R09.field', '__x__'))).toEqual([
    'R01',
    'Ile_de_France_Est',
    'T_75',
    'R09_field',
    'x',
  ]);
  expect(developerNames(named('75'), 'FR_')).toEqual(['FR_75']);
});

test('of several that would have one name, the one that is called so keeps it', () => {
  const [a, b, c] = developerNames(named('R_1', 'R 1', 'r-1'));
  expect(a).toBe('R_1');
  expect(b).toMatch(/^R_1_[0-9a-f]{8}$/);
  expect(c).toMatch(/^r_1_[0-9a-f]{8}$/);
});

test('always follows the rules of Salesforce, whatever the ids are', () => {
  const texts = fc.uniqueArray(
    fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.stringMatching(/^[rR][ _-]?[12]{1,3}$/)),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(texts, fc.constantFrom('', 'FR_', 'X'), (list, prefix) => {
      const names = developerNames(named(...list), prefix);
      for (const name of names) {
        expect(name).toMatch(/^[A-Za-z](?:_?[A-Za-z0-9])*$/);
        expect(name.length).toBeLessThanOrEqual(80);
      }
      expect(new Set(names.map(name => name.toLowerCase())).size).toBe(list.length);
    }),
  );
});
