// A place that one run at a time writes: its lock, and what a killed run has left beside it. Whoever holds the claim may put
// that in order, for the run that left it is gone.

import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { InputError } from './issues.ts';
import { clearAside, type Holder, type Lock, takeLock } from './lock.ts';
import { lockPath, temporaryOf, temporaryPath } from './temporary.ts';

export interface Claim {
  /** the place itself, links followed */
  readonly target: string;
  /** what was found of a killed run and put in order */
  readonly found: Recovered;
  /** @throws InputError when somebody has removed the lock, and another run may write here */
  assertHeld(): void;
  /** what threads that were ended in the middle have left of it; needs no room on the disk */
  tidy(): Promise<void>;
  /** does nothing the second time */
  release(): Promise<void>;
}

/** restored: the old plan was beside its place; cleaned: only what was of no use */
export type Recovered = 'nothing' | 'cleaned' | 'restored';

/**
 * @param target absolute, links followed; its folder is made if there is none, and goes again if nothing comes into it
 * @param named how the user named it
 * @param patience for how long to wait for another run, in ms
 * @throws InputError when another run holds it; other errors are those of the file system
 */
export async function claimPlace(
  target: string,
  named: { readonly option: string; readonly name: string; readonly mark: string | null },
  patience = 0,
): Promise<Claim> {
  const folder = dirname(target);
  const made = await mkdir(folder, { recursive: true });
  const tidy = async () => {
    if (made !== undefined) await removeEmpty(folder, made);
  };
  const path = lockPath(target);
  const lock = await takeLock(path, patience).catch(async error => {
    await tidy();
    throw error;
  });
  if (!('held' in lock)) throw inUse(named.option, named.name, lock);
  let released = false;
  const release = async () => {
    if (released) return;
    released = true;
    try {
      lock.release();
      await tidy();
    } catch {
      // what was to be written is in its place; the next run takes the lock of an ended process over
    }
  };
  try {
    const found = await recover(target, named.mark);
    const assertHeld = () => {
      if (!lock.held()) throw lockLost(named.option, named.name, path);
    };
    const tidyUp = async () => void (await recover(target, named.mark));
    return { target, found, assertHeld, tidy: tidyUp, release };
  } catch (error) {
    await release();
    throw error;
  }
}

/** For a thread that writes where the thread that called it holds the claim. */
export function claimedAbove(target: string): Claim {
  return { target, found: 'nothing', assertHeld: () => {}, tidy: async () => {}, release: async () => {} };
}

/**
 * What a killed run has left of a place, its lock too, where no other run is at it.
 * @param mark the file that a whole folder has; null for a file
 */
export async function settle(target: string, mark: string | null): Promise<void> {
  let lock: Lock | Holder;
  try {
    lock = await takeLock(lockPath(target));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (!('held' in lock)) return;
  try {
    await recover(target, mark);
  } finally {
    lock.release();
  }
}

/**
 * Puts in order what a run has left that was killed: the old folder goes back where nothing is in its place, all else of it
 * is removed. Only for who holds the lock.
 * @param mark the file that a whole folder has; null for a file
 */
async function recover(target: string, mark: string | null): Promise<Recovered> {
  let result: Recovered = 'nothing';
  for (const { kind, path, of } of await leftovers(target)) {
    if (of === 'lock') clearAside(path);
    else if (kind === 'old' && mark !== null && (await has(path, mark)) && (await isFree(target))) {
      await rename(path, target);
      result = 'restored';
    } else {
      await rm(path, { recursive: true, force: true });
      if (result === 'nothing') result = 'cleaned';
    }
  }
  return result;
}

/** The old folder of a run that was killed in the moment of replacing it; null when there is none, or one in its place. */
export async function strandedFolder(target: string, mark: string): Promise<string | null> {
  if (!(await isFree(target))) return null;
  for (const { kind, path, of } of await leftovers(target))
    if (of === 'place' && kind === 'old' && (await has(path, mark))) return path;
  return null;
}

/** Of a place, and of its lock, which is moved aside while it is taken over. */
async function leftovers(target: string) {
  const names = await readdir(dirname(target)).catch(error => {
    // a folder that may be written and not be listed: nothing of it is known
    if (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'ENOENT') return [];
    throw error;
  });
  const lock = lockPath(target);
  return names.sort().flatMap(name => {
    const own = temporaryOf(target, name);
    if (own) return [{ of: 'place', kind: own.kind, path: temporaryPath(target, own.kind, own.token) }];
    const aside = temporaryOf(lock, name);
    return aside
      ? [{ of: 'lock', kind: aside.kind, path: temporaryPath(lock, aside.kind, aside.token) }]
      : [];
  });
}

async function has(folder: string, mark: string): Promise<boolean> {
  return stat(join(folder, mark)).then(
    info => info.isFile(),
    () => false,
  );
}

/** Nothing, or an empty folder, which a folder may take the place of. */
async function isFree(target: string): Promise<boolean> {
  try {
    return (await readdir(target)).length === 0;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}

/** From a folder up to the topmost that was made for it. */
async function removeEmpty(folder: string, top: string): Promise<void> {
  for (let at = folder; at.length >= top.length; at = dirname(at)) {
    try {
      await rmdir(at);
    } catch {
      return;
    }
  }
}

function inUse(option: string, name: string, { path, process, where, minutes }: Holder): InputError {
  const since = minutes === null ? '' : minutes === 0 ? ', since a moment ago' : `, for ${minutes} min`;
  const who =
    process === null
      ? `by a lock that is not of this program (${basename(path)})`
      : where === 'here'
        ? `by another run (process ${process.pid} on this machine${since})`
        : `by another run (process ${process.pid} on ${process.host}${since}), of which it cannot be told from here whether it still goes on`;
  const wait =
    where === 'here' ? 'wait until it has ended, or choose another place' : 'wait until it has ended';
  const remedy = where === 'here' ? wait : `${wait}; if it surely has, remove ${path}`;
  return fault('out-in-use', option, `${name}: held ${who}`, 'a place that no other run writes', remedy);
}

function lockLost(option: string, name: string, path: string): InputError {
  const found = `${name}: its lock ${path} was removed or taken over while this run went on`;
  const remedy = 'nothing was replaced; run again when no other run writes there';
  return fault('out-in-use', option, found, 'the lock of this run', remedy);
}

function fault(code: string, file: string, found: string, expected: string, remedy: string): InputError {
  return new InputError([
    { severity: 'error', code, file, line: null, column: null, found, expected, remedy },
  ]);
}
