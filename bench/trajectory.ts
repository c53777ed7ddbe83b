// Objective and bound against time on the hardest map: the search's best plan as it goes, then the bound as cuts come in.

import { performance } from 'node:perf_hooks';
import { optimizeWorld } from '../src/app/optimize-world.ts';
import { realMaps } from './problems.ts';
import { builtCrew } from './program.ts';
import { fixed, type Table } from './table.ts';

/** a bound that rose by less than this share since the last row has no row of its own */
const WORTH_A_ROW = 3e-4;
const POINTS = [0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

export async function trajectoryBench(quick: boolean): Promise<Table> {
  const [map] = realMaps();
  const effort = quick ? 'normal' : 'thorough';
  const world = await (map as NonNullable<typeof map>).world({ effort });
  const rows: Record<string, string | number>[] = [];
  const { crew, dismiss } = await builtCrew();
  const start = performance.now();
  const seconds = () => fixed((performance.now() - start) / 1000, 1);
  let next = 0;
  let bound = Number.NaN;
  const {
    score,
    contiguous,
    bound: plain,
  } = await optimizeWorld(world, {
    crew,
    onProgress: progress => {
      if (progress.phase === 'search' && Number.isFinite(progress.objective)) {
        if (next >= POINTS.length || progress.fraction < (POINTS[next] as number)) return;
        while (next < POINTS.length && progress.fraction >= (POINTS[next] as number)) next++;
        rows.push({
          phase: 'search',
          s: seconds(),
          'million proposals': fixed(progress.iteration / 1e6, 1),
          'best plan, h/year': Math.round(progress.objective),
        });
      }
      if (progress.phase === 'bound' && !(progress.bound <= bound * (1 + WORTH_A_ROW))) {
        bound = progress.bound;
        rows.push({
          phase: 'bound',
          s: seconds(),
          'cut rounds': progress.iteration,
          'lower bound, h/year': Math.round(progress.bound),
        });
      }
    },
  });
  await dismiss();
  rows.push({
    phase: 'end',
    s: seconds(),
    'best plan, h/year': Math.round(score.objective),
    'lower bound, h/year': Math.round(contiguous?.value ?? plain.value),
  });
  return { title: `Objective and bound against time: ${map?.name}, ${effort}`, rows };
}
