// Decisions by hand: who decided what, why, and what it costs.

import type { OverrideKpi, OverridesTogether } from '../evaluate/overrides.ts';
import { escapeMarkdown, formatNumber, type Lang, markdownTable, p } from './format.ts';
import { type Labels, measureWords } from './labels.ts';
import { isPenal } from './markdown-budgets.ts';
import { unitWords } from './markdown-figures.ts';
import { amount } from './markdown-rules.ts';
import { type ReportInput, section } from './report-input.ts';

const SHOWN = 50;

const en = {
  title: 'Decided by hand',
  together: (hours: string, points: string, accounts: string) =>
    `With these decisions together: ${hours} of travel a year${points}${accounts}. This plan less one without them, searched from it for a short while.`,
  hours: (hours: string) => `${hours} h`,
  points: (list: string) => `, ${list}`,
  point: (points: string, measure: string) => `${points} points of the largest deviation in ${measure}`,
  accounts: (count: string) =>
    `, ${count === '1' ? '1 account that changes' : `${count} accounts that change`} rep`,
  none: 'What these decisions cost together was not searched.',
  note: 'The price is that of the bound, at the margin: what taking the decision back would save, before everything else is put right again.',
  what: 'What',
  zone: (id: string) => `zone ${id}`,
  account: (id: string) => `account ${id}`,
  rep: 'Rep',
  who: 'Decided by',
  why: 'Why',
  when: 'When',
  price: (unit: string) => `Price (${unit})`,
};

const fr: typeof en = {
  title: 'Retouches',
  together: (hours, points, accounts) =>
    `Avec ces retouches, ensemble : ${hours} de trajets par an${points}${accounts}. Ce découpage moins un autre sans elles, cherché un court moment à partir de lui.`,
  hours: hours => `${hours} h`,
  points: list => `, ${list}`,
  point: (points, measure) => `${points} points du plus grand écart de ${measure}`,
  accounts: count => `, ${count} ${p(count) ? 'comptes qui changent' : 'compte qui change'} de commercial`,
  none: 'Ce que ces retouches coûtent ensemble n’a pas été cherché.',
  note: 'Le prix est celui de la borne, à la marge : ce que rapporterait de revenir sur la retouche, avant que le reste soit remis en ordre.',
  what: 'Quoi',
  zone: id => `zone ${id}`,
  account: id => `compte ${id}`,
  rep: 'Commercial',
  who: 'Décidé par',
  why: 'Pourquoi',
  when: 'Quand',
  price: unit => `Prix (${unit})`,
};

const WORDS: Readonly<Record<Lang, typeof en>> = { en, fr };

export function overridesSection({
  kpis,
  lang,
  labels,
}: Pick<ReportInput, 'kpis' | 'lang' | 'labels'>): string {
  const { overrides } = kpis;
  if (!overrides) return '';
  const words = WORDS[lang];
  const unit = escapeMarkdown(unitWords(kpis.plan.objective?.unit ?? '', lang));
  const row = ({ zone_id, account_id, rep_id, author, reason, date, price }: OverrideKpi) => [
    escapeMarkdown(zone_id === null ? words.account(account_id ?? '') : words.zone(zone_id)),
    ...[rep_id, author, reason, date].map(escapeMarkdown),
    amount(price, lang),
  ];
  // where something cannot be met, its penalty is in every price
  const price = isPenal(kpis) ? labels.rules.penal(unit) : words.price(unit);
  const header = [words.what, words.rep, words.who, words.why, words.when, `${price}:`];
  const more = overrides.list.length - SHOWN;
  return section(
    words.title,
    overrides.together ? togetherLine(overrides.together, lang, labels) : words.none,
    words.note,
    markdownTable(header, overrides.list.slice(0, SHOWN).map(row)),
    more > 0 ? labels.more(formatNumber(more, 0, lang)) : '',
  );
}

/** “With these decisions together: +38 h of travel a year, +0.4 points of the largest deviation in workload.” They may gain, too. */
function togetherLine(
  { travel_hours, max_deviation, accounts_moved }: OverridesTogether,
  lang: Lang,
  labels: Labels,
): string {
  const words = WORDS[lang];
  const points = Object.entries(max_deviation)
    .filter(([, value]) => value !== null)
    .map(([name, value]) =>
      escapeMarkdown(words.point(signed((value as number) * 100, 1, lang), measureWords(name, labels))),
    );
  const moved =
    accounts_moved === null || accounts_moved === 0 ? '' : words.accounts(signed(accounts_moved, 0, lang));
  return words.together(
    words.hours(signed(travel_hours, 1, lang)),
    points.length > 0 ? words.points(points.join(', ')) : '',
    moved,
  );
}

function signed(value: number, decimals: number, lang: Lang): string {
  const text = formatNumber(value, decimals, lang);
  return value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}
