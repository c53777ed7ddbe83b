// What the vehicle of a rep emits and costs per km where its row does not say: written again from docs/travel.md, "Carbon".

import type { Rep } from '../../model/records.ts';
import type { Settings } from '../../model/settings.ts';
import { type Check, say } from './check.ts';
import type { Facts } from './facts.ts';
import { at, listAt, numberAt, shown } from './json.ts';
import type { VerifyInput } from './world.ts';

/** kg CO2e per 1 000 km, upstream and combustion, manufacture left out */
const USUAL: ReadonlyMap<string, number> = new Map([
  // an entry's figure with manufacture, less the manufacture of a car with a combustion engine
  ['petrol', 223.4 - 25.6],
  ['diesel', 212.1 - 25.6],
  ['car', 192],
  ['hybrid', 0.85 * (223.4 - 25.6)],
  ['electric', 19.8],
  // liters per 1 000 km, times kg per liter of the mean of B7 and B10
  ['van', 77 * ((3.1 + 3.04) / 2)],
  ['electric-van', 27.3],
  ['motorcycle', 165],
  ['scooter', 60.4],
  ['train', 22.9],
  ['none', 0],
]);

/** Tenths of a gram, as docs/travel.md has them. */
function tenths(value: number): number {
  return Math.round(value * 10) / 10;
}

export interface Rates {
  readonly costPerKm: number;
  readonly gCo2PerKm: number;
  /** '' for a rep without */
  readonly vehicle: string;
}

/** @param rep as its row is read */
export function ratesOf(rep: Rep, { vehicles, defaultVehicle }: Settings): Rates {
  const vehicle = rep.vehicle ?? defaultVehicle ?? '';
  const said = new Map(Object.entries(vehicles ?? {})).get(vehicle);
  const usual = USUAL.get(vehicle);
  const emitted = said?.gCo2PerKm ?? (usual === undefined ? Number.NaN : tenths(usual));
  const first = (own: number, otherwise: number) => (Number.isNaN(own) ? otherwise : own);
  return {
    costPerKm: first(rep.costPerKm, said?.costPerKm ?? Number.NaN),
    gCo2PerKm: first(rep.gCo2PerKm, emitted),
    vehicle,
  };
}

/** How each usual factor is known. */
const STANDING: readonly (readonly [standing: string, vehicles: string])[] = [
  ['published', 'car electric motorcycle scooter train none'],
  ['cited', 'petrol diesel'],
  ['derived', 'hybrid van electric-van'],
];

/** What kpis.json says of the vehicles: who drives them, with what factor, how far. */
export function checkVehicles(
  { kpis, reps: read }: VerifyInput,
  { world, sums, service }: Facts,
  check: Check,
): void {
  const { settings } = world;
  const drivers = new Map<string, number[]>();
  world.reps.forEach(({ vehicle = '', gCo2PerKm, costPerKm }, j) => {
    // who has both rates of its own needs no vehicle, and none is assumed
    const raw = read.list[j]!;
    const same = (a: number, b: number) => a === b || (Number.isNaN(a) && Number.isNaN(b));
    const needed = !same(raw.gCo2PerKm, gCo2PerKm) || !same(raw.costPerKm, costPerKm);
    if (vehicle === '' || (raw.vehicle === undefined && !needed)) return;
    drivers.set(vehicle, [...(drivers.get(vehicle) ?? []), j]);
  });
  const told = new Set<string>();
  for (const entry of listAt(kpis, 'vehicles')) {
    const vehicle = shown(at(entry, 'vehicle'));
    const list = drivers.get(vehicle);
    const what = `kpis.json: vehicle ${vehicle}`;
    if (!check.that(list !== undefined && !told.has(vehicle), () => `${what} is nobody's, or there twice`))
      continue;
    told.add(vehicle);
    const none = { costPerKm: Number.NaN, gCo2PerKm: Number.NaN };
    const rates = ratesOf({ ...world.reps[list![0]!]!, ...none, vehicle }, settings);
    const own = new Map(Object.entries(settings.vehicles ?? {})).get(vehicle)?.gCo2PerKm ?? null;
    const usual = STANDING.find(([, names]) => names.split(' ').includes(vehicle))?.[0] ?? 'none';
    const sum = (of: (j: number) => number) => list!.reduce((all, j) => all + of(j), 0);
    const figures: readonly (readonly [string, number])[] = [
      ['reps', list!.length],
      ['reps_with_factor', list!.filter(j => world.reps[j]!.gCo2PerKm === rates.gCo2PerKm).length],
      ['g_co2_per_km', rates.gCo2PerKm],
      ['cost_per_km', rates.costPerKm],
      ['km', sum(j => sums.approachKm[j]! + sums.localKm[j]!)],
      ['kg_co2', sum(j => service(j).get('travel.kg_co2')!)],
    ];
    for (const [key, value] of figures) {
      const said = numberAt(entry, key);
      check.that(
        Number.isNaN(value)
          ? Number.isNaN(said)
          : Math.abs(said - value) <= 1e-6 * Math.max(1, Math.abs(value)),
        () => `${what}: ${key} is ${say(said)}, recomputed ${say(value)}`,
      );
    }
    const factor = own !== null ? 'configuration' : usual;
    check.that(
      at(entry, 'factor') === factor,
      () => `${what}: its factor is ${shown(at(entry, 'factor'))}, not ${factor}`,
    );
  }
  for (const vehicle of drivers.keys())
    check.that(told.has(vehicle), () => `kpis.json lacks the vehicle ${vehicle}`);
}
