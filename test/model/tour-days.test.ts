import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  daysOfRep,
  gregorian,
  holidaysOf,
  julian,
  makeCalendar,
} from '../../src/evaluate/verify/tours/days.ts';
import { dayNumber, dayText, easter, frenchHolidays, weekdayOf } from '../../src/model/calendar.ts';
import { calendarOf, workingDays } from '../../src/model/tour-days.ts';
import { DEFAULT_TOURS, type TourSettings } from '../../src/model/tour-settings.ts';

/** 1970-01-01 as a Julian day number */
const EPOCH = 2_440_588;

describe('days', () => {
  it('are those of the platform, in both codes', () => {
    const day = fc.integer({ min: dayNumber('1600-01-01'), max: dayNumber('2999-12-31') });
    fc.assert(
      fc.property(day, number => {
        const date = new Date(number * 86_400_000);
        const text = date.toISOString().slice(0, 10);
        expect(dayText(number)).toBe(text);
        expect(dayNumber(text)).toBe(number);
        expect(gregorian(number + EPOCH)).toBe(text);
        expect(julian(text)).toBe(number + EPOCH);
        expect(weekdayOf(number)).toBe((date.getUTCDay() + 6) % 7);
      }),
    );
  });

  it('has Easter where the Church has it, the earliest and the latest of all too', () => {
    const known =
      '2024-03-31 2025-04-20 2026-04-05 2027-03-28 2038-04-25 1818-03-22 1943-04-25 2285-03-22 1954-04-18';
    for (const text of known.split(' ')) expect(dayText(easter(Number(text.slice(0, 4))))).toBe(text);
    for (let year = 1583; year < 2600; year++) {
      const own = frenchHolidays(year).map(({ day }) => day + EPOCH);
      expect([...new Set(own)]).toEqual([...holidaysOf(year)].sort((a, b) => a - b));
    }
  });
});

describe('the days of a rep', () => {
  const quarter = { ...DEFAULT_TOURS, start: '2027-01-04' };
  const full = { fte: 1 };
  const days = (rep: object, settings: TourSettings = quarter, rampUp: number[] = []) =>
    workingDays(calendarOf(settings, 'FR'), { ...full, ...rep }, rampUp);

  it('are Mondays to Fridays without Easter Monday', () => {
    const own = days({});
    expect(own).toHaveLength(64);
    expect(own.every(({ weekday }) => weekday < 5)).toBe(true);
    expect(own.map(({ day }) => day)).not.toContain(dayNumber('2027-03-29') - dayNumber('2027-01-04'));
    expect(days({}, { ...quarter, holidays: false })).toHaveLength(65);
  });

  it('leave the Wednesdays of four fifths free, holidays or not', () => {
    expect([...new Set(days({ fte: 0.8 }).map(({ weekday }) => weekday))]).toEqual([0, 1, 3, 4]);
    expect(days({ fte: 0.5 })).toHaveLength(32);
    expect(days({ fte: 3 })).toHaveLength(64);
  });

  it('begin when the rep is hired and end when the rep leaves', () => {
    const own = days({ hired: '2027-02', left: '2027-02-26', presence: new Map([['2027-01', 0]]) });
    expect(
      own
        .map(({ day }) => dayText(dayNumber('2027-01-04') + day))
        .filter((_, i, all) => i === 0 || i === all.length - 1),
    ).toEqual(['2027-02-01', '2027-02-26']);
    // a ramp-up of a half in the first month
    expect(days({ hired: '2027-02-01' }, quarter, [0.5])).toHaveLength(10 + 24);
  });

  it('are the same for planner and verify, whatever the settings, and never those of another layer', () => {
    const month = fc.integer({ min: 1, max: 12 }).map(m => `2027-${String(m).padStart(2, '0')}`);
    const rep = fc.record(
      {
        fte: fc.constantFrom(1, 0.8, 0.5, 0.3, 0.37, 2),
        hired: fc.constantFrom('2026-11', '2027-02-17', '2027-03'),
        left: fc.constantFrom('2027-05-12', '2027-06'),
        presence: fc.array(fc.tuple(month, fc.constantFrom(0, 0.5, 0.25))).map(list => new Map(list)),
      },
      { requiredKeys: ['fte'] },
    );
    const settings = fc.record({
      period: fc.constantFrom('week', 'month', 'quarter', 'year' as const),
      start: fc.constantFrom(null, '2027-01-01', '2027-01-04', '2026-12-30', '2027-05-05'),
      weekdays: fc.subarray([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }),
      holidays: fc.boolean(),
      daysOff: fc.subarray(['2027-01-07', '2027-05-06']),
    });
    fc.assert(
      fc.property(rep, settings, fc.subarray([1, 8, 15, 20]), (one, chosen, other) => {
        const all = { ...DEFAULT_TOURS, ...chosen } as TourSettings;
        const taken = { days: new Set(other), share: other.length / 20 };
        const own = workingDays(calendarOf(all, 'FR'), one, [0.5, 0.75], taken).map(({ day }) => day);
        const again = daysOfRep(makeCalendar({ ...all, country: 'FR' }), one, [0.5, 0.75], taken);
        expect(own).toEqual(again);
        expect(own.some(day => other.includes(day))).toBe(false);
      }),
    );
  });
});
