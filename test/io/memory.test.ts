import { expect, it } from 'vitest';
import { InputError } from '../../src/io/issues.ts';
import { assertFits } from '../../src/io/memory.ts';

const refused = (count: number, bytes: number, most?: number, heap = 1e9): string => {
  try {
    assertFits(count, bytes, 'accounts', 'a.csv', 'split it', most, heap);
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  return '';
};

it('refuses what the heap cannot hold, and says how much it can', () => {
  expect(refused(8_500_000, 100)).toBe('');
  expect(refused(8_500_001, 100)).toBe(
    'a.csv: error[too-large]: found more than 8.5 million accounts; expected at most 8.5 million in the 1.0 GB of memory that Node has; remedy: split it; or give Node more memory: NODE_OPTIONS=--max-old-space-size=8192',
  );
});

it('refuses what no memory helps against', () => {
  expect(refused(3_000_001, 100, 3_000_000)).toBe(
    'a.csv: error[too-large]: found more than 3 million accounts; expected at most 3 million; remedy: split it',
  );
});
