// Tours in the report: what was planned in the period, and what real tours need against the approximation that the plan was
// made with.

import type { SectorKpis } from '../evaluate/kpis-types.ts';
import type { ToursFigures } from '../evaluate/tours/report.ts';
import type { MissingReason } from '../model/tour-record.ts';
import { escapeMarkdown, formatNumber, formatShare, type Lang, markdownTable, p, s } from './format.ts';
import { bullets, type ReportInput, section } from './report-input.ts';
import { TOUR_WORDS, weeksText } from './tour-words.ts';

interface Words {
  readonly heading: string;
  readonly planned: (planned: string, asked: string, weeks: string, days: string) => string;
  readonly all: string;
  readonly missing: (visits: string, why: string) => string;
  readonly replaced: (hours: string, km: string, hoursRatio: string, kmRatio: string) => string;
  readonly model: string;
  readonly calibrate: string;
  readonly before: string;
  readonly noBefore: string;
  readonly gap: (share: string) => string;
  readonly nights: (count: string) => string;
  readonly columns: readonly string[];
  readonly allSectors: string;
}

const WORDS: Readonly<Record<Lang, Words>> = {
  en: {
    heading: 'Tours',
    planned: (planned, asked, weeks, days) =>
      `${planned} of ${asked} visit${s(asked)} of ${weeks} ${planned === '1' ? 'is' : 'are'} planned, on ${days} day${s(days)} with visits (tours.csv, calendars).`,
    all: 'No visit is missing.',
    missing: (visits, why) =>
      `${visits === '1' ? '1 visit is' : `${visits} visits are`} missing: ${why} (frequency.csv).`,
    replaced: (hours, km, hoursRatio, kmRatio) =>
      `Hours and km on the road in this report are those of the tours, for all visits of a year: ${hoursRatio} times the ${hours} h and ${kmRatio} times the ${km} km of the approximation that the plan was made with.`,
    model: 'Balance of the workload, budgets and the bound stay those of the approximation.',
    calibrate: 'More than a tenth apart: `sectorize plan --calibrate` fits the approximation to such tours.',
    before: 'Tours of today’s sectors were made as well, so before and after are alike.',
    noBefore: 'Today’s sectors have no tours: before is the approximation, after the tours.',
    gap: share =>
      `Whatever tours make these visits, they drive at least ${share} as much; that bound knows neither hours nor spacing.`,
    nights: count => `${count} night${s(count)} away.`,
    columns: [
      'Sector',
      'Rep',
      'Visits:',
      'Asked:',
      'Days:',
      'Of:',
      'Km:',
      'At the wheel, h:',
      'h a visit:',
      'Hours / approximation:',
      'Km / approximation:',
    ],
    allSectors: 'all sectors',
  },
  fr: {
    heading: 'Tournées',
    planned: (planned, asked, weeks, days) =>
      `${planned} visite${p(planned)} planifiée${p(planned)} sur ${asked} demandée${p(asked)} en ${weeks}, en ${days} journée${p(days)} de visite (tours.csv, calendriers).`,
    all: 'Aucune visite ne manque.',
    missing: (visits, why) =>
      `${visits} ${p(visits) ? 'visites manquent' : 'visite manque'} : ${why} (frequency.csv).`,
    replaced: (hours, km, hoursRatio, kmRatio) =>
      `Les heures et km de route de ce rapport sont ceux des tournées, pour toutes les visites d’une année : ${hoursRatio} fois les ${hours} h et ${kmRatio} fois les ${km} km de l’approximation qui a servi au découpage.`,
    model: 'L’équilibre de la charge, les budgets et la borne restent ceux de l’approximation.',
    calibrate:
      'Plus d’un dixième d’écart : `sectorize plan --calibrate` ajuste l’approximation à de telles tournées.',
    before: 'Les secteurs actuels ont aussi leurs tournées : avant et après se comparent.',
    noBefore: 'Les secteurs actuels n’ont pas de tournées : avant est l’approximation, après les tournées.',
    gap: share =>
      `Toute tournée avec ces visites roule au moins ${share} de celles-ci ; cette borne ignore horaires et espacement.`,
    nights: count => `${count} nuit${p(count)} à l’extérieur.`,
    columns: [
      'Secteur',
      'Commercial',
      'Visites:',
      'Demandées:',
      'Jours:',
      'Sur:',
      'Km:',
      'Au volant, h:',
      'h par visite:',
      'Heures / approximation:',
      'Km / approximation:',
    ],
    allSectors: 'tous les secteurs',
  },
};

/** beyond it the approximation should be fitted */
const FAR = 0.1;

/** '' before tours are made. */
export function toursSection({ kpis, lang }: ReportInput): string {
  const { tours } = kpis;
  if (!tours) return '';
  const words = WORDS[lang];
  const n = (value: number | null, decimals = 0) => formatNumber(value, decimals, lang);
  const { total, missing } = tours;
  const why = Object.entries(missing)
    .map(([reason, visits]) => `${n(visits)} ${TOUR_WORDS[lang].reasons[reason as MissingReason].why}`)
    .join(', ');
  const approximation = kpis.plan.travel.approximation;
  const far = [approximation?.hours_ratio, approximation?.km_ratio].some(
    times => typeof times === 'number' && Math.abs(1 - 1 / times) > FAR,
  );
  const lines = [
    words.planned(
      n(total.visits_planned),
      n(total.visits_asked),
      weeksText(tours.weeks, lang),
      n(total.days_worked),
    ),
    total.visits_missing > 0 ? words.missing(n(total.visits_missing), why) : words.all,
    ...(total.nights > 0 ? [words.nights(n(total.nights))] : []),
    ...(total.gap === null ? [] : [words.gap(formatShare(1 - total.gap, lang, 0))]),
    ...(approximation
      ? [
          words.replaced(
            n(approximation.hours),
            n(approximation.km),
            n(approximation.hours_ratio, 2),
            n(approximation.km_ratio, 2),
          ),
          words.model,
          ...(far ? [words.calibrate] : []),
          ...(kpis.before ? [tours.today ? words.before : words.noBefore] : []),
        ]
      : []),
  ];
  const travelOf = new Map(kpis.sectors.map(sector => [sector.sector_id, sector]));
  const row = (name: string, rep: string, of: ToursFigures, travel: SectorKpis['travel'] | undefined) => [
    name,
    rep,
    n(of.visits_planned),
    n(of.visits_asked),
    n(of.days_worked),
    n(of.days_available),
    n(of.km),
    n(of.driving_hours),
    n(of.hours_per_visit, 2),
    n(travel?.approximation?.hours_ratio ?? null, 2),
    n(travel?.approximation?.km_ratio ?? null, 2),
  ];
  const rows = tours.sectors.map(own => {
    const sector = travelOf.get(own.sector_id);
    return row(
      escapeMarkdown(sector?.sector_name || own.sector_id),
      escapeMarkdown(own.rep_id),
      own,
      sector?.travel,
    );
  });
  const sum = row(`**${words.allSectors}**`, '', total, kpis.plan.travel);
  return section(words.heading, bullets(lines), markdownTable(words.columns, [...rows, sum]));
}
