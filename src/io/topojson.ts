// TopoJSON: one topology, one or several named objects over shared arcs. topojson-client is imported only here.

import { feature, quantize } from 'topojson-client';
import type { GeometryObject, Objects, Topology } from 'topojson-specification';
import { InputError, quoteCell } from './issues.ts';

export function isTopology(value: unknown): value is Topology {
  return (
    typeof value === 'object' &&
    value !== null &&
    (value as { type?: unknown }).type === 'Topology' &&
    typeof (value as { objects?: unknown }).objects === 'object'
  );
}

/**
 * The features of the only object, each made when it is asked for: all at once they take twice the memory of their arcs.
 * @throws InputError when there are several, or the arcs are damaged
 */
export function* topologyFeatures(topology: Topology, file: string): Generator<unknown> {
  const fail = (code: string, found: string, expected: string, remedy: string) =>
    new InputError([{ severity: 'error', code, file, line: null, column: null, found, expected, remedy }]);
  const names = Object.keys(topology.objects ?? {});
  const [name] = names;
  if (name === undefined || names.length > 1) {
    throw fail(
      'topology-objects',
      names.length === 0
        ? 'a topology without objects'
        : `${names.length} objects: ${names.map(quoteCell).join(', ')}`,
      'one object, the zones',
      `keep one: mapshaper ${file} -o zones.geojson target=${name ?? 'zones'}`,
    );
  }
  const made = (object: unknown) => {
    try {
      return feature(topology, object as GeometryObject);
    } catch {
      throw fail(
        'bad-topology',
        'geometries whose arcs are missing or damaged',
        'a valid topology',
        'export the file again, or as GeoJSON',
      );
    }
  };
  const object = topology.objects[name] as GeometryObject;
  if (object?.type !== 'GeometryCollection' || !Array.isArray(object.geometries)) {
    const found = made(object);
    yield* found.type === 'FeatureCollection' ? found.features : [found];
    return;
  }
  for (const geometry of object.geometries) {
    // a collection in it is one feature
    const found = made({ type: 'GeometryCollection', geometries: [geometry] });
    yield* found.type === 'FeatureCollection' ? found.features : [found];
  }
}

/** Coordinates as whole millionths of a degree, arcs as steps: exact for maps of six decimals, and half as long. */
export function inMillionths(topology: Topology): Topology {
  return quantize(topology as Topology<Objects>, { scale: [1e-6, 1e-6], translate: [0, 0] });
}
