// Maps that lie upon each other as one topology: a border that several of them share becomes one arc.

import type { Feature, Geometry } from 'geojson';
import { topology } from 'topojson-server';
import type { Topology } from 'topojson-specification';

type Features = readonly Feature<Geometry | null>[];

/** An object for each map, over shared arcs, coordinates as they are. */
export function sharedTopology(maps: ReadonlyMap<string, Features>): Topology {
  const objects = Object.fromEntries(
    [...maps].map(([name, features]) => [name, { type: 'FeatureCollection' as const, features }]),
  );
  return topology(objects as unknown as Parameters<typeof topology>[0]) as Topology;
}
