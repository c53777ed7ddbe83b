import { expect, test } from 'vitest';
import { makeVertexCut } from '../../../src/optimize/exact/vertex-cut.ts';
import { makeRandom, randomInt } from '../../../src/optimize/random.ts';
import { randomProblem } from '../random-problem.ts';

/** Zones reached from a without entering the separator. */
function reached(
  { offsets, neighbors }: ReturnType<typeof randomProblem>,
  a: number,
  separator: Set<number>,
): Set<number> {
  const seen = new Set([a]);
  for (const i of seen) {
    for (const h of neighbors.subarray(offsets[i], offsets[i + 1])) if (!separator.has(h)) seen.add(h);
  }
  return seen;
}

test('the cheapest of all separators, on 200 tiny maps', () => {
  let separated = 0;
  for (let seed = 0; seed < 200; seed++) {
    const random = makeRandom(seed);
    const problem = randomProblem({ n: 4 + randomInt(random, 9), k: 2, m: 1, seed });
    const { n } = problem;
    const price = Float64Array.from({ length: n }, () => (random() < 0.3 ? 0 : random()));
    const [a, b] = [0, n - 1];
    let least = Infinity;
    for (let set = 0; set < 2 ** n; set++) {
      const zones = Array.from({ length: n }, (_, i) => i).filter(i => (set >> i) & 1);
      if (zones.includes(a) || zones.includes(b)) continue;
      if (reached(problem, a, new Set(zones)).has(b)) continue;
      least = Math.min(
        least,
        zones.reduce((sum, i) => sum + price[i], 0),
      );
    }
    const cut = makeVertexCut(problem)(price, a, b, Infinity);
    if (least === Infinity) {
      expect(cut).toBe(null);
      continue;
    }
    separated++;
    expect(cut!.value).toBeCloseTo(least, 9);
    expect(cut!.separator.reduce((sum, i) => sum + price[i], 0)).toBeCloseTo(least, 9);
    const side = reached(problem, a, new Set(cut!.separator));
    expect(side.has(b)).toBe(false);
    expect([...side].sort((x, y) => x - y)).toEqual(cut!.side);
    // a separator as dear as that is not worth telling
    if (least > 0) expect(makeVertexCut(problem)(price, a, b, least)).toBe(null);
  }
  expect(separated).toBeGreaterThan(100);
});
