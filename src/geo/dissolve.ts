// Dissolving: the outlines of sectors from the shapes of their zones. Borders are cut into arcs that zones share
// (topojson); what both sides of an arc belong to the same sector vanishes, the rest is stitched to rings. No
// coordinate is computed, so outlines are exact, areas add up, and neighboring sectors share their border to the bit.

import type { GeometryCollection as GeoCollection } from 'geojson';
import { topology } from 'topojson-server';
import type { GeometryCollection, Topology, MultiPolygon as TopoMultiPolygon } from 'topojson-specification';
import type { MultiPolygon, Position, Zones } from '../model/records.ts';
import { conform } from './conform.ts';
import { stitch } from './stitch.ts';

type Shape = MultiPolygon['coordinates'];

/** Outline per sector, closed rings, RFC 7946 winding; [] for a sector without polygons. */
export type Dissolver = (sectorOf: Int32Array, count: number) => Shape[];

/**
 * Prepares the arcs of a map once, for any number of assignments over it. Zones may lack a polygon (they add nothing)
 * and borders may have T-junctions (see conform.ts); zones that overlap, or leave gaps, keep their own borders.
 */
export function makeDissolver(zones: Zones): Dissolver {
  const geometry = conform(zones.geometry);
  const shaped = Int32Array.from(geometry.keys()).filter(z => (geometry[z]?.length ?? 0) > 0);
  const collection: GeoCollection = {
    type: 'GeometryCollection',
    geometries: Array.from(shaped, z => ({ type: 'MultiPolygon', coordinates: geometry[z]! })),
  };
  const map = topology({ zones: collection }) as Topology<{ zones: GeometryCollection }>;
  const shapes = map.objects.zones.geometries as TopoMultiPolygon[];

  return (sectorOf, count) => {
    const members: TopoMultiPolygon[][] = Array.from({ length: count }, () => []);
    shaped.forEach((z, s) => {
      members[sectorOf[z]!]?.push(shapes[s]!);
    });
    const arcs = map.arcs as unknown as Position[][];
    return members.map(list =>
      stitch(
        arcs,
        list.flatMap(({ arcs: polygons }) => polygons.flat()),
      ),
    );
  };
}

/**
 * Outlines of sectors 0 … count − 1; sectorOf: zone → sector, −1 for none. Many assignments over one map: makeDissolver.
 */
export function dissolve(zones: Zones, sectorOf: Int32Array, count: number): Shape[] {
  return makeDissolver(zones)(sectorOf, count);
}
