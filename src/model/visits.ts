// How often and how long each account is visited: its own figures, else a policy, else the default.
// What was assumed is counted, because the report must say so.

import type { Accounts, DefaultUsed } from './records.ts';
import type { Settings } from './settings.ts';

export interface Visits {
  /** visits a year per account */
  readonly visits: Float64Array;
  /** minutes a visit per account */
  readonly minutes: Float64Array;
  readonly defaults: readonly DefaultUsed[];
}

/** Visits a year and minutes a visit of every account, in account order. */
export function visitsOf(accounts: Accounts, settings: Settings): Visits {
  const { count } = accounts;
  const given = accounts.numbers.get('visits_per_year');
  const potential = accounts.numbers.get('potential');
  const bySegment = new Map(Object.entries(settings.visitsBySegment));
  const classes = [...settings.visitsByPotential].sort((a, b) => b.min - a.min);
  const visits = new Float64Array(count);
  let assumed = 0;
  let policy = 0;
  for (let i = 0; i < count; i++) {
    const own = given ? (given[i] as number) : Number.NaN;
    if (!Number.isNaN(own)) {
      visits[i] = own;
      continue;
    }
    const segmentVisits = bySegment.get(accounts.segment[i] as string);
    const worth = potential ? (potential[i] as number) : Number.NaN;
    const byClass = classes.find(c => worth >= c.min)?.visits;
    const chosen = segmentVisits ?? byClass;
    if (chosen === undefined) assumed++;
    else policy++;
    visits[i] = chosen ?? settings.defaultVisitsPerYear;
  }

  const minutesBySegment = new Map(Object.entries(settings.visitMinutesBySegment));
  const givenMinutes = accounts.numbers.get('visit_minutes');
  const minutes = new Float64Array(count);
  let assumedMinutes = 0;
  let policyMinutes = 0;
  for (let i = 0; i < count; i++) {
    const own = givenMinutes ? (givenMinutes[i] as number) : Number.NaN;
    if (!Number.isNaN(own)) {
      minutes[i] = own;
      continue;
    }
    const ofSegment = minutesBySegment.get(accounts.segment[i] as string);
    if (ofSegment === undefined) assumedMinutes++;
    else policyMinutes++;
    minutes[i] = ofSegment ?? settings.defaultVisitMinutes;
  }

  const defaults: DefaultUsed[] = [];
  const add = (field: string, records: number, value: string) => {
    if (records > 0) defaults.push({ input: 'accounts', field, records, value });
  };
  add('visits_per_year', assumed, String(settings.defaultVisitsPerYear));
  add('visits_per_year', policy, 'policy by segment or potential class');
  add('visit_minutes', assumedMinutes, String(settings.defaultVisitMinutes));
  add('visit_minutes', policyMinutes, 'policy by segment');
  return { visits, minutes, defaults };
}
