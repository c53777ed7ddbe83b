// What a frontier says of a scenario, from the kpis.json of its plan.

import type { Kpis } from '../kpis-types.ts';

type Figure = number | null;

/** What a sweep compares; smaller is better in each. */
export interface Figures {
  readonly objective: Figure;
  readonly gap: Figure;
  /** largest deviation from a target, by measure; shares */
  readonly deviations: Readonly<Record<string, Figure>>;
  /** the largest of them */
  readonly balance: Figure;
  /** hours and road km a year */
  readonly hours: Figure;
  readonly km: Figure;
  readonly kgCo2: Figure;
  /** currency a year */
  readonly cost: Figure;
  /** shares of what has an incumbent that changes rep; null without incumbents */
  readonly moved: Readonly<Record<MovedOf, Figure>> | null;
  /** names of promises that are not kept */
  readonly broken: readonly string[];
}

export const MOVED_OF = ['revenue', 'potential', 'accounts', 'zones'] as const;
export type MovedOf = (typeof MOVED_OF)[number];

export function figuresOf({ plan, promises }: Pick<Kpis, 'plan' | 'promises'>): Figures {
  const { objective, balance, travel, cost, disruption } = plan;
  const deviations: Record<string, Figure> = Object.create(null);
  for (const [measure, { max_deviation }] of Object.entries(balance)) deviations[measure] = max_deviation;
  const known = Object.values(deviations).filter(value => value !== null);
  const { zones, accounts, potential, revenue } = disruption?.share ?? {};
  return {
    objective: objective?.value ?? null,
    gap: objective?.gap ?? null,
    deviations,
    balance: known.length > 0 ? Math.max(...known) : null,
    hours: travel.hours,
    km: travel.km,
    kgCo2: travel.kg_co2,
    cost: cost.total,
    moved: disruption
      ? {
          revenue: revenue ?? null,
          potential: potential ?? null,
          accounts: accounts ?? null,
          zones: zones ?? null,
        }
      : null,
    broken: promises.filter(({ kept }) => !kept).map(({ name }) => name),
  };
}

/** Of what the share that moves is taken: the first that every plan knows; null when none is. */
export function movedOf(plans: readonly Pick<Figures, 'moved'>[]): MovedOf | null {
  const known = (of: MovedOf) =>
    plans.length > 0 && plans.every(({ moved }) => typeof moved?.[of] === 'number');
  return MOVED_OF.find(known) ?? null;
}
