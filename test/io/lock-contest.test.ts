// Many processes at one lock.

import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeLock } from '../../src/io/lock.ts';

let root: string;
let path: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sectorize-contest-'));
  path = join(root, '.plan.lock');
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** Takes the lock again and again, and in between makes a folder that only one may make; sometimes it is killed there. */
const CONTENDER = `
  const { takeLock } = await import(process.argv[1]);
  const { mkdirSync, rmdirSync } = await import('node:fs');
  const [path, inside, times, seed] = process.argv.slice(2);
  let state = Number(seed);
  const chance = () => (state = (state * 48271) % 2147483647) / 2147483647;
  for (let i = 0; i < times; i++) {
    const lock = await takeLock(path, 30000);
    if (!('held' in lock)) { console.log('refused', JSON.stringify(lock)); process.exit(1); }
    try { mkdirSync(inside); } catch (error) { console.log('two at once', error.message); process.exit(1); }
    await new Promise(done => setTimeout(done, chance() * 3));
    rmdirSync(inside);
    if (chance() < 0.05) process.kill(process.pid, 'SIGKILL');
    lock.release();
  }
`;

test('of many at once, some of whom are killed, one has it at a time', async () => {
  const inside = join(root, 'inside');
  const run = (seed: number) =>
    new Promise<string>(done => {
      const module = resolve('dist/io/lock.js');
      const times = process.env.LOCK_ROUNDS ?? '12';
      const args = ['--input-type=module', '-e', CONTENDER, module, path, inside, times, String(seed)];
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      let said = '';
      child.stdout.on('data', text => {
        said += text;
      });
      child.on('close', (code, signal) => done(said || (code === 0 ? 'done' : String(signal))));
    });
  const ends = await Promise.all(
    Array.from({ length: 8 }, (_, i) => run(((i + 1) * 829_348_951) % 2_147_483_647)),
  );
  expect(new Set(ends)).toEqual(new Set(['done', 'SIGKILL']));
  // the last may have been killed with it
  const lock = await takeLock(path);
  if (!('held' in lock)) throw new Error(`not taken: ${JSON.stringify(lock)}`);
  lock.release();
  expect(await readdir(root)).toEqual([]);
});
