import { expect, test } from 'vitest';
import { solveWithHighs } from '../../src/optimize/highs.ts';
import { solveLpModel } from '../../src/optimize/lp.ts';
import { type LpModel, makeLpBuilder } from '../../src/optimize/lp-model.ts';
import { makeRandom } from '../../src/optimize/random.ts';
import { residuals } from './residuals.ts';

// minimize 2x + 3y subject to x + y ≥ 4, x ≤ 3, 1 ≤ y ≤ 5: optimum 9 at (3, 1), duals by hand
function byHand(): LpModel {
  const builder = makeLpBuilder();
  builder.column(2);
  builder.entry(0, 1);
  builder.entry(1, 1);
  builder.column(3);
  builder.entry(0, 1);
  builder.entry(2, 1);
  return builder.build(Float64Array.of(4, -Infinity, 1), Float64Array.of(Infinity, 3, 5));
}

test('a model solved by hand: primal, duals with the right sign, residuals zero', async () => {
  for (const result of [solveLpModel(byHand()), await solveWithHighs(byHand())]) {
    if (result.status !== 'optimal') throw new Error(result.status);
    expect(result.objective).toBeCloseTo(9, 9);
    expect(Array.from(result.primal)).toEqual([3, 1].map(x => expect.closeTo(x, 9)));
    const { primal, dual, gap } = residuals(byHand(), result.primal, result.dual);
    expect(Math.max(primal, dual, gap)).toBeLessThan(1e-9);
    expect(result.dual[0]).toBeGreaterThan(0);
    expect(result.dual[1]).toBeLessThanOrEqual(0);
  }
});

test('residuals notice a wrong answer', () => {
  const result = solveLpModel(byHand());
  if (result.status !== 'optimal') throw new Error(result.status);
  expect(residuals(byHand(), Float64Array.of(2, 1), result.dual).primal).toBeCloseTo(1, 9);
  expect(residuals(byHand(), result.primal, Float64Array.of(3, 0, 1)).dual).toBeCloseTo(1, 9);
  expect(residuals(byHand(), Float64Array.of(3, 2), result.dual).gap).toBeGreaterThan(1);
});

test('infeasible and unbounded are values', async () => {
  const infeasible = { ...byHand(), rowLower: Float64Array.of(9, -Infinity, 1) };
  const unbounded = makeLpBuilder();
  unbounded.column(-1);
  unbounded.entry(0, 1);
  const open = unbounded.build(Float64Array.of(1), Float64Array.of(Infinity));
  expect(solveLpModel(infeasible).status).toBe('infeasible');
  expect((await solveWithHighs(infeasible)).status).toBe('infeasible');
  expect(solveLpModel(open).status).toBe('unbounded');
  expect((await solveWithHighs(open)).status).toBe('unbounded');
});

test('too few pivots: failed, not a hang', () => {
  expect(solveLpModel(byHand(), 0).status).toBe('failed');
});

test('200 random LPs with a known feasible point: both solvers agree, duals prove it', async () => {
  const random = makeRandom(11);
  for (let round = 0; round < 200; round++) {
    const rows = 1 + Math.floor(random() * 8);
    const columns = 1 + Math.floor(random() * 10);
    const activity = new Float64Array(rows);
    const builder = makeLpBuilder();
    for (let c = 0; c < columns; c++) {
      builder.column(random() * 10 ** Math.floor(4 * random() - 2));
      const x = random() < 0.5 ? 0 : random();
      for (let r = 0; r < rows; r++) {
        if (random() < 0.4) continue;
        const a = (random() - 0.3) * 10 ** Math.floor(3 * random() - 1);
        builder.entry(r, a);
        activity[r] += a * x;
      }
    }
    const model = builder.build(
      activity.map(a => (random() < 0.3 ? -Infinity : a - (random() < 0.3 ? 0 : random()))),
      activity.map(a => (random() < 0.3 ? Infinity : a + (random() < 0.3 ? 0 : random()))),
    );
    const mine = solveLpModel(model);
    const oracle = await solveWithHighs(model);
    if (mine.status !== 'optimal' || oracle.status !== 'optimal') throw new Error(`${round} ${mine.status}`);
    expect(mine.objective).toBeCloseTo(oracle.objective, 6);
    const { primal, dual, gap } = residuals(model, mine.primal, mine.dual);
    expect(Math.max(primal, dual, gap)).toBeLessThan(1e-6);
  }
});
