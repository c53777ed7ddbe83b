// How long and how hot to search: budgets in proposals, never in seconds, so that the plan is the same on every machine.

import type { Effort } from '../model/problem.ts';

/** Proposals per zone; some 2 million a second on one core, more when nothing else runs. */
const PROPOSALS: Record<Effort, number> = { fast: 500, normal: 1500, thorough: 15000 };
/** Small problems get at least this many zones' worth: they are over in a moment anyway. */
const LEAST_ZONES = 400;
export interface Phase {
  /** temperature in mean zone costs, stiffness in mean sector costs per target, from first to last */
  readonly heat: readonly [first: number, last: number];
  readonly stiffness: readonly [first: number, last: number];
  /** how far inside the windows to aim, as a share of the tolerance */
  readonly margin: number;
  /** how far prices move towards what a row is worth, per lesson */
  readonly rate: number;
}

// Tuned on the French postal codes (60 reps, 1 and 2 measures, 2 to 6 seeds each). Softer or hotter gives a better
// objective with one measure, and rows that stay broken with two.
const ANNEAL: Record<Effort, Phase> = {
  fast: { heat: [0.5, 0.03], stiffness: [3, 300], margin: 0.01, rate: 0.03 },
  normal: { heat: [0.7, 0.03], stiffness: [2, 300], margin: 0.01, rate: 0.03 },
  thorough: { heat: [0.7, 0.03], stiffness: [2, 300], margin: 0.01, rate: 0.03 },
};
/** for small problems: forgets the start */
const HOT: Phase = { heat: [5, 0.03], stiffness: [0.3, 300], margin: 0.01, rate: 0.03 };
/** from a plan that is already good: not so hot as to forget it */
const WARM: Phase = { heat: [0.2, 0.03], stiffness: [10, 300], margin: 0.02, rate: 0.03 };
export const SETTLE: Phase = { heat: [0.03, 0.001], stiffness: [300, 1e5], margin: 0.002, rate: 0.03 };
/** for a plan that still breaks a balance promise by a hair: warm enough to rearrange, stiff enough to care */
export const MEND: Phase = { heat: [0.1, 0.003], stiffness: [1000, 1e5], margin: 0.01, rate: 0.1 };
export const MENDS = 2;
/** Rounds of a small problem, and of a thorough search, whose single long round can end on a plan that breaks balance. */
const MOST_ROUNDS = 8;
const THOROUGH_ROUNDS = 4;
/** Repeats while a promise is broken, and what each may spend as a share of a round; at least as much as `fast`. */
export const RETRIES = 2;
const RETRY = 0.3;

export interface SearchOptions {
  readonly effort: Effort;
  readonly seed: number;
  /** scales the number of proposals, 0…1 */
  readonly scale?: number;
  /** the start is a plan to improve, not a rough sketch */
  readonly warm?: boolean;
}

export interface Schedule {
  /** searches from the start; more are only made while a promise is broken */
  readonly rounds: number;
  /** proposals of an attempt, the phases that settle and mend included once */
  readonly budgetOf: (attempt: number) => number;
  readonly phaseOf: (attempt: number) => Phase;
}

export function scheduleOf(n: number, options: SearchOptions): Schedule {
  const { effort, scale = 1, warm = false } = options;
  const zones = Math.max(n, LEAST_ZONES) * scale;
  const total = Math.round(PROPOSALS[effort] * zones);
  const rounds = Math.max(
    effort === 'thorough' && !warm ? THOROUGH_ROUNDS : 1,
    Math.min(MOST_ROUNDS, Math.floor(LEAST_ZONES / n)),
  );
  const retry = Math.round(Math.max(Math.min(PROPOSALS.fast * zones, total), (RETRY * total) / rounds));
  return {
    rounds,
    budgetOf: attempt => (attempt < rounds ? Math.round(total / rounds) : retry),
    phaseOf: attempt => {
      if (warm && attempt === 0) return WARM;
      // what is repeated is repeated stiffly; every other round, a small problem forgets where it came from
      if (attempt >= rounds) return ANNEAL.fast;
      return attempt % 2 === 1 && n <= LEAST_ZONES / 2 ? HOT : ANNEAL[effort];
    },
  };
}
