// The figures of a plan a third time, from the text of its files alone: accounts.csv grouped by assigned rep as a spreadsheet
// would, against sectors.csv and kpis.json. No formula is shared with the program or with verify.

import { expect, it } from 'vitest';
import { type Fixture, inputsOf, type Row } from './metamorphic/inputs.ts';
import { planOf } from './metamorphic/plans.ts';

function table(text: string): Row[] {
  const [header, ...rows] = text
    .trimEnd()
    .split('\n')
    .map(line => line.split(','));
  return rows.map(cells =>
    Object.fromEntries((header as string[]).map((name, c) => [name, cells[c] as string])),
  );
}

const given = (cell: string | undefined) => cell !== undefined && cell !== '';
const sum = (rows: readonly Row[], column: string) =>
  rows.reduce((all, row) => all + (given(row[column]) ? Number(row[column]) : 0), 0);
/** over the rows that have both */
const share = (rows: readonly Row[], part: string, whole: string) => {
  const both = rows.filter(row => given(row[part]) && given(row[whole]));
  return sum(both, part) / sum(both, whole);
};

/** Columns of sectors.csv, and what they come to for the accounts of a rep. */
const FIGURES: Readonly<Record<string, (own: readonly Row[], all: readonly Row[], rep: string) => number>> = {
  accounts: own => own.length,
  potential_total: own => sum(own, 'potential'),
  revenue_total: own => sum(own, 'revenue'),
  penetration: own => sum(own, 'revenue') / sum(own, 'potential'),
  visits_asked: own => sum(own, 'visits_per_year'),
  visits_per_account: own => sum(own, 'visits_per_year') / own.length,
  visits_done: own => sum(own, 'visits_done'),
  visits_done_ratio: own => share(own, 'visits_done', 'visits_per_year'),
  response_rate: own => share(own, 'responses', 'solicitations'),
  conversion_rate: own => share(own, 'opportunities', 'leads'),
  nps: own => {
    const answers = own.filter(row => given(row.nps)).map(row => Number(row.nps));
    const of = (holds: (answer: number) => boolean) => answers.filter(holds).length;
    return (100 * (of(a => a >= 9) - of(a => a <= 6))) / answers.length;
  },
  mean_minutes: own =>
    own.reduce((all, row) => all + Number(row.travel_minutes) * Number(row.visits_per_year), 0) /
    sum(own, 'visits_per_year'),
  accounts_gained: (own, _, rep) => own.filter(row => given(row.rep_id) && row.rep_id !== rep).length,
  accounts_lost: (_, all, rep) => all.filter(row => row.rep_id === rep && row.assigned_rep_id !== rep).length,
};

it.each<Fixture>(['bretagne', 'ain-excel'])(
  'sectors.csv is what a pivot table of accounts.csv says (%s)',
  async fixture => {
    const { files, kpis } = await planOf(inputsOf(fixture));
    const accounts = table(files.get('accounts.csv') as string);
    const sectors = table(files.get('sectors.csv') as string);
    let compared = 0;
    for (const sector of sectors) {
      const own = accounts.filter(row => row.assigned_rep_id === sector.rep_id);
      for (const [column, of] of Object.entries(FIGURES)) {
        const value = of(own, accounts, sector.rep_id as string);
        const cell = sector[column] as string;
        // a column that the accounts do not have is a figure that is not known
        if (cell === '') {
          expect(own.every(row => !given(row[NEEDS[column] ?? column]))).toBe(true);
          continue;
        }
        // minutes of accounts are rounded to a tenth
        expect(Math.abs(Number(cell) - value), `${sector.sector_id} ${column}`).toBeLessThanOrEqual(
          column === 'mean_minutes' ? 0.1 : 0.00501,
        );
        compared++;
      }
      const named = ['hours_cost', 'km_cost'].map(column => Number(sector[column]));
      if (given(sector.cost_total))
        expect(Number(sector.cost_total)).toBeCloseTo((named[0] as number) + (named[1] as number), 1);
    }
    expect(compared).toBeGreaterThan(30);
    const { plan } = kpis as {
      plan?: { commercial: { potential: number }; disruption: { accounts: number } };
    };
    expect(plan?.commercial.potential).toBe(sum(accounts, 'potential'));
    expect(plan?.disruption.accounts).toBe(sum(accounts, 'moved'));
  },
);

/** the input column of a figure that may be absent */
const NEEDS: Readonly<Record<string, string>> = {
  visits_done_ratio: 'visits_done',
  response_rate: 'responses',
  conversion_rate: 'leads',
};
