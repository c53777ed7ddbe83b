// A file that is there whole or not at all: written beside its place, brought onto the disk, and put there in one step.

import { rmSync } from 'node:fs';
import { link, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { atExit } from './at-exit.ts';
import { type Claim, claimPlace } from './claim.ts';
import { InputError } from './issues.ts';
import { syncFolder } from './sync.ts';
import { freeBytes, megabytes, systemCode, writeFault } from './system-fault.ts';
import { makeToken, temporaryPath } from './temporary.ts';
import { type Content, type Progress, writeBlocks } from './write-blocks.ts';

interface Ways {
  /** whether a file of that name may go (true) */
  readonly replace?: boolean;
  /** what the user named it with, for messages: an option; the file itself when absent */
  readonly option?: string;
  /** who may read and write a new file, less what the process never allows */
  readonly mode?: number;
}

/** another run on the same file is done in a moment: what takes long comes before */
const PATIENCE_MS = 10_000;

/**
 * The whole file in the place of the old one, or the old one. A link stays a link, the rights of the old file stay, and what is
 * no file (a device, a pipe) is written as it is.
 * @throws InputError when it exists and may not go, or cannot be written
 */
export async function putWhole(
  file: string,
  content: string | Uint8Array | Content,
  ways: Ways = {},
): Promise<void> {
  const place = ways.option ?? file;
  const progress = { bytes: 0 };
  try {
    const parts = typeof content === 'string' || content instanceof Uint8Array ? [content] : content;
    await put(file, parts, { replace: true, ...ways }, progress);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (ways.replace === false && code === 'EEXIST') throw taken(file);
    const free = code === 'ENOSPC' || code === 'EDQUOT' ? freeBytes(dirname(resolve(file))) : null;
    const room = free === null ? '' : `; ${megabytes(free)} are free`;
    const sofar = progress.bytes > 0 ? ` (${megabytes(progress.bytes)} were written${room})` : '';
    const remedy = code === 'ENOENT' ? `make the folder ${dirname(file)} first` : undefined;
    throw writeFault(error, place, `${file}${sofar}`, remedy) ?? error;
  }
}

/**
 * One file of a folder that is claimed, written beside the folder, so that nothing else ever stands in it.
 * @throws InputError when it cannot be written
 */
export async function putInto(claim: Claim, file: string, content: string): Promise<void> {
  const beside = temporaryPath(claim.target, 'tmp', makeToken(claim.target));
  const forget = atExit(() => rmSync(beside, { force: true }));
  try {
    await writeFile(beside, content, { flag: 'wx', flush: true });
    claim.assertHeld();
    await rename(beside, file);
    await syncFolder(dirname(file)).catch(() => {});
  } catch (error) {
    // a folder that is a disk of its own: the file is written in it
    if (systemCode(error) === 'EXDEV') return await putWhole(file, content);
    throw writeFault(error, file, 'as it was before') ?? error;
  } finally {
    forget();
    await rm(beside, { force: true }).catch(() => {});
  }
}

async function put(
  file: string,
  content: Content,
  { replace, option = file, mode }: Ways,
  progress: Progress,
) {
  const path = resolve(file);
  const target = await realpath(path).catch(error => {
    if (error.code === 'ENOENT') return path;
    throw error;
  });
  const before = await stat(target).catch(error => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (before && !before.isFile()) {
    if (before.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR', syscall: 'open' });
    const handle = await open(target, 'w');
    try {
      await writeBlocks(handle, content, progress);
    } finally {
      await handle.close();
    }
    return;
  }
  // a folder that is not there is not made: a mistyped name would make one
  await stat(dirname(target));
  const claim = await claimPlace(target, { option, name: file, mark: null }, PATIENCE_MS);
  const beside = temporaryPath(target, 'tmp', makeToken(target));
  const forget = atExit(() => rmSync(beside, { force: true }));
  try {
    const handle = await open(beside, 'wx', mode);
    try {
      await writeBlocks(handle, content, progress);
      if (before) await handle.chmod(before.mode & 0o777).catch(() => {});
      await handle.sync().catch(error => {
        if (error.code !== 'EINVAL' && error.code !== 'ENOTSUP') throw error;
      });
    } finally {
      await handle.close();
    }
    // a link is refused where the name is taken, also by somebody who was quicker
    if (replace) await rename(beside, target);
    else await link(beside, target).catch(error => reserve(error, beside, target));
    // written: the disk may forget the new name when the power fails, and has the old file then
    await syncFolder(dirname(target)).catch(() => {});
  } finally {
    forget();
    await rm(beside, { force: true }).catch(() => {});
    await claim.release();
  }
}

/** Where there are no links the name is taken first; only in this moment a crash leaves an empty file. */
async function reserve(error: NodeJS.ErrnoException, beside: string, target: string): Promise<void> {
  if (!['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK'].includes(error.code ?? '')) throw error;
  await (await open(target, 'wx')).close();
  await rename(beside, target);
}

function taken(file: string): InputError {
  return new InputError([
    {
      severity: 'error',
      code: 'option',
      file,
      line: null,
      column: null,
      found: 'a file that exists',
      expected: 'a new file',
      remedy: 'choose another, or add --force',
    },
  ]);
}
