// Ruin and recreate by slack induction by string removals (Christiaens & Vanden Berghe 2020): short strings of stops leave
// days that pass near one account, and the accounts come back one after another, each where it costs least. Sometimes the
// accounts there lose all their visits of the period instead, and get new patterns of days.

import type { Move } from '../../moves/move.ts';
import { randomInt } from '../../random.ts';
import { placeMissing } from '../recreate.ts';
import {
  begin,
  changeOf,
  dayFits,
  placeOf,
  removeStop,
  rollback,
  setNight,
  settle,
  startOf,
  type TourState,
} from '../tour-state.ts';
import { type MoveContext, randomDay, randomDayOf } from './context.ts';

/** Visits that leave on average, and most of one day in a row. */
const AVERAGE_REMOVED = 8;
const LONGEST_STRING = 10;
/** Share of strings with stops that stay in their middle. */
const SPLIT = 0.5;
/** Visits that have no place yet and are tried along. */
const MOST_UNPLANNED = 8;
/** Accounts that lose their whole pattern. */
const MOST_PATTERNS = 4;

export function makeRuin(context: MoveContext, kind: 'strings' | 'patterns'): Move {
  const { state: s, random, near, nearCount } = context;
  const refill = makeRefill(context);
  return {
    draw: () => (s.dayCount > 0 ? -Infinity : Infinity),
    attempt(limit) {
      const d = randomDay(context);
      begin(s);
      if (d >= 0) {
        const seed = s.stops[d * s.width + randomInt(random, s.count[d])];
        if (kind === 'strings') removeStrings(seed, d);
        else removePatterns(seed);
        mend(s);
      }
      refill();
      if (changeOf(s) <= limit) return true;
      rollback(s);
      return false;
    },
  };

  function removeStrings(seed: number, day: number): void {
    const t = s.trial;
    let stops = 0;
    let days = 0;
    for (let d = 0; d < s.dayCount; d++) {
      stops += s.count[d];
      if (s.count[d] > 0) days++;
    }
    const longest = Math.max(1, Math.min(LONGEST_STRING, stops / days));
    const most = (4 * AVERAGE_REMOVED) / (1 + longest) - 1;
    const strings = Math.floor(1 + random() * most);
    removeString(day, placeOf(s, seed, day), longest);
    for (let i = 0, cut = 1; i < nearCount && cut < strings; i++) {
      const b = near[seed * nearCount + i];
      const d = randomDayOf(context, b);
      // one string a day
      if (d < 0 || t.mark[d] === t.number) continue;
      removeString(d, placeOf(s, b, d), longest);
      cut++;
    }
  }

  function removeString(d: number, p: number, longest: number): void {
    const count = s.count[d];
    const length = Math.floor(1 + random() * Math.min(longest, count));
    let spare = 0;
    if (length > 1 && length < count && random() < SPLIT) {
      while (length + spare < count && random() < 0.5) spare++;
    }
    const span = length + spare;
    const lowest = Math.max(0, p - span + 1);
    const from = lowest + randomInt(random, Math.min(p, count - span) - lowest + 1);
    const kept = spare > 0 ? from + randomInt(random, length) : -1;
    for (let i = span - 1; i >= 0; i--) {
      if (kept < 0 || from + i < kept || from + i >= kept + spare) removeStop(s, d, from + i);
    }
  }

  function removePatterns(seed: number): void {
    const patterns = 1 + randomInt(random, MOST_PATTERNS);
    removeAll(s, seed);
    for (let j = 1; j < patterns && nearCount > 0; j++) {
      const u = random();
      removeAll(s, near[seed * nearCount + Math.floor(u * u * Math.min(nearCount, 3 * patterns))]);
    }
  }
}

/** Takes all visits of account a out of the plan. */
export function removeAll(s: TourState, a: number): void {
  while (s.planned[a] > 0) {
    const d = s.on[a * s.mostVisits + s.planned[a] - 1];
    removeStop(s, d, placeOf(s, a, d));
  }
}

/** Sums after a ruin. Days that broke a rule by it (an end of a night away is gone, roads without triangle rule) are emptied. */
export function mend(s: TourState): void {
  const t = s.trial;
  if (settle(s)) return;
  for (let again = true; again; ) {
    again = false;
    for (let i = 0; i < t.touchedCount; i++) {
      const d = t.touched[i];
      if (dayFits(s, d)) continue;
      // a rep who cannot get home from a night away was not there
      const eve = s.count[d] === 0 && startOf(s, d) !== 0 ? d - 1 : d;
      while (s.count[eve] > 0) removeStop(s, eve, s.count[eve] - 1);
      if (s.night[eve]) setNight(s, eve, 0);
      if (eve > 0 && s.night[eve - 1] && eve === d) setNight(s, eve - 1, 0);
      again = true;
    }
    if (settle(s)) return;
  }
}

/** Puts back what is missing, in one of several orders; some of what had no place before is tried along. */
export function makeRefill(context: MoveContext): () => void {
  const { state: s, random, recreation } = context;
  const { n, visits, minutes, service, worth } = s.problem;
  const absent = new Int32Array(n);
  const keys = new Float64Array(n);
  const seen = new Int32Array(n);
  let round = 0;
  return () => {
    const t = s.trial;
    let count = 0;
    round++;
    for (let i = 0; i < t.touchedCount; i++) {
      const d = t.touched[i];
      const from = d * s.width;
      for (let p = from; p < from + t.count[d]; p++) {
        const a = t.stops[p];
        if (seen[a] === round || s.planned[a] >= Math.min(visits[a], s.mostVisits)) continue;
        seen[a] = round;
        absent[count++] = a;
      }
    }
    if (t.lost * s.lostPrice > 1e-3) {
      const first = 1 + randomInt(random, n - 1);
      for (let i = 0, more = 0; i < n - 1 && more < MOST_UNPLANNED; i++) {
        const a = 1 + ((first + i - 1) % (n - 1));
        if (seen[a] === round || s.planned[a] >= Math.min(visits[a], s.mostVisits)) continue;
        seen[a] = round;
        absent[count++] = a;
        more++;
      }
    }
    const order = randomInt(random, t.lost * s.lostPrice > 1e-3 ? 12 : 11);
    for (let i = 0; i < count; i++) {
      const a = absent[i];
      const far = minutes[a] + minutes[a * n];
      const missing = visits[a] - s.planned[a];
      keys[a] =
        order < 4
          ? random()
          : order < 7
            ? -missing + random() * 1e-6
            : order < 8
              ? -service[a] + random() * 1e-6
              : order < 10
                ? -far
                : order < 11
                  ? far
                  : -worth[a] / (1 + service[a]);
    }
    sortByKey(absent, keys, count);
    for (let i = 0; i < count; i++) placeMissing(recreation, absent[i], true);
  };
}

/** Insertion sort: there are few. */
function sortByKey(items: Int32Array, keys: Float64Array, count: number): void {
  for (let i = 1; i < count; i++) {
    const item = items[i];
    let j = i;
    for (; j > 0 && keys[items[j - 1]] > keys[item]; j--) items[j] = items[j - 1];
    items[j] = item;
  }
}
