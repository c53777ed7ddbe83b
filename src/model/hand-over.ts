// What handing an account over costs, as hours a year: introductions, visits for two, what is lost when a customer has to
// begin again. The same for every account, more for those with revenue, and more or less by how long the rep has held it.

import type { PlanContext } from './context.ts';
import type { Accounts } from './records.ts';
import type { Settings } from './settings.ts';

/** 1970-01-01 in days since the first of March of the year 0 */
const EPOCH = 719_468;
/** days of a year, for how long a rep has held an account */
const DAYS = 365.25;

/** Hours a year that handing over each account costs; null where it costs nothing. */
export function handOverPrices(accounts: Accounts | null, settings: Settings): Float64Array | null {
  const { stickiness, handOver } = settings;
  if (!accounts || (stickiness === 0 && !handOver)) return null;
  const revenue = accounts.numbers.get('revenue');
  const since = accounts.numbers.get('rep_since');
  const prices = new Float64Array(accounts.count).fill(stickiness);
  if (!handOver) return prices;
  for (let a = 0; a < prices.length; a++) {
    const held = revenue?.[a] ?? Number.NaN;
    const price = stickiness + (held > 0 ? (handOver.hoursPer1000Revenue * held) / 1000 : 0);
    prices[a] = price * heldFactor(handOver, since?.[a] ?? Number.NaN);
  }
  return prices;
}

/** By the whole time the rep has held the account on the day of `asOf`; 1 where it is not known. */
function heldFactor({ byYearsHeld, asOf }: NonNullable<Settings['handOver']>, since: number): number {
  if (asOf === null || Number.isNaN(since)) return 1;
  const years = (dayNumber(asOf) - since) / DAYS;
  let factor = 1;
  for (const step of byYearsHeld) if (years >= step.years) factor = step.factor;
  return factor;
}

/** `2027-04-15`, or `2027-04` for its first day → days since 1970-01-01. */
export function dayNumber(day: string): number {
  const [year, month, date = 1] = day.split('-').map(Number) as [number, number, number?];
  // years that begin in March, so that the day a leap year adds is their last
  const y = month > 2 ? year : year - 1;
  const monthFromMarch = (month + 9) % 12;
  const days = Math.floor((153 * monthFromMarch + 2) / 5) + date - 1;
  return 365 * y + Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400) + days - EPOCH;
}

/** Hours a year that the hand-overs of an assignment cost; accounts that stay with a named rep are not in it. */
export function handOverHours(context: PlanContext, zoneRep: Int32Array): number {
  const prices = context.settings.objective === 'travel' ? context.handOver : null;
  let hours = 0;
  for (let a = 0; prices && a < context.zoneOf.length; a++) {
    const j = context.incumbentOf[a] as number;
    if (j < 0 || context.named[a] || j === zoneRep[context.zoneOf[a] as number]) continue;
    hours += prices[a] as number;
  }
  return hours;
}
