// How the approximation of travel was fitted to tours: in the report, and in a line on the terminal.

import type { CalibrationKpis } from '../evaluate/kpis-types.ts';
import { PERIOD_WEEKS } from '../model/tour-settings.ts';
import { formatNumber, type Lang, markdownTable } from './format.ts';
import { type ReportInput, section } from './report-input.ts';
import { weeksText } from './tour-words.ts';

interface Words {
  readonly heading: string;
  readonly text: (visits: string, factor: string, weeks: string) => string;
  readonly columns: readonly string[];
  readonly now: string;
  readonly note: string;
  readonly zero: string;
  readonly line: (visits: string, factor: string, was: string, now: string) => string;
  readonly ratios: (hours: string, km: string) => string;
}

const WORDS: Readonly<Record<Lang, Words>> = {
  en: {
    heading: 'Approximation of travel, fitted to tours',
    text: (visits, factor, weeks) =>
      `The plan is made with ${visits} visits a tour and legs between visits ${factor} times as long as inside a zone: fitted to tours of ${weeks} in quick plans of the same inputs.`,
    columns: [
      'Round:',
      'Visits a tour:',
      'Local factor:',
      'Hours of tours / approximation:',
      'Km of tours / approximation:',
    ],
    now: 'this plan',
    zero: 'A local factor of 0: the areas of zones are not known, or ways inside zones explain nothing of these tours; the way from the base stands for all.',
    note: 'The tours of these rounds are not kept; `sectorize tours` makes those of this plan, and says how far they are from the approximation.',
    line: (visits, factor, was, now) =>
      `fitted to tours: visits_per_tour: ${visits}, local_factor: ${factor} (in sectorize.yaml they hold for the next plan); tours were ${was} of the approximation, then ${now}`,
    ratios: (hours, km) => `${hours} (h) and ${km} (km)`,
  },
  fr: {
    heading: 'Approximation des trajets, ajustée aux tournées',
    text: (visits, factor, weeks) =>
      `Le découpage est fait avec ${visits} visites par tournée et des trajets entre visites ${factor} fois plus longs que dans une zone : ajustés aux tournées de ${weeks} sur des découpages rapides des mêmes données.`,
    columns: [
      'Tour:',
      'Visites par tournée:',
      'Facteur local:',
      'Heures des tournées / approximation:',
      'Km des tournées / approximation:',
    ],
    now: 'ce découpage',
    zero: 'Facteur local 0 : les surfaces des zones sont inconnues, ou les trajets à l’intérieur des zones n’expliquent rien de ces tournées ; le trajet depuis la base vaut pour tout.',
    note: 'Les tournées de ces essais ne sont pas gardées ; `sectorize tours` fait celles de ce découpage et dit leur écart à l’approximation.',
    line: (visits, factor, was, now) =>
      `ajusté aux tournées : visits_per_tour: ${visits}, local_factor: ${factor} (dans sectorize.yaml, ils valent pour le prochain découpage) ; les tournées faisaient ${was} l’approximation, puis ${now}`,
    ratios: (hours, km) => `${hours} (h) et ${km} (km) fois`,
  },
};

/** '' where nothing was fitted. */
export function calibrationSection({ kpis, lang }: ReportInput): string {
  const { calibration } = kpis;
  if (!calibration) return '';
  const words = WORDS[lang];
  const n = (value: number) => formatNumber(value, 3, lang);
  const rows = calibration.rounds.map(({ visits_per_tour, local_factor, hours_ratio, km_ratio }, round) => [
    String(round + 1),
    n(visits_per_tour),
    n(local_factor),
    n(hours_ratio),
    n(km_ratio),
  ]);
  return section(
    words.heading,
    words.text(
      n(calibration.visits_per_tour),
      n(calibration.local_factor),
      weeksText(PERIOD_WEEKS[calibration.period], lang),
    ),
    markdownTable(words.columns, [
      ...rows,
      [words.now, n(calibration.visits_per_tour), n(calibration.local_factor), '', ''],
    ]),
    ...(calibration.local_factor === 0 ? [words.zero] : []),
    words.note,
  );
}

/** What the reader should keep of it. */
export function calibrationLine(calibration: CalibrationKpis, lang: Lang): string {
  const words = WORDS[lang];
  // as a configuration has them
  const plain = (value: number) => String(value);
  const ratio = (value: number) => formatNumber(value, 2, lang);
  const of = (round: CalibrationKpis['rounds'][number] | undefined) =>
    round ? words.ratios(ratio(round.hours_ratio), ratio(round.km_ratio)) : '';
  const { rounds } = calibration;
  return words.line(
    plain(calibration.visits_per_tour),
    plain(calibration.local_factor),
    of(rounds[0]),
    of(rounds.at(-1)),
  );
}
