// Why something has another rep in the second plan: facts that both plans state, the one that leaves least choice first.
// The optimizer weighs everything at once, so often no single fact is the reason: then there is none.

import type { SectorKpis } from '../kpis-types.ts';
import type { SideLayer } from './side.ts';

export type MoveReason =
  /** its rep is no rep of the second plan */
  | { readonly code: 'rep-gone'; readonly rep: string }
  /** somebody decided so in the second plan, for the account or for its zone */
  | { readonly code: 'by-hand'; readonly author: string; readonly reason: string }
  /** held with its new rep in the second plan: locked, or of a group */
  | { readonly code: 'held'; readonly rep: string }
  /** held in the first plan, and not in the second */
  | { readonly code: 'released'; readonly rep: string }
  /** its new rep is no rep of the first plan */
  | { readonly code: 'rep-new'; readonly rep: string }
  | { readonly code: 'layer'; readonly from: string; readonly to: string }
  /** the account is in another zone: its data changed */
  | { readonly code: 'relocated'; readonly from: string; readonly to: string }
  /** the zone is in parts in one of the plans */
  | { readonly code: 'split'; readonly zone: string }
  /** several reps served the zone */
  | { readonly code: 'zone-shared'; readonly zone: string }
  /** a sector was beyond its tolerance, and is within */
  | {
      readonly code: 'tolerance';
      readonly rep: string;
      readonly measure: string;
      readonly before: number;
      readonly after: number;
    }
  /** stays with the rep of today, from whom the first plan took it */
  | { readonly code: 'stays'; readonly rep: string }
  | { readonly code: 'nearer'; readonly before: number; readonly after: number }
  /** the same of the zone's accounts on average, with which it goes */
  | { readonly code: 'zone-nearer'; readonly zone: string; readonly before: number; readonly after: number }
  /** from the fuller sector to the emptier, which are closer now */
  | {
      readonly code: 'evened';
      readonly measure: string;
      readonly from: string;
      readonly fromDeviation: number;
      readonly to: string;
      readonly toDeviation: number;
    }
  | { readonly code: 'none' }
  /** of what is in one plan alone */
  | { readonly code: 'not-before' }
  | { readonly code: 'not-after' }
  | { readonly code: 'unserved-before' }
  | { readonly code: 'unserved-after' };

/** Figures are rounded to six decimals. */
const ROUNDING = 1e-6;
/** of a minute, as accounts.csv has them */
const LEAST_MINUTES = 0.1;

export interface BalanceFacts {
  /** why the balance of two sectors may have asked for it; null when it did not */
  readonly tolerance: (from: string, to: string) => MoveReason | null;
  readonly evened: (from: string, to: string) => MoveReason | null;
}

/** What the sectors' balance says of any pair of reps. */
export function balanceFacts(base: SideLayer, other: SideLayer): BalanceFacts {
  const measures = Object.keys(base.kpis?.balance ?? {}).filter(
    name => other.kpis?.balance[name] !== undefined,
  );
  const byRep = ({ sectors }: SideLayer): ReadonlyMap<string, SectorKpis> =>
    new Map(sectors.map(sector => [sector.rep_id, sector]));
  const was = byRep(base);
  const is = byRep(other);
  const deviation = (of: ReadonlyMap<string, SectorKpis>, rep: string, measure: string) =>
    of.get(rep)?.balance[measure]?.deviation ?? null;
  const within = (rep: string, measure: string, side: 1 | -1): MoveReason | null => {
    const [before, after] = [deviation(was, rep, measure), deviation(is, rep, measure)];
    const limitBefore = base.kpis?.balance[measure]?.tolerance ?? Number.POSITIVE_INFINITY;
    const limitAfter = other.kpis?.balance[measure]?.tolerance ?? Number.POSITIVE_INFINITY;
    if (before === null || after === null || before * side <= limitBefore + ROUNDING) return null;
    return Math.abs(after) > limitAfter + ROUNDING
      ? null
      : { code: 'tolerance', rep, measure, before, after };
  };
  const first = <T>(find: (measure: string) => T | null): T | null => {
    for (const measure of measures) {
      const found = find(measure);
      if (found !== null) return found;
    }
    return null;
  };
  return {
    // the giver had too much, or the taker too little
    tolerance: (from, to) => first(measure => within(from, measure, 1) ?? within(to, measure, -1)),
    evened: (from, to) =>
      first(measure => {
        const [a, b] = [deviation(was, from, measure), deviation(was, to, measure)];
        const [c, d] = [deviation(is, from, measure), deviation(is, to, measure)];
        if (a === null || b === null || c === null || d === null) return null;
        if (!(a > 0 && b < 0 && Math.abs(c - d) < a - b - ROUNDING)) return null;
        return { code: 'evened', measure, from, fromDeviation: a, to, toDeviation: b };
      }),
  };
}

/** null when it is not nearer, or nobody knows. */
export function nearer(before: number, after: number): MoveReason | null {
  return before - after > LEAST_MINUTES - ROUNDING ? { code: 'nearer', before, after } : null;
}
