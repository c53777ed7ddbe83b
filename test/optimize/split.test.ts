import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oversizedZones, splitAccounts } from '../../src/optimize/split.ts';

const point = fc.record({
  lat: fc.double({ min: 40, max: 50, noNaN: true }),
  lon: fc.double({ min: -5, max: 9, noNaN: true }),
  w: fc.double({ min: 0.5, max: 2, noNaN: true }),
});

function split(accounts: readonly { lat: number; lon: number; w: number }[], parts: number, seed = 1) {
  return splitAccounts(
    { lat: Float64Array.from(accounts, a => a.lat), lon: Float64Array.from(accounts, a => a.lon) },
    [Float64Array.from(accounts, a => a.w)],
    parts,
    seed,
  );
}

describe('splitAccounts', () => {
  it('numbers the parts without gaps, each with an account, as many as asked where there are enough', () => {
    fc.assert(
      fc.property(
        fc.array(point, { minLength: 1, maxLength: 60 }),
        fc.integer({ min: 1, max: 12 }),
        (a, p) => {
          const parts = new Set(split(a, p));
          expect(parts).toEqual(new Set(Array.from({ length: Math.min(p, a.length) }, (_, x) => x)));
        },
      ),
    );
  });

  it('balances: no part is over its share by more than an account or two per cut', () => {
    fc.assert(
      fc.property(
        fc.array(point, { minLength: 40, maxLength: 120 }),
        fc.integer({ min: 2, max: 8 }),
        (a, p) => {
          const label = split(a, p);
          const sum = new Float64Array(p);
          let total = 0;
          a.forEach((account, x) => {
            sum[label[x]] += account.w;
            total += account.w;
          });
          // each of the log2(p) cuts on the way misses its goal by at most half an account, 2 at most
          for (const s of sum) expect(Math.abs(s - total / p)).toBeLessThanOrEqual(2 + 1e-9);
        },
      ),
    );
  });

  it('does not depend on the order of the accounts', () => {
    fc.assert(
      fc.property(fc.uniqueArray(point, { minLength: 2, maxLength: 50, selector: a => a.lat }), a => {
        const label = split(a, 5);
        const order = a.map((_, x) => x).sort((x, y) => a[x].w - a[y].w);
        const other = split(
          order.map(x => a[x]),
          5,
        );
        order.forEach((x, at) => {
          expect(other[at]).toBe(label[x]);
        });
      }),
    );
  });

  it('separates two towns', () => {
    const towns = [0, 1].flatMap(t =>
      Array.from({ length: 20 }, (_, x) => ({ lat: 45 + t, lon: 1 + (x % 5) / 100, w: 1 + (x % 3) })),
    );
    const label = split(towns, 2);
    expect(new Set(label.slice(0, 20)).size).toBe(1);
    expect(new Set(label.slice(20)).size).toBe(1);
    expect(label[0]).not.toBe(label[20]);
  });

  it('splits by number where nothing weighs, and leaves one part where one is asked', () => {
    const flat = Array.from({ length: 10 }, (_, x) => ({ lat: 45, lon: x, w: 0 }));
    const label = split(flat, 2);
    expect(label.filter(p => p === 0).length).toBe(5);
    expect([...split(flat, 1)]).toEqual(new Array(10).fill(0));
  });
});

describe('oversizedZones', () => {
  it('finds what no rep may hold, and asks for parts of a third of the smallest target', () => {
    const loads = [Float64Array.of(1, 23, 5), Float64Array.of(10, 10, 70)];
    // two reps, targets 10 and 20; 60 and 60
    const target = Float64Array.of(10, 60, 20, 60);
    const found = oversizedZones(loads, target, Float64Array.of(0.1, 0.1), 2, 2);
    expect(found).toEqual([
      { zone: 1, parts: 7 },
      { zone: 2, parts: 4 },
    ]);
  });

  it('asks for no parts by a measure of which no rep has a target', () => {
    const loads = [Float64Array.of(5, 23), Float64Array.of(1, 99)];
    // two reps, targets 10 and 20; none and none
    const target = Float64Array.of(10, 0, 20, 0);
    expect(oversizedZones(loads, target, Float64Array.of(0.1, 0.1), 2, 2)).toEqual([{ zone: 1, parts: 7 }]);
    expect(oversizedZones([Float64Array.of(5)], Float64Array.of(0, 0), Float64Array.of(0.1), 2, 1)).toEqual(
      [],
    );
  });

  it('leaves what exactly fits the largest rep', () => {
    expect(oversizedZones([Float64Array.of(11)], Float64Array.of(10), Float64Array.of(0.1), 1, 1)).toEqual(
      [],
    );
  });
});
