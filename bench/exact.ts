// How far from the optimum the search ends: small cases cut out of a plan of France, each solved by search and by
// branch and cut. The LP's gap beside it tells how much of a plan's gap is the bound's.

import type { Effort, Problem } from '../src/model/problem.ts';
import type { Settings } from '../src/model/settings.ts';
import { withAreas } from '../src/optimize/cuts/with-areas.ts';
import { solveExact } from '../src/optimize/exact/solve-exact.ts';
import { solveLp } from '../src/optimize/lp-relaxation.ts';
import { improve } from '../src/optimize/solve.ts';
import { compactStart } from '../src/optimize/start.ts';
import { problemOf, type RealMap, realMaps } from './problems.ts';
import { cutRegion } from './regions.ts';
import { fixed, type Table } from './table.ts';

/** sectors × zones, and how many cases of each are cut out of each map */
const SIZES: readonly (readonly [sectors: number, zones: number, cases: number])[] = [
  [2, 40, 9],
  [3, 60, 6],
  [4, 80, 3],
];
/** one case out of the first map, the largest that `--exact` aims at */
const LARGE = [10, 150] as const;
/** Beyond so many nodes and so much simplex work (see ExactOptions) a case is left open. */
const LIMITS = { nodes: 1000, work: 5e7, seed: 1 };
const LARGE_LIMITS = { nodes: 20_000, work: 1e9, seed: 1 };

/** With prices, hours a cut through a département: sectors × zones, and cases of each, out of one map. */
const CUT_PRICES = [20, 80];
const PRICED_SIZES = [
  [2, 40, 18],
  [3, 60, 8],
] as const;

interface Case {
  readonly size: string;
  readonly proven: boolean;
  /** % of the optimum (of the bound, where not proven) */
  readonly above: number;
  readonly plain: number;
  /** the bound with what preferred areas add, as `plan` reports it; the plain one without any */
  readonly areas: number;
  readonly nodes: number;
}

export async function exactBench(quick: boolean): Promise<Table> {
  const cases: Case[] = [];
  const start = performance.now();
  for (const map of realMaps()) {
    if (map.name.includes('centroids')) continue;
    cases.push(...(await casesOf(map, quick ? SIZES.slice(0, 1) : SIZES)));
  }
  const [france] = realMaps();
  if (!quick && france) {
    const { problem, plan } = await problemOf(france);
    for (let first = 0; first < problem.k; first++) {
      const region = cutRegion(problem, plan, first, ...LARGE);
      const one = region && (await solveBoth(region, LARGE.join(' × '), LARGE_LIMITS));
      if (one) cases.push(one);
      if (one) break;
    }
  }
  const seconds = (performance.now() - start) / 1000 / cases.length;
  const rows = tableOf(cases).map(one =>
    one['sectors × zones'] === 'all' ? { ...one, 's a case': fixed(seconds, 1) } : one,
  );
  return {
    title: `Exact mode: cases cut out of plans of real maps, at most ${LIMITS.nodes} nodes each`,
    rows,
  };
}

/** The same with a price of cuts through départements, in cases cut out of plans that knew it; the search at effort `fast`. */
export async function exactCutsBench(quick: boolean): Promise<Table> {
  const map = realMaps().find(({ name }) => name.includes('centroids')) as RealMap;
  const rows: Table['rows'][number][] = [];
  for (const price of CUT_PRICES) {
    const keepTogether = [{ column: 'department', price, except: [] }];
    const settings = { effort: quick ? 'fast' : 'normal', keepTogether } as const;
    const cases = await casesOf(map, quick ? PRICED_SIZES.slice(0, 1) : PRICED_SIZES, settings, 'fast');
    rows.push(...tableOf(cases).map(one => ({ 'a cut costs, h': price, ...one })));
  }
  return { title: `Exact mode with a price of cuts through départements: ${map.name}`, rows };
}

/** Regions of a plan of the map, each solved by search and by branch and cut. */
async function casesOf(
  map: RealMap,
  sizes: readonly (readonly [sectors: number, zones: number, cases: number])[],
  settings: Partial<Settings> = { effort: 'fast' },
  effort: Effort = 'normal',
): Promise<Case[]> {
  const cases: Case[] = [];
  const { problem, plan } = await problemOf(map, settings);
  const seen = new Set<number>();
  for (const [sectors, zones, count] of sizes) {
    let found = 0;
    for (let first = 0; first < problem.k && found < count; first++) {
      const region = cutRegion(problem, plan, (first * 7) % problem.k, sectors, zones);
      // sectors next to each other may be the same region
      const key = region ? region.cost.reduce((sum, c) => sum + c, 0) : 0;
      if (!region || seen.has(key)) continue;
      seen.add(key);
      const one = await solveBoth(region, `${sectors} × ${zones}`, LIMITS, effort);
      // where no plan is in balance, the price of imbalance is all there is to compare
      if (one === null) continue;
      cases.push(one);
      process.stderr.write(one.proven ? '.' : 'o');
      found++;
    }
  }
  return cases;
}

async function solveBoth(
  region: Problem,
  size: string,
  limits = LIMITS,
  effort: Effort = 'normal',
): Promise<Case | null> {
  const lp = await solveLp(region);
  const hooks = { quality: 'rough' as const, scale: 1, lowerBound: lp.value };
  const found = await improve(region, await compactStart(region), { effort, seed: 1 }, hooks);
  if (found.score.excess > 0) return null;
  const value = found.score.objective;
  const exact = await solveExact(region, found.assignment, lp, limits);
  const optimum = exact.proven ? exact.value : exact.bound;
  return {
    size,
    proven: exact.proven,
    above: (100 * (value - optimum)) / optimum,
    plain: (100 * (optimum - lp.value)) / optimum,
    areas: (100 * (optimum - (withAreas(region, lp, null, value, 'normal')?.value ?? lp.value))) / optimum,
    nodes: exact.nodes,
  };
}

function tableOf(cases: readonly Case[]): Record<string, string | number>[] {
  const sizes = [...new Set(cases.map(one => one.size))];
  const own = (size: string) => cases.filter(one => one.size === size);
  return [...sizes.map(size => row(size, own(size))), row('all', cases)];
}

function row(size: string, cases: readonly Case[]): Record<string, string | number> {
  const proven = cases.filter(one => one.proven);
  const above = proven.map(one => one.above);
  const within = (gap: number): number => above.filter(g => g <= gap).length;
  return {
    'sectors × zones': size,
    cases: cases.length,
    proven: proven.length,
    'search optimal': within(1e-4),
    'within 0.1 %': within(0.1),
    'within 0.5 %': within(0.5),
    'mean above optimum, %': mean(above),
    'worst, %': above.length > 0 ? fixed(Math.max(...above), 3) : '–',
    'optimum above plain bound, mean %': mean(proven.map(one => one.plain)),
    ...(cases.some(one => one.areas !== one.plain) && {
      'above bound with areas, mean %': mean(proven.map(one => one.areas)),
    }),
    'above bound where not proven, mean %': mean(cases.filter(one => !one.proven).map(one => one.above)),
    'nodes a case': Math.round(cases.reduce((sum, one) => sum + one.nodes, 0) / Math.max(1, cases.length)),
  };
}

function mean(values: readonly number[]): string {
  return values.length > 0 ? fixed(values.reduce((sum, v) => sum + v, 0) / values.length, 3) : '–';
}
