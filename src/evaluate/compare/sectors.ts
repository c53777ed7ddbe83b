// Sectors of several plans side by side, by layer and sector_id: those of the base in its order, then those that it lacks.

import type { SectorKpis } from '../kpis-types.ts';
import type { Side } from './side.ts';

export interface SectorMatch {
  readonly layer: string;
  readonly sectorId: string;
  /** as the last plan that has it says */
  readonly name: string;
  /** of each side, the base first; null where there is no such sector */
  readonly sides: readonly (SectorKpis | null)[];
}

export function matchSectors(sides: readonly Side[]): SectorMatch[] {
  const matches = new Map<string, { layer: string; sectorId: string; sides: (SectorKpis | null)[] }>();
  for (const [s, side] of sides.entries()) {
    for (const layer of side.layers) {
      for (const sector of layer.sectors) {
        const key = JSON.stringify([layer.name, sector.sector_id]);
        const none = (): (SectorKpis | null)[] => sides.map(() => null);
        const match = matches.get(key) ?? { layer: layer.name, sectorId: sector.sector_id, sides: none() };
        match.sides[s] = sector;
        matches.set(key, match);
      }
    }
  }
  return [...matches.values()].map(match => ({
    ...match,
    name: match.sides.findLast(sector => sector !== null)?.sector_name ?? '',
  }));
}

/** Measures that some sector has, in the order of the plans. */
export function measuresOf(sides: readonly Side[]): string[] {
  const names = sides.flatMap(({ kpis, layers }) =>
    [kpis, ...layers.map(layer => layer.kpis)].flatMap(of => Object.keys(of?.balance ?? {})),
  );
  return [...new Set(names)];
}
