// What a claim may be off by, on both sides, and what is said of it: the parts of verify that every check is made of.

import { describe, expect, it } from 'vitest';
import { cellsOf } from '../../../src/evaluate/verify/cells.ts';
import { newCheck, say } from '../../../src/evaluate/verify/check.ts';
import {
  checkBound,
  checkFigures,
  checkObjective,
  checkPromise,
  checkUncovered,
  type Optimum,
  promiseOf,
} from '../../../src/evaluate/verify/claims.ts';
import { giniOf, variation } from '../../../src/evaluate/verify/figures.ts';
import { at, listAt, numberAt, shown } from '../../../src/evaluate/verify/json.ts';
import {
  flagOf,
  lookUp,
  numberOf,
  printsAs,
  sameCell,
  sameText,
} from '../../../src/evaluate/verify/table.ts';
import type { VerifyInput } from '../../../src/evaluate/verify/world.ts';

describe('a check', () => {
  it('counts what it compared, lies and broken promises apart', () => {
    const check = newCheck('x');
    expect(check.that(true, () => 'no')).toBe(true);
    expect(check.result()).toEqual({
      name: 'x',
      ok: true,
      checked: 1,
      problems: [],
      found: 0,
      lies: 0,
      broken: 0,
    });
    expect(check.that(false, () => 'a')).toBe(false);
    check.lie('b');
    check.broke('c');
    const told = { problems: ['a', 'b', 'c'], found: 3, lies: 2, broken: 1 };
    expect(check.result()).toEqual({ name: 'x', ok: false, checked: 2, ...told });
    const admitted = newCheck('y');
    admitted.broke('c');
    expect(admitted.result().ok).toBe(false);
  });

  it('lists the first twenty', () => {
    const check = newCheck('x');
    for (let i = 0; i < 22; i++) check.lie(String(i));
    expect(check.result()).toMatchObject({
      found: 22,
      problems: Array.from({ length: 20 }, (_, i) => String(i)),
    });
  });

  it('says numbers shortly, and different ones differently', () => {
    expect([3, -7e15, 1 / 3, 0.1 + 0.2, Number.NaN, -Infinity].map(say)).toEqual([
      '3',
      '-7000000000000000',
      '0.3333333333',
      '0.3',
      'n/a',
      '-Infinity',
    ]);
  });
});

describe('cells', () => {
  it('are numbers, flags and texts as the profiles write them', () => {
    expect(['', ' ', 'n/a', '1.5', '-2', undefined].map(numberOf)).toEqual([NaN, NaN, NaN, 1.5, -2, NaN]);
    expect(['1', 'TRUE', ' yes ', 'oui', 'Vrai'].map(flagOf)).toEqual(Array(5).fill(true));
    expect(['0', 'false', 'no', 'non', 'Faux', '', undefined].map(flagOf)).toEqual(Array(7).fill(false));
    expect(['2', 'x'].map(flagOf)).toEqual([null, null]);
    expect(sameText("'=1", '=1') && sameText('a', 'a') && sameText("'＠a", '＠a')).toBe(true);
    expect(sameText("'a", 'a') || sameText('=1', "'=1") || sameText("'a=", 'a=')).toBe(false);
    expect(sameCell('1,5', '1.5') && sameCell('-1.5', '-1,5') && sameCell("'=1", '=1')).toBe(true);
    expect(sameCell('a,5', 'a.5') || sameCell('1,5', '1,6') || sameCell('1.5.2', '1.5,2')).toBe(false);
    const map = new Map([
      ['=1', 1],
      ["'b", 2],
      ['b', 3],
    ]);
    expect(['=1', "'=1", "'b", 'b', 'x'].map(cell => lookUp(map, cell))).toEqual([1, 1, 2, 3, undefined]);
  });

  it.each<[number, number, number, boolean]>([
    // rounded, a half to either side
    [1.2349, 1.23, 2, true],
    [1.2351, 1.23, 2, false],
    [1.235, 1.23, 2, true],
    [1.235, 1.24, 2, true],
    // rounded to six decimals first
    [1.2350005, 1.23, 2, true],
    [1.2350008, 1.23, 2, false],
    [1.2249995, 1.23, 2, true],
    [1.2249992, 1.23, 2, false],
    // more digits than a cell has
    [1.23, 1.231, 2, false],
    [1.23, 1.23 + 2 ** -52, 2, true],
    [12_345_678_901.25, 12_345_678_901.25, 2, true],
    [1.2345678, 1.234568, 6, true],
    [1.2345674, 1.234568, 6, false],
    [1.2345675, 1.234568, 6, true],
    [7, 7, 0, true],
    [7, 8, 0, false],
    // of what is large the last bits may differ
    [1e9, 1e9 + 1, 0, true],
    [1e9, 1e9 + 2, 0, false],
    [Number.NaN, Number.NaN, 2, true],
    [Number.NaN, 0, 2, false],
    [0, Number.NaN, 2, false],
  ])('%d is printed as %d with %i decimals: %o', (value, printed, decimals, same) => {
    expect(printsAs(value, printed, decimals)).toBe(same);
  });

  it('are told by file, place and column, a column that lacks but once', () => {
    const check = newCheck('t');
    const cells = cellsOf('t.csv', { header: ['a', 'n', 'f'], rows: [] }, check);
    const row = ["'=x", '1.23', '1'];
    cells.same(row, 'a', '=x', 'it');
    cells.number(row, 'n', 1.234, 2, 'it');
    cells.flag(row, 'f', true, 'it');
    expect(check.result()).toMatchObject({ ok: true, checked: 6 });
    cells.same(row, 'a', 'y', 'it');
    cells.number(row, 'n', 1.24, 2, 'it');
    cells.number(row, 'n', Number.NaN, 2, 'it');
    cells.flag(row, 'f', false, 'it');
    cells.flag(row.with(2, ''), 'f', false, 'it');
    for (const _ of [1, 2]) {
      cells.same(row, 'z', 'y', 'it');
      cells.number(row, 'z', 1, 2, 'it');
      cells.flag(row, 'z', true, 'it');
      expect(cells.text(row, 'z')).toBe('');
    }
    expect(check.result().problems).toEqual([
      't.csv: it: a is "\'=x", should be "y"',
      't.csv: it: n is "1.23", recomputed 1.24',
      't.csv: it: n is "1.23", recomputed empty',
      't.csv: it: f is "1", should be 0',
      't.csv: it: f is "", should be 0',
      't.csv has no column z',
    ]);
  });
});

describe('parsed JSON', () => {
  it('is looked into by its own keys', () => {
    const json = { a: { b: [1, null] }, n: '7' };
    expect(at(json, 'a', 'b')).toEqual([1, null]);
    expect([at(json, 'a', 'c'), at(json, 'n', 'length'), at(null, 'a'), at(json, 'toString')]).toEqual(
      Array(4).fill(undefined),
    );
    expect(at(json)).toBe(json);
    expect([numberAt(json, 'a', 'b', '0'), numberAt(json, 'n'), numberAt(json, 'a', 'b', '1')]).toEqual([
      1,
      NaN,
      NaN,
    ]);
    expect([listAt(json, 'a', 'b'), listAt(json, 'a'), listAt(json, 'x')]).toEqual([[1, null], [], []]);
  });

  it('is shown without what its author may have put there', () => {
    const own = { toString: () => 'boo' };
    const long = 'x'.repeat(100);
    expect(
      [null, undefined, 1, 'a', own, [], [1, null, 'a'], [own], [long], [`${long}x`], ['']].map(shown),
    ).toEqual([
      'null',
      'nothing',
      '1',
      'a',
      'an object',
      'an empty list',
      '1, , a',
      'a list',
      long,
      'a list',
      'a list',
    ]);
  });
});

describe('figures', () => {
  const said = (claimed: unknown, key: string, value: number) => {
    const check = newCheck('f');
    checkFigures('k', claimed, new Map([[key, value]]), check);
    return check.result().problems;
  };

  it('agree to half of one in the sixth decimal', () => {
    expect(said({ a: { b: 2 } }, 'a.b', 2 + 0.49e-6)).toEqual([]);
    expect(said({ a: { b: 2 } }, 'a.b', 2 + 0.51e-6)).toEqual(['k: a.b is 2, recomputed 2.00000051']);
    expect(said({ a: { b: 2 } }, 'a.b', 2 - 0.51e-6)).toHaveLength(1);
    expect(said({ a: null }, 'a', Number.NaN)).toEqual([]);
    expect(said({ a: null }, 'a', 1)).toEqual(['k: a is n/a, recomputed 1']);
    expect(said({ a: 1 }, 'a', Number.NaN)).toEqual(['k: a is 1, recomputed n/a']);
    expect(said({ a: 'soon' }, 'a', Number.NaN)).toEqual(['k: a is n/a, recomputed n/a']);
    expect(said({}, 'a', Number.NaN)).toEqual(['k: a is missing, recomputed n/a']);
  });

  it('of measures are found by names with dots', () => {
    expect(said({ balance: { 'c.a': { value: 3 } } }, 'balance.c.a.value', 3)).toEqual([]);
    expect(said({ balance: { c: { a: { value: 3 } } } }, 'balance.c.a.value', 3)).toHaveLength(1);
  });

  it('of evenness are those of their definitions', () => {
    // mean 3, squares 4 + 0 + 4 of 3; |x − y| over all pairs 16, over 2 · 9 · 3
    expect(variation([1, 3, 5])).toBeCloseTo(Math.sqrt(8 / 3) / 3, 12);
    expect(giniOf([1, 3, 5])).toBeCloseTo(16 / 54, 12);
    expect(giniOf([0, 0, 7])).toBeCloseTo(2 / 3, 12);
  });

  it.each<[string, object, boolean]>([
    ['one of four, over capacity', { over_capacity: 1 }, true],
    ['one of four, of whom nothing is said', {}, false],
    ['one of four, for two reasons', { over_capacity: 1, too_far: 1 }, false],
    ['one and minus one', { over_capacity: 2, too_far: -1 }, false],
    ['two halves', { over_capacity: 0.5, too_far: 0.5 }, false],
  ])('of accounts that are not covered add up: %s', (_, reasons, fine) => {
    const none = { no_rep: 0, not_eligible: 0, too_far: 0, over_capacity: 0 };
    const check = newCheck('u');
    checkUncovered(
      'k',
      { accounts: 4, coverage: { accounts: 0.75, uncovered: { ...none, ...reasons } } },
      check,
    );
    expect(check.result()).toMatchObject({ ok: fine, checked: 1 });
  });

  it('of accounts of nobody are among all, and not among the served', () => {
    const uncovered = { no_rep: 2, not_eligible: 0, too_far: 1, over_capacity: 0 };
    const of = (accounts: number, share: number) => {
      const check = newCheck('u');
      checkUncovered('k', { accounts, coverage: { accounts: share, uncovered } }, check);
      return check.result().problems;
    };
    expect(of(4, 0.5)).toEqual([]);
    // the share has six decimals, of a hundred thousand accounts too
    expect(of(99_998, 0.99997)).toEqual([]);
    expect(of(4, 0.4)).toEqual(['k: 3 accounts are uncovered for a reason, 3.6 are uncovered']);
    const check = newCheck('u');
    checkUncovered('k', { coverage: { accounts: null } }, check);
    expect(check.result().checked).toBe(0);
  });
});

describe('a promise', () => {
  const kpis = {
    promises: [
      { name: 'a', kept: true },
      { name: 'b', kept: false },
      { name: 'c', kept: 'yes' },
    ],
  };
  const said = (name: string, broken: string[]) => {
    const check = newCheck('p');
    checkPromise(kpis, name, broken, check);
    const { problems, lies, broken: admitted } = check.result();
    return [problems, lies, admitted];
  };

  it('is kept, admitted to be broken, or a lie', () => {
    expect(['a', 'b', 'c', 'd'].map(name => promiseOf(kpis, name))).toEqual([true, false, false, null]);
    expect(said('a', [])).toEqual([[], 0, 0]);
    expect(said('a', ['x', 'y'])).toEqual([['a is not kept, and kpis.json does not say so: x', 'y'], 2, 0]);
    expect(said('b', [])).toEqual([['kpis.json says that b is not kept, but it is'], 1, 0]);
    expect(said('b', ['x', 'y'])).toEqual([['b: x', 'b: y'], 0, 2]);
    expect(said('d', [])).toEqual([['kpis.json does not say whether d is kept'], 1, 0]);
  });
});

type Objective = Record<string, unknown>;
type Solver = Record<string, unknown>;

/** A plan of 1000 h, with a bound of 900. */
function about(
  check: typeof checkObjective,
  objective: Objective,
  solver: Solver,
  optimum: Partial<Optimum>,
  settings: object = {},
) {
  const kpis = {
    plan: {
      objective: {
        ...{
          value: 1000,
          lower_bound: 900,
          gap: 0.1,
          unit: 'h/year',
          bounds: { plain: 900, contiguous: null },
        },
        ...{ certifies: 'contiguity is not in the bound', ...objective },
      },
    },
  };
  const plan = {
    settings: { objective: 'travel', measures: [{ name: 'potential' }], ...settings },
    solver: { objective: 1000, excess: 0, lowerBound: 900, proof: null, ...solver },
  };
  const found = newCheck('o');
  check(
    { kpis, plan } as unknown as VerifyInput,
    { value: 1000, excess: 0, handOver: 0, bound: 900, ...optimum },
    found,
  );
  return found.result().problems;
}

describe('the objective', () => {
  const said = (
    objective: Objective,
    solver: Solver = {},
    optimum: Partial<Optimum> = {},
    settings: object = {},
  ) => about(checkObjective, objective, solver, optimum, settings);

  it('may be off by a millionth', () => {
    expect(said({})).toEqual([]);
    expect(said({}, {}, { value: 1000.0009 })).toEqual([]);
    expect(said({}, {}, { value: 1000.0011 })).toEqual([
      'kpis.json: objective 1000, recomputed 1000.0011',
      'plan.json: objective 1000, recomputed 1000.0011',
    ]);
    expect(said({}, {}, { value: 999.9989 })).toHaveLength(2);
    expect(said({}, { excess: 0.9e-6 })).toEqual([]);
    expect(said({}, { excess: 1.1e-6 })).toEqual(['plan.json: excess 0.0000011, recomputed 0']);
    expect(said({}, { handOver: 3 }, { handOver: 3 })).toEqual([]);
    expect(said({}, { handOver: 3 })).toEqual(['plan.json: hand-overs are 3 of the objective, recomputed 0']);
    // plans of earlier versions do not say
    expect(said({}, {}, { handOver: 3 })).toEqual([]);
  });

  it('is in hours, or in the first measure', () => {
    const km2 = 'potential × km²';
    expect(said({ unit: km2 }, {}, {}, { objective: 'compactness' })).toEqual([]);
    expect(said({}, {}, {}, { objective: 'compactness' })).toEqual([
      `kpis.json: the objective is said to be in h/year, it is in ${km2}`,
    ]);
  });

  it('is certified to be least among connected plans by a bound of these', () => {
    const connected = 'the bound is said to certify "every sector connected", but contiguity is not in it';
    expect(said({ certifies: 'every sector connected' })).toEqual([`kpis.json: ${connected}`]);
    expect(said({ certifies: 'every sector connected', bounds: { plain: 900, contiguous: 900 } })).toEqual(
      [],
    );
    expect(said({ certifies: 'nothing: it is so' })).toEqual([]);
    expect(said({ certifies: 'not nothing: it is so' })).toHaveLength(1);
  });

  it('has the gap that its bound leaves, two millionths off at most', () => {
    expect(said({ gap: 0.1000019 })).toEqual([]);
    expect(said({ gap: 0.1000021 })).toEqual([
      'kpis.json: gap 0.1000021, but (value − lower_bound) / value is 0.1',
    ]);
    expect(said({ gap: 0.0999979 })).toHaveLength(1);
    expect(said({ gap: null })).toHaveLength(1);
    expect(said({ lower_bound: null, gap: null })).toEqual([]);
    // cheaper than what keeps the budget, or free: no gap
    expect(said({ lower_bound: 1001, gap: null })).toEqual([]);
    expect(said({ lower_bound: 1001, gap: -0.001 })).toHaveLength(1);
    expect(said({ lower_bound: 1000.0005, gap: 0 })).toEqual([]);
    const free = { objective: 0 };
    expect(said({ value: 0, lower_bound: 0, gap: null }, free, { value: 0 })).toEqual([]);
    expect(said({ value: 0, lower_bound: 0, gap: 0 }, free, { value: 0 })).toHaveLength(1);
  });
});

describe('the bound', () => {
  const said = (objective: Objective, solver: Solver = {}, optimum: Partial<Optimum> = {}) =>
    about(checkBound as typeof checkObjective, objective, solver, optimum);

  it('is no more than the prices certify, a millionth aside', () => {
    expect(said({})).toEqual([]);
    expect(said({}, {}, { bound: 899.9992 })).toEqual([]);
    expect(said({}, {}, { bound: 899.999 })).toEqual([
      'plan.json: lowerBound is 900, the prices certify only 899.999',
      'kpis.json: bounds.plain is 900, the prices certify only 899.999',
    ]);
    // more than is claimed is no lie
    expect(said({}, {}, { bound: 950 })).toEqual([]);
    expect(said({}, {}, { bound: 'a reason' })).toEqual([
      'plan.json: lowerBound is 900, but nothing certifies it: a reason',
      'kpis.json: bounds.plain is 900, but nothing certifies it: a reason',
    ]);
    const none = { lower_bound: null, bounds: { plain: null, contiguous: null } };
    expect(said(none, { lowerBound: null }, { bound: 'a reason' })).toEqual([]);
  });

  it('is one in both files, and the larger of two', () => {
    const other = { bounds: { plain: 899, contiguous: null }, lower_bound: 899 };
    expect(said(other)).toEqual(['the plain bounds differ: plan.json 900, kpis.json 899']);
    expect(said(other, { lowerBound: null })).toEqual([]);
    const both = { plain: 900, contiguous: 950 };
    expect(said({ bounds: both, lower_bound: 950 })).toEqual([]);
    const larger = 'but the larger of the two bounds is';
    expect(said({ bounds: both })).toEqual([`kpis.json: lower_bound is 900, ${larger} 950`]);
    expect(said({ bounds: { plain: 900, contiguous: 850 } })).toEqual([]);
    expect(said({ lower_bound: null })).toEqual([`kpis.json: lower_bound is n/a, ${larger} 900`]);
    const none = { plain: null, contiguous: null };
    expect(said({ bounds: none })).toEqual([`kpis.json: lower_bound is 900, ${larger} n/a`]);
  });

  const proven = (bound: number, optimal = false, claimed = bound) =>
    said(
      { bounds: { plain: 900, contiguous: claimed }, lower_bound: Math.max(900, claimed) },
      { proof: { bound, proven: optimal, nodes: 1, cuts: 0 } },
    );

  it('of a proof is between the plain one and what the plan costs', () => {
    expect(proven(950)).toEqual([]);
    expect(proven(950, false, 951)).toEqual([
      'kpis.json: bounds.contiguous is 951, the proof in plan.json says 950',
    ]);
    expect(proven(1000.0009)).toEqual([]);
    expect(proven(1000.0011)).toEqual([
      'plan.json: the proof says that nothing costs less than 1000.0011, the plan costs 1000',
    ]);
    expect(proven(899.9991)).toEqual([]);
    expect(proven(899.9989)).toEqual([
      "plan.json: the proof's bound 899.9989 is below the plain bound 900, which holds anyway",
    ]);
    expect(proven(999.9981, true)).toEqual([]);
    expect(proven(999.9979, true)).toEqual([
      'plan.json: the plan is said to be a proven optimum, but 999.9979 and 1000 differ',
    ]);
  });
});
