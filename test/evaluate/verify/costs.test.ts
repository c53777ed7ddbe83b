// costs.csv as verify judges it, and whose decisions by hand a plan has to follow.

import { describe, expect, it } from 'vitest';
import { newCheck } from '../../../src/evaluate/verify/check.ts';
import { checkCosts } from '../../../src/evaluate/verify/costs.ts';
import type { Facts } from '../../../src/evaluate/verify/facts.ts';
import { decisionsHere } from '../../../src/evaluate/verify/overrides.ts';
import type { VerifyInput, World } from '../../../src/evaluate/verify/world.ts';
import type { Override } from '../../../src/model/overrides.ts';

const header = [
  ...['layer', 'account_id', 'account_name', 'zone_id', 'sector_id', 'rep_id', 'visits', 'hours', 'km'],
  ...['cost', 'kg_co2', 'cost_per_visit', 'revenue', 'cost_share_of_revenue'],
];

/** One rep at 20 an hour and 0.5 a km; accounts a1 to a3 of 2 visits, 3 hours and 10 km each, the last in no zone. */
function wrong(rows: readonly string[], unitOf = [0, 1, -1]): readonly string[] {
  const check = newCheck('costs');
  const each = (value: number) => Float64Array.from(unitOf, () => value);
  const world = {
    k: 1,
    accounts: {
      id: ['a1', 'a2', 'a3'],
      name: ['One', 'Two', 'Three'],
      count: 3,
      numbers: new Map([['revenue', Float64Array.of(0, 240, Number.NaN)]]),
    },
    reps: [{ id: 'R1', costPerHour: 20, costPerKm: 0.5, gCo2PerKm: Number.NaN }],
    unitOf: Int32Array.from(unitOf),
    unitId: ['Z1', 'Z2'],
    assigned: Int32Array.of(0, 0, 0),
    visits: each(2),
  } as unknown as World;
  const facts = { world, sums: { accountHours: each(3), accountKm: each(10) } } as unknown as Facts;
  const input = {
    tables: { costs: { header, rows: rows.map(row => row.split(',')) } },
    plan: { sectors: [{ layer: 'field' }] },
  } as unknown as VerifyInput;
  checkCosts(input, facts, ['S1'], check);
  return check.result().problems;
}

const nothingEarned = 'field,a1,One,Z1,S1,R1,2,3,10,65,,32.5,0,';
const earned = 'field,a2,Two,Z2,S1,R1,2,3,10,65,,32.5,240,0.270833';

describe('costs.csv', () => {
  it('has a share of revenue where there is some, and none where there is none', () => {
    expect(wrong([nothingEarned, earned])).toEqual([]);
    expect(wrong([`${nothingEarned}0`, earned])).toEqual([
      'costs.csv: account a1: cost_share_of_revenue is "0", recomputed empty',
    ]);
    expect(wrong([nothingEarned, earned.replace(',0.270833', ',')])).toEqual([
      'costs.csv: account a2: cost_share_of_revenue is "", recomputed 0.2708333333',
    ]);
  });

  it('has every account that is served, also of the first zone', () => {
    const sums = (name: string, all: number, written: number) =>
      `costs.csv: ${name} of sector S1 adds up to ${written}, recomputed ${all}`;
    // sums are of the rows there are
    expect(wrong([earned])).toEqual(['costs.csv lacks account a1']);
    expect(wrong([nothingEarned])).toEqual(['costs.csv lacks account a2']);
    expect(wrong([])).toEqual(['costs.csv lacks account a1', 'costs.csv lacks account a2']);
    expect(wrong([nothingEarned.replace(',2,3,', ',2,3.5,'), earned])).toEqual([
      'costs.csv: account a1: hours is "3.5", recomputed 3',
      sums('hours', 6, 6.5),
    ]);
  });

  it('has nobody else, and nobody twice', () => {
    const third = nothingEarned.replace('a1,One', 'a3,Three');
    expect(wrong([nothingEarned, earned, third])).toEqual([
      'costs.csv: account a3 is none that the plan serves',
    ]);
    expect(wrong([nothingEarned, earned, earned])).toEqual(['costs.csv: account a2 is listed twice']);
  });
});

describe('decisions by hand', () => {
  const decision = (rep: string, account: string): Override => ({
    ...{
      zone: account === '' ? 'Z1' : '',
      account,
      rep,
      author: 'DV',
      reason: 'r',
      date: '2026-01-05',
      line: 2,
    },
  });
  const world = (accounts: readonly string[] | null) =>
    ({ repIndex: new Map([['R1', 0]]), accounts: accounts && { id: accounts } }) as unknown as World;
  const here = (overrides: readonly Override[] | undefined, accounts: readonly string[] | null) =>
    decisionsHere({ overrides } as unknown as VerifyInput, world(accounts));

  it('are those about its own reps, of zones or of its own accounts', () => {
    const [zone, own, other, elsewhere] = [
      ...[decision('R1', ''), decision('R1', 'a1'), decision('R1', 'a9'), decision('R2', 'a1')],
    ];
    expect(here([zone!, own!, other!, elsewhere!, decision('R2', '')], ['a1', 'a2'])).toEqual([zone, own]);
    expect(here([zone!, own!], null)).toEqual([zone]);
    expect(here(undefined, ['a1'])).toEqual([]);
  });
});
