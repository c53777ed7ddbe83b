// `tours:` of sectorize.yaml: the days of the reps and what they may hold.

import { PERIOD_WEEKS, type PeriodName, periodsOfYear, type TourSettings } from '../model/tour-settings.ts';
import { LONGEST_DAY, parseHours, parseLunch, parseNightPrice, parseTime, parseWeekdays } from './clock.ts';
import { about, list, type Reader, reader, record, scalar, wrong } from './config-readers.ts';
import { describedBy, either } from './config-schema.ts';
import { day, flag, number, oneOf, type Parser, part } from './config-values.ts';

const PERIODS = Object.keys(PERIOD_WEEKS) as PeriodName[];

/** What is written with letters between, as far as JSON Schema can say. */
const words = (pattern: string) => ({ type: ['string', 'number'], pattern });

const time: Parser<number> = describedBy(
  words('^\\s*\\d{1,2}\\s*(?:[hH:.]\\s*(?:\\d{2}(?::\\d{2})?)?)?\\s*$'),
  raw => {
    const value = parseTime(String(raw));
    return value === null ? { expected: 'a time of day such as 08:30' } : { value };
  },
);

const duration = (least: number, most: number, expected: string): Parser<number> =>
  describedBy(words('^\\s*\\d{1,4}(?:[.,]\\d+)?\\s*(?:[a-zA-Z:]\\s*.*)?$'), raw => {
    const value = parseHours(String(raw));
    return value === null || value < least || value > most ? { expected } : { value };
  });

const dayLength = duration(60, LONGEST_DAY, 'hours from 1 to 13, such as 8, 7h30 or 480 min');
const drivingTime = duration(1, LONGEST_DAY, 'hours up to 13, such as 5, 4h30 or 270 min');

const weekdays: Parser<readonly number[]> = describedBy(words('\\S'), raw => {
  const value = parseWeekdays(String(raw));
  return value === null ? { expected: 'days such as mon-fri, lun-ven or mon,tue,thu' } : { value };
});

const LUNCH_EXPECTED = 'minutes such as 60, with times such as 60 12:00-14:00, or none';

const lunch: Parser<{ readonly lunch: TourSettings['lunch'] }> = describedBy(
  either(flag.schema, words('\\S')),
  raw => {
    const value = raw === false ? { lunch: null } : parseLunch(String(raw));
    return value === null ? { expected: LUNCH_EXPECTED } : { value };
  },
);

const NIGHT_EXPECTED = 'an amount such as 110, or minutes such as 120 min';

const nightPrice: Parser<TourSettings['nightPrice']> = describedBy(words('^\\s*\\d'), raw => {
  const value = parseNightPrice(String(raw));
  return value === null ? { expected: NIGHT_EXPECTED } : { value };
});

const fields = record({
  period: about('Whole weeks: 1, 4, 13 or 52.', scalar(oneOf(...PERIODS)), 'quarter'),
  part: about(
    'Which of the year’s periods it is, from 1 on; by start where it is absent.',
    scalar(number(1, 52, true)),
  ),
  start: about('First day; without one days are numbered, and there are no calendars.', scalar(day)),
  weekdays: about('Days on which reps visit.', scalar(weekdays), 'mon-fri'),
  holidays: about('No visits on the public holidays of France, where the country is FR.', scalar(flag), true),
  days_off: about('More days without visits.', list(scalar(day), '[2027-05-07, 2027-08-16]')),
  day_start: about('Earliest departure from home.', scalar(time), '08:30'),
  day_length: about('Hours from the departure to the return, lunch included.', scalar(dayLength), '8h'),
  driving: about('Most hours at the wheel a day.', scalar(drivingTime), '5h'),
  lunch: about('Minutes, and when they begin; or none.', scalar(lunch), '60 12:00-14:00'),
  nights: about('Most nights away in a row; 0: home every evening.', scalar(number(0, 4, true)), 0),
  night_price: about(
    'What a night away costs: an amount of currency, or minutes at the wheel.',
    scalar(nightPrice),
    '120 min',
  ),
  visits_per_day: about('Most visits a day.', scalar(number(1, 100, true))),
  spacing: about(
    'Least days between two visits of an account, as a share of the even interval.',
    scalar(part),
    '50%',
  ),
  effort: about('Iterations to spend.', scalar(oneOf('fast', 'normal', 'thorough')), 'normal'),
  seed: about(
    'Same inputs, options and seed: same tours.',
    scalar(number(0, Number.MAX_SAFE_INTEGER, true)),
    1,
  ),
});

/** Only what is set. */
export const toursReader: Reader<Partial<TourSettings>> = reader(fields.schema, (tree, key, report) => {
  const found = fields(tree, key, report);
  if (!found) return undefined;
  const all: { readonly [K in keyof TourSettings]: TourSettings[K] | undefined } = {
    period: found.period,
    part: found.part,
    start: found.start,
    weekdays: found.weekdays,
    holidays: found.holidays,
    daysOff: found.days_off && [...new Set(found.days_off)].sort(),
    dayStart: found.day_start,
    dayMinutes: found.day_length,
    drivingMinutes: found.driving,
    lunch: found.lunch?.lunch,
    nights: found.nights,
    nightPrice: found.night_price,
    visitsPerDay: found.visits_per_day,
    spacing: found.spacing,
    effort: found.effort,
    seed: found.seed,
  };
  const { period = 'quarter', part: which = 1 } = found;
  if (which > periodsOfYear(period))
    wrong(tree, `${key}.part`, `from 1 to ${periodsOfYear(period)}, the ${period}s of a year`, report);
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
});
