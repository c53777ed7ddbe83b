// Who counts for less than the file says, and who takes longer where: for every rep whom it concerns.

import { segmentProductivity } from '../model/pace.ts';
import { monthsOf, presenceOf } from '../model/period.ts';
import type { Rep } from '../model/records.ts';
import { escapeMarkdown, formatNumber, formatShare, type Lang, markdownTable } from './format.ts';
import { type ReportInput, section } from './report-input.ts';
import { SENIORITY_WORDS } from './seniority-words.ts';

/** '' when everybody is there and takes the standard time. */
export function senioritySection({ context, lang }: ReportInput): string {
  const { settings, reps, pace, fte } = context;
  const words = SENIORITY_WORDS[lang];
  const months = new Set(monthsOf(settings));
  const percent = (share: number) => formatShare(share, lang, 0);
  const rows = reps.list.flatMap((rep, j) => {
    const own = (pace?.segments ?? [])
      .map(segment => [segment, segmentProductivity(rep, segment, settings)] as const)
      .filter(([, productivity]) => productivity !== 1);
    if (own.length === 0 && presenceOf(rep, settings) === 1) return [];
    return [
      [
        escapeMarkdown(rep.name === '' ? rep.id : `${rep.name} (${rep.id})`),
        formatNumber(rep.fte, 2, lang),
        presenceWords(rep, months, lang) || words.whole,
        formatNumber(fte[j], 2, lang),
        escapeMarkdown(rep.seniority ?? ''),
        own.map(([segment, value]) => `${escapeMarkdown(segment)} ${percent(value)}`).join(', '),
      ],
    ];
  });
  if (rows.length === 0) return '';
  const header = [
    words.rep,
    `${words.fte}:`,
    words.presence,
    `${words.counts}:`,
    words.level,
    words.productivity,
  ];
  const span = [...months];
  const period = settings.period
    ? words.period(span[0] as string, span.at(-1) as string, settings.rampUp.map(percent).join(', '))
    : '';
  return section(words.heading, words.note, period, markdownTable(header, rows));
}

/** What of it lies within the period; '' without one. */
function presenceWords(rep: Rep, months: ReadonlySet<string>, lang: Lang): string {
  const words = SENIORITY_WORDS[lang];
  const [first, last] = [[...months][0] ?? '', [...months].at(-1) ?? ''];
  // texts of ISO months compare as the months do
  const hired = rep.hired !== undefined && months.size > 0 ? [words.hired(rep.hired)] : [];
  const left =
    rep.left !== undefined && rep.left.slice(0, 7) >= first && rep.left.slice(0, 7) <= last
      ? [words.left(rep.left)]
      : [];
  const parts = [...(rep.presence ?? [])]
    .filter(([month, share]) => months.has(month) && share !== 1)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, share]) => words.month(month, formatShare(share, lang, 0)));
  return [...hired, ...left, ...parts].join(', ');
}
