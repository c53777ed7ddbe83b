// The zone graph: which zones are neighbors, and how long their border is.
//
//   polygons           → zones that share a border of positive length (rook; a common point is not enough),
//                        drawn with the same vertices, or not quite (T-junctions, slivers: found and reported)
//   a neighbors column → as it says
//   points only        → Delaunay triangulation without implausibly long edges
//
// and in every case bridges between what is left apart, so that the graph is connected.

import type { Barrier, Bridge, Issue, ZoneGraph, Zones } from '../model/records.ts';
import { makeBarriers } from './barriers.ts';
import { type Apart, bridgesOverBorders, type Candidate, shortestBridges } from './bridges.ts';
import { columnNeighbors } from './column.ts';
import { toCsr } from './csr.ts';
import { triangulate } from './delaunay.ts';
import { FACING_DEFAULTS, type FacingBorder, facingBorders } from './facing.ts';
import { nearNeighbors } from './near.ts';
import { overlappingZones } from './overlaps.ts';
import { sharedEdges } from './shared-edges.ts';
import { sphericalAreaKm2 } from './sphere.ts';
import { EXAMPLES, list } from './words.ts';

export interface GraphOptions {
  /** widest gap or overlap, in meters, that still counts as a shared border (25; 0: identical edges only) */
  readonly sliverMeters?: number;
  /** neighbors that are not to be joined, and the file that says so */
  readonly barriers?: { readonly list: readonly Barrier[]; readonly file: string } | undefined;
}

export interface BuiltGraph {
  readonly graph: ZoneGraph;
  /** T-junctions, slivers, overlaps, bridges, neighbors dropped or unknown: what the reader should be told */
  readonly issues: readonly Issue[];
}

/** Zones sorted by id → their graph; near linear in the number of vertices. Every zone has a finite point. */
export function buildGraph(zones: Zones, options: GraphOptions = {}): BuiltGraph {
  const { list: barriers = [], file = '' } = options.barriers ?? {};
  const { between, issues: told } = makeBarriers(zones, barriers, file);
  const { pairs, issues, source, bridge } = neighborsOf(zones, options.sliverMeters ?? 25);
  const kept = new Map(pairs);
  const blocked = [...pairs.keys()].filter(key => between(Math.floor(key / zones.count), key % zones.count));
  for (const key of blocked) kept.delete(key);
  const bridges = bridge(new Set(kept.keys()), between);
  return {
    graph: {
      ...toCsr(zones.count, kept, bridges, source),
      ...(barriers.length > 0 ? { apart: between } : {}),
    },
    issues: [...issues, ...told(blocked), ...bridgeIssues(zones, bridges)],
  };
}

interface Neighbors {
  /** keys a · n + b, a < b → km of common border */
  readonly pairs: ReadonlyMap<number, number>;
  readonly issues: readonly Issue[];
  readonly source: ZoneGraph['source'];
  /** what joins the pieces that are left, without a bridge between zones that are to be kept apart */
  readonly bridge: (pairs: ReadonlySet<number>, apart: Apart) => Bridge[];
}

function neighborsOf(zones: Zones, sliverMeters: number): Neighbors {
  const shaped = zones.geometry.reduce((count, polygons) => count + (polygons ? 1 : 0), 0);
  // a few polygons among points cannot say who the points' neighbors are
  if (shaped * 2 > zones.count) return fromBorders(zones, sliverMeters);
  if (zones.neighborIds) return fromColumn(zones);
  return fromPoints(zones);
}

function fromBorders(zones: Zones, sliverMeters: number): Neighbors {
  const n = zones.count;
  const { borderKm, free, overlapping } = sharedEdges(zones.geometry);
  const issues: Issue[] = [];
  if (sliverMeters > 0) {
    const areas = new Map<number, number>();
    const areaKm2 = (z: number) => {
      const known = areas.get(z) ?? sphericalAreaKm2(zones.geometry[z] ?? []);
      areas.set(z, known);
      return known;
    };
    // next to a border that they share, two zones that part from each other are the banks of an inlet, not a sliver
    const facing = facingBorders(free, n, areaKm2, {
      ...FACING_DEFAULTS,
      sliverKm: sliverMeters / 1000,
    }).filter(({ a, b, kind, open }) => !(kind === 'sliver' && open && borderKm.has(a * n + b)));
    const added = new Set(facing.map(({ a, b }) => a * n + b).filter(key => !borderKm.has(key)));
    for (const { a, b, km } of facing) borderKm.set(a * n + b, (borderKm.get(a * n + b) ?? 0) + km);
    issues.push(...facingIssues(zones, facing, added));
  }
  for (const key of overlappingZones(zones.geometry, free, Math.max(0.001, sliverMeters / 1000))) {
    overlapping.add(key);
    // no border, but what lies on top of each other is not apart
    if (!borderKm.has(key)) borderKm.set(key, 0);
  }
  if (overlapping.size > 0) issues.push(overlapIssue(zones, overlapping));
  return {
    pairs: borderKm,
    issues,
    source: 'borders',
    bridge: (pairs, apart) => bridgesOverBorders(zones, pairs, free, apart),
  };
}

function fromColumn(zones: Zones): Neighbors {
  const n = zones.count;
  const { pairs, issues } = columnNeighbors(zones);
  const { edges, km, twin } = triangulate(zones.lat, zones.lon);
  const candidates: Candidate[] = Array.from(km, (d, e) => ({
    a: edges[e * 2]!,
    b: edges[e * 2 + 1]!,
    km: d,
  }));
  twin.forEach((first, i) => {
    if (first !== i) candidates.push({ a: first, b: i, km: 0 });
  });
  return {
    pairs: withoutLength(pairs),
    issues,
    source: 'column',
    bridge: (left, apart) => shortestBridges(n, left, candidates, apart),
  };
}

function fromPoints(zones: Zones): Neighbors {
  const n = zones.count;
  const { pairs, candidates, dropped, coincident } = nearNeighbors(zones);
  const issues: Issue[] = [];
  const info = (code: string, found: string, remedy: string) =>
    issues.push({
      severity: 'info',
      code,
      file: zones.file,
      line: null,
      column: null,
      found,
      expected: 'polygons, or a neighbors column',
      remedy,
    });
  info(
    'neighbors-from-points',
    `no borders: ${pairs.size} ${pairs.size === 1 ? 'pair' : 'pairs'} of neighbors from the triangulation of ${n} ${n === 1 ? 'point' : 'points'}, ${dropped} long ones dropped`,
    'give polygons or a neighbors column for true borders',
  );
  if (coincident > 0) {
    info(
      'coincident-zones',
      `${coincident} ${coincident === 1 ? 'zone' : 'zones'} at exactly the point of another`,
      'they are neighbors of each other; give each zone its own point',
    );
  }
  return {
    pairs: withoutLength(pairs),
    issues,
    source: 'delaunay',
    bridge: (left, apart) => shortestBridges(n, left, candidates, apart),
  };
}

const withoutLength = (pairs: Iterable<number>): Map<number, number> =>
  new Map(Array.from(pairs, key => [key, 0]));

const meters = (km: number): string => (km < 0.001 ? '< 1 m' : `${Math.round(km * 1000)} m`);

function facingIssues(zones: Zones, facing: readonly FacingBorder[], added: ReadonlySet<number>): Issue[] {
  const issues: Issue[] = [];
  for (const kind of ['t-junction', 'sliver'] as const) {
    const found = facing.filter(border => border.kind === kind);
    if (found.length === 0) continue;
    const count = found.length === 1 ? '1 border' : `${found.length} borders`;
    const fresh = found.filter(({ a, b }) => added.has(a * zones.count + b));
    const examples = [...fresh, ...found.filter(border => !fresh.includes(border))].map(
      ({ a, b, km, gapKm, at }) =>
        `${zones.id[a]}–${zones.id[b]} (${meters(km)} of border${kind === 'sliver' ? `, ${meters(gapKm)} wide` : ''}, near ${at[1].toFixed(5)} ${at[0].toFixed(5)})`,
    );
    issues.push({
      severity: 'repair',
      code: kind,
      file: zones.file,
      line: null,
      column: null,
      found:
        kind === 't-junction'
          ? `${count} whose two sides do not have the same vertices: ${list(examples, EXAMPLES)}`
          : `${count} with narrow gaps or overlaps: ${list(examples, EXAMPLES)}`,
      expected: 'zones that share the vertices of their common borders',
      remedy: `counted as shared, ${fresh.length} of them between zones that had no other; export the zones from one topological layer (mapshaper -snap) to mend them`,
    });
  }
  return issues;
}

function overlapIssue(zones: Zones, overlapping: ReadonlySet<number>): Issue {
  const n = zones.count;
  const pairs = [...overlapping]
    .sort((p, q) => p - q)
    .map(key => `${zones.id[Math.floor(key / n)]}–${zones.id[key % n]}`);
  return {
    severity: 'warning',
    code: 'overlapping-zones',
    file: zones.file,
    line: null,
    column: null,
    found: `${pairs.length} ${pairs.length === 1 ? 'pair' : 'pairs'} of zones that overlap: ${list(pairs, EXAMPLES)}`,
    expected: 'zones that do not overlap',
    remedy: 'they count as neighbors; accounts in the overlap go to the first by id; cut one of the two',
  };
}

export function bridgeIssues(zones: Zones, bridges: readonly Bridge[]): Issue[] {
  return bridges.map(({ a, b, km }) => ({
    severity: 'info',
    code: 'bridge',
    file: zones.file,
    line: null,
    column: null,
    found: `${zones.id[a]} and ${zones.id[b]} ${km < 0.005 ? 'without a common border' : `${km < 10 ? km.toFixed(2) : km.toFixed(0)} km apart`}`,
    expected: 'a map in one piece',
    remedy:
      'joined by a bridge that a sector may reach over; name neighbors or add zones if it should be elsewhere',
  }));
}
