// The package has no types of its own.
declare module '@bcoe/v8-coverage' {
  import type { Profiler } from 'node:inspector';

  type ScriptCoverage = Profiler.ScriptCoverage;
  interface ProcessCoverage {
    readonly result: ScriptCoverage[];
  }
  function mergeProcessCovs(runs: readonly ProcessCoverage[]): ProcessCoverage;
}
