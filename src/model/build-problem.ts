// PlanContext + bases + centers → Problem: the cost of every pair in hours a year, and what each pair
// adds to each measure. The formulas are those of docs/algorithm.md; `verify` has its own copy on purpose.

import { teamBudgets } from './budgets.ts';
import type { Limit, Measure, PlanContext } from './context.ts';
import type { Bases } from './eligibility.ts';
import { namedCounts } from './limits.ts';
import { accountLoad, extraZoneHours } from './pace.ts';
import type { Problem } from './problem.ts';
import type { Travel } from './travel.ts';

/** an average sector's whole travel for one hundredth of a target: no trade-off is worth an excess */
const EXCESS_FACTOR = 100;

export type DistanceKm = (lat1: number, lon1: number, lat2: number, lon2: number) => number;

export interface Centers {
  readonly lat: Float64Array;
  readonly lon: Float64Array;
}

/** Hours a year from each base to each zone and back, row-major by zone; 2 × minutes × visits per tour. */
export function approachHours(context: PlanContext, bases: Bases, travel: Travel): Float64Array {
  const { zones, zoneVisits, settings } = context;
  const k = bases.lat.length;
  const hours = new Float64Array(zones.count * k);
  for (let i = 0; i < zones.count; i++) {
    const tours = (zoneVisits[i] as number) / settings.visitsPerTour;
    if (tours === 0) continue;
    const lat = zones.lat[i] as number;
    const lon = zones.lon[i] as number;
    for (let j = 0; j < k; j++) {
      hours[i * k + j] =
        ((2 * travel.minutes(bases.lat[j] as number, bases.lon[j] as number, lat, lon)) / 60) * tours;
    }
  }
  return hours;
}

/** What each pair costs, eligible or not, before rules: length n·k. */
export function pairCosts(
  context: PlanContext,
  approach: Float64Array,
  centers: Centers,
  travel: Travel,
  greatCircleKm: DistanceKm,
): Float64Array {
  const { zones, settings, zoneVisits, measures } = context;
  const n = zones.count;
  const k = centers.lat.length;
  const cost = new Float64Array(n * k);
  if (settings.objective === 'compactness') {
    const weight = (measures[0] as { perZone: Float64Array }).perZone;
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < k; j++) {
        const km = greatCircleKm(
          zones.lat[i] as number,
          zones.lon[i] as number,
          centers.lat[j] as number,
          centers.lon[j] as number,
        );
        cost[i * k + j] = (weight[i] as number) * km * km;
      }
    }
    return cost;
  }
  const handOver = handOverParts(context);
  const white = emptyZones(context);
  for (let i = 0; i < n; i++) {
    const visits = (zoneVisits[i] as number) + (white[i] ? settings.whiteSpaceVisits : 0);
    const spread = (settings.spreadShare * 2 * visits) / (60 * settings.visitsPerTour);
    const lat = zones.lat[i] as number;
    const lon = zones.lon[i] as number;
    for (let j = 0; j < k; j++) {
      const minutes = travel.minutes(centers.lat[j] as number, centers.lon[j] as number, lat, lon);
      cost[i * k + j] = (approach[i * k + j] as number) + spread * minutes;
    }
    if (handOver) {
      const movable = handOver.movable[i] as number;
      for (let j = 0; j < k; j++) {
        const kept = handOver.kept.get(i * k + j) ?? 0;
        cost[i * k + j] = (cost[i * k + j] as number) + rest(movable, kept);
      }
    }
  }
  return cost;
}

/** 1 where a zone has no account to visit: white space, which counts `whiteSpaceVisits` in the spread term. */
function emptyZones(context: PlanContext): Uint8Array {
  const empty = new Uint8Array(context.zones.count);
  if (context.accounts) {
    empty.fill(1);
    for (let a = 0; a < context.zoneOf.length; a++) {
      if (!context.named[a]) empty[context.zoneOf[a] as number] = 0;
    }
  }
  return empty;
}

/** Hours of the hand-overs of each zone, and what of them each rep would save by keeping it; null where they cost nothing. */
function handOverParts(context: PlanContext): { movable: Float64Array; kept: Map<number, number> } | null {
  return context.handOver && movedParts(context, context.handOver);
}

/** Σ of v over a zone's movable accounts, and the part of it that stays when the zone goes to a rep. */
function movedParts(
  context: PlanContext,
  v: Float64Array,
): { movable: Float64Array; kept: Map<number, number> } {
  const k = context.reps.list.length;
  const movable = new Float64Array(context.zones.count);
  const kept = new Map<number, number>();
  for (let a = 0; a < context.zoneOf.length; a++) {
    const j = context.incumbentOf[a] as number;
    if (j < 0 || context.named[a]) continue;
    const i = context.zoneOf[a] as number;
    movable[i] = (movable[i] as number) + (v[a] as number);
    kept.set(i * k + j, (kept.get(i * k + j) ?? 0) + (v[a] as number));
  }
  return { movable, kept };
}

/** What is left after subtracting all of it is rounding noise, not a move. */
function rest(all: number, kept: number): number {
  const left = all - kept;
  return left > 1e-9 * all ? left : 0;
}

/** The disruption budget: what moves per pair, and how much may; null when none is set. */
function disruption(context: PlanContext): { weight: Float64Array; budget: number } | null {
  const { settings, accounts } = context;
  if (!settings.maxMoved || !accounts) return null;
  const { of, share } = settings.maxMoved;
  const column = of === 'accounts' ? null : accounts.numbers.get(of);
  const v = new Float64Array(context.zoneOf.length);
  let total = 0;
  // sites that go to their group's rep move whatever the zones do
  let gone = 0;
  for (let a = 0; a < v.length; a++) {
    const value = column ? (column[a] as number) : 1;
    v[a] = value >= 0 ? value : 0;
    const j = context.incumbentOf[a] as number;
    if (j < 0) continue;
    total += v[a] as number;
    if (context.named[a] && context.ownerOf[a] !== j) gone += v[a] as number;
  }
  const { movable, kept } = movedParts(context, v);
  const n = context.zones.count;
  const k = context.reps.list.length;
  const weight = new Float64Array(n * k);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < k; j++) {
      const moved = rest(movable[i] as number, kept.get(i * k + j) ?? 0);
      weight[i * k + j] = moved;
    }
  }
  return { weight, budget: Math.max(0, share * total - gone) };
}

/** What each rep carries in each measure before any zone is assigned: named accounts. Length k·m. */
export function namedLoads(context: PlanContext, bases: Bases, travel: Travel): Float64Array {
  const { measures, named, ownerOf, zoneOf, zones, visits, settings } = context;
  const m = measures.length;
  const load = new Float64Array(context.reps.list.length * m);
  for (let a = 0; a < named.length; a++) {
    if (!named[a]) continue;
    const j = ownerOf[a] as number;
    measures.forEach((measure, q) => {
      let value = accountLoad(context, q, a, j);
      if (measure.name === 'workload' && !Number.isNaN(bases.lat[j] as number)) {
        const i = zoneOf[a] as number;
        const minutes = travel.minutes(
          bases.lat[j] as number,
          bases.lon[j] as number,
          zones.lat[i] as number,
          zones.lon[i] as number,
        );
        value += ((2 * minutes) / 60) * ((visits[a] as number) / settings.visitsPerTour);
      }
      load[j * m + q] = (load[j * m + q] as number) + value;
    });
  }
  return load;
}

/** Fair share of each total, or the rep's explicit target; totals has one entry per measure. Length k·m. */
export function targetsFor(context: PlanContext, totals: Float64Array): Float64Array {
  const { reps, measures, share } = context;
  const m = measures.length;
  const target = new Float64Array(reps.list.length * m);
  reps.list.forEach((rep, j) => {
    measures.forEach((measure, q) => {
      const explicit = rep.targets.get(measure.name);
      target[j * m + q] = explicit ?? (share[j] as number) * (totals[q] as number);
    });
  });
  return target;
}

/** The targets of every row of the problem: those of the measures, and what the limits are counted in. Length k·m. */
export function rowTargets(context: PlanContext, totals: Float64Array): Float64Array {
  return withLimits(
    context,
    targetsFor(context, totals),
    () =>
      ({ unit }) =>
        unit,
  );
}

/** Rows of the measures with those of the limits put in: rep-major, the measures of a rep first. */
function withLimits(
  { limits, measures, reps }: PlanContext,
  values: Float64Array,
  limitOf: (rep: number) => (limit: Limit) => number,
): Float64Array {
  if (limits.length === 0) return values;
  const m = measures.length;
  const rows = m + limits.length;
  const out = new Float64Array(reps.list.length * rows);
  for (let j = 0; j < reps.list.length; j++) {
    out.set(values.subarray(j * m, (j + 1) * m), j * rows);
    out.set(limits.map(limitOf(j)), j * rows + m);
  }
  return out;
}

/** Windows of all rows, where there are limits: they are not about their targets. */
function windowsFor(context: PlanContext): Problem['window'] {
  const { limits, measures, reps } = context;
  if (limits.length === 0) return undefined;
  const rows = (measure: (tolerance: number) => number, limit: (limit: Limit) => number) => {
    const of = Float64Array.from({ length: reps.list.length * measures.length }, (_, r) =>
      measure((measures[r % measures.length] as Measure).tolerance),
    );
    return withLimits(context, of, () => limit);
  };
  return {
    lower: rows(
      t => 1 - t,
      ({ min, unit }) => min / unit,
    ),
    upper: rows(
      t => 1 + t,
      ({ max, unit }) => max / unit,
    ),
  };
}

/** Areas that are better kept whole, of those that have a price. */
function preferredAreas({ together }: PlanContext): Problem['preferred'] {
  const preferred = together.flatMap(({ price, of, ids }) => {
    if (price === null || price === 0) return [];
    const size = new Int32Array(ids.length);
    for (const area of of) if (area >= 0) size[area] = (size[area] as number) + 1;
    return [{ price, of, size }];
  });
  return preferred.length > 0 ? preferred : undefined;
}

/** Totals of the measures when zone i is served by zoneRep[i] (only workload depends on it). */
export function totalsOf(problem: Problem, zoneRep: Int32Array): Float64Array {
  const { n, k, m, loads, fixedLoad } = problem;
  const totals = new Float64Array(m);
  for (let q = 0; q < m; q++) {
    const load = loads[q] as Float64Array;
    const perPair = load.length !== n;
    let sum = 0;
    for (let j = 0; j < k; j++) sum += fixedLoad[j * m + q] as number;
    for (let i = 0; i < n; i++) sum += load[perPair ? i * k + (zoneRep[i] as number) : i] as number;
    totals[q] = sum;
  }
  return totals;
}

export interface ProblemParts {
  readonly bases: Bases;
  readonly centers: Centers;
  /** bit set per pair; 0: eligible */
  readonly broken: ArrayLike<number>;
  readonly root: Int32Array;
  readonly travel: Travel;
  /** great-circle distance between two points in degrees */
  readonly greatCircleKm: DistanceKm;
}

/**
 * The Problem with targets from a first guess of the workload (every zone with its cheapest rep); the caller
 * refines them with `withTargets` once an assignment is known, because workload depends on who travels.
 */
export function buildProblem(context: PlanContext, parts: ProblemParts): Problem {
  const { zones, graph, measures } = context;
  const n = zones.count;
  const k = context.reps.list.length;
  const m = measures.length + context.limits.length;
  const approach = approachHours(context, parts.bases, parts.travel);
  const cost = pairCosts(context, approach, parts.centers, parts.travel, parts.greatCircleKm);
  for (let p = 0; p < n * k; p++) if (parts.broken[p]) cost[p] = Number.POSITIVE_INFINITY;

  const loads = measures.map(measure => {
    if (measure.name !== 'workload') return measure.perZone;
    const load = new Float64Array(n * k);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < k; j++)
        load[i * k + j] =
          (measure.perZone[i] as number) + extraZoneHours(context, i, j) + (approach[i * k + j] as number);
    }
    return load;
  });
  loads.push(...context.limits.map(({ perZone }) => perZone));

  const cheapest = new Int32Array(n);
  let scale = 0;
  for (let i = 0; i < n; i++) {
    let best = 0;
    for (let j = 1; j < k; j++) if ((cost[i * k + j] as number) < (cost[i * k + best] as number)) best = j;
    cheapest[i] = best;
    scale += cost[i * k + best] as number;
  }

  const moved = disruption(context);
  const problem: Problem = {
    n,
    k,
    m,
    offsets: graph.offsets,
    neighbors: graph.neighbors,
    lat: zones.lat,
    lon: zones.lon,
    cost,
    loads,
    target: new Float64Array(k * m),
    fixedLoad: fixedLoads(context, parts),
    tolerance: Float64Array.from([
      ...measures.map(measure => measure.tolerance),
      ...context.limits.map(() => 0),
    ]),
    window: windowsFor(context),
    limits: context.limits.length,
    preferred: preferredAreas(context),
    budgets: teamBudgets(context, parts.bases, parts.travel, approach),
    excessPrice: EXCESS_FACTOR * Math.max(scale / k, 1),
    moveWeight: moved?.weight ?? null,
    moveBudget: moved?.budget ?? Number.POSITIVE_INFINITY,
    incumbent: context.zoneIncumbent,
    root: parts.root,
  };
  return withTargets(problem, rowTargets(context, totalsOf(problem, cheapest)));
}

/** What each rep carries in each row before any zone is assigned. */
function fixedLoads(context: PlanContext, { bases, travel }: ProblemParts): Float64Array {
  const named = context.limits.some(({ of }) => of === 'accounts') ? namedCounts(context) : null;
  return withLimits(
    context,
    namedLoads(context, bases, travel),
    j => limit => (limit.of === 'accounts' ? (named?.[j] ?? 0) : 0),
  );
}

/** The same problem with other targets. */
export function withTargets(problem: Problem, target: Float64Array): Problem {
  return { ...problem, target };
}
