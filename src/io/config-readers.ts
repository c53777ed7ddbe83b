// Readers of a configuration tree. Each takes a value out of the tree, or reports what was found and what was expected;
// records, lists and dictionaries are made of others, so that a schema reads like the file.

import { describedBy, orNothing, type Schema } from './config-schema.ts';
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
export type Reader<T> = ((tree: Tree, key: string, report: Report) => T | undefined) & {
  /** what it takes, as far as JSON Schema can say */
  readonly schema: Schema;
};

type ValueOf<R> = R extends Reader<infer T> ? T : never;

/** A reader of one's own with the schema of what it takes. */
export const reader = <T>(
  schema: Schema,
  read: (tree: Tree, key: string, report: Report) => T | undefined,
): Reader<T> => describedBy(schema, read);

/**
 * The same reader with a sentence for editors and docs/configuration.md.
 * @param usual what holds where the key is absent, as the file would say it
 */
export function about<T>(description: string, of: Reader<T>, usual?: unknown): Reader<T> {
  const told = { description, ...(usual === undefined ? {} : { default: usual }) };
  return reader({ ...told, ...of.schema }, (tree, key, report) => of(tree, key, report));
}

export function scalar<T>(parser: Parser<T>): Reader<T> {
  return reader(parser.schema, (tree, key, report) => {
    const result = tree.kind === 'scalar' ? parser(tree.value) : { expected: expectedBy(parser) };
    if ('value' in result) return result.value;
    wrong(tree, key, result.expected, report, 'near' in result ? result.near : undefined);
    return undefined;
  });
}

/** Known keys, all optional; others are reported with the nearest. */
export function record<S extends Record<string, Reader<unknown>>>(
  shape: S,
): Reader<{ readonly [K in keyof S]?: ValueOf<S[K]> }> {
  const readers = new Map(Object.entries(shape));
  const schema = {
    type: ['object', 'null'],
    properties: Object.fromEntries([...readers].map(([name, of]) => [name, orNothing(of.schema)])),
    additionalProperties: false,
  };
  return reader(schema, (tree, key, report) => {
    // the keys of the result are those of the shape: no text of the user's
    const found: { [K in keyof S]?: ValueOf<S[K]> } = {};
    each(tree, key, report, (name, value, line) => {
      const path = key === '' ? name : `${key}.${name}`;
      const of = readers.get(name);
      if (of === undefined) {
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
      const result = of(value.line === null ? { ...value, line } : value, path, report);
      if (result !== undefined) found[name as keyof S] = result as ValueOf<S[keyof S]>;
    });
    return found;
  });
}

/** Any keys, all values alike. */
export function dictionary<T>(of: Reader<T>): Reader<ReadonlyMap<string, T>> {
  const schema = { type: ['object', 'null'], additionalProperties: of.schema };
  return reader(schema, (tree, key, report) => {
    const found = new Map<string, T>();
    each(tree, key, report, (name, value, line) => {
      const result = of(value.line === null ? { ...value, line } : value, `${key}.${name}`, report);
      if (result !== undefined) found.set(name, result);
    });
    return found;
  });
}

export function list<T>(of: Reader<T>, example: string): Reader<readonly T[]> {
  return reader({ type: 'array', items: of.schema }, (tree, key, report) => {
    if (tree.kind !== 'list') {
      wrong(tree, key, `a list, such as ${example}`, report);
      return undefined;
    }
    const found: T[] = [];
    for (const item of tree.items) {
      const result = of(item, key, report);
      if (result !== undefined) found.push(result);
    }
    return found;
  });
}

/** A list, or a single one without brackets. */
export function oneOrMore<T>(of: Reader<T>, example: string): Reader<readonly T[]> {
  const several = list(of, example);
  return reader({ anyOf: [of.schema, several.schema] }, (tree, key, report) => {
    if (tree.kind !== 'scalar') return several(tree, key, report);
    const one = of(tree, key, report);
    return one === undefined ? undefined : [one];
  });
}

/**
 * A further condition on what was read.
 * @param schema as much of the condition as JSON Schema can say
 */
export function checked<T, U extends T>(
  of: Reader<T>,
  test: (value: T) => value is U,
  expected: string,
  schema: Schema,
): Reader<U> {
  return reader({ allOf: [of.schema, schema] }, (tree, key, report) => {
    const value = of(tree, key, report);
    if (value === undefined || test(value)) return value as U | undefined;
    wrong(tree, key, expected, report);
    return undefined;
  });
}

export function wrong(tree: Tree, key: string, expected: string, report: Report, near?: string): void {
  report({
    code: 'bad-setting',
    line: tree.line,
    key,
    found: describe(tree),
    expected,
    remedy: near === undefined ? `mend ${key}` : `did you mean ${near}?`,
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
