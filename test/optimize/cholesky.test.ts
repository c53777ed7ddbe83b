import { expect, test } from 'vitest';
import { bandOrder, solveSemidefinite } from '../../src/optimize/cholesky.ts';
import { makeRandom } from '../../src/optimize/random.ts';

// a shuffled path of blocks: node a touches the one before and the one after it along `path`
function shuffledPath(nodes: number, block: number, seed: number): Float64Array {
  const random = makeRandom(seed);
  const path = Array.from({ length: nodes }, (_, a) => a).sort(
    (a, b) => ((a * 7 + 3) % nodes) - ((b * 7 + 3) % nodes),
  );
  const rows = nodes * block;
  const h = new Float64Array(rows * rows);
  for (let at = 0; at < nodes; at++) {
    for (let p = 0; p < block; p++) h[(path[at] * block + p) * (rows + 1)] = 10;
    if (at === 0) continue;
    const [a, b] = [Math.max(path[at - 1], path[at]), Math.min(path[at - 1], path[at])];
    for (let p = 0; p < block; p++)
      for (let q = 0; q < block; q++) h[(a * block + p) * rows + b * block + q] = random();
  }
  return h;
}

test('solves H x = b in any order of rows', () => {
  for (const [nodes, block] of [
    [1, 1],
    [20, 1],
    [20, 3],
  ]) {
    const rows = nodes * block;
    const h = shuffledPath(nodes, block, nodes);
    const b = Float64Array.from({ length: rows }, (_, r) => r - 3);
    const x = solveSemidefinite(h, rows, bandOrder(h, rows, block), b);
    for (let r = 0; r < rows; r++) {
      let sum = 0;
      for (let s = 0; s < rows; s++) sum += h[Math.max(r, s) * rows + Math.min(r, s)] * x[s];
      expect(sum).toBeCloseTo(b[r], 9);
    }
  }
});

test('the order is a permutation, keeps blocks together, and finds the path', () => {
  const h = shuffledPath(20, 2, 1);
  const order = bandOrder(h, 41, 2);
  expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 41 }, (_, r) => r));
  expect(order[40]).toBe(40);
  const path = bandOrder(shuffledPath(20, 1, 1), 20, 1);
  const place = new Map([...path].map((node, at) => [node, at]));
  const tie = shuffledPath(20, 1, 1);
  for (let a = 0; a < 20; a++) {
    for (let b = 0; b < a; b++)
      if (tie[a * 20 + b] !== 0) expect(Math.abs(place.get(a)! - place.get(b)!)).toBe(1);
  }
});

test('a singular direction gives a finite answer', () => {
  const x = solveSemidefinite(Float64Array.of(1, 0, -1, 1), 2, Int32Array.of(0, 1), Float64Array.of(1, -1));
  expect(x.every(Number.isFinite)).toBe(true);
});
