// The bundle's reps, as they were read: no default is filled in, and a cell that is missing or impossible stays so.

import { isExact } from '../../model/overrides.ts';
import type { Rep, Zones } from '../../model/records.ts';
import type { Settings } from '../../model/settings.ts';
import { type Column, type Disguise, mover, table } from './disguise.ts';
import type { Place } from './moved.ts';
import type { Naming } from './naming.ts';

export function repsTable(
  reps: readonly Rep[],
  zones: Zones,
  layered: boolean,
  settings: Settings,
  disguise: Disguise,
): Iterable<string> {
  const { names, money } = disguise;
  const move = mover(zones, disguise);
  const places = reps.map((rep, r) => move(`rep ${r} ${rep.id}`, rep.lat, rep.lon));
  const list = (entries: readonly string[] | null) => (entries ?? []).join('|');
  const rules = (entries: readonly string[] | null) =>
    list(entries?.filter(entry => !isExact(entry)).map(names.rule) ?? null);
  const measures = [...new Set(reps.flatMap(rep => [...rep.targets.keys()]))];
  const segments = [...new Set(reps.flatMap(rep => [...(rep.segmentProductivity?.keys() ?? [])]))];
  const dated = settings.period !== null;
  return table(
    reps,
    [
      { name: 'id', cell: rep => names.rep(rep.id) },
      { name: 'postal_code', cell: rep => (Number.isNaN(rep.lat) ? names.zone(rep.postalCode) : '') },
      { name: 'lat', cell: (_, r) => (places[r] as Place)[0] },
      { name: 'lon', cell: (_, r) => (places[r] as Place)[1] },
      { name: 'fte', cell: rep => rep.fte },
      { name: 'productivity', cell: rep => rep.productivity },
      { name: 'hours_per_year', cell: rep => rep.hoursPerYear },
      { name: 'segments', cell: rep => list(rep.segments?.map(names.segment) ?? null) },
      { name: 'allowed_zones', cell: rep => rules(rep.allowedZones) },
      { name: 'excluded_zones', cell: rep => rules(rep.excludedZones) },
      { name: 'exclusive_zones', cell: rep => rules(rep.exclusiveZones) },
      { name: 'excluded_accounts', cell: rep => list(rep.excludedAccounts.flatMap(names.excluded)) },
      { name: 'max_travel_minutes', cell: rep => rep.maxTravelMinutes },
      { name: 'cost_per_hour', cell: rep => rep.costPerHour * money },
      { name: 'cost_per_km', cell: rep => rep.costPerKm * money },
      { name: 'g_co2_per_km', cell: rep => rep.gCo2PerKm },
      { name: 'kind', cell: rep => names.kind(rep.kind) },
      { name: 'vehicle', cell: rep => names.vehicle(rep.vehicle ?? '') },
      { name: 'seniority', cell: rep => names.seniority(rep.seniority ?? '') },
      { name: 'manager_id', cell: rep => names.manager(rep.managerId ?? '') },
      { name: 'layer', cell: rep => (layered ? layersText(rep.layer, names) : '') },
      ...measures.map(
        (measure): Column<Rep> => ({
          name: `target_${names.measure(measure)}`,
          cell: rep => (rep.targets.get(measure) ?? Number.NaN) * (names.isAmount(measure) ? money : 1),
        }),
      ),
      ...segments.map(
        (segment): Column<Rep> => ({
          name: `productivity:${names.segment(segment)}`,
          cell: rep => rep.segmentProductivity?.get(segment) ?? Number.NaN,
        }),
      ),
      { name: 'hired', cell: rep => (dated ? (rep.hired ?? '') : '') },
      { name: 'left', cell: rep => (dated ? (rep.left ?? '') : '') },
      {
        name: 'presence',
        cell: rep =>
          dated ? [...(rep.presence ?? [])].map(([month, share]) => `${month}:${share}`).join(' ') : '',
      },
    ],
    ['id', 'postal_code'],
  );
}

/** `field:60%|health:40%`: a name that is no layer's is the mistake, and stays one. */
function layersText(text: string, { layer }: Naming): string {
  return text
    .split(/[|;,]/)
    .map(entry => {
      const colon = entry.lastIndexOf(':');
      const name = (colon < 0 ? entry : entry.slice(0, colon)).trim();
      const share = colon < 0 ? '' : entry.slice(colon);
      try {
        return layer(name) + share;
      } catch {
        return `unknown${share}`;
      }
    })
    .join('|');
}
