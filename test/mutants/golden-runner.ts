// Stryker's mutants of src/optimize, tried on the golden cases alone and without vitest: the cases run in one process that has
// everything loaded and warm, one mutant after the other. What survives here is then tried on the unit tests (run.ts).

import { isDeepStrictEqual } from 'node:util';
import { INSTRUMENTER_CONSTANTS, type MutantCoverage } from '@stryker-mutator/api/core';
import { PluginKind } from '@stryker-mutator/api/plugin';
import {
  type DryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';

/** What the instrumented code looks at. */
interface Switches {
  activeMutant?: string | undefined;
  currentTestId?: string | undefined;
  hitCount?: number | undefined;
  hitLimit?: number | undefined;
  mutantCoverage?: MutantCoverage;
}

type Golden = typeof import('../optimize/golden/cases.ts');

function goldenRunner(): TestRunner {
  const host = globalThis as unknown as Record<string, Switches | undefined>;
  const switches: Switches = {};
  host[INSTRUMENTER_CONSTANTS.NAMESPACE] = switches;
  let golden: Golden;
  let pinned: Record<string, unknown>;
  // a mutant may leave something broken behind, in HiGHS for one; then this process must end
  let broken = false;

  const runCase = async (name: string): Promise<TestResult> => {
    const started = Date.now();
    let message: string | null = null;
    try {
      const found = await golden.CASES[name]();
      if (!isDeepStrictEqual(found, pinned[name])) message = `${name}: ${JSON.stringify(found)}`;
    } catch (error) {
      message = `${name}: ${String(error)}`;
    }
    const base = { id: name, name, timeSpentMs: Date.now() - started };
    return message === null
      ? { ...base, status: TestStatus.Success }
      : { ...base, status: TestStatus.Failed, failureMessage: message };
  };

  return {
    capabilities: () => ({ reloadEnvironment: false }),
    async init() {
      golden = (await import(`${process.cwd()}/test/optimize/golden/cases.ts`)) as Golden;
      pinned = golden.readGolden();
    },
    async dryRun(): Promise<DryRunResult> {
      const tests: TestResult[] = [];
      for (const name of Object.keys(golden.CASES)) {
        switches.currentTestId = name;
        tests.push(await runCase(name));
        switches.currentTestId = undefined;
      }
      const { mutantCoverage = { static: {}, perTest: {} } } = switches;
      return { status: DryRunStatus.Complete, tests, mutantCoverage };
    },
    async mutantRun({ testFilter, hitLimit, activeMutant }: MutantRunOptions): Promise<MutantRunResult> {
      if (broken) throw new Error('a mutant has left something broken behind');
      const tests: TestResult[] = [];
      let last: TestResult | undefined;
      switches.hitCount = 0;
      switches.hitLimit = hitLimit;
      switches.activeMutant = activeMutant.id;
      for (const name of testFilter ?? Object.keys(golden.CASES)) {
        last = await runCase(name);
        tests.push(last);
        if (last.status === TestStatus.Failed) break;
      }
      const hits = switches.hitCount;
      switches.activeMutant = undefined;
      switches.hitCount = undefined;
      switches.hitLimit = undefined;
      if (last?.status === TestStatus.Failed)
        broken = (await runCase(last.name)).status === TestStatus.Failed;
      return toMutantRunResult(
        determineHitLimitReached(hits, hitLimit) ?? { status: DryRunStatus.Complete, tests },
      );
    },
  };
}

export const strykerPlugins = [{ kind: PluginKind.TestRunner, name: 'golden', factory: goldenRunner }];
