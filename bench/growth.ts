// How time grows with the map: zones per rep stay the same, as when a country is cut finer.

import type { Crew } from '../src/optimize/crew.ts';
import { solveLp } from '../src/optimize/lp-relaxation.ts';
import { improve } from '../src/optimize/solve.ts';
import { compactStart } from '../src/optimize/start.ts';
import { randomProblem } from '../test/optimize/random-problem.ts';
import { writePlot } from './plot.ts';
import { builtCrew } from './program.ts';
import { fixed, type Table } from './table.ts';

const ZONES = [1000, 2000, 4000, 8000, 16000, 35000];
const ZONES_PER_REP = 116;
const PLOT = 'docs/growth.svg';

interface Measured {
  readonly n: number;
  readonly lp: number;
  readonly fast: number;
  readonly normal: number;
  readonly two: number;
}

export async function growthBench(quick: boolean): Promise<Table> {
  const rows: Record<string, string | number>[] = [];
  const times: Measured[] = [];
  const { crew, dismiss } = await builtCrew();
  for (const n of ZONES) {
    if (quick && n > 8000) continue;
    const k = Math.round(n / ZONES_PER_REP);
    const problem = randomProblem({ n, k, m: 2, seed: 1, repDependent: true, tolerance: 0.1 });
    const lp = await timed(() => solveLp(problem));
    const start = await timed(() => compactStart(problem));
    const plan = async (effort: 'fast' | 'normal', hands?: Crew) => {
      const hooks = { quality: 'rough' as const, scale: 1, lowerBound: lp.result.value };
      const found = await timed(() =>
        improve(problem, start.result, { effort, seed: 1 }, { ...hooks, ...(hands && { crew: hands }) }),
      );
      const { objective, excess } = found.result.score;
      const gap = `${fixed(((objective - lp.result.value) / objective) * 100)} %`;
      return {
        seconds: lp.seconds + start.seconds + found.seconds,
        gap: excess > 0 ? `${gap} (${fixed(excess, 3)} out of balance)` : gap,
      };
    };
    const fast = await plan('fast');
    const normal = await plan('normal');
    const mb = Math.round(process.memoryUsage.rss() / 2 ** 20);
    const two = await plan('normal', crew);
    times.push({ n, lp: lp.seconds, fast: fast.seconds, normal: normal.seconds, two: two.seconds });
    rows.push({
      zones: n,
      reps: k,
      'LP, s': fixed(lp.seconds),
      'fast plan, s': fixed(fast.seconds, 1),
      gap: fast.gap,
      'normal plan, s': fixed(normal.seconds, 1),
      'its gap': normal.gap,
      'on two cores, s': fixed(two.seconds, 1),
      MB: mb,
    });
  }
  await dismiss();
  rows.push({
    zones: 'time ~ zones^',
    'LP, s': fixed(exponent(times.map(t => [t.n, t.lp]))),
    'fast plan, s': fixed(exponent(times.map(t => [t.n, t.fast]))),
    'normal plan, s': fixed(exponent(times.map(t => [t.n, t.normal]))),
  });
  const line = (name: string, of: (t: Measured) => number) => ({
    name,
    points: times.map(t => [t.n, of(t)] as const),
  });
  if (!quick) {
    await writePlot(
      PLOT,
      'How time grows with the map',
      ['zones', 'seconds, one core unless said'],
      [
        line('certified LP', t => t.lp),
        line('plan, fast', t => t.fast),
        line('plan, normal', t => t.normal),
        line('plan, normal, two cores', t => t.two),
      ],
    );
  }
  return { title: 'Growth: random maps, two measures; a plan is LP, start, repair and search', rows };
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
