// Every account in one base layer with its overlays beside it, as verify compares the tables.

import { describe, expect, it } from 'vitest';
import { newCheck } from '../../../../src/evaluate/verify/check.ts';
import type { LayeredInput } from '../../../../src/evaluate/verify/layers/input.ts';
import { checkAccountLayers, checkRules, idColumnOf } from '../../../../src/evaluate/verify/layers/shares.ts';
import { ACCOUNT_COLUMNS } from '../../../../src/model/plan-columns.ts';

const rule = (name: string, change: object = {}) => ({
  ...{
    name,
    overlay: false,
    revenueShare: 1,
    visitsShare: 1,
    where: [{ column: 'c', field: 'f', any: ['x'] }],
  },
  ...change,
});
const key = (change: object = {}) =>
  rule('key', { overlay: true, revenueShare: 0.3, visitsShare: 0.5, ...change });

describe('the rules', () => {
  const rules = [rule('field'), key()];
  const slice = (layer: string, change: object = {}) => ({
    ...{ layer, layers: rules, reps: [['R1', layer === 'field' ? 0.6 : 0.4]], ...change },
  });
  const reps = [
    ['R1', 'field', 0.6],
    ['R1', 'key', 0.4],
  ];
  function wrong(slices: readonly object[], plan: object = {}): readonly string[] {
    const check = newCheck('rules');
    const layers = ['field', 'key'].map((name, l) => ({ rule: { name }, slice: slices[l] ?? null }));
    checkRules({ plan: { layers: rules, reps, ...plan }, layers } as unknown as LayeredInput, check);
    return check.result().problems;
  }
  const [field, over] = [slice('field'), slice('key')];
  const other = (name: string) => `layer ${name}: its own plan.json is of another layer, or has other rules`;
  const unshared = (name: string) =>
    `layer ${name}: the shares of its reps are not those of plan.json above it`;

  it('are those of every layer', () => {
    expect(wrong([field, over])).toEqual([]);
    expect(wrong([field, { ...over, layer: 'field' }])).toEqual([other('key')]);
    expect(wrong([field])).toEqual([other('key'), unshared('key')]);
    for (const changed of [
      ...[key({ revenueShare: 0.2 }), key({ visitsShare: 0.2 }), key({ overlay: false }), key({ name: 'k' })],
      ...['column', 'field'].map(name =>
        key({ where: [{ column: 'c', field: 'f', any: ['x'], [name]: 'y' }] }),
      ),
      ...[key({ where: [{ column: 'c', field: 'f', any: ['y'] }] }), key({ where: [] })],
    ])
      expect(wrong([field, slice('key', { layers: [rule('field'), changed] })])).toEqual([other('key')]);
    // what else stands there is no rule
    expect(wrong([field, slice('key', { layers: [rule('field'), key({ folder: 'k' })] })])).toEqual([]);
  });

  it('have the shares of the reps, in any order', () => {
    const two = [['R2', 'field', 1], ...reps];
    expect(
      wrong(
        [
          slice('field', {
            reps: [
              ['R1', 0.6],
              ['R2', 1],
            ],
          }),
          over,
        ],
        { reps: two },
      ),
    ).toEqual([]);
    expect(
      wrong(
        [
          slice('field', {
            reps: [
              ['R2', 1],
              ['R1', 0.6],
            ],
          }),
          over,
        ],
        { reps: two },
      ),
    ).toEqual([]);
    expect(wrong([slice('field', { reps: [['R1', 0.5]] }), over])).toEqual([unshared('field')]);
    expect(wrong([field, over], { reps: two })).toEqual([unshared('field')]);
  });

  it('have names of their own, and shares that are some', () => {
    const of = (...layers: readonly object[]) =>
      wrong([field, over], { layers }).filter(problem => !problem.endsWith('or has other rules'));
    expect(of(rule('field'), rule('field'))).toEqual(['plan.json has two layers of one name']);
    const shares = (change: object) => of(rule('field'), key(change));
    expect([
      shares({ revenueShare: 0, visitsShare: 1 }),
      shares({ revenueShare: 1, visitsShare: 0 }),
    ]).toEqual([[], []]);
    expect(shares({ revenueShare: 1.1 })).toEqual(['layer key: shares 1.1 and 0.5 are none']);
    expect(shares({ visitsShare: -0.1 })).toEqual(['layer key: shares 0.3 and -0.1 are none']);
    expect(of(rule('field', { revenueShare: 0.5 }))).toEqual(['layer field: shares 0.5 and 1 are none']);
    expect(of(rule('field', { visitsShare: 0.5 }))).toEqual(['layer field: shares 1 and 0.5 are none']);
  });
});

describe('accounts.csv', () => {
  const ids = ['a1', 'a2', '=a3', 'a4'];
  const mine = ACCOUNT_COLUMNS;
  const header = ['id', 'size', ...mine, 'assigned_share', 'key_sector_id', 'key_rep_id', 'key_share'];
  /** a1 in field and in key, a2 in phone, =a3 in phone; a4 is rejected */
  const rows = [
    ['a1', '1,5', 'field', 'z', 'F1', 'R1', '', '0', '5', '0.7', 'K1', 'R9', '0.3'],
    ['a2', '2', 'phone', 'z', 'P1', 'R2', '', '0', '6', '1', '', '', ''],
    ["'=a3", '3', 'phone', 'z', 'P1', 'R2', '', '1', '7', '1', '', '', ''],
  ];
  const part = (row: number) => rows[row]!.slice(0, 9);
  const inKey = ['a1', '1,5', 'key', 'z', 'K1', 'R9', '', '0', '9'];
  const own = { field: [part(0)], phone: [part(1), part(2)], key: [inKey] };
  const rejected = [
    ['accounts.csv', '5', 'a4'],
    ['reps.csv', '2', 'a1'],
  ];

  function wrong(
    {
      table = rows,
      columns = header,
      layers = own,
      rejects = rejected,
    }: {
      table?: readonly (readonly string[])[];
      columns?: readonly string[];
      layers?: Readonly<Record<string, readonly (readonly string[])[]>>;
      rejects?: readonly (readonly string[])[];
    } = {},
    members: readonly object[] = [
      { bases: [0, 1], overlays: [2] },
      { bases: [1], overlays: [] },
      { bases: [1], overlays: [] },
      { bases: [0], overlays: [2] },
    ],
  ): readonly string[] {
    const check = newCheck('layers');
    const rules = [rule('field'), rule('phone'), key()];
    const input = {
      plan: { layers: rules },
      accounts: {
        ...{ id: ids, count: 4, line: Int32Array.of(2, 3, 4, 5), file: 'in/accounts.csv' },
        rows: { header: ['id', 'size'], cells: (a: number) => [ids[a], ['1.5', '2', '3', '4'][a]] },
      },
      tables: {
        accounts: { header: columns, rows: table },
        rejects: { header: ['file', 'line', 'id'], rows: rejects },
      },
      layers: rules.map(own => ({ rule: own, tables: { accounts: { rows: layers[own.name] } } })),
    } as unknown as LayeredInput;
    checkAccountLayers(input, members as Parameters<typeof checkAccountLayers>[1], check);
    return check.result().problems;
  }
  const cell = (row: number, column: string, value: string) =>
    rows.map((cells, r) => (r === row ? cells.map((old, c) => (header[c] === column ? value : old)) : cells));

  it('has every account with the columns of its layer and of its overlays', () => {
    expect(wrong()).toEqual([]);
    expect(wrong({ table: cell(1, 'size', '9') })).toEqual([
      'account a2: its own columns are not those of the input',
    ]);
    expect(wrong({ table: cell(1, 'layer', 'field') })).toEqual([
      'account a2 is in layer field, the rules give it to phone',
      'account a2: accounts.csv and that of layer phone do not say the same',
    ]);
    for (const column of mine.slice(1))
      expect(wrong({ table: cell(2, column, '99') })).toEqual([
        "account '=a3: accounts.csv and that of layer phone do not say the same",
      ]);
    for (const [column, value] of [
      ['key_sector_id', 'K2'],
      ['key_rep_id', 'R8'],
      ['key_share', '0.4'],
    ] as const) {
      const text = 'its columns of overlay key are not what the rules and that layer say';
      expect(wrong({ table: cell(0, column, value) })).toEqual([`account a1: ${text}`]);
      expect(wrong({ table: cell(1, column, value) })).toEqual([`account a2: ${text}`]);
    }
    expect(wrong({ table: cell(0, 'assigned_share', '0.7000009') })).toEqual([]);
    expect(wrong({ table: cell(0, 'assigned_share', '0.7000011') })).toEqual([
      'account a1: assigned_share is 0.7000011, recomputed 0.7',
    ]);
  });

  it('starts with the columns of the input', () => {
    const starts = "accounts.csv does not start with the input's columns (id, size)";
    expect(wrong({ columns: header.map(name => (name === 'size' ? 'size_input2' : name)) })).toEqual([]);
    expect(wrong({ columns: header.map(name => (name === 'size' ? 'weight' : name)) })).toEqual([starts]);
    expect(wrong({ columns: [...header, 'more'] })[0]).toBe(starts);
  });

  it('has nobody twice, nobody from elsewhere and nobody in the wrong layers', () => {
    expect(wrong({ table: [...rows, ['a9']] })).toEqual(['accounts.csv: account a9 is not in the input']);
    expect(wrong({ table: [...rows, rows[1]!] })).toEqual([
      'account a2 is 2 times in accounts.csv and 0 times in rejects.csv',
    ]);
    expect(wrong({ rejects: [] })).toEqual([
      'account a4 is 0 times in accounts.csv and 0 times in rejects.csv',
    ]);
    expect(wrong({ rejects: [...rejected, rejected[0]!] })).toEqual([
      'account a4 is 0 times in accounts.csv and 2 times in rejects.csv',
    ]);
    expect(
      wrong({ layers: { ...own, key: [inKey, ['a2', '2', 'key', 'z', 'K1', 'R9', '', '0', '9']] } }),
    ).toEqual([
      ...['account a2 should not be in layer key', 'layer key has 2 accounts, the rules give it 1'],
    ]);
    expect(wrong({ layers: { ...own, key: [] } })).toEqual([
      'account a1: its columns of overlay key are not what the rules and that layer say',
      ...['account a1 should be in layer key', 'layer key has 0 accounts, the rules give it 1'],
    ]);
    const nowhere = [
      { bases: [0], overlays: [2] },
      { bases: [], overlays: [] },
      { bases: [1], overlays: [] },
    ];
    expect(wrong({}, [...nowhere, nowhere[0]!])).toEqual([
      'account a2 is in layer phone, the rules give it to none',
      'account a2: accounts.csv and that of layer none do not say the same',
      'layer phone has 2 accounts, the rules give it 1',
    ]);
  });
});

it('the column of ids is the one whose cells they are', () => {
  const of = (...cells: readonly (readonly string[])[]) =>
    idColumnOf({
      ...{ count: 2, id: ['a', 'b'], rows: { header: ['x', 'y', 'z'], cells: (a: number) => cells[a] } },
    } as unknown as LayeredInput['accounts']);
  expect([
    of(['a', 'q', 'a'], ['a', 'q', ' b ']),
    of(['a', 'a', 'a'], ['c', 'b', 'b']),
    of(['a'], []),
  ]).toEqual([2, 1, -1]);
});
