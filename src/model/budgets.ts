// Budgets of teams: what some reps may use together of hours, kilometres or money in a year. What a zone uses with a rep is
// what the KPIs count: visits and travel, line-haul and local. Named accounts use it too, whatever the zones do.

import type { PlanContext } from './context.ts';
import type { Bases } from './eligibility.ts';
import { localHoursPerVisit, localKmPerVisit, localLegKm } from './local.ts';
import { extraAccountHours, extraZoneHours } from './pace.ts';
import type { Problem, TeamBudget } from './problem.ts';
import type { Rep } from './records.ts';
import type { BudgetSetting } from './settings.ts';
import type { Travel } from './travel.ts';

/** A budget of the settings, its team by index. */
export interface Budget extends Omit<BudgetSetting, 'team'> {
  /** 1 for members; length k */
  readonly isIn: Uint8Array;
  readonly members: number;
  /** one member's even part: what an excess of a firm budget is counted in */
  readonly unit: number;
}

export function isOfTeam(rep: Rep, team: BudgetSetting['team']): boolean {
  if (team === null) return true;
  if ('reps' in team) return team.reps.includes(rep.id);
  return (rep[team.column] ?? '') === team.value;
}

export function budgetsOf({ settings, reps }: Pick<PlanContext, 'settings' | 'reps'>): Budget[] {
  return (settings.budgets ?? []).map(({ team, ...rest }) => {
    const isIn = Uint8Array.from(reps.list, rep => (isOfTeam(rep, team) ? 1 : 0));
    const members = isIn.reduce((sum, is) => sum + is, 0);
    return { ...rest, isIn, members, unit: rest.atMost / Math.max(1, members) };
  });
}

/** Hours of visits, hours and kilometres of travel → what of it the budget is about. */
function amountOf({ resource }: Budget, rep: Rep, visits: number, travel: number, km: number): number {
  if (resource === 'hours') return visits + travel;
  if (resource === 'travel_hours') return travel;
  return resource === 'km' ? km : (visits + travel) * rep.costPerHour + km * rep.costPerKm;
}

/** What rep j would use for account a. */
export function accountUse(
  context: PlanContext,
  budget: Budget,
  a: number,
  j: number,
  from: { readonly lat: Float64Array; readonly lon: Float64Array },
  travel: Travel,
): number {
  if (!budget.isIn[j]) return 0;
  const { zones, zoneOf, visits, visitMinutes, settings, reps } = context;
  const i = zoneOf[a] as number;
  const asked = visits[a] as number;
  const tours = asked / settings.visitsPerTour;
  const way = [
    from.lat[j] as number,
    from.lon[j] as number,
    zones.lat[i] as number,
    zones.lon[i] as number,
  ] as const;
  const leg = localLegKm(zones.areaKm2[i] as number, accountsIn(context)[i] as number, settings);
  const visiting = (asked * (visitMinutes[a] as number)) / 60 + extraAccountHours(context, a, j);
  const approach = ((2 * travel.minutes(...way)) / 60) * tours;
  const hours = approach + asked * localHoursPerVisit(leg, settings, travel);
  const km = 2 * travel.km(...way) * tours + asked * localKmPerVisit(leg, settings);
  return amountOf(budget, reps.list[j] as Rep, visiting, hours, km);
}

const counted = new WeakMap<Int32Array, Int32Array>();

/** Accounts of each zone, named ones included: they are visited there too. */
function accountsIn({ zoneOf, zones }: PlanContext): Int32Array {
  const known = counted.get(zoneOf);
  if (known) return known;
  const count = new Int32Array(zones.count);
  for (const i of zoneOf) count[i] = (count[i] as number) + 1;
  counted.set(zoneOf, count);
  return count;
}

/** What named accounts use of a budget, whatever the zones do. */
export function namedUse(context: PlanContext, budget: Budget, bases: Bases, travel: Travel): number {
  const { named, ownerOf } = context;
  let sum = 0;
  for (let a = 0; a < named.length; a++) {
    if (named[a]) sum += accountUse(context, budget, a, ownerOf[a] as number, bases, travel);
  }
  return sum;
}

/** The rows of the problem; undefined without budgets. `approach`: hours a year of each pair, row-major by zone. */
export function teamBudgets(
  context: PlanContext,
  bases: Bases,
  travel: Travel,
  approach: Float64Array,
): Problem['budgets'] {
  const { zones, reps, settings, zoneVisits, zoneVisitHours, zoneLocalHours, zoneLocalKm } = context;
  const budgets = budgetsOf(context);
  if (budgets.length === 0) return undefined;
  const k = reps.list.length;
  return budgets.map((budget): TeamBudget => {
    const use = new Float64Array(zones.count * k);
    for (let i = 0; i < zones.count; i++) {
      const tours = (zoneVisits[i] as number) / settings.visitsPerTour;
      if (tours === 0) continue;
      for (const [j, rep] of reps.list.entries()) {
        if (!budget.isIn[j]) continue;
        const way = travel.km(
          bases.lat[j] as number,
          bases.lon[j] as number,
          zones.lat[i] as number,
          zones.lon[i] as number,
        );
        use[i * k + j] = amountOf(
          budget,
          rep,
          (zoneVisitHours[i] as number) + extraZoneHours(context, i, j),
          (zoneLocalHours[i] as number) + (approach[i * k + j] as number),
          2 * way * tours + (zoneLocalKm[i] as number),
        );
      }
    }
    const { atMost, price, unit } = budget;
    return { use, room: atMost - namedUse(context, budget, bases, travel), unit, price };
  });
}
