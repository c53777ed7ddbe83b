// What a folder holds, to see what a command has created, changed or taken away.

import { readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** path with `/`, folders with one at the end → what changes when it is written */
export type Snapshot = ReadonlyMap<string, string>;

export function snapshot(folder: string): Snapshot {
  const found = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).split(sep).join('/');
    if (entry.isDirectory()) found.set(`${name}/`, '');
    else {
      const { size, mtimeNs, ino } = statSync(path, { bigint: true });
      found.set(name, `${size} ${mtimeNs} ${ino}`);
    }
  }
  return found;
}

/** paths that differ, sorted */
export function changes(before: Snapshot, after: Snapshot): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter(path => before.get(path) !== after.get(path)).sort();
}
