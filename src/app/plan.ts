// The main job: files in, plan directory out. Reads top to bottom like the method does.

import { levelColumns } from '../evaluate/hierarchy/table.ts';
import { computeKpis } from '../evaluate/kpis.ts';
import type { Kpis } from '../evaluate/kpis-types.ts';
import { bordersOf, makeDissolver } from '../geo/dissolve.ts';
import { type DrawnBorders, drawnBorders, makeDrawing } from '../geo/drawing.ts';
import type { CsvProfile } from '../io/csv.ts';
import { writePlanDirectory } from '../io/plan-directory.ts';
import type { PlanContext, PlanResult } from '../model/context.ts';
import type { Diagnosis } from '../model/diagnosis.ts';
import { rowNames } from '../model/limits.ts';
import { byCode } from '../model/order.ts';
import { PLAN_SCHEMA, type Plan, type PlanSector } from '../model/plan.ts';
import type { Zones } from '../model/records.ts';
import type { Settings } from '../model/settings.ts';
import { firstZones } from '../optimize/contract.ts';
import { wholePrices } from '../optimize/whole-price.ts';
import { VERSION } from '../version.ts';
import { certificateOf, teamPricesOf } from './certificate.ts';
import { hireCrew } from './crew.ts';
import { diagnose } from './diagnosis/diagnose.ts';
import { withGroups } from './groups.ts';
import type { LevelShapes } from './hierarchy/level-files.ts';
import { hierarchyRecord, type Levels, planLevels } from './hierarchy/plan-levels.ts';
import { shareOut } from './hierarchy/top-down.ts';
import { mipElsewhere } from './mip-thread.ts';
import { type Optimized, type OptimizeHooks, optimizeWorld } from './optimize-world.ts';
import { composePlanFiles, type PlanFile, type PlanFilesInput } from './plan-files.ts';
import { prepareWorld, type World } from './prepare.ts';
import { type InputFiles, type ReadSettings, readRecords, readSettings } from './read.ts';

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
  /** threads to search with; as many as there are processors when absent. The plan is the same with any */
  readonly threads?: number;
}

export interface PlanHooks extends Omit<OptimizeHooks, 'crew' | 'asides' | 'mip' | 'start'> {
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
  const world = await prepareWorld(records, request.settings, request.layer);
  hooks.onWorld?.(world);
  return planWorld(world, request, hooks);
}

/** The same of a world that has been prepared. */
export async function planWorld(found: World, request: PlanRequest, hooks: PlanHooks): Promise<PlanOutcome> {
  const { crew, asides, dismiss } = hireCrew(request.threads, hooks.breathe);
  try {
    const grouped = await withGroups(found, { ...hooks, crew, asides });
    const { team } = grouped;
    const topDown = grouped.context.settings.hierarchy?.order === 'top-down';
    const shared = team && topDown ? await shareOut(grouped, team, { ...hooks, crew, asides }) : null;
    const world = shared?.world ?? grouped;
    const mip = mipElsewhere(hooks.signal);
    const start = shared ? { start: shared.start } : {};
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
    // what a signal cut short is not what another run will say
    const cut = wanted && hooks.signal?.aborted === true;
    const whole = !cut && shared?.complete !== false && levels?.complete !== false;
    const told = whole ? optimized : { ...optimized, complete: false };
    return await describe(request, world, told, diagnosis, levels);
  } finally {
    await dismiss();
  }
}

async function describe(
  request: PlanRequest,
  world: World,
  optimized: Optimized,
  diagnosis: Diagnosis | null,
  levels: Levels | null,
): Promise<PlanOutcome> {
  const { context, result } = outcomeOf(world, optimized);
  const { zones, reps } = context;
  const { zoneRep } = result;
  const plan = planRecord(world, optimized, request.map, levels);
  const certificate = optimized.contiguous && certificateOf(world, optimized.contiguous);
  const value = plan.solver.objective;
  const borders = bordersOf(zones);
  const shapes = (sectorOf: Int32Array) => outlinesOf(zones, borders, sectorOf, reps.list.length);
  const outlines = shapes(zoneRep);
  const hasIncumbent = context.zoneIncumbent.some(j => j >= 0);
  const outlinesBefore = hasIncumbent ? shapes(context.zoneIncumbent) : null;
  const kpis = computeKpis(context, result, {
    diagnosis,
    travel: world.travel,
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
    hierarchy: leveled(plan),
  });
  const options = {
    profile: request.profile,
    raw: request.raw,
    lang: request.lang,
    png: request.png ?? null,
  };
  const xlsx = request.xlsx === true;
  const drawn = drawnBorders(zones, borders);
  const filesInput: PlanFilesInput = {
    ...{ context, result, plan, certificate, kpis, rejects: world.rejects },
    broken: world.eligibility.broken,
    outlines: drawn.cells ? outlinesOf(zones, drawn.borders, zoneRep, reps.list.length) : outlines,
    drawing: once(() => makeDrawing(zones, drawn)),
    levels: levelShapes(zones, drawn.borders, zoneRep, kpis),
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

/** The targets of the measures, without the rows of limits. */
function measureTargets({ context }: World, { problem }: Optimized): Float64Array {
  const measures = context.measures.length;
  return problem.target.filter((_, row) => row % problem.m < measures);
}

/** A plan's world with the targets it was made for, and who serves what. */
function outcomeOf(world: World, optimized: Optimized): { context: PlanContext; result: PlanResult } {
  const context: PlanContext = { ...world.context, target: measureTargets(world, optimized) };
  const { zoneRep, bases, centers } = optimized;
  const accountRep = Int32Array.from(context.zoneOf, (zone, a) =>
    context.named[a] ? (context.ownerOf[a] as number) : (zoneRep[zone] as number),
  );
  const result: PlanResult = {
    zoneRep,
    accountRep,
    baseLat: bases.lat,
    baseLon: bases.lon,
    centerLat: centers.lat,
    centerLon: centers.lon,
  };
  return { context, result };
}

/** The KPIs of a plan that is not to be written: without outlines, and what is measured of them. */
export function figuresOf(world: World, optimized: Optimized): Kpis {
  const { context, result } = outcomeOf(world, optimized);
  const plan = planRecord(world, optimized, new Map());
  return computeKpis(context, result, {
    travel: world.travel,
    objective: plan.solver.objective,
    plainBound: optimized.bound.value,
    contiguousBound: null,
    proven: false,
    outlines: context.reps.list.map(() => null),
    outlinesBefore: null,
    sectors: plan.sectors,
    splits: plan.splits,
  });
}

/** The groups of every level, drawn like the sectors are. */
function levelShapes(
  zones: Zones,
  borders: DrawnBorders['borders'],
  zoneRep: Int32Array,
  { hierarchy, sectors }: Kpis,
): LevelShapes[] {
  if (!hierarchy) return [];
  return levelColumns(hierarchy).map(({ of }, l) => {
    const groups = hierarchy.levels[l]?.groups ?? [];
    const indexOf = new Map(groups.map(({ id }, g) => [id, g]));
    const ofRep = sectors.map(({ sector_id }) => indexOf.get(of.get(sector_id) ?? '') ?? -1);
    const zoneGroup = zoneRep.map(j => ofRep[j] ?? -1);
    return { outlines: outlinesOf(zones, borders, zoneGroup, groups.length), zoneGroup };
  });
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/**
 * Outlines of groups of zones, null where one has no shape. Borders of Voronoi cells, for a map without polygons, are for
 * maps only, never for the KPIs of compactness.
 */
function outlinesOf(zones: Zones, borders: DrawnBorders['borders'], groupOf: Int32Array, count: number) {
  return makeDissolver(zones, borders)(groupOf, count).map(shape => (shape.length > 0 ? shape : null));
}

function leveled({ settings, hierarchy }: Plan) {
  return settings.hierarchy && hierarchy ? { settings: settings.hierarchy, plan: hierarchy } : undefined;
}

/** The plan as ids: what plan.json holds. */
function planRecord(
  world: World,
  optimized: Optimized,
  map: PlanRequest['map'],
  levels: Levels | null = null,
): Plan {
  const { context } = world;
  const { zones, reps, graph, accounts, settings } = context;
  const { problem, bound, score, facts, bases, centers } = optimized;
  const { m } = problem;
  const repId = (j: number) => reps.list[j]?.id as string;

  const sectors = reps.list.map((rep, j): PlanSector => {
    const prices = Object.create(null) as Record<string, number>;
    rowNames(context).forEach((name, q) => {
      prices[name] = bound.duals.price[j * m + q] as number;
    });
    return {
      layer: context.layer,
      sectorId: sectorIdOf(rep.id, settings.slice),
      repId: rep.id,
      sectorName: rep.sectorName || rep.name || rep.id,
      base: [bases.lat[j] as number, bases.lon[j] as number],
      center: [centers.lat[j] as number, centers.lon[j] as number],
      prices,
    };
  });
  const named: [string, string, string][] = [];
  if (accounts) {
    for (let a = 0; a < accounts.count; a++) {
      if (!context.named[a]) continue;
      named.push([
        accounts.id[a] as string,
        repId(context.ownerOf[a] as number),
        zones.id[context.zoneOf[a] as number] as string,
      ]);
    }
  }
  return {
    schema: PLAN_SCHEMA,
    version: VERSION,
    settings,
    inputs: world.inputs,
    map: [...map],
    solver: {
      reproducible: optimized.complete,
      objective: score.objective + problem.excessPrice * score.excess,
      excess: score.excess,
      excessPrice: problem.excessPrice,
      lowerBound: bound.value,
      budgetPrice: bound.duals.budgetPrice,
      moveBudget: Number.isFinite(problem.moveBudget) ? problem.moveBudget : null,
      ...teamPricesOf(context, bound.duals),
      exact: bound.exact,
      contested: bound.contested,
      newtonSteps: bound.newtonSteps,
      rounds: bound.rounds,
      proposals: facts.proposals,
      accepted: facts.accepted,
      resplits: facts.resplits,
      startStranded: facts.startStranded,
      proof: optimized.proof,
    },
    bridges: graph.bridges
      .map(({ a, b, km }) => [zones.id[a] as string, zones.id[b] as string, km] as const)
      .sort((x, y) => byCode(x[0], y[0]) || byCode(x[1], y[1])),
    splits: world.splits,
    sectors,
    named,
    assignment: Array.from(
      optimized.zoneRep,
      (j, i) => [context.layer, zones.id[i] as string, repId(j)] as const,
    ),
    ...(world.team && levels
      ? {
          hierarchy: hierarchyRecord(
            { team: world.team, levels, shared: settings.hierarchy?.order === 'top-down' },
            sectors.map(({ sectorId }) => sectorId),
          ),
        }
      : {}),
  };
}

/** A rep whom layers share has a sector in each of them. */
function sectorIdOf(rep: string, slice: Settings['slice']): string {
  const shared = slice?.reps.some(([id, share]) => id === rep && share < 1);
  return shared ? `${rep}.${slice?.layer}` : rep;
}

/** Writes the plan directory atomically; returns the files written. */
export async function writePlan(outcome: Pick<PlanOutcome, 'planFiles'>, out: string): Promise<string[]> {
  return writePlanDirectory(out, outcome.planFiles());
}

/** The promises that are not kept, with their details. */
export function brokenPromises(kpis: Pick<Kpis, 'promises'>, lang: 'fr' | 'en'): readonly string[] {
  return kpis.promises
    .filter(promise => !promise.kept)
    .map(({ name, detail, detail_fr }) => `${name}: ${lang === 'fr' ? detail_fr : detail}`);
}
