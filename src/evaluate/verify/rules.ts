// Rules that never give: who may serve a unit, locked accounts, bases, and the disruption budget.

import type { Override } from '../../model/overrides.ts';
import type { Zones } from '../../model/records.ts';
import { type Check, say } from './check.ts';
import type { Loads } from './loads.ts';
import { makeAreas, makeExclusions, makeResponse } from './partners.ts';
import { groupsOf, samePoint, type VerifyInput, type World } from './world.ts';

/** Slack on a limit in minutes: two programs may differ in the last bits of a distance. */
const MINUTES_SLACK = 1e-9;

/** The first rule that keeps rep j from unit i, in words; null when j may serve it. */
export type RuleOf = (unit: number, rep: number) => string | null;

/** Where travel rules measure from; they do not bind where that is not known (NaN). */
interface Starts {
  readonly lat: Float64Array;
  readonly lon: Float64Array;
}

export function makeRules(world: World, loads: Loads, zones: Zones, starts: Starts): RuleOf {
  const { accounts, n } = world;
  const segments: (Set<string> | null)[] = new Array(n).fill(null);
  const limited: number[][] = Array.from({ length: n }, () => []);
  const shunned: number[][] = Array.from({ length: n }, () => []);
  const response = makeResponse(world);
  const mayNotServe = makeExclusions(world);
  const listed = new Set(world.reps.flatMap(rep => rep.excludedAccounts));
  world.unitOf.forEach((i, a) => {
    if (i < 0 || world.named[a]) return;
    const segment = accounts!.segment[a]!;
    if (segment !== '') {
      segments[i] ??= new Set();
      segments[i].add(segment);
    }
    if (response(a) < Number.POSITIVE_INFINITY) limited[i]!.push(a);
    const own = accounts!.excludedReps?.[a]?.length ?? 0;
    if (own > 0 || listed.has(accounts!.id[a]!) || listed.has(accounts!.groupId[a]!)) shunned[i]!.push(a);
  });
  const areas = makeAreas(world, zones);

  return (i, j) => {
    const rep = world.reps[j]!;
    if (rep.segments) {
      for (const segment of segments[i] ?? []) {
        if (!rep.segments.includes(segment)) return `does not serve segment "${segment}" (segments)`;
      }
    }
    if (areas.outside(i, rep)) return 'is not allowed there (allowed_zones)';
    if (areas.excluded(i, rep)) return 'is excluded (excluded_zones)';
    const others = areas.reservedFor(i, rep);
    if (others.length > 0) return `serves what is exclusive to ${others.join(', ')} (exclusive_zones)`;
    for (const a of shunned[i]!) {
      if (mayNotServe(a, j)) return `may not serve account ${accounts!.id[a]} (excluded_accounts)`;
    }
    const [lat, lon] = [starts.lat[j]!, starts.lon[j]!];
    if (Number.isNaN(lat)) return null;
    for (const a of limited[i]!) {
      const minutes = world.drive(lat, lon, world.pointLat[a]!, world.pointLon[a]!);
      if (minutes > response(a) + MINUTES_SLACK) {
        return `is ${say(minutes)} minutes from account ${accounts!.id[a]}, whose sla_minutes is ${response(a)}`;
      }
    }
    if (rep.maxTravelMinutes < Number.POSITIVE_INFINITY && loads.followers[i]! > 0) {
      const minutes = world.drive(lat, lon, world.lat[i]!, world.lon[i]!);
      if (minutes > rep.maxTravelMinutes + MINUTES_SLACK) {
        return `is ${say(minutes)} minutes away, more than max_travel_minutes ${rep.maxTravelMinutes}`;
      }
    }
    return null;
  };
}

/** The first rule that keeps rep j from account a, of its place or its own; null when j may serve it. */
export type AccountRuleOf = (account: number, rep: number) => string | null;

/** As `makeRules`, for one account whatever the others of its zone; locked accounts too. */
export function makeAccountRules(world: World, zones: Zones, starts: Starts): AccountRuleOf {
  const decided = makeAreas(world, zones);
  // accounts with a rep of their own do not follow a zone that was given away by hand
  const open = withoutDecidedZones(world);
  const written = makeAreas(open, zones);
  const response = makeResponse(world);
  const mayNotServe = makeExclusions(world);
  return (a, j) => {
    const [areas, { reps }] = world.named[a] ? [written, open] : [decided, world];
    const i = world.unitOf[a]!;
    const rep = reps[j]!;
    if (areas.outside(i, rep)) return 'allowed_zones';
    if (areas.excluded(i, rep)) return 'excluded_zones';
    if (areas.reservedFor(i, rep).length > 0) return 'exclusive_zones';
    const segment = world.accounts!.segment[a]!;
    if (segment !== '' && rep.segments && !rep.segments.includes(segment)) return 'segments';
    if (mayNotServe(a, j)) return 'excluded_accounts';
    const [lat, lon] = [starts.lat[j]!, starts.lon[j]!];
    if (world.drive(lat, lon, world.pointLat[a]!, world.pointLon[a]!) > response(a) + MINUTES_SLACK)
      return 'sla_minutes';
    const toZone = world.drive(lat, lon, world.lat[i]!, world.lon[i]!);
    return toZone > rep.maxTravelMinutes + MINUTES_SLACK ? 'max_travel_minutes' : null;
  };
}

/** The same world with the zones that were given to a rep by hand open to all. */
export function withoutDecidedZones(world: World): World {
  const reps = world.reps.map(rep => ({
    ...rep,
    exclusiveZones: rep.exclusiveZones.filter(zone => !zone.startsWith('=')),
  }));
  return { ...world, reps };
}

/** Units that are served by a rep who may not serve them, in words. */
export function ineligible(world: World, ruleOf: RuleOf): string[] {
  const found: string[] = [];
  world.unitRep.forEach((j, i) => {
    const rule = j < 0 ? null : ruleOf(i, j);
    if (rule !== null) found.push(`zone ${world.unitId[i]}: rep ${world.reps[j]!.id} ${rule}`);
  });
  return found;
}

/** Locked accounts whose rep of today is not among the reps: nobody can keep the promise, in words. */
export function lockedToStrangers(world: World): string[] {
  const { accounts } = world;
  const found: string[] = [];
  for (const a of world.byId) {
    const held = world.incumbent[a]! >= 0;
    if (world.unitOf[a]! < 0 || accounts!.locked[a] !== 1 || accounts!.repId[a] === '' || held) continue;
    // somebody decided where it goes instead
    if (world.owner[a]! >= 0) continue;
    found.push(`account ${accounts!.id[a]} is locked to ${accounts!.repId[a]}, who is not among the reps`);
  }
  return found;
}

/** Groups whose sites have several reps, or one who may not serve them all, in words. */
export function apart(world: World, zones: Zones): string[] {
  const accounts = world.accounts!;
  const rules = makeAccountRules(world, zones, { lat: world.ownLat, lon: world.ownLon });
  return groupsOf(accounts, world.unitOf).flatMap(sites => {
    const group = accounts.groupId[sites[0]!]!;
    const reps = new Set(sites.map(a => world.assigned[a]!));
    const found = reps.size > 1 ? [`group ${group} has ${reps.size} reps`] : [];
    for (const a of sites) {
      const byHand = (accounts.decided?.[a]?.length ?? 0) > 0;
      const rule =
        accounts.locked[a] === 1 || byHand || world.owner[a]! < 0 ? null : rules(a, world.owner[a]!);
      if (rule)
        found.push(
          `group ${group}: ${world.reps[world.owner[a]!]!.id} may not serve ${accounts.id[a]} (${rule})`,
        );
    }
    return found;
  });
}

/** plan.named lists exactly the locked accounts and the sites of groups, each with its own rep and zone. */
export function checkLocks(world: World, { plan }: VerifyInput, check: Check): void {
  const { accounts } = world;
  const listed = new Map<string, readonly [account: string, rep: string, zone: string]>();
  for (const entry of plan.named) {
    check.that(!listed.has(entry[0]), () => `plan.json names account ${entry[0]} twice`);
    listed.set(entry[0], entry);
  }
  const together = accounts && world.settings.groups === 'one-rep' ? groupsOf(accounts, world.unitOf) : [];
  for (const a of together.flat()) {
    check.that(
      world.named[a] === 1,
      () => `plan.json names no rep for account ${accounts!.id[a]} of a group`,
    );
  }
  for (let a = 0; a < (accounts?.count ?? 0); a++) {
    if (world.unitOf[a]! < 0) continue;
    const id = accounts!.id[a]!;
    const entry = listed.get(id);
    listed.delete(id);
    if (!world.named[a]) {
      check.that(!entry, () => `account ${id} is named in plan.json but is not locked in the input`);
      continue;
    }
    const owner = world.reps[world.owner[a]!]!.id;
    check.that(
      entry?.[1] === owner,
      () => `account ${id} is kept by ${owner}, but plan.json gives ${entry?.[1] ?? 'nobody'}`,
    );
    const zone = world.unitId[world.unitOf[a]!];
    check.that(
      !entry || entry[2] === zone,
      () => `account ${id} is in zone ${zone}, but plan.json says ${entry?.[2]}`,
    );
  }
  for (const id of listed.keys()) check.lie(`plan.json names account ${id}, which is not placed by the plan`);
}

/** Decisions by hand that the plan does not follow, in words. */
export function notFollowed(world: World, decisions: readonly Override[]): string[] {
  const found: string[] = [];
  const account = new Map(world.accounts?.id.map((id, a) => [id, a]));
  for (const { zone, account: id, rep } of decisions) {
    const wanted = world.repIndex.get(rep);
    if (wanted === undefined) continue;
    const units = [...world.unitId.keys()].filter(
      i => world.unitId[i]!.replace(/#\d+$/, '') === zone || world.unitId[i] === zone,
    );
    const served =
      zone === '' ? [world.assigned[account.get(id) ?? -1] ?? -1] : units.map(i => world.unitRep[i]!);
    if (served.length === 0 || served.some(j => j !== wanted))
      found.push(`${zone === '' ? `account ${id}` : `zone ${zone}`} was to go to ${rep}`);
  }
  return found;
}

/** One sector a rep, each base the rep's own, and with --centers bases the center too. */
export function checkSectors(world: World, { plan }: VerifyInput, check: Check): void {
  const seen = new Set<string>();
  const ids = new Set<string>();
  const allBased = !world.ownLat.some(Number.isNaN);
  for (const { repId, sectorId, base, center } of plan.sectors) {
    const j = world.repIndex.get(repId);
    check.that(j !== undefined, () => `sector ${sectorId}: rep ${repId} is not among the reps`);
    check.that(!seen.has(repId), () => `rep ${repId} has two sectors`);
    check.that(!ids.has(sectorId), () => `sector ${sectorId} is listed twice`);
    seen.add(repId);
    ids.add(sectorId);
    if (j === undefined) continue;
    const own = [world.ownLat[j]!, world.ownLon[j]!] as const;
    // where some rep has no base, everyone starts from the center that was found
    const start = allBased ? own : center;
    check.that(
      samePoint(base, start) || samePoint(base, own),
      () => `sector ${sectorId}: base ${base.join(', ')} is not that of rep ${repId} (${start.join(', ')})`,
    );
    if (plan.settings.centers === 'bases') {
      check.that(samePoint(base, center), () => `sector ${sectorId}: the center is not the base`);
    }
  }
  for (const rep of world.reps) check.that(seen.has(rep.id), () => `rep ${rep.id} has no sector`);
  const layers = new Set([
    ...plan.sectors.map(({ layer }) => layer),
    ...plan.assignment.map(([layer]) => layer),
  ]);
  check.that(
    layers.size <= 1,
    () => `${layers.size} layers (${[...layers].join(', ')}): only one can be verified`,
  );
}

/** What moves when unit i goes to rep j, in the budget's own unit; 0 without a budget. */
export interface Moves {
  /** what the zones may move: without what goes to the reps of groups whatever the zones do */
  readonly budget: number;
  /** Σ v of the sites that go to the reps of their groups */
  readonly gone: number;
  /** Σ v of all accounts with an incumbent, which the budget is a share of */
  readonly total: number;
  /** v of one account */
  weightOf(account: number): number;
  /** Σ v of the unit's accounts with an incumbent other than j, named ones aside */
  moved(unit: number, rep: number): number;
}

/** null when the plan has no disruption budget. */
export function makeMoves(world: World): Moves | null {
  const { maxMoved } = world.settings;
  if (!maxMoved || !world.accounts) return null;
  const { k } = world;
  const column = maxMoved.of === 'accounts' ? null : world.accounts.numbers.get(maxMoved.of);
  const weightOf = (a: number) => (column ? (column[a]! >= 0 ? column[a]! : 0) : 1);
  const all = new Float64Array(world.n);
  const kept = new Map<number, number>();
  let [total, gone] = [0, 0];
  for (const a of world.byId) {
    const [i, j] = [world.unitOf[a]!, world.incumbent[a]!];
    if (i < 0 || j < 0) continue;
    const v = weightOf(a);
    total += v;
    if (world.named[a] && world.owner[a] !== j) gone += v;
    if (world.named[a]) continue;
    all[i]! += v;
    kept.set(i * k + j, (kept.get(i * k + j) ?? 0) + v);
  }
  return {
    budget: Math.max(0, maxMoved.share * total - gone),
    gone,
    total,
    weightOf,
    moved: (i, j) => Math.max(0, all[i]! - (kept.get(i * k + j) ?? 0)),
  };
}
