// Accounts in an order that follows from what they are, so that the plan does not depend on the order in which a file
// lists them.

import type { TourPlan, TourProblem } from '../../model/tours.ts';

/** Nodes in canonical order, the base first. Accounts that look alike in everything but their neighbors stay as they are. */
export function canonicalOrder(problem: TourProblem): Int32Array {
  const { n, minutes, visits, service, spacing, worth, opens, closes, weekdays } = problem;
  const sum = new Float64Array(n);
  const sorted = new Float64Array(n);
  for (let a = 0; a < n; a++) {
    // in order of size: a sum must not depend on the order of its terms
    for (let b = 0; b < n; b++) sorted[b] = minutes[a * n + b];
    sorted.sort();
    for (let b = 0; b < n; b++) sum[a] += sorted[b] * (1 + b / n);
  }
  const keys = (a: number): number[] => [
    minutes[a],
    minutes[a * n],
    sum[a],
    visits[a],
    service[a],
    spacing[a],
    worth[a],
    opens[a],
    closes[a],
    weekdays[a],
  ];
  const all = Array.from({ length: n }, (_, a) => keys(a));
  const accounts = Array.from({ length: Math.max(0, n - 1) }, (_, i) => i + 1);
  accounts.sort((a, b) => {
    for (let q = 0; q < all[a].length; q++) {
      const x = all[a][q];
      const y = all[b][q];
      if (x !== y) return x < y ? -1 : 1;
    }
    return a - b;
  });
  return Int32Array.from([0, ...accounts]);
}

/** The same problem with node i what order[i] was. */
export function reordered(problem: TourProblem, order: Int32Array): TourProblem {
  const { n } = problem;
  const pairs = (of: Float64Array) => {
    const out = new Float64Array(n * n);
    for (let a = 0; a < n; a++) {
      for (let b = 0; b < n; b++) out[a * n + b] = of[order[a] * n + order[b]];
    }
    return out;
  };
  return {
    ...problem,
    minutes: pairs(problem.minutes),
    km: pairs(problem.km),
    visits: Int32Array.from(order, a => problem.visits[a]),
    service: Float64Array.from(order, a => problem.service[a]),
    spacing: Int32Array.from(order, a => problem.spacing[a]),
    worth: Float64Array.from(order, a => problem.worth[a]),
    opens: Float64Array.from(order, a => problem.opens[a]),
    closes: Float64Array.from(order, a => problem.closes[a]),
    weekdays: Uint8Array.from(order, a => problem.weekdays[a]),
  };
}

/** A plan of the reordered problem, in nodes of the problem itself. */
export function inNodesOf(plan: TourPlan, order: Int32Array): TourPlan {
  return {
    ...plan,
    days: plan.days.map(day => ({
      ...day,
      startsAt: order[day.startsAt],
      endsAt: order[day.endsAt],
      stops: day.stops.map(stop => ({ ...stop, node: order[stop.node] })),
    })),
    unplanned: plan.unplanned.map(one => ({ ...one, node: order[one.node] })).sort((a, b) => a.node - b.node),
  };
}
