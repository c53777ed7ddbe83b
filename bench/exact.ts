// How far from the optimum the search ends: small cases cut out of a plan of France, each solved by search and by
// branch and cut. The LP's gap beside it tells how much of a plan's gap is the bound's.

import { solveExact } from '../src/optimize/exact/solve-exact.ts';
import { solveLp } from '../src/optimize/lp-relaxation.ts';
import { improve } from '../src/optimize/solve.ts';
import { compactStart } from '../src/optimize/start.ts';
import { problemOf, realMaps } from './problems.ts';
import { cutRegion } from './regions.ts';
import { fixed, type Table } from './table.ts';

/** sectors × zones, and how many cases of each */
const SIZES: readonly (readonly [sectors: number, zones: number, cases: number])[] = [
  [2, 40, 15],
  [2, 80, 10],
  [3, 60, 15],
  [4, 80, 10],
];
const LARGE: readonly (readonly [sectors: number, zones: number, cases: number])[] = [[10, 150, 1]];
const NODES = 1000;

export async function exactBench(quick: boolean): Promise<Table> {
  const [france] = realMaps();
  const { problem, plan: zoneRep } = await problemOf(france as NonNullable<typeof france>);
  const rows: Record<string, string | number>[] = [];
  for (const [sectors, zones, cases] of quick ? SIZES.slice(0, 1) : [...SIZES, ...LARGE]) {
    const above: number[] = [];
    const plain: number[] = [];
    const open: number[] = [];
    let nodes = 0;
    const start = performance.now();
    for (let c = 0; c < cases; c++) {
      const region = cutRegion(problem, zoneRep, (c * 7) % problem.k, sectors, zones);
      if (!region) continue;
      const lp = await solveLp(region);
      const hooks = { quality: 'rough' as const, scale: 1, lowerBound: lp.value };
      const found = await improve(region, await compactStart(region), { effort: 'normal', seed: 1 }, hooks);
      const value = found.score.objective + region.excessPrice * found.score.excess;
      const exact = await solveExact(region, found.assignment, lp, { nodes: NODES });
      nodes += exact.nodes;
      if (exact.proven) {
        above.push((100 * (value - exact.value)) / exact.value);
        plain.push((100 * (exact.value - lp.value)) / exact.value);
      } else open.push((100 * (exact.value - exact.bound)) / exact.value);
    }
    rows.push({
      'sectors × zones': `${sectors} × ${zones}`,
      cases: above.length + open.length,
      proven: above.length,
      'search optimal': above.filter(gap => gap < 1e-3).length,
      'search above optimum, mean %': mean(above),
      'worst %': above.length > 0 ? fixed(Math.max(...above), 3) : '–',
      'optimum above plain bound, mean %': mean(plain),
      'gap left where not proven, mean %': mean(open),
      'nodes a case': Math.round(nodes / Math.max(1, above.length + open.length)),
      's a case': fixed((performance.now() - start) / 1000 / Math.max(1, above.length + open.length), 1),
    });
  }
  return { title: `Exact mode: cases cut out of the plan of France, at most ${NODES} nodes each`, rows };
}

function mean(values: readonly number[]): string {
  return values.length > 0 ? fixed(values.reduce((sum, v) => sum + v, 0) / values.length, 3) : '–';
}
