// Words that only the page has: the map, its switches, the charts. English is the model, as in labels.ts.

import type { Lang } from '../format.ts';
import type { Words } from '../labels.ts';

const en = {
  skip: 'Skip to the content',
  contents: 'Contents',
  figures: 'The plan in six figures',
  tolerance: (tolerance: string) => `tolerance ${tolerance}`,
  moved: 'Accounts that change rep',
  gap: 'Distance from the optimum, at most',
  map: 'Map',
  mapLabel: (sectors: string, zones: string) => `Map of ${sectors} sectors and ${zones} zones`,
  mapKeys:
    'Arrow keys go from zone to zone, plus and minus enlarge and reduce, 0 shows the whole map. The table of sectors says the same in figures.',
  mapHelp:
    'Drag to move, Ctrl and the wheel or two fingers to enlarge, a double click too; a zone or a sector shows its figures.',
  mapCells:
    'The zones are points: each is drawn as what lies nearer to it than to any other (Voronoi cells). The lines are not borders.',
  mapPolygons: 'Outlines are those of the zones file, simplified for drawing.',
  noMap: 'The zones have no place: there is no map.',
  state: 'Sectors shown',
  after: 'After',
  before: 'Before',
  changed: 'Changed zones',
  colorBy: 'Colors',
  bySector: 'Sectors',
  layer: 'Layer',
  larger: 'Enlarge',
  smaller: 'Reduce',
  whole: 'Whole map',
  base: 'base of a rep',
  bridge: 'bridge',
  km: (km: string) => `${km} km`,
  sectorList: 'Sectors, and how far each is from its target',
  none: 'none',
  atLeast: 'and more',
  below: 'below',
  sheets: 'Sector by sector',
  sheetsNote: 'Every figure of a sector, before and after; open one to read it.',
  expand: 'Open all',
  collapse: 'Close all',
  filter: 'Filter the rows',
  rows: (shown: string, all: string) => `${shown} of ${all} rows`,
  toMap: 'Show on the map',
  chart: {
    balance: 'Deviation of each sector from its target; the band is what is tolerated',
    balanceBefore:
      'Deviation of each sector from its target; the band is what is tolerated, the hollow dot is today',
    workload: 'Hours a year of each sector: visits, approach, local travel; the mark is the capacity',
    layers: 'Hours a year of each layer: visits, approach, local travel; the mark is the capacity',
    travel: 'Road km a year of each sector',
    travelBefore: 'Road km a year of each sector; the hollow dot is today',
    co2: 'kg CO₂ a year of each sector',
    co2Before: 'kg CO₂ a year of each sector; the hollow dot is today',
    moves: 'Accounts that go from one rep (row) to another (column)',
    hours: 'h/year',
    visits: 'Visits',
    approach: 'Approach',
    local: 'Local',
  },
  made: (version: string) => `Made by sectorize ${version}. No part of this page comes from the network.`,
};

export type HtmlWords = Words<typeof en>;

const fr: HtmlWords = {
  skip: 'Aller au contenu',
  contents: 'Sommaire',
  figures: 'Le découpage en six chiffres',
  tolerance: tolerance => `tolérance ${tolerance}`,
  moved: 'Comptes qui changent de commercial',
  gap: 'Distance à l’optimum, au plus',
  map: 'Carte',
  mapLabel: (sectors, zones) => `Carte de ${sectors} secteurs et ${zones} zones`,
  mapKeys:
    'Les flèches vont de zone en zone, plus et moins agrandissent et réduisent, 0 montre toute la carte. Le tableau des secteurs dit la même chose en chiffres.',
  mapHelp:
    'Glisser pour déplacer, Ctrl et la molette ou deux doigts pour agrandir, double-clic aussi ; une zone ou un secteur montre ses chiffres.',
  mapCells:
    'Les zones sont des points : chacune est dessinée comme ce qui en est plus proche que de toute autre (cellules de Voronoï). Ces lignes ne sont pas des frontières.',
  mapPolygons: 'Les contours sont ceux du fichier des zones, simplifiés pour le dessin.',
  noMap: 'Les zones n’ont pas de lieu : il n’y a pas de carte.',
  state: 'Secteurs montrés',
  after: 'Après',
  before: 'Avant',
  changed: 'Zones qui changent',
  colorBy: 'Couleurs',
  bySector: 'Secteurs',
  layer: 'Couche',
  larger: 'Agrandir',
  smaller: 'Réduire',
  whole: 'Toute la carte',
  base: 'base d’un commercial',
  bridge: 'pont',
  km: km => `${km} km`,
  sectorList: 'Les secteurs, et leur écart à l’objectif',
  none: 'aucun',
  atLeast: 'et plus',
  below: 'moins de',
  sheets: 'Secteur par secteur',
  sheetsNote: 'Tous les chiffres d’un secteur, avant et après ; à ouvrir pour les lire.',
  expand: 'Tout ouvrir',
  collapse: 'Tout fermer',
  filter: 'Filtrer les lignes',
  rows: (shown, all) => `${shown} lignes sur ${all}`,
  toMap: 'Montrer sur la carte',
  chart: {
    balance: 'Écart de chaque secteur à son objectif ; la bande est ce qui est toléré',
    balanceBefore:
      'Écart de chaque secteur à son objectif ; la bande est ce qui est toléré, le point creux est aujourd’hui',
    workload:
      'Heures par an de chaque secteur : visites, approche, trajets locaux ; le trait est la capacité',
    layers: 'Heures par an de chaque couche : visites, approche, trajets locaux ; le trait est la capacité',
    travel: 'Km de route par an de chaque secteur',
    travelBefore: 'Km de route par an de chaque secteur ; le point creux est aujourd’hui',
    co2: 'kg CO₂ par an de chaque secteur',
    co2Before: 'kg CO₂ par an de chaque secteur ; le point creux est aujourd’hui',
    moves: 'Comptes qui vont d’un commercial (ligne) à un autre (colonne)',
    hours: 'h/an',
    visits: 'Visites',
    approach: 'Approche',
    local: 'Local',
  },
  made: version => `Fait par sectorize ${version}. Rien dans cette page ne vient du réseau.`,
};

export const HTML_WORDS: Readonly<Record<Lang, HtmlWords>> = { en, fr };
