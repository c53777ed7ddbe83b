// `budgets:` of sectorize.yaml: what teams may use together, of the whole plan or of a layer.

import { type BudgetSetting, RESOURCES } from '../model/settings.ts';
import { list, type Reader, record, scalar, wrong } from './config-readers.ts';
import { number, oneOf, type Parser, text } from './config-values.ts';

const EXAMPLE = '- {name: partners, team: {kind: partner}, resource: km, at_most: 90000, price: 0.02}';

const above: Parser<number> = raw => {
  const parsed = number(0)(raw);
  return 'value' in parsed && parsed.value > 0 ? parsed : { expected: 'a number above 0' };
};

/** `[R01, R02]`, or `{kind: partner}`, or `{seniority: junior}` */
const team: Reader<BudgetSetting['team']> = (tree, key, report) => {
  if (tree.kind === 'list') {
    const reps = list(scalar(text), '[R01, R02]')(tree, key, report);
    return reps && { reps };
  }
  if (tree.kind === 'map' && tree.entries.length === 1) {
    const found = record({ kind: scalar(text), seniority: scalar(text) })(tree, key, report);
    if (found?.kind !== undefined) return { column: 'kind', value: found.kind };
    return found?.seniority === undefined ? undefined : { column: 'seniority', value: found.seniority };
  }
  if (tree.kind === 'scalar' && tree.value === 'all') return null;
  wrong(tree, key, 'ids of reps such as [R01, R02], {kind: partner}, {seniority: junior}, or all', report);
  return undefined;
};

const budget = record({
  name: scalar(text),
  team,
  resource: scalar(oneOf(...RESOURCES)),
  at_most: scalar(above),
  price: scalar(number(0)),
});

/** Those that say what they are of, and how much it is. A team that was given and could not be read is not all reps. */
export const budgetsReader: Reader<readonly BudgetSetting[]> = (tree, key, report) => {
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
};
