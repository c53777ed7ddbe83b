// Every word that a report says, in both languages. English is the model: a message that French lacks, or has
// too many, is a compile error.

import { type Lang, p, s } from './format.ts';

const en = {
  title: 'Sectorization report',
  headline: 'In short',
  sectorsAndZones: (sectors: string, zones: string, accounts: string) =>
    `${sectors} sector${s(sectors)}, ${zones} zone${s(zones)}, ${accounts} account${s(accounts)}`,
  sectorsAndZonesOnly: (sectors: string, zones: string) =>
    `${sectors} sector${s(sectors)}, ${zones} zone${s(zones)}, no accounts`,
  largestDeviation: (measure: string, deviation: string, tolerance: string) =>
    `${measure}: no sector is further than ${deviation} from its target (tolerance ${tolerance})`,
  beyondTolerance: (measure: string, deviation: string, tolerance: string) =>
    `${measure}: OUT OF TOLERANCE, a sector is ${deviation} from its target (tolerance ${tolerance})`,
  travelLine: (hours: string, km: string, minutes: string) =>
    `Travel: ${hours} h and ${km} km a year; ${minutes} min from base to account on average`,
  movedLine: (accounts: string, share: string, revenue: string) =>
    `${accounts === '1' ? '1 account changes' : `${accounts} accounts change`} rep (${share}), ${revenue} of the revenue`,
  noIncumbent: 'No incumbent: nothing is compared with today',
  promisesKept: (kept: string, all: string) => `${kept} of ${all} promise${s(all)} kept`,
  notReproducible:
    'The search was cut short by a time limit or an interruption: another run may end with another plan',
  kpisBeforeAfter: 'KPIs: before → after',
  points: ' pt',
  colon: ': ',
  kpi: 'KPI',
  before: 'Before',
  after: 'After',
  change: 'Change',
  sectors: 'Sectors',
  sector: 'Sector',
  rep: 'Rep',
  partner: 'partner',
  zones: 'Zones',
  accounts: 'Accounts',
  deviation: 'dev.',
  target: 'target',
  balanceNote:
    'Value of each measure, and its deviation from the target: (value − target) / target. Targets are shares of the total by FTE × productivity, unless the rep file gives them.',
  workload: 'Workload and travel',
  visitHours: 'Visits (h)',
  approachHours: 'Approach (h)',
  localHours: 'Local (h)',
  totalHours: 'Total (h)',
  capacity: 'Capacity (h)',
  use: 'FTE use',
  km: 'km',
  co2: 'kg CO₂',
  minutes: 'Mean (min)',
  travelShort: 'Travel (h)',
  total: 'Total',
  results: 'Commercial results',
  coverage: 'Coverage',
  frequency: 'Possible / asked',
  penetration: 'Penetration',
  costPerVisit: 'Cost per visit',
  responseRate: 'Response',
  conversion: 'Conversion',
  moves: 'Moves',
  movesNote: (file: string) => `The whole hand-over list is in ${file}.`,
  noMoves: 'No account changes rep.',
  from: 'From',
  to: 'To',
  revenue: 'Revenue',
  potential: 'Potential',
  otherMoves: (pairs: string) => `${pairs} other pair${s(pairs)}`,
  departed: (accounts: string, layered: boolean) =>
    `${accounts} ${accounts === '1' ? 'account has' : 'accounts have'} a rep of today who is ${layered ? 'none of this layer' : 'not in the rep file'}; ${accounts === '1' ? 'it gets' : 'they get'} a new one whatever the plan.`,
  kpis: 'KPIs',
  value: 'Value',
  definition: 'Definition',
  needs: (columns: string) => `needs ${columns}`,
  promises: 'Promises',
  promise: 'Promise',
  verdict: 'Verdict',
  kept: 'kept',
  broken: 'BROKEN',
  detail: 'Detail',
  gap: 'Distance from the optimum',
  noBound: 'No lower bound was computed.',
  gapText: (value: string, bound: string, gap: string, unit: string) =>
    `The plan costs ${value} ${unit}. No plan that keeps the same rules can cost less than ${bound}: at most ${gap} of this cost could be saved.`,
  costOf: {
    travel:
      'The cost is the yearly approach travel, plus a share for the spread of each sector around its center and the hand-over hours that were asked for; local travel between visits is the same in every plan and not in it.',
    compactness:
      'The cost is the sum over the zones of their weight × squared distance to the center of their sector.',
  },
  gapBeaten: (value: string, bound: string, unit: string) =>
    `The plan costs ${value} ${unit}, less than the ${bound} that a plan within the disruption budget must cost: it breaks that budget, so no distance is stated.`,
  gapCovers:
    'The bound covers: every zone with one eligible rep, balance within tolerance (or an excess at its price), and the disruption budget if there is one, at the given centers and targets.',
  gapTeams: 'It covers the budgets of teams too, what goes beyond them at its price.',
  gapShared:
    'The ground was shared among groups first: the bound is about plans in which every zone stays with its group, and another share-out may cost less.',
  gapPlain:
    'It does not require connected sectors: part of the distance is the price of contiguity, not a weakness of the plan.',
  gapContiguous:
    'It requires connected sectors, by a proof of branch and cut: it is as good as the arithmetic of the solver HiGHS.',
  gapCuts:
    'It requires connected sectors, wherever they have their root; contiguity is relaxed to cuts, so part of the distance may still be the bound’s.',
  gapExcess: (excess: string, penalty: string, rest: string) =>
    `Balance is exceeded by ${excess} target${s(excess)} in all. The cost counts this at a price that nobody pays, ${penalty} of it; without it the plan costs ${rest}.`,
  rules: {
    title: 'What the rules cost',
    note: 'Every rule that binds, the dearest first, and what would be saved a year if it gave way by one step. This is the saving at the margin: a small step counts in full, further ones save less and less; and it is that of the bound, where zones may be shared.',
    unreachable:
      'Some limits cannot be met, even if zones were shared and whatever the travel. What would relieve them is worth a penalty that nobody pays, and it is in all these prices: they say what stands in the way most, not hours.',
    forced:
      'The budget of moves cannot be met: zones that several reps share today, and who may serve whom, move more than it allows.',
    none: 'No rule costs anything: on paper the cheapest plan keeps them all.',
    rule: 'Rule',
    step: 'One step',
    saved: (unit: string) => `Saved (${unit})`,
    penal: (unit: string) => `Price (${unit}, penalty included)`,
    cost: 'Saved (currency/year)',
    most: (measure: string, sector: string) => `${sector}: upper limit of ${measure}`,
    least: (measure: string, sector: string) => `${sector}: lower limit of ${measure}`,
    budget: (measure: string) => `Budget of moves, by ${measure}`,
    teamBudget: (name: string) => `Budget ${name}`,
    lock: (account: string, sector: string) => `Account ${account} locked to ${sector}`,
    capped: 'cannot be met',
    steps: {
      '1 % of the target': '1% of the target',
      '1 % of the total': '1% of the total',
      '1 % of the budget': '1% of the budget',
      account: 'this account let go',
      zone: 'one zone',
    },
    one: { zones: 'one zone', accounts: 'one account' },
  },
  areas: {
    title: (column: string) => `Kept together: ${column}`,
    whole: (areas: string) => `${areas} area${s(areas)} may not be cut.`,
    preferred: (areas: string, price: string) =>
      `${areas} ${areas === '1' ? 'area is' : 'areas are'} better whole: every sector more than one in an area costs ${price}.`,
    allWhole: 'None of them is cut.',
    cut: (cut: string, cuts: string, cost: string | null) =>
      `${cut} of them ${cut === '1' ? 'is' : 'are'} cut, ${cuts} cut${s(cuts)} in all${cost === null ? '' : `: ${cost}`}.`,
    before: (cut: string, cuts: string) =>
      `Today ${cut} ${cut === '1' ? 'is' : 'are'} cut, ${cuts} cut${s(cuts)} in all.`,
    tooLarge: (areas: string) =>
      `Too large to be whole, more than any sector may carry, and cut like any other ground: ${areas}.`,
    note: 'What it would cost at least to keep one of them whole, on paper, where zones may be shared and balance is kept by trading with all the others:',
    area: 'Area',
    sectors: 'Sectors',
    atLeast: (unit: string) => `Whole, at least (${unit})`,
    impossible: 'no rep may',
  },
  budgets: {
    title: 'Budgets',
    note: 'What each team uses in a year of what it may. A step is worth what the plan on paper would save with one per cent more, where zones may be shared.',
    name: 'Budget',
    team: 'Team',
    everyone: 'all reps',
    reps: (count: string) => `${count} rep${s(count)}`,
    resource: 'Of',
    resources: { hours: 'hours', travel_hours: 'hours of travel', km: 'km', cost: 'cost' },
    atMost: 'At most:',
    used: 'Used:',
    before: 'Today:',
    excess: 'Beyond:',
    price: (unit: string) => `Price of one beyond (${unit}):`,
    firm: 'firm',
    penal: 'a penalty',
    paid: (unit: string) => `Paid (${unit}):`,
    step: (unit: string) => `1% more saves (${unit}):`,
    line: (name: string, used: string, most: string, resource: string, share: string) =>
      `budget ${name}: ${resource} ${used} of ${most} (${share})`,
    costs: (paid: string, unit: string) => `, ${paid} ${unit} paid for the excess`,
    saves: (saved: string, unit: string) => `, 1% more would save ${saved} ${unit}`,
  },
  data: 'Data',
  dataCounts: 'Rows read, accepted and rejected',
  input: 'Input',
  file: 'File',
  rows: 'Rows',
  accepted: 'Accepted',
  rejected: 'Rejected',
  defaultsUsed: 'Assumed because the input does not say',
  defaultLine: (input: string, records: string, field: string, value: string) =>
    `${input}: ${records} ${records === '1' ? 'record has' : 'records have'} no ${field}; ${value} assumed`,
  findings: 'Findings',
  noFindings: 'Nothing to report.',
  severity: 'Severity',
  code: 'Code',
  count: 'Count',
  example: 'Example',
  remedy: 'Remedy',
  renamed: 'Columns of the accounts file that have the name of a column of the plan come out renamed',
  bridges: 'Bridges',
  bridgesNote: 'Zones without a neighbor, joined to the nearest zone so that a sector may reach them.',
  splits: 'Split zones',
  splitsNote: 'Zones too large for one rep, cut into parts that are zones like any other.',
  zone: 'Zone',
  parts: 'Parts',
  more: (count: string) => `… and ${count} more`,
  manifest: 'How this plan was made',
  version: 'Version',
  option: 'Option',
  measures: { potential: 'potential', workload: 'workload', accounts: 'accounts', revenue: 'revenue' },
  promiseNames: {
    'every-zone-once': 'Every zone in one sector',
    overrides: 'Decisions by hand followed',
    'every-account-once': 'Every account with one rep',
    contiguity: 'Sectors in one piece',
    balance: 'Balance of',
    eligibility: 'Only reps who may',
    locks: 'Locked accounts',
    'disruption-budget': 'Budget of moves',
    budget: 'Budget',
    limit: 'Limit of',
    'keep-together': 'Kept whole:',
    groups: 'Groups with one rep each',
    'layers-once': 'Every account in one base layer',
    'totals-once': 'Every amount counted once',
    'reps-once': 'Every rep’s capacity spent once',
  },
  severities: { error: 'error', warning: 'warning', repair: 'repair', info: 'note' },
  inputs: {
    accounts: 'accounts',
    reps: 'reps',
    zones: 'zones',
    aliases: 'aliases',
    barriers: 'barriers',
    managers: 'managers',
    overrides: 'overrides',
    roads: 'road times',
    from: 'plan before',
  },
  reasons: {
    override: (zone: string | null, rep: string, author: string, reason: string) =>
      `${zone === null ? `taken from ${rep} by hand` : `zone ${zone} given by hand`}${author ? ` (${author})` : ''}${reason ? `: ${reason}` : ''}`,
    departed: (rep: string) => `incumbent ${rep} is not in the rep file`,
    group: (rep: string, group: string) =>
      `group ${group} has one rep for all its sites, not ${rep} any more`,
    otherLayer: (rep: string, layer: string) => `incumbent ${rep} is no rep of layer ${layer}`,
    notEligible: (rep: string, rule: string) => `incumbent ${rep} may not serve it (${rule})`,
    split: (zone: string) => `zone ${zone} was too large for one rep and was split`,
    zoneMoved: (zone: string) => `zone ${zone} moved to another sector as a whole`,
    zoneShared: (zone: string) => `zone ${zone} was shared by several reps; it now has one`,
  },
  summary: {
    wrote: (files: string, out: string) => `wrote ${files} file${s(files)} to ${out}`,
    sector: 'sector',
    accounts: 'accounts',
    travel: 'travel h',
    moved: 'moved',
    deviation: 'dev.',
    others: (count: string) => `${count} other sector${s(count)}`,
    total: 'all sectors',
    gap: (gap: string, value: string, bound: string, unit: string) =>
      `gap ${gap}: the plan costs ${value} ${unit}, no plan can cost less than ${bound}`,
    beaten: (value: string, unit: string) =>
      `cost ${value} ${unit}; no gap, because the plan breaks the disruption budget`,
    noGap: (value: string, unit: string) => `cost ${value} ${unit}; no bound was computed`,
    promises: (kept: string, all: string) => `promises kept: ${kept} of ${all}`,
    broken: (name: string, detail: string) => `not kept: ${name}: ${detail}`,
  },
} as const;

/** Messages of another language: as many, and with the same gaps to fill. */
export type Words<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : Words<T[K]>;
};

export type Labels = Words<typeof en>;

const fr: Labels = {
  title: 'Rapport de sectorisation',
  headline: 'En bref',
  sectorsAndZones: (sectors, zones, accounts) =>
    `${sectors} secteur${p(sectors)}, ${zones} zone${p(zones)}, ${accounts} compte${p(accounts)}`,
  sectorsAndZonesOnly: (sectors, zones) =>
    `${sectors} secteur${p(sectors)}, ${zones} zone${p(zones)}, sans comptes`,
  largestDeviation: (measure, deviation, tolerance) =>
    `${measure} : aucun secteur n’est à plus de ${deviation} de son objectif (tolérance ${tolerance})`,
  beyondTolerance: (measure, deviation, tolerance) =>
    `${measure} : HORS TOLÉRANCE, un secteur est à ${deviation} de son objectif (tolérance ${tolerance})`,
  travelLine: (hours, km, minutes) =>
    `Trajets : ${hours} h et ${km} km par an ; ${minutes} min de la base au compte en moyenne`,
  movedLine: (accounts, share, revenue) =>
    `${accounts} ${p(accounts) ? 'comptes changent' : 'compte change'} de commercial (${share}), soit ${revenue} du chiffre d’affaires`,
  noIncumbent: 'Pas d’existant : aucune comparaison avec aujourd’hui',
  promisesKept: (kept, all) => `${kept} engagement${p(kept)} tenu${p(kept)} sur ${all}`,
  notReproducible:
    'La recherche a été abrégée par une limite de temps ou une interruption : une autre exécution peut donner un autre découpage',
  kpisBeforeAfter: 'Indicateurs : avant → après',
  points: '\u00a0pt',
  colon: '\u00a0: ',
  kpi: 'Indicateur',
  before: 'Avant',
  after: 'Après',
  change: 'Évolution',
  sectors: 'Secteurs',
  sector: 'Secteur',
  rep: 'Commercial',
  partner: 'partenaire',
  zones: 'Zones',
  accounts: 'Comptes',
  deviation: 'écart',
  target: 'objectif',
  balanceNote:
    'Valeur de chaque critère et écart à l’objectif : (valeur − objectif) / objectif. L’objectif est la part du total selon ETP × productivité, sauf si le fichier des commerciaux le donne.',
  workload: 'Charge et trajets',
  visitHours: 'Visites (h)',
  approachHours: 'Approche (h)',
  localHours: 'Local (h)',
  totalHours: 'Total (h)',
  capacity: 'Capacité (h)',
  use: 'Usage ETP',
  km: 'km',
  co2: 'kg CO₂',
  minutes: 'Moyenne (min)',
  travelShort: 'Trajets (h)',
  total: 'Total',
  results: 'Résultats commerciaux',
  coverage: 'Couverture',
  frequency: 'Possible / demandé',
  penetration: 'Pénétration',
  costPerVisit: 'Coût par visite',
  responseRate: 'Réponse',
  conversion: 'Conversion',
  moves: 'Mouvements',
  movesNote: file => `La liste complète des passations est dans ${file}.`,
  noMoves: 'Aucun compte ne change de commercial.',
  from: 'De',
  to: 'À',
  revenue: 'CA',
  potential: 'Potentiel',
  otherMoves: pairs => `${pairs} autre${p(pairs)} paire${p(pairs)}`,
  departed: (accounts, layered) =>
    `${accounts} ${p(accounts) ? 'comptes ont' : 'compte a'} aujourd’hui un commercial ${layered ? 'étranger à cette couche' : 'absent du fichier'} ; ${p(accounts) ? 'ils en changent' : 'il en change'} quel que soit le découpage.`,
  kpis: 'Indicateurs',
  value: 'Valeur',
  definition: 'Définition',
  needs: columns => `il manque ${columns}`,
  promises: 'Engagements',
  promise: 'Engagement',
  verdict: 'Verdict',
  kept: 'tenu',
  broken: 'NON TENU',
  detail: 'Détail',
  gap: 'Distance à l’optimum',
  noBound: 'Aucune borne inférieure n’a été calculée.',
  gapText: (value, bound, gap, unit) =>
    `Le découpage coûte ${value} ${unit}. Aucun découpage qui respecte les mêmes règles ne peut coûter moins de ${bound} : au plus ${gap} de ce coût pourrait être économisé.`,
  costOf: {
    travel:
      'Ce coût est le trajet d’approche de l’année, plus une part pour l’étalement de chaque secteur autour de son centre et les heures de passation demandées ; le trajet local entre visites, le même dans tout découpage, n’y est pas.',
    compactness:
      'Ce coût est la somme, sur les zones, de leur poids × distance au centre de leur secteur au carré.',
  },
  gapBeaten: (value, bound, unit) =>
    `Le découpage coûte ${value} ${unit}, moins que les ${bound} qu’un découpage dans le budget de mouvements doit coûter : il dépasse ce budget, aucun écart n’est donc annoncé.`,
  gapCovers:
    'La borne couvre : chaque zone à un commercial autorisé, l’équilibre dans la tolérance (ou un dépassement à son prix) et, s’il y en a un, le budget de mouvements, pour les centres et objectifs donnés.',
  gapTeams: 'Elle couvre aussi les budgets d’équipe, ce qui les dépasse étant compté à son prix.',
  gapShared:
    'Le territoire a d’abord été partagé entre groupes : la borne porte sur les découpages où chaque zone reste dans son groupe, et un autre partage peut coûter moins.',
  gapPlain:
    'Elle n’exige pas des secteurs connexes : une part de la distance est le prix de la continuité, non une faiblesse du découpage.',
  gapContiguous:
    'Elle exige des secteurs connexes, par une preuve de séparation et coupes : elle vaut ce que vaut l’arithmétique du solveur HiGHS.',
  gapCuts:
    'Elle exige des secteurs connexes, où que soit leur racine ; la continuité y est relâchée en coupes, une part de l’écart peut donc rester celle de la borne.',
  gapExcess: (excess, penalty, rest) =>
    `L’équilibre est dépassé de ${excess} objectif${p(excess)} en tout. Le coût le compte à un prix que personne ne paie, pour ${penalty} ; sans lui, le découpage coûte ${rest}.`,
  rules: {
    title: 'Ce que coûtent les règles',
    note: 'Chaque règle qui serre, la plus chère d’abord, et ce qu’on gagnerait par an si elle cédait d’un pas. C’est un gain à la marge : un petit pas compte en entier, les suivants rapportent de moins en moins ; et c’est celui de la borne, où une zone peut être partagée.',
    unreachable:
      'Des limites sont hors d’atteinte, même en partageant des zones et quels que soient les trajets. Ce qui les soulagerait vaut une pénalité que personne ne paie, et elle est dans tous ces prix : ils disent ce qui gêne le plus, non des heures.',
    forced:
      'Le budget de mouvements est hors d’atteinte : les zones partagées aujourd’hui entre plusieurs commerciaux, et qui a le droit de servir qui, en déplacent davantage.',
    none: 'Aucune règle ne coûte : sur le papier, le découpage le moins cher les respecte toutes.',
    rule: 'Règle',
    step: 'Un pas',
    saved: unit => `Gain (${unit})`,
    penal: unit => `Prix (${unit}, pénalité comprise)`,
    cost: 'Gain (monnaie/an)',
    most: (measure, sector) => `${sector} : limite haute, ${measure}`,
    least: (measure, sector) => `${sector} : limite basse, ${measure}`,
    budget: measure => `Budget de mouvements, ${measure}`,
    teamBudget: name => `Budget ${name}`,
    lock: (account, sector) => `Compte ${account} verrouillé chez ${sector}`,
    capped: 'hors d’atteinte',
    steps: {
      '1 % of the target': '1\u00a0% de l’objectif',
      '1 % of the total': '1\u00a0% du total',
      '1 % of the budget': '1\u00a0% du budget',
      account: 'ce compte libéré',
      zone: 'une zone',
    },
    one: { zones: 'une zone', accounts: 'un compte' },
  },
  areas: {
    title: column => `Gardés entiers : ${column}`,
    whole: areas =>
      `${areas} ${p(areas) ? 'territoires ne doivent pas être coupés' : 'territoire ne doit pas être coupé'}.`,
    preferred: (areas, price) =>
      `${areas} ${p(areas) ? 'territoires restent de préférence entiers' : 'territoire reste de préférence entier'} : chaque secteur de plus dans un territoire coûte ${price}.`,
    allWhole: 'Aucun n’est coupé.',
    cut: (cut, cuts, cost) =>
      `${cut} ${p(cut) ? 'sont coupés' : 'est coupé'}, ${cuts} coupe${p(cuts)} en tout${cost === null ? '' : ` : ${cost}`}.`,
    before: (cut, cuts) =>
      `Aujourd’hui, ${cut} ${p(cut) ? 'sont coupés' : 'est coupé'}, ${cuts} coupe${p(cuts)} en tout.`,
    tooLarge: areas =>
      `Trop grands pour rester entiers, au-delà de ce qu’un secteur peut porter, et coupés comme le reste : ${areas}.`,
    note: 'Ce qu’il en coûterait au moins de garder l’un d’eux entier, sur le papier, où une zone peut être partagée et où l’équilibre se rétablit avec tous les autres :',
    area: 'Territoire',
    sectors: 'Secteurs',
    atLeast: unit => `Entier, au moins (${unit})`,
    impossible: 'aucun commercial',
  },
  budgets: {
    title: 'Budgets',
    note: 'Ce que chaque équipe emploie en un an de ce qu’elle peut. Un pas vaut ce que le découpage sur le papier, où une zone peut être partagée, gagnerait avec un pour cent de plus.',
    name: 'Budget',
    team: 'Équipe',
    everyone: 'tous',
    reps: count => `${count} ${p(count) ? 'commerciaux' : 'commercial'}`,
    resource: 'De',
    resources: { hours: 'heures', travel_hours: 'heures de route', km: 'km', cost: 'coût' },
    atMost: 'Au plus :',
    used: 'Employé :',
    before: 'Aujourd’hui :',
    excess: 'Au-delà :',
    price: unit => `Prix d’une unité au-delà (${unit}) :`,
    firm: 'ferme',
    penal: 'pénalité',
    paid: unit => `Payé (${unit}) :`,
    step: unit => `Gain de 1\u00a0% de plus (${unit}) :`,
    line: (name, used, most, resource, share) =>
      `budget ${name} : ${resource} ${used} sur ${most} (${share})`,
    costs: (paid, unit) => `, ${paid} ${unit} pour le dépassement`,
    saves: (saved, unit) => `, 1\u00a0% de plus ferait gagner ${saved} ${unit}`,
  },
  data: 'Données',
  dataCounts: 'Lignes lues, acceptées et rejetées',
  input: 'Entrée',
  file: 'Fichier',
  rows: 'Lignes',
  accepted: 'Acceptées',
  rejected: 'Rejetées',
  defaultsUsed: 'Supposé, faute d’indication dans les données',
  defaultLine: (input, records, field, value) =>
    `${input} : ${records} enregistrement${p(records)} sans ${field} ; ${value} par défaut`,
  findings: 'Constats',
  noFindings: 'Rien à signaler.',
  severity: 'Gravité',
  code: 'Code',
  count: 'Nombre',
  example: 'Exemple',
  remedy: 'Sens et remède',
  renamed: 'Les colonnes des comptes qui portent le nom d’une colonne du découpage ressortent renommées',
  bridges: 'Ponts',
  bridgesNote:
    'Zones sans voisine, reliées à la zone la plus proche pour qu’un secteur puisse les atteindre.',
  splits: 'Zones divisées',
  splitsNote:
    'Zones trop grandes pour un seul commercial, divisées en parts qui sont des zones comme les autres.',
  zone: 'Zone',
  parts: 'Parts',
  more: count => `… et ${count} autre${p(count)}`,
  manifest: 'Comment ce découpage a été fait',
  version: 'Version',
  option: 'Option',
  measures: { potential: 'potentiel', workload: 'charge', accounts: 'comptes', revenue: 'CA' },
  promiseNames: {
    'every-zone-once': 'Chaque zone dans un secteur',
    overrides: 'Retouches suivies',
    'every-account-once': 'Chaque compte à un commercial',
    contiguity: 'Secteurs d’un seul tenant',
    balance: 'Équilibre :',
    eligibility: 'Commerciaux autorisés',
    locks: 'Comptes verrouillés',
    'disruption-budget': 'Budget de mouvements',
    budget: 'Budget',
    limit: 'Limite par secteur :',
    'keep-together': 'Gardés entiers :',
    groups: 'Groupes avec un seul commercial',
    'layers-once': 'Chaque compte dans une couche de base',
    'totals-once': 'Chaque montant compté une fois',
    'reps-once': 'La capacité de chacun employée une fois',
  },
  severities: { error: 'erreur', warning: 'avertissement', repair: 'réparation', info: 'note' },
  inputs: {
    accounts: 'comptes',
    reps: 'commerciaux',
    zones: 'zones',
    aliases: 'alias',
    barriers: 'barrières',
    managers: 'managers',
    overrides: 'retouches',
    roads: 'temps de route',
    from: 'découpage précédent',
  },
  reasons: {
    override: (zone, rep, author, reason) =>
      `${zone === null ? `retouche, repris à ${rep}` : `retouche de la zone ${zone}`}${author ? ` (${author})` : ''}${reason ? ` : ${reason}` : ''}`,
    departed: rep => `le commercial ${rep} n’est pas dans le fichier des commerciaux`,
    group: (rep, group) => `le groupe ${group} a un seul commercial pour tous ses sites, et non plus ${rep}`,
    otherLayer: (rep, layer) => `le commercial ${rep} n’est pas de la couche ${layer}`,
    notEligible: (rep, rule) => `le commercial ${rep} n’y est pas autorisé (${rule})`,
    split: zone => `la zone ${zone}, trop grande pour un commercial, a été divisée`,
    zoneMoved: zone => `la zone ${zone} passe entière dans un autre secteur`,
    zoneShared: zone => `la zone ${zone} était partagée entre plusieurs commerciaux ; elle n’en a plus qu’un`,
  },
  summary: {
    wrote: (files, out) => `${files} fichier${p(files)} écrit${p(files)} dans ${out}`,
    sector: 'secteur',
    accounts: 'comptes',
    travel: 'trajet h',
    moved: 'mouv.',
    deviation: 'écart',
    others: count => `${count} autre${p(count)} secteur${p(count)}`,
    total: 'tous les secteurs',
    gap: (gap, value, bound, unit) =>
      `écart ${gap} : le découpage coûte ${value} ${unit}, aucun ne peut coûter moins de ${bound}`,
    beaten: (value, unit) =>
      `coût ${value} ${unit} ; pas d’écart annoncé, car le budget de mouvements est dépassé`,
    noGap: (value, unit) => `coût ${value} ${unit} ; aucune borne n’a été calculée`,
    promises: (kept, all) => `engagements tenus : ${kept} sur ${all}`,
    broken: (name, detail) => `non tenu : ${name} : ${detail}`,
  },
};

export const LABELS: Readonly<Record<Lang, Labels>> = { en, fr };

/** A measure's name for a reader: `workload` is `charge` in French; a column of the user's stays as it is. */
export function measureWords(name: string, { measures }: Labels): string {
  return Object.hasOwn(measures, name) ? measures[name as keyof typeof measures] : name;
}

/** A promise's name for a reader: `balance:workload` is `Équilibre : charge`. */
export function promiseWords(name: string, labels: Labels): string {
  const [kind, measure] = [name.split(':', 1)[0] as string, name.slice(name.indexOf(':') + 1)];
  const { promiseNames } = labels;
  if (!Object.hasOwn(promiseNames, kind)) {
    // `health/balance:potential`, of one layer
    const slash = name.indexOf('/');
    return slash < 0 ? name : `${name.slice(0, slash)}, ${promiseWords(name.slice(slash + 1), labels)}`;
  }
  const words = promiseNames[kind as keyof typeof promiseNames];
  return measure === name ? words : `${words} ${measureWords(measure, labels)}`;
}
