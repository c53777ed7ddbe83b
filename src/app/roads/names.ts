// What a matrix of road times calls a place: where a rep starts, the point of a zone, that of an account.

import { makeResolver, type NamedPlace, type Resolver } from '../../io/roads/resolver.ts';
import type { PlanContext } from '../../model/context.ts';
import type { Bases } from '../../model/eligibility.ts';

export function placeNames(
  { reps, zones, accounts, accountLat, accountLon, settings }: PlanContext,
  bases: Bases,
): Resolver {
  const repIds = reps.list.map(({ id }) => id);
  return makeResolver(
    {
      rep: placesOf(repIds, bases.lat, bases.lon),
      zone: placesOf(zones.id, zones.lat, zones.lon),
      account: placesOf(accounts?.id ?? [], accountLat, accountLon),
    },
    settings.country,
  );
}

function placesOf(ids: readonly string[], lat: Float64Array, lon: Float64Array): Map<string, NamedPlace> {
  const places = new Map<string, NamedPlace>();
  ids.forEach((id, i) => {
    const place = { lat: lat[i] as number, lon: lon[i] as number };
    if (!Number.isNaN(place.lat)) places.set(id, place);
  });
  return places;
}
