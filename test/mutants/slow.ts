/** Unit tests of optimize that take longer than all others together. */
export const SLOW: readonly string[] = [
  'test/optimize/exact/solve-exact.test.ts',
  'test/optimize/team-budgets.test.ts',
  'test/optimize/cuts/contiguous-bound.test.ts',
  'test/optimize/area-bound.test.ts',
  'test/optimize/search.test.ts',
  'test/optimize/solve.test.ts',
];

/** Tests of io that start the built program, in which no mutant is, or hold large files; and one that others of its kind outrun. */
export const SLOW_IO: readonly string[] = [
  'test/io/{at-exit,lock-contest,csv-large,config-schema}.test.ts',
  // has a limit of seconds, which a busy machine does not keep either
  'test/io/roads/matrix-large.test.ts',
];
