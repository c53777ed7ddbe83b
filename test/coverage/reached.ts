// From counts of dist/ to lines, branches and functions of src/, through the source maps of the compiler.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ScriptCoverage } from '@bcoe/v8-coverage';
import convert from 'ast-v8-to-istanbul';
import { parseAstAsync } from 'vitest/node';

export interface Share {
  readonly reached: number;
  readonly all: number;
}

export interface FileReach {
  /** src/… */
  readonly path: string;
  readonly lines: Share;
  readonly branches: Share;
  readonly functions: Share;
  /** Lines that begin a statement which nothing ran, from 1. */
  readonly missed: readonly number[];
  /** Names and lines of functions that nothing called. */
  readonly uncalled: readonly string[];
}

/** Every file of a part of src/ such as src/io; one that nothing loaded has nothing reached. */
export async function reachOf(part: string, scripts: readonly ScriptCoverage[]): Promise<FileReach[]> {
  const counted = new Map(scripts.map(script => [script.url, script]));
  const files: FileReach[] = [];
  for (const entry of readdirSync(part, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!entry.endsWith('.ts')) continue;
    const source = join(part, entry);
    const built = resolve('dist', relative('src', source).replace(/\.ts$/, '.js'));
    if (!existsSync(`${built}.map`)) throw new Error(`${built}.map is not there: build with --sourceMap`);
    files.push(await reachOfFile(source, built, counted.get(pathToFileURL(built).href)));
  }
  return files;
}

interface Counted {
  readonly statementMap: Record<string, { start: { line: number } }>;
  readonly s: Record<string, number>;
  readonly fnMap: Record<string, { name: string; line?: number; decl: { start: { line: number } } }>;
  readonly f: Record<string, number>;
  readonly b: Record<string, number[]>;
}

async function reachOfFile(path: string, built: string, script?: ScriptCoverage): Promise<FileReach> {
  const code = readFileSync(built, 'utf8');
  const url = pathToFileURL(built).href;
  const sourceMap = JSON.parse(readFileSync(`${built}.map`, 'utf8'));
  sourceMap.sources = [pathToFileURL(resolve(path)).href];
  sourceMap.sourcesContent = [readFileSync(path, 'utf8')];
  const ast = await parseAstAsync(code);
  const converted = await convert({
    code,
    sourceMap,
    ast,
    coverage: script ?? { url, functions: [] },
  });
  const data = converted[resolve(path)] as unknown as Counted | undefined;
  // types alone: nothing to run
  if (!data) {
    const none = { reached: 0, all: 0 };
    return { path, lines: none, branches: none, functions: none, missed: [], uncalled: [] };
  }
  // as Istanbul counts: a line is reached when a statement that begins on it is
  const lines = new Map<number, number>();
  for (const [key, { start }] of Object.entries(data.statementMap)) {
    lines.set(start.line, Math.max(lines.get(start.line) ?? 0, data.s[key] as number));
  }
  const uncalled = Object.entries(data.fnMap)
    .filter(([key]) => data.f[key] === 0)
    .map(([, { name, decl }]) => `${name} (${decl.start.line})`);
  return {
    path,
    lines: share([...lines.values()]),
    branches: share(Object.values(data.b).flat()),
    functions: share(Object.values(data.f)),
    missed: [...lines]
      .filter(([, count]) => count === 0)
      .map(([line]) => line)
      .sort((a, b) => a - b),
    uncalled,
  };
}

const share = (counts: readonly number[]): Share => ({
  reached: counts.filter(count => count > 0).length,
  all: counts.length,
});

export function sumOf(files: readonly FileReach[], of: 'lines' | 'branches' | 'functions'): Share {
  let reached = 0;
  let all = 0;
  for (const file of files) {
    reached += file[of].reached;
    all += file[of].all;
  }
  return { reached, all };
}
