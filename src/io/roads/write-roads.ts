// roads.csv: what is known of the roads, as a matrix file in the long form. Read again it gives the same times.

import { byCode } from '../../model/order.ts';
import type { RoadAnswers, RoadPairs } from '../../model/roads.ts';
import { type CsvProfile, PROFILES, writeCsv } from '../csv-write.ts';

/**
 * Rows sorted by the names of their ends; two decimals, as servers' answers have them here. A pair that was asked for
 * and has no road stands there without figures.
 * @param names of each point of the pairs: ids, with rep:, zone: or account: before them where several have the same
 */
export function writeRoads(
  pairs: RoadPairs,
  answers: RoadAnswers,
  names: readonly string[],
  profile: CsvProfile = PROFILES.default,
): Iterable<string> {
  const name = (point: number | undefined) => names[point as number] as string;
  const order = Array.from(pairs.from.keys()).sort(
    (a, b) =>
      byCode(name(pairs.from[a]), name(pairs.from[b])) || byCode(name(pairs.to[a]), name(pairs.to[b])),
  );
  const figure = (value: number | undefined) =>
    Number.isFinite(value) ? (value as number).toFixed(2).replace('.', profile.decimal) : '';
  function* rows() {
    yield ['from', 'to', 'minutes', 'km'];
    let before = '';
    for (const i of order) {
      const row = [name(pairs.from[i]), name(pairs.to[i])];
      const key = row.join('\u0000');
      if (key === before) continue;
      before = key;
      yield [...row, figure(answers.minutes[i]), figure(answers.km[i])];
    }
  }
  return writeCsv(rows(), profile);
}
