// World → assignment. Workload depends on who travels, and its fair shares on the plan's own total, so
// the targets follow the plan while it is searched; the bound is then computed for exactly the targets
// of the plan found.

import { greatCircleKm } from '../geo/sphere.ts';
import { buildProblem, type Centers, rowTargets, totalsOf, withTargets } from '../model/build-problem.ts';
import { weightedCenters } from '../model/center.ts';
import { type Bases, hasBases } from '../model/eligibility.ts';
import type { PlanProof } from '../model/plan.ts';
import type { PreviousPlan } from '../model/previous.ts';
import type { Bound, Duals, Problem, Progress, Score, SolveFacts } from '../model/problem.ts';
import type { FloatHooks } from '../optimize/centers/floating.ts';
import { freeCenters, recenter } from '../optimize/centers.ts';
import { contract, expand, gathered } from '../optimize/contract.ts';
import type { Crew } from '../optimize/crew.ts';
import { type ContiguousBound, contiguousBound } from '../optimize/cuts/contiguous-bound.ts';
import { withAreas } from '../optimize/cuts/with-areas.ts';
import type { MipSolver } from '../optimize/exact/mip.ts';
import { type ExactResult, solveExact } from '../optimize/exact/solve-exact.ts';
import { approximateLp, type LpSolution, solveLp } from '../optimize/lp-relaxation.ts';
import type { StartQuality } from '../optimize/schedule.ts';
import { scoreOf } from '../optimize/score.ts';
import { type Improved, improve } from '../optimize/solve.ts';
import { compactStart, connected, type Start } from '../optimize/start.ts';
import { narrowed } from '../optimize/window.ts';
import type { World } from './prepare.ts';
import { centersBefore, costNow, stands, startOf } from './revision/start.ts';

export interface OptimizeHooks {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
  /** gives the event loop a turn, so that signals arrive */
  readonly breathe?: () => Promise<void>;
  /** searches tiles side by side; one after the other when absent */
  readonly crew?: Crew;
  /** for searches with free centers, likewise */
  readonly asides?: FloatHooks['asides'];
  /** proves optima with the event loop free; in this thread when absent */
  readonly mip?: MipSolver;
  /** a plan to begin with, where centers are given; zones may be −1 */
  readonly start?: Int32Array;
}

export interface Optimized {
  /** with the targets of the plan itself and the user's tolerances */
  readonly problem: Problem;
  /** the same over what is assigned as a whole: what the bound is about */
  readonly ground: Problem;
  readonly zoneRep: Int32Array;
  readonly score: Score;
  readonly bound: Bound;
  readonly centers: Centers;
  readonly bases: Bases;
  readonly facts: SolveFacts;
  readonly proof: PlanProof | null;
  /** null when a proof says more, or where nothing is to be said: a plan in pieces, cut short, or of little effort */
  readonly contiguous: ContiguousBound | null;
  readonly complete: boolean;
  /** the plan before was found to hold as it is */
  readonly stands: boolean;
}

/** the search aims a little inside the window, since the workload total still drifts a little at its end */
const SAFETY = 0.005;
/** Shares of the effort for searching again when centers have moved or targets drifted, and for what little they still do. */
const AGAIN = 0.2;
const TOUCH_UP = 0.1;
/** What a proof may take, and how often it starts again when the better plan it found has other targets. */
const EXACT = {
  fast: { nodes: 2_000, work: 2e8 },
  normal: { nodes: 20_000, work: 2e9 },
  thorough: { nodes: 200_000, work: 2e10 },
};
const EXACT_ROUNDS = 5;

export async function optimizeWorld(world: World, hooks: OptimizeHooks): Promise<Optimized> {
  const { context, previous } = world;
  const { settings } = context;
  const build = (centers: Centers): Problem => grounded(world, problemAt(world, centers));
  const start = hooks.start ?? (previous ? startOf(world, previous) : null);
  if (!isFree(world)) {
    const centers = fixedCenters(world);
    const kept = previous && start && !hooks.start ? keptAsItIs(world, previous, centers, start) : null;
    return finish(world, build, centers, kept, { ...hooks, ...(start && { start }) });
  }
  const model = {
    ...groundOf(world),
    k: context.reps.list.length,
    build,
    compact: settings.objective === 'compactness',
  };
  if (previous && start) return reviseFree(world, previous, start, model, hooks);
  const found = await freeCenters(model, { effort: settings.effort, seed: settings.seed }, hooks);
  const follow = (assignment: Int32Array, old: Centers) => recenter(model, assignment, old);
  return finish(world, build, found.centers, { ...found, follow }, hooks);
}

/** Centers that follow the sectors, from those of the plan before. */
function reviseFree(
  world: World,
  previous: PreviousPlan,
  start: Int32Array,
  model: Parameters<typeof recenter>[0] & { readonly build: (centers: Centers) => Problem },
  hooks: OptimizeHooks,
): Promise<Optimized> {
  const centers = centersToday(world, previous, start);
  const kept = keptAsItIs(world, previous, centers, start);
  if (kept) return finish(world, model.build, centers, kept, hooks);
  const before = world.units ? gathered(world.units, start) : start;
  const assignment = connected(model.build(centers), before).assignment;
  const follow = (plan: Int32Array, old: Centers) => recenter(model, plan, old);
  return finish(
    world,
    model.build,
    follow(assignment, centers),
    { assignment, searched: null, follow },
    hooks,
  );
}

/** The centers that a revision begins with. */
function centersToday(world: World, previous: PreviousPlan, start: Int32Array): Centers {
  if (!isFree(world)) return fixedCenters(world);
  const before = world.units ? gathered(world.units, start) : start;
  return centersBefore(world, previous, groundOf(world), p => before[p] === -1, greatCircleKm);
}

/** The zones with the targets of a plan of them. */
function fairProblem(world: World, centers: Centers, zoneRep: Int32Array): Problem {
  const zonal = problemAt(world, centers);
  return withTargets(zonal, rowTargets(world.context, totalsOf(zonal, zoneRep)));
}

/** What the plan before costs today, and whether it stands; null where it leaves zones open, or there is none. */
export function beforeToday(
  world: World,
): (ReturnType<typeof costNow> & { readonly stands: boolean }) | null {
  const { previous } = world;
  if (!previous) return null;
  const zoneRep = startOf(world, previous);
  if (zoneRep.includes(-1)) return null;
  const problem = fairProblem(world, centersToday(world, previous, zoneRep), zoneRep);
  return {
    ...costNow(world.context, problem, zoneRep),
    stands: stands(world, previous, problem, zoneRep),
  };
}

/** The plan before as a search that is over, where it stands; null where it is to be revised. */
function keptAsItIs(
  world: World,
  previous: PreviousPlan,
  centers: Centers,
  zoneRep: Int32Array,
): Floating | null {
  const problem = fairProblem(world, centers, zoneRep);
  if (!stands(world, previous, problem, zoneRep)) return null;
  const facts = { startStranded: 0, proposals: 0, accepted: 0, resplits: 0 };
  const assignment = world.units ? gathered(world.units, zoneRep) : zoneRep;
  return { assignment, searched: { facts, complete: true }, follow: (_, old) => old };
}

/** The problem over what is assigned as a whole: the zones, or the units that areas kept whole make of them. */
function grounded({ units }: World, problem: Problem): Problem {
  return units ? contract(problem, units) : problem;
}

/** A plan of what is assigned as a whole, as one of the zones. */
function onZones({ units }: World, plan: Int32Array): Int32Array {
  return units ? expand(units, plan) : plan;
}

/** The points and weights that centers are found from: zones, or units, each at the middle of its zones. */
function groundOf(world: World): { n: number; lat: Float64Array; lon: Float64Array; weight: Float64Array } {
  const { zones } = world.context;
  const { units } = world;
  const weight = centerWeight(world);
  if (!units) return { n: zones.count, lat: zones.lat, lon: zones.lon, weight };
  const sums = new Float64Array(units.count);
  units.of.forEach((unit, i) => {
    sums[unit] = (sums[unit] as number) + (weight[i] as number);
  });
  return {
    n: units.count,
    ...weightedCenters(zones.lat, zones.lon, weight, units.of, units.count),
    weight: sums,
  };
}

function isFree({ context, bases }: World): boolean {
  return context.settings.centers === 'free' || !hasBases(bases);
}

/** The problem of a world for given centers; its targets are a first guess (see buildProblem). */
export function problemAt(
  world: World,
  centers: Centers,
  broken: ArrayLike<number> = world.eligibility.broken,
): Problem {
  return buildProblem(world.context, {
    bases: hasBases(world.bases) ? world.bases : centers,
    centers,
    broken,
    root: isFree(world) ? nearestZones(world, centers) : world.root,
    travel: world.travel,
    greatCircleKm,
  });
}

/** A plan of a world that differs a little from one that has been planned: its sectors, searched again for a short while. */
export async function replan(
  world: World,
  { centers, zoneRep }: Pick<Optimized, 'centers' | 'zoneRep'>,
  hooks: OptimizeHooks,
): Promise<{ readonly problem: Problem; readonly zoneRep: Int32Array; readonly score: Score }> {
  const { context } = world;
  const zonal = problemAt(world, centers);
  const built = grounded(world, zonal);
  const fair = (plan: Int32Array) => rowTargets(context, totalsOf(built, plan));
  const before = world.units ? gathered(world.units, zoneRep) : zoneRep;
  let problem = withTargets(built, fair(before));
  let start = connected(problem, before);
  const options = { effort: 'fast', seed: context.settings.seed } as const;
  for (const quality of ['good', 'settled'] as const) {
    const found = await improve(inside(problem), start, options, {
      ...hooks,
      targetsOf: fair,
      quality,
      scale: 1,
      lowerBound: Number.NaN,
    });
    // workload moves its own targets a little
    problem = withTargets(built, fair(found.assignment));
    start = connected(problem, found.assignment);
    if (scoreOf(problem, start.assignment).excess === 0) break;
  }
  const found = onZones(world, start.assignment);
  const final = withTargets(zonal, problem.target);
  return { problem: final, zoneRep: found, score: scoreOf(final, found) };
}

/** Aimed at while searching: windows a little narrower than promised. */
function inside(problem: Problem): Problem {
  return narrowed(problem, SAFETY);
}

/** A plan to begin with whose centers follow their sectors. */
interface Floating {
  readonly assignment: Int32Array;
  /** when it has been searched in full already */
  readonly searched: Pick<Improved, 'facts' | 'complete'> | null;
  readonly follow: (assignment: Int32Array, old: Centers) => Centers;
}

/** What the center of a sector is the mean of: the first measure, the same weight as the objective's. */
function centerWeight(world: World): Float64Array {
  const { measures, settings, zoneVisits } = world.context;
  if (settings.objective === 'travel') return zoneVisits;
  return (measures[0] as { perZone: Float64Array }).perZone;
}

function fixedCenters(world: World): Centers {
  const { context, bases } = world;
  if (context.settings.centers !== 'incumbent') return bases;
  const centers = weightedCenters(
    context.zones.lat,
    context.zones.lon,
    centerWeight(world),
    context.zoneIncumbent,
    context.reps.list.length,
  );
  // a rep without accounts today has no sector to be compact around: the base is the next best point
  return {
    lat: centers.lat.map((lat, j) => (Number.isNaN(lat) ? (bases.lat[j] as number) : lat)),
    lon: centers.lon.map((lon, j) => (Number.isNaN(lon) ? (bases.lon[j] as number) : lon)),
  };
}

/** The zone nearest to each center: the root of a sector whose rep has no base. */
function nearestZones(world: World, centers: Centers): Int32Array {
  const { zones } = world.context;
  return Int32Array.from(centers.lat, (lat, j) => {
    let best = 0;
    let bestKm = Number.POSITIVE_INFINITY;
    for (let i = 0; i < zones.count; i++) {
      const km = greatCircleKm(lat, centers.lon[j] as number, zones.lat[i] as number, zones.lon[i] as number);
      if (km < bestKm) {
        bestKm = km;
        best = i;
      }
    }
    return best;
  });
}

async function finish(
  world: World,
  build: (centers: Centers) => Problem,
  start: Centers,
  free: Floating | null,
  hooks: OptimizeHooks,
): Promise<Optimized> {
  const { context } = world;
  const { settings } = context;
  const options = { effort: settings.effort, seed: settings.seed };
  const retarget = (problem: Problem, zoneRep: Int32Array) =>
    withTargets(problem, rowTargets(context, totalsOf(problem, zoneRep)));

  const floats = context.measures.some(measure => measure.name === 'workload');
  const run = (p: Problem, from: Start, quality: StartQuality, scale: number, lowerBound: number) =>
    improve(inside(p), from, options, {
      ...hooks,
      ...(floats ? { targetsOf: plan => rowTargets(context, totalsOf(p, plan)) } : {}),
      ...{ quality, scale, lowerBound },
    });

  let centers = start;
  let problem = build(centers);
  const given = hooks.start && (world.units ? gathered(world.units, hooks.start) : hooks.start);
  const begun = free?.assignment ?? given;
  const sketched = begun ? connected(problem, begun) : await compactStart(problem, hooks);
  let prices: Duals | undefined;
  let known: { readonly problem: Problem; readonly bound: LpSolution } | null = null;
  let solution: Improved;
  if (free?.searched) {
    solution = { ...free.searched, assignment: free.assignment, score: scoreOf(problem, free.assignment) };
  } else {
    problem = retarget(problem, sketched.assignment);
    // where neither targets nor centers follow the plan, the bound is known before there is one
    if (!floats && !free) known = { problem, bound: await solveLp(problem, hooks) };
    const { duals, value } = known?.bound ?? (await approximateLp(problem, undefined, hooks));
    prices = duals;
    solution = await run(problem, sketched, begun ? 'good' : 'rough', 1, value);
    // centers move with each search; targets have followed the plan already, but for a hair
    const rounds = free ? 3 : floats ? 1 : 0;
    for (let round = 0; round < rounds && solution.complete; round++) {
      if (free) {
        centers = free.follow(solution.assignment, centers);
        problem = build(centers);
      }
      problem = retarget(problem, solution.assignment);
      // kept with the targets of the plan itself: nothing is left to mend
      if (!free && scoreOf(problem, solution.assignment).excess === 0) break;
      const again = connected(problem, solution.assignment);
      const before = solution.facts;
      solution = await run(problem, again, free ? 'good' : 'settled', round === 0 ? AGAIN : TOUCH_UP, value);
      solution = { ...solution, facts: added(before, solution.facts) };
    }
  }

  if (free) {
    centers = free.follow(solution.assignment, centers);
    problem = build(centers);
  }
  problem = retarget(problem, solution.assignment);
  let bound =
    known && sameTargets(known.problem, problem) ? known.bound : await solveLp(problem, hooks, prices);
  let zoneRep = solution.assignment;
  let proof: PlanProof | null = null;
  for (let round = 0; settings.exact && solution.complete && round < EXACT_ROUNDS; round++) {
    const limits = { ...EXACT[settings.effort], seed: settings.seed };
    const found = await solveExact(problem, zoneRep, bound, limits, hooks);
    proof = proofOf(found);
    if (found.assignment.every((j, i) => j === zoneRep[i])) break;
    zoneRep = found.assignment;
    const before = problem;
    problem = retarget(problem, zoneRep);
    if (sameTargets(before, problem)) break;
    // another plan has other targets of workload, for which nothing is proven yet
    proof = null;
    bound = await solveLp(problem, hooks, bound.duals);
  }
  const score = scoreOf(problem, zoneRep);
  // cuts begin where the linear program ends
  const whole = proof === null && solution.complete && bound.exact && score.strandedZones === 0;
  const connectedOnly = whole ? await contiguousBound(problem, bound, zoneRep, settings.effort, hooks) : null;
  const above = score.objective + problem.excessPrice * score.excess;
  const contiguous = whole ? withAreas(problem, bound, connectedOnly, above, settings.effort) : null;
  const zonal = world.units ? withTargets(problemAt(world, centers), problem.target) : problem;
  const onMap = onZones(world, zoneRep);
  return {
    problem: zonal,
    ground: problem,
    zoneRep: onMap,
    proof,
    contiguous,
    score: world.units ? scoreOf(zonal, onMap) : score,
    bound,
    centers,
    bases: hasBases(world.bases) ? world.bases : centers,
    facts: solution.facts,
    // a bound that was cut short is a bound, but not the one of another run
    complete: solution.complete && !((whole || settings.exact) && hooks.signal?.aborted),
    // a proof may have found a better one after all
    stands: Boolean(world.previous && free?.searched?.complete) && zoneRep === free?.assignment,
  };
}

/** Nothing to say when no connected plan exists: then the rules leave none, and the search has said which zones. */
function proofOf({ bound, proven, nodes, cuts }: ExactResult): PlanProof | null {
  return Number.isFinite(bound) ? { bound, proven, nodes, cuts } : null;
}

/** What two searches did, one after the other. */
function added(first: SolveFacts, then: SolveFacts): SolveFacts {
  return {
    startStranded: first.startStranded,
    proposals: first.proposals + then.proposals,
    accepted: first.accepted + then.accepted,
    resplits: first.resplits + then.resplits,
  };
}

function sameTargets(a: Problem, b: Problem): boolean {
  return a.target.every((t, r) => t === b.target[r]);
}
