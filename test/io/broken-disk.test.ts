// A disk that refuses something in the middle: what is refused on the way is told by name, what some systems cannot do at all
// is done without, and the old plan is in its place afterwards.

import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { atExit } from '../../src/io/at-exit.ts';
import { claimPlace, settle, strandedFolder } from '../../src/io/claim.ts';
import { exists } from '../../src/io/exists.ts';
import { InputError } from '../../src/io/issues.ts';
import { clearAside, takeLock } from '../../src/io/lock.ts';
import { writePlanDirectory } from '../../src/io/plan-directory.ts';
import { openSource } from '../../src/io/source.ts';
import { syncFiles, syncFolder, syncFolders } from '../../src/io/sync.ts';
import { lockPath, makeToken, temporaryPath } from '../../src/io/temporary.ts';
import { putInto, putWhole } from '../../src/io/write-whole.ts';

/** the code that a call of these ends with, where its first path fits; what was flushed */
const disk = vi.hoisted(() => ({
  refuses: [] as { call: string; path: RegExp; code: string; times: number }[],
  flushed: [] as string[],
}));
const refused = vi.hoisted(() => (call: string, path: unknown) => {
  const found = disk.refuses.find(one => one.call === call && one.times > 0 && one.path.test(String(path)));
  if (!found) return null;
  found.times--;
  return Object.assign(new Error(found.code), { code: found.code, syscall: call });
});
const refuse = (call: string, path: RegExp, code: string, times = 1) =>
  disk.refuses.push({ call, path, code, times });

vi.mock('node:fs/promises', async () => {
  const real = await vi.importActual<typeof import('node:fs/promises')>('node:fs/promises');
  const guarded =
    (call: 'rename' | 'readdir' | 'rm' | 'mkdir' | 'writeFile' | 'stat') =>
    async (path: string, ...more: unknown[]) => {
      const error = refused(call, path);
      if (error) throw error;
      return (real[call] as (...args: unknown[]) => Promise<unknown>)(path, ...more);
    };
  return {
    ...real,
    rename: guarded('rename'),
    readdir: guarded('readdir'),
    rm: guarded('rm'),
    mkdir: guarded('mkdir'),
    writeFile: guarded('writeFile'),
    stat: guarded('stat'),
    open: async (path: string, ...more: [string?, number?]) => {
      const error = refused('open', path);
      if (error) throw error;
      const handle = await real.open(path, ...more);
      const sync = handle.sync.bind(handle);
      handle.sync = async () => {
        const broken = refused('fsync', path);
        if (broken) throw broken;
        await sync();
        disk.flushed.push(path);
      };
      return handle;
    },
  };
});

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sectorize-disk-'));
  disk.refuses.length = 0;
  disk.flushed.length = 0;
});
afterEach(() => {
  disk.refuses.length = 0;
  rmSync(root, { recursive: true, force: true });
});
const at = (name: string) => join(root, name);
const names = () => readdirSync(root).sort();
const plan = (text: string) => [
  { path: 'plan.json', content: [text] },
  { path: 'sectors/a.csv', content: ['a'] },
];
const old = () => readFileSync(at('plan/plan.json'), 'utf8');
const named = { option: '--out', name: 'plan', mark: 'plan.json' };

describe('onto the disk', () => {
  it('goes every file, once, and then every folder', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) writeFileSync(at(name), name);
    await syncFiles([]);
    await syncFiles(['a', 'b', 'c', 'd', 'e', 'f'].map(at));
    expect(disk.flushed.sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f'].map(at));
    disk.flushed.length = 0;
    mkdirSync(at('g'));
    await syncFolders([root, at('g'), root]);
    expect(disk.flushed).toEqual([root, at('g')]);
    disk.flushed.length = 0;
    await writePlanDirectory(at('plan'), plan('new'));
    const inside = disk.flushed.map(path =>
      path.replace(/\.plan\.new-[0-9a-f]{12}/, 'NEW').replace(root, ''),
    );
    expect(inside.slice(0, 2).sort()).toEqual(['/NEW/plan.json', '/NEW/sectors/a.csv']);
    expect(inside.slice(2)).toEqual(['/NEW', '/NEW/sectors', '']);
  });

  it.each(['EINVAL', 'ENOTSUP', 'ENOSYS', 'EPERM'])(
    'where %s says that it cannot be done, it is done without',
    async code => {
      writeFileSync(at('a'), '');
      refuse('fsync', /./, code, 2);
      await syncFiles([at('a')]);
      await syncFolder(root);
      expect(disk.flushed).toEqual([]);
    },
  );

  it.each(['EIO', 'ENOSPC'])('a disk that fails with %s is told of', async code => {
    writeFileSync(at('a'), '');
    refuse('fsync', /./, code, 2);
    await expect(syncFiles([at('a')])).rejects.toMatchObject({ code });
    await expect(syncFolder(root)).rejects.toMatchObject({ code });
    refuse('open', /./, code);
    await expect(syncFolder(root)).rejects.toMatchObject({ code });
  });

  it.each(['EACCES', 'EPERM', 'EISDIR'])(
    'a folder that cannot be opened (%s) is left to the system',
    async code => {
      refuse('open', /./, code);
      await syncFolder(root);
      expect(disk.flushed).toEqual([]);
    },
  );

  it('of a single file that is refused is no fault where the system cannot do it', async () => {
    for (const code of ['EINVAL', 'ENOTSUP']) {
      refuse('fsync', /\.a\.tmp/, code);
      await putWhole(at('a'), code);
      expect(readFileSync(at('a'), 'utf8')).toBe(code);
    }
    refuse('fsync', /\.a\.tmp/, 'EIO');
    await expect(putWhole(at('a'), 'broken')).rejects.toThrow(
      /the disk or the connection to it failed \(EIO\)/,
    );
    expect(readFileSync(at('a'), 'utf8')).toBe('ENOTSUP');
    // the file is in its place: that its name may be forgotten is no reason to fail
    refuse('fsync', /sectorize-disk-\w+$/, 'EIO');
    await putWhole(at('a'), 'new');
    expect(readFileSync(at('a'), 'utf8')).toBe('new');
    expect(names()).toEqual(['a']);
  });
});

describe('a plan that cannot be put in its place', () => {
  it('leaves the old one where it was, and nothing beside it', async () => {
    await writePlanDirectory(at('plan'), plan('old'));
    refuse('rename', /\.plan\.new-/, 'EBUSY');
    await expect(writePlanDirectory(at('plan'), plan('new'))).rejects.toThrow(
      /a file or folder that another program holds, or a mount point/,
    );
    expect(old()).toBe('old');
    refuse('rename', /plan$/, 'EIO');
    await expect(writePlanDirectory(at('plan'), plan('new'))).rejects.toThrow(/\(EIO\)/);
    expect(old()).toBe('old');
    refuse('fsync', /plan\.json$/, 'EIO');
    await expect(writePlanDirectory(at('plan'), plan('new'))).rejects.toThrow(/\(EIO\)/);
    expect(old()).toBe('old');
    refuse('fsync', /\.new-[0-9a-f]+$/, 'ENOSPC');
    await expect(writePlanDirectory(at('plan'), plan('new'))).rejects.toThrow(/no room left on the disk/);
    expect(old()).toBe('old');
    expect(names()).toEqual(['plan']);
  });

  it('is in its place where only the old one cannot be cleared away: the next run does', async () => {
    await writePlanDirectory(at('plan'), plan('old'));
    refuse('rename', /\.plan\.old-/, 'EPERM');
    refuse('rm', /\.plan\.(old|new)-/, 'EPERM', 9);
    refuse('fsync', /sectorize-disk-\w+$/, 'EIO');
    await writePlanDirectory(at('plan'), plan('new'));
    expect(old()).toBe('new');
    expect(names()).toHaveLength(2);
    disk.refuses.length = 0;
    await writePlanDirectory(at('plan'), plan('newer'));
    expect(old()).toBe('newer');
    expect(names()).toEqual(['plan']);
  });

  it.each([
    ['ENOTDIR', 'a file where a folder should be'],
    ['EEXIST', 'a file where a folder should be'],
    ['ENOENT', 'a place where no folder can be made'],
    ['EACCES', 'a place where you may not write'],
    ['EPERM', 'a place where you may not write'],
    ['EROFS', 'a place where nothing can be written'],
    ['ENAMETOOLONG', 'a name that is too long'],
    ['EMFILE', 'too many open files for this process'],
  ])('for %s is refused with words', async (code, found) => {
    refuse('mkdir', /\.plan\.new-/, code);
    await expect(writePlanDirectory(at('plan'), plan('new'))).rejects.toThrow(found);
    expect(names()).toEqual([]);
  });

  it('for another fault is not dressed up', async () => {
    refuse('mkdir', /\.plan\.new-/, 'ESTRANGE');
    await expect(writePlanDirectory(at('plan'), plan('new'))).rejects.toMatchObject({ code: 'ESTRANGE' });
    expect(names()).toEqual([]);
  });

  it('and a file of one is written in the folder itself where that is a disk of its own', async () => {
    await writePlanDirectory(at('plan'), plan('old'));
    const claim = await claimPlace(at('plan'), named);
    refuse('rename', /\.plan\.tmp-/, 'EXDEV');
    await putInto(claim, at('plan/plan.json'), 'new');
    expect(old()).toBe('new');
    refuse('writeFile', /\.plan\.tmp-/, 'ENOSPC');
    await expect(putInto(claim, at('plan/plan.json'), 'newer')).rejects.toThrow(
      /plan\.json: error\[cannot-write\]: found as it was before: no room left on the disk \(ENOSPC\)/,
    );
    refuse('rename', /\.plan\.tmp-/, 'ESTRANGE');
    await expect(putInto(claim, at('plan/plan.json'), 'newer')).rejects.toMatchObject({ code: 'ESTRANGE' });
    expect(old()).toBe('new');
    await claim.release();
    expect(names()).toEqual(['plan']);
    expect(readdirSync(at('plan')).sort()).toEqual(['plan.json', 'sectors']);
  });
});

describe('a place whose folder cannot be listed', () => {
  it.each(['EACCES', 'EPERM', 'ENOENT'])('%s: nothing is known of what a killed run has left', async code => {
    refuse('readdir', new RegExp(`${root}$`), code);
    const claim = await claimPlace(at('plan'), named);
    expect(claim.found).toBe('nothing');
    await claim.release();
    expect(names()).toEqual([]);
  });

  it('for another reason is not taken, and its lock is given back', async () => {
    refuse('readdir', new RegExp(`${root}$`), 'EIO', 2);
    await expect(claimPlace(at('plan'), named)).rejects.toMatchObject({ code: 'EIO' });
    expect(names()).toEqual([]);
    await expect(settle(at('plan'), 'plan.json')).rejects.toMatchObject({ code: 'EIO' });
    expect(names()).toEqual([]);
  });

  it('itself is not free when it cannot be looked into', async () => {
    refuse('readdir', /plan$/, 'EACCES');
    expect(await strandedFolder(at('plan'), 'plan.json')).toBeNull();
    refuse('readdir', /plan$/, 'EACCES', 2);
    const left = temporaryPath(at('plan'), 'old', makeToken(at('plan')));
    mkdirSync(left);
    writeFileSync(join(left, 'plan.json'), '');
    expect(await strandedFolder(at('plan'), 'plan.json')).toBeNull();
    disk.refuses.length = 0;
    expect(await strandedFolder(at('plan'), 'plan.json')).toBe(left);
  });

  it('and whose lock cannot be made is no place that was made for nothing', async () => {
    // a folder where the lock would be
    mkdirSync(join(lockPath(at('plan')), 'x'), { recursive: true });
    await expect(claimPlace(at('plan'), named)).rejects.toMatchObject({ code: 'EISDIR' });
    await expect(settle(at('plan'), 'plan.json')).rejects.toMatchObject({ code: 'EISDIR' });
    await expect(claimPlace(at(`a/b/${'x'.repeat(3)}\0`), named)).rejects.toThrow();
    expect(names()).toEqual(['.plan.lock']);
  });
});

describe('a lock', () => {
  it('of another process is waited for as long as patience lasts', async () => {
    const lock = await takeLock(at('.a.lock'));
    if (!('held' in lock)) throw new Error('not taken');
    expect(lock.path).toBe(at('.a.lock'));
    const waiting = takeLock(at('.a.lock'), 5000);
    setTimeout(lock.release, 60);
    const next = await waiting;
    expect('held' in next && next.held()).toBe(true);
    expect(await takeLock(at('.a.lock'), 40)).toMatchObject({ where: 'here', process: { pid: process.pid } });
    if ('held' in next) next.release();
    expect(names()).toEqual([]);
  });

  it('that was moved aside is cleared when its process is gone, or it is not whole', async () => {
    const aside = at('aside');
    clearAside(aside);
    for (const [text, stays] of [
      ['', false],
      ['{"lock":"sect', false],
      ['{"lock":"sectorize-lock/1","pid":1', false],
      ['{"lock":"sectorize-lock/1","pid":1}', true],
      ['{"lock":"other/1","pid":1}', true],
      ['my notes\n', true],
      ['{"lock":"sectorize-lock/1"}\n', true],
      [`{"lock":"sectorize-lock/1","pid":0}\n`, true],
    ] as const) {
      writeFileSync(aside, text);
      clearAside(aside);
      expect([text, names()]).toEqual([text, stays ? ['aside'] : []]);
      rmSync(aside, { force: true });
    }
  });

  it('that is no file is no lock that could be read', async () => {
    mkdirSync(at('.a.lock'));
    await expect(takeLock(at('.a.lock'))).rejects.toMatchObject({ code: 'EISDIR' });
  });
});

describe('a file that cannot be read', () => {
  it.each([
    ['EACCES', 'a file that may not be read', /^chmod \+r /],
    ['EPERM', 'a file that may not be read', /^chmod \+r /],
    ['EISDIR', 'a folder', /^name a file inside /],
    ['ENOTDIR', 'no such file', /^check the name and the folder$/],
    [
      'EIO',
      'a file that cannot be read: the disk or the connection to it failed (EIO)',
      /^check the disk and the name$/,
    ],
    [
      'ENEW',
      'a file that cannot be read: an error of the system (ENEW) (ENEW)',
      /^check the disk and the name$/,
    ],
  ])('%s: is told in words', async (code, found, remedy) => {
    refuse('stat', /accounts/, code);
    const error = await openSource(at('accounts.csv')).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).issues[0]).toMatchObject({ code: 'unreadable-file', found });
    expect((error as InputError).issues[0]?.remedy).toMatch(remedy);
  });

  it.each(['ERR_INVALID_ARG_VALUE', 'other', ''])(
    'a fault of the program (%s) is not dressed up',
    async code => {
      refuse('stat', /accounts/, code);
      await expect(openSource(at('accounts.csv'))).rejects.toMatchObject({ code });
    },
  );

  it('is there or not', async () => {
    expect(await exists(root)).toBe(true);
    expect(await exists(at('no'))).toBe(false);
  });
});

it('what is to be done when the process ends is done once, the last first, and what fails keeps nothing from it', () => {
  const before = process.listeners('exit');
  const done: string[] = [];
  const forget = ['first', 'second', 'third'].map(name =>
    atExit(() => {
      done.push(name);
      if (name === 'second') throw new Error('fails');
    }),
  );
  const added = process.listeners('exit').filter(listener => !before.includes(listener));
  expect(added).toHaveLength(1);
  forget[0]?.();
  added[0]?.(0);
  expect(done).toEqual(['third', 'second']);
  forget[1]?.();
  expect(process.listeners('exit')).toHaveLength(before.length + 1);
  forget[2]?.();
  expect(process.listeners('exit')).toEqual(before);
});
