// Files → a ZIP archive, in pieces. fflate is imported only here: it deflates in plain JavaScript, so the bytes are the
// same on every machine, which those of the platform's zlib are not.

import { strToU8, Zip, ZipDeflate } from 'fflate';

export interface ZipEntry {
  readonly path: string;
  readonly content: Iterable<string | Uint8Array>;
}

/** What a ZIP archive without its 64-bit extension can hold. */
const MOST_BYTES = 0xffff_ffff;
/** the earliest day that ZIP knows, of no time zone, for ZIP has none; at noon no clock is changed */
const NO_TIME = '1980-01-01T12:00';
/** larger texts take more memory, smaller ones more time */
const PARCEL = 1 << 16;
/** a tenth larger than with 6, in half the time */
const LEVEL = 4;

/** @throws Error when the archive would be larger than 4 GiB */
export function* zip(entries: Iterable<ZipEntry>): Generator<Uint8Array> {
  let ready: Uint8Array[] = [];
  let written = 0;
  const archive = new Zip((error, bytes) => {
    if (error) throw error;
    written += bytes.length;
    if (written > MOST_BYTES) throw new Error('the archive is larger than 4 GiB');
    ready.push(bytes);
  });
  function* flush() {
    const out = ready;
    ready = [];
    yield* out;
  }
  for (const { path, content } of entries) {
    const file = new ZipDeflate(path, { level: LEVEL });
    file.mtime = NO_TIME;
    archive.add(file);
    let parcel = '';
    for (const text of content) {
      if (typeof text !== 'string') {
        file.push(strToU8(parcel), false);
        file.push(text, false);
        parcel = '';
        yield* flush();
        continue;
      }
      parcel += text;
      if (parcel.length < PARCEL) continue;
      file.push(strToU8(parcel), false);
      parcel = '';
      yield* flush();
    }
    file.push(strToU8(parcel), true);
    yield* flush();
  }
  archive.end();
  yield* flush();
}
