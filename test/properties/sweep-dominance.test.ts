// Dominance by sorting, against its definition looked up pair by pair.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Candidate, dominanceOf, dominates, dominators } from '../../src/evaluate/sweep/dominance.ts';
import type { Figures } from '../../src/evaluate/sweep/row.ts';

// few different values: ties and equal plans are the difficult cases
const candidates = fc.integer({ min: 0, max: 3 }).chain(dimensions =>
  fc.array(
    fc.record({
      coordinates: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: dimensions, maxLength: dimensions }),
      broken: fc.integer({ min: 0, max: 2 }),
    }),
    { maxLength: 25 },
  ),
);

/** As docs/sweep.md says it. */
function better(a: Candidate, b: Candidate): boolean {
  const pairs = a.coordinates.map((value, c) => [value, b.coordinates[c] as number] as const);
  return pairs.every(([x, y]) => x <= y) && pairs.some(([x, y]) => x < y) && a.broken <= b.broken;
}

describe('dominators', () => {
  it('are the undominated ones that are better, for every candidate', () => {
    fc.assert(
      fc.property(candidates, list => {
        const best = list.map(b => !list.some(a => better(a, b)));
        const brute = list.map(b => list.flatMap((a, i) => (best[i] && better(a, b) ? [i] : [])));
        expect(dominators(list)).toEqual(brute);
        // nothing is dominated by nobody on the frontier
        for (const [i, by] of brute.entries()) expect(by.length === 0).toBe(best[i]);
      }),
    );
  });

  it('is an order: nobody dominates himself, and what dominates a dominator dominates', () => {
    fc.assert(
      fc.property(candidates, list => {
        for (const a of list) {
          expect(dominates(a, a)).toBe(false);
          for (const b of list)
            for (const c of list) if (dominates(a, b) && dominates(b, c)) expect(dominates(a, c)).toBe(true);
        }
      }),
    );
  });
});

const plan = (balance: number, hours: number, revenue: number | null, broken: string[] = []): Figures => ({
  ...{ objective: 1, gap: 0, deviations: {}, balance, hours, km: 1, kgCo2: null, cost: null, broken },
  moved: revenue === null ? null : { revenue, potential: null, accounts: 0.5, zones: 0.5 },
});

describe('plans compared', () => {
  it('by balance, travel and what moves, and only by what all of them know', () => {
    expect(dominanceOf([plan(0.1, 100, 0.2), plan(0.1, 100, 0.3), null, plan(0.05, 120, 0.1)])).toEqual([
      [],
      [0],
      null,
      [],
    ]);
    // without an incumbent in one of them, disruption says nothing
    expect(dominanceOf([plan(0.1, 100, 0.9), plan(0.2, 100, null)])).toEqual([[], [0]]);
  });

  it('a better plan that breaks a promise more does not dominate', () => {
    expect(dominanceOf([plan(0.05, 90, 0.1, ['contiguity']), plan(0.1, 100, 0.2)])).toEqual([[], []]);
    expect(dominanceOf([plan(0.05, 90, 0.1, ['a']), plan(0.1, 100, 0.2, ['b'])])).toEqual([[], [0]]);
  });
});
