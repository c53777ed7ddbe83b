// What a day of tours.csv may hold, each limit at its edge; visits that are too near each other, or missing for no reason.

import { describe, expect, it } from 'vitest';
import { newCheck } from '../../../../src/evaluate/verify/check.ts';
import { checkLimits, checkNights } from '../../../../src/evaluate/verify/tours/limits.ts';
import type { TourDayRows, TourRow } from '../../../../src/evaluate/verify/tours/rows.ts';
import type { TourRules } from '../../../../src/evaluate/verify/tours/rules.ts';
import type { Account, Sector } from '../../../../src/evaluate/verify/tours/sectors.ts';
import { checkFrequency, checkSpacing, shortOf } from '../../../../src/evaluate/verify/tours/visits.ts';

const RULES: TourRules = {
  ...{ period: 'week', start: null, weekdays: [0, 1, 2, 3, 4], holidays: false, daysOff: [], country: '' },
  ...{ weeks: 1, part: null, dayStart: 510, dayMinutes: 480, drivingMinutes: 300, nights: 1, spacing: 0.5 },
  ...{ lunch: { minutes: 60, from: 720, to: 840 }, visitsPerDay: 2, nightMinutes: () => 0 },
  weekdayOf: day => day % 7,
};
const account = (more: Partial<Account> = {}): Account => ({
  ...{ name: 'Ada', city: 'Albi', point: [47, 2], perYear: 12, service: 60, opens: 0, closes: 1440 },
  ...{ weekdays: 0b11111, spacing: 7 },
  ...more,
});
const sectorOf = (accounts: Readonly<Record<string, Account>>, more: Partial<Sector> = {}): Sector => ({
  ...{ key: 'x\nR1', layer: 'x', rep: { id: 'R1', name: 'Rim' } as Sector['rep'], base: [47, 2] },
  ...{ days: new Set([0, 1, 2, 3, 4, 7, 8]), accounts: new Map(Object.entries(accounts)), asked: new Map() },
  drive: () => ({ minutes: 30, km: 20, known: false }),
  ...more,
});

const row = (kind: string, more: Partial<TourRow> = {}): TourRow => ({
  ...{ kind, account: '', name: '', city: '', sequence: 0, lat: 0, lon: 0, minutes: Number.NaN, km: 0 },
  ...{ arrival: Number.NaN, begin: Number.NaN, departure: Number.NaN },
  ...more,
});
const day = (rows: readonly TourRow[], at = 0): TourDayRows => ({
  ...{
    layer: 'x',
    rep: 'R1',
    repName: 'Rim',
    day: at,
    date: '',
    weekday: at % 7,
    rows,
    what: `x, R1, day ${at + 1}`,
  },
});

interface Told {
  leaves?: number;
  home?: number;
  drive?: number;
  lunch?: number | null;
  visits?: readonly (readonly [account: string, begin: number, departure: number])[];
  weekday?: number;
}
function said(
  told: Told,
  rules: Partial<TourRules> = {},
  accounts: Record<string, Account> = { a: account() },
) {
  const {
    leaves = 510,
    home = 900,
    drive = 30,
    lunch = null,
    visits = [['a', 540, 600]],
    weekday = 0,
  } = told;
  const rows = [
    row('start', { departure: leaves }),
    ...(lunch === null ? [] : [row('lunch', { begin: lunch, departure: lunch + 60 })]),
    ...visits.map(([id, begin, departure]) =>
      row('visit', { account: id, begin, departure, minutes: drive }),
    ),
    row('end', { arrival: home, minutes: 0 }),
  ];
  const check = newCheck('limits');
  checkLimits(day(rows, weekday), sectorOf(accounts), { ...RULES, ...rules }, check);
  return check.result().problems.map(text => text.replace(/^tours.csv: x, R1, day \d: /, ''));
}

describe('a day', () => {
  it.each<[string, Told, Told, Partial<TourRules>, Record<string, Account>]>([
    ['leaves too early', { leaves: 509.5 }, { leaves: 509.4 }, {}, {}],
    ['a day that is too long', { home: 991 }, { home: 991.01 }, {}, {}],
    ['300.16 min at the wheel', { drive: 300.15 }, { drive: 300.16 }, {}, {}],
    [
      '3 visits',
      {
        visits: [
          ['b', 600, 600],
          ['c', 600, 600],
        ],
      },
      {
        visits: [
          ['b', 600, 600],
          ['c', 600, 600],
          ['d', 600, 600],
        ],
      },
      {},
      {},
    ],
    ['lunch at another time', { lunch: 719.5 }, { lunch: 719.4 }, {}, {}],
    ['lunch at another time', { lunch: 840.5 }, { lunch: 840.6 }, {}, {}],
    ['lunch, which nobody asked for', {}, { lunch: 720 }, { lunch: null }, {}],
    [
      'two visits to b',
      { visits: [['b', 600, 600]] },
      {
        visits: [
          ['b', 600, 600],
          ['b', 700, 700],
        ],
      },
      {},
      {},
    ],
    [
      'a is not open yet',
      { visits: [['a', 539.5, 600]] },
      { visits: [['a', 539.4, 600]] },
      {},
      { a: account({ opens: 540 }) },
    ],
    [
      'a is closed before the visit ends',
      { visits: [['a', 540, 600.5]] },
      { visits: [['a', 540, 600.6]] },
      {},
      { a: account({ closes: 600 }) },
    ],
    [
      'a is not visited on that weekday',
      { weekday: 2 },
      { weekday: 1 },
      {},
      { a: account({ weekdays: 0b101 }) },
    ],
  ])('%s', (text, kept, broken, rules, accounts) => {
    expect(said(kept, rules, accounts)).toEqual([]);
    expect(said(broken, rules, accounts)).toEqual([text]);
  });

  it('has any number of visits where none is set', () => {
    const visits = ['b', 'c', 'd'].map(id => [id, 600, 600] as const);
    expect(said({ visits }, { visitsPerDay: null })).toEqual([]);
  });

  it('ends away from home no more often in a row than is allowed', () => {
    const nights = (kinds: string) => {
      const check = newCheck('nights');
      checkNights(
        [...kinds].map((kind, d) => day([row(kind === 'n' ? 'night' : 'end')], d)),
        RULES,
        check,
      );
      return check.result().problems;
    };
    expect(nights('nhnh')).toEqual([]);
    expect(nights('hnnhnnn')).toEqual(
      [
        [3, 2],
        [6, 2],
        [7, 3],
      ].map(([d, n]) => `tours.csv: x, R1, day ${d}: ${n} nights away in a row, at most 1`),
    );
  });
});

describe('visits of an account', () => {
  const visited = (...days: readonly number[]) =>
    days.map(at => day([row('visit', { account: 'a' }), row('end')], at));

  it('are as far apart as its spacing', () => {
    const spaced = (sector: Sector, ...days: readonly number[]) => {
      const check = newCheck('spacing');
      checkSpacing(visited(...days), sector, check);
      return check.result().problems;
    };
    expect(spaced(sectorOf({ a: account() }), 0, 7, 14)).toEqual([]);
    expect(spaced(sectorOf({ a: account() }), 0, 6, 14)).toEqual([
      'tours.csv: R1: two visits to a 6 days apart, not 7',
    ]);
    // of one that is not known: a day
    expect(spaced(sectorOf({}), 0, 1)).toEqual([]);
    expect(spaced(sectorOf({}), 1, 1)).toHaveLength(1);
  });

  it('that are missing are counted for the rep', () => {
    const asked = new Map([
      ['a', 3],
      ['b', 1],
      ['c', 0],
    ]);
    const sector = sectorOf({ a: account(), b: account(), c: account() }, { asked });
    expect(shortOf(sector, visited(0, 7))).toEqual({ accounts: 2, visits: 2 });
    expect(shortOf(sector, visited(0, 7, 14, 21))).toEqual({ accounts: 1, visits: 1 });
    // somebody else's visits, or another layer's
    expect(shortOf({ ...sector, layer: 'y' }, visited(0, 7, 14))).toEqual({ accounts: 2, visits: 4 });
    const elsewhere = { ...sector, rep: { ...sector.rep, id: 'R2' } };
    expect(shortOf(elsewhere, visited(0, 7, 14))).toEqual({ accounts: 2, visits: 4 });
  });

  const HEADER =
    'layer,rep_id,account_id,visits_per_year,asked,planned,missing,reason,rep_name,account_name,city'.split(
      ',',
    );
  const line = ['x', 'R1', 'a', '12', '2', '2', '0', '', 'Rim', 'Ada', 'Albi'];

  function frequency(
    rows: readonly (readonly string[])[],
    more: Partial<Account> = {},
    sector: Partial<Sector> = {},
    rules: Partial<TourRules> = {},
    header = HEADER,
  ) {
    const own = sectorOf({ a: account(more) }, { asked: new Map([['a', 2]]), ...sector });
    const check = newCheck('frequency');
    checkFrequency({ header, rows }, visited(0, 7), new Map([[own.key, own]]), { ...RULES, ...rules }, check);
    return check.result().problems.map(text => text.replace(/^frequency.csv: x, R1, a: /, ''));
  }
  const cell = (c: number, text: string) => line.with(c, text);

  it('stand in frequency.csv, each account once', () => {
    expect(frequency([line])).toEqual([]);
    expect(frequency([])).toEqual(['frequency.csv: R1: not there: a']);
    expect(frequency([line, line])).toEqual(['twice']);
    expect(frequency([line, cell(2, 'z')])).toEqual([
      'frequency.csv: x, R1, z: no account that the rep visits',
    ]);
    expect(frequency([line], {}, {}, {}, HEADER.with(7, 'why').with(0, 'of'))).toEqual([
      'frequency.csv has no columns layer, reason',
    ]);
  });

  it.each<[number, string, readonly string[]]>([
    [3, '12.01', ['12.01 visits a year, not 12']],
    [4, '3', ['3 visits asked, recomputed 2']],
    [5, '1', ['1 visits planned, tours.csv has 2']],
    [6, '1', ['1 visits missing, recomputed 0']],
    [7, 'no-room', ['a reason for nothing']],
    [8, 'Ria', ['rep "Ria", account "Ada" in "Albi" are called otherwise']],
    [9, 'Bea', ['rep "Rim", account "Bea" in "Albi" are called otherwise']],
    [10, '', ['rep "Rim", account "Ada" in "" are called otherwise']],
  ])('with its own figures: column %i not %s', (c, text, problems) => {
    expect(frequency([cell(c, text)])).toEqual(problems);
  });

  it('are no more than asked, and no fewer without a reason', () => {
    const asks = (n: number) => ({ asked: new Map([['a', n]]) });
    const of = (n: number, reason: string) =>
      line
        .with(4, String(n))
        .with(6, String(n - 2))
        .with(7, reason);
    expect(frequency([of(1, '')], {}, asks(1))).toEqual(['2 visits planned, 1 asked']);
    expect(frequency([of(3, '')], {}, asks(3))).toEqual(['missing without a reason']);
    expect(frequency([of(3, 'no-room')], {}, asks(3))).toEqual([]);
    expect(frequency([of(3, 'holidays')], {}, asks(3))).toEqual(['reason "holidays"']);
    expect(frequency([of(3, 'no-room | closed')], {}, asks(3))).toEqual(['reason closed, which is not so']);
  });

  const asks = { asked: new Map([['a', 3]]) };
  const short = (reason: string) => line.with(4, '3').with(6, '1').with(7, reason);
  const far = (there: number, back: number): Partial<Sector> => ({
    ...asks,
    drive: (from, to) => ({ minutes: from[0] < to[0] ? there : back, km: 0, known: false }),
  });

  it.each<[string, Partial<Account>, Partial<Sector>, Partial<TourRules>, boolean]>([
    ['absent', {}, asks, {}, false],
    ['absent', {}, { ...asks, days: new Set<number>() }, {}, true],
    // on days 0 and 7 alone, which are two Mondays
    ['too-often', { weekdays: 0b1 }, asks, {}, true],
    // 0, 1, 2, 3, 4, 7, 8: every second one and a week apart
    ['too-often', { spacing: 2 }, asks, {}, false],
    ['too-often', { spacing: 4 }, asks, {}, false],
    ['too-often', { spacing: 5 }, asks, {}, true],
    ['closed', {}, asks, {}, false],
    ['closed', { opens: 1 }, asks, {}, true],
    ['closed', { closes: 1439 }, asks, {}, true],
    ['closed', { weekdays: 0b1000000 }, asks, {}, true],
    // 200 and 100 minutes are as much as may be driven, and with an hour of visit and one of lunch a day of seven hours
    ['too-far', { point: [48, 2] }, far(200, 100), {}, false],
    ['too-far', { point: [48, 2] }, far(200.1, 100), {}, true],
    ['too-long', { point: [48, 2] }, far(200, 100), { dayMinutes: 420 }, false],
    ['too-long', { point: [48, 2] }, far(200, 100), { dayMinutes: 419 }, true],
    ['too-long', { point: [48, 2] }, far(200, 100), { dayMinutes: 360, lunch: null }, false],
    ['too-long', { point: [48, 2], service: 61 }, far(200, 100), { dayMinutes: 360, lunch: null }, true],
    ['too-long', { point: [48, 2], opens: 600 }, far(20, 10), {}, true],
    ['too-long', { point: [48, 2], closes: 1000 }, far(20, 10), {}, true],
  ])('are missing for a reason that can be: %s of %o', (reason, own, sector, rules, true_) => {
    expect(frequency([short(reason)], own, sector, rules)).toEqual(
      true_ ? [] : [`reason ${reason}, which is not so`],
    );
  });
});
