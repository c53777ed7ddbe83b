// Roads as a plan keeps them: roads.csv, which the next run can read as a matrix in place of the server, and what plan.json
// says of it.

import { createHash } from 'node:crypto';
import { PROFILES, writeCsv } from '../../io/csv-write.ts';
import { byCode } from '../../model/order.ts';
import { type PlanRoads, ROAD_DECIMALS, type RoadRows, type RoadSource } from '../../model/roads.ts';
import type { FoundRoads } from './gather.ts';

/** Sorted, in C locale whatever the profile: it is for programs, and its hash is in plan.json. */
export function* roadsText(rows: RoadRows): Generator<string> {
  const order = rows.from
    .map((_, r) => r)
    .sort(
      (x, y) =>
        byCode(rows.from[x] as string, rows.from[y] as string) ||
        byCode(rows.to[x] as string, rows.to[y] as string),
    );
  const number = (value: number) => (Number.isNaN(value) ? '' : value.toFixed(ROAD_DECIMALS));
  function* lines() {
    yield ['from', 'to', 'minutes', 'km'];
    for (const r of order) {
      const way = [rows.from[r] as string, rows.to[r] as string];
      yield [...way, number(rows.minutes[r] as number), number(rows.km[r] as number)];
    }
  }
  yield* writeCsv(lines(), { ...PROFILES.default, raw: true });
}

/** What plan.json says of the roads. */
export function roadsRecord({ roads, asked }: FoundRoads, source: RoadSource): PlanRoads {
  const hash = createHash('sha256');
  for (const chunk of roadsText(roads.rows)) hash.update(chunk);
  return {
    source: source.kind,
    sha256: hash.digest('hex'),
    asked,
    known: roads.rows.minutes.length,
    gaps: source.gaps(),
    offRoad: source.offRoad().map(({ lat, lon, km }) => [lat, lon, Number(km.toFixed(1))] as const),
    minutes: roads.minutes,
    km: roads.km,
  };
}
