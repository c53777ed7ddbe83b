// How long and how hot to search: budgets in proposals, never in seconds, so that the plan is the same on every machine.

import type { Effort } from '../model/problem.ts';

/** Proposals per zone; some 3 million a second on one core, more when nothing else runs. */
const PROPOSALS: Record<Effort, number> = { fast: 500, normal: 2200, thorough: 110_000 };
/** Small problems get at least this many zones' worth: they are over in a second or two anyway. */
const LEAST_ZONES: Record<Effort, number> = { fast: 1000, normal: 6000, thorough: 2000 };
/** Proposals per zone that a round of annealing should have before the rest goes to re-splits; and their most. */
const ENOUGH = 1500;
const MOST_RESPLIT: Record<Effort, number> = { fast: 0.4, normal: 0.4, thorough: 0.2 };
/** What re-splits may spend on a round's plan that breaks a promise, over the round. */
const MENDING = 0.5;
/** Share of an annealing in which the plan settles at the edge of its windows. */
export const SETTLE_SHARE = 0.1;

export interface Phase {
  /** temperature in mean zone costs, stiffness in mean sector costs per target, from first to last */
  readonly heat: readonly [first: number, last: number];
  readonly stiffness: readonly [first: number, last: number];
  /** how far inside the windows to aim, as a share of the tolerance */
  readonly margin: number;
  /** how far prices move towards what a row is worth, per lesson */
  readonly rate: number;
}

/** A part of a round: its share of the proposals, and how far costs are bent upwards with distance (bend.ts). */
export interface Stage {
  readonly phase: Phase;
  readonly share: number;
  readonly bend: number;
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
/** What follows a bent stage: the true costs, warm enough to forget the bend and not who belongs where. */
const COOL: Phase = { heat: [0.2, 0.02], stiffness: [10, 300], margin: 0.01, rate: 0.03 };
const BEND = 0.05;
const BENT_SHARE = 0.3;
export const SETTLE: Phase = { heat: [0.03, 0.001], stiffness: [300, 1e5], margin: 0.002, rate: 0.03 };
/**
 * Rounds of a small problem, where a single cold sector can bar the way, and of a thorough search: who goes where is
 * settled while it is hot, for good or bad, and a longer round does not make it better.
 */
const ROUNDS_ZONES = 2400;
const MOST_ROUNDS = 8;
const THOROUGH_ROUNDS = 3;

/**
 * What a search begins with: a sketch to be annealed as if from nothing (the default); a plan to improve, annealed warm;
 * or one that has had its search, of which only regions are split again.
 */
export type StartQuality = 'rough' | 'good' | 'settled';

export interface SearchOptions {
  readonly effort: Effort;
  readonly seed: number;
  /** scales the number of proposals, 0…1 */
  readonly scale?: number;
  readonly start?: StartQuality;
}

export interface Schedule {
  /** annealings from the start, the best of which goes on */
  readonly rounds: number;
  /** proposals: of a round, of the re-splits that mend it if it breaks a promise, of the re-splits that end the search */
  readonly round: number;
  readonly mend: number;
  readonly polish: number;
  readonly stagesOf: (round: number) => readonly Stage[];
}

export function scheduleOf(n: number, options: SearchOptions): Schedule {
  const { effort, scale = 1, start = 'rough' } = options;
  const zones = Math.max(n, LEAST_ZONES[effort]) * scale;
  const total = Math.round(PROPOSALS[effort] * zones);
  if (start === 'settled') return { rounds: 0, round: 0, mend: 0, polish: total, stagesOf: () => [] };
  const rounds = Math.max(
    effort === 'thorough' && start === 'rough' ? THOROUGH_ROUNDS : 1,
    Math.min(MOST_ROUNDS, Math.floor(ROUNDS_ZONES / n)),
  );
  const spare = total - Math.round(ENOUGH * rounds * n * scale);
  const polish = Math.max(0, Math.min(Math.round(MOST_RESPLIT[effort] * total), spare));
  const round = Math.round((total - polish) / rounds);
  return {
    rounds,
    round,
    mend: Math.round(MENDING * round),
    polish,
    stagesOf: turn => {
      const one = (phase: Phase): Stage[] => [{ phase, share: 1 - SETTLE_SHARE, bend: 0 }];
      if (start === 'good' && turn === 0) return one(WARM);
      // every other round, a small problem forgets where it came from
      if (turn % 2 === 1 && n <= ROUNDS_ZONES / 2) return one(HOT);
      if (effort !== 'thorough' || n <= ROUNDS_ZONES) return one(ANNEAL[effort]);
      return [
        { phase: ANNEAL[effort], share: BENT_SHARE, bend: BEND },
        { phase: COOL, share: 1 - SETTLE_SHARE - BENT_SHARE, bend: 0 },
      ];
    },
  };
}
