// Areas to be kept together: departments, regions, any parent column of the zones. Whole where that is the rule; better whole
// where a cut has a price. An area that weighs more than any sector may carry cannot be whole, whatever the rule says: it is
// named, and left to be cut, as a zone that is too large is.

import type { Measure, Together } from './context.ts';
import { byCode } from './order.ts';
import type { Reps, Zones } from './records.ts';
import type { KeepTogether } from './settings.ts';

/** Rounding of sums of shares. */
const NOISE = 1e-9;

/** @param share fair share of each rep, where it has no target of its own */
export function togetherOf(
  rules: readonly KeepTogether[],
  zones: Zones,
  measures: readonly Measure[],
  named: Uint8Array,
  reps: Reps,
  share: Float64Array,
): Together[] {
  const most = measures.map(measure => mostOf(measure, named, reps, share));
  return rules.map(({ column, price, except }) => {
    const parent = zones.parents.get(column) ?? [];
    const exempt = new Set(except);
    const ids = [...new Set(parent)].filter(id => id !== '' && !exempt.has(id)).sort(byCode);
    const index = new Map(ids.map((id, area) => [id, area]));
    const whole = Int32Array.from({ length: zones.count }, (_, i) => index.get(parent[i] as string) ?? -1);
    if (price !== null) return { column, price, ids, of: whole, tooLarge: [] };
    const heavy = new Set<number>();
    measures.forEach((measure, q) => {
      const sums = new Float64Array(ids.length);
      whole.forEach((area, i) => {
        if (area >= 0) sums[area] = (sums[area] as number) + (measure.perZone[i] as number);
      });
      sums.forEach((sum, area) => {
        if (sum > (most[q] as number) * (1 + NOISE)) heavy.add(area);
      });
    });
    const tooLarge = ids.filter((_, area) => heavy.has(area));
    return { column, price, ids, of: whole.map(area => (heavy.has(area) ? -1 : area)), tooLarge };
  });
}

/** The most of a measure that any sector may carry: the largest target, and the tolerance. */
function mostOf(
  { name, perZone, perAccount, tolerance }: Measure,
  named: Uint8Array,
  reps: Reps,
  share: Float64Array,
) {
  let total = 0;
  for (const value of perZone) total += value;
  perAccount?.forEach((value, a) => {
    if (named[a]) total += value;
  });
  let largest = 0;
  reps.list.forEach((rep, j) => {
    largest = Math.max(largest, rep.targets.get(name) ?? (share[j] as number) * total);
  });
  return largest * (1 + tolerance);
}

/** Which zones must have the same rep: those of an area that is kept whole, and of areas that have zones in common. */
export function unitsOf(together: readonly Together[], n: number): { of: Int32Array; count: number } | null {
  const hard = together.filter(({ price }) => price === null);
  if (hard.length === 0) return null;
  const root = Int32Array.from({ length: n }, (_, i) => i);
  const find = (i: number): number => {
    let at = i;
    while (root[at] !== at) {
      root[at] = root[root[at] as number] as number;
      at = root[at] as number;
    }
    return at;
  };
  for (const { ids, of } of hard) {
    const first = new Int32Array(ids.length).fill(-1);
    of.forEach((area, i) => {
      if (area < 0) return;
      const known = first[area] as number;
      if (known < 0) first[area] = i;
      else root[find(i)] = find(known);
    });
  }
  const number = new Map<number, number>();
  const of = Int32Array.from({ length: n }, (_, i) => {
    const at = find(i);
    const known = number.get(at) ?? number.size;
    number.set(at, known);
    return known;
  });
  return { of, count: number.size };
}
