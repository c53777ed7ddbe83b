// The roads that a written plan was made by, for tours that ask nobody: roads.csv with the places that its names stand for.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plan } from '../../model/plan.ts';
import type { Roads } from '../../model/roads.ts';
import { planError } from '../written/plan-fault.ts';
import { readRoadTable } from '../written/road-table.ts';

export type PlaceOf = (kind: string, id: string) => readonly [lat: number, lon: number] | undefined;

/**
 * null for a plan by the estimate
 * @throws InputError when roads.csv is not the one of the plan
 */
export async function readPlanRoads(
  dir: string,
  plan: Pick<Plan, 'roads'>,
  placeOf: PlaceOf,
): Promise<Roads | null> {
  if (!plan.roads) return null;
  const path = join(dir, 'roads.csv');
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null || createHash('sha256').update(bytes).digest('hex') !== plan.roads.sha256) {
    const found = bytes === null ? 'no roads.csv' : 'another roads.csv than plan.json speaks of';
    throw planError(dir, found, 'the roads that the plan was made by', 'make the plan again');
  }
  const table = await readRoadTable(path);
  const place = (name: string) => {
    const colon = name.indexOf(':');
    return placeOf(name.slice(0, colon), name.slice(colon + 1));
  };
  const rows = table.flatMap(row => {
    const [start, end] = [place(row.from), place(row.to)];
    return start && end ? [{ ...row, start, end }] : [];
  });
  return {
    rows: {
      from: rows.map(row => row.from),
      to: rows.map(row => row.to),
      fromLat: Float64Array.from(rows, row => row.start[0]),
      fromLon: Float64Array.from(rows, row => row.start[1]),
      toLat: Float64Array.from(rows, row => row.end[0]),
      toLon: Float64Array.from(rows, row => row.end[1]),
      minutes: Float64Array.from(rows, row => row.minutes),
      km: Float64Array.from(rows, row => row.km),
    },
    minutes: plan.roads.minutes,
    km: plan.roads.km,
  };
}
