// kpis.json is read back by many: what is not as it was written is refused, wherever it is.

import { expect, it } from 'vitest';
import { JsonError, Reader } from '../../src/evaluate/json-reader.ts';
import { computeKpis } from '../../src/evaluate/kpis.ts';
import { checkKpis } from '../../src/evaluate/kpis-shape.ts';
import { gridContext, gridExtras, gridResult, TWO_REPS, TWO_SECTORS, visited } from './grid.ts';

// biome-ignore lint/suspicious/noExplicitAny: parsed JSON of unknown shape, to be spoiled
type Any = any;

const reps = TWO_REPS;
const MAP = TWO_SECTORS;

/** Every place of a value, as a path; of a list the first and the last. */
function places(value: Any, path: readonly string[] = []): string[][] {
  if (value === null || typeof value !== 'object') return [[...path]];
  const keys = Object.keys(value);
  const some = Array.isArray(value) ? [...new Set([keys[0], keys.at(-1)])] : keys;
  return [[...path], ...some.flatMap(key => (key === undefined ? [] : places(value[key], [...path, key])))];
}

it('takes what was computed, and nothing else in any place', () => {
  const context = gridContext({ reps, accounts: [visited('a1', 'z10'), visited('a2', 'z22')] });
  const kpis = JSON.parse(
    JSON.stringify(computeKpis(context, gridResult(context, reps, MAP), gridExtras(context))),
  );
  const check = (value: unknown) => checkKpis(Reader.parse(JSON.stringify(value), 'kpis.json'));
  check(kpis);
  const taken: string[] = [];
  for (const path of places(kpis)) {
    if (path.length === 0) continue;
    const copy = structuredClone(kpis);
    const holder = path.slice(0, -1).reduce((at, key) => at[key], copy as Any);
    // neither a number, a text, a list nor a record of any kind that is there
    holder[path.at(-1)!] = [[{ '': [] }]];
    try {
      check(copy);
      taken.push(path.join('.'));
    } catch (error) {
      expect(error).toBeInstanceOf(JsonError);
    }
  }
  expect(taken).toEqual([]);
});
