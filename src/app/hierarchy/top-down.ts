// Planned from the top: who is in whose team comes first, given by the files or formed over a quick plan of sectors; then the
// ground is shared among regions, inside each among its areas, and at last among the reps of each area.

import { rowTargets, totalsOf, withTargets } from '../../model/build-problem.ts';
import type { Team } from '../../model/hierarchy.ts';
import type { Problem } from '../../model/problem.ts';
import { contract, expand, firstZones } from '../../optimize/contract.ts';
import { sharedProblem } from '../../optimize/levels/share.ts';
import { scoreOf } from '../../optimize/score.ts';
import { improve } from '../../optimize/solve.ts';
import { connected } from '../../optimize/start.ts';
import { narrowed } from '../../optimize/window.ts';
import { type OptimizeHooks, optimizeWorld, problemAt } from '../optimize-world.ts';
import type { World } from '../prepare.ts';
import { type Members, planLevels } from './plan-levels.ts';

export interface SharedOut {
  /** every zone is for the reps of one group only */
  readonly world: World;
  readonly members: Members;
  /** the quick plan, where it keeps to the groups: what the sectors begin with */
  readonly start: Int32Array;
  readonly complete: boolean;
  /** the plan that is revised was found to hold, and it keeps to the groups */
  readonly stands: boolean;
}

/** bit of a pair that the team keeps apart; above those of the rules: see RULES of model/eligibility.ts */
const OTHER_TEAM = 1 << 15;
/** what sectors are sketched with */
const QUICK = { effort: 'fast', exact: false } as const;
/** as optimize-world.ts: a little inside the windows */
const SAFETY = 0.005;

export async function shareOut(world: World, team: Team, hooks: OptimizeHooks): Promise<SharedOut> {
  const { context } = world;
  const settings = { ...context.settings, ...QUICK };
  const previous = sketched(world);
  const sketch = await optimizeWorld({ ...world, previous, context: { ...context, settings } }, hooks);
  const { members } = await planLevels(world, team, sketch, null, hooks);
  const zonal = problemAt(world, sketch.centers);
  const ground = world.units ? contract(zonal, world.units) : zonal;
  const onGround = world.units
    ? firstZones(world.units).map(i => sketch.zoneRep[i] as number)
    : sketch.zoneRep;
  const problem = withTargets(ground, rowTargets(context, totalsOf(ground, onGround)));

  let complete = sketch.complete;
  let above: { ofGroup: Int32Array; ofZone: Int32Array } | null = null;
  for (let at = team.length - 1; at >= 0; at--) {
    const groupOf = groupOfReps(members, at);
    const k = team[at]?.groups.length as number;
    const shared = sharedProblem(problem, sketch.bound.duals, {
      ...{ groupOf, k, above, drawn: onGround },
      windows: windowsOf(world, team, members, at, problem),
    });
    // the quick plan's own areas are where it begins: their sectors are balanced
    const drawn = onGround.map(j => groupOf[j] as number);
    const found = await mended(world, narrowed(shared, SAFETY), above ? inside(drawn, above) : drawn, hooks);
    complete &&= found.complete;
    if (at > 0) above = { ofGroup: members[at] as Int32Array, ofZone: found.assignment };
    else {
      const zoneGroup = world.units ? expand(world.units, found.assignment) : found.assignment;
      const start = sketch.zoneRep.map((j, i) => (groupOf[j] === zoneGroup[i] ? j : -1));
      const stands = sketch.stands && !start.includes(-1);
      return { world: restricted(world, groupOf, zoneGroup), members, start, complete, stands };
    }
  }
  throw new Error('a hierarchy without levels');
}

/** The plan that is revised, as if it had been as quick: where it was made with today's effort it may hold as it is. */
function sketched({ context, previous }: World): World['previous'] {
  if (!previous) return null;
  const { effort, exact } = previous.settings;
  const alike = effort === context.settings.effort && exact === context.settings.exact;
  return alike ? { ...previous, settings: { ...previous.settings, ...QUICK } } : previous;
}

/** What the sketch has drawn, connected and within the windows: searched as far as that takes. */
async function mended({ context }: World, problem: Problem, drawn: Int32Array, hooks: OptimizeHooks) {
  const { effort, seed } = context.settings;
  const start = connected(problem, drawn);
  const { excess, strandedZones } = scoreOf(problem, start.assignment);
  if (start.stranded === 0 && strandedZones === 0 && excess === 0 && !drawn.includes(-1))
    return { assignment: start.assignment, complete: true };
  // teams that the files name may be anywhere: these are drawn anew
  const quality = start.stranded > 0 ? 'good' : 'settled';
  return improve(problem, start, { effort, seed }, { ...hooks, quality, scale: 1, lowerBound: Number.NaN });
}

/** The groups of zones that have changed hands a level above are open again. */
function inside(groups: Int32Array, above: { ofGroup: Int32Array; ofZone: Int32Array }): Int32Array {
  return groups.map((g, i) => (above.ofGroup[g] === above.ofZone[i] ? g : -1));
}

/** Group at a level of each rep. */
export function groupOfReps(members: Members, at: number): Int32Array {
  let of = (members[0] as Int32Array).slice();
  for (let level = 1; level <= at; level++) of = of.map(g => (members[level] as Int32Array)[g] as number);
  return of;
}

/** What the level itself allows its groups to carry, by measure of the plan. */
function windowsOf(world: World, team: Team, members: Members, at: number, problem: Problem) {
  const level = team[at] as Team[number];
  const { context } = world;
  const k = level.groups.length;
  const share = new Float64Array(k);
  const all = level.groups.reduce((sum, { fte }) => sum + fte, 0);
  if (level.given) {
    for (const [j, g] of groupOfReps(members, at).entries())
      share[g] = (share[g] as number) + (context.share[j] as number);
  } else for (const [g, { fte }] of level.groups.entries()) share[g] = fte / all;
  return context.measures.map(({ name }, q) => {
    const own = level.setting.measures.find(measure => measure.name === name);
    if (!own) return [];
    let total = 0;
    for (let j = 0; j < problem.k; j++) total += problem.target[j * problem.m + q] as number;
    return Array.from(share, part => {
      const even = part * total;
      return [even * (1 - own.tolerance), even * (1 + own.tolerance)] as const;
    });
  });
}

/** The world in which a zone is only for the reps of its group. */
function restricted(world: World, groupOf: Int32Array, zoneGroup: Int32Array): World {
  const k = groupOf.length;
  const broken = world.eligibility.broken.slice();
  for (const [i, g] of zoneGroup.entries()) {
    for (let j = 0; j < k; j++)
      if (groupOf[j] !== g) broken[i * k + j] = (broken[i * k + j] as number) | OTHER_TEAM;
  }
  return { ...world, eligibility: { ...world.eligibility, broken } };
}
