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
  /** by row over all reps; targets are made from it when they are asked for */
  readonly total: Float64Array;
  readonly target: Float64Array;
  /** of one row, without the others */
  readonly targetAt: (row: number) => number;
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
  const total = new Float64Array(m);
  load.forEach((l, at) => {
    total[at % m]! += l;
  });
  const targetAt = targetsOf(world, total);
  const target = new Float64Array(k * m);
  const standing: Standing = {
    ...{ world, weight, load, used, planned, moved, total, targetAt },
    get target() {
      for (let at = 0; at < target.length; at++) target[at] = targetAt(at);
      return target;
    },
    rep: rep.slice(),
    away: [],
    part: partsOf(world),
    apart: new Int32Array(k),
    cuts: cutsOf(world),
    cost: 0,
  };
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
  const { world, weight, rep, load, total, used, cuts } = standing;
  const { m, blocks, budgets } = world;
  const zones = blocks[block]!;
  const from = rep[zones[0]!]!;
  const [out, into] = [weight(block, from), weight(block, to)];
  for (let q = 0; q < m; q++) {
    load[from * m + q]! -= out.loads[q]!;
    load[to * m + q]! += into.loads[q]!;
    total[q]! += into.loads[q]! - out.loads[q]!;
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
}

/** Takes the last `give` back. */
export function takeBack(standing: Standing, from: number): void {
  const block = standing.away.pop()!;
  give(standing, block, from);
  standing.away.pop();
}

/** Explicit targets stay, shares are of the total as it is now; a limit's is what it is counted in. */
function targetsOf({ k, m, input }: ExplainWorld, total: Float64Array): Standing['targetAt'] {
  const { rows, reps } = input.model;
  const own = new Float64Array(k * m);
  const share = new Float64Array(k * m);
  for (let at = 0; at < k * m; at++) {
    const { unit, name } = rows[at % m]!;
    const rep = reps[Math.floor(at / m)]!;
    const given = unit ?? (Object.hasOwn(rep.targets, name) ? rep.targets[name]! : null);
    if (given === null) share[at] = rep.share;
    else own[at] = given;
  }
  return at => own[at]! + share[at]! * total[at % m]!;
}

/** Slack of a window, in targets: the figures of a written plan are rounded. */
export const SLACK = 1e-7;

/** How far each row is beyond its window in targets, then each firm budget in even parts, then the disruption budget as a share. */
export function excesses(standing: Standing): Float64Array {
  const { k, m, budgets } = standing.world;
  return Float64Array.from({ length: k * m + budgets.length + 1 }, (_, at) => excessAt(standing, at));
}

/** One of these. */
export function excessAt({ world, load, targetAt, used, moved }: Standing, at: number): number {
  const { k, m, budgets, input } = world;
  if (at < k * m) {
    const { lower, upper } = input.model.rows[at % m]!;
    const target = targetAt(at);
    const share = target > 0 ? load[at]! / target : load[at]! > 0 ? Number.POSITIVE_INFINITY : 1;
    return share > upper ? share - upper : share < lower ? lower - share : 0;
  }
  const b = at - k * m;
  if (b < budgets.length) {
    const { price, atMost, even } = budgets[b]!;
    const over = used[b]! - atMost;
    return price === null && over > SLACK * Math.max(1, Math.abs(atMost)) ? over / even : 0;
  }
  const may = input.plan.solver.moveBudget;
  const over = may === null ? 0 : moved - may;
  return may !== null && over > SLACK * Math.max(1, may) ? over / Math.max(1, may) : 0;
}

/** The zones that a rep has now. */
export function zonesOf({ world, rep, planned, away }: Standing, j: number): readonly number[] {
  const { blocks, blockOf } = world;
  if (away.length === 0) return planned[j]!;
  const here = planned[j]!.filter(i => rep[i] === j && !away.includes(blockOf[i]!));
  for (const block of away) for (const i of blocks[block]!) if (rep[i] === j) here.push(i);
  return here;
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

/** Pieces of a sector that the map itself does not keep apart, counted without listing them. */
export function piecesApart(standing: Standing, j: number): number {
  const { world, rep, part } = standing;
  const { offsets, neighbors, n } = world;
  const marks = seenAt.get(standing) ?? { at: new Int32Array(n), now: 0, stack: new Int32Array(n) };
  seenAt.set(standing, marks);
  const { at: seen, stack } = marks;
  const now = ++marks.now;
  let pieces = 0;
  const parts: number[] = [];
  for (const start of zonesOf(standing, j)) {
    if (seen[start] === now) continue;
    pieces++;
    if (!parts.includes(part[start]!)) parts.push(part[start]!);
    let top = 0;
    stack[top++] = start;
    seen[start] = now;
    while (top > 0) {
      const i = stack[--top]!;
      for (let e = offsets[i]!; e < offsets[i + 1]!; e++) {
        const h = neighbors[e]!;
        if (rep[h] !== j || seen[h] === now) continue;
        seen[h] = now;
        stack[top++] = h;
      }
    }
  }
  return pieces - parts.length;
}

/** where a walk has been, by its number: kept, for there are many walks */
const seenAt = new WeakMap<Standing, { readonly at: Int32Array; readonly stack: Int32Array; now: number }>();

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
