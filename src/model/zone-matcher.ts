// Areas as rules name them.

import type { Zones } from './records.ts';

/**
 * Does a zone match one of the entries: a prefix of its id, the value of one of its parent areas, or `column=value` of
 * one parent area?
 */
export function matcher(zones: Zones, entries: readonly string[]): (zone: number) => boolean {
  const plain = entries.filter(entry => !entry.includes('='));
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
    if (qualified.some(({ parent, value }) => parent[zone] === value)) return true;
    return parents.some(parent => values.has(parent[zone] as string));
  };
}
