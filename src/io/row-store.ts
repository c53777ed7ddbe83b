// Rows kept whole and compact: UTF-8 bytes in large buffers off the JS heap, 12 bytes of index a row.
// A million accounts stay near the size of their file, where arrays of strings would take ten times that.

import { Buffer } from 'node:buffer';
import type { RowStore } from '../model/records.ts';

const SEGMENT_BYTES = 1 << 22;
const SEPARATOR = '\u0000';
// first character of a row whose cells contain the separator themselves: the rest is JSON
const ESCAPED = '\u0001';

export class RowStoreBuilder {
  #segments: Buffer[] = [];
  #used = 0;
  #count = 0;
  // per row: segment, start within it, bytes
  #index = new Uint32Array(3 * 256);

  get length(): number {
    return this.#count;
  }

  append(cells: readonly string[]): void {
    const text = encode(cells);
    const segment = this.#room(text);
    const written = segment.write(text, this.#used, 'utf8');
    const at = 3 * this.#count;
    if (at + 3 > this.#index.length) {
      const larger = new Uint32Array(this.#index.length * 2);
      larger.set(this.#index);
      this.#index = larger;
    }
    this.#index[at] = this.#segments.length - 1;
    this.#index[at + 1] = this.#used;
    this.#index[at + 2] = written;
    this.#used += written;
    this.#count++;
  }

  /** the segment that has room for the text, at #used */
  #room(text: string): Buffer {
    const last = this.#segments.length - 1;
    if (last >= 0) {
      const free = this.#segments[last].length - this.#used;
      // three bytes is the most that UTF-8 needs for one UTF-16 unit; count exactly only when that is not enough
      if (text.length * 3 <= free || Buffer.byteLength(text) <= free) return this.#segments[last];
    }
    // a small first segment: most files are small
    const wanted = last < 0 ? SEGMENT_BYTES / 64 : SEGMENT_BYTES;
    const segment = Buffer.allocUnsafeSlow(Math.max(Buffer.byteLength(text), wanted));
    this.#segments.push(segment);
    this.#used = 0;
    return segment;
  }

  cells(index: number): string[] {
    if (!(index >= 0 && index < this.#count)) throw new RangeError(`row ${index} of ${this.#count}`);
    const segment = this.#segments[this.#index[3 * index]];
    const start = this.#index[3 * index + 1];
    return decode(segment.toString('utf8', start, start + this.#index[3 * index + 2]));
  }

  finish(header: readonly string[]): RowStore {
    const count = this.#count;
    return { header, length: count, cells: index => this.cells(index) };
  }
}

function encode(cells: readonly string[]): string {
  if (cells.length === 0) return `${ESCAPED}[]`;
  const text = cells.join(SEPARATOR);
  const first = text.charCodeAt(0);
  if (first === 1 || cells.some(hasSeparator)) return ESCAPED + JSON.stringify(cells);
  return text;
}

function decode(text: string): string[] {
  return text.charCodeAt(0) === 1 ? (JSON.parse(text.slice(1)) as string[]) : text.split(SEPARATOR);
}

function hasSeparator(cell: string): boolean {
  return cell.includes(SEPARATOR);
}
