// GeoJSON of points, a feature at a time: a million features pass without the whole document in memory. Takes a
// FeatureCollection, one Feature, an array of features, or newline-delimited features (RFC 8142).

import { jsonFault } from '../model/json-fault.ts';
import { InputError, quoteCell } from './issues.ts';

export interface FeatureItem {
  /** 1-based position among the features */
  readonly number: number;
  readonly feature: unknown;
}

/** @throws InputError for what is no GeoJSON, with the line at which that shows */
export async function* readFeatures(text: AsyncIterable<string>, file: string): AsyncGenerator<FeatureItem> {
  const scan = createScanner(file);
  let number = 0;
  for await (const block of text) {
    for (const value of scan.push(block)) yield { number: ++number, feature: value };
  }
  scan.end();
}

interface Scanner {
  push(block: string): Generator<unknown>;
  end(): void;
}

const QUOTE = 34;
const BACKSLASH = 92;
const LINE_FEED = 10;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
/** a collection names its features before this many characters of anything else */
const LONGEST_PREAMBLE = 1 << 26;

// where the elements are: top-level values, members of a top-level array, members of "features", or all behind us
const TOP = 0;
const ARRAY = 1;
const FEATURES = 2;
const AFTER = 99;

function createScanner(file: string): Scanner {
  // text not yet done with; pos, start and keyStart are places in it
  let buffer = '';
  let pos = 0;
  /** brackets open at pos; an element is an object that opens where depth equals level */
  let depth = 0;
  let level = TOP;
  let start = -1;
  let keyStart = -1;
  let key = '';
  let inString = false;
  let line = 1;
  let collections = 0;
  let elements = 0;

  const fail = (found: string, expected: string): InputError =>
    new InputError([
      {
        severity: 'error',
        code: 'bad-geojson',
        file,
        line,
        column: null,
        found,
        expected,
        remedy: 'export again as GeoJSON (a FeatureCollection), or as CSV',
      },
    ]);

  const element = (text: string): unknown => {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      throw fail(`broken JSON (${jsonFault(error)})`, 'valid JSON');
    }
    if (!isFeature(value)) throw fail(describe(value), 'a Feature');
    elements++;
    return value;
  };

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
        if (char === QUOTE) {
          inString = true;
          if (level === TOP && depth === 1) keyStart = pos + 1;
        } else if (char === LINE_FEED) line++;
        else if (char === OPEN_BRACE) {
          if (depth === level) start = pos;
          depth++;
        } else if (char === OPEN_BRACKET) {
          if (depth === 0) level = ARRAY;
          else if (level === TOP && depth === 1 && key === 'features') {
            // type, crs and name came before and are not needed
            level = FEATURES;
            start = -1;
            collections++;
          }
          depth++;
        } else if (char === CLOSE_BRACE || char === CLOSE_BRACKET) {
          depth--;
          if (depth < 0) throw fail('a closing bracket too many', 'valid JSON');
          if (start >= 0 && depth === level) {
            yield element(buffer.slice(start, pos + 1));
            start = -1;
          } else if (level === FEATURES && depth === 1) level = AFTER;
          else if (depth === 0) level = TOP;
        } else if (depth === 0 && char > 32 && char !== 0xfeff) {
          throw fail('text that is no JSON object', 'a GeoJSON object');
        }
      }
      if (level === TOP && start >= 0 && buffer.length - start > LONGEST_PREAMBLE) {
        throw fail('a huge object without features', 'a FeatureCollection');
      }
      const keep = Math.min(pos, start < 0 ? pos : start, keyStart < 0 ? pos : keyStart);
      buffer = buffer.slice(keep);
      pos -= keep;
      if (start >= 0) start -= keep;
      if (keyStart >= 0) keyStart -= keep;
    },
    end() {
      if (depth > 0 || inString) throw fail('the end of the file inside a value', 'the rest of the document');
      if (elements === 0 && collections === 0) throw fail('no feature', 'a FeatureCollection');
    },
  };
}

function isFeature(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'Feature';
}

function describe(value: unknown): string {
  const type = typeof value === 'object' && value !== null ? (value as { type?: unknown }).type : undefined;
  return typeof type === 'string' ? `an object of type ${quoteCell(type)}` : 'an object without a type';
}
