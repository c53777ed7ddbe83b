// Visits of an account: far enough apart, planned once or listed in frequency.csv with a reason that can be true.

import { type Check, say } from '../check.ts';
import { numberOf, printsAs, type Table } from '../table.ts';
import { bare, type TourDayRows } from './rows.ts';
import type { TourRules } from './rules.ts';
import type { Account, Sector } from './sectors.ts';

function visitDays(days: readonly TourDayRows[]): Map<string, number[]> {
  const of = new Map<string, number[]>();
  for (const { day, rows } of days) {
    for (const { kind, account } of rows)
      if (kind === 'visit') of.set(account, [...(of.get(account) ?? []), day]);
  }
  return of;
}

export function checkSpacing(days: readonly TourDayRows[], { accounts, rep }: Sector, check: Check): void {
  for (const [id, on] of visitDays(days)) {
    const least = accounts.get(id)?.spacing ?? 1;
    for (const [i, day] of on.entries()) {
      if (i === 0) continue;
      const apart = day - on[i - 1]!;
      check.that(
        apart >= least,
        () => `tours.csv: ${rep.id}: two visits to ${id} ${apart} days apart, not ${least}`,
      );
    }
  }
}

export function shortOf(sector: Sector, days: readonly TourDayRows[]): { accounts: number; visits: number } {
  const planned = visitDays(days.filter(day => day.layer === sector.layer && day.rep === sector.rep.id));
  let [accounts, visits] = [0, 0];
  for (const [id, asked] of sector.asked) {
    const missing = asked - (planned.get(id)?.length ?? 0);
    if (missing > 0) accounts++;
    visits += Math.max(0, missing);
  }
  return { accounts, visits };
}

const COLUMNS = [
  ...['layer', 'rep_id', 'account_id', 'visits_per_year', 'asked', 'planned', 'missing', 'reason'],
  ...['rep_name', 'account_name', 'city'],
];
const REASONS = ['too-far', 'too-long', 'closed', 'too-often', 'no-room', 'absent'];

/** Every account with visits a year stands there once, with all that is asked of it planned or missing for a reason. */
export function checkFrequency(
  { header, rows }: Table,
  days: readonly TourDayRows[],
  sectors: ReadonlyMap<string, Sector>,
  rules: TourRules,
  check: Check,
): void {
  const missingColumns = COLUMNS.filter(column => !header.includes(column));
  if (
    !check.that(
      missingColumns.length === 0,
      () => `frequency.csv has no columns ${missingColumns.join(', ')}`,
    )
  )
    return;
  const at = COLUMNS.map(column => header.lastIndexOf(column));
  const planned = new Map(
    [...sectors.values()].map(sector => [
      sector.key,
      visitDays(days.filter(day => day.layer === sector.layer && day.rep === sector.rep.id)),
    ]),
  );
  const seen = new Map([...sectors.keys()].map(key => [key, new Set<string>()]));
  for (const row of rows) {
    const cell = (c: number) => row[at[c]!] ?? '';
    const key = `${bare(cell(0))}\n${bare(cell(1))}`;
    const [id, reason] = [bare(cell(2)), cell(7)];
    const sector = sectors.get(key);
    const account = sector?.accounts.get(id);
    const tell = (holds: boolean, text: () => string) =>
      check.that(holds, () => `frequency.csv: ${key.replace('\n', ', ')}, ${id}: ${text()}`);
    if (!tell(account !== undefined, () => 'no account that the rep visits')) continue;
    tell(!seen.get(key)!.has(id), () => 'twice');
    tell(
      bare(cell(8)) === sector!.rep.name &&
        bare(cell(9)) === account!.name &&
        bare(cell(10)) === account!.city,
      () => `rep "${cell(8)}", account "${cell(9)}" in "${cell(10)}" are called otherwise`,
    );
    seen.get(key)!.add(id);
    const asked = sector!.asked.get(id) ?? 0;
    const done = planned.get(key)?.get(id)?.length ?? 0;
    tell(
      printsAs(account!.perYear, numberOf(cell(3)), 2),
      () => `${cell(3)} visits a year, not ${say(account!.perYear)}`,
    );
    tell(numberOf(cell(4)) === asked, () => `${cell(4)} visits asked, recomputed ${asked}`);
    tell(numberOf(cell(5)) === done, () => `${cell(5)} visits planned, tours.csv has ${done}`);
    tell(numberOf(cell(6)) === asked - done, () => `${cell(6)} visits missing, recomputed ${asked - done}`);
    tell(done <= asked, () => `${done} visits planned, ${asked} asked`);
    tell((reason !== '') === asked > done, () =>
      reason === '' ? 'missing without a reason' : 'a reason for nothing',
    );
    for (const one of reason === '' ? [] : reason.split(' | ')) {
      tell(REASONS.includes(one), () => `reason "${one}"`);
      tell(mayBe(one, account!, asked, sector!, rules), () => `reason ${one}, which is not so`);
    }
  }
  for (const sector of sectors.values()) {
    const lost = [...sector.accounts.keys()].filter(id => !seen.get(sector.key)!.has(id));
    check.that(
      lost.length === 0,
      () => `frequency.csv: ${sector.rep.id}: not there: ${lost.slice(0, 5).join(', ')}`,
    );
  }
}

/** False when the account plainly shows that the reason is untrue. */
function mayBe(reason: string, account: Account, asked: number, sector: Sector, rules: TourRules): boolean {
  const { weekdays, service, opens, closes, spacing, point } = account;
  const open = [...sector.days]
    .filter(day => (weekdays >> rules.weekdayOf(day)) % 2 === 1)
    .sort((a, b) => a - b);
  switch (reason) {
    case 'absent':
      return sector.days.size === 0;
    case 'too-often': {
      let [count, last] = [0, Number.NEGATIVE_INFINITY];
      for (const day of open) {
        if (day - last < spacing) continue;
        count++;
        last = day;
      }
      return count < asked;
    }
    case 'closed':
      return open.length === 0 || opens > 0 || closes < 1440;
    case 'too-far':
    case 'too-long': {
      const [there, back] = [
        sector.drive(sector.base, point).minutes,
        sector.drive(point, sector.base).minutes,
      ];
      const day = there + service + back + (rules.lunch?.minutes ?? 0);
      const easy =
        there + back <= rules.drivingMinutes && day <= rules.dayMinutes && opens === 0 && closes === 1440;
      return !easy;
    }
    default:
      return true;
  }
}
