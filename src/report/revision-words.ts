// What is said of a revision, in English and French.

import type { RevisionKpis } from '../evaluate/revision.ts';
import { formatNumber, type Lang, p, s } from './format.ts';

const en = {
  title: 'Since the plan before',
  stands: (from: string) =>
    `Nothing that weighs has changed since ${from}: that plan costs and keeps what it did, and it stands.`,
  revised: (from: string, zones: string) =>
    `Revises ${from}: ${zones} ${zones === '1 zone' ? 'has' : 'have'} another rep than there.`,
  zones: (count: string) => `${count} zone${s(count)}`,
  accounts: (fresh: string, gone: string) => `Accounts: ${fresh} new, ${gone} gone`,
  reps: (joined: string, left: string) => `Reps: joined ${joined}; left ${left}`,
  sectors: (fresh: string, ended: string) => `Sectors: new ${fresh}; ended ${ended}`,
  nobody: 'none',
  kept: 'All other sectors keep the id and the name of the earlier sector that most of theirs comes from.',
  afresh: 'Had there been no plan before',
  afreshNote:
    'A plan made afresh from the same inputs, with hand-overs free and uncounted. It was searched and not written; `verify` does not redo it.',
  figure: 'Figure',
  revision: 'This revision',
  replan: 'Afresh',
  objective: 'Objective without hand-overs',
  travel: 'Travel (h/year)',
  km: 'Travel (km/year)',
  deviation: (measure: string) => `Largest deviation, ${measure}`,
  moved: 'Accounts that change rep',
  revenue: 'Revenue that changes rep',
  broken: 'Promises not kept',
  line: (hours: string, instead: string, accounts: string, of: string) =>
    `afresh: ${instead} h of travel instead of ${hours}, and ${of} account${s(of)} handed over instead of ${accounts}`,
  lineStands: 'nothing that weighs has changed: the plan before stands',
};

export type RevisionWords = typeof en;

const fr: RevisionWords = {
  title: 'Depuis le découpage précédent',
  stands: from =>
    `Rien qui compte n’a changé depuis ${from} : ce découpage coûte et tient ce qu’il coûtait et tenait, il reste.`,
  revised: (from, zones) =>
    `Révise ${from} : ${zones} ${zones.endsWith('s') ? 'changent' : 'change'} de commercial.`,
  zones: count => `${count} zone${p(count)}`,
  accounts: (fresh, gone) =>
    `Comptes : ${fresh} ${p(fresh) ? 'nouveaux' : 'nouveau'}, ${gone} disparu${p(gone)}`,
  reps: (joined, left) => `Commerciaux : arrivés ${joined} ; partis ${left}`,
  sectors: (fresh, ended) => `Secteurs : nouveaux ${fresh} ; supprimés ${ended}`,
  nobody: 'aucun',
  kept: 'Tous les autres secteurs gardent l’identifiant et le nom du secteur précédent dont ils reprennent le plus.',
  afresh: 'Sans découpage précédent',
  afreshNote:
    'Un découpage refait à partir des mêmes données, où changer de commercial ne coûte rien et n’est pas compté. Il a été cherché sans être écrit ; `verify` ne le refait pas.',
  figure: 'Chiffre',
  revision: 'Cette révision',
  replan: 'Refait',
  objective: 'Objectif hors passations',
  travel: 'Trajets (h/an)',
  km: 'Trajets (km/an)',
  deviation: measure => `Plus grand écart, ${measure}`,
  moved: 'Comptes qui changent de commercial',
  revenue: 'CA qui change de commercial',
  broken: 'Engagements non tenus',
  line: (hours, instead, accounts, of) =>
    `refait : ${instead} h de trajets au lieu de ${hours}, et ${of} compte${p(of)} transmis au lieu de ${accounts}`,
  lineStands: 'rien qui compte n’a changé : le découpage précédent reste',
};

export const REVISION_WORDS: Readonly<Record<Lang, RevisionWords>> = { en, fr };

const LISTED = 12;

/** Some names, and how many more. */
export function namesOf(ids: readonly string[], lang: Lang): string {
  if (ids.length === 0) return REVISION_WORDS[lang].nobody;
  const more = ids.length - LISTED;
  return ids.slice(0, LISTED).join(', ') + (more > 0 ? ` … (+${formatNumber(more, 0, lang)})` : '');
}

/** One line for the terminal; null where there is nothing to compare with. */
export function revisionLine(
  revision: RevisionKpis,
  plan: { readonly hours: number; readonly accounts: number | null },
  lang: Lang,
): string | null {
  const words = REVISION_WORDS[lang];
  const { replan, stands } = revision;
  const n = (value: number | null | undefined) => formatNumber(value, 0, lang);
  if (stands) return words.lineStands;
  if (!replan) return null;
  return words.line(n(plan.hours), n(replan.travel_hours), n(plan.accounts), n(replan.disruption?.accounts));
}
