// What a rep's empty cells mean; each assumption is counted, because the report must say so.

import type { DefaultUsed, Rep, Reps } from './records.ts';
import type { Settings } from './settings.ts';
import { vehicleRates } from './vehicles.ts';

/** What the settings say of reps whose row does not. */
export type RepPolicy = Pick<Settings, 'defaultHoursPerYear' | 'vehicles' | 'defaultVehicle'>;

type Filled = { -readonly [K in keyof Rep]: Rep[K] };

const COLUMNS = { fte: 'fte', productivity: 'productivity', hoursPerYear: 'hours_per_year' } as const;

/**
 * Reps with FTE 1, productivity 1 and the policy's hours a year where the file says nothing, and with what their vehicle
 * costs and emits per km where it has no rate for that.
 */
export function withRepDefaults(reps: Reps, policy: RepPolicy): { reps: Reps; defaults: DefaultUsed[] } {
  const values = { fte: 1, productivity: 1, hoursPerYear: policy.defaultHoursPerYear } as const;
  const used = new Map<string, DefaultUsed>();
  const count = (field: string, value: string) => {
    const key = `${field} ${value}`;
    const records = (used.get(key)?.records ?? 0) + 1;
    used.set(key, { input: 'reps', field, records, value });
  };
  // the three of every rep first, whoever is the first to lack them
  for (const field of Object.keys(values) as (keyof typeof values)[])
    for (const rep of reps.list)
      if (Number.isNaN(rep[field])) count(COLUMNS[field], String(Math.round(values[field] * 10) / 10));
  const list = reps.list.map((rep): Rep => {
    const filled: Filled = { ...rep };
    for (const field of Object.keys(values) as (keyof typeof values)[])
      if (Number.isNaN(rep[field])) filled[field] = values[field];
    fillVehicle(filled, policy, count);
    return filled;
  });
  return { reps: { ...reps, list }, defaults: [...used.values()] };
}

/** A rate of the rep's own wins over its vehicle's; a rep whose rates are all there needs no vehicle. */
function fillVehicle(
  rep: Filled,
  { vehicles, defaultVehicle }: RepPolicy,
  count: (field: string, value: string) => void,
): void {
  const name = rep.vehicle ?? defaultVehicle;
  if (name === undefined) return;
  const rates = vehicleRates(name, vehicles);
  const emits = Number.isNaN(rep.gCo2PerKm) && !Number.isNaN(rates.gCo2PerKm);
  const costs = Number.isNaN(rep.costPerKm) && !Number.isNaN(rates.costPerKm);
  if (rep.vehicle === undefined && (emits || costs)) {
    rep.vehicle = name;
    count('vehicle', name);
  }
  if (emits) {
    rep.gCo2PerKm = rates.gCo2PerKm;
    count('g_co2_per_km', `${rates.gCo2PerKm} (${name})`);
  }
  if (costs) {
    rep.costPerKm = rates.costPerKm;
    count('cost_per_km', `${rates.costPerKm} (${name})`);
  }
}
