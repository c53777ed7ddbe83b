// report.md: the whole KPI report as Markdown, one section after the other. Nothing in it depends on the clock,
// the machine or where the files lie. Text from the input is escaped wherever it appears.

import type { Kpis } from '../evaluate/kpis-types.ts';
import type { PlanContext, PlanResult } from '../model/context.ts';
import type { Plan } from '../model/plan.ts';
import { calibrationSection } from './calibration.ts';
import type { Lang } from './format.ts';
import { LABELS } from './labels.ts';
import { areasSection } from './markdown-areas.ts';
import { budgetsSection } from './markdown-budgets.ts';
import { costSection } from './markdown-cost.ts';
import { dataSection, geographySection, manifestSection } from './markdown-data.ts';
import { diagnosisSection } from './markdown-diagnosis.ts';
import {
  gapSection,
  headlineSection,
  kpiSection,
  promiseSection,
  resultSection,
  sectorSection,
  workloadSection,
} from './markdown-figures.ts';
import { hierarchySection } from './markdown-hierarchy.ts';
import { movesSection } from './markdown-moves.ts';
import { overridesSection } from './markdown-overrides.ts';
import { quotaSection } from './markdown-quota.ts';
import { revisionSection } from './markdown-revision.ts';
import { roadsSection } from './markdown-roads.ts';
import { rulesSection } from './markdown-rules.ts';
import { senioritySection } from './markdown-seniority.ts';
import { toursSection } from './markdown-tours.ts';
import type { ReportInput } from './report-input.ts';

/** In this order; report.html has them too, each below its id. */
export const SECTIONS = {
  headline: headlineSection,
  revision: revisionSection,
  kpis: kpiSection,
  sectors: sectorSection,
  hierarchy: hierarchySection,
  quota: quotaSection,
  workload: workloadSection,
  tours: toursSection,
  calibration: calibrationSection,
  roads: roadsSection,
  cost: costSection,
  seniority: senioritySection,
  results: resultSection,
  moves: movesSection,
  promises: promiseSection,
  diagnosis: diagnosisSection,
  gap: gapSection,
  overrides: overridesSection,
  rules: rulesSection,
  budgets: budgetsSection,
  areas: areasSection,
  data: dataSection,
  geography: geographySection,
  manifest: manifestSection,
} as const;

export function markdownReport(
  context: PlanContext,
  result: PlanResult,
  kpis: Kpis,
  plan: Plan,
  lang: Lang,
): string {
  const input: ReportInput = { context, result, kpis, plan, lang, labels: LABELS[lang] };
  const sections = Object.values(SECTIONS);
  const text = sections.map(section => section(input)).filter(part => part !== '');
  return `# ${input.labels.title}\n\n${text.join('\n')}`;
}
