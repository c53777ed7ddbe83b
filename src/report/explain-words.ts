// The words of `explain`. English is the model: what French lacks, or has too many, is a compile error.

import { type Lang, p, s } from './format.ts';

const en = {
  colon: ': ',
  semicolon: '; ',
  and: ' and ',
  list: ', ',
  more: (count: string) => `… and ${count} more`,
  yes: 'yes',
  no: 'no',
  layer: (name: string) => `Layer ${name}`,
  unit: (unit: string) => unit,
  who: (rep: string, name: string) => (name === rep || name === '' ? rep : `${rep} (${name})`),
  zone: (zone: string, who: string) => `Zone ${zone} is served by ${who}`,
  account: (account: string, who: string) => `Account ${account} is served by ${who}`,
  sector: (who: string) => `Sector of ${who}`,
  weighs: (accounts: string, visits: string) =>
    `${accounts} account${s(accounts)}, ${visits} visit${s(visits)} a year`,
  together: (areas: string, count: string, zones: string) =>
    `Kept whole with ${areas}: its ${count} zones move as one (${zones}); figures are of all of them.`,
  why: 'Why here',
  reasons: {
    onlyEligible: (who: string) => `${who} is the only rep who may serve it.`,
    nearest: (who: string) => `${who} is the nearest of the reps who may serve it, and the cheapest.`,
    cheapest: (who: string) =>
      `${who} is the cheapest of the reps who may serve it: not the nearest base, but the least travel and spread in all.`,
    next: (who: string, costs: string) => `The next best is ${who}, ${costs} more.`,
    handOver: (who: string, other: string, saves: string, price: string) =>
      `It stays with ${who}, who serves its accounts today: ${other} would save ${saves}, less than the price of handing them over (${price}).`,
    together: (areas: string, other: string, saves: string) =>
      `It is kept together with ${areas}; alone, ${other} would save ${saves}.`,
    full: (other: string, saves: string, row: string, price: string) =>
      `Balance: ${other} would save ${saves}, but is full, in ${row} above all: the prices of balance count ${price} against the move.`,
    needed: (who: string, other: string, saves: string, row: string, price: string) =>
      `Balance: ${other} would save ${saves}, but ${who} needs what it brings, in ${row} above all: the prices of balance count ${price} against the move.`,
    budget: (other: string, saves: string, budget: string, price: string) =>
      `${other} would save ${saves}, but would use ${price} more of the ${budget}.`,
    disruption: 'disruption budget',
    notBordering: (other: string, saves: string) =>
      `Contiguity: with balance counted at its prices ${other} would be better by ${saves}, but that sector does not reach here.`,
    breaks: (other: string, saves: string, what: string) =>
      `With balance counted at its prices ${other} would be better by ${saves}, but moving it alone breaks a promise: ${what}.`,
    dearer: (other: string, saves: string, costs: string) =>
      `With balance counted at its prices ${other} would be better by ${saves}, but the plan as it stands gets dearer by ${costs}.`,
    missed: (other: string, saves: string) =>
      `Nothing holds it: ${other} would save ${saves} and keep every promise. The search has not found this; more effort may.`,
  },
  eligible: (shown: string, all: string, reps: string) =>
    shown === all
      ? `Reps who may serve it (${all} of ${reps})`
      : `Reps who may serve it (the nearest ${shown} of ${all}; ${reps} reps in all)`,
  columns: {
    rep: 'rep',
    minutes: 'min',
    cost: (unit: string) => unit,
    difference: 'difference',
    handOver: 'hand-over',
    price: (row: string) => `+ ${row}`,
    above: 'above best',
    borders: 'borders',
  },
  columnsNote:
    '"+" columns: what room for it is worth with that rep at the prices of the bound; "above best": with these counted.',
  keptAway: 'Kept away',
  rules: {
    segments: 'serves other segments (segments)',
    allowed_zones: 'not allowed there (allowed_zones)',
    excluded_zones: 'excluded there (excluded_zones)',
    sla_minutes: 'too far to be there in time (sla_minutes)',
    max_travel_minutes: 'farther than the rep may travel (max_travel_minutes)',
    exclusive_zones: 'kept for another rep (exclusive_zones, or by hand)',
    excluded_accounts: 'may not serve an account there (excluded_accounts)',
    team: 'in another manager’s area',
    stickiness: 'price of hand-overs (stickiness)',
    keep_together: 'kept together with its area',
  },
  awayReps: (count: string, reps: string, rule: string) => `${count} of ${reps}: ${rule}`,
  moving: 'If it moved',
  movingNone: 'It borders no sector whose rep may serve it.',
  inside: 'It lies inside the sector and borders no other: alone it cannot move without cutting itself off.',
  to: (who: string) => `to ${who}`,
  barred: (who: string, rules: string) => `to ${who}: not possible, ${rules}`,
  travel: (hours: string, km: string) => `travel ${hours} h and ${km} km a year`,
  gap: (before: string, after: string) => `gap ${before} → ${after}`,
  change: (rep: string, before: string, after: string) => `${rep} ${before} → ${after}`,
  moved: (accounts: string, revenue: string | null) =>
    `accounts with another rep than today ${accounts}${revenue === null ? '' : ` (revenue ${revenue})`}`,
  inPieces: (rep: string, pieces: string, zones: string) =>
    `${rep} falls into ${pieces} pieces; cut off: ${zones}`,
  keeps: 'keeps every promise',
  breaksPromise: 'breaks',
  promises: {
    balance: (rep: string, row: string, value: string) => `${row} of ${rep} would be ${value}`,
    limit: (rep: string, row: string, value: string) => `${rep} would have ${value} ${row}`,
    contiguity: (rep: string, pieces: string) => `${rep} would be in ${pieces} pieces`,
    budget: (name: string) => `budget ${name}`,
    disruption: 'the disruption budget',
  },
  chain: (steps: string) => `possible with ${steps}`,
  step: (zones: string, from: string, to: string) => `${zones} ${from} → ${to}`,
  noChain: 'no chain of up to three moves makes it possible',
  rulesCost: 'What rules cost here, nothing else changed',
  ruleCost: (rule: string, other: string, saves: string) =>
    `${rule}: without it ${other} would save ${saves}`,
  rulesFree: 'No rule holds it here: none of the reps kept away would be cheaper.',
  decided: (author: string, date: string, reason: string) =>
    `Decided by hand${author === '' ? '' : ` by ${author}`}${date === '' ? '' : ` on ${date}`}${reason === '' ? '' : `: ${reason}`}.`,
  named: (who: string) => `Locked: it stays with ${who} whatever its zone does.`,
  namedGroup: (who: string, group: string) =>
    `All sites of group ${group} have one rep: it stays with ${who} whatever its zone does.`,
  follows: (zone: string, who: string) => `It follows its zone ${zone}, and that is with ${who}.`,
  accountFacts: {
    segment: 'segment',
    group: 'group',
    sla: (minutes: string) => `within ${minutes} min of the rep’s base`,
    visits: (visits: string) => `${visits} visit${s(visits)} a year`,
    today: (rep: string) => `today with ${rep}`,
    nobody: 'with nobody today',
  },
  lockCosts: (hours: string, other: string) =>
    `The lock costs ${hours} h a year of travel, against its zone’s rep ${other}.`,
  lockSaves: (hours: string, other: string) =>
    `The lock costs no travel: its zone’s rep ${other} would drive ${hours} h a year more.`,
  minutes: 'Minutes by road from the bases',
  late: 'too late',
  zoneTitle: 'Its zone',
  carries: 'What it carries',
  standColumns: {
    row: 'measure',
    value: 'value',
    target: 'target',
    deviation: 'deviation',
    range: 'allowed',
  },
  upper: (per: string, saves: string) => `full; room for ${per} more would save about ${saves}`,
  lower: (per: string, saves: string) =>
    `needs what it has; were ${per} less enough, that would save about ${saves}`,
  free: 'its tolerance costs nothing',
  notKept: 'not within its tolerance',
  counts: (zones: string, accounts: string, named: string) =>
    `${zones} zone${s(zones)}, ${accounts} account${s(accounts)} (${named} named)`,
  onePiece: 'in one piece',
  pieces: (count: string, zones: string) => `in ${count} piece${s(count)} of ${zones} zone${s(zones)}`,
  neighbors: 'Borders',
  neighbor: (who: string, km: string, pairs: string) => `${who} ${km} km (${pairs} pair${s(pairs)} of zones)`,
  farthest: 'Farthest from the base',
  far: (zone: string, minutes: string, visits: string) =>
    `${zone} ${minutes} min, ${visits} visit${s(visits)}`,
  give: 'Would be first to go',
  take: 'Would be first to come',
  goes: (zone: string, who: string) => `${zone} to ${who}`,
  comes: (zone: string, who: string) => `${zone} from ${who}`,
};

type Words = typeof en;

const fr: Words = {
  colon: '\u00a0: ',
  semicolon: '\u00a0; ',
  and: ' et ',
  list: ', ',
  more: count => `… et ${count} autre${p(count)}`,
  yes: 'oui',
  no: 'non',
  layer: name => `Couche ${name}`,
  unit: unit => (unit === 'h/year' ? 'h/an' : unit),
  who: (rep, name) => (name === rep || name === '' ? rep : `${rep} (${name})`),
  zone: (zone, who) => `La zone ${zone} est servie par ${who}`,
  account: (account, who) => `Le compte ${account} est servi par ${who}`,
  sector: who => `Secteur de ${who}`,
  weighs: (accounts, visits) => `${accounts} compte${p(accounts)}, ${visits} visite${p(visits)} par an`,
  together: (areas, count, zones) =>
    `Maintenue entière avec ${areas}\u00a0: ses ${count} zones vont ensemble (${zones})\u00a0; les chiffres sont ceux de toutes.`,
  why: 'Pourquoi ici',
  reasons: {
    onlyEligible: who => `${who} est le seul commercial qui peut la servir.`,
    nearest: who => `${who} est le plus proche des commerciaux qui peuvent la servir, et le moins coûteux.`,
    cheapest: who =>
      `${who} est le moins coûteux des commerciaux qui peuvent la servir\u00a0: sa base n’est pas la plus proche, mais trajet et étendue sont au plus bas.`,
    next: (who, costs) => `Le suivant est ${who}, ${costs} de plus.`,
    handOver: (who, other, saves, price) =>
      `Elle reste à ${who}, qui sert ses comptes aujourd’hui\u00a0: ${other} ferait gagner ${saves}, moins que le prix des transferts (${price}).`,
    together: (areas, other, saves) =>
      `Elle reste avec ${areas}\u00a0; seule, elle ferait gagner ${saves} chez ${other}.`,
    full: (other, saves, row, price) =>
      `Équilibre\u00a0: ${other} ferait gagner ${saves}, mais est plein, surtout en ${row}\u00a0: les prix de l’équilibre comptent ${price} contre ce départ.`,
    needed: (who, other, saves, row, price) =>
      `Équilibre\u00a0: ${other} ferait gagner ${saves}, mais ${who} a besoin de ce qu’elle apporte, surtout en ${row}\u00a0: les prix de l’équilibre comptent ${price} contre ce départ.`,
    budget: (other, saves, budget, price) =>
      `${other} ferait gagner ${saves}, mais coûterait ${price} de plus sur le ${budget}.`,
    disruption: 'budget de transferts',
    notBordering: (other, saves) =>
      `Contiguïté\u00a0: l’équilibre compté à son prix, ${other} ferait mieux de ${saves}, mais son secteur ne vient pas jusqu’ici.`,
    breaks: (other, saves, what) =>
      `L’équilibre compté à son prix, ${other} ferait mieux de ${saves}, mais la déplacer seule rompt un engagement\u00a0: ${what}.`,
    dearer: (other, saves, costs) =>
      `L’équilibre compté à son prix, ${other} ferait mieux de ${saves}, mais le plan tel qu’il est y perd ${costs}.`,
    missed: (other, saves) =>
      `Rien ne la retient\u00a0: ${other} ferait gagner ${saves} en tenant tous les engagements. La recherche ne l’a pas trouvé\u00a0; plus d’effort peut le faire.`,
  },
  eligible: (shown, all, reps) =>
    shown === all
      ? `Commerciaux qui peuvent la servir (${all} sur ${reps})`
      : `Commerciaux qui peuvent la servir (les ${shown} plus proches de ${all}\u00a0; ${reps} en tout)`,
  columns: {
    rep: 'commercial',
    minutes: 'min',
    cost: unit => unit,
    difference: 'différence',
    handOver: 'transfert',
    price: row => `+ ${row}`,
    above: 'du meilleur',
    borders: 'touche',
  },
  columnsNote:
    'Colonnes «\u00a0+\u00a0»\u00a0: ce que la place vaut chez lui aux prix de la borne\u00a0; «\u00a0du meilleur\u00a0»\u00a0: écart, ces prix comptés.',
  keptAway: 'Écartés',
  rules: {
    segments: 'servent d’autres segments (segments)',
    allowed_zones: 'hors de leur territoire (allowed_zones)',
    excluded_zones: 'exclus de la zone (excluded_zones)',
    sla_minutes: 'trop loin pour le délai promis (sla_minutes)',
    max_travel_minutes: 'au-delà de leur trajet maximal (max_travel_minutes)',
    exclusive_zones: 'zone réservée à un autre (exclusive_zones, ou retouche)',
    excluded_accounts: 'ne peuvent servir un compte de la zone (excluded_accounts)',
    team: 'dans l’équipe d’un autre manager',
    stickiness: 'prix des transferts (stickiness)',
    keep_together: 'maintenue avec son territoire',
  },
  awayReps: (count, reps, rule) => `${count} sur ${reps}\u00a0: ${rule}`,
  moving: 'Si elle changeait de secteur',
  movingNone: 'Elle ne touche aucun secteur dont le commercial peut la servir.',
  inside:
    'Elle est à l’intérieur du secteur et n’en touche aucun autre\u00a0: seule, elle ne peut partir sans se couper.',
  to: who => `vers ${who}`,
  barred: (who, rules) => `vers ${who}\u00a0: impossible, ${rules}`,
  travel: (hours, km) => `trajet ${hours} h et ${km} km par an`,
  gap: (before, after) => `écart ${before} → ${after}`,
  change: (rep, before, after) => `${rep} ${before} → ${after}`,
  moved: (accounts, revenue) =>
    `comptes à un autre commercial qu’aujourd’hui ${accounts}${revenue === null ? '' : ` (CA ${revenue})`}`,
  inPieces: (rep, pieces, zones) => `${rep} se rompt en ${pieces} morceaux\u00a0; coupé\u00a0: ${zones}`,
  keeps: 'tous les engagements restent tenus',
  breaksPromise: 'rompt',
  promises: {
    balance: (rep, row, value) => `${row} de ${rep} serait à ${value}`,
    limit: (rep, row, value) => `${rep} aurait ${value} ${row}`,
    contiguity: (rep, pieces) => `${rep} serait en ${pieces} morceaux`,
    budget: name => `budget ${name}`,
    disruption: 'le budget de transferts',
  },
  chain: steps => `possible avec ${steps}`,
  step: (zones, from, to) => `${zones} ${from} → ${to}`,
  noChain: 'aucune chaîne de trois déplacements au plus ne le permet',
  rulesCost: 'Ce que coûtent les règles ici, toutes choses égales',
  ruleCost: (rule, other, saves) => `${rule}\u00a0: sans elle, ${other} ferait gagner ${saves}`,
  rulesFree: 'Aucune règle ne la retient\u00a0: aucun commercial écarté ne serait moins coûteux.',
  decided: (author, date, reason) =>
    `Retouche${author === '' ? '' : ` de ${author}`}${date === '' ? '' : ` du ${date}`}${reason === '' ? '' : `\u00a0: ${reason}`}.`,
  named: who => `Verrouillé\u00a0: il reste à ${who}, quoi que devienne sa zone.`,
  namedGroup: (who, group) =>
    `Les sites du groupe ${group} ont un seul commercial\u00a0: il reste à ${who}, quoi que devienne sa zone.`,
  follows: (zone, who) => `Il suit sa zone ${zone}, qui est à ${who}.`,
  accountFacts: {
    segment: 'segment',
    group: 'groupe',
    sla: minutes => `à ${minutes} min au plus de la base`,
    visits: visits => `${visits} visite${p(visits)} par an`,
    today: rep => `aujourd’hui à ${rep}`,
    nobody: 'à personne aujourd’hui',
  },
  lockCosts: (hours, other) =>
    `Le verrou coûte ${hours} h de trajet par an, face au commercial de la zone, ${other}.`,
  lockSaves: (hours, other) =>
    `Le verrou ne coûte aucun trajet\u00a0: ${other}, le commercial de la zone, roulerait ${hours} h de plus par an.`,
  minutes: 'Minutes de route depuis les bases',
  late: 'trop tard',
  zoneTitle: 'Sa zone',
  carries: 'Ce qu’il porte',
  standColumns: { row: 'critère', value: 'valeur', target: 'objectif', deviation: 'écart', range: 'permis' },
  upper: (per, saves) => `plein\u00a0; de la place pour ${per} de plus ferait gagner environ ${saves}`,
  lower: (per, saves) =>
    `a besoin de ce qu’il a\u00a0; s’il suffisait de ${per} de moins, cela ferait gagner environ ${saves}`,
  free: 'sa tolérance ne coûte rien',
  notKept: 'hors tolérance',
  counts: (zones, accounts, named) =>
    `${zones} zone${p(zones)}, ${accounts} compte${p(accounts)} (dont ${named} nommé${p(named)})`,
  onePiece: 'd’un seul tenant',
  pieces: (count, zones) => `en ${count} ${p(count) ? 'morceaux' : 'morceau'} de ${zones} zone${p(zones)}`,
  neighbors: 'Touche',
  neighbor: (who, km, pairs) => `${who} ${km} km (${pairs} paire${p(pairs)} de zones)`,
  farthest: 'Le plus loin de la base',
  far: (zone, minutes, visits) => `${zone} ${minutes} min, ${visits} visite${p(visits)}`,
  give: 'Partiraient d’abord',
  take: 'Viendraient d’abord',
  goes: (zone, who) => `${zone} vers ${who}`,
  comes: (zone, who) => `${zone} depuis ${who}`,
};

export const EXPLAIN_WORDS: Readonly<Record<Lang, Words>> = { en, fr };
