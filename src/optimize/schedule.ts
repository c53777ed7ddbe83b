// How long and how hot to search: budgets in proposals, never in seconds, so that the plan is the same on every machine.

import { squareOf } from '../model/power.ts';
import type { Effort } from '../model/problem.ts';

/** Proposals per zone; some million a second on one core. */
const PROPOSALS: Record<Effort, number> = { fast: 400, normal: 4800, thorough: 120_000 };
/** Beyond so many zones, where a race would take minutes, `normal` makes one round, shorter and shorter, down to so many a zone. */
const LARGE_ZONES = 10_000;
const LARGE_NORMAL = 450;
/** What a search from a plan that has been searched before gets of that. */
const AGAIN = 0.5;
/**
 * Small problems get at least this many zones' worth, because all it takes is seconds; beyond the first thousand no more
 * than so many times their own.
 */
const LEAST_ZONES: Record<Effort, number> = { fast: 1000, normal: 6000, thorough: 2000 };
const MOST_TIMES = 60;
const LEAST_OF_ALL = 1000;
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

// Tuned on the French postal codes (60 reps, 2 measures, 8 to 12 seeds each; docs/algorithm.md). Hotter or stiffer from
// the start ends higher; much softer, or hot for longer, lets a sector drift so far from its base that it cannot keep both
// its windows, and there it stays. Who goes where freezes between 0.2 and 0.1, so that is where most of the time goes.
const COOLING: readonly Phase[] = [
  { heat: [0.3, 0.2], stiffness: [2, 4.2], margin: 0.01, rate: 0.03 },
  { heat: [0.2, 0.1], stiffness: [4.2, 12], margin: 0.01, rate: 0.03 },
  { heat: [0.1, 0.02], stiffness: [12, 300], margin: 0.01, rate: 0.03 },
];
/** bent costs keep sectors from drifting while it is hot */
const BEND = 0.02;
/** Proposals per zone after which the hot stage has forgotten the start and learned its prices; its least and most share. */
const FORGOTTEN = 350;
const HOT_SHARE = [0.05, 0.25] as const;
/** of what is left, the part between 0.2 and 0.1 */
const FREEZING_SHARE = 0.82;
/**
 * The same at one pace, of small problems and of rounds with so few proposals a zone: where a sector has few zones, or
 * little time, fitting them into the windows is half of the work, and cold.
 */
const EVEN_HOT_SHARE = 0.15;
const EVEN_FREEZING_SHARE = 0.35;
const SHORT = 1000;
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
const ROUNDS: Record<Effort, number> = { fast: 1, normal: 4, thorough: 24 };

/**
 * Half of the rounds of a race are given up when they have cooled down to each of these. What a round is worth at the
 * first has a correlation of 0.7 with how it ends, at the second of 0.9.
 */
export const CUTS: readonly number[] = [0.2, 0.145, 0.11];
/** So many always arrive, should one end out of balance. */
const FINALISTS = 2;

/** How many of so many rounds go on after a cut. */
export function survivors(rounds: number): number {
  return Math.min(rounds, Math.max(FINALISTS, Math.ceil(rounds / 2)));
}

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
   * proposals: of a first short annealing that puts a plan in hand before a long race, should it be cut short; of a round,
   * of the re-splits that mend it if it breaks a promise (and if one that keeps them is in hand), of the re-splits that end
   * the search
   */
  readonly sketch: number;
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
  const zones = Math.max(n, Math.min(LEAST_ZONES[effort], Math.max(LEAST_OF_ALL, MOST_TIMES * n))) * scale;
  const large = effort === 'normal' && n > LARGE_ZONES;
  const most = large
    ? Math.max((PROPOSALS.normal * squareOf(LARGE_ZONES)) / n, LARGE_NORMAL * n) * scale
    : Infinity;
  const total = Math.round(Math.min(PROPOSALS[effort] * zones, most) * (start === 'rough' ? 1 : AGAIN));
  if (start === 'settled')
    return {
      rounds: 0,
      race: false,
      sketch: 0,
      round: 0,
      mend: 0,
      retouch: 0,
      polish: total,
      total,
      stagesOf: () => [],
    };
  const race = start === 'rough' && n > ROUNDS_ZONES && ROUNDS[effort] > 1 && !large;
  const rounds = race ? ROUNDS[effort] : Math.max(1, Math.min(MOST_ROUNDS, Math.floor(ROUNDS_ZONES / n)));
  let round = Math.round(total / rounds);
  let polish = 0;
  // the longer the rounds the shorter their hot share, and the more a race saves: two or three turns settle it
  for (let turn = 0; turn < 4; turn++) {
    const lengths = race ? raceLength(rounds, cooling(n, round)) : rounds;
    const spare = total - Math.round(ENOUGH * lengths * n * scale);
    polish = Math.max(0, Math.min(Math.round(MOST_RESPLIT[effort] * total), spare));
    round = Math.round((total - polish) / lengths);
  }
  const stages = cooling(n, round);
  return {
    rounds,
    race,
    sketch: race && effort === 'thorough' ? Math.round(PROPOSALS.fast * zones) : 0,
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
      return stages;
    },
  };
}

/** What a race of so many rounds takes, in rounds. */
export function raceLength(rounds: number, stages: readonly Stage[]): number {
  let length = 0;
  let left = rounds;
  let from = 0;
  for (const cut of CUTS) {
    const at = shareDownTo(cut, stages);
    length += (at - from) * left;
    left = survivors(left);
    from = at;
  }
  return length + (1 - from) * left;
}

/** Share of a round's proposals by which it has cooled down so far; 1 when it never does. */
function shareDownTo(heat: number, stages: readonly Stage[]): number {
  let share = 0;
  for (const stage of stages) {
    const [first, last] = stage.phase.heat;
    if (last <= heat) {
      const part = first <= heat ? 0 : Math.log(first / heat) / Math.log(first / last);
      return share + part * stage.share;
    }
    share += stage.share;
  }
  return 1;
}

/** From hot and soft to cold and stiff, in a round of so many proposals over a map of n zones. */
export function cooling(n: number, proposals: number): Stage[] {
  const all = 1 - SETTLE_SHARE;
  const even = n <= ROUNDS_ZONES || proposals < SHORT * n;
  const [least, most] = HOT_SHARE;
  const forgotten = Math.min(most, Math.max(least, (FORGOTTEN * n) / proposals));
  const hot = all * (even ? EVEN_HOT_SHARE : forgotten);
  const freezing = (all - hot) * (even ? EVEN_FREEZING_SHARE : FREEZING_SHARE);
  const shares = [hot, freezing, all - hot - freezing];
  return COOLING.map((phase, at) => ({ phase, share: shares[at], bend: at === 0 ? BEND : 0 }));
}
