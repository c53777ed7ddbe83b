// Words of the report of several layers. English is the model, as in labels.ts.

import { type Lang, p, s } from './format.ts';

const en = {
  layers: 'Layers',
  layer: 'Layer',
  base: 'base',
  overlay: (revenue: string, visits: string) => `overlay: ${revenue} of the money, ${visits} of the visits`,
  kind: 'Kind',
  where: 'Accounts where',
  everything: 'the rest',
  and: ' and ',
  or: ' or ',
  reps: 'Reps',
  fte: 'FTE',
  visits: 'Visits',
  hours: 'Hours',
  travel: 'Travel (h)',
  total: 'All layers',
  once: 'The accounts file, each account once',
  note: 'An overlay’s reps look after accounts of the base layers: money and visits of these accounts are divided between the two, so that the lines add up to the accounts file; an account is counted in its base layer only.',
  shared: 'Reps shared by layers',
  sharedNote: 'One capacity each: the shares of the layers add up to the whole FTE.',
  share: 'Share of the FTE',
  details: (path: string) => `All of it: ${path}`,
  inShort: (layers: string, base: string) =>
    `${layers} layer${s(layers)} over the same zones, ${base} of them base layer${s(base)}`,
  accounts: (accounts: string) => `${accounts} account${s(accounts)}, each in one base layer`,
};

type Words = { readonly [K in keyof typeof en]: (typeof en)[K] extends string ? string : (typeof en)[K] };

const fr: Words = {
  layers: 'Couches',
  layer: 'Couche',
  base: 'base',
  overlay: (revenue, visits) => `superposée : ${revenue} des montants, ${visits} des visites`,
  kind: 'Nature',
  where: 'Comptes où',
  everything: 'le reste',
  and: ' et ',
  or: ' ou ',
  reps: 'Commerciaux',
  fte: 'ETP',
  visits: 'Visites',
  hours: 'Heures',
  travel: 'Trajets (h)',
  total: 'Toutes les couches',
  once: 'Le fichier des comptes, chaque compte une fois',
  note: 'Les commerciaux d’une couche superposée suivent des comptes des couches de base : montants et visites de ces comptes sont partagés entre les deux, si bien que les lignes totalisent le fichier des comptes ; un compte ne compte que dans sa couche de base.',
  shared: 'Commerciaux partagés entre couches',
  sharedNote: 'Une seule capacité chacun : les parts des couches font l’ETP entier.',
  share: 'Part de l’ETP',
  details: path => `Le détail : ${path}`,
  inShort: (layers, base) => `${layers} couche${p(layers)} sur les mêmes zones, dont ${base} de base`,
  accounts: accounts => `${accounts} compte${p(accounts)}, chacun dans une seule couche de base`,
};

export const LAYER_WORDS: Readonly<Record<Lang, Words>> = { en, fr };
