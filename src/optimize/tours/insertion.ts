// The cheapest way to put one more visit into a day: between two stops, or with a night away that the visit brings about
// (last of the day, and the rep stays near it; or first of the next, after a night near the last of the day before).
// What was found holds until the day's stamp changes, so that a day is looked at once per account and change.

import { EPS, fits } from './day-times.ts';
import {
  insertStop,
  nightPossible,
  nightsAround,
  refresh,
  restamp,
  setNight,
  startOf,
  type TourState,
} from './tour-state.ts';

export const NIGHT_AFTER = -2;
export const NIGHT_BEFORE = -3;

export interface Insertions {
  readonly state: TourState;
  /** of account a on day d at a · days + d: minutes, Infinity where nothing fits, and place or NIGHT_… */
  readonly cost: Float64Array;
  readonly place: Int32Array;
  readonly stamp: Int32Array;
  readonly row: Int32Array;
}

export function makeInsertions(state: TourState): Insertions {
  const entries = state.problem.n * state.dayCount;
  return {
    state,
    cost: new Float64Array(entries),
    place: new Int32Array(entries),
    stamp: new Int32Array(entries),
    row: new Int32Array(state.width + 2),
  };
}

/** Minutes that a visit of a on day d costs, Infinity when it does not fit; weekday and spacing are not looked at. */
export function insertionCost(ins: Insertions, a: number, d: number): number {
  const at = a * ins.state.dayCount + d;
  if (ins.stamp[at] !== ins.state.stamp[d]) {
    ins.stamp[at] = ins.state.stamp[d];
    evaluate(ins, a, d, at);
  }
  return ins.cost[at];
}

function evaluate(ins: Insertions, a: number, d: number, at: number): void {
  const s = ins.state;
  const { minutes, n, service, rules } = s.problem;
  const count = s.count[d];
  ins.cost[at] = Infinity;
  if (count >= s.width) return;
  const from = d * s.width;
  const start = startOf(s, d);
  const home = s.night[d] === 0;
  const driving = rules.driving - s.drive[d] + EPS;
  const length = rules.length - s.drive[d] - s.service[d] - service[a] + EPS;
  const open = count > 0 || start !== 0;
  let best = Infinity;
  const inner = home ? count : count - 1;
  for (let p = 0; p <= inner; p++) {
    const before = p === 0 ? start : s.stops[from + p - 1];
    const after = p === count ? 0 : s.stops[from + p];
    const detour =
      minutes[before * n + a] + minutes[a * n + after] - (open ? minutes[before * n + after] : 0);
    if (!(detour < best) || detour > driving || detour > length) continue;
    if (!s.clock.untimed && !fitsWith(ins, a, d, p, start, home)) continue;
    best = detour;
    ins.place[at] = p;
  }
  ins.cost[at] = best;
  if (rules.overnight !== null) evaluateNights(ins, a, d, at, start);
}

/** Would day d keep its hours with a as stop p? */
function fitsWith(ins: Insertions, a: number, d: number, p: number, start: number, home: boolean): boolean {
  const s = ins.state;
  const from = d * s.width;
  const count = s.count[d];
  const { row } = ins;
  for (let i = 0; i < p; i++) row[i] = s.stops[from + i];
  row[p] = a;
  for (let i = p; i < count; i++) row[i + 1] = s.stops[from + i];
  return fits(s.clock, row, 0, count + 1, start, home);
}

/** Would day d keep its hours were it to start at another node? */
function fitsFrom(s: TourState, d: number, start: number): boolean {
  return fits(s.clock, s.stops, d * s.width, s.count[d], start, s.night[d] === 0);
}

/** Places at which a night begins or ends. */
function evaluateNights(ins: Insertions, a: number, d: number, at: number, start: number): void {
  const s = ins.state;
  const { minutes, n, rules } = s.problem;
  const { most, price } = rules.overnight as { most: number; price: number };
  const from = d * s.width;
  const count = s.count[d];
  const last = count > 0 ? s.stops[from + count - 1] : start;
  const onward = minutes[last * n + a];
  if (s.night[d]) {
    // the place of the night moves
    const next = firstOf(s, d + 1);
    const detour = onward + minutes[a * n + next] - minutes[last * n + next];
    if (detour < ins.cost[at] && fitsWith(ins, a, d, count, start, false) && fitsFrom(s, d + 1, a)) {
      ins.cost[at] = detour;
      ins.place[at] = count;
    }
  } else if (nightPossible(s, d) && nightsAround(s, d) <= most) {
    const next = firstOf(s, d + 1);
    const detour = onward + minutes[a * n + next] - minutes[last * n] - minutes[next] + price;
    if (detour < ins.cost[at] && fitsWith(ins, a, d, count, start, false) && fitsFrom(s, d + 1, a)) {
      ins.cost[at] = detour;
      ins.place[at] = NIGHT_AFTER;
    }
  }
  if (d === 0 || s.night[d - 1] || s.count[d - 1] === 0) return;
  if (!nightPossible(s, d - 1) || nightsAround(s, d - 1) > most) return;
  const eve = s.stops[(d - 1) * s.width + s.count[d - 1] - 1];
  const next = firstOf(s, d);
  const detour = minutes[eve * n + a] + minutes[a * n + next] - minutes[eve * n] - minutes[next] + price;
  if (!(detour < ins.cost[at]) || !fitsWith(ins, a, d, 0, eve, s.night[d] === 0)) return;
  if (!fits(s.clock, s.stops, (d - 1) * s.width, s.count[d - 1], startOf(s, d - 1), false)) return;
  ins.cost[at] = detour;
  ins.place[at] = NIGHT_BEFORE;
}

/** Where the rep goes first on day d; the base when there is nothing to do. */
const firstOf = (s: TourState, d: number): number => (s.count[d] > 0 ? s.stops[d * s.width] : 0);

/** Does what `insertionCost` has found. False when it does not fit (any more). */
export function applyInsertion(ins: Insertions, a: number, d: number): boolean {
  if (insertionCost(ins, a, d) === Infinity) return false;
  const s = ins.state;
  const place = ins.place[a * s.dayCount + d];
  if (place === NIGHT_BEFORE) {
    setNight(s, d - 1, 1);
    insertStop(s, d, 0, a);
    refresh(s, d - 1);
  } else if (place === NIGHT_AFTER) {
    insertStop(s, d, s.count[d], a);
    setNight(s, d, 1);
  } else insertStop(s, d, place, a);
  refresh(s, d);
  if (s.problem.rules.overnight === null) return true;
  if (s.night[d]) refresh(s, d + 1);
  restamp(s, d, place < 0);
  return true;
}
