// Is a figure better than another? Only where every reader would agree which way is better, and the difference would show.

/** which of two figures is better; null: neither, it only says how things are */
export type Better = 'more' | 'less' | null;

export type Verdict = 'better' | 'worse' | 'same';

/**
 * Of the second figure against the first; null where one of them is missing, or no way is better.
 * @param step the least difference that is shown: half of it is none
 */
export function verdictOf(
  better: Better,
  from: number | null | undefined,
  to: number | null | undefined,
  step: number,
): Verdict | null {
  if (better === null || !isFigure(from) || !isFigure(to)) return null;
  const difference = to - from;
  // the figures have six decimals, their difference a little more
  if (Math.abs(difference) < step / 2 - 1e-9) return 'same';
  return difference > 0 === (better === 'more') ? 'better' : 'worse';
}

/** null where one is missing; six decimals, as the figures have. */
export function differenceOf(from: number | null | undefined, to: number | null | undefined): number | null {
  if (!isFigure(from) || !isFigure(to)) return null;
  const rounded = Number((to - from).toFixed(6));
  return rounded === 0 ? 0 : rounded;
}

function isFigure(value: number | null | undefined): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}
