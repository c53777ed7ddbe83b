// What vehicles cost and emit, in the configuration:
//
//   vehicles:
//     electric: {g_co2_per_km: 20, cost_per_km: 0.25}
//     Kangoo GNV: {g_co2_per_km: 150}
//   default_vehicle: diesel

import type { VehicleSettings } from '../model/vehicles.ts';
import { about, checked, dictionary, record, scalar } from './config-readers.ts';
import { either, needs } from './config-schema.ts';
import { number } from './config-values.ts';
import { vehicleName } from './vehicle-words.ts';

const fields = record({
  g_co2_per_km: about('g CO₂e per km.', scalar(number(0, 10_000))),
  cost_per_km: about('Currency per km.', scalar(number(0, 1000))),
});
type Found = NonNullable<ReturnType<typeof fields>>;

const says = (found: Found): found is Found =>
  found.g_co2_per_km !== undefined || found.cost_per_km !== undefined;

const vehicle = checked(
  fields,
  says,
  'g_co2_per_km, cost_per_km or both',
  either(needs('g_co2_per_km'), needs('cost_per_km')),
);

type All = ReadonlyMap<string, Found>;
const once = (found: All): found is All =>
  new Set([...found.keys()].map(name => vehicleName(name))).size === found.size;

export const vehiclesReader = checked(
  dictionary(vehicle),
  once,
  'each vehicle once: diesel and gazole are the same',
  {},
);

/** Keyed by a kind of vehicle where the name is one, in any language; without a prototype, for names are the user's text. */
export function vehiclesOf(found: All): VehicleSettings {
  const vehicles: Record<string, VehicleSettings[string]> = Object.create(null);
  for (const [name, { g_co2_per_km, cost_per_km }] of found)
    vehicles[vehicleName(name)] = { gCo2PerKm: g_co2_per_km ?? null, costPerKm: cost_per_km ?? null };
  return vehicles;
}
