// 2-opt within a day: a part of the day is driven the other way round.

import type { Move } from '../../moves/move.ts';
import { randomInt } from '../../random.ts';
import { placeOf, touch } from '../tour-state.ts';
import { type MoveContext, nodeAfter, nodeBefore, randomDay, randomNear, tryChange } from './context.ts';

/** Days with more stops than this choose a near account to come next instead of any. */
const SHORT_DAY = 8;
/** Share of moves by which another stop comes next to where the day begins or ends. */
const ENDS = 0.1;

export function makeReverse(context: MoveContext): Move {
  const { state: s, random, symmetric } = context;
  const { minutes, n } = s.problem;
  let d = 0;
  let first = 0;
  let last = 0;
  return {
    draw() {
      d = randomDay(context);
      if (d < 0 || s.count[d] < 2) return Infinity;
      const row = d * s.width;
      first = randomInt(random, s.count[d]);
      if (s.count[d] <= SHORT_DAY) last = randomInt(random, s.count[d]);
      else if (random() < ENDS) last = random() < 0.5 ? 0 : s.count[d] - 1;
      else {
        // a near account comes next to the one that is before or after the part
        last = placeOf(s, randomNear(context, s.stops[row + first]), d);
        if (last < 0) return Infinity;
        if (first < last) first++;
        else last++;
      }
      if (first > last) {
        const p = first;
        first = last;
        last = p;
      }
      if (first >= last || last >= s.count[d]) return Infinity;
      const before = nodeBefore(s, d, first);
      const after = nodeAfter(s, d, last);
      const a = s.stops[row + first];
      const b = s.stops[row + last];
      let change =
        minutes[before * n + b] + minutes[a * n + after] - minutes[before * n + a] - minutes[b * n + after];
      if (!symmetric) {
        for (let i = row + first; i < row + last; i++) {
          change += minutes[s.stops[i + 1] * n + s.stops[i]] - minutes[s.stops[i] * n + s.stops[i + 1]];
        }
      }
      return change;
    },
    attempt: limit =>
      tryChange(s, limit, () => {
        touch(s, d);
        s.stops.subarray(d * s.width + first, d * s.width + last + 1).reverse();
      }),
  };
}
