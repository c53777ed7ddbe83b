import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { anyFault, freeBytes, sentenceOf } from '../../src/io/system-fault.ts';

const thrown = (code: string, path?: string, syscall: string | undefined = 'write') =>
  Object.assign(new Error(`${code}: anything`), { code, ...(path && { path }), ...(syscall && { syscall }) });

describe('an error that nobody turned into words', () => {
  test('of the system is the user’s to mend, with the place and what to do', () => {
    const [issue] = anyFault(thrown('ENOSPC', '/data/plan'))?.issues ?? [];
    expect(issue).toMatchObject({
      ...{ code: 'system', file: '/data/plan', found: 'no room left on the disk (write: ENOSPC)' },
      remedy: 'make room, or choose a place on another disk',
    });
    expect(anyFault(thrown('EMFILE'))?.issues[0]?.file).toBe('this machine');
  });

  test('of memory says how to get more', () => {
    for (const message of ['Array buffer allocation failed', 'Invalid typed array length: 5000000000']) {
      const [issue] = anyFault(new RangeError(message))?.issues ?? [];
      expect(issue?.found).toBe(`not enough memory for this program (${message})`);
      expect(issue?.remedy).toContain('--max-old-space-size');
    }
  });

  test('of the program stays one: a missing file, a code of Node’s own, names that every object has, no error at all', () => {
    const others = [
      ...[thrown('ENOENT', 'x'), thrown('ERR_INVALID_ARG_TYPE'), thrown('constructor'), thrown('toString')],
      // no call of the system: whoever made it has no such excuse
      Object.assign(new Error('x'), { code: 'ENOSPC' }),
      ...[new Error('Invalid date'), new TypeError('x is not a function'), null, undefined, 'ENOSPC'],
    ];
    for (const error of others) expect(anyFault(error)).toBeNull();
  });
});

test('a code that is not known is said as it is', () => {
  expect(sentenceOf('EIO')).toBe('the disk or the connection to it failed');
  expect(sentenceOf('EWHAT')).toBe('an error of the system (EWHAT)');
});

test('room is that of the disk, also for what is not there yet', () => {
  const room = freeBytes(tmpdir());
  expect(room).toBeGreaterThan(0);
  expect(freeBytes(join(tmpdir(), 'sectorize-not-there'))).toBeGreaterThan(0);
  expect(freeBytes('/no/such/folder/at/all')).toBeNull();
});
