// `budgets:` of sectorize.yaml: what teams may use together, of the whole plan or of a layer.

import { type BudgetSetting, RESOURCES } from '../model/settings.ts';
import { about, list, type Reader, reader, record, scalar, wrong } from './config-readers.ts';
import { either, needs } from './config-schema.ts';
import { above, number, oneOf, text } from './config-values.ts';

const EXAMPLE = '- {name: partners, team: {kind: partner}, resource: km, at_most: 90000, price: 0.02}';

const ids = list(scalar(text), '[R01, R02]');
const kindOrSeniority = record({
  kind: about('All reps of this kind.', scalar(text)),
  seniority: about('All reps of this seniority.', scalar(text)),
});
const ALL = 'all';

/** `[R01, R02]`, or `{kind: partner}`, or `{seniority: junior}` */
const team: Reader<BudgetSetting['team']> = reader(
  either({ enum: [ALL] }, ids.schema, {
    allOf: [kindOrSeniority.schema, either(needs('kind'), needs('seniority'))],
    maxProperties: 1,
  }),
  (tree, key, report) => {
    if (tree.kind === 'list') {
      const reps = ids(tree, key, report);
      return reps && { reps };
    }
    if (tree.kind === 'map' && tree.entries.length === 1) {
      let told = false;
      const found = kindOrSeniority(tree, key, finding => {
        told = true;
        report(finding);
      });
      if (found?.kind !== undefined) return { column: 'kind', value: found.kind };
      if (found?.seniority !== undefined) return { column: 'seniority', value: found.seniority };
      if (told) return undefined;
    }
    if (tree.kind === 'scalar' && tree.value === ALL) return null;
    wrong(tree, key, 'ids of reps such as [R01, R02], {kind: partner}, {seniority: junior}, or all', report);
    return undefined;
  },
);

const budget = record({
  name: about('For messages and reports; the resource, where it is absent.', scalar(text)),
  team: about('Whose: ids, {kind: …}, {seniority: …}, or all.', team, ALL),
  resource: about('hours (visits and travel), travel_hours, km, or cost.', scalar(oneOf(...RESOURCES))),
  at_most: about('How much of it a year.', scalar(above)),
  price: about('Hours that a unit beyond it costs; without a price the budget is firm.', scalar(number(0))),
});

const SCHEMA = { type: 'array', items: { allOf: [budget.schema, needs('resource', 'at_most')] } };

/** Those that say what they are of, and how much it is. A team that was given and could not be read is not all reps. */
export const budgetsReader: Reader<readonly BudgetSetting[]> = reader(SCHEMA, (tree, key, report) => {
  if (tree.kind !== 'list') {
    wrong(tree, key, `a list, such as ${EXAMPLE}`, report);
    return undefined;
  }
  const budgets: BudgetSetting[] = [];
  for (const item of tree.items) {
    const found = budget(item, key, report);
    if (!found) continue;
    const missing = (['resource', 'at_most'] as const).filter(
      field =>
        found[field] === undefined && !(item.kind === 'map' && item.entries.some(e => e.key === field)),
    );
    if (missing.length > 0) wrong(item, key, `${missing.join(' and ')} too, such as ${EXAMPLE}`, report);
    const { resource, at_most: atMost } = found;
    if (resource === undefined || atMost === undefined) continue;
    const { name = resource, price = null } = found;
    budgets.push({ name, team: found.team ?? null, resource, atMost, price });
  }
  return budgets.length > 0 ? budgets : undefined;
});
