// A file that is there whole or not at all: written beside its place, and put there in one step.

import { randomBytes } from 'node:crypto';
import { link, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InputError } from './issues.ts';

/**
 * @param replace whether a file of that name may go
 * @throws InputError when it exists and may not go, or its folder cannot be written
 */
export async function writeWhole(file: string, content: string, replace: boolean): Promise<void> {
  const beside = join(dirname(file), `.${basename(file).slice(0, 100)}.${process.pid}.tmp`);
  try {
    await writeFile(beside, content, { flag: 'wx' });
    // a link is refused where the name is taken, also by somebody who was quicker
    if (replace) await rename(beside, file);
    else await link(beside, file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!code.startsWith('E') || code.startsWith('ERR_')) throw error;
    const exists = code === 'EEXIST';
    throw new InputError([
      {
        severity: 'error',
        code: 'option',
        file,
        line: null,
        column: null,
        found: exists ? 'a file that exists' : `a place that cannot be written (${code})`,
        expected: exists ? 'a new file' : 'a file in a folder that can be written',
        remedy: exists ? 'choose another, or add --force' : 'check the folder',
      },
    ]);
  } finally {
    await rm(beside, { force: true });
  }
}

/**
 * The whole file in the place of the old one, or the old one; errors are those of the file system.
 * @param mode who may read and write it, less what the process never allows
 */
export async function putWhole(
  file: string,
  content: string | Uint8Array | Iterable<string | Uint8Array>,
  mode = 0o666,
): Promise<void> {
  // random, so that two runs never write into one another
  const suffix = randomBytes(6).toString('hex');
  const beside = join(dirname(file), `.${basename(file).slice(0, 200)}.tmp-${suffix}`);
  try {
    await writeFile(beside, content, { mode });
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
