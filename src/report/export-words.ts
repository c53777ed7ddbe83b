// What an export says to the person who takes it into another system: what to do with which file, and what is missing.
// English is the model: a message that French lacks, or has too many, is a compile error.

import { type Lang, p, s } from './format.ts';

/** One file for each depth of the hierarchy. */
const numbered = (path: string) => /-\d+\.csv$/.test(path);

const en = {
  title: (format: string) => `Export to ${format}`,
  of: (sha256: string) => `of the plan whose plan.json has SHA-256 ${sha256}`,
  whole: 'everything',
  delta: 'what changes against the incumbent',
  colon: ': ',
  toKnow: 'To know',
  toDo: 'To do, in this order',
  nothing: 'Nothing to do: the plan changes nothing that this system has.',
  more: 'Queries and screens: docs/integrations.md of sectorize.',
  wrote: (files: string, out: string) =>
    `wrote ${files} file${s(files)} to ${out}; steps.txt says what to do with them`,
  rows: (path: string, rows: string) => `${path}: ${rows} row${s(rows)}`,
  note: 'note:',
  notes: {
    noIncumbent: 'The plan knows no rep of today: everything is new, and nothing is taken away.',
    noAccounts: 'The plan was made without accounts: territories only.',
    placeholders:
      'TERRITORY2_MODEL_ID and TERRITORY2_TYPE_ID stand for the ids of your territory model and type: give them with --territory-model and --territory-type, or replace them in the file.',
    newTerritories: (count: string) =>
      `${count} ${count === '1' ? 'territory is' : 'territories are'} not among the ids that were given: insert ${count === '1' ? 'it' : 'them'}, export Territory2 again, and run again with --ids, so that all rows have ids.`,
    noUsername: (count: string, reps: readonly string[]) =>
      `${count} ${count === '1' ? 'territory gets' : 'territories get'} no user, since no user name is known (${reps.join(', ')}…): a file with the columns id and username, --reps FILE.`,
    unknownUsers: (count: string, users: readonly string[]) =>
      `${count} ${count === '1' ? 'user name is' : 'user names are'} not among the ids that were given (${users.join(', ')}…): rows name users by user name.`,
    needAssociations:
      'Associations are deleted by their Id, which only Salesforce knows: export ObjectTerritory2Association and Territory2 and run again with --ids FILE --ids FILE, or look the rows of ObjectTerritory2Association-to-delete.csv up by hand.',
    notAssociated: (count: string, all: string) =>
      `${count} of ${all} account${s(all)} that ${all === '1' ? 'moves' : 'move'} ${count === '1' ? 'is not in its' : 'are not in their'} old territory in Salesforce: there is nothing to delete for ${count === '1' ? 'it' : 'them'}.`,
    byRule: (count: string) =>
      `${count} ${count === '1' ? 'association was' : 'associations were'} made by assignment rules. ${count === '1' ? 'It' : 'They'} cannot be deleted by an import: change or exclude ${count === '1' ? 'it' : 'them'} in the rules (ObjectTerritory2Association-by-rule.csv).`,
    goneNames:
      'Territories of reps who have left are looked for under the DeveloperName that this export would give them.',
    byDeveloperName:
      'Rows name territories by DeveloperName. Import tools resolve that column only where Salesforce allows it for Territory2; should yours refuse it, give the ids with --ids and run again.',
    overlays: (layers: readonly string[]) =>
      `An account has one owner: the rep of its base layer. Overlays have territories at most (${layers.join(', ')}).`,
    oneManager: (reps: readonly string[]) =>
      `A user manages one territory: the others of ${reps.join(', ')} have no manager.`,
    noGeometry: (ids: readonly string[]) => `Without a place, and so not on the map: ${ids.join(', ')}…`,
    points: 'The plan has no polygons: sectors are the points of their zones.',
  },
  salesforce: {
    Territory2: (path: string, rows: string) =>
      `${path}: insert ${rows} into Territory2.${numbered(path) ? ' Parents first: file 1 before file 2.' : ''}`,
    'Territory2-update': (path: string, rows: string) => `${path}: update ${rows} of Territory2 by Id.`,
    'Territory2-to-update': (path: string, rows: string) =>
      `${path}: ${rows} of Territory2 get a new parent. An update needs their Id: run again with --ids, or drag them in the model's hierarchy.`,
    UserTerritory2Association: (path: string, rows: string) =>
      `${path}: insert ${rows} into UserTerritory2Association.`,
    'ObjectTerritory2Association-delete': (path: string, rows: string) =>
      `${path}: delete ${rows} of ObjectTerritory2Association by Id.`,
    'ObjectTerritory2Association-to-delete': (path: string, rows: string) =>
      `${path}: ${rows} of ObjectTerritory2Association are to be deleted; their Ids have to be found first.`,
    'ObjectTerritory2Association-by-rule': (path: string, rows: string) =>
      `${path}: ${rows} association${s(rows)} that only a change of the assignment rules removes.`,
    ObjectTerritory2Association: (path: string, rows: string) =>
      `${path}: insert ${rows} into ObjectTerritory2Association.`,
    'Territory2-delete': (path: string, rows: string) =>
      `${path}: when all is done, delete ${rows} of Territory2 by Id: their reps have left.`,
    'Territory2-to-delete': (path: string, rows: string) =>
      `${path}: when all is done, delete ${rows} of Territory2: their reps have left.`,
  },
  dynamics: {
    territories: (path: string, rows: string, _: string) =>
      `${path}: import ${rows} row${s(rows)} into the table Territories, as new rows.${numbered(path) ? ' Parents first: file 1 before file 2.' : ''}`,
    accounts: (path: string, rows: string, column: string) =>
      `${path}: import ${rows} row${s(rows)} into the table Accounts, updating rows found by ${column}; Owner and Territory are lookups.`,
    gone: (path: string, rows: string, _: string) =>
      `${path}: ${rows === '1' ? '1 territory whose rep has left; delete it when its' : `${rows} territories whose reps have left; delete them when their`} accounts have moved.`,
  },
  hubspot: (path: string, rows: string, column: string) => [
    `${path}: import ${rows} row${s(rows)} as companies, "update existing" only, with ${column} as the unique identifier and Company owner mapped to the owner.`,
  ],
  kml: (path: string) => [
    `${path}: open it in Google Earth, or add it as a vector layer in QGIS. Layers, levels and zones are folders to switch on.`,
  ],
  geojson: (paths: readonly string[]) => [
    `${paths.join(', ')}: WGS 84, drag into QGIS, geojson.io, kepler.gl or a BI tool.`,
  ],
  topojson: (path: string, objects: readonly string[]) => [
    `${path}: objects ${objects.join(', ')} over shared arcs, for d3, Vega, Power BI shape maps, or mapshaper.`,
  ],
  map: {
    title: 'Sectors',
    sectors: 'Sectors',
    zones: 'Zones',
    labels: 'Labels',
    /** column → what the line of figures says, in this order */
    figures: {
      sectors: (value: string) => `${value} sector${s(value)}`,
      zones: (value: string) => `${value} zone${s(value)}`,
      accounts: (value: string) => `${value} account${s(value)}`,
      workload_hours: (value: string) => `${value} h of work`,
      travel_hours: (value: string) => `${value} h on the road`,
      revenue_total: (value: string) => `revenue ${value}`,
    },
  },
  columns: {
    layer: 'Layer',
    sector_id: 'Sector id',
    sector_name: 'Sector',
    rep_id: 'Rep id',
    rep_name: 'Rep',
    incumbent_rep_id: 'Rep today',
    moved: 'Changes rep',
    zone_id: 'Zone',
    zone_name: 'Name',
    zones: 'Zones',
    accounts: 'Accounts',
    potential: 'Potential',
    potential_target: 'Potential, target',
    potential_deviation: 'Potential, deviation',
    workload: 'Workload (h)',
    workload_target: 'Workload, target (h)',
    workload_deviation: 'Workload, deviation',
    workload_hours: 'Work (h a year)',
    visit_hours: 'Visits (h a year)',
    capacity_hours: 'Capacity (h a year)',
    fte_use: 'FTE use',
    travel_hours: 'Travel (h a year)',
    travel_km: 'Travel (km a year)',
    mean_minutes: 'Mean travel time (min)',
    revenue_total: 'Revenue',
    potential_total: 'Potential, total',
    penetration: 'Penetration',
    level: 'Level',
    group_id: 'Group id',
    group_name: 'Group',
    manager_id: 'Manager id',
    sectors: 'Sectors',
  },
};

export type ExportWords = typeof en;

const fr: ExportWords = {
  title: format => `Export vers ${format}`,
  of: sha256 => `du découpage dont plan.json a pour SHA-256 ${sha256}`,
  whole: 'tout',
  delta: 'ce qui change par rapport à l’existant',
  colon: '\u00a0: ',
  toKnow: 'À savoir',
  toDo: 'À faire, dans cet ordre',
  nothing: 'Rien à faire\u00a0: le découpage ne change rien de ce que ce système contient.',
  more: 'Requêtes et écrans\u00a0: docs/integrations.md de sectorize.',
  wrote: (files, out) =>
    `${files} fichier${p(files)} écrit${p(files)} dans ${out}\u00a0; steps.txt dit quoi en faire`,
  rows: (path, rows) => `${path}\u00a0: ${rows} ligne${p(rows)}`,
  note: 'note\u00a0:',
  notes: {
    noIncumbent:
      'Le découpage ne connaît aucun commercial actuel\u00a0: tout est nouveau, rien n’est retiré.',
    noAccounts: 'Le découpage a été fait sans comptes\u00a0: seulement les territoires.',
    placeholders:
      'TERRITORY2_MODEL_ID et TERRITORY2_TYPE_ID tiennent la place des identifiants de votre modèle et de votre type de territoire\u00a0: les donner par --territory-model et --territory-type, ou les remplacer dans le fichier.',
    newTerritories: count =>
      `${count} ${p(count) ? 'territoires ne sont' : 'territoire n’est'} pas parmi les identifiants donnés\u00a0: ${p(count) ? 'les' : 'l’'} insérer, exporter de nouveau Territory2 et relancer avec --ids, pour que toutes les lignes aient des identifiants.`,
    noUsername: (count, reps) =>
      `${count} ${p(count) ? 'territoires n’ont' : 'territoire n’a'} pas d’utilisateur, faute de nom d’utilisateur (${reps.join(', ')}…)\u00a0: un fichier avec les colonnes id et username, --reps FICHIER.`,
    unknownUsers: (count, users) =>
      `${count} ${p(count) ? 'noms d’utilisateur ne sont' : 'nom d’utilisateur n’est'} pas parmi les identifiants donnés (${users.join(', ')}…)\u00a0: les lignes désignent les utilisateurs par leur nom.`,
    needAssociations:
      'Une association se supprime par son Id, que seul Salesforce connaît\u00a0: exporter ObjectTerritory2Association et Territory2 et relancer avec --ids FICHIER --ids FICHIER, ou chercher à la main les lignes de ObjectTerritory2Association-to-delete.csv.',
    notAssociated: (count, all) =>
      `Comptes qui changent et ne sont pas dans leur ancien territoire dans Salesforce\u00a0: ${count} sur ${all}\u00a0; rien à supprimer pour eux.`,
    byRule: count =>
      `${count} ${p(count) ? 'associations viennent' : 'association vient'} de règles d’affectation. Un import ne peut pas ${p(count) ? 'les' : 'la'} supprimer\u00a0: changer les règles (ObjectTerritory2Association-by-rule.csv).`,
    goneNames:
      'Les territoires des commerciaux partis sont cherchés sous le DeveloperName que cet export leur donnerait.',
    byDeveloperName:
      'Les lignes désignent les territoires par DeveloperName. Les outils d’import ne résolvent cette colonne que si Salesforce l’admet pour Territory2\u00a0; si le vôtre la refuse, donner les identifiants par --ids et relancer.',
    overlays: layers =>
      `Un compte a un seul propriétaire\u00a0: le commercial de sa couche de base. Les couches superposées ont au plus des territoires (${layers.join(', ')}).`,
    oneManager: reps =>
      `Un utilisateur est responsable d’un seul territoire\u00a0: les autres de ${reps.join(', ')} n’ont pas de responsable.`,
    noGeometry: ids => `Sans lieu, donc absents de la carte\u00a0: ${ids.join(', ')}…`,
    points: 'Le découpage n’a pas de polygones\u00a0: les secteurs sont les points de leurs zones.',
  },
  salesforce: {
    Territory2: (path, rows) =>
      `${path}\u00a0: insérer ${rows} dans Territory2.${numbered(path) ? ' Les parents d’abord\u00a0: le fichier 1 avant le 2.' : ''}`,
    'Territory2-update': (path, rows) => `${path}\u00a0: mettre à jour ${rows} de Territory2 par Id.`,
    'Territory2-to-update': (path, rows) =>
      `${path}\u00a0: ${rows} de Territory2 changent de parent. La mise à jour demande leur Id\u00a0: relancer avec --ids, ou les déplacer dans la hiérarchie du modèle.`,
    UserTerritory2Association: (path, rows) =>
      `${path}\u00a0: insérer ${rows} dans UserTerritory2Association.`,
    'ObjectTerritory2Association-delete': (path, rows) =>
      `${path}\u00a0: supprimer ${rows} de ObjectTerritory2Association par Id.`,
    'ObjectTerritory2Association-to-delete': (path, rows) =>
      `${path}\u00a0: ${rows} de ObjectTerritory2Association sont à supprimer\u00a0; trouver d’abord leurs Id.`,
    'ObjectTerritory2Association-by-rule': (path, rows) =>
      `${path}\u00a0: ${rows} association${p(rows)} que seul un changement des règles d’affectation retire.`,
    ObjectTerritory2Association: (path, rows) =>
      `${path}\u00a0: insérer ${rows} dans ObjectTerritory2Association.`,
    'Territory2-delete': (path, rows) =>
      `${path}\u00a0: à la fin, supprimer ${rows} de Territory2 par Id\u00a0: leurs commerciaux sont partis.`,
    'Territory2-to-delete': (path, rows) =>
      `${path}\u00a0: à la fin, supprimer ${rows} de Territory2\u00a0: leurs commerciaux sont partis.`,
  },
  dynamics: {
    territories: (path, rows) =>
      `${path}\u00a0: importer ${rows} ligne${p(rows)} dans la table Secteurs de vente (Territories), comme nouvelles lignes.${numbered(path) ? ' Les parents d’abord\u00a0: le fichier 1 avant le 2.' : ''}`,
    accounts: (path, rows, column) =>
      `${path}\u00a0: importer ${rows} ligne${p(rows)} dans la table Comptes, en mettant à jour les lignes trouvées par ${column}\u00a0; Owner (propriétaire) et Territory (secteur) sont des recherches.`,
    gone: (path, rows) =>
      `${path}\u00a0: ${p(rows) ? `${rows} secteurs dont les commerciaux sont partis\u00a0; les supprimer quand leurs` : `${rows} secteur dont le commercial est parti\u00a0; le supprimer quand ses`} comptes ont changé.`,
  },
  hubspot: (path, rows, column) => [
    `${path}\u00a0: importer ${rows} ligne${p(rows)} comme entreprises, «\u00a0mettre à jour l’existant\u00a0» seulement, avec ${column} comme identifiant unique et Company owner comme propriétaire.`,
  ],
  kml: path => [
    `${path}\u00a0: l’ouvrir dans Google Earth, ou l’ajouter comme couche vectorielle dans QGIS. Couches, niveaux et zones sont des dossiers à afficher.`,
  ],
  geojson: paths => [
    `${paths.join(', ')}\u00a0: WGS 84, à glisser dans QGIS, geojson.io, kepler.gl ou un outil de BI.`,
  ],
  topojson: (path, objects) => [
    `${path}\u00a0: objets ${objects.join(', ')} sur des arcs partagés, pour d3, Vega, les cartes de formes de Power BI ou mapshaper.`,
  ],
  map: {
    title: 'Secteurs',
    sectors: 'Secteurs',
    zones: 'Zones',
    labels: 'Étiquettes',
    figures: {
      sectors: value => `${value} secteur${p(value)}`,
      zones: value => `${value} zone${p(value)}`,
      accounts: value => `${value} compte${p(value)}`,
      workload_hours: value => `${value} h de travail`,
      travel_hours: value => `${value} h de trajet`,
      revenue_total: value => `CA ${value}`,
    },
  },
  columns: {
    layer: 'Couche',
    sector_id: 'Identifiant du secteur',
    sector_name: 'Secteur',
    rep_id: 'Identifiant du commercial',
    rep_name: 'Commercial',
    incumbent_rep_id: 'Commercial actuel',
    moved: 'Change de commercial',
    zone_id: 'Zone',
    zone_name: 'Nom',
    zones: 'Zones',
    accounts: 'Comptes',
    potential: 'Potentiel',
    potential_target: 'Potentiel, objectif',
    potential_deviation: 'Potentiel, écart',
    workload: 'Charge (h)',
    workload_target: 'Charge, objectif (h)',
    workload_deviation: 'Charge, écart',
    workload_hours: 'Charge (h/an)',
    visit_hours: 'Visites (h/an)',
    capacity_hours: 'Capacité (h/an)',
    fte_use: 'Taux d’occupation',
    travel_hours: 'Trajets (h/an)',
    travel_km: 'Trajets (km/an)',
    mean_minutes: 'Temps de trajet moyen (min)',
    revenue_total: 'CA',
    potential_total: 'Potentiel, total',
    penetration: 'Pénétration',
    level: 'Niveau',
    group_id: 'Identifiant du groupe',
    group_name: 'Groupe',
    manager_id: 'Identifiant du manager',
    sectors: 'Secteurs',
  },
};

export const EXPORT_WORDS: Readonly<Record<Lang, ExportWords>> = { en, fr };
