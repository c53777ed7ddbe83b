// Zones from GeoJSON, TopoJSON or CSV: read, identified, placed, sorted. Whatever is wrong is said with its line or
// feature number, and every row ends up in a zone or in the rejects.

import { createShapeList } from '../model/packed-shapes.ts';
import type { Zones } from '../model/records.ts';
import { decodeStream } from './encoding.ts';
import { readGeoJsonBlocks } from './geojson.ts';
import { InputError, IssueLog, type RejectLog } from './issues.ts';
import { bareCells, planTableOfZones } from './plan-tables.ts';
import { peekSource, type Source } from './source.ts';
import { watchSpreadsheetErrors } from './spreadsheet-errors.ts';
import { matchColumns, ZONE_FIELDS } from './synonyms.ts';
import {
  kindsOf,
  neighborLists,
  numbersAndParents,
  numbersOf,
  textOf,
  type ZoneTable,
} from './zone-columns.ts';
import { inDegrees } from './zone-frame.ts';
import { groupById, type ZoneGroup } from './zone-groups.ts';
import { identify, idRepair } from './zone-ids.ts';
import { givenPoints, type Place, placeOf, type ShapeTools } from './zone-places.ts';
import type { RawZone, RawZones } from './zone-rows.ts';
import { readZoneCsv } from './zones-csv.ts';

export interface ZoneOptions {
  /** ISO 3166 alpha-2, upper-case */
  readonly country: string;
  /** field → column, from --map */
  readonly map: ReadonlyMap<string, string>;
  /** columns wanted as measures: bad numbers in them are reported */
  readonly measures: readonly string[];
  readonly shapes: ShapeTools;
}

/**
 * Zones sorted by id in code-unit order, every one with a finite point.
 *
 * `rowsRead` counts zones and rejected rows: features that are parts of one zone count once.
 * @throws InputError when the text is no table of zones at all (broken JSON, no features, several TopoJSON objects)
 */
export async function readZones(
  source: Source,
  options: ZoneOptions,
  log: IssueLog,
  rejects: RejectLog,
): Promise<Zones> {
  const { file } = source;
  const { country } = options;
  const raw = await readRaw(source, options, log, rejects);
  if (raw.rows.length === 0) {
    const expected = 'at least one zone';
    const remedy = 'export the file again, with its rows';
    throw new InputError([
      ...log.issues().filter(issue => issue.file === file),
      {
        severity: 'error',
        code: 'no-zones',
        file,
        line: null,
        column: null,
        found: 'no zone',
        expected,
        remedy,
      },
    ]);
  }
  const { implied } = planTableOfZones(raw.header);
  const map = new Map([...implied, ...options.map]);
  const { columnOf, unknown } = matchColumns(
    raw.header,
    ZONE_FIELDS,
    map,
    log,
    file,
    new Set(),
    raw.features,
    raw.opening,
  );
  const idColumn = columnOf.get('id');
  if (idColumn === undefined) {
    // the error is in the log; nothing can be said about zones without ids
    const reason = 'missing-column: the file has no id column that can be used';
    for (const { line, cells } of raw.rows) rejects.add({ file, line, column: '', reason, id: '', cells });
    return noZones(file, raw.rows.length + raw.unread);
  }

  const written =
    implied.size === 0
      ? raw
      : { ...raw, rows: raw.rows.map(row => ({ ...row, cells: bareCells(row.cells) })) };
  const rows = inDegrees(written, country, file, log);
  const table = {
    raw: { ...raw, rows },
    kinds: kindsOf(raw),
    columnOf,
    unknown,
    measures: options.measures,
    file,
  };
  // a column that is no field's is a measure or an area that a rule may name
  const named = raw.header.flatMap((name, column) => (name === '' ? [] : [column]));
  const tellErrors = watchSpreadsheetErrors({ file, header: raw.header, feature: raw.features }, named, log);
  for (const { line, cells } of rows) tellErrors(line, cells);
  const given = givenPoints(table, country, log);
  const ids = rows.map(row => ({ text: row.cells[idColumn]!, place: pointOf(row, given) }));
  const repairId = idRepair(ids, raw.header[idColumn]!, country);
  const identified = identify(table, idColumn, repairId, log, rejects);
  const groups = groupById(identified, file, raw.features, log, rejects);
  const shapes = createShapeList();
  const kept: { readonly group: ZoneGroup; readonly place: Omit<Place, 'polygons'> }[] = [];
  const nowhere = new Set<RawZone>();
  for (const group of groups) {
    const { polygons, ...place } = placeOf(group, given, options.shapes, table, log);
    if (Number.isFinite(place.lat)) {
      kept.push({ group, place });
      shapes.add(polygons);
      continue;
    }
    for (const row of group.rows) nowhere.add(row);
    rejectNowhere(group, raw, file, log, rejects);
  }
  reportOddShapes(rows, raw, nowhere, file, log);
  if (kept.length === 0 && !log.issues().some(issue => issue.severity === 'error' && issue.file === file)) {
    const found = `${raw.rows.length} ${raw.rows.length === 1 ? 'row' : 'rows'}, none usable`;
    const remedy = 'see the findings above';
    const place = { file, line: null, column: null };
    log.add({ severity: 'error', code: 'no-zones', ...place, found, expected: 'at least one zone', remedy });
  }
  return assemble(
    { ...table, groups: kept.map(({ group }) => group.rows), repairId },
    kept.map(({ group }) => group),
    kept.map(({ place }) => place),
    shapes.finish(),
    log,
    rejects,
  );
}

async function readRaw(
  source: Source,
  options: ZoneOptions,
  log: IssueLog,
  rejects: RejectLog,
): Promise<RawZones> {
  const peeked = await peekSource(source);
  if (peeked.format === 'csv') return readZoneCsv(peeked.source, log, rejects);
  const { text } = decodeStream(peeked.source.stream(), source.file, log);
  const hasId = (header: readonly string[]) => {
    const trial = new IssueLog();
    const match = matchColumns(header, ZONE_FIELDS, options.map, trial, source.file);
    // an ambiguous or misspelled id is for the user to settle
    return match.columnOf.has('id') || !trial.counts().has('missing-column');
  };
  return readGeoJsonBlocks(text(), source.file, hasId, log, rejects);
}

function assemble(
  table: ZoneTable,
  groups: readonly ZoneGroup[],
  places: readonly Omit<Place, 'polygons'>[],
  geometry: Zones['geometry'],
  log: IssueLog,
  rejects: RejectLog,
): Zones {
  const { raw, columnOf, file } = table;
  const nameColumn = columnOf.get('name');
  return {
    count: groups.length,
    file,
    rowsRead: groups.length + rejects.count(file),
    id: groups.map(({ id }) => id),
    line: Int32Array.from(groups, ({ rows }) =>
      rows.reduce((least, { line }) => Math.min(least, line), Infinity),
    ),
    ...(raw.features ? { feature: true } : {}),
    name: nameColumn === undefined ? groups.map(() => '') : textOf(table, nameColumn),
    lat: Float64Array.from(places, ({ lat }) => lat),
    lon: Float64Array.from(places, ({ lon }) => lon),
    areaKm2: areas(table, places, log),
    geometry,
    neighborIds: neighborLists(table),
    ...numbersAndParents({ ...table, raw }, log),
  };
}

/** The file's areas where they are square kilometers (a column `area` may be anything), else the polygons'. */
function areas(table: ZoneTable, places: readonly Pick<Place, 'areaKm2'>[], log: IssueLog): Float64Array {
  const own = Float64Array.from(places, ({ areaKm2 }) => areaKm2);
  const column = table.columnOf.get('area_km2');
  if (column === undefined) return own;
  const given = numbersOf(table, column).map(value => (value >= 0 ? value : Number.NaN));
  const ratios = [...given]
    .map((value, i) => value / own[i]!)
    .filter(ratio => Number.isFinite(ratio) && ratio > 0);
  const middle = ratios.sort((a, b) => a - b)[ratios.length >> 1];
  if (middle !== undefined && (middle < 0.5 || middle > 2)) {
    log.add({
      severity: 'warning',
      code: 'area-unit',
      file: table.file,
      line: null,
      column: table.raw.header[column]!,
      found: `areas ${middle.toPrecision(3)} times those of the polygons`,
      expected: 'square kilometers',
      remedy: 'the polygons’ own areas are used; convert the column',
    });
    return own;
  }
  return given.map((value, i) => (Number.isNaN(value) ? own[i]! : value));
}

/** [lat, lon] given for the row, or a position of its polygon; null when it has neither. */
function pointOf(
  row: RawZone,
  given: ReadonlyMap<RawZone, readonly [lat: number, lon: number]>,
): readonly [number, number] | null {
  const point = given.get(row)!;
  if (Number.isFinite(point[0]) && Number.isFinite(point[1])) return point;
  let first: unknown = row.polygons?.read();
  while (Array.isArray(first) && Array.isArray(first[0])) first = first[0];
  if (!Array.isArray(first) || !Number.isFinite(first[0]) || !Number.isFinite(first[1])) return null;
  return [first[1], first[0]];
}

function reportOddShapes(
  rows: readonly RawZone[],
  raw: RawZones,
  nowhere: ReadonlySet<RawZone>,
  file: string,
  log: IssueLog,
): void {
  const shaped = rows.some(row => row.polygons !== null);
  for (const [i, row] of rows.entries()) {
    const lost = raw.rows[i]!.polygons !== null && row.polygons === null;
    const bare = shaped && row.polygons === null && !lost;
    // that a zone is nowhere has been said
    if (row.odd === '' && (!bare || nowhere.has(row))) continue;
    const what = row.odd || (row.point ? 'a point among polygons' : 'no geometry among polygons');
    log.add({
      severity: row.polygons ? 'repair' : 'warning',
      code: row.odd ? 'odd-geometry' : row.point ? 'point-among-polygons' : 'no-geometry',
      file,
      line: row.line,
      feature: true,
      column: 'geometry',
      found: what,
      expected: 'a Polygon or MultiPolygon',
      remedy: row.polygons
        ? 'nothing to do, or export it as a polygon'
        : nowhere.has(row)
          ? 'give it a polygon'
          : 'kept as a point and joined to the nearest zone; give it a polygon',
    });
  }
}

function rejectNowhere(
  group: ZoneGroup,
  raw: RawZones,
  file: string,
  log: IssueLog,
  rejects: RejectLog,
): void {
  for (const row of group.rows) {
    log.add({
      severity: 'warning',
      code: 'zone-without-place',
      file,
      line: row.line,
      ...(raw.features ? { feature: true } : {}),
      column: raw.features ? 'geometry' : 'lat',
      found: `zone ${group.id} with neither a polygon nor coordinates`,
      expected: raw.features ? 'a polygon, or lat and lon' : 'lat and lon',
      remedy: 'give it a place; the zone is left out',
    });
    rejects.add({
      file,
      line: row.line,
      column: raw.features ? 'geometry' : 'lat',
      reason: `zone-without-place: found neither a polygon nor coordinates; expected ${raw.features ? 'a polygon, or lat and lon' : 'lat and lon'}`,
      id: group.id,
      cells: row.cells,
    });
  }
}

function noZones(file: string, rowsRead: number): Zones {
  const none = new Float64Array(0);
  return {
    count: 0,
    file,
    rowsRead,
    id: [],
    line: new Int32Array(0),
    name: [],
    lat: none,
    lon: none,
    areaKm2: none,
    geometry: [],
    neighborIds: null,
    parents: new Map(),
    numbers: new Map(),
  };
}
