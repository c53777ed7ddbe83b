// The best plan met so far: least lost worth first, then least cost.

import { begin, insertStop, removeStop, setNight, settle, type TourState, touch } from './tour-state.ts';

export interface Best {
  lost: number;
  cost: number;
  readonly stops: Int32Array;
  readonly count: Int32Array;
  readonly night: Uint8Array;
}

export function makeBest(s: TourState): Best {
  return {
    lost: s.lost,
    cost: s.cost,
    stops: s.stops.slice(),
    count: s.count.slice(),
    night: s.night.slice(),
  };
}

/** Keeps the state when it is better. */
export function keepBest(best: Best, s: TourState): void {
  const change = (s.lost - best.lost) * s.lostPrice;
  if (change > 1e-3 || (change > -1e-3 && s.cost >= best.cost - 1e-9)) return;
  best.lost = s.lost;
  best.cost = s.cost;
  best.stops.set(s.stops);
  best.count.set(s.count);
  best.night.set(s.night);
}

export function restoreBest(best: Best, s: TourState): void {
  begin(s);
  for (let d = 0; d < s.dayCount; d++) {
    touch(s, d);
    setNight(s, d, 0);
    while (s.count[d] > 0) removeStop(s, d, s.count[d] - 1);
  }
  for (let d = 0; d < s.dayCount; d++) {
    for (let p = 0; p < best.count[d]; p++) insertStop(s, d, p, best.stops[d * s.width + p]);
  }
  for (let d = 0; d < s.dayCount; d++) setNight(s, d, best.night[d]);
  settle(s);
}
