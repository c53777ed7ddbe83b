// The accounts that plan.json names a rep for, as verify judges them.

import { expect, it } from 'vitest';
import { newCheck } from '../../../src/evaluate/verify/check.ts';
import { checkLocks } from '../../../src/evaluate/verify/rules.ts';
import type { VerifyInput, World } from '../../../src/evaluate/verify/world.ts';

/** Three accounts in Z1, Z1, Z2 and one in none; the first is locked to R1, the third to R2. */
function wrong(...named: readonly (readonly [account: string, rep: string, zone: string])[]) {
  const check = newCheck('locks');
  const world = {
    accounts: { id: ['a1', 'a2', 'a3', 'a4'], count: 4, groupId: ['', '', '', ''] },
    reps: [{ id: 'R1' }, { id: 'R2' }],
    settings: { groups: 'none' },
    named: Uint8Array.of(1, 0, 1, 0),
    owner: Int32Array.of(0, -1, 1, -1),
    unitOf: Int32Array.of(0, 0, 1, -1),
    unitId: ['Z1', 'Z2'],
  } as unknown as World;
  checkLocks(world, { plan: { named } } as unknown as VerifyInput, check);
  const { problems, checked } = check.result();
  return [...problems, `${checked} facts`];
}

const first = ['a1', 'R1', 'Z1'] as const;
const third = ['a3', 'R2', 'Z2'] as const;

it('are the locked ones, each with its rep and zone', () => {
  expect(wrong(first, third)).toEqual(['7 facts']);
  expect(wrong(third, first)).toEqual(['7 facts']);
});

it.each([
  [
    'is not locked',
    [first, ['a2', 'R1', 'Z1'], third],
    /^account a2 is named in plan.json but is not locked in/,
  ],
  [
    'is nobody',
    [first, third, ['a9', 'R1', 'Z1']],
    /^plan.json names account a9, which is not placed by the plan$/,
  ],
  ['is placed nowhere', [first, third, ['a4', 'R1', '']], /^plan.json names account a4, which is not placed/],
  ['is named twice', [first, third, third], /^plan.json names account a3 twice$/],
  ['has another rep', [['a1', 'R2', 'Z1'], third], /^account a1 is kept by R1, but plan.json gives R2$/],
  ['is not there', [third], /^account a1 is kept by R1, but plan.json gives nobody$/],
  ['is elsewhere', [first, ['a3', 'R2', 'Z1']], /^account a3 is in zone Z2, but plan.json says Z1$/],
] as const)('tells of one that %s', (_, named, problem) => {
  const [only, ...rest] = wrong(...named);
  expect(only).toMatch(problem);
  expect(rest).toHaveLength(1);
});
