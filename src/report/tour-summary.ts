// The summary that ends `tours`: a row a rep, at most 100 columns, then what cannot be done and why.

import type { Kpis } from '../evaluate/kpis-types.ts';
import type { TourFigures } from '../evaluate/tours/figures.ts';
import { figuresOf, totalOf, yearOf } from '../evaluate/tours/figures.ts';
import { dayText } from '../model/calendar.ts';
import type { TourCalendar } from '../model/tour-days.ts';
import type { MissingReason, RepTours } from '../model/tour-record.ts';
import { PERIOD_WEEKS, type TourSettings } from '../model/tour-settings.ts';
import { formatNumber, formatShare, type Lang, plainText } from './format.ts';
import { padEnd, padStart, type SummaryLine, shorten, width } from './summary.ts';
import { TOUR_WORDS, weeksText } from './tour-words.ts';

const WIDTH = 100;
const NAME = 24;
/** reps that are all listed; of more, those with the most missing visits */
const ALL_UP_TO = 60;

export interface TourSummary {
  readonly reps: readonly RepTours[];
  readonly calendar: TourCalendar;
  readonly settings: TourSettings;
  /** of the plan, by these tours; null where they are not corrected */
  readonly kpis?: Kpis | null;
}

/** Not cut: lines of at most 100 columns, those that go on indented. */
function wrapped(text: string, indent: string, role: SummaryLine['role']): SummaryLine[] {
  const lines: string[] = [];
  let now = indent;
  for (const word of plainText(text).split(' ')) {
    const longer = now.trim() === '' ? now + word : `${now} ${word}`;
    if (width(longer) > WIDTH && now.trim() !== '') {
      lines.push(now);
      now = `${' '.repeat(indent.length + 2)}${word}`;
    } else now = longer;
  }
  return [...lines, now].map(content => ({ text: content, role }));
}

export function tourSummary({ reps, calendar, settings, kpis }: TourSummary, lang: Lang): SummaryLine[] {
  const words = TOUR_WORDS[lang];
  const n = (value: number) => formatNumber(value, 0, lang);
  const figures = reps.map(figuresOf);
  const total = totalOf(figures);
  const year = yearOf(total, settings.period);
  const line = (text: string): SummaryLine[] => wrapped(text, '', 'plain');
  const working = calendar.weekdays.filter(({ day }) => !calendar.off.has(day)).length;
  const { first, length, holidays } = calendar;
  return [
    ...table(reps, figures, total, lang),
    ...line(''),
    ...line(
      words.summary(
        n(new Set(reps.map(({ repId }) => repId)).size),
        weeksText(PERIOD_WEEKS[settings.period], lang),
        n(working),
      ),
    ),
    ...(first === null ? [] : line(words.from(dayText(first), dayText(first + length - 1)))),
    ...(holidays.length === 0 ? [] : line(words.holidays(holidayList(calendar, lang)))),
    ...line(words.year(n(year.km), n(year.driving_hours), n(year.visits))),
    ...(total.hours_per_visit === null
      ? []
      : line(words.perVisit(formatNumber(total.hours_per_visit, 2, lang)))),
    ...(total.gap === null ? [] : line(words.gap(formatShare(total.gap, lang)))),
    ...(kpis?.plan.travel.approximation ? line(approximationText(kpis.plan.travel.approximation, lang)) : []),
    ...missingLines(reps, total, lang),
  ];
}

/** What the plan was made with, against its tours. */
function approximationText(
  { hours, km, hours_ratio, km_ratio }: NonNullable<Kpis['plan']['travel']['approximation']>,
  lang: Lang,
): string {
  const n = (value: number | null, decimals = 0) => formatNumber(value, decimals, lang);
  return TOUR_WORDS[lang].approximation(n(hours), n(km), n(hours_ratio, 2), n(km_ratio, 2));
}

function holidayList({ holidays, first }: TourCalendar, lang: Lang): string {
  const days = holidays.map(({ day, name }) => `${first === null ? '' : dayText(day)} ${name[lang]}`);
  return days.join(', ');
}

function table(
  reps: readonly RepTours[],
  figures: readonly TourFigures[],
  total: TourFigures,
  lang: Lang,
): SummaryLine[] {
  const words = TOUR_WORDS[lang];
  const n = (value: number) => formatNumber(value, 0, lang);
  const nights = total.nights > 0;
  const layers = new Set(reps.map(({ layer }) => layer)).size > 1;
  const cells = (name: string, of: TourFigures) => {
    const row = [
      ...[name, n(of.days_worked), n(of.days_available), n(of.visits_planned), n(of.visits_asked)],
      ...[n(of.visits_missing), n(of.km), n(of.driving_hours), n(of.visit_hours)],
      ...[n(of.hours - of.lunch_hours), n(of.nights)],
    ];
    return nights ? row : row.slice(0, -1);
  };
  const nameOf = ({ layer, repId }: RepTours) => (layers ? `${layer}/${repId}` : repId);
  const rows = reps.map((rep, r) => ({
    cells: cells(nameOf(rep), figures[r]!),
    bad: figures[r]!.visits_missing,
  }));
  const shown =
    rows.length <= ALL_UP_TO
      ? rows
      : [...rows.entries()]
          .sort(([i, a], [j, b]) => b.bad - a.bad || i - j)
          .slice(0, ALL_UP_TO)
          .map(([, row]) => row);
  const header = nights ? [...words.header] : words.header.slice(0, -1);
  const all = [header, ...shown.map(row => row.cells), cells(words.total, total)];
  const widths = header.map((_, c) => Math.max(...all.map(row => width(plainText(row[c] ?? '')))));
  const others = widths.slice(1).reduce((sum, w) => sum + w + 2, 0);
  widths[0] = Math.max(8, Math.min(NAME, widths[0]!, WIDTH - others));
  const text = (row: readonly string[]) =>
    row
      .map((cell, c) =>
        c === 0 ? padEnd(shorten(cell, widths[0]!), widths[0]!) : padStart(cell, widths[c]!),
      )
      .join('  ')
      .trimEnd();
  return [
    { text: text(header), role: 'title' },
    ...shown.map(
      ({ cells: row, bad }): SummaryLine => ({ text: text(row), role: bad > 0 ? 'bad' : 'plain' }),
    ),
    ...(rows.length > shown.length
      ? [{ text: words.others(n(rows.length - shown.length)), role: 'plain' as const }]
      : []),
    { text: text(cells(words.total, total)), role: 'title' },
  ];
}

/** A line for each reason, the one with most visits first. */
function missingLines(reps: readonly RepTours[], total: TourFigures, lang: Lang): SummaryLine[] {
  const words = TOUR_WORDS[lang];
  const n = (value: number) => formatNumber(value, 0, lang);
  if (total.visits_missing === 0) return [{ text: words.all(n(total.visits_asked)), role: 'good' }];
  const by = new Map<MissingReason, { visits: number; accounts: number }>();
  for (const rep of reps) {
    const absent = rep.problem.days.length === 0;
    for (const { visits, reason: found } of rep.plan.unplanned) {
      if (visits <= 0) continue;
      const reason = absent ? 'absent' : found;
      const known = by.get(reason) ?? { visits: 0, accounts: 0 };
      by.set(reason, { visits: known.visits + visits, accounts: known.accounts + 1 });
    }
  }
  const lines = [...by].sort(([a, x], [b, y]) => y.visits - x.visits || (a < b ? -1 : 1));
  const { visits_missing, visits_asked, accounts_short } = total;
  return [
    ...wrapped(words.missing(n(visits_missing), n(visits_asked), n(accounts_short)), '', 'bad'),
    ...lines.flatMap(([reason, { visits, accounts }]) => {
      const { why, remedy } = words.reasons[reason];
      return wrapped(`- ${words.because(n(visits), n(accounts), why, remedy)}`, '  ', 'bad');
    }),
  ];
}
