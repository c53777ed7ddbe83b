// What HiGHS is asked for at the edges: programs without end, without a solution, with nothing in them.

import { expect, it } from 'vitest';
import { openLp, solveWithHighs } from '../../src/optimize/highs.ts';
import type { LpModel } from '../../src/optimize/lp-model.ts';

const one = (cost: number, low: number, high: number, factor: number): LpModel => ({
  ...{ columns: 1, rows: 1, cost: Float64Array.of(cost) },
  ...{ rowLower: Float64Array.of(low), rowUpper: Float64Array.of(high) },
  ...{ starts: Int32Array.of(0, 1), indices: Int32Array.of(0), values: Float64Array.of(factor) },
});

it('says how a program ends', async () => {
  expect((await solveWithHighs(one(2, 3, Infinity, 1))).status).toBe('optimal');
  expect((await solveWithHighs(one(2, 3, Infinity, -1))).status).toBe('infeasible');
  expect((await solveWithHighs(one(-2, 3, Infinity, 1))).status).toBe('unbounded');
});

it('an empty program is solved: it costs what is paid anyway', async () => {
  const none = new Float64Array(0);
  const empty: LpModel = {
    ...{ columns: 0, rows: 0, cost: none, rowLower: none, rowUpper: none, values: none },
    ...{ starts: Int32Array.of(0), indices: new Int32Array(0), offset: 7 },
  };
  expect(await solveWithHighs(empty)).toEqual({
    ...{ status: 'optimal', objective: 7, iterations: 0, primal: none, dual: none },
  });
});

it('a program that is held open has a solution, has none, or is an error', async () => {
  const lp = await openLp(one(2, 3, Infinity, 1));
  expect(lp.solve()).toMatchObject({ objective: 6, point: Float64Array.of(3) });
  lp.addRows([{ lower: -Infinity, upper: 1, columns: [0], values: [1] }]);
  expect(lp.solve()).toBeNull();
  expect(lp.solvePair(false, 100)).toBeNull();
  lp.deleteRows([1]);
  expect(lp.solvePair(true, 100)).toMatchObject({ point: Float64Array.of(3), dual: Float64Array.of(2) });
  lp.close();
  const endless = await openLp(one(-2, 3, Infinity, 1));
  expect(() => endless.solve()).toThrow('HiGHS ended with model status');
  endless.close();
});
