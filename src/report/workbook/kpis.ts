// The KPIs as two tables of the workbook: figures before → after, and what they mean.

import type { Kpis, PlanKpis } from '../../evaluate/kpis-types.ts';
import { formatShare, type Lang, MISSING } from '../format.ts';
import { balanceRows, KPI_ROWS, share } from '../kpi-rows.ts';
import { LABELS, measureWords } from '../labels.ts';
import { type Unit, WORKBOOK_WORDS } from './words.ts';

interface Kpi {
  readonly path: string;
  readonly name: string;
  readonly definition: string;
  readonly unit: string;
  readonly share: boolean;
  readonly value: (plan: PlanKpis) => number | null | undefined;
}

/** What the KPIs are of: one layer, or all of them. */
export interface KpiSource {
  readonly layer: string;
  readonly kpis: Pick<Kpis, 'plan' | 'before'>;
  readonly measures: readonly { readonly name: string; readonly tolerance: number }[];
}

type Cell = string | number | null;

/** Units of the figures that are no shares, by path. */
const UNITS: Readonly<Record<string, Unit>> = {
  'overlap.zones': 'count',
  'overlap.towns': 'count',
  'travel.mean_minutes': 'minutes',
  'travel.priority_minutes': 'minutes',
  'visits.per_account': 'visits',
  'visits.possible_per_account': 'visits',
  'commercial.revenue': 'money',
  'commercial.potential': 'money',
  'cost.total': 'money',
  'cost.hours_cost': 'money',
  'cost.km_cost': 'money',
  'cost.per_visit': 'moneyVisit',
  'cost.per_account': 'money',
  'commercial.nps': 'points',
  'commercial.conversion_days': 'days',
  'workload.hours': 'hours',
  'travel.hours': 'hours',
  'travel.km': 'km',
  'travel.kg_co2': 'kg',
  'compactness.polsby_popper': 'ratio',
  'compactness.reock': 'ratio',
  'compactness.moment_of_inertia': 'squareKm',
  'contiguity.extra_pieces': 'count',
  'contiguity.bridges': 'count',
};

const MOVED = ['zones', 'accounts', 'potential', 'revenue'] as const;
const MOVED_UNIT = { zones: 'count', accounts: 'count', potential: 'money', revenue: 'money' } as const;

function kpisOf({ kpis, measures }: KpiSource, lang: Lang): Kpi[] {
  const words = WORKBOOK_WORDS[lang];
  const labels = LABELS[lang];
  const unit = (path: string) => words.units[UNITS[path] ?? 'ratio'];
  const named = [
    ...measures.flatMap(({ name }) => balanceRows(name, measureWords(name, labels))),
    ...KPI_ROWS,
  ].map(({ path, name, definition, value, text }): Kpi => {
    const isShare = text === share.text;
    const own = isShare ? words.units.share : unit(path);
    return { path, name: name[lang], definition: definition[lang], unit: own, share: isShare, value };
  });
  const objectiveUnit = (kpis.plan.objective?.unit ?? '').replace('/year', lang === 'fr' ? '/an' : '/year');
  const costs: Kpi[] = [
    ['objective.value', words.objective, words.objectiveMeans, (p: PlanKpis) => p.objective?.value] as const,
    [
      'objective.lower_bound',
      words.bound,
      words.boundMeans,
      (p: PlanKpis) => p.objective?.lower_bound,
    ] as const,
  ].map(([path, name, definition, value]) => ({
    path,
    name,
    definition,
    value,
    unit: objectiveUnit,
    share: false,
  }));
  const gap: Kpi = {
    ...{ path: 'objective.gap', name: words.gap, definition: words.gapMeans },
    ...{ unit: words.units.share, share: true, value: p => p.objective?.gap },
  };
  const moved = MOVED.flatMap((what): Kpi[] => [
    {
      ...{ path: `disruption.${what}`, name: words.moved(words.things[what]), definition: words.movedMeans },
      ...{ unit: words.units[MOVED_UNIT[what]], share: false, value: p => p.disruption?.[what] },
    },
    {
      ...{ path: `disruption.share.${what}`, name: words.movedShare(words.things[what]) },
      ...{ definition: words.movedShareMeans, unit: words.units.share },
      ...{ share: true, value: p => p.disruption?.share[what] },
    },
  ]);
  return [...costs, gap, ...named, ...moved];
}

export function kpiHeader(lang: Lang): string[] {
  const { layer, path, kpi, before, after, change, unit, needs } = WORKBOOK_WORDS[lang];
  return [layer, kpi, before, after, change, unit, needs, path];
}

/** A row per KPI; `share` says which are to be shown in per cent. */
export function* kpiRows(
  sources: readonly KpiSource[],
  lang: Lang,
): Generator<{ readonly cells: readonly Cell[]; readonly share: boolean }> {
  for (const source of sources) {
    const { plan, before } = source.kpis;
    const needs = new Map(plan.unavailable.map(({ kpi, needs }) => [kpi, needs]));
    for (const { path, name, unit, share, value } of kpisOf(source, lang)) {
      const [was, is] = [before && value(before), value(plan)];
      const both = typeof was === 'number' && typeof is === 'number';
      const missing =
        typeof is === 'number'
          ? ''
          : (needs.get(path) ??
            needs.get(path.replace('done_ratio', 'done')) ??
            needs.get(path.split('.')[0] as string) ??
            '');
      const cells = [
        ...[source.layer, name, was ?? null, is ?? MISSING[lang]],
        ...[both ? Number((is - was).toFixed(6)) : null, unit, missing, path],
      ];
      yield { cells, share };
    }
  }
}

export function definitionHeader(lang: Lang): string[] {
  const { kpi, definition, unit, path } = WORKBOOK_WORDS[lang];
  return [kpi, definition, unit, path];
}

/** Each KPI once, whatever the number of layers, and what the bars of the deviations say. */
export function* definitionRows(sources: readonly KpiSource[], lang: Lang): Generator<readonly Cell[]> {
  const words = WORKBOOK_WORDS[lang];
  const told = new Set<string>();
  for (const source of sources) {
    for (const { path, name, definition, unit } of kpisOf(source, lang)) {
      if (told.has(path)) continue;
      told.add(path);
      yield [name, definition, unit, path];
    }
  }
  for (const name of new Set(sources.flatMap(({ measures }) => measures.map(measure => measure.name)))) {
    const all = sources.flatMap(({ measures }) => measures.filter(measure => measure.name === name));
    const tolerances = [...new Set(all.map(({ tolerance }) => formatShare(tolerance, lang)))].join(' / ');
    const path = `sectors[].balance.${name}.deviation`;
    yield [
      words.deviation(measureWords(name, LABELS[lang])),
      words.deviationMeans(tolerances),
      words.units.share,
      path,
    ];
  }
}
