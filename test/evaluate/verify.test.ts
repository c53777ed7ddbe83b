import { describe, expect, it } from 'vitest';
import { type VerifyResult, verifyPlan } from '../../src/evaluate/verify.ts';
import { tinyPlan } from './verify/tiny-plan.ts';

/** What was found wrong, by check: empty when the plan is true. */
function findings(result: VerifyResult): Record<string, readonly string[]> {
  return Object.fromEntries(
    result.checks.filter(check => !check.ok).map(check => [check.name, check.problems]),
  );
}

describe('a plan that tells the truth', () => {
  it('verifies: two independent programs agree on every figure', () => {
    const result = verifyPlan(tinyPlan());
    expect(findings(result)).toEqual({});
    expect(result.ok).toBe(true);
    for (const check of result.checks) expect(check.checked, check.name).toBeGreaterThan(0);
  });
});
