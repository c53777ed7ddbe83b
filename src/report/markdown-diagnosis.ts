// The section that says why balance is not kept, and what would help.

import { diagnosisWords } from './diagnosis-words.ts';
import { escapeMarkdown } from './format.ts';
import { bullets, type ReportInput, section } from './report-input.ts';

export function diagnosisSection({ kpis, context, lang }: ReportInput): string {
  const words = diagnosisWords(kpis, context.settings.maxMoved, lang);
  if (!words) return '';
  return section(
    words.heading,
    long(words.verdict),
    bullets(words.conflict.map(long)),
    long(words.intro),
    bullets(words.relaxations.map(long)),
  );
}

/** Escaped piece by piece, for only cells are cut. */
function long(text: string): string {
  return text
    .split(' ')
    .map(word => escapeMarkdown(word))
    .join(' ');
}
