// Where bytes come from: a file or standard input, read once, hashed on the way.

import { createHash } from 'node:crypto';
import { createReadStream, type Stats } from 'node:fs';
import { lstat, open, readdir, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { isatty } from 'node:tty';
import { notText } from './file-kind.ts';
import { InputError } from './issues.ts';
import { nearest } from './nearest.ts';
import { sentenceOf } from './system-fault.ts';

export interface Source {
  /** as the user named it; '-' for standard input */
  readonly file: string;
  /** the bytes, once */
  stream(): AsyncIterable<Uint8Array>;
  /** hex; throws before the stream has ended */
  sha256(): string;
}

/** What a file is to be, for the findings about one that is not. */
interface Wanted {
  readonly file: string;
  readonly content: string;
  /** for an empty one */
  readonly remedy: string;
  /** for one that is not there; absent: a name nearby, if there is one */
  readonly absent?: string;
}

const DATA: Wanted = {
  file: 'a CSV or GeoJSON file',
  content: 'a header line and rows',
  remedy: 'export the file again',
};
/** A configuration, or the scenarios of a sweep. */
export const SETTINGS: Wanted = {
  file: 'a YAML file',
  content: 'settings: keys and values',
  remedy: 'write it anew (sectorize init does), or leave it out',
};
/** What a plan is written as: no file nearby can take its place. */
export const OF_A_PLAN: Wanted = {
  ...DATA,
  absent: 'the plan lacks it: take its directory as sectorize plan wrote it, or make the plan again',
};

const CHUNK_BYTES = 1 << 18;

/**
 * Opens a file, or standard input for '-'.
 * @throws InputError when it is missing, unreadable, a folder or an empty file
 */
export async function openSource(path: string, wanted: Wanted = DATA): Promise<Source> {
  if (path === '-') return fromStream('-', () => process.stdin, wanted);
  if (path === '' || path.includes('\0'))
    throw failure(path, 'no file name', 'a file name, or - for standard input', '');
  let info: Stats;
  try {
    info = await stat(path);
  } catch (error) {
    throw await openFailure(path, error, wanted);
  }
  if (info.isDirectory()) throw failure(path, 'a folder', wanted.file, `name a file inside ${path}`);
  // /dev/zero has no end; a terminal has, and pipes do
  if (info.isBlockDevice() || (info.isCharacterDevice() && !(await isTerminal(path))))
    throw failure(path, 'a device', 'a file, a pipe, or - for standard input', 'name a file');
  if (info.isFile() && info.size === 0) {
    throw failure(path, 'an empty file', wanted.content, wanted.remedy, 'empty-file');
  }
  const bytes = () => createReadStream(path, { highWaterMark: CHUNK_BYTES });
  // pipes have neither a size nor a time
  if (!info.isFile()) return fromStream(path, bytes, wanted);
  return fromStream(path, bytes, wanted, (count, sha256) => assertUnchanged(path, info, count, sha256));
}

/**
 * Half of one export and half of the next is no input.
 * @throws InputError when the file was written while it was read
 */
async function assertUnchanged(path: string, before: Stats, bytes: number, sha256: string): Promise<void> {
  let after: Stats;
  try {
    after = await stat(path);
    const same = after.ino === before.ino && after.mtimeMs === before.mtimeMs && after.size === before.size;
    if (same && bytes === before.size) return;
    // touched, or written anew with the same content: that is what was read
    const size = after.isFile() && after.size === before.size && bytes === before.size;
    if (size && (await sha256Of(path)) === sha256) return;
  } catch {
    // gone, or a folder by now: what was read may be a part of it
    throw changed(path, 'removed or replaced');
  }
  if (!after.isFile()) throw changed(path, 'replaced by a folder');
  const sizes = `${bytes} bytes were read, it has ${after.size} now`;
  throw changed(path, after.ino === before.ino ? `written (${sizes})` : `replaced (${sizes})`);
}

function changed(path: string, how: string): InputError {
  const found = `a file that was ${how} while it was read`;
  const remedy = 'run again when whatever writes it has ended, or with a copy of it';
  return failure(path, found, 'a file that stays as it is', remedy, 'input-changed');
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest('hex');
}

async function isTerminal(path: string): Promise<boolean> {
  const handle = await open(path, 'r').catch(() => null);
  try {
    return handle !== null && isatty(handle.fd);
  } finally {
    await handle?.close();
  }
}

/** A source over bytes already in memory: tests, bundled data, replays. */
export function bytesSource(file: string, bytes: Uint8Array): Source {
  return fromStream(
    file,
    async function* () {
      yield bytes;
    },
    DATA,
  );
}

export interface Peeked {
  /** 'json' when the first character that is not blank is { or [ */
  readonly format: 'csv' | 'json';
  /** gives all the bytes, those looked at included */
  readonly source: Source;
}

/**
 * Looks at the beginning of a source without using it up.
 * @throws InputError when it is no text: a workbook, an archive, a web page
 */
export async function peekSource(source: Source): Promise<Peeked> {
  const rest = source.stream()[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  let format: Peeked['format'] | null = null;
  let seen = 0;
  while (format === null && seen < 1 << 16) {
    const next = await rest.next();
    if (next.done) break;
    head.push(next.value);
    const other = seen === 0 ? notText(source.file, next.value) : null;
    if (other) throw new InputError([other]);
    format = formatOf(next.value, seen === 0);
    seen += next.value.length;
  }
  let used = false;
  return {
    format: format ?? 'csv',
    source: {
      file: source.file,
      sha256: () => source.sha256(),
      async *stream() {
        if (used) throw new Error(`${source.file} was read already`);
        used = true;
        yield* head;
        for (;;) {
          const next = await rest.next();
          if (next.done) return;
          yield next.value;
        }
      },
    },
  };
}

function formatOf(bytes: Uint8Array, first: boolean): Peeked['format'] | null {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    // blanks, NUL halves of UTF-16, and the bytes of byte-order marks
    if (byte <= 0x20) continue;
    if (first && i < 3 && (byte === 0xef || byte === 0xbb || byte === 0xbf || byte >= 0xfe)) continue;
    // 0x1e, the record separator of GeoJSON text sequences, is among the blanks
    return byte === 0x7b || byte === 0x5b ? 'json' : 'csv';
  }
  return null;
}

/** @param ended told how many bytes there were, and their hash; throws when they are not to be used */
function fromStream(
  file: string,
  open: () => AsyncIterable<Uint8Array | string>,
  wanted: Wanted,
  ended: (bytes: number, sha256: string) => Promise<void> = async () => {},
): Source {
  const hash = createHash('sha256');
  let digest: string | null = null;
  let used = false;
  return {
    file,
    async *stream() {
      if (used) throw new Error(`${file} was read already`);
      used = true;
      let bytes = 0;
      try {
        for await (const chunk of open()) {
          const data = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
          hash.update(data);
          bytes += data.length;
          yield data;
        }
      } catch (error) {
        throw await openFailure(file, error, wanted);
      }
      if (bytes === 0) {
        throw failure(file, 'nothing', wanted.content, 'check what is piped in', 'empty-file');
      }
      const sha256 = hash.digest('hex');
      await ended(bytes, sha256);
      digest = sha256;
    },
    sha256() {
      if (digest === null) throw new Error(`${file} was not read to its end`);
      return digest;
    },
  };
}

async function openFailure(path: string, error: unknown, wanted: Wanted): Promise<unknown> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR': {
      if (await isLink(path)) {
        const remedy = 'mend the link, or name the file itself';
        return failure(path, 'a link that leads nowhere', 'a file that exists', remedy);
      }
      const near = wanted.absent === undefined ? await nearestFile(path) : null;
      const remedy = near === null ? 'check the name and the folder' : `did you mean ${near}?`;
      return failure(path, 'no such file', 'a file that exists', wanted.absent ?? remedy);
    }
    case 'EACCES':
    case 'EPERM':
      return failure(path, 'a file that may not be read', 'read permission', `chmod +r ${path}`);
    case 'EISDIR':
      return failure(path, 'a folder', wanted.file, `name a file inside ${path}`);
    default:
      // a system error is the input's; anything else is ours and must not be dressed up
      return code.startsWith('E') && !code.startsWith('ERR_')
        ? failure(
            path,
            `a file that cannot be read: ${sentenceOf(code)} (${code})`,
            'a readable file',
            'check the disk and the name',
          )
        : error;
  }
}

async function isLink(path: string): Promise<boolean> {
  return lstat(path).then(
    info => info.isSymbolicLink(),
    () => false,
  );
}

async function nearestFile(path: string): Promise<string | null> {
  const folder = dirname(path);
  try {
    // a file that came or went meanwhile has the very name that was typed
    const others = (await readdir(folder)).filter(name => name !== basename(path));
    const name = nearest(basename(path), others);
    if (name === null) return null;
    return folder === '.' ? name : `${folder}/${name}`;
  } catch {
    return null;
  }
}

function failure(file: string, found: string, expected: string, remedy: string, code = 'unreadable-file') {
  return new InputError([
    {
      severity: 'error',
      code,
      file: file === '' ? '""' : file,
      line: null,
      column: null,
      found,
      expected,
      remedy,
    },
  ]);
}
