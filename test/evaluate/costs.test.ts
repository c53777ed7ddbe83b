import fc from 'fast-check';
import { expect, test } from 'vitest';
import { costRows, hasCosts } from '../../src/evaluate/costs.ts';
import { computeKpis } from '../../src/evaluate/kpis.ts';
import { sectorIdsOf } from '../../src/evaluate/sector-ids.ts';
import { type GridAccount, type GridRep, gridContext, gridExtras, gridResult, gridTravel } from './grid.ts';

const MAP = 'AAB ACB ACC';
const places = [
  [1, 0],
  [1, 2],
  [0.3, 1.7],
] as const;

function world(rates: readonly Partial<GridRep>[], accounts: readonly GridAccount[], areaKm2 = 0) {
  const reps = rates.map(
    (rate, j): GridRep => ({ id: 'ABC'[j] as string, at: places[j] as [number, number], ...rate }),
  );
  const context = gridContext({ reps, accounts, areaKm2 });
  const result = gridResult(context, reps, MAP);
  const table = { context, result, sectorIds: sectorIdsOf(context, []), travel: gridTravel };
  const [header = [], ...rows] = [...costRows(table)];
  const cell = (row: readonly unknown[], column: string) => row[header.indexOf(column)];
  return { context, kpis: computeKpis(context, result, gridExtras(context)), rows, cell };
}

const PRICED = { costPerHour: 30, costPerKm: 0.5, gCo2PerKm: 120 };

test('an account costs its visits, and its part of the way, at the rates of its rep', () => {
  const { rows, cell } = world(
    [PRICED, { ...PRICED, costPerHour: 60 }, PRICED],
    [
      { id: 'a1', zone: 'z20', numbers: { visits_per_year: 5, revenue: 100 } },
      { id: 'b1', zone: 'z22', numbers: { visits_per_year: 10, revenue: 0 } },
    ],
  );
  // five visits of an hour, one tour there and back of 100 km each way: 7 h and 200 km
  expect(rows[0]).toEqual(['default', 'a1', '', 'z20', 'A', 'A', 5, 7, 200, 310, 62, 24, 100, 3.1]);
  // two tours; nothing can be a share of no revenue
  expect(rows[1]?.slice(6)).toEqual([10, 14, 400, 1040, 104, 48, 0, null]);
  expect(cell(rows[1] ?? [], 'rep_id')).toBe('B');
});

test('what is not known is empty, never zero', () => {
  const accounts: GridAccount[] = [
    { id: 'a1', zone: 'z10', numbers: { visits_per_year: 5 } },
    { id: 'b1', zone: 'z22', numbers: { visits_per_year: 5 } },
  ];
  const { context, kpis, rows, cell } = world([PRICED, { costPerHour: 30 }, PRICED], accounts);
  expect(hasCosts(context)).toBe(true);
  expect(['cost', 'cost_per_visit', 'kg_co2', 'revenue'].map(column => cell(rows[1] ?? [], column))).toEqual(
    Array(4).fill(null),
  );
  expect(kpis.plan.cost).toMatchObject({ total: null, km_cost: null, per_account: null });
  expect(kpis.plan.cost.hours_cost).toBeCloseTo(30 * kpis.plan.workload.hours, 5);
  const needs = new Map(kpis.plan.unavailable.map(({ kpi, needs }) => [kpi, needs]));
  expect(needs.get('cost.total')).toBe('reps.cost_per_km');
  expect(needs.get('cost.km_cost')).toBe('reps.cost_per_km');
  expect(needs.has('cost.hours_cost')).toBe(false);
  // neither a cost nor kilograms of anyone: there is nothing to write
  expect(hasCosts(world([{ costPerHour: 30 }, {}, {}], accounts).context)).toBe(false);
});

test('the rows of costs.csv add up to the sectors and the plan, to the cent', () => {
  const rate = fc.record({
    costPerHour: fc.double({ min: 0, max: 90, noNaN: true }),
    costPerKm: fc.double({ min: 0, max: 2, noNaN: true }),
    gCo2PerKm: fc.double({ min: 0, max: 300, noNaN: true }),
  });
  const account = fc.record({
    zone: fc.constantFrom('z00', 'z01', 'z02', 'z10', 'z11', 'z12', 'z20', 'z21', 'z22'),
    visits: fc.double({ min: 0, max: 40, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.array(rate, { minLength: 3, maxLength: 3 }),
      fc.array(account, { minLength: 1, maxLength: 60 }),
      (rates, drawn) => {
        const accounts = drawn.map(({ zone, visits }, a) => ({
          id: `a${String(a).padStart(3, '0')}`,
          zone,
          numbers: { visits_per_year: visits },
        }));
        const { kpis, rows, cell } = world(rates, accounts, 500);
        const sum = (column: string, sector: string | null) =>
          rows
            .filter(row => sector === null || cell(row, 'sector_id') === sector)
            .reduce((all, row) => all + Number(cell(row, column)), 0);
        for (const figures of [...kpis.sectors, { ...kpis.plan, sector_id: null }]) {
          const cents = figures.sector_id === null ? 3 : 1;
          const expected = [
            ['visits', figures.visits.asked],
            ['hours', figures.workload.hours],
            ['km', figures.travel.km],
            ['cost', figures.cost.total],
            ['kg_co2', figures.travel.kg_co2],
          ] as const;
          for (const [column, value] of expected)
            expect(Math.abs(sum(column, figures.sector_id) - (value ?? 0))).toBeLessThan(
              0.0051 * cents + 1e-6,
            );
          const { total, hours_cost, km_cost, per_account } = figures.cost;
          expect((hours_cost ?? 0) + (km_cost ?? 0)).toBeCloseTo(total ?? 0, 4);
          if (figures.accounts > 0) expect(per_account).toBeCloseTo((total ?? 0) / figures.accounts, 4);
        }
      },
    ),
    { numRuns: 60, seed: 7 },
  );
});
