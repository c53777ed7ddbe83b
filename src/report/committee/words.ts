// What the committee pack says, in English and French.

import type { State } from '../../model/status.ts';
import { type Lang, p, s } from '../format.ts';

const en = {
  title: 'Committee pack',
  of: (plan: string) => `Plan ${plan}`,
  draft: 'Draft: nobody has decided about it yet.',
  states: { proposed: 'Proposed', approved: 'Approved', 'in-force': 'In force' } as Record<State, string>,
  step: (state: string, by: string, on: string, note: string) =>
    `${state} by ${by} on ${on}${note === '' ? '' : `: ${note}`}`,
  despite: (promises: string) => `, although not kept: ${promises}`,
  verified: (checks: string, facts: string) =>
    `Verified: every claim of the plan was recomputed from the inputs (${checks} check${s(checks)}, ${facts} fact${s(facts)} compared).`,
  verifiedBut: (count: string) =>
    `Verified: what the plan claims was recomputed from the inputs and is true; ${count} of its promises ${count === '1' ? 'is' : 'are'} not kept, and it says so.`,
  decisions: 'Decisions to take',
  decisionsNote:
    'In the order of their weight. Each has the figures it needs; everything else is in report.html.',
  approve: (reps: string, accounts: string, share: string, revenue: string, departed: string) =>
    `Put this plan in force: ${accounts} ${accounts === '1' ? `account (${share}) changes` : `accounts (${share}) change`} rep${revenue}${departed}; ${reps} sector${s(reps)}.`,
  departed: (count: string) =>
    `, and ${count} more whose rep is gone ${count === '1' ? 'needs' : 'need'} a new one`,
  approveAfresh: (reps: string, accounts: string) =>
    `Put this plan in force: ${reps} sector${s(reps)}, ${accounts} account${s(accounts)}; nobody serves ${accounts === '1' ? 'it' : 'them'} today, or the inputs do not say who.`,
  revenue: (amount: string, share: string) => `, ${amount} of revenue (${share})`,
  broken: (promise: string, detail: string) =>
    `Accept, or have mended, what is not kept: ${promise}: ${detail}`,
  options: 'What would mend it, each tried:',
  replan: (hours: string, accounts: string, more: string) =>
    `Keep continuity, or plan afresh: a plan made as if there had been none before takes ${hours} of travel a year and hands over ${accounts} account${s(accounts)} (${more} here).`,
  stands: 'Nothing that weighs has changed: the plan before can stay in force.',
  hours: (hours: string, difference: string) => `${hours} h (${difference} h)`,
  overrides: (count: string) =>
    `Confirm the ${count === '1' ? 'decision' : `${count} decisions`} by hand listed below, or take back the dearest.`,
  rule: (rules: string) => `Keep the rules that cost most, or loosen them: ${rules}.`,
  rejected: (count: string) =>
    `${count === '1' ? 'One row is' : `${count} rows are`} not in the plan (rejects.csv): mend them, or accept that nobody serves them.`,
  findings: (count: string, kinds: string) =>
    `Data: ${count} warning${s(count)} (${kinds}); see findings.csv.`,
  figures: 'Key figures',
  figuresNone:
    'There is nothing to compare the plan with: no incumbent, and no plan before was named. All figures are in report.html.',
  sectors: 'Sectors',
  hands: 'What changes hands',
  handsNote: (file: string) => `Every account is in ${file}.`,
  handsOther: (file: string) =>
    `${file} is about something else: what changes from the assignment that the plan was made from.`,
  data: 'Data findings',
  noData: 'Nothing was found.',
  files: 'In this pack',
  file: 'File',
  what: 'What it is',
  check: 'Check',
  compared: 'Facts compared',
  verify: 'What was verified',
  layer: (name: string) => `Layer ${name}: `,
  content: {
    'committee.html': 'this text, to read and print',
    'committee.md': 'this text, to copy from',
    'report.html': 'the whole KPI report, with the interactive map',
    'report.md': 'the same as text',
    'compare.html': 'the plan beside what it is compared with above, with maps side by side',
    'map.svg': 'the map, for a slide',
    'before-after.svg': 'the map of today and the map of the plan',
    'plan.xlsx': 'all tables as a workbook',
    'changes.csv': 'the hand-over list: every account that changes rep, and why',
    'sectors.csv': 'every sector with its figures',
    'kpis.json': 'all figures, for scripts',
    'plan.json': 'the plan itself',
    'rejects.csv': 'rows of the inputs that could not be used, and why',
    'findings.csv': 'what is odd or wrong in the inputs, and how to mend it',
    'verify.json': 'the result of verify, for scripts',
  } as Record<string, string>,
};

export type CommitteeWords = typeof en;

const fr: CommitteeWords = {
  title: 'Dossier de comité',
  of: plan => `Découpage ${plan}`,
  draft: 'Projet : personne n’a encore décidé.',
  states: { proposed: 'Proposé', approved: 'Approuvé', 'in-force': 'En vigueur' },
  step: (state, by, on, note) => `${state} par ${by} le ${on}${note === '' ? '' : ` : ${note}`}`,
  despite: promises => `, bien que non tenu : ${promises}`,
  verified: (checks, facts) =>
    `Vérifié : tout ce que le découpage affirme a été recalculé à partir des données (${checks} contrôle${p(checks)}, ${facts} fait${p(facts)} comparé${p(facts)}).`,
  verifiedBut: count =>
    `Vérifié : ce que le découpage affirme a été recalculé à partir des données et est exact ; ${count === '1' ? 'un de ses engagements n’est pas tenu' : `${count} de ses engagements ne sont pas tenus`}, et il le dit.`,
  decisions: 'Décisions à prendre',
  decisionsNote: 'Par ordre d’importance. Chacune a les chiffres qu’il faut ; le reste est dans report.html.',
  approve: (reps, accounts, share, revenue, departed) =>
    `Mettre ce découpage en vigueur : ${accounts} ${p(accounts) ? `comptes (${share}) changent` : `compte (${share}) change`} de commercial${revenue}${departed} ; ${reps} secteur${p(reps)}.`,
  departed: count =>
    `, et ${count} ${p(count) ? 'autres dont le commercial est parti en reçoivent' : 'autre dont le commercial est parti en reçoit'} un nouveau`,
  approveAfresh: (reps, accounts) =>
    `Mettre ce découpage en vigueur : ${reps} secteur${p(reps)}, ${accounts} compte${p(accounts)} ; personne ne ${p(accounts) ? 'les' : 'le'} suit aujourd’hui, ou les données ne le disent pas.`,
  revenue: (amount, share) => `, ${amount} de CA (${share})`,
  broken: (promise, detail) => `Accepter, ou faire corriger, ce qui n’est pas tenu : ${promise} : ${detail}`,
  options: 'Ce qui y remédierait, chaque fois essayé :',
  replan: (hours, accounts, more) =>
    `Garder la continuité, ou tout refaire : un découpage refait comme s’il n’y en avait pas eu avant prend ${hours} de trajets par an et transmet ${accounts} compte${p(accounts)} (${more} ici).`,
  stands: 'Rien qui compte n’a changé : le découpage précédent peut rester en vigueur.',
  hours: (hours, difference) => `${hours} h (${difference} h)`,
  overrides: count =>
    count === '1'
      ? 'Confirmer la retouche ci-dessous, ou revenir dessus.'
      : `Confirmer les ${count} retouches ci-dessous, ou revenir sur les plus chères.`,
  rule: rules => `Garder les règles qui coûtent le plus, ou les assouplir : ${rules}.`,
  rejected: count =>
    `${count === '1' ? 'Une ligne n’est' : `${count} lignes ne sont`} pas dans le découpage (rejects.csv) : les corriger, ou accepter que personne ne les suive.`,
  findings: (count, kinds) => `Données : ${count} avertissement${p(count)} (${kinds}) ; voir findings.csv.`,
  figures: 'Chiffres clés',
  figuresNone:
    'Il n’y a rien à quoi comparer ce découpage : pas d’existant, et aucun découpage précédent n’a été nommé. Tous les chiffres sont dans report.html.',
  sectors: 'Secteurs',
  hands: 'Ce qui change de mains',
  handsNote: file => `Tous les comptes sont dans ${file}.`,
  handsOther: file =>
    `${file} parle d’autre chose : de ce qui change par rapport à l’affectation dont le découpage est parti.`,
  data: 'Constats sur les données',
  noData: 'Rien n’a été relevé.',
  files: 'Dans ce dossier',
  file: 'Fichier',
  what: 'Contenu',
  check: 'Contrôle',
  compared: 'Faits comparés',
  verify: 'Ce qui a été vérifié',
  layer: name => `Couche ${name} : `,
  content: {
    'committee.html': 'ce texte, à lire et à imprimer',
    'committee.md': 'ce texte, à copier',
    'report.html': 'le rapport complet, avec la carte interactive',
    'report.md': 'le même en texte',
    'compare.html': 'ce découpage à côté de ce à quoi il est comparé ci-dessus, avec les cartes',
    'map.svg': 'la carte, pour une diapositive',
    'before-after.svg': 'la carte d’aujourd’hui et celle du découpage',
    'plan.xlsx': 'tous les tableaux dans un classeur',
    'changes.csv': 'la liste des passations : chaque compte qui change de commercial, et pourquoi',
    'sectors.csv': 'chaque secteur et ses chiffres',
    'kpis.json': 'tous les chiffres, pour les scripts',
    'plan.json': 'le découpage lui-même',
    'rejects.csv': 'les lignes inutilisables des données, et pourquoi',
    'findings.csv': 'ce qui est étrange ou faux dans les données, et comment y remédier',
    'verify.json': 'le résultat de verify, pour les scripts',
  },
};

export const COMMITTEE_WORDS: Readonly<Record<Lang, CommitteeWords>> = { en, fr };
