// Sums by rep of a state of affairs (the plan, or today's assignment): slot j is rep j, slot k is everyone.

import { type Loads, visitHoursOf } from './loads.ts';
import type { World } from './world.ts';

/** Who serves each account and each unit; −1 for nobody. */
export interface Serving {
  readonly accountRep: Int32Array;
  readonly unitRep: Int32Array;
  /** tours / approximation of each rep; absent where there are no tours */
  readonly toured?: Ratios | undefined;
}

/** Hours and km of tours, in those of the approximation, by rep. */
export interface Ratios {
  readonly hours: Float64Array;
  readonly km: Float64Array;
}

export interface Sums {
  /** its travel is that of tours */
  readonly toured: boolean;
  readonly zones: Float64Array;
  readonly accounts: Float64Array;
  readonly visits: Float64Array;
  readonly visitHours: Float64Array;
  readonly approachHours: Float64Array;
  readonly localHours: Float64Array;
  readonly approachKm: Float64Array;
  readonly localKm: Float64Array;
  /** Σ visits × minutes from base to account */
  readonly weightedMinutes: Float64Array;
  /** hours on the road and km of the approximation, whatever tours come to */
  readonly modelHours: Float64Array;
  readonly modelKm: Float64Array;
  /** hours, and road km, a year of each account that is served: visits, between them, and its part of the way there */
  readonly accountHours: Float64Array;
  readonly accountKm: Float64Array;
  /** per measure of the settings, by slot; and each rep's target and deviation (NaN without a target) */
  readonly measures: readonly {
    readonly name: string;
    readonly tolerance: number;
    readonly value: Float64Array;
    readonly target: Float64Array;
    readonly deviation: Float64Array;
  }[];
}

export function sumUp(world: World, loads: Loads, serving: Serving): Sums {
  const { k, settings } = world;
  const slots = () => new Float64Array(k + 1);
  const sums = {
    zones: slots(),
    accounts: slots(),
    visits: slots(),
    visitHours: slots(),
    approachHours: slots(),
    localHours: slots(),
    approachKm: slots(),
    localKm: slots(),
    weightedMinutes: slots(),
    modelHours: slots(),
    modelKm: slots(),
    accountHours: new Float64Array(world.accounts?.count ?? 0),
    accountKm: new Float64Array(world.accounts?.count ?? 0),
  };
  const add = (into: Float64Array, j: number, value: number) => {
    into[j]! += value;
    into[k]! += value;
  };
  /** work of `visits` visits at unit i by rep j, which are at another point than the unit's for the mean time */
  const work = (i: number, j: number, visits: number, hours: number, lat: number, lon: number) => {
    const km = world.roadKm(world.baseLat[j]!, world.baseLon[j]!, world.lat[i]!, world.lon[i]!);
    const minutes = world.drive(world.baseLat[j]!, world.baseLon[j]!, world.lat[i]!, world.lon[i]!);
    const tours = visits / settings.visitsPerTour;
    add(sums.visits, j, visits);
    add(sums.visitHours, j, hours);
    const [times, long] = [serving.toured?.hours[j] ?? 1, serving.toured?.km[j] ?? 1];
    const way = tours === 0 ? 0 : (2 * minutes * tours) / 60;
    const wayKm = tours === 0 ? 0 : 2 * km * tours;
    const [leg, legKm] = [visits * loads.localHours[i]!, visits * loads.localKm[i]!];
    const [there, thereKm, between, betweenKm] = [times * way, long * wayKm, times * leg, long * legKm];
    add(sums.approachHours, j, there);
    add(sums.approachKm, j, thereKm);
    add(sums.localHours, j, between);
    add(sums.localKm, j, betweenKm);
    add(sums.modelHours, j, way + leg);
    add(sums.modelKm, j, wayKm + legKm);
    add(sums.weightedMinutes, j, visits * world.drive(world.baseLat[j]!, world.baseLon[j]!, lat, lon));
    return [hours + there + between, thereKm + betweenKm] as const;
  };

  serving.unitRep.forEach((j, i) => {
    if (j < 0) return;
    add(sums.zones, j, 1);
    if (!world.accounts) work(i, j, loads.visits[i]!, loads.visitHours[i]!, world.lat[i]!, world.lon[i]!);
  });
  serving.accountRep.forEach((j, a) => {
    const i = world.unitOf[a]!;
    if (j < 0 || i < 0) return;
    add(sums.accounts, j, 1);
    const hours = visitHoursOf(world, a, j);
    const [all, km] = work(i, j, world.visits[a]!, hours, world.pointLat[a]!, world.pointLon[a]!);
    sums.accountHours[a] = all;
    sums.accountKm[a] = km;
  });

  const weight = world.reps.map((rep, j) => world.fte[j]! * rep.productivity);
  const totalWeight = weight.reduce((sum, w) => sum + w, 0);
  const measures = loads.measures.map(({ name, tolerance, perAccount, perUnit }) => {
    const value = slots();
    if (name === 'workload') {
      // promised in hours of the model, whatever tours come to
      for (let s = 0; s <= k; s++) value[s] = sums.visitHours[s]! + sums.modelHours[s]!;
    } else if (perAccount) {
      serving.accountRep.forEach((j, a) => {
        if (j >= 0 && world.unitOf[a]! >= 0) add(value, j, perAccount[a]!);
      });
    } else {
      serving.unitRep.forEach((j, i) => {
        if (j >= 0) add(value, j, perUnit[i]!);
      });
    }
    const target = Float64Array.from(
      world.reps,
      (rep, j) => rep.targets.get(name) ?? (weight[j]! / totalWeight) * value[k]!,
    );
    const deviation = target.map((t, j) => (t > 0 ? (value[j]! - t) / t : Number.NaN));
    return { name, tolerance, value, target, deviation };
  });
  return { ...sums, measures, toured: serving.toured !== undefined };
}

/** The rep who makes most of each unit's visits today, ties to the lower id; −1 for none. Named accounts aside. */
export function incumbentOfUnits(world: World, holders: ReadonlyMap<string, string> = new Map()): Int32Array {
  const visits = new Map<number, number>();
  for (const a of world.byId) {
    const i = world.unitOf[a]!;
    const j = world.incumbent[a]!;
    if (i < 0 || j < 0 || world.named[a]) continue;
    visits.set(i * world.k + j, (visits.get(i * world.k + j) ?? 0) + world.visits[a]!);
  }
  const best = new Int32Array(world.n).fill(-1);
  const most = new Float64Array(world.n).fill(-1);
  const byId = [...world.reps.keys()].sort((a, b) => (world.reps[a]!.id < world.reps[b]!.id ? -1 : 1));
  for (const j of byId) {
    for (let i = 0; i < world.n; i++) {
      const sum = visits.get(i * world.k + j);
      if (sum === undefined || sum <= most[i]!) continue;
      best[i] = j;
      most[i] = sum;
    }
  }
  for (const [i, id] of world.unitId.entries()) {
    const holder = holders.get(id);
    if (best[i] === -1 && holder !== undefined) best[i] = world.repIndex.get(holder) ?? -1;
  }
  return best;
}
