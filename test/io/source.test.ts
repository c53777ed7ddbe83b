import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, rename, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test } from 'vitest';
import { InputError } from '../../src/io/issues.ts';
import { bytesSource, openSource, peekSource, type Source } from '../../src/io/source.ts';
import type { Issue } from '../../src/model/records.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sectorize-'));
  await writeFile(join(folder, 'accounts.csv'), 'id\n1\n');
  await writeFile(join(folder, 'empty.csv'), '');
});
afterAll(() => rm(folder, { recursive: true }));

async function drain(source: Source): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const part of source.stream()) parts.push(part);
  return Buffer.concat(parts).toString();
}

async function failure(path: string) {
  const error = await openSource(path).then(drain, found => found);
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).issues[0];
}

test('reads once and hashes what it read', async () => {
  const source = await openSource(join(folder, 'accounts.csv'));
  expect(() => source.sha256()).toThrow('not read');
  expect(await drain(source)).toBe('id\n1\n');
  expect(source.sha256()).toBe(createHash('sha256').update('id\n1\n').digest('hex'));
  await expect(drain(source)).rejects.toThrow('already');
});

test('a file that is missing, empty or a folder says so and what to do', async () => {
  expect(await failure(join(folder, 'acounts.csv'))).toMatchObject({
    code: 'unreadable-file',
    found: 'no such file',
    remedy: `did you mean ${join(folder, 'accounts.csv')}?`,
  });
  expect((await failure(join(folder, 'nowhere', 'x.csv'))).found).toBe('no such file');
  expect(await failure(join(folder, 'empty.csv'))).toMatchObject({ code: 'empty-file' });
  expect(await failure(folder)).toMatchObject({ found: 'a folder' });
  expect((await failure('')).severity).toBe('error');
  expect((await failure('a\0b')).severity).toBe('error');
});

test('looking at the format uses nothing up', async () => {
  const cases: [string, 'csv' | 'json'][] = [
    ['{"type":1}', 'json'],
    ['\ufeff \n\t[1]', 'json'],
    ['id,{a}\n', 'csv'],
    ['"{",b\n', 'csv'],
    ['\n\n', 'csv'],
  ];
  for (const [text, format] of cases) {
    const inner = bytesSource('f', Buffer.from(text));
    const peeked = await peekSource(inner);
    expect(peeked.format, text).toBe(format);
    expect(await drain(peeked.source)).toBe(text);
    expect(peeked.source.sha256()).toBe(createHash('sha256').update(text).digest('hex'));
  }
  // beyond so many blanks nobody looks
  const blanks = (count: number): Source => ({
    ...bytesSource('f', Buffer.alloc(0)),
    async *stream() {
      for (let at = 0; at < count; at += 1 << 12) yield Buffer.alloc(1 << 12, ' ');
      yield Buffer.from('{}');
    },
  });
  expect((await peekSource(blanks(15 << 12))).format).toBe('json');
  expect((await peekSource(blanks(16 << 12))).format).toBe('csv');
  const marks: [number[], 'csv' | 'json'][] = [
    [[0xef, 0xbb, 0xbf, 0x7b], 'json'],
    [[0xff, 0xfe, 0x5b, 0], 'json'],
    [[0xfe, 0xff, 0, 0x7b], 'json'],
    [[0x1e, 0x7b], 'json'],
    [[0xfd, 0x7b], 'csv'],
    [[0x20, 0x20, 0x20, 0xef, 0x7b], 'csv'],
  ];
  for (const [bytes, format] of marks)
    expect((await peekSource(bytesSource('f', Uint8Array.from(bytes)))).format, bytes.join()).toBe(format);
  const utf16 = bytesSource('f', Buffer.from('\ufeff{"a":1}', 'utf16le'));
  expect((await peekSource(utf16)).format).toBe('json');
});

describe('a file that changes while it is read', () => {
  let root: string;
  let file: string;
  const first = 'id,lat\n'.repeat(100_000);
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'sectorize-source-'));
    file = join(root, 'accounts.csv');
    await writeFile(file, first);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  /** Reads the file, and does that after the first block. */
  async function readWith(change: () => Promise<unknown>): Promise<string> {
    const source = await openSource(file);
    let blocks = 0;
    for await (const _ of source.stream()) if (blocks++ === 0) await change();
    return source.sha256();
  }

  it.each<[string, () => Promise<unknown>, string]>([
    ['grows', () => appendFile(file, 'more\n'), 'written (700005 bytes were read, it has 700005 now)'],
    ['is cut', () => truncate(file, 10), 'written (SOME bytes were read, it has 10 now)'],
    [
      'gets other content of the same length',
      () => writeFile(file, first.replaceAll('lat', 'lon')),
      'written (700000 bytes were read, it has 700000 now)',
    ],
    [
      'is replaced by another',
      async () => {
        await writeFile(`${file}.new`, `${first}x`);
        await rename(`${file}.new`, file);
      },
      'replaced (700000 bytes were read, it has 700001 now)',
    ],
    ['is removed', () => rm(file), 'removed or replaced'],
    [
      'becomes a folder',
      async () => {
        await rm(file);
        await mkdir(file);
      },
      'replaced by a folder',
    ],
  ])('%s: an error that says so', async (_, change, how) => {
    const error = await readWith(change).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(InputError);
    const [issue] = (error as InputError).issues as [Issue];
    // of one that is cut, a block or two have been read by then
    const found = issue.found.replace(/(262144|524288)(?= bytes were read)/, 'SOME');
    expect([{ ...issue, found }]).toEqual([
      {
        ...{ severity: 'error', code: 'input-changed', file, line: null, column: null },
        found: `a file that was ${how} while it was read`,
        expected: 'a file that stays as it is',
        remedy: 'run again when whatever writes it has ended, or with a copy of it',
      },
    ]);
  });

  it('is touched, or written anew as it was: no error', async () => {
    const sha256 = await readWith(async () => {});
    expect(await readWith(() => utimes(file, 1, 1))).toBe(sha256);
  });
});

it.runIf(existsSync('/dev/zero'))('a device without an end is no input', async () => {
  await expect(openSource('/dev/zero')).rejects.toThrow(/found a device/);
});
