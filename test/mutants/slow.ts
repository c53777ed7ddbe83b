/** Unit tests of optimize that take longer than all others together. */
export const SLOW: readonly string[] = [
  'test/optimize/exact/solve-exact.test.ts',
  'test/optimize/team-budgets.test.ts',
  'test/optimize/cuts/contiguous-bound.test.ts',
  'test/optimize/area-bound.test.ts',
  'test/optimize/search.test.ts',
  'test/optimize/solve.test.ts',
];
