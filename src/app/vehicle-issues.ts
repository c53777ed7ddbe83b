// Vehicles that nobody knows a factor of, and vehicles of the configuration that nobody drives.

import { quoteCell } from '../io/issues.ts';
import type { Issue, Rep, Reps } from '../model/records.ts';
import type { Settings } from '../model/settings.ts';
import { isVehicleKind, VEHICLE_KINDS } from '../model/vehicles.ts';

const SHOWN = 5;

/** @param reps with their defaults */
export function vehicleIssues(reps: Reps, { vehicles = {}, defaultVehicle, slice }: Settings): Issue[] {
  const own = Object.keys(vehicles).sort();
  const known = `one of ${[...VEHICLE_KINDS, ...own.filter(name => !isVehicleKind(name))].join(', ')}`;
  const isKnown = (name: string) => isVehicleKind(name) || own.includes(name);
  const issues: Issue[] = [];
  if (defaultVehicle !== undefined && !isKnown(defaultVehicle))
    issues.push({
      severity: 'error',
      code: 'unknown-vehicle',
      file: 'default_vehicle',
      line: null,
      column: null,
      found: quoteCell(defaultVehicle),
      expected: known,
      remedy: 'write it like one of these, or give what it emits in vehicles',
    });

  // who has a rate of its own needs no factor
  const without = new Map<string, Rep[]>();
  for (const rep of reps.list) {
    const name = rep.vehicle ?? defaultVehicle;
    if (name === undefined || !Number.isNaN(rep.gCo2PerKm)) continue;
    without.set(name, [...(without.get(name) ?? []), rep]);
  }
  for (const [name, list] of [...without].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    if (!isKnown(name) && name === defaultVehicle) continue;
    const first = list.reduce((a, b) => (b.line < a.line ? b : a));
    const count = `${list.length} ${list.length === 1 ? 'rep' : 'reps'}`;
    const place = { file: reps.file, line: first.line, ...(reps.feature ? { feature: true } : {}) };
    const said = { ...place, column: 'vehicle', found: `${quoteCell(name)} (${count})` };
    issues.push(
      isKnown(name)
        ? {
            ...said,
            severity: 'warning',
            code: 'vehicle-without-factor',
            expected: 'a vehicle that is known to emit so many g CO₂e per km',
            remedy:
              'give g_co2_per_km in the reps, or in vehicles of the configuration; kg CO₂ is not known until then',
          }
        : {
            ...said,
            severity: 'warning',
            code: 'unknown-vehicle',
            expected: known,
            remedy: 'write it like one of these, or give g_co2_per_km; kg CO₂ is not known until then',
          },
    );
  }

  const driven = new Set([defaultVehicle, ...reps.list.map(({ vehicle }) => vehicle)]);
  // of a layer: another one's reps may drive it
  const idle = slice ? [] : own.filter(name => !driven.has(name));
  if (idle.length > 0)
    issues.push({
      severity: 'warning',
      code: 'idle-policy',
      file: 'vehicles',
      line: null,
      column: null,
      found: `${idle.slice(0, SHOWN).map(quoteCell).join(', ')}${idle.length > SHOWN ? ', …' : ''}: vehicle of no rep`,
      expected: 'vehicles as the reps have them',
      remedy: 'check how they are written; as they are, they change nothing',
    });
  return issues;
}
