// What goes with a bug-report bundle: what was done to the data, what can still be recognised, and how to run it. For those
// who send it, who should read it first, and for those who get it.

export interface BundleFacts {
  readonly version: string;
  readonly node: string;
  readonly platform: string;
  readonly command: string;
  readonly zones: number;
  readonly reps: number;
  readonly accounts: number;
  readonly rejected: number;
  readonly jitterMetres: number;
  /** accounts that were not moved at random */
  readonly still: number;
  /** amounts were multiplied */
  readonly scaled: boolean;
  readonly roads: boolean;
  /** directories of plans that are revised */
  readonly before: readonly string[];
  /** the zones have outlines */
  readonly shaped: boolean;
  /** null: not compared, for the inputs have errors */
  readonly same: {
    readonly differs: readonly string[];
    readonly cheapest: string;
    readonly worst: string;
  } | null;
}

export interface BundleWords {
  readonly readme: (facts: BundleFacts) => string;
  readonly wrote: (files: number, path: string) => string;
  readonly key: (path: string) => string;
  readonly same: (metres: number) => string;
  readonly differs: (what: string) => string;
  readonly still: (accounts: number) => string;
  readonly notCompared: string;
}

const FILES = 'README.txt';

export const BUNDLE_WORDS: Readonly<Record<'en' | 'fr', BundleWords>> = {
  en: {
    wrote: (files, path) => `wrote ${files} files to ${path}; read its ${FILES} before you send it`,
    key: path => `wrote ${path}, which says who is who: keep it, and do not send it`,
    same: metres => `the bundle is the same optimization problem, with places moved by up to ${metres} m`,
    differs: what => `the bundle is not quite the same problem: ${what}`,
    still: accounts =>
      `${accounts} accounts are where they were on the moved map: their zones are split along them`,
    notCompared: 'the inputs have errors, so there is no problem to compare; the findings are in the bundle',
    readme: facts => `A bug report for sectorize: inputs and settings of a plan, without names.

To run it, in this folder:

  ${facts.command}

sectorize ${facts.version}, Node ${facts.node}, ${facts.platform}
${facts.zones} zones, ${facts.reps} reps, ${facts.accounts} accounts${facts.before.length > 0 ? `\nIt revises an earlier plan: ${facts.before.join(', ')} (--from, which sectorize.yaml names)` : ''}

Is it the same problem?

${
  facts.same === null
    ? '  Not compared: the inputs have errors (findings.csv). What could be read is here.'
    : facts.same.differs.length === 0
      ? `  Yes. The bundle was read again and held against the inputs: neighbors, zones of the accounts, loads, who may serve
  which zone and who does today are equal. Serving every zone by its cheapest rep costs ${facts.same.cheapest} more or less than it
  did; the cost of the pair of zone and rep that changed most, ${facts.same.worst}.${
    facts.before.length > 0
      ? `
  Of the plan that is revised, who served which zone and account, what its sectors are called and whether it stands (is kept
  as it is) are equal too.`
      : ''
  }`
      : `  Not quite: ${facts.same.differs.join('; ')}.`
}

What was done to the data

  - Ids of accounts, reps, zones, groups, managers, areas, segments, layers and levels are replaced: a letter, a number, and four
    letters of a hash whose key was thrown away. The number is the place of the id among the others by order, which is what
    ties are broken by. What they were is in a file beside the bundle that is not to be sent.
  - Names, towns, addresses and every column that sectorize does not use are not here. Nor are authors and reasons of decisions
    by hand, opening hours, and the names of sectors.
  - The map was turned around the axis of the Earth by a secret angle. Accounts, and bases of reps and managers that were
    given as coordinates, were then moved at random by up to ${facts.jitterMetres} m, within their zone. ${
      facts.shaped
        ? 'Outlines and points of\n    zones were not: borders must be shared to the last digit.'
        : 'Points of zones were not:\n    they say which zones are neighbors.'
    }
${facts.still > 0 ? `  - ${facts.still} accounts were not moved at random: their zones are too large for one rep, and are split along them.\n` : ''}  - Money (potential, revenue, costs, quota, measures of your own) ${
      facts.scaled
        ? 'was multiplied by one secret power of two.'
        : 'is as it was: where sectors are compact, prices are in it.'
    }
  - A formula of the potential is replaced by its result, conditions of layers by a column that says yes or no, postal codes and
    towns by the zone that they were found to mean. So aliases are not needed.
${facts.roads ? '  - Road times are as they are, between the new names.\n' : ''}${
  facts.before.length > 0
    ? `  - Of the earlier plan there is what a revision takes from it: who served which zone and account, ids of sectors, centers, settings
    (names and money as above), whom a rule kept from a zone. Nothing else of its files is here. What it cost is what it costs on
    this map, but for what it costs more or less today on yours: so it stands here if it stands there.
`
    : ''
}${
  facts.rejected > 0
    ? `  - ${facts.rejected === 1 ? '1 row that was rejected is not here; findings.csv says why, without its' : `${facts.rejected} rows that were rejected are not here; findings.csv says why, without their`} cells.\n`
    : ''
}
What can still be recognised

  - The ${facts.shaped ? 'outlines' : 'pattern'} of the zones and their latitude are as they were. Who knows the map can find the region on it, and then where each account is, to about ${facts.jitterMetres} m${facts.still > 0 ? ', and those that were not moved exactly' : ''}.
  - Who has the whole list of ids can tell an id by its place in the order.
  - Visits, durations, FTE, hours, shares, limits, travel settings, flags, counts and NPS are as they were; so are dates of hiring
    and leaving where a period is planned. Who knows one amount of money knows all.
`,
  },
  fr: {
    wrote: (files, path) => `${files} fichiers écrits dans ${path} ; lire son ${FILES} avant l’envoi`,
    key: path => `${path} écrit : il dit qui est qui ; à garder, à ne pas envoyer`,
    same: metres => `le dossier pose le même problème d’optimisation, lieux déplacés de ${metres} m au plus`,
    differs: what => `le dossier ne pose pas tout à fait le même problème : ${what}`,
    still: accounts =>
      `${accounts} comptes restent à leur place sur la carte déplacée : leurs zones sont coupées d’après eux`,
    notCompared:
      'les données ont des erreurs : pas de problème à comparer ; les constats sont dans le dossier',
    readme: facts => `Rapport d’anomalie pour sectorize : données et réglages d’un plan, sans les noms.

Pour le lancer, dans ce dossier :

  ${facts.command}

sectorize ${facts.version}, Node ${facts.node}, ${facts.platform}
${facts.zones} zones, ${facts.reps} commerciaux, ${facts.accounts} comptes${facts.before.length > 0 ? `\nIl révise un plan antérieur : ${facts.before.join(', ')} (--from, que sectorize.yaml nomme)` : ''}

Est-ce le même problème ?

${
  facts.same === null
    ? '  Non comparé : les données ont des erreurs (findings.csv). Ce qui a pu être lu est ici.'
    : facts.same.differs.length === 0
      ? `  Oui. Le dossier a été relu et comparé aux données : les voisinages, les zones des comptes, les charges, qui peut servir
  quelle zone et qui le fait aujourd’hui sont égaux. Servir chaque zone par son commercial le moins cher coûte ${facts.same.cheapest} de
  plus ou de moins ; le coût du couple zone-commercial qui a le plus changé, ${facts.same.worst}.${
    facts.before.length > 0
      ? `
  Du plan révisé, qui servait quelle zone et quel compte, comment s’appellent ses secteurs et s’il tient (reste tel quel) sont
  égaux aussi.`
      : ''
  }`
      : `  Pas tout à fait : ${facts.same.differs.join(' ; ')}.`
}

Ce qui a été fait des données

  - Les identifiants des comptes, commerciaux, zones, groupes, managers, aires, segments, couches et niveaux sont remplacés : une
    lettre, un numéro et quatre lettres d’un hachage dont la clé a été jetée. Le numéro est le rang de l’identifiant parmi les
    autres, qui départage les ex æquo. Ce qu’ils étaient est dans un fichier à côté du dossier, à ne pas envoyer.
  - Noms, villes, adresses et toutes les colonnes que sectorize n’utilise pas n’y sont pas ; ni les auteurs et raisons des
    décisions à la main, ni les heures d’ouverture, ni les noms des secteurs.
  - La carte a été tournée autour de l’axe de la Terre d’un angle secret. Les comptes, et les bases données en coordonnées, ont ensuite été déplacés au hasard de ${facts.jitterMetres} m au plus, dans leur zone. ${
    facts.shaped
      ? 'Les contours et les points\n    des zones, non : leurs frontières doivent être communes au dernier chiffre près.'
      : 'Les points des zones, non :\n    ils disent quelles zones sont voisines.'
  }
${facts.still > 0 ? `  - ${facts.still} comptes n’ont pas été déplacés au hasard : leurs zones, trop grandes pour un commercial, sont coupées d’après eux.\n` : ''}  - Les montants (potentiel, chiffre d’affaires, coûts, objectif, mesures propres) ${
      facts.scaled
        ? 'sont multipliés par une même puissance de\n    deux, secrète.'
        : 'sont tels quels : les prix de secteurs compacts\n    en dépendent.'
    }
  - La formule du potentiel est remplacée par son résultat, les conditions des couches par une colonne oui ou non, les codes
    postaux et les villes par la zone trouvée. Les alias ne servent donc plus.
${facts.roads ? '  - Les temps de route sont tels quels, entre les nouveaux noms.\n' : ''}${
  facts.before.length > 0
    ? `  - Du plan antérieur, il y a ce qu’une révision en prend : qui servait quelle zone et quel compte, identifiants des secteurs,
    centres, réglages (noms et montants comme ci-dessus), qui une règle écartait d’une zone. Rien d’autre de ses fichiers n’est
    ici. Son coût est ce qu’il coûte sur cette carte, à l’écart près entre son coût d’alors et celui d’aujourd’hui sur la vôtre :
    il tient donc ici s’il tient chez vous.
`
    : ''
}${
  facts.rejected > 0
    ? `  - ${facts.rejected === 1 ? '1 ligne rejetée n’y est pas ; findings.csv dit pourquoi, sans ses' : `${facts.rejected} lignes rejetées n’y sont pas ; findings.csv dit pourquoi, sans leurs`} cellules.\n`
    : ''
}
Ce qui reste reconnaissable

  - ${facts.shaped ? 'Les contours' : 'La disposition'} des zones et leur latitude sont telles quelles. Qui connaît la carte y retrouve la région, puis le lieu de chaque compte à ${facts.jitterMetres} m près environ${facts.still > 0 ? ', exactement pour ceux qui n’ont pas été déplacés' : ''}.
  - Qui a la liste entière des identifiants en reconnaît un à son rang.
  - Visites, durées, ETP, heures, parts, limites, réglages des trajets, oui et non, nombres et NPS sont tels quels ; les dates
    d’embauche et de départ aussi quand une période est planifiée. Qui connaît un montant les connaît tous.
`,
  },
};
