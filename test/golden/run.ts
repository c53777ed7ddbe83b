// Runs golden cases under a Node of one's choice and says what they left on disk and printed, as hashes.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { commandLines, type GoldenCase } from './cases.ts';

const PROGRAM = resolve('bin/sectorize.js');

export interface Surroundings {
  /** the Node to run (this one) */
  readonly node?: string;
  /** added to the environment: locale, time zone */
  readonly env?: Readonly<Record<string, string>>;
  /** words before the command, such as `taskset -c 0` */
  readonly before?: readonly string[];
}

export interface Printed {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a case left: the SHA-256 of every file by its path, and of all that was printed to standard output. */
export interface Left {
  readonly whole: string;
  readonly files: ReadonlyMap<string, string>;
}

/** @throws Error when a command of the case ends with anything but 0 or 3 */
export async function runCase(golden: GoldenCase, surroundings: Surroundings = {}): Promise<Left> {
  const folder = mkdtempSync(join(tmpdir(), 'sectorize-golden-'));
  try {
    const printed: string[] = [];
    for (const words of commandLines(golden, folder, resolve('fixtures'))) {
      const { exit, stdout, stderr } = await start(words, surroundings);
      if (exit !== 0 && exit !== 3)
        throw new Error(`${golden.name}: ${words.join(' ')} ended with ${exit}\n${stderr.slice(-2000)}`);
      printed.push(stdout.replaceAll(folder, 'OUT'));
    }
    return hashed(folder, printed.join('\n'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function start(words: readonly string[], { node, env, before = [] }: Surroundings): Promise<Printed> {
  const [command, ...args] = [...before, node ?? process.execPath, PROGRAM, ...words] as [
    string,
    ...string[],
  ];
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      env: { ...process.env, NO_COLOR: '1', LANG: 'C', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', text => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', text => {
      stderr += text;
    });
    child.on('error', fail).on('close', exit => done({ exit, stdout, stderr }));
  });
}

function hashed(folder: string, printed: string): Left {
  const sha = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .sort();
  const files = new Map(
    paths.map(path => [
      path
        .slice(folder.length + 1)
        .split(sep)
        .join('/'),
      sha(readFileSync(path)),
    ]),
  );
  files.set('standard output', sha(printed));
  return { whole: sha([...files].map(entry => entry.join(' ')).join('\n')), files };
}

/** The paths whose bytes are not the same, or that only one of two has. */
export function differences(a: Left, b: Left): string[] {
  const paths = new Set([...a.files.keys(), ...b.files.keys()]);
  return [...paths].filter(path => a.files.get(path) !== b.files.get(path)).sort();
}
