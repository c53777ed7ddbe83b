// The main job: files in, plan directory out. Reads top to bottom like the method does.

import { leveledPlan } from '../evaluate/hierarchy/tree.ts';
import { computeKpis } from '../evaluate/kpis.ts';
import type { CalibrationKpis, Kpis } from '../evaluate/kpis-types.ts';
import type { OverrideFacts } from '../evaluate/overrides.ts';
import type { ReplanKpis } from '../evaluate/revision.ts';
import { travelOf } from '../geo/travel.ts';
import type { Claim } from '../io/claim.ts';
import type { CsvProfile } from '../io/csv.ts';
import { writePlanDirectory } from '../io/plan-directory.ts';
import type { PlanContext, PlanResult } from '../model/context.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import type { Plan } from '../model/plan.ts';
import type { RoadHooks } from '../model/roads.ts';
import type { Settings } from '../model/settings.ts';
import type { TourSettings } from '../model/tour-settings.ts';
import { firstZones } from '../optimize/contract.ts';
import { wholePrices } from '../optimize/whole-price.ts';
import { type CalibrateHooks, calibrated } from './calibrate.ts';
import { certificateOf } from './certificate.ts';
import { hireCrew } from './crew.ts';
import { diagnose } from './diagnosis/diagnose.ts';
import { withGroups } from './groups.ts';
import { type Levels, planLevels } from './hierarchy/plan-levels.ts';
import { shareOut } from './hierarchy/top-down.ts';
import { mipElsewhere } from './mip-thread.ts';
import { type Optimized, type OptimizeHooks, optimizeWorld } from './optimize-world.ts';
import { composePlanFiles, type PlanFile, type PlanFilesInput } from './plan-files.ts';
import { outcomeOf, planRecord } from './plan-record.ts';
import { planShapes } from './plan-shapes.ts';
import { prepareWorld, type World } from './prepare.ts';
import { type InputFiles, type ReadSettings, readRecords, readSettings } from './read.ts';
import { planAfresh } from './revision/afresh.ts';
import { priceOverrides } from './revision/override-prices.ts';
import { roadsAfter } from './roads/gather.ts';
import { roadsRecord } from './roads/record.ts';

export interface PlanRequest {
  readonly files: InputFiles;
  readonly map: ReadSettings['map'];
  readonly settings: Settings;
  readonly layer: string;
  /** how every CSV file is written, but for `raw` */
  readonly profile: CsvProfile;
  readonly raw: boolean;
  /** plan.xlsx too; false when absent */
  readonly xlsx?: boolean;
  readonly lang: 'fr' | 'en';
  /** px: pictures also as PNG files, so wide; none when null or absent */
  readonly png?: number | null;
  /** false: where a balance cannot be kept, what would mend it is not looked for; true when absent */
  readonly diagnosis?: boolean;
  /** false: a revision is not compared with a plan made afresh; true when absent */
  readonly replan?: boolean;
  /** how tours are planned that the approximation of travel is fitted to first; it is as set when null or absent */
  readonly calibrate?: TourSettings | null;
  /** threads to search with; as many as there are processors when absent. The plan is the same with any */
  readonly threads?: number;
}

export interface PlanHooks extends Omit<OptimizeHooks, 'crew' | 'asides' | 'mip' | 'start'>, CalibrateHooks {
  /** called while a server is asked for road times: pairs answered, and pairs asked for */
  readonly onRoads?: (done: number, all: number) => void;
  /** called once the inputs are read, before the optimizer starts: findings can be shown early */
  readonly onWorld?: (world: World) => void;
  /** called when the diagnosis fails, which no input should make it do; the plan comes out without one */
  readonly onDiagnosisFailure?: (error: unknown) => void;
}

export interface PlanOutcome {
  readonly world: World;
  readonly optimized: Optimized;
  readonly context: PlanContext;
  readonly result: PlanResult;
  readonly plan: Plan;
  readonly kpis: Kpis;
  /** what its files are made from */
  readonly filesInput: PlanFilesInput;
  /** every file of the plan directory, content made on demand */
  readonly planFiles: () => Iterable<PlanFile>;
}

/** Makes a plan; writes nothing. Throws InputError with every finding when the inputs cannot be planned. */
export async function makePlan(request: PlanRequest, hooks: PlanHooks): Promise<PlanOutcome> {
  const records = await readRecords(request.files, readSettings(request.settings, request.map));
  const { calibrate } = request;
  const fitted = calibrate
    ? await calibrated(records, request.settings, request.layer, calibrate, request.threads, hooks)
    : { settings: request.settings, calibration: undefined };
  const { settings, calibration } = fitted;
  const world = await prepareWorld(records, settings, request.layer, roadHooks(hooks));
  hooks.onWorld?.(world);
  return planWorld(world, { ...request, settings }, hooks, calibration);
}

/** The same of a world that has been prepared. */
export async function planWorld(
  found: World,
  request: PlanRequest,
  hooks: PlanHooks,
  calibration?: CalibrationKpis,
): Promise<PlanOutcome> {
  const { crew, asides, dismiss } = hireCrew(request.threads, hooks.breathe);
  try {
    const grouped = await withGroups(found, { ...hooks, crew, asides });
    const { team } = grouped;
    const topDown = grouped.context.settings.hierarchy?.order === 'top-down';
    const shared = team && topDown ? await shareOut(grouped, team, { ...hooks, crew, asides }) : null;
    const world = shared?.world ?? grouped;
    const mip = mipElsewhere(hooks.signal);
    const start = shared && !shared.stands ? { start: shared.start } : {};
    const optimized = await optimizeWorld(world, { ...hooks, ...start, crew, asides, mip });
    const levels =
      team && (await planLevels(world, team, optimized, shared?.members ?? null, { ...hooks, mip }));
    // what would mend a sector may lie beyond its area, which is settled before
    const wanted = request.diagnosis !== false && !shared;
    let diagnosis: Diagnosis | null = null;
    try {
      if (wanted) diagnosis = await diagnose(world, optimized, { ...hooks, crew, asides });
    } catch (error) {
      // hours may have gone into the plan: it is written whatever happens to what is said about it
      hooks.onDiagnosisFailure?.(error);
    }
    const compared = world.previous && request.replan !== false && !shared;
    const afresh = compared ? await planAfresh(world, { ...hooks, crew, asides, mip }) : null;
    const overrides = await priceOverrides(world, optimized, { ...hooks, crew, asides });
    // what a signal cut short is not what another run will say
    const cut = (wanted || compared || overrides) && hooks.signal?.aborted === true;
    const whole = !cut && shared?.complete !== false && levels?.complete !== false;
    const told = whole ? optimized : { ...optimized, complete: false };
    return await describe(
      request,
      world,
      told,
      { diagnosis, levels, afresh, overrides, calibration },
      roadHooks(hooks),
    );
  } finally {
    await dismiss();
  }
}

function roadHooks({ onRoads, signal }: PlanHooks): RoadHooks {
  return { ...(onRoads && { onProgress: onRoads }), ...(signal && { signal }) };
}

/** What was found out beside the plan itself. */
interface Beside {
  readonly diagnosis: Diagnosis | null;
  readonly levels: Levels | null;
  readonly afresh: ReplanKpis | null;
  readonly overrides: OverrideFacts | undefined;
  readonly calibration: CalibrationKpis | undefined;
}

async function describe(
  request: PlanRequest,
  world: World,
  optimized: Optimized,
  { diagnosis, levels, afresh, overrides, calibration }: Beside,
  hooks: RoadHooks,
): Promise<PlanOutcome> {
  const outcome = outcomeOf(world, optimized);
  const { result } = outcome;
  const asked = world.roads && (await roadsAfter(outcome.context, result, world.roads, hooks));
  const context = asked ? { ...outcome.context, roads: asked.roads } : outcome.context;
  const { reps } = context;
  const { zoneRep } = result;
  const plan: Plan = {
    ...planRecord(world, optimized, request.map, levels),
    ...(world.roads && asked && { roads: roadsRecord(asked, world.roads.source) }),
  };
  const certificate = optimized.contiguous && certificateOf(world, optimized.contiguous);
  const value = plan.solver.objective;
  const shapes = planShapes(context);
  const outlines = shapes.outlines(zoneRep, reps.list.length);
  const hasIncumbent = context.zoneIncumbent.some(j => j >= 0);
  const outlinesBefore = hasIncumbent ? shapes.outlines(context.zoneIncumbent, reps.list.length) : null;
  const kpis = computeKpis(context, result, {
    diagnosis,
    calibration,
    roads: plan.roads,
    travel: travelOf(context),
    objective: value,
    plainBound: optimized.bound.value,
    contiguousBound: plan.solver.proof?.bound ?? certificate?.value ?? null,
    wholeAtLeast: context.together.map(({ of, ids }) =>
      wholePrices(optimized.ground, optimized.bound.duals, onGround(world, of), ids.length),
    ),
    proven: plan.solver.proof !== null,
    outlines,
    outlinesBefore,
    sectors: plan.sectors,
    splits: plan.splits,
    solver: plan.solver,
    hierarchy: leveledPlan(plan),
    overrides,
    revision: revisionFacts(world, plan, optimized.stands, afresh),
  });
  const options = {
    profile: request.profile,
    raw: request.raw,
    lang: request.lang,
    png: request.png ?? null,
  };
  const xlsx = request.xlsx === true;
  const filesInput: PlanFilesInput = {
    ...{ context, result, plan, certificate, kpis, rejects: world.rejects },
    // layers are revised together, and keep it together
    kept: plan.settings.slice ? [] : (world.origin.records.kept ?? []),
    broken: world.eligibility.broken,
    ...shapes.drawn(zoneRep, kpis, outlines),
    ...options,
    xlsx,
  };
  const planFiles = () => composePlanFiles(filesInput);
  return { world, optimized, context, result, plan, kpis, filesInput, planFiles };
}

/** The area of each zone, by what is assigned as a whole: that of its first zone. */
function onGround({ units }: World, areaOf: Int32Array): Int32Array {
  return units ? firstZones(units).map(i => areaOf[i] as number) : areaOf;
}

function revisionFacts({ previous, inputs }: World, plan: Plan, stands: boolean, replan: ReplanKpis | null) {
  if (!previous) return undefined;
  const { objective, handOver = 0 } = plan.solver;
  return {
    from: inputs.find(({ role }) => role === 'from')?.file ?? '',
    previous,
    sectors: plan.sectors,
    stands,
    objective: objective - handOver,
    replan,
  };
}

/** Writes the plan directory atomically, with the claim of a caller that has one; returns the files written. */
export async function writePlan(
  outcome: Pick<PlanOutcome, 'planFiles'>,
  out: string,
  claim?: Claim,
): Promise<string[]> {
  return writePlanDirectory(out, outcome.planFiles(), undefined, claim);
}

/** The promises that are not kept, with their details. */
export function brokenPromises(kpis: Pick<Kpis, 'promises'>, lang: 'fr' | 'en'): readonly string[] {
  return kpis.promises
    .filter(promise => !promise.kept)
    .map(({ name, detail, detail_fr }) => `${name}: ${lang === 'fr' ? detail_fr : detail}`);
}
