// The deletion filter against an oracle of its own: a linear program with hard rows, handed to HiGHS whole.

import { describe, expect, test } from 'vitest';
import { conflictOf } from '../../../src/app/diagnosis/conflict.ts';
import type { Rule } from '../../../src/app/diagnosis/rules.ts';
import type { Problem } from '../../../src/model/problem.ts';
import { elasticLp, withoutSide } from '../../../src/optimize/elastic.ts';
import { solveWithHighs } from '../../../src/optimize/highs.ts';
import { makeLpBuilder } from '../../../src/optimize/lp-model.ts';
import { makeRandom, randomInt } from '../../../src/optimize/random.ts';
import { randomProblem } from '../../optimize/random-problem.ts';

type Case = { readonly open: Problem; readonly forbidden: Uint8Array; readonly rules: readonly Rule[] };

/** A small problem that balance may be impossible for: reps kept out of zones, targets that do not fit. */
function caseOf(seed: number): Case {
  const random = makeRandom(seed);
  const m = 1 + randomInt(random, 2);
  const k = 2 + randomInt(random, 3);
  const base = { n: 8 + randomInt(random, 8), k, m, seed, tolerance: 0.1 + 0.2 * random() };
  const open = randomProblem({ ...base, repDependent: random() < 0.5, infeasible: random() < 0.3 });
  const forbidden = new Uint8Array(open.n * k);
  for (let j = 0; j < k; j++) {
    if (random() < 0.5) continue;
    // one rep out of two may work in some zones only; the first rep is left, so that every zone has someone
    for (let i = 0; i < open.n; i++) forbidden[i * k + j] = j > 0 && random() < 0.8 ? 1 : 0;
  }
  const rules: Rule[] = [];
  for (let row = 0; row < k * m; row++) {
    rules.push({ kind: 'balance', row, side: 'least' }, { kind: 'balance', row, side: 'most' });
  }
  for (let j = 0; j < k; j++) {
    if (forbidden.some((is, pair) => is === 1 && pair % k === j))
      rules.push({ kind: 'eligibility', rep: j, rule: 1 });
  }
  return { open, forbidden, rules };
}

function less({ open, forbidden }: Case, removed: readonly Rule[]): Problem {
  const free = new Set(removed.flatMap(rule => (rule.kind === 'eligibility' ? [rule.rep] : [])));
  let problem: Problem = {
    ...open,
    cost: open.cost.map((c, pair) => (forbidden[pair] && !free.has(pair % open.k) ? Infinity : c)),
  };
  for (const rule of removed)
    if (rule.kind === 'balance') problem = withoutSide(problem, rule.row, rule.side);
  return problem;
}

/** Can the rules be kept with zones cut up as one likes? Each rule is a row, or a column that is not there. */
async function isPossible({ open, forbidden }: Case, rules: readonly Rule[]): Promise<boolean> {
  const { n, k, m, loads, target, fixedLoad, tolerance } = open;
  const bound = new Set(rules.flatMap(rule => (rule.kind === 'eligibility' ? [rule.rep] : [])));
  const builder = makeLpBuilder();
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < k; j++) {
      if (forbidden[i * k + j] && bound.has(j)) continue;
      builder.column(0);
      builder.entry(i, 1);
      for (let q = 0; q < m; q++) {
        const a = loads[q];
        builder.entry(n + j * m + q, (a.length === n ? a[i] : a[i * k + j]) / target[j * m + q]);
      }
    }
  }
  const lower = new Float64Array(n + k * m).fill(1);
  const upper = new Float64Array(n + k * m).fill(1);
  for (let row = 0; row < k * m; row++) {
    const has = (side: string) => rules.some(r => r.kind === 'balance' && r.row === row && r.side === side);
    const fixed = fixedLoad[row] / target[row];
    lower[n + row] = has('least') ? 1 - tolerance[row % m] - fixed : -Infinity;
    upper[n + row] = has('most') ? 1 + tolerance[row % m] - fixed : Infinity;
  }
  return (await solveWithHighs(builder.build(lower, upper))).status === 'optimal';
}

describe('the conflict', () => {
  test('is found where there is one, contradicts itself, and is gone with any of its rules', async () => {
    let conflicts = 0;
    let sizes = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const one = caseOf(seed);
      const found = await conflictOf(one.rules, gone => less(one, [...gone]), new Map(), {});
      const possible = await isPossible(one, one.rules);
      expect(found.possible, `seed ${seed}`).toBe(possible);
      if (possible) {
        expect(found.rules).toEqual([]);
        continue;
      }
      conflicts++;
      sizes += found.rules.length;
      expect(found.minimal).toBe(true);
      expect(await isPossible(one, found.rules), `seed ${seed}: the conflict`).toBe(false);
      for (const rule of found.rules) {
        const others = found.rules.filter(other => other !== rule);
        expect(await isPossible(one, others), `seed ${seed}: without ${JSON.stringify(rule)}`).toBe(true);
      }
    }
    expect(conflicts).toBeGreaterThan(15);
    expect(sizes).toBeGreaterThan(conflicts);
  });

  test('names the row that the plan breaks worst, where several would do', async () => {
    // two reps, and the first alone has more fixed load than both windows hold
    const one = caseOf(1);
    const { open } = one;
    const fixedLoad = open.fixedLoad.map((f, row) => (row < open.m ? 3 * open.target[row] : f));
    const heavy = { ...one, open: { ...open, fixedLoad } };
    const broken = new Map([[0, 2]]);
    const { rules } = await conflictOf(one.rules, gone => less(heavy, [...gone]), broken, {});
    expect(rules).toEqual([{ kind: 'balance', row: 0, side: 'most' }]);
  });
});

describe('with many reps and little tolerance', () => {
  // a row of reps, the first kept to its own zones, which hold a hair too little, or just enough
  const row = (k: number, tolerance: number, short: number): Problem => {
    const per = 20;
    const n = k * per;
    const cost = Float64Array.from({ length: n * k }, (_, at) => {
      const [i, j] = [Math.floor(at / k), at % k];
      return j === 0 && i >= per ? Infinity : (Math.abs(i / per - j) + 0.1) * 10;
    });
    return {
      ...randomProblem({ n, k, m: 1, seed: 1, tolerance }),
      cost,
      loads: [Float64Array.from({ length: n }, (_, i) => (i < per ? 1 - tolerance - short : 1))],
      target: new Float64Array(k).fill(per),
      fixedLoad: new Float64Array(k),
      excessPrice: 100 * per * 5,
    };
  };

  test.each([
    [20, 0.01, 0.0005],
    [40, 0.01, 0.002],
    [60, 0.05, 0.0002],
    [60, 0.002, 0.001],
  ])('%i reps within %f, %f short: seen, whatever else may give', async (k, tolerance, short) => {
    for (const [sign, kept] of [
      [1, false],
      [-1, true],
    ] as const) {
      const problem = row(k, tolerance, sign * short);
      expect((await elasticLp(problem, {})).kept).toBe(kept);
      expect((await elasticLp(withoutSide(problem, 0, 'most'), {})).kept).toBe(kept);
      expect((await elasticLp(withoutSide(problem, k - 1, 'most'), {})).kept).toBe(kept);
    }
    expect((await elasticLp(withoutSide(row(k, tolerance, short), 0, 'least'), {})).kept).toBe(true);
  });
});

describe('a row without one of its sides', () => {
  test('is kept on paper exactly when HiGHS keeps the other one', async () => {
    let differ = 0;
    for (let seed = 100; seed < 160; seed++) {
      const one = caseOf(seed);
      const random = makeRandom(seed);
      const removed = one.rules.filter(rule => rule.kind === 'balance' && random() < 0.6);
      const left = one.rules.filter(rule => !removed.includes(rule));
      const { kept } = await elasticLp(less(one, removed), {});
      const possible = await isPossible(one, left);
      expect(kept, `seed ${seed}`).toBe(possible);
      if (possible !== (await isPossible(one, one.rules))) differ++;
    }
    expect(differ).toBeGreaterThan(5);
  });
});
