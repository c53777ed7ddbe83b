// How long the way to an account may take: its own cell, else what is promised to its segment.

import type { Accounts } from './records.ts';
import type { Settings } from './settings.ts';

/** Minutes per account, NaN where nothing is promised; null when that is so of all. */
export function slaLimits(accounts: Accounts, settings: Settings): Float64Array | null {
  const own = accounts.numbers.get('sla_minutes');
  const bySegment = new Map(Object.entries(settings.slaMinutesBySegment));
  if (bySegment.size === 0) return own ?? null;
  return Float64Array.from(accounts.segment, (segment, a) => {
    const given = own ? (own[a] as number) : Number.NaN;
    return Number.isNaN(given) ? (bySegment.get(segment) ?? Number.NaN) : given;
  });
}
