// A written plan taken up again: the world it was made in, from its inputs, with the assignment and the figures of its files,
// so that files can be written anew when something is added to it. Nothing is optimized.

import { join } from 'node:path';
import { leveledPlan, missingPlace } from '../../evaluate/hierarchy/tree.ts';
import type { Kpis } from '../../evaluate/kpis-types.ts';
import { parsePlan } from '../../evaluate/plan-json.ts';
import { travelOf } from '../../geo/travel.ts';
import type { PlanContext, PlanResult } from '../../model/context.ts';
import type { Plan, PlanInput } from '../../model/plan.ts';
import type { Travel } from '../../model/travel.ts';
import { groupsOf } from '../group-sites.ts';
import { withGroupReps } from '../groups.ts';
import { prepareWorld, type World } from '../prepare.ts';
import { roadsAfter } from '../roads/gather.ts';
import { findInputs, findPrevious, readInputs, type VerifyOptions } from '../verify.ts';
import { otherInputs, planError } from './plan-fault.ts';
import { parsedPlan, readPlanJson } from './plan-file.ts';
import { readKpis } from './read-kpis.ts';

export interface ReopenedPlan {
  readonly dir: string;
  readonly plan: Plan;
  readonly kpis: Kpis;
  readonly world: World;
  /** with the targets that it was made for, and all roads */
  readonly context: PlanContext;
  readonly result: PlanResult;
  readonly travel: Travel;
}

/**
 * @param inputs where its inputs are; see findInputs
 * @throws InputError when it is no plan without layers, or its inputs are not found, or are others
 */
export async function reopenPlan(dir: string, inputs: VerifyOptions): Promise<ReopenedPlan> {
  const plan = await planOf(dir);
  // its own copy of the road times stands in for a matrix
  const files = await findInputs(dir, { inputs: plan.inputs.filter(({ role }) => role !== 'roads') }, inputs);
  const from = await findPrevious(dir, plan, inputs);
  const read = await readInputs(plan, files, { ...inputs, from }, roadsFile(dir, plan));
  if ('changed' in read) throw otherInputs(dir, read.changed.problems[0] ?? '');
  const { records } = read;
  for (const { role, file, sha256 } of plan.inputs) {
    if (role === 'roads' || records.inputs.find(input => input.role === role)?.sha256 === sha256) continue;
    throw otherInputs(dir, `${role}: ${files.get(role) ?? file} is not the file of the plan`);
  }
  const layer = plan.sectors[0]?.layer ?? 'default';
  const world = await withPlanGroups(await prepareWorld(records, plan.settings, layer), plan);
  const listed = [...plan.inputs].sort((a, b) => AS_READ.indexOf(a.role) - AS_READ.indexOf(b.role));
  return { dir, ...(await restore(dir, { ...plan, inputs: listed }, world)) };
}

/** Reports list the inputs as they were read; plan.json has them sorted. */
const AS_READ: readonly PlanInput['role'][] = [
  ...([
    'zones',
    'reps',
    'accounts',
    'aliases',
    'barriers',
    'managers',
    'overrides',
    'from',
    'roads',
  ] as const),
];

async function planOf(dir: string): Promise<Plan> {
  const text = await readPlanJson(dir);
  return parsedPlan(dir, () => parsePlan(text), 'a plan without layers, of this version');
}

/** In place of the server, or the matrix, that they came from. */
function roadsFile(dir: string, { roads }: Plan): string | null {
  return roads ? join(dir, 'roads.csv') : null;
}

async function withPlanGroups(world: World, plan: Plan): Promise<World> {
  const { accounts, reps, settings } = world.context;
  if (settings.groups !== 'one-rep' || !accounts) return world;
  const sites = groupsOf(accounts).flat();
  if (sites.length === 0) return world;
  const repIndex = new Map(reps.list.map(({ id }, j) => [id, j]));
  const owner = new Map(plan.named.map(([account, rep]) => [account, repIndex.get(rep) ?? -1]));
  const groupRep = new Int32Array(accounts.count).fill(-1);
  for (const a of sites) groupRep[a] = owner.get(accounts.id[a] as string) ?? -1;
  return withGroupReps(world, groupRep);
}

async function restore(dir: string, plan: Plan, world: World): Promise<Omit<ReopenedPlan, 'dir'>> {
  const kpis = await readKpis(dir);
  const { zones, reps, measures, zoneOf, named, ownerOf } = world.context;
  const repIndex = new Map(reps.list.map(({ id }, j) => [id, j]));
  const planned = new Map(plan.assignment.map(([, zone, rep]) => [zone, repIndex.get(rep) ?? -1]));
  const unknown = zones.id.find(id => !planned.has(id));
  if (unknown !== undefined || planned.size !== zones.count)
    throw otherInputs(dir, `zone ${unknown ?? 'of the plan'} that is in one of them only`);
  const zoneRep = Int32Array.from(zones.id, id => planned.get(id) as number);
  const sectorOf = new Map(plan.sectors.map(sector => [sector.repId, sector]));
  const leveled = leveledPlan(plan);
  const lost =
    leveled &&
    missingPlace(
      leveled,
      Array.from(reps.list, ({ id }) => sectorOf.get(id)?.sectorId ?? id),
    );
  if (lost)
    throw planError(join(dir, 'plan.json'), lost, 'a place in every level for all sectors', 'plan again');
  const at = (of: 'base' | 'center', axis: 0 | 1) =>
    Float64Array.from(reps.list, ({ id }) => sectorOf.get(id)?.[of][axis] ?? Number.NaN);
  const result: PlanResult = {
    zoneRep,
    accountRep: Int32Array.from(zoneOf, (zone, a) =>
      named[a] ? (ownerOf[a] as number) : (zoneRep[zone] as number),
    ),
    baseLat: at('base', 0),
    baseLon: at('base', 1),
    centerLat: at('center', 0),
    centerLon: at('center', 1),
  };
  const m = measures.length;
  const target = new Float64Array(reps.list.length * m);
  const sectors = new Map(kpis.sectors.map(sector => [sector.rep_id, sector]));
  reps.list.forEach(({ id }, j) => {
    measures.forEach(({ name }, q) => {
      target[j * m + q] = sectors.get(id)?.balance[name]?.target ?? Number.NaN;
    });
  });
  const asked = world.roads && (await roadsAfter(world.context, result, world.roads));
  const roads = asked && plan.roads && { ...asked.roads, minutes: plan.roads.minutes, km: plan.roads.km };
  const context: PlanContext = { ...world.context, target, ...(roads && { roads }) };
  return { plan, kpis, world, context, result, travel: travelOf(context) };
}
