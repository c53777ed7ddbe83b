// Random problems of tours, from seeds.

import type { TourProblem } from '../../../src/model/tours.ts';
import { makeRandom, randomInt } from '../../../src/optimize/random.ts';

export interface RandomTours {
  readonly seed: number;
  readonly accounts: number;
  /** working days, Monday to Friday */
  readonly days: number;
  /** visits asked, at most, of one account */
  readonly often?: number;
  /** side of the square, in minutes at the wheel */
  readonly side?: number;
  readonly windows?: boolean;
  readonly lunch?: boolean;
  readonly nights?: number | null;
  readonly directed?: boolean;
  /** whole minutes, so that a search by whole minutes is exact */
  readonly whole?: boolean;
  readonly length?: number;
  readonly driving?: number;
  readonly service?: number;
  readonly mostVisits?: number | null;
}

export function randomTours(options: RandomTours): TourProblem {
  const { accounts, days, often = 1, side = 120, windows = false, lunch = false, nights = null } = options;
  const random = makeRandom(options.seed);
  const n = accounts + 1;
  const x = Float64Array.from({ length: n }, () => random() * side);
  const y = Float64Array.from({ length: n }, () => random() * side);
  x[0] = side / 2;
  y[0] = side / 2;
  // some places have several accounts
  for (let a = 2; a < n; a++) {
    if (random() < 0.1) {
      x[a] = x[a - 1];
      y[a] = y[a - 1];
    }
  }
  const minutes = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      let m = Math.hypot(x[a] - x[b], y[a] - y[b]);
      if (options.directed && a < b) m *= 1.3;
      minutes[a * n + b] = options.whole ? Math.round(m) : m;
    }
  }
  const visits = Int32Array.from({ length: n }, (_, a) => (a === 0 ? 0 : 1 + randomInt(random, often)));
  const opens = new Float64Array(n).fill(0);
  const closes = new Float64Array(n).fill(1440);
  const weekdays = new Uint8Array(n).fill(127);
  const longest = options.service ?? 45;
  const service = Float64Array.from({ length: n }, (_, a) =>
    a === 0 ? 0 : 15 + randomInt(random, longest - 14),
  );
  if (windows) {
    for (let a = 1; a < n; a++) {
      const kind = random();
      if (kind < 0.3) opens[a] = 540 + randomInt(random, 360);
      if (kind > 0.7) closes[a] = 660 + randomInt(random, 400);
      if (kind > 0.4 && kind < 0.6) weekdays[a] = 1 + randomInt(random, 31);
    }
  }
  return {
    n,
    minutes,
    km: minutes.map(m => m * 0.9),
    visits,
    service,
    spacing: Int32Array.from({ length: n }, (_, a) =>
      visits[a] > 1 ? 1 + randomInt(random, Math.max(1, Math.floor((1.4 * days) / visits[a]) - 1)) : 1,
    ),
    worth: Float64Array.from({ length: n }, () => 1 + Math.floor(random() * 3)),
    opens,
    closes,
    weekdays,
    days: Array.from({ length: days }, (_, d) => ({
      day: d + 2 * Math.floor(d / 5),
      weekday: d % 5,
    })),
    rules: {
      start: 480,
      length: options.length ?? 540,
      driving: options.driving ?? 360,
      lunch: lunch ? { minutes: 45, from: 720, to: 810 } : null,
      overnight: nights === null ? null : { most: nights, price: 60 },
      mostVisits: options.mostVisits ?? null,
    },
  };
}
