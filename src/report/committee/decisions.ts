// What a committee has to decide about a plan, with the figures of kpis.json that it needs for it.

import type { Kpis, ShadowPrice } from '../../evaluate/kpis-types.ts';
import type { Settings } from '../../model/settings.ts';
import { diagnosisWords } from '../diagnosis-words.ts';
import { escapeMarkdown, formatNumber, formatShare, type Lang } from '../format.ts';
import { LABELS, promiseWords } from '../labels.ts';
import { unitWords } from '../markdown-figures.ts';
import { amount, shadowRule } from '../markdown-rules.ts';
import { COMMITTEE_WORDS } from './words.ts';

export interface Decision {
  /** Markdown, as are the options */
  readonly text: string;
  readonly options: readonly string[];
}

/** A layer's KPIs, or the plan's where there is one; `name` is '' then. */
export interface DecidedLayer {
  readonly name: string;
  readonly kpis: Kpis;
  readonly maxMoved: Settings['maxMoved'];
}

const RULES = 3;

/** @param total of all layers together, whose promises are those of all */
export function decisionsOf(
  total: Kpis,
  layers: readonly DecidedLayer[],
  rejected: number,
  lang: Lang,
): Decision[] {
  const words = COMMITTEE_WORDS[lang];
  const n = (value: number | null) => formatNumber(value, 0, lang);
  return [
    putInForce(total, lang),
    ...layers.flatMap(layer => broken(layer, lang)),
    ...layers.flatMap(layer => continuity(layer, lang)),
    ...layers.flatMap(layer => byHand(layer, lang)),
    ...layers.flatMap(layer => rules(layer, lang)),
    ...(rejected > 0 ? [{ text: words.rejected(n(rejected)), options: [] }] : []),
  ];
}

function putInForce({ plan, sectors }: Kpis, lang: Lang): Decision {
  const words = COMMITTEE_WORDS[lang];
  const n = (value: number | null) => formatNumber(value, 0, lang);
  const { disruption } = plan;
  if (!disruption) return { text: words.approveAfresh(n(sectors.length), n(plan.accounts)), options: [] };
  const { accounts, revenue, share, departed_accounts: left } = disruption;
  const worth = revenue === null ? '' : words.revenue(n(revenue), formatShare(share.revenue, lang));
  return {
    text: words.approve(
      n(sectors.length),
      n(accounts),
      formatShare(share.accounts, lang),
      worth,
      left > 0 ? words.departed(n(left)) : '',
    ),
    options: [],
  };
}

function broken({ name, kpis, maxMoved }: DecidedLayer, lang: Lang): Decision[] {
  const words = COMMITTEE_WORDS[lang];
  const labels = LABELS[lang];
  const diagnosis = diagnosisWords(kpis, maxMoved, lang);
  const missed = kpis.promises.filter(({ kept }) => !kept);
  return missed.map(({ name: promise, detail, detail_fr }, at) => ({
    text: inLayer(
      name,
      words.broken(
        escapeMarkdown(promiseWords(promise, labels)),
        escapeMarkdown(lang === 'fr' ? detail_fr : detail),
      ),
      lang,
    ),
    // the diagnosis is about all of them together
    options: at === missed.length - 1 ? (diagnosis?.relaxations ?? []).map(escapeMarkdown) : [],
  }));
}

function continuity({ name, kpis }: DecidedLayer, lang: Lang): Decision[] {
  const words = COMMITTEE_WORDS[lang];
  const { revision, plan } = kpis;
  if (revision?.stands) return [{ text: inLayer(name, words.stands, lang), options: [] }];
  if (!revision?.replan) return [];
  const { travel_hours, disruption } = revision.replan;
  const n = (value: number | null | undefined) => formatNumber(value, 0, lang);
  const difference = travel_hours - plan.travel.hours;
  const sign = difference > 0 ? '+' : '';
  const hours = words.hours(n(travel_hours), `${sign}${formatNumber(difference, 0, lang)}`);
  const text = words.replan(hours, n(disruption?.accounts), n(plan.disruption?.accounts));
  return [{ text: inLayer(name, text, lang), options: [] }];
}

function byHand({ name, kpis }: DecidedLayer, lang: Lang): Decision[] {
  const count = kpis.overrides?.list.length ?? 0;
  if (count === 0) return [];
  return [
    { text: inLayer(name, COMMITTEE_WORDS[lang].overrides(formatNumber(count, 0, lang)), lang), options: [] },
  ];
}

function rules({ name, kpis }: DecidedLayer, lang: Lang): Decision[] {
  const prices = (kpis.shadow_prices ?? []).filter(
    ({ at_cap, value }: ShadowPrice) => !at_cap && value >= 0.5,
  );
  if (prices.length === 0) return [];
  const labels = LABELS[lang];
  const unit = unitWords(kpis.plan.objective?.unit ?? '', lang);
  const list = prices
    .slice(0, RULES)
    .map(price => {
      const { rule, step } = shadowRule(price, kpis.sectors, labels);
      return `${rule} (${amount(price.value, lang)} ${escapeMarkdown(unit)} / ${step})`;
    })
    .join(', ');
  return [{ text: inLayer(name, COMMITTEE_WORDS[lang].rule(list), lang), options: [] }];
}

function inLayer(name: string, text: string, lang: Lang): string {
  return name === '' ? text : `${COMMITTEE_WORDS[lang].layer(escapeMarkdown(name))}${text}`;
}
