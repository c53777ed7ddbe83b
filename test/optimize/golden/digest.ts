// What golden tests of the optimizer pin: a hash of everything that comes out, bit by bit, and of what it told on the way.
//
// The same inputs, options and seed give the same plan: that is promised (docs/reliability.md), and a rearranged sum, a draw
// more or a bound that is looked at in another order breaks it, although the plan that comes out may be as good. Most lines
// of the search only decide which good plan is found, and how soon; no property tells a wrong one of them from a right one.
// So whoever changes the search on purpose renews golden.json with
//     npx tsx test/optimize/golden/write.ts
// and says in the change what moved and that the benchmarks are no worse; whoever did not mean to has found out here.

import { createHash } from 'node:crypto';
import type { Hooks, Problem, Progress } from '../../../src/model/problem.ts';

/** What is pinned of each case, by its name: a few figures that tell a person what moved, and hashes of all the rest. */
export type GoldenCases = Readonly<Record<string, () => Promise<unknown>>>;

/** A hash of nested values: numbers by their bits, maps and typed arrays by their entries, records by their keys in order. */
export function digest(...values: readonly unknown[]): string {
  const hash = createHash('sha256');
  const put = (value: unknown): void => {
    if (typeof value === 'number') hash.update(Float64Array.of(value));
    else if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      hash.update(`${value.constructor.name} ${value.byteLength}:`).update(bytes);
    } else if (value instanceof Map) put([...value]);
    else if (Array.isArray(value)) {
      hash.update(`[${value.length}:`);
      for (const one of value) put(one);
    } else if (value !== null && typeof value === 'object') {
      for (const key of Object.keys(value).sort()) {
        hash.update(`${key}=`);
        put((value as Record<string, unknown>)[key]);
      }
    } else if (typeof value === 'function')
      throw new Error("a function has no value: its text is its compiler's");
    else hash.update(`${typeof value} ${String(value)};`);
  };
  for (const value of values) put(value);
  return hash.digest('hex').slice(0, 16);
}

/** Twelve digits say what has moved, and by how much; the hash has the rest. */
export const short = (value: number): string => value.toPrecision(12);

/** Hooks that note what is told, and call it off after so many breaths. */
export function listening(
  breaths = Infinity,
): Hooks & { readonly told: Progress[]; readonly breathed: () => number } {
  const told: Progress[] = [];
  const stop = new AbortController();
  let count = 0;
  return {
    told,
    breathed: () => count,
    onProgress: progress => told.push(progress),
    signal: stop.signal,
    breathe: async () => {
      if (++count >= breaths) stop.abort();
    },
  };
}

/** The problem with targets that follow the plan a little, as those of workload do. */
export function following({ n, k, m, cost, target }: Problem): (plan: Int32Array) => Float64Array {
  const base = target.slice();
  let mean = 0;
  for (let i = 0; i < n; i++) mean += Math.min(...cost.subarray(i * k, (i + 1) * k)) / n;
  return plan => {
    let sum = 0;
    plan.forEach((j, i) => {
      sum += cost[i * k + j];
    });
    return base.map((t, row) => (row % m === m - 1 ? t * (0.9 + (0.1 * sum) / (n * mean)) : t));
  };
}
