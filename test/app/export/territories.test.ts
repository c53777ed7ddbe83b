import fc from 'fast-check';
import { expect, test } from 'vitest';
import { difference, type Membership, territoriesOf } from '../../../src/app/export/territories.ts';
import type { WrittenLayer, WrittenPlan } from '../../../src/app/written/written-plan.ts';
import type { Plan } from '../../../src/model/plan.ts';

const REPS = ['R1', 'R2', 'R3'];

/** A layer with a sector for each rep; `rows`: account, rep, rep of today. */
function layerOf(name: string | null, overlay: boolean, reps: string[], rows: [string, string, string][]) {
  const sectors = reps.map(rep => ({ sectorId: rep, repId: rep, sectorName: `Sector ${rep}` }));
  const accounts = {
    id: rows.map(([id]) => id),
    key: rows.map(([id]) => `key ${id}`),
    rep: rows.map(([, rep]) => rep),
    incumbent: rows.map(([, , incumbent]) => incumbent),
    passed: [],
    figures: null,
  };
  const plan = { sectors } as unknown as Plan;
  return { name, overlay, dir: '', plan, repName: new Map(), zones: [], accounts } satisfies WrittenLayer;
}

const planOf = (...layers: WrittenLayer[]): WrittenPlan => ({ dir: '', text: '', layers, inputs: [] });
const pairs = ({ account, territory }: Membership) => Array.from(account, (a, i) => `${a}:${territory[i]}`);

const rep = fc.constantFrom(...REPS);
const incumbent = fc.constantFrom('', 'left', 'K1', ...REPS);
const rows = (of: fc.Arbitrary<string>) =>
  fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-d][0-9]$/), of, incumbent), {
    selector: ([id]) => id,
    maxLength: 20,
  });

test('what is taken away and what is added turn today into the plan, overlays included', () => {
  fc.assert(
    fc.property(rows(rep), rows(fc.constant('K1')), (base, over) => {
      const plan = planOf(layerOf('field', false, REPS, base), layerOf('keys', true, ['K1'], over));
      const { before, after } = territoriesOf(plan);
      const now = new Set(pairs(before));
      for (const pair of pairs(difference(before, after))) expect(now.delete(pair)).toBe(true);
      for (const pair of pairs(difference(after, before))) {
        expect(now.has(pair)).toBe(false);
        now.add(pair);
      }
      expect([...now].sort()).toEqual(pairs(after).sort());
    }),
  );
});

test('knows what is new, what stays and what is gone', () => {
  const plan = planOf(
    layerOf(null, false, REPS, [
      ['a1', 'R1', 'R2'],
      ['a2', 'R2', 'left'],
      ['a3', 'R3', ''],
    ]),
  );
  const { list, keys } = territoriesOf(plan);
  expect(list.map(({ id, state }) => [id, state])).toEqual([
    ['R1', 'new'],
    ['R2', 'kept'],
    ['R3', 'new'],
    ['left', 'gone'],
  ]);
  expect(keys).toEqual(['key a1', 'key a2', 'key a3']);
});

test('a rep of an overlay who serves an account today is not gone when overlays do not count', () => {
  const plan = planOf(layerOf('field', false, REPS, [['a1', 'R1', 'K1']]), layerOf('keys', true, ['K1'], []));
  const { list, before } = territoriesOf(plan, ({ overlay }) => !overlay);
  expect(list.map(({ name, state }) => [name, state])).toEqual([
    ['field – Sector R1', 'new'],
    ['field – Sector R2', 'new'],
    ['field – Sector R3', 'new'],
    ['keys – Sector K1', 'kept'],
  ]);
  expect(pairs(before)).toEqual(['0:3']);
});

test('two accounts of one key are an error', () => {
  const twice = layerOf(null, false, REPS, [
    ['a1', 'R1', ''],
    ['a2', 'R2', ''],
  ]);
  const plan = planOf({ ...twice, accounts: { ...twice.accounts, key: ['k', 'k'] } });
  expect(() => territoriesOf(plan)).toThrow(/accounts "a1" and "a2" with the same key "k"/);
});
