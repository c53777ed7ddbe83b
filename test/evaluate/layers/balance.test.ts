// Means, sums and extremes over layers, of which some do not know a figure.

import { describe, expect, it } from 'vitest';
import type { PlanKpis } from '../../../src/evaluate/kpis-types.ts';
import { balanceOf, compactnessOf, coverageOf, weighted } from '../../../src/evaluate/layers/balance.ts';
import type { LayerPart } from '../../../src/evaluate/layers/part.ts';

type Figure = number | null;

describe('a mean', () => {
  const mean = (...pairs: readonly (readonly [value: Figure, weight: Figure])[]) =>
    weighted(
      pairs as unknown as readonly PlanKpis[],
      pair => (pair as unknown as readonly Figure[])[0] ?? null,
      pair => (pair as unknown as readonly Figure[])[1] ?? null,
    );

  it('weighs the layers that know the figure', () => {
    expect(mean([10, 1], [20, 3])).toBe(17.5);
    expect(mean([10, 1], [null, 3], [4, null], [30, 1])).toBe(20);
    expect(mean([0, 2], [6, 1])).toBe(2);
    expect(mean([1, 3], [2, 0])).toBe(1);
    expect([mean(), mean([5, 0]), mean([null, 1])]).toEqual([null, null, null]);
  });
});

describe('coverage', () => {
  const plan = (
    accounts: Figure,
    count: number,
    potential: Figure,
    of: Figure,
    uncovered: readonly number[] | null,
  ) => {
    const [no_rep, not_eligible, too_far, over_capacity] = uncovered ?? [];
    return {
      coverage: {
        accounts,
        potential,
        uncovered: uncovered && { no_rep, not_eligible, too_far, over_capacity },
      },
      accounts: count,
      commercial: { potential: of },
    } as unknown as PlanKpis;
  };
  const [field, phone] = [plan(0.5, 10, 0.25, 100, [1, 2, 3, 4]), plan(1, 30, 1, 300, [10, 20, 30, 40])];
  const key = plan(0, 100, 0, 400, [100, 100, 100, 100]);

  it('is of the accounts of base layers, and of the potential of all', () => {
    expect(coverageOf([field, phone, key], [field, phone])).toEqual({
      accounts: 0.875,
      // (25 + 300) of 800
      potential: 0.40625,
      uncovered: { no_rep: 11, not_eligible: 22, too_far: 33, over_capacity: 44 },
    });
  });

  it('tells of what is not covered only where every base layer does', () => {
    const silent = plan(null, 10, null, null, null);
    expect(coverageOf([field, silent], [field, silent])).toEqual({
      ...{ accounts: 0.5, potential: 0.25, uncovered: null },
    });
    expect(coverageOf([silent], [silent])).toEqual({ accounts: null, potential: null, uncovered: null });
    expect(coverageOf([], [])).toMatchObject({ uncovered: { no_rep: 0 } });
  });
});

describe('balance', () => {
  const balance = (tolerance: number, max_deviation: Figure, total: number, unit = 'EUR') => ({
    ...{ tolerance, max_deviation, total, unit, cv: 0.1, gini: 0.2, max_min_ratio: 2 },
  });
  /** with the names of measures that zones carry */
  type Layers = readonly (readonly [balance: object, zones?: readonly string[]])[];
  const layers = (...list: Layers) =>
    balanceOf(
      list.map(
        ([, zones = []]) =>
          ({
            context: {
              measures: [
                { name: 'other', perAccount: null },
                ...['potential', 'people'].map(name => ({
                  name,
                  perAccount: zones.includes(name) ? null : new Float64Array(0),
                })),
              ],
            },
          }) as unknown as LayerPart,
      ),
      list.map(([own]) => ({ balance: own }) as unknown as PlanKpis),
    );

  it('has the widest tolerance, the largest deviation and the sum of the layers that have the measure', () => {
    const found = layers(
      [{ potential: balance(0.1, 0.05, 100) }],
      [{ people: balance(0.3, null, 5, 'people') }],
      [{ potential: balance(0.05, 0.2, 40.5) }],
    );
    expect(Object.getPrototypeOf(found)).toBeNull();
    expect({ ...found }).toEqual({
      potential: {
        ...{ tolerance: 0.1, max_deviation: 0.2, total: 140.5, unit: 'EUR' },
        ...{ cv: null, gini: null, max_min_ratio: null },
      },
      people: {
        ...{ tolerance: 0.3, max_deviation: null, total: 5, unit: 'people' },
        ...{ cv: null, gini: null, max_min_ratio: null },
      },
    });
  });

  it('counts what zones carry once, however many layers are on them', () => {
    const [five, six] = [{ people: balance(0.1, 0, 5) }, { people: balance(0.1, 0, 6) }];
    const total = (...list: Layers) => layers(...list).people?.total;
    expect(total([five, ['people']], [six, ['people']])).toBe(6);
    expect(total([five, ['people']], [six])).toBe(6);
    expect(total([five, ['potential']], [six, ['potential']])).toBe(11);
    expect(layers([{}]).people).toBeUndefined();
  });
});

describe('compactness', () => {
  const sector = (polsby_popper: Figure, reock: Figure) => ({ compactness: { polsby_popper, reock } });
  const part = (sectors: readonly object[], sectors_before: readonly object[] | null) =>
    ({ kpis: { sectors, sectors_before } }) as unknown as LayerPart;
  const plan = (min_polsby_popper: Figure, min_reock: Figure) =>
    ({ compactness: { min_polsby_popper, min_reock } }) as unknown as PlanKpis;

  it('is the mean of all sectors and the least of all layers', () => {
    const parts = [
      part([sector(0.1, 0.5), sector(0.2, null)], [sector(0.6, 0.7)]),
      part([sector(0.6, 0.7)], null),
    ];
    const plans = [plan(0.1, 0.5), plan(null, 0.4), plan(0.05, null)];
    expect(compactnessOf(parts, plans, false)).toEqual({
      ...{ polsby_popper: 0.3, reock: 0.6, moment_of_inertia: null },
      ...{ min_polsby_popper: 0.05, min_reock: 0.4 },
    });
    expect(compactnessOf(parts, plans, true)).toMatchObject({ polsby_popper: 0.6, reock: 0.7 });
    expect(compactnessOf([part([sector(null, null)], null)], [plan(null, null)], false)).toEqual({
      ...{ polsby_popper: null, reock: null, moment_of_inertia: null },
      ...{ min_polsby_popper: null, min_reock: null },
    });
  });
});
