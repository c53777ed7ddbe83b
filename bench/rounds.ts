// What the heat, the stiffness, the bend of costs and tiles make of a round of annealing of the hardest map: the same
// number of proposals, several seeds side by side. Nothing is mended or re-split afterwards.

import { solveLp } from '../src/optimize/lp-relaxation.ts';
import { annealRounds, SLICING, type Slicing } from '../src/optimize/round.ts';
import { cooling, type Stage } from '../src/optimize/schedule.ts';
import { compactStart } from '../src/optimize/start.ts';
import { problemOf, realMaps } from './problems.ts';
import { builtCrew } from './program.ts';
import { fixed, type Table } from './table.ts';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];
const TILES: Slicing = { ...SLICING, size: 15, layouts: 100, settleSlices: 20 };
const PROPOSALS = 3e7;
const AS_IS = cooling(6033, PROPOSALS);
const bent = (bend: number): Stage[] => AS_IS.map((stage, at) => (at === 0 ? { ...stage, bend } : stage));
const stiffened = (factor: number): Stage[] =>
  AS_IS.map(stage => {
    const [first, last] = stage.phase.stiffness;
    return { ...stage, phase: { ...stage.phase, stiffness: [factor * first, factor * last] } };
  });
const shares = (...list: number[]): Stage[] => AS_IS.map((stage, at) => ({ ...stage, share: list[at] }));
const hotter = (first: number): Stage[] =>
  AS_IS.map((stage, at) =>
    at === 0 ? { ...stage, phase: { ...stage.phase, heat: [first, stage.phase.heat[1]] } } : stage,
  );

const VARIANTS: readonly (readonly [name: string, stages: readonly Stage[], slicing?: Slicing])[] = [
  ['as is', AS_IS],
  ['at one pace from 0.3 to 0.03', shares(0.16, 0.27, 0.47)],
  ['hot for longer', shares(0.2, 0.57, 0.13)],
  ['hotter: from 0.7', hotter(0.7)],
  ['costs never bent', bent(0)],
  ['bent by 0.05 instead of 0.02', bent(0.05)],
  ['half as stiff', stiffened(0.5)],
  ['twice as stiff', stiffened(2)],
  ['in tiles of 15 sectors, 100 layouts a stage', AS_IS, TILES],
];

export async function roundsBench(quick: boolean): Promise<Table> {
  const proposals = quick ? PROPOSALS / 4 : PROPOSALS;
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
      'gap to plain bound, %, seeds 1 to 8': cells.join('; '),
      's, all': fixed((performance.now() - start) / 1000, 0),
    });
  }
  await dismiss();
  return { title: `A round of ${proposals / 1e6} million proposals: ${map?.name}`, rows };
}
