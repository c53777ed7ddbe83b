import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveFte, monthsOf, presenceOf } from '../../src/model/period.ts';
import { makeRep } from './world.ts';

const year = { period: { from: '2027-01', months: 12 }, rampUp: [] };
const share = (patch: object, settings: Parameters<typeof presenceOf>[1] = year) =>
  presenceOf(makeRep('R1', patch), settings);

describe('presence', () => {
  it('is whole for who is there', () => {
    expect(share({})).toBe(1);
    expect(share({ hired: '2019-06-01', left: '2031-01' })).toBe(1);
  });

  it('does not ask without a period', () => {
    const settings = { period: null, rampUp: [0.5] };
    expect(share({ hired: '2027-04', presence: new Map([['2027-05', 0]]) }, settings)).toBe(1);
  });

  it('counts months, and days where a day is given', () => {
    expect(share({ hired: '2027-04' })).toBe(9 / 12);
    expect(share({ left: '2027-04' })).toBe(4 / 12);
    // 16 of April's 30 days, and eight months
    expect(share({ hired: '2027-04-15' })).toBeCloseTo((16 / 30 + 8) / 12, 12);
    expect(share({ left: '2027-04-15' })).toBeCloseTo((3 + 15 / 30) / 12, 12);
    expect(share({ hired: '2027-04-10', left: '2027-04-12' })).toBeCloseTo(3 / 30 / 12, 12);
    expect(share({ hired: '2028-01' })).toBe(0);
    expect(share({ left: '2026-12' })).toBe(0);
  });

  it('ramps up from the month of hiring, also when that was before the period', () => {
    const settings = { ...year, rampUp: [0.25, 0.5, 0.75] };
    expect(share({ hired: '2027-04' }, settings)).toBeCloseTo((0.25 + 0.5 + 0.75 + 6) / 12, 12);
    expect(share({ hired: '2026-12-20' }, settings)).toBeCloseTo((0.5 + 0.75 + 10) / 12, 12);
    expect(share({}, settings)).toBe(1);
  });

  it('takes part-time months of the period, and no others', () => {
    const presence = new Map([
      ['2027-03', 0.5],
      ['2027-04', 0],
      ['2028-03', 0],
    ]);
    expect(share({ presence })).toBe(10.5 / 12);
  });

  it('knows the months of a period that goes over a new year', () => {
    const settings = { period: { from: '2027-11', months: 4 }, rampUp: [] };
    expect(monthsOf(settings)).toEqual(['2027-11', '2027-12', '2028-01', '2028-02']);
    // 2028 is a leap year
    expect(share({ left: '2028-02-28' }, settings)).toBeCloseTo((3 + 28 / 29) / 4, 12);
    expect(monthsOf({ period: null })).toEqual([]);
  });
});

it('is what counting the days one by one says', () => {
  const date = fc.date({ min: new Date('2025-06-01'), max: new Date('2029-06-30'), noInvalidDate: true });
  const day = fc.tuple(date, fc.boolean()).map(([at, whole]) => at.toISOString().slice(0, whole ? 7 : 10));
  const maybe = fc.option(day, { nil: undefined });
  const part = fc.constantFrom(0, 0.2, 0.5, 1);
  const month = fc.integer({ min: 0, max: 47 }).map(m => {
    const at = new Date(Date.UTC(2026, m, 1));
    return at.toISOString().slice(0, 7);
  });
  fc.assert(
    fc.property(
      maybe,
      maybe,
      fc.array(fc.tuple(month, part), { maxLength: 6 }),
      fc.array(part, { maxLength: 4 }),
      month,
      fc.integer({ min: 1, max: 20 }),
      (hired, left, parts, rampUp, from, months) => {
        const presence = new Map(parts);
        const rep = makeRep('R1', {
          fte: 0.8,
          ...(hired !== undefined && { hired }),
          ...(left !== undefined && { left }),
          presence,
        });
        // with the calendar of the platform, a day at a time
        let sum = 0;
        const [firstYear, firstMonth] = from.split('-').map(Number) as [number, number];
        for (let m = 0; m < months; m++) {
          const days: string[] = [];
          const at = new Date(Date.UTC(firstYear, firstMonth - 1 + m, 1));
          for (const name = at.getUTCMonth(); at.getUTCMonth() === name; at.setUTCDate(at.getUTCDate() + 1))
            days.push(at.toISOString().slice(0, 10));
          const name = days[0]!.slice(0, 7);
          const end = left?.length === 7 ? `${left}-31` : left;
          const there = days.filter(d => (!hired || d >= hired) && (!end || d <= end)).length;
          const since = hired
            ? 12 * (Number(name.slice(0, 4)) - Number(hired.slice(0, 4))) +
              Number(name.slice(5)) -
              Number(hired.slice(5, 7))
            : -1;
          sum += (there / days.length) * (presence.get(name) ?? 1) * (since < 0 ? 1 : (rampUp[since] ?? 1));
        }
        const settings = { period: { from, months }, rampUp };
        expect(effectiveFte([rep], settings)[0]).toBeCloseTo((0.8 * sum) / months, 12);
      },
    ),
    { numRuns: 300 },
  );
});
