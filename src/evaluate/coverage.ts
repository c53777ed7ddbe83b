// Account coverage: an account is covered when its rep may serve it, within its SLA and the rep's longest
// travel time, and has the hours for it. A rep's hours go to the accounts with the most potential first
// (then by id); the accounts that no hours are left for are not covered.

import type { PlanContext } from '../model/context.ts';
import type { Eligibility } from './eligibility.ts';
import type { Coverage } from './kpis-types.ts';
import type { Service } from './service.ts';
import { ratio, round6 } from './statistics.ts';
import { addTo, type Tally } from './tally.ts';

/** float noise that must not turn away an account from a rep who is exactly full, as a share of the capacity */
const SLACK = 1e-9;

export interface CoverageSums {
  /** per slot; `all` includes accounts without a rep in the plan's slot only */
  readonly all: Float64Array;
  readonly allPotential: Float64Array;
  readonly covered: Float64Array;
  readonly coveredPotential: Float64Array;
  readonly notEligible: Float64Array;
  readonly tooFar: Float64Array;
  readonly overCapacity: Float64Array;
  readonly noRep: number;
}

/** Hours a year that a rep can work at standard durations: seniority makes more of an hour, absence fewer hours. */
export function capacityHours({ reps, fte }: PlanContext, j: number): number {
  const rep = reps.list[j] as PlanContext['reps']['list'][number];
  return (fte[j] as number) * rep.productivity * rep.hoursPerYear;
}

/** null without accounts. */
export function coverageSums(
  context: PlanContext,
  service: Service,
  sums: Tally,
  rules: Eligibility,
): CoverageSums | null {
  const { accounts, reps } = context;
  if (!accounts) return null;
  const slots = () => new Float64Array(reps.list.length + 1);
  const potential = accounts.numbers.get('potential');
  const worths = Float64Array.from({ length: accounts.count }, (_, a) => Math.max(0, potential?.[a] || 0));
  const worth = (a: number) => worths[a] as number;
  const result = {
    all: slots(),
    allPotential: slots(),
    covered: slots(),
    coveredPotential: slots(),
    notEligible: slots(),
    tooFar: slots(),
    overCapacity: slots(),
    noRep: 0,
  };
  const plan = reps.list.length;
  const left = reps.list.map((_, j) => capacityHours(context, j) * (1 + SLACK));
  const byWorth = Int32Array.from({ length: accounts.count }, (_, a) => a);
  if (potential) byWorth.sort((a, b) => (worths[b] as number) - (worths[a] as number) || a - b);
  for (const a of byWorth) {
    const j = service.accountRep[a] as number;
    if (j < 0) {
      result.noRep++;
      result.all[plan] = (result.all[plan] as number) + 1;
      result.allPotential[plan] = (result.allPotential[plan] as number) + worth(a);
      continue;
    }
    addTo(result.all, j, 1);
    addTo(result.allPotential, j, worth(a));
    const rule = rules.account(a, j);
    const hours = sums.accountHours[a] as number;
    if (rule === 'sla_minutes' || rule === 'max_travel_minutes') addTo(result.tooFar, j, 1);
    else if (rule) addTo(result.notEligible, j, 1);
    else if (hours > (left[j] as number)) addTo(result.overCapacity, j, 1);
    else {
      left[j] = (left[j] as number) - hours;
      addTo(result.covered, j, 1);
      addTo(result.coveredPotential, j, worth(a));
    }
  }
  return result;
}

export function coverageAt(context: PlanContext, sums: CoverageSums | null, slot: number): Coverage {
  if (!sums) return { accounts: null, potential: null, uncovered: null };
  const hasPotential = context.accounts?.numbers.has('potential');
  const at = (values: Float64Array) => values[slot] as number;
  return {
    accounts: round6(ratio(at(sums.covered), at(sums.all))),
    potential: hasPotential ? round6(ratio(at(sums.coveredPotential), at(sums.allPotential))) : null,
    uncovered: {
      no_rep: slot === context.reps.list.length ? sums.noRep : 0,
      not_eligible: at(sums.notEligible),
      too_far: at(sums.tooFar),
      over_capacity: at(sums.overCapacity),
    },
  };
}
