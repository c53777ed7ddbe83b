// Swap: two stops of different days change places, one of them so that it comes next to an account near to it.

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

export function makeSwap(context: MoveContext): Move {
  const { state: s, random } = context;
  const { minutes, n } = s.problem;
  let d = 0;
  let p = 0;
  let e = 0;
  let q = 0;
  return {
    draw() {
      d = randomDay(context);
      if (d < 0) return Infinity;
      p = randomInt(random, s.count[d]);
      const a = s.stops[d * s.width + p];
      const near = randomNear(context, a);
      e = near < 0 ? -1 : randomDayOf(context, near);
      if (e < 0 || e === d) return Infinity;
      q = placeOf(s, near, e) + (random() < 0.5 ? 1 : -1);
      if (q < 0 || q >= s.count[e]) return Infinity;
      const b = s.stops[e * s.width + q];
      if (a === b || !mayVisit(s, a, e, d) || !mayVisit(s, b, d, e)) return Infinity;
      const u = nodeBefore(s, d, p);
      const v = nodeAfter(s, d, p);
      const x = nodeBefore(s, e, q);
      const y = nodeAfter(s, e, q);
      return (
        minutes[u * n + b] +
        minutes[b * n + v] +
        minutes[x * n + a] +
        minutes[a * n + y] -
        minutes[u * n + a] -
        minutes[a * n + v] -
        minutes[x * n + b] -
        minutes[b * n + y]
      );
    },
    attempt: limit =>
      tryChange(s, limit, () => {
        const a = removeStop(s, d, p);
        const b = removeStop(s, e, q);
        insertStop(s, d, p, b);
        insertStop(s, e, q, a);
      }),
  };
}
