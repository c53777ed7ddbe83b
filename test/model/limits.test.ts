import { expect, test } from 'vitest';
import { limitsOf } from '../../src/model/limits.ts';
import type { Zones } from '../../src/model/records.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';

test('a zone too few weighs the same whatever the limit above, and without one', () => {
  const placing = {
    zones: { count: 600 } as Zones,
    accounts: null,
    zoneOf: new Int32Array(0),
    named: new Uint8Array(0),
    sectors: 6,
  };
  const unitFor = (max: number | null) =>
    limitsOf({ ...DEFAULT_SETTINGS, limits: [{ of: 'zones', min: 40, max }] }, placing)[0]?.unit;
  expect([null, 120, 1e6].map(unitFor)).toEqual([100, 100, 100]);
});
