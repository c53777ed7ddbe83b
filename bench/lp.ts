// The certified balance LP: ours, against the same full LP in javascript-lp-solver and in HiGHS.

import { solveWithHighs } from '../src/optimize/highs.ts';
import { solveLpModel } from '../src/optimize/lp.ts';
import { fullModel } from '../src/optimize/lp-model.ts';
import { solveLp } from '../src/optimize/lp-relaxation.ts';
import { randomProblem } from '../test/optimize/random-problem.ts';
import { fixed, seconds, type Table } from './table.ts';

const SIZES: readonly [n: number, k: number, m: number][] = [
  [100, 5, 1],
  [400, 20, 1],
  [1000, 20, 2],
  [2000, 40, 1],
  [6000, 60, 2],
  [6000, 80, 1],
  [6000, 80, 3],
  [12000, 120, 2],
  [35000, 300, 1],
  [35000, 300, 2],
];
/** columns beyond which a full LP takes minutes */
const JS_LIMIT = 10_000;
const HIGHS_LIMIT = 400_000;

export async function lpBench(quick: boolean): Promise<Table> {
  const rows: Record<string, string | number>[] = [];
  for (const [n, k, m] of SIZES) {
    if (quick && n > 6000) continue;
    const problem = randomProblem({ n, k, m, seed: 1, repDependent: m > 1 });
    let value = Number.NaN;
    let contested = 0;
    const ours = await seconds(n < 10_000 ? 3 : 1, async () => {
      const bound = await solveLp(problem);
      value = bound.value;
      contested = bound.contested;
    });
    const columns = n * k;
    let highs = Number.NaN;
    let difference = Number.NaN;
    if (columns <= HIGHS_LIMIT) {
      const { model } = fullModel(problem);
      highs = await seconds(1, async () => {
        const result = await solveWithHighs(model);
        if (result.status === 'optimal') difference = Math.abs(result.objective - value) / Math.abs(value);
      });
    }
    let js = Number.NaN;
    if (columns <= JS_LIMIT) {
      const { model } = fullModel(problem);
      js = await seconds(1, () => solveLpModel(model));
    }
    const shown = (time: number) => (Number.isNaN(time) ? 'minutes' : fixed(time));
    rows.push({
      'zones × reps × measures': `${n} × ${k} × ${m}`,
      'ours, s': fixed(ours),
      'HiGHS full LP, s': shown(highs),
      'javascript-lp-solver full LP, s': shown(js),
      'difference to HiGHS': Number.isNaN(difference) ? '–' : difference.toExponential(0),
      contested,
    });
  }
  return { title: 'Certified LP optimum (candidate search included)', rows };
}
