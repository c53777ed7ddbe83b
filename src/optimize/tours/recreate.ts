// Missing visits of one account are put back on the days that cost least, all at once: which days go together is decided by
// a dynamic program over the period, since visits keep their distance. With one missing visit this is cheapest insertion.
// Blinks (Christiaens & Vanden Berghe 2020): now and then a day is overlooked, so that the same hole is not filled alike.

import type { Random } from './../random.ts';
import { applyInsertion, type Insertions, insertionCost } from './insertion.ts';

const BLINK = 0.01;
/** Minutes by which an overlooked day seems dearer: still taken when there is no other. */
const OVERLOOKED = 1e6;

export interface Recreation {
  readonly ins: Insertions;
  readonly random: Random;
  readonly costs: Float64Array;
  readonly blocked: Int32Array;
  tick: number;
  /** j visits within the first i days, at j · (days + 1) + i: cost, and whether the last of these days is one of them */
  readonly least: Float64Array;
  readonly taken: Uint8Array;
  readonly chosen: Int32Array;
}

export function makeRecreation(ins: Insertions, random: Random): Recreation {
  const { dayCount, mostVisits } = ins.state;
  const entries = (mostVisits + 1) * (dayCount + 1);
  return {
    ins,
    random,
    costs: new Float64Array(dayCount),
    blocked: new Int32Array(dayCount),
    tick: 0,
    least: new Float64Array(entries),
    taken: new Uint8Array(entries),
    chosen: new Int32Array(mostVisits),
  };
}

/** Plans as many of account a's missing visits as fit, at the least cost. */
export function placeMissing(r: Recreation, a: number, blinks: boolean): void {
  const s = r.ins.state;
  const missing = Math.min(s.problem.visits[a], s.mostVisits) - s.planned[a];
  if (missing <= 0) return;
  blockDays(r, a);
  const { days, weekdays } = s.problem;
  let best = -1;
  let least = Infinity;
  for (let d = 0; d < s.dayCount; d++) {
    let cost = Infinity;
    if (r.blocked[d] !== r.tick && (weekdays[a] >> days[d].weekday) & 1) {
      cost = insertionCost(r.ins, a, d);
      if (blinks && cost < Infinity && r.random() < BLINK) cost += OVERLOOKED;
    }
    r.costs[d] = cost;
    if (cost < least) {
      least = cost;
      best = d;
    }
  }
  if (best < 0) return;
  if (missing === 1) {
    applyInsertion(r.ins, a, best);
    return;
  }
  const count = chooseDays(r, a, missing);
  for (let j = 0; j < count; j++) applyInsertion(r.ins, a, r.chosen[j]);
}

/** Marks the days that are too near to the account's planned visits. */
function blockDays(r: Recreation, a: number): void {
  const s = r.ins.state;
  const { days, spacing } = s.problem;
  r.tick++;
  const from = a * s.mostVisits;
  for (let i = from; i < from + s.planned[a]; i++) {
    const { day } = days[s.on[i]];
    for (let d = s.on[i]; d >= 0 && day - days[d].day < spacing[a]; d--) r.blocked[d] = r.tick;
    for (let d = s.on[i]; d < s.dayCount && days[d].day - day < spacing[a]; d++) r.blocked[d] = r.tick;
  }
}

/** The cheapest days for so many visits, or for as many as there are days for; in `chosen`, the latest first. */
function chooseDays(r: Recreation, a: number, missing: number): number {
  const { days, spacing } = r.ins.state.problem;
  const { least, taken, costs, chosen } = r;
  const length = days.length;
  const width = length + 1;
  least.fill(0, 0, width);
  let most = 0;
  for (let j = 1; j <= missing; j++) {
    least[j * width] = Infinity;
    let before = 0;
    for (let i = 1; i <= length; i++) {
      // of the days before day i − 1, those far enough from it are the first `before`
      while (days[before].day <= days[i - 1].day - spacing[a]) before++;
      const withIt = least[(j - 1) * width + before] + costs[i - 1];
      const without = least[j * width + i - 1];
      taken[j * width + i] = withIt < without ? 1 : 0;
      least[j * width + i] = withIt < without ? withIt : without;
    }
    if (least[j * width + length] === Infinity) break;
    most = j;
  }
  let count = 0;
  let i = length;
  for (let j = most; j > 0; j--) {
    while (!taken[j * width + i]) i--;
    chosen[count++] = i - 1;
    const { day } = days[i - 1];
    while (i > 0 && days[i - 1].day > day - spacing[a]) i--;
  }
  return count;
}
