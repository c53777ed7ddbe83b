// Which rules contradict each other: those that are left when every rule without which it is still impossible has been taken
// away (deletion filter, Chinneck and Dravnieks 1991). Impossible on paper, that is as a linear program at the plan's targets and
// centers: zones are shared out in proportion and sectors lie in pieces.

import type { Duals, Problem } from '../../model/problem.ts';
import { type ElasticHooks, elasticLp } from '../../optimize/elastic.ts';
import { isRow, type Rule } from './rules.ts';

/** Linear programs that may be solved for it. */
const MOST_TESTS = 120;
/** Rules of a list that may have more in it than it takes. */
const READABLE = 12;
/** Rows whose price is below this share of the dearest one's have no part in it. */
const QUIET = 1e-4;

export interface Conflict {
  readonly possible: boolean | null;
  readonly rules: readonly Rule[];
  readonly minimal: boolean;
}

/** @param broken by how much the plan in hand breaks a row: those are tried last, the worst ones in the end, for they are asked about */
export async function conflictOf(
  rules: readonly Rule[],
  less: (removed: Iterable<Rule>) => Problem,
  broken: ReadonlyMap<number, number>,
  hooks: ElasticHooks,
): Promise<Conflict> {
  let duals: Duals | undefined;
  let tests = 0;
  let open = false;
  const impossible = async (removed: Iterable<Rule>): Promise<boolean | null> => {
    tests++;
    const { kept, duals: found } = await elasticLp(less(removed), hooks, duals);
    if (kept === false) duals = found;
    if (kept === null) open = true;
    return kept === null ? null : !kept;
  };
  const first = await impossible([]);
  if (first !== true) return { possible: first === null ? null : true, rules: [], minimal: true };

  const removed = new Set<Rule>();
  const tryWithout = async (some: readonly Rule[]): Promise<void> => {
    const fresh = some.filter(rule => !removed.has(rule));
    if (fresh.length === 0 || tests >= MOST_TESTS) return;
    if ((await impossible([...removed, ...fresh])) === true) for (const rule of fresh) removed.add(rule);
  };
  // whole groups first: most rules have nothing to do with it
  const price = (duals as Duals | undefined)?.price ?? new Float64Array(0);
  const dearest = price.reduce((most, y) => Math.max(most, Math.abs(y)), 0);
  const binds = (rule: Rule): boolean =>
    isRow(rule) && (rule.side === 'most' ? 1 : -1) * (price[rule.row] as number) > QUIET * dearest;
  await tryWithout(rules.filter(rule => isRow(rule) && !binds(rule)));
  for (const kind of ['max_moved', 'budget', 'locked', 'eligibility'] as const) {
    await tryWithout(rules.filter(rule => rule.kind === kind));
  }
  const rank = (rule: Rule): number => (isRow(rule) ? (broken.get(rule.row) ?? -2) : -1);
  const left = rules.filter(rule => !removed.has(rule)).sort((a, b) => rank(a) - rank(b));
  for (const rule of left) await tryWithout([rule]);
  const conflict = rules.filter(rule => !removed.has(rule));
  const minimal = !open && tests < MOST_TESTS;
  // a long list that holds a conflict somewhere says nothing
  return { possible: false, rules: minimal || conflict.length <= READABLE ? conflict : [], minimal };
}
