// The protocol of a move: draw a candidate and say what it would change, check that it may be done, do it.
// The price comes first because it is cheap; connectivity is only asked of moves that would be accepted.

export interface Move {
  /** Draws a candidate; the change of the energy, Infinity when nothing could be drawn. */
  readonly draw: () => number;
  /** May the candidate be applied? A move may widen itself to become possible, if its energy stays within `limit`. */
  readonly fits: (limit: number) => boolean;
  /** Applies the candidate; the sums of state and energy follow. */
  readonly apply: () => void;
}
