// What the table, the chart and the page of a frontier say. English is the model.

import type { MovedOf } from '../evaluate/sweep/row.ts';
import { type Lang, p, s } from './format.ts';
import type { Words } from './labels.ts';

const en = {
  title: 'Scenarios compared',
  size: (planned: string, all: string) => `${planned} of ${all} scenario${s(all)} planned`,
  frontier: 'Frontier',
  onFrontier: 'on the frontier',
  chart: 'Balance and travel of the scenarios',
  lead: (on: string, planned: string, of: string) =>
    `${on} of ${planned} plan${s(planned)} ${on === '1' ? 'is' : 'are'} on the frontier: no other one is at least as good in ${of}, better in one of them, and breaks no more promises.`,
  and: ' and ',
  balance: 'balance',
  travel: 'travel',
  disruption: 'disruption',
  xAxis: 'travel, hours a year',
  yAxis: 'largest deviation from a target',
  moved: (of: string) => `share of ${of} that changes rep`,
  sizeNote: (of: string) => `size: ${of}`,
  of: { revenue: 'revenue', potential: 'potential', accounts: 'accounts', zones: 'zones' },
  legendBest: 'on the frontier',
  legendDominated: 'dominated: another one is better',
  legendBroken: 'breaks a promise',
  numbers: 'numbers are those of the table',
  table: 'All scenarios',
  number: 'No.',
  scenario: 'Scenario',
  deviation: 'Largest deviation',
  deviationOf: (measure: string) => `Deviation, ${measure}`,
  hours: 'Travel, h/year',
  km: 'Travel, km/year',
  co2: 'CO₂, kg/year',
  cost: 'Cost a year',
  movedHead: (of: string) => `Moved, ${of}`,
  objective: 'Objective',
  gap: 'Gap',
  broken: 'Promises broken',
  verdict: 'Frontier',
  dominatedBy: (numbers: string) => `dominated by ${numbers}`,
  failed: 'no plan',
  missing: 'not planned yet',
  reasons: 'Scenarios without a plan',
  short: {
    deviation: 'deviation',
    hours: 'travel h',
    moved: 'moved',
    co2: 'kg CO₂',
    cost: 'cost',
    broken: 'broken',
  },
  dominatedNote:
    'A scenario is dominated when another one is at least as good in everything that is compared, better in one, and breaks no more promises.',
};

export type SweepWords = Words<typeof en>;

const fr: SweepWords = {
  title: 'Comparaison des scénarios',
  size: (planned, all) => `${planned} scénario${p(planned)} planifié${p(planned)} sur ${all}`,
  frontier: 'Frontière',
  onFrontier: 'sur la frontière',
  chart: 'Équilibre et trajets des scénarios',
  lead: (on, planned, of) =>
    `${on} découpage${p(on)} sur ${planned} ${p(on) ? 'sont' : 'est'} sur la frontière : aucun autre n’est au moins aussi bon en ${of}, meilleur sur un point, sans rompre plus d’engagements.`,
  and: ' et ',
  balance: 'équilibre',
  travel: 'trajets',
  disruption: 'perturbation',
  xAxis: 'trajets, heures par an',
  yAxis: 'plus grand écart à un objectif',
  moved: of => `part ${of} qui change de commercial`,
  sizeNote: of => `taille : ${of}`,
  of: { revenue: 'du CA', potential: 'du potentiel', accounts: 'des comptes', zones: 'des zones' },
  legendBest: 'sur la frontière',
  legendDominated: 'dominé : un autre est meilleur',
  legendBroken: 'rompt un engagement',
  numbers: 'les numéros sont ceux du tableau',
  table: 'Tous les scénarios',
  number: 'N°',
  scenario: 'Scénario',
  deviation: 'Plus grand écart',
  deviationOf: measure => `Écart, ${measure}`,
  hours: 'Trajets, h/an',
  km: 'Trajets, km/an',
  co2: 'CO₂, kg/an',
  cost: 'Coût par an',
  movedHead: of => `Part ${of} déplacée`,
  objective: 'Objectif',
  gap: 'Écart à la borne',
  broken: 'Engagements rompus',
  verdict: 'Frontière',
  dominatedBy: numbers => `dominé par ${numbers}`,
  failed: 'sans découpage',
  missing: 'pas encore planifié',
  reasons: 'Scénarios sans découpage',
  short: {
    deviation: 'écart',
    hours: 'trajets h',
    moved: 'déplacé',
    co2: 'kg CO₂',
    cost: 'coût',
    broken: 'rompues',
  },
  dominatedNote:
    'Un scénario est dominé quand un autre est au moins aussi bon sur tout ce qui est comparé, meilleur sur un point, et ne rompt pas plus d’engagements.',
};

export const SWEEP_WORDS: Readonly<Record<Lang, SweepWords>> = { en, fr };

export function movedWords(of: MovedOf | null, words: SweepWords): string {
  return of === null ? '' : words.of[of];
}

/** `balance, travel and disruption` */
export function listed(items: readonly string[], words: SweepWords): string {
  return items.length < 2 ? items.join('') : items.slice(0, -1).join(', ') + words.and + items.at(-1);
}
