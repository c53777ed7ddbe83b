// Reasons from a world of four zones and three reps made by hand: every price is its own, so that each reason has one answer.
// test/app/explain has the same from written plans.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blocksOf } from '../../../src/evaluate/explain/blocks.ts';
import { reasonOf } from '../../../src/evaluate/explain/reason.ts';
import type { Standing } from '../../../src/evaluate/explain/standing.ts';
import type { ModelZone } from '../../../src/model/plan-model.ts';

const zone = (...areas: (string | null)[]) => ({ areas }) as unknown as ModelZone;

test('blocks are what areas join, over columns and step by step', () => {
  const areas = fc.array(fc.tuple(fc.constantFrom(null, 'a', 'b', 'c'), fc.constantFrom(null, 'x', 'y')), {
    maxLength: 12,
  });
  fc.assert(
    fc.property(areas, fc.subarray([0, 1]), (of, columns) => {
      const { blocks, blockOf } = blocksOf(
        of.map(list => zone(...list)),
        columns,
      );
      // joined by hand: again and again, until nothing changes
      const least = of.map((_, i) => i);
      for (let changed = true; changed; ) {
        changed = false;
        for (const c of columns)
          for (const [i, list] of of.entries())
            for (const [h, other] of of.entries())
              if (list[c] !== null && list[c] === other[c] && least[h]! < least[i]!) {
                least[i] = least[h]!;
                changed = true;
              }
      }
      const order = [...new Set(least)];
      expect([...blockOf]).toEqual(least.map(root => order.indexOf(root)));
      expect(blocks).toEqual(order.map(root => least.flatMap((own, i) => (own === root ? [i] : []))));
    }),
  );
});

interface Made {
  /** of the block, by rep */
  readonly cost: readonly number[];
  readonly handOver?: readonly number[];
  readonly eligible?: readonly boolean[];
  /** of the zone alone, and zones of the block */
  readonly alone?: readonly number[];
  readonly zones?: number;
  /** load of the one row, and its price for each rep at a target of 1 */
  readonly loads?: readonly number[];
  readonly prices?: readonly number[];
  /** use of the one budget, and its multiplier */
  readonly uses?: readonly number[];
  readonly multiplier?: number;
  readonly moved?: readonly number[];
  readonly budgetPrice?: number;
}

/** Zone 0 is in block 0 with rep 0. */
function standing(made: Made): Standing {
  const at = (list: readonly number[] | undefined, j: number) => list?.[j] ?? 0;
  const count = made.zones ?? 1;
  return {
    targetAt: () => 1,
    weight: (_: number, j: number) => ({
      cost: at(made.cost, j),
      handOver: at(made.handOver, j),
      eligible: made.eligible?.[j] ?? true,
      loads: [at(made.loads, j)],
      uses: [at(made.uses, j)],
      moved: at(made.moved, j),
    }),
    world: {
      ...{ k: 3, m: 1, blockOf: new Int32Array(count), rep: new Int32Array(count) },
      blocks: [Array.from({ length: count }, (_, i) => i)],
      zones: Array.from({ length: count }, (_, i) => ({ ...zone('35'), visits: i })),
      price: made.prices ?? [0, 0, 0],
      budgets: [{ name: 'west', multiplier: made.multiplier ?? 0 }],
      settings: {
        keepTogether: count > 1 ? [{ column: 'department', price: null, except: [] }] : [],
        maxMoved: { share: 0.1, of: 'accounts' },
      },
      input: {
        model: { rows: [{ name: 'potential' }] },
        plan: { solver: { budgetPrice: made.budgetPrice ?? 0 }, sectors: [] },
      },
      ...{ sectorId: ['1', '2', '3'], repId: ['A', 'B', 'C'], sectorName: ['a', 'b', 'c'] },
      rules: () => [],
      cost: (_: number, j: number) => at(made.alone, j),
      minutes: (_: number, j: number) => 10 * (j + 1),
    },
  } as unknown as Standing;
}
const reason = (made: Made) => reasonOf(standing(made), 0);
const B = expect.objectContaining({ rep_id: 'B' });
const C = expect.objectContaining({ rep_id: 'C' });

test('no choice, and the cheapest, with who comes next', () => {
  expect(reason({ cost: [9, 1, 1], eligible: [true, false, false] })).toEqual({ code: 'only-eligible' });
  expect(reason({ cost: [5, 8, 7] })).toEqual({ code: 'cheapest', nearest: true, next: C, saves: 2 });
});

test('kept whole with others where it would be cheaper with another rep alone', () => {
  const made = { cost: [5, 8, 9], alone: [4, 3, 2.5], zones: 3 };
  expect(reason(made)).toEqual({ code: 'together', areas: ['department 35'], other: C, saves: 1.5 });
  // alone it would be no cheaper: what holds the block holds it
  expect(reason({ ...made, alone: [2, 3, 4] })).toMatchObject({ code: 'cheapest' });
});

test('the cheapest only because handing over costs', () => {
  const made = { cost: [5, 5.5, 9], handOver: [0, 2, 0] };
  expect(reason(made)).toEqual({ code: 'hand-over', other: B, saves: 1.5, price: 2 });
});

test('a cheaper rep is full, or the present one would have too little', () => {
  // B is cheaper by 3 and full: 2 of potential at a price of 4
  const full = reason({ cost: [8, 5, 20], loads: [2, 2, 2], prices: [0, 4, 0] });
  expect(full).toEqual({
    code: 'balance',
    other: B,
    saves: 3,
    row: 'potential',
    of: B,
    full: true,
    price: 8,
  });
  // A is short of it: a unit less costs 5
  const short = reason({ cost: [8, 5, 20], loads: [1, 1, 1], prices: [-5, 0, 0] });
  expect(short).toMatchObject({ code: 'balance', row: 'potential', full: false, price: 5 });
});

test('a cheaper rep would use too much of a budget, of his team or of what may change hands', () => {
  const team = { cost: [8, 5, 20], uses: [1, 3, 0], multiplier: 2 };
  expect(reason(team)).toEqual({ code: 'budget', other: B, saves: 3, budget: 'west', price: 4 });
  const moved = { cost: [8, 5, 20], moved: [0, 1, 1], budgetPrice: 10 };
  expect(reason(moved)).toEqual({ code: 'budget', other: B, saves: 3, budget: 'disruption', price: 10 });
});
