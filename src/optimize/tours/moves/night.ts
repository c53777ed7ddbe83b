// Nights away. Toggle: a night between two days with stops is spent at home instead, or the other way round. Stay: a far
// account becomes the place of a night, both days are emptied around it and filled again, where what lies out there is now
// cheap to visit: neither day would be driven like this without the night, so that smaller steps do not lead there.

import type { Move } from '../../moves/move.ts';
import { randomInt } from '../../random.ts';
import {
  begin,
  changeOf,
  insertStop,
  mayVisit,
  nightPossible,
  nightsAround,
  placeOf,
  removeStop,
  rollback,
  setNight,
  settle,
} from '../tour-state.ts';
import { type MoveContext, randomDay, randomDayOf, tryChange } from './context.ts';
import { makeRefill, mend, removeAll } from './ruin.ts';

export function makeToggleNight(context: MoveContext): Move {
  const { state: s } = context;
  let d = 0;
  return {
    draw() {
      d = randomDay(context);
      if (d < 0 || !nightPossible(s, d)) return Infinity;
      if (s.night[d]) return -Infinity;
      const { most } = s.problem.rules.overnight as { most: number };
      return s.count[d + 1] > 0 && nightsAround(s, d) <= most ? -Infinity : Infinity;
    },
    attempt: limit => tryChange(s, limit, () => setNight(s, d, 1 - s.night[d])),
  };
}

export function makeStay(context: MoveContext): Move {
  const { state: s, random, near, nearCount } = context;
  const { minutes, n } = s.problem;
  const refill = makeRefill(context);
  /** the farther of some accounts, planned or not */
  function farAccount(): number {
    let best = -1;
    for (let tries = 0; tries < 3; tries++) {
      const a = 1 + randomInt(random, n - 1);
      if (s.problem.visits[a] === 0) continue;
      if (best < 0 || minutes[a] + minutes[a * n] > minutes[best] + minutes[best * n]) best = a;
    }
    return best;
  }
  return {
    draw: () => (n > 1 && s.dayCount > 1 ? -Infinity : Infinity),
    attempt(limit) {
      const a = farAccount();
      if (a < 0) return false;
      let d = randomDayOf(context, a);
      const full = s.planned[a] >= s.problem.visits[a];
      if (d < 0 || !full || random() < 0.5) d = randomInt(random, s.dayCount);
      if (!nightPossible(s, d)) return false;
      begin(s);
      if (s.night[d] && random() < 0.5) setNight(s, d, 0);
      for (let e = d; e <= d + 1; e++) while (s.count[e] > 0) removeStop(s, e, s.count[e] - 1);
      for (let e = Math.max(0, d - 1); e <= d + 1; e++) if (s.night[e]) setNight(s, e, 0);
      mend(s);
      if (!mayVisit(s, a, d, -1) || s.planned[a] >= s.problem.visits[a]) {
        removeAll(s, a);
        if (!mayVisit(s, a, d, -1)) {
          rollback(s);
          return false;
        }
      }
      // some of what is visited out there on other days comes along
      for (let i = 0, more = randomInt(random, 8); i < nearCount && more > 0; i++, more--) {
        const b = near[a * nearCount + i];
        const e = randomDayOf(context, b);
        if (e >= 0) removeStop(s, e, placeOf(s, b, e));
      }
      mend(s);
      if (s.count[d] > 0 || s.count[d + 1] > 0) {
        rollback(s);
        return false;
      }
      insertStop(s, d, 0, a);
      setNight(s, d, 1);
      if (!settle(s)) {
        rollback(s);
        return false;
      }
      refill();
      if (changeOf(s) <= limit) return true;
      rollback(s);
      return false;
    },
  };
}
