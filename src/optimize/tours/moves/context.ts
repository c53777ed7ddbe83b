// What all moves of tours share: chance, who is near whom, and the small steps they are made of.

import { type Random, randomInt } from '../../random.ts';
import type { Insertions } from '../insertion.ts';
import type { Recreation } from '../recreate.ts';
import { begin, changeOf, rollback, settle, startOf, type TourState } from '../tour-state.ts';

/** An account's nearest others: enough for moves that want a neighbor to come next. */
const MOST_NEAR = 40;

export interface MoveContext {
  readonly state: TourState;
  readonly ins: Insertions;
  readonly recreation: Recreation;
  readonly random: Random;
  /** accounts nearest to account a, the nearest first, at a · nearCount */
  readonly near: Int32Array;
  readonly nearCount: number;
  /** the way back is as long as the way there, for all pairs */
  readonly symmetric: boolean;
}

export function makeContext(
  state: TourState,
  ins: Insertions,
  recreation: Recreation,
  random: Random,
): MoveContext {
  const { n, minutes, visits } = state.problem;
  const wanted = [];
  for (let a = 1; a < n; a++) if (visits[a] > 0) wanted.push(a);
  const nearCount = Math.max(0, Math.min(MOST_NEAR, wanted.length - 1));
  const near = new Int32Array(n * nearCount);
  let symmetric = true;
  const between = new Float64Array(n);
  for (const a of wanted) {
    for (const b of wanted) {
      between[b] = Math.min(minutes[a * n + b], minutes[b * n + a]);
      symmetric &&= minutes[a * n + b] === minutes[b * n + a];
    }
    symmetric &&= minutes[a] === minutes[a * n];
    const others = wanted.filter(b => b !== a).sort((x, y) => between[x] - between[y] || x - y);
    for (let i = 0; i < nearCount; i++) near[a * nearCount + i] = others[i];
  }
  return { state, ins, recreation, random, near, nearCount, symmetric };
}

/** A day with stops; −1 when chance finds none. */
export function randomDay({ state: s, random }: MoveContext): number {
  for (let tries = 0; tries < 16; tries++) {
    const d = randomInt(random, s.dayCount);
    if (s.count[d] > 0) return d;
  }
  return -1;
}

/** An account near to a, the nearer the likelier; −1 when a has none. */
export function randomNear({ near, nearCount, random }: MoveContext, a: number): number {
  if (nearCount === 0) return -1;
  const u = random();
  return near[a * nearCount + Math.floor(u * u * nearCount)];
}

/** A day on which account a is visited; −1 when there is none. */
export function randomDayOf({ state: s, random }: MoveContext, a: number): number {
  return s.planned[a] === 0 ? -1 : s.on[a * s.mostVisits + randomInt(random, s.planned[a])];
}

/** Where the rep comes from before place p of day d, and where he goes after it. */
export function nodeBefore(s: TourState, d: number, p: number): number {
  return p > 0 ? s.stops[d * s.width + p - 1] : startOf(s, d);
}

export function nodeAfter(s: TourState, d: number, p: number): number {
  if (p + 1 < s.count[d]) return s.stops[d * s.width + p + 1];
  // after a night the way goes on from here
  return s.night[d] && s.count[d + 1] > 0 ? s.stops[(d + 1) * s.width] : 0;
}

/** Does the change, and takes it back unless it keeps the rules and costs no more than `limit`. */
export function tryChange(s: TourState, limit: number, change: () => void): boolean {
  begin(s);
  change();
  if (settle(s) && changeOf(s) <= limit) return true;
  rollback(s);
  return false;
}
