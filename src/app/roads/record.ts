// What plan.json says of the roads in roads.csv.

import { createHash } from 'node:crypto';
import { writeRoads } from '../../io/roads/write-roads.ts';
import type { PlanRoads, RoadSource } from '../../model/roads.ts';
import type { FoundRoads } from './gather.ts';

/** What plan.json says of the roads. */
export function roadsRecord({ roads, asked, gaps, offRoad }: FoundRoads, { kind }: RoadSource): PlanRoads {
  const hash = createHash('sha256');
  for (const chunk of writeRoads(roads.rows)) hash.update(chunk);
  return {
    source: kind,
    sha256: hash.digest('hex'),
    asked,
    known: roads.rows.minutes.length,
    gaps,
    offRoad: offRoad.map(
      ({ lat, lon, km }) => [lat, lon, Number.isFinite(km) ? Number(km.toFixed(1)) : null] as const,
    ),
    minutes: roads.minutes,
    km: roads.km,
  };
}
