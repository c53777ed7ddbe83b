// A plan from the top: the ground of a group is for its own reps, and what is claimed of the sectors is claimed within that.

import type { RuleOf } from '../rules.ts';
import type { VerifyInput, World } from '../world.ts';

/** The rules, and that a unit is only for reps of the group whose it is; as they are where the order is another. */
export function withinTeams({ plan }: VerifyInput, world: World, ruleOf: RuleOf): RuleOf {
  const { settings, hierarchy, sectors } = plan;
  const bottom = settings.hierarchy?.levels[0]?.name;
  if (settings.hierarchy?.order !== 'top-down' || !hierarchy || bottom === undefined) return ruleOf;
  const groupOfSector = new Map(
    hierarchy.members.flatMap(([level, unit, group]) => (level === bottom ? [[unit, group] as const] : [])),
  );
  const sectorOf = new Map(sectors.map(({ repId, sectorId }) => [repId, sectorId]));
  const groupOf = world.reps.map(({ id }) => groupOfSector.get(sectorOf.get(id) ?? '') ?? '');
  return (i, j) => {
    const j0 = world.unitRep[i]!;
    if (j0 >= 0 && groupOf[j0] !== groupOf[j]) return `is in another ${bottom}`;
    return ruleOf(i, j);
  };
}
