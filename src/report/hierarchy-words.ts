// What is said of the levels above the sectors, in English and French.

import type { LevelKpis } from '../evaluate/hierarchy/types.ts';
import type { Lang } from './format.ts';
import { formatNumber, formatShare } from './format.ts';

const en = {
  title: 'Levels of management',
  order: {
    'bottom-up':
      'The sectors were planned first, then grouped level by level: the groups of one are what the next is made of.',
    'top-down':
      'The ground was shared out from the top: each zone is for the reps of one group, and the sectors were planned inside.',
  },
  level: (name: string, groups: string) => `${name}: ${groups === '1' ? '1 group' : `${groups} groups`}`,
  how: {
    given: 'Who is in which group is said by the files.',
    formed: 'Formed by the optimizer from what is below.',
    shared: 'Formed over a quick plan of the sectors; the ground was then shared among these groups.',
  },
  group: 'Group',
  manager: 'Manager',
  parent: 'Above',
  members: 'Of',
  sectors: 'Sectors',
  accounts: 'Accounts',
  travel: 'Manager’s travel (h)',
  pieces: 'Pieces',
  found: 'Starts at a center that was found',
  proven: (hours: string) => `Managers’ travel ${hours} h a year: the least possible, proven`,
  gap: (hours: string, gap: string) =>
    `Managers’ travel ${hours} h a year, at most ${gap} above the least possible`,
  noBound: (hours: string) => `Managers’ travel ${hours} h a year`,
  seats: {
    every: 'wherever managers without a base start',
    fixed: 'from where the managers start',
  },
  balance: (measure: string, deviation: string, tolerance: string) =>
    `${measure}: no group is further than ${deviation} from its target (tolerance ${tolerance})`,
  broken: (measure: string, deviation: string, tolerance: string) =>
    `${measure}: OUT OF TOLERANCE, a group is ${deviation} from its target (tolerance ${tolerance})`,
  open: 'open',
  measures: { sectors: 'sectors', fte: 'FTE' } as Readonly<Record<string, string>>,
  line: (name: string, groups: string, hours: string, gap: string) =>
    `${en.level(name, groups)}, managers’ travel ${hours} h/year${gap}`,
  lineGap: (gap: string) => `, ${gap} from the bound`,
  lineProven: ', proven optimal',
};

const fr: typeof en = {
  title: 'Niveaux d’encadrement',
  order: {
    'bottom-up':
      'Les secteurs ont été découpés d’abord, puis regroupés niveau par niveau : les groupes de l’un composent le suivant.',
    'top-down':
      'Le territoire a été partagé par le haut : chaque zone revient aux commerciaux d’un seul groupe, et les secteurs sont découpés à l’intérieur.',
  },
  level: (name, groups) => `${name} : ${groups === '1' ? '1 groupe' : `${groups} groupes`}`,
  how: {
    given: 'Les fichiers disent qui appartient à quel groupe.',
    formed: 'Formé par l’optimiseur à partir du niveau inférieur.',
    shared: 'Formé sur un premier découpage rapide ; le territoire a ensuite été partagé entre ces groupes.',
  },
  group: 'Groupe',
  manager: 'Manager',
  parent: 'Rattaché à',
  members: 'Composé de',
  sectors: 'Secteurs',
  accounts: 'Comptes',
  travel: 'Trajets du manager (h)',
  pieces: 'Morceaux',
  found: 'Part d’un centre trouvé',
  proven: hours => `Trajets des managers : ${hours} h par an, le minimum possible, prouvé`,
  gap: (hours, gap) =>
    `Trajets des managers : ${hours} h par an, au plus ${gap} au-dessus du minimum possible`,
  noBound: hours => `Trajets des managers : ${hours} h par an`,
  seats: {
    every: 'd’où que partent les managers sans base',
    fixed: 'depuis les points de départ des managers',
  },
  balance: (measure, deviation, tolerance) =>
    `${measure} : aucun groupe à plus de ${deviation} de son objectif (tolérance ${tolerance})`,
  broken: (measure, deviation, tolerance) =>
    `${measure} : HORS TOLÉRANCE, un groupe à ${deviation} de son objectif (tolérance ${tolerance})`,
  open: 'à pourvoir',
  measures: { sectors: 'secteurs', fte: 'ETP' },
  line: (name, groups, hours, gap) => `${fr.level(name, groups)}, trajets des managers ${hours} h/an${gap}`,
  lineGap: gap => `, à ${gap} de la borne`,
  lineProven: ', optimum prouvé',
};

export const HIERARCHY_WORDS: Readonly<Record<Lang, typeof en>> = { en, fr };

/** How far the grouping is from the best one. */
export function gapOfLevel({ objective, manager_travel_hours }: LevelKpis, lang: Lang): string {
  const words = HIERARCHY_WORDS[lang];
  const hours = formatNumber(manager_travel_hours, 0, lang);
  if (objective.gap === null) return words.noBound(hours);
  const seats = objective.certifies.includes('wherever') ? words.seats.every : words.seats.fixed;
  const said = objective.proven ? words.proven(hours) : words.gap(hours, formatShare(objective.gap, lang, 2));
  return `${said}, ${seats}`;
}
