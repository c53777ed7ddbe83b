// A zone that carries more than a rep may hold cannot be assigned whole. Its accounts are clustered into
// parts of bearable size, its polygon is cut along them, and the parts are zones like any other.

import { cutZone } from '../geo/cut.ts';
import { sphericalAreaKm2 } from '../geo/sphere.ts';
import type { PlanContext } from '../model/context.ts';
import { extraZoneHours } from '../model/pace.ts';
import type { PlanSplit } from '../model/plan.ts';
import type { Bridge, Issue, ZoneGraph, Zones } from '../model/records.ts';
import { oversizedZones, splitAccounts } from '../optimize/split.ts';

export interface SplitWorld {
  readonly zones: Zones;
  readonly graph: ZoneGraph;
  readonly zoneOf: Int32Array;
  readonly splits: readonly PlanSplit[];
  readonly issues: readonly Issue[];
}

interface Cut {
  readonly zone: number;
  /** part of each of the zone's accounts, parallel to members */
  readonly partOf: Int32Array;
  readonly members: Int32Array;
  readonly lat: Float64Array;
  readonly lon: Float64Array;
}

/** The world with every oversized zone replaced by its parts; the same world when there is none. */
export async function splitOversized(context: PlanContext, target: Float64Array): Promise<SplitWorld> {
  const { zones, graph, zoneOf, measures, accounts } = context;
  const m = measures.length;
  const k = context.reps.list.length;
  const tolerance = Float64Array.from(measures, measure => measure.tolerance);
  const loads = loadsOf(context, target);
  const oversized = oversizedZones(loads, target, tolerance, k, m);
  const issues: Issue[] = [];
  const cuts: Cut[] = [];
  const splits: PlanSplit[] = [];
  const pieces = new Map<number, Zones['geometry'][number][]>();

  for (const { zone, parts: wanted } of oversized) {
    const members = accounts ? membersOf(context, zone) : new Int32Array(0);
    const parts = Math.min(wanted, members.length);
    if (parts < 2) {
      issues.push(unsplittable(context, loads, zone, target));
      continue;
    }
    const partOf = splitAccounts(
      {
        lat: Float64Array.from(members, a => context.accountLat[a] as number),
        lon: Float64Array.from(members, a => context.accountLon[a] as number),
      },
      measures.map(measure => Float64Array.from(members, a => measure.perAccount?.[a] ?? 0)),
      parts,
      context.settings.seed,
    );
    const made = partOf.reduce((top, part) => Math.max(top, part), 0) + 1;
    const cut = { zone, partOf, members, ...partPoints(context, members, partOf, made) };
    const seeds = Array.from(cut.lat, (lat, part) => ({ lat, lon: cut.lon[part] as number }));
    const geometry = zones.geometry[zone];
    const polygons = geometry ? await cutZone(geometry, seeds) : seeds.map(() => null);
    const drawn = polygons.map(polygon => (polygon ? sphericalAreaKm2(polygon) : 0));
    const drawnInAll = drawn.reduce((sum, area) => sum + area, 0);
    const zoneArea = zones.areaKm2[zone] as number;
    pieces.set(zone, polygons);
    cuts.push(cut);
    splits.push({
      zone: zones.id[zone] as string,
      parts: seeds.map((seed, part) => ({
        id: `${zones.id[zone]}#${part + 1}`,
        lat: seed.lat,
        lon: seed.lon,
        // a part whose accounts lie outside of the zone has nothing of it; and the file may say another area than is drawn
        areaKm2: drawnInAll > 0 ? zoneArea * ((drawn[part] as number) / drawnInAll) : zoneArea / made,
      })),
    });
    issues.push({
      severity: 'info',
      code: 'zone-split',
      file: zones.file,
      line: zones.line[zone] as number,
      ...(zones.feature ? { feature: true } : {}),
      column: null,
      found: `zone ${zones.id[zone]} with ${carried(context, loads, zone, target)}, more than one rep may hold`,
      expected: 'zones that fit in a sector',
      remedy: `split into ${made} parts along its accounts, ${zones.id[zone]}#1 to #${made}`,
    });
  }
  if (cuts.length === 0) return { zones, graph, zoneOf, splits: [], issues };
  return { ...replaceZones(zones, graph, zoneOf, cuts, splits, pieces), splits, issues };
}

/**
 * What each zone is judged by, per measure: its own sum. Where the pace differs, a zone's workload is its least share of a
 * target, over the reps, of the largest target: a rep with room for it is enough, whoever that is.
 */
function loadsOf(context: PlanContext, target: Float64Array): Float64Array[] {
  const { measures, reps } = context;
  const m = measures.length;
  return measures.map(({ name, perZone }, q) => {
    if (name !== 'workload' || !context.pace) return perZone;
    const targets = reps.list.map((_, j) => target[j * m + q] as number);
    const largest = Math.max(...targets);
    return perZone.map((hours, i) => {
      const shares = targets
        .map((t, j) => (hours + extraZoneHours(context, i, j)) / t)
        .filter(share => Number.isFinite(share));
      return shares.length > 0 ? largest * Math.min(...shares) : hours;
    });
  });
}

function membersOf(context: PlanContext, zone: number): Int32Array {
  const members: number[] = [];
  for (let a = 0; a < context.zoneOf.length; a++) if (context.zoneOf[a] === zone) members.push(a);
  return Int32Array.from(members);
}

/** Mean point of the accounts of each part. */
function partPoints(context: PlanContext, members: Int32Array, partOf: Int32Array, parts: number) {
  const lat = new Float64Array(parts);
  const lon = new Float64Array(parts);
  const count = new Int32Array(parts);
  members.forEach((a, index) => {
    const part = partOf[index] as number;
    lat[part] = (lat[part] as number) + (context.accountLat[a] as number);
    lon[part] = (lon[part] as number) + (context.accountLon[a] as number);
    count[part] = (count[part] as number) + 1;
  });
  for (let part = 0; part < parts; part++) {
    lat[part] = (lat[part] as number) / (count[part] as number);
    lon[part] = (lon[part] as number) / (count[part] as number);
  }
  return { lat, lon };
}

/** "5.2 targets of potential" for the measure that weighs most against the largest target. */
function carried(
  context: PlanContext,
  loads: readonly Float64Array[],
  zone: number,
  target: Float64Array,
): string {
  const m = context.measures.length;
  const ratios = context.measures.map((measure, q) => {
    let largest = 0;
    for (let j = 0; j < context.reps.list.length; j++)
      largest = Math.max(largest, target[j * m + q] as number);
    return { name: measure.name, ratio: (loads[q]?.[zone] as number) / largest };
  });
  const worst = ratios.reduce((a, b) => (b.ratio > a.ratio ? b : a));
  return `${worst.ratio.toFixed(2)} targets of ${worst.name}`;
}

function unsplittable(
  context: PlanContext,
  loads: readonly Float64Array[],
  zone: number,
  target: Float64Array,
): Issue {
  const { zones } = context;
  return {
    severity: 'warning',
    code: 'zone-too-large',
    file: zones.file,
    line: zones.line[zone] as number,
    ...(zones.feature ? { feature: true } : {}),
    column: null,
    found: `zone ${zones.id[zone]} with ${carried(context, loads, zone, target)}, more than one rep may hold, and too few accounts to be split`,
    expected: 'zones that fit in a sector',
    remedy:
      'use smaller zones there, raise the tolerance, or give a rep a larger target; this sector cannot be balanced',
  };
}

function replaceZones(
  zones: Zones,
  graph: ZoneGraph,
  zoneOf: Int32Array,
  cuts: readonly Cut[],
  splits: readonly PlanSplit[],
  pieces: ReadonlyMap<number, Zones['geometry'][number][]>,
): { zones: Zones; graph: ZoneGraph; zoneOf: Int32Array } {
  const cutOf = new Map(cuts.map((cut, index) => [cut.zone, index]));
  /** each new zone: the old one and its part, −1 for whole zones */
  const entries: { id: string; zone: number; part: number }[] = [];
  for (let zone = 0; zone < zones.count; zone++) {
    const index = cutOf.get(zone);
    if (index === undefined) entries.push({ id: zones.id[zone] as string, zone, part: -1 });
    else
      for (const [part, { id }] of (splits[index]?.parts ?? []).entries()) entries.push({ id, zone, part });
  }
  entries.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const newIndices: number[][] = Array.from({ length: zones.count }, () => []);
  entries.forEach((entry, index) => {
    const list = newIndices[entry.zone] as number[];
    list[Math.max(0, entry.part)] = index;
  });

  const partEntry = (zone: number, part: number) => splits[cutOf.get(zone) as number]?.parts[part];
  const shareOfPart = (zone: number, part: number) => {
    const cut = cuts[cutOf.get(zone) as number] as Cut;
    return cut.partOf.reduce((sum, p) => sum + (p === part ? 1 : 0), 0) / cut.partOf.length;
  };
  const newZones: Zones = {
    ...zones,
    count: entries.length,
    id: entries.map(entry => entry.id),
    line: Int32Array.from(entries, entry => zones.line[entry.zone] as number),
    name: entries.map(({ zone, part }) => `${zones.name[zone]}${part >= 0 ? ` #${part + 1}` : ''}`),
    lat: Float64Array.from(
      entries,
      ({ zone, part }) => partEntry(zone, part)?.lat ?? (zones.lat[zone] as number),
    ),
    lon: Float64Array.from(
      entries,
      ({ zone, part }) => partEntry(zone, part)?.lon ?? (zones.lon[zone] as number),
    ),
    areaKm2: Float64Array.from(
      entries,
      ({ zone, part }) => partEntry(zone, part)?.areaKm2 ?? (zones.areaKm2[zone] as number),
    ),
    geometry: entries.map(({ zone, part }) =>
      part >= 0 ? (pieces.get(zone)?.[part] ?? null) : (zones.geometry[zone] ?? null),
    ),
    neighborIds: null,
    parents: new Map(
      [...zones.parents].map(([name, values]) => [name, entries.map(entry => values[entry.zone] as string)]),
    ),
    // what the zone itself carries is shared out by number of accounts
    numbers: new Map(
      [...zones.numbers].map(([name, values]) => [
        name,
        Float64Array.from(
          entries,
          ({ zone, part }) => (values[zone] as number) * (part >= 0 ? shareOfPart(zone, part) : 1),
        ),
      ]),
    ),
  };

  const newZoneOf = Int32Array.from(zoneOf, zone => newIndices[zone]?.[0] as number);
  for (const cut of cuts) {
    cut.members.forEach((a, index) => {
      newZoneOf[a] = newIndices[cut.zone]?.[cut.partOf[index] as number] as number;
    });
  }
  return { zones: newZones, graph: spreadGraph(graph, entries, newIndices), zoneOf: newZoneOf };
}

/** Parts of one zone are neighbors of each other and of every neighbor of their parent. */
function spreadGraph(
  graph: ZoneGraph,
  entries: readonly { zone: number; part: number }[],
  newIndices: readonly (readonly number[])[],
): ZoneGraph {
  const offsets = new Int32Array(entries.length + 1);
  const neighbors: number[] = [];
  const borderKm: number[] = [];
  entries.forEach(({ zone }, index) => {
    const found: [neighbor: number, km: number][] = [];
    for (const sibling of newIndices[zone] as number[]) if (sibling !== index) found.push([sibling, 0]);
    const parts = (newIndices[zone] as number[]).length;
    for (let p = graph.offsets[zone] as number; p < (graph.offsets[zone + 1] as number); p++) {
      const others = newIndices[graph.neighbors[p] as number] as number[];
      for (const other of others)
        found.push([other, (graph.borderKm[p] as number) / (parts * others.length)]);
    }
    found.sort((a, b) => a[0] - b[0]);
    for (const [neighbor, km] of found) {
      neighbors.push(neighbor);
      borderKm.push(km);
    }
    offsets[index + 1] = neighbors.length;
  });
  const bridges: Bridge[] = [];
  for (const bridge of graph.bridges) {
    for (const x of newIndices[bridge.a] as number[]) {
      for (const y of newIndices[bridge.b] as number[]) {
        bridges.push({ a: Math.min(x, y), b: Math.max(x, y), km: bridge.km });
      }
    }
  }
  return {
    offsets,
    neighbors: Int32Array.from(neighbors),
    borderKm: Float64Array.from(borderKm),
    bridges,
    source: graph.source,
  };
}
