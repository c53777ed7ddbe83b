// Many cases of every family, two lanes at a time, each failure shrunk once. Seeds are derived from the campaign's, so that
// the same number gives the same cases on every machine; how they are spread over lanes has no part in them.

import fc from 'fast-check';
import type { Case, Outcome } from './case.ts';
import type { Family } from './families.ts';
import { signature } from './judge.ts';
import { openLane } from './pool.ts';

export interface Failure {
  readonly family: string;
  readonly failure: string;
  readonly shrunk: Case;
  readonly outcome: Outcome;
  /** cases that failed in this way */
  readonly count: number;
}

export interface Row {
  readonly family: string;
  cases: number;
  readonly codes: Map<number, number>;
  milliseconds: number;
  slowest: number;
  megabytes: number;
  failures: number;
}

export interface Options {
  readonly bases: string;
  readonly cases: number;
  readonly seed: number;
  readonly lanes: number;
  /** no batch begins after so many milliseconds */
  readonly time?: number;
  /** most milliseconds that a failure is made smaller for */
  readonly shrinking: number;
  /** told of every failure that is new */
  readonly onFailure?: (failure: Failure) => void;
  readonly onProgress?: (done: number) => void;
}

/** cases with one seed of fast-check */
const BATCH = 50;

export async function campaign(
  families: readonly Family[],
  options: Options,
): Promise<{ readonly rows: readonly Row[]; readonly failures: readonly Failure[] }> {
  const rows = new Map<string, Row>();
  const failures = new Map<string, Failure>();
  const total = families.reduce((sum, { weight }) => sum + weight, 0);
  const jobs = families.flatMap((family, f) => {
    const share = Math.max(1, Math.round((options.cases * family.weight) / total));
    return Array.from({ length: Math.ceil(share / BATCH) }, (_, b) => ({
      family,
      runs: Math.min(BATCH, share - b * BATCH),
      seed: (options.seed * 1_000_003 + f * 10_007 + b) | 0,
      order: (b + 0.5) / Math.ceil(share / BATCH),
    }));
  });
  // all families from the beginning on, whenever it is stopped
  jobs.sort((a, b) => a.order - b.order);
  const begun = performance.now();
  let next = 0;
  let done = 0;

  const note = ({ family }: Case, { ran, milliseconds, megabytes, failure }: Outcome) => {
    const row = rows.get(family) ?? {
      family,
      cases: 0,
      codes: new Map(),
      milliseconds: 0,
      slowest: 0,
      megabytes: 0,
      failures: 0,
    };
    rows.set(family, row);
    row.cases++;
    const code = ran.at(-1)?.code ?? -1;
    row.codes.set(code, (row.codes.get(code) ?? 0) + 1);
    row.milliseconds += milliseconds;
    row.slowest = Math.max(row.slowest, milliseconds);
    row.megabytes = Math.max(row.megabytes, megabytes);
    if (failure !== null) row.failures++;
    done++;
    if (done % 100 === 0) options.onProgress?.(done);
  };

  await Promise.all(
    Array.from({ length: options.lanes }, async () => {
      const lane = openLane(options.bases);
      while (next < jobs.length && performance.now() - begun < (options.time ?? Number.POSITIVE_INFINITY)) {
        const { family, runs, seed } = jobs[next++] as (typeof jobs)[number];
        let hunted: { readonly sign: string; shrunk: Case; outcome: Outcome } | null = null;
        const property = fc.asyncProperty(family.cases, async one => {
          const outcome = await lane.run(one);
          const sign = outcome.failure === null ? null : signature(outcome.failure);
          if (hunted !== null) {
            // shrinking: the same failure again
            if (sign === hunted.sign) {
              hunted.shrunk = one;
              hunted.outcome = outcome;
            }
            return sign !== hunted.sign;
          }
          note(one, outcome);
          if (sign === null) return true;
          const known = failures.get(sign);
          if (known) {
            failures.set(sign, { ...known, count: known.count + 1 });
            return true;
          }
          hunted = { sign, shrunk: one, outcome };
          const found = {
            family: one.family,
            failure: outcome.failure as string,
            shrunk: one,
            outcome,
            count: 1,
          };
          failures.set(sign, found);
          return false;
        });
        // what comes after a failure is tried too: the rest of the batch with the next seed
        let left = runs;
        for (let part = 0; left > 0; part++) {
          const before = done;
          hunted = null;
          const hunt = { ...(await checkOnce(property, left, seed + part * 7919, options.shrinking)) };
          left -= hunt.runs;
          const caught = hunted as { sign: string; shrunk: Case; outcome: Outcome } | null;
          if (caught === null) break;
          const known = failures.get(caught.sign) as Failure;
          const smaller = {
            ...known,
            shrunk: caught.shrunk,
            outcome: caught.outcome,
            failure: caught.outcome.failure as string,
          };
          failures.set(caught.sign, smaller);
          options.onFailure?.(smaller);
          if (done === before) break;
        }
      }
      lane.close();
    }),
  );
  return {
    rows: [...rows.values()].sort((a, b) => (a.family < b.family ? -1 : 1)),
    failures: [...failures.values()],
  };
}

async function checkOnce(property: fc.IAsyncProperty<[Case]>, runs: number, seed: number, shrinking: number) {
  let deadline = Number.POSITIVE_INFINITY;
  let failed = false;
  const guarded: fc.IAsyncProperty<[Case]> = Object.create(property, {
    run: {
      value: async (value: [Case]) => {
        // no more shrinking: everything passes
        if (performance.now() > deadline) return null;
        const outcome = await property.run(value);
        if (outcome !== null && !failed) {
          failed = true;
          deadline = performance.now() + shrinking;
        }
        return outcome;
      },
    },
  });
  const details = await fc.check(guarded, { numRuns: runs, seed });
  return { runs: details.failed ? Math.max(1, details.numRuns) : runs };
}
