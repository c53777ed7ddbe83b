// How much of a gap is the plan's and how much the bound's: two sectors next to each other, cut out of a plan of France
// with all their zones, solved to the optimum or as near as the nodes allow. The plan's own distance from what is
// possible there, and what the plain bound cannot see.

import { optimizeWorld } from '../src/app/optimize-world.ts';
import { solveExact } from '../src/optimize/exact/solve-exact.ts';
import { solveLp } from '../src/optimize/lp-relaxation.ts';
import { makeRandom } from '../src/optimize/random.ts';
import { regionOf } from '../src/optimize/region.ts';
import { scoreOf } from '../src/optimize/score.ts';
import { bordersOf, shuffled, tilesAround } from '../src/optimize/tiles.ts';
import { realMaps } from './problems.ts';
import { fixed, type Table } from './table.ts';

const NODES = 2000;
/** and this much simplex work: see ExactOptions */
const WORK = 5e8;
const PAIRS = 15;

export async function anatomyBench(quick: boolean): Promise<Table> {
  const [map] = realMaps();
  const world = await (map as NonNullable<typeof map>).world({ effort: 'normal' });
  const { problem, zoneRep } = await optimizeWorld(world, {});
  const random = makeRandom(1);
  const tiles = tilesAround(bordersOf(problem, zoneRep), shuffled(problem.k, random), 2, random).filter(
    tile => tile.length === 2,
  );
  const sum = { plan: 0, value: 0, bound: 0, plain: 0 };
  let proven = 0;
  let best = 0;
  const pairs = tiles.slice(0, quick ? 4 : PAIRS);
  for (const reps of pairs) {
    const region = regionOf(problem, zoneRep, reps);
    const plain = await solveLp(region.problem);
    const plan = scoreOf(region.problem, region.assignment).objective;
    const exact = await solveExact(region.problem, region.assignment, plain, {
      nodes: NODES,
      work: WORK,
      seed: 1,
    });
    sum.plan += plan;
    sum.value += exact.value;
    sum.bound += exact.bound;
    sum.plain += plain.value;
    if (exact.proven) proven++;
    if (exact.value > plan * (1 - 1e-5)) best++;
  }
  const percent = (upper: number, lower: number): string => fixed((100 * (upper - lower)) / sum.plan, 3);
  return {
    title: `Whose gap it is: pairs of sectors cut out of ${map?.name}, normal, at most ${NODES} nodes each`,
    rows: [
      {
        pairs: pairs.length,
        proven,
        'nothing better found': best,
        'plan above best found, %': percent(sum.plan, sum.value),
        'not decided, %': percent(sum.value, sum.bound),
        'proven bound above plain bound, %': percent(sum.bound, sum.plain),
        'plan above plain bound, %': percent(sum.plan, sum.plain),
      },
    ],
  };
}
