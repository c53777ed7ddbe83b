// Zones that no rep may serve: input problems, named with the rules that exclude everyone and with what would mend it.

import type { PlanContext } from './context.ts';
import type { Issue } from './records.ts';
import { slaLimits } from './sla.ts';
import { isZoneOrPart } from './zone-matcher.ts';

/** The account of a zone that must be reached soonest, in words. */
function soonest({ accounts, zoneOf, named, settings }: PlanContext, zone: number): string {
  const limits = accounts && slaLimits(accounts, settings);
  let first = -1;
  for (let a = 0; limits && a < zoneOf.length; a++) {
    if (zoneOf[a] !== zone || named[a] || Number.isNaN(limits[a] as number)) continue;
    if (first < 0 || (limits[a] as number) < (limits[first] as number)) first = a;
  }
  return first < 0 ? '' : `: account ${accounts?.id[first]} within ${limits?.[first]} minutes`;
}

/** A zone that was given by hand to a rep who may not serve it; null for others. */
function undoable(
  { zones, reps, overrides }: PlanContext,
  broken: Uint16Array,
  names: readonly string[],
  zone: number,
): Issue | null {
  const entry = overrides.find(o => o.zone !== '' && isZoneOrPart(zones.id[zone] as string, o.zone));
  const j = reps.list.findIndex(({ id }) => id === entry?.rep);
  if (!entry || j < 0) return null;
  const bits = broken[zone * reps.list.length + j] as number;
  const rules = names.filter((_, r) => bits & (1 << r)).join(' and ');
  return {
    severity: 'error',
    code: 'no-eligible-rep',
    file: zones.file,
    line: zones.line[zone] as number,
    ...(zones.feature ? { feature: true } : {}),
    column: null,
    found: `zone ${entry.zone}, which line ${entry.line} of the decisions by hand gives to ${entry.rep}, who may not serve it (${rules})`,
    expected: 'a rep who may serve it',
    remedy: `relax ${rules} for ${entry.rep}, or take the row out of the overrides`,
  };
}

/** Of the reps whom no rule but those of travel keeps from a zone, the nearest to a place; null for none. */
export type NearestOf = (
  zone: number,
  lat: number,
  lon: number,
) => { readonly rep: string; readonly minutes: number } | null;

/** One warning per account that nobody reaches in the time promised to it, with who comes nearest. */
export function outOfReach(context: PlanContext, nearestOf: NearestOf): Issue[] {
  const { accounts, zoneOf, zones, named, accountLat, accountLon, settings } = context;
  const limits = accounts && slaLimits(accounts, settings);
  if (!accounts || !limits) return [];
  return [...zoneOf.entries()].flatMap(([a, zone]): Issue[] => {
    const limit = limits[a] as number;
    if (named[a] || Number.isNaN(limit)) return [];
    const nearest = nearestOf(zone, accountLat[a] as number, accountLon[a] as number);
    if (!nearest || nearest.minutes <= limit) return [];
    return [
      {
        severity: 'warning',
        code: 'out-of-reach',
        file: accounts.file,
        line: accounts.line[a] as number,
        ...(accounts.feature ? { feature: true } : {}),
        column: 'sla_minutes',
        found: `account ${accounts.id[a]} in zone ${zones.id[zone]}: the nearest rep, ${nearest.rep}, needs ${Math.ceil(nearest.minutes)} minutes`,
        expected: `a rep within ${limit} minutes`,
        remedy: 'promise it another time, or add a rep near to it',
      },
    ];
  });
}

/**
 * One error per zone that no rep may serve, with how many reps each rule excludes.
 * @param names of the rules, by bit
 */
export function orphans(
  context: PlanContext,
  broken: Uint16Array,
  names: readonly string[],
  nearestOf: NearestOf,
): Issue[] {
  const { zones, reps } = context;
  const k = reps.list.length;
  const issues: Issue[] = [];
  for (let i = 0; i < zones.count; i++) {
    const excluded = new Array<number>(names.length).fill(0);
    let eligible = 0;
    for (let j = 0; j < k; j++) {
      const bits = broken[i * k + j] as number;
      if (bits === 0) eligible++;
      for (let r = 0; r < names.length; r++) if (bits & (1 << r)) excluded[r] = (excluded[r] as number) + 1;
    }
    if (eligible > 0) continue;
    const decided = undoable(context, broken, names, i);
    if (decided) {
      issues.push(decided);
      continue;
    }
    const rules = names.map((rule, r) => [rule, excluded[r] as number] as const).filter(([, c]) => c > 0);
    const told = rules.map(
      ([r, c]) => `${r} excludes ${c} of ${k}${r === 'sla_minutes' ? soonest(context, i) : ''}`,
    );
    const near = rules.some(([r]) => r === 'max_travel_minutes')
      ? nearestOf(i, zones.lat[i] as number, zones.lon[i] as number)
      : null;
    const nearest = near ? `; the nearest is ${near.rep}, ${Math.ceil(near.minutes)} minutes` : '';
    issues.push({
      severity: 'error',
      code: 'no-eligible-rep',
      file: zones.file,
      line: zones.line[i] as number,
      ...(zones.feature ? { feature: true } : {}),
      column: null,
      found: `zone ${zones.id[i]} that no rep may serve (${told.join(', ')}${nearest})`,
      expected: 'at least one eligible rep for every zone',
      remedy: `relax ${rules.map(([r]) => r).join(' or ')} for a rep nearby, or add a rep who may serve it`,
    });
  }
  return issues;
}
