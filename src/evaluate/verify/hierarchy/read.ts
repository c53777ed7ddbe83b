// The levels of a plan as verify sees them: who is in which group by plan.json, and what the files say of it.

import type { Managers } from '../../../model/hierarchy.ts';
import type { PlanGroup } from '../../../model/plan.ts';
import type { Zones } from '../../../model/records.ts';
import type { Check } from '../check.ts';
import type { Sums } from '../sums.ts';
import type { VerifyInput, World } from '../world.ts';

export interface LevelFacts {
  readonly name: string;
  readonly groups: readonly PlanGroup[];
  /** ids of the sectors, or of the groups below */
  readonly unitIds: readonly string[];
  /** group of each unit, and of each rep; −1 when the plan does not say */
  readonly ofUnit: Int32Array;
  readonly ofRep: Int32Array;
  /** where a manager goes to see each unit */
  readonly places: readonly (readonly [number, number])[];
  /** by measure of the level: what each unit carries */
  readonly loads: ReadonlyMap<string, Float64Array>;
  readonly tolerances: ReadonlyMap<string, number>;
  readonly days: number;
  /** group that each unit must be in by the files, −1 for none */
  readonly held: Int32Array;
}

/** Levels from bottom to top; null when plan.json has none where settings have, or the other way round. */
export function readLevels(
  input: VerifyInput,
  world: World,
  sums: Sums,
  sectorIds: readonly string[],
  check: Check,
): LevelFacts[] | null {
  const { plan, managers } = input;
  const { hierarchy } = plan.settings;
  const same = check.that(
    (hierarchy === undefined) === (plan.hierarchy === undefined),
    () => 'plan.json: settings and hierarchy do not both have levels',
  );
  if (!same || !hierarchy || !plan.hierarchy) return null;
  const { tiers, groups: all, members } = plan.hierarchy;
  const names = hierarchy.levels.map(({ name }) => name);
  const ordered = check.that(
    JSON.stringify(tiers.map(({ name }) => name)) === JSON.stringify(names),
    () =>
      `plan.json: the levels are ${tiers.map(({ name }) => name).join(', ')}, those asked for ${names.join(', ')}`,
  );
  if (!ordered) return null;
  const known = new Set(names);
  for (const { level, id } of all)
    check.that(known.has(level), () => `plan.json: group ${id} is of level ${level}, which there is not`);
  for (const [level, unit] of members)
    check.that(
      known.has(level),
      () => `plan.json: ${unit} is a member at level ${level}, which there is not`,
    );

  const levels: LevelFacts[] = [];
  let unitIds: readonly string[] = sectorIds;
  let reps: Int32Array = Int32Array.from(world.reps, (_, j) => j);
  let places = world.reps.map((_, j) => [world.centerLat[j]!, world.centerLon[j]!] as const);
  let above = world.reps.map(rep => rep.managerId ?? '');
  let unitSums = sectorSums(world, sums);
  for (const setting of hierarchy.levels) {
    const groups = all.filter(({ level }) => level === setting.name);
    const indexOf = new Map(groups.map(({ id }, g) => [id, g]));
    check.that(
      indexOf.size === groups.length,
      () => `plan.json: level ${setting.name} has two groups of one id`,
    );
    check.that(groups.length > 0, () => `plan.json: level ${setting.name} has no group`);
    check.that(
      setting.count === null || setting.count === groups.length,
      () =>
        `plan.json: level ${setting.name} has ${groups.length} groups, of ${setting.count} that were asked for`,
    );
    const ofUnit = membership(setting.name, members, unitIds, indexOf, check);
    const ofRep = reps.map(u => (u < 0 ? -1 : ofUnit[u]!));
    levels.push({
      name: setting.name,
      groups,
      unitIds,
      ofUnit,
      ofRep,
      places,
      loads: new Map(setting.measures.map(({ name }) => [name, unitSums.get(name) ?? new Float64Array(0)])),
      tolerances: new Map(setting.measures.map(({ name, tolerance }) => [name, tolerance])),
      days: setting.daysPerReport,
      held: Int32Array.from(above, manager => (manager === '' ? -1 : (indexOf.get(manager) ?? -2))),
    });
    reps = ofRep;
    places = groups.map(({ start }) => start);
    const reportsTo = new Map((managers?.list ?? []).map(({ id, reportsTo: to }) => [id, to]));
    above = groups.map(({ manager }) => (manager === null ? '' : (reportsTo.get(manager) ?? '')));
    unitSums = new Map(
      [...unitSums].map(([name, values]) => {
        const own = new Float64Array(groups.length);
        ofUnit.forEach((g, u) => {
          if (g >= 0) own[g]! += values[u]!;
        });
        return [name, own] as const;
      }),
    );
    unitIds = groups.map(({ id }) => id);
  }
  return levels;
}

/** Every unit in exactly one group that exists, and every group with someone in it. */
function membership(
  level: string,
  members: readonly (readonly [string, string, string])[],
  unitIds: readonly string[],
  indexOf: ReadonlyMap<string, number>,
  check: Check,
): Int32Array {
  const unitAt = new Map(unitIds.map((id, u) => [id, u]));
  const times = new Int32Array(unitIds.length);
  const of = new Int32Array(unitIds.length).fill(-1);
  const met = new Set<number>();
  for (const [name, unit, group] of members) {
    if (name !== level) continue;
    const u = unitAt.get(unit);
    const g = indexOf.get(group);
    if (!check.that(u !== undefined, () => `level ${level}: ${unit} is nothing that it groups`)) continue;
    times[u!]!++;
    if (!check.that(g !== undefined, () => `level ${level}: ${unit} is in ${group}, which there is not`))
      continue;
    of[u!] = g!;
    met.add(g!);
  }
  unitIds.forEach((id, u) => {
    check.that(times[u] === 1, () => `level ${level}: ${id} is in ${times[u]} groups`);
  });
  check.that(met.size === indexOf.size, () => `level ${level}: ${indexOf.size - met.size} groups are empty`);
  return of;
}

function sectorSums(world: World, sums: Sums): Map<string, Float64Array> {
  return new Map([
    ['sectors', new Float64Array(world.k).fill(1)],
    ['fte', Float64Array.from(world.fte)],
    ...sums.measures.map(({ name, value }) => [name, value.slice(0, world.k)] as const),
  ]);
}

/** Where a manager of the files starts; null without a base. */
export function baseOfManager(
  managers: Managers | null,
  id: string,
  zones: Zones,
): readonly [number, number] | null {
  const row = managers?.list.find(manager => manager.id === id);
  if (!row) return null;
  if (!Number.isNaN(row.lat) && !Number.isNaN(row.lon)) return [row.lat, row.lon];
  const zone = row.postalCode === '' ? -1 : zones.id.indexOf(row.postalCode);
  return zone < 0 ? null : [zones.lat[zone]!, zones.lon[zone]!];
}
