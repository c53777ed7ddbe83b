// What layers promise together: accounts, amounts and capacities counted once.

import { describe, expect, it } from 'vitest';
import type { PlanKpis } from '../../../src/evaluate/kpis-types.ts';
import type { LayerPart, RepCapacity, Whole } from '../../../src/evaluate/layers/part.ts';
import { layeredPromises } from '../../../src/evaluate/layers/promises.ts';

type Figure = number | null;

const kpis = (revenue: Figure, potential: Figure, asked = 0) =>
  ({ commercial: { revenue, potential }, visits: { asked } }) as unknown as PlanKpis;

const layer = (
  name: string,
  ids: readonly string[] | null,
  plan = kpis(null, null),
  rest: { readonly overlay?: boolean; readonly promises?: readonly object[] } = {},
) =>
  ({
    rule: { name, overlay: rest.overlay ?? false },
    context: { accounts: ids && { id: ids } },
    kpis: { plan, promises: rest.promises ?? [] },
  }) as unknown as LayerPart;

const whole = (
  ids: readonly string[],
  visits: readonly number[] = [],
  reps: readonly (readonly [id: string, fte: number])[] = [],
) =>
  ({
    accounts: { id: ids, count: ids.length },
    visits: Float64Array.from(visits),
    reps: { list: reps.map(([id, fte]) => ({ id, fte })) },
  }) as unknown as Whole;

const capacity = (rep_id: string, fte: number, ...shares: readonly number[]) =>
  ({ rep_id, fte, layers: shares.map(share => ({ share })) }) as unknown as RepCapacity;

const nothing = kpis(null, null);

describe('accounts', () => {
  const once = (parts: readonly LayerPart[], ids: readonly string[]) =>
    layeredPromises(parts, whole(ids), nothing, [])[0];

  it('are in one base layer each, whatever overlays there are', () => {
    const parts = [
      layer('field', ['a1', 'a2']),
      layer('phone', ['a3']),
      layer('key', ['a1', 'a3'], nothing, { overlay: true }),
      layer('empty', null),
    ];
    expect(once(parts, ['a1', 'a2', 'a3'])).toEqual({
      name: 'layers-once',
      kept: true,
      detail: '3 accounts, each in one of 3 base layers',
      detail_fr: '3 comptes, chacun dans une seule des 3 couches de base',
    });
  });

  it('are named when they are in none, in two, or in no file', () => {
    const parts = [layer('field', ['a1', 'a2', 'a9']), layer('phone', ['a2'])];
    expect(once(parts, ['a1', 'a2', 'a3'])).toEqual({
      name: 'layers-once',
      kept: false,
      detail: 'not in exactly one base layer: a2, a3',
      detail_fr: 'pas dans une seule couche de base\u00a0: a2, a3',
    });
    expect(once([...parts, layer('more', ['a9', 'a3'])], ['a1', 'a2', 'a3'])?.detail).toMatch(/: a2, a9$/);
  });

  it('are listed up to ten', () => {
    const ids = Array.from({ length: 11 }, (_, a) => `a${a}`);
    expect(once([], ids)?.detail).toMatch(/: a0, .*, a9, …$/);
    expect(once([], ids.slice(1))?.detail).toMatch(/: a1, .*, a10$/);
  });
});

describe('amounts', () => {
  const sums = (plans: readonly PlanKpis[], all: PlanKpis, visits: readonly number[]) =>
    layeredPromises(
      plans.map((plan, l) => layer(`l${l}`, [], plan)),
      whole([], visits),
      all,
      [],
    )[1];

  it('of the layers are those of the accounts; what nobody knows is not spoken of', () => {
    expect(sums([kpis(60, 10, 5), kpis(40, 20.126, 7)], kpis(100, 30.126), [4, 8])).toEqual({
      name: 'totals-once',
      kept: true,
      detail: 'the layers add up to the accounts: revenue 100, potential 30.13, visits 12',
      detail_fr: 'les couches totalisent les comptes\u00a0: CA 100, potentiel 30.13, visites 12',
    });
    expect(sums([kpis(null, 5), kpis(9, null)], kpis(null, 5), [])).toMatchObject({
      kept: true,
      detail: 'the layers add up to the accounts: potential 5, visits 0',
    });
  });

  it('are told when they differ by more than a millionth', () => {
    expect(sums([kpis(60, 10, 5)], kpis(100, 10), [5, 1])).toEqual({
      name: 'totals-once',
      kept: false,
      detail: 'revenue 60 in the layers, 100 in the accounts, visits 5 in the layers, 6 in the accounts',
      detail_fr:
        'CA 60 dans les couches, 100 dans les comptes, visites 5 dans les couches, 6 dans les comptes',
    });
    const kept = (layers: number, accounts: number) =>
      sums([kpis(layers, null)], kpis(accounts, null), [])?.kept;
    // of a million by one, of what is below one by a millionth
    expect([kept(1e6 + 0.9, 1e6), kept(1e6 + 1.1, 1e6), kept(1e6 - 1.1, 1e6)]).toEqual([true, false, false]);
    expect([kept(0.9e-6, 0), kept(1.1e-6, 0), kept(0.1 + 0.9e-6, 0.1), kept(0.1 + 1.1e-6, 0.1)]).toEqual([
      ...[true, false, true, false],
    ]);
    expect([kept(-1e6 - 0.9, -1e6), kept(-1e6 - 1.1, -1e6)]).toEqual([true, false]);
  });
});

describe('reps', () => {
  const spent = (capacities: readonly RepCapacity[], reps: readonly (readonly [string, number])[]) =>
    layeredPromises([], whole([], [], reps), nothing, capacities)[2];

  it('have one capacity, however many layers share it', () => {
    const reps = [
      ...([
        ['R1', 1],
        ['R2', 0.5],
        ['R3', 1],
      ] as const),
    ];
    const all = [capacity('R1', 1, 0.3, 0.7), capacity('R2', 0.5, 1), capacity('R3', 1, 0.2, 0.3, 0.5)];
    expect(spent(all, reps)).toEqual({
      name: 'reps-once',
      kept: true,
      detail: '3 reps, the shares of each add up to one capacity; 2 shared by layers',
      detail_fr: '3 commerciaux, les parts de chacun font une capacité\u00a0; 2 partagés entre couches',
    });
  });

  it('are named when their shares or their FTE are not that', () => {
    const kept = (fte: number, ...shares: readonly number[]) =>
      spent([capacity('R1', fte, ...shares)], [['R1', 1]])?.kept;
    expect([kept(1, 0.5, 0.5 + 0.9e-6), kept(1, 0.5, 0.5 + 1.1e-6), kept(1, 0.5, 0.5 - 1.1e-6)]).toEqual([
      ...[true, false, false],
    ]);
    expect([kept(1 + 0.9e-6, 1), kept(1 + 1.1e-6, 1), kept(1 - 1.1e-6, 1), kept(1)]).toEqual([
      ...[true, false, false, false],
    ]);
    expect(
      spent(
        [capacity('R1', 1, 0.5), capacity('R2', 1, 1), capacity('R9', 1, 1)],
        [
          ['R1', 1],
          ['R2', 1],
        ],
      ),
    ).toEqual({
      name: 'reps-once',
      kept: false,
      detail: 'shares that are not one capacity: R1, R9',
      detail_fr: 'parts qui ne font pas une capacité\u00a0: R1, R9',
    });
    expect(spent([capacity('R9', 0, 1)], [])?.kept).toBe(true);
  });
});

it('what each layer promises comes after, under its name', () => {
  const own = { name: 'balance', kept: false, detail: 'd', detail_fr: 'f' };
  const parts = [
    layer('field', [], nothing, { promises: [own] }),
    layer('phone', [], nothing, { promises: [own] }),
  ];
  expect(layeredPromises(parts, whole([]), nothing, []).slice(3)).toEqual([
    { ...own, name: 'field/balance' },
    { ...own, name: 'phone/balance' },
  ]);
});
