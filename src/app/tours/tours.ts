// The job of `tours`: a written plan and its inputs → the same directory with the tours of its reps, and with figures of travel,
// cost and workload that are those of the tours.

import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { Kpis } from '../../evaluate/kpis-types.ts';
import { incumbentService, plannedService, type Service } from '../../evaluate/service.ts';
import { tally } from '../../evaluate/tally.ts';
import type { TourRatiosById } from '../../evaluate/tours/json.ts';
import { withTours } from '../../evaluate/tours/kpis.ts';
import { touredTravel, tourRatios } from '../../evaluate/tours/ratios.ts';
import { toursKpis } from '../../evaluate/tours/report.ts';
import type { Claim } from '../../io/claim.ts';
import type { RoadSetting } from '../../io/config-roads.ts';
import type { CsvProfile } from '../../io/csv.ts';
import { claimDirectory, type PlanFile, writePlanDirectory } from '../../io/plan-directory.ts';
import type { PlanResult, TourRatios } from '../../model/context.ts';
import type { RepTours } from '../../model/tour-record.ts';
import type { TourTravel } from '../../model/tour-roads.ts';
import type { TourSettings } from '../../model/tour-settings.ts';
import type { Lang } from '../../report/format.ts';
import { roadAccess } from '../roads/open.ts';
import { assertNotSettled } from '../status/approve.ts';
import { draftText } from '../status/plan-text.ts';
import type { VerifyOptions } from '../verify.ts';
import { readPlanJson } from '../written/plan-file.ts';
import { type ReopenedPlan, reopenPlan } from '../written/reopen.ts';
import { figureFiles, planFilesInput } from '../written/rewrite.ts';
import { otherFiles, tourFiles } from './files.ts';
import { planAllTours, refuseTooMany, roundsOf, type TourHooks, type ToursMade } from './plan-tours.ts';
import { readTourWorld, type TourWorld } from './read.ts';
import { askedDrives, plannedDrives, type TourDrives } from './roads.ts';

export interface ToursRequest {
  /** plan directory */
  readonly plan: string;
  /** where the plan with its tours goes: the plan directory itself, or another */
  readonly out: string;
  readonly inputs: VerifyOptions;
  readonly settings: TourSettings;
  /** where road times come from; null: the plan's own, or the estimate */
  readonly roads?: RoadSetting | null;
  /** of the files of tours; those of the plan stay as they are written */
  readonly profile: CsvProfile;
  readonly lang: Lang;
  readonly points: boolean;
  /** tours of today's sectors too, to compare with; true when absent */
  readonly today?: boolean;
}

export interface ToursOutcome extends ToursMade {
  readonly world: TourWorld;
  /** paths of the files of tours */
  readonly written: readonly string[];
  /** the plan's figures by the tours; null where they are not corrected: layers */
  readonly kpis: Kpis | null;
  readonly travel: TourTravel;
}

export interface MakeToursHooks extends TourHooks {
  readonly onWorld?: (world: TourWorld) => void;
  /** pairs of which a server has said the road, of all that are asked for */
  readonly onRoads?: (done: number, all: number) => void;
  readonly onDrives?: (drives: TourDrives) => void;
}

/** @throws InputError when the plan or an input cannot be read, or `out` is not to be written over */
export async function makeTours(request: ToursRequest, hooks: MakeToursHooks = {}): Promise<ToursOutcome> {
  // held to the end: what is read of the plan is what is replaced
  const claim = await claimDirectory(request.out);
  try {
    return await toursOf(request, claim, hooks);
  } finally {
    await claim.release();
  }
}

async function toursOf(request: ToursRequest, claim: Claim, hooks: MakeToursHooks): Promise<ToursOutcome> {
  const { plan, out, settings } = request;
  await assertNotSettled(out);
  // layers have figures above them that count everything once: they keep the approximation
  const layered = (await readPlanJson(plan)).includes('sectorize-layers/');
  const reopened = layered ? null : await reopenPlan(plan, request.inputs);
  const world = await readTourWorld(plan, request.inputs, reopened?.world.origin.records ?? null);
  hooks.onWorld?.(world);
  const before = reopened && request.today !== false && heldToday(world) ? asToday(world) : null;
  for (const one of before ? [world, before] : [world]) refuseTooMany(one, settings);
  const drives = await drivesOf(world, before, request, hooks);
  hooks.onDrives?.(drives);
  const made = await planAllTours(world, settings, drives, hooks);
  const today = before && (await planAllTours(before, settings, drives, hooks));
  const travel = drives.record(world.layers, made.reps);
  const corrected = reopened && correct(reopened, made.reps, today?.reps ?? null, settings);
  const written: string[] = [];
  const own = function* (): Generator<PlanFile> {
    const files = tourFiles({
      ...made,
      ...request,
      country: world.layers[0]?.settings.country ?? '',
      planSha256: createHash('sha256').update(draftText(world.text)).digest('hex'),
      inputs: world.inputs,
      withoutTravel: world.withoutTravel,
      travel,
      roads: drives.rows,
      ratios: corrected?.ratios ?? null,
      today: today && corrected?.today ? { reps: today.reps, ratios: corrected.today } : null,
    });
    for (const file of files) {
      written.push(file.path);
      yield file;
    }
  };
  const all = async function* (): AsyncGenerator<PlanFile> {
    const renewed: PlanFile[] = corrected ? [...figureFiles(await corrected.files())] : [];
    // what was decided was decided about the plan without these figures
    if (resolve(out) !== resolve(plan)) renewed.push({ path: 'plan.json', content: [draftText(world.text)] });
    yield* otherFiles(resolve(plan), new Set(renewed.map(({ path }) => path)));
    yield* renewed;
    yield* own();
  };
  await writePlanDirectory(out, all(), undefined, claim);
  const complete = made.complete && today?.complete !== false;
  return { ...made, complete, world, written, kpis: corrected?.kpis ?? null, travel };
}

/** Roads of the tours and of today's are asked for at once. */
async function drivesOf(
  world: TourWorld,
  before: TourWorld | null,
  { roads, settings }: ToursRequest,
  { onRoads }: MakeToursHooks,
): Promise<TourDrives> {
  if (!roads) return plannedDrives();
  const rounds = [world, ...(before ? [before] : [])].flatMap(one => roundsOf(one, settings));
  return askedDrives(world, rounds, roadAccess(roads), onRoads ? { onProgress: onRoads } : {});
}

function heldToday({ layers }: TourWorld): boolean {
  return layers.some(({ sectors }) => sectors.some(({ today }) => today.length > 0));
}

/** The same reps with the accounts that they serve today. */
function asToday(world: TourWorld): TourWorld {
  return {
    ...world,
    layers: world.layers.map(layer => ({
      ...layer,
      sectors: layer.sectors.map(sector => ({ ...sector, accounts: sector.today })),
    })),
  };
}

/** The plan's figures with the travel of the tours. */
function correct(
  reopened: ReopenedPlan,
  reps: readonly RepTours[],
  today: readonly RepTours[] | null,
  settings: TourSettings,
) {
  const { context, travel, plan, kpis } = reopened;
  const ratiosOf = (service: Service, tours: readonly RepTours[]) => {
    const model = tally(context, service, travel);
    return tourRatios(model, touredTravel(context, model, tours));
  };
  const after = ratiosOf(plannedService(reopened.result), reps);
  const held = incumbentService(context, reopened.result);
  const before = today && held ? ratiosOf(held, today) : null;
  const result: PlanResult = { ...reopened.result, toured: { after, before } };
  const tours = toursKpis(settings, reps, before !== null);
  const byId = (ratios: TourRatios): TourRatiosById =>
    new Map(
      context.reps.list.map(({ id }, j) => [
        id,
        { hours: ratios.hours[j] as number, km: ratios.km[j] as number },
      ]),
    );
  const corrected = withTours(context, result, travel, plan, kpis, tours);
  return {
    ratios: byId(after),
    today: before && byId(before),
    kpis: corrected,
    files: () => planFilesInput({ ...reopened, result }, corrected),
  };
}
