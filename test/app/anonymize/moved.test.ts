import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isoDay } from '../../../src/app/anonymize/accounts.ts';
import { jittered, secretMotion } from '../../../src/app/anonymize/moved.ts';
import { greatCircleKm } from '../../../src/geo/sphere.ts';
import { dayNumber } from '../../../src/model/hand-over.ts';

it('writes days as they were read', () => {
  fc.assert(
    fc.property(fc.integer({ min: -400_000, max: 2_000_000 }), days => {
      expect(dayNumber(isoDay(days))).toBe(days);
    }),
    { numRuns: 2000 },
  );
  // of the platform's calendar, which is written by others
  expect(isoDay(19_797)).toBe('2024-03-15');
  expect(isoDay(11_016)).toBe('2000-02-29');
});

const degrees = (from: number, to: number) => fc.double({ min: from, max: to, noNaN: true });

it('turns a map without changing distances, and moves no place farther than it says', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 32, maxLength: 32 }),
      fc.array(fc.tuple(degrees(-80, 80), degrees(-180, 180)), { minLength: 2, maxLength: 6 }),
      (secret, places) => {
        const lat = Float64Array.from(places, place => place[0]);
        const lon = Float64Array.from(places, place => place[1]);
        const { move } = secretMotion(secret, lat, lon);
        const moved = places.map(([y, x]) => move(y, x));
        for (const [i, [y, x]] of places.entries()) {
          const [my, mx] = moved[i] as readonly [number, number];
          expect(Math.abs(mx)).toBeLessThanOrEqual(180);
          const [y0, x0] = places[0] as [number, number];
          const [my0, mx0] = moved[0] as readonly [number, number];
          expect(greatCircleKm(my0, mx0, my, mx)).toBeCloseTo(greatCircleKm(y0, x0, y, x), 3);
          const near = jittered(secret, `place ${i}`, [y, x], 300, () => true);
          expect(greatCircleKm(y, x, near[0], near[1])).toBeLessThan(0.301);
        }
      },
    ),
  );
});

it('stays where it is when no place nearby is in the same zone', () => {
  expect(jittered(new Uint8Array(32), 'a', [48, -2], 1000, () => false)).toEqual([48, -2]);
});
