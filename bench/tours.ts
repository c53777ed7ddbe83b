// Tours against the best values known of classical instances, against the bound, and on real geometry.

import type { Effort } from '../src/model/problem.ts';
import type { TourProblem } from '../src/model/tours.ts';
import { planTours } from '../src/optimize/tours/plan-tours.ts';
import { tourBound } from '../src/optimize/tours/tour-bound.ts';
import { fixed, type Table } from './table.ts';
import { bretagneQuarter } from './tours-bretagne.ts';
import { tourInstances } from './tours-instances.ts';

const SEEDS = [1, 2, 3];

export async function toursBench(quick: boolean): Promise<Table> {
  const rows: Table['rows'][number][] = [];
  const efforts: Effort[] = quick ? ['fast'] : ['fast', 'normal', 'thorough'];
  const bretagne = bretagneQuarter();
  for (const { name, kind, best, problem } of tourInstances()) {
    for (const effort of efforts) rows.push(await row(name, kind, [problem], effort, best));
  }
  for (const effort of efforts)
    rows.push(await row('Bretagne, 10 reps', 'a quarter', bretagne, effort, null));
  return { title: `Tours, mean of seeds ${SEEDS.join(', ')}`, rows };
}

/** One row of several problems: their sum. */
async function row(
  name: string,
  kind: string,
  problems: readonly TourProblem[],
  effort: Effort,
  best: number | null,
): Promise<Table['rows'][number]> {
  const sum = { cost: 0, time: 0, missing: 0, days: 0, bound: 0, boundDays: 0, visits: 0, slowest: 0 };
  for (const problem of problems) {
    sum.visits += problem.visits.reduce((all, v) => all + v, 0);
    for (const seed of SEEDS) {
      const start = performance.now();
      const plan = await planTours(problem, { seed, effort });
      const time = (performance.now() - start) / 1000;
      const bound = tourBound(problem, plan);
      sum.slowest = Math.max(sum.slowest, time);
      sum.time += time / SEEDS.length;
      sum.cost += plan.cost / SEEDS.length;
      sum.days += plan.days.length / SEEDS.length;
      sum.bound += bound.value / SEEDS.length;
      sum.boundDays += bound.days / SEEDS.length;
      sum.missing += plan.unplanned.reduce((all, one) => all + one.visits, 0);
    }
  }
  return {
    case: name,
    kind,
    visits: sum.visits,
    effort,
    'best known': best ?? '–',
    ours: fixed(sum.cost, 1),
    gap: best === null ? '–' : `${fixed((100 * (sum.cost - best)) / best)} %`,
    bound: fixed(sum.bound, 1),
    'days out (at least)': `${fixed(sum.days, 1)} (${fixed(sum.boundDays, 0)})`,
    unplanned: sum.missing,
    s: fixed(sum.time),
    'slowest, s': fixed(sum.slowest),
  };
}
