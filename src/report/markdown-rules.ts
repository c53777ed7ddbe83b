// What the rules cost: the dearest of those that bind.

import type { ShadowPrice } from '../evaluate/kpis-types.ts';
import { escapeMarkdown, formatNumber, type Lang, markdownTable } from './format.ts';
import { measureWords } from './labels.ts';
import { unitWords } from './markdown-figures.ts';
import { type ReportInput, section } from './report-input.ts';

const SHOWN = 15;

export function rulesSection({ kpis, lang, labels }: ReportInput): string {
  const { shadow_prices: prices } = kpis;
  const { rules } = labels;
  if (prices === null) return '';
  if (prices.length === 0) return section(rules.title, rules.none);

  const names = new Map(kpis.sectors.map(({ sector_id, sector_name }) => [sector_id, sector_name]));
  const sectorOf = (id: string | null) => {
    const name = names.get(id ?? '');
    // names need not be unique
    return escapeMarkdown(name && name !== id ? `${name} (${id})` : (id ?? ''));
  };
  const ruleOf = ({ rule, sector_id, measure, side, account_id }: ShadowPrice): string => {
    const of = escapeMarkdown(measureWords(measure ?? '', labels));
    if (rule === 'budget') return rules.budget(of);
    if (rule === 'team-budget') return rules.teamBudget(escapeMarkdown(measure ?? ''));
    if (rule === 'lock') return rules.lock(escapeMarkdown(account_id ?? ''), sectorOf(sector_id));
    return rules[side ?? 'most'](of, sectorOf(sector_id));
  };
  const unreachable = prices.some(({ rule, at_cap }) => rule === 'balance' && at_cap);
  const forced = prices.some(({ rule, at_cap }) => rule === 'budget' && at_cap);
  const capped = ({ rule, at_cap }: ShadowPrice) => at_cap && rule !== 'lock';
  const withCost = prices.some(({ cost }) => cost !== null);
  const rows = prices
    .slice(0, SHOWN)
    .map(price => [
      ruleOf(price),
      price.rule === 'limit' ? rules.one[price.measure as 'zones' | 'accounts'] : rules.steps[price.per],
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

/** Three figures or so: what is below one is not said to be nothing. */
export function amount(value: number, lang: Lang): string {
  const decimals = value < 1 ? 3 : value < 10 ? 2 : value < 100 ? 1 : 0;
  return formatNumber(value, decimals, lang);
}
