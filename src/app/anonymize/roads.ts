// Road times of the bundle: those that the plan would ask for, and of a matrix file all that it knows of its reps' ways, since
// which accounts a rep gets is not known yet. Times and distances are as they are; names are the bundle's.

import type { RoadRows } from '../../model/roads.ts';
import type { World } from '../prepare.ts';
import { asWritten } from '../roads/gather.ts';
import type { Naming } from './naming.ts';

type Rows = Pick<RoadRows, 'from' | 'to' | 'minutes' | 'km'>;

/** null where all travel is estimated */
export async function bundleRoads(worlds: readonly World[], names: Naming): Promise<Rows | null> {
  const rows = { from: [] as string[], to: [] as string[], minutes: [] as number[], km: [] as number[] };
  let some = false;
  for (const world of worlds) {
    const { roads } = world;
    if (!roads) continue;
    some = true;
    const named = namer(world, names);
    const { rows: found } = roads.found.roads;
    found.from.forEach((from, r) => {
      rows.from.push(named(from));
      rows.to.push(named(found.to[r] as string));
      rows.minutes.push(found.minutes[r] as number);
      rows.km.push(found.km[r] as number);
    });
    if (roads.source.kind === 'matrix') await addMatrix(world, roads.source, named, rows);
  }
  return some ? { ...rows, minutes: Float64Array.from(rows.minutes), km: Float64Array.from(rows.km) } : null;
}

async function addMatrix(
  { context, bases }: World,
  source: NonNullable<World['roads']>['source'],
  named: (name: string) => string,
  rows: { from: string[]; to: string[]; minutes: number[]; km: number[] },
): Promise<void> {
  const { reps, zones, accounts, accountLat, accountLon } = context;
  const places = [
    ...reps.list.map(({ id }, j) => ({ name: `rep:${id}`, lat: bases.lat[j], lon: bases.lon[j] })),
    ...zones.id.map((id, i) => ({ name: `zone:${id}`, lat: zones.lat[i], lon: zones.lon[i] })),
    ...(accounts?.id ?? []).map((id, a) => ({
      name: `account:${id}`,
      lat: accountLat[a],
      lon: accountLon[a],
    })),
  ];
  const k = reps.list.length;
  const from: number[] = [];
  const to: number[] = [];
  const pair = (a: number, b: number) => {
    from.push(a);
    to.push(b);
  };
  for (let j = 0; j < k; j++) {
    for (let p = k; p < places.length; p++) {
      pair(j, p);
      if (p < k + zones.count) pair(p, j);
    }
  }
  const { minutes, km } = await source.ask({
    lat: Float64Array.from(places, ({ lat }) => lat as number),
    lon: Float64Array.from(places, ({ lon }) => lon as number),
    from: Int32Array.from(from),
    to: Int32Array.from(to),
  });
  minutes.forEach((value, r) => {
    if (Number.isNaN(value)) return;
    rows.from.push(named((places[from[r] as number] as { name: string }).name));
    rows.to.push(named((places[to[r] as number] as { name: string }).name));
    rows.minutes.push(asWritten(value));
    rows.km.push(asWritten(km[r] as number));
  });
}

/** `zone:31000#2` is a part of a zone that was split. */
function namer({ splits }: World, names: Naming): (name: string) => string {
  const zoneOf = new Map(splits.flatMap(({ zone, parts }) => parts.map(({ id }) => [id, zone] as const)));
  return name => {
    const colon = name.indexOf(':');
    const [kind, id] = [name.slice(0, colon), name.slice(colon + 1)];
    if (kind === 'rep') return `rep:${names.rep(id)}`;
    if (kind === 'account') return `account:${names.account(id)}`;
    const zone = zoneOf.get(id) ?? id;
    return `zone:${names.zone(zone)}${id.slice(zone.length)}`;
  };
}
