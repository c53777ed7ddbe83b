// Areas to be kept together: how many are cut, which, and what keeping each whole would cost.

import { escapeMarkdown, formatNumber, markdownTable } from './format.ts';
import { unitWords } from './markdown-figures.ts';
import { amount } from './markdown-rules.ts';
import { type ReportInput, section } from './report-input.ts';

const SHOWN = 40;

export function areasSection({ kpis, lang, labels }: ReportInput): string {
  const words = labels.areas;
  const unit = unitWords(kpis.plan.objective?.unit ?? '', lang);
  const count = (value: number) => formatNumber(value, 0, lang);
  const names = (list: readonly string[]) => escapeMarkdown(list.join(', '));
  return Object.entries(kpis.plan.together)
    .map(([column, { areas, cut, cuts, price, cost, too_large, list }]) => {
      const before = kpis.before?.together[column];
      // the dearest to mend first: these are cut for a reason
      const rows = [...list]
        .sort((a, b) => (b.whole_at_least ?? Infinity) - (a.whole_at_least ?? Infinity))
        .slice(0, SHOWN)
        .map(entry => [
          escapeMarkdown(entry.area),
          names(entry.sectors),
          entry.whole_at_least === null ? words.impossible : amount(entry.whole_at_least, lang),
        ]);
      const header = [words.area, words.sectors, `${words.atLeast(escapeMarkdown(unit))}:`];
      const costs = cost === null ? null : `${count(cost)} ${unit}`;
      return section(
        words.title(escapeMarkdown(column)),
        price === null
          ? words.whole(count(areas))
          : words.preferred(count(areas), `${amount(price, lang)} ${unit}`),
        too_large.length > 0 ? words.tooLarge(names(too_large)) : '',
        cut === 0 ? words.allWhole : words.cut(count(cut), count(cuts), costs),
        before ? words.before(count(before.cut), count(before.cuts)) : '',
        list.length > 0 ? words.note : '',
        list.length > 0 ? markdownTable(header, rows) : '',
        list.length > SHOWN ? labels.more(count(list.length - SHOWN)) : '',
      );
    })
    .join('\n');
}
