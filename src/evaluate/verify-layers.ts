// Does a plan with layers tell the truth? What each layer says is verified like any other plan; here is what only all of
// them together claim: who is in which layer, that nothing is counted twice, and that the tables above say what theirs do.

import { type Check, type CheckResult, newCheck } from './verify/check.ts';
import { checkReps } from './verify/layers/capacity.ts';
import type { LayeredInput } from './verify/layers/input.ts';
import { membersOf } from './verify/layers/membership.ts';
import { checkAccountLayers, checkRules } from './verify/layers/shares.ts';
import { checkUnions } from './verify/layers/tables.ts';
import { checkPromises, checkSums, checkTotals } from './verify/layers/totals.ts';

export type { LayeredInput, LayerFiles } from './verify/layers/input.ts';

/** Recomputes what all layers claim together. Pure: the caller reads the files. */
export function verifyLayers(input: LayeredInput): CheckResult[] {
  const members = membersOf(input.accounts, input.plan.layers);
  const results: CheckResult[] = [];
  const run = (name: string, body: (check: Check) => void): boolean => {
    const check = newCheck(name);
    body(check);
    const result = check.result();
    results.push(result);
    return result.ok;
  };
  run('inputs', check => checkInputs(input, check));
  run('input-rows', check => checkCounts(input, check));
  const rules = run('layers', check => checkRules(input, check));
  const once = run('layers-once', check => checkAccountLayers(input, members, check));
  const totals = run('totals-once', check => checkTotals(input, check));
  const reps = run('reps-once', check => checkReps(input, members, check));
  run('tables', check => checkUnions(input, check));
  run('kpis', check => checkSums(input, check));
  const truths = new Map([
    ['layers-once', rules && once],
    ['totals-once', totals],
    ['reps-once', reps],
  ]);
  run('promises', check => checkPromises(input, truths, check));
  return results;
}

function checkInputs({ plan, hashes }: LayeredInput, check: Check): void {
  for (const { role, file, sha256 } of plan.inputs) {
    const now = hashes.get(role);
    check.that(
      now === sha256,
      () => `${role}: ${file} has SHA-256 ${now ?? 'none'}, the plan was made from ${sha256}`,
    );
  }
  for (const role of hashes.keys()) {
    const listed = plan.inputs.filter(input => input.role === role).length;
    check.that(listed === 1, () => `plan.json lists the ${role} ${listed} times`);
  }
}

function checkCounts({ plan, accounts, reps, zonesRead, tables }: LayeredInput, check: Check): void {
  const facts = new Map([
    ['accounts', { rows: accounts.rowsRead, accepted: tables.accounts.rows.length }],
    ['reps', { rows: reps.rowsRead, accepted: reps.list.length }],
    ['zones', zonesRead],
  ]);
  for (const { role, rows, accepted, rejected } of plan.inputs) {
    const fact = facts.get(role);
    if (!fact) continue;
    check.that(
      rows === fact.rows && accepted === fact.accepted && rejected === rows - accepted,
      () =>
        `${role}: plan.json counts ${rows} rows, ${accepted} accepted, ${rejected} rejected; they are ` +
        `${fact.rows}, ${fact.accepted}, ${fact.rows - fact.accepted}`,
    );
  }
}
