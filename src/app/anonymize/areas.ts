// Areas that rules name: a département, the beginning of postal codes, a column's value. In the bundle each is a value of a
// column of the zones made for it: those that have no zone in common share a column.

import type { Zones } from '../../model/records.ts';
import { matcher } from '../../model/zone-matcher.ts';
import type { NameOf } from './names.ts';

export interface AreaColumn {
  readonly name: string;
  /** by zone; '' where it is in none of the column's areas */
  readonly values: readonly string[];
}

/** The zones of an entry of a rep's list of areas. */
export function zonesOfRule(zones: Zones, entry: string): number[] {
  const within = matcher(zones, [entry]);
  return [...zones.id.keys()].filter(within);
}

/** The zones of a barrier's side: as geo/barriers understands it. */
export function zonesOfSide(zones: Zones, name: string): number[] {
  const one = zones.id.indexOf(name);
  if (one >= 0) return [one];
  const all = [...zones.id.keys()];
  const inArea = all.filter(i => [...zones.parents.values()].some(parent => parent[i] === name));
  return inArea.length > 0 ? inArea : all.filter(i => (zones.id[i] as string).startsWith(name));
}

/** @param areas what they are called → their zones, in the order in which columns are filled */
export function areaColumns(
  count: number,
  areas: ReadonlyMap<string, readonly number[]>,
  nameOf: NameOf,
): AreaColumn[] {
  const columns: string[][] = [];
  for (const [area, members] of areas) {
    let column = columns.find(values => members.every(i => values[i] === ''));
    if (!column) {
      column = new Array<string>(count).fill('');
      columns.push(column);
    }
    for (const i of members) column[i] = nameOf(area);
  }
  return columns.map((values, at) => ({ name: `areas_${at + 1}`, values }));
}
