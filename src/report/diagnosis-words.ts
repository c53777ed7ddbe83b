// The diagnosis of a balance that cannot be kept, in words: which rules contradict each other, and what would mend it.

import type { Kpis } from '../evaluate/kpis-types.ts';
import type { ConflictRule, Diagnosis, Relaxation } from '../model/diagnosis.ts';
import { isExact } from '../model/overrides.ts';
import type { Settings } from '../model/settings.ts';
import { formatNumber, formatShare, type Lang } from './format.ts';
import { LABELS, measureWords } from './labels.ts';
import { unitWords } from './markdown-figures.ts';

export interface DiagnosisWords {
  readonly heading: string;
  readonly verdict: string;
  readonly conflict: readonly string[];
  /** what comes before the relaxations, or that there are none */
  readonly intro: string;
  readonly relaxations: readonly string[];
}

/** Accounts listed before the rest is counted, and the reader sent to kpis.json. */
const LISTED = 100;

/** Null where there is nothing to diagnose. Nothing is escaped yet. */
export function diagnosisWords(
  kpis: Kpis,
  maxMoved: Settings['maxMoved'],
  lang: Lang,
): DiagnosisWords | null {
  const { diagnosis } = kpis;
  if (!diagnosis) return null;
  const words = lang === 'fr' ? french(kpis, maxMoved) : english(kpis, maxMoved);
  const conflict = diagnosis.conflict.map(words.rule);
  return {
    heading: words.heading,
    verdict: words.verdict(diagnosis),
    conflict,
    intro: diagnosis.relaxations.length > 0 ? words.tried : words.nothing,
    relaxations: diagnosis.relaxations.map(
      one => `${words.change(one)} (${words.price(one.objective_change)})`,
    ),
  };
}

interface Words {
  readonly heading: string;
  readonly verdict: (diagnosis: Diagnosis) => string;
  readonly rule: (rule: ConflictRule) => string;
  readonly tried: string;
  readonly nothing: string;
  readonly change: (relaxation: Relaxation) => string;
  readonly price: (change: number) => string;
}

/** What is not kept: balance before all, then a limit, a team's budget, or only that of moves. */
function brokenKind(kpis: Kpis): 'balance' | 'limit' | 'team' | 'budget' {
  const is = (kind: string) => kpis.promises.some(({ name, kept }) => !kept && name.startsWith(`${kind}:`));
  if (is('balance')) return 'balance';
  return is('limit') ? 'limit' : is('budget') ? 'team' : 'budget';
}

function english(kpis: Kpis, maxMoved: Settings['maxMoved']): Words {
  const what = {
    balance: 'balance',
    limit: 'the number of zones or accounts',
    team: 'the budget of a team',
    budget: 'the disruption budget',
  }[brokenKind(kpis)];
  const { rep, measure, share, amount, figure, values, tolerance, listed, unit, all } = helpers(kpis, 'en');
  return {
    heading: `Why ${what} is not kept, and what would help`,
    verdict: ({ possible_on_paper: possible, minimal, conflict }) => {
      if (possible === null) return `Whether ${what} could be kept at all was not settled.`;
      if (possible)
        return `On paper ${what} could be kept, with zones shared out in proportion or sectors in several pieces; with whole zones and connected sectors no such plan was found.`;
      const no = `At the targets and centers of this plan nothing keeps ${what}, not even zones shared out in proportion and sectors in several pieces`;
      if (conflict.length === 0) return `${no}; which rules contradict each other was not settled.`;
      if (conflict.length === 1) return `${no}: one rule alone cannot be kept.`;
      return `${no}: the following contradict each other.${minimal ? ' Were any one of them given up, the others could be kept.' : ''}`;
    },
    rule: one => {
      switch (one.rule) {
        case 'balance': {
          const part = share(1 + (one.side === 'least' ? -1 : 1) * tolerance(one.measure));
          return `${rep(one.rep)} has at ${one.side} ${part} of its target of ${measure(one.measure)}`;
        }
        case 'limit':
          return `${rep(one.rep)} has at ${one.side} ${amount(one.value)} ${one.of} (--${one.side === 'least' ? 'min' : 'max'}-${one.of})`;
        case 'eligibility':
          return {
            segments: `${rep(one.rep)} serves no other segments than its own (segments)`,
            allowed_zones: `${rep(one.rep)} works nowhere but in its own area (allowed_zones)`,
            excluded_zones: `${rep(one.rep)} stays out of some zones (excluded_zones)`,
            sla_minutes: `some accounts are too far from ${rep(one.rep)} to be served in time (sla_minutes)`,
            max_travel_minutes: `${rep(one.rep)} travels no further than its limit (max_travel_minutes)`,
            exclusive_zones: `nobody else serves what is exclusive to ${rep(one.rep)} (exclusive_zones)`,
            excluded_accounts: `${rep(one.rep)} stays away from some accounts (excluded_accounts, excluded_reps)`,
          }[one.column] as string;
        case 'locked':
          return one.accounts === 1
            ? `${rep(one.rep)} keeps its locked account`
            : `${rep(one.rep)} keeps its ${amount(one.accounts)} locked accounts`;
        case 'max_moved':
          return `no more than ${share(maxMoved?.share ?? 0)} of ${maxMoved?.of} changes rep (--max-moved)`;
        case 'budget':
          return `budget ${one.budget}: at most ${amount(one.value)} ${LABELS.en.budgets.resources[one.resource]}`;
      }
    },
    tried:
      'Each of these changes alone is enough: with it a plan was found that keeps balance and the disruption budget.',
    nothing: 'No single change that was tried is enough.',
    change: one => {
      switch (one.change) {
        case 'tolerance': {
          const raised = one.measures.map(
            ({ measure: name, from, to }) => `of ${measure(name)} from ${share(from)} to ${share(to)}`,
          );
          return `raise the tolerance ${all(raised)}: ${optionsOf(kpis, one)}`;
        }
        case 'target': {
          const targets = one.targets.map(
            ({ rep: id, measure: name, from, to }) =>
              `${rep(id)} ${figure(to)} instead of ${figure(from)} (column ${quoted(`target_${name}`)})`,
          );
          return `agree on another target: ${targets.join(', ')}`;
        }
        case 'allow':
          return {
            allowed_zones: `allow ${rep(one.rep)} in ${values(one.values)} as well (column allowed_zones)`,
            excluded_zones: `take ${values(one.values)} out of what ${rep(one.rep)} is excluded from (column excluded_zones)`,
            segments: `let ${rep(one.rep)} serve ${values(one.values)} as well (column segments)`,
            excluded_accounts: `let ${rep(one.rep)} serve ${one.values.length === 1 ? 'account' : 'accounts'} ${listed(one.values)} (columns excluded_accounts of the rep, excluded_reps of the accounts)`,
          }[one.column] as string;
        case 'lift':
          // a zone that was decided by hand is exclusive in no file
          if (one.values.every(isExact))
            return `take back that ${listed(one.values.map(zoneOf))} goes to ${rep(one.rep)} by hand (out of the overrides)`;
          return `lift the exclusivity of ${rep(one.rep)} in ${values(one.values.map(zoneOf))} (out of column exclusive_zones${one.stays ? ', into allowed_zones' : ''})`;
        case 'sla': {
          const raised = one.segments.map(
            ({ segment, from, to }) => `${segment} from ${figure(from)} to ${figure(to)} minutes`,
          );
          return `raise the sla of ${raised.join(', ')} (sla_minutes_by_segment)`;
        }
        case 'travel':
          return `let ${rep(one.rep)} travel up to ${amount(one.to)} minutes instead of ${amount(one.from)} (column max_travel_minutes)`;
        case 'limit':
          return `let sectors have ${one.side === 'min' ? 'as few as' : 'up to'} ${amount(one.to)} ${one.of} instead of ${amount(one.from)}: --${one.side}-${one.of} ${one.to}`;
        case 'may_cut':
          return `let ${one.column} ${listed(one.areas)} be cut: --may-cut ${quoted([...one.already, ...one.areas].join(','))}`;
        case 'unlock':
          return one.accounts.length === 1
            ? `unlock account ${one.accounts[0]} of ${rep(one.rep)} (column locked)`
            : `unlock ${amount(one.accounts.length)} accounts of ${rep(one.rep)} (column locked): ${listed(one.accounts)}`;
        case 'max_moved':
          return `let ${share(one.to)} of ${maxMoved?.of} change rep instead of ${share(one.from)}: --max-moved ${one.to}:${maxMoved?.of}`;
        case 'budget':
          return `raise budget ${one.budget} from ${figure(one.from)} to ${figure(one.to)} ${LABELS.en.budgets.resources[one.resource]} (budgets, at_most)`;
      }
    },
    price: change =>
      Math.round(change) > 0
        ? `costs ${amount(change)} ${unit} more than this plan`
        : Math.round(change) < 0
          ? `costs ${amount(-change)} ${unit} less than this plan`
          : 'costs as much as this plan',
  };
}

const OF = { revenue: 'du CA', potential: 'du potentiel', accounts: 'des comptes' } as const;

function french(kpis: Kpis, maxMoved: Settings['maxMoved']): Words {
  const what = {
    balance: 'l’équilibre',
    limit: 'le nombre de zones ou de comptes',
    team: 'le budget d’une équipe',
    budget: 'le budget de mouvements',
  }[brokenKind(kpis)];
  const { rep, measure, share, amount, figure, values, tolerance, listed, unit, all } = helpers(kpis, 'fr');
  const of = maxMoved ? OF[maxMoved.of] : '';
  return {
    heading: `Pourquoi ${what} n’est pas tenu, et ce qui y remédierait`,
    verdict: ({ possible_on_paper: possible, minimal, conflict }) => {
      if (possible === null) return `Il n’est pas établi que ${what} puisse être tenu.`;
      if (possible)
        return `Sur le papier, ${what} pourrait être tenu en partageant des zones en proportion ou avec des secteurs en plusieurs morceaux\u00a0; avec des zones entières et des secteurs d’un seul tenant, aucun découpage n’a été trouvé.`;
      const no = `Aux objectifs et centres de ce découpage, rien ne tient ${what}, pas même des zones partagées en proportion et des secteurs en plusieurs morceaux`;
      if (conflict.length === 0) return `${no}\u00a0; il n’est pas établi quelles règles se contredisent.`;
      if (conflict.length === 1) return `${no}\u00a0: une règle, à elle seule, ne peut être tenue.`;
      return `${no}\u00a0: ce qui suit se contredit.${minimal ? ' Si l’on renonce à un seul de ces points, les autres peuvent être tenus.' : ''}`;
    },
    rule: one => {
      switch (one.rule) {
        case 'balance': {
          const part = share(1 + (one.side === 'least' ? -1 : 1) * tolerance(one.measure));
          const side = one.side === 'least' ? 'au moins' : 'au plus';
          return `${rep(one.rep)} reçoit ${side} ${part} de son objectif (${measure(one.measure)})`;
        }
        case 'limit':
          return `${rep(one.rep)} a ${one.side === 'least' ? 'au moins' : 'au plus'} ${amount(one.value)} ${one.of === 'zones' ? 'zones' : 'comptes'} (--${one.side === 'least' ? 'min' : 'max'}-${one.of})`;
        case 'eligibility':
          return {
            segments: `${rep(one.rep)} ne sert que ses propres segments (segments)`,
            allowed_zones: `${rep(one.rep)} ne travaille que dans son territoire (allowed_zones)`,
            excluded_zones: `${rep(one.rep)} reste hors de certaines zones (excluded_zones)`,
            sla_minutes: `certains comptes sont trop loin de ${rep(one.rep)} pour être servis à temps (sla_minutes)`,
            max_travel_minutes: `${rep(one.rep)} ne va pas au-delà de sa limite de trajet (max_travel_minutes)`,
            exclusive_zones: `personne d’autre ne sert ce qui est exclusif à ${rep(one.rep)} (exclusive_zones)`,
            excluded_accounts: `${rep(one.rep)} ne sert pas certains comptes (excluded_accounts, excluded_reps)`,
          }[one.column] as string;
        case 'locked':
          return one.accounts === 1
            ? `${rep(one.rep)} garde son compte verrouillé`
            : `${rep(one.rep)} garde ses ${amount(one.accounts)} comptes verrouillés`;
        case 'max_moved':
          return `au plus ${share(maxMoved?.share ?? 0)} ${of} changent de commercial (--max-moved)`;
        case 'budget':
          return `budget ${one.budget}\u00a0: au plus ${amount(one.value)} ${LABELS.fr.budgets.resources[one.resource]}`;
      }
    },
    tried:
      'Chacun de ces changements suffit à lui seul\u00a0: avec lui, un découpage qui tient l’équilibre et le budget de mouvements a été trouvé.',
    nothing: 'Aucun des changements essayés ne suffit à lui seul.',
    change: one => {
      switch (one.change) {
        case 'tolerance': {
          const raised = one.measures.map(
            ({ measure: name, from, to }) => `${measure(name)} de ${share(from)} à ${share(to)}`,
          );
          return `élargir la tolérance (${all(raised)})\u00a0: ${optionsOf(kpis, one)}`;
        }
        case 'target': {
          const targets = one.targets.map(
            ({ rep: id, measure: name, from, to }) =>
              `${rep(id)} ${figure(to)} au lieu de ${figure(from)} (colonne ${quoted(`target_${name}`)})`,
          );
          return `convenir d’un autre objectif\u00a0: ${targets.join(', ')}`;
        }
        case 'allow':
          return {
            allowed_zones: `ouvrir aussi ${values(one.values)} à ${rep(one.rep)} (colonne allowed_zones)`,
            excluded_zones: `ne plus exclure ${rep(one.rep)} de ${values(one.values)} (colonne excluded_zones)`,
            segments: `confier aussi à ${rep(one.rep)} ${values(one.values)} (colonne segments)`,
            excluded_accounts: `laisser ${rep(one.rep)} servir ${one.values.length === 1 ? 'le compte' : 'les comptes'} ${listed(one.values)} (colonnes excluded_accounts du commercial, excluded_reps des comptes)`,
          }[one.column] as string;
        case 'lift':
          if (one.values.every(isExact))
            return `revenir sur la retouche qui donne ${listed(one.values.map(zoneOf))} à ${rep(one.rep)} (l’ôter des retouches)`;
          return `lever l’exclusivité de ${rep(one.rep)} sur ${values(one.values.map(zoneOf))} (l’ôter de la colonne exclusive_zones${one.stays ? ', l’ajouter à allowed_zones' : ''})`;
        case 'sla': {
          const raised = one.segments.map(
            ({ segment, from, to }) => `${segment} de ${figure(from)} à ${figure(to)} minutes`,
          );
          return `porter le délai de ${raised.join(', ')} (sla_minutes_by_segment)`;
        }
        case 'travel':
          return `laisser ${rep(one.rep)} aller jusqu’à ${amount(one.to)} minutes au lieu de ${amount(one.from)} (colonne max_travel_minutes)`;
        case 'limit':
          return `admettre ${one.side === 'min' ? 'dès' : 'jusqu’à'} ${amount(one.to)} ${one.of === 'zones' ? 'zones' : 'comptes'} par secteur au lieu de ${amount(one.from)}\u00a0: --${one.side}-${one.of} ${one.to}`;
        case 'may_cut':
          return `permettre de couper ${one.column} ${listed(one.areas)}\u00a0: --may-cut ${quoted([...one.already, ...one.areas].join(','))}`;
        case 'unlock':
          return one.accounts.length === 1
            ? `déverrouiller le compte ${one.accounts[0]} de ${rep(one.rep)} (colonne locked)`
            : `déverrouiller ${amount(one.accounts.length)} comptes de ${rep(one.rep)} (colonne locked)\u00a0: ${listed(one.accounts)}`;
        case 'max_moved':
          return `laisser ${share(one.to)} ${of} changer de commercial au lieu de ${share(one.from)}\u00a0: --max-moved ${one.to}:${maxMoved?.of}`;
        case 'budget':
          return `porter le budget ${one.budget} de ${figure(one.from)} à ${figure(one.to)} ${LABELS.fr.budgets.resources[one.resource]} (budgets, at_most)`;
      }
    },
    price: change =>
      Math.round(change) > 0
        ? `coûte ${amount(change)} ${unit} de plus que ce découpage`
        : Math.round(change) < 0
          ? `coûte ${amount(-change)} ${unit} de moins que ce découpage`
          : 'coûte autant que ce découpage',
  };
}

function helpers(kpis: Kpis, lang: Lang) {
  const labels = LABELS[lang];
  const names = new Map(kpis.sectors.map(({ rep_id, sector_name }) => [rep_id, sector_name]));
  const and = lang === 'fr' ? 'et' : 'and';
  return {
    rep: (id: string) => {
      const name = names.get(id);
      return name === undefined || name === id ? id : `${id} (${name})`;
    },
    measure: (name: string) => measureWords(name, labels),
    share: (value: number) =>
      formatShare(value, lang, Number.isInteger(Number((value * 100).toFixed(6))) ? 0 : 1),
    amount: (value: number) => formatNumber(value, 0, lang),
    // with all its digits: somebody will type it
    figure: (value: number) => formatNumber(value, (String(value).split('.')[1] ?? '').length, lang),
    values: (list: readonly string[]) => list.join('|'),
    tolerance: (name: string) => kpis.plan.balance[name]?.tolerance ?? 0,
    unit: unitWords(kpis.plan.objective?.unit ?? '', lang),
    all: (parts: readonly string[]) => parts.join(` ${and} `),
    listed: (parts: readonly string[]) => {
      const rest = parts.length - LISTED;
      if (rest <= 0) return parts.join(', ');
      const others = lang === 'fr' ? 'autres' : 'more';
      return `${parts.slice(0, LISTED).join(', ')} ${and} ${rest} ${others} (diagnosis, kpis.json)`;
    },
  };
}

/** The options that raise the tolerance, those of the other measures among them: given once, all must be. */
function optionsOf(kpis: Kpis, { measures }: Relaxation & { change: 'tolerance' }): string {
  const raised = new Map(measures.map(({ measure, to }) => [measure, to]));
  return Object.entries(kpis.plan.balance)
    .map(([name, { tolerance }]) => `--measure ${quoted(`${name}=${raised.get(name) ?? tolerance}`)}`)
    .join(' ');
}

/** An entry of exclusive_zones as a reader knows it. */
function zoneOf(entry: string): string {
  return isExact(entry) ? entry.slice(1) : entry;
}

/** As a shell, and a reader, take it for one word. */
function quoted(word: string): string {
  return /^[\w.=:-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
