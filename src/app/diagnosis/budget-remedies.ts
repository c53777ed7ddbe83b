// More of a team's budget: from half of what the plan in hand lacks upwards.

import { powerOf } from '../../model/power.ts';
import type { BudgetSetting } from '../../model/settings.ts';
import { overspent, usedOf } from '../../optimize/team-budgets.ts';
import { type Proposal, type RemedyInput, upTo } from './proposal.ts';
import type { Rule } from './rules.ts';

/** Steps: parts of what is lacking, and, where the budget only stands in the way of balance, of the budget. */
const STEPS = [0.5, 1, 2, 4];
const SHARES = [0.02, 0.05, 0.1, 0.2, 0.4];

/** A list for each firm budget that is not kept, or has a part in the conflict. */
export function otherBudgets({ world, optimized }: RemedyInput, conflict: readonly Rule[]): Proposal[][] {
  const { budgets: settings = [] } = world.context.settings;
  const { problem, zoneRep } = optimized;
  const used = usedOf(problem, zoneRep);
  const involved = new Set(conflict.flatMap(rule => (rule.kind === 'budget' ? [rule.at] : [])));
  return (problem.budgets ?? []).flatMap((budget, at) => {
    const own = settings[at] as BudgetSetting;
    const lacking = overspent(budget, used[at] as number);
    if (budget.price !== null || (lacking === 0 && !involved.has(at))) return [];
    const from = own.atMost;
    const steps = lacking > 0 ? STEPS.map(step => step * lacking) : SHARES.map(share => share * from);
    // three figures: nobody grants a budget to the kilometre
    const grain = powerOf(10, Math.floor(Math.log10(from) - 2));
    const values = new Set(steps.map(step => upTo(from + step, grain)));
    return [
      [...values].map(
        (to): Proposal => ({
          remedy: { change: 'budget', budget: own.name, resource: own.resource, from, to },
          change: { settings: { budgets: settings.with(at, { ...own, atMost: to }) } },
        }),
      ),
    ];
  });
}
