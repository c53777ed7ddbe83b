// What a killed run leaves beside a place, put in order by the next: made here by hand, name by name.

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { claimPlace, settle, strandedFolder } from '../../src/io/claim.ts';
import { InputError } from '../../src/io/issues.ts';
import {
  lockPath,
  makeToken,
  type TemporaryKind,
  temporaryOf,
  temporaryPath,
} from '../../src/io/temporary.ts';
import type { Issue } from '../../src/model/records.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sectorize-claim-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const MARK = 'plan.json';
const named = { option: '--out', name: 'plan', mark: MARK };

/** A folder of a run that was killed, with or without the file that makes it whole. */
function leave(target: string, kind: TemporaryKind, files: Readonly<Record<string, string>>): string {
  const path = temporaryPath(target, kind, makeToken(target));
  mkdirSync(path, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

async function claimed(
  target: string,
  of: typeof named | { option: string; name: string; mark: null } = named,
) {
  const claim = await claimPlace(target, of);
  await claim.release();
  return claim.found;
}

describe('of a run that was killed between its two renames', () => {
  test('the old plan goes back, and what was new and not yet in place goes', async () => {
    const target = join(root, 'plan');
    const old = leave(target, 'old', { [MARK]: 'old' });
    leave(target, 'new', { [MARK]: 'new' });
    expect(await strandedFolder(target, MARK)).toBe(old);
    expect(await claimed(target)).toBe('restored');
    expect(readFileSync(join(target, MARK), 'utf8')).toBe('old');
    expect(readdirSync(root)).toEqual(['plan']);
    expect(await strandedFolder(target, MARK)).toBeNull();
    expect(await claimed(target)).toBe('nothing');
  });

  test('an empty folder in its place is no plan', async () => {
    const target = join(root, 'plan');
    leave(target, 'old', { [MARK]: 'old' });
    mkdirSync(target);
    expect(await claimed(target)).toBe('restored');
    expect(readdirSync(target)).toEqual([MARK]);
  });

  test('the new plan stays where it is in place already', async () => {
    const target = join(root, 'plan');
    leave(target, 'old', { [MARK]: 'old' });
    mkdirSync(target);
    writeFileSync(join(target, MARK), 'new');
    expect(await strandedFolder(target, MARK)).toBeNull();
    expect(await claimed(target)).toBe('cleaned');
    expect(readFileSync(join(target, MARK), 'utf8')).toBe('new');
    expect(readdirSync(root)).toEqual(['plan']);
  });

  test('half of an old one is no plan, and of a file nothing goes back', async () => {
    const target = join(root, 'plan');
    leave(target, 'old', { 'accounts.csv': 'half' });
    expect(await strandedFolder(target, MARK)).toBeNull();
    expect(await claimed(target)).toBe('cleaned');
    expect(readdirSync(root)).toEqual([]);
    leave(target, 'old', { [MARK]: 'x' });
    expect(await claimed(target, { ...named, mark: null })).toBe('cleaned');
    expect(readdirSync(root)).toEqual([]);
  });

  test('the folder that was made for it goes again when nothing comes into it', async () => {
    const target = join(root, 'a', 'b', 'plan');
    expect(await claimed(target)).toBe('nothing');
    expect(readdirSync(root)).toEqual([]);
    const claim = await claimPlace(target, named);
    writeFileSync(join(dirname(target), 'kept'), '');
    await claim.release();
    expect(readdirSync(dirname(target))).toEqual(['kept']);
  });
});

test('what is not provably of a killed run stays: other places, other digits, names that only look like it', async () => {
  const target = join(root, 'plan');
  const foreign = [
    '.plan.old-0123456789ab',
    '.plan.new-xyz',
    '.plan.bak',
    'plan.old',
    // of the place `plan.2`, whose name begins like this one's
    basename(temporaryPath(join(root, 'plan.2'), 'old', makeToken(join(root, 'plan.2')))),
  ];
  for (const name of foreign) {
    mkdirSync(join(root, name));
    writeFileSync(join(root, name, MARK), '');
  }
  expect(await claimed(target)).toBe('nothing');
  expect(readdirSync(root).sort()).toEqual([...foreign].sort());
});

test('names of 250 bytes have temporaries and a lock of their own that the file system takes', async () => {
  const long = 'é'.repeat(125);
  const [target, other] = [join(root, long), join(root, `${long.slice(0, -1)}e`)];
  const old = leave(target, 'old', { [MARK]: 'old' });
  expect(Buffer.byteLength(basename(old))).toBeLessThan(256);
  expect(temporaryOf(target, basename(old))?.kind).toBe('old');
  // one that differs in its last letter alone is another place
  expect(temporaryOf(other, basename(old))).toBeNull();
  expect(lockPath(other)).not.toBe(lockPath(target));
  expect(await claimed(other)).toBe('nothing');
  expect(await claimed(target)).toBe('restored');
  expect(readdirSync(root)).toEqual([long]);
});

describe('settle', () => {
  test('puts in order what nobody is at, and is silent where there is nothing', async () => {
    const target = join(root, 'plan');
    leave(target, 'old', { [MARK]: 'old' });
    await settle(target, MARK);
    expect(readdirSync(root)).toEqual(['plan']);
    await settle(join(root, 'no', 'such', 'folder', 'plan'), MARK);
    expect(readdirSync(root)).toEqual(['plan']);
  });

  test('touches nothing that a living run holds', async () => {
    const target = join(root, 'plan');
    const claim = await claimPlace(target, named);
    const fresh = leave(target, 'new', { [MARK]: 'being written' });
    await settle(target, MARK);
    expect(existsSync(fresh)).toBe(true);
    claim.assertHeld();
    await expect(claimPlace(target, named)).rejects.toThrow(/by another run \(process \d+ on this machine/);
    // who removes the lock by hand lets others in: what was written does not go into the place then
    rmSync(lockPath(target));
    expect(() => claim.assertHeld()).toThrow(/was removed or taken over/);
    await claim.release();
    await claim.release();
  });
});

describe('a place that is in use', () => {
  const refusal = async (target: string) => {
    try {
      await claimPlace(target, named);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const [issue] = error.issues as [Issue];
      // left out where the clock of the file system is a little ahead
      return { ...issue, found: issue.found.replace(', since a moment ago', '') };
    }
    throw new Error('it was given');
  };

  test('by a run here, on another machine, by what is no lock: who has it, and what to do', async () => {
    const target = join(root, 'plan');
    const lock = lockPath(target);
    const first = await claimPlace(target, named);
    expect(await refusal(target)).toMatchObject({
      code: 'out-in-use',
      found: `plan: held by another run (process ${process.pid} on this machine)`,
      remedy: 'wait until it has ended, or choose another place',
    });
    const text = readFileSync(lock, 'utf8');
    // for how long, by the clock of the file system
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    utimesSync(lock, ago(7.5), ago(7.5));
    expect((await refusal(target)).found).toBe(
      `plan: held by another run (process ${process.pid} on this machine, for 7 min)`,
    );
    utimesSync(lock, ago(-7.5), ago(-7.5));
    expect((await refusal(target)).found).toBe(
      `plan: held by another run (process ${process.pid} on this machine)`,
    );
    await first.release();
    writeFileSync(
      lock,
      `${JSON.stringify({ ...JSON.parse(text), host: 'elsewhere', machine: 'm', boot: 'b' })}\n`,
    );
    expect(await refusal(target)).toMatchObject({
      found: `plan: held by another run (process ${process.pid} on elsewhere), of which it cannot be told from here whether it still goes on`,
      remedy: `wait until it has ended; if it surely has, remove ${lock}`,
    });
    writeFileSync(lock, 'mine\n');
    expect(await refusal(target)).toMatchObject({
      found: 'plan: held by a lock that is not of this program (.plan.lock)',
      remedy: `wait until it has ended; if it surely has, remove ${lock}`,
    });
    expect(readFileSync(lock, 'utf8')).toBe('mine\n');
  });
});

test('a name that only contains that of a temporary is none', () => {
  const target = join(root, 'plan');
  const name = basename(temporaryPath(target, 'new', makeToken(target)));
  expect(temporaryOf(target, name)?.kind).toBe('new');
  for (const other of [
    ...[`${name}0`, name.replace('.new-', '.anew-'), name.slice(0, -1), '.plan.', '.plan.new'],
    ...[name.slice(1), name.replace('.plan.', '_plan.'), name.replace('.plan.', '.plan_')],
    ...[name.replace('.plan.', '.plen.'), name.toUpperCase(), name.replace('-', '_')],
  ])
    expect(temporaryOf(target, other), other).toBeNull();
});
