// What tiles, layouts and the bend of costs bring to a long annealing of the hardest map: the same number of proposals,
// then mended where a promise is broken. Threads share the work, which changes the seconds and nothing else.

import { type Best, judge } from '../src/optimize/anneal.ts';
import { solveLp } from '../src/optimize/lp-relaxation.ts';
import { fork } from '../src/optimize/random.ts';
import { resplit } from '../src/optimize/resplit.ts';
import { annealRound, TILING, type Tiling } from '../src/optimize/round.ts';
import type { Phase, Stage } from '../src/optimize/schedule.ts';
import { compactStart } from '../src/optimize/start.ts';
import { problemOf, realMaps } from './problems.ts';
import { builtCrew } from './program.ts';
import { fixed, type Table } from './table.ts';

const SEEDS = [1, 2];
const MENDING = 2e7;
const HOT: Phase = { heat: [0.7, 0.03], stiffness: [2, 300], margin: 0.01, rate: 0.03 };
const COOL: Phase = { ...HOT, heat: [0.2, 0.02], stiffness: [10, 300] };
const NEVER: Tiling = { ...TILING, size: 1000 };
const one = (phase: Phase): Stage[] => [{ phase, share: 0.9, bend: 0 }];
const two = (bend: number): Stage[] => [
  { phase: HOT, share: 0.3, bend },
  { phase: COOL, share: 0.6, bend: 0 },
];

const VARIANTS: readonly (readonly [name: string, stages: Stage[], tiling: Tiling])[] = [
  ['the map as one', one(HOT), NEVER],
  ['tiles of 10, 60 layouts', one(HOT), { ...TILING, size: 10, layouts: 60 }],
  ['tiles of 15, 200 layouts', one(HOT), TILING],
  ['tiles of 15, 800 layouts', one(HOT), { ...TILING, layouts: 800 }],
  ['tiles of 15, 200 layouts, hot then warm', two(0), TILING],
  ['the same, hot with costs bent by 0.05', two(0.05), TILING],
  ['the map as one, hot with costs bent by 0.05, then warm', two(0.05), NEVER],
];

export async function roundsBench(quick: boolean): Promise<Table> {
  const proposals = quick ? 3e7 : 6e7;
  const [map] = realMaps();
  const { problem } = await problemOf(map as NonNullable<typeof map>);
  const lp = await solveLp(problem);
  const { assignment } = await compactStart(problem);
  const { crew, dismiss } = await builtCrew();
  const rows: Record<string, string | number>[] = [];
  for (const [name, stages, tiling] of VARIANTS) {
    const cells: string[] = [];
    const start = performance.now();
    for (const seed of SEEDS) {
      const { best } = await annealRound(problem, assignment, { seed, stages, proposals, tiling }, { crew });
      const mended: Best = judge(problem, best.rep.slice());
      await resplit(problem, mended, { seed: fork(seed, 1), budget: MENDING, onlyMend: true }, { crew });
      const gap = fixed(100 * (1 - lp.value / mended.objective));
      cells.push(mended.excess > 0 ? `${gap} (${fixed(mended.excess, 3)} out of balance)` : gap);
    }
    rows.push({
      variant: name,
      'gap to plain bound, %, seeds 1 and 2': cells.join('; '),
      's a seed': fixed((performance.now() - start) / 1000 / SEEDS.length, 0),
    });
  }
  await dismiss();
  return { title: `A round of ${proposals / 1e6} million proposals: ${map?.name}`, rows };
}
