// Dissolving: the outlines of sectors from the shapes of their zones. Borders are cut into arcs that zones share
// (topojson); what both sides of an arc belong to the same sector vanishes, the rest is stitched to rings. No
// coordinate is computed, so outlines are exact, areas add up, and neighboring sectors share their border to the bit.

import type { GeometryCollection as GeoCollection } from 'geojson';
import { topology } from 'topojson-server';
import type { GeometryCollection, Topology, MultiPolygon as TopoMultiPolygon } from 'topojson-specification';
import type { MultiPolygon, Position, Zones } from '../model/records.ts';
import { commonPositions } from './common-positions.ts';
import { conform } from './conform.ts';
import { stitch } from './stitch.ts';

type Shape = MultiPolygon['coordinates'];

/** Outline per sector, closed rings, RFC 7946 winding; [] for a sector without polygons. */
export type Dissolver = (sectorOf: Int32Array, count: number) => Shape[];

/** A map as arcs that zones share, degrees. */
export interface Borders {
  readonly arcs: readonly Position[][];
  /** polygons of each zone, rings of arcs; none for a zone without a shape */
  readonly zones: readonly TopoMultiPolygon['arcs'][];
}

/**
 * Zones may lack a polygon (they add nothing) and borders may have T-junctions (see conform.ts); zones that overlap, or
 * leave gaps, keep their own borders.
 */
export function bordersOf(zones: Pick<Zones, 'geometry'>): Borders {
  const geometry = conform(zones.geometry);
  const shaped = Int32Array.from(geometry.keys()).filter(z => (geometry[z]?.length ?? 0) > 0);
  const common = commonPositions(geometry);
  const collection: GeoCollection = {
    type: 'GeometryCollection',
    geometries: Array.from(shaped, z => ({ type: 'MultiPolygon', coordinates: common(geometry[z]!) })),
  };
  const map = topology({ zones: collection }) as Topology<{ zones: GeometryCollection }>;
  const shapes = map.objects.zones.geometries as TopoMultiPolygon[];

  const own: TopoMultiPolygon['arcs'][] = Array.from(geometry, () => []);
  shaped.forEach((z, s) => {
    own[z] = (shapes[s] as TopoMultiPolygon).arcs;
  });
  return { arcs: map.arcs as unknown as Position[][], zones: own };
}

/** Prepares the arcs of a map once, for any number of assignments over it. */
export function makeDissolver(zones: Pick<Zones, 'geometry'>, borders = bordersOf(zones)): Dissolver {
  return (sectorOf, count) => {
    const members: number[][][] = Array.from({ length: count }, () => []);
    borders.zones.forEach((polygons, z) => {
      members[sectorOf[z]!]?.push(...polygons.flat());
    });
    return members.map(rings => stitch(borders.arcs, rings));
  };
}

/**
 * Outlines of sectors 0 … count − 1; sectorOf: zone → sector, −1 for none. Many assignments over one map: makeDissolver.
 */
export function dissolve(zones: Zones, sectorOf: Int32Array, count: number): Shape[] {
  return makeDissolver(zones)(sectorOf, count);
}
