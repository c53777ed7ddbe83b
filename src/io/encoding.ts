// Bytes → text. Byte-order marks decide; without one, UTF-16 is recognized by its NUL halves, and a file is UTF-8
// until a line of it is not. A file whose first bytes beyond ASCII are not UTF-8 is Windows-1252, as French Excel
// writes it. A file that was UTF-8 and stops being so (files glued together) keeps UTF-8, and only its invalid lines
// are read as Windows-1252, with a warning: no U+FFFD ever appears that was not in the file.

import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import type { IssueLog } from './issues.ts';
import { InputError } from './issues.ts';

export type EncodingName = 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DecodedText {
  /** text in blocks that end with a line wherever lines are shorter than a few MB */
  text(): AsyncIterable<string>;
  /** what the bytes turned out to be; final when the text has ended ('utf-8' for pure ASCII) */
  encoding(): EncodingName;
}

const LF = 10;
const CR = 13;
/** longest stretch without a line end that is held back */
const LONGEST_BLOCK = 1 << 22;

/**
 * @param log gets `mixed-encoding` and `odd-utf16`
 * @throws InputError for bytes that are no text (UTF-16 cut in half)
 */
export function decodeStream(bytes: AsyncIterable<Uint8Array>, file: string, log: IssueLog): DecodedText {
  let encoding: EncodingName = 'utf-8';
  return {
    encoding: () => encoding,
    async *text() {
      let decoder: Decoder | null = null;
      let pending: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of bytes) {
        pending.push(chunk);
        size += chunk.length;
        // enough to recognize the encoding, whatever the size of the first chunks
        if (decoder === null && size < 1024) continue;
        if (decoder === null) {
          const head = Buffer.concat(pending);
          const found = detectHead(head);
          decoder = createDecoder(found, file, log);
          pending = [head.subarray(found.skip)];
          size = pending[0].length;
        }
        if (size < LONGEST_BLOCK && decoder.lineEnd(chunk) < 0) continue;
        const block = asBuffer(pending, size);
        const cut = decoder.cut(block);
        if (cut === 0) continue;
        const text = decoder.decode(block.subarray(0, cut));
        encoding = decoder.encoding();
        // a copy, so that the block itself can be freed
        const rest = Buffer.from(block.subarray(cut));
        pending = rest.length > 0 ? [rest] : [];
        size = rest.length;
        if (text !== '') yield text;
      }
      let last = asBuffer(pending, size);
      if (decoder === null) {
        const found = detectHead(last);
        decoder = createDecoder(found, file, log);
        last = last.subarray(found.skip);
      }
      const text = decoder.decode(last);
      encoding = decoder.encoding();
      decoder.end();
      if (text !== '') yield text;
    },
  };
}

interface Decoder {
  encoding(): EncodingName;
  /** index after the last line end of a chunk, −1 for none: only a cheap hint whether to try */
  lineEnd(chunk: Uint8Array): number;
  /** how much of the block can be decoded now */
  cut(block: Buffer): number;
  decode(block: Buffer): string;
  end(): void;
}

interface Head {
  readonly encoding: EncodingName;
  /** bytes of the byte-order mark */
  readonly skip: number;
}

function detectHead(head: Buffer): Head {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return { encoding: 'utf-8-bom', skip: 3 };
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', skip: 2 };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', skip: 2 };
  // without a mark: Latin text has a NUL in nearly every second place
  const sample = head.subarray(0, Math.min(head.length, 1024) & ~1);
  const zeros = [0, 0];
  for (let i = 0; i < sample.length; i++) if (sample[i] === 0) zeros[i & 1]++;
  const half = sample.length / 2;
  if (half >= 2 && zeros[1] > 0.7 * half && zeros[0] < 0.1 * half) return { encoding: 'utf-16le', skip: 0 };
  if (half >= 2 && zeros[0] > 0.7 * half && zeros[1] < 0.1 * half) return { encoding: 'utf-16be', skip: 0 };
  return { encoding: 'utf-8', skip: 0 };
}

function createDecoder(head: Head, file: string, log: IssueLog): Decoder {
  return head.encoding === 'utf-16le' || head.encoding === 'utf-16be'
    ? utf16Decoder(head.encoding, file)
    : byteDecoder(head.encoding, file, log);
}

function byteDecoder(start: EncodingName, file: string, log: IssueLog): Decoder {
  let encoding = start;
  // true once bytes beyond ASCII, or a mark, have shown what the file is
  let decided = start === 'utf-8-bom';
  let line = 1;
  let badLines = 0;
  let firstBad = 0;

  const decode = (block: Buffer): string => {
    if (isAscii(block)) {
      line += countLines(block);
      return block.toString('latin1');
    }
    if (encoding === 'windows-1252') return decodeWindows1252(block);
    if (isUtf8(block)) {
      decided = true;
      line += countLines(block);
      return block.toString('utf8');
    }
    if (!decided && looksWindows1252(block)) {
      encoding = 'windows-1252';
      return decodeWindows1252(block);
    }
    decided = true;
    return decodeMixed(block);
  };

  const decodeMixed = (block: Buffer): string => {
    let text = '';
    for (let at = 0; at < block.length; ) {
      const end = block.indexOf(LF, at) + 1 || block.length;
      const piece = block.subarray(at, end);
      if (isUtf8(piece)) text += piece.toString('utf8');
      else {
        text += decodeWindows1252(piece);
        if (badLines++ === 0) firstBad = line;
      }
      if (block[end - 1] === LF) line++;
      at = end;
    }
    return text;
  };

  return {
    encoding: () => encoding,
    lineEnd: chunk => Math.max(chunk.lastIndexOf(LF), chunk.lastIndexOf(CR)),
    cut(block) {
      const end = block.lastIndexOf(LF) + 1;
      if (end > 0 || block.length < LONGEST_BLOCK) return end;
      // no line end in sight: cut before a character's first byte
      let cut = block.length;
      for (let back = 1; back <= 4; back++) {
        const byte = block[block.length - back];
        if (byte < 0x80) break;
        if (byte >= 0xc0) {
          cut = block.length - back;
          break;
        }
      }
      return cut;
    },
    decode,
    end() {
      if (badLines === 0) return;
      log.add({
        severity: 'warning',
        code: 'mixed-encoding',
        file,
        line: firstBad,
        column: null,
        found: `${badLines} ${badLines === 1 ? 'line that is' : 'lines that are'} not UTF-8 in a file that is otherwise UTF-8`,
        expected: 'one encoding in the whole file',
        remedy: 'read as Windows-1252, line by line; export the file again as UTF-8 if a name looks wrong',
      });
    },
  };
}

/** More stretches of bytes that UTF-8 cannot have than characters that it can: the file was never UTF-8. */
function looksWindows1252(block: Buffer): boolean {
  let valid = 0;
  let invalid = 0;
  for (let i = 0; i < block.length; ) {
    const length = utf8Length(block, i);
    if (length === 1) i++;
    else if (length > 1) {
      valid++;
      i += length;
    } else {
      invalid++;
      i++;
    }
  }
  return invalid > valid;
}

/** bytes of the UTF-8 character at i, 0 when there is none */
function utf8Length(bytes: Buffer, i: number): number {
  const first = bytes[i];
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (length === 0 || i + length > bytes.length) return 0;
  return isUtf8(bytes.subarray(i, i + length)) ? length : 0;
}

function utf16Decoder(encoding: 'utf-16le' | 'utf-16be', file: string): Decoder {
  const little = encoding === 'utf-16le';
  const high = little ? 1 : 0;
  const unit = (block: Buffer, at: number) => block[at + high] * 256 + block[at + 1 - high];
  return {
    encoding: () => encoding,
    lineEnd: chunk => Math.max(chunk.lastIndexOf(LF), chunk.lastIndexOf(CR)),
    cut(block) {
      const even = block.length & ~1;
      for (let at = even - 2; at >= 0; at -= 2) if (unit(block, at) === LF) return at + 2;
      if (block.length < LONGEST_BLOCK) return 0;
      // not between the halves of a surrogate pair
      const last = unit(block, even - 2);
      return last >= 0xd800 && last < 0xdc00 ? even - 2 : even;
    },
    decode(block) {
      if (block.length % 2 !== 0) {
        throw new InputError([
          {
            severity: 'error',
            code: 'cut-utf16',
            file,
            line: null,
            column: null,
            found: 'UTF-16 text that ends in the middle of a character',
            expected: 'an even number of bytes',
            remedy: 'the file was cut; export it again, as UTF-8 if possible',
          },
        ]);
      }
      return little ? block.toString('utf16le') : Buffer.from(block).swap16().toString('utf16le');
    },
    end() {},
  };
}

// what Windows-1252 has at 0x80…0x9f; the five holes keep their C1 control, as WHATWG's table does
const HIGH_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Own table: TextDecoder('windows-1252') of several Node releases gives Latin-1 controls instead. */
function decodeWindows1252(block: Buffer): string {
  return block.toString('latin1').replace(/[\u0080-\u009f]/g, char => HIGH_1252[char.charCodeAt(0) - 0x80]);
}

function countLines(block: Buffer): number {
  let lines = 0;
  for (let at = block.indexOf(LF); at >= 0; at = block.indexOf(LF, at + 1)) lines++;
  return lines;
}

function asBuffer(parts: readonly Uint8Array[], size: number): Buffer {
  return parts.length === 1
    ? Buffer.from(parts[0].buffer, parts[0].byteOffset, parts[0].byteLength)
    : Buffer.concat(parts, size);
}
