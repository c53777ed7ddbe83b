// What it costs at least to keep an area whole: at the multipliers of a bound every zone (or what is assigned as a whole) takes
// the rep that is cheapest for it, and all zones of the area together one rep; the difference raises the bound (c̃: reduced costs)
//
//   min_j Σ_i c̃_ij − Σ_i min_j c̃_ij .

import type { Duals, Problem } from '../model/problem.ts';
import { makePricer } from './pricing.ts';

/** Per area of `of` (−1: none); Infinity where no rep may serve all of an area. */
export function wholePrices(problem: Problem, duals: Duals, of: Int32Array, areas: number): Float64Array {
  const { n, k } = problem;
  const pricer = makePricer(problem, duals);
  const reduced = new Float64Array(k);
  const together = new Float64Array(areas * k);
  const apart = new Float64Array(areas);
  for (let i = 0; i < n; i++) {
    const area = of[i];
    if (area < 0) continue;
    pricer.row(i, reduced);
    let least = Infinity;
    for (let j = 0; j < k; j++) {
      together[area * k + j] += reduced[j];
      least = Math.min(least, reduced[j]);
    }
    apart[area] += least;
  }
  return apart.map((sum, area) => {
    let least = Infinity;
    for (let j = 0; j < k; j++) least = Math.min(least, together[area * k + j]);
    return Math.max(0, least - sum);
  });
}
