// Accounts of one plan alone, of both, and plans that have none.

import { expect, it } from 'vitest';
import { accountMoves } from '../../../src/evaluate/compare/account-moves.ts';
import type { Side, SideLayer } from '../../../src/evaluate/compare/side.ts';

/** @param reps of accounts; null for a plan of zones alone */
const layer = (name: string, reps: Readonly<Record<string, string>> | null): SideLayer => ({
  ...{ name, overlay: false, today: false, kpis: null, sectors: [], zones: [], parts: new Map() },
  reps: new Set(Object.values(reps ?? {})),
  accounts: reps && {
    id: Object.keys(reps),
    name: Object.keys(reps),
    zone: Object.keys(reps).map(() => 'z'),
    rep: Object.values(reps),
    today: Object.keys(reps).map(() => ''),
    ...{ minutes: null, revenue: null, potential: Float64Array.from(Object.keys(reps), () => 10) },
  },
  held: new Set(),
  decided: new Map(),
});
const side = (...layers: readonly SideLayer[]) => ({ layers }) as unknown as Side;

it('counts those of both plans, those that move, and those of one alone', () => {
  const { list, totals } = accountMoves(
    side(layer('', { stays: 'R1', moves: 'R1', leaves: 'R1', dropped: 'R2', nobody: '' })),
    side(layer('', { stays: 'R1', moves: 'R2', dropped: '', nobody: 'R2', joins: 'R2' })),
    [],
  );
  expect(totals).toEqual({
    accounts: { common: 2, moved: 1, new: 2, gone: 2 },
    revenue: null,
    potential: expect.objectContaining({ moved: 10 }),
  });
  expect(list.map(({ id, status, reason }) => [id, status, reason.code])).toEqual([
    ['moves', 'moved', expect.any(String)],
    ['dropped', 'gone', 'unserved-after'],
    ['nobody', 'new', 'unserved-before'],
    ['joins', 'new', 'not-before'],
    ['leaves', 'gone', 'not-after'],
  ]);
});

it('tells nothing where a plan has no accounts at all, and what there is where one layer has some', () => {
  const [none, some] = [layer('zones', null), layer('some', { a: 'R1' })];
  const nothing = { accounts: null, revenue: null, potential: null };
  for (const [base, other] of [
    [[none], [some]],
    [[some], [none]],
    [[none], [none]],
  ] as const)
    expect(accountMoves(side(...base), side(...other), [])).toEqual({ list: [], totals: nothing });
  const { totals } = accountMoves(side(none, some), side(layer('other', { a: 'R2' }), none), []);
  expect(totals.accounts).toEqual({ common: 1, moved: 1, new: 0, gone: 0 });
});
