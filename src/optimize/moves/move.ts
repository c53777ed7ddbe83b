// The protocol of a move: draw a candidate and say what it would change, then do it if it may be done. The price comes
// first because it is cheap; connectivity is only asked of moves that would be accepted.

export interface Move {
  /**
   * Draws a candidate. The change of the energy, or the least it may come to where that is only known once the move is
   * tried; Infinity when nothing could be drawn.
   */
  readonly draw: () => number;
  /**
   * Applies the candidate if no sector is torn and the change of the energy, which a move may widen itself to find, stays
   * within `limit`; the sums of state and energy follow. False: everything is as it was.
   */
  readonly attempt: (limit: number) => boolean;
}
