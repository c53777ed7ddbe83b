import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Measure, Together } from '../../src/model/context.ts';
import type { Reps } from '../../src/model/records.ts';
import { togetherOf, unitsOf } from '../../src/model/together.ts';
import { gridZones } from './world.ts';

const kinds = fc.record({
  n: fc.integer({ min: 1, max: 25 }),
  kinds: fc.array(
    fc.record({
      price: fc.constantFrom(null, null, 4),
      areas: fc.array(fc.integer({ min: -1, max: 5 }), { minLength: 25, maxLength: 25 }),
    }),
    { minLength: 1, maxLength: 3 },
  ),
});

test('zones are one unit when whole areas join them, directly or by way of others', () => {
  fc.assert(
    fc.property(kinds, ({ n, kinds }) => {
      const together = kinds.map(
        ({ price, areas }): Together => ({
          column: '',
          price,
          ids: ['0', '1', '2', '3', '4', '5'],
          of: Int32Array.from(areas.slice(0, n)),
          tooLarge: [],
        }),
      );
      const units = unitsOf(together, n);
      if (together.every(({ price }) => price !== null)) {
        expect(units).toBeNull();
        return;
      }
      // Warshall's closure of "in the same whole area"
      const same = Array.from({ length: n }, (_, i) => Array.from({ length: n }, (_, h) => i === h));
      for (const { price, of } of together)
        for (let i = 0; i < n; i++)
          for (let h = 0; h < n; h++)
            if (price === null && of[i]! >= 0 && of[i] === of[h]) same[i]![h] = true;
      for (let via = 0; via < n; via++)
        for (let i = 0; i < n; i++)
          for (let h = 0; h < n; h++) same[i]![h] ||= same[i]![via]! && same[via]![h]!;
      for (let i = 0; i < n; i++)
        for (let h = 0; h < n; h++) expect(units!.of[i] === units!.of[h]).toBe(same[i]![h]);
      expect(new Set(units!.of).size).toBe(units!.count);
      expect([...new Set(units!.of)]).toEqual([...Array(units!.count).keys()]);
    }),
  );
});

test('exceptions and blank cells are in no area; what weighs more than the largest target and its tolerance may be cut', () => {
  const zones = {
    ...gridZones(1, 6),
    parents: new Map([['canton', ['A', 'A', '', 'B', 'B', '__proto__']]]),
  };
  const measure: Measure = {
    name: 'potential',
    tolerance: 0.1,
    unit: '',
    perZone: Float64Array.of(30, 26, 4, 10, 20, 10),
    perAccount: null,
  };
  const targets = new Map<string, number>();
  const reps = { list: [{ targets }, { targets }] } as unknown as Reps;
  const share = Float64Array.of(0.5, 0.5);
  const named = new Uint8Array(0);
  const of = (except: string[], price: number | null, measures = [measure]) =>
    togetherOf([{ column: 'canton', price, except }], zones, measures, named, reps, share)[0]!;
  // 56 of 100 are more than 1.1 × 50
  expect(of([], null)).toMatchObject({ ids: ['A', 'B', '__proto__'], tooLarge: ['A'] });
  expect([...of([], null).of]).toEqual([-1, -1, -1, 1, 1, 2]);
  expect([...of(['B'], null).of]).toEqual([-1, -1, -1, -1, -1, 1]);
  // with a price nothing is too large
  expect([...of([], 5).of]).toEqual([0, 0, -1, 1, 1, 2]);
  expect(of([], null, [{ ...measure, tolerance: 0.12 }]).tooLarge).toEqual([]);
  targets.set('potential', 60);
  expect(of([], null).tooLarge).toEqual([]);
});
