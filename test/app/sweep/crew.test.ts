import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { planAll } from '../../../src/app/sweep/crew.ts';

test('when one scenario cannot be written nothing more is begun, and who began waits for the others', async () => {
  const full = new Error('no room');
  const seen: string[] = [];
  const planned = planAll(
    ['a', 'b', 'c'],
    item => {
      seen.push(`${item} is planned all the same`);
      throw new Error(item);
    },
    2,
    {
      onStart: async item => {
        seen.push(`${item} begins`);
        if (item === 'a') throw full;
        await setTimeout(20);
        seen.push(`${item} has begun`);
      },
      onEnd: async item => void seen.push(`${item} ends`),
    },
  );
  await expect(planned).rejects.toBe(full);
  expect(seen).toEqual(['a begins', 'b begins', 'b has begun']);
});
