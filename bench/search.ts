// How many moves a second the search looks at, on seeded random maps, and how good the plan is that it ends with.

import { solveLp } from '../src/optimize/lp-relaxation.ts';
import { scoreOf } from '../src/optimize/score.ts';
import { solve } from '../src/optimize/solve.ts';
import { randomProblem } from '../test/optimize/random-problem.ts';
import { fixed, type Table } from './table.ts';

const SIZES: readonly [n: number, k: number, m: number][] = [
  [1000, 20, 1],
  [6000, 60, 1],
  [6000, 60, 2],
  [35000, 300, 1],
];

export async function searchBench(quick: boolean): Promise<Table> {
  const rows: Record<string, string | number>[] = [];
  for (const [n, k, m] of SIZES) {
    if (quick && n > 6000) continue;
    const problem = randomProblem({ n, k, m, seed: 1, repDependent: m > 1, tolerance: 0.1 });
    const bound = await solveLp(problem);
    const start = performance.now();
    const { assignment, facts } = await solve(problem, { effort: 'fast', seed: 1 }, { bound });
    const time = (performance.now() - start) / 1000;
    const { objective, excess, strandedZones } = scoreOf(problem, assignment);
    rows.push({
      'zones × reps × measures': `${n} × ${k} × ${m}`,
      'start, repair and search, s': fixed(time),
      'proposals, million': fixed(facts.proposals / 1e6, 1),
      'million/s': fixed(facts.proposals / 1e6 / time),
      'gap to plain bound': `${fixed(((objective - bound.value) / objective) * 100)} %`,
      excess: fixed(excess, 4),
      'stranded zones': strandedZones,
    });
  }
  return { title: 'Search at effort fast, on random maps (cost only partly follows the measures)', rows };
}
