import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { greatCircleKm } from '../../src/geo/sphere.ts';
import { makeTravel } from '../../src/geo/travel.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { dataDir } from './real-data.ts';

const simple = makeTravel({
  circuity: 1.5,
  accessMinutes: 2,
  speeds: [
    { upToKm: 10, kmPerHour: 30 },
    { upToKm: 40, kmPerHour: 60 },
    { upToKm: null, kmPerHour: 120 },
  ],
});
const standard = makeTravel(DEFAULT_SETTINGS.travel);
const lat = fc.double({ min: -85, max: 85, noNaN: true });
const lon = fc.double({ min: -180, max: 180, noNaN: true });

describe('makeTravel', () => {
  it('goes through the speed classes one after the other', () => {
    expect(simple.minutesForKm(4)).toBeCloseTo(2 + 6 * 2, 10); // 6 road km at 30
    expect(simple.minutesForKm(20)).toBeCloseTo(2 + 20 + 20, 10); // 10 at 30, 20 at 60
    expect(simple.minutesForKm(60)).toBeCloseTo(2 + 20 + 30 + 25, 10); // 10, 30, 50 at 120
  });

  it('takes no time to stay, and access time for the shortest trip', () => {
    expect(simple.minutes(48, 2, 48, 2)).toBe(0);
    expect(simple.minutes(48, 2, 48, 2 + 1e-9)).toBeGreaterThan(2);
    expect(simple.km(48, 2, 48, 2)).toBe(0);
  });

  it('is continuous where one class ends and the next begins', () => {
    for (const road of [10, 40]) {
      const crow = road / 1.5;
      expect(simple.minutesForKm(crow + 1e-9) - simple.minutesForKm(crow - 1e-9)).toBeLessThan(1e-6);
    }
  });

  it('is symmetric, and longer distances take longer', () => {
    fc.assert(
      fc.property(lat, lon, lat, lon, (a, b, c, d) => {
        expect(standard.minutes(a, b, c, d)).toBe(standard.minutes(c, d, a, b));
        const km = greatCircleKm(a, b, c, d);
        expect(standard.minutesForKm(km + 1)).toBeGreaterThan(standard.minutesForKm(km));
        expect(standard.km(a, b, c, d)).toBe(DEFAULT_SETTINGS.travel.circuity * km);
      }),
    );
  });

  it('fills a table with the very same bits as single questions, one row per destination', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(lat, lon), { maxLength: 6 }),
        fc.array(fc.tuple(lat, lon), { maxLength: 6 }),
        (from, to) => {
          const table = standard.minutesTable(
            from.map(p => p[0]),
            from.map(p => p[1]),
            to.map(p => p[0]),
            to.map(p => p[1]),
          );
          expect(table.length).toBe(from.length * to.length);
          to.forEach((t, r) => {
            from.forEach((f, c) => {
              expect(table[r * from.length + c]).toBe(standard.minutes(f[0], f[1], t[0], t[1]));
            });
          });
        },
      ),
    );
  });

  it('says what is wrong with settings that make no sense', () => {
    const good = DEFAULT_SETTINGS.travel;
    const open = { upToKm: null, kmPerHour: 50 };
    expect(() => makeTravel({ ...good, circuity: 0.9 })).toThrow(/circuity/);
    expect(() => makeTravel({ ...good, accessMinutes: Number.NaN })).toThrow(/access_minutes/);
    expect(() => makeTravel({ ...good, speeds: [] })).toThrow(/at least one/);
    expect(() => makeTravel({ ...good, speeds: [open, open] })).toThrow(/only the last/);
    expect(() => makeTravel({ ...good, speeds: [{ upToKm: 5, kmPerHour: 0 }, open] })).toThrow(/km_per_hour/);
    expect(() =>
      makeTravel({ ...good, speeds: [{ upToKm: 5, kmPerHour: 9 }, { upToKm: 4, kmPerHour: 9 }, open] }),
    ).toThrow(/must increase/);
  });
});

describe('the defaults', () => {
  // Drives between French town centres as route planners give them, in minutes and km, rounded; free traffic.
  const drives: [string, number, number, number, number, number, number][] = [
    ['Paris–Lyon', 48.857, 2.352, 45.764, 4.836, 465, 270],
    ['Rennes–Brest', 48.117, -1.678, 48.39, -4.486, 241, 145],
    ['Lyon–Grenoble', 45.764, 4.836, 45.189, 5.725, 112, 78],
    ['Brest–Quimper', 48.39, -4.486, 47.996, -4.103, 72, 52],
    ['Lyon–Saint-Étienne', 45.764, 4.836, 45.44, 4.387, 62, 55],
    ['Rennes–Redon', 48.117, -1.678, 47.652, -2.085, 66, 60],
    ['Chartres–Orléans', 48.447, 1.489, 47.903, 1.909, 77, 68],
  ];
  it.each(drives)('are near a route planner for %s', (_name, a, b, c, d, km, minutes) => {
    expect(Math.abs(standard.km(a, b, c, d) / km - 1)).toBeLessThan(0.2);
    expect(Math.abs(standard.minutes(a, b, c, d) / minutes - 1)).toBeLessThan(0.2);
  });

  it('make a drive of 10 road km between towns 14 to 18 minutes, parking included', () => {
    const minutes = standard.minutesForKm(10 / DEFAULT_SETTINGS.travel.circuity);
    expect(minutes).toBeGreaterThan(14);
    expect(minutes).toBeLessThan(18);
  });
});

describe.skipIf(!existsSync(join(dataDir, 'osrm-samples')))('an OSRM server (shared data)', () => {
  // three points of Monaco: a hard case, hills and hairpins, where roads are twice as long as the air
  it('is within 4 minutes of it even in a town of hairpins', () => {
    const table = JSON.parse(readFileSync(join(dataDir, 'osrm-samples/table-3x3.json'), 'utf8'));
    const points = table.sources.map((s: { location: [number, number] }) => s.location);
    for (let f = 0; f < 3; f++) {
      for (let t = 0; t < 3; t++) {
        if (f === t) continue;
        const driving =
          standard.minutes(points[f][1], points[f][0], points[t][1], points[t][0]) -
          DEFAULT_SETTINGS.travel.accessMinutes;
        const osrm = table.durations[f][t] / 60;
        expect(Math.abs(driving - osrm)).toBeLessThan(4);
        expect(standard.km(points[f][1], points[f][0], points[t][1], points[t][0])).toBeLessThan(
          (3 * table.distances[f][t]) / 1000,
        );
      }
    }
  });
});
