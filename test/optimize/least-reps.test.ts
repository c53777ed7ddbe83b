// How few reps an area can do with, against trying every set of them.

import { expect, it } from 'vitest';
import { leastReps } from '../../src/optimize/least-reps.ts';
import { randomProblem } from './random-problem.ts';

const LARGE = 0.02;

it('no set of fewer reps has room for the area, and what they lack is at least what is said', () => {
  let needed = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const problem = randomProblem({
      ...{ n: 40, k: 5, m: 2, seed, preferred: 1 },
      tolerance: seed % 3 ? 0.1 : 0.4,
      repDependent: seed % 2 === 0,
      forbidden: seed % 4 ? 0 : 0.3,
    });
    const { n, k, m, cost, loads, target, fixedLoad, tolerance, preferred } = problem;
    const found = leastReps(problem);
    expect(found.length).toBe(2);
    for (const [kind, areas] of preferred!.entries()) {
      expect(found[kind].length).toBe(areas.size.length);
      for (const [area, size] of areas.size.entries()) {
        const need = found[kind][area];
        // by measure: what the area weighs at least, and the room of each rep, in units
        const facts = loads.map((a, q) => {
          let weight = 0;
          for (let i = 0; i < n; i++) {
            if (areas.of[i] !== area) continue;
            const own = Array.from({ length: k }, (_, j) => (a.length === n ? a[i] : a[i * k + j]));
            weight += Math.min(...own.filter((_, j) => cost[i * k + j] < Infinity));
          }
          const targets = Array.from({ length: k }, (_, j) => target[j * m + q]);
          const rooms = targets.map((t, j) => Math.max(0, (1 + tolerance[q]) * t - fixedLoad[j * m + q]));
          return { weight, rooms, largest: Math.max(...targets) };
        });
        /** reps without whom it is too much by more than a trifle, at least */
        const least = (q: number): number => {
          let best = k;
          for (let set = 0; set < 1 << k; set++) {
            const held = facts[q].rooms.filter((_, j) => (set >> j) & 1);
            const room = held.reduce((sum, r) => sum + r, 0);
            if (facts[q].weight - room <= LARGE * facts[q].largest) best = Math.min(best, held.length);
          }
          return best;
        };
        const most = size < 2 ? 0 : Math.max(...facts.map((_, q) => least(q)));
        if (most < 2) {
          expect(need).toBeNull();
          continue;
        }
        needed++;
        expect(need!.reps).toBe(most);
        expect(least(need!.measure)).toBe(most);
        const { weight, rooms, largest } = facts[need!.measure];
        const falling = rooms.toSorted((a, b) => b - a);
        const lack = Array.from({ length: most }, (_, s) => {
          const room = falling.slice(0, s).reduce((sum, r) => sum + r, 0);
          return (weight - room) / largest / (most - s);
        });
        expect(need!.missing).toBeCloseTo(Math.min(...lack), 9);
      }
    }
  }
  expect(needed).toBeGreaterThan(20);
});
