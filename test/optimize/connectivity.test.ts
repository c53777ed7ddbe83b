import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/model/problem.ts';
import { makeConnectivity, pocketBehind, removable } from '../../src/optimize/connectivity.ts';
import { makeRandom, randomInt } from '../../src/optimize/random.ts';
import { repair } from '../../src/optimize/repair.ts';
import { makeState, setLoose, shift } from '../../src/optimize/state.ts';
import { anyAssignment, extraPieces, pieces, problems } from './arbitrary.ts';
import { randomProblem } from './random-problem.ts';

/** a hub with so many neighbors that they do not fit the bit set, and a ring around it */
function wheel(spokes: number): Problem {
  const base = randomProblem({ n: spokes + 1, k: 2, m: 1, seed: 1 });
  const lists = [
    Array.from({ length: spokes }, (_, s) => s + 1),
    ...Array.from({ length: spokes }, (_, s) => [0, ((s + spokes - 1) % spokes) + 1, ((s + 1) % spokes) + 1]),
  ];
  const offsets = new Int32Array(spokes + 2);
  lists.forEach((list, i) => {
    offsets[i + 1] = offsets[i] + list.length;
  });
  return { ...base, offsets, neighbors: Int32Array.from(lists.flatMap(l => l.sort((a, b) => a - b))) };
}

describe('removable', () => {
  it('agrees with a full walk, before and after moves, and names the pocket it would cut off', () => {
    fc.assert(
      fc.property(problems(), fc.integer({ min: 0, max: 1e9 }), (problem, seed) => {
        const random = makeRandom(seed);
        const start = repair(problem, anyAssignment(problem, random));
        fc.pre(extraPieces(problem, start) === 0);
        const state = makeState(problem, start);
        const net = makeConnectivity(problem);
        for (let step = 0; step < 60; step++) {
          const i = randomInt(random, problem.n);
          const j = state.rep[i];
          const rest = pieces(problem, z => state.rep[z] === j && z !== i);
          const may = removable(net, state, i);
          expect(may).toBe(rest === 1);
          if (!may && rest > 1) {
            const size = pocketBehind(net, state, i, problem.n);
            const pocket = new Set(net.pocket.subarray(0, size));
            expect(size).toBeGreaterThan(0);
            expect(pocket.size).toBe(size);
            expect(pieces(problem, z => state.rep[z] === j && z !== i && !pocket.has(z))).toBe(1);
            for (const z of pocket) expect(state.rep[z]).toBe(j);
          }
          const next = problem.neighbors[problem.offsets[i]];
          const to = state.rep[next];
          if (may && to !== j && problem.cost[i * problem.k + to] < Infinity) shift(state, i, to);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('walks where a zone has more neighbors than the local test holds', () => {
    const problem = wheel(40);
    const net = makeConnectivity(problem);
    const all = makeState(problem, new Int32Array(41));
    expect(removable(net, all, 0)).toBe(true);
    // two opposite spokes away: the ring falls in two, only the hub holds it together
    const cut = new Int32Array(41);
    cut[1] = 1;
    cut[21] = 1;
    expect(removable(makeConnectivity(problem), makeState(problem, cut), 0)).toBe(false);
    const alone = new Int32Array(41).fill(1);
    alone[0] = 0;
    expect(removable(makeConnectivity(problem), makeState(problem, alone), 0)).toBe(false);
  });

  it('gives long walks up, but not all of them, and never the wrong way', () => {
    // a rim of 400 around a hub of the other rep: any one zone may go, but only a walk all around can tell
    const problem = wheel(400);
    const rim = Int32Array.from({ length: 401 }, (_, i) => (i === 0 ? 1 : 0));
    const state = makeState(problem, rim);
    const net = makeConnectivity(problem);
    const said = Array.from({ length: 16 }, (_, s) => removable(net, state, 10 + 20 * s));
    expect(said.filter(may => may)).toHaveLength(2);
    said.forEach((may, s) => {
      if (!may) expect(pocketBehind(net, state, 10 + 20 * s, 40)).toBe(0);
    });
    // with a gap in the rim every zone cuts it, but for the two beside the gap
    const gap = rim.slice();
    gap[1] = 1;
    const open = makeState(problem, gap);
    for (let s = 3; s < 399; s += 9) expect(removable(net, open, s)).toBe(false);
    expect(removable(net, open, 2)).toBe(true);
    expect(pocketBehind(net, open, 12, 40)).toBe(10);
  });

  it('lets loose zones go, and does not count on them', () => {
    // 0 - 1 - 2 - 3 - 4 - 5, rep 0 on 0 1 and 4 5, rep 1 between
    const base = randomProblem({ n: 6, k: 2, m: 1, seed: 1 });
    const problem: Problem = {
      ...base,
      offsets: Int32Array.of(0, 1, 3, 5, 7, 9, 10),
      neighbors: Int32Array.of(1, 0, 2, 1, 3, 2, 4, 3, 5, 4),
    };
    const state = makeState(problem, Int32Array.of(0, 0, 1, 1, 0, 0));
    setLoose(state, [4, 5]);
    const net = makeConnectivity(problem);
    expect(removable(net, state, 4)).toBe(true);
    expect(removable(net, state, 5)).toBe(true);
    expect(removable(net, state, 0)).toBe(true);
    shift(state, 0, 1);
    expect(removable(net, state, 1)).toBe(false);
    shift(state, 4, 1);
    expect(state.looseCount).toBe(1);
    shift(state, 4, 0);
    shift(state, 3, 0);
    shift(state, 2, 0);
    expect(state.looseCount).toBe(0);
  });
});
