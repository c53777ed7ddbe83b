// Budgets of teams: what each may use, uses, used before, and what a little more of it would be worth.

import type { Kpis } from '../evaluate/kpis-types.ts';
import { escapeMarkdown, formatNumber, markdownTable } from './format.ts';
import { unitWords } from './markdown-figures.ts';
import { amount } from './markdown-rules.ts';
import { type ReportInput, section } from './report-input.ts';

/** Where something cannot be kept even on paper, a penalty that nobody pays is in all multipliers. */
export function isPenal({ shadow_prices }: Pick<Kpis, 'shadow_prices'>): boolean {
  return (shadow_prices ?? []).some(({ rule, at_cap }) => at_cap && rule !== 'lock');
}

export function budgetsSection({ kpis, lang, labels }: ReportInput): string {
  const { budgets = [] } = kpis.plan;
  if (budgets.length === 0) return '';
  const words = labels.budgets;
  const unit = escapeMarkdown(unitWords(kpis.plan.objective?.unit ?? '', lang));
  const count = (value: number | null) => formatNumber(value, 0, lang);
  const today = kpis.before?.budgets;
  const rows = budgets.map((budget, b) => [
    escapeMarkdown(budget.name),
    budget.team === null
      ? words.everyone
      : budget.team.length <= 5
        ? escapeMarkdown(budget.team.join(', '))
        : words.reps(count(budget.team.length)),
    words.resources[budget.resource],
    count(budget.at_most),
    count(budget.used),
    ...(today ? [count(today[b]?.used ?? null)] : []),
    budget.excess === null ? count(null) : budget.excess === 0 ? '0' : amount(budget.excess, lang),
    budget.price === null ? words.firm : amount(budget.price, lang),
    budget.paid === null ? '' : count(budget.paid),
    budget.per_percent === null ? '' : isPenal(kpis) ? words.penal : amount(budget.per_percent, lang),
  ]);
  const header = [
    ...[words.name, words.team, words.resource, words.atMost, words.used],
    ...(today ? [words.before] : []),
    ...[words.excess, words.price(unit), words.paid(unit), words.step(unit)],
  ];
  return section(words.title, words.note, markdownTable(header, rows));
}
