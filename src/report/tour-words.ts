// What is said of tours, in both languages: why visits are missing, what would mend it, calendars, the summary.

import type { MissingReason } from '../model/tour-record.ts';
import { type Lang, p, s } from './format.ts';

export interface TourWords {
  readonly reasons: Readonly<Record<MissingReason, { readonly why: string; readonly remedy: string }>>;
  readonly header: readonly string[];
  readonly total: string;
  readonly others: (count: string) => string;
  readonly summary: (reps: string, weeks: string, days: string) => string;
  readonly from: (first: string, last: string) => string;
  readonly holidays: (list: string) => string;
  readonly year: (km: string, driving: string, visits: string) => string;
  readonly perVisit: (hours: string) => string;
  readonly gap: (share: string) => string;
  readonly approximation: (hours: string, km: string, hoursRatio: string, kmRatio: string) => string;
  readonly all: (visits: string) => string;
  readonly missing: (missing: string, asked: string, accounts: string) => string;
  readonly because: (visits: string, accounts: string, why: string, remedy: string) => string;
  readonly wrote: (count: string, dir: string) => string;
  readonly noCalendars: string;
  readonly noHolidays: string;
  readonly noPresence: (reps: string) => string;
  readonly manyPersons: (reps: string) => string;
  readonly noTravel: (layers: string) => string;
  readonly layered: string;
  readonly noRate: (reps: string) => string;
  readonly cutShort: string;
  readonly progress: (rep: string, number: string, all: string, share: string) => string;
  readonly reading: string;
  readonly calendar: (rep: string) => string;
  readonly night: (place: string) => string;
  readonly drive: (minutes: string, km: string) => string;
  readonly account: (id: string) => string;
}

export const TOUR_WORDS: Readonly<Record<Lang, TourWords>> = {
  en: {
    reasons: {
      'too-far': {
        why: 'there and back does not fit into a day',
        remedy: 'allow nights away (--nights 1), longer days or more driving, or give it to a nearer rep',
      },
      'too-long': {
        why: 'the visit, or the drive to it, is longer than a day may be',
        remedy:
          'divide the visit (visit_minutes), or allow longer days (--day-length) or more driving (--driving)',
      },
      closed: {
        why: "its hours and weekdays never meet the rep's days",
        remedy: 'mend opens, closes or visit_days, or let the rep work on those days (--weekdays)',
      },
      'too-often': {
        why: 'more visits than days that are far enough apart',
        remedy: 'ask for fewer visits, or allow them closer together (--spacing, min_days_between)',
      },
      'no-room': {
        why: "there is no room left in the rep's days",
        remedy: 'give accounts to other reps, more days or longer ones (fte, --weekdays, --day-length)',
      },
      absent: {
        why: 'the rep does not work on a single day of the period',
        remedy: 'plan again without the rep, or mend fte, presence, hired and left',
      },
    },
    header: [
      'rep',
      'days',
      'of',
      'visits',
      'asked',
      'missing',
      'km',
      'driving h',
      'visits h',
      'work h',
      'nights',
    ],
    total: 'total',
    others: count => `… and ${count} more with fewer missing visits, in tours.json`,
    summary: (reps, weeks, days) =>
      `Tours of ${reps} rep${s(reps)} over ${weeks}, ${days} working day${s(days)}.`,
    from: (first, last) => `From ${first} to ${last}.`,
    holidays: list => `Public holidays without visits: ${list}.`,
    year: (km, driving, visits) =>
      `A year like it: ${km} km, ${driving} h at the wheel, ${visits} visit${s(visits)}.`,
    perVisit: hours => `${hours} h of work a visit.`,
    gap: share =>
      `Gap to the lower bound of driving: ${share}; it knows neither hours nor spacing (docs/tours.md).`,
    approximation: (hours, km, hoursRatio, kmRatio) =>
      `The plan's approximation of a year, ${km} km and ${hours} h, times ${kmRatio} and ${hoursRatio}: its figures and reports are by the tours now (plan --calibrate fits the approximation).`,
    all: visits =>
      visits === '0'
        ? 'No visit is asked for.'
        : visits === '1'
          ? 'The one visit is planned.'
          : `All ${visits} visits are planned.`,
    missing: (missing, asked, accounts) =>
      `${missing} of ${asked} visit${s(asked)} cannot be made, at ${accounts} account${s(accounts)}; frequency.csv lists ${missing === '1' ? 'it' : 'them'}:`,
    because: (visits, accounts, why, remedy) =>
      `${visits} at ${accounts} account${s(accounts)}: ${why}; ${remedy}`,
    wrote: (count, dir) => `wrote ${count} file${s(count)} of tours to ${dir}`,
    noCalendars: 'no calendars: days are numbered; --start 2027-01-04 gives them dates',
    noHolidays:
      'public holidays are known of France alone; name the days without visits: --day-off 2027-05-01',
    noPresence: reps => `without --start it is not known when these reps are there; all days count: ${reps}`,
    manyPersons: reps => `more than one full time is planned as one person: ${reps}`,
    noTravel: layers => `no tours of layers whose reps do not travel: ${layers}`,
    layered: 'figures of a plan with layers stay those of the approximation: tours are beside them',
    noRate: reps => `a night is priced at 120 minutes where there is no cost_per_hour: ${reps}`,
    cutShort: 'interrupted: the tours are whole, but were not improved to the end',
    progress: (rep, number, all, share) => `tours of ${rep}, ${number} of ${all}, ${share}`,
    reading: 'reading the plan and its inputs',
    calendar: rep => `Visits of ${rep}`,
    night: place => `Night away near ${place}`,
    drive: (minutes, km) => `Drive: ${minutes} min, ${km} km`,
    account: id => `Account: ${id}`,
  },
  fr: {
    reasons: {
      'too-far': {
        why: "l'aller et retour ne tient pas dans une journée",
        remedy:
          'permettre des nuits à l’hôtel (--nights 1), des journées ou une conduite plus longues, ou le donner à un commercial plus proche',
      },
      'too-long': {
        why: 'la visite, ou le trajet, est plus longue que la journée permise',
        remedy:
          'partager la visite (visit_minutes), ou permettre des journées (--day-length) ou une conduite (--driving) plus longues',
      },
      closed: {
        why: 'ses heures et jours ne rencontrent jamais ceux du commercial',
        remedy: 'corriger opens, closes ou visit_days, ou travailler ces jours-là (--weekdays)',
      },
      'too-often': {
        why: 'plus de visites que de jours assez espacés',
        remedy: 'demander moins de visites, ou les permettre plus rapprochées (--spacing, min_days_between)',
      },
      'no-room': {
        why: 'il ne reste plus de place dans les journées du commercial',
        remedy:
          "donner des comptes à d'autres commerciaux, plus de jours ou de plus longs (fte, --weekdays, --day-length)",
      },
      absent: {
        why: 'le commercial ne travaille aucun jour de la période',
        remedy: 'refaire le découpage sans ce commercial, ou corriger fte, presence, hired et left',
      },
    },
    header: [
      ...['commercial', 'jours', 'sur', 'visites', 'voulues', 'manque', 'km'],
      ...['conduite h', 'visites h', 'travail h', 'nuits'],
    ],
    total: 'total',
    others: count =>
      `… et ${count} ${p(count) ? 'autres auxquels' : 'autre auquel'} il manque moins de visites, dans tours.json`,
    summary: (reps, weeks, days) =>
      `Tournées ${reps === '1' ? 'd’un commercial' : `de ${reps} ${p(reps) ? 'commerciaux' : 'commercial'}`} sur ${weeks}, ${days} jour${p(days)} ouvré${p(days)}.`,
    from: (first, last) => `Du ${first} au ${last}.`,
    holidays: list => `Jours fériés sans visite : ${list}.`,
    year: (km, driving, visits) =>
      `Une année pareille : ${km} km, ${driving} h de conduite, ${visits} visite${p(visits)}.`,
    perVisit: hours => `${hours} h de travail par visite.`,
    gap: share =>
      `Écart à la borne inférieure des trajets : ${share} ; elle ignore horaires et espacements (docs/tours.md).`,
    approximation: (hours, km, hoursRatio, kmRatio) =>
      `L’approximation du découpage pour un an, ${km} km et ${hours} h, fois ${kmRatio} et ${hoursRatio} : ses chiffres et rapports sont désormais ceux des tournées (plan --calibrate ajuste l’approximation).`,
    all: visits =>
      visits === '0'
        ? 'Aucune visite n’est demandée.'
        : visits === '1'
          ? 'La seule visite est planifiée.'
          : `Les ${visits} visites sont toutes planifiées.`,
    missing: (missing, asked, accounts) =>
      `${missing} ${p(missing) ? `visites sur ${asked} sont impossibles` : `visite sur ${asked} est impossible`}, chez ${accounts} compte${p(accounts)} ; frequency.csv ${p(missing) ? 'les' : 'la'} liste :`,
    because: (visits, accounts, why, remedy) =>
      `${visits} chez ${accounts} compte${p(accounts)} : ${why} ; ${remedy}`,
    wrote: (count, dir) => `${count} fichier${p(count)} de tournées écrit${p(count)} dans ${dir}`,
    noCalendars: "pas d'agendas : les jours sont numérotés ; --start 2027-01-04 leur donne des dates",
    noHolidays:
      'seuls les jours fériés de France sont connus ; nommer les jours sans visite : --day-off 2027-05-01',
    noPresence: reps => `sans --start, les présences ne sont pas connues ; tous les jours comptent : ${reps}`,
    manyPersons: reps => `plus d'un temps plein est planifié comme une personne : ${reps}`,
    noTravel: layers => `pas de tournées pour les couches sans déplacement : ${layers}`,
    layered:
      "les indicateurs d'un découpage en couches restent ceux de l'approximation : les tournées sont à côté",
    noRate: reps => `sans cost_per_hour, une nuit compte pour 120 minutes : ${reps}`,
    cutShort: "interrompu : les tournées sont complètes, mais pas améliorées jusqu'au bout",
    progress: (rep, number, all, share) => `tournées de ${rep}, ${number} sur ${all}, ${share}`,
    reading: 'lecture du découpage et de ses entrées',
    calendar: rep => `Visites de ${rep}`,
    night: place => `Nuit près de ${place}`,
    drive: (minutes, km) => `Trajet : ${minutes} min, ${km} km`,
    account: id => `Compte : ${id}`,
  },
};

const UNIT = { en: ['week', 'weeks'], fr: ['semaine', 'semaines'] } as const;

export function weeksText(weeks: number, lang: Lang): string {
  return `${weeks} ${UNIT[lang][weeks === 1 ? 0 : 1]}`;
}
