// What the reps drive, and what was assumed of it: the factor of each vehicle with its km and kg CO2e, by its name.

import type { PlanContext } from '../model/context.ts';
import { isVehicleKind, VEHICLES, vehicleRates } from '../model/vehicles.ts';
import type { SectorKpis, VehicleKpis } from './kpis-types.ts';
import { roundTo, total } from './statistics.ts';

/** @returns null where no rep has a vehicle */
export function vehicleKpis(
  { reps, settings }: PlanContext,
  sectors: readonly SectorKpis[],
): VehicleKpis[] | null {
  const driven = new Map<string, number[]>();
  for (const [j, { vehicle }] of reps.list.entries())
    if (vehicle !== undefined) driven.set(vehicle, [...(driven.get(vehicle) ?? []), j]);
  if (driven.size === 0) return null;
  return [...driven]
    .sort((a, b) => (a[0] < b[0] ? -1 : 1))
    .map(([vehicle, drivers]) => {
      const { gCo2PerKm, costPerKm, builtIn } = vehicleRates(vehicle, settings.vehicles);
      // a rep with a rate of its own counts with that
      const assumed = drivers.filter(j => reps.list[j]?.gCo2PerKm === gCo2PerKm);
      const kg = drivers.map(j => sectors[j]?.travel.kg_co2 ?? null);
      return {
        vehicle,
        reps: drivers.length,
        reps_with_factor: assumed.length,
        g_co2_per_km: Number.isNaN(gCo2PerKm) ? null : gCo2PerKm,
        cost_per_km: Number.isNaN(costPerKm) ? null : costPerKm,
        factor: builtIn
          ? isVehicleKind(vehicle)
            ? VEHICLES[vehicle].standing
            : 'none'
          : Number.isNaN(gCo2PerKm)
            ? 'none'
            : 'configuration',
        entry: builtIn && isVehicleKind(vehicle) ? VEHICLES[vehicle].entry : null,
        km: roundTo(total(drivers.map(j => sectors[j]?.travel.km ?? 0)), 6) ?? 0,
        kg_co2: kg.includes(null) ? null : roundTo(total(kg.map(value => value ?? 0)), 6),
      };
    });
}

/** The scope of the factors, as kpis.json says it. */
export const CO2_SCOPE =
  'factors of vehicles: energy of the vehicle, production (upstream) + combustion; manufacture of vehicles and roads excluded; ' +
  'g_co2_per_km of the reps or the configuration: as given';
