// Or-opt and relocate: one to three stops in a row go elsewhere, next to a near account of the same day or of another one,
// or to the beginning or the end of any day; perhaps the other way round.

import type { Move } from '../../moves/move.ts';
import { randomInt } from '../../random.ts';
import { insertStop, mayVisit, placeOf, removeStop } from '../tour-state.ts';
import {
  type MoveContext,
  nodeAfter,
  nodeBefore,
  randomDay,
  randomDayOf,
  randomNear,
  tryChange,
} from './context.ts';

const LONGEST = 3;
/** Share of moves to an end of any day. */
const ENDS = 0.1;

export function makeRelocate(context: MoveContext): Move {
  const { state: s, random, symmetric } = context;
  const { minutes, n } = s.problem;
  const part = new Int32Array(LONGEST);
  let length = 0;
  let from = 0;
  let first = 0;
  let to = 0;
  /** stops of the day before the part in its new place, the part itself still counted */
  let place = 0;
  let turned = false;

  function target(a: number): boolean {
    if (random() < ENDS) {
      to = randomInt(random, s.dayCount);
      turned = random() < 0.5;
      place = random() < 0.5 ? 0 : s.count[to];
      return true;
    }
    const near = randomNear(context, a);
    if (near < 0) return false;
    to = randomDayOf(context, near);
    if (to < 0) return false;
    turned = random() < 0.5;
    // next to its first stop
    place = placeOf(s, near, to) + (turned ? 0 : 1);
    return true;
  }

  return {
    draw() {
      from = randomDay(context);
      if (from < 0) return Infinity;
      first = randomInt(random, s.count[from]);
      const row = from * s.width;
      if (!target(s.stops[row + first])) return Infinity;
      length = Math.min(1 + randomInt(random, LONGEST), s.count[from] - first);
      if (to === from && place >= first && place <= first + length) return Infinity;
      if (to !== from && s.count[to] + length > s.width) return Infinity;
      for (let i = 0; i < length; i++) {
        part[i] = s.stops[row + first + i];
        if (to !== from && !mayVisit(s, part[i], to, from)) return Infinity;
      }
      const head = part[0];
      const tail = part[length - 1];
      const before = nodeBefore(s, from, first);
      const after = nodeAfter(s, from, first + length - 1);
      // a day whose only stops leave is not driven at all
      const alone = s.count[from] === length && before === 0 && after === 0;
      const u = nodeBefore(s, to, place);
      const v = s.count[to] === 0 ? 0 : nodeAfter(s, to, place - 1);
      const [x, y] = turned ? [tail, head] : [head, tail];
      let change =
        (alone ? 0 : minutes[before * n + after]) -
        minutes[before * n + head] -
        minutes[tail * n + after] +
        minutes[u * n + x] +
        minutes[y * n + v] -
        (u === v ? 0 : minutes[u * n + v]);
      if (turned && !symmetric) {
        for (let i = 0; i + 1 < length; i++) {
          change += minutes[part[i + 1] * n + part[i]] - minutes[part[i] * n + part[i + 1]];
        }
      }
      return change;
    },
    attempt: limit =>
      tryChange(s, limit, () => {
        for (let i = 0; i < length; i++) removeStop(s, from, first);
        const at = to === from && place > first ? place - length : place;
        for (let i = 0; i < length; i++) insertStop(s, to, at + i, part[turned ? length - 1 - i : i]);
      }),
  };
}
