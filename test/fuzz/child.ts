// A process that runs one case after the other through the real program, as built. It is started by pool.ts, which ends
// it when a case takes too long.

import { existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { readFolder } from './bases.ts';
import type { Case, Command, Outcome, Ran } from './case.ts';
import { judge } from './judge.ts';
import { changes, type Snapshot, snapshot } from './snapshot.ts';

const [, , basesRoot, room] = process.argv as [string, string, string, string];
const { main } = (await import(new URL('../../dist/cli/main.js', import.meta.url).href)) as {
  main: (argv: readonly string[]) => Promise<void>;
};

/** nothing may appear beside the folder either */
const work = join(room, 'work');
const bases = new Map<string, ReadonlyMap<string, Uint8Array>>();
let standing: { base: string; clean: Snapshot } | null = null;

function put(path: string, content: Uint8Array): void {
  const full = join(work, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, content);
}

/** The folder as the base has it; only what the last case changed is written again. */
function lay(base: string): Snapshot {
  const files = bases.get(base) ?? readFolder(join(basesRoot, base));
  bases.set(base, files);
  if (standing?.base !== base) {
    rmSync(room, { recursive: true, force: true });
    mkdirSync(work, { recursive: true });
    for (const [path, content] of files) put(path, content);
    standing = { base, clean: snapshot(room) };
    return standing.clean;
  }
  const dirty = changes(standing.clean, snapshot(room));
  if (dirty.length === 0) return standing.clean;
  for (const path of [...dirty].reverse())
    if (!standing.clean.has(path)) rmSync(join(room, path), { recursive: true, force: true });
  for (const [path, content] of files) if (dirty.includes(`work/${path}`)) put(path, content);
  standing = { base, clean: snapshot(room) };
  return standing.clean;
}

let loose: string | null = null;
process.on('unhandledRejection', reason => {
  loose = `unhandled-rejection: ${String(reason)}`;
});
process.on('uncaughtException', error => {
  loose = `uncaught-exception: ${String(error)}`;
});

/** blocks that end within characters, quotes and numbers */
const BLOCK_BYTES = 37;

function* blocks(path: string): Generator<Uint8Array> {
  const content = existsSync(path) ? readFileSync(path) : Buffer.alloc(0);
  // of a long file the beginning is enough for that
  for (let at = 0; at < content.length; ) {
    const size = at < 8192 ? BLOCK_BYTES : 1 << 16;
    yield content.subarray(at, at + size);
    at += size;
  }
}

async function run({ argv, stdin }: Command): Promise<Ran> {
  if (stdin !== undefined) {
    const value = Readable.from(blocks(stdin), { objectMode: false });
    Object.defineProperty(process, 'stdin', { value, configurable: true });
  }
  const said = { stdout: '', stderr: '' };
  const kept = { stdout: process.stdout.write, stderr: process.stderr.write, exit: process.exit };
  for (const name of ['stdout', 'stderr'] as const) {
    const write = (chunk: string | Uint8Array, encoding?: unknown, done?: unknown): boolean => {
      said[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
      // of a run that says hundreds of megabytes the beginning and the end are judged
      if (said[name].length > 2e7) said[name] = `${said[name].slice(0, 8e6)}\n${said[name].slice(-1e6)}`;
      const callback = typeof encoding === 'function' ? encoding : done;
      if (typeof callback === 'function') callback();
      return true;
    };
    process[name].write = write as typeof process.stdout.write;
  }
  process.exit = ((code: number) => {
    loose = `process.exit(${code})`;
  }) as typeof process.exit;
  process.exitCode = undefined;
  try {
    await main(['node', 'sectorize', ...argv]);
  } catch (error) {
    loose = `thrown: ${String(error)}`;
  }
  const code = Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  process.stdout.write = kept.stdout;
  process.stderr.write = kept.stderr;
  process.exit = kept.exit;
  return { argv, code, ...said };
}

const allowed = (path: string, writes: readonly string[]) =>
  writes.some(name => {
    const full = `work/${name}`;
    return path === full || (name.endsWith('/') && path.startsWith(full)) || full.startsWith(path);
  });

/** one command, with everything that can be wrong about it */
async function attempt(
  command: Command,
  last: Ran | null,
  known: Snapshot,
): Promise<{ ran: Ran; failure: string | null; now: Snapshot }> {
  const ran = await run(command);
  // what is left undone would end in the next case
  await new Promise(resolve => setImmediate(resolve));
  const now = snapshot(room);
  const strays = changes(known, now).filter(path => !allowed(path, command.writes));
  const failure =
    loose ??
    judge(ran, command, last) ??
    (strays.length > 0 ? `stray-file: ${strays.slice(0, 3).join(', ')}` : null);
  loose = null;
  return { ran, failure, now };
}

async function runCase({ base, files, commands }: Case): Promise<Outcome> {
  const start = performance.now();
  process.chdir('/');
  let known = lay(base);
  const odd: string[] = [];
  for (const [path, content] of Object.entries(files)) {
    if (content === null) rmSync(join(work, path), { force: true });
    else {
      put(path, content);
      // a file of the same size written within a tick of the clock must not look unchanged
      utimesSync(join(work, path), 1, odd.push(path));
    }
  }
  process.chdir(work);
  known = snapshot(room);
  const ran: Ran[] = [];
  let failure: string | null = null;
  for (const command of commands) {
    const last = ran.at(-1) ?? null;
    if (command.verifies && last?.code === 2) break;
    const done = await attempt(command, last, known);
    ran.push(done.ran);
    known = done.now;
    if (done.failure !== null) {
      failure = done.failure;
      break;
    }
  }
  const short = (text: string) =>
    text.length > 4000 ? `${text.slice(0, 2000)}\n…\n${text.slice(-2000)}` : text;
  return {
    failure,
    ran: ran.map(({ argv, code, stdout, stderr }) => ({
      argv,
      code,
      stdout: short(stdout),
      stderr: short(stderr),
    })),
    milliseconds: performance.now() - start,
    megabytes: process.memoryUsage.rss() / 1e6,
  };
}

process.on('message', async (one: Case) => {
  process.send?.(await runCase(one));
});
process.send?.('ready');
