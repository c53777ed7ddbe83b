// Inputs derived from the shared data for benches and end-to-end tests: reps, and the columns that the real accounts
// lack. Written to a folder of the caller's, a temporary one; nothing of the shared data comes into the repository.
// Every added value is invented and seeded, account by account from its id, so the order of rows does not matter.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Random, seeded } from '../fixtures/build/random.ts';
import { distanceKm } from '../fixtures/build/sphere.ts';

const SEGMENTS = ['industrie', 'commerce', 'santé', 'collectivités'];

export interface Table {
  readonly header: readonly string[];
  /** each row as written, and its cells */
  readonly rows: readonly { readonly line: string; readonly cells: readonly string[] }[];
}

/** A town of several postal codes, such as Paris, is one town: the same name in the same département. */
const frenchTown: TownOf = (id, name) => `${id.slice(0, 2)} ${name}`;

/** US postal areas that share their first three digits are served from one town. */
export const usTown: TownOf = id => id.slice(0, 3);

/** Where every zone is a place of its own: counties, or areas that all bear the name of one city. */
export const eachZone: TownOf = id => id;

type TownOf = (zoneId: string, zoneName: string) => string;

/**
 * Writes `reps.csv` with `count` reps of one FTE based in the largest towns, each in the town's largest zone (ties by
 * id).
 * @param zonesCsv a zones.csv with id, name, lat, lon, population
 * @param folder an existing folder
 * @param townOf zones of one town have the same
 * @returns the path of the file written: id (R01…), postal_code, city, lat, lon, fte
 */
export function repsInTowns(zonesCsv: string, count: number, folder: string, townOf: TownOf): string {
  const table = readTable(zonesCsv);
  const at = columns(table, 'id', 'name', 'lat', 'lon', 'population');
  const zones = table.rows.map(({ cells }) => at.map(column => cells[column]!));
  const towns = new Map<string, { people: number; zones: string[][] }>();
  for (const zone of zones) {
    const key = townOf(zone[0]!, zone[1]!);
    const town = towns.get(key) ?? { people: 0, zones: [] };
    town.people += Number(zone[4]);
    town.zones.push(zone);
    towns.set(key, town);
  }
  const bySize = (a: string[], b: string[]) => Number(b[4]) - Number(a[4]) || (a[0]! < b[0]! ? -1 : 1);
  const largest = [...towns.values()]
    .map(town => ({ people: town.people, base: town.zones.sort(bySize)[0]! }))
    .sort((a, b) => b.people - a.people || (a.base[0]! < b.base[0]! ? -1 : 1))
    .slice(0, count)
    .map(town => town.base);
  const digits = Math.max(2, String(count).length);
  const rows = largest.map(([id, name, lat, lon], index) =>
    [`R${String(index + 1).padStart(digits, '0')}`, id, quote(name!), lat, lon, 1].join(','),
  );
  return write(folder, 'reps.csv', ['id,postal_code,city,lat,lon,fte', ...rows]);
}

/** The same for French postal codes. */
export function frenchReps(zonesCsv: string, count: number, folder: string): string {
  return repsInTowns(zonesCsv, count, folder, frenchTown);
}

/**
 * Writes `accounts.csv`: every row of `accountsCsv` as it is, and four columns more. `visits_per_year` is 12, 6 or 3 by
 * potential; `revenue` a share of the potential, none for one in six; `segment`; and `rep_id`, the incumbent: the rep
 * whose historical center is nearest, where each rep's center is the nearest to its base of a dozen random accounts.
 * @param repsCsv a reps.csv with id, lat, lon, as frenchReps writes it
 * @returns the path of the file written
 */
export function withSeededColumns(
  accountsCsv: string,
  repsCsv: string,
  seed: number,
  folder: string,
): string {
  const table = readTable(accountsCsv);
  const [id, lat, lon, potential] = columns(table, 'id', 'lat', 'lon', 'potential') as [
    number,
    number,
    number,
    number,
  ];
  const point = (cells: readonly string[]) => ({ lat: Number(cells[lat]), lon: Number(cells[lon]) });
  // sorted, so that the centers do not depend on the order of rows
  const placed = table.rows
    .filter(({ cells }) => cells[lat] !== '' && cells[lon] !== '')
    .toSorted((a, b) => (a.cells[id]! < b.cells[id]! ? -1 : 1));
  const centers = historicalCenters(
    readTable(repsCsv),
    placed.map(({ cells }) => point(cells)),
    seeded(seed),
  );
  const rows = table.rows.map(({ line, cells }) => {
    const random = seeded(hash(cells[id]!) ^ seed);
    const worth = Number(cells[potential]);
    const share = random.next() < 1 / 6 ? 0 : 0.05 + 0.65 * random.next();
    const visits = worth >= 60_000 ? 12 : worth >= 20_000 ? 6 : 3;
    const segment = random.pick(SEGMENTS);
    const rep = cells[lat] === '' || cells[lon] === '' ? '' : nearest(centers, point(cells));
    return `${line},${visits},${Math.round((worth * share) / 10) * 10},${segment},${rep}`;
  });
  return write(folder, 'accounts.csv', [
    `${table.header.join(',')},visits_per_year,revenue,segment,rep_id`,
    ...rows,
  ]);
}

interface Center {
  readonly id: string;
  readonly lat: number;
  readonly lon: number;
}

function historicalCenters(
  reps: Table,
  places: readonly { readonly lat: number; readonly lon: number }[],
  random: Random,
): Center[] {
  const [id, lat, lon] = columns(reps, 'id', 'lat', 'lon') as [number, number, number];
  return reps.rows.map(({ cells }) => {
    const base = { lat: Number(cells[lat]), lon: Number(cells[lon]) };
    const drawn = Array.from({ length: 12 }, () => random.pick(places));
    const [first] = drawn.sort((a, b) => distanceKm(a, base) - distanceKm(b, base));
    return { id: cells[id]!, ...first! };
  });
}

function nearest(centers: readonly Center[], place: { readonly lat: number; readonly lon: number }): string {
  let best = '';
  let least = Number.POSITIVE_INFINITY;
  for (const center of centers) {
    const km = distanceKm(center, place);
    if (km < least) {
      least = km;
      best = center.id;
    }
  }
  return best;
}

/** A comma-separated file as a table. @throws Error for a line break in a quoted cell: the shared files have none */
export function readTable(path: string): Table {
  const lines = readFileSync(path, 'utf8').trimEnd().split(/\r?\n/);
  const [header, ...rows] = lines.map(line => ({ line, cells: split(line) }));
  return { header: header!.cells, rows };
}

function split(line: string): string[] {
  if ((line.split('"').length & 1) === 0) throw new Error(`a line break in a quoted cell: ${line}`);
  const cells: string[] = [];
  for (const [, quoted, plain] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    cells.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
  }
  return cells;
}

/** @throws Error when a column is missing */
export function columns(table: Table, ...names: readonly string[]): number[] {
  return names.map(name => {
    const index = table.header.indexOf(name);
    if (index < 0) throw new Error(`no column ${name} among ${table.header.join(', ')}`);
    return index;
  });
}

function quote(cell: string): string {
  return /[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

function write(folder: string, name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

/** FNV-1a over code units. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}
