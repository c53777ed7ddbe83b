// A plan of the same inputs as if there had been none before: hand-overs cost nothing, none is counted, and the search does
// not begin with the plan in force. What it would gain is the price of continuity.

import { type ReplanKpis, replanKpis } from '../../evaluate/revision.ts';
import { type Optimized, type OptimizeHooks, optimizeWorld } from '../optimize-world.ts';
import { figuresOf } from '../plan-record.ts';
import type { World } from '../prepare.ts';

/** @returns null when it was interrupted: half of a search says nothing */
export async function planAfresh(world: World, hooks: OptimizeHooks): Promise<ReplanKpis | null> {
  const { maxMoved: _, stickiness: __, handOver: ___, ...rules } = world.context.settings;
  const settings = { ...rules, stickiness: 0, maxMoved: null, exact: false };
  const free: World = {
    ...world,
    previous: null,
    context: { ...world.context, settings, handOver: null },
  };
  const { start: _start, ...rest } = hooks;
  const optimized = await optimizeWorld(free, rest);
  return optimized.complete ? replanKpis(figuresOf(free, optimized), objectiveOf(optimized)) : null;
}

function objectiveOf({ problem, score }: Optimized): number {
  return score.objective + problem.excessPrice * score.excess;
}
