// The plans of test/properties/plan-mutations, made in this process from the sources: what coverage and mutation testing can
// see. Those of a folder that SMALL_PLANS names are copied instead: mutants of verify need none of their own.

import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { buildProgram } from '../../src/cli/main.ts';
import { CASES, makeCases, type PlanCase, type Run } from '../properties/plan-mutations/cases.ts';

export type CaseName = (typeof CASES)[number];

const here: Run = async (...args) => {
  const before = process.exitCode;
  const effort = args[0] === 'plan' && !args.includes('--effort') ? ['--effort', 'fast'] : [];
  try {
    await buildProgram().parseAsync(['node', 'sectorize', ...args, ...effort, '--quiet', '--lang', 'en']);
  } finally {
    // promises that are not met are told by it
    process.exitCode = before;
  }
};

/** The plan, made anew below a folder that exists. */
export async function makeSmallPlan(folder: string, name: CaseName): Promise<PlanCase> {
  const [made] = await makeCases(folder, [name], here);
  return made as PlanCase;
}

/** The plan, copied where there is one. */
export async function openSmallPlan(folder: string, name: CaseName): Promise<PlanCase> {
  const { SMALL_PLANS } = process.env;
  if (SMALL_PLANS === undefined) return makeSmallPlan(folder, name);
  cpSync(join(SMALL_PLANS, name), folder, { recursive: true });
  const [made] = await makeCases(folder, [name], () => {});
  return made as PlanCase;
}
