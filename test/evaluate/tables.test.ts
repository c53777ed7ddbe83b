import { expect, test } from 'vitest';
import { changesOf } from '../../src/evaluate/changes.ts';
import { eligibility } from '../../src/evaluate/eligibility.ts';
import { computeKpis } from '../../src/evaluate/kpis.ts';
import { PALETTE, sectorColors, sectorNeighbors } from '../../src/evaluate/sector-colors.ts';
import { sectorIdsOf } from '../../src/evaluate/sector-ids.ts';
import { sectorRows } from '../../src/evaluate/sector-table.ts';
import { accountHeader, accountRows, changeRows, zoneRows } from '../../src/evaluate/tables.ts';
import { type GridAccount, type GridRep, gridContext, gridExtras, gridResult, gridTravel } from './grid.ts';

const reps: GridRep[] = [
  { id: 'A', at: [1, 0], name: 'Ana' },
  { id: 'B', at: [1, 2] },
];
const MAP = 'AAB AAB ABB';
const accounts: GridAccount[] = [
  { id: 'a1', zone: 'z10', name: '=cmd', numbers: { visits_per_year: 5, potential: 10.005, revenue: 1 } },
  { id: 'a2', zone: 'z11', rep: 'B', numbers: { visits_per_year: 5, potential: 20 } },
  { id: 'a3', zone: 'z22', rep: 'A', locked: true, numbers: { visits_per_year: 5, potential: 30 } },
  { id: 'a4', zone: 'z22', rep: 'gone', numbers: { visits_per_year: 5, potential: 40 } },
];
const settings = {
  measures: [
    { name: 'potential', tolerance: 0.1 },
    { name: 'workload', tolerance: 0.1 },
    { name: 'accounts', tolerance: 0.5 },
  ],
};

function world(header?: readonly string[]) {
  const context = gridContext({ reps, accounts, settings, ...(header ? { header } : {}) });
  const result = gridResult(context, reps, MAP);
  return {
    context,
    result,
    sectorIds: sectorIdsOf(context, []),
    travel: gridTravel,
  };
}

test('zones.csv: one row per zone, what follows the zone, workload with the approach', () => {
  const [header, ...rows] = [...zoneRows(world())];
  expect(header?.join()).toBe(
    'layer,zone_id,zone_name,sector_id,rep_id,incumbent_rep_id,moved,lat,lon,accounts,potential,workload',
  );
  expect(rows).toHaveLength(9);
  expect(rows[4]).toEqual(['default', 'z11', 'Zone 11', 'A', 'A', 'B', 1, 1, 1, 1, 20, 7]);
  // the locked account is its owner's, not the zone's
  expect(rows[8]).toEqual(['default', 'z22', 'Zone 22', 'B', 'B', '', 0, 2, 2, 1, 40, 7]);
  expect([...zoneRows(world(), 1)].length).toBe(1 + 4);
});

test('accounts.csv: the input’s columns unchanged, then the plan’s', () => {
  const [header, ...rows] = [...accountRows(world())];
  expect(header?.join()).toBe(
    'id,name,layer,zone_id,sector_id,assigned_rep_id,incumbent_rep_id,moved,travel_minutes',
  );
  expect(rows).toEqual([
    ['a1', '=cmd', 'default', 'z10', 'A', 'A', '', 0, 0],
    ['a2', 'name1', 'default', 'z11', 'A', 'A', 'B', 1, 60],
    ['a3', 'name2', 'default', 'z22', 'A', 'A', 'A', 0, 180],
    ['a4', 'name3', 'default', 'z22', 'B', 'B', 'gone', 0, 60],
  ]);
});

test('input columns with the name of a plan’s column are renamed, never overwritten', () => {
  const { columns, renamed } = accountHeader(['id', 'moved', 'moved_input', 'layer']);
  expect(columns.slice(0, 4)).toEqual(['id', 'moved_input2', 'moved_input', 'layer_input']);
  expect(renamed).toEqual([
    ['moved', 'moved_input2'],
    ['layer', 'layer_input'],
  ]);
  expect(new Set(columns).size).toBe(columns.length);
  const more = accountHeader(['moved', 'moved_input', 'moved_input2', 'moved_input3']);
  expect(more.renamed).toEqual([['moved', 'moved_input4']]);
});

test('sectors.csv: every measure against its target, and no column twice', () => {
  const { context, result } = world();
  const kpis = computeKpis(context, result, gridExtras(context));
  const [header, ...rows] = [...sectorRows(context, kpis)];
  const names = header as string[];
  expect(new Set(names).size).toBe(names.length);
  expect(names.slice(0, 15).join()).toBe(
    'layer,sector_id,sector_name,rep_id,rep_name,zones,accounts,potential,potential_target,potential_deviation,workload,workload_target,workload_deviation,accounts_target,accounts_deviation',
  );
  const at = (row: number, name: string) => rows[row]?.[names.indexOf(name)];
  expect(at(0, 'rep_name')).toBe('Ana');
  expect(at(0, 'sector_name')).toBe('Ana');
  expect(at(1, 'sector_name')).toBe('B');
  expect([at(0, 'potential'), at(0, 'potential_target')]).toEqual([60.01, 50]);
  expect(at(0, 'accounts_target')).toBe(2);
  expect(at(0, 'kg_co2')).toBeNull();
  expect(rows.map(row => row.length)).toEqual([names.length, names.length]);
});

test('a measure named like another column does not hide it', () => {
  const context = gridContext({
    reps,
    accounts: [{ id: 'a1', zone: 'z10', numbers: { nps: 9, lat: 4 } }],
    settings: {
      measures: [
        { name: 'nps', tolerance: 0.1 },
        { name: 'lat', tolerance: 0.1 },
      ],
    },
  });
  const result = gridResult(context, reps, MAP);
  const kpis = computeKpis(context, result, gridExtras(context));
  const [header] = [...sectorRows(context, kpis)] as string[][];
  expect(header).toEqual(expect.arrayContaining(['nps', 'nps_measure', 'nps_measure_target']));
  const [zoneHeader] = [
    ...zoneRows({
      context,
      result,
      sectorIds: ['A', 'B'],
      travel: gridTravel,
    }),
  ] as string[][];
  expect(zoneHeader?.slice(-2)).toEqual(['nps', 'lat_measure']);
});

test('changes.csv: who, from whom, to whom, and why', () => {
  const { context, result } = world();
  const rules = eligibility(context, result, gridTravel);
  const reasons = (splits: Parameters<typeof changesOf>[2]) =>
    [...changesOf(context, result, splits, rules)].map(change => change.reason);
  expect(reasons([])).toEqual([
    { code: 'zone-moved', zone: 'z11' },
    { code: 'departed', rep: 'gone' },
  ]);
  const part = (id: string) => ({ id, lat: 0, lon: 0, areaKm2: 1 });
  expect(reasons([{ zone: 'z1', parts: [part('z10'), part('z11')] }])[0]).toEqual({
    code: 'split',
    zone: 'z1',
  });

  const rows = [...changeRows(context, changesOf(context, result, [], rules), reason => reason.code)];
  expect(rows).toEqual([
    [
      'layer',
      'account_id',
      'account_name',
      'zone_id',
      'from_rep_id',
      'to_rep_id',
      'revenue',
      'potential',
      'reason',
    ],
    ['default', 'a2', '', 'z11', 'B', 'A', null, 20, 'zone-moved'],
    ['default', 'a4', '', 'z22', 'gone', 'B', null, 40, 'departed'],
  ]);
});

test('reasons: a zone shared today, an incumbent who may not serve it', () => {
  const shared: GridAccount[] = [
    { id: 'a1', zone: 'z11', rep: 'A', numbers: { visits_per_year: 9 } },
    { id: 'a2', zone: 'z11', rep: 'B', numbers: { visits_per_year: 1 } },
    { id: 'a3', zone: 'z10', rep: 'B', segment: 'farm' },
  ];
  const segmented = [reps[0]!, { ...reps[1]!, segments: ['shop'] }];
  const context = gridContext({ reps: segmented, accounts: shared });
  const result = gridResult(context, segmented, MAP);
  const changes = [...changesOf(context, result, [], eligibility(context, result, gridTravel))];
  expect(changes.map(change => change.reason)).toEqual([
    { code: 'zone-shared', zone: 'z11' },
    { code: 'not-eligible', rep: 'B', rule: 'segments' },
  ]);
});

test('neighboring sectors have different colors', () => {
  const many: GridRep[] = [...'ABCDEFGH'].map(id => ({ id, at: [0, 0] }));
  const context = gridContext({ reps: many, accounts: [] });
  const { zoneRep } = gridResult(context, many, 'ABC DEF GHH');
  const colors = sectorColors(context, zoneRep);
  sectorNeighbors(context, zoneRep).forEach((touching, j) => {
    for (const other of touching) expect(colors[j]).not.toBe(colors[other]);
  });
  for (const color of colors) expect(PALETTE).toContain(color);
});
