// Multipliers that are best for the bound with areas. Those of the linear program know nothing of what cuts cost: at them an
// area is cut wherever its zones are indifferent. So they are moved: each step takes the plan that the dual ascent of the
// areas stands for, and makes dearer whoever has too much in it, cheaper whoever has too little (subgradients; Held, Wolfe and
// Crowder 1974 for the length of the steps). Multipliers of cuts stay. The best that was seen is kept: never worse than the first.

import { squareOf } from '../model/power.ts';
import type { Duals, Problem } from '../model/problem.ts';
import { type AreaBound, areaBound, type Needs } from './area-bound.ts';
import type { Cut } from './cuts/cut.ts';
import { boundWithCuts, clampPrices } from './cuts/cut-bound.ts';
import { leastReps } from './least-reps.ts';
import { clampDuals, load } from './pricing.ts';
import { lowerOf, upperOf } from './window.ts';

export interface AscentOptions {
  /** steps, and beyond so many pairs of zone and rep looked at in all, fewer */
  readonly steps: number;
  readonly pairs: number;
  /** what a plan costs: the bound cannot be above it */
  readonly above: number;
}

export interface AreaAscent {
  readonly value: number;
  readonly duals: Duals;
  /** multipliers of the cuts, as far as these duals let them be */
  readonly prices: Float64Array;
  readonly areas: AreaBound;
}

/** Of the way from the bound to the plan, what the first step is meant to go; less when it has failed so many times in a row. */
const FIRST = 0.5;
const LESS = 0.6;
const FAILS = 8;
/** How far above the first bound the plan is taken to be, at most, as a share of it. */
const FARTHEST = 0.25;
/** What a direction keeps of the one before it. */
const KEPT = 0.6;
/** A bound is better when it is by this share. */
const BETTER = 1e-6;
/** Given up when steps have become this short. */
const LAST = 1e-4;

export function ascendAreas(
  problem: Problem,
  from: Duals,
  cuts: readonly (Cut & { readonly price: number })[],
  { steps, pairs, above }: AscentOptions,
): AreaAscent {
  const { n, k, m, excessPrice } = problem;
  const see = makeSight(problem, cuts);
  const most = Math.min(steps, Math.floor(pairs / (n * k)));
  let best = see(from);
  // a plan that breaks promises says little about where the bound ends
  const aim = Math.min(above, best.value + FARTHEST * Math.abs(best.value));
  let at = Float64Array.from(from.price);
  const direction = new Float64Array(k * m);
  let slope = best.slope;
  let value = best.value;
  let length = FIRST;
  let fails = 0;
  for (let step = 0; step < most && length > LAST && best.value < aim; step++) {
    let norm = 0;
    for (let r = 0; r < k * m; r++) {
      direction[r] = KEPT * direction[r] + slope[r];
      norm += squareOf(direction[r]);
    }
    if (norm === 0) break;
    const go = (length * (aim - value)) / norm;
    // not across 0 in one step: the other side of the window counts there
    at = at.map((y, r) => {
      const to = Math.max(-excessPrice, Math.min(excessPrice, y + go * direction[r]));
      return y * to < 0 ? 0 : to;
    });
    const seen = see({ ...from, price: at });
    ({ slope, value } = seen);
    if (value > best.value + BETTER * Math.abs(best.value)) {
      best = seen;
      fails = 0;
    } else if (++fails === FAILS) {
      length *= LESS;
      fails = 0;
      at = Float64Array.from(best.duals.price);
      ({ slope, value } = best);
      direction.fill(0);
    }
  }
  return best;
}

type Seen = AreaAscent & { readonly slope: Float64Array };

/** The bound at given multipliers, and which way is up. */
function makeSight(problem: Problem, cuts: readonly (Cut & { readonly price: number })[]) {
  const { n, k, m, excessPrice } = problem;
  const least = leastReps(problem);
  const wanted = cuts.map(({ price }) => price);
  const reduced = new Float64Array(n * k);
  return (given: Duals): Seen => {
    const duals = clampDuals(problem, given);
    const prices = clampPrices(problem, duals, cuts, wanted);
    const choice = new Int32Array(n);
    const plain = boundWithCuts(problem, duals, cuts, prices, (zone, row, lowest) => {
      reduced.set(row, zone * k);
      choice[zone] = row.indexOf(lowest);
    });
    const areas = areaBound(problem, reduced, needsOf(least, duals), (price, zones, level, room) =>
      choose(price, zones, level, room, reduced, k, choice),
    );
    return { value: plain + areas.gain, duals, prices, areas, slope: slopeOf(problem, duals, choice) };
  };

  // more than a row's excess is worth, less what its multiplier takes already, cannot be made of it
  function needsOf(known: Needs['least'], { price }: Duals): Needs {
    const room = new Float64Array(m).fill(Infinity);
    for (let r = 0; r < k * m; r++) room[r % m] = Math.min(room[r % m], Math.max(0, excessPrice - price[r]));
    return { least: known, most: room };
  }
}

/** The plan of an area that its levels stand for: reps that are paid for, as few as the zones can do with. */
function choose(
  price: number,
  zones: readonly number[],
  level: Float64Array,
  room: Float64Array,
  reduced: Float64Array,
  k: number,
  choice: Int32Array,
): void {
  if (Number.isNaN(level[zones[0]])) {
    chooseOne(price, zones, reduced, k, choice);
    return;
  }
  const paid: number[] = [];
  for (let j = 0; j < k; j++) if (room[j] < 1e-6 * price) paid.push(j);
  const known = zones.map(i => paid.filter(j => reduced[i * k + j] <= level[i] * (1 + 1e-12) + 1e-9));
  const open = new Set<number>();
  for (const reps of known) if (reps.length === 1) open.add(reps[0]);
  for (const [at, i] of zones.entries()) {
    const reps = known[at];
    if (reps.length > 0 && !reps.some(j => open.has(j))) open.add(cheapestOf(reps, i, reduced, k));
  }
  if (open.size === 0) return;
  for (const i of zones) {
    const rep = cheapestOf([...open], i, reduced, k);
    if (reduced[i * k + rep] < Infinity) choice[i] = rep;
  }
}

/** All zones to one rep, where that costs less than the cuts that their own choice makes. */
function chooseOne(
  price: number,
  zones: readonly number[],
  reduced: Float64Array,
  k: number,
  choice: Int32Array,
): void {
  const sums = new Float64Array(k);
  let apart = 0;
  for (const i of zones) {
    for (let j = 0; j < k; j++) sums[j] += reduced[i * k + j];
    apart += reduced[i * k + choice[i]];
  }
  const least = sums.reduce((min, s) => Math.min(min, s), Infinity);
  const cuts = new Set(zones.map(i => choice[i])).size - 1;
  if (least - apart < price * cuts) for (const i of zones) choice[i] = sums.indexOf(least);
}

function cheapestOf(reps: readonly number[], zone: number, reduced: Float64Array, k: number): number {
  let best = reps[0];
  for (const j of reps) if (reduced[zone * k + j] < reduced[zone * k + best]) best = j;
  return best;
}

/** How far each row is out of its window in this plan; where its multiplier has a side, how far from that side. */
function slopeOf(problem: Problem, { price }: Duals, choice: Int32Array): Float64Array {
  const { n, m, target, fixedLoad } = problem;
  const sums = Float64Array.from(fixedLoad);
  for (let i = 0; i < n; i++)
    for (let q = 0; q < m; q++) sums[choice[i] * m + q] += load(problem, i, choice[i], q);
  return sums.map((sum, r) => {
    const share = sum / target[r];
    const over = share - upperOf(problem, r);
    const under = share - lowerOf(problem, r);
    if (price[r] !== 0) return price[r] > 0 ? over : under;
    return over > 0 ? over : Math.min(0, under);
  });
}
