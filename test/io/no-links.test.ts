// A disk without hard links, as some memory cards and shares are: a new file is put in its place all the same, and never over
// one that somebody else put there.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { putWhole } from '../../src/io/write-whole.ts';

const said = vi.hoisted(() => ({ code: '' }));
vi.mock('node:fs/promises', async () => ({
  ...(await vi.importActual<typeof import('node:fs/promises')>('node:fs/promises')),
  link: () => Promise.reject(Object.assign(new Error(said.code), { code: said.code })),
}));

const folder = mkdtempSync(join(tmpdir(), 'sectorize-no-links-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each(['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'])('a new file is written whole after %s', async code => {
  said.code = code;
  const file = join(folder, `${code}.txt`);
  await putWhole(file, 'whole', { replace: false });
  expect(readFileSync(file, 'utf8')).toBe('whole');
  await expect(putWhole(file, 'again', { replace: false })).rejects.toThrow(/a file that exists/);
  expect(readFileSync(file, 'utf8')).toBe('whole');
});

it.each(['EIO', 'EACCES'])('no file is written after %s', async code => {
  said.code = code;
  await expect(putWhole(join(folder, 'none.txt'), 'whole', { replace: false })).rejects.toThrow();
  expect(readdirSync(folder).filter(name => name.includes('none'))).toEqual([]);
});
