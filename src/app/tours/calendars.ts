// Each rep's visits as a calendar that Outlook, Google and telephones read; a rep of several layers has one.

import { createHash } from 'node:crypto';
import { placeOf } from '../../evaluate/tours/tables.ts';
import { type CalendarEvent, calendarText } from '../../io/calendar-file.ts';
import type { PlanFile } from '../../io/plan-directory.ts';
import { safeNames } from '../../io/safe-name.ts';
import { dayText } from '../../model/calendar.ts';
import type { RepTours } from '../../model/tour-record.ts';
import { formatNumber, type Lang, plainText } from '../../report/format.ts';
import { TOUR_WORDS } from '../../report/tour-words.ts';
import { VERSION } from '../../version.ts';

export interface CalendarsInput {
  readonly reps: readonly RepTours[];
  /** days since 1970-01-01 of the first day */
  readonly first: number;
  readonly country: string;
  readonly lang: Lang;
}

export function* calendarFiles({ reps, first, country, lang }: CalendarsInput): Generator<PlanFile> {
  const ids = [...new Set(reps.map(({ repId }) => repId))];
  const names = safeNames(ids);
  const words = TOUR_WORDS[lang];
  const stamp = `${compact(first)}T000000Z`;
  for (const [at, id] of ids.entries()) {
    const own = reps.filter(({ repId }) => repId === id);
    const { repName, lat, lon } = own[0] as RepTours;
    const events = own
      .flatMap(tours => eventsOf(tours, first, lang))
      .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
    const file = {
      product: `-//sectorize//${VERSION}//${lang.toUpperCase()}`,
      name: plainText(words.calendar(repName === '' ? id : repName)),
      stamp,
      paris: country === 'FR' && isMetropolitan(lat, lon),
      events,
    };
    yield { path: `calendars/${names[at]}.ics`, content: calendarText(file) };
  }
}

/** Overseas départements have other times than Paris: there they are those of the reader. */
function isMetropolitan(lat: number, lon: number): boolean {
  return lat > 41 && lat < 51.5 && lon > -5.5 && lon < 10;
}

function eventsOf(tours: RepTours, first: number, lang: Lang): CalendarEvent[] {
  const { layer, repId, problem, plan } = tours;
  const words = TOUR_WORDS[lang];
  const events: CalendarEvent[] = [];
  const visit = new Map<number, number>();
  for (const [index, day] of plan.days.entries()) {
    const number = first + (problem.days[day.day]?.day ?? 0);
    const at = (minutes: number) => local(number, minutes);
    for (const { node, begin, departure, minutes, km } of day.stops) {
      const { id, name, city, lat, lon } = placeOf(tours, node);
      const which = (visit.get(node) ?? 0) + 1;
      visit.set(node, which);
      const drive = words.drive(formatNumber(minutes, 0, lang), formatNumber(km, 0, lang));
      events.push({
        uid: uid([layer, repId, id, String(which), dayText(first)]),
        start: at(begin),
        end: at(departure),
        title: plainText(name === '' ? id : name),
        place: plainText(city),
        text: [words.account(plainText(id)), drive].join('\n'),
        at: [lat, lon],
      });
    }
    const next = plan.days[index + 1];
    if (day.endsAt === 0 || !next) continue;
    const { id, name, city, lat, lon } = placeOf(tours, day.endsAt);
    events.push({
      uid: uid([layer, repId, 'night', String(problem.days[day.day]?.day), dayText(first)]),
      start: at(day.arrival),
      end: local(first + (problem.days[next.day]?.day ?? 0), next.departure),
      title: words.night(plainText(city || name || id)),
      place: plainText(city),
      text: '',
      at: [lat, lon],
    });
  }
  return events;
}

/** By what the event is, not when: the same visit of tours that were planned again takes the place of the old one. */
function uid(parts: readonly string[]): string {
  return `${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}@sectorize`;
}

function compact(day: number): string {
  return dayText(day).replaceAll('-', '');
}

/** `20270104T083000` */
function local(day: number, minutes: number): string {
  const whole = Math.round(minutes);
  const date = compact(day + Math.floor(whole / 1440));
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date}T${two(Math.floor((whole % 1440) / 60))}${two(whole % 60)}00`;
}
