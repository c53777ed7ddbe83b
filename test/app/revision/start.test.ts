import { expect, test } from 'vitest';
import { onParts } from '../../../src/app/revision/start.ts';
import type { PlanContext } from '../../../src/model/context.ts';
import type { PlanSplit } from '../../../src/model/plan.ts';
import type { PreviousPlan } from '../../../src/model/previous.ts';

const previous = {
  zoneRep: new Map([
    ['a', 'r1'],
    ['b#1', 'r1'],
    ['b#2', 'r2'],
    ['b#3', 'r1'],
  ]),
  zoneSector: new Map([
    ['a', 'North'],
    ['b#1', 'North'],
    ['b#2', 'South'],
    ['b#3', 'North'],
  ]),
  sectors: [
    { sectorId: 'North', repId: 'r1' },
    { sectorId: 'South', repId: 'r2' },
  ],
} as unknown as PreviousPlan;

test('parts that were cut anew are with whoever serves most of them today, whatever their ids were', () => {
  const splits = [{ zone: 'b', parts: ['b#1', 'b#2', 'b#3'].map(id => ({ id })) }] as unknown as PlanSplit[];
  const context = {
    zones: { id: ['a', 'b#1', 'b#2', 'b#3'] },
    reps: { list: [{ id: 'r1' }, { id: 'r2' }, { id: 'new' }] },
    zoneIncumbent: Int32Array.of(1, 1, 0, -1),
  } as unknown as PlanContext;
  const found = onParts(previous, splits, context);
  expect([...found.zoneRep]).toEqual([
    ['a', 'r1'],
    ['b#1', 'r2'],
    ['b#2', 'r1'],
  ]);
  expect([...found.zoneSector]).toEqual([
    ['a', 'North'],
    ['b#1', 'South'],
    ['b#2', 'North'],
  ]);
  expect(onParts(previous, [], context)).toBe(previous);
});
