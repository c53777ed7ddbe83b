// The records of a CSV file that hold a text, without parsing the file: there may be a million.

import { createReadStream } from 'node:fs';

const QUOTE = 34;
const LINE_END = 10;
/** what may stand beside a cell: delimiters, quotes, ends of lines, blanks, the apostrophe against formulas */
const BESIDE = new Set([...'\n\r,;\t|" \''].map(c => c.charCodeAt(0)));

/**
 * The header and the records in which the text may be a cell, as a file of its own; null when there are none. The file may be
 * larger than a Buffer can be.
 * @throws the system's error when the file cannot be read
 */
export async function recordsOf(
  path: string,
  text: string,
  blockBytes = BLOCK_BYTES,
): Promise<Buffer | null> {
  const wanted = Buffer.from(text.replaceAll('"', '""'));
  const found: Buffer[] = [];
  let header: Buffer | null = null;
  const look = (records: Buffer) => {
    let start = 0;
    if (header === null) {
      start = recordEnd(records, 0) + 1;
      header = Buffer.from(records.subarray(0, start));
    }
    // copies, so that the block can be freed
    for (const record of recordsWith(records, start, wanted)) found.push(Buffer.from(record), NEWLINE);
  };
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: blockBytes })) {
    const block = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    const end = wholeRecords(block);
    if (end > 0) look(block.subarray(0, end));
    rest = block.subarray(end);
  }
  if (rest.length > 0) look(rest);
  return found.length === 0 || header === null ? null : Buffer.concat([header, ...found]);
}

const BLOCK_BYTES = 1 << 24;
const NEWLINE = Buffer.from('\n');

/** Where the last record ends that does in this block, which begins with one; 0 for none. */
function wholeRecords(block: Buffer): number {
  if (!block.includes(QUOTE)) return block.lastIndexOf(LINE_END) + 1;
  let end = 0;
  let quoted = false;
  for (let p = 0; p < block.length; p++) {
    if (block[p] === QUOTE) quoted = !quoted;
    else if (block[p] === LINE_END && !quoted) end = p + 1;
  }
  return end;
}

/** Where the record that holds this place ends; `at` must not be inside quotes. */
function recordEnd(bytes: Buffer, at: number, inside = false): number {
  let quoted = inside;
  for (let p = at; p < bytes.length; p++) {
    if (bytes[p] === QUOTE) quoted = !quoted;
    else if (bytes[p] === LINE_END && !quoted) return p;
  }
  return bytes.length;
}

/** Records from `from` on in which the text may be a cell. */
function recordsWith(bytes: Buffer, from: number, wanted: Buffer): Buffer[] {
  const records: Buffer[] = [];
  let start = from;
  let at = start;
  let quoted = false;
  for (let p = bytes.indexOf(wanted, at); p >= 0; p = bytes.indexOf(wanted, p + 1)) {
    if (p < at) continue;
    const after = bytes[p + wanted.length];
    if (!BESIDE.has(bytes[p - 1] ?? LINE_END) || !(after === undefined || BESIDE.has(after))) continue;
    for (; at < p; at++) {
      if (bytes[at] === QUOTE) quoted = !quoted;
      else if (bytes[at] === LINE_END && !quoted) start = at + 1;
    }
    const end = recordEnd(bytes, p, quoted);
    records.push(bytes.subarray(start, end));
    at = end;
    quoted = false;
  }
  return records;
}
