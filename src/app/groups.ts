// Groups of several sites kept with one rep: a first, short plan lets every site follow its zone; the rep who would then make
// most of a group's visits, of those who may serve all of its sites, gets all of them, and the plan is made anew with these
// sites as named accounts: their work is charged to that rep, where it falls. In a revision a group stays where most of it is.

import { eligibility } from '../evaluate/eligibility.ts';
import { InputError, IssueLog, RejectLog } from '../io/issues.ts';
import type { Issue } from '../model/records.ts';
import { groupsOf } from './group-sites.ts';
import { type OptimizeHooks, optimizeWorld } from './optimize-world.ts';
import { buildWorld, type World } from './prepare.ts';

/** The same world where groups are free, or there are none. Throws InputError when a group can have no single rep. */
export async function withGroups(world: World, hooks: OptimizeHooks): Promise<World> {
  const { context } = world;
  if (context.settings.groups !== 'one-rep') return world;
  const groups = groupsOf(context.accounts);
  if (groups.length === 0) return world;
  const { candidates, issues: problems } = candidatesOf(world, groups);
  if (problems.length > 0) throw new InputError(problems);
  const settings = { ...context.settings, effort: 'fast', exact: false } as const;
  const sketch = await optimizeWorld({ ...world, context: { ...context, settings } }, hooks);
  const groupRep = new Int32Array(context.zoneOf.length).fill(-1);
  groups.forEach((sites, g) => {
    const rep = bestFor(world, sites, candidates[g] as readonly number[], sketch.zoneRep);
    for (const a of sites) groupRep[a] = rep;
  });
  return withGroupReps(world, groupRep);
}

/** The world in which the sites of each group have this rep; −1 for accounts of none. */
export async function withGroupReps(world: World, groupRep: Int32Array): Promise<World> {
  const { context, origin } = world;
  const fresh = { ...origin.records, log: new IssueLog(), rejects: new RejectLog() };
  const built = await buildWorld(fresh, { ...origin.inspected, groupRep }, context.layer);
  const { defaults, rejected } = context;
  // what was said stands, but for the zones that are split
  const split = ({ code }: Issue) =>
    code === 'zone-split' || code === 'zone-too-large' || code === 'area-too-large';
  const issues = [...context.issues.filter(issue => !split(issue)), ...built.context.issues.filter(split)];
  return {
    ...built,
    context: { ...built.context, issues, defaults, rejected },
    inputs: world.inputs,
    log: world.log,
    rejects: world.rejects,
  };
}

/** Groups that can have no single rep: what a plan would stop at. */
export function groupProblems(world: World): readonly Issue[] {
  if (world.context.settings.groups !== 'one-rep') return [];
  return candidatesOf(world, groupsOf(world.context.accounts)).issues;
}

/** Reps who may serve all sites of each group: the one that its locked sites are locked to, when there are such. */
function candidatesOf(
  world: World,
  groups: readonly number[][],
): { readonly candidates: readonly number[][]; readonly issues: readonly Issue[] } {
  const { context, bases, travel } = world;
  const { accounts, reps, named, ownerOf } = context;
  const rules = eligibility(context, { baseLat: bases.lat, baseLon: bases.lon }, travel);
  const issues: Issue[] = [];
  const found = groups.map(sites => {
    const group = accounts?.groupId[sites[0] as number] as string;
    const locked = sites.filter(a => named[a]);
    const owners = [...new Set(locked.map(a => ownerOf[a] as number))];
    const free = sites.filter(a => !named[a]);
    const may = (owners.length > 0 ? owners : [...reps.list.keys()]).filter(j =>
      free.every(a => rules.account(a, j) === null),
    );
    const names = sites.map(a => accounts?.id[a]).slice(0, 5);
    const what = `group ${group} of ${sites.length} sites (${names.join(', ')}${sites.length > 5 ? ', …' : ''})`;
    if (owners.length > 1) {
      const ids = owners.map(j => reps.list[j]?.id).join(', ');
      issues.push(
        groupIssue(world, locked[0] as number, 'group-locked-apart', {
          found: `${what}, locked to ${ids}`,
          expected: 'one rep for all sites of a group',
          remedy: 'unlock some of them, or leave groups: one-rep out',
        }),
      );
    } else if (may.length === 0) {
      const [owner] = owners;
      const refused = owner === undefined ? undefined : free.find(a => rules.account(a, owner) !== null);
      const first = refused ?? (sites[0] as number);
      const rep = reps.list[owner ?? -1]?.id;
      const rule = owner === undefined ? null : rules.account(first, owner);
      const rulesOfReps = 'segments, allowed_zones, excluded_zones, sla_minutes or max_travel_minutes';
      issues.push(
        groupIssue(world, first, 'group-without-rep', {
          found: rule
            ? `${what}, one of them locked to ${rep}, who may not serve ${accounts?.id[first]} (${rule})`
            : `${what}, all of which no rep may serve`,
          expected: 'a rep who may serve every site of the group',
          remedy: rule
            ? `unlock the site, relax ${rule} for ${rep}, or split the group_id`
            : `relax ${rulesOfReps} for a rep, or split the group_id`,
        }),
      );
    }
    return may;
  });
  return { candidates: found, issues };
}

function groupIssue(
  { context }: World,
  account: number,
  code: string,
  words: Pick<Issue, 'found' | 'expected' | 'remedy'>,
): Issue {
  const { accounts } = context;
  return {
    severity: 'error',
    code,
    file: accounts?.file ?? '',
    line: accounts?.line[account] ?? null,
    ...(accounts?.feature ? { feature: true } : {}),
    column: 'group_id',
    ...words,
  };
}

/**
 * In a revision most visits of the group today; then most visits by the zones' reps, then the least driving to its sites, then the first by id.
 */
function bestFor(
  { context, bases, travel, previous }: World,
  sites: readonly number[],
  candidates: readonly number[],
  zoneRep: Int32Array,
): number {
  const { visits, zoneOf, incumbentOf, accountLat, accountLon } = context;
  const judged = candidates.map(j => {
    let [held, served, minutes] = [0, 0, 0];
    for (const a of sites) {
      if (previous && incumbentOf[a] === j) held += visits[a] as number;
      if (zoneRep[zoneOf[a] as number] === j) served += visits[a] as number;
      const from = [bases.lat[j] as number, bases.lon[j] as number] as const;
      const trip = travel.minutes(...from, accountLat[a] as number, accountLon[a] as number);
      minutes += Number.isNaN(trip) ? 0 : trip * (visits[a] as number);
    }
    return { j, held, served, minutes };
  });
  judged.sort((x, y) => y.held - x.held || y.served - x.served || x.minutes - y.minutes || x.j - y.j);
  return (judged[0] as { j: number }).j;
}
