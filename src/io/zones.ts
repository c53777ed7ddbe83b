// Zones from GeoJSON, TopoJSON or CSV: read, identified, placed, sorted. Whatever is wrong is said with its line or
// feature number, and every row ends up in a zone or in the rejects.

import type { Zones } from '../model/records.ts';
import { decodeStream } from './encoding.ts';
import { repairPostalCode } from './french.ts';
import { readGeoJson } from './geojson.ts';
import { InputError, IssueLog, type RejectLog } from './issues.ts';
import { peekSource, type Source } from './source.ts';
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
import { groupById, type IdentifiedRow, type ZoneGroup } from './zone-groups.ts';
import { givenPoints, type Place, placeOf } from './zone-places.ts';
import type { RawZone, RawZones } from './zone-rows.ts';
import { readZoneCsv } from './zones-csv.ts';

export interface ZoneOptions {
  /** ISO 3166 alpha-2, upper-case */
  readonly country: string;
  /** field → column, from --map */
  readonly map: ReadonlyMap<string, string>;
  /** columns wanted as measures: bad numbers in them are reported */
  readonly measures: readonly string[];
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
  const { columnOf, unknown } = matchColumns(raw.header, ZONE_FIELDS, options.map, log, file);
  const idColumn = columnOf.get('id');
  // the error is in the log; nothing can be said about zones without ids
  if (idColumn === undefined) return noZones(file, raw.rows.length + raw.unread);

  const rows = inDegrees(raw, country, file, log);
  const table = {
    raw: { ...raw, rows },
    kinds: kindsOf(raw),
    columnOf,
    unknown,
    measures: options.measures,
    file,
  };
  const repairId = idRepair(rows, idColumn, country);
  const groups = groupById(
    identify(table, idColumn, repairId, log, rejects),
    file,
    raw.features,
    log,
    rejects,
  );
  const given = givenPoints(table, country, log);
  reportOddShapes(rows, raw, file, log);

  const places = groups.map(group => placeOf(group, given, file, raw.features, log));
  const kept: number[] = [];
  groups.forEach((group, g) => {
    if (Number.isFinite(places[g]!.lat)) kept.push(g);
    else rejectNowhere(group, raw, file, log, rejects);
  });
  const zoned = kept.map(g => groups[g]!);
  return assemble(
    { ...table, groups: zoned.map(({ rows: members }) => members), repairId },
    zoned,
    kept.map(g => places[g]!),
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
  const blocks: string[] = [];
  for await (const block of decodeStream(peeked.source.stream(), source.file, log).text()) blocks.push(block);
  const hasId = (header: readonly string[]) => {
    const trial = new IssueLog();
    const match = matchColumns(header, ZONE_FIELDS, options.map, trial, source.file);
    // an ambiguous or misspelled id is for the user to settle
    return match.columnOf.has('id') || !trial.counts().has('missing-column');
  };
  return readGeoJson(blocks.join(''), source.file, hasId, log, rejects);
}

function assemble(
  table: ZoneTable,
  groups: readonly ZoneGroup[],
  places: readonly Place[],
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
    line: Int32Array.from(groups, ({ rows }) => Math.min(...rows.map(({ line }) => line))),
    name: nameColumn === undefined ? groups.map(() => '') : textOf(table, nameColumn),
    lat: Float64Array.from(places, ({ lat }) => lat),
    lon: Float64Array.from(places, ({ lon }) => lon),
    areaKm2: areas(table, places, log),
    geometry: places.map(({ polygons }) => polygons),
    neighborIds: neighborLists(table),
    ...numbersAndParents({ ...table, raw }, log),
  };
}

/** The file's areas where they are square kilometers (a column `area` may be anything), else the polygons'. */
function areas(table: ZoneTable, places: readonly Place[], log: IssueLog): Float64Array {
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

/** French codes get their leading zero back when the ids are five-character codes; other ids stay as they are. */
function idRepair(rows: readonly RawZone[], idColumn: number, country: string): (text: string) => string {
  const plain = (text: string) => text.trim().replace(/^(\d+)\.0+$/, '$1');
  if (country !== 'FR') return plain;
  const codes = rows.filter(({ cells }) => /^(\d{5}|2[AB]\d{3})$/.test(cells[idColumn]!.trim())).length;
  if (codes * 2 < rows.length) return plain;
  return text => {
    const { code } = repairPostalCode(text, country);
    return /^(\d{5}|2[AB]\d{3})$/.test(code) ? code : plain(text);
  };
}

function identify(
  { raw, file }: Pick<ZoneTable, 'raw' | 'file'>,
  idColumn: number,
  repairId: (text: string) => string,
  log: IssueLog,
  rejects: RejectLog,
): IdentifiedRow[] {
  const place = (line: number) => ({
    file,
    line,
    ...(raw.features ? { feature: true } : {}),
    column: raw.header[idColumn]!,
  });
  return raw.rows.flatMap(row => {
    const text = row.cells[idColumn]!;
    const id = repairId(text);
    if (id === '') {
      log.add({
        severity: 'warning',
        code: 'missing-id',
        ...place(row.line),
        found: 'a zone without id',
        expected: 'an id',
        remedy: 'fill in the id; the zone is left out',
      });
      rejects.add({
        file,
        line: row.line,
        column: raw.header[idColumn]!,
        reason: 'no id',
        id: '',
        cells: row.cells,
      });
      return [];
    }
    if (id !== text.trim()) {
      log.add({
        severity: 'repair',
        code: 'repaired-id',
        ...place(row.line),
        found: `"${text.slice(0, 60)}", read as ${id}`,
        expected: 'five characters, as text',
        remedy: 'write ids as text, with their leading zeros',
      });
    }
    return [{ id, row }];
  });
}

function reportOddShapes(rows: readonly RawZone[], raw: RawZones, file: string, log: IssueLog): void {
  const shaped = rows.some(row => row.polygons !== null);
  for (const [i, row] of rows.entries()) {
    const lost = raw.rows[i]!.polygons !== null && row.polygons === null;
    const bare = shaped && row.polygons === null && !lost;
    if (row.odd === '' && !bare) continue;
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
        : 'joined to the nearest zone when it has a place; give it a polygon',
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
      reason: 'neither a polygon nor coordinates',
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
