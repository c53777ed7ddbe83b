// Readers of a configuration tree. Each takes a value out of the tree, or reports what was found and what was expected;
// records, lists and dictionaries are made of others, so that a schema reads like the file.

import type { Tree } from './config-tree.ts';
import type { Parser } from './config-values.ts';
import { quoteCell } from './issues.ts';
import { nearest } from './nearest.ts';

export interface Finding {
  readonly code: 'bad-setting' | 'unknown-key';
  readonly line: number | null;
  /** where in the file: `travel.circuity` */
  readonly key: string;
  readonly found: string;
  readonly expected: string;
  readonly remedy: string;
}

export type Report = (finding: Finding) => void;

/** undefined: not usable, and reported */
export type Reader<T> = (tree: Tree, key: string, report: Report) => T | undefined;

type ValueOf<R> = R extends Reader<infer T> ? T : never;

export function scalar<T>(parser: Parser<T>): Reader<T> {
  return (tree, key, report) => {
    const result = tree.kind === 'scalar' ? parser(tree.value) : { expected: expectedBy(parser) };
    if ('value' in result) return result.value;
    wrong(tree, key, result.expected, report);
    return undefined;
  };
}

/** Known keys, all optional; others are reported with the nearest. */
export function record<S extends Record<string, Reader<unknown>>>(
  shape: S,
): Reader<{ readonly [K in keyof S]?: ValueOf<S[K]> }> {
  const readers = new Map(Object.entries(shape));
  return (tree, key, report) => {
    // the keys of the result are those of the shape: no text of the user's
    const found: { [K in keyof S]?: ValueOf<S[K]> } = {};
    each(tree, key, report, (name, value, line) => {
      const path = key === '' ? name : `${key}.${name}`;
      const reader = readers.get(name);
      if (reader === undefined) {
        const near = nearest(name, readers.keys());
        const remedy =
          near === null ? `known keys: ${[...readers.keys()].join(', ')}` : `did you mean ${near}?`;
        report({
          code: 'unknown-key',
          line,
          key: path,
          found: quoteCell(name),
          expected: 'a known key',
          remedy,
        });
        return;
      }
      // nothing after the colon: the key is not set
      if (value.kind === 'scalar' && value.value === null) return;
      const result = reader(value.line === null ? { ...value, line } : value, path, report);
      if (result !== undefined) found[name as keyof S] = result as ValueOf<S[keyof S]>;
    });
    return found;
  };
}

/** Any keys, all values alike. */
export function dictionary<T>(reader: Reader<T>): Reader<ReadonlyMap<string, T>> {
  return (tree, key, report) => {
    const found = new Map<string, T>();
    each(tree, key, report, (name, value, line) => {
      const result = reader(value.line === null ? { ...value, line } : value, `${key}.${name}`, report);
      if (result !== undefined) found.set(name, result);
    });
    return found;
  };
}

export function list<T>(reader: Reader<T>, example: string): Reader<readonly T[]> {
  return (tree, key, report) => {
    if (tree.kind !== 'list') {
      wrong(tree, key, `a list, such as ${example}`, report);
      return undefined;
    }
    const found: T[] = [];
    for (const item of tree.items) {
      const result = reader(item, key, report);
      if (result !== undefined) found.push(result);
    }
    return found;
  };
}

/** A list, or a single one without brackets. */
export function oneOrMore<T>(reader: Reader<T>, example: string): Reader<readonly T[]> {
  const several = list(reader, example);
  return (tree, key, report) => {
    if (tree.kind !== 'scalar') return several(tree, key, report);
    const one = reader(tree, key, report);
    return one === undefined ? undefined : [one];
  };
}

/** A further condition on what was read; the check gives what was expected instead, or null. */
export function checked<T, U extends T>(
  reader: Reader<T>,
  test: (value: T) => value is U,
  expected: string,
): Reader<U> {
  return (tree, key, report) => {
    const value = reader(tree, key, report);
    if (value === undefined || test(value)) return value as U | undefined;
    wrong(tree, key, expected, report);
    return undefined;
  };
}

export function wrong(tree: Tree, key: string, expected: string, report: Report): void {
  report({
    code: 'bad-setting',
    line: tree.line,
    key,
    found: describe(tree),
    expected,
    remedy: `mend ${key}`,
  });
}

function each(
  tree: Tree,
  key: string,
  report: Report,
  use: (name: string, value: Tree, line: number | null) => void,
): void {
  if (tree.kind === 'map') for (const entry of tree.entries) use(entry.key, entry.value, entry.line);
  // nothing after the colon: nothing is set
  else if (tree.kind !== 'scalar' || tree.value !== null)
    wrong(tree, key || 'the file', 'keys and values', report);
}

/** what the parser says to something that is nothing */
function expectedBy<T>(parser: Parser<T>): string {
  const result = parser(undefined);
  return 'expected' in result ? result.expected : 'a single value';
}

function describe(tree: Tree): string {
  if (tree.kind === 'map') return 'keys and values';
  if (tree.kind === 'list') return 'a list';
  return tree.value === null ? 'nothing' : quoteCell(String(tree.value));
}
