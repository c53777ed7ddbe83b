// Which layers an account and a rep are in, by verify's own reading of the rules.

import { describe, expect, it } from 'vitest';
import { layersOfRep, membersOf } from '../../../../src/evaluate/verify/layers/membership.ts';
import type { LayerRule } from '../../../../src/model/layers.ts';
import type { Accounts, Rep } from '../../../../src/model/records.ts';

const rule = (name: string, overlay: boolean, any: readonly string[], field = '') =>
  ({ name, overlay, where: [{ column: 'c', field, any }] }) as unknown as LayerRule;

/** One account whose column `c` says so; its other columns were read as here. */
const account = (cell: string | undefined, numbers: Readonly<Record<string, number>> = {}) =>
  ({
    id: ['a1'],
    rows: { header: ['other', 'c'], cells: () => (cell === undefined ? ['z'] : ['z', cell]) },
    numbers: new Map(Object.entries(numbers).map(([name, value]) => [name, Float64Array.of(value)])),
    ...{ postalCode: ['01000'], segment: ['Santé'], groupId: ['G1'], city: ['Lyon'], repId: ['R1'] },
    ...{ strategic: Uint8Array.of(1), locked: Uint8Array.of(0) },
  }) as unknown as Accounts;

const holds = (
  cell: string | undefined,
  test: string,
  field = '',
  numbers?: Readonly<Record<string, number>>,
) => membersOf(account(cell, numbers), [rule('l', false, [test], field)])[0]?.bases.length === 1;

describe('a condition', () => {
  it.each([
    // words, case and spaces aside
    ['Gold', 'gold', true],
    [' gold ', 'GOLD', true],
    ['golden', 'gold', false],
    ['golden', 'GOLD*', true],
    ['old', 'gold*', false],
    ['x', '*', true],
    ['  ', '*', false],
    [undefined, '*', false],
    // amounts
    ['50', '>=50', true],
    ['49.9', '>=50', false],
    ['50', '<=50', true],
    ['50,1', '<=50', false],
    ['50', '>50', false],
    ['51', '>50', true],
    ['50', '<50', false],
    ['49', '<50', true],
    ['1 234,5', '>=1234.5', true],
    ['1,234.5', '>1234', true],
    ['1,234,567.5', '>1234567', true],
    ['1\u00a0234\u202f567', '<=1 234 567', true],
    ['-5', '<0', true],
    ['5 EUR', '>0', false],
    ['', '<1', false],
    // what is no amount is a word
    ['>high', '>high', true],
    ['<', '<', true],
    ['07', '7', false],
    // flags
    ['Oui', 'yes', true],
    ['1', 'yes', true],
    ['yesterday', 'yes', false],
    ['faux', 'no', true],
    ['', 'no', true],
    ['nothing', 'no', false],
    ['Oui', 'no', false],
    ['perhaps', 'yes', false],
  ] as const)('%j passes %j: %j', (cell, test, expected) => {
    expect(holds(cell, test)).toBe(expected);
  });

  it('looks at what was read where that is not the cell', () => {
    expect([holds('1000', '01*', 'postal_code'), holds('1000', '1000', 'postal_code')]).toEqual([
      true,
      false,
    ]);
    expect([holds('n/a', 'santé', 'segment'), holds('n/a', 'g1', 'group_id')]).toEqual([true, true]);
    expect([holds('n/a', 'lyon', 'city'), holds('n/a', 'r1', 'rep_id')]).toEqual([true, true]);
    expect([holds('n/a', 'n/a', 'city'), holds('n/a', 'n/a', 'name')]).toEqual([false, true]);
    expect([holds('no', 'yes', 'strategic'), holds('no', 'no', 'strategic')]).toEqual([true, false]);
    expect([holds('yes', 'yes', 'locked'), holds('yes', 'no', 'locked')]).toEqual([false, true]);
    expect([
      holds('8', '>=9', 'revenue', { revenue: 9 }),
      holds('9', '>=9', 'revenue', { revenue: 8 }),
    ]).toEqual([...[true, false]]);
    expect([holds('7,0', '7', 'nps', { nps: 7 }), holds('7,0', '7', 'nps', { nps: 8 })]).toEqual([
      true,
      false,
    ]);
    expect([holds('n/a', 'n/a', 'nps', { nps: Number.NaN }), holds('7', '7', 'nps')]).toEqual([true, true]);
  });

  it('is passed by one of its tests, and a layer by all of its conditions', () => {
    const both = { ...rule('both', false, ['x', 'gold']), where: [...rule('', false, ['x', 'gold']).where] };
    const never = { ...both, where: [...both.where, ...rule('', false, ['silver']).where] };
    const layers = [
      never,
      both,
      rule('over', true, ['*']),
      rule('all', false, ['gold']),
      rule('no', true, ['x']),
    ];
    expect(membersOf(account('gold'), layers)).toEqual([{ bases: [1, 3], overlays: [2] }]);
    expect(membersOf(account('gold'), [{ ...both, where: [] }])).toEqual([{ bases: [0], overlays: [] }]);
  });
});

it.each([
  ['field', { 0: Number.NaN }],
  ['', {}],
  ['phone', {}],
  ['field|key', { 0: Number.NaN, 1: Number.NaN }],
  ['field;key', { 0: Number.NaN, 1: Number.NaN }],
  ['field, key', { 0: Number.NaN, 1: Number.NaN }],
  ['field:0.3|key:70%', { 0: 0.3, 1: 0.7 }],
  ['field:0,25;key:0,75', { 0: 0.25, 1: 0.75 }],
  [' field : 30 % | phone:1 | key ', { 0: 0.3, 1: Number.NaN }],
  ['a:b|a,b', { 2: Number.NaN, 3: Number.NaN }],
  ['a,b;key', { 3: Number.NaN, 1: Number.NaN }],
  ['a:b:1', { 2: 1 }],
])('a rep of %j serves the layers %j', (layer, expected) => {
  const layers = ['field', 'key', 'a:b', 'a,b'].map(name => rule(name, false, []));
  expect(Object.fromEntries(layersOfRep({ layer } as unknown as Rep, layers))).toEqual(expected);
});
