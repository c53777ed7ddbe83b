// What may be changed about the balance itself: how far from its target a sector may be, and the target.

import type { Rep } from '../../model/records.ts';
import { elasticLp } from '../../optimize/elastic.ts';
import { scoreOf } from '../../optimize/score.ts';
import { withTolerance } from '../../optimize/window.ts';
import { firsts, leastThat, type Proposal, type RemedyInput, upTo } from './proposal.ts';

const STEP = 0.005;
/** A tolerance beyond this is none. */
const MOST_TOLERANCE = 0.5;
/** Reps that get targets of their own, before all have. */
const MOST_TARGETS = 4;

/** More tolerance for the measures of some rows: the least that will do on paper, then more, up to what the plan has. */
export async function tolerances(input: RemedyInput, measures: readonly number[]): Promise<Proposal[]> {
  const { world, optimized, hooks } = input;
  const { problem, zoneRep } = optimized;
  const worst = scoreOf(problem, zoneRep).maxDeviation;
  const at = (share: number): Float64Array =>
    problem.tolerance.map((t, q) =>
      measures.includes(q) ? t + share * Math.max(0, (worst[q] as number) - t) : t,
    );
  const high = await leastThat(0, async share => {
    return (await elasticLp(withTolerance(problem, at(share)), hooks)).kept === true;
  });
  const names = world.context.settings.measures;
  const steps = [high, (2 * high + 1) / 3, (high + 2) / 3, 1].map(share =>
    Array.from(at(share).subarray(0, names.length), (t, q) =>
      measures.includes(q) ? upTo(t + 1e-9, STEP) : (problem.tolerance[q] as number),
    ),
  );
  return distinct(steps.filter(list => list.every(t => t <= MOST_TOLERANCE))).map(tolerance => ({
    remedy: {
      change: 'tolerance',
      measures: measures.map(q => ({
        measure: names[q]?.name as string,
        from: problem.tolerance[q] as number,
        to: tolerance[q] as number,
      })),
    },
    change: {
      settings: { measures: names.map((one, q) => ({ ...one, tolerance: tolerance[q] as number })) },
    },
  }));
}

/**
 * Targets of their own for reps that are out of balance, so that what the plan gives them is well within tolerance: for
 * the one that is furthest out, for the two…, for all. The others' shares stay as they are.
 */
export function ownTargets({ world, optimized, broken }: RemedyInput): Proposal[] {
  const { m, tolerance } = optimized.problem;
  const { reps, measures } = world.context;
  const worst = new Map<number, number>();
  // limits are not about targets
  const unbalanced = broken.filter(({ row }) => row % m < measures.length);
  for (const { row, value, target } of unbalanced) {
    const j = Math.floor(row / m);
    worst.set(j, Math.max(worst.get(j) ?? 0, Math.abs(value / target - 1) - (tolerance[row % m] as number)));
  }
  // a sector with nothing in it has no target that it could keep
  for (const { row, value } of unbalanced) if (!(value > 0)) worst.delete(Math.floor(row / m));
  const byExcess = [...worst].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([j]) => j);
  return firsts(byExcess, MOST_TARGETS).map(some => {
    const changed = new Map<number, Rep>();
    const rows = unbalanced.filter(({ row }) => some.includes(Math.floor(row / m)));
    const targets = rows.map(({ row, value, target }) => {
      const j = Math.floor(row / m);
      const t = tolerance[row % m] as number;
      const rep = changed.get(j) ?? (reps.list[j] as Rep);
      const measure = measures[row % m]?.name as string;
      const to = fourDigits(value < target ? value / (1 - t / 2) : value / (1 + t / 2));
      changed.set(j, { ...rep, targets: new Map([...rep.targets, [measure, to]]) });
      return { rep: rep.id, measure, from: fourDigits(target), to };
    });
    return { remedy: { change: 'target', targets }, change: { reps: changed } };
  });
}

function fourDigits(value: number): number {
  return Number(value.toPrecision(4));
}

function distinct(lists: number[][]): number[][] {
  const seen = new Set<string>();
  return lists.filter(list => !seen.has(list.join()) && seen.add(list.join()));
}
