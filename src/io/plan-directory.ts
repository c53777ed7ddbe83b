// The plan directory, all or nothing: files go to a temporary sibling, which takes the old plan's place by
// renaming. Whatever fails before that leaves the old plan as it was. A directory that is not a plan is never replaced.
// Directories of another kind, which a file of another name marks, are written the same way.
//
// Between two renames there is a moment without a plan in its place: no system-independent call exchanges two folders. Both
// are whole by then and beside it, and the next run on the same place puts the old one back (claim.ts).

import { existsSync, renameSync, rmSync } from 'node:fs';
import { mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { atExit } from './at-exit.ts';
import { type Claim, claimPlace } from './claim.ts';
import { InputError } from './issues.ts';
import { syncFiles, syncFolder, syncFolders } from './sync.ts';
import { freeBytes, megabytes, systemCode, writeFault } from './system-fault.ts';
import { makeToken, temporaryPath } from './temporary.ts';
import { type Content, type Progress, writeBlocks } from './write-blocks.ts';

export interface PlanFile {
  /** relative to the plan directory, with `/` */
  readonly path: string;
  /** made as it is written; what has to load something first comes later */
  readonly content: Content;
}

export interface DirectoryKind {
  /** the file that tells such a directory from any other */
  readonly mark: string;
  /** what it is called in a message */
  readonly name: string;
  /** of the finding that another directory is in the way */
  readonly refusal: string;
  /** the option that names it; --out when absent */
  readonly option?: string;
}

const PLAN: DirectoryKind = { mark: 'plan.json', name: 'plan', refusal: 'out-not-a-plan' };

/**
 * Takes a directory for this run, and says at once what writing would say after minutes of planning. What a killed run has left
 * beside it is put in order.
 * @throws InputError when `out` is something other than a plan directory, an empty one, or nothing yet, or another run has it
 */
export async function claimDirectory(out: string, kind: DirectoryKind = PLAN): Promise<Claim> {
  return reachable(out, kind, async () => {
    const target = await resolveTarget(out);
    await assertReplaceable(out, target, kind);
    const claim = await claimPlace(target, {
      option: kind.option ?? '--out',
      name: out,
      mark: kind.mark,
    });
    try {
      // once more: what was put back may be another thing than what was not there
      await assertReplaceable(out, target, kind);
      return claim;
    } catch (error) {
      await claim.release();
      throw error;
    }
  });
}

/**
 * Writes the files and puts them in the place of `out`. Returns the paths written, relative, in order.
 * @param claim of a run that has taken the directory already, and goes on to hold it
 * @throws InputError when `out` is something other than a plan directory, another run has it, or it cannot be written
 */
export async function writePlanDirectory(
  out: string,
  files: Iterable<PlanFile> | AsyncIterable<PlanFile>,
  kind: DirectoryKind = PLAN,
  claim?: Claim,
): Promise<string[]> {
  const own = claim ?? (await claimDirectory(out, kind));
  try {
    return await replace(own, out, files, kind);
  } finally {
    if (!claim) await own.release();
  }
}

async function replace(
  claim: Claim,
  out: string,
  files: Iterable<PlanFile> | AsyncIterable<PlanFile>,
  kind: DirectoryKind,
): Promise<string[]> {
  const { target } = claim;
  const token = makeToken(target);
  const fresh = temporaryPath(target, 'new', token);
  const old = temporaryPath(target, 'old', token);
  // the process may be told to end in the middle: then, too, the old plan is in its place and nothing beside it
  const forget = atExit(() => {
    if (existsSync(old) && !existsSync(target)) renameSync(old, target);
    for (const path of [fresh, old]) rmSync(path, { recursive: true, force: true });
  });
  const state = { written: [] as string[], bytes: 0 };
  try {
    await reachable(out, kind, () => mkdir(fresh));
    const folders = await writeAll(fresh, files, state);
    // a plan that power loss left as a directory of empty files would be no plan
    const paths = state.written.map(path => join(fresh, path));
    await syncFiles(paths);
    await syncFolders([fresh, ...folders]);
    // once more: making the plan may have taken minutes, and someone may have put something there
    await assertReplaceable(out, target, kind);
    claim.assertHeld();
    await swap(fresh, target, old);
    await discard(old, fresh);
    return state.written;
  } catch (error) {
    await rm(fresh, { recursive: true, force: true }).catch(() => {});
    throw fullDisk(error, out, kind, state) ?? error;
  } finally {
    forget();
  }
}

/** The old plan goes beside its place, the new one into it; if that fails, the old one comes back. */
async function swap(fresh: string, target: string, old: string): Promise<void> {
  const replaced = await renameIfExists(target, old);
  try {
    await rename(fresh, target);
  } catch (error) {
    if (replaced) await rename(old, target);
    throw error;
  }
  // whichever of the two names the disk has after a power loss, it is of a whole plan: no reason to fail now
  await syncFolder(dirname(target)).catch(() => {});
}

/**
 * A folder that is called old is whole, so what is half removed must not be. The new plan is in its place: what cannot be
 * removed now is removed by the next run.
 */
async function discard(old: string, fresh: string): Promise<void> {
  await renameIfExists(old, fresh).catch(() => false);
  for (const path of [fresh, old]) await rm(path, { recursive: true, force: true }).catch(() => {});
}

function fullDisk(
  error: unknown,
  out: string,
  { name, option = '--out' }: DirectoryKind,
  { written, bytes }: { readonly written: readonly string[]; readonly bytes: number },
): InputError | null {
  const code = systemCode(error);
  // two files of one name, or one that is gone: not the disk's doing
  if (code === null) return null;
  const file = written.at(-1);
  const at = file === undefined ? '' : `, at ${file}`;
  const free = code === 'ENOSPC' || code === 'EDQUOT' ? freeBytes(dirname(resolve(out))) : null;
  const room = free === null ? '' : `, ${megabytes(free)} free now that they are removed`;
  const sofar = `${megabytes(bytes)} of the ${name} were written${room}`;
  return writeFault(error, option, `${out}${at} (${sofar}; the old ${name}, if any, stays as it was)`);
}

/** Returns the folders made. */
async function writeAll(
  root: string,
  files: Iterable<PlanFile> | AsyncIterable<PlanFile>,
  state: Progress & { readonly written: string[] },
): Promise<Iterable<string>> {
  const made = new Set<string>();
  for await (const { path, content } of files) {
    const full = inside(root, path);
    const folder = dirname(full);
    if (!made.has(folder)) {
      await mkdir(folder, { recursive: true });
      made.add(folder);
    }
    // 'wx': two files of one name would be a lost file
    const handle = await open(full, 'wx');
    state.written.push(path);
    try {
      await writeBlocks(handle, content, state);
    } finally {
      await handle.close();
    }
  }
  return made;
}

function inside(root: string, path: string): string {
  const full = resolve(root, path);
  if (!full.startsWith(root + sep)) throw new Error(`file ${JSON.stringify(path)} leaves the plan directory`);
  return full;
}

/** A link to a plan directory stays a link: what it points to is replaced. */
async function resolveTarget(out: string): Promise<string> {
  const path = resolve(out);
  try {
    return await realpath(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return path;
    throw error;
  }
}

const OUT_OF_REACH: Readonly<Record<string, string>> = {
  ENOTDIR: 'a file where a folder should be',
  EEXIST: 'a file where a folder should be',
  ENOENT: 'a place where no folder can be made',
  EACCES: 'a place where you may not write',
  EPERM: 'a place where you may not write',
  EROFS: 'a place where nothing can be written',
  ENAMETOOLONG: 'a name that is too long',
};

/** What `make` returns; a place that cannot be written is the user's to mend, not a fault of the program. */
async function reachable<T>(out: string, kind: DirectoryKind, make: () => Promise<T>): Promise<T> {
  try {
    return await make();
  } catch (error) {
    const found = OUT_OF_REACH[codeOf(error) ?? ''];
    if (found === undefined) throw writeFault(error, kind.option ?? '--out', out) ?? error;
    return refuse(out, kind, found, 'a folder that can be made, and written');
  }
}

async function assertReplaceable(out: string, target: string, kind: DirectoryKind): Promise<void> {
  if (dirname(target) === target) refuse(out, kind, 'the root of the file system', 'a directory of its own');
  // what takes its place is another folder: this one, and every command after it, would be left in none
  if (`${process.cwd()}${sep}`.startsWith(`${target}${sep}`))
    refuse(out, kind, 'the folder you are in, or one that holds it', 'a directory beside it or below it');
  let entries: string[];
  try {
    if (!(await stat(target)).isDirectory())
      refuse(out, kind, 'a file of that name', 'a directory, or nothing yet');
    entries = await readdir(target);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if (entries.length === 0 || entries.includes(kind.mark)) return;
  const some = entries.sort().slice(0, 3).join(', ');
  refuse(
    out,
    kind,
    `a directory with other files (${some}) and no ${kind.mark}`,
    `a directory of an earlier ${kind.name}, an empty one, or nothing yet`,
  );
}

function refuse(
  out: string,
  { name, refusal, option = '--out' }: DirectoryKind,
  found: string,
  expected: string,
): never {
  throw new InputError([
    {
      severity: 'error',
      code: refusal,
      file: option,
      line: null,
      column: null,
      found: `${out}: ${found}`,
      expected,
      remedy: `choose another ${option}; a directory of anything but an earlier ${name} is never replaced`,
    },
  ]);
}

async function renameIfExists(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | null)?.code;
}
