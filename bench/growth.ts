// How time grows with the map: zones per rep stay the same, as when a country is cut finer.

import { solveLp } from '../src/optimize/lp-relaxation.ts';
import { improve } from '../src/optimize/solve.ts';
import { compactStart } from '../src/optimize/start.ts';
import { randomProblem } from '../test/optimize/random-problem.ts';
import { fixed, type Table } from './table.ts';

const ZONES = [1000, 2000, 4000, 8000, 16000, 35000];
const ZONES_PER_REP = 116;

export async function growthBench(quick: boolean): Promise<Table> {
  const rows: Record<string, string | number>[] = [];
  const times: { n: number; lp: number; plan: number }[] = [];
  for (const n of ZONES) {
    if (quick && n > 8000) continue;
    const k = Math.round(n / ZONES_PER_REP);
    const problem = randomProblem({ n, k, m: 2, seed: 1, repDependent: true, tolerance: 0.1 });
    const lp = await timed(() => solveLp(problem));
    const plan = await timed(async () => {
      const start = await compactStart(problem);
      const hooks = { quality: 'rough' as const, scale: 1, lowerBound: lp.result.value };
      return improve(problem, start, { effort: 'normal', seed: 1 }, hooks);
    });
    const { objective, excess } = plan.result.score;
    times.push({ n, lp: lp.seconds, plan: plan.seconds });
    rows.push({
      zones: n,
      reps: k,
      'LP, s': fixed(lp.seconds),
      'start, repair and search, s': fixed(plan.seconds),
      'µs per zone': Math.round((1e6 * (lp.seconds + plan.seconds)) / n),
      'gap to plain bound': `${fixed(((objective - lp.result.value) / objective) * 100)} %`,
      excess: fixed(excess, 4),
      MB: Math.round(process.memoryUsage.rss() / 2 ** 20),
    });
  }
  rows.push({
    zones: 'time ~ zones^',
    'LP, s': fixed(exponent(times.map(t => [t.n, t.lp]))),
    'start, repair and search, s': fixed(exponent(times.map(t => [t.n, t.plan]))),
  });
  return { title: 'Growth: random maps, two measures, effort normal, one core', rows };
}

async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const start = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - start) / 1000 };
}

/** Slope of log(time) over log(zones) by least squares. */
function exponent(points: readonly (readonly [number, number])[]): number {
  const logs = points.map(([n, t]) => [Math.log(n), Math.log(t)] as const);
  const mean = (pick: 0 | 1) => logs.reduce((sum, point) => sum + point[pick], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  let up = 0;
  let down = 0;
  for (const [a, b] of logs) {
    up += (a - x) * (b - y);
    down += (a - x) ** 2;
  }
  return up / down;
}
