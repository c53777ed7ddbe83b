// Finds features in a text that comes in blocks, so that no document need be in memory, nor be one string: the elements of
// "features", those of a list, or values one after another (RFC 8142). Only brackets and strings are looked at.

import { InputError } from './issues.ts';

export interface FeatureScanner {
  /** the elements that are complete with this block: the text of an object, null for what is none */
  push(block: string): Generator<string | null>;
  /** @throws InputError when the text ends in the middle */
  end(): void;
  /** features begun or ended, or a list where they would be */
  started(): boolean;
  /** the old `crs` member of a collection, as text; '' without */
  crs(): string;
  /** a fault at the line that has been reached */
  fail(found: string, expected: string): InputError;
}

export interface ScannerOptions {
  readonly code: string;
  readonly remedy: string;
  /** characters of the longest feature (FEATURE_CHARACTERS) */
  readonly longest?: number;
}

/** No real feature is longer, and one string cannot have twice as many. */
export const FEATURE_CHARACTERS = 1 << 28;
/** a collection names its features before this many characters of anything else */
const LONGEST_PREAMBLE = 1 << 26;

const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;
const LINE_FEED = 10;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;

// where the elements are: top-level values, members of a top-level array, members of "features", or all behind us
const TOP = 0;
const ARRAY = 1;
const FEATURES = 2;
const AFTER = 99;

export function createFeatureScanner(file: string, options: ScannerOptions): FeatureScanner {
  const { longest = FEATURE_CHARACTERS } = options;
  // text not yet done with; pos and the starts are places in it
  let buffer = '';
  let pos = 0;
  /** brackets open at pos; an element is an object that opens where depth equals level */
  let depth = 0;
  let level = TOP;
  let start = -1;
  let keyStart = -1;
  let crsStart = -1;
  let key = '';
  let crs = '';
  let inString = false;
  /** in an element that is no object, of which one null has been given */
  let odd = false;
  let line = 1;
  let collections = 0;
  let elements = 0;

  const fail = (found: string, expected: string): InputError =>
    new InputError([
      {
        severity: 'error',
        code: options.code,
        file,
        line,
        column: null,
        found,
        expected,
        remedy: options.remedy,
      },
    ]);
  /** a member of the collection itself, before its features or behind them */
  const isMember = () => depth === 1 && (level === TOP || level === AFTER);
  const isElement = () => depth === level && level !== TOP;

  return {
    *push(block) {
      buffer += block;
      for (; pos < buffer.length; pos++) {
        const char = buffer.charCodeAt(pos);
        if (inString) {
          if (char === BACKSLASH) {
            // the escaped character may be in the next block
            if (pos + 1 >= buffer.length) break;
            pos++;
          } else if (char === QUOTE) {
            inString = false;
            if (keyStart >= 0) key = buffer.slice(keyStart, pos);
            keyStart = -1;
          }
          continue;
        }
        if (char === COMMA && depth > 0) {
          if (isElement()) odd = false;
        } else if (char === LINE_FEED) line++;
        else if (char === OPEN_BRACE) {
          if (depth === level) start = pos;
          else if (isMember() && key === 'crs') crsStart = pos;
          depth++;
        } else if (char === OPEN_BRACKET) {
          if (depth === 0) level = ARRAY;
          else if (level === TOP && depth === 1 && key === 'features') {
            // type and name came before and are not needed
            level = FEATURES;
            start = -1;
            collections++;
          } else if (isElement() && !odd) {
            odd = true;
            elements++;
            yield null;
          }
          depth++;
        } else if (char === CLOSE_BRACE || char === CLOSE_BRACKET) {
          depth--;
          if (depth < 0) throw fail('a closing bracket too many', 'valid JSON');
          if (crsStart >= 0 && depth === 1) {
            crs ||= buffer.slice(crsStart, pos + 1);
            crsStart = -1;
          }
          if (start >= 0 && depth === level) {
            elements++;
            yield buffer.slice(start, pos + 1);
            start = -1;
          } else if (level === FEATURES && depth === 1) {
            level = AFTER;
            odd = false;
          } else if (depth === 0) {
            level = TOP;
            odd = false;
          }
        } else if (char > 32) {
          if (char === QUOTE) {
            inString = true;
            if (isMember()) keyStart = pos + 1;
          }
          if (isElement() && !odd) {
            odd = true;
            elements++;
            yield null;
          } else if (depth === 0 && char !== 0xfeff && level === TOP) {
            throw fail('text that is no JSON object', 'a GeoJSON object');
          }
        }
      }
      if (level === TOP && start >= 0 && buffer.length - start > Math.min(longest, LONGEST_PREAMBLE)) {
        throw fail('a huge object without features', 'a FeatureCollection');
      }
      if (start >= 0 && buffer.length - start > longest) {
        throw fail(
          `a feature of more than ${longest >> 20} million characters`,
          'features of a size that one program can hold',
        );
      }
      const keep = Math.min(pos, ...[start, keyStart, crsStart].filter(at => at >= 0));
      buffer = buffer.slice(keep);
      pos -= keep;
      if (start >= 0) start -= keep;
      if (keyStart >= 0) keyStart -= keep;
      if (crsStart >= 0) crsStart -= keep;
    },
    end() {
      if (depth > 0 || inString) throw fail('the end of the file inside a value', 'the rest of the document');
      if (elements === 0 && collections === 0) throw fail('no feature', 'a FeatureCollection');
    },
    started: () => elements > 0 || collections > 0,
    crs: () => crs,
    fail,
  };
}
