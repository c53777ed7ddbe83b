// How long a rep takes for a visit: some segments go slower or faster with some reps (a junior in health care). The
// hours of a zone's visits then depend on who makes them, as its approach does.

import type { PlanContext } from './context.ts';
import type { Accounts, Rep, Reps } from './records.ts';
import type { Settings } from './settings.ts';

export interface Pace {
  /** segments in which some rep's productivity is not 1 */
  readonly segments: readonly string[];
  /** index of each account's segment in `segments`, −1 where everybody takes the standard time */
  readonly segmentOf: Int32Array;
  /** at rep · segments + segment: hours beyond each standard hour of visits, 1 / productivity − 1 */
  readonly extra: Float64Array;
  /** at zone · segments + segment: standard hours of visits a year, named accounts excluded */
  readonly zoneHours: Float64Array;
}

/** Standard visits that a rep makes in the time of one in a segment: his own figure, else that of his level, else 1. */
export function segmentProductivity(
  rep: Rep,
  segment: string,
  { productivityBySegment }: Pick<Settings, 'productivityBySegment'>,
): number {
  const own = rep.segmentProductivity?.get(segment);
  if (own !== undefined) return own;
  const level = rep.seniority ?? '';
  const ofLevel = Object.hasOwn(productivityBySegment, level) ? productivityBySegment[level] : undefined;
  return ofLevel && Object.hasOwn(ofLevel, segment) ? (ofLevel[segment] as number) : 1;
}

export interface PaceInput {
  readonly accounts: Accounts | null;
  readonly reps: Reps;
  readonly settings: Settings;
  readonly zones: number;
  readonly zoneOf: Int32Array;
  readonly named: Uint8Array;
  /** standard hours of visits a year of each account */
  readonly visitHours: Float64Array;
}

/** null when every rep takes the standard time everywhere. */
export function paceOf({
  accounts,
  reps,
  settings,
  zones,
  zoneOf,
  named,
  visitHours,
}: PaceInput): Pace | null {
  if (!accounts) return null;
  const segments = [...new Set(accounts.segment)]
    .filter(segment => reps.list.some(rep => segmentProductivity(rep, segment, settings) !== 1))
    .sort();
  if (segments.length === 0) return null;
  const index = new Map(segments.map((segment, s) => [segment, s]));
  const count = segments.length;
  const segmentOf = Int32Array.from(accounts.segment, segment => index.get(segment) ?? -1);
  const zoneHours = new Float64Array(zones * count);
  for (const [a, s] of segmentOf.entries()) {
    if (s < 0 || named[a]) continue;
    const at = (zoneOf[a] as number) * count + s;
    zoneHours[at] = (zoneHours[at] as number) + (visitHours[a] as number);
  }
  const extra = Float64Array.from(
    reps.list.flatMap(rep => segments.map(segment => 1 / segmentProductivity(rep, segment, settings) - 1)),
  );
  return { segments, segmentOf, extra, zoneHours };
}

/** Hours a year that a rep takes for a zone's visits beyond the standard ones; negative for the quick. */
export function extraZoneHours({ pace }: PlanContext, zone: number, rep: number): number {
  if (!pace || rep < 0) return 0;
  const count = pace.segments.length;
  let hours = 0;
  for (let s = 0; s < count; s++) {
    hours += (pace.zoneHours[zone * count + s] as number) * (pace.extra[rep * count + s] as number);
  }
  return hours;
}

/** The same for the visits of one account. */
export function extraAccountHours(context: PlanContext, account: number, rep: number): number {
  const { pace, visits, visitMinutes } = context;
  const segment = pace?.segmentOf[account] ?? -1;
  if (!pace || segment < 0 || rep < 0) return 0;
  const hours = ((visits[account] as number) * (visitMinutes[account] as number)) / 60;
  return hours * (pace.extra[rep * pace.segments.length + segment] as number);
}

/**
 * What the whole workload is likely to be beyond the standard, before anyone is assigned: every zone with each rep in
 * proportion to his share, named accounts with their own.
 */
export function likelyExtraHours(context: PlanContext): number {
  const { pace, share, named, ownerOf } = context;
  if (!pace) return 0;
  let hours = 0;
  for (let i = 0; i < context.zones.count; i++) {
    for (const [j, part] of share.entries()) hours += part * extraZoneHours(context, i, j);
  }
  for (const [a, is] of named.entries()) {
    if (is) hours += extraAccountHours(context, a, ownerOf[a] as number);
  }
  return hours;
}

/** What an account adds to a measure of a rep, the approach to it not counted. */
export function accountLoad(context: PlanContext, measure: number, account: number, rep: number): number {
  const of = context.measures[measure];
  if (!of) return 0;
  const load = of.perAccount?.[account] ?? 0;
  return of.name === 'workload' ? load + extraAccountHours(context, account, rep) : load;
}
