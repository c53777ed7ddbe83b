// The records of a CSV file that hold a text, without parsing the file: there may be a million.

const QUOTE = 34;
const LINE_END = 10;
/** what may stand beside a cell: delimiters, quotes, ends of lines, blanks, the apostrophe against formulas */
const BESIDE = new Set([...'\n\r,;\t|" \''].map(c => c.charCodeAt(0)));

/** The header and the records in which the text may be a cell, as a file of its own; null when there are none. */
export function recordsOf(bytes: Buffer, text: string): Buffer | null {
  const found = recordsWith(bytes, text);
  if (found.length === 0) return null;
  return Buffer.concat([header(bytes), ...found.flatMap(record => [record, NEWLINE])]);
}

const NEWLINE = Buffer.from('\n');

function header(bytes: Buffer): Buffer {
  return bytes.subarray(0, recordEnd(bytes, 0) + 1);
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

/** Records, the header aside, in which the text may be a cell. */
function recordsWith(bytes: Buffer, text: string): Buffer[] {
  const wanted = Buffer.from(text.replaceAll('"', '""'));
  const records: Buffer[] = [];
  let start = recordEnd(bytes, 0) + 1;
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
