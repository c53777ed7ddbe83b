// Areas as rules name them.

import type { Zones } from './records.ts';

/** Is it the zone, or a part of it? */
export function isZoneOrPart(id: string, zone: string): boolean {
  return id === zone || id.startsWith(`${zone}#`);
}

/**
 * Does a zone match one of the entries: a prefix of its id, the value of one of its parent areas, or `column=value` of
 * one parent area, or `=id` of a zone and its parts?
 */
export function matcher(zones: Zones, entries: readonly string[]): (zone: number) => boolean {
  const plain = entries.filter(entry => !entry.includes('='));
  const exact = entries.filter(entry => entry.startsWith('=')).map(entry => entry.slice(1));
  const values = new Set(plain);
  const parents = [...zones.parents.values()];
  const qualified = entries.flatMap(entry => {
    const equals = entry.indexOf('=');
    const parent = equals < 0 ? undefined : zones.parents.get(entry.slice(0, equals));
    return parent ? [{ parent, value: entry.slice(equals + 1) }] : [];
  });
  return zone => {
    const id = zones.id[zone] as string;
    for (const entry of plain) if (id.startsWith(entry)) return true;
    if (exact.some(of => isZoneOrPart(id, of))) return true;
    if (qualified.some(({ parent, value }) => parent[zone] === value)) return true;
    return parents.some(parent => values.has(parent[zone] as string));
  };
}
