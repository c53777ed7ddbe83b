// The bundle's zones: outlines moved with the map, with the points and areas that the tool has found, so that none is found
// anew. Outlines are not moved at random: which zones touch is read from borders that are the same to the last digit.

import { type CsvCell, PROFILES, writeCsv } from '../../io/csv-write.ts';
import type { PlanFile } from '../../io/plan-directory.ts';
import type { Zones } from '../../model/records.ts';
import type { Disguise } from './disguise.ts';

/** @param measures columns of numbers that are balanced, as the user calls them */
export function zonesFile(zones: Zones, measures: ReadonlySet<string>, disguise: Disguise): PlanFile {
  const columns = columnsOf(zones, measures, disguise);
  const shaped = zones.geometry.some(polygons => polygons !== null);
  if (shaped) return { path: 'zones.geojson', content: features(zones, columns, disguise) };
  function* rows(): Generator<CsvCell[]> {
    yield columns.map(({ name }) => name);
    for (let i = 0; i < zones.count; i++) yield columns.map(({ cell }) => cell(i));
  }
  return { path: 'zones.csv', content: writeCsv(rows(), PROFILES.default) };
}

interface ZoneColumn {
  readonly name: string;
  readonly cell: (zone: number) => string | number;
}

function columnsOf(
  { id, lat, lon, areaKm2, neighborIds, numbers }: Zones,
  measures: ReadonlySet<string>,
  { names, motion, money }: Disguise,
): ZoneColumn[] {
  const known = new Set(id);
  const point = (i: number) => motion.move(lat[i] as number, lon[i] as number);
  const neighbors: ZoneColumn[] = neighborIds
    ? [
        {
          name: 'neighbors',
          cell: i =>
            (neighborIds[i] ?? [])
              .filter(other => known.has(other))
              .map(names.zone)
              .join('|'),
        },
      ]
    : [];
  return [
    { name: 'id', cell: i => names.zone(id[i] as string) },
    { name: 'lat', cell: i => point(i)[0] },
    { name: 'lon', cell: i => point(i)[1] },
    { name: 'area_km2', cell: i => areaKm2[i] as number },
    ...neighbors,
    ...[...numbers].flatMap(([name, values]): ZoneColumn[] => {
      if (!measures.has(name)) return [];
      const scale = names.isAmount(name) ? money : 1;
      return [{ name: names.measure(name), cell: i => (values[i] as number) * scale }];
    }),
    ...names.columns.map(({ name, values }): ZoneColumn => ({ name, cell: i => values[i] as string })),
  ];
}

function* features(zones: Zones, columns: readonly ZoneColumn[], { motion }: Disguise): Generator<string> {
  yield '{"type":"FeatureCollection","features":[\n';
  for (let i = 0; i < zones.count; i++) {
    const properties: Record<string, string | number | null> = Object.create(null);
    for (const { name, cell } of columns) {
      const value = cell(i);
      properties[name] = Number.isNaN(value) ? null : value;
    }
    const polygons = zones.geometry[i]?.map(rings =>
      rings.map(ring =>
        ring.map(([lon, lat]) => {
          const [y, x] = motion.move(lat as number, lon as number);
          return [x, y];
        }),
      ),
    );
    const geometry = polygons ? { type: 'MultiPolygon', coordinates: polygons } : null;
    const last = i === zones.count - 1 ? '' : ',';
    yield `${JSON.stringify({ type: 'Feature', properties, geometry })}${last}\n`;
  }
  yield ']}\n';
}
