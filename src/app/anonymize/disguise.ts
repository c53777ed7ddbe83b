// What disguises a record, and how a table of disguised records is written. Columns are the tool's own, and those of the files that
// it does not use are not there, for nothing is copied from the files.

import { makeLocator } from '../../geo/locate.ts';
import { type CsvCell, PROFILES, writeCsv } from '../../io/csv-write.ts';
import type { Zones } from '../../model/records.ts';
import { jittered, type Motion, type Place } from './moved.ts';
import type { Naming } from './naming.ts';

export interface Disguise {
  readonly secret: Uint8Array;
  readonly names: Naming;
  readonly motion: Motion;
  readonly money: number;
  /** how far accounts and bases are moved at random, at most */
  readonly jitterMetres: number;
  /** zones, by index, that are split along their accounts: those stay where they are */
  readonly split: ReadonlySet<number>;
  /** the zones with their parts in the place of those that are split; of each layer */
  readonly parts: readonly Zones[];
}

export interface Column<T> {
  readonly name: string;
  readonly cell: (record: T, index: number) => CsvCell;
}

/** Columns of which some cell says something; those named in `always` all the same. */
export function table<T>(
  records: readonly T[],
  columns: readonly Column<T>[],
  always: readonly string[],
): Iterable<string> {
  const rows = columns.map(({ cell }) => records.map(cell));
  const said = columns.map(
    ({ name }, c) =>
      always.includes(name) ||
      (rows[c] as CsvCell[]).some(value => value !== '' && value !== null && !Number.isNaN(value)),
  );
  const kept = columns.flatMap((column, c) =>
    said[c] ? [{ name: column.name, cells: rows[c] as CsvCell[] }] : [],
  );
  function* lines(): Generator<CsvCell[]> {
    yield kept.map(({ name }) => name);
    for (let i = 0; i < records.length; i++) yield kept.map(({ cells }) => cells[i] as CsvCell);
  }
  return writeCsv(lines(), PROFILES.default);
}

/** Moves places of people and customers: at random within their zone and its part, then with the map. */
export function mover(zones: Zones, { secret, motion, jitterMetres, parts }: Disguise) {
  const maps = [zones, ...parts].map(makeLocator);
  const whereIs = (lat: number, lon: number) =>
    maps.flatMap(map => {
      const inside = map.locate(lat, lon);
      return [inside, inside >= 0 ? inside : map.nearest(lat, lon).zone];
    });
  return (what: string, lat: number, lon: number, still = false): Place => {
    if (Number.isNaN(lat)) return [Number.NaN, Number.NaN];
    if (still) return motion.move(lat, lon);
    const here = whereIs(lat, lon).join();
    const same = (y: number, x: number) => whereIs(y, x).join() === here;
    return motion.move(...jittered(secret, what, [lat, lon], jitterMetres, same));
  };
}
