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
  const efforts: Effort[] = quick ? ['fast'] : ['fast', 'normal'];
  for (const { name, kind, best, problem } of tourInstances()) {
    for (const effort of efforts) rows.push(await row(name, kind, problem, effort, best));
  }
  for (const { name, problem } of bretagneQuarter()) {
    for (const effort of efforts) rows.push(await row(name, 'real geometry', problem, effort, null));
  }
  return { title: `Tours, mean of seeds ${SEEDS.join(', ')}`, rows };
}

async function row(name: string, kind: string, problem: TourProblem, effort: Effort, best: number | null) {
  let cost = 0;
  let time = 0;
  let missing = 0;
  let bound = { value: 0, days: 0 };
  let days = 0;
  for (const seed of SEEDS) {
    const start = performance.now();
    const plan = await planTours(problem, { seed, effort });
    time += (performance.now() - start) / 1000 / SEEDS.length;
    cost += plan.cost / SEEDS.length;
    days += plan.days.length / SEEDS.length;
    missing += plan.unplanned.reduce((sum, one) => sum + one.visits, 0);
    bound = tourBound(problem, plan);
  }
  return {
    case: name,
    kind,
    'visits × days': `${problem.visits.reduce((sum, v) => sum + v, 0)} × ${problem.days.length}`,
    effort,
    'best known': best ?? '–',
    ours: fixed(cost, 1),
    gap: best === null ? '–' : `${fixed((100 * (cost - best)) / best)} %`,
    'days out (at least)': `${fixed(days, 1)} (${bound.days})`,
    'gap to bound': `${fixed((100 * (cost - bound.value)) / cost, 1)} %`,
    unplanned: missing,
    s: fixed(time),
  };
}
