// What `sectorize init` says, on the terminal and in the comments of the file that it writes.

import { p, s } from './format.ts';

export type InitRole = 'accounts' | 'reps' | 'zones' | 'managers' | 'barriers' | 'aliases';
export type SkipReason = 'link' | 'name' | 'special' | 'unreadable' | 'too-many';

export interface InitWords {
  readonly roles: Readonly<Record<InitRole, string>>;
  readonly sure: Readonly<Record<'sure' | 'likely' | 'guess', string>>;
  readonly skipped: Readonly<Record<SkipReason, string>>;
  readonly rows: (count: string, about: boolean) => string;
  readonly features: (count: string, about: boolean) => string;
  readonly colon: string;
  readonly recognized: (matched: number, all: number) => string;
  readonly readAs: (column: string, field: string) => string;
  readonly known: (percent: string, what: string, file: string, zones: boolean) => string;
  readonly polygons: string;
  readonly pointsOnly: string;
  readonly rivals: (files: string) => string;
  readonly chosen: string;
  readonly notTables: (count: string) => string;
  readonly skippedTitle: string;
  readonly unused: (files: string) => string;
  readonly accountsMissed: string;
  // questions
  readonly whichFile: (role: string) => string;
  readonly none: string;
  readonly whichColumn: (field: string, file: string) => string;
  readonly whichId: (file: string) => string;
  readonly example: (value: string) => string;
  readonly answer: (best: number) => string;
  readonly tryAgain: (most: number) => string;
  // why a column
  readonly contested: (columns: string) => string;
  readonly moreFilled: (percent: string) => string;
  readonly areZones: (percent: string) => string;
  readonly distinct: string;
  readonly yourChoice: string;
  readonly guessed: string;
  // what is missing
  readonly nothing: string;
  readonly nothingRemedy: string;
  readonly noId: (file: string) => string;
  readonly noIdRemedy: (role: string) => string;
  readonly noIdGuess: string;
  readonly noAccounts: readonly string[];
  readonly noReps: readonly string[];
  readonly noZones: readonly string[];
  readonly noZonesFrance: readonly string[];
  // the file
  readonly head: readonly string[];
  readonly editors: (schema: string) => string;
  readonly inputs: string;
  readonly mapHead: readonly string[];
  readonly mapMore: string;
  readonly country: (code: string, percent: string) => string;
  readonly countryUsual: string;
  readonly countryOthers: (codes: string) => string;
  readonly balance: string;
  readonly measures: readonly string[];
  readonly measuresOf: (names: string) => string;
  readonly noPotential: string;
  readonly formula: string;
  readonly quota: string;
  readonly stability: string;
  readonly maxMoved: string;
  readonly stickiness: string;
  readonly ground: string;
  readonly keepTogether: (columns: string) => string;
  readonly limits: string;
  readonly visits: string;
  readonly visitDefaults: string;
  readonly visitsBySegment: string;
  readonly visitsByPotential: string;
  readonly time: string;
  readonly period: string;
  readonly layersTitle: string;
  readonly layers: (column: string, count: string) => string;
  readonly rest: string;
  readonly levels: string;
  readonly managersFound: string;
  readonly output: string;
  readonly lang: string;
  readonly profile: string;
  readonly effort: string;
  // the end
  readonly wrote: (file: string) => string;
  readonly next: string;
  readonly missing: (roles: string) => string;
}

const en: InitWords = {
  roles: {
    accounts: 'accounts',
    reps: 'reps',
    zones: 'zones',
    managers: 'managers',
    barriers: 'barriers',
    aliases: 'aliases',
  },
  sure: { sure: 'sure', likely: 'likely', guess: 'a guess' },
  skipped: {
    link: 'a link, not followed: name it to use it',
    name: 'a name with control characters, or blanks at an end: rename it',
    special: 'no regular file',
    unreadable: 'may not be read',
    'too-many': 'not looked at, there are too many files: name those that are meant',
  },
  rows: (count, about) => `${about ? 'about ' : ''}${count} row${s(count)}`,
  features: (count, about) => `${about ? 'about ' : ''}${count} feature${s(count)}`,
  colon: ': ',
  recognized: (matched, all) => `${matched} of ${all} columns recognized`,
  readAs: (column, field) => `${column} as ${field}`,
  known: (percent, what, file, zones) => `${percent} of ${what} are ${zones ? 'zones' : 'reps'} of ${file}`,
  polygons: 'polygons: neighbors are zones that share a border',
  pointsOnly: 'points: neighbors will be those of a triangulation; polygons are better',
  rivals: files => `might be as well: ${files}`,
  chosen: 'as you chose',
  notTables: count => `${count === '1' ? '1 more file is no input' : `${count} more files are no inputs`}`,
  skippedTitle: 'not looked at:',
  unused: files => `not used    ${files}`,
  accountsMissed:
    'no file was recognized as accounts: the plan will have none. If one is, name its columns id and postal_code (or lat, lon), or set accounts: and map: in the configuration',
  whichFile: role => `Which file has the ${role}?`,
  none: 'none of these',
  whichColumn: (field, file) => `Which column of ${file} is ${field}?`,
  whichId: file => `Which column of ${file} tells its rows apart (id)?`,
  example: value => `such as ${value}`,
  answer: best => `number, or Enter for ${best}: `,
  tryAgain: most => `a number from 1 to ${most}, please`,
  contested: columns => `${columns} might each be it`,
  moreFilled: percent => `this one is filled in ${percent} of the rows`,
  areZones: percent => `${percent} of its cells are zones`,
  distinct: 'no value is there twice',
  yourChoice: 'you chose this one',
  guessed: 'a guess: check it',
  nothing: 'no accounts, reps or zones in what was looked at',
  nothingRemedy: 'name the files: sectorize init accounts.csv reps.csv zones.geojson',
  noId: file => `${file} has no column that tells its rows apart`,
  noIdRemedy: role => `add a column id, or map one in the configuration: ${role}.id`,
  noIdGuess:
    'several columns might be it and none is called like one: name it when asked, or with a column id',
  noAccounts: [
    'No accounts were found. A plan can be made from zones alone, if they have a number to balance (population).',
    'Else name a CSV with id and postal_code (or lat,lon) of each account:',
  ],
  noReps: ['No reps were found, and a plan needs them: a CSV with id and postal_code (or lat,lon) of each.'],
  noZones: [
    'No zones were found, and a plan needs them. A zone is the unit that is given to a rep: a postal code, a commune, a',
    'canton, a département, any area that your accounts name. Best are polygons (GeoJSON or TopoJSON, with an id property);',
    'a CSV with id,lat,lon of the centers does, too: neighbors are then those of a triangulation.',
  ],
  noZonesFrance: [
    'For France, all of it open data: the outlines of postal codes are on data.gouv.fr (“Contours des codes postaux”), and',
    'La Poste’s “Base officielle des codes postaux” gives a center for each (with columns id, lat, lon it is enough). For communes,',
    'cantons and départements take IGN’s “ADMIN EXPRESS”, or the lighter “Contours administratifs” of Etalab on data.gouv.fr.',
    'Départements are quickly there, but few reps can be balanced with them; postal codes or communes are the usual choice.',
  ],
  head: [
    'Written by sectorize init from what it found in the files. Paths are relative to this file.',
    'What stands behind # is a comment. Lines such as "#max_moved: 10%" are settings that are off: take the # away.',
    'Every key: docs/configuration.md. A mistake in here is named with its line by sectorize check.',
  ],
  editors: schema => `Completion and checks in editors: sectorize init --schema ${schema}`,
  inputs: 'Inputs',
  mapHead: ['Columns that were not clear by their names: field, then column.'],
  mapMore: 'A column that should be read as a field and is called otherwise:',
  country: (code, percent) => `${percent} of the points are in ${code}: rules for its postal codes.`,
  countryUsual: 'Rules for postal codes are those of France (FR) unless another country is named:',
  countryOthers: codes => `The points would fit ${codes} too.`,
  balance: 'What is balanced',
  measures: [
    'Each sector gets its fair share of these, give or take the tolerance. Tighter costs travel; see the report.',
    'Any numeric column of the accounts or zones can be added, and "accounts" for their number.',
  ],
  measuresOf: names => `Others here: ${names}`,
  noPotential: 'No column of potential was recognized; of the numbers here it might be one of:',
  formula: 'The potential can be computed from columns, names with blanks in [ ]; see docs/potential.md.',
  quota: 'A quota of management, spread over the sectors by potential and by history.',
  stability: 'How much may change',
  maxMoved: 'At most this share of the revenue (or :accounts, :potential) changes rep.',
  stickiness: 'A hand-over counts as so many hours a year: changes that gain less are not made.',
  ground: 'Rules about the map',
  keepTogether: columns =>
    `Areas that are not cut between reps, or only at a price in hours a year (${columns}).`,
  limits: 'The size of a sector.',
  visits: 'Visits',
  visitDefaults: 'For accounts that do not say how often and how long they are visited.',
  visitsBySegment: 'Visits a year by segment, with the segments that the accounts have.',
  visitsByPotential: 'Or by potential: the highest minimum that is reached counts.',
  time: 'Period',
  period:
    'The months that are planned, where reps are hired, leave or are away (columns hired, left, presence).',
  layersTitle: 'Layers and levels',
  layers: (column, count) =>
    `Teams of their own over the same zones, by ${column} (${count} value${s(count)}). Reps need a column layer with these names.`,
  rest: 'rest',
  levels: 'Areas above the sectors, each with a manager.',
  managersFound: 'A file of managers was found; levels from bottom to top:',
  output: 'What is written',
  lang: 'Language of reports: fr or en.',
  profile:
    'CSV for a French Excel (excel-fr), an English one (excel-en) or a CRM (crm); a workbook of all tables.',
  effort: 'fast for a first look, thorough for the final plan.',
  wrote: file => `wrote ${file}`,
  next: 'next:',
  missing: roles => `still missing for a plan: ${roles}; the file says how to get them`,
};

const fr: InitWords = {
  roles: {
    accounts: 'comptes',
    reps: 'commerciaux',
    zones: 'zones',
    managers: 'managers',
    barriers: 'barrières',
    aliases: 'alias',
  },
  sure: { sure: 'sûr', likely: 'probable', guess: 'supposé' },
  skipped: {
    link: 'un lien, pas suivi : le nommer pour s’en servir',
    name: 'un nom avec des caractères de contrôle, ou des blancs au bord : le renommer',
    special: 'pas un fichier ordinaire',
    unreadable: 'lecture refusée',
    'too-many': 'pas regardé, il y a trop de fichiers : nommer les bons',
  },
  rows: (count, about) => `${about ? 'environ ' : ''}${count} ligne${p(count)}`,
  features: (count, about) => `${about ? 'environ ' : ''}${count} élément${p(count)}`,
  colon: ' : ',
  recognized: (matched, all) => `${matched} colonnes reconnues sur ${all}`,
  readAs: (column, field) => `${column} comme ${field}`,
  known: (percent, what, file, zones) =>
    `${percent} des ${what} sont des ${zones ? 'zones' : 'commerciaux'} de ${file}`,
  polygons: 'polygones : sont voisines les zones qui partagent une frontière',
  pointsOnly: 'points : les voisines seront celles d’une triangulation ; des polygones sont préférables',
  rivals: files => `pourraient l’être aussi : ${files}`,
  chosen: 'votre choix',
  notTables: count =>
    `${count} ${p(count) ? 'autres fichiers ne sont pas des entrées' : 'autre fichier n’est pas une entrée'}`,
  skippedTitle: 'pas regardés :',
  unused: files => `inutilisés  ${files}`,
  accountsMissed:
    'aucun fichier reconnu comme comptes : le découpage n’en aura pas. Si l’un d’eux les a, nommer ses colonnes id et postal_code (ou lat, lon), ou donner accounts: et map: dans la configuration',
  whichFile: role => `Quel fichier contient les ${role} ?`,
  none: 'aucun de ceux-ci',
  whichColumn: (field, file) => `Quelle colonne de ${file} est ${field} ?`,
  whichId: file => `Quelle colonne de ${file} distingue ses lignes (id) ?`,
  example: value => `par exemple ${value}`,
  answer: best => `numéro, ou Entrée pour ${best} : `,
  tryAgain: most => `un numéro de 1 à ${most}, s’il vous plaît`,
  contested: columns => `${columns} conviendraient toutes`,
  moreFilled: percent => `celle-ci est remplie dans ${percent} des lignes`,
  areZones: percent => `${percent} de ses cellules sont des zones`,
  distinct: 'aucune valeur n’y est deux fois',
  yourChoice: 'votre choix',
  guessed: 'supposé : à vérifier',
  nothing: 'ni comptes, ni commerciaux, ni zones dans ce qui a été regardé',
  nothingRemedy: 'nommer les fichiers : sectorize init comptes.csv commerciaux.csv zones.geojson',
  noId: file => `${file} n’a pas de colonne qui distingue ses lignes`,
  noIdRemedy: role => `ajouter une colonne id, ou en désigner une dans la configuration : ${role}.id`,
  noIdGuess:
    'plusieurs colonnes conviendraient et aucune n’en porte le nom : la désigner, ou ajouter une colonne id',
  noAccounts: [
    'Pas de comptes trouvés. Un découpage se fait aussi avec les zones seules, si elles ont un nombre à équilibrer (population).',
    'Sinon, nommer un CSV avec id et postal_code (ou lat,lon) de chaque compte :',
  ],
  noReps: [
    'Pas de commerciaux trouvés, et un découpage en a besoin : un CSV avec id et postal_code (ou lat,lon) de chacun.',
  ],
  noZones: [
    'Pas de zones trouvées, et un découpage en a besoin. Une zone est ce que l’on confie à un commercial : un code postal, une',
    'commune, un canton, un département, tout territoire que les comptes nomment. Le mieux : des polygones (GeoJSON ou TopoJSON,',
    'avec un identifiant) ; un CSV id,lat,lon des centres suffit aussi : les voisines sont alors celles d’une triangulation.',
  ],
  noZonesFrance: [
    'Pour la France, en données ouvertes : les « Contours des codes postaux » sont sur data.gouv.fr, et la « Base officielle des',
    'codes postaux » de La Poste donne un centre pour chacun (avec les colonnes id, lat, lon cela suffit). Pour les communes, cantons',
    'et départements : « ADMIN EXPRESS » de l’IGN, ou les « Contours administratifs » plus légers d’Etalab, sur data.gouv.fr.',
    'Les départements sont vite là, mais peu de commerciaux s’équilibrent avec ; codes postaux ou communes sont le choix habituel.',
  ],
  head: [
    'Écrit par sectorize init d’après ce qu’il a trouvé dans les fichiers. Les chemins partent de ce fichier.',
    'Ce qui suit # est un commentaire. Les lignes comme « #max_moved: 10% » sont des réglages éteints : enlever le #.',
    'Toutes les clés : docs/configuration.md. Une erreur ici est nommée avec sa ligne par sectorize check.',
  ],
  editors: schema => `Complétion et contrôle dans les éditeurs : sectorize init --schema ${schema}`,
  inputs: 'Entrées',
  mapHead: ['Colonnes que leur nom ne suffisait pas à reconnaître : champ, puis colonne.'],
  mapMore: 'Une colonne à lire comme un champ, et qui s’appelle autrement :',
  country: (code, percent) => `${percent} des points sont en ${code} : règles de ses codes postaux.`,
  countryUsual: 'Les règles des codes postaux sont celles de la France (FR), sauf autre pays :',
  countryOthers: codes => `Les points conviendraient aussi à ${codes}.`,
  balance: 'Ce qui est équilibré',
  measures: [
    'Chaque secteur en reçoit sa juste part, à la tolérance près. Plus serré coûte du trajet ; voir le rapport.',
    'Toute colonne de nombres des comptes ou des zones peut s’ajouter, et « accounts » pour leur nombre.',
  ],
  measuresOf: names => `Il y a aussi : ${names}`,
  noPotential: 'Pas de colonne de potentiel reconnue ; parmi les nombres, ce pourrait être :',
  formula:
    'Le potentiel peut se calculer à partir de colonnes, les noms à blancs entre [ ] ; voir docs/potential.md.',
  quota: 'Un objectif de la direction, réparti sur les secteurs selon le potentiel et l’historique.',
  stability: 'Ce qui peut changer',
  maxMoved: 'Au plus cette part du CA (ou :accounts, :potential) change de commercial.',
  stickiness: 'Une passation compte pour tant d’heures par an : ce qui gagne moins ne change pas.',
  ground: 'Règles sur la carte',
  keepTogether: columns =>
    `Territoires qui ne sont pas coupés entre commerciaux, ou à un prix en heures par an (${columns}).`,
  limits: 'La taille d’un secteur.',
  visits: 'Visites',
  visitDefaults: 'Pour les comptes qui ne disent ni fréquence ni durée de visite.',
  visitsBySegment: 'Visites par an par segment, avec les segments des comptes.',
  visitsByPotential: 'Ou par potentiel : le plus haut minimum atteint compte.',
  time: 'Période',
  period:
    'Les mois planifiés, où des commerciaux arrivent, partent ou sont absents (colonnes hired, left, presence).',
  layersTitle: 'Couches et niveaux',
  layers: (column, count) =>
    `Des équipes à part sur les mêmes zones, par ${column} (${count} valeur${p(count)}). Les commerciaux ont alors une colonne layer.`,
  rest: 'autres',
  levels: 'Territoires au-dessus des secteurs, chacun avec son manager.',
  managersFound: 'Un fichier de managers a été trouvé ; niveaux de bas en haut :',
  output: 'Ce qui est écrit',
  lang: 'Langue des rapports : fr ou en.',
  profile:
    'CSV pour un Excel français (excel-fr), anglais (excel-en) ou un CRM (crm) ; un classeur de tous les tableaux.',
  effort: 'fast pour un premier regard, thorough pour le découpage final.',
  wrote: file => `écrit : ${file}`,
  next: 'ensuite :',
  missing: roles => `il manque encore pour un découpage : ${roles} ; le fichier dit comment les obtenir`,
};

export const INIT_WORDS: Readonly<Record<'en' | 'fr', InitWords>> = { en, fr };
