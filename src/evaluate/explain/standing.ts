// How a plan stands: who has what, what each rep carries, what is beyond its window. Moves are applied to it and taken back;
// targets follow, for workload's total depends on who travels.

import type { ExplainWorld } from './world.ts';

/** What a block of zones costs and weighs with a rep. */
export interface Weight {
  /** objective units, what areas cut and budgets exceeded cost aside */
  readonly cost: number;
  readonly handOver: number;
  /** hours and km of approach a year: all of travel that depends on the rep */
  readonly hours: number;
  readonly km: number;
  /** by row */
  readonly loads: Float64Array;
  readonly moved: number;
  readonly uses: readonly number[];
  readonly eligible: boolean;
  /** accounts and revenue that have another rep today */
  readonly accounts: number;
  readonly revenue: number;
}

export interface Standing {
  readonly world: ExplainWorld;
  readonly weight: (block: number, rep: number) => Weight;
  readonly rep: Int32Array;
  /** what each rep carries, in the row's own units; named accounts included; at rep · m + row */
  readonly load: Float64Array;
  readonly target: Float64Array;
  readonly used: Float64Array;
  /** zones of each sector as planned; blocks that were moved since */
  readonly planned: readonly (readonly number[])[];
  readonly away: number[];
  /** connected parts of the whole map, by zone */
  readonly part: Int32Array;
  /** by rep: pieces that the map does not keep apart, as planned */
  readonly apart: Int32Array;
  /** by rule about areas that has a price: zones of each rep in each area */
  readonly cuts: readonly {
    readonly rule: number;
    readonly price: number;
    readonly of: Map<string, Map<number, number>>;
  }[];
  /** objective units more than in the plan */
  cost: number;
  moved: number;
}

export function standingOf(world: ExplainWorld): Standing {
  const { n, k, m, input, rep, blocks } = world;
  const weight = weights(world);
  const load = new Float64Array(k * m);
  input.model.reps.forEach(({ fixed }, j) => void load.set(fixed, j * m));
  const used = Float64Array.from(world.budgets, ({ named }) => named);
  const planned: number[][] = Array.from({ length: k }, () => []);
  let moved = 0;
  blocks.forEach((zones, b) => {
    const j = rep[zones[0]!]!;
    if (j < 0) return;
    const own = weight(b, j);
    for (let q = 0; q < m; q++) load[j * m + q]! += own.loads[q]!;
    own.uses.forEach((use, at) => {
      used[at]! += use;
    });
    moved += own.moved;
  });
  for (let i = 0; i < n; i++) if (rep[i]! >= 0) planned[rep[i]!]!.push(i);
  const standing: Standing = {
    ...{ world, weight, load, used, planned, moved },
    rep: rep.slice(),
    target: new Float64Array(k * m),
    away: [],
    part: partsOf(world),
    apart: new Int32Array(k),
    cuts: cutsOf(world),
    cost: 0,
  };
  retarget(standing);
  for (let j = 0; j < k; j++) standing.apart[j] = avoidable(standing, piecesOf(standing, j));
  return standing;
}

function weights(world: ExplainWorld): Standing['weight'] {
  const { k, m, blocks, zones, repId, budgets } = world;
  const known = new Map<number, Weight>();
  return (block, j) => {
    const found = known.get(block * k + j);
    if (found) return found;
    const loads = new Float64Array(m);
    const sums = { cost: 0, handOver: 0, hours: 0, km: 0, moved: 0, accounts: 0, revenue: 0 };
    let eligible = true;
    const uses = budgets.map(() => 0);
    for (const i of blocks[block]!) {
      sums.cost += world.cost(i, j);
      sums.handOver += world.handOver(i, j);
      sums.hours += world.approach(i, j);
      sums.km += world.approachKm(i, j);
      sums.moved += world.moved(i, j);
      for (let q = 0; q < m; q++) loads[q]! += world.load(q, i, j);
      for (let b = 0; b < uses.length; b++) uses[b]! += world.use(b, i, j);
      for (const [rep, accounts, revenue] of zones[i]!.held) {
        if (rep === repId[j]) continue;
        sums.accounts += accounts;
        sums.revenue += revenue ?? 0;
      }
      eligible &&= world.rules(i, j).length === 0;
    }
    const made = { ...sums, loads, uses, eligible };
    known.set(block * k + j, made);
    return made;
  };
}

function cutsOf({ settings, zones, rep }: ExplainWorld): Standing['cuts'] {
  return settings.keepTogether.flatMap(({ price }, rule) => {
    if (!price) return [];
    const of = new Map<string, Map<number, number>>();
    zones.forEach(({ areas }, i) => {
      const area = areas[rule];
      if (area === null || area === undefined) return;
      const counts = of.get(area) ?? new Map<number, number>();
      of.set(area, counts);
      counts.set(rep[i]!, (counts.get(rep[i]!) ?? 0) + 1);
    });
    return [{ rule, price, of }];
  });
}

/** Gives a block to a rep. */
export function give(standing: Standing, block: number, to: number): void {
  const { world, weight, rep, load, used, cuts } = standing;
  const { m, blocks, budgets } = world;
  const zones = blocks[block]!;
  const from = rep[zones[0]!]!;
  const [out, into] = [weight(block, from), weight(block, to)];
  for (let q = 0; q < m; q++) {
    load[from * m + q]! -= out.loads[q]!;
    load[to * m + q]! += into.loads[q]!;
  }
  standing.cost += into.cost - out.cost;
  for (let b = 0; b < used.length; b++) {
    const { price, atMost } = budgets[b]!;
    const before = Math.max(0, used[b]! - atMost);
    used[b]! += into.uses[b]! - out.uses[b]!;
    if (price !== null) standing.cost += price * (Math.max(0, used[b]! - atMost) - before);
  }
  for (const { rule, price, of } of cuts) {
    for (const i of zones) {
      const counts = of.get(world.zones[i]!.areas[rule] ?? '');
      if (!counts) continue;
      const left = counts.get(from)! - 1;
      if (left === 0) counts.delete(from);
      else counts.set(from, left);
      if (!counts.has(to)) standing.cost += price;
      if (left === 0) standing.cost -= price;
      counts.set(to, (counts.get(to) ?? 0) + 1);
    }
  }
  standing.moved += into.moved - out.moved;
  for (const i of zones) rep[i] = to;
  standing.away.push(block);
  retarget(standing);
}

/** Takes the last `give` back. */
export function takeBack(standing: Standing, from: number): void {
  const block = standing.away.pop()!;
  give(standing, block, from);
  standing.away.pop();
}

/** Explicit targets stay, shares are of the total as it is now; a limit's is what it is counted in. */
function retarget({ world, load, target }: Standing): void {
  const { k, m, input } = world;
  const { rows, reps } = input.model;
  for (let q = 0; q < m; q++) {
    let total = 0;
    for (let j = 0; j < k; j++) total += load[j * m + q]!;
    const { unit, name } = rows[q]!;
    for (let j = 0; j < k; j++) {
      const { targets, share } = reps[j]!;
      const own = Object.hasOwn(targets, name) ? targets[name]! : share * total;
      target[j * m + q] = unit ?? own;
    }
  }
}

/** Slack of a window, in targets: the figures of a written plan are rounded. */
export const SLACK = 1e-7;

/** How far each row is beyond its window in targets, then each firm budget in even parts, then the disruption budget as a share. */
export function excesses({ world, load, target, used, moved }: Standing): Float64Array {
  const { k, m, budgets, input } = world;
  const { rows } = input.model;
  const beyond = new Float64Array(k * m + budgets.length + 1);
  for (let at = 0; at < k * m; at++) {
    const { lower, upper } = rows[at % m]!;
    const t = target[at]!;
    const share = t > 0 ? load[at]! / t : load[at]! > 0 ? Number.POSITIVE_INFINITY : 1;
    beyond[at] = share > upper ? share - upper : share < lower ? lower - share : 0;
  }
  budgets.forEach(({ price, atMost, even }, b) => {
    const over = used[b]! - atMost;
    if (price === null && over > SLACK * Math.max(1, Math.abs(atMost))) beyond[k * m + b] = over / even;
  });
  const may = input.plan.solver.moveBudget;
  if (may !== null && moved > may + SLACK * Math.max(1, may))
    beyond[k * m + budgets.length] = (moved - may) / Math.max(1, may);
  return beyond;
}

/** The zones that a rep has now. */
export function zonesOf({ world, rep, planned, away }: Standing, j: number): number[] {
  const moved = away.flatMap(block => world.blocks[block]!);
  if (moved.length === 0) return planned[j] as number[];
  const gone = new Set(moved);
  return [...planned[j]!.filter(i => !gone.has(i)), ...[...gone].filter(i => rep[i] === j)];
}

/** Connected pieces of a sector, each the zones it has; largest first. */
export function piecesOf(standing: Standing, j: number): number[][] {
  const { world, rep } = standing;
  const { offsets, neighbors } = world;
  const seen = new Set<number>();
  const pieces: number[][] = [];
  for (const start of zonesOf(standing, j)) {
    if (seen.has(start)) continue;
    const piece = [start];
    seen.add(start);
    for (let at = 0; at < piece.length; at++) {
      const i = piece[at]!;
      for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
        const h = neighbors[e]!;
        if (rep[h] !== j || seen.has(h)) continue;
        seen.add(h);
        piece.push(h);
      }
    }
    pieces.push(piece);
  }
  return pieces.sort((a, b) => b.length - a.length);
}

/** Pieces that the map itself does not keep apart. */
export function avoidable(standing: Standing, pieces: readonly (readonly number[])[]): number {
  return pieces.length - new Set(pieces.map(piece => standing.part[piece[0]!]!)).size;
}

function partsOf({ n, offsets, neighbors }: ExplainWorld): Int32Array {
  const part = new Int32Array(n).fill(-1);
  for (let start = 0; start < n; start++) {
    if (part[start] !== -1) continue;
    const stack = [start];
    part[start] = start;
    for (let i = stack.pop(); i !== undefined; i = stack.pop()) {
      for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
        const h = neighbors[e]!;
        if (part[h] !== -1) continue;
        part[h] = start;
        stack.push(h);
      }
    }
  }
  return part;
}
