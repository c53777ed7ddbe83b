// Branch and cut: the tree of a 0-1 program whose connectivity rows are found on the way. One linear program is kept
// open; going from node to node only changes bounds, so that a few dual simplex steps solve it again.

import type { LpRow, OpenLp } from '../lp-model.ts';

export interface TreeModel {
  /** columns that must be 0 or 1: the first ones of the program */
  readonly binaries: number;
  /** columns of which exactly one is 1, as lists; every binary is in one of them */
  readonly groups: readonly Int32Array[];
  /** rows that this point breaks, and no row that is already in; thorough: also those that only a fractional point breaks */
  readonly separate: (point: Float64Array, thorough: boolean) => readonly LpRow[];
  /** told which of the rows it gave are kept */
  readonly trimmed: (stays: readonly boolean[]) => void;
  /** told of every integral point that breaks no row; returns what it is worth */
  readonly found: (point: Float64Array) => number;
}

export interface TreeLimits {
  readonly nodes: number;
  /** called now and then with nodes done and the bound; false stops the tree */
  readonly onNodes: (nodes: number, bound: number) => boolean;
}

export interface TreeResult {
  /** nothing costs less than this */
  readonly bound: number;
  readonly nodes: number;
  readonly complete: boolean;
}

interface Node {
  /** columns fixed at 1 (c) or at 0 (−c − 1) */
  readonly fixings: readonly number[];
  readonly bound: number;
}

/** A share this close to 0 or 1 is integral. */
const INTEGRAL = 1e-6;
/** Rounds of cuts at the root, and at other nodes. */
const ROOT_ROUNDS = 60;
const NODE_ROUNDS = 4;
/** Nodes between two clearances of rows that have become slack. */
const TRIM = 10;
/** Nodes between two reports. */
const REPORT = 50;
/** Candidates that are tried before branching while a tree is young. */
const TRIES = 6;
/** Simplex steps of a try. */
const GLANCE = 40;
/** Tried this often in a direction, a column's past says enough. */
const RELIABLE = 3;

/**
 * Searches the whole tree for points cheaper than `value` by more than `share` of it. A node is dropped when its
 * linear program says that nothing in it is.
 */
export function searchTree(
  lp: OpenLp,
  model: TreeModel,
  value: number,
  share: number,
  limits: TreeLimits,
): TreeResult {
  const { binaries, groups, separate, found } = model;
  const fixedNow = new Int8Array(binaries).fill(-1);
  const groupOf = new Int32Array(binaries);
  groups.forEach((list, g) => {
    for (const c of list) groupOf[c] = g;
  });
  let best = value;
  const cutoff = (): number => best - share * Math.abs(best);
  const past = {
    up: new Float64Array(binaries),
    upCount: new Int32Array(binaries),
    down: new Float64Array(binaries),
    downCount: new Int32Array(binaries),
  };

  const goTo = (fixings: readonly number[]): void => {
    const wanted = new Int8Array(binaries).fill(-1);
    for (const f of fixings) {
      if (f < 0) wanted[-f - 1] = 0;
      else for (const c of groups[groupOf[f]]) wanted[c] = c === f ? 1 : 0;
    }
    for (let c = 0; c < binaries; c++) {
      if (wanted[c] === fixedNow[c]) continue;
      fixedNow[c] = wanted[c];
      lp.setBounds(c, wanted[c] === 1 ? 1 : 0, wanted[c] === 0 ? 0 : 1);
    }
  };

  /** the node's linear program with the rows it breaks; null when nothing below the cutoff is in it */
  const solveNode = (rounds: number): { objective: number; point: Float64Array } | null => {
    for (let round = 0; ; round++) {
      const relaxed = lp.solve();
      if (relaxed === null || relaxed.objective >= cutoff()) return null;
      const integral = branchable(relaxed.point).length === 0;
      if (!integral && round >= rounds) return relaxed;
      const rows = separate(relaxed.point, !integral);
      if (rows.length === 0) {
        if (!integral) return relaxed;
        best = Math.min(best, found(relaxed.point));
        return relaxed.objective >= cutoff() ? null : relaxed;
      }
      lp.addRows(rows);
    }
  };
  const branchable = (point: Float64Array): number[] => {
    const out: number[] = [];
    for (let c = 0; c < binaries; c++) if (point[c] > INTEGRAL && point[c] < 1 - INTEGRAL) out.push(c);
    return out;
  };

  /** the column whose two sides promise to rise most: by what was seen before, or by trying */
  const choose = (objective: number, point: Float64Array, fixings: readonly number[]): number => {
    const score = (c: number): number => {
      const up =
        (1 - point[c]) *
        (past.upCount[c] > 0 ? past.up[c] / past.upCount[c] : typical(past.up, past.upCount));
      const down =
        point[c] *
        (past.downCount[c] > 0 ? past.down[c] / past.downCount[c] : typical(past.down, past.downCount));
      return Math.max(up, 1e-9) * Math.max(down, 1e-9);
    };
    const candidates = branchable(point)
      .map(c => ({ c, score: score(c), half: Math.abs(point[c] - 0.5) }))
      .sort((a, b) => b.score - a.score || a.half - b.half || a.c - b.c);
    let chosen = candidates[0].c;
    let most = -1;
    for (const { c } of candidates.slice(0, TRIES)) {
      if (past.upCount[c] < RELIABLE || past.downCount[c] < RELIABLE) {
        for (const fixing of [c, -c - 1]) {
          goTo([...fixings, fixing]);
          const rise = Math.min(lp.glance(GLANCE), cutoff()) - objective;
          learn(c, fixing >= 0, Math.max(0, rise), point[c]);
        }
      }
      const now = score(c);
      if (now > most) {
        most = now;
        chosen = c;
      }
    }
    return chosen;
  };
  const learn = (c: number, up: boolean, rise: number, x: number): void => {
    if (up) {
      past.up[c] += rise / Math.max(1 - x, INTEGRAL);
      past.upCount[c]++;
    } else {
      past.down[c] += rise / Math.max(x, INTEGRAL);
      past.downCount[c]++;
    }
  };

  const open: Node[] = [{ fixings: [], bound: -Infinity }];
  let nodes = 0;
  // down to where nothing cheaper is left, then on from the node that promises most: that is what holds the bound
  let diving = false;
  const boundOf = (): number => open.reduce((least, node) => Math.min(least, node.bound), best);
  while (open.length > 0) {
    if (nodes >= limits.nodes || (nodes % REPORT === 0 && !limits.onNodes(nodes, boundOf()))) {
      return { bound: boundOf(), nodes, complete: false };
    }
    const node = diving ? open.pop()! : takeLeast(open);
    diving = false;
    if (node.bound >= cutoff()) continue;
    nodes++;
    goTo(node.fixings);
    const relaxed = solveNode(node.fixings.length === 0 ? ROOT_ROUNDS : NODE_ROUNDS);
    if (relaxed === null) continue;
    if (nodes % TRIM === 1) model.trimmed(lp.trim());
    const c = choose(relaxed.objective, relaxed.point, node.fixings);
    const bound = Math.max(node.bound, relaxed.objective);
    const zero: Node = { fixings: [...node.fixings, -c - 1], bound };
    const one: Node = { fixings: [...node.fixings, c], bound };
    if (relaxed.point[c] > 0.5) open.push(zero, one);
    else open.push(one, zero);
    diving = true;
  }
  return { bound: best, nodes, complete: true };
}

/** Removes the node with the least bound, the latest among equals. */
function takeLeast(open: Node[]): Node {
  let at = open.length - 1;
  for (let i = open.length - 2; i >= 0; i--) if (open[i].bound < open[at].bound) at = i;
  return open.splice(at, 1)[0];
}

function typical(sum: Float64Array, count: Int32Array): number {
  let total = 0;
  let times = 0;
  for (let c = 0; c < sum.length; c++) {
    total += sum[c];
    times += count[c];
  }
  return times > 0 ? total / times : 1;
}
