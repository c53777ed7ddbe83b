// The quota of each sector, and how it was spread.

import {
  escapeMarkdown,
  formatNumber,
  formatShare,
  formatSigned,
  type Lang,
  markdownTable,
} from './format.ts';
import { type ReportInput, section } from './report-input.ts';

interface QuotaWords {
  readonly heading: string;
  readonly method: (total: string, potential: string, revenue: string) => string;
  readonly columns: readonly string[];
  readonly all: string;
}

const WORDS: Readonly<Record<Lang, QuotaWords>> = {
  en: {
    heading: 'Quota',
    method: (total, potential, revenue) =>
      `${total} a year over all sectors: ${potential} by potential, ${revenue} by history (revenue of the last 12 months). An account without revenue is new: its history is its potential at the penetration of the others. Cents left over by rounding go to the largest remainders, so that the sum is exact.`,
    columns: ['Sector', 'Rep', 'Potential:', 'Revenue:', 'Quota:', 'Share:', 'Quota / revenue − 1:'],
    all: 'all sectors',
  },
  fr: {
    heading: 'Objectif de CA',
    method: (total, potential, revenue) =>
      `${total} par an sur tous les secteurs : ${potential} selon le potentiel, ${revenue} selon l’historique (CA des 12 derniers mois). Un compte sans CA est nouveau : son historique est son potentiel au taux de pénétration des autres. Les centimes d’arrondi vont aux plus forts restes : la somme est exacte.`,
    columns: ['Secteur', 'Commercial', 'Potentiel:', 'CA:', 'Objectif:', 'Part:', 'Objectif / CA − 1:'],
    all: 'tous les secteurs',
  },
};

/** '' without a quota. */
export function quotaSection({ context, kpis, lang }: ReportInput): string {
  const { quota } = context.settings;
  if (!quota || kpis.sectors.every(sector => sector.quota === undefined)) return '';
  const words = WORDS[lang];
  const money = (value: number | null | undefined) => formatNumber(value ?? null, 0, lang);
  const row = (
    name: string,
    rep: string,
    of: { potential: number | null; revenue: number | null },
    share: number,
  ) => [
    name,
    rep,
    money(of.potential),
    money(of.revenue),
    money(share),
    formatShare(share / quota.total, lang),
    of.revenue !== null && of.revenue > 0 ? formatSigned(share / of.revenue - 1, lang) : '',
  ];
  const rows = kpis.sectors.map(({ sector_name: name, sector_id: id, rep_id: rep, commercial, quota: own }) =>
    row(escapeMarkdown(name || id), escapeMarkdown(rep), commercial, own ?? 0),
  );
  const sum = row(`**${words.all}**`, '', kpis.plan.commercial, quota.total);
  const percent = (share: number) => formatShare(share, lang, 0);
  return section(
    words.heading,
    words.method(money(quota.total), percent(quota.potential), percent(quota.revenue)),
    markdownTable(words.columns, [...rows, sum]),
  );
}
