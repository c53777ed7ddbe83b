// Text blocks → records with their physical lines. Lines without a quote, nearly all of them, are split at once; records
// with quotes are only delimited here (RFC 4180 rules, quotes that do not open a cell are plain text) and handed to
// csv-parse by the block. A quote that is never closed costs its own line, not the rest of the file.

/** One record: complete text, its first physical line, and its cells when no quote is in it. */
export interface RawRecord {
  readonly line: number;
  readonly text: string;
  /** null: contains quotes, still to be parsed */
  readonly cells: string[] | null;
  /** why the line is no record: a quote never closed, or text after a closing quote */
  readonly fault: 'unclosed-quote' | 'bad-quote' | null;
}

export interface RecordSplitter {
  /**
   * Records that are complete with this block, in batches, all of which must be taken before the next block; `last` ends the
   * text
   */
  push(block: string, last: boolean): Generator<RawRecord[], void, void>;
}

/** Records at a time: a quote that is never closed holds back millions of lines, which fit as text and not as records. */
const MOST_AT_ONCE = 1 << 15;

/** No real cell is longer: beyond it a quote counts as unclosed. Characters. */
const LONGEST_RECORD = 1 << 26;

const BAD = -1;
const OPEN = -2;

/**
 * @param newline '\n' (a CR before it is taken off) or '\r' (old Mac)
 * @param firstLine physical number of the first line pushed
 */
export function createSplitter(delimiter: string, newline: string, firstLine = 1): RecordSplitter {
  let carry = '';
  // blocks behind the carry, not yet looked at
  let waiting: string[] = [];
  let waitingLength = 0;
  let line = firstLine;
  return {
    *push(block, last) {
      waiting.push(block);
      waitingLength += block.length;
      // a cell of many blocks is looked at when it has doubled, not again with every block
      if (!last && waitingLength < carry.length) return;
      const text = carry + waiting.join('');
      waiting = [];
      waitingLength = 0;
      let records: RawRecord[] = [];
      let at = 0;
      let quote = text.indexOf('"');
      while (at < text.length) {
        if (records.length >= MOST_AT_ONCE) {
          yield records;
          records = [];
        }
        let end = text.indexOf(newline, at);
        if (end < 0) {
          if (!last) break;
          end = text.length;
        }
        if (quote >= 0 && quote < at) quote = text.indexOf('"', at);
        if (quote < 0 || quote >= end) {
          const record = trimEnd(text, at, end, newline);
          records.push({ line, text: record, cells: record.split(delimiter), fault: null });
          line++;
          at = end + 1;
          continue;
        }
        const close = recordEnd(text, at, delimiter, newline);
        // the record may go on in the next block
        if (close === OPEN && !last && text.length - at < LONGEST_RECORD) break;
        if (close >= 0 && close === text.length && !last) break;
        if (close < 0) {
          // give up this physical line only, and read on behind it
          const fault = close === OPEN ? 'unclosed-quote' : 'bad-quote';
          records.push({ line, text: trimEnd(text, at, end, newline), cells: null, fault });
          line++;
          at = end + 1;
          continue;
        }
        const record = trimEnd(text, at, close, newline);
        records.push({ line, text: record, cells: null, fault: null });
        line += 1 + countOf(text, newline, at, close);
        at = close + 1;
      }
      carry = at < text.length ? text.slice(at) : '';
      if (records.length > 0) yield records;
    },
  };
}

/** Index of the line end that ends the record at `start` (or the text's length), BAD, or OPEN inside quotes. */
function recordEnd(text: string, start: number, delimiter: string, newline: string): number {
  let at = start;
  // of the line that `at` is in: looked for once a line, not once a cell
  let end = -1;
  for (;;) {
    if (text.charCodeAt(at) === 34) {
      // a quoted cell: to the quote that is not doubled
      let close = text.indexOf('"', at + 1);
      while (close >= 0 && text.charCodeAt(close + 1) === 34) close = text.indexOf('"', close + 2);
      if (close < 0) return OPEN;
      at = close + 1;
      if (at >= text.length) return text.length;
      if (text.startsWith(delimiter, at)) {
        at += delimiter.length;
        continue;
      }
      if (text.startsWith(newline, at)) return at;
      if (newline === '\n' && text.charCodeAt(at) === 13) {
        if (at + 1 >= text.length) return text.length;
        if (text.charCodeAt(at + 1) === 10) return at + 1;
      }
      return BAD;
    }
    if (end < at) end = text.indexOf(newline, at);
    if (end < 0) end = text.length;
    // looked for within the line only: a delimiter may never come
    const cell = text.slice(at, end).indexOf(delimiter);
    if (cell < 0) return end;
    at += cell + delimiter.length;
  }
}

function trimEnd(text: string, start: number, end: number, newline: string): string {
  return text.slice(
    start,
    newline === '\n' && end > start && text.charCodeAt(end - 1) === 13 ? end - 1 : end,
  );
}

function countOf(text: string, what: string, start: number, end: number): number {
  let count = 0;
  for (let at = text.indexOf(what, start); at >= 0 && at < end; at = text.indexOf(what, at + 1)) count++;
  return count;
}
