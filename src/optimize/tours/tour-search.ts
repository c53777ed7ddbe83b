// Annealing over the moves: a move is taken when it costs no more than a limit drawn anew each time, whose size falls from
// about a leg to a small part of one. The best plan met is kept and given back.

import { powerOf } from '../../model/power.ts';
import type { Move } from '../moves/move.ts';
import { type Best, keepBest, makeBest, restoreBest } from './best.ts';
import type { MoveContext } from './moves/context.ts';
import { makeStay, makeToggleNight } from './moves/night.ts';
import { makeRelocate } from './moves/relocate.ts';
import { makeReverse } from './moves/reverse.ts';
import { makeRuin } from './moves/ruin.ts';
import { makeSwap } from './moves/swap.ts';
import { makeTails } from './moves/tails.ts';

export interface TourHooks {
  /** steps done, of all */
  readonly onProgress?: (done: number, all: number) => void;
  readonly signal?: AbortSignal;
  /** gives the event loop a turn, so that the signal can arrive */
  readonly breathe?: () => Promise<void>;
}

export interface SearchFacts {
  readonly proposals: number;
  readonly accepted: number;
  readonly complete: boolean;
}

/** The temperature at first and at last, in mean legs. */
const HOT = 1;
const COLD = 0.02;
/** Small moves drawn for each ruin. */
const SMALL_MOVES = 150;
/** Steps between two looks at the signal. */
const BREATH = 256;

/** Improves the plan in `context.state` in so many steps, a ruin and some small moves each. */
export async function searchTours(
  context: MoveContext,
  steps: number,
  hooks: TourHooks,
): Promise<SearchFacts> {
  const { state: s, random } = context;
  const small: Move[] = [
    makeReverse(context),
    makeRelocate(context),
    makeRelocate(context),
    makeSwap(context),
    makeTails(context),
  ];
  const large: Move[] = [
    makeRuin(context, 'strings'),
    makeRuin(context, 'strings'),
    makeRuin(context, 'patterns'),
  ];
  if (s.problem.rules.overnight !== null) {
    small.push(makeToggleNight(context));
    large.push(makeStay(context));
  }
  const best: Best = makeBest(s);
  const leg = meanLeg(context);
  const smallMoves = small.length > 0 ? SMALL_MOVES : 0;
  let proposals = 0;
  let accepted = 0;
  let complete = true;
  const propose = (move: Move, temperature: number): void => {
    proposals++;
    const limit = -temperature * Math.log(1 - random());
    const change = move.draw();
    if (change > limit || !move.attempt(limit)) return;
    accepted++;
    keepBest(best, s);
  };
  for (let step = 0; step < steps; step++) {
    if (step % BREATH === 0) {
      hooks.onProgress?.(step, steps);
      await hooks.breathe?.();
      if (hooks.signal?.aborted) {
        complete = false;
        break;
      }
    }
    const temperature = leg * HOT * powerOf(COLD / HOT, step / steps);
    propose(large[step % large.length], temperature);
    for (let i = 0; i < smallMoves; i++) propose(small[i % small.length], temperature);
  }
  restoreBest(best, s);
  if (complete) hooks.onProgress?.(steps, steps);
  return { proposals, accepted, complete };
}

/** Minutes of a leg of the first plan, the mean; at least a trifle where all is in one place. */
function meanLeg({ state: s }: MoveContext): number {
  let legs = 0;
  let drive = 0;
  for (let d = 0; d < s.dayCount; d++) {
    if (s.count[d] > 0) legs += s.count[d] + 1;
    drive += s.drive[d];
  }
  return Math.max(1e-6, legs > 0 ? drive / legs : 0);
}
