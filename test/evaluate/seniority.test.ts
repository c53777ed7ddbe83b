// A sector's figures are at its own rep's pace and of the FTE that counts: a loop over the accounts says the same.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeKpis } from '../../src/evaluate/kpis.ts';
import { sectorRows } from '../../src/evaluate/sector-table.ts';
import { zoneRows } from '../../src/evaluate/tables.ts';
import { type GridRep, gridContext, gridExtras, gridResult, gridTravel } from './grid.ts';

const period = { from: '2027-01', months: 12 };
// A is there from April, slow in health; B is quick in shops
const reps: GridRep[] = [
  {
    ...{ id: 'A', at: [0, 0], seniority: 'junior', hired: '2027-04', costPerHour: 30, costPerKm: 0 },
    segmentProductivity: new Map([['farms', 0.8]]),
  },
  {
    id: 'B',
    at: [2, 2],
    segmentProductivity: new Map([['shops', 1.25]]),
    fte: 0.8,
    costPerHour: 40,
    costPerKm: 0,
  },
];
const settings = {
  period,
  rampUp: [0.25, 0.5, 0.75],
  productivityBySegment: { junior: { health: 0.5, farms: 0.1 } },
};
const drawing = 'ABB AAB AAB';

describe('sectors of reps of different pace', () => {
  const account = fc.record({
    zone: fc.constantFrom('z00', 'z01', 'z02', 'z10', 'z11', 'z12', 'z20', 'z21', 'z22'),
    segment: fc.constantFrom('', 'health', 'shops', 'farms'),
    rep: fc.constantFrom('', 'A', 'B'),
    locked: fc.boolean(),
    numbers: fc.record({
      visits_per_year: fc.integer({ min: 0, max: 12 }),
      visit_minutes: fc.integer({ min: 5, max: 120 }),
    }),
  });
  const pace: Record<string, Record<string, number>> = { A: { health: 0.5, farms: 0.8 }, B: { shops: 1.25 } };
  const counted: Record<string, number> = { A: (0.25 + 0.5 + 0.75 + 6) / 12, B: 0.8 };

  it('have the hours of a loop over their accounts', () => {
    fc.assert(
      fc.property(fc.array(account, { minLength: 1, maxLength: 15 }), list => {
        const accounts = list.map((one, a) => ({ ...one, id: `a${String(a).padStart(2, '0')}` }));
        const context = gridContext({ reps, accounts, settings });
        const result = gridResult(context, reps, drawing);
        const kpis = computeKpis(context, result, gridExtras(context));
        const hoursOf = (a: number, rep: GridRep) => {
          const { zone, segment, numbers } = list[a]!;
          const minutes =
            60 * (Math.abs(Number(zone[1]) - rep.at[0]) + Math.abs(Number(zone[2]) - rep.at[1]));
          const visits =
            (numbers.visits_per_year * numbers.visit_minutes) / 60 / (pace[rep.id]![segment] ?? 1);
          return { visits, all: visits + (2 * minutes * numbers.visits_per_year) / 60 / 5 };
        };
        const total = { hours: 0, visits: 0, cost: 0, fte: 0 };
        const sectors = reps.map((rep, j) => {
          let [visits, hours, asked] = [0, 0, 0];
          for (const a of list.keys()) {
            if (result.accountRep[a] !== j) continue;
            visits += hoursOf(a, rep).visits;
            hours += hoursOf(a, rep).all;
            asked += list[a]!.numbers.visits_per_year;
          }
          total.hours += hours;
          total.visits += visits;
          total.cost += hours * rep.costPerHour!;
          total.fte += counted[rep.id]!;
          return { rep, visits, hours, asked, capacity: counted[rep.id]! * 1000 };
        });
        const all = counted.A! + counted.B!;
        sectors.forEach(({ rep, visits, hours, asked, capacity }, j) => {
          const { workload, cost, visits: frequency, balance } = kpis.sectors[j]!;
          expect(workload.hours).toBeCloseTo(hours, 5);
          expect(workload.visit_hours).toBeCloseTo(visits, 5);
          expect(workload.fte_effective).toBeCloseTo(counted[rep.id]!, 6);
          expect(workload.capacity_hours).toBeCloseTo(capacity, 5);
          expect(workload.fte_use).toBeCloseTo(hours / capacity, 5);
          expect(cost.total).toBeCloseTo(hours * rep.costPerHour!, 4);
          if (hours > 0 && asked > 0) expect(frequency.possible).toBeCloseTo((asked * capacity) / hours, 4);
          expect(balance.workload!.target).toBeCloseTo((total.hours * counted[rep.id]!) / all, 5);
        });
        expect(kpis.plan.workload.hours).toBeCloseTo(total.hours, 5);
        expect(kpis.plan.workload.fte_effective).toBeCloseTo(total.fte, 6);
        expect(kpis.plan.cost.total).toBeCloseTo(total.cost, 4);
        // before: the same accounts at the pace of today's reps
        const today = list.flatMap(({ rep }, a) =>
          rep === '' ? [] : [hoursOf(a, reps.find(r => r.id === rep)!).visits],
        );
        if (kpis.before)
          expect(kpis.before.workload.visit_hours).toBeCloseTo(
            today.reduce((sum, hours) => sum + hours, 0),
            5,
          );
        // zones.csv and sectors.csv say the same
        const input = { context, result, sectorIds: ['A', 'B'], travel: gridTravel };
        const [header, ...rows] = [...zoneRows(input)];
        for (const row of rows) {
          const mine = list.flatMap(({ zone, locked, rep }, a) =>
            zone === row[header!.indexOf('zone_id')] && !(locked && rep !== '') ? [a] : [],
          );
          const rep = reps.find(({ id }) => id === row[header!.indexOf('rep_id')])!;
          const hours = mine.reduce((sum, a) => sum + hoursOf(a, rep).all, 0);
          expect(Math.abs((row[header!.indexOf('workload')] as number) - hours)).toBeLessThan(0.00501);
        }
        const [columns, ...table] = [...sectorRows(context, kpis)];
        expect(table.map(row => row[columns!.indexOf('fte_effective')])).toEqual([0.625, 0.8]);
      }),
      { numRuns: 100 },
    );
  });
});
