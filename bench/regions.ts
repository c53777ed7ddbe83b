// Small problems cut out of a real one: a few sectors that lie together, their zones merged with their neighbors until
// few enough are left. Costs and loads are the real ones, added up; targets are fair shares of what the region carries.

import type { Assignment, Problem } from '../src/model/problem.ts';

/** `count` sectors around sector `first` of the plan, merged to `zones` zones; null when the map has too few. */
export function cutRegion(
  problem: Problem,
  plan: Assignment,
  first: number,
  count: number,
  zones: number,
): Problem | null {
  const reps = together(problem, plan, first, count);
  if (reps.length < count) return null;
  const members = Array.from({ length: problem.n }, (_, i) => i).filter(i =>
    reps.includes(plan[i] as number),
  );
  const { groupOf, neighbors, stands } = merge(problem, members, zones);
  const n = neighbors.length;
  const { k, m } = problem;
  const at = (values: Float64Array, i: number, j: number) =>
    (values.length === problem.n ? values[i] : values[i * k + j]) as number;
  const perPair = (values: Float64Array): Float64Array => {
    const out = new Float64Array(n * count);
    members.forEach((i, a) => {
      reps.forEach((rep, j) => {
        out[(groupOf[a] as number) * count + j] += at(values, i, rep);
      });
    });
    return out;
  };
  const target = new Float64Array(count * m);
  const fixedLoad = new Float64Array(count * m);
  for (let q = 0; q < m; q++) {
    let total = 0;
    for (const i of members) total += at(problem.loads[q] as Float64Array, i, plan[i] as number);
    reps.forEach((rep, j) => {
      fixedLoad[j * m + q] = problem.fixedLoad[rep * m + q] as number;
      total += problem.fixedLoad[rep * m + q] as number;
    });
    for (let j = 0; j < count; j++) target[j * m + q] = total / count;
  }
  const offsets = new Int32Array(n + 1);
  neighbors.forEach((list, g) => {
    offsets[g + 1] = (offsets[g] as number) + list.length;
  });
  const first1 = (values: Float64Array) => {
    const out = new Float64Array(n);
    members.forEach((i, a) => {
      out[groupOf[a] as number] = values[i] as number;
    });
    return out;
  };
  return {
    ...problem,
    n,
    k: count,
    offsets,
    neighbors: Int32Array.from(neighbors.flat()),
    lat: first1(problem.lat),
    lon: first1(problem.lon),
    cost: perPair(problem.cost),
    loads: problem.loads.map(perPair),
    target,
    fixedLoad,
    moveWeight: null,
    moveBudget: Number.POSITIVE_INFINITY,
    incumbent: new Int32Array(n).fill(-1),
    root: new Int32Array(count).fill(-1),
    preferred: problem.preferred?.map(areas => {
      const of = Int32Array.from(stands, i => areas.of[i] as number);
      const size = new Int32Array(areas.size.length);
      for (const area of of) if (area >= 0) size[area] = (size[area] as number) + 1;
      return { price: areas.price, of, size };
    }),
  };
}

/** Sectors around the first: each next one has the longest border with those already taken. */
function together(
  { n, offsets, neighbors }: Problem,
  plan: Assignment,
  first: number,
  count: number,
): number[] {
  const reps = [first];
  while (reps.length < count) {
    const border = new Map<number, number>();
    for (let i = 0; i < n; i++) {
      if (!reps.includes(plan[i] as number)) continue;
      for (let e = offsets[i] as number; e < (offsets[i + 1] as number); e++) {
        const j = plan[neighbors[e] as number] as number;
        if (!reps.includes(j)) border.set(j, (border.get(j) ?? 0) + 1);
      }
    }
    const next = [...border].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0];
    if (!next) break;
    reps.push(next[0]);
  }
  return reps.sort((a, b) => a - b);
}

/** The lightest zone joins its lightest neighbor, one of its own area if there is any, until few enough are left. */
function merge(problem: Problem, members: readonly number[], zones: number) {
  const { n, k, offsets, neighbors } = problem;
  const load = problem.loads[0] as Float64Array;
  const index = new Int32Array(n).fill(-1);
  members.forEach((i, a) => {
    index[i] = a;
  });
  const weight = members.map(i => (load.length === n ? load[i] : load[i * k]) as number);
  const around = members.map(i => {
    const near = neighbors.subarray(offsets[i], offsets[i + 1]);
    return new Set(Array.from(near, h => index[h] as number).filter(a => a >= 0));
  });
  const areaAt = (i: number) => problem.preferred?.[0]?.of[i];
  const into = members.map((_, a) => a);
  const left = new Set(into);
  while (left.size > zones) {
    let a = -1;
    for (const x of left) {
      if ((around[x] as Set<number>).size > 0 && (a < 0 || (weight[x] as number) < (weight[a] as number)))
        a = x;
    }
    if (a < 0) break;
    const mine = around[a] as Set<number>;
    const abroad = (x: number) => (areaAt(members[x] as number) === areaAt(members[a] as number) ? 0 : 1);
    const b = [...mine].sort(
      (x, y) => abroad(x) - abroad(y) || (weight[x] as number) - (weight[y] as number) || x - y,
    )[0] as number;
    (weight[b] as number) += weight[a] as number;
    into[a] = b;
    left.delete(a);
    for (const y of mine) {
      const theirs = around[y] as Set<number>;
      theirs.delete(a);
      if (y === b) continue;
      theirs.add(b);
      (around[b] as Set<number>).add(y);
    }
  }
  const groups = [...left].sort((x, y) => x - y);
  const place = new Map(groups.map((a, g) => [a, g]));
  const find = (a: number): number => (into[a] === a ? a : find(into[a] as number));
  return {
    /** the zone whose area a group is in */
    stands: groups.map(a => members[a] as number),
    groupOf: members.map((_, a) => place.get(find(a)) as number),
    neighbors: groups.map(a =>
      [...(around[a] as Set<number>)].map(b => place.get(b) as number).sort((x, y) => x - y),
    ),
  };
}
