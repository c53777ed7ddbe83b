import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeHeap, popHeap, pushHeap } from '../../src/optimize/heap.ts';

it('gives pairs back by key, then by item, whatever order they came in and however many', () => {
  const pair = fc.record({ key: fc.integer({ min: -3, max: 3 }), item: fc.integer({ min: 0, max: 9 }) });
  // a number: so many are taken out in between
  const steps = fc.array(fc.oneof(pair, pair, pair, fc.integer({ min: 0, max: 3 })), { maxLength: 120 });
  fc.assert(
    fc.property(steps, fc.integer({ min: 1, max: 70 }), (all, capacity) => {
      const heap = makeHeap(capacity);
      const open: { key: number; item: number }[] = [];
      const take = (): void => {
        open.sort((a, b) => a.key - b.key || a.item - b.item);
        const first = open.shift()!;
        expect(heap.keys[0]).toBe(first.key);
        expect(popHeap(heap)).toBe(first.item);
        expect(heap.size).toBe(open.length);
      };
      for (const step of all) {
        if (typeof step === 'number') for (let x = 0; x < step && open.length > 0; x++) take();
        else {
          pushHeap(heap, step.key, step.item);
          open.push(step);
        }
      }
      while (open.length > 0) take();
    }),
    { seed: 1 },
  );
});
