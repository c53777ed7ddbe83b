// What plans that are revised have names for: zones and their parts, accounts, reps, layers, and sectors, whose ids are made of
// those of reps. All of them are named together with those of today, for ties are broken by the order of all.

import type { PreviousPlan } from '../../model/previous.ts';
import type { NameOf } from './names.ts';

/** Ids that are known today. */
export interface KnownToday {
  readonly zones: readonly string[];
  readonly reps: readonly string[];
  readonly layers: readonly string[];
}

export interface WordsBefore {
  /** by id of a zone or a part: the zone */
  readonly zoneOf: ReadonlyMap<string, string>;
  readonly accounts: ReadonlySet<string>;
  readonly reps: ReadonlySet<string>;
  readonly layers: ReadonlySet<string>;
  readonly sectors: ReadonlyMap<string, SectorParts>;
}

interface SectorParts {
  readonly rep: string;
  readonly layer: string | null;
  /** `-2`, where others are called the same */
  readonly tail: string;
}

/** as app/split-zones calls them; a long number may be something else */
const PART = /^(.+)#\d{1,3}$/;

export function wordsBefore(plans: readonly PreviousPlan[], today: KnownToday): WordsBefore {
  const zones = new Set(today.zones);
  const zoneIds = plans.flatMap(({ zoneRep, keptFrom }) => [...zoneRep.keys(), ...(keptFrom?.keys() ?? [])]);
  const repIds = plans.flatMap(({ zoneRep, accountRep, keptFrom, sectors }) => [
    ...new Set([...zoneRep.values(), ...accountRep.values()]),
    ...[...(keptFrom?.values() ?? [])].flatMap(ids => [...ids]),
    ...sectors.map(({ repId }) => repId),
  ]);
  const layers = new Set(plans.flatMap(({ layer }) => (layer === null ? [] : [layer])));
  const reps = new Set([...today.reps, ...repIds]);
  const sectorIds = plans.flatMap(({ sectors, zoneSector }) => [
    ...sectors.map(({ sectorId }) => sectorId),
    ...new Set(zoneSector.values()),
  ]);
  const sectors = new Map(
    sectorIds.map(id => [id, sectorParts(id, reps, [...today.layers, ...layers])] as const),
  );
  return {
    zoneOf: new Map(zoneIds.map(id => [id, zones.has(id) ? id : (PART.exec(id)?.[1] ?? id)] as const)),
    accounts: new Set(plans.flatMap(({ accountRep }) => [...accountRep.keys()])),
    reps: new Set([...repIds, ...[...sectors.values()].map(({ rep }) => rep)]),
    layers,
    sectors,
  };
}

/**
 * `R07`, `R07.field` of a rep whom layers share, `R07-2`: as app/plan-record and model/sector-identity make them, so that who
 * joins meets the ids that are taken. One that is made of no rep who is known is that of a rep who left earlier.
 */
function sectorParts(id: string, reps: ReadonlySet<string>, layers: readonly string[]): SectorParts {
  const made = (text: string, tail: string): SectorParts | null => {
    if (reps.has(text)) return { rep: text, layer: null, tail };
    const [rep, layer] = layers
      .filter(name => text.endsWith(`.${name}`))
      .map(name => [text.slice(0, -name.length - 1), name] as const)
      .find(([of]) => reps.has(of)) ?? ['', null];
    return layer === null ? null : { rep, layer, tail };
  };
  const tail = /-\d{1,3}$/.exec(id)?.[0] ?? '';
  const plain = { rep: id, layer: null, tail: '' };
  return made(id, '') ?? (tail === '' ? null : made(id.slice(0, -tail.length), tail)) ?? plain;
}

/** A part of a zone keeps its number behind the name of the zone. */
export function partName({ zoneOf }: WordsBefore, zone: NameOf): NameOf {
  return id => {
    const whole = zoneOf.get(id) ?? id;
    return zone(whole) + id.slice(whole.length);
  };
}

export function sectorName({ sectors }: WordsBefore, rep: NameOf, layer: NameOf): NameOf {
  return id => {
    const parts = sectors.get(id) ?? { rep: id, layer: null, tail: '' };
    return rep(parts.rep) + (parts.layer === null ? '' : `.${layer(parts.layer)}`) + parts.tail;
  };
}
