// What a CSV file's beginning says of its line ends and its delimiter.

import { createSplitter } from './csv-records.ts';

export interface Dialect {
  readonly delimiter: string;
  readonly newline: '\n' | '\r';
}

// on equal terms the first wins: a comma is the likeliest of them to be plain text
export const DELIMITERS = ['\t', ';', '|', ','];
/** records looked at */
const SAMPLE = 200;

/** `sep=;`, the line Excel writes and reads to name the delimiter: the delimiter, or null */
export function separatorLine(line: string): string | null {
  return /^"?sep=([^"\r\n])"?[;,\t|]*\r?$/i.exec(line)?.[1] ?? null;
}

/**
 * The delimiter whose header has several cells and whose records most often have as many; then the one with most cells.
 * Quotes are respected, so `"Dupont; fils",75001` is comma-separated. One column: the comma.
 * @param head first part of the text
 * @param whole head is the entire text: its last record counts too
 */
export function detectDialect(head: string, whole: boolean): Dialect {
  const newline = head.includes('\n') || !head.includes('\r') ? '\n' : '\r';
  let best = { delimiter: ',', share: 0, cells: 1 };
  for (const delimiter of DELIMITERS) {
    const counts = cellCounts(head, delimiter, newline, whole);
    const cells = counts[0] ?? 0;
    if (cells < 2) continue;
    const share = counts.filter(count => count === cells).length / counts.length;
    if (share > best.share || (share === best.share && cells > best.cells))
      best = { delimiter, share, cells };
  }
  return { delimiter: best.delimiter, newline };
}

function cellCounts(head: string, delimiter: string, newline: string, whole: boolean): number[] {
  const counts: number[] = [];
  for (const record of [...createSplitter(delimiter, newline).push(head, whole)].flat()) {
    if (record.text.trim() === '') continue;
    if (record.fault !== null) counts.push(-1);
    else counts.push(record.cells === null ? countCells(record.text, delimiter) : record.cells.length);
    if (counts.length === SAMPLE) break;
  }
  return counts;
}

/** cells of a complete record with quotes */
function countCells(text: string, delimiter: string): number {
  let count = 1;
  for (let at = 0; at < text.length; ) {
    if (text[at] === '"') {
      at = text.indexOf('"', at + 1);
      while (text[at + 1] === '"') at = text.indexOf('"', at + 2);
      at++;
    }
    const next = text.indexOf(delimiter, at);
    if (next < 0) break;
    count++;
    at = next + 1;
  }
  return count;
}
