// What is said of partners' rules before anything is planned: what cannot be, what names nothing, what may be a slip.

import type { PlanContext } from './context.ts';
import { excludedPairs } from './partners.ts';
import { type Accounts, type Issue, PARTNERS } from './records.ts';
import { matcher } from './zone-matcher.ts';

/** What is odd about these rules, or cannot be. */
export function partnerFindings(
  context: PlanContext,
  holders: ReadonlyMap<number, readonly number[]>,
): Issue[] {
  return [
    ...lockedToExcluded(context),
    ...idleExclusions(context),
    ...idleSegments(context),
    ...overlaps(context, holders),
    ...withoutArea(context),
  ];
}

/** A locked account stays with its rep, who may not serve it: both cannot be. */
function lockedToExcluded({ accounts, reps, incumbentOf, named }: PlanContext): Issue[] {
  const issues: Issue[] = [];
  if (!accounts) return issues;
  for (const [a, j] of excludedPairs({ accounts, reps })) {
    if (!named[a] || !accounts.locked[a] || incumbentOf[a] !== j) continue;
    issues.push({
      severity: 'error',
      code: 'locked-to-excluded',
      file: accounts.file,
      line: accounts.line[a] as number,
      ...(accounts.feature ? { feature: true } : {}),
      column: 'locked',
      found: `account ${accounts.id[a]}, locked to rep ${reps.list[j]?.id}, who may not serve it (excluded_accounts)`,
      expected: 'a rep who may serve it',
      remedy: 'unlock the account, or take it out of excluded_reps or excluded_accounts',
    });
  }
  return issues;
}

/** Reps and accounts that do not exist, once for each that is named. */
function idleExclusions({ accounts, reps }: PlanContext): Issue[] {
  const issues: Issue[] = [];
  const known = new Set<string>(reps.list.map(rep => rep.id));
  if (reps.list.some(rep => rep.kind === 'partner')) known.add(PARTNERS);
  const idle = new Map<string, { count: number; line: number }>();
  accounts?.excludedReps?.forEach((list, a) => {
    for (const id of list) {
      if (known.has(id)) continue;
      const line = accounts.line[a] as number;
      const entry = idle.get(id);
      idle.set(id, { count: (entry?.count ?? 0) + 1, line: Math.min(entry?.line ?? line, line) });
    }
  });
  for (const [id, { count, line }] of [...idle].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    const { file, feature } = accounts as Accounts;
    const who = id === PARTNERS ? 'no rep is a partner (column kind)' : `no rep ${id}`;
    issues.push({
      ...warning('excluded_reps', file, line, feature),
      found: `${count} ${count === 1 ? 'account excludes' : 'accounts exclude'} ${id}: ${who}`,
      expected: 'ids of reps, or the word partners',
      remedy: 'check how they are written; as they are, they exclude nobody',
    });
  }
  if (reps.list.every(rep => rep.excludedAccounts.length === 0)) return issues;
  const named = new Set([...(accounts?.id ?? []), ...(accounts?.groupId ?? [])]);
  for (const { id, line, excludedAccounts } of reps.list) {
    const unknown = excludedAccounts.filter(entry => !named.has(entry));
    if (unknown.length === 0) continue;
    issues.push({
      ...warning('excluded_accounts', reps.file, line, reps.feature),
      found: `rep ${id}: ${unknown.slice(0, 5).join(', ')}${unknown.length > 5 ? ', …' : ''}: no account that is planned, nor group of one`,
      expected: 'ids of accounts, or their group_id',
      remedy: 'check how they are written; as they are, they exclude nothing',
    });
  }
  return issues;
}

function idleSegments({ accounts, settings }: PlanContext): Issue[] {
  const known = new Set(accounts?.segment);
  return Object.keys(settings.slaMinutesBySegment)
    .filter(segment => !known.has(segment))
    .map(segment => ({
      ...warning('sla_minutes_by_segment', 'sla_minutes_by_segment', null),
      column: null,
      found: `${segment}: no segment of any account`,
      expected: 'names as the accounts have them',
      remedy: 'check how it is written; as it is, it limits nothing',
    }));
}

/** Shared exclusivity is meant when both reps name the same area, and may be a slip when the areas are different ones. */
function overlaps({ zones, reps }: PlanContext, holders: ReadonlyMap<number, readonly number[]>): Issue[] {
  const pairs = new Map<string, { a: number; b: number; zones: number[] }>();
  for (const [zone, list] of holders) {
    for (const [at, a] of list.entries()) {
      for (const b of list.slice(at + 1)) {
        const known = pairs.get(`${a} ${b}`);
        if (known) known.zones.push(zone);
        else pairs.set(`${a} ${b}`, { a, b, zones: [zone] });
      }
    }
  }
  return [...pairs.values()]
    .sort((x, y) => x.a - y.a || x.b - y.b)
    .map(({ a, b, zones: both }) => {
      const [one, other] = [reps.list[a], reps.list[b]] as const;
      const common = (one?.exclusiveZones ?? []).filter(entry => other?.exclusiveZones.includes(entry));
      const meant = matcher(zones, common);
      const slip = both.some(zone => !meant(zone));
      return {
        severity: slip ? 'warning' : 'info',
        code: 'exclusive-overlap',
        file: reps.file,
        line: other?.line ?? null,
        ...(reps.feature ? { feature: true } : {}),
        column: 'exclusive_zones',
        found: `${both.length} ${both.length === 1 ? 'zone' : 'zones'} exclusive to both ${one?.id} and ${other?.id}, such as ${zones.id[both[0] as number]}`,
        expected: 'an area exclusive to one rep, or shared on purpose',
        remedy: slip
          ? 'take them out of one exclusive_zones; as they are, the two share them and nobody else serves there'
          : 'nothing to do: the two share them, and nobody else serves there',
      };
    });
}

function withoutArea({ reps }: PlanContext): Issue[] {
  return reps.list
    .filter(
      ({ kind, allowedZones, exclusiveZones }) =>
        kind === 'partner' && !allowedZones && exclusiveZones.length === 0,
    )
    .map(({ id, line }) => ({
      severity: 'info',
      code: 'partner-without-area',
      file: reps.file,
      line,
      ...(reps.feature ? { feature: true } : {}),
      column: 'allowed_zones',
      found: `partner ${id} without an area`,
      expected: 'the area of the contract: exclusive_zones, or allowed_zones where it is shared',
      remedy: 'nothing to do if the contract names none: the partner may serve everywhere',
    }));
}

function warning(column: string, file: string, line: number | null, feature?: boolean) {
  return {
    severity: 'warning',
    code: 'idle-rule',
    file,
    line,
    ...(feature ? { feature: true } : {}),
    column,
  } as const;
}
