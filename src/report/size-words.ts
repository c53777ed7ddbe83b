// The table of `size` and what follows from it, in words.

import type { SizeRow } from '../model/size.ts';
import { formatNumber, formatShare, formatSigned, type Lang, p, s } from './format.ts';
import { LABELS, measureWords } from './labels.ts';

const WORDS = {
  en: {
    header: ['reps', 'base', 'work h', 'travel h', 'needs', 'FTE', 'visits', 'gap'],
    now: 'today',
    add: (place: string) => `+ ${place}`,
    drop: (rep: string) => `− ${rep}`,
    broken: 'balance or another promise not kept',
    enough: (coverage: string, reps: string) =>
      `${coverage} of the visits asked for need ${reps} rep${s(reps)} of this kind.`,
    short: (coverage: string, fte: string, most: string) =>
      `${coverage} of the visits asked for need about ${fte} FTE; even with the ${most === '1' ? 'one rep' : `${most} reps`} looked at there are too few.`,
    spare: (coverage: string, fte: string, least: string) =>
      `${coverage} of the visits asked for need about ${fte} FTE; even the ${least === '1' ? 'one rep looked at is' : `${least} reps looked at are`} enough.`,
    next: (place: string, travel: string, workload: string) =>
      `Next base: ${place}; travel changes by ${travel} h/year, the workload by ${workload}.`,
    first: (rep: string, travel: string, workload: string) =>
      `First base to give up: that of ${rep}; travel changes by ${travel} h/year, the workload by ${workload}.`,
  },
  fr: {
    header: ['nb', 'base', 'charge h', 'trajet h', 'requis', 'ETP', 'visites', 'écart'],
    now: 'aujourd’hui',
    add: (place: string) => `+ ${place}`,
    drop: (rep: string) => `− ${rep}`,
    broken: 'équilibre ou autre engagement non tenu',
    enough: (coverage: string, reps: string) =>
      `${coverage} des visites demandées requièrent ${reps} ${p(reps) ? 'commerciaux' : 'commercial'} de ce type.`,
    short: (coverage: string, fte: string, most: string) =>
      `${coverage} des visites demandées requièrent environ ${fte} ETP\u00a0; même ${p(most) ? `les ${most} commerciaux étudiés n’y suffisent` : 'le seul commercial étudié n’y suffit'} pas.`,
    spare: (coverage: string, fte: string, least: string) =>
      `${coverage} des visites demandées requièrent environ ${fte} ETP\u00a0; même ${p(least) ? `les ${least} commerciaux étudiés y suffisent` : 'le seul commercial étudié y suffit'}.`,
    next: (place: string, travel: string, workload: string) =>
      `Prochaine base\u00a0: ${place}\u00a0; le trajet change de ${travel} h/an, la charge de ${workload}.`,
    first: (rep: string, travel: string, workload: string) =>
      `Première base à abandonner\u00a0: celle de ${rep}\u00a0; le trajet change de ${travel} h/an, la charge de ${workload}.`,
  },
} as const;

const MEASURES = 2;

/** Cells of the table, header first. */
export function sizeTable(rows: readonly SizeRow[], lang: Lang): string[][] {
  const words = WORDS[lang];
  // the file has them all
  const measures = Object.keys(rows[0]?.deviations ?? {}).slice(0, MEASURES);
  const header = [...words.header, ...measures.map(name => `± ${measureWords(name, LABELS[lang])}`)];
  return [
    header,
    ...rows.map(row => [
      `${formatNumber(row.reps, 0, lang)}${row.kept ? '' : '*'}`,
      baseOf(row, lang),
      formatNumber(row.workloadHours, 0, lang),
      formatNumber(row.travelHours, 0, lang),
      formatNumber(row.fteNeeded, 1, lang),
      formatNumber(row.fte, 1, lang),
      formatShare(row.visits, lang),
      formatShare(row.gap, lang),
      ...measures.map(name => formatShare(row.deviations[name], lang)),
    ]),
  ];
}

/** What the rows say: how many are needed, and which base comes and goes first. */
export function sizeSentences(
  rows: readonly SizeRow[],
  coverage: number,
  lang: Lang,
  /** what marks a row whose plan does not keep its promises */
  unkept = '*',
): string[] {
  const words = WORDS[lang];
  const at = rows.findIndex(({ change }) => change === 'now');
  const [now, more, fewer] = [rows[at], rows[at + 1], rows[at - 1]];
  if (!now) return [];
  const share = formatShare(coverage, lang, 0);
  const enough = rows.find(({ fte, fteNeeded }) => fte >= fteNeeded);
  const [least, most] = [rows[0] as SizeRow, rows.at(-1) as SizeRow];
  const count = (value: number): string => formatNumber(value, 0, lang);
  const fte = (value: number): string => formatNumber(value, 1, lang);
  const needed = !enough
    ? words.short(share, fte(most.fteNeeded), count(most.reps))
    : enough === least
      ? words.spare(share, fte(least.fteNeeded), count(least.reps))
      : words.enough(share, count(enough.reps));
  const signed = (value: number): string => `${value > 0 ? '+' : ''}${formatNumber(value, 0, lang)}`;
  const effect = (row: SizeRow): [string, string, string] => [
    placeOf(row),
    signed(row.travelHours - now.travelHours),
    formatSigned(row.workloadHours / now.workloadHours - 1, lang),
  ];
  return [
    needed,
    ...(more ? [words.next(...effect(more))] : []),
    ...(fewer ? [words.first(...effect(fewer))] : []),
    ...(rows.some(({ kept }) => !kept) ? [`${unkept} ${words.broken}`] : []),
  ];
}

/** The base that makes the difference to the row nearer to today. */
export function baseOf(row: SizeRow, lang: Lang): string {
  const words = WORDS[lang];
  return row.change === 'now' ? words.now : words[row.change](placeOf(row));
}

function placeOf({ place, name }: SizeRow): string {
  return name === '' || name === place ? place : `${place} ${name}`;
}
