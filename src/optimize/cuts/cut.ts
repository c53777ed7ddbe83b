// A contiguity cut. Take away the zones C from the map: what is left around zone a is a region. If that region is less
// than rep j may have, even with all of it, then a connected sector of j that holds a holds some of C too, or falls
// short of its window by what is missing:
//
//   x[a,j] − Σ_{c∈C} x[c,j] ≤ shortfall[j,q] / missing
//
// Nothing is assumed about where a sector has its root. (The a,b-separators of Validi, Buchanan and Lykhovyd 2022, with
// the balance in the place of b.)

import type { Problem } from '../../model/problem.ts';
import { load } from '../pricing.ts';
import { lowerOf } from '../window.ts';

export interface Cut {
  readonly rep: number;
  readonly zone: number;
  /** the measure in which the region is too little, and by how much of a target */
  readonly measure: number;
  readonly missing: number;
  /** zones, rising; never empty: where nothing is around, nothing can be cut */
  readonly separator: readonly number[];
}

/** A cut with its multiplier, in objective units. */
export interface PricedCut extends Cut {
  readonly price: number;
}

/** A region this close to a window, in targets, counts as enough: its cut would say next to nothing. */
export const HUNGER = 0.05;

/** What a region still lacks as it grows, by measure. */
export interface Hunger {
  readonly reset: (rep: number) => void;
  /** false, and nothing changes, when the region would then be enough in every measure */
  readonly add: (zone: number) => boolean;
  /** the measure that lacks most */
  readonly worst: () => { readonly measure: number; readonly missing: number };
}

export function makeHunger(problem: Problem): Hunger {
  const { m, target, fixedLoad } = problem;
  const missing = new Float64Array(m);
  let rep = 0;
  return {
    reset: j => {
      rep = j;
      for (let q = 0; q < m; q++) {
        const r = j * m + q;
        missing[q] = lowerOf(problem, r) - fixedLoad[r] / target[r];
      }
    },
    add: zone => {
      let hungry = false;
      for (let q = 0; q < m; q++) {
        missing[q] -= load(problem, zone, rep, q) / target[rep * m + q];
        hungry ||= missing[q] > HUNGER;
      }
      if (!hungry)
        for (let q = 0; q < m; q++) missing[q] += load(problem, zone, rep, q) / target[rep * m + q];
      return hungry;
    },
    worst: () => {
      let measure = 0;
      for (let q = 1; q < m; q++) if (missing[q] > missing[measure]) measure = q;
      return { measure, missing: missing[measure] };
    },
  };
}

/** Two cuts with the same key say the same. */
export function keyOf({ rep, zone, separator }: Cut): string {
  return `${rep} ${zone} ${separator.join(' ')}`;
}
