// Rules about sectors as a whole, judged before anything is planned: can they be kept at all, and do they name what there is?

import { EXAMPLES, list } from '../geo/words.ts';
import { nearest } from '../io/nearest.ts';
import type { Accounts, Issue, Reps, Zones } from '../model/records.ts';
import type { LimitSetting, Settings } from '../model/settings.ts';
import { budgetIssues } from './budget-issues.ts';
import { optionIssue } from './option-issue.ts';
import { quotaIssues } from './quota-issues.ts';

interface Given {
  readonly accounts: Accounts | null;
  readonly reps: Reps;
  readonly zones: Zones;
}

/** What is wrong with --keep-together, --may-cut, the limits and the budgets, for these records. */
export function sectorRuleIssues(settings: Settings, given: Given): Issue[] {
  const columns = settings.keepTogether.map(({ column }) => column);
  const twice = columns.filter((column, at) => columns.indexOf(column) < at);
  return [
    ...[...new Set(twice)].map(column =>
      optionIssue(
        '--keep-together',
        `the column ${column} twice`,
        'a rule for each column',
        'leave one of them out',
      ),
    ),
    ...settings.keepTogether.flatMap(rule => [...togetherIssues(settings, rule, given)]),
    ...idleExceptions(settings, given),
    ...settings.limits.flatMap(limit => [...limitIssues(limit, given)]),
    ...budgetIssues(settings, given.reps),
    ...quotaIssues(settings, given.accounts),
  ];
}

function* togetherIssues(
  { objective }: Settings,
  { column, price }: Settings['keepTogether'][number],
  { zones }: Given,
): Generator<Issue> {
  const option = '--keep-together';
  const named = `${option} ${column}`;
  const parent = zones.parents.get(column);
  if (!parent) {
    const known = [...zones.parents.keys()];
    if (zones.numbers.has(column)) {
      yield optionIssue(
        named,
        `the column ${column}, whose cells are numbers`,
        known.length > 0 ? `a text column: ${known.join(', ')}` : 'a text column of the zones',
        `if they are codes, read them as text: --map zones.region=${column} ${option} region`,
      );
      return;
    }
    const near = nearest(column, known);
    yield optionIssue(
      named,
      `the column ${column}, which the zones do not have`,
      known.length > 0 ? `one of ${known.join(', ')}` : 'a text column of the zones, such as department',
      near ? `did you mean ${near}?` : known.length > 0 ? `write ${known[0]}` : 'add the column to the zones',
    );
    return;
  }
  if (price !== null && price > 0 && objective === 'compactness') {
    yield {
      ...optionIssue(
        named,
        `a price of ${price} for a cut through ${column}, where the objective is no hours but compactness`,
        'a price in its unit, the first measure × km²',
        'see in kpis.json what the plan costs (objective.value), and give a price of that order, or none: then none may be cut',
      ),
      severity: 'warning',
      code: 'price-unit',
    };
  }
}

/** Names that may be cut, and that no column which is kept together has. */
function idleExceptions({ keepTogether }: Settings, { zones }: Given): Issue[] {
  const known = new Set(keepTogether.flatMap(({ column }) => zones.parents.get(column) ?? []));
  const idle = [...new Set(keepTogether.flatMap(({ except }) => except))].filter(area => !known.has(area));
  if (idle.length === 0) return [];
  const columns = keepTogether.map(({ column }) => column).join(' or ');
  return [
    {
      ...optionIssue(
        '--may-cut',
        `${list(idle, EXAMPLES)}: no ${columns} of any zone`,
        `areas of ${columns}`,
        'check how they are written (01, not 1); as they are, they match nothing',
      ),
      severity: 'warning',
      code: 'idle-rule',
    },
  ];
}

function* limitIssues({ of, min, max }: LimitSetting, { accounts, reps, zones }: Given): Generator<Issue> {
  const sectors = reps.list.length;
  if (of === 'accounts' && !accounts) {
    yield optionIssue(
      '--max-accounts',
      'a limit of accounts without accounts',
      'an accounts file',
      'leave it out',
    );
    return;
  }
  const all = of === 'zones' ? zones.count : (accounts?.count ?? 0);
  if (min !== null && max !== null && min > max) {
    const text = `at least ${min} and at most ${max} ${of}`;
    yield optionIssue(`--min-${of}`, text, 'a minimum below the maximum', 'exchange the two');
    return;
  }
  if (min !== null && min * sectors > all) {
    const most = Math.floor(all / sectors);
    const text = `at least ${min} ${of} for each of ${sectors} sectors, and ${all} ${of} in all`;
    yield optionIssue(`--min-${of}`, text, `at most ${most}`, `write --min-${of} ${most}, or less`);
  }
  if (max !== null && max * sectors < all) {
    const least = Math.ceil(all / sectors);
    const text = `at most ${max} ${of} for each of ${sectors} sectors, and ${all} ${of} in all`;
    yield optionIssue(`--max-${of}`, text, `at least ${least}`, `write --max-${of} ${least}, or more`);
  }
}

/** Areas that are kept whole, and what they leave: fewer pieces than sectors cannot be shared out. */
export function tooFewUnits(units: number, sectors: number): Issue {
  return optionIssue(
    '--keep-together',
    `${units} ${units === 1 ? 'area or zone' : 'areas and zones'} that may not be cut, for ${sectors} sectors`,
    'at least one for every sector',
    'give it a price instead, or name areas that may be cut (--may-cut)',
  );
}

/** Areas that weigh more than any sector may carry. */
export function tooLargeAreas(column: string, areas: readonly string[], zones: Zones): Issue {
  return {
    severity: 'warning',
    code: 'area-too-large',
    file: zones.file,
    line: null,
    column,
    found: `${column} ${list(areas, EXAMPLES)}: more than any sector may carry within tolerance`,
    expected: `areas that fit in a sector, as --keep-together ${column} wants them whole`,
    remedy:
      'these are cut like any other ground; a wider tolerance or fewer reps would keep more of them whole',
  };
}

/** Areas that are to be whole, and that a barrier parts. */
export function partedAreas(column: string, areas: readonly string[], zones: Zones): Issue {
  return {
    severity: 'warning',
    code: 'area-in-pieces',
    file: zones.file,
    line: null,
    column,
    found: `${column} ${list(areas, EXAMPLES)}: in pieces that a barrier parts`,
    expected: `areas in one piece, as --keep-together ${column} wants them with one rep`,
    remedy: `name them in --may-cut, or take the barrier out: as it is, no sector that has one of them hangs together`,
  };
}

/** Areas of two columns that cross: the price of the one cannot be told where the other may not be cut. */
export function crossedAreas(whole: string, priced: string): Issue {
  return optionIssue(
    '--keep-together',
    `areas of ${priced} with a price that are crossed by areas of ${whole} kept whole`,
    `every area of ${whole} within one of ${priced}`,
    `leave ${priced} out, or give ${whole} a price too`,
  );
}
