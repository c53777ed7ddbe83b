// What the heat, the stiffness, the bend of costs and tiles make of a round of annealing of the hardest map: the same
// number of proposals, several seeds side by side. Nothing is mended or re-split afterwards.

import { solveLp } from '../src/optimize/lp-relaxation.ts';
import { annealRounds, SLICING, type Slicing } from '../src/optimize/round.ts';
import { cooling, type Stage } from '../src/optimize/schedule.ts';
import { compactStart } from '../src/optimize/start.ts';
import { problemOf, realMaps } from './problems.ts';
import { builtCrew } from './program.ts';
import { fixed, type Table } from './table.ts';

const SEEDS = [1, 2, 3, 4];
const TILES: Slicing = { ...SLICING, size: 15, slices: 100, settleSlices: 20 };
const from = (heat: number, stiffness: number, bend?: number): Stage[] =>
  cooling({ heat, stiffness, ...(bend !== undefined && { bend }) });

const VARIANTS: readonly (readonly [name: string, stages: Stage[], slicing?: Slicing])[] = [
  ['as is', cooling()],
  ['costs never bent', from(0.3, 2, 0)],
  ['bent by 0.05 instead of 0.02', from(0.3, 2, 0.05)],
  ['softer: stiffness from 1', from(0.3, 1)],
  ['stiffer: stiffness from 5', from(0.3, 5)],
  ['hotter: from 0.7', from(0.7, 2)],
  ['hotter and stiffer: from 0.7 and 5', from(0.7, 5)],
  ['in tiles of 15 sectors, 100 layouts a stage', cooling(), TILES],
];

export async function roundsBench(quick: boolean): Promise<Table> {
  const proposals = quick ? 1.2e7 : 6e7;
  const [map] = realMaps();
  const { problem } = await problemOf(map as NonNullable<typeof map>);
  const lp = await solveLp(problem);
  const { assignment } = await compactStart(problem);
  const { crew, dismiss } = await builtCrew();
  const rows: Record<string, string | number>[] = [];
  for (const [name, stages, slicing = SLICING] of VARIANTS) {
    const start = performance.now();
    const rounds = SEEDS.map(seed => ({ seed, stages, proposals, slicing }));
    const { bests } = await annealRounds(problem, assignment, rounds, { crew });
    const cells = bests.map(best => {
      const gap = fixed(100 * (1 - lp.value / best.objective));
      return best.excess > 0.01 ? `${gap} (${fixed(best.excess, 2)} out of balance)` : gap;
    });
    rows.push({
      variant: name,
      'gap to plain bound, %, seeds 1 to 4': cells.join('; '),
      's, all': fixed((performance.now() - start) / 1000, 0),
    });
  }
  await dismiss();
  return { title: `A round of ${proposals / 1e6} million proposals: ${map?.name}`, rows };
}
