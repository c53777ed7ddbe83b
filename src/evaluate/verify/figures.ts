// The figures of kpis.json that can be redone from sums, by their path below `plan` or a sector.
// NaN where the KPI has no meaning: kpis.json then says null.

import { squareOf } from '../../model/power.ts';
import type { Pieces } from './pieces.ts';
import type { ServiceFigures } from './service.ts';
import type { Sums } from './sums.ts';
import type { World } from './world.ts';

export type Figures = ReadonlyMap<string, number>;

/** What the plan and each sector have in common; slot k is the plan. */
function common({ toured, ...sums }: Sums, service: ServiceFigures, slot: number): Map<string, number> {
  const figures = new Map<string, number>();
  const travelHours = sums.approachHours[slot]! + sums.localHours[slot]!;
  figures.set('zones', sums.zones[slot]!);
  figures.set('accounts', sums.accounts[slot]!);
  figures.set('travel.hours', travelHours);
  figures.set('travel.approach_hours', sums.approachHours[slot]!);
  figures.set('travel.local_hours', sums.localHours[slot]!);
  figures.set('travel.km', sums.approachKm[slot]! + sums.localKm[slot]!);
  figures.set('travel.approach_km', sums.approachKm[slot]!);
  figures.set('travel.local_km', sums.localKm[slot]!);
  if (toured) {
    figures.set('travel.approximation.hours', sums.modelHours[slot]!);
    figures.set('travel.approximation.km', sums.modelKm[slot]!);
    const times = (real: number, model: number) => (model > 0 ? real / model : Number.NaN);
    figures.set('travel.approximation.hours_ratio', times(travelHours, sums.modelHours[slot]!));
    const km = sums.approachKm[slot]! + sums.localKm[slot]!;
    figures.set('travel.approximation.km_ratio', times(km, sums.modelKm[slot]!));
  }
  const visits = sums.visits[slot]!;
  figures.set('travel.mean_minutes', visits > 0 ? sums.weightedMinutes[slot]! / visits : Number.NaN);
  figures.set('visits.asked', visits);
  figures.set('workload.hours', sums.visitHours[slot]! + travelHours);
  figures.set('workload.visit_hours', sums.visitHours[slot]!);
  figures.set('workload.travel_hours', travelHours);
  for (const [key, value] of service(slot)) figures.set(key, value);
  return figures;
}

export function sectorFigures(
  sums: Sums,
  service: ServiceFigures,
  pieces: Pieces,
  rep: number,
): Map<string, number> {
  const figures = common(sums, service, rep);
  for (const { name, value, target, deviation } of sums.measures) {
    figures.set(`balance.${name}.value`, value[rep]!);
    figures.set(`balance.${name}.target`, target[rep]!);
    figures.set(`balance.${name}.deviation`, deviation[rep]!);
  }
  figures.set('contiguity.pieces', pieces.pieces[rep]!);
  figures.set('contiguity.bridges', pieces.bridges[rep]!);
  return figures;
}

export function planFigures(
  world: World,
  sums: Sums,
  service: ServiceFigures,
  pieces: Pieces,
): Map<string, number> {
  const figures = common(sums, service, world.k);
  for (const { name, tolerance, value, deviation } of sums.measures) {
    const attained = [...deviation].filter(d => !Number.isNaN(d)).map(d => 1 + d);
    figures.set(`balance.${name}.tolerance`, tolerance);
    figures.set(`balance.${name}.total`, value[world.k]!);
    figures.set(
      `balance.${name}.max_deviation`,
      attained.length > 0 ? Math.max(...attained.map(x => Math.abs(x - 1))) : Number.NaN,
    );
    figures.set(`balance.${name}.cv`, variation(attained));
    figures.set(`balance.${name}.gini`, giniOf(attained));
    const least = Math.min(...attained);
    figures.set(`balance.${name}.max_min_ratio`, least > 0 ? Math.max(...attained) / least : Number.NaN);
  }
  const served = sums.zones.subarray(0, world.k).filter(zones => zones > 0).length;
  figures.set('contiguity.sectors', served);
  figures.set(
    'contiguity.bridges',
    pieces.bridges.reduce((sum, b) => sum + b, 0),
  );
  figures.set(
    'contiguity.extra_pieces',
    pieces.pieces.reduce((sum, p) => sum + Math.max(0, p - 1), 0),
  );
  return figures;
}

/** Standard deviation (of the population) over the mean. */
export function variation(values: readonly number[]): number {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return Math.sqrt(values.reduce((sum, x) => sum + squareOf(x - mean), 0) / values.length) / mean;
}

/** Gini by its definition: Σ |x − y| over all pairs, over 2 n² mean. */
export function giniOf(values: readonly number[]): number {
  let differences = 0;
  for (const x of values) for (const y of values) differences += Math.abs(x - y);
  return differences / (2 * values.length * values.reduce((sum, x) => sum + x, 0));
}

/** What changes hands. */
export interface Disruption {
  /** 1 for an account whose incumbent is a rep of the plan and not its rep */
  readonly accountMoved: Uint8Array;
  readonly unitMoved: Uint8Array;
}

export function disruptionOf(world: World, unitIncumbent: Int32Array): Disruption {
  const movedFrom = (incumbent: number, rep: number) => (incumbent >= 0 && incumbent !== rep ? 1 : 0);
  return {
    accountMoved: Uint8Array.from(world.incumbent, (j, a) =>
      world.unitOf[a]! < 0 ? 0 : movedFrom(j, world.assigned[a]!),
    ),
    unitMoved: Uint8Array.from(unitIncumbent, (j, i) => movedFrom(j, world.unitRep[i]!)),
  };
}

/** plan.disruption of kpis.json; null when nobody has an incumbent. */
export function disruptionFigures(
  world: World,
  { accountMoved, unitMoved }: Disruption,
  unitIncumbent: Int32Array,
): Map<string, number> | null {
  const figures = new Map<string, number>();
  const set = (name: string, moved: number, all: number) => {
    figures.set(`disruption.${name}`, moved);
    figures.set(`disruption.share.${name}`, all > 0 ? moved / all : Number.NaN);
  };
  const zones = unitIncumbent.filter(j => j >= 0).length;
  set(
    'zones',
    unitMoved.reduce((sum, m) => sum + m, 0),
    zones,
  );
  const sumOf = (name: 'accounts' | 'potential' | 'revenue'): number => {
    const column = name === 'accounts' ? null : world.accounts?.numbers.get(name);
    let [moved, all] = [0, 0];
    for (const a of world.byId) {
      if (world.unitOf[a]! < 0 || world.incumbent[a]! < 0) continue;
      const v = column === null ? 1 : (column?.[a] ?? Number.NaN);
      if (column && !(v >= 0)) continue;
      all += v;
      if (accountMoved[a]) moved += v;
    }
    set(name, moved, all);
    return all;
  };
  const accounts = sumOf('accounts');
  const departed = departedAccounts(world);
  if (zones === 0 && accounts === 0 && departed === 0) return null;
  figures.set('disruption.departed_accounts', departed);
  for (const name of ['potential', 'revenue'] as const) if (world.accounts?.numbers.has(name)) sumOf(name);
  return figures;
}

/** Accounts on the map whose rep of today is not among the reps. */
export function departedAccounts({ accounts, unitOf, incumbent }: World): number {
  let count = 0;
  accounts?.repId.forEach((rep, a) => {
    if (unitOf[a]! >= 0 && incumbent[a]! < 0 && rep !== '') count++;
  });
  return count;
}

/** What each sector receives and gives up, as kpis.json counts it, by rep; nothing without an incumbent. */
export function handOverFigures(
  world: World,
  { accountMoved, unitMoved }: Disruption,
  unitIncumbent: Int32Array,
): Figures[] {
  const counts = (moved: Uint8Array, of: Int32Array) => {
    const ofRep = new Int32Array(world.k);
    moved.forEach((m, x) => {
      if (m && of[x]! >= 0) ofRep[of[x]!]!++;
    });
    return ofRep;
  };
  const figures = [
    ['disruption.zones_gained', counts(unitMoved, world.unitRep)],
    ['disruption.zones_lost', counts(unitMoved, unitIncumbent)],
    ['disruption.accounts_gained', counts(accountMoved, world.assigned)],
    ['disruption.accounts_lost', counts(accountMoved, world.incumbent)],
  ] as const;
  return world.reps.map((_, j) => new Map(figures.map(([name, ofRep]) => [name, ofRep[j]!])));
}
