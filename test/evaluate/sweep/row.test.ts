import { expect, test } from 'vitest';
import type { Kpis } from '../../../src/evaluate/kpis-types.ts';
import { figuresOf, movedOf } from '../../../src/evaluate/sweep/row.ts';

const kpis = (plan: object, promises: object[] = []) =>
  ({
    plan: {
      ...{ objective: { value: 12, gap: 0.02 }, travel: { hours: 1, km: 2, kg_co2: 3 }, cost: { total: 4 } },
      ...{ balance: {}, disruption: null },
      ...plan,
    },
    promises,
  }) as unknown as Kpis;

test('a scenario is told by its worst deviation, what moves and the promises it breaks', () => {
  const balance = Object.fromEntries([
    ['workload', { max_deviation: 0.04 }],
    ['__proto__', { max_deviation: 0.09 }],
    ['visits', { max_deviation: null }],
  ]);
  const figures = figuresOf(
    kpis({ balance, disruption: { share: { zones: 0.1, accounts: 0.2, potential: null } } }, [
      { name: 'contiguity', kept: false },
      { name: 'locks', kept: true },
    ]),
  );
  expect(figures).toMatchObject({
    ...{ objective: 12, gap: 0.02, balance: 0.09, hours: 1, km: 2, kgCo2: 3, cost: 4 },
    moved: { revenue: null, potential: null, accounts: 0.2, zones: 0.1 },
    broken: ['contiguity'],
  });
  expect(Object.entries(figures.deviations)).toEqual([
    ['workload', 0.04],
    ['__proto__', 0.09],
    ['visits', null],
  ]);
});

test('what a plan does not say is null', () => {
  const none = figuresOf(kpis({ objective: null, balance: { visits: { max_deviation: null } } }));
  expect(none).toMatchObject({ objective: null, gap: null, balance: null, moved: null, broken: [] });
});

test('what moves is compared by the first amount that every plan knows', () => {
  const moved = (of: Record<string, number | null>) => ({
    moved: { revenue: null, potential: null, accounts: null, zones: null, ...of },
  });
  const plans = [
    moved({ revenue: 0.1, accounts: 0.2, zones: 0 }),
    moved({ potential: 0.3, accounts: 0, zones: 0 }),
  ];
  expect(movedOf(plans)).toBe('accounts');
  expect(movedOf(plans.slice(0, 1))).toBe('revenue');
  expect(movedOf([...plans, { moved: null }])).toBeNull();
  expect(movedOf([])).toBeNull();
});
