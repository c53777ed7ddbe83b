// Who gives what to whom: the largest pairs of the from → to matrix.

import { accountMoved } from '../evaluate/disruption.ts';
import { escapeMarkdown, formatNumber, markdownTable } from './format.ts';
import { bullets, type ReportInput, section } from './report-input.ts';

const SHOWN = 30;

interface Pair {
  readonly from: number;
  readonly to: number;
  accounts: number;
  revenue: number;
  potential: number;
}

/** Who gives how much to whom, most accounts first. */
export function movePairs({ context, result }: Pick<ReportInput, 'context' | 'result'>): Pair[] {
  const { reps, incumbentOf, zoneOf, accounts } = context;
  const k = reps.list.length;
  const pairs = new Map<number, Pair>();
  const value = (name: string, a: number) => Math.max(0, accounts?.numbers.get(name)?.[a] || 0);
  for (let a = 0; a < zoneOf.length; a++) {
    if (!accountMoved(context, result, a)) continue;
    const from = incumbentOf[a] as number;
    const to = result.accountRep[a] as number;
    const pair = pairs.get(from * k + to) ?? { from, to, accounts: 0, revenue: 0, potential: 0 };
    pair.accounts++;
    pair.revenue += value('revenue', a);
    pair.potential += value('potential', a);
    pairs.set(from * k + to, pair);
  }
  // reps are sorted by id: their indices break ties the same way everywhere
  return [...pairs.values()].sort((x, y) => y.accounts - x.accounts || x.from - y.from || x.to - y.to);
}

export function movesSection({ context, result, kpis, lang, labels }: ReportInput): string {
  const { disruption } = kpis.plan;
  if (!disruption) return '';
  const { reps, accounts } = context;
  const sorted = movePairs({ context, result });
  const departed =
    disruption.departed_accounts > 0
      ? bullets([
          labels.departed(
            formatNumber(disruption.departed_accounts, 0, lang),
            context.settings.slice !== null,
          ),
        ])
      : '';
  if (sorted.length === 0) return section(labels.moves, labels.noMoves, departed);

  const n = (amount: number) => formatNumber(amount, 0, lang);
  const name = (j: number) => escapeMarkdown(reps.list[j]?.id ?? '');
  const cells = (label: readonly [string, string], of: Omit<Pair, 'from' | 'to'>) => [
    ...label,
    n(of.accounts),
    ...(accounts?.numbers.has('revenue') ? [n(of.revenue)] : []),
    ...(accounts?.numbers.has('potential') ? [n(of.potential)] : []),
  ];
  const rest = sorted.slice(SHOWN);
  const rows = sorted.slice(0, SHOWN).map(pair => cells([name(pair.from), name(pair.to)], pair));
  if (rest.length > 0) {
    const sum = { accounts: 0, revenue: 0, potential: 0 };
    for (const pair of rest) {
      sum.accounts += pair.accounts;
      sum.revenue += pair.revenue;
      sum.potential += pair.potential;
    }
    rows.push(cells([`**${labels.otherMoves(n(rest.length))}**`, ''], sum));
  }
  const header = [labels.from, labels.to, `${labels.accounts}:`];
  if (accounts?.numbers.has('revenue')) header.push(`${labels.revenue}:`);
  if (accounts?.numbers.has('potential')) header.push(`${labels.potential}:`);
  return section(labels.moves, markdownTable(header, rows), departed, labels.movesNote('changes.csv'));
}
