// Budgets of teams, judged before anything is planned: do they name who is there, and can what they are of be counted?

import { EXAMPLES, list } from '../geo/words.ts';
import { budgetsOf, isOfTeam, namedUse } from '../model/budgets.ts';
import type { PlanContext } from '../model/context.ts';
import type { Bases } from '../model/eligibility.ts';
import type { Issue, Reps } from '../model/records.ts';
import type { BudgetSetting, Settings } from '../model/settings.ts';
import type { Travel } from '../model/travel.ts';
import { optionIssue } from './option-issue.ts';

const OPTION = 'budgets';

export function budgetIssues({ budgets = [], objective }: Settings, reps: Reps): Issue[] {
  const names = budgets.map(({ name }) => name);
  const twice = [...new Set(names.filter((name, at) => names.indexOf(name) < at))];
  return [
    ...twice.map(name =>
      optionIssue(
        OPTION,
        `two budgets called ${name}`,
        'a name of its own for each',
        'give one of them another name',
      ),
    ),
    ...budgets.flatMap(budget => [...issuesOf(budget, reps, objective)]),
  ];
}

function* issuesOf(budget: BudgetSetting, reps: Reps, objective: Settings['objective']): Generator<Issue> {
  const { name, team, resource, price } = budget;
  if (team && 'reps' in team) {
    const known = new Set(reps.list.map(({ id }) => id));
    const unknown = team.reps.filter(id => !known.has(id));
    if (unknown.length > 0) {
      yield optionIssue(
        OPTION,
        `budget ${name} of ${list(unknown, EXAMPLES)}, not among the reps`,
        'ids of reps',
        `ids begin with ${list([...known].slice(0, EXAMPLES), EXAMPLES)}`,
      );
      return;
    }
  }
  const members = reps.list.filter(rep => isOfTeam(rep, team));
  if (members.length === 0) {
    const found =
      team && 'column' in team
        ? `budget ${name} of reps whose ${team.column} is ${team.value}, and there are none`
        : `budget ${name} of nobody`;
    const values =
      team && 'column' in team
        ? [...new Set(reps.list.map(rep => rep[team.column] ?? ''))].filter(value => value !== '').sort()
        : [];
    yield optionIssue(
      OPTION,
      found,
      'a team with a rep in it',
      values.length > 0
        ? `known: ${list(values, EXAMPLES)}`
        : 'name reps, or leave team out: then it is of all',
    );
  }
  if (resource === 'cost') {
    for (const [field, column] of [
      ['costPerHour', 'cost_per_hour'],
      ['costPerKm', 'cost_per_km'],
    ] as const) {
      const without = members.filter(rep => Number.isNaN(rep[field])).map(({ id }) => id);
      if (without.length === 0) continue;
      yield optionIssue(
        OPTION,
        `budget ${name} of cost, and no ${column} of ${list(without, EXAMPLES)}`,
        `${column} of every rep of the team`,
        `fill the column ${column} of the reps (0 where it costs nothing), or make it a budget of hours or km`,
      );
    }
  }
  if (price !== null && price > 0 && objective === 'compactness') {
    yield {
      ...optionIssue(
        OPTION,
        `a price of ${price} in budget ${name}, where the objective is no hours but compactness`,
        'a price in its unit, the first measure × km²',
        'see in kpis.json what the plan costs (objective.value), and give a price of that order, or none: then the budget is firm',
      ),
      severity: 'warning',
      code: 'price-unit',
    };
  }
}

/** Budgets of which named accounts alone use more than there is: no plan keeps them. */
export function spentAlready(context: PlanContext, bases: Bases, travel: Travel): Issue[] {
  // free centers are bases that nobody knows yet
  if (bases.lat.some(lat => Number.isNaN(lat))) return [];
  return budgetsOf(context).flatMap((budget): Issue[] => {
    const { name, atMost, resource } = budget;
    const used = namedUse(context, budget, bases, travel);
    if (used <= atMost) return [];
    return [
      {
        ...optionIssue(
          OPTION,
          `budget ${name} of ${atMost} ${resource}, of which accounts that stay with their rep alone use ${Math.round(used)}`,
          'a budget that leaves something for the zones',
          'raise it, or unlock accounts: as it is, no plan keeps it',
        ),
        severity: 'warning',
        code: 'budget-spent',
      },
    ];
  });
}

/** Layers are planned one after the other: a purse of all of them would go to the first. */
export function budgetOfNoLayer(): Issue {
  return optionIssue(
    OPTION,
    'a budget of the whole plan, and layers, which are planned one by one',
    'a budget of each layer',
    'write budgets under the layers that have one (layers: - {name: …, budgets: [{resource: km, at_most: …}]})',
  );
}

/** Another team has no budget that names the reps of this one. */
export function budgetOfNamed(names: readonly string[]): Issue {
  return optionIssue(
    OPTION,
    `budget ${list(names, EXAMPLES)} of some of the reps`,
    'budgets of all reps, whoever they are',
    'leave team out: with more or fewer reps nobody knows who would be in it',
  );
}
