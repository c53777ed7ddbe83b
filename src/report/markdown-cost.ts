// What the plan costs and emits, before → after, sector by sector, and the factors that the kilograms come from.

import type { PlanKpis, SectorKpis, VehicleKpis } from '../evaluate/kpis-types.ts';
import { COST_WORDS, vehicleWords } from './cost-words.ts';
import { escapeMarkdown, formatNumber, markdownTable } from './format.ts';
import { amount, differenceText } from './kpi-rows.ts';
import { type ReportInput, section } from './report-input.ts';

type Of = Pick<PlanKpis, 'cost' | 'travel'>;
type Figure = number | null;

/** '' when neither costs nor kg CO₂ are known of any sector. */
export function costSection(input: ReportInput): string {
  const { context, kpis, lang } = input;
  const words = COST_WORDS[lang];
  const all: readonly Of[] = [kpis.plan, ...kpis.sectors];
  const costs = all.some(({ cost }) => cost.total !== null);
  const carbon = all.some(({ travel }) => travel.kg_co2 !== null);
  if (!costs && !carbon) return '';
  const { hours_cost, km_cost, total } = kpis.plan.cost;
  const n = (value: number) => formatNumber(value, 0, lang);
  const split =
    total !== null && hours_cost !== null && km_cost !== null
      ? words.split(n(hours_cost), n(km_cost), n(total))
      : '';
  return section(
    words.heading,
    sectorTable(input, costs, carbon),
    split,
    context.accounts ? words.accounts : '',
    carbon ? (kpis.vehicles ? words.scope : words.given) : '',
    kpis.vehicles ? vehicleTable(kpis.vehicles, input) : '',
  );
}

function sectorTable({ kpis, lang, labels }: ReportInput, costs: boolean, carbon: boolean): string {
  const words = COST_WORDS[lang];
  const before = new Map(kpis.sectors_before?.map(sector => [keyOf(sector), sector]));
  const whole = amount(0);
  const changed = (name: string) =>
    kpis.before
      ? [`${name} (${labels.before}):`, `${name} (${labels.after}):`, `${labels.change}:`]
      : [`${name}:`];
  const columns = (of: (figures: Of) => Figure, now: Of, then: Of | undefined) =>
    kpis.before
      ? [
          whole.text(then && of(then), lang),
          whole.text(of(now), lang),
          differenceText(whole, then && of(then), of(now), lang),
        ]
      : [whole.text(of(now), lang)];
  const cells = (now: Of, then: Of | undefined) => [
    ...(costs
      ? [
          ...columns(({ cost }) => cost.total, now, then),
          formatNumber(now.cost.per_visit, 2, lang),
          formatNumber(now.cost.per_account, 0, lang),
        ]
      : []),
    ...(carbon ? columns(({ travel }) => travel.kg_co2, now, then) : []),
  ];
  return markdownTable(
    [
      labels.sector,
      ...(costs ? [...changed(words.cost), `${words.perVisit}:`, `${words.perAccount}:`] : []),
      ...(carbon ? changed(words.co2) : []),
    ],
    [
      ...kpis.sectors.map(sector => [
        escapeMarkdown(sector.sector_name),
        ...cells(sector, before.get(keyOf(sector))),
      ]),
      [`**${labels.total}**`, ...cells(kpis.plan, kpis.before ?? undefined)],
    ],
  );
}

/** two layers may have a sector of the same id */
function keyOf({ layer, sector_id }: SectorKpis): string {
  return JSON.stringify([layer, sector_id]);
}

function vehicleTable(vehicles: readonly VehicleKpis[], { lang }: ReportInput): string {
  const words = COST_WORDS[lang];
  const n = (value: Figure, decimals = 0) => formatNumber(value, decimals, lang);
  return markdownTable(
    [words.vehicle, `${words.reps}:`, `${words.factor}:`, `${words.km}:`, `${words.co2}:`, words.source],
    vehicles.map(({ vehicle, reps, reps_with_factor, g_co2_per_km, km, kg_co2, factor, entry }) => [
      escapeMarkdown(vehicleWords(vehicle, words)),
      `${n(reps)} (${n(reps_with_factor)})`,
      n(g_co2_per_km, 1),
      n(km),
      n(kg_co2),
      escapeMarkdown(words.sources[factor](entry ?? '')),
    ]),
  );
}
