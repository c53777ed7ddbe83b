// An account's answer: its own facts, and its zone's.

import type { AccountAnswer, AccountCosts } from './answer.ts';
import { whoOf } from './figures.ts';
import { eligibleFor } from './prices.ts';
import type { Standing } from './standing.ts';
import { explainZone } from './zone.ts';

export interface AccountFacts {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  readonly rep: string;
  /** '' when there is none */
  readonly incumbent: string;
  readonly segment: string;
  readonly group: string;
  readonly locked: boolean;
  /** NaN when nothing is promised */
  readonly slaMinutes: number;
  /** a year; NaN where layers share them */
  readonly visits: number;
  /** degrees; NaN when the file has none */
  readonly lat: number;
  readonly lon: number;
  /** from the assigned rep, as accounts.csv says; NaN when it does not */
  readonly minutes: number;
}

/** minutes of accounts.csv have one decimal */
const ROUNDING = 0.0501;
const NEAREST = 5;

export function explainAccount(
  standing: Standing,
  facts: AccountFacts,
  layer: string,
  { all, costs = null }: { readonly all: boolean; readonly costs?: AccountCosts | null },
): AccountAnswer {
  const { world } = standing;
  const { settings, input } = world;
  const zone = world.zoneIndex.get(facts.zone)!;
  const own = world.repIndex.get(facts.rep)!;
  const named = input.plan.named.some(([id]) => id === facts.id);
  const way = minutesFrom(standing, facts, zone, own);
  const eligible = eligibleFor(standing, world.blockOf[zone]!);
  const reps = [...new Set([...eligible, own])]
    .map(j => ({ j, minutes: way(j) }))
    .filter(({ j, minutes }) => j === own || !Number.isNaN(minutes))
    .sort((a, b) => a.minutes - b.minutes);
  const shown = all ? reps : reps.filter(({ j }, at) => at < NEAREST || j === own);
  const follows = world.rep[zone]!;
  const tours = facts.visits / settings.visitsPerTour;
  const hours = ((2 * (world.minutes(zone, own) - world.minutes(zone, follows))) / 60) * tours;
  return {
    kind: 'account',
    layer,
    unit: input.unit,
    account_id: facts.id,
    account_name: facts.name,
    served_by: whoOf(world, own),
    incumbent_rep_id: facts.incumbent || null,
    named,
    locked: facts.locked,
    decided: input.decided.get(`account ${facts.id}`) ?? null,
    segment: facts.segment || null,
    group_id: facts.group || null,
    sla_minutes: Number.isNaN(facts.slaMinutes) ? null : facts.slaMinutes,
    visits: Number.isNaN(facts.visits) ? null : facts.visits,
    minutes: shown.map(({ j, minutes }) => ({
      ...whoOf(world, j),
      minutes,
      within_sla: Number.isNaN(facts.slaMinutes) || minutes <= facts.slaMinutes + 1e-9,
      current: j === own,
    })),
    lock_costs: named && !Number.isNaN(hours) ? { hours, other: whoOf(world, follows) } : null,
    costs,
    zone: explainZone(standing, zone, all),
  };
}

/** From its coordinates, when they were believed; else from its zone's point; of a part of a zone that is not known. */
function minutesFrom({ world }: Standing, facts: AccountFacts, zone: number, own: number) {
  const fits = (minutes: number) => Math.abs(minutes - facts.minutes) <= ROUNDING;
  const byPoint = (j: number) => world.minutesTo(j, facts.id, facts.lat, facts.lon);
  if (fits(byPoint(own))) return byPoint;
  if (fits(world.minutes(zone, own))) return (j: number) => world.minutes(zone, j);
  return (j: number) => (j === own ? facts.minutes : Number.NaN);
}
