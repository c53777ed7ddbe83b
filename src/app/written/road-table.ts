// roads.csv of a plan directory, read back row by row.

import { numberIn, readTextTable } from './text-table.ts';

export interface RoadRow {
  /** `rep:R01`, `zone:29000`, `account:C1` */
  readonly from: string;
  readonly to: string;
  /** NaN where nothing is known */
  readonly minutes: number;
  readonly km: number;
}

/** @throws InputError when the file cannot be read, or a column is missing */
export async function readRoadTable(path: string): Promise<RoadRow[]> {
  const { rows } = await readTextTable(path, ['from', 'to', 'minutes', 'km']);
  return rows.map(({ cells }) => {
    const [from, to, minutes, km] = cells as [string, string, string, string];
    return { from, to, minutes: numberIn(minutes), km: numberIn(km) };
  });
}
