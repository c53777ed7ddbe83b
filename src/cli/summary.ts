// The table that ends a run, painted.

import type { PlanOutcome } from '../app/plan.ts';
import { summaryLines } from '../report/summary.ts';
import { paint } from './terminal.ts';

export interface SummaryTarget {
  /** false when stdout carries a table: then the summary goes to stderr */
  readonly toStdout: boolean;
  readonly lang: 'fr' | 'en';
}

export function printSummary(outcome: PlanOutcome, { toStdout, lang }: SummaryTarget): void {
  const stream = toStdout ? process.stdout : process.stderr;
  const roles = { title: paint.strong, plain: (text: string) => text, good: paint.good, bad: paint.bad };
  for (const { text, role } of summaryLines(outcome.kpis, lang, outcome.context.settings.maxMoved))
    stream.write(`${roles[role](text)}\n`);
}
