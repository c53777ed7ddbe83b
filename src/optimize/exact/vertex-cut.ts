// The cheapest set of zones that separates two zones, each zone at its own price: a minimum vertex cut, by augmenting
// paths in the graph whose zones are split in two (Ford and Fulkerson 1956; Edmonds and Karp 1972 for the order).

import type { Problem } from '../../model/problem.ts';

export interface VertexCut {
  /** what it costs to separate the two; Infinity when they are neighbors */
  readonly value: number;
  /** zones, rising */
  readonly separator: readonly number[];
  /** zones on a's side, a included, separator not */
  readonly side: readonly number[];
}

/** Cheapest separators in one graph. Stops with null once a cut is known to cost `enough` or more. */
export function makeVertexCut(problem: Problem) {
  const { n, offsets, neighbors } = problem;
  // node 2i is the entrance of zone i, 2i + 1 its exit; the flow through a zone and along each edge slot
  const through = new Float64Array(n);
  const along = new Float64Array(neighbors.length);
  const back = reverseSlots(problem);
  const from = new Int32Array(2 * n);
  const queue = new Int32Array(2 * n);
  const open = new Float64Array(2 * n);

  /** breadth-first from a's exit; true when b's entrance is reached */
  const search = (price: Float64Array, a: number, b: number): boolean => {
    from.fill(-1);
    from[2 * a + 1] = 2 * a + 1;
    open[2 * a + 1] = Infinity;
    let size = 0;
    queue[size++] = 2 * a + 1;
    for (let at = 0; at < size; at++) {
      const node = queue[at];
      const i = node >> 1;
      const visit = (next: number, room: number): void => {
        if (room <= 1e-12 || from[next] >= 0) return;
        from[next] = node;
        open[next] = Math.min(open[node], room);
        queue[size++] = next;
      };
      if ((node & 1) === 1) {
        for (let e = offsets[i]; e < offsets[i + 1]; e++) {
          visit(2 * neighbors[e], Infinity);
          if (neighbors[e] === b) return true;
        }
        if (i !== a) visit(2 * i, through[i]);
      } else {
        if (i !== a) visit(2 * i + 1, price[i] - through[i]);
        for (let e = offsets[i]; e < offsets[i + 1]; e++) visit(2 * neighbors[e] + 1, along[back[e]]);
      }
    }
    return false;
  };

  const push = (a: number, b: number): number => {
    const amount = open[2 * b];
    for (let node = 2 * b; node !== 2 * a + 1; node = from[node]) {
      const i = node >> 1;
      const p = from[node];
      const h = p >> 1;
      if (h === i) through[i] += (node & 1) === 1 ? amount : -amount;
      else if ((node & 1) === 0) along[slot(h, i)] += amount;
      else along[slot(i, h)] -= amount;
    }
    return amount;
  };
  const slot = (i: number, h: number): number => {
    for (let e = offsets[i]; e < offsets[i + 1]; e++) if (neighbors[e] === h) return e;
    throw new Error(`zones ${i} and ${h} are not neighbors`);
  };

  return (price: Float64Array, a: number, b: number, enough: number): VertexCut | null => {
    for (let e = offsets[a]; e < offsets[a + 1]; e++) if (neighbors[e] === b) return null;
    through.fill(0);
    along.fill(0);
    let value = 0;
    while (search(price, a, b)) {
      value += push(a, b);
      if (value >= enough) return null;
    }
    const separator: number[] = [];
    const side: number[] = [a];
    for (let i = 0; i < n; i++) {
      if (i === a) continue;
      if (from[2 * i] >= 0 && from[2 * i + 1] < 0) separator.push(i);
      else if (from[2 * i + 1] >= 0) side.push(i);
    }
    return { value, separator, side: side.sort((x, y) => x - y) };
  };
}

/** For each edge slot i → h, the slot of h → i. */
function reverseSlots({ n, offsets, neighbors }: Problem): Int32Array {
  const back = new Int32Array(neighbors.length);
  const at = new Map<number, number>();
  for (let i = 0; i < n; i++)
    for (let e = offsets[i]; e < offsets[i + 1]; e++) at.set(i * n + neighbors[e], e);
  for (let i = 0; i < n; i++) {
    for (let e = offsets[i]; e < offsets[i + 1]; e++) back[e] = at.get(neighbors[e] * n + i)!;
  }
  return back;
}
