// Visits a year → visits of a period. A frequency seldom divides evenly: 6 visits a year are one and a half a quarter. Of
// accounts of one rep with the same frequency half get the second visit now, the others next time.

import { periodsOfYear, type TourSettings } from './tour-settings.ts';

/**
 * Visits of each account in part `part` of the year (from 0 on). Account a of m with the same frequency f a period has
 * ⌊(part + 1) · f + o⌋ − ⌊part · f + o⌋ visits with o = (a + ½) / m: over a year each has its visits, and in every part the
 * m of them together have m · f within one.
 * @param order of the accounts, by id, so that rows in another order change nothing
 */
export function visitsInPeriod(
  visitsPerYear: ArrayLike<number>,
  order: Iterable<number>,
  { period }: Pick<TourSettings, 'period'>,
  part: number,
): Int32Array {
  const periods = periodsOfYear(period);
  const groups = new Map<string, number[]>();
  for (const a of order) {
    if (!((visitsPerYear[a] as number) > 0)) continue;
    // shares of layers leave last bits
    const key = (visitsPerYear[a] as number).toFixed(6);
    const group = groups.get(key);
    if (group) group.push(a);
    else groups.set(key, [a]);
  }
  const result = new Int32Array(visitsPerYear.length);
  for (const [key, group] of groups) {
    const visits = Number(key);
    for (const [index, a] of group.entries()) {
      const offset = (index + 0.5) / group.length;
      const until = (parts: number) => Math.floor((visits * parts) / periods + offset + NOISE);
      result[a] = until(part + 1) - until(part);
    }
  }
  return result;
}

/** for sums that are whole but for their last bits */
const NOISE = 1e-9;
