// The plan directory, all or nothing: files go to a temporary sibling, which takes the old plan's place by
// renaming. Whatever fails before that leaves the old plan as it was. A directory that is not a plan is never replaced.
// Directories of another kind, which a file of another name marks, are written the same way.

import { randomBytes } from 'node:crypto';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { InputError } from './issues.ts';

export interface PlanFile {
  /** relative to the plan directory, with `/` */
  readonly path: string;
  /** made as it is written; what has to load something first comes later */
  readonly content: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;
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
const WRITE_BYTES = 1 << 18;

/**
 * Says at once what writing would say after minutes of planning.
 * @throws InputError when `out` is something other than a plan directory, an empty one, or nothing yet
 */
export async function assertPlanDirectory(out: string, kind: DirectoryKind = PLAN): Promise<void> {
  await reachable(out, kind, async () => assertReplaceable(out, await resolveTarget(out), kind));
}

/**
 * Writes the files and puts them in the place of `out`. Returns the paths written, relative, in order.
 * @throws InputError when `out` is something other than a plan directory, or a folder in its way is missing rights
 */
export async function writePlanDirectory(
  out: string,
  files: Iterable<PlanFile> | AsyncIterable<PlanFile>,
  kind: DirectoryKind = PLAN,
): Promise<string[]> {
  const target = await reachable(out, kind, async () => {
    const path = await resolveTarget(out);
    await assertReplaceable(out, path, kind);
    await mkdir(dirname(path), { recursive: true });
    return path;
  });
  // the suffix is random so that two runs never write into one another; it never reaches a file's content
  const suffix = randomBytes(6).toString('hex');
  const fresh = join(dirname(target), `.${basename(target)}.new-${suffix}`);
  const old = join(dirname(target), `.${basename(target)}.old-${suffix}`);
  // the process may be told to end in the middle: then, too, the old plan is in its place and nothing beside it
  const giveUp = () => {
    rmSync(fresh, { recursive: true, force: true });
    if (existsSync(old) && !existsSync(target)) renameSync(old, target);
    rmSync(old, { recursive: true, force: true });
  };
  process.once('exit', giveUp);
  try {
    await reachable(out, kind, () => mkdir(fresh));
    const written = await writeAll(fresh, files);
    // once more: making the plan may have taken minutes, and someone may have put something there
    await assertReplaceable(out, target, kind);
    const replaced = await renameIfExists(target, old);
    try {
      await rename(fresh, target);
    } catch (error) {
      if (replaced) await rename(old, target);
      throw error;
    }
    await rm(old, { recursive: true, force: true });
    return written;
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  } finally {
    process.off('exit', giveUp);
  }
}

async function writeAll(
  root: string,
  files: Iterable<PlanFile> | AsyncIterable<PlanFile>,
): Promise<string[]> {
  const written: string[] = [];
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
    try {
      await writeContent(handle, content);
    } finally {
      await handle.close();
    }
    written.push(path);
  }
  return written;
}

/** In blocks: a million rows must not become one string, nor a million writes. */
async function writeContent(handle: FileHandle, content: PlanFile['content']): Promise<void> {
  let block = '';
  const put = async (chunk: string | Uint8Array) => {
    if (typeof chunk !== 'string') {
      if (block !== '') await handle.writeFile(block);
      block = '';
      await handle.writeFile(chunk);
      return;
    }
    block += chunk;
    if (block.length < WRITE_BYTES) return;
    await handle.writeFile(block);
    block = '';
  };
  if (Symbol.asyncIterator in content) for await (const chunk of content) await put(chunk);
  else {
    for (const chunk of content) {
      // a million rows wait for nothing as long as there is room
      if (typeof chunk === 'string' && block.length + chunk.length < WRITE_BYTES) block += chunk;
      else await put(chunk);
    }
  }
  if (block !== '') await handle.writeFile(block);
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
    if (found === undefined) throw error;
    return refuse(out, kind, found, 'a folder that can be made, and written');
  }
}

async function assertReplaceable(out: string, target: string, kind: DirectoryKind): Promise<void> {
  if (dirname(target) === target) refuse(out, kind, 'the root of the file system', 'a directory of its own');
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
  return (error as NodeJS.ErrnoException).code;
}
