// A comparison as rows of a CSV file in long form, for scripts: one figure of one scope a row, a column for each plan.

import type { Comparison } from '../../evaluate/compare/compare.ts';
import type { Cell, Row } from '../../evaluate/tables.ts';
import { type Compared, scopeFigures, sectorFigures, sidesOf } from './figures.ts';

/** Counts and amounts that move, of what has a rep in both plans: of the plans against the base, which has none. */
const MOVES = ['accounts', 'zones', 'revenue', 'potential'] as const;

export function* comparisonRows(comparison: Comparison): Generator<Row> {
  const names = sidesOf(comparison).map(({ name }) => name);
  const [, ...others] = names;
  const single = others.length === 1;
  yield [
    ...['scope', 'layer', 'sector_id', 'kpi', 'unit', ...names],
    ...(single
      ? ['difference', 'verdict']
      : others.flatMap(name => [`difference: ${name}`, `verdict: ${name}`])),
  ];
  const cells = ({ row, values, differences, verdicts }: Compared): Cell[] => [
    row.path,
    row.unit,
    ...values,
    ...others.flatMap((_, o) => [differences[o + 1] ?? null, verdicts[o + 1] ?? '']),
  ];
  for (const { layer, figures } of scopeFigures(comparison, 'en')) {
    const scope = layer === null ? 'plan' : 'layer';
    for (const figure of figures) yield [scope, layer ?? '', '', ...cells(figure)];
  }
  for (const of of MOVES) {
    const unit = of === 'accounts' || of === 'zones' ? of : 'currency/year';
    for (const what of ['moved', 'common'] as const) {
      const values = comparison.others.map(({ moves }) => moves[of]?.[what] ?? null);
      yield ['moves', '', '', `${of}.${what}`, unit, null, ...values, ...others.flatMap(() => [null, ''])];
    }
  }
  for (const { layer, sectorId, figures } of sectorFigures(comparison, 'en'))
    for (const figure of figures) yield ['sector', layer, sectorId, ...cells(figure)];
}
