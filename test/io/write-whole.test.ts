// Files that are there whole or not at all: what stands in their place and beside it, and what is said when they cannot be
// written.

import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimedAbove, claimPlace } from '../../src/io/claim.ts';
import { InputError } from '../../src/io/issues.ts';
import { claimDirectory, writePlanDirectory } from '../../src/io/plan-directory.ts';
import { anyFault, freeBytes, sentenceOf, systemCode, writeFault } from '../../src/io/system-fault.ts';
import { lockPath } from '../../src/io/temporary.ts';
import { writeBlocks } from '../../src/io/write-blocks.ts';
import { putInto, putWhole } from '../../src/io/write-whole.ts';
import type { Issue } from '../../src/model/records.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'sectorize-whole-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const at = (name: string) => join(root, name);
const text = (name: string) => readFileSync(at(name), 'utf8');
const failing = (code: string) => Object.assign(new Error(code), { code, syscall: 'write' });

/** Parts of which the first is never there. */
function* never<T>(error: Error): Generator<T> {
  yield* [] as T[];
  throw error;
}

/** What a person is told, without the folder of this run and what is free on its disk. */
async function refusal(work: Promise<unknown>): Promise<Partial<Issue>> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof InputError)) throw error ?? new Error('nothing was refused');
  const { code, file, found, expected, remedy } = error.issues[0] as Issue;
  const bare = (part: string) =>
    part.replaceAll(root, 'ROOT').replace(/\d+\.\d MB (are )?free/, 'SOME $1free');
  return { code, file: bare(file), found: bare(found), expected: bare(expected), remedy: bare(remedy) };
}

describe('putWhole', () => {
  it('writes text, bytes and parts of either, and nothing stays beside', async () => {
    await putWhole(at('a'), 'text');
    await putWhole(at('b'), new Uint8Array([0xc3, 0xa9]));
    await putWhole(at('c'), ['x', new Uint8Array([0x79]), 'é', 'z'.repeat(300_000), 'end']);
    await putWhole(
      at('d'),
      (async function* () {
        yield 'one ';
        yield new Uint8Array([0x32]);
      })(),
    );
    expect([text('a'), text('b'), text('c'), text('d')]).toEqual([
      'text',
      'é',
      `xyé${'z'.repeat(300_000)}end`,
      'one 2',
    ]);
    expect(readdirSync(root).sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('replaces a file, whose rights stay; a new one has those that are asked for', async () => {
    writeFileSync(at('a'), 'old');
    chmodSync(at('a'), 0o604);
    await putWhole(at('a'), 'new', { mode: 0o600 });
    expect(text('a')).toBe('new');
    expect(statSync(at('a')).mode & 0o777).toBe(0o604);
    await putWhole(at('b'), 'secret', { mode: 0o600 });
    expect(statSync(at('b')).mode & 0o777).toBe(0o600);
  });

  it('leaves a link a link, to a file that is there or not', async () => {
    mkdirSync(at('far'));
    writeFileSync(at('far/real'), 'old');
    symlinkSync(at('far/real'), at('link'));
    await putWhole(at('link'), 'new');
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
    expect(text('far/real')).toBe('new');
    expect(readdirSync(at('far'))).toEqual(['real']);
  });

  it('does not take the place of another file where it may not', async () => {
    writeFileSync(at('a'), 'old');
    expect(await refusal(putWhole(at('a'), 'new', { replace: false, option: '--to' }))).toEqual({
      code: 'option',
      file: 'ROOT/a',
      found: 'a file that exists',
      expected: 'a new file',
      remedy: 'choose another, or add --force',
    });
    expect(text('a')).toBe('old');
    await putWhole(at('b'), 'new', { replace: false });
    expect(readdirSync(root).sort()).toEqual(['a', 'b']);
  });

  it('makes no folder: a mistyped name would make one', async () => {
    const wanted = {
      code: 'cannot-write',
      found: 'ROOT/no/a: a folder that does not exist, or no longer (ENOENT)',
      expected: 'a place that can be written',
      remedy: 'make the folder ROOT/no first',
    };
    expect(await refusal(putWhole(at('no/a'), 'x', { option: '--to' }))).toEqual({ ...wanted, file: '--to' });
    expect(await refusal(putWhole(at('no/a'), 'x'))).toEqual({ ...wanted, file: 'ROOT/no/a' });
    expect(readdirSync(root)).toEqual([]);
  });

  it('takes no folder for a file, nor a file for a folder', async () => {
    mkdirSync(at('folder'));
    expect(await refusal(putWhole(at('folder'), 'x'))).toMatchObject({
      found: 'ROOT/folder: a folder of that name (EISDIR)',
      remedy: 'choose another name',
    });
    writeFileSync(at('file'), 'old');
    expect(await refusal(putWhole(at('file/a'), 'x'))).toMatchObject({
      found: 'ROOT/file/a: a file where a folder should be (ENOTDIR)',
      remedy: 'choose another place',
    });
  });

  it.runIf(existsSync('/dev/null'))('writes what is no file as it is', async () => {
    await putWhole('/dev/null', ['a', 'b']);
    expect(existsSync('/dev/.null.lock')).toBe(false);
    expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
  });

  it('leaves the old file and nothing beside it where the disk is full, and says how far it came', async () => {
    writeFileSync(at('a'), 'old');
    const parts = (code: string, length: number) =>
      (function* () {
        if (length > 0) yield 'x'.repeat(length);
        throw failing(code);
      })();
    expect(await refusal(putWhole(at('a'), parts('ENOSPC', 400_000)))).toEqual({
      code: 'cannot-write',
      file: 'ROOT/a',
      found: 'ROOT/a (0.4 MB were written; SOME are free): no room left on the disk (ENOSPC)',
      expected: 'a place that can be written',
      remedy: 'make room, or choose a place on another disk',
    });
    expect((await refusal(putWhole(at('a'), parts('EDQUOT', 400_000)))).found).toBe(
      'ROOT/a (0.4 MB were written; SOME are free): the quota of the disk is used up (EDQUOT)',
    );
    expect((await refusal(putWhole(at('a'), parts('EIO', 400_000)))).found).toBe(
      'ROOT/a (0.4 MB were written): the disk or the connection to it failed (EIO)',
    );
    expect((await refusal(putWhole(at('a'), parts('ENOSPC', 0)))).found).toBe(
      'ROOT/a: no room left on the disk (ENOSPC)',
    );
    // no fault of the system is no fault of the user's
    const own = new Error('mine');
    await expect(putWhole(at('a'), never<string>(own))).rejects.toBe(own);
    expect(text('a')).toBe('old');
    expect(readdirSync(root)).toEqual(['a']);
  });
});

describe('putInto', () => {
  it('writes one file of a folder that is held, beside the folder first', async () => {
    const claim = await claimPlace(at('plan'), { option: '--plan', name: 'plan', mark: 'plan.json' });
    mkdirSync(at('plan'));
    writeFileSync(at('plan/a.json'), 'old');
    await putInto(claim, at('plan/a.json'), 'new');
    expect(text('plan/a.json')).toBe('new');
    expect(readdirSync(root).sort()).toEqual([basename(lockPath(at('plan'))), 'plan']);
    // who has lost the lock replaces nothing
    rmSync(lockPath(at('plan')));
    await expect(putInto(claim, at('plan/a.json'), 'newer')).rejects.toThrow(/was removed or taken over/);
    expect(text('plan/a.json')).toBe('new');
    expect(readdirSync(root)).toEqual(['plan']);
    await claim.release();
  });

  it('says what is in the way', async () => {
    const claim = claimedAbove(at('plan'));
    expect(claim).toMatchObject({ target: at('plan'), found: 'nothing' });
    claim.assertHeld();
    await claim.tidy();
    await claim.release();
    expect(await refusal(putInto(claim, at('plan/a.json'), 'new'))).toEqual({
      code: 'cannot-write',
      file: 'ROOT/plan/a.json',
      found: 'as it was before: a folder that does not exist, or no longer (ENOENT)',
      expected: 'a place that can be written',
      remedy: 'make the folder, or choose another',
    });
    expect(readdirSync(root)).toEqual([]);
  });
});

describe('a plan directory', () => {
  const file = (path: string, content: Iterable<string>) => ({ path, content });

  it('that cannot be written says how far it came, and the old plan stays', async () => {
    const out = at('plan');
    await writePlanDirectory(out, [file('plan.json', ['old'])]);
    const full = (code: string) => [
      file('plan.json', ['x'.repeat(300_000)]),
      file(
        'zones.csv',
        (function* (): Generator<string> {
          yield 'x'.repeat(300_000);
          throw failing(code);
        })(),
      ),
    ];
    expect(await refusal(writePlanDirectory(out, full('ENOSPC')))).toEqual({
      code: 'cannot-write',
      file: '--out',
      found:
        'ROOT/plan, at zones.csv (0.6 MB of the plan were written, SOME free now that they are removed; the old plan, if any, stays as it was): no room left on the disk (ENOSPC)',
      expected: 'a place that can be written',
      remedy: 'make room, or choose a place on another disk',
    });
    const kind = { mark: 'sweep.json', name: 'sweep', refusal: 'out-not-a-sweep', option: '--to' };
    expect(await refusal(writePlanDirectory(at('sweep'), full('EIO'), kind))).toMatchObject({
      file: '--to',
      found:
        'ROOT/sweep, at zones.csv (0.6 MB of the sweep were written; the old sweep, if any, stays as it was): the disk or the connection to it failed (EIO)',
    });
    expect(await refusal(writePlanDirectory(at('none'), never(failing('EMFILE'))))).toMatchObject({
      found:
        'ROOT/none (0.0 MB of the plan were written; the old plan, if any, stays as it was): too many open files for this process (EMFILE)',
    });
    expect(text('plan/plan.json')).toBe('old');
    expect(readdirSync(root)).toEqual(['plan']);
  });

  it('that is another thing is refused in words, under the option that names it', async () => {
    mkdirSync(at('papers'));
    for (const name of ['d', 'b', 'a', 'c']) writeFileSync(at(`papers/${name}`), '');
    expect(await refusal(claimDirectory(at('papers')))).toEqual({
      code: 'out-not-a-plan',
      file: '--out',
      found: 'ROOT/papers: a directory with other files (a, b, c) and no plan.json',
      expected: 'a directory of an earlier plan, an empty one, or nothing yet',
      remedy: 'choose another --out; a directory of anything but an earlier plan is never replaced',
    });
    const kind = { mark: 'sweep.json', name: 'sweep', refusal: 'out-not-a-sweep', option: '--to' };
    expect(await refusal(claimDirectory(at('papers'), kind))).toEqual({
      code: 'out-not-a-sweep',
      file: '--to',
      found: 'ROOT/papers: a directory with other files (a, b, c) and no sweep.json',
      expected: 'a directory of an earlier sweep, an empty one, or nothing yet',
      remedy: 'choose another --to; a directory of anything but an earlier sweep is never replaced',
    });
    expect(await refusal(claimDirectory(at('papers/a')))).toMatchObject({
      found: 'ROOT/papers/a: a file of that name',
      expected: 'a directory, or nothing yet',
    });
    expect(await refusal(claimDirectory(at('papers/a/plan')))).toMatchObject({
      found: 'ROOT/papers/a/plan: a file where a folder should be',
      expected: 'a folder that can be made, and written',
    });
    expect(await refusal(claimDirectory(at('x'.repeat(300))))).toMatchObject({
      found: `ROOT/${'x'.repeat(300)}: a name that is too long`,
    });
    expect(await refusal(claimDirectory('/'))).toMatchObject({
      found: '/: the root of the file system',
      expected: 'a directory of its own',
    });
    expect(readdirSync(root)).toEqual(['papers']);
  });
});

describe('writeBlocks', () => {
  async function written(content: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>) {
    const sizes: (number | string)[] = [];
    const handle = {
      writeFile: async (data: string | Uint8Array) =>
        void sizes.push(typeof data === 'string' ? data.length : `${data.length} bytes`),
    };
    const progress = { bytes: 0 };
    await writeBlocks(handle as unknown as FileHandle, content, progress);
    return { sizes, bytes: progress.bytes };
  }
  const BLOCK = 1 << 18;
  async function* later(parts: readonly (string | Uint8Array)[]) {
    yield* parts;
  }

  it('gathers text into blocks of a quarter of a million characters, and keeps the order', async () => {
    const half = 'x'.repeat(BLOCK / 2);
    for (const of of [(parts: readonly (string | Uint8Array)[]) => parts, later]) {
      expect(await written(of([]))).toEqual({ sizes: [], bytes: 0 });
      expect(await written(of(['a', 'é']))).toEqual({ sizes: [2], bytes: 3 });
      expect(await written(of([half, half, 'y']))).toEqual({ sizes: [BLOCK, 1], bytes: BLOCK + 1 });
      expect(await written(of([half.slice(1), half, 'y']))).toEqual({ sizes: [BLOCK], bytes: BLOCK });
      expect(await written(of(['a', new Uint8Array(3), new Uint8Array(2), 'b']))).toEqual({
        sizes: [1, '3 bytes', '2 bytes', 1],
        bytes: 7,
      });
    }
  });
});

describe('what the system refuses, in words', () => {
  it('of every code that is known, and of no other', async () => {
    const codes = [
      'ENOSPC EDQUOT EFBIG EIO EROFS EACCES EPERM EMFILE ENFILE ENAMETOOLONG ENOMEM ENOBUFS ESTALE ETIMEDOUT',
      'EHOSTDOWN ENOTCONN ENODEV ENXIO EBUSY EXDEV ETXTBSY ELOOP EISDIR ENOTDIR ENOENT EEXIST ESRCH toString',
    ].flatMap(line => line.split(' '));
    const said = codes.map(code => {
      const write = writeFault(failing(code), '--out', 'plan')?.issues[0];
      const any = anyFault(Object.assign(failing(code), { path: '/a' }))?.issues[0];
      const words = (issue: Issue | undefined) =>
        issue
          ? `${issue.file} ${issue.severity} ${issue.code}: ${issue.found}; ${issue.expected}; ${issue.remedy}`
          : 'no fault of the system';
      return `${code}: ${sentenceOf(code)}\n  ${words(write)}\n  ${words(any)}\n`;
    });
    await expect(said.join('')).toMatchFileSnapshot('system-words.txt');
  });

  it('only of errors of the system: a code alone, or nothing, is none', () => {
    expect(systemCode({ code: 'EIO' })).toBeNull();
    expect(systemCode({ syscall: 'write' })).toBeNull();
    expect(systemCode(null)).toBeNull();
    expect(systemCode(failing('EIO'))).toBe('EIO');
    expect(anyFault(Object.assign(failing('EIO'), { path: undefined }))?.issues[0]).toMatchObject({
      file: 'this machine',
    });
    expect(writeFault(failing('EIO'), 'a', 'b', 'c')?.issues[0]).toMatchObject({
      remedy: 'c',
      found: expect.stringMatching(/^b: /),
    });
    expect(freeBytes(root)).toBeGreaterThan(0);
    expect(freeBytes(at('not yet'))).toBeGreaterThan(0);
    expect(freeBytes(at('not/at/all'))).toBeNull();
  });

  it('of memory that has run out, as the engine says it', () => {
    for (const message of [
      'Array buffer allocation failed',
      'Invalid typed array length: 5',
      'Invalid array length',
      'Invalid array buffer length',
      'Worker terminated due to reaching memory limit: JS heap out of memory',
    ])
      expect(anyFault(new RangeError(message))?.issues[0]).toEqual({
        ...{
          severity: 'error',
          code: 'system',
          file: 'this machine',
          line: null,
          column: null,
          expected: '',
        },
        found: `not enough memory for this program (${message})`,
        remedy: 'give it more: NODE_OPTIONS=--max-old-space-size=8192 (in MB), or a machine with more',
      });
    expect(anyFault(new Error('an Invalid array length'))).toBeNull();
    expect(anyFault('Invalid array length')).toBeNull();
  });
});
