// The cheapest chain that makes a move possible: after it some promise is broken, so one or two zones more change hands, each
// to a sector it borders when its turn comes, and each to mend something that is broken then. Every such chain is looked at.

import { type Breach, type Step, someBreach } from './move.ts';
import { excesses, give, piecesApart, SLACK, type Standing, takeBack, zonesOf } from './standing.ts';

export interface Chain {
  readonly steps: readonly Step[];
  readonly objective: number;
}

/** moves in a chain, the first one included */
const LONGEST = 3;

/** The cheapest chain that begins with this step and keeps every promise that is kept now; null when there is none. */
export function cheapestChain(standing: Standing, first: Step): Chain | null {
  const before = excesses(standing);
  const start = standing.cost;
  let best: Chain | null = null;
  const steps: Step[] = [];
  /** reps with a part in the steps, as often as they have one */
  const concerned: number[] = [];
  const inPieces = (): Breach | null => {
    for (const [at, j] of concerned.entries()) {
      if (concerned.indexOf(j) < at) continue;
      const apart = piecesApart(standing, j);
      if (apart > standing.apart[j]!) return { kind: 'contiguity', rep: j, pieces: apart + 1 };
    }
    return null;
  };
  const plain = standing.cuts.length === 0 && standing.world.budgets.length === 0;
  /** Could this be the last step? Most are not worth applying: they are too dear, or leave the row far from its window. */
  const mayEnd = ({ block, to }: Step, breach: Breach): boolean => {
    const { world, weight, rep, load, targetAt } = standing;
    const from = rep[world.blocks[block]![0]!]!;
    const dearer = weight(block, to).cost - weight(block, from).cost;
    if (plain && best !== null && standing.cost - start + dearer >= best.objective) return false;
    if (breach.kind !== 'row') return true;
    const at = breach.rep * world.m + breach.row;
    const change = weight(block, breach.rep).loads[breach.row]! * (from === breach.rep ? -1 : 1);
    const { lower, upper } = world.input.model.rows[breach.row]!;
    // a share of the total follows it, an explicit target does not: the better of both
    const total = standing.total[breach.row]!;
    const more = weight(block, to).loads[breach.row]! - weight(block, from).loads[breach.row]!;
    const fits = (target: number) => {
      const share = (load[at]! + change) / target;
      return Math.max(share - upper, lower - share) <= before[at]! + 2 * SLACK;
    };
    return fits(targetAt(at)) || fits(targetAt(at) * (1 + more / total));
  };
  const visit = (step: Step): void => {
    const from = standing.rep[standing.world.blocks[step.block]![0]!]!;
    give(standing, step.block, step.to);
    steps.push(step);
    concerned.push(from, step.to);
    look();
    steps.pop();
    concerned.length -= 2;
    takeBack(standing, from);
  };
  const look = (): void => {
    const objective = standing.cost - start;
    const last = steps.length === LONGEST;
    const cheaper = best === null || objective < best.objective - 1e-9;
    // what is dearer than the best chain and can grow no more
    if (last && !cheaper) return;
    const breach = someBreach(standing, concerned, before) ?? inPieces();
    if (breach === null) {
      if (cheaper) best = { steps: [...steps], objective };
    } else if (!last) {
      const ends = steps.length === LONGEST - 1;
      for (const step of remedies(standing, breach, steps)) if (!ends || mayEnd(step, breach)) visit(step);
    }
  };
  visit(first);
  return best;
}

/** Steps that work against a breach: who carries too much gives, who carries too little takes, who is in pieces does either. */
function* remedies(standing: Standing, breach: Breach, steps: readonly Step[]): Generator<Step> {
  const { world, load, targetAt } = standing;
  const { m, input } = world;
  const moved = new Set(steps.map(({ block }) => block));
  if (breach.kind === 'budget' || breach.kind === 'disruption') {
    // a purse that all share: the sectors that have a part in it
    const reps = new Set(steps.flatMap(({ block, to }) => [world.rep[world.blocks[block]![0]!]!, to]));
    for (const j of reps) yield* givers(standing, j, moved);
    for (const j of reps) yield* takers(standing, j, moved);
    return;
  }
  const j = breach.rep;
  if (breach.kind === 'row') {
    const at = j * m + breach.row;
    const over = load[at]! > targetAt(at) * input.model.rows[breach.row]!.upper;
    yield* over ? givers(standing, j, moved) : takers(standing, j, moved);
    return;
  }
  yield* givers(standing, j, moved);
  yield* takers(standing, j, moved);
}

/** Blocks of a sector to the sectors that they border. */
function* givers(standing: Standing, j: number, moved: ReadonlySet<number>): Generator<Step> {
  for (const block of blocksOf(standing, j)) {
    if (moved.has(block)) continue;
    for (const to of bordering(standing, block)) if (standing.weight(block, to).eligible) yield { block, to };
  }
}

/** Blocks of other sectors that border a sector, to it. */
function* takers(standing: Standing, j: number, moved: ReadonlySet<number>): Generator<Step> {
  const { world, rep } = standing;
  const found = new Set<number>();
  for (const i of zonesOf(standing, j)) {
    for (let e = world.offsets[i]!; e < world.offsets[i + 1]!; e++) {
      const h = world.neighbors[e]!;
      if (rep[h] !== j && rep[h]! >= 0) found.add(world.blockOf[h]!);
    }
  }
  for (const block of [...found].sort((a, b) => a - b)) {
    if (!moved.has(block) && standing.weight(block, j).eligible) yield { block, to: j };
  }
}

function blocksOf(standing: Standing, j: number): number[] {
  return [...new Set(zonesOf(standing, j).map(i => standing.world.blockOf[i]!))].sort((a, b) => a - b);
}

/** Reps whose sectors a block borders, by index. */
export function bordering({ world, rep }: Standing, block: number): number[] {
  const own = rep[world.blocks[block]![0]!]!;
  const found = new Set<number>();
  for (const i of world.blocks[block]!) {
    for (let e = world.offsets[i]!; e < world.offsets[i + 1]!; e++) found.add(rep[world.neighbors[e]!]!);
  }
  found.delete(own);
  found.delete(-1);
  return [...found].sort((a, b) => a - b);
}
