// What every section of a report is written from.

import type { Kpis } from '../evaluate/kpis-types.ts';
import type { PlanContext, PlanResult } from '../model/context.ts';
import type { Plan } from '../model/plan.ts';
import { formatNumber, type Lang } from './format.ts';
import type { Labels } from './labels.ts';

export interface ReportInput {
  readonly context: PlanContext;
  readonly result: PlanResult;
  readonly kpis: Kpis;
  readonly plan: Plan;
  readonly lang: Lang;
  readonly labels: Labels;
  /** by measure, the least and the most tolerance of the layers; absent where there is one layer */
  readonly tolerances?: ReadonlyMap<string, readonly [least: number, most: number]>;
}

/** How large the plan is: sectors, zones, accounts. */
export function sizeOf({ context, kpis, lang, labels }: ReportInput): string {
  const n = (value: number) => formatNumber(value, 0, lang);
  const { accounts, zones } = context;
  return accounts
    ? labels.sectorsAndZones(n(kpis.sectors.length), n(zones.count), n(accounts.count))
    : labels.sectorsAndZonesOnly(n(kpis.sectors.length), n(zones.count));
}

/** A section: heading, and paragraphs apart. */
export function section(heading: string, ...paragraphs: readonly string[]): string {
  return [`## ${heading}`, ...paragraphs.filter(p => p !== '')]
    .map(p => `${p.replace(/\n+$/, '')}\n`)
    .join('\n');
}

export function bullets(lines: readonly string[]): string {
  return lines.map(line => `- ${line}\n`).join('');
}
