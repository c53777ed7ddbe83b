// The table that ends a run, painted.

import type { LayeredOutcome } from '../app/layers/plan-layers.ts';
import type { PlanOutcome } from '../app/plan.ts';
import { layersSummary } from '../report/layers-summary.ts';
import { type SummaryLine, summaryLines } from '../report/summary.ts';
import { paint } from './terminal.ts';

export interface SummaryTarget {
  /** false when stdout carries a table: then the summary goes to stderr */
  readonly toStdout: boolean;
  readonly lang: 'fr' | 'en';
}

export function printSummary(outcome: PlanOutcome, target: SummaryTarget): void {
  print(summaryLines(outcome.kpis, target.lang, outcome.context.settings.maxMoved), target);
}

/** Layer by layer, then all of them. */
export function printLayers({ layers, kpis }: LayeredOutcome, target: SummaryTarget): void {
  const parts = layers.map(({ part, outcome }) => ({
    layer: part.rule.name,
    kpis: outcome.kpis,
    maxMoved: outcome.context.settings.maxMoved,
  }));
  print(layersSummary(parts, kpis, target.lang), target);
}

function print(lines: readonly SummaryLine[], { toStdout }: SummaryTarget): void {
  printLines(lines, toStdout ? process.stdout : process.stderr);
}

export function printLines(lines: readonly SummaryLine[], stream: NodeJS.WritableStream): void {
  const roles = { title: paint.strong, plain: (text: string) => text, good: paint.good, bad: paint.bad };
  for (const { text, role } of lines) stream.write(`${roles[role](text)}\n`);
}
