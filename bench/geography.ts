// Adjacency, outlines and placing: ours, against what is at hand otherwise.

import { readFileSync } from 'node:fs';
import * as turf from '@turf/turf';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { neighbors } from 'topojson-client';
import { topology } from 'topojson-server';
import type { GeometryCollection } from 'topojson-specification';
import { makeDissolver } from '../src/geo/dissolve.ts';
import { buildGraph } from '../src/geo/graph.ts';
import { makeLocator } from '../src/geo/locate.ts';
import { shapeTools } from '../src/geo/zone-shape.ts';
import { IssueLog, RejectLog } from '../src/io/issues.ts';
import { openSource } from '../src/io/source.ts';
import { readZones } from '../src/io/zones.ts';
import { makeRandom, randomInt } from '../src/optimize/random.ts';
import { polygonFile } from './data.ts';
import { fixed, seconds, type Table } from './table.ts';

const SECTORS = 60;
/** turf.union over thousands of polygons takes minutes: one sector of this many zones is timed */
const UNION_ZONES = 100;
const POINTS = 20_000;

export async function geographyBench(): Promise<Table> {
  const { file, name } = polygonFile();
  const read = async () =>
    readZones(
      await openSource(file),
      { country: 'FR', map: new Map(), measures: [], shapes: shapeTools },
      new IssueLog(),
      new RejectLog(),
    );
  const zones = await read();
  const collection = JSON.parse(readFileSync(file, 'utf8')) as FeatureCollection<Polygon | MultiPolygon>;
  const rows: Record<string, string | number>[] = [];
  const add = (what: string, ours: number, other: string, theirs: number | null) =>
    rows.push({
      what,
      'ours, s': fixed(ours, 3),
      alternative: other,
      'alternative, s': theirs === null ? '–' : fixed(theirs, 3),
    });

  add(
    `read and mend, ${name}`,
    await seconds(2, read),
    'JSON.parse alone',
    await seconds(2, () => JSON.parse(readFileSync(file, 'utf8'))),
  );

  const pairs = buildGraph(zones).graph.neighbors.length / 2;
  const shared = () => {
    const { zones: geometry } = topology({ zones: collection }).objects;
    return neighbors((geometry as GeometryCollection).geometries);
  };
  add(
    `zone graph (${pairs} pairs)`,
    await seconds(2, () => buildGraph(zones)),
    'topojson topology + neighbors (corners count too)',
    await seconds(1, shared),
  );

  const sectorOf = nearestOf(zones.lat, zones.lon, SECTORS);
  add(
    `outlines of ${SECTORS} sectors`,
    await seconds(2, () => makeDissolver(zones)(sectorOf, SECTORS)),
    '',
    null,
  );
  const few = collection.features.slice(0, UNION_ZONES) as Feature<Polygon | MultiPolygon>[];
  const fewIds = new Set(few.map(feature => String(feature.properties?.id)));
  const one = Int32Array.from(zones.id, id => (fewIds.has(id) ? 0 : -1));
  add(
    `outline of ${UNION_ZONES} zones`,
    await seconds(2, () => makeDissolver(zones)(one, 1)),
    'turf.union',
    await seconds(1, () => turf.union(turf.featureCollection(few))),
  );

  const random = makeRandom(1);
  const points = Array.from({ length: POINTS }, () => {
    const i = randomInt(random, zones.count);
    return [
      (zones.lat[i] as number) + (random() - 0.5) / 10,
      (zones.lon[i] as number) + (random() - 0.5) / 10,
    ] as const;
  });
  const sample = points.slice(0, 20);
  const turfTime = await seconds(1, () => {
    for (const [lat, lon] of sample) {
      const point = turf.point([lon, lat]);
      collection.features.find(feature => turf.booleanPointInPolygon(point, feature as Feature<Polygon>));
    }
  });
  const locate = await seconds(2, () => {
    const locator = makeLocator(zones);
    for (const [lat, lon] of points) locator.locate(lat, lon);
  });
  add(
    `place ${POINTS} points, index included`,
    locate,
    'turf.booleanPointInPolygon over all (scaled from 20)',
    (turfTime * POINTS) / sample.length,
  );
  return { title: `Geography: ${name}`, rows };
}

/** Zone → nearest of the first `count` zones picked evenly: compact groups to dissolve. */
function nearestOf(lat: Float64Array, lon: Float64Array, count: number): Int32Array {
  const seeds = Array.from({ length: count }, (_, s) => Math.floor((s * lat.length) / count));
  return Int32Array.from(lat, (phi, i) => {
    let best = 0;
    let nearest = Number.POSITIVE_INFINITY;
    seeds.forEach((seed, s) => {
      const d = (phi - (lat[seed] as number)) ** 2 + ((lon[i] as number) - (lon[seed] as number)) ** 2;
      if (d < nearest) [nearest, best] = [d, s];
    });
    return best;
  });
}
