// What the operating system refuses, in words: a full disk or a missing right is for the user to mend, and no fault of the
// program.

import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { InputError } from './issues.ts';

/** what was found, and how to mend it */
const FAULTS: Readonly<Record<string, readonly [found: string, remedy: string]>> = {
  ENOSPC: ['no room left on the disk', 'make room, or choose a place on another disk'],
  EDQUOT: [
    'the quota of the disk is used up',
    'make room, have the quota raised, or choose a place on another disk',
  ],
  EFBIG: ['a file larger than the disk or the limits of the shell allow', 'choose a place on another disk'],
  EIO: ['the disk or the connection to it failed', 'check the disk, and run again'],
  EROFS: ['a disk that can only be read', 'choose a place that can be written'],
  EACCES: ['a place where you may not write', 'ask for the right to write there, or choose another place'],
  EPERM: ['a place where you may not write', 'ask for the right to write there, or choose another place'],
  EMFILE: ['too many open files for this process', 'raise the limit (ulimit -n 4096), and run again'],
  ENFILE: ['too many open files on this machine', 'close other programs, and run again'],
  ENAMETOOLONG: ['a name that is too long', 'choose a shorter name'],
  ENOMEM: ['no memory left on this machine', 'close other programs, and run again'],
  ENOBUFS: ['no memory left on this machine', 'close other programs, and run again'],
  ESTALE: ['a network drive that has lost the file', 'connect it again, and run again'],
  ETIMEDOUT: ['a network drive that does not answer', 'connect it again, and run again'],
  EHOSTDOWN: ['a network drive that does not answer', 'connect it again, and run again'],
  ENOTCONN: ['a network drive that is not connected', 'connect it again, and run again'],
  ENODEV: ['a device that is gone', 'connect it again, and run again'],
  ENXIO: ['a device that is gone', 'connect it again, and run again'],
  EBUSY: [
    'a file or folder that another program holds, or a mount point, which cannot be replaced',
    'close what holds it, or choose a folder below the mount point',
  ],
  EXDEV: ['a mount point, which cannot be replaced', 'choose a folder below it'],
  ETXTBSY: ['a file that another program holds', 'close what holds it, and run again'],
  ELOOP: ['links that lead in a circle', 'mend the links, or choose another place'],
  EISDIR: ['a folder of that name', 'choose another name'],
  ENOTDIR: ['a file where a folder should be', 'choose another place'],
  ENOENT: ['a folder that does not exist, or no longer', 'make the folder, or choose another'],
};

/** The code of an error of the operating system that is known here; null for a fault of the program. */
export function systemCode(error: unknown): string | null {
  const { code, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  return code !== undefined && syscall !== undefined && Object.hasOwn(FAULTS, code) ? code : null;
}

/**
 * For what cannot be written.
 * @param place as the user named it: an option, or the file itself
 * @param doing what was to be written, for people
 * @param remedy instead of the usual one
 * @returns null for what is no fault of the system
 */
export function writeFault(error: unknown, place: string, doing: string, remedy?: string): InputError | null {
  const code = systemCode(error);
  if (code === null) return null;
  const [found, usual] = FAULTS[code] as readonly [string, string];
  return new InputError([
    {
      severity: 'error',
      code: 'cannot-write',
      file: place,
      line: null,
      column: null,
      found: `${doing}: ${found} (${code})`,
      expected: 'a place that can be written',
      remedy: remedy ?? usual,
    },
  ]);
}

/** For an error that nobody has turned into words where it arose. */
export function anyFault(error: unknown): InputError | null {
  if (error instanceof Error && OUT_OF_MEMORY.test(error.message)) {
    return system('this machine', `not enough memory for this program (${error.message})`, MORE_MEMORY);
  }
  const { path, syscall } = (error ?? {}) as NodeJS.ErrnoException;
  if (syscall === 'uv_cwd')
    return system(
      'this machine',
      'a working folder that is no longer there (it was removed, or another took its place)',
      'change to a folder that is there, and run again',
    );
  const code = systemCode(error);
  // a file that is not there is looked for somewhere in the program, which should have said so
  if (code === null || code === 'ENOENT') return null;
  const [found, remedy] = FAULTS[code] as readonly [string, string];
  return system(path ?? 'this machine', `${found} (${syscall}: ${code})`, remedy);
}

/** what the engine says when it can still say something */
const OUT_OF_MEMORY =
  /^(Array buffer allocation failed|Invalid (typed )?array (buffer )?length|Worker terminated due to reaching memory limit)/;
const MORE_MEMORY = 'give it more: NODE_OPTIONS=--max-old-space-size=8192 (in MB), or a machine with more';

function system(file: string, found: string, remedy: string): InputError {
  return new InputError([
    { severity: 'error', code: 'system', file, line: null, column: null, found, expected: '', remedy },
  ]);
}

export function sentenceOf(code: string): string {
  return FAULTS[code]?.[0] ?? `an error of the system (${code})`;
}

/** Bytes in MB with one decimal, in words of no language. */
export function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Room for what is in this place; null where the system does not say. */
export function freeBytes(place: string): number | null {
  for (const path of [place, dirname(place)]) {
    try {
      const { bavail, bsize } = statfsSync(path);
      return bavail * bsize;
    } catch {
      // not there (yet): its folder is on the same disk
    }
  }
  return null;
}
