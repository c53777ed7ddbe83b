// Who is in which group, and the columns that say so.

import { expect, it } from 'vitest';
import { levelColumns, levelRows } from '../../../src/evaluate/hierarchy/table.ts';
import { leveledPlan, missingPlace, treeOf } from '../../../src/evaluate/hierarchy/tree.ts';
import type { HierarchyKpis, LeveledPlan } from '../../../src/evaluate/hierarchy/types.ts';
import type { Plan, PlanHierarchy } from '../../../src/model/plan.ts';

const group = (level: string, id: string) => ({ level, id });

it('sectors are in groups, and groups in those above', () => {
  const tree = treeOf(
    {
      tiers: [{ name: 'area' }, { name: 'region' }],
      // an area may be called like a region
      groups: [
        group('region', 'N'),
        group('area', 'A'),
        group('area', 'N'),
        group('area', 'C'),
        group('region', 'S'),
      ],
      members: [
        ...[
          ['area', 'S1', 'N'],
          ['area', 'S2', 'A'],
          ['area', 'S3', 'N'],
          ['area', 'S5', 'gone'],
          ['area', 'S6', 'C'],
        ],
        ...[
          ['region', 'N', 'S'],
          ['region', 'A', 'N'],
          ['region', 'S1', 'N'],
        ],
      ],
    } as unknown as PlanHierarchy,
    ['S3', 'S1', 'S2', 'S4', 'S5', 'S6'],
  );
  expect(tree.groups.map(list => list.map(({ id }) => id))).toEqual([
    ['A', 'N', 'C'],
    ['N', 'S'],
  ]);
  expect(tree.groupOfUnit.map(list => [...list])).toEqual([
    [1, 1, 0, -1, -1, 2],
    [0, 1, -1],
  ]);
  expect(tree.groupOfSector.map(list => [...list])).toEqual([
    [1, 1, 0, -1, -1, 2],
    [1, 1, 0, -1, -1, -1],
  ]);
  expect([0, 1, 2].map(g => tree.parentOf(0, g))).toEqual(['N', 'S', null]);
  expect([0, 1].map(g => tree.parentOf(1, g))).toEqual([null, null]);
  expect([tree.membersOf(0, 1), tree.membersOf(0, 2), tree.membersOf(1, 1)]).toEqual([
    ['S3', 'S1'],
    ['S6'],
    ['N'],
  ]);
  expect(tree.membersOf(2, 0)).toEqual([]);
});

it('a plan has levels when it was asked for them and has them', () => {
  const of = (asked: unknown, hierarchy: unknown) =>
    leveledPlan({ settings: { hierarchy: asked }, hierarchy } as unknown as Plan);
  expect(of('asked', 'had')).toEqual({ settings: 'asked', plan: 'had' });
  expect([of('asked', undefined), of(undefined, 'had')]).toEqual([undefined, undefined]);
});

it('a column per level says whose a sector is', () => {
  const levels = [
    {
      level: 'area',
      groups: [
        { id: 'A', members: ['S1', 'S2'] },
        { id: 'B', members: ['S3'] },
      ],
    },
    { level: 'region', groups: [{ id: 'N', members: ['A'] }] },
  ];
  const columns = levelColumns({ levels } as unknown as HierarchyKpis);
  expect(columns.map(({ name, of }) => [name, Object.fromEntries(of)])).toEqual([
    ['area_id', { S1: 'A', S2: 'A', S3: 'B' }],
    ['region_id', { S1: 'N', S2: 'N', S3: '' }],
  ]);
  expect(levelColumns(undefined)).toEqual([]);
});

it('a row per group has its figures, and columns of the measures', () => {
  const balance = { value: 1.234, target: 2.345, deviation: -0.1234567 };
  const one = {
    ...{
      id: 'A',
      name: 'Alpha',
      manager: null,
      parent: null,
      sectors: 2,
      fte: 1.23456789,
      zones: 3,
      accounts: 4,
    },
    ...{
      potential: null,
      revenue: 5.678,
      penetration: 0.1234567,
      workload_hours: 6.789,
      capacity_hours: 7.891,
    },
    ...{
      fte_use: null,
      travel_hours: 8.912,
      travel_km: 9.123,
      coverage: 0.7654321,
      manager_travel_hours: 1.357,
    },
    ...{ contiguity: { pieces: 2 }, start: { lat: 46.1234567, lon: 2.7654321, found: true } },
    balance: { sectors: balance, zones: balance, people: balance },
  };
  const two = {
    ...one,
    id: 'B',
    manager: 'M',
    parent: 'N',
    start: { lat: 1, lon: 2, found: false },
    balance: {},
  };
  const levels = [{ level: 'area', balance: one.balance, groups: [one, two] }];
  const [header, first, second] = [...levelRows({ levels } as unknown as HierarchyKpis)];
  const cells = (row: readonly unknown[] | undefined) =>
    Object.fromEntries((header ?? []).map((name, c) => [name, row?.[c]]));
  expect(cells(first)).toEqual({
    ...{ level: 'area', group_id: 'A', group_name: 'Alpha', manager_id: '', parent_id: '' },
    ...{ sectors: 2, fte: 1.234568, zones: 3, accounts: 4 },
    ...{ sectors_target: 2.35, sectors_deviation: -0.123457 },
    ...{ zones_measure: 1.23, zones_measure_target: 2.35, zones_measure_deviation: -0.123457 },
    ...{ people: 1.23, people_target: 2.35, people_deviation: -0.123457 },
    ...{ potential_total: null, revenue_total: 5.68, penetration: 0.123457, workload_hours: 6.79 },
    ...{
      capacity_hours: 7.89,
      fte_use: null,
      travel_hours: 8.91,
      travel_km: 9.12,
      coverage_accounts: 0.765432,
    },
    ...{ manager_travel_hours: 1.36, pieces: 2, start_lat: 46.123457, start_lon: 2.765432, start_found: 1 },
  });
  expect(cells(second)).toMatchObject({
    manager_id: 'M',
    parent_id: 'N',
    people: null,
    people_target: null,
    start_found: 0,
  });
});

it('levels that leave out a sector or a group are told of', () => {
  const leveled = (members: readonly (readonly string[])[], levels = 2) =>
    ({
      settings: { levels: Array.from({ length: levels }) },
      plan: {
        tiers: [{ name: 'area' }, { name: 'region' }],
        groups: [group('area', 'A'), group('area', 'B'), group('region', 'N')],
        members,
      },
    }) as unknown as LeveledPlan;
  const sectors = [
    ['area', 'S1', 'A'],
    ['area', 'S2', 'B'],
  ];
  const areas = [
    ['region', 'A', 'N'],
    ['region', 'B', 'N'],
  ];
  const of = (members: readonly (readonly string[])[], levels?: number) =>
    missingPlace(leveled(members, levels), ['S1', 'S2']);
  expect(of([...sectors, ...areas])).toBeNull();
  expect(of([['area', 'S1', 'A'], ['area', 'S9', 'B'], ...areas])).toBe(
    'no group of level area that S2 is in',
  );
  expect(of([...sectors, ['region', 'A', 'N']])).toBe('no group of level region that B is in');
  expect(of([...sectors, ...areas], 1)).toBe('2 levels, and settings of 1');
});
