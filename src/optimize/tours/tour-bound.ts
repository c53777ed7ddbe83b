// A certified lower bound on the cost of tours, whatever the days, their order and the hours: Held and Karp's Lagrangian
// 1-tree (1970), with as many returns to the base as there must be, found by subgradient steps.
//
// What it covers. Every plan that visits each account as often as the given plan does is a set of closed trips through the
// base, one for each time the rep comes home; every visit is on exactly one of them. Take one edge at the base from each of
// B trips: what is left is a spanning tree of base and visits. So with prices λ on visits (each has two edges) and θ on edges
// at the base,
//
//   cost ≥ min spanning tree (λ, θ) + min over B of (the B cheapest edges at the base − θ B + nights) − 2 Σ λ
//
// whatever λ and θ. B is at least the fewest days that the work fills (the most visits of an account, most visits a day,
// service and this very bound against the day's length and driving), shared out to trips of at most `most` + 1 days; then
// the days beyond B are reached by nights, each at its price. Visits of one account are on different days, so that no edge
// joins them, except where a night between two days may. Roads that differ by direction count with the shorter one, after
// node potentials have evened them out. Hours, weekdays and spacing are not known to the bound.

import { squareOf } from '../../model/power.ts';
import type { TourPlan, TourProblem } from '../../model/tours.ts';
import { baseShortest, lunchAlways } from './reasons.ts';

export interface TourBound {
  /** minutes: no plan of the same visits costs less */
  readonly value: number;
  /** days on which the rep must be out, at least */
  readonly days: number;
}

/** Subgradient steps, as many as this work allows. */
const STEPS = 400;
const WORK = 2.5e8;
/** Steps without a better bound before the step is halved. */
const PATIENCE = 12;

/** A lower bound on the cost of every plan with the visits of this one; its cost only guides the steps. */
export function tourBound(problem: TourProblem, plan: Pick<TourPlan, 'days' | 'cost'>): TourBound {
  const planned = new Int32Array(problem.n);
  for (const day of plan.days) for (const stop of day.stops) planned[stop.node]++;
  const net = makeNet(problem, planned);
  if (net.size === 1) return { value: 0, days: 0 };
  const { rules, service } = problem;
  const nights = rules.overnight !== null;
  let work = 0;
  let days = 1;
  for (let a = 1; a < problem.n; a++) {
    work += planned[a] * service[a];
    days = Math.max(days, planned[a]);
  }
  if (rules.mostVisits !== null) days = Math.max(days, atLeast((net.size - 1) / rules.mostVisits));
  const room = roomOfDay(problem);
  const steps = Math.max(30, Math.min(STEPS, Math.floor(WORK / squareOf(net.size))));
  days = Math.max(days, atLeast(work / room));
  let value = radial(problem, planned, room);
  for (let round = 0; round < 4; round++) {
    // the last prices are a good start for more days
    value = Math.max(value, ascend(net, problem, days, plan.cost, round === 0 ? steps : steps >> 1));
    // with nights the bound is not all driving
    const drive = nights ? 0 : value;
    const more = Math.max(days, atLeast((work + drive) / room), atLeast(drive / rules.driving));
    if (more === days) break;
    days = more;
  }
  return { value, days };
}

/** The whole number of days that this is, rounding aside. */
const atLeast = (days: number): number => (days < Infinity ? Math.ceil(days - 1e-6) : 1);

/** Minutes of work and driving that fit into a day. */
function roomOfDay(problem: TourProblem): number {
  const { length, lunch, start } = problem.rules;
  if (lunch === null || !lunchAlways(problem)) return length;
  return Math.max(length - lunch.minutes, Math.min(length, lunch.to - start));
}

/**
 * The other bound: a trip drives at least r, there and back to its farthest account, and leaves room for visits only beside that
 * drive. So each visit of s minutes at r_i has a part s / (room − r_i) of a drive of at least r_i to itself; or one of so many
 * visits a day, where that is more. Strong where accounts are far and days are full.
 */
function radial(problem: TourProblem, planned: Int32Array, room: number): number {
  const { n, service, rules } = problem;
  const short = baseShortest(problem);
  const daysAway = (rules.overnight?.most ?? 0) + 1;
  let byTime = 0;
  let byCount = 0;
  for (let a = 1; a < n; a++) {
    if (planned[a] === 0) continue;
    const there = short[a] + short[a * n];
    const left = daysAway * room - there;
    if (left > 0) byTime += (planned[a] * service[a] * there) / left;
    if (rules.mostVisits !== null) byCount += (planned[a] * there) / (rules.mostVisits * daysAway);
  }
  return Math.max(byTime, byCount) * (1 - 1e-9);
}

interface Net {
  /** the base and every visit */
  readonly size: number;
  readonly node: Int32Array;
  /** symmetric costs by node */
  readonly cost: Float64Array;
  readonly joined: Uint8Array;
  readonly price: Float64Array;
  basePrice: number;
  /** work space of the tree, and degrees by node */
  readonly key: Float64Array;
  readonly parent: Int32Array;
  readonly rest: Int32Array;
  readonly degree: Int32Array;
  readonly edges: Float64Array;
  readonly order: Int32Array;
}

function makeNet({ n, minutes, spacing, rules }: TourProblem, planned: Int32Array): Net {
  const nodes = [0];
  for (let a = 1; a < n; a++) for (let i = 0; i < planned[a]; i++) nodes.push(a);
  const potential = new Float64Array(n);
  const used = Array.from(new Set(nodes));
  for (const a of used) {
    for (const b of used) potential[a] += (minutes[b * n + a] - minutes[a * n + b]) / (2 * used.length);
  }
  const cost = new Float64Array(n * n);
  for (const a of used) {
    for (const b of used) {
      if (a === b) continue;
      const slope = potential[a] - potential[b];
      cost[a * n + b] = Math.min(minutes[a * n + b] + slope, minutes[b * n + a] - slope);
    }
  }
  const size = nodes.length;
  return {
    size,
    node: Int32Array.from(nodes),
    cost,
    joined: Uint8Array.from({ length: n }, (_, a) => (rules.overnight !== null && spacing[a] <= 1 ? 1 : 0)),
    price: new Float64Array(n),
    basePrice: 0,
    key: new Float64Array(size),
    parent: new Int32Array(size),
    rest: new Int32Array(size),
    degree: new Int32Array(n),
    edges: new Float64Array(size - 1),
    order: Int32Array.from({ length: size - 1 }, (_, i) => i + 1),
  };
}

/** Steps uphill from the prices as they are; the best value met. */
function ascend(net: Net, problem: TourProblem, days: number, target: number, steps: number): number {
  const { n, rules } = problem;
  const count = new Int32Array(n);
  for (let v = 1; v < net.size; v++) count[net.node[v]]++;
  const trips = rules.overnight === null ? days : atLeast(days / (rules.overnight.most + 1));
  const night = rules.overnight?.price ?? 0;
  const direction = new Float64Array(n);
  let baseDirection = 0;
  let best = Number.NEGATIVE_INFINITY;
  const bestPrice = new Float64Array(n);
  let bestBase = 0;
  let scale = 1;
  let idle = 0;
  for (let step = 0; step < steps; step++) {
    const { value, returns } = boundAt(net, n, trips, days, night, problem.days.length);
    if (best === Number.NEGATIVE_INFINITY || value > best + 1e-9 * Math.abs(best)) {
      best = value;
      bestPrice.set(net.price);
      bestBase = net.basePrice;
      idle = 0;
    } else if (++idle >= PATIENCE) {
      idle = 0;
      scale /= 2;
      net.price.set(bestPrice);
      net.basePrice = bestBase;
      direction.fill(0);
      baseDirection = 0;
      if (scale < 1e-4) break;
      continue;
    }
    let square = 0;
    for (let a = 1; a < n; a++) {
      if (count[a] === 0) continue;
      direction[a] = 0.7 * (net.degree[a] / count[a] - 2) + 0.3 * direction[a];
      square += count[a] * squareOf(direction[a]);
    }
    baseDirection = 0.7 * (net.degree[0] - returns) + 0.3 * baseDirection;
    square += squareOf(baseDirection) / trips;
    if (square < 1e-12) break;
    const length = (scale * Math.max(1e-3 * Math.abs(target), 1.02 * target - value)) / square;
    for (let a = 1; a < n; a++) net.price[a] += length * direction[a];
    net.basePrice += (length * baseDirection) / trips;
  }
  net.price.set(bestPrice);
  net.basePrice = bestBase;
  return Math.max(0, best - 1e-9 * Math.abs(best));
}

/** The bound at these prices, and how many trips it has; the degrees stay in `net.degree`. */
function boundAt(
  net: Net,
  n: number,
  trips: number,
  days: number,
  night: number,
  mostDays: number,
): { value: number; returns: number } {
  const { size, node, price, edges, order, cost, degree } = net;
  let value = spanningTree(net, n);
  for (let v = 1; v < size; v++) {
    value -= 2 * price[node[v]];
    edges[v - 1] = cost[node[v]] + price[node[v]];
  }
  order.sort((a, b) => edges[a - 1] - edges[b - 1] || a - b);
  const most = Math.max(trips, Math.min(mostDays, size - 1));
  let sum = 0;
  let least = Infinity;
  let returns = trips;
  for (let b = 1; b <= most; b++) {
    // more trips than visits there cannot be: such a bound would be of no plan
    sum += (b < size ? edges[order[b - 1] - 1] : 0) - net.basePrice;
    const all = sum + night * Math.max(0, days - b);
    if (b >= trips && all < least) {
      least = all;
      returns = b;
    }
  }
  for (let b = 0; b < Math.min(returns, size - 1); b++) degree[node[order[b]]]++;
  return { value: value + least, returns };
}

/** Prim's algorithm on all pairs. */
function spanningTree(
  { size, node, cost, joined, price, basePrice, key, parent, rest, degree }: Net,
  n: number,
): number {
  degree.fill(0);
  for (let v = 1; v < size; v++) {
    key[v] = cost[node[v]] + price[node[v]] + basePrice;
    parent[v] = 0;
    rest[v - 1] = v;
  }
  let total = 0;
  for (let left = size - 1; left > 0; left--) {
    let at = 0;
    for (let i = 1; i < left; i++) if (key[rest[i]] < key[rest[at]]) at = i;
    const u = rest[at];
    rest[at] = rest[left - 1];
    total += key[u];
    const a = node[u];
    degree[a]++;
    degree[node[parent[u]]]++;
    const row = a * n;
    const own = price[a];
    const alone = !joined[a];
    for (let i = 0; i < left - 1; i++) {
      const v = rest[i];
      const b = node[v];
      if (alone && b === a) continue;
      const way = cost[row + b] + own + price[b];
      if (way < key[v]) {
        key[v] = way;
        parent[v] = u;
      }
    }
  }
  return total;
}
