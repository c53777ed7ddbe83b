import { expect, test } from 'vitest';
import { hierarchyPromises } from '../../../src/evaluate/hierarchy/promises.ts';
import type { HierarchyKpis } from '../../../src/evaluate/hierarchy/types.ts';

const group = (id: string, deviation: number | null, avoidable = 0) => ({
  ...{ id, balance: { potential: { deviation } }, contiguity: { avoidable } },
});
const promises = (groups: readonly object[]) =>
  hierarchyPromises({
    levels: [{ level: 'area', balance: { potential: { tolerance: 0.05 } }, groups }],
  } as unknown as HierarchyKpis);

test('a level says its closest call, or which groups are beyond, the worst first', () => {
  expect(promises([group('N', 0.02), group('S', -0.05), group('E', null)])).toEqual([
    {
      name: 'balance:area:potential',
      kept: true,
      detail: 'largest deviation -5.00 % (S), tolerance 5 %',
      detail_fr: 'plus grand écart −5,00\u00a0% (S), tolérance 5\u00a0%',
    },
    {
      name: 'contiguity:area',
      kept: true,
      detail: 'every group of level area in one piece',
      detail_fr: 'chaque groupe du niveau area d’un seul tenant',
    },
  ]);
  const [balance, contiguity] = promises([group('N', 0.06, 2), group('S', -0.1), group('E', 0.050002)]);
  expect(balance).toEqual({
    name: 'balance:area:potential',
    kept: false,
    detail: 'beyond the tolerance of 5 %: S (-10.00 %), N (+6.00 %), E (+5.00 %)',
    detail_fr:
      'au-delà de la tolérance de 5\u00a0%\u00a0: S (−10,00\u00a0%), N (+6,00\u00a0%), E (+5,00\u00a0%)',
  });
  expect(contiguity).toMatchObject({
    kept: false,
    detail: 'in more pieces than the map requires: N (3 pieces)',
    detail_fr: 'en plus de morceaux que la carte n’en impose\u00a0: N (3 morceaux)',
  });
  expect(promises([group('N', null)])[0]).toMatchObject({ kept: true, detail: 'no group has a target' });
});

test('of many groups ten are named and the others counted', () => {
  const many = Array.from({ length: 12 }, (_, at) => group(`G${at}`, 0.5, 1));
  for (const { detail, detail_fr } of promises(many)) {
    expect(detail).toMatch(/: (G\d+ \([^)]+\), ){9}G\d+ \([^)]+\) and 2 more$/);
    expect(detail_fr).toMatch(/ et 2 autres$/);
  }
});
