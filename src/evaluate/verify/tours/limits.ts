// What a day may hold: its length, driving, lunch, the hours of accounts; and nights away in a row.

import { type Check, say } from '../check.ts';
import { MINUTE } from './routes.ts';
import type { TourDayRows } from './rows.ts';
import type { TourRules } from './rules.ts';
import type { Sector } from './sectors.ts';

export function checkLimits(day: TourDayRows, sector: Sector, rules: TourRules, check: Check): void {
  const { rows, what } = day;
  const tell = (holds: boolean, text: () => string) =>
    check.that(holds, () => `tours.csv: ${what}: ${text()}`);
  const [start, end] = [rows[0]!, rows.at(-1)!];
  const visits = rows.filter(row => row.kind === 'visit');
  tell(start.departure >= rules.dayStart - 0.5, () => 'leaves too early');
  tell(end.arrival - start.departure <= rules.dayMinutes + MINUTE, () => 'a day that is too long');
  const driving = rows.reduce((sum, row) => sum + (Number.isNaN(row.minutes) ? 0 : row.minutes), 0);
  // every leg is rounded to a tenth
  tell(driving <= rules.drivingMinutes + 0.05 * rows.length + 1e-6, () => `${say(driving)} min at the wheel`);
  if (rules.visitsPerDay !== null) tell(visits.length <= rules.visitsPerDay, () => `${visits.length} visits`);
  const lunch = rows.find(row => row.kind === 'lunch');
  if (rules.lunch) {
    const { from, to } = rules.lunch;
    if (lunch) tell(lunch.begin >= from - 0.5 && lunch.begin <= to + 0.5, () => 'lunch at another time');
  } else tell(lunch === undefined, () => 'lunch, which nobody asked for');
  const seen = new Set<string>();
  for (const { account, begin, departure } of visits) {
    tell(!seen.has(account), () => `two visits to ${account}`);
    seen.add(account);
    const known = sector.accounts.get(account);
    if (!known) continue;
    tell(begin >= known.opens - 0.5, () => `${account} is not open yet`);
    tell(departure <= known.closes + 0.5, () => `${account} is closed before the visit ends`);
    tell((known.weekdays >> day.weekday) % 2 === 1, () => `${account} is not visited on that weekday`);
  }
}

export function checkNights(days: readonly TourDayRows[], rules: TourRules, check: Check): void {
  let row = 0;
  for (const day of days) {
    row = day.rows.at(-1)?.kind === 'night' ? row + 1 : 0;
    check.that(
      row <= rules.nights,
      () => `tours.csv: ${day.what}: ${row} nights away in a row, at most ${rules.nights}`,
    );
  }
}
