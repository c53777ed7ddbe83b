import { expect, test } from 'vitest';
import type { Problem } from '../../src/model/problem.ts';
import { optimumOfMps } from '../../src/optimize/highs.ts';
import { solveLp } from '../../src/optimize/lp-relaxation.ts';
import { writeMps } from '../../src/optimize/mps.ts';
import { randomProblem } from './random-problem.ts';

const plainNames = ({ n, k, m }: Problem) => ({
  zones: Array.from({ length: n }, (_, i) => `${10000 + i}`),
  reps: Array.from({ length: k }, (_, j) => `R${j}`),
  measures: ['potential', 'workload', 'accounts'].slice(0, m),
});

test('HiGHS reads the file, and the relaxation it solves has our bound as its optimum', async () => {
  for (const options of [
    { n: 80, k: 6, m: 2, seed: 1, budget: true, forbidden: 0.3 },
    { n: 120, k: 5, m: 3, seed: 2, repDependent: true },
    { n: 40, k: 4, m: 1, seed: 3, infeasible: true },
    { n: 3, k: 5, m: 1, seed: 4 },
  ]) {
    const problem = randomProblem(options);
    const { value } = await solveLp(problem);
    const optimum = await optimumOfMps([...writeMps(problem, plainNames(problem))].join(''));
    expect(Math.abs(optimum - value) / Math.abs(value)).toBeLessThan(1e-6);
  }
});

test('sections in order, one integer column per eligible pair', () => {
  const problem = randomProblem({ n: 30, k: 4, m: 2, seed: 7, forbidden: 0.4 });
  const text = [...writeMps(problem, plainNames(problem))].join('');
  const sections = text.match(/^[A-Z]+/gm);
  expect(sections).toEqual(['NAME', 'ROWS', 'COLUMNS', 'RHS', 'RANGES', 'BOUNDS', 'ENDATA']);
  const eligible = problem.cost.filter(c => c < Infinity).length;
  expect(eligible).toBeLessThan(problem.cost.length);
  expect(text.match(/^ UP BND x_/gm)).toHaveLength(eligible);
  expect(text).toContain(' E zone_10000\n');
  expect(text).toContain(' L balance_R3_workload\n');
});

test('rows of balance are named by rep and measure, whatever the numbers of zones', () => {
  for (const n of [5, 6, 7]) {
    const problem = randomProblem({ n, k: 2, m: 3, seed: 9 });
    const text = [...writeMps(problem, plainNames(problem))].join('');
    const rows = [...text.matchAll(/^ [A-Z] {1,2}(balance_\S+)$/gm)].map(([, name]) => name);
    expect(rows).toEqual(
      ['R0', 'R1'].flatMap(rep => plainNames(problem).measures.map(name => `balance_${rep}_${name}`)),
    );
  }
});

test('hostile ids become positions and are mapped in comments, on one line each', async () => {
  const problem = randomProblem({ n: 6, k: 2, m: 1, seed: 1 });
  const zones = ['75 001', 'a\nENDATA', 'x'.repeat(500), '', 'twin', 'twin'];
  const text = [...writeMps(problem, { zones, reps: ['__proto__', '#0'], measures: ['CA (€)'] })].join('');
  expect(text).toContain('* zone #0 is "75 001"\n');
  expect(text).toContain('* zone #1 is "a\\nENDATA"\n');
  expect(text.match(/^ENDATA/gm)).toHaveLength(1);
  expect(text).toContain(' E zone_twin\n');
  expect(text).toContain(' E zone_#5\n');
  const names = (text.match(/^ [EL] (\S+)$/gm) ?? []).map(line => line.slice(3));
  expect(new Set(names).size).toBe(names.length);
  const { value } = await solveLp(problem);
  expect((await optimumOfMps(text)) / value).toBeCloseTo(1, 6);
});

test('a large program comes in pieces of a few thousand columns', () => {
  const problem = randomProblem({ n: 300, k: 15, m: 1, seed: 8 });
  const pieces = [...writeMps(problem, plainNames(problem))];
  expect(pieces.length).toBeGreaterThan(2);
  expect(pieces.length).toBeLessThan(20);
  const columns = pieces.map(piece => new Set(piece.match(/^ x_\S+(?= cost)/gm)).size);
  expect(Math.max(...columns)).toBeLessThanOrEqual(2000);
  expect(columns.reduce((a, b) => a + b)).toBe(4500);
});
