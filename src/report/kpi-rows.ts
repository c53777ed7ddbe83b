// The KPIs as rows of a table: name and definition in both languages, where the figure is, how it is written.
// One list for the before → after table and the definitions, so that they can never disagree.

import type { Better } from '../evaluate/compare/verdict.ts';
import type { PlanKpis } from '../evaluate/kpis-types.ts';
import { powerOf } from '../model/power.ts';
import { formatNumber, formatShare, type Lang } from './format.ts';
import { LABELS } from './labels.ts';

export interface KpiRow {
  /** path below `plan` in kpis.json */
  readonly path: string;
  readonly name: Readonly<Record<Lang, string>>;
  readonly definition: Readonly<Record<Lang, string>>;
  readonly value: (plan: PlanKpis) => number | null | undefined;
  readonly text: (value: number | null | undefined, lang: Lang) => string;
  /** of the last digit that is shown */
  readonly step: number;
  /** of the figure as kpis.json has it */
  readonly unit: string;
  readonly better: Better;
}

/** How a figure is written, and the least difference that this shows. */
type Written = Pick<KpiRow, 'text' | 'step'>;

export const amount = (decimals: number): Written => ({
  text: (value, lang) => formatNumber(value, decimals, lang),
  step: powerOf(10, -decimals),
});
export const share: Written = { text: (value, lang) => formatShare(value, lang), step: 0.001 };

export function row(
  path: string,
  en: readonly [name: string, definition: string],
  fr: readonly [name: string, definition: string],
  value: KpiRow['value'],
  written: Written,
  of: Pick<KpiRow, 'better' | 'unit'>,
): KpiRow {
  const [name, definition] = [
    { en: en[0], fr: fr[0] },
    { en: en[1], fr: fr[1] },
  ];
  return { path, name, definition, value, ...written, ...of };
}

export const KPI_ROWS: readonly KpiRow[] = [
  row(
    'coverage.accounts',
    ['Account coverage', 'accounts whose rep may serve them, within SLA and capacity / all accounts'],
    [
      'Couverture de comptes',
      'comptes dont le commercial est autorisé, dans le délai et la capacité / tous les comptes',
    ],
    p => p.coverage.accounts,
    share,
    { better: 'more', unit: 'fraction' },
  ),
  row(
    'coverage.potential',
    ['Coverage by potential', 'the same, weighted by potential'],
    ['Couverture en potentiel', 'la même, pondérée par le potentiel'],
    p => p.coverage.potential,
    share,
    { better: 'more', unit: 'fraction' },
  ),
  row(
    'overlap.zones',
    ['Overlap, zones', 'zones visited by more than one rep'],
    ['Chevauchement, zones', 'zones visitées par plus d’un commercial'],
    p => p.overlap.zones,
    amount(0),
    { better: 'less', unit: 'zones' },
  ),
  row(
    'overlap.towns',
    ['Overlap, towns', 'towns visited by more than one rep'],
    ['Chevauchement, villes', 'villes visitées par plus d’un commercial'],
    p => p.overlap.towns,
    amount(0),
    { better: 'less', unit: 'towns' },
  ),
  row(
    'travel.mean_minutes',
    ['Mean travel time (min)', 'minutes from base to account, weighted by visits'],
    ['Temps de trajet moyen (min)', 'minutes de la base au compte, pondérées par les visites'],
    p => p.travel.mean_minutes,
    amount(1),
    { better: 'less', unit: 'min' },
  ),
  row(
    'travel.priority_minutes',
    ['Time to priority accounts (min)', 'the same over the top tenth of accounts by potential'],
    ['Temps vers les comptes prioritaires (min)', 'le même sur le premier dixième des comptes par potentiel'],
    p => p.travel.priority_minutes,
    amount(1),
    { better: 'less', unit: 'min' },
  ),
  row(
    'visits.ratio',
    ['Visit frequency, possible / asked', 'visits a year that the capacity allows / visits a year asked'],
    [
      'Fréquence de visite, possible / demandée',
      'visites par an que la capacité permet / visites par an demandées',
    ],
    p => p.visits.ratio,
    share,
    { better: 'more', unit: 'fraction' },
  ),
  row(
    'visits.per_account',
    ['Visits asked per account and year', 'visits asked / accounts'],
    ['Visites demandées par compte et par an', 'visites demandées / comptes'],
    p => p.visits.per_account,
    amount(2),
    { better: null, unit: 'visits/year' },
  ),
  row(
    'visits.possible_per_account',
    ['Visits possible per account and year', 'visits that the capacity allows / accounts'],
    ['Visites possibles par compte et par an', 'visites que la capacité permet / comptes'],
    p => p.visits.possible_per_account,
    amount(2),
    { better: 'more', unit: 'visits/year' },
  ),
  row(
    'visits.done_ratio',
    ['Visits done / asked', 'visits done / visits asked, over the accounts that say'],
    ['Visites faites / demandées', 'visites faites / demandées, pour les comptes renseignés'],
    p => p.visits.done_ratio,
    share,
    { better: null, unit: 'fraction' },
  ),
  row(
    'commercial.response_rate',
    ['Response rate', 'responses / solicitations'],
    ['Taux de réponse', 'réponses / sollicitations'],
    p => p.commercial.response_rate,
    share,
    { better: null, unit: 'fraction' },
  ),
  row(
    'commercial.revenue',
    ['Revenue', 'sum of the accounts’ revenue, last 12 months'],
    ['Chiffre d’affaires', 'somme du CA des comptes, 12 derniers mois'],
    p => p.commercial.revenue,
    amount(0),
    { better: null, unit: 'currency/year' },
  ),
  row(
    'commercial.potential',
    ['Potential', 'sum of the accounts’ potential, a year'],
    ['Potentiel', 'somme du potentiel des comptes, par an'],
    p => p.commercial.potential,
    amount(0),
    { better: null, unit: 'currency/year' },
  ),
  row(
    'commercial.penetration',
    ['Penetration', 'revenue / potential'],
    ['Pénétration', 'CA / potentiel'],
    p => p.commercial.penetration,
    share,
    { better: null, unit: 'fraction' },
  ),
  row(
    'cost.total',
    ['Cost (a year)', 'hours × cost per hour + km × cost per km of each rep'],
    ['Coût (par an)', 'heures × coût horaire + km × coût au km de chaque commercial'],
    p => p.cost.total,
    amount(0),
    { better: 'less', unit: 'currency/year' },
  ),
  row(
    'cost.hours_cost',
    ['Cost of hours (a year)', 'hours of visits and travel × cost per hour'],
    ['Coût des heures (par an)', 'heures de visite et de trajet × coût horaire'],
    p => p.cost.hours_cost,
    amount(0),
    { better: 'less', unit: 'currency/year' },
  ),
  row(
    'cost.km_cost',
    ['Cost of kilometers (a year)', 'km × cost per km'],
    ['Coût des kilomètres (par an)', 'km × coût au km'],
    p => p.cost.km_cost,
    amount(0),
    { better: 'less', unit: 'currency/year' },
  ),
  row(
    'cost.per_visit',
    ['Cost per visit', '(hours × cost per hour + km × cost per km) / visits'],
    ['Coût par visite', '(heures × coût horaire + km × coût au km) / visites'],
    p => p.cost.per_visit,
    amount(2),
    { better: 'less', unit: 'currency' },
  ),
  row(
    'cost.per_account',
    ['Cost per account (a year)', 'cost / accounts, the mean'],
    ['Coût par compte (par an)', 'coût / comptes, en moyenne'],
    p => p.cost.per_account,
    amount(2),
    { better: 'less', unit: 'currency/year' },
  ),
  row(
    'commercial.nps',
    ['NPS', 'promoters − detractors in % of the answers from 0 to 10, else mean score weighted by visits'],
    [
      'NPS',
      'promoteurs − détracteurs en % des réponses de 0 à 10, sinon score moyen pondéré par les visites',
    ],
    p => p.commercial.nps,
    amount(1),
    { better: null, unit: 'points' },
  ),
  row(
    'commercial.conversion_rate',
    ['Conversion, lead → opportunity', 'opportunities / leads'],
    ['Conversion, lead → opportunité', 'opportunités / leads'],
    p => p.commercial.conversion_rate,
    share,
    { better: null, unit: 'fraction' },
  ),
  row(
    'commercial.conversion_days',
    ['Conversion time (days)', 'mean of conversion_days'],
    ['Délai de conversion (jours)', 'moyenne de conversion_days'],
    p => p.commercial.conversion_days,
    amount(1),
    { better: null, unit: 'days' },
  ),
  row(
    'workload.hours',
    ['Workload (h/year)', 'visits + travel'],
    ['Charge (h/an)', 'visites + trajets'],
    p => p.workload.hours,
    amount(0),
    { better: null, unit: 'h/year' },
  ),
  row(
    'workload.fte_use',
    ['FTE use', 'workload / capacity, where capacity is FTE × productivity × hours a year'],
    ['Usage des ETP', 'charge / capacité, la capacité étant ETP × productivité × heures par an'],
    p => p.workload.fte_use,
    share,
    { better: null, unit: 'fraction' },
  ),
  row(
    'travel.hours',
    [
      'Travel (h/year)',
      'line-haul from the base, and local between visits (Daganzo); by tours once they are made',
    ],
    [
      'Trajets (h/an)',
      'approche depuis la base, et local entre les visites (Daganzo) ; par les tournées une fois faites',
    ],
    p => p.travel.hours,
    amount(0),
    { better: 'less', unit: 'h/year' },
  ),
  row(
    'travel.km',
    ['Travel (km/year)', 'the same in road km'],
    ['Trajets (km/an)', 'les mêmes en km de route'],
    p => p.travel.km,
    amount(0),
    { better: 'less', unit: 'km/year' },
  ),
  row(
    'travel.kg_co2',
    ['CO₂ (kg/year)', 'km × g_co2_per_km of each rep, or of its vehicle (upstream + combustion)'],
    ['CO₂ (kg/an)', 'km × g_co2_per_km de chaque commercial, ou de son véhicule (amont + combustion)'],
    p => p.travel.kg_co2,
    amount(0),
    { better: 'less', unit: 'kg/year' },
  ),
  row(
    'compactness.polsby_popper',
    [
      'Compactness, Polsby–Popper',
      '4π × area / perimeter² of the outlines, mean of the sectors (1: a circle)',
    ],
    ['Compacité, Polsby–Popper', '4π × aire / périmètre² des contours, moyenne des secteurs (1 : un cercle)'],
    p => p.compactness.polsby_popper,
    amount(3),
    { better: 'more', unit: '1' },
  ),
  row(
    'compactness.reock',
    ['Compactness, Reock', 'area / area of the smallest enclosing circle, mean of the sectors'],
    ['Compacité, Reock', 'aire / aire du plus petit cercle englobant, moyenne des secteurs'],
    p => p.compactness.reock,
    amount(3),
    { better: 'more', unit: '1' },
  ),
  row(
    'compactness.moment_of_inertia',
    [
      'Moment of inertia (km²)',
      'mean squared distance to the sector’s center of gravity, weighted by the first measure',
    ],
    [
      'Moment d’inertie (km²)',
      'distance quadratique moyenne au centre de gravité, pondérée par le premier critère',
    ],
    p => p.compactness.moment_of_inertia,
    amount(0),
    { better: 'less', unit: 'km²' },
  ),
  row(
    'contiguity.extra_pieces',
    ['Contiguity, extra pieces', 'connected pieces beyond one per sector'],
    ['Continuité, morceaux en trop', 'morceaux connexes au-delà d’un par secteur'],
    p => p.contiguity.extra_pieces,
    amount(0),
    { better: 'less', unit: 'pieces' },
  ),
  row(
    'contiguity.bridges',
    ['Bridges used', 'bridges with both ends in one sector'],
    ['Ponts utilisés', 'ponts dont les deux bouts sont dans un même secteur'],
    p => p.contiguity.bridges,
    amount(0),
    { better: 'less', unit: 'bridges' },
  ),
];

/** One row per measure and figure of balance. */
/** @param words the measure's name in the language of the report */
export function balanceRows(measure: string, words: string): KpiRow[] {
  const of = (figure: 'max_deviation' | 'cv' | 'gini' | 'max_min_ratio') => (p: PlanKpis) =>
    p.balance[measure]?.[figure];
  const path = `balance.${measure}`;
  return [
    row(
      `${path}.max_deviation`,
      [`Balance of ${words}: largest deviation`, 'largest |value − target| / target'],
      [`Équilibre ${words} : plus grand écart`, 'plus grand |valeur − objectif| / objectif'],
      of('max_deviation'),
      share,
      { better: 'less', unit: 'fraction' },
    ),
    row(
      `${path}.cv`,
      [`Balance of ${words}: coefficient of variation`, 'standard deviation / mean of value ÷ target'],
      [`Équilibre ${words} : coefficient de variation`, 'écart type / moyenne de valeur ÷ objectif'],
      of('cv'),
      amount(3),
      { better: 'less', unit: '1' },
    ),
    row(
      `${path}.gini`,
      [`Balance of ${words}: Gini`, 'Gini coefficient of value ÷ target (0: all equal)'],
      [`Équilibre ${words} : Gini`, 'indice de Gini de valeur ÷ objectif (0 : tous égaux)'],
      of('gini'),
      amount(3),
      { better: 'less', unit: '1' },
    ),
    row(
      `${path}.max_min_ratio`,
      [`Balance of ${words}: max/min`, 'largest / smallest value ÷ target'],
      [`Équilibre ${words} : max/min`, 'plus grand / plus petit valeur ÷ objectif'],
      of('max_min_ratio'),
      amount(2),
      { better: 'less', unit: '1' },
    ),
  ];
}

/** How a figure changed, with its sign; '' when one of the two is missing. */
export function changeText(row: KpiRow, before: PlanKpis, after: PlanKpis, lang: Lang): string {
  return differenceText(row, row.value(before), row.value(after), lang);
}

/** The same of two figures. */
export function differenceText(
  { text }: Pick<KpiRow, 'text'>,
  was: number | null | undefined,
  is: number | null | undefined,
  lang: Lang,
): string {
  if (was === null || was === undefined || is === null || is === undefined) return '';
  const change = text(is - was, lang);
  // the difference of two percentages is points: −1 % of 40 % would be another thing
  const unit = text === share.text ? change.replace(/\u00a0?%$/, LABELS[lang].points) : change;
  return is > was && /[1-9]/.test(unit) ? `+${unit}` : unit;
}
