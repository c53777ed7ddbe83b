// Who is in which group, by index, from the ids of a plan.

import type { Plan, PlanGroup, PlanHierarchy } from '../../model/plan.ts';
import type { LeveledPlan } from './types.ts';

export interface Tree {
  /** by level, in the order of the plan */
  readonly groups: readonly (readonly PlanGroup[])[];
  /** by level: group of each sector; −1 when the plan does not say */
  readonly groupOfSector: readonly Int32Array[];
  /** by level: group of each sector, or of each group of the level below */
  readonly groupOfUnit: readonly Int32Array[];
  /** id of the group above; null at the top */
  parentOf(level: number, group: number): string | null;
  /** ids of the units in a group, in the order of the units */
  membersOf(level: number, group: number): string[];
}

export function treeOf({ tiers, groups: all, members }: PlanHierarchy, sectorIds: readonly string[]): Tree {
  const groups = tiers.map(({ name }) => all.filter(({ level }) => level === name));
  const groupOfUnit: Int32Array[] = [];
  const unitIds: (readonly string[])[] = [];
  let ids = sectorIds;
  for (const [at, { name }] of tiers.entries()) {
    const own = new Map(members.flatMap(([level, unit, group]) => (level === name ? [[unit, group]] : [])));
    const indexOf = new Map(groups[at]?.map(({ id }, g) => [id, g]));
    groupOfUnit.push(Int32Array.from(ids, id => indexOf.get(own.get(id) ?? '') ?? -1));
    unitIds.push(ids);
    ids = groups[at]?.map(({ id }) => id) ?? [];
  }
  const groupOfSector: Int32Array[] = [];
  let above: Int32Array | null = null;
  for (const of of groupOfUnit) {
    above = above === null ? of : above.map(g => (g < 0 ? -1 : (of[g] as number)));
    groupOfSector.push(above);
  }
  return {
    groups,
    groupOfSector,
    groupOfUnit,
    parentOf: (level, group) => {
      const parent = groupOfUnit[level + 1]?.[group];
      return parent === undefined ? null : (groups[level + 1]?.[parent]?.id ?? null);
    },
    membersOf: (level, group) => (unitIds[level] ?? []).filter((_, u) => groupOfUnit[level]?.[u] === group),
  };
}

/** What is missing in the levels of a plan that somebody else may have changed; null when all have their place. */
export function missingPlace({ settings, plan }: LeveledPlan, sectorIds: readonly string[]): string | null {
  const { groups, groupOfUnit } = treeOf(plan, sectorIds);
  if (settings.levels.length !== plan.tiers.length)
    return `${plan.tiers.length} levels, and settings of ${settings.levels.length}`;
  for (const [at, { name }] of plan.tiers.entries()) {
    const units = at === 0 ? sectorIds : (groups[at - 1] ?? []).map(({ id }) => id);
    const lost = groupOfUnit[at]?.indexOf(-1) ?? -1;
    if (lost >= 0) return `no group of level ${name} that ${units[lost]} is in`;
  }
  return null;
}

/** The levels of a plan with what was asked of them; undefined without. */
export function leveledPlan({
  settings,
  hierarchy,
}: Pick<Plan, 'settings' | 'hierarchy'>): LeveledPlan | undefined {
  return settings.hierarchy && hierarchy ? { settings: settings.hierarchy, plan: hierarchy } : undefined;
}
