// Whole small maps through branch and cut: how much better than the plan anything could be, and how far above the plain
// bound everything is, because zones are whole and sectors hang together.

import { optimizeWorld } from '../src/app/optimize-world.ts';
import { solveExact } from '../src/optimize/exact/solve-exact.ts';
import { scoreOf } from '../src/optimize/score.ts';
import { realMaps } from './problems.ts';
import { fixed, type Table } from './table.ts';

/** Larger maps are beyond what branch and cut can say anything about. */
const MOST_PAIRS = 20_000;
const NODES = 100_000;
const WORK = { quick: 5e8, full: 5e9 };
const OBJECTIVES = [
  { objective: 'travel', measures: undefined },
  { objective: 'compactness', measures: [{ name: 'potential', tolerance: 0.05 }] },
] as const;

export async function proofsBench(quick: boolean): Promise<Table> {
  const rows: Record<string, string | number>[] = [];
  const work = quick ? WORK.quick : WORK.full;
  for (const map of realMaps()) {
    for (const { objective, measures } of OBJECTIVES) {
      const settings = { effort: 'normal' as const, objective, ...(measures && { measures }) };
      const world = await map.world(settings);
      if (world.context.zones.count * world.context.reps.list.length > MOST_PAIRS) continue;
      const { problem, zoneRep, bound } = await optimizeWorld(world, {});
      const plan = scoreOf(problem, zoneRep).objective;
      const start = performance.now();
      const proof = await solveExact(problem, zoneRep, bound, { nodes: NODES, work, seed: 1 });
      const above = (value: number): string => fixed(100 * (value / bound.value - 1), 3);
      rows.push({
        map: map.name,
        objective,
        'plan above plain bound, %': above(plan),
        'best found, %': above(proof.value),
        'nothing is below, %': above(proof.bound),
        proven: proof.proven ? 'yes' : 'no',
        nodes: proof.nodes,
        s: Math.round((performance.now() - start) / 1000),
      });
      // hours may pass before the table is whole
      process.stderr.write(`${JSON.stringify(rows.at(-1))}\n`);
    }
  }
  return { title: `Whole small maps by branch and cut, work ${work.toExponential(0)}`, rows };
}
