import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { membersOf } from '../../src/evaluate/verify/layers/membership.ts';
import { comparisonOf, type LayerCondition } from '../../src/model/layer-conditions.ts';
import { type LayerRule, membershipOf, sharesIn, sliceAccounts } from '../../src/model/layers.ts';
import type { Accounts } from '../../src/model/records.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';

const HEADER = ['id', 'segment', 'size', 'potential', 'key', 'zip'];

/** Accounts of rows: segment, size, potential (text), key (text), zip. */
function accountsOf(rows: readonly (readonly [string, string, string, string, string])[]): Accounts {
  const count = rows.length;
  const text = (c: number) => rows.map(row => row[c] as string);
  const nothing = () => new Float64Array(count).fill(Number.NaN);
  const id = rows.map((_, a) => `A${String(a).padStart(3, '0')}`);
  return {
    count,
    file: 'accounts.csv',
    rowsRead: count,
    id,
    line: Int32Array.from(rows, (_, a) => a + 2),
    postalCode: text(4),
    city: text(4),
    name: id,
    lat: nothing(),
    lon: nothing(),
    segment: text(0),
    repId: rows.map((_, a) => ['R1', 'K1', 'H1', 'gone', ''][a % 5] as string),
    groupId: text(1),
    excludedReps: null,
    locked: Uint8Array.from(rows, (_, a) => (a % 5 === 4 ? 0 : 1)),
    strategic: Uint8Array.from(rows, (_, a) => a % 2),
    numbers: new Map([
      ['potential', Float64Array.from(text(2), cell => (cell === '' ? Number.NaN : Number(cell)))],
      ['visit_minutes', new Float64Array(count).fill(30)],
      ['sla_minutes', new Float64Array(count).fill(90)],
    ]),
    rows: { header: HEADER, length: count, cells: a => [id[a] as string, ...(rows[a] as readonly string[])] },
  };
}

const rule = (name: string, where: LayerCondition[], shares?: readonly [number, number]): LayerRule => ({
  name,
  overlay: shares !== undefined,
  where,
  revenueShare: shares?.[0] ?? 1,
  visitsShare: shares?.[1] ?? 1,
});
const where = (column: string, ...any: string[]): LayerCondition => ({
  column,
  field: ['segment', 'potential', 'size'].includes(column) ? column : '',
  any,
});

const SAMPLE = accountsOf([
  ['santé', 'GE', '60000', 'oui', '35000'],
  ['Industrie', 'PME', '1200', '', '22000'],
  ['santé', '', '', 'non', '35400'],
  ['services', 'GE', '50000', '1 200,5', '29000'],
]);
const basesOf = (layers: LayerRule[]) => [...membershipOf(SAMPLE, layers).base];

describe('conditions', () => {
  it.each<[string, LayerCondition, number[]]>([
    ['text, case aside', where('segment', 'INDUSTRIE'), [1]],
    ['one of several', where('segment', 'services', 'industrie'), [1, 3]],
    ['begins with', where('zip', '35*'), [0, 2]],
    ['not empty', where('size', '*'), [0, 1, 3]],
    ['at least', where('potential', '>=50000'), [0, 3]],
    ['more than', where('potential', '> 50 000'), [0]],
    ['less than: an empty cell is no number', where('potential', '<5000'), [1]],
    ['equal as numbers', where('potential', '1200.0'), [1]],
    ['numbers of an own column', where('key', '>=1200,5'), [3]],
    ['yes', where('key', 'yes'), [0]],
    ['no, also where nothing is said', where('key', 'no'), [1, 2]],
  ])('%s', (_, condition, expected) => {
    const base = basesOf([rule('x', [condition])]);
    expect([...base.keys()].filter(a => base[a] === 0)).toEqual(expected);
  });

  it('must hold all together, and the first layer that fits takes the account', () => {
    const first = rule('first', [where('segment', 'santé'), where('size', 'GE')]);
    expect(basesOf([first, rule('second', [where('segment', 'santé')]), rule('rest', [])])).toEqual([
      0, 2, 1, 2,
    ]);
    expect(basesOf([rule('rest', []), first])).toEqual([0, 0, 0, 0]);
  });

  it('does not take a comparison without a number for one', () => {
    expect(comparisonOf('>= many')).toBeNull();
    expect(comparisonOf('50000')).toBeNull();
  });
});

describe('a layer’s accounts', () => {
  const layers = [rule('all', []), rule('key', [where('size', 'GE')], [0.4, 0.25])];
  const who = membershipOf(SAMPLE, layers);
  const serves = new Map([
    ['R1', new Set([0])],
    ['K1', new Set([1])],
  ]);
  const slice = (l: number) =>
    sliceAccounts(SAMPLE, layers, who, l, serves, {
      ...DEFAULT_SETTINGS,
      visitsByPotential: [{ min: 50_000, visits: 12 }],
    });

  it('have the overlay’s share, the base layer the rest, and what is not divisible whole', () => {
    const [base, key] = [slice(0), slice(1)];
    expect([...base.accounts.numbers.get('potential')!]).toEqual([36000, 1200, Number.NaN, 30000]);
    expect([...key.accounts.numbers.get('potential')!]).toEqual([24000, 20000]);
    expect([...key.accounts.numbers.get('visit_minutes')!]).toEqual([30, 30]);
    // a promise of presence is the local rep's
    expect(key.accounts.numbers.has('sla_minutes')).toBe(false);
    expect(base.accounts.numbers.has('sla_minutes')).toBe(true);
  });

  it('have their visits resolved by the whole potential before they are divided', () => {
    expect([...slice(0).accounts.numbers.get('visits_per_year')!]).toEqual([9, Number.NaN, Number.NaN, 9]);
    expect([...slice(1).accounts.numbers.get('visits_per_year')!]).toEqual([3, 3]);
    expect(slice(1).defaults).toMatchObject([{ field: 'visits_per_year', records: 2 }]);
  });

  it('know the rep of today where that rep belongs, or has left', () => {
    // R1, K1, H1 (in no layer any more), gone
    expect(slice(0).accounts.repId).toEqual(['R1', '', 'H1', 'gone']);
    expect([...slice(0).accounts.locked]).toEqual([1, 0, 1, 1]);
    expect(slice(1).accounts.repId).toEqual(['', '']);
  });
});

const word = fc.constantFrom('santé', 'Services', 'GE', 'PME', '', '35000', '22000', 'oui', 'no', '7');
const amount = fc.constantFrom('', '0', '7', '1200', '50000');
const rows = fc.array(fc.tuple(word, word, amount, word, word), { minLength: 1, maxLength: 12 });
const test = fc.constantFrom(
  'santé',
  'SERVICES',
  'ge',
  '35*',
  '*',
  'yes',
  'no',
  '>=7',
  '<1200',
  '7',
  '> 0',
  '2',
);
const conditions = fc.array(
  fc.record({
    column: fc.constantFrom('segment', 'size', 'potential', 'key', 'zip'),
    any: fc.array(test, { minLength: 1, maxLength: 3 }),
  }),
  { maxLength: 2 },
);
const share = fc.integer({ min: 0, max: 50 }).map(n => n / 100);

describe('any layers', () => {
  it('divide every account so that the parts make one, as verify reads the rules too', () => {
    fc.assert(
      fc.property(
        rows,
        fc.array(conditions, { maxLength: 3 }),
        fc.array(fc.tuple(conditions, share, share), { maxLength: 2 }),
        (cells, bases, overlays) => {
          const accounts = accountsOf(cells);
          const made = (found: readonly { column: string; any: string[] }[]) =>
            found.map(({ column, any }) => where(column, ...any));
          const layers = [
            ...overlays.map(([found, money, visits], o) => rule(`over${o}`, made(found), [money, visits])),
            ...bases.map((found, b) => rule(`base${b}`, made(found))),
            rule('rest', []),
          ];
          const who = membershipOf(accounts, layers);
          const again = membersOf(accounts, layers);
          for (let a = 0; a < accounts.count; a++) {
            expect(who.base[a]).toBe(again[a]?.bases[0]);
            const inside = layers.flatMap((_, l) => (who.overlay[l]?.[a] ? [l] : []));
            expect(inside).toEqual(again[a]?.overlays);
          }
          for (const of of ['revenue', 'visits'] as const) {
            const parts = layers.map((_, l) => sharesIn(layers, who, l)[of]);
            for (let a = 0; a < accounts.count; a++) {
              expect(parts.reduce((sum, part) => sum + (part[a] as number), 0)).toBeCloseTo(1, 9);
            }
          }
        },
      ),
    );
  });
});
