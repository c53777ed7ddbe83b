// kpis.json against the figures recomputed: objective and bound, every figure that sums can redo, before and
// after, and the promises, which must say what is true.

import type { PlanProof, PlanSector } from '../../model/plan.ts';
import { type Check, say } from './check.ts';
import type { Figures } from './figures.ts';
import { at, listAt, numberAt, shown } from './json.ts';
import { printsAs } from './table.ts';
import type { VerifyInput } from './world.ts';

/** kpis.json is written with six decimals */
const DECIMALS = 6;
/** objective and bound are sums of many terms, in another order than the optimizer's */
const RELATIVE = 1e-6;

/** `balance.<measure>.value`: a measure's name may contain dots. */
function pathOf(key: string): string[] {
  if (!key.startsWith('balance.')) return key.split('.');
  const last = key.lastIndexOf('.');
  return ['balance', key.slice('balance.'.length, last), key.slice(last + 1)];
}

/** Every figure stands in `claimed` as it was recomputed. */
export function checkFigures(where: string, claimed: unknown, figures: Figures, check: Check): void {
  for (const [key, value] of figures) {
    const found = at(claimed, ...pathOf(key));
    const number = typeof found === 'number' ? found : Number.NaN;
    // a figure that is not known is null, not some text
    const figure = found === null || typeof found === 'number';
    const same = figure && printsAs(value, number, DECIMALS);
    check.that(
      same,
      () =>
        `${where}: ${key} is ${found === undefined ? 'missing' : say(number)}, recomputed ${Number.isNaN(value) ? 'n/a' : say(value)}`,
    );
  }
}

const UNCOVERED = ['no_rep', 'not_eligible', 'too_far', 'over_capacity'];

/** Every account that is not covered is so for one reason: whole numbers that add up to them. */
export function checkUncovered(where: string, claimed: unknown, check: Check): void {
  const coverage = at(claimed, 'coverage');
  const uncovered = at(coverage, 'uncovered');
  const covered = numberAt(coverage, 'accounts');
  if (Number.isNaN(covered)) return;
  const counts = UNCOVERED.map(reason => numberAt(uncovered, reason));
  // those of nobody are among all of a state, and not among those that are served
  const all = numberAt(claimed, 'accounts') + counts[0]!;
  const left = all * (1 - covered);
  const sum = counts.reduce((total, count) => total + count, 0);
  check.that(
    // the share has six decimals
    counts.every(count => Number.isInteger(count) && count >= 0) && Math.abs(sum - left) <= 0.01 + 1e-6 * all,
    () => `${where}: ${say(sum)} accounts are uncovered for a reason, ${say(left)} are uncovered`,
  );
}

/** A sector is called in kpis.json as in plan.json. */
export function checkNames(claimed: unknown, { layer, sectorName, repId }: PlanSector, check: Check): void {
  for (const [name, expected] of Object.entries({ layer, sector_name: sectorName, rep_id: repId })) {
    const said = at(claimed, name);
    check.that(said === expected, () => `kpis.json: ${name} is ${shown(said)}, should be ${expected}`);
  }
}

function close(a: number, b: number): boolean {
  return Math.abs(a - b) <= RELATIVE * Math.max(1, Math.abs(a), Math.abs(b));
}

export interface Optimum {
  /** objective + excess price × excess */
  readonly value: number;
  readonly excess: number;
  /** what hand-overs are of the value */
  readonly handOver: number;
  /** certified, or why nothing is */
  readonly bound: number | string;
}

export function checkObjective(
  { plan, kpis }: VerifyInput,
  { value, excess, handOver }: Optimum,
  check: Check,
): void {
  const claimed = numberAt(kpis, 'plan', 'objective', 'value');
  check.that(close(claimed, value), () => `kpis.json: objective ${say(claimed)}, recomputed ${say(value)}`);
  const first = plan.settings.measures[0]?.name ?? '';
  const unit = plan.settings.objective === 'travel' ? 'h/year' : `${first} × km²`;
  const said = at(kpis, 'plan', 'objective', 'unit');
  check.that(
    said === unit,
    () => `kpis.json: the objective is said to be in ${shown(said)}, it is in ${unit}`,
  );
  const certifies = shown(at(kpis, 'plan', 'objective', 'certifies'));
  const contiguous = numberAt(kpis, 'plan', 'objective', 'bounds', 'contiguous');
  check.that(
    !Number.isNaN(contiguous) || /contiguity is not in the bound|^nothing: /.test(certifies),
    () => `kpis.json: the bound is said to certify "${certifies}", but contiguity is not in it`,
  );
  const { objective, excess: planned } = plan.solver;
  check.that(
    close(objective, value),
    () => `plan.json: objective ${say(objective)}, recomputed ${say(value)}`,
  );
  check.that(close(planned, excess), () => `plan.json: excess ${say(planned)}, recomputed ${say(excess)}`);
  // plans of earlier versions do not say
  const handed = plan.solver.handOver ?? handOver;
  check.that(
    close(handed, handOver),
    () => `plan.json: hand-overs are ${say(handed)} of the objective, recomputed ${say(handOver)}`,
  );
  const bound = numberAt(kpis, 'plan', 'objective', 'lower_bound');
  const gap = numberAt(kpis, 'plan', 'objective', 'gap');
  const expected = (claimed - bound) / claimed;
  check.that(
    // a plan that breaks the budget may cost less than the bound of those that keep it: then no gap may be claimed, nor where
    // a plan costs nothing
    Number.isNaN(bound) ||
      (expected < -RELATIVE || claimed === 0 ? Number.isNaN(gap) : Math.abs(gap - expected) <= 2 * RELATIVE),
    () => `kpis.json: gap ${say(gap)}, but (value − lower_bound) / value is ${say(expected)}`,
  );
}

export function checkBound({ plan, kpis }: VerifyInput, { bound, value }: Optimum, check: Check): void {
  const objective = at(kpis, 'plan', 'objective');
  const [lower, plain, contiguous] = [
    numberAt(objective, 'lower_bound'),
    numberAt(objective, 'bounds', 'plain'),
    numberAt(objective, 'bounds', 'contiguous'),
  ];
  const claims: [string, number][] = [
    ['plan.json: lowerBound', plan.solver.lowerBound ?? Number.NaN],
    ['kpis.json: bounds.plain', plain],
  ];
  const { proof } = plan.solver;
  const known = [plain, contiguous].filter(claimed => !Number.isNaN(claimed));
  const strongest = known.length > 0 ? Math.max(...known) : Number.NaN;
  check.that(
    Number.isNaN(strongest) ? Number.isNaN(lower) : close(lower, strongest),
    () => `kpis.json: lower_bound is ${say(lower)}, but the larger of the two bounds is ${say(strongest)}`,
  );
  if (proof) {
    check.that(
      close(contiguous, proof.bound),
      () =>
        `kpis.json: bounds.contiguous is ${say(contiguous)}, the proof in plan.json says ${say(proof.bound)}`,
    );
    checkProof(proof, value, plain, check);
  }
  for (const [name, claimed] of claims) {
    if (Number.isNaN(claimed)) continue;
    if (typeof bound === 'string') {
      check.that(false, () => `${name} is ${say(claimed)}, but nothing certifies it: ${bound}`);
      continue;
    }
    const slack = RELATIVE * Math.max(1, Math.abs(claimed));
    check.that(
      bound >= claimed - slack,
      () => `${name} is ${say(claimed)}, the prices certify only ${say(bound)}`,
    );
  }
  const [[, first], [, second]] = claims as [[string, number], [string, number]];
  check.that(
    Number.isNaN(first) || Number.isNaN(second) || close(first, second),
    () => `the plain bounds differ: plan.json ${say(first)}, kpis.json ${say(second)}`,
  );
}

/** A tree of branch and cut cannot be added up again; what it claims must at least agree with what can. */
function checkProof({ bound, proven }: PlanProof, value: number, plain: number, check: Check): void {
  const slack = RELATIVE * Math.max(1, Math.abs(value));
  check.that(
    bound <= value + slack,
    () =>
      `plan.json: the proof says that nothing costs less than ${say(bound)}, the plan costs ${say(value)}`,
  );
  check.that(
    !(bound < plain - slack),
    () =>
      `plan.json: the proof's bound ${say(bound)} is below the plain bound ${say(plain)}, which holds anyway`,
  );
  check.that(
    !proven || bound >= value - 2 * slack,
    () => `plan.json: the plan is said to be a proven optimum, but ${say(bound)} and ${say(value)} differ`,
  );
}

/** What kpis.json says of a promise: kept, not kept, or nothing (null). */
export function promiseOf(kpis: unknown, name: string): boolean | null {
  for (const promise of listAt(kpis, 'promises')) {
    if (at(promise, 'name') === name) return at(promise, 'kept') === true;
  }
  return null;
}

/**
 * A promise against the truth. Claimed kept but broken: a lie. Admitted broken: a broken promise. Admitted
 * broken but kept: a lie too.
 */
export function checkPromise(kpis: unknown, name: string, broken: readonly string[], check: Check): void {
  const claimed = promiseOf(kpis, name);
  check.that(claimed !== null, () => `kpis.json does not say whether ${name} is kept`);
  if (claimed !== false) {
    check.that(broken.length === 0, () => `${name} is not kept, and kpis.json does not say so: ${broken[0]}`);
    for (const text of broken.slice(1)) check.lie(text);
    return;
  }
  check.that(broken.length > 0, () => `kpis.json says that ${name} is not kept, but it is`);
  for (const text of broken) check.broke(`${name}: ${text}`);
}
