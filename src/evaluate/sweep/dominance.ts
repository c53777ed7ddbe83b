// Which scenarios another one beats. Balance, travel and disruption are what a committee weighs against each other: a plan
// that is worse in one of them and better in none needs no discussion.

import { type Figures, movedOf } from './row.ts';

export interface Candidate {
  /** smaller is better; as many for every candidate */
  readonly coordinates: readonly number[];
  /** promises that are not kept */
  readonly broken: number;
}

/** At least as good in everything, better in one coordinate, and no more promises broken. */
export function dominates(a: Candidate, b: Candidate): boolean {
  if (a.broken > b.broken) return false;
  let better = false;
  for (let c = 0; c < a.coordinates.length; c++) {
    const [mine, other] = [a.coordinates[c] as number, b.coordinates[c] as number];
    if (mine > other) return false;
    if (mine < other) better = true;
  }
  return better;
}

/**
 * For each candidate the undominated ones that dominate it, by index; [] for those that nothing does. Sorted first, so that
 * only what is on the frontier so far has to be looked at.
 */
export function dominators(candidates: readonly Candidate[]): number[][] {
  const order = [...candidates.keys()].sort((i, j) => {
    const [a, b] = [candidates[i] as Candidate, candidates[j] as Candidate];
    for (let c = 0; c < a.coordinates.length; c++) {
      const difference = (a.coordinates[c] as number) - (b.coordinates[c] as number);
      if (difference !== 0) return difference;
    }
    return a.broken - b.broken || i - j;
  });
  // whoever dominates stands before whom it dominates
  const frontier: number[] = [];
  const found: number[][] = candidates.map(() => []);
  for (const i of order) {
    const by = frontier.filter(f => dominates(candidates[f] as Candidate, candidates[i] as Candidate));
    if (by.length === 0) frontier.push(i);
    found[i] = by.sort((a, b) => a - b);
  }
  return found;
}

export const COORDINATES = ['balance', 'travel', 'disruption'] as const;
export type Coordinate = (typeof COORDINATES)[number];

/** What plans can be compared by: what all of them know. */
export function coordinatesOf(plans: readonly Figures[]): Coordinate[] {
  const moved = movedOf(plans);
  const has: Readonly<Record<Coordinate, boolean>> = {
    balance: plans.every(({ balance }) => balance !== null),
    travel: plans.every(({ hours }) => hours !== null),
    disruption: moved !== null,
  };
  return COORDINATES.filter(coordinate => has[coordinate]);
}

/** Null for scenarios without a plan. */
export function dominanceOf(plans: readonly (Figures | null)[]): (readonly number[] | null)[] {
  const planned = plans.flatMap((figures, index) => (figures ? [{ figures, index }] : []));
  const known = planned.map(({ figures }) => figures);
  const coordinates = coordinatesOf(known);
  const moved = movedOf(known);
  const figureOf = ({ balance, hours, moved: shares }: Figures, coordinate: Coordinate): number => {
    if (coordinate === 'disruption') return moved ? (shares?.[moved] ?? 0) : 0;
    return (coordinate === 'balance' ? balance : hours) ?? 0;
  };
  const by = dominators(
    known.map(figures => ({
      coordinates: coordinates.map(coordinate => figureOf(figures, coordinate)),
      broken: figures.broken.length,
    })),
  );
  const result: (readonly number[] | null)[] = plans.map(() => null);
  planned.forEach(({ index }, p) => {
    result[index] = (by[p] as number[]).map(q => (planned[q] as { index: number }).index);
  });
  return result;
}
