// Whether a zone is too large for one rep, where reps take different times for its visits.

import { expect, it } from 'vitest';
import { splitOversized } from '../../src/app/split-zones.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { type AccountSpec, gridZones, makeContext, makeRep } from '../model/world.ts';

const zones = { ...gridZones(1, 2), areaKm2: Float64Array.of(0, 0) };
const settings = { ...DEFAULT_SETTINGS, measures: [{ name: 'workload', tolerance: 0.1 }] };
// 40 hours of visits in the first zone
const accounts: AccountSpec[] = Array.from({ length: 10 }, () => ({
  zone: 0,
  visits: 4,
  minutes: 60,
  segment: 'health',
}));

async function parts(paces: readonly number[], targets: readonly number[]): Promise<number> {
  const reps = paces.map((pace, j) =>
    makeRep(`R${j}`, { segmentProductivity: new Map([['health', pace]]), lat: 0, lon: j / 10 }),
  );
  const context = makeContext(zones, accounts, reps, { settings });
  const { splits, issues } = await splitOversized(context, Float64Array.from(targets));
  expect(issues.length).toBe(splits.length);
  return splits[0]?.parts.length ?? 0;
}

it('splits a zone that no rep has room for at his own pace', async () => {
  expect(await parts([1, 1], [40, 40])).toBe(0);
  expect(await parts([0.5, 0.5], [40, 40])).toBeGreaterThan(1);
  expect(await parts([1, 1], [30, 30])).toBeGreaterThan(1);
  // quick enough
  expect(await parts([1.4, 1.4], [30, 30])).toBe(0);
});

it('leaves it whole when one of them has, however slow the others are', async () => {
  expect(await parts([0.5, 1], [40, 40])).toBe(0);
  // the quick one has too small a share, the slow one too few hours
  expect(await parts([0.5, 2], [40, 15])).toBeGreaterThan(1);
  expect(await parts([0.5, 2], [40, 20])).toBe(0);
});
