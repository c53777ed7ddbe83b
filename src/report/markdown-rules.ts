// What the rules cost: the dearest of those that bind.

import type { SectorKpis, ShadowPrice } from '../evaluate/kpis-types.ts';
import { escapeMarkdown, formatNumber, type Lang, markdownTable } from './format.ts';
import { type Labels, measureWords } from './labels.ts';
import { unitWords } from './markdown-figures.ts';
import { type ReportInput, section } from './report-input.ts';

const SHOWN = 15;

export function rulesSection({ kpis, lang, labels }: ReportInput): string {
  const { shadow_prices: prices } = kpis;
  const { rules } = labels;
  if (prices === null) return '';
  if (prices.length === 0) return section(rules.title, rules.none);

  const unreachable = prices.some(({ rule, at_cap }) => rule === 'balance' && at_cap);
  const forced = prices.some(({ rule, at_cap }) => rule === 'budget' && at_cap);
  const capped = ({ rule, at_cap }: ShadowPrice) => at_cap && rule !== 'lock';
  const withCost = prices.some(({ cost }) => cost !== null);
  const rows = prices
    .slice(0, SHOWN)
    .map(price => [
      ...Object.values(shadowRule(price, kpis.sectors, labels)),
      capped(price) ? rules.capped : amount(price.value, lang),
      ...(withCost ? [capped(price) ? '' : formatNumber(price.cost, 0, lang)] : []),
    ]);
  const unit = escapeMarkdown(unitWords(kpis.plan.objective?.unit ?? '', lang));
  const saved = (unreachable ? rules.penal : rules.saved)(unit);
  const header = [rules.rule, rules.step, `${saved}:`, ...(withCost ? [`${rules.cost}:`] : [])];
  const more = prices.length - SHOWN;
  return section(
    rules.title,
    rules.note,
    unreachable ? rules.unreachable : '',
    forced ? rules.forced : '',
    markdownTable(header, rows),
    more > 0 ? labels.more(formatNumber(more, 0, lang)) : '',
  );
}

/** Which rule it is, and what a step of it is, in words; Markdown. */
export function shadowRule(
  { rule, sector_id, measure, side, account_id, per }: ShadowPrice,
  sectors: readonly SectorKpis[],
  labels: Labels,
): { readonly rule: string; readonly step: string } {
  const { rules } = labels;
  const name = sectors.find(sector => sector.sector_id === sector_id)?.sector_name;
  // names need not be unique
  const sector = escapeMarkdown(name && name !== sector_id ? `${name} (${sector_id})` : (sector_id ?? ''));
  const words = () => {
    const of = escapeMarkdown(measureWords(measure ?? '', labels));
    if (rule === 'budget') return rules.budget(of);
    if (rule === 'team-budget') return rules.teamBudget(escapeMarkdown(measure ?? ''));
    if (rule === 'lock') return rules.lock(escapeMarkdown(account_id ?? ''), sector);
    return rules[side ?? 'most'](of, sector);
  };
  const step = rule === 'limit' ? rules.one[measure as 'zones' | 'accounts'] : rules.steps[per];
  return { rule: words(), step };
}

/** Three figures or so: what is below one is not said to be nothing. */
export function amount(value: number, lang: Lang): string {
  const decimals = value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0;
  return formatNumber(value, decimals, lang);
}
