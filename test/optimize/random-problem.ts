// Seeded random problems for tests and benchmarks: zones on a jittered grid with lognormal weights, bases at
// random zones, cost = visits × distance, where visits are only partly correlated with the balanced measures.

import type { Problem, TeamBudget } from '../../src/model/problem.ts';
import { fork, makeRandom, type Random, randomInt } from '../../src/optimize/random.ts';

export interface RandomProblemOptions {
  readonly n: number;
  readonly k: number;
  readonly m: number;
  readonly seed: number;
  /** the same for every measure; otherwise 5 %, then 10 % */
  readonly tolerance?: number;
  /** false: costs are white noise instead of weight × distance (default true) */
  readonly geographic?: boolean;
  /** share of pairs that are forbidden; every zone keeps a rep, and a rep its root */
  readonly forbidden?: number;
  /** three zones of four have an incumbent, and a hand-over costs something */
  readonly incumbents?: boolean;
  /** at most 15 % of the incumbents' weight may move; implies incumbents */
  readonly budget?: boolean;
  /** the last measure depends on the rep, as workload does through travel; and some reps carry a fixed load */
  readonly repDependent?: boolean;
  /** targets that cannot be met: the first rep's is taken up twice by its fixed load */
  readonly infeasible?: boolean;
  /** areas of two kinds that are better whole, at this price in mean zone costs, and half of it; some zones are in none */
  readonly preferred?: number;
  /** one row more: every sector has half to twice its share of the zones */
  readonly limits?: boolean;
  /** budgets of teams: one of all reps, one of every second; what each may use, as a share of what the cheapest plan does */
  readonly teams?: { readonly share: number; readonly kind: 'firm' | 'priced' | 'both' };
}

/** Same options, same problem. */
export function randomProblem(options: RandomProblemOptions): Problem {
  const { n, k, m, seed, geographic = true, forbidden = 0, repDependent = false } = options;
  const stream = (id: number): Random => makeRandom(fork(seed, id));
  const { lat, lon, offsets, neighbors } = grid(n, stream(1));
  const weights = zoneWeights(n, m + 1, stream(2));
  const visits = weights[m];
  const root = pickRoots(n, k, stream(3));

  const noise = stream(4);
  const distance = new Float64Array(n * k);
  const cost = new Float64Array(n * k);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < k; j++) {
      const d = Math.hypot(lat[i] - lat[root[j]], lon[i] - lon[root[j]]);
      distance[i * k + j] = d;
      cost[i * k + j] = geographic ? visits[i] * (0.05 + d) : visits[i] * noise();
    }
  }

  const incumbent = new Int32Array(n).fill(-1);
  if (options.incumbents || options.budget) {
    const random = stream(5);
    for (let i = 0; i < n; i++) {
      let near = 0;
      let best = Infinity;
      for (let j = 0; j < k; j++) {
        const d = distance[i * k + j] * (0.7 + 0.6 * random());
        if (d < best) [near, best] = [j, d];
      }
      if (random() < 0.75) incumbent[i] = near;
      for (let j = 0; j < k; j++)
        if (incumbent[i] >= 0 && j !== incumbent[i]) cost[i * k + j] += 0.05 * visits[i];
    }
  }

  if (forbidden > 0) {
    const random = stream(6);
    for (let i = 0; i < n; i++) {
      const kept = randomInt(random, k);
      for (let j = 0; j < k; j++) {
        const forbid = random() < forbidden;
        if (forbid && j !== kept && root[j] !== i) cost[i * k + j] = Infinity;
      }
    }
  }

  const loads = weights.slice(0, m).map((weight, q) => {
    if (!repDependent || q !== m - 1) return weight;
    return Float64Array.from(cost, (_, at) => weight[Math.floor(at / k)] * (0.95 + 0.5 * distance[at]));
  });
  const tolerance = Float64Array.from({ length: m }, (_, q) => options.tolerance ?? (q === 0 ? 0.05 : 0.1));
  const { target, fixedLoad } = targets(options, weights, stream(7));

  let moveWeight: Float64Array | null = null;
  let moveBudget = Infinity;
  if (options.budget) {
    moveWeight = new Float64Array(n * k);
    let atStake = 0;
    for (let i = 0; i < n; i++) {
      if (incumbent[i] < 0) continue;
      atStake += weights[0][i];
      for (let j = 0; j < k; j++) if (j !== incumbent[i]) moveWeight[i * k + j] = weights[0][i];
    }
    moveBudget = 0.15 * atStake;
  }

  let cheapest = 0;
  for (let i = 0; i < n; i++) {
    let best = Infinity;
    for (let j = 0; j < k; j++) best = Math.min(best, cost[i * k + j]);
    cheapest += best;
  }
  const problem: Problem = {
    n,
    k,
    m,
    offsets,
    neighbors,
    lat,
    lon,
    cost,
    loads,
    target,
    fixedLoad,
    tolerance,
    excessPrice: (100 * cheapest) / k + 1,
    moveWeight,
    moveBudget,
    incumbent,
    root,
  };
  const limited = options.limits ? withLimit(problem) : problem;
  const whole = options.preferred ? withAreas(limited, (options.preferred * cheapest) / n) : limited;
  return options.teams ? withTeams(whole, distance, visits, options) : whole;
}

/** What a zone uses grows with distance, and not as its costs do. */
function withTeams(
  problem: Problem,
  distance: Float64Array,
  visits: Float64Array,
  { seed, teams }: RandomProblemOptions,
): Problem {
  const { n, k, cost } = problem;
  const random = makeRandom(fork(seed, 8));
  const { share, kind } = teams!;
  const budget = (isIn: (rep: number) => boolean, firm: boolean): TeamBudget => {
    const factor = Float64Array.from({ length: n }, () => 0.3 + random());
    const use = distance.map((d, at) =>
      isIn(at % k) ? visits[Math.floor(at / k)] * factor[Math.floor(at / k)] * (0.1 + d) : 0,
    );
    let used = 0;
    for (let i = 0; i < n; i++) {
      let best = 0;
      for (let j = 0; j < k; j++) if (cost[i * k + j] < cost[i * k + best]) best = j;
      used += use[i * k + best];
    }
    const members = Array.from({ length: k }, (_, j) => j).filter(isIn).length;
    const room = share * used;
    return { use, room, unit: Math.max(room / members, 1e-3), price: firm ? null : 3 * random() };
  };
  return {
    ...problem,
    budgets: [budget(() => true, kind !== 'priced'), budget(j => j % 2 === 0, kind === 'firm')],
  };
}

function withLimit(problem: Problem): Problem {
  const { n, k, m, target, fixedLoad, tolerance } = problem;
  const most = Math.max(1, Math.ceil((2 * n) / k));
  const least = Math.floor(n / k / 2);
  const wider = (of: (row: number) => number, own: number) =>
    Float64Array.from({ length: k * (m + 1) }, (_, r) =>
      r % (m + 1) === m ? own : of(Math.floor(r / (m + 1)) * m + (r % (m + 1))),
    );
  return {
    ...problem,
    m: m + 1,
    limits: 1,
    loads: [...problem.loads, new Float64Array(n).fill(1)],
    target: wider(row => target[row], most),
    fixedLoad: wider(row => fixedLoad[row], 0),
    tolerance: Float64Array.from([...tolerance, 0]),
    window: {
      lower: wider(row => 1 - tolerance[row % m], least / most),
      upper: wider(row => 1 + tolerance[row % m], 1),
    },
  };
}

/** Blocks of a grid, coarse and fine; every seventh zone is in none. */
function withAreas(problem: Problem, price: number): Problem {
  const kind = (blocks: number, own: number) => {
    const of = Int32Array.from(problem.lat, (lat, i) =>
      i % 7 === 6 ? -1 : Math.floor(lat * blocks) * blocks + Math.floor(problem.lon[i] * blocks),
    );
    const size = new Int32Array(blocks * blocks);
    for (const area of of) if (area >= 0) size[area]++;
    return { price: own, of, size };
  };
  return { ...problem, preferred: [kind(2, price), kind(3, price / 2)] };
}

// a jittered grid over about one degree; four neighbors, and one diagonal of every other cell
function grid(n: number, random: Random) {
  const side = Math.ceil(Math.sqrt(n));
  const lat = new Float64Array(n);
  const lon = new Float64Array(n);
  const adjacent: number[][] = Array.from({ length: n }, () => []);
  const link = (i: number, h: number): void => {
    if (i >= n || h >= n) return;
    adjacent[i].push(h);
    adjacent[h].push(i);
  };
  for (let i = 0; i < n; i++) {
    const row = Math.floor(i / side);
    const column = i % side;
    lat[i] = (row + 0.1 + 0.8 * random()) / side;
    lon[i] = (column + 0.1 + 0.8 * random()) / side;
    const right = column + 1 < side;
    if (right) link(i, i + 1);
    link(i, i + side);
    const diagonal = random();
    if (right && diagonal < 0.25) link(i, i + side + 1);
    else if (right && diagonal < 0.5 && i + side < n) link(i + 1, i + side);
  }
  const offsets = new Int32Array(n + 1);
  for (let i = 0; i < n; i++) offsets[i + 1] = offsets[i] + adjacent[i].length;
  const neighbors = Int32Array.from(adjacent.flatMap(list => list.sort((a, b) => a - b)));
  return { lat, lon, offsets, neighbors };
}

// lognormal weights (sum of uniforms, so no transcendental but exp), correlated about 0.6 between measures;
// one zone in twenty carries nothing, as white space does
function zoneWeights(n: number, count: number, random: Random): Float64Array[] {
  const normal = (): number => 2 * (random() + random() + random() - 1.5);
  const weights = Array.from({ length: count }, () => new Float64Array(n));
  for (let i = 0; i < n; i++) {
    const shared = normal();
    const empty = random() < 0.05;
    for (let q = 0; q < count; q++) {
      const own = normal();
      weights[q][i] = empty && q < count - 1 ? 0 : Math.exp(0.8 * (0.77 * shared + 0.64 * own));
    }
  }
  return weights;
}

// distinct zones while there are enough of them
function pickRoots(n: number, k: number, random: Random): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const h = randomInt(random, i + 1);
    [order[i], order[h]] = [order[h], order[i]];
  }
  return Int32Array.from({ length: k }, (_, j) => order[j % n]);
}

// shares between 0.7 and 1.3 of the mean; fixed loads are part of the total that is shared
function targets(options: RandomProblemOptions, weights: readonly Float64Array[], random: Random) {
  const { k, m } = options;
  const shares = Float64Array.from({ length: k }, () => 0.7 + 0.6 * random());
  let sum = 0;
  for (const share of shares) sum += share;
  const target = new Float64Array(k * m);
  const fixedLoad = new Float64Array(k * m);
  for (let q = 0; q < m; q++) {
    let total = 0;
    for (const weight of weights[q]) total += weight;
    if (total === 0) total = 1;
    let fixed = 0;
    for (let j = 0; j < k; j++) {
      const draw = random();
      if (options.repDependent && draw < 0.3) fixedLoad[j * m + q] = (draw * total) / k;
      fixed += fixedLoad[j * m + q];
    }
    for (let j = 0; j < k; j++) target[j * m + q] = ((total + fixed) * shares[j]) / sum;
    if (options.infeasible) fixedLoad[q] = 2 * target[q];
  }
  return { target, fixedLoad };
}
