// 2-opt*: two days change what follows after a stop, so that a near account comes next.

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

export function makeTails(context: MoveContext): Move {
  const { state: s, random } = context;
  const { minutes, n } = s.problem;
  const tail = new Int32Array(s.width);
  let d = 0;
  let p = 0;
  let e = 0;
  let q = 0;
  return {
    draw() {
      d = randomDay(context);
      if (d < 0) return Infinity;
      // stop p is the first that leaves: all of them when 0
      p = 1 + randomInt(random, s.count[d]);
      const a = s.stops[d * s.width + p - 1];
      const near = randomNear(context, a);
      e = near < 0 ? -1 : randomDayOf(context, near);
      if (e < 0 || e === d) return Infinity;
      q = placeOf(s, near, e);
      const lengthD = p + s.count[e] - q;
      const lengthE = q + s.count[d] - p;
      if (lengthD > s.width || lengthE > s.width) return Infinity;
      for (let i = p; i < s.count[d]; i++) if (!mayVisit(s, s.stops[d * s.width + i], e, d)) return Infinity;
      for (let i = q; i < s.count[e]; i++) if (!mayVisit(s, s.stops[e * s.width + i], d, e)) return Infinity;
      const next = nodeAfter(s, d, p - 1);
      const before = nodeBefore(s, e, q);
      return (
        minutes[a * n + near] +
        (lengthE === 0 ? 0 : minutes[before * n + next]) -
        minutes[a * n + next] -
        minutes[before * n + near]
      );
    },
    attempt: limit =>
      tryChange(s, limit, () => {
        const length = s.count[d] - p;
        for (let i = 0; i < length; i++) tail[i] = removeStop(s, d, p);
        while (s.count[e] > q) insertStop(s, d, s.count[d], removeStop(s, e, q));
        for (let i = 0; i < length; i++) insertStop(s, e, q + i, tail[i]);
      }),
  };
}
