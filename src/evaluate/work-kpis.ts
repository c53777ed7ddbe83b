// Travel, visits, workload and cost of a slot (a sector, or the plan), from the tally.

import type { PlanContext } from '../model/context.ts';
import type { Rep } from '../model/records.ts';
import type { CommercialSums } from './commercial.ts';
import { capacityHours } from './coverage.ts';
import type { Cost, TravelKpis, Visits, Workload } from './kpis-types.ts';
import { ratio, round6, roundTo } from './statistics.ts';
import { addTo, type Tally, travelHours, travelKm, workloadHours } from './tally.ts';

/** Figures that depend on the rep's own rates, summed by slot; NaN where a rep who works has no rate. */
export interface RateSums {
  /** FTE that counts over the period */
  readonly fte: Float64Array;
  readonly capacity: Float64Array;
  /** visits a year that the capacity allows: capacity ÷ workload × visits asked, rep by rep */
  readonly possible: Float64Array;
  readonly cost: Float64Array;
  readonly hoursCost: Float64Array;
  readonly kmCost: Float64Array;
  readonly kgCo2: Float64Array;
}

export function rateSums(context: PlanContext, sums: Tally): RateSums {
  const { reps } = context;
  const slots = () => new Float64Array(reps.list.length + 1);
  const rates: RateSums = {
    fte: slots(),
    capacity: slots(),
    possible: slots(),
    cost: slots(),
    hoursCost: slots(),
    kmCost: slots(),
    kgCo2: slots(),
  };
  const price = pricesOf(reps.list);
  for (const [j, rep] of reps.list.entries()) {
    const hours = workloadHours(sums, j);
    const km = travelKm(sums, j);
    const capacity = capacityHours(context, j);
    addTo(rates.fte, j, context.fte[j] as number);
    addTo(rates.capacity, j, capacity);
    if (hours > 0) addTo(rates.possible, j, ((sums.visits[j] as number) * capacity) / hours);
    const work = price(rep, hours, km);
    addTo(rates.hoursCost, j, work.hoursCost);
    addTo(rates.kmCost, j, work.kmCost);
    addTo(rates.cost, j, work.hoursCost + work.kmCost);
    addTo(rates.kgCo2, j, work.kgCo2);
  }
  return rates;
}

/** What some work costs and emits, currency and kg; NaN where the rate is not known. */
export interface PricedWork {
  readonly hoursCost: number;
  readonly kmCost: number;
  readonly kgCo2: number;
}

/** What hours and km of a rep cost. Work that is none needs no rate, as long as somebody has one: never zero for want of a column. */
export function pricesOf(reps: readonly Rep[]): (rep: Rep, hours: number, km: number) => PricedWork {
  const has = (rate: (rep: Rep) => number) => reps.some(rep => !Number.isNaN(rate(rep)));
  const hasHourly = has(rep => rep.costPerHour);
  const hasPerKm = has(rep => rep.costPerKm);
  const hasCo2 = has(rep => rep.gCo2PerKm);
  const times = (amount: number, rate: number, known: boolean) => (known && amount === 0 ? 0 : amount * rate);
  return (rep, hours, km) => ({
    hoursCost: times(hours, rep.costPerHour, hasHourly),
    kmCost: times(km, rep.costPerKm, hasPerKm),
    kgCo2: times(km, rep.gCo2PerKm, hasCo2) / 1000,
  });
}

export function travelAt(
  sums: Tally,
  rates: RateSums,
  priority: { readonly over: Float64Array; readonly under: Float64Array },
  slot: number,
  model: Tally | null = null,
): TravelKpis {
  const at = (values: Float64Array) => roundTo(values[slot] as number, 6) ?? 0;
  const kg = rates.kgCo2[slot] as number;
  return {
    hours: roundTo(travelHours(sums, slot), 6) ?? 0,
    approach_hours: at(sums.approachHours),
    local_hours: at(sums.localHours),
    km: roundTo(travelKm(sums, slot), 6) ?? 0,
    approach_km: at(sums.approachKm),
    local_km: at(sums.localKm),
    kg_co2: Number.isNaN(kg) ? null : round6(kg),
    mean_minutes: round6(ratio(sums.visitMinutesFromBase[slot] as number, sums.visits[slot] as number)),
    ...(model && { approximation: approximationAt(sums, model, slot) }),
    priority_minutes: round6(ratio(priority.over[slot] as number, priority.under[slot] as number)),
  };
}

/** Of tours: what the approximation says of the same visits, and how many times as much the tours are. */
function approximationAt(sums: Tally, model: Tally, slot: number): NonNullable<TravelKpis['approximation']> {
  const [hours, km] = [travelHours(model, slot), travelKm(model, slot)];
  return {
    hours: roundTo(hours, 6) ?? 0,
    km: roundTo(km, 6) ?? 0,
    hours_ratio: round6(ratio(travelHours(sums, slot), hours)),
    km_ratio: round6(ratio(travelKm(sums, slot), km)),
  };
}

export function visitsAt(
  sums: Tally,
  rates: RateSums,
  done: CommercialSums['visitsDone'],
  slot: number,
): Visits {
  const asked = sums.visits[slot] as number;
  const accounts = sums.accounts[slot] as number;
  const possible = asked > 0 ? (rates.possible[slot] as number) : null;
  return {
    asked: roundTo(asked, 6) ?? 0,
    possible: round6(possible),
    ratio: round6(ratio(possible, asked)),
    per_account: round6(ratio(asked, accounts)),
    possible_per_account: round6(ratio(possible, accounts)),
    done: done ? round6(done.over[slot] as number) : null,
    done_ratio: done ? round6(ratio(done.over[slot] as number, done.under[slot] as number)) : null,
  };
}

export function workloadAt(sums: Tally, rates: RateSums, slot: number): Workload {
  const hours = workloadHours(sums, slot);
  const capacity = rates.capacity[slot] as number;
  return {
    hours: roundTo(hours, 6) ?? 0,
    visit_hours: roundTo(sums.visitHours[slot] as number, 6) ?? 0,
    travel_hours: roundTo(travelHours(sums, slot), 6) ?? 0,
    capacity_hours: roundTo(capacity, 6) ?? 0,
    fte_use: round6(ratio(hours, capacity)),
    fte_effective: roundTo(rates.fte[slot] as number, 6) ?? 0,
  };
}

export function costAt(sums: Tally, rates: RateSums, slot: number): Cost {
  const cost = known(rates.cost[slot] as number);
  const per = (count: number) => (cost === null ? null : round6(ratio(cost, count)));
  return {
    total: round6(cost),
    hours_cost: round6(known(rates.hoursCost[slot] as number)),
    km_cost: round6(known(rates.kmCost[slot] as number)),
    per_visit: per(sums.visits[slot] as number),
    per_account: per(sums.accounts[slot] as number),
  };
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** Rates that no rep has, or that a rep who needs them lacks: which columns would enable the KPI. */
export function missingRates(
  reps: readonly Rep[],
  names: readonly ('costPerHour' | 'costPerKm' | 'gCo2PerKm')[],
) {
  const column = { costPerHour: 'cost_per_hour', costPerKm: 'cost_per_km', gCo2PerKm: 'g_co2_per_km' };
  return names.filter(name => reps.some(rep => Number.isNaN(rep[name]))).map(name => `reps.${column[name]}`);
}
