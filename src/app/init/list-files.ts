// Which files of a folder may be inputs. A folder can be anything: thousands of files, links, devices, names that no
// configuration can hold. What is not looked at is said, never followed.

import { lstat, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileName } from '../../model/file-name.ts';
import { byCode } from '../../model/order.ts';

/** why a file is not looked at */
export type Skipped = 'link' | 'name' | 'special' | 'unreadable' | 'too-many';

export interface Listing {
  /** paths, those most likely first, then by name */
  readonly files: readonly { readonly path: string; readonly bytes: number }[];
  readonly skipped: readonly { readonly path: string; readonly why: Skipped }[];
}

const TABLES = /\.(?:csv|tsv|txt|geojson|json|topojson|ndjson|geojsonl|jsonl)$/i;
/** written by plans and by this program, or no data at all */
const NOT_DATA = /^(?:node_modules|rejects\.csv|package(?:-lock)?\.json|tsconfig.*\.json|readme.*)$/i;
const LIKELY =
  /account|client|compte|customer|prospect|rep|commerc|vendeur|zone|post|commune|iris|manager|barri|alias|cedex/i;
/** looked into; a folder of inputs has a dozen */
const MOST = 200;
// a configuration trims its texts, and a name with a line end would be two lines in every message
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const NAMELESS = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\ufffd]|^\s|\s$/;

/**
 * Files as named, and those of folders: their own and one level below, without hidden ones, links and plan directories.
 * @throws what the file system says of a path that was named and is not there
 */
export async function listFiles(paths: readonly string[]): Promise<Listing> {
  const files: { path: string; bytes: number }[] = [];
  const skipped: { path: string; why: Skipped }[] = [];
  const take = async (path: string, named: boolean): Promise<void> => {
    if (NAMELESS.test(fileName(path))) {
      skipped.push({ path, why: 'name' });
      return;
    }
    try {
      const info = await (named ? stat(path) : lstat(path));
      if (info.isSymbolicLink()) skipped.push({ path, why: 'link' });
      else if (!info.isFile()) skipped.push({ path, why: 'special' });
      else files.push({ path, bytes: info.size });
    } catch {
      skipped.push({ path, why: 'unreadable' });
    }
  };
  const walk = async (folder: string, depth: number): Promise<void> => {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => null);
    if (entries === null) {
      skipped.push({ path: folder, why: 'unreadable' });
      return;
    }
    // the output of a plan is no input by itself
    if (depth > 0 && entries.some(({ name }) => name === 'plan.json')) return;
    for (const entry of entries.sort((a, b) => byCode(a.name, b.name))) {
      if (entry.name.startsWith('.') || NOT_DATA.test(entry.name)) continue;
      const path = folder === '.' ? entry.name : join(folder, entry.name);
      if (entry.isDirectory()) {
        if (depth === 0 && !NAMELESS.test(entry.name)) await walk(path, 1);
      } else if (TABLES.test(entry.name) || NAMELESS.test(entry.name)) await take(path, false);
    }
  };
  for (const path of paths) {
    if ((await stat(path)).isDirectory()) await walk(path, 0);
    else await take(path, true);
  }
  const once = [...new Map(files.map(file => [file.path, file])).values()];
  const rank = ({ path }: { path: string }) => (paths.includes(path) ? 0 : LIKELY.test(path) ? 1 : 2);
  once.sort((a, b) => rank(a) - rank(b) || byCode(a.path, b.path));
  skipped.push(...once.slice(MOST).map(({ path }) => ({ path, why: 'too-many' }) as const));
  return { files: once.slice(0, MOST), skipped };
}
