// How many reps an area needs at least, from bound.json: what the area weighs in a measure, with whoever each block of it weighs
// least with, does not fit into the largest rooms of fewer sectors. Balance may give, at a price: so the multipliers of such rows
// must together leave excess as dear as it is.

import type { PlanLeastReps } from '../../model/plan.ts';
import type { BoundCase, Least } from './bound.ts';
import { say } from './check.ts';
import type { Row } from './rows.ts';

/** What is missing must be more than the noise of a sum, in targets. */
const NOISE = 1e-9;

/** By rule and area, or the reason why they certify nothing. `prices`: of the balance rows, at rep · rows + row. */
export function readLeast(
  given: BoundCase,
  least: readonly PlanLeastReps[],
  prices: Float64Array,
): Least | string {
  const { areas, rows, excessPrice } = given;
  const m = rows.length;
  const read = new Map<number, Map<string, { reps: number; price: number }>>();
  const pull = new Float64Array(m);
  for (const { column, area, measure, reps, price } of least) {
    const title = `${column} ${area}`;
    const rule = areas.findIndex(one => one.column === column && one.price !== null);
    const q = rows.findIndex(({ name }) => name === measure);
    if (rule < 0 || area === '') return `${title} needs reps, and is no area that has a price`;
    if (q < 0) return `${title} needs reps because of ${measure}, which is not balanced`;
    if (!(price >= 0 && price <= areas[rule]!.price! * (1 + NOISE)))
      return `the multiplier ${price} of what ${title} needs is not between 0 and its price`;
    const known = read.get(rule) ?? new Map<string, { reps: number; price: number }>();
    read.set(rule, known);
    if (known.has(area)) return `${title} needs reps twice`;
    known.set(area, { reps, price });
    const missing = missingOf(rows[q]!, weightOf(given, rule, area, rows[q]!), reps);
    if (!(missing > NOISE)) return `${title} does not need ${reps} reps: fewer have room for its ${measure}`;
    pull[q]! += price / missing;
  }
  for (let r = 0; r < prices.length; r++) {
    const room = excessPrice - prices[r]!;
    if (pull[r % m]! > room + 1e-9 * excessPrice)
      return `what areas need would pay ${say(pull[r % m]!)} for an excess of ${rows[r % m]!.name}, the excess price leaves ${say(room)}`;
  }
  return read;
}

function weightOf({ world, areas, blocks, ruleOf }: BoundCase, rule: number, area: string, row: Row): number {
  const byBlock = new Map<number, Float64Array>();
  areas[rule]!.areaOf.forEach((of, i) => {
    if (of !== area) return;
    const sums = byBlock.get(blocks[i]!) ?? new Float64Array(world.k);
    byBlock.set(blocks[i]!, sums);
    for (let j = 0; j < world.k; j++)
      sums[j]! += ruleOf(i, j) === null ? row.load(i, j) : Number.POSITIVE_INFINITY;
  });
  let weight = 0;
  for (const sums of byBlock.values()) weight += sums.reduce((least, w) => Math.min(least, w), Infinity);
  return weight;
}

/** For s of the reps too few: the excess of their sectors, in targets of the largest, for each that is missing; the least of that. */
function missingOf({ target, fixed, upper }: Row, weight: number, reps: number): number {
  if (!Number.isInteger(reps) || reps < 2 || reps > target.length) return Number.NaN;
  const rooms = Array.from(target, (t, j) => Math.max(0, upper * t - fixed[j]!)).sort((a, b) => b - a);
  const largest = Math.max(...target);
  let missing = Number.POSITIVE_INFINITY;
  let room = 0;
  for (let s = 0; s < reps; s++) {
    missing = Math.min(missing, (weight - room) / largest / (reps - s));
    room += rooms[s]!;
  }
  return missing;
}
