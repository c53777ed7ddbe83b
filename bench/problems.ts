// Real maps as optimization problems: read, placed and priced as `plan` does it, then left to the bench. The shared data
// where they are; the fixtures else.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { optimizeWorld } from '../src/app/optimize-world.ts';
import { prepareWorld, type World } from '../src/app/prepare.ts';
import { readRecords } from '../src/app/read.ts';
import type { Problem } from '../src/model/problem.ts';
import { DEFAULT_SETTINGS, type Settings } from '../src/model/settings.ts';
import { sharedData } from './data.ts';
import { eachZone, frenchReps, repsInTowns } from './inputs.ts';

export interface RealMap {
  readonly name: string;
  readonly world: (settings: Partial<Settings>) => Promise<World>;
}

const own = {
  french: frenchReps,
  each: (csv: string, k: number, to: string) => repsInTowns(csv, k, to, eachZone),
};
const SHARED = [
  ['French postal codes × 60', 'fr-codes-postaux', 60, own.french],
  ['Île-de-France postal codes × 20', 'fr-ile-de-france-cp', 20, own.french],
  ['Communes of Bretagne × 12', 'fr-bretagne-communes', 12, own.each],
  ['German PLZ3 × 25', 'germany-plz3', 25, own.each],
] as const;
const FIXTURES = [
  ['Bretagne × 10', 'bretagne', 'zones.geojson'],
  ['France as centroids × 60', 'france', 'zones.csv'],
] as const;

/** Maps with travel as the objective, potential and workload balanced at 10 %; the first is the hardest. */
export function realMaps(): RealMap[] {
  const maps: RealMap[] = [];
  for (const [name, set, count, reps] of SHARED) {
    const folder = sharedData(set);
    if (folder === null) continue;
    maps.push({
      name,
      world: async settings => {
        const scratch = mkdtempSync(join(tmpdir(), 'sectorize-bench-'));
        try {
          const csv = join(folder, 'zones.csv');
          return await read(
            join(folder, 'accounts.csv'),
            reps(csv, count, scratch),
            join(folder, 'zones.geojson'),
            settings,
          );
        } finally {
          rmSync(scratch, { recursive: true, force: true });
        }
      },
    });
  }
  for (const [name, fixture, zones] of FIXTURES) {
    const at = (file: string) => resolve('fixtures', fixture, file);
    maps.push({ name, world: settings => read(at('accounts.csv'), at('reps.csv'), at(zones), settings) });
  }
  return maps;
}

async function read(
  accounts: string,
  reps: string,
  zones: string,
  changed: Partial<Settings>,
): Promise<World> {
  const settings = { ...DEFAULT_SETTINGS, ...changed };
  const records = await readRecords(
    { accounts, reps, zones, aliases: null },
    {
      country: settings.country,
      map: new Map(),
      measures: settings.measures.map(measure => measure.name),
      defaultHoursPerYear: settings.defaultHoursPerYear,
    },
  );
  return prepareWorld(records, settings);
}

/** A plan of the map, a fast one where nothing else is said, for its problem with the targets of a connected plan. */
export async function problemOf(
  map: RealMap,
  settings: Partial<Settings> = { effort: 'fast' },
): Promise<{ problem: Problem; plan: Int32Array }> {
  const { problem, zoneRep } = await optimizeWorld(await map.world(settings), {});
  return { problem, plan: zoneRep };
}
