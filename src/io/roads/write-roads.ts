// roads.csv: what is known of the roads, as a matrix file in the long form. Read again it gives the same times.

import { byCode } from '../../model/order.ts';
import { ROAD_DECIMALS, type RoadRows } from '../../model/roads.ts';
import { PROFILES, writeCsv } from '../csv-write.ts';

/**
 * Rows sorted by the names of their ends, in C locale whatever the profile of the plan: it is for programs. A pair that was
 * asked for and has no road stands there without figures.
 */
export function writeRoads({
  from,
  to,
  minutes,
  km,
}: Pick<RoadRows, 'from' | 'to' | 'minutes' | 'km'>): Iterable<string> {
  const order = from
    .map((_, r) => r)
    .sort((a, b) => byCode(from[a] as string, from[b] as string) || byCode(to[a] as string, to[b] as string));
  const figure = (value: number | undefined) =>
    Number.isFinite(value) ? (value as number).toFixed(ROAD_DECIMALS) : '';
  function* rows() {
    yield ['from', 'to', 'minutes', 'km'];
    let before = '';
    for (const r of order) {
      const way = [from[r] as string, to[r] as string];
      const key = way.join('\u0000');
      if (key === before) continue;
      before = key;
      yield [...way, figure(minutes[r]), figure(km[r])];
    }
  }
  return writeCsv(rows(), PROFILES.default);
}
