// Tables of all layers: the columns of all, the rows of each, and every account once.

import { describe, expect, it } from 'vitest';
import type { LayerPart } from '../../../src/evaluate/layers/part.ts';
import { layeredAccountColumns, layeredAccountRows, unionRows } from '../../../src/evaluate/layers/tables.ts';
import type { Row, TableInput } from '../../../src/evaluate/tables.ts';

describe('rows of several tables', () => {
  const union = (...tables: readonly (readonly Row[])[]) => [...unionRows(tables)];

  it('stand one after the other, empty where a table lacks the column', () => {
    expect(
      union(
        [
          ['a', 'b'],
          [1, 2],
          [3, null],
        ],
        [
          ['b', 'c'],
          [4, 5],
        ],
        [['a'], [6]],
      ),
    ).toEqual([
      ['a', 'b', 'c'],
      ...[
        [1, 2, null],
        [3, null, null],
        [null, 4, 5],
        [6, null, null],
      ],
    ]);
    expect(union([['a', 'b'], [1]])).toEqual([
      ['a', 'b'],
      [1, null],
    ]);
    expect([union(), union([])]).toEqual([[[]], [[]]]);
  });

  it('have a new column after the one that it follows in its own table', () => {
    const header = (...names: readonly string[]) => union(...names.map(name => [[...name]]))[0]?.join('');
    expect(header('abz', 'axyz')).toBe('axybz');
    expect(header('ab', 'xa')).toBe('xab');
    expect(header('abc', 'cax')).toBe('abcx');
    expect(header('abc', 'axcy', 'xd')).toBe('axdbcy');
  });
});

it('overlays add columns of their own, and what they leave', () => {
  const own = [
    'layer',
    'zone_id',
    'sector_id',
    'assigned_rep_id',
    'incumbent_rep_id',
    'moved',
    'travel_minutes',
  ];
  expect(layeredAccountColumns([])).toEqual(own);
  expect(layeredAccountColumns(['key', 'tech'])).toEqual([
    ...[...own, 'assigned_share', 'key_sector_id', 'key_rep_id', 'key_share'],
    ...['tech_sector_id', 'tech_rep_id', 'tech_share'],
  ]);
});

describe('accounts of all layers', () => {
  /** @param accounts by id, with the index of their rep */
  const layer = (
    name: string,
    accounts: Readonly<Record<string, number>>,
    { overlay = false, revenueShare = 1, header = ['id'] } = {},
  ): LayerPart => {
    const ids = Object.keys(accounts);
    const context = {
      layer: name,
      accounts: {
        id: ids,
        count: ids.length,
        repId: ids.map(() => ''),
        rows: { header, cells: (a: number) => [ids[a]] },
      },
      ...{ reps: { list: [{ id: `${name}1` }, { id: `${name}2` }] }, zones: { id: ['Z1'] } },
      ...{ zoneOf: new Int32Array(ids.length), incumbentOf: new Int32Array(ids.length).fill(-1) },
    };
    return {
      rule: { name, overlay, revenueShare },
      context,
      // nobody serves accounts of base layers here, so that nothing is asked of the roads
      result: { accountRep: Int32Array.from(Object.values(accounts)) },
      sectorIds: [`${name}-A`, `${name}-B`],
    } as unknown as LayerPart;
  };
  const rows = (...parts: readonly LayerPart[]) => [
    ...layeredAccountRows(
      parts,
      ({ context, result, sectorIds }) => ({ context, result, sectorIds }) as TableInput,
    ),
  ];
  const [field, phone] = [layer('field', { a1: -1, a4: -1 }), layer('phone', { a2: -1, a3: -1 })];
  const base = (id: string, name: string) => [id, name, 'Z1', '', '', '', 0, null];

  it('come by id, whichever their layers', () => {
    expect(rows(phone, field)).toEqual([
      ['id', ...layeredAccountColumns([])],
      ...[base('a1', 'field'), base('a2', 'phone'), base('a3', 'phone'), base('a4', 'field')],
    ]);
  });

  it('say who looks after them in overlays, and what is left for the base layer', () => {
    const key = layer('key', { a1: 1, a2: 0, a3: -1 }, { overlay: true, revenueShare: 0.3 });
    const tech = layer('tech', { a2: 1 }, { overlay: true, revenueShare: 0.8 });
    expect(rows(field, key, phone, tech)).toEqual([
      ['id', ...layeredAccountColumns(['key', 'tech'])],
      [...base('a1', 'field'), 0.7, 'key-B', 'key2', 0.3, '', '', null],
      // more than all of it is taken over: nothing is left
      [...base('a2', 'phone'), 0, 'key-A', 'key1', 0.3, 'tech-B', 'tech2', 0.8],
      [...base('a3', 'phone'), 0.7, '', '', 0.3, '', '', null],
      [...base('a4', 'field'), 1, '', '', null, '', '', null],
    ]);
  });

  it('keep a column of the input that is called like one of the plan', () => {
    const named = layer('field', { a1: -1 }, { header: ['layer'] });
    expect(rows(named)[0]).toEqual(['layer_input', ...layeredAccountColumns([])]);
    const share = layer('field', { a1: -1 }, { header: ['key_share'] });
    expect(rows(share, layer('key', {}, { overlay: true }))[0]?.[0]).toBe('key_share_input');
    expect(rows(share)[0]?.[0]).toBe('key_share');
  });
});
