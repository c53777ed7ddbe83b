// What processes reach of dist/, as V8 counts it under NODE_V8_COVERAGE. Each process and each thread writes files of several MB
// when it ends, and a run of all tests starts thousands. So the files are folded together and removed while the tests run.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { mergeProcessCovs, type ProcessCoverage, type ScriptCoverage } from '@bcoe/v8-coverage';

/**
 * @param folder for NODE_V8_COVERAGE; made empty, and removed at the end
 * @param parts folders of dist/ that count, absolute
 * @returns a function that gives the counts by file, to be called when all processes have ended
 */
export function collect(folder: string, parts: readonly string[]): () => readonly ScriptCoverage[] {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const wanted = parts.map(path => `${pathToFileURL(path)}/`);
  let all: ProcessCoverage = { result: [] };
  const fold = () => {
    const read: ProcessCoverage[] = [];
    for (const name of existsSync(folder) ? readdirSync(folder) : []) {
      const path = join(folder, name);
      let result: ScriptCoverage[];
      try {
        ({ result } = JSON.parse(readFileSync(path, 'utf8')) as ProcessCoverage);
      } catch {
        // not written to its end: next time, or of a process that was killed
        continue;
      }
      const counted = result.filter(({ url }) => wanted.some(part => url.startsWith(part)));
      for (const script of counted) assertAsBuilt(script);
      read.push({ result: counted });
      rmSync(path);
    }
    if (read.length > 0) all = mergeProcessCovs([all, ...read]);
  };
  const timer = setInterval(fold, 3_000);
  return () => {
    clearInterval(timer);
    fold();
    rmSync(folder, { recursive: true, force: true });
    return all.result;
  };
}

const lengths = new Map<string, number>();

/** Throws where V8 counted places in another text than that of the file, as when Vite had rewritten it. */
function assertAsBuilt({ url, functions }: ScriptCoverage): void {
  const length = lengths.get(url) ?? readFileSync(fileURLToPath(url), 'utf8').length;
  lengths.set(url, length);
  const end = Math.max(0, ...functions.flatMap(({ ranges }) => ranges.map(({ endOffset }) => endOffset)));
  if (end > length) throw new Error(`${url} was not counted as it was built: ${end} of ${length} characters`);
}

interface Kept {
  /** SHA-256 of the file that was counted: counts are places in it. */
  readonly hash: string;
  readonly script: ScriptCoverage;
}

const hashOf = (url: string) =>
  createHash('sha256')
    .update(readFileSync(fileURLToPath(url)))
    .digest('hex');

export function keep(path: string, scripts: readonly ScriptCoverage[]): void {
  const kept: Kept[] = scripts.map(script => ({ hash: hashOf(script.url), script }));
  writeFileSync(path, JSON.stringify(kept));
}

/** Counts of an earlier run, without those of files that have changed since, which are named. */
export function kept(path: string): { scripts: ScriptCoverage[]; changed: string[] } {
  const scripts: ScriptCoverage[] = [];
  const changed: string[] = [];
  if (!existsSync(path)) return { scripts, changed };
  for (const { hash, script } of JSON.parse(readFileSync(path, 'utf8')) as Kept[]) {
    const same = existsSync(fileURLToPath(script.url)) && hashOf(script.url) === hash;
    if (same) scripts.push(script);
    else changed.push(fileURLToPath(script.url));
  }
  return { scripts, changed };
}

export const addUp = (...runs: readonly (readonly ScriptCoverage[])[]): readonly ScriptCoverage[] =>
  mergeProcessCovs(runs.map(result => ({ result: [...result] }))).result;
