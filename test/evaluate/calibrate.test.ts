// The fit finds the constants that travel was made with, and leaves reps without tours out of it.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makePlan } from '../../src/app/plan.ts';
import { calibrate, type TouredTravel } from '../../src/evaluate/calibrate.ts';
import { plannedService } from '../../src/evaluate/service.ts';
import { tally, travelHours, travelKm } from '../../src/evaluate/tally.ts';
import { travelOf } from '../../src/geo/travel.ts';
import { PROFILES } from '../../src/io/csv.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';

const files = {
  accounts: 'fixtures/bretagne/accounts.csv',
  reps: 'fixtures/bretagne/reps.csv',
  zones: 'fixtures/bretagne/zones.geojson',
  aliases: null,
};
const { context, result } = await makePlan(
  {
    ...{
      files,
      map: new Map(),
      layer: 'default',
      profile: PROFILES.default,
      raw: false,
      lang: 'en' as const,
    },
    settings: { ...DEFAULT_SETTINGS, effort: 'fast' },
    diagnosis: false,
    threads: 1,
  },
  {},
);
const service = plannedService(result);
const travel = travelOf(context);

/** What the approximation with these constants says, as if it were tours. */
function asTours(visitsPerTour: number, localFactor: number): TouredTravel {
  const settings = { ...context.settings, visitsPerTour, localFactor };
  const sums = tally({ ...context, settings }, service, travel);
  const of = (value: typeof travelHours) => Float64Array.from(context.reps.list, (_, j) => value(sums, j));
  return { hours: of(travelHours), km: of(travelKm) };
}

it('finds the constants again', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 1.5, max: 12, noNaN: true }),
      fc.double({ min: 0.2, max: 6, noNaN: true }),
      (visits, factor) => {
        const found = calibrate(context, service, travel, asTours(visits, factor))!;
        expect(found.visitsPerTour / visits).toBeCloseTo(1, 1);
        const [wanted, now] = [asTours(visits, factor), asTours(found.visitsPerTour, found.localFactor)];
        for (const what of ['hours', 'km'] as const)
          now[what].forEach((value, j) => {
            expect(Math.abs(value / wanted[what][j]! - 1)).toBeLessThan(0.005);
          });
      },
    ),
    { numRuns: 25, seed: 3 },
  );
});

it('leaves out who has no tours, and says nothing where nobody has', () => {
  const { hours, km } = asTours(4, 1.5);
  const none = { hours: hours.map(() => Number.NaN), km: km.map(() => Number.NaN) };
  expect(calibrate(context, service, travel, none)).toBeNull();
  const some = {
    hours: hours.map((v, j) => (j < 3 ? v : Number.NaN)),
    km: km.map((v, j) => (j < 3 ? v : Number.NaN)),
  };
  const found = calibrate(context, service, travel, some)!;
  expect(found.visitsPerTour).toBeCloseTo(4, 1);
  expect(found.localFactor).toBeCloseTo(1.5, 1);
});
