// Connected pieces of each sector. The graph comes from the input's zones; parts of a split zone are joined
// to each other and to everything their parent touches; the bridges must be those that the map needs.

import type { ZoneGraph, Zones } from '../../model/records.ts';
import type { Check } from './check.ts';
import type { VerifyInput, World } from './world.ts';

export interface Pieces {
  /** per rep: connected pieces, 0 without zones */
  readonly pieces: Int32Array;
  /** per rep: pieces that the map itself does not keep apart */
  readonly avoidable: Int32Array;
  /** per rep: bridges with both ends in the sector; between parts each pair counts, as they are listed */
  readonly bridges: Int32Array;
}

/** The neighbors of a unit: the other parts of its zone, and every unit of the neighboring zones; the unit itself too. */
export function neighborsIn(world: World, graph: ZoneGraph): (unit: number) => Generator<number> {
  const unitsOfZone = unitsByZone(world, graph);
  return function* (i) {
    const zone = world.zoneOfUnit[i]!;
    yield* unitsOfZone[zone]!;
    for (let e = graph.offsets[zone]!; e < graph.offsets[zone + 1]!; e++) {
      yield* unitsOfZone[graph.neighbors[e]!]!;
    }
  };
}

function unitsByZone(world: World, graph: ZoneGraph): number[][] {
  const units: number[][] = Array.from({ length: graph.offsets.length - 1 }, () => []);
  world.zoneOfUnit.forEach((zone, i) => {
    units[zone]!.push(i);
  });
  return units;
}

/**
 * Pieces of every rep's units. Units that nobody serves (in today's assignment) are walked through and never counted:
 * a hole in an assignment is not a cut.
 */
export function countPieces(world: World, graph: ZoneGraph, unitRep: Int32Array): Pieces {
  const { k, n } = world;
  const neighborsOf = neighborsIn(world, graph);
  /** numbers the components of the units that `inside` accepts; −1 for the rest */
  const label = (inside: (unit: number) => boolean): Int32Array => {
    const labels = new Int32Array(n).fill(-1);
    let next = 0;
    for (let start = 0; start < n; start++) {
      if (labels[start] !== -1 || !inside(start)) continue;
      const queue = [start];
      labels[start] = next;
      for (let unit = queue.pop(); unit !== undefined; unit = queue.pop()) {
        for (const other of neighborsOf(unit)) {
          if (labels[other] !== -1 || !inside(other)) continue;
          labels[other] = next;
          queue.push(other);
        }
      }
      next++;
    }
    return labels;
  };

  const whole = label(() => true);
  const pieces = new Int32Array(k);
  const avoidable = new Int32Array(k);
  const open = unitRep.includes(-1);
  const shared = open ? null : labelSectors(neighborsOf, unitRep);
  const own = Array.from({ length: k }, (): number[] => []);
  unitRep.forEach((j, i) => {
    if (j >= 0) own[j]!.push(i);
  });
  for (let j = 0; j < k; j++) {
    const labels = shared ?? label(i => unitRep[i] === j || unitRep[i] === -1);
    pieces[j] = new Set(own[j]!.map(i => labels[i])).size;
    avoidable[j] = pieces[j]! - new Set(own[j]!.map(i => whole[i])).size;
  }

  const bridges = new Int32Array(k);
  const unitsOfZone = unitsByZone(world, graph);
  for (const { a, b } of graph.bridges) {
    for (const x of unitsOfZone[a]!) {
      for (const y of unitsOfZone[b]!) {
        const j = unitRep[x]!;
        if (j >= 0 && j === unitRep[y]) bridges[j]!++;
      }
    }
  }
  return { pieces, avoidable, bridges };
}

/** All sectors in one walk: neighbors of the same rep are in one piece. */
function labelSectors(neighborsOf: (unit: number) => Iterable<number>, unitRep: Int32Array): Int32Array {
  const labels = new Int32Array(unitRep.length).fill(-1);
  unitRep.forEach((j, start) => {
    if (labels[start] !== -1) return;
    const queue = [start];
    labels[start] = start;
    for (let unit = queue.pop(); unit !== undefined; unit = queue.pop()) {
      for (const other of neighborsOf(unit)) {
        if (labels[other] !== -1 || unitRep[other] !== j) continue;
        labels[other] = start;
        queue.push(other);
      }
    }
  });
  return labels;
}

/** plan.bridges are those of the map: between parts of a split zone every pair stands for the parents' one. */
export function checkBridges(
  world: World,
  { plan }: VerifyInput,
  graph: ZoneGraph,
  zones: Zones,
  check: Check,
): void {
  const key = (a: string, b: string) => JSON.stringify(a < b ? [a, b] : [b, a]);
  const unitsOfZone: string[][] = Array.from({ length: zones.count }, () => []);
  world.zoneOfUnit.forEach((zone, i) => {
    unitsOfZone[zone]!.push(world.unitId[i]!);
  });
  const needed = new Map<string, number>();
  for (const { a, b, km } of graph.bridges) {
    for (const x of unitsOfZone[a]!) for (const y of unitsOfZone[b]!) needed.set(key(x, y), km);
  }
  for (const [a, b, km] of plan.bridges) {
    const length = needed.get(key(a, b));
    check.that(length !== undefined, () => `plan.json has a bridge ${a} – ${b} that the map does not need`);
    if (length === undefined) continue;
    needed.delete(key(a, b));
    check.that(
      Math.abs(length - km) <= 1e-3 + 1e-6 * length,
      () => `bridge ${a} – ${b} is ${length} km long, plan.json says ${km}`,
    );
  }
  for (const pair of needed.keys()) {
    check.lie(`plan.json lacks the bridge ${(JSON.parse(pair) as string[]).join(' – ')}`);
  }
}
