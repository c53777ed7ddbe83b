import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
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

  test.runIf(process.platform === 'linux')('of what may be another machine, or may still run', async () => {
    const { machine } = JSON.parse(await written({}).then(() => readFile(path, 'utf8')));
    await rm(path);
    const cases: readonly (readonly [change: object, where: string])[] = [
      // this very process, also where the system does not say when it began
      [{}, 'here'],
      [{ started: '' }, 'here'],
      // one that does not say which start of a machine it is of
      [{ boot: '' }, 'elsewhere'],
      [{ boot: '', host: 'another' }, 'elsewhere'],
      // another start of a machine without a name, or with another one
      [{ boot: 'another', machine: '' }, 'elsewhere'],
      [{ boot: 'another', machine: `${machine}0` }, 'elsewhere'],
      [{ boot: 'another', host: 'another' }, 'elsewhere'],
      [{ space: 'pid:[1]' }, 'elsewhere'],
    ];
    for (const [change, where] of cases) {
      await written(change);
      expect(await takeLock(path), JSON.stringify(change)).toMatchObject({ where });
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
