// A scenario as work to be done: what `plan` would be asked, where it goes, and by what a finished one is known.

import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { NamedScenario } from '../../io/sweep-scenarios.ts';
import { byCode } from '../../model/order.ts';
import { VERSION } from '../../version.ts';
import type { LayeredRequest } from '../layers/plan-layers.ts';
import type { PlanRequest } from '../plan.ts';
import type { InputFiles } from '../read.ts';

/** what `sectorize plan` with these settings alone would make */
export type ScenarioRequest = LayeredRequest & PlanRequest;

export interface SweepJob {
  readonly scenario: NamedScenario;
  /** with the reps of the plan; a scenario's own team comes later */
  readonly request: ScenarioRequest;
}

export interface KeyedJob extends SweepJob {
  /** from 1, in the order of the sweep */
  readonly number: number;
  /** SHA-256 of all that the result follows from */
  readonly key: string;
}

/** The same key: the same files. Paths do not count, names of files do, since plans have them. */
export async function keyed(jobs: readonly SweepJob[]): Promise<KeyedJob[]> {
  const known = new Map<string, string>();
  const hashOf = async (path: string): Promise<string> => {
    const hash = known.get(path) ?? (await hashOfInput(path));
    known.set(path, hash);
    return hash;
  };
  const result: KeyedJob[] = [];
  for (const [at, job] of jobs.entries()) {
    const { files, config, threads, ...rest } = job.request;
    const inputs: string[][] = [];
    for (const [role, path] of pathsOf(files)) inputs.push([role, basename(path), await hashOf(path)]);
    // its reps file is among the inputs
    const team = job.scenario.team && { ...job.scenario.team, reps: null };
    const layers = rest.layers.map(layer => ({ ...layer, line: null }));
    // what a server said is not known before it is asked: the plan is the same for as long as its address is
    const server = files.roads && files.roads.kind !== 'matrix' ? { ...files.roads, cache: null } : null;
    const all = { version: VERSION, inputs, ...rest, layers, team, ...(server && { server }) };
    const key = createHash('sha256').update(JSON.stringify(all, plain)).digest('hex');
    result.push({ ...job, number: at + 1, key });
  }
  return result;
}

/** JSON has no maps. */
function plain(_key: string, value: unknown): unknown {
  return value instanceof Map || value instanceof Set ? [...value] : value;
}

function pathsOf({ roads, ...files }: InputFiles): [role: string, path: string][] {
  const matrix = roads?.kind === 'matrix' ? { roads: roads.file } : {};
  return Object.entries({ ...files, ...matrix })
    .flatMap(([role, paths]: [string, string | readonly string[] | null | undefined]) =>
      [paths ?? []].flat().map((path): [string, string] => [role, path]),
    )
    .sort((a, b) => byCode(a[0], b[0]));
}

/** '' for what cannot be read: planning will say why. */
async function hashOfInput(path: string): Promise<string> {
  try {
    if ((await stat(path)).isDirectory()) return (await digestOf(path)).sha256;
    // a plan that is revised may be named by its plan.json, and is more than that
    if (basename(path) === 'plan.json') return (await digestOf(dirname(path))).sha256;
    return await hashOfFile(path);
  } catch {
    return '';
  }
}

export async function hashOfFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

export interface Digest {
  readonly files: number;
  readonly sha256: string;
}

/** Relative, with `/`, in order. */
export async function filesIn(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(join(dir, '.').length + 1))
    .map(path => path.replaceAll('\\', '/'))
    .sort(byCode);
}

/** Every file of a directory, by its path and its bytes. */
export async function digestOf(dir: string): Promise<Digest> {
  const paths = await filesIn(dir);
  const hash = createHash('sha256');
  for (const path of paths) {
    const content = createHash('sha256').update(await readFile(join(dir, path)));
    hash.update(`${path}\0${content.digest('hex')}\n`);
  }
  return { files: paths.length, sha256: hash.digest('hex') };
}
