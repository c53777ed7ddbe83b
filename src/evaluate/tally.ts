// Sums by sector, and of the whole plan: slot j is rep j, slot k is everyone. Accounts are summed in their
// order (by id), each once into its rep's slot and once into the plan's. Work that no rep does counts nowhere.
//
// Where tours were made, their hours and km stand in for the approximation's: each way of a rep counts as many times as long as
// his tours are than the approximation of them.
//
// Hours of an account a year: visits × minutes a visit at its rep's pace, local travel between visits in its zone, and the
// approach: 2 × minutes from the base to the zone's point, shared by the visits of a tour.

import type { PlanContext } from '../model/context.ts';
import { localHoursPerVisit, localKmPerVisit, localLegKm } from '../model/local.ts';
import { extraAccountHours } from '../model/pace.ts';
import type { Travel } from '../model/travel.ts';
import type { Service } from './service.ts';

export interface Tally {
  /** number of reps; arrays have k + 1 slots */
  readonly k: number;
  readonly zones: Float64Array;
  readonly accounts: Float64Array;
  readonly visits: Float64Array;
  /** h/year */
  readonly visitHours: Float64Array;
  readonly approachHours: Float64Array;
  readonly localHours: Float64Array;
  /** road km a year */
  readonly approachKm: Float64Array;
  readonly localKm: Float64Array;
  /** Σ visits × minutes from base to account */
  readonly visitMinutesFromBase: Float64Array;
  /** hours a year of each account: visits, local and approach; 0 when nobody serves it */
  readonly accountHours: Float64Array;
  /** road km a year of each account: local and approach; 0 when nobody serves it */
  readonly accountKm: Float64Array;
  /** minutes from the base of its rep to each account, NaN when nobody serves it */
  readonly minutesFromBase: Float64Array;
}

export function tally(context: PlanContext, service: Service, travel: Travel): Tally {
  const k = context.reps.list.length;
  const sums = () => new Float64Array(k + 1);
  const count = context.accounts?.count ?? 0;
  const result: Tally = {
    k,
    zones: sums(),
    accounts: sums(),
    visits: sums(),
    visitHours: sums(),
    approachHours: sums(),
    localHours: sums(),
    approachKm: sums(),
    localKm: sums(),
    visitMinutesFromBase: sums(),
    accountHours: new Float64Array(count),
    accountKm: new Float64Array(count),
    minutesFromBase: new Float64Array(count).fill(Number.NaN),
  };
  for (const j of service.zoneRep) if (j >= 0) addTo(result.zones, j, 1);
  if (context.accounts) tallyAccounts(context, service, travel, result);
  else tallyZones(context, service, travel, result);
  return result;
}

function tallyAccounts(context: PlanContext, service: Service, travel: Travel, into: Tally): void {
  const { zones, zoneOf, visits, visitMinutes, accountLat, accountLon, settings } = context;
  const legs = localLegs(context);
  for (let a = 0; a < zoneOf.length; a++) {
    const j = service.accountRep[a] as number;
    if (j < 0) continue;
    const i = zoneOf[a] as number;
    const asked = visits[a] as number;
    const tours = asked / settings.visitsPerTour;
    const baseLat = service.baseLat[j] as number;
    const baseLon = service.baseLon[j] as number;
    const lat = zones.lat[i] as number;
    const lon = zones.lon[i] as number;
    const visitHours = (asked * (visitMinutes[a] as number)) / 60 + extraAccountHours(context, a, j);
    const real = realTravel(service, j);
    const approachHours = real.hours * ((2 * travel.minutes(baseLat, baseLon, lat, lon)) / 60) * tours;
    const localHours = real.hours * asked * localHoursPerVisit(legs[i] as number, settings, travel);
    const fromBase = travel.minutes(baseLat, baseLon, accountLat[a] as number, accountLon[a] as number);
    addTo(into.accounts, j, 1);
    addTo(into.visits, j, asked);
    addTo(into.visitHours, j, visitHours);
    addTo(into.approachHours, j, approachHours);
    addTo(into.localHours, j, localHours);
    const approachKm = real.km * 2 * travel.km(baseLat, baseLon, lat, lon) * tours;
    const localKm = real.km * asked * localKmPerVisit(legs[i] as number, settings);
    addTo(into.approachKm, j, approachKm);
    addTo(into.localKm, j, localKm);
    addTo(into.visitMinutesFromBase, j, asked * fromBase);
    into.accountHours[a] = visitHours + approachHours + localHours;
    into.accountKm[a] = approachKm + localKm;
    into.minutesFromBase[a] = fromBase;
  }
}

/** What stands in for an hour and a km of the approximation. */
function realTravel({ toured }: Service, rep: number): { hours: number; km: number } {
  return { hours: toured?.hours[rep] ?? 1, km: toured?.km[rep] ?? 1 };
}

/** Without accounts the zones carry the visits, and their points stand for the places visited. */
function tallyZones(context: PlanContext, service: Service, travel: Travel, into: Tally): void {
  const { zones, zoneVisits, zoneVisitHours, zoneLocalHours, zoneLocalKm, settings } = context;
  for (let i = 0; i < zones.count; i++) {
    const j = service.zoneRep[i] as number;
    if (j < 0) continue;
    const asked = zoneVisits[i] as number;
    const tours = asked / settings.visitsPerTour;
    const place = [
      service.baseLat[j] as number,
      service.baseLon[j] as number,
      zones.lat[i] as number,
      zones.lon[i] as number,
    ] as const;
    const minutes = travel.minutes(...place);
    addTo(into.visits, j, asked);
    addTo(into.visitHours, j, zoneVisitHours[i] as number);
    addTo(into.approachHours, j, ((2 * minutes) / 60) * tours);
    addTo(into.localHours, j, zoneLocalHours[i] as number);
    addTo(into.approachKm, j, 2 * travel.km(...place) * tours);
    addTo(into.localKm, j, zoneLocalKm[i] as number);
    addTo(into.visitMinutesFromBase, j, asked * minutes);
  }
}

/** Great-circle km between consecutive visits inside each zone; named accounts are visited there too. */
function localLegs(context: PlanContext): Float64Array {
  const accounts = new Int32Array(context.zones.count);
  for (const i of context.zoneOf) accounts[i] = (accounts[i] as number) + 1;
  return context.zones.areaKm2.map((area, i) => localLegKm(area, accounts[i] as number, context.settings));
}

/** Adds to a rep's slot and to the plan's, which is the last. */
export function addTo(slots: Float64Array, rep: number, value: number): void {
  slots[rep] = (slots[rep] as number) + value;
  const plan = slots.length - 1;
  slots[plan] = (slots[plan] as number) + value;
}

/** Hours a year of one slot: visits and travel. */
export function workloadHours(sums: Tally, slot: number): number {
  return (sums.visitHours[slot] as number) + travelHours(sums, slot);
}

export function travelHours(sums: Tally, slot: number): number {
  return (sums.approachHours[slot] as number) + (sums.localHours[slot] as number);
}

export function travelKm(sums: Tally, slot: number): number {
  return (sums.approachKm[slot] as number) + (sums.localKm[slot] as number);
}
