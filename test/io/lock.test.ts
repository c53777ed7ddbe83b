import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claimPlace } from '../../src/io/claim.ts';
import { type Holder, type Lock, takeLock } from '../../src/io/lock.ts';
import { makeToken, temporaryPath } from '../../src/io/temporary.ts';

let root: string;
let path: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sectorize-lock-'));
  path = join(root, '.plan.lock');
});
afterEach(() => rm(root, { recursive: true, force: true }));

const isHeld = (lock: Lock | Holder): lock is Lock => 'held' in lock;
const taken = async (): Promise<Lock> => {
  const lock = await takeLock(path);
  if (!isHeld(lock)) throw new Error(`not taken: ${JSON.stringify(lock)}`);
  return lock;
};

/** The lock as this process writes it, with something else in it. */
async function written(change: object): Promise<void> {
  const lock = await taken();
  const text = await readFile(path, 'utf8');
  lock.release();
  await writeFile(path, `${JSON.stringify({ ...JSON.parse(text), ...change })}\n`);
}

const deadPid = () => spawnSync(process.execPath, ['-e', '']).pid;

test('one has it, the other is told who, and nothing stays', async () => {
  const lock = await taken();
  expect(await takeLock(path)).toMatchObject({
    process: { pid: process.pid },
    where: 'here',
    minutes: 0,
  });
  expect(lock.held()).toBe(true);
  lock.release();
  expect(await readdir(root)).toEqual([]);
  (await taken()).release();
});

describe('a lock is taken over', () => {
  test('of a process that has ended', async () => {
    await written({ pid: deadPid() });
    (await taken()).release();
    expect(await readdir(root)).toEqual([]);
  });

  test.runIf(process.platform === 'linux')('of a process whose number another has now', async () => {
    await written({ started: '1' });
    (await taken()).release();
  });

  test.runIf(process.platform === 'linux')('of an earlier start of this machine', async () => {
    await written({ boot: 'another' });
    const { machine } = JSON.parse(await readFile(path, 'utf8'));
    // without a name of its own the machine may be another of the same host name
    expect(isHeld(await takeLock(path))).toBe(machine !== '');
  });

  test('that power loss has left without content, or with half of it, after a while', async () => {
    for (const text of ['', '{"lock":"sectorize-lock/1","pid":12']) {
      await writeFile(path, text);
      (await taken()).release();
    }
    expect(await readdir(root)).toEqual([]);
  });
});

test('moved aside by a process that was killed in taking it over, it is cleared away; that of one that runs is not', async () => {
  const aside = () => temporaryPath(path, 'tmp', makeToken(path));
  await written({ pid: deadPid() });
  await rename(path, aside());
  await written({});
  const running = aside();
  await rename(path, running);
  const place = join(root, 'plan');
  const claim = await claimPlace(place, { option: '--out', name: 'plan', mark: 'plan.json' });
  await claim.release();
  expect(await readdir(root)).toEqual([basename(running)]);
});

describe('a lock is left alone', () => {
  test('of another machine, and of another container', async () => {
    for (const change of [
      { host: 'elsewhere', boot: 'another', machine: 'another', pid: deadPid() },
      { space: 'pid:[1]', pid: deadPid() },
    ]) {
      // a system that does not say has one space for all
      if ('space' in change && process.platform !== 'linux') continue;
      await written(change);
      expect(await takeLock(path)).toMatchObject({ where: 'elsewhere' });
      await rm(path);
    }
  });

  test('that is none of this program', async () => {
    await writeFile(path, 'my notes\n');
    const claim = claimPlace(join(root, 'plan'), { option: '--out', name: 'plan', mark: 'plan.json' });
    await expect(claim).rejects.toThrow(/out-in-use.*a lock that is not of this program \(\.plan\.lock\)/);
    expect(await readFile(path, 'utf8')).toBe('my notes\n');
  });
});

test('who has lost the lock replaces nothing', async () => {
  const claim = await claimPlace(join(root, 'plan'), { option: '--out', name: 'plan', mark: 'plan.json' });
  await rm(path);
  const other = await taken();
  expect(() => claim.assertHeld()).toThrow(/its lock .*\.plan\.lock was removed or taken over/);
  await claim.release();
  // the lock of the other is not given back for it
  expect(other.held()).toBe(true);
  other.release();
});

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
  (await taken()).release();
  expect(await readdir(root)).toEqual([]);
});
