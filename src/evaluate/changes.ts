// The hand-over list: every account that changes rep, and why, as far as can be known from the plan.

import type { PlanContext, PlanResult } from '../model/context.ts';
import type { Override } from '../model/overrides.ts';
import type { PlanSplit } from '../model/plan.ts';
import { isZoneOrPart } from '../model/zone-matcher.ts';
import { accountMoved, departedRep } from './disruption.ts';
import type { Eligibility, Rule } from './eligibility.ts';

export type Reason =
  /** the rep of today is not in the rep file: the account needs a new one whatever the plan */
  | { readonly code: 'departed'; readonly rep: string }
  /** somebody decided so, for the account or for its zone */
  | {
      readonly code: 'override';
      /** null for a decision about the account itself */
      readonly zone: string | null;
      readonly rep: string;
      readonly author: string;
      readonly reason: string;
    }
  /** all sites of its group go to one rep */
  | { readonly code: 'group'; readonly rep: string; readonly group: string }
  /** the same where there are layers: the rep of today may serve another */
  | { readonly code: 'other-layer'; readonly rep: string; readonly layer: string }
  /** the rep of today may not serve the account any more */
  | { readonly code: 'not-eligible'; readonly rep: string; readonly rule: Rule }
  /** the zone was too large for one rep, and was split */
  | { readonly code: 'split'; readonly zone: string }
  /** the whole zone goes from its rep to another */
  | { readonly code: 'zone-moved'; readonly zone: string }
  /** several reps serve the zone today; it now has one */
  | { readonly code: 'zone-shared'; readonly zone: string };

export interface Change {
  readonly account: number;
  /** id as in the file */
  readonly from: string;
  readonly to: string;
  readonly reason: Reason;
}

/** The decision by hand that settles an account: its own, else that of its zone. */
function decisions({ overrides, accounts, zones, zoneOf }: PlanContext): (a: number) => Override | undefined {
  if (overrides.length === 0) return () => undefined;
  const ofAccount = new Map(overrides.filter(({ account }) => account !== '').map(o => [o.account, o]));
  const ofZone = overrides.filter(({ zone }) => zone !== '');
  return a =>
    ofAccount.get(accounts?.id[a] as string) ??
    ofZone.find(({ zone }) => isZoneOrPart(zones.id[zoneOf[a] as number] as string, zone));
}

/** Accounts with an incumbent who is not their rep in the plan, in account order. */
export function* changesOf(
  context: PlanContext,
  result: PlanResult,
  splits: readonly PlanSplit[],
  rules: Eligibility,
): Generator<Change> {
  const { accounts, reps, zones, zoneOf, incumbentOf, zoneIncumbent } = context;
  const parents = new Map(splits.flatMap(split => split.parts.map(part => [part.id, split.zone] as const)));
  const repId = (j: number) => reps.list[j]?.id ?? '';
  const decidedOf = decisions(context);
  const reasonOf = (a: number): Reason => {
    const incumbent = incumbentOf[a] as number;
    const decided = decidedOf(a);
    if (decided) {
      const { zone, author, reason } = decided;
      return { code: 'override', zone: zone || null, rep: repId(incumbent), author, reason };
    }
    const rule = rules.account(a, incumbent);
    if (context.named[a]) return { code: 'group', rep: repId(incumbent), group: accounts?.groupId[a] ?? '' };
    if (rule) return { code: 'not-eligible', rep: repId(incumbent), rule };
    const i = zoneOf[a] as number;
    const zone = zones.id[i] as string;
    const parent = parents.get(zone);
    if (parent !== undefined) return { code: 'split', zone: parent };
    return { code: zoneIncumbent[i] === incumbent ? 'zone-moved' : 'zone-shared', zone };
  };
  for (let a = 0; a < (accounts?.count ?? 0); a++) {
    const to = repId(result.accountRep[a] as number);
    const departed = departedRep(context, a);
    if (departed !== '') {
      const reason: Reason = context.settings.slice
        ? { code: 'other-layer', rep: departed, layer: context.layer }
        : { code: 'departed', rep: departed };
      yield { account: a, from: departed, to, reason };
    } else if (accountMoved(context, result, a)) {
      yield { account: a, from: repId(incumbentOf[a] as number), to, reason: reasonOf(a) };
    }
  }
}
