// What a plan with layers promises beside what its layers do: every account in one base layer, every amount counted once,
// every rep's capacity spent once.

import type { PlanKpis, PlanPromise } from '../kpis-types.ts';
import type { LayerPart, RepCapacity, Whole } from './part.ts';

/** sums of parts, in another order than the whole */
const NOISE = 1e-6;
const LISTED = 10;
/** no-break space, as French typography has it before : */
const NB = '\u00a0';

export function layeredPromises(
  parts: readonly LayerPart[],
  whole: Whole,
  plan: PlanKpis,
  reps: readonly RepCapacity[],
): PlanPromise[] {
  return [
    accountsOnce(parts, whole),
    totalsOnce(parts, whole, plan),
    repsOnce(whole, reps),
    ...parts.flatMap(({ rule, kpis }) =>
      kpis.promises.map(promise => ({ ...promise, name: `${rule.name}/${promise.name}` })),
    ),
  ];
}

function accountsOnce(parts: readonly LayerPart[], { accounts }: Whole): PlanPromise {
  const times = new Map(accounts.id.map(id => [id, 0]));
  for (const { rule, context } of parts) {
    if (rule.overlay) continue;
    for (const id of context.accounts?.id ?? []) times.set(id, (times.get(id) ?? 0) + 1);
  }
  const astray = [...times].filter(([, count]) => count !== 1).map(([id]) => id);
  const base = parts.filter(part => !part.rule.overlay).length;
  const list = listed(astray);
  return astray.length === 0
    ? {
        name: 'layers-once',
        kept: true,
        detail: `${accounts.count} accounts, each in one of ${base} base layers`,
        detail_fr: `${accounts.count} comptes, chacun dans une seule des ${base} couches de base`,
      }
    : {
        name: 'layers-once',
        kept: false,
        detail: `not in exactly one base layer: ${list}`,
        detail_fr: `pas dans une seule couche de base${NB}: ${list}`,
      };
}

function totalsOnce(parts: readonly LayerPart[], whole: Whole, plan: PlanKpis): PlanPromise {
  const visits = whole.visits.reduce((sum, v) => sum + v, 0);
  const sum = (of: (plan: PlanKpis) => number | null) =>
    parts.reduce((total, part) => total + (of(part.kpis.plan) ?? 0), 0);
  const pairs = [
    ['revenue', sum(p => p.commercial.revenue), plan.commercial.revenue],
    ['potential', sum(p => p.commercial.potential), plan.commercial.potential],
    ['visits', sum(p => p.visits.asked), visits],
  ] as const;
  const words = { revenue: 'CA', potential: 'potentiel', visits: 'visites' } as const;
  const known = pairs.filter(([, , once]) => once !== null);
  const off = known.filter(
    ([, layers, once]) => Math.abs(layers - (once ?? 0)) > NOISE * Math.max(1, Math.abs(once ?? 0)),
  );
  const say = (value: number | null) => String(Number((value ?? 0).toFixed(2)));
  const told = off.length > 0 ? off : known;
  const list = (lang: 'en' | 'fr') =>
    told
      .map(([name, layers, once]) => {
        const word = lang === 'fr' ? words[name] : name;
        if (off.length === 0) return `${word} ${say(once)}`;
        return lang === 'fr'
          ? `${word} ${say(layers)} dans les couches, ${say(once)} dans les comptes`
          : `${word} ${say(layers)} in the layers, ${say(once)} in the accounts`;
      })
      .join(', ');
  return {
    name: 'totals-once',
    kept: off.length === 0,
    detail: off.length === 0 ? `the layers add up to the accounts: ${list('en')}` : list('en'),
    detail_fr: off.length === 0 ? `les couches totalisent les comptes${NB}: ${list('fr')}` : list('fr'),
  };
}

function repsOnce({ reps }: Whole, capacities: readonly RepCapacity[]): PlanPromise {
  const fte = new Map(reps.list.map(rep => [rep.id, rep.fte]));
  const off = capacities.filter(rep => {
    const shares = rep.layers.reduce((sum, { share }) => sum + share, 0);
    return Math.abs(shares - 1) > NOISE || Math.abs(rep.fte - (fte.get(rep.rep_id) ?? 0)) > NOISE;
  });
  const shared = capacities.filter(rep => rep.layers.length > 1).length;
  const list = listed(off.map(rep => rep.rep_id));
  return off.length === 0
    ? {
        name: 'reps-once',
        kept: true,
        detail: `${capacities.length} reps, the shares of each add up to one capacity; ${shared} shared by layers`,
        detail_fr: `${capacities.length} commerciaux, les parts de chacun font une capacité${NB}; ${shared} partagés entre couches`,
      }
    : {
        name: 'reps-once',
        kept: false,
        detail: `shares that are not one capacity: ${list}`,
        detail_fr: `parts qui ne font pas une capacité${NB}: ${list}`,
      };
}

function listed(ids: readonly string[]): string {
  return `${ids.slice(0, LISTED).join(', ')}${ids.length > LISTED ? ', …' : ''}`;
}
