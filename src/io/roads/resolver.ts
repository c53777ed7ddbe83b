// What a name in a matrix file stands for: the base of a rep, a zone, an account. `rep:`, `zone:` and `account:` before a
// name say which, where several have it.

import { bare } from '../csv-write.ts';
import { repairPostalCode } from '../french.ts';

/** degrees */
export interface NamedPlace {
  readonly lat: number;
  readonly lon: number;
}

/** Null: nobody has this name. Ambiguous: names that say which is meant, each with its kind before it. */
export type Resolver = (name: string) => NamedPlace | { readonly ambiguous: readonly string[] } | null;

export const ROAD_KINDS = ['rep', 'zone', 'account'] as const;
export type RoadKind = (typeof ROAD_KINDS)[number];

/**
 * @param places of each kind, by id
 * @param country ISO 3166: a zone's code gets back the zero that a spreadsheet took
 */
export function makeResolver(
  places: Readonly<Record<RoadKind, ReadonlyMap<string, NamedPlace>>>,
  country: string,
): Resolver {
  const within = (kind: RoadKind, name: string): NamedPlace | undefined => {
    const known = places[kind];
    const found = known.get(name) ?? known.get(bare(name));
    if (found || kind !== 'zone') return found;
    return known.get(repairPostalCode(name, country).code);
  };
  return name => {
    // a whole id may look like a kind and a name
    for (const kind of ROAD_KINDS) {
      if (!name.startsWith(`${kind}:`)) continue;
      const found = within(kind, name.slice(kind.length + 1).trim());
      if (found) return found;
    }
    const found = ROAD_KINDS.map(kind => ({ kind, place: within(kind, name) })).filter(
      (hit): hit is { kind: RoadKind; place: NamedPlace } => hit.place !== undefined,
    );
    const [first] = found;
    if (!first) return null;
    // the same place under several kinds is no question
    if (found.every(({ place }) => place.lat === first.place.lat && place.lon === first.place.lon))
      return first.place;
    return { ambiguous: found.map(({ kind }) => `${kind}:${name}`) };
  };
}
