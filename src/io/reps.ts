// Reads reps. A rep is never dropped: a row or a cell that cannot be used is an error, and the plan waits until it is
// mended. Defaults are not filled in: what is absent is '' or NaN.

import type { Rep, Reps } from '../model/records.ts';
import { readArea } from './areas.ts';
import { mendCoordinates } from './coordinates.ts';
import { repairPostalCode } from './french.ts';
import { type IssueLog, quoteCell } from './issues.ts';
import { isBlank } from './numbers.ts';
import { type RepOptions, readRecords } from './records.ts';
import { readRepNumbers } from './rep-numbers.ts';
import { readPresence, type Tell, tellUnused } from './rep-presence.ts';
import { repFields } from './seniority-column.ts';
import type { Source } from './source.ts';
import { watchSpreadsheetErrors } from './spreadsheet-errors.ts';
import { matchColumns } from './synonyms.ts';
import { vehicleName } from './vehicle-words.ts';

const kinds = (list: string, kind: string) => list.split(' | ').map(word => [word, kind] as const);
const KINDS = new Map<string, string>([
  ...kinds(
    'employee | salarie | salarié | salariée | interne | cdi | cdd | vrp | staff | internal',
    'employee',
  ),
  ...kinds(
    'partner | partenaire | agent | agent commercial | independant | indépendant | indépendante',
    'partner',
  ),
  ...kinds('externe | external | distributeur | franchise | franchisé | contractor', 'partner'),
]);

/**
 * Reads reps from CSV or GeoJSON points. All findings go to the log; unusable cells as errors.
 * @throws InputError when the file cannot be read at all
 */
export async function readReps(source: Source, options: RepOptions, log: IssueLog): Promise<Reps> {
  const file = source.file;
  const records = await readRecords(source, log);
  const { header, feature } = records;
  const map = new Map([...records.implied, ...options.map]);
  const rows: { line: number; cells: string[] }[] = [];
  for await (const batch of records.batches) rows.push(...batch);
  const { columnOf } = matchColumns(
    header,
    repFields(header, rows, map, options.teams === true, options.vehicles),
    map,
    log,
    file,
    new Set(),
    feature,
    records.opening,
  );

  const table = {
    file,
    header,
    feature,
    delimiter: records.delimiter,
    line: (row: number) => rows[row].line,
    cell: (row: number, column: number) => rows[row].cells[column],
  };
  const name = (field: string) => header[columnOf.get(field) ?? -1] ?? field;
  const tell: Tell = (severity, row, field, code, found, expected, remedy) =>
    log.add({
      severity,
      code,
      file,
      line: rows[row].line,
      ...(feature ? { feature: true } : {}),
      column: name(field),
      found,
      expected,
      remedy,
    });
  const text = (row: number, field: string): string => {
    const column = columnOf.get(field);
    const cell = column === undefined ? '' : rows[row].cells[column].trim();
    return isBlank(cell) ? '' : cell;
  };

  const { values, targets, bySegment, columns } = readRepNumbers(table, rows.length, columnOf, log);
  const tellErrors = watchSpreadsheetErrors(table, [...columnOf.values(), ...columns], log);
  for (const { line, cells } of rows) tellErrors(line, cells);
  const nothing = () => new Float64Array(rows.length).fill(Number.NaN);
  const lat = values.get('lat') ?? nothing();
  const lon = values.get('lon') ?? nothing();
  rows.forEach((_, row) => {
    // a coordinate that could not be read has been reported: the other one is not alone for it
    const unread = (field: string, value: number) => Number.isNaN(value) && text(row, field) !== '';
    if (!unread('lat', lat[row]) && !unread('lon', lon[row])) return;
    lat[row] = Number.NaN;
    lon[row] = Number.NaN;
  });
  mendCoordinates(
    {
      lat,
      lon,
      country: options.country,
      file,
      latColumn: name('lat'),
      line: table.line,
      feature,
      bad: (row, code, found, expected, remedy) => tell('error', row, 'lat', code, found, expected, remedy),
    },
    log,
  );

  const firstLine = new Map<string, number>();
  const judgeId = (id: string, row: number) => {
    const before = firstLine.get(id);
    if (id === '') {
      if (columnOf.has('id')) tell('error', row, 'id', 'missing-id', 'no id', 'a unique id', 'fill it in');
    } else if (before === undefined) firstLine.set(id, rows[row].line);
    else {
      const found = `${quoteCell(id)}, which ${feature ? 'feature' : 'line'} ${before} has already`;
      tell('error', row, 'id', 'duplicate-id', found, 'a unique id', 'give it another id');
    }
  };
  const postalCode = (row: number): string => {
    const written = text(row, 'postal_code');
    if (options.zoneIds?.has(written)) return written;
    const { code, repaired, note } = repairPostalCode(written, options.country);
    if (repaired) {
      const found = `${quoteCell(written)}, read as ${quoteCell(code)}`;
      tell('repair', row, 'postal_code', 'postal-code-repaired', found, 'a postal code as text', note);
    }
    return code;
  };
  const areas = (row: number, field: string): string[] | null => {
    const entries = parseList(text(row, field))?.map(entry => {
      const result = readArea(entry, options.areaColumns);
      if ('area' in result) return result.area;
      tell('error', row, field, 'bad-area', quoteCell(entry), result.expected, result.remedy);
      return entry;
    });
    return entries ? [...new Set(entries)] : null;
  };
  const named = (columns: ReadonlyMap<string, Float64Array>, row: number) =>
    new Map([...columns].map(([m, t]) => [m, t[row]] as const).filter(([, t]) => !Number.isNaN(t)));
  const presenceOf = readPresence({ country: options.country, counts: options.period === true, text, tell });
  if (options.period !== true) tellUnused(columnOf, file, name, log);
  const number = (row: number, field: string): number => values.get(field)?.[row] ?? Number.NaN;

  const list = rows.map(({ line }, row): Rep => {
    const id = text(row, 'id');
    judgeId(id, row);
    const kind = text(row, 'kind');
    const limit = number(row, 'max_travel_minutes');
    const seniority = text(row, 'seniority');
    const paces = named(bySegment, row);
    const managerId = text(row, 'manager_id');
    const vehicle = vehicleName(text(row, 'vehicle'), options.vehicles);
    return {
      id,
      line,
      name: text(row, 'name'),
      postalCode: postalCode(row),
      lat: lat[row],
      lon: lon[row],
      fte: number(row, 'fte'),
      productivity: number(row, 'productivity'),
      hoursPerYear: number(row, 'hours_per_year'),
      segments: parseList(text(row, 'segments')),
      allowedZones: areas(row, 'allowed_zones'),
      excludedZones: areas(row, 'excluded_zones') ?? [],
      exclusiveZones: areas(row, 'exclusive_zones') ?? [],
      excludedAccounts: parseList(text(row, 'excluded_accounts')) ?? [],
      maxTravelMinutes: Number.isNaN(limit) ? Number.POSITIVE_INFINITY : limit,
      costPerHour: number(row, 'cost_per_hour'),
      costPerKm: number(row, 'cost_per_km'),
      gCo2PerKm: number(row, 'g_co2_per_km'),
      kind: KINDS.get(kind.toLowerCase()) ?? kind,
      layer: text(row, 'layer'),
      sectorName: text(row, 'sector_name'),
      targets: named(targets, row),
      ...(managerId !== '' && { managerId }),
      ...(seniority !== '' && { seniority }),
      ...(vehicle !== '' && { vehicle }),
      ...(paces.size > 0 && { segmentProductivity: paces }),
      ...presenceOf(row),
    };
  });
  if (list.length === 0) {
    const found = records.rejected() === 0 ? 'a header without rows' : 'no row that can be read';
    const remedy = 'check the export';
    log.add({
      severity: 'error',
      code: 'no-reps',
      file,
      line: null,
      column: null,
      found,
      expected: 'a rep',
      remedy,
    });
  }
  return { file, rowsRead: list.length + records.rejected(), list, ...(feature ? { feature: true } : {}) };
}

/** Items separated by |, ; or , (the first of these that the text has), trimmed, each once; null when there are none. */
export function parseList(text: string): string[] | null {
  const separator = ['|', ';', ','].find(mark => text.includes(mark));
  const items = (separator === undefined ? [text] : text.split(separator)).map(item => item.trim());
  const filled = [...new Set(items.filter(item => item !== ''))];
  return filled.length === 0 ? null : filled;
}
