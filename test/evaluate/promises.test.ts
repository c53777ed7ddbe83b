import { describe, expect, test } from 'vitest';
import { computeKpis } from '../../src/evaluate/kpis.ts';
import type { Settings } from '../../src/model/settings.ts';
import {
  type GridOptions,
  gridContext,
  gridExtras,
  gridResult,
  TWO_REPS,
  TWO_SECTORS,
  visited,
} from './grid.ts';

const reps = TWO_REPS;
const MAP = TWO_SECTORS;

function kpisOf(options: Partial<GridOptions>, map = MAP) {
  const context = gridContext({ reps, ...options });
  return computeKpis(context, gridResult(context, reps, map), gridExtras(context));
}

const promise = (kpis: ReturnType<typeof kpisOf>, name: string) => {
  const found = kpis.promises.find(one => one.name === name);
  return found && [found.kept, found.detail, found.detail_fr];
};

describe('limits of a sector', () => {
  const accounts = [visited('a1', 'z10'), visited('a2', 'z22'), visited('a3', 'z22'), visited('a4', 'z21')];
  const limited = (limit: Settings['limits'][number]) =>
    promise(kpisOf({ accounts, settings: { limits: [limit] } }), `limit:${limit.of}`);

  test('say between what the sectors lie when they keep them', () => {
    const zones = limited({ of: 'zones', min: 4, max: 5 });
    expect(zones).toEqual([true, 'from 4 to 5 zones in a sector', 'de 4 à 5 zones par secteur']);
    // z21 is A's
    const two = limited({ of: 'accounts', min: 2, max: null });
    expect(two).toEqual([true, 'from 2 to 2 accounts in a sector', 'de 2 à 2 comptes par secteur']);
  });

  test('say which sectors have too few or too many', () => {
    expect(limited({ of: 'zones', min: 5, max: null })).toEqual([
      false,
      'fewer than 5 zones: B (4)',
      'moins de 5 zones\u00a0: B (4)',
    ]);
    expect(limited({ of: 'accounts', min: null, max: 1 })).toEqual([
      false,
      'more than 1 account: A (2), B (2)',
      'plus de 1 compte\u00a0: A (2), B (2)',
    ]);
    expect(limited({ of: 'zones', min: 1, max: 4 })?.[1]).toBe('not from 1 to 4 zones: A (5)');
  });
});

describe('areas to be kept together', () => {
  // north, middle and south: the middle and the south are cut by the map, and so is the north
  const parents = new Map([
    ['row', ['S', 'S', 'S', 'M', 'M', 'M', 'N', 'N', 'N']],
    ['side', ['W', 'E', 'E', 'W', 'W', 'E', 'W', 'W', 'E']],
  ]);
  const rule = (column: string, price: number | null, except: string[] = []) => ({ column, price, except });

  test('are said with their sectors where they are cut', () => {
    const kpis = kpisOf({ parents, settings: { keepTogether: [rule('row', null), rule('side', null)] } });
    expect(promise(kpis, 'keep-together:row')).toEqual([
      false,
      'row cut: M (A, B), N (A, B), S (A, B)',
      'row coupés\u00a0: M (A, B), N (A, B), S (A, B)',
    ]);
    expect(promise(kpis, 'keep-together:side')).toEqual([
      true,
      '2 areas of side, each with one rep',
      '2 territoires de side, chacun avec un commercial',
    ]);
    expect(kpis.plan.together).toMatchObject({
      row: { rule: 'whole', areas: 3, cut: 3, cuts: 3, price: null, cost: null },
      side: { rule: 'whole', areas: 2, cut: 0, cuts: 0, list: [] },
    });
  });

  test('cost their price for every further sector, and are no promise then; exceptions may be cut', () => {
    const kpis = kpisOf({ parents, settings: { keepTogether: [rule('row', 2.5, ['N'])] } });
    expect(promise(kpis, 'keep-together:row')).toBeUndefined();
    const area = (name: string) => ({ area: name, sectors: ['A', 'B'], whole_at_least: null });
    expect(kpis.plan.together?.row).toMatchObject({
      ...{ rule: 'preferred', areas: 2, cut: 2, cuts: 2, price: 2.5, cost: 5 },
      list: [area('M'), area('S')],
    });
  });
});

describe('decisions by hand', () => {
  const decided = (what: { zone?: string; account?: string; rep: string }) => ({
    ...{ line: 2, zone: '', account: '', author: 'Zoé', reason: 'why', date: '2027-01-01' },
    ...what,
  });
  const accounts = [visited('a1', 'z10'), visited('a2', 'z22', { rep: 'A' })];

  test('are kept when all are followed', () => {
    const overrides = [decided({ zone: 'z10', rep: 'A' }), decided({ account: 'a2', rep: 'B' })];
    expect(promise(kpisOf({ accounts, overrides }), 'overrides')).toEqual([
      true,
      '2 decisions by hand, all followed',
      '2 retouches, toutes suivies',
    ]);
  });

  test('are named when they are not, with who has it instead', () => {
    const overrides = [
      decided({ zone: 'z10', rep: 'B' }),
      decided({ account: 'a1', rep: 'B' }),
      decided({ account: 'nobody', rep: 'A' }),
      decided({ zone: 'z99', rep: 'A' }),
    ];
    expect(promise(kpisOf({ accounts, overrides }), 'overrides')).toEqual([
      false,
      'zone z10 was to go to B, and is with A, account a1 was to go to B, and is with A, ' +
        'account nobody was to go to A, and is not placed, zone z99 was to go to A, and is not placed',
      'la zone z10 devait aller à B, et est à A, le compte a1 devait aller à B, et est à A, ' +
        'le compte nobody devait aller à A, et n’est pas placé, la zone z99 devait aller à A, et n’est pas placée',
    ]);
  });

  test('that a zone is somebody’s is broken by one of its parts', () => {
    const context = gridContext({ reps, accounts, overrides: [decided({ zone: 'z1', rep: 'A' })] });
    const id = context.zones.id.map((zone, i) => (i === 5 ? 'z1#2' : i === 4 ? 'z1#1' : zone));
    const parts = { ...context, zones: { ...context.zones, id } };
    // z11 is A's and z12 B's
    const result = gridResult(context, reps, MAP);
    const broken = computeKpis(parts, result, gridExtras(context)).promises.find(
      ({ name }) => name === 'overrides',
    );
    expect(broken).toMatchObject({ kept: false, detail: 'zone z1 was to go to A, and is with B' });
  });
});

describe('groups with one rep', () => {
  const settings = { groups: 'one-rep' as const };
  const accounts = [
    visited('a1', 'z10', { group: 'G' }),
    visited('a2', 'z22', { group: 'G' }),
    visited('a3', 'z22', { group: 'alone' }),
    visited('a4', 'z22'),
  ];

  test('are kept when all sites go to one', () => {
    // A keeps G wherever it is
    const groupRep = Int32Array.of(0, 0, -1, -1);
    const context = gridContext({ reps, accounts, settings, groupRep });
    const result = { ...gridResult(context, reps, MAP), accountRep: Int32Array.of(0, 0, 1, 1) };
    const { promises } = computeKpis(context, result, gridExtras(context));
    expect(promises.find(({ name }) => name === 'groups')).toEqual({
      name: 'groups',
      kept: true,
      detail: '1 group of several sites, each with one rep',
      detail_fr: '1 groupe de plusieurs sites, chacun avec un seul commercial',
    });
  });

  test('are broken by two reps, and by one who may not serve a site', () => {
    const apart = promise(kpisOf({ accounts, settings }), 'groups');
    expect(apart).toEqual([false, 'group G with 2 reps', 'le groupe G avec 2 commerciaux']);
    const barred = [{ ...reps[0]!, excludedAccounts: ['a2'] }, reps[1]!];
    const context = gridContext({ reps: barred, accounts, settings, groupRep: Int32Array.of(0, 0, -1, -1) });
    const result = { ...gridResult(context, barred, MAP), accountRep: Int32Array.of(0, 0, 1, 1) };
    const { promises } = computeKpis(context, result, gridExtras(context));
    expect(promises.find(({ name }) => name === 'groups')).toMatchObject({
      kept: false,
      detail: expect.stringMatching(/^account a2 with A \(.+\)$/),
    });
  });
});

describe('budgets of teams', () => {
  // A: 10 h of visits and a tour of 2 × 60 minutes, 200 km; B: 5 h and the same tour
  const accounts = [visited('a1', 'z10'), visited('a2', 'z11'), visited('a3', 'z22')];
  const paid = reps.map(rep => ({ ...rep, costPerHour: 50, costPerKm: 0.5 }));
  const budgets = (price: number | null): NonNullable<Settings['budgets']> => [
    { name: 'hours', team: null, resource: 'hours', atMost: 19, price },
    { name: 'road', team: { reps: ['A'] }, resource: 'travel_hours', atMost: 1.5, price },
    { name: 'km', team: null, resource: 'km', atMost: 300, price },
    { name: 'money', team: { reps: ['B'] }, resource: 'cost', atMost: 450, price },
  ];
  const used = [
    { name: 'hours', team: null, used: 19, share: 1, excess: 0 },
    { name: 'road', team: ['A'], used: 2, share: 1.333333, excess: 0.5 },
    { name: 'km', team: null, used: 400, share: 1.333333, excess: 100 },
    { name: 'money', team: ['B'], used: 450, share: 1, excess: 0 },
  ];

  test('are promises when they are firm', () => {
    const kpis = kpisOf({ reps: paid, accounts, settings: { budgets: budgets(null) } });
    expect(kpis.plan.budgets).toMatchObject(used.map(one => ({ ...one, paid: null })));
    expect(promise(kpis, 'budget:hours')).toEqual([
      true,
      '19 hours used, at most 19',
      '19 heures de travail employés, 19 au plus',
    ]);
    expect(promise(kpis, 'budget:road')?.slice(0, 2)).toEqual([false, '2 hours of travel used, at most 1.5']);
    expect(promise(kpis, 'budget:road')?.[2]).toBe('2 heures de route employés, 1,5 au plus');
    expect(promise(kpis, 'budget:km')?.[0]).toBe(false);
    expect(promise(kpis, 'budget:money')?.[0]).toBe(true);
  });

  test('are paid for when they have a price', () => {
    const kpis = kpisOf({ reps: paid, accounts, settings: { budgets: budgets(3) } });
    expect(kpis.plan.budgets?.map(({ paid: sum }) => sum)).toEqual([0, 1.5, 300, 0]);
    expect(kpis.promises.filter(({ name }) => name.startsWith('budget'))).toEqual([]);
  });
});
