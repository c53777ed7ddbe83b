// The tables of all layers against those of each, as verify compares them.

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newCheck } from '../../../../src/evaluate/verify/check.ts';
import type { LayeredInput } from '../../../../src/evaluate/verify/layers/input.ts';
import { checkUnions } from '../../../../src/evaluate/verify/layers/tables.ts';

const table = (header: string, ...rows: readonly string[]) => ({
  header: header.split(','),
  rows: rows.map(row => row.split(',')),
});
const empty = table('id');
const feature = (id: string, value: number) => ({ id, properties: { value }, geometry: null });

const layer = (name: string, zone: string, change: object = {}, overlay = false) => {
  const { tables = {}, ...rest } = change as { readonly tables?: object };
  return {
    rule: { name, overlay },
    tables: {
      zones: table('id,name', `${zone},x`),
      sectors: empty,
      changes: empty,
      rejects: table('file,line,id'),
      ...tables,
    },
    sectorsGeojson: { features: [feature(zone, 1)] },
    sectorFiles: new Map([['S1.csv', `hash ${zone}`]]),
    assignment: [[name, zone, 'R1']],
    sectors: [[name, 'S1', 'R1']],
    named: [['a1', 'R1', zone]],
    ...rest,
  };
};

interface Whole {
  readonly tables?: object;
  readonly rest?: object;
  readonly plan?: object;
}

const all = {
  tables: {
    ...{ zones: table('id,name', 'z2,x', 'z1,x'), sectors: empty, changes: empty },
    rejects: table('file,line,id'),
  },
  sectorsGeojson: { features: [feature('z1', 1), feature('z2', 1)] },
  sectorFiles: new Map([
    ['S1.field.csv', 'hash z1'],
    ['S1.key.csv', 'hash z2'],
  ]),
  sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
  plan: {
    assignment: [
      ['field', 'z1', 'R1'],
      ['key', 'z2', 'R1'],
    ],
    sectors: [
      ['key', 'S1', 'R1'],
      ['field', 'S1', 'R1'],
    ],
    named: [
      ['field', 'a1', 'R1', 'z1'],
      ['key', 'a1', 'R1', 'z2'],
    ],
  },
  rejects: [],
};

function wrong(
  { tables, rest, plan }: Whole,
  layers: readonly object[] = [layer('field', 'z1'), layer('key', 'z2')],
): readonly string[] {
  const check = newCheck('unions');
  const input = {
    ...{ ...all, ...rest, layers },
    tables: { ...all.tables, ...tables },
    plan: { ...all.plan, ...plan },
  } as unknown as LayeredInput;
  checkUnions(input, check);
  return check.result().problems;
}

const none = 'is in none of the layers, or once too often';

describe('tables of all layers', () => {
  it('have the rows of each, in any order', () => {
    expect(wrong({})).toEqual([]);
    expect(wrong({ tables: { zones: table('id,name', 'z1,x', 'z2,y') } })).toEqual([
      `zones.csv: ["z2","y"] ${none}`,
      'zones.csv lacks ["z2","x"]',
    ]);
    expect(wrong({ tables: { zones: table('id,name', 'z1,x') } })).toEqual(['zones.csv lacks ["z2","x"]']);
    expect(wrong({ tables: { zones: table('id,name', 'z1,x', 'z2,x', 'z1,x') } })).toEqual([
      `zones.csv: ["z1","x"] ${none}`,
    ]);
    expect(wrong({ tables: { sectors: table('id', 'x'), changes: table('id', 'y') } })).toEqual([
      `sectors.csv: ["x"] ${none}`,
      `changes.csv: ["y"] ${none}`,
    ]);
    const long = 'x'.repeat(300);
    expect(wrong({ tables: { sectors: table('id', long) } })).toEqual([
      `sectors.csv: ["${long.slice(2, 200)} ${none}`,
    ]);
    expect(
      wrong({}, [layer('field', 'z1', { tables: { sectors: table('id', long) } }), layer('key', 'z2')]),
    ).toEqual([`sectors.csv lacks ["${long.slice(2, 200)}`]);
  });

  it('have the columns of all, empty where a layer lacks them', () => {
    const [wide, narrow] = [
      layer('field', 'z1', { tables: { zones: table('id,more,name', 'z1,7,x') } }),
      layer('key', 'z2', { tables: { zones: table('name,id', 'x') } }),
    ];
    const zones = table('id,name,more', 'z1,x,7', ',x,');
    expect(wrong({ tables: { zones } }, [wide, narrow])).toEqual([]);
    const columns = 'zones.csv does not have the columns of its layers';
    expect(wrong({ tables: { zones: table('id,name', 'z1,x', ',x') } }, [wide, narrow])).toEqual([columns]);
    expect(wrong({ tables: { zones: table('id,nom', 'z1,', 'z2,') } })[0]).toBe(columns);
    expect(wrong({ tables: { zones: table('id,name,x', 'z1,x,', 'z2,x,') } })).toEqual([columns]);
  });

  it('have costs where a layer has them', () => {
    const costs = table('id,cost', 'a1,5');
    const having = [layer('field', 'z1', { tables: { costs } }), layer('key', 'z2')];
    expect(wrong({ tables: { costs } }, having)).toEqual([]);
    expect(wrong({}, having)).toEqual(['costs.csv is missing: a layer has one']);
    expect(wrong({ tables: { costs: table('id,cost', 'a1,6') } }, having)).toHaveLength(2);
    expect(wrong({ tables: { costs: table('id,cost') } })).toEqual([
      'costs.csv is there, but no layer has one',
      'costs.csv does not have the columns of its layers',
    ]);
  });
});

describe('rejected rows', () => {
  const rejects = (...rows: readonly string[]) => ({ rejects: table('reason,id,line,file', ...rows) });
  const rejecting = [
    layer('field', 'z1', { tables: { rejects: table('file,line,id,reason', 'f,2,a2,r', 'f,3,a3,r') } }),
    layer('phone', 'z2', { tables: { rejects: table('file,line,id,reason', 'f,2,a2,r') } }),
    layer('key', 'z3', { tables: { rejects: table('file,line,id,reason', 'f,4,a4,r') } }, true),
  ];
  const mine = (whole: Whole) => wrong(whole, rejecting).filter(problem => problem.startsWith('rejects'));

  it('are those of base layers, each once', () => {
    expect(mine({ tables: rejects('any,a3,3,f', 'other,a2,2,f') })).toEqual([]);
    expect(mine({ tables: rejects('r,a3,3,f', 'r,a2,2,f', 'r,a2,2,f', 'r,a4,4,f') })).toEqual([
      `rejects.csv: ["f","2","a2"] ${none}`,
      `rejects.csv: ["f","4","a4"] ${none}`,
    ]);
    expect(mine({ tables: rejects('r,a3,3,f', 'r,a2,5,f') })).toEqual([
      `rejects.csv: ["f","5","a2"] ${none}`,
      'rejects.csv lacks ["f","2","a2"]',
    ]);
  });

  it('are at least those that cannot be read', () => {
    const tables = rejects('any,a3,3,f', 'other,a2,2,f');
    expect(mine({ tables, rest: { rejects: [1, 2] } })).toEqual([]);
    expect(mine({ tables, rest: { rejects: [1, 2, 3] } })).toEqual([
      'rejects.csv has 2 rows, 3 cannot be read',
    ]);
  });
});

it('maps, files and plan.json say what the layers say', () => {
  const features = [feature('z1', 1), feature('z2', 2)];
  expect(wrong({ rest: { sectorsGeojson: { features } } })).toEqual([
    `sectors.geojson: ["z2",{"value":2},null] ${none}`,
    'sectors.geojson lacks ["z2",{"value":1},null]',
  ]);
  const files = (...entries: readonly [file: string, holds: string][]) => ({
    rest: { sectorFiles: new Map(entries) },
  });
  expect(wrong(files(['S1.field.csv', 'hash z1'], ['S1.key.csv', 'hash z9']))).toEqual([
    'sectors/S1.key.csv is not what the layer has of the sector that it names',
  ]);
  expect(wrong(files(['S1.field.csv', 'hash z2'], ['S1.key.csv', 'hash z1']))).toHaveLength(2);
  expect(wrong(files(['S1.field.csv', 'hash z1'], ['S1.csv', 'hash z2']))).toEqual([
    "sectors/S1.csv is no sector's file, or its second",
    'sectors/ lacks the file of S1.key.csv',
  ]);
  expect(wrong({ plan: { assignment: [['field', 'z1', 'R1']] } })).toEqual([
    'plan.json: assignment lacks ["key","z2","R1"]',
  ]);
  expect(wrong({ plan: { sectors: [['field', 'S1', 'R1']] } })).toEqual([
    'plan.json: sectors lacks ["key","S1","R1"]',
  ]);
  expect(
    wrong({
      plan: {
        named: [
          ['field', 'a1', 'R1', 'z1'],
          ['field', 'a1', 'R1', 'z2'],
        ],
      },
    }),
  ).toEqual([
    `plan.json: named: ["field","a1","R1","z2"] ${none}`,
    'plan.json: named lacks ["key","a1","R1","z2"]',
  ]);
});
