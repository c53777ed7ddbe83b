// How long a rep takes for a visit, and how much of a rep the period has: written again from docs/seniority.md, day by day
// and visit by visit, so that nothing is taken over from the model.

import type { Rep } from '../../model/records.ts';
import type { Settings } from '../../model/settings.ts';

/** Standard visits that a rep makes in the time of one of that segment. */
export function speedIn(rep: Rep, segment: string, settings: Settings): number {
  const own = rep.segmentProductivity?.get(segment);
  if (own !== undefined) return own;
  const levels = new Map(Object.entries(settings.productivityBySegment));
  const level = new Map(Object.entries(levels.get(rep.seniority ?? '') ?? {}));
  return level.get(segment) ?? 1;
}

/** FTE that counts: every day of a month weighs its part of the month, every month the same. */
export function countedFte(rep: Rep, { period, rampUp }: Settings): number {
  if (period === null) return rep.fte;
  let [year, month] = period.from.split('-').map(Number) as [number, number];
  let total = 0;
  for (let done = 0; done < period.months; done++) {
    const name = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
    const days = lengthOf(year, month);
    let there = 0;
    for (let day = 1; day <= days; day++) {
      const date = `${name}-${String(day).padStart(2, '0')}`;
      // a month alone is from its first day, or to its last
      const begun = rep.hired === undefined || date >= rep.hired;
      const over = rep.left !== undefined && (rep.left.length === 7 ? name > rep.left : date > rep.left);
      if (begun && !over) there++;
    }
    const since = rep.hired === undefined ? -1 : monthsBetween(rep.hired, year, month);
    const climbed = since < 0 || since >= rampUp.length ? 1 : rampUp[since]!;
    total += (there / days) * climbed * (rep.presence?.get(name) ?? 1);
    month++;
    if (month > 12) [year, month] = [year + 1, 1];
  }
  return (rep.fte * total) / period.months;
}

function monthsBetween(from: string, year: number, month: number): number {
  const [fromYear, fromMonth] = from.split('-').map(Number) as [number, number];
  return (year - fromYear) * 12 + month - fromMonth;
}

function lengthOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
