// What a run says on screen about its inputs, in English and French. The findings themselves are English; what each kind
// means in French is in finding-words.ts.

import type { PlanInput } from '../model/plan.ts';
import type { DefaultUsed, Severity } from '../model/records.ts';
import { type Lang, p, s } from './format.ts';

type Role = PlanInput['role'];

/** what cannot be used of these is written to the rejects; of the others it is an error, for each row says something */
const SET_ASIDE: ReadonlySet<Role> = new Set(['accounts', 'zones']);

const en = {
  roles: {
    accounts: 'accounts',
    reps: 'reps',
    zones: 'zones',
    aliases: 'aliases',
    barriers: 'barriers',
    managers: 'managers',
    overrides: 'overrides',
    roads: 'roads',
    from: 'from',
  } as Readonly<Record<Role, string>>,
  read: (role: string, rows: string, used: string) => `${role}: ${rows} row${s(rows)} read, ${used} used`,
  rejected: (count: string) => `, ${count} rejected (rejects.csv)`,
  memory: (used: string, limit: string, more: string) =>
    `memory: ${used} of at most ${limit} MB are used by the inputs alone; should it run out: NODE_OPTIONS=--max-old-space-size=${more}`,
  restored: (out: string) =>
    `an earlier run was killed while it replaced ${out}: the old plan is back in its place`,
  assumed: (field: string, count: string, of: DefaultUsed['input'], value: string) =>
    `${field}: ${count} ${count === '1' ? `${of.slice(0, -1)} has` : `${of} have`} none; ${value} assumed`,
  more: (count: string, code: string) => `… and ${count} more of ${code}`,
  lists: '; sectorize check lists them',
  counted: (role: Role, name: string, file: string, rows: string, usable: string, rest: string) =>
    `${name.padEnd(8)} ${file}: ${rows} ${role === 'zones' ? 'zone' : 'row'}${s(rows)} = ${usable} usable + ${rest} ${SET_ASIDE.has(role) ? 'rejected' : 'to mend'}`,
  severities: {
    error: count => `${count} error${s(count)}`,
    warning: count => `${count} warning${s(count)}`,
    repair: count => `${count} repair${s(count)}`,
  } as Readonly<Record<Exclude<Severity, 'info'>, (count: string) => string>>,
  stops: 'a plan would stop here',
  ready: 'ready to plan',
  noError: 'no error found',
  noRejects: 'no row rejected',
  rejects: (count: string, file: string) => `${count} rejected row${s(count)} in ${file}`,
  sweepKept: (count: string, all: string) =>
    `${count} of ${all} scenario${s(all)} ${count === '1' ? 'was' : 'were'} finished: kept`,
  sweepWrote: (planned: string, all: string, kept: string | null, files: string, out: string) =>
    `wrote ${planned} of ${all} plan${s(all)}${kept === null ? '' : ` (${kept} kept)`}${files} to ${out}`,
  sweepOthers: (count: string, out: string) =>
    `${count === '1' ? '1 plan of an earlier sweep stays' : `${count} plans of an earlier sweep stay`} in ${out}, and ${count === '1' ? 'is' : 'are'} not compared`,
};

const fr: typeof en = {
  roles: {
    accounts: 'comptes',
    reps: 'commerciaux',
    zones: 'zones',
    aliases: 'alias',
    barriers: 'barrières',
    managers: 'managers',
    overrides: 'retouches',
    roads: 'routes',
    from: 'découpage révisé',
  },
  read: (role, rows, used) =>
    `${role}\u00a0: ${rows} ligne${p(rows)} lue${p(rows)}, ${used} utilisée${p(used)}`,
  rejected: count => `, ${count} rejetée${p(count)} (rejects.csv)`,
  memory: (used, limit, more) =>
    `mémoire\u00a0: les données occupent déjà ${used} des ${limit} Mo permis\u00a0; si elle venait à manquer\u00a0: NODE_OPTIONS=--max-old-space-size=${more}`,
  restored: out =>
    `une exécution précédente a été tuée pendant qu’elle remplaçait ${out}\u00a0: l’ancien découpage est remis à sa place`,
  assumed: (field, count, of, value) =>
    `${field}\u00a0: ${count} ${IN_FRENCH[of](count === '1')} n’en ${count === '1' ? 'a' : 'ont'} pas\u00a0; ${value} par défaut`,
  more: (count, code) => `… et ${count} de plus de ${code}`,
  lists: '\u00a0; sectorize check les donne tous',
  counted: (role, name, file, rows, usable, rest) =>
    `${name.padEnd(11)} ${file}\u00a0: ${rows} ${role === 'zones' ? 'zone' : 'ligne'}${p(rows)} = ${usable} utilisable${p(usable)} + ${rest} ${SET_ASIDE.has(role) ? `rejetée${p(rest)}` : 'à corriger'}`,
  severities: {
    error: count => `${count} erreur${p(count)}`,
    warning: count => `${count} avertissement${p(count)}`,
    repair: count => `${count} réparation${p(count)}`,
  },
  stops: 'un découpage s’arrêterait ici',
  ready: 'prêt pour un découpage',
  noError: 'aucune erreur',
  noRejects: 'aucune ligne rejetée',
  rejects: (count, file) => `${count} ligne${p(count)} rejetée${p(count)} dans ${file}`,
  sweepKept: (count, all) =>
    `${count} scénario${p(count)} sur ${all} ${p(count) ? 'étaient finis' : 'était fini'}\u00a0: gardé${p(count)}`,
  sweepWrote: (planned, all, kept, files, out) =>
    `${planned} découpage${p(planned)} sur ${all}${kept === null ? '' : ` (${kept} gardé${p(kept)})`}${files} dans ${out}`,
  sweepOthers: (count, out) =>
    `${count} découpage${p(count)} d’une comparaison précédente ${p(count) ? 'restent' : 'reste'} dans ${out}, sans être comparé${p(count)}`,
};

const IN_FRENCH: Readonly<Record<DefaultUsed['input'], (one: boolean) => string>> = {
  accounts: one => (one ? 'compte' : 'comptes'),
  reps: one => (one ? 'commercial' : 'commerciaux'),
  zones: one => (one ? 'zone' : 'zones'),
};

export const RUN_WORDS: Readonly<Record<Lang, typeof en>> = { en, fr };
