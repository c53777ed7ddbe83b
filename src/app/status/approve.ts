// A plan is proposed, approved, put in force: only as it was written, and only with its promises kept, or with those that
// are not accepted by name.

import { readFile, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { type Claim, claimPlace } from '../../io/claim.ts';
import { InputError } from '../../io/issues.ts';
import { systemCode, writeFault } from '../../io/system-fault.ts';
import { putInto, putWhole } from '../../io/write-whole.ts';
import { cannotFollow, isSettled, type StatusStep } from '../../model/status.ts';
import { verifyAnyDirectory } from '../layers/verify.ts';
import { optionIssue } from '../option-issue.ts';
import { readPlanText, type VerifyOptions, type VerifyOutcome } from '../verify.ts';
import { readKpis } from '../written/read-kpis.ts';
import { planHead } from './plan-text.ts';

export interface Approval {
  readonly outcome: VerifyOutcome;
  /** names of promises that are not kept, and were not accepted; [] when the step was written */
  readonly refused: readonly string[];
}

/**
 * Verifies the plan and writes the step into its plan.json.
 * @throws InputError when it is no plan, an input is missing, or the step cannot follow those before
 */
export async function approvePlan(dir: string, step: StatusStep, options: VerifyOptions): Promise<Approval> {
  await readPlanText(dir);
  // nobody else replaces it while it is verified
  const claim = await claimPlan(dir);
  try {
    return await approveClaimed(dir, claim, step, options);
  } finally {
    await claim?.release();
  }
}

/** Null where nothing can stand beside the plan: then nobody can replace it either. */
async function claimPlan(dir: string): Promise<Claim | null> {
  try {
    return await claimPlace(await realpath(dir), { option: dir, name: dir, mark: 'plan.json' });
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes(systemCode(error) ?? '')) return null;
    throw writeFault(error, dir, 'as it was before') ?? error;
  }
}

async function approveClaimed(
  dir: string,
  claim: Claim | null,
  step: StatusStep,
  options: VerifyOptions,
): Promise<Approval> {
  // what it says of a plan.json that cannot be read is what everyone says
  const outcome = await verifyAnyDirectory(dir, options);
  if (outcome.lies > 0) return { outcome, refused: [] };
  const head = planHead(await readPlanText(dir));
  const problem = cannotFollow(head.status, step);
  if (problem !== null) {
    const remedy =
      'see `sectorize history` for its status; a plan that changes is planned again, in its own folder';
    throw new InputError([optionIssue(`--as ${step.state}`, problem, 'a step forward', remedy)]);
  }
  const broken = await brokenPromises(dir);
  const idle = step.despite.filter(name => !broken.includes(name));
  if (idle.length > 0) {
    const found = `${idle.join(', ')}, which ${idle.length === 1 ? 'is' : 'are'} kept or no promise of the plan`;
    const remedy =
      broken.length > 0 ? `not kept: ${broken.join(', ')}` : 'leave it out: all promises are kept';
    throw new InputError([optionIssue('--despite', found, 'a promise that is not kept', remedy)]);
  }
  const refused = broken.filter(name => !step.despite.includes(name));
  if (refused.length === 0) {
    const text = head.withStatus([...head.status, step]);
    if (claim) await putInto(claim, join(claim.target, 'plan.json'), text);
    else await putWhole(join(dir, 'plan.json'), text);
  }
  return { outcome, refused };
}

/** By kpis.json, which the plan has been verified against. */
async function brokenPromises(dir: string): Promise<string[]> {
  const kpis = await readKpis(dir);
  return kpis.promises.filter(({ kept }) => !kept).map(({ name }) => name);
}

/**
 * Before planning: a plan that somebody answered for is not written over.
 * @throws InputError when `out` holds one
 */
export async function assertNotSettled(out: string): Promise<void> {
  const text = await readFile(join(out, 'plan.json'), 'utf8').catch(() => null);
  if (text === null) return;
  let settled = false;
  try {
    settled = isSettled(planHead(text).status);
  } catch {
    // no plan of this version: nobody approved it with this one
  }
  if (!settled) return;
  throw new InputError([
    {
      severity: 'error',
      code: 'out-approved',
      file: out,
      line: null,
      column: null,
      found: 'a plan that is approved or in force',
      expected: 'another folder for a new plan',
      remedy: 'choose another --out, or move the approved plan away first',
    },
  ]);
}
