// What would not fit into the memory that Node has is refused while it is read, not when the memory is gone: a program that
// runs out of it can say nothing any more.

import { getHeapStatistics } from 'node:v8';
import { InputError } from './issues.ts';

/** What is left for everything else. */
const SHARE = 0.85;

/**
 * @param count of what has been read so far
 * @param bytes of the heap that one of them takes, measured (docs/performance.md)
 * @param what in the plural
 * @param remedy what makes the file smaller
 * @param most a limit whatever the memory
 * @throws InputError when there are more than the heap can hold
 */
export function assertFits(
  count: number,
  bytes: number,
  what: string,
  file: string,
  remedy: string,
  most = Number.POSITIVE_INFINITY,
  heap = getHeapStatistics().heap_size_limit,
): void {
  const fitting = Math.floor((SHARE * heap) / bytes);
  const limit = Math.min(most, fitting);
  if (count <= limit) return;
  const room = fitting < most ? ` in the ${(heap / 1e9).toFixed(1)} GB of memory that Node has` : '';
  const more = fitting < most ? '; or give Node more memory: NODE_OPTIONS=--max-old-space-size=8192' : '';
  throw new InputError([
    {
      severity: 'error',
      code: 'too-large',
      file,
      line: null,
      column: null,
      found: `more than ${inMillions(limit)} million ${what}`,
      expected: `at most ${inMillions(limit)} million${room}`,
      remedy: `${remedy}${more}`,
    },
  ]);
}

const inMillions = (count: number): string => (count / 1e6).toFixed(1).replace(/\.0$/, '');
