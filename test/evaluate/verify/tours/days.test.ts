// Days and visits of a period: against the calendar of JavaScript, dates of Easter from a table, and counting by hand.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askedVisits,
  daysOfRep,
  gregorian,
  holidaysOf,
  julian,
  makeCalendar,
  partOfYear,
} from '../../../../src/evaluate/verify/tours/days.ts';

const QUARTER = {
  period: 'quarter',
  start: null,
  weekdays: [0, 1, 2, 3, 4],
  holidays: true,
  daysOff: [],
  country: 'FR',
};
const WEEK = { ...QUARTER, period: 'week' };
const NOBODY = { days: new Set<number>(), share: 0 };
const rep = (more: object = {}) => ({ fte: 1, ...more });

describe('days of the calendar', () => {
  it('are counted as those of JavaScript, and back', () => {
    const noon = Date.UTC(1999, 11, 25, 12);
    const first = julian('1999-12-25');
    for (let d = 0; d < 15_000; d += 1) {
      const text = new Date(noon + d * 86_400_000).toISOString().slice(0, 10);
      expect(julian(text)).toBe(first + d);
      expect(gregorian(first + d)).toBe(text);
    }
    // 2000-01-01 is Julian day 2 451 545 at noon
    expect(julian('2000-01-01')).toBe(2_451_545);
  });

  it('that are free in France', () => {
    // Easter Sundays, from the Observatoire de Paris
    const easter = [
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2027-03-28',
      '2038-04-25',
      '2049-04-18',
      '2076-04-19',
    ];
    for (const sunday of easter) {
      const year = sunday.slice(0, 4);
      const fixed = ['01-01', '05-01', '05-08', '07-14', '08-15', '11-01', '11-11', '12-25'];
      const days = [
        ...fixed.map(day => julian(`${year}-${day}`)),
        ...[1, 39, 50].map(d => julian(sunday) + d),
      ];
      expect([...holidaysOf(Number(year))].sort()).toEqual([...new Set(days)].sort());
    }
  });

  it('are numbered from a Monday on, or have dates, with days off', () => {
    const numbered = makeCalendar(WEEK);
    expect(numbered).toMatchObject({ first: null, length: 7, candidates: [0, 1, 2, 3, 4] });
    expect([0, 6, 7].map(day => numbered.weekday(day))).toEqual([0, 6, 0]);
    expect(numbered.off.size).toBe(0);
    // from a Thursday: the Monday after Easter 2027 is the fourth day
    const dated = makeCalendar({ ...WEEK, start: '2027-03-25', daysOff: ['2027-03-31', '2028-01-01'] });
    expect(dated.candidates).toEqual([0, 1, 4, 5, 6]);
    expect([...dated.off]).toEqual([4, 6]);
    const ordinary = { ...WEEK, start: '2027-03-25' };
    expect([...makeCalendar({ ...ordinary, holidays: false }).off]).toEqual([]);
    expect([...makeCalendar({ ...ordinary, country: 'BE' }).off]).toEqual([]);
    expect(makeCalendar({ ...WEEK, period: 'never' }).length).toBe(0);
  });

  it('begin one of the parts of the year', () => {
    expect(['2027-01-01', '2027-01-04', '2027-04-05', '2027-12-30'].map(day => partOfYear(day, 13))).toEqual([
      0, 0, 1, 0,
    ]);
    expect(partOfYear('2027-02-01', 4)).toBe(1);
    expect(partOfYear('2027-06-30', 52)).toBe(0);
  });
});

describe('days of a rep', () => {
  const of = (who: object, more: object = {}, rampUp: readonly number[] = [], earlier = NOBODY) =>
    daysOfRep(makeCalendar({ ...WEEK, ...more }), rep(who), rampUp, earlier);

  it('are those whose count passes a half', () => {
    expect(of({})).toEqual([0, 1, 2, 3, 4]);
    // free on Wednesdays; Monday, Wednesday and Friday; every second one
    expect(of({ fte: 0.8 })).toEqual([0, 1, 3, 4]);
    expect(of({ fte: 0.6 })).toEqual([0, 2, 4]);
    expect(of({ fte: 0.5 })).toEqual([0, 2, 4]);
    expect(of({ fte: 0.2 })).toEqual([2]);
  });

  it('are none of those that another layer has, nor more than is left of the person', () => {
    const earlier = { days: new Set([0, 2, 4]), share: 0.6 };
    expect(of({ fte: 0.4 }, {}, [], earlier)).toEqual([1, 3]);
    // half of what is left
    expect(of({ fte: 0.2 }, {}, [], earlier)).toEqual([1]);
    expect(of({ fte: 0.4 }, {}, [], { days: new Set(), share: 1 })).toEqual([]);
  });

  it('begin when somebody is hired, a part at first, and end when they leave', () => {
    const dated = { start: '2027-02-01', holidays: false };
    expect(of({ hired: '2027-02-03' }, dated)).toEqual([2, 3, 4]);
    expect(of({ hired: '2027-03' }, dated)).toEqual([]);
    expect(of({ hired: '2027-02' }, dated)).toEqual([0, 1, 2, 3, 4]);
    expect(of({ left: '2027-02-02' }, dated)).toEqual([0, 1]);
    expect(of({ left: '2027-02' }, dated)).toEqual([0, 1, 2, 3, 4]);
    expect(of({ left: '2027-01' }, dated)).toEqual([]);
    // the second month counts 60 %, the fourteenth in full
    expect(of({ hired: '2027-01-11' }, dated, [0.2, 0.6])).toEqual([0, 2, 4]);
    expect(of({ hired: '2025-12-11' }, dated, [0.2, 0.6])).toEqual([0, 1, 2, 3, 4]);
    expect(of({ presence: new Map([['2027-02', 0.5]]) }, dated)).toEqual([0, 2, 4]);
    const both = { hired: '2027-02', presence: new Map([['2027-02', 0.5]]) };
    expect(of(both, dated, [0.4])).toEqual([2]);
    // without dates there are no months
    expect(of({ hired: '2027-03' })).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('visits of a period', () => {
  it('of six a year: half of the accounts have two a quarter and one the next', () => {
    const perYear = new Map(['c', 'a', 'b', 'd'].map(id => [id, 6]));
    const parts = [0, 1, 2, 3].map(part => askedVisits(perYear, 13, part));
    expect(parts.map(part => ['a', 'b', 'c', 'd'].map(id => part.get(id)))).toEqual([
      [1, 1, 2, 2],
      [2, 2, 1, 1],
      [1, 1, 2, 2],
      [2, 2, 1, 1],
    ]);
  });

  it('add up to those of the year, by the formula of docs/tours.md', () => {
    const visits = fc.array(fc.constantFrom(1, 2, 2.5, 6, 13, 50), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(visits, fc.constantFrom(1, 4, 13, 52), (list, weeks) => {
        const perYear = new Map(list.map((v, i) => [`a${i}`, v]));
        const periods = 52 / weeks;
        const of = Array.from({ length: periods }, (_, p) => askedVisits(perYear, weeks, p));
        for (const [id, v] of perYear) {
          const sum = of.reduce((total, part) => total + part.get(id)!, 0);
          expect(Math.abs(sum - v)).toBeLessThan(1);
          const alike = [...perYear].filter(([, other]) => other === v).map(([other]) => other);
          const [f, o] = [v / periods, (alike.indexOf(id) + 0.5) / alike.length];
          const formula = (p: number) => Math.floor((p + 1) * f + o + 1e-9) - Math.floor(p * f + o + 1e-9);
          expect(of.map(part => part.get(id))).toEqual(of.map((_, p) => formula(p)));
        }
      }),
      { numRuns: 60 },
    );
  });
});
