// The levels above a plan of sectors, from bottom to top: the groups of one are the units of the next.

import { makeTravel } from '../../geo/travel.ts';
import { type LevelSetting, SPANS, type Team, type TeamLevel } from '../../model/hierarchy.ts';
import { groupGraph, type LevelGroups, type LevelUnits, startsOf } from '../../model/level-problem.ts';
import { byCode } from '../../model/order.ts';
import type { PlanGroup, PlanHierarchy, PlanTier } from '../../model/plan.ts';
import { type Formed, type FormHooks, formGroups } from '../../optimize/levels/form.ts';
import { loadsOf, scoreOf } from '../../optimize/score.ts';
import type { Optimized } from '../optimize-world.ts';
import type { World } from '../prepare.ts';

/** Who is in which group, by index: reps at the bottom, then the groups of each level. */
export type Members = readonly Int32Array[];

export interface Levels {
  readonly members: Members;
  readonly formed: readonly Formed[];
  readonly complete: boolean;
}

/** @param settled who is in which group, where the ground has been shared out already */
export async function planLevels(
  world: World,
  team: Team,
  optimized: Pick<Optimized, 'problem' | 'zoneRep' | 'centers'>,
  settled: Members | null,
  hooks: FormHooks,
): Promise<Levels> {
  const { context } = world;
  const { settings } = context;
  // managers travel between places that no road is known of
  const travel = makeTravel(settings.travel);
  const members: Int32Array[] = [];
  const formed: Formed[] = [];
  let below = sectorsOf(world, optimized);
  for (const [at, level] of team.entries()) {
    const units = unitsOf(below, level, settled?.[at] ?? level.held);
    const groups = groupsOf(below, level);
    const found = await formGroups(
      units,
      groups,
      travel,
      { effort: settings.effort, seed: settings.seed },
      hooks,
    );
    members.push(found.assignment);
    formed.push(found);
    below = grouped(below, found, units, groups);
  }
  return { members, formed, complete: formed.every(({ complete }) => complete) };
}

/** What a level is made of, and what each of it carries. */
interface Below {
  readonly n: number;
  readonly offsets: Int32Array;
  readonly neighbors: Int32Array;
  readonly lat: Float64Array;
  readonly lon: Float64Array;
  readonly sums: ReadonlyMap<string, Float64Array>;
  /** fair share of its reps */
  readonly share: Float64Array;
}

function sectorsOf(
  { context }: World,
  { problem, zoneRep, centers }: Pick<Optimized, 'problem' | 'zoneRep' | 'centers'>,
): Below {
  const { graph, reps, measures, share, fte } = context;
  const n = reps.list.length;
  const loads = loadsOf(problem, zoneRep);
  const [sectors, full] = SPANS;
  return {
    n,
    ...groupGraph(graph, zoneRep, n),
    ...{ lat: centers.lat, lon: centers.lon, share },
    sums: new Map([
      [sectors, new Float64Array(n).fill(1)],
      [full, fte],
      ...measures.map(
        ({ name }, q) =>
          [name, Float64Array.from({ length: n }, (_, j) => loads[j * problem.m + q] as number)] as const,
      ),
    ]),
  };
}

function unitsOf(below: Below, { setting }: TeamLevel, held: Int32Array): LevelUnits {
  const { n, offsets, neighbors, lat, lon, sums } = below;
  const loads = setting.measures.map(({ name }) => sums.get(name) as Float64Array);
  return { n, offsets, neighbors, lat, lon, loads, days: setting.daysPerReport, held };
}

function groupsOf(below: Below, { groups, setting, given, held }: TeamLevel): LevelGroups {
  const k = groups.length;
  const share = new Float64Array(k);
  if (given) {
    // nobody chose how large they are: fair is what their reps should carry
    for (const [u, g] of held.entries()) share[g] = (share[g] as number) + (below.share[u] as number);
  } else {
    const all = groups.reduce((sum, { fte }) => sum + fte, 0);
    for (const [g, { fte }] of groups.entries()) share[g] = fte / all;
  }
  return {
    k,
    share,
    lat: Float64Array.from(groups, ({ lat }) => lat),
    lon: Float64Array.from(groups, ({ lon }) => lon),
    tolerance: Float64Array.from(setting.measures, ({ tolerance }) => tolerance),
  };
}

function grouped(below: Below, { assignment, seats }: Formed, units: LevelUnits, groups: LevelGroups): Below {
  const { k } = groups;
  const sumUp = (values: Float64Array) => {
    const sums = new Float64Array(k);
    for (const [u, g] of assignment.entries()) sums[g] = (sums[g] as number) + (values[u] as number);
    return sums;
  };
  return {
    n: k,
    ...groupGraph(below, assignment, k),
    ...startsOf(units, groups, seats),
    sums: new Map([...below.sums].map(([name, values]) => [name, sumUp(values)] as const)),
    share: sumUp(below.share),
  };
}

/** The levels as ids: what plan.json holds. */
export function hierarchyRecord(
  { team, levels, shared }: { readonly team: Team; readonly levels: Levels; readonly shared: boolean },
  sectorIds: readonly string[],
): PlanHierarchy {
  const tiers: PlanTier[] = [];
  const groups: PlanGroup[] = [];
  const members: [string, string, string][] = [];
  let unitIds = sectorIds;
  for (const [at, level] of team.entries()) {
    const { setting, given } = level;
    const formed = levels.formed[at] as Formed;
    const { assignment, problem, proof } = formed;
    const { objective, excess } = scoreOf(problem, assignment);
    const how = given ? 'given' : shared ? 'shared' : 'formed';
    tiers.push({
      name: setting.name,
      how,
      objective: objective + problem.excessPrice * excess,
      excess,
      excessPrice: problem.excessPrice,
      lowerBound: how === 'formed' ? formed.bound.value : null,
      proof: how === 'formed' && proof ? proofOf(proof) : null,
      everySeat: how === 'formed' && formed.everySeat,
    });
    const ids = groupIds(level, assignment);
    groups.push(...groupRecords(level, formed, ids).sort((a, b) => byCode(a.id, b.id)));
    for (const [u, g] of assignment.entries())
      members.push([setting.name, unitIds[u] as string, ids[g] as string]);
    unitIds = ids;
  }
  return { tiers, groups, members };
}

function proofOf({ bound, proven, nodes, cuts }: NonNullable<Formed['proof']>) {
  return { bound, proven, nodes, cuts };
}

function groupRecords(
  { setting, groups }: TeamLevel,
  { problem, bound, seats }: Formed,
  ids: readonly string[],
): PlanGroup[] {
  const { m } = problem;
  const totals = problem.loads.map(load => load.reduce((sum, v) => sum + v, 0));
  return groups.map(({ id, name, lat, lon }, g): PlanGroup => {
    const prices: Record<string, number> = Object.create(null);
    for (const [q, measure] of setting.measures.entries())
      prices[measure.name] = bound.duals.price[g * m + q] as number;
    const seat = seats[g] as number;
    const start =
      seat < 0
        ? ([lat, lon] as const)
        : ([problem.lat[seat] as number, problem.lon[seat] as number] as const);
    return {
      level: setting.name,
      id: ids[g] as string,
      name: name || (ids[g] as string),
      manager: id === '' ? null : id,
      // every measure has the same shares
      share: (problem.target[g * m] as number) / (totals[0] as number),
      start,
      based: seat < 0,
      prices,
    };
  });
}

/** Groups without a manager's id are numbered in the order of their first unit. */
function groupIds({ groups, setting }: TeamLevel, assignment: Int32Array): string[] {
  const taken = new Set(groups.map(({ id }) => id));
  const digits = String(groups.length).length;
  const ids = groups.map(({ id }) => id);
  const open = [...new Set(assignment)].filter(g => ids[g] === '');
  let number = 0;
  for (const g of open) {
    let id: string;
    do {
      number++;
      id = nameOf(setting, number, digits);
    } while (taken.has(id));
    ids[g] = id;
  }
  return ids;
}

function nameOf({ name }: LevelSetting, number: number, digits: number): string {
  return `${name}-${String(number).padStart(digits, '0')}`;
}
