// The figures that are compared: KPIs of all layers and of each, and what a sector has, with the difference from the base
// and whether it is better. Every format is written from these.

import type { Comparison } from '../../evaluate/compare/compare.ts';
import { matchSectors, measuresOf, type SectorMatch } from '../../evaluate/compare/sectors.ts';
import type { Side } from '../../evaluate/compare/side.ts';
import { type Better, differenceOf, type Verdict, verdictOf } from '../../evaluate/compare/verdict.ts';
import type { PlanKpis, SectorKpis } from '../../evaluate/kpis-types.ts';
import { COST_WORDS } from '../cost-words.ts';
import { formatSigned, type Lang } from '../format.ts';
import { amount, balanceRows, KPI_ROWS, type KpiRow, row, share } from '../kpi-rows.ts';
import { LABELS, measureWords } from '../labels.ts';
import { COMPARE_WORDS } from './words.ts';

type Figure = number | null;

/** A figure of every side, the base first. */
export interface Compared {
  readonly row: Pick<KpiRow, 'path' | 'unit' | 'better' | 'step' | 'text'> & { readonly name: string };
  readonly values: readonly Figure[];
  /** from the base; null for the base itself */
  readonly differences: readonly Figure[];
  readonly verdicts: readonly (Verdict | null)[];
}

export interface ScopeFigures {
  /** null: all layers together, or the only one */
  readonly layer: string | null;
  readonly figures: readonly Compared[];
}

export interface SectorFigures extends Omit<SectorMatch, 'sides'> {
  /** in which of the sides it is */
  readonly present: readonly boolean[];
  readonly figures: readonly Compared[];
}

const SIZE_ROWS: readonly KpiRow[] = [
  row(
    'contiguity.sectors',
    ['Sectors', 'sectors that have zones'],
    ['Secteurs', 'secteurs qui ont des zones'],
    p => p.contiguity.sectors,
    amount(0),
    { better: null, unit: 'sectors' },
  ),
  row('zones', ['Zones', 'zones'], ['Zones', 'zones'], p => p.zones, amount(0), {
    better: null,
    unit: 'zones',
  }),
  row('accounts', ['Accounts', 'accounts'], ['Comptes', 'comptes'], p => p.accounts, amount(0), {
    better: null,
    unit: 'accounts',
  }),
];

const OUTCOME_ROWS: readonly KpiRow[] = [
  row(
    'objective.gap',
    ['Distance from the optimum, at most', '(cost − lower bound) / cost'],
    ['Distance à l’optimum, au plus', '(coût − borne) / coût'],
    p => p.objective?.gap,
    { ...share, step: 0.001 },
    { better: 'less', unit: 'fraction' },
  ),
  row(
    'disruption.share.accounts',
    ['Accounts moved, against the plan’s own incumbent', 'share of accounts'],
    ['Comptes déplacés, par rapport à l’existant du découpage', 'part des comptes'],
    p => p.disruption?.share.accounts,
    share,
    { better: 'less', unit: 'fraction' },
  ),
  row(
    'disruption.share.revenue',
    ['Revenue moved, against the plan’s own incumbent', 'share of the revenue'],
    ['CA déplacé, par rapport à l’existant du découpage', 'part du CA'],
    p => p.disruption?.share.revenue,
    share,
    { better: 'less', unit: 'fraction' },
  ),
];

/** What a reader in a hurry wants to see; the largest deviations come with them. */
const KEY = new Set([
  ...['coverage.accounts', 'travel.hours', 'travel.km', 'travel.kg_co2', 'travel.mean_minutes'],
  ...[
    'cost.total',
    'cost.per_visit',
    'contiguity.extra_pieces',
    'commercial.revenue',
    'workload.hours',
    'objective.gap',
  ],
  ...['contiguity.sectors', 'accounts'],
]);

export function isKey({ row: { path } }: Compared): boolean {
  return KEY.has(path) || path.endsWith('.max_deviation');
}

/** Known in some plan. */
export function isKnown({ values }: Compared): boolean {
  return values.some(value => value !== null);
}

export function sidesOf({ base, others }: Comparison): Side[] {
  return [base, ...others.map(({ side }) => side)];
}

/** All layers first, then each, of plans with layers. */
export function scopeFigures(comparison: Comparison, lang: Lang): ScopeFigures[] {
  const sides = sidesOf(comparison);
  const rows = rowsOf(sides, lang);
  const names = [...new Set(sides.flatMap(({ layers }) => layers.map(({ name }) => name)))].filter(
    name => name !== '',
  );
  const scope = (layer: string | null, kpis: readonly (PlanKpis | null)[]): ScopeFigures => ({
    layer,
    figures: rows.map(of =>
      compared(
        { ...of, name: of.name[lang] },
        kpis.map(plan => (plan ? (of.value(plan) ?? null) : null)),
      ),
    ),
  });
  return [
    scope(
      null,
      sides.map(({ kpis }) => kpis),
    ),
    ...names.map(name =>
      scope(
        name,
        sides.map(({ layers }) => layers.find(layer => layer.name === name)?.kpis ?? null),
      ),
    ),
  ];
}

function rowsOf(sides: readonly Side[], lang: Lang): KpiRow[] {
  return [
    ...SIZE_ROWS,
    ...measuresOf(sides).flatMap(name => balanceRows(name, measureWords(name, LABELS[lang]))),
    ...KPI_ROWS,
    ...OUTCOME_ROWS,
  ];
}

function compared(of: Compared['row'], values: readonly Figure[]): Compared {
  const [base = null, ...others] = values;
  return {
    row: of,
    values,
    differences: [null, ...others.map(value => differenceOf(base, value))],
    verdicts: [null, ...others.map(value => verdictOf(of.better, base, value, of.step))],
  };
}

/** By layer and id: hours, deviation of every measure, accounts, revenue; cost and kg CO₂ where some sector has them. */
export function sectorFigures(comparison: Comparison, lang: Lang): SectorFigures[] {
  const sides = sidesOf(comparison);
  const measures = measuresOf(sides);
  const matches = matchSectors(sides);
  const known = (of: (sector: SectorKpis) => Figure | undefined) =>
    matches.some(({ sides: sectors }) => sectors.some(sector => sector && (of(sector) ?? null) !== null));
  const [costs, carbon] = [known(s => s.cost.total), known(s => s.travel.kg_co2)];
  return matches.map(({ sides: sectors, ...match }) => {
    const figure = (
      path: string,
      name: string,
      unit: string,
      written: Pick<KpiRow, 'text' | 'step'>,
      of: (sector: SectorKpis) => Figure | undefined,
    ) =>
      compared(
        { path, name, unit, better: null, ...written },
        sectors.map(sector => (sector ? (of(sector) ?? null) : null)),
      );
    const labels = LABELS[lang];
    return {
      ...match,
      present: sectors.map(sector => sector !== null),
      figures: [
        figure('workload.hours', COMPARE_WORDS[lang].hours, 'h/year', amount(0), s => s.workload.hours),
        ...measures.map(name =>
          nearestToTarget(
            figure(`balance.${name}.deviation`, measureWords(name, labels), 'fraction', SIGNED, s =>
              Object.hasOwn(s.balance, name) ? s.balance[name]?.deviation : null,
            ),
          ),
        ),
        figure('accounts', labels.accounts, 'accounts', amount(0), s => s.accounts),
        figure('commercial.revenue', labels.revenue, 'currency/year', amount(0), s => s.commercial.revenue),
        ...(costs
          ? [figure('cost.total', COST_WORDS[lang].cost, 'currency/year', amount(0), s => s.cost.total)]
          : []),
        ...(carbon ? [figure('travel.kg_co2', labels.co2, 'kg/year', amount(0), s => s.travel.kg_co2)] : []),
      ],
    };
  });
}

/** Of a deviation, the one that is nearer to nothing is better. */
function nearestToTarget(figure: Compared): Compared {
  const away = figure.values.map(value => (value === null ? null : Math.abs(value)));
  const better: Better = 'less';
  const { verdicts } = compared({ ...figure.row, better }, away);
  return { ...figure, verdicts };
}

const SIGNED: Pick<KpiRow, 'text' | 'step'> = {
  step: 0.001,
  text: (value, lang) => formatSigned(value, lang),
};

/** Of more than so many, by the change of any deviation, those of one plan alone first; then in their own order. */
export function mostChanged(sectors: readonly SectorFigures[], s: number, most: number): SectorFigures[] {
  const change = ({ present, figures }: SectorFigures) =>
    present[0] && present[s]
      ? Math.max(
          0,
          ...figures
            .filter(({ row }) => row.path.startsWith('balance.'))
            .map(({ differences }) => Math.abs(differences[s] ?? 0)),
        )
      : Number.POSITIVE_INFINITY;
  if (sectors.length <= most) return [...sectors];
  return sectors
    .map((sector, index) => ({ sector, index, by: change(sector) }))
    .sort((a, b) => (a.by === b.by ? a.index - b.index : b.by - a.by))
    .slice(0, most)
    .map(({ sector }) => sector);
}
