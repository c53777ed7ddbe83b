// How long and how hot to search: budgets in proposals, never in seconds, so that the plan is the same on every machine.

import type { Effort } from '../model/problem.ts';

/** Proposals per zone; some 3 million a second on one core, more when nothing else runs. */
const PROPOSALS: Record<Effort, number> = { fast: 500, normal: 4800, thorough: 90_000 };
/** Beyond so many zones, where a race would take minutes, `normal` makes one round, and ends with so many a zone. */
const LARGE_ZONES = 10_000;
const LARGE_NORMAL = 2200;
/** What a search from a plan that has been searched before gets of that. */
const AGAIN = 0.5;
/** Small problems get at least this many zones' worth: they are over in a second or two anyway. */
const LEAST_ZONES: Record<Effort, number> = { fast: 1000, normal: 6000, thorough: 2000 };
/** Proposals per zone that a round of annealing should have before the rest goes to re-splits; and their most. */
const ENOUGH = 1500;
const MOST_RESPLIT: Record<Effort, number> = { fast: 0.4, normal: 0.2, thorough: 0.2 };
/** What re-splits may spend on a round's plan that breaks a promise, over the round. */
const MENDING = 0.5;
/** The same where another round's plan keeps its promises and costs more. */
const RETOUCHING = 0.1;
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

// Tuned on the French postal codes (60 reps, 2 measures, 2 to 6 seeds each; docs/algorithm.md). Hotter or stiffer ends
// higher; much softer, or longer than some 10 000 proposals a zone, lets a sector drift so far from its base that it
// cannot keep both its windows, and there it stays.
const FIRST = { heat: 0.3, stiffness: 2, bend: 0.02 };
const LAST = { heat: 0.02, stiffness: 300 };
/** down to this temperature costs are bent upwards with distance, which is what keeps sectors from drifting */
const STRAIGHT = 0.2;
/** for small problems: forgets the start */
const HOT: Phase = { heat: [5, 0.03], stiffness: [0.3, 300], margin: 0.01, rate: 0.03 };
/** from a plan that is already good: not so hot as to forget it */
const WARM: Phase = { heat: [0.2, 0.03], stiffness: [10, 300], margin: 0.02, rate: 0.03 };
export const SETTLE: Phase = { heat: [0.03, 0.001], stiffness: [300, 1e5], margin: 0.002, rate: 0.03 };
/**
 * Rounds: of a small problem, where a single cold sector can bar the way; of others, because who goes where is settled
 * while it is hot, for good or bad, and a longer round does not make it better.
 */
const ROUNDS_ZONES = 2400;
const MOST_ROUNDS = 8;
const ROUNDS: Record<Effort, number> = { fast: 1, normal: 4, thorough: 12 };

/** Where half of the rounds of a race are given up, as shares of their proposals. */
export const CUTS: readonly number[] = [0.3, 0.5];

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
  /** annealings from the start, the best of which goes on; a race: most are given up on the way */
  readonly rounds: number;
  readonly race: boolean;
  /**
   * proposals: of a round, of the re-splits that mend it if it breaks a promise (and if one that keeps them is in hand), of
   * the re-splits that end the search
   */
  readonly round: number;
  readonly mend: number;
  readonly retouch: number;
  readonly polish: number;
  /** of all that is sure to come */
  readonly total: number;
  readonly stagesOf: (round: number) => readonly Stage[];
}

export function scheduleOf(n: number, options: SearchOptions): Schedule {
  const { effort, scale = 1, start = 'rough' } = options;
  const zones = Math.max(n, LEAST_ZONES[effort]) * scale;
  const large = effort === 'normal' && n > LARGE_ZONES;
  const most = large ? Math.max(PROPOSALS.normal * LARGE_ZONES, LARGE_NORMAL * n) * scale : Infinity;
  const total = Math.round(Math.min(PROPOSALS[effort] * zones, most) * (start === 'rough' ? 1 : AGAIN));
  if (start === 'settled')
    return {
      rounds: 0,
      race: false,
      round: 0,
      mend: 0,
      retouch: 0,
      polish: total,
      total,
      stagesOf: () => [],
    };
  const race = start === 'rough' && n > ROUNDS_ZONES && ROUNDS[effort] > 1 && !large;
  const rounds = race ? ROUNDS[effort] : Math.max(1, Math.min(MOST_ROUNDS, Math.floor(ROUNDS_ZONES / n)));
  const lengths = race ? raceLength(rounds) : rounds;
  const spare = total - Math.round(ENOUGH * lengths * n * scale);
  const polish = Math.max(0, Math.min(Math.round(MOST_RESPLIT[effort] * total), spare));
  const round = Math.round((total - polish) / lengths);
  return {
    rounds,
    race,
    round,
    mend: Math.round(MENDING * round),
    retouch: Math.round(RETOUCHING * round),
    polish,
    total,
    stagesOf: turn => {
      const one = (phase: Phase): Stage[] => [{ phase, share: 1 - SETTLE_SHARE, bend: 0 }];
      if (start === 'good' && turn === 0) return one(WARM);
      // every other round, a small problem forgets where it came from
      if (turn % 2 === 1 && n <= ROUNDS_ZONES / 2) return one(HOT);
      return cooling();
    },
  };
}

/** What a race of so many rounds takes, in rounds. */
export function raceLength(rounds: number): number {
  let length = 0;
  let left = rounds;
  let from = 0;
  for (const cut of CUTS) {
    length += (cut - from) * left;
    left = Math.ceil(left / 2);
    from = cut;
  }
  return length + (1 - from) * left;
}

/** From hot and soft to cold and stiff at one pace, the hottest part with bent costs; `change`: what to do otherwise. */
export function cooling(change: Partial<typeof FIRST> = {}): Stage[] {
  const { heat, stiffness, bend } = { ...FIRST, ...change };
  const hot = Math.max(0, Math.log(heat / STRAIGHT) / Math.log(heat / LAST.heat));
  const middle = stiffness * (LAST.stiffness / stiffness) ** hot;
  const share = 1 - SETTLE_SHARE;
  const phase = (temperatures: Phase['heat'], stiff: Phase['stiffness']): Phase => {
    return { heat: temperatures, stiffness: stiff, margin: 0.01, rate: 0.03 };
  };
  return [
    { phase: phase([heat, STRAIGHT], [stiffness, middle]), share: share * hot, bend },
    { phase: phase([STRAIGHT, LAST.heat], [middle, LAST.stiffness]), share: share * (1 - hot), bend: 0 },
  ];
}
