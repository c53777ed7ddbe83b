import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askedVisits } from '../../src/evaluate/verify/tours/days.ts';
import { visitsInPeriod } from '../../src/model/tour-demand.ts';
import { PERIOD_WEEKS, type PeriodName, periodsOfYear } from '../../src/model/tour-settings.ts';

const visits = fc.array(fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 12, 26, 52, 0.5, 2.5, 3.6), {
  minLength: 1,
  maxLength: 40,
});
const period = fc.constantFrom<PeriodName>('week', 'month', 'quarter', 'year');

const parts = (perYear: readonly number[], name: PeriodName) =>
  Array.from({ length: periodsOfYear(name) }, (_, part) => [
    ...visitsInPeriod(perYear, perYear.keys(), { period: name }, part),
  ]);

describe('visits of a period', () => {
  it('of a year make the visits of every account', () => {
    fc.assert(
      fc.property(visits, period, (perYear, name) => {
        const all = parts(perYear, name);
        for (const [a, wanted] of perYear.entries()) {
          const year = all.reduce((sum, part) => sum + part[a]!, 0);
          if (Number.isInteger(wanted)) expect(year).toBe(wanted);
          else expect(Math.abs(year - wanted)).toBeLessThan(1);
        }
      }),
    );
  });

  it('of accounts alike are their share of the year within one, in every part', () => {
    fc.assert(
      fc.property(visits, period, (perYear, name) => {
        for (const part of parts(perYear, name)) {
          for (const frequency of new Set(perYear)) {
            const group = [...perYear.keys()].filter(a => perYear[a] === frequency);
            const sum = group.reduce((total, a) => total + part[a]!, 0);
            expect(Math.abs(sum - (group.length * frequency) / periodsOfYear(name))).toBeLessThanOrEqual(1);
          }
        }
      }),
    );
  });

  it('are those that verify counts', () => {
    fc.assert(
      fc.property(visits, period, fc.nat(51), (perYear, name, number) => {
        const part = number % periodsOfYear(name);
        const id = (a: number) => `A${String(a).padStart(3, '0')}`;
        const known = new Map(perYear.flatMap((count, a) => (count > 0 ? [[id(a), count] as const] : [])));
        const asked = askedVisits(known, PERIOD_WEEKS[name], part);
        const own = visitsInPeriod(perYear, perYear.keys(), { period: name }, part);
        expect(
          [...own.entries()].filter(([a]) => perYear[a]! > 0).map(([a, count]) => [id(a), count]),
        ).toEqual([...asked].sort());
      }),
    );
  });
});
