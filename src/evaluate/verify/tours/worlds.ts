// The layers of a plan whose reps travel, for their tours: each as the plan is verified, and where their reps and accounts are.

import type { Table } from '../table.ts';
import { buildWorld, type VerifyInput, type World } from '../world.ts';
import { namedBases, readTourRoads } from './roads.ts';

type Point = readonly [lat: number, lon: number];

/** A layer as the plan is verified: with its share of accounts and reps. */
export type TourLayerInput = Pick<
  VerifyInput,
  'plan' | 'accounts' | 'reps' | 'zones' | 'overrides' | 'roads'
> & {
  readonly tables: Pick<VerifyInput['tables'], 'accounts'>;
};

export interface LayerWorld {
  readonly name: string;
  readonly layer: TourLayerInput;
  readonly world: World;
}

/** Where nobody travels there are no tours. */
export function worldsOf(layers: readonly TourLayerInput[]): LayerWorld[] {
  return layers
    .filter(({ plan }) => plan.settings.travel.circuity !== 0)
    .map(layer => ({ name: nameOf(layer), layer, world: buildWorld(layer) }));
}

export function nameOf({ plan }: Pick<TourLayerInput, 'plan'>): string {
  return plan.settings.slice?.layer ?? plan.sectors[0]?.layer ?? 'default';
}

/** Rows of tours-roads.csv, with the places of their names. */
export function readRoads(
  table: Table | null,
  worlds: readonly LayerWorld[],
): ReturnType<typeof readTourRoads> {
  if (!table) return { roads: [], strange: [] };
  const { bases, accounts } = placesOfTours(worlds);
  return readTourRoads(table, bases, accounts);
}

export function placesOfTours(worlds: readonly LayerWorld[]) {
  const bases = worlds.flatMap(({ name, layer, world }) =>
    layer.plan.sectors.flatMap(({ repId: id }) => {
      const j = world.repIndex.get(id);
      const base = [world.baseLat[j ?? -1]!, world.baseLon[j ?? -1]!] as const;
      return j === undefined ? [] : [{ layer: name, id, base }];
    }),
  );
  const accounts = new Map<string, Point>();
  for (const { world } of worlds) {
    world.accounts?.id.forEach((id, a) => {
      if (!Number.isNaN(world.pointLat[a])) accounts.set(id, [world.pointLat[a]!, world.pointLon[a]!]);
    });
  }
  return { bases: namedBases(bases), accounts };
}
