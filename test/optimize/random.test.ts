import { expect, test } from 'vitest';
import { fork, makeRandom, randomInt } from '../../src/optimize/random.ts';

test('the same seed gives the same numbers, another seed others', () => {
  const draw = (seed: number) => Array.from({ length: 20 }, makeRandom(seed));
  expect(draw(7)).toEqual(draw(7));
  expect(draw(7)).not.toEqual(draw(8));
  expect(draw(7)).not.toEqual(draw(7 + 2 ** 32));
});

test('the sequence is pinned: plans must not change between versions without notice', () => {
  const random = makeRandom(1);
  const first = Array.from({ length: 3 }, () => random() * 2 ** 32);
  expect(first.every(Number.isInteger)).toBe(true);
  expect(first).toEqual([3392949363, 894752886, 238014777]);
});

test('uniform in [0, 1): mean, variance and serial correlation of 100 000 draws', () => {
  const random = makeRandom(42);
  const n = 100_000;
  let sum = 0;
  let squares = 0;
  let products = 0;
  let last = random();
  for (let i = 0; i < n; i++) {
    const x = random();
    expect(x >= 0 && x < 1).toBe(true);
    sum += x - 0.5;
    squares += (x - 0.5) ** 2;
    products += (x - 0.5) * (last - 0.5);
    last = x;
  }
  expect(Math.abs(sum / n)).toBeLessThan(0.004);
  expect(squares / n).toBeCloseTo(1 / 12, 2);
  expect(Math.abs(products / n)).toBeLessThan(0.001);
});

test('randomInt reaches every value and nothing else', () => {
  const random = makeRandom(3);
  const seen = new Set(Array.from({ length: 1000 }, () => randomInt(random, 7)));
  expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
});

test('fork gives distinct streams for near-by seeds and streams', () => {
  const seeds = new Set<number>();
  for (let seed = 0; seed < 100; seed++) for (let id = 0; id < 100; id++) seeds.add(fork(seed, id));
  expect(seeds.size).toBeGreaterThan(9_990);
});
