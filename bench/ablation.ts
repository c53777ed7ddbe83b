// What each ingredient of the search brings: the same map, the same number of proposals, one ingredient changed at a
// time. Proposals, not seconds, so that the table is the same on every machine.

import type { Assignment, Problem } from '../src/model/problem.ts';
import { anneal, type Best, goTo, isBetter, isKept, judge, makeRun } from '../src/optimize/anneal.ts';
import { solveLp } from '../src/optimize/lp-relaxation.ts';
import { fork } from '../src/optimize/random.ts';
import { resplit } from '../src/optimize/resplit.ts';
import { cooling, type Phase, SETTLE, SETTLE_SHARE } from '../src/optimize/schedule.ts';
import { compactStart, connected, powerCells } from '../src/optimize/start.ts';
import { problemOf, realMaps } from './problems.ts';
import { fixed, type Table } from './table.ts';

const PROPOSALS_PER_ZONE = 3000;
const LEAST = 6e6;
const SEEDS = [1, 2, 3];

interface Variant {
  readonly name: string;
  readonly start?: (problem: Problem, lp: { whole: Assignment }) => Assignment | Promise<Assignment>;
  /** shares of the budget: annealing rounds, then re-splits */
  readonly rounds?: number;
  readonly resplit?: number;
  readonly phase?: (phase: Phase) => Phase;
  /** proposals of this kind are shifts instead */
  readonly without?: 'swap' | 'trade' | 'chain';
}

const VARIANTS: readonly Variant[] = [
  { name: 'as is: one annealing, then re-splits for 40 %', resplit: 0.4 },
  { name: 'annealing alone', resplit: 0 },
  { name: 'four short annealings, the best kept, no re-splits', rounds: 4, resplit: 0 },
  { name: 'four short annealings, then re-splits', rounds: 4, resplit: 0.4 },
  { name: 're-splits alone', rounds: 0, resplit: 1 },
  { name: 'start: LP cells repaired', resplit: 0.4, start: (p, lp) => connected(p, lp.whole).assignment },
  {
    name: 'start: power cells repaired',
    resplit: 0.4,
    start: async p => connected(p, await powerCells(p)).assignment,
  },
  {
    name: 'start: grown from the roots',
    resplit: 0.4,
    start: p => connected(p, new Int32Array(p.n).fill(-1)).assignment,
  },
  { name: 'no learned prices: a penalty alone', resplit: 0.4, phase: phase => ({ ...phase, rate: 0 }) },
  {
    name: 'cold: a tenth of the heat',
    resplit: 0.4,
    phase: phase => ({ ...phase, heat: [phase.heat[0] / 10, phase.heat[1] / 10] }),
  },
  { name: 'annealing alone, no swaps', without: 'swap' },
  { name: 'annealing alone, no trades', without: 'trade' },
  { name: 'annealing alone, no chains', without: 'chain' },
];

export async function ablationBench(quick: boolean): Promise<Table> {
  const rows: Record<string, string | number>[] = VARIANTS.map(({ name }) => ({ variant: name }));
  for (const map of realMaps().filter(({ name }) => !quick || /PLZ3|^Bretagne/.test(name))) {
    const { problem } = await problemOf(map);
    const lp = await solveLp(problem);
    const budget = Math.max(LEAST, PROPOSALS_PER_ZONE * problem.n);
    for (const [at, variant] of VARIANTS.entries()) {
      const gaps: number[] = [];
      let broken = 0;
      for (const seed of SEEDS) {
        const best = await run(problem, variant, lp, budget, seed);
        gaps.push(100 * (1 - lp.value / best.objective));
        if (!isKept(best) || best.stranded > 0) broken++;
      }
      const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
      (rows[at] as Record<string, string>)[map.name] =
        fixed(mean) + (broken > 0 ? ` (${broken} broken)` : '');
    }
  }
  return {
    title: `What each ingredient brings: mean gap to the plain bound, %, of ${SEEDS.length} seeds at equal proposals`,
    rows,
  };
}

async function run(
  problem: Problem,
  variant: Variant,
  lp: { whole: Assignment },
  budget: number,
  seed: number,
): Promise<Best> {
  const { rounds = 1, phase = same => same, without } = variant;
  const share = variant.resplit ?? 0;
  const start = (await variant.start?.(problem, lp)) ?? (await compactStart(problem)).assignment;
  let best = judge(problem, start.slice());
  for (let round = 0; round < rounds; round++) {
    const made = makeRun(problem, start, fork(seed, 7 + round));
    const limited = without ? { ...made, [without]: made.shift } : made;
    const count = Math.round((budget * (1 - share)) / rounds);
    // costs as they are: the bend of round.ts is an ingredient of long rounds
    for (const stage of cooling(problem.n, count))
      await anneal(limited, phase(stage.phase), Math.round(count * stage.share), {});
    if (isKept(limited.best)) goTo(limited, limited.best.rep);
    await anneal(limited, { ...SETTLE, rate: phase(SETTLE).rate }, Math.round(count * SETTLE_SHARE), {});
    if (isBetter(limited.best, best)) best = limited.best;
  }
  if (share > 0)
    await resplit(problem, best, { seed: fork(seed, 99), budget: budget * share, onlyMend: false }, {});
  return best;
}
