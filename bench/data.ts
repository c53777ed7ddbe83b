// Where the large real data lie, if they are there; benches fall back to the fixtures and say so.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const SHARED = resolve(process.env.SECTORIZE_DATA ?? '../shared/data');

/** Folder of a shared data set, or null when it is absent. */
export function sharedData(name: string): string | null {
  const folder = join(SHARED, name);
  return existsSync(folder) ? folder : null;
}

/** France's postal-code polygons when present, else the bundled Bretagne. */
export function polygonFile(): { file: string; name: string } {
  const france = sharedData('fr-codes-postaux');
  if (france) return { file: join(france, 'zones.geojson'), name: '6 033 French postal codes' };
  return { file: resolve('fixtures/bretagne/zones.geojson'), name: 'Bretagne (shared data absent)' };
}
