// The master with cuts, held open: rows and columns come in, slack rows go, and HiGHS goes on from where it was. As in
// master-model.ts, every zone has a base rep, and a column is the share that leaves the base for another rep.

import type { Duals, Problem } from '../../model/problem.ts';
import { type Coupling, columnEntries, rowOf, toDuals } from '../coupling.ts';
import { openLp } from '../highs.ts';
import { type LpColumn, type LpRow, makeLpBuilder, type OpenLp } from '../lp-model.ts';
import type { Cut } from './cut.ts';
import type { RepShares } from './support.ts';

export interface Pair {
  readonly zone: number;
  readonly rep: number;
}

export interface CutLp {
  /** the cuts that are in, in the order of their rows */
  readonly cuts: () => readonly Cut[];
  /** rows in all, those of the coupling included */
  readonly rows: () => number;
  /** reps that a zone may have so far, its base first */
  readonly known: (zone: number) => readonly number[];
  readonly addPairs: (pairs: readonly Pair[]) => void;
  readonly addCuts: (cuts: readonly Cut[]) => void;
  /** null when it does not come to an end within so many simplex steps. `primal`: right after pairs came in */
  readonly solve: (primal: boolean, steps: number) => CutLpSolution | null;
  /** takes out the cuts that were slack in the last `rounds` solutions */
  readonly dropSlack: (rounds: number) => void;
  readonly close: () => void;
}

export interface CutLpSolution {
  readonly duals: Duals;
  /** multiplier of each cut */
  readonly prices: Float64Array;
  /** rep → its zones with their shares, by rising zone */
  readonly shares: readonly RepShares[];
  readonly steps: number;
}

/** Shares below this are none. */
const TRACE = 1e-7;

interface CutRow {
  readonly cut: Cut;
  /** solutions in a row in which it was slack */
  idle: number;
}

/** What a row of the LP is beyond the coupling rows: the shares of a contested zone (its index), or a cut. */
type Row = number | CutRow;

export async function openCutLp(
  problem: Problem,
  coupling: Coupling,
  base: Int32Array,
  budgetCap: number,
): Promise<CutLp> {
  const { n, k, m, cost } = problem;
  const { rows: coupled, width, lower, upper, cap } = coupling;
  const entries = new Float64Array(width);
  const add = new Float64Array(width);

  const builder = makeLpBuilder();
  const rowLower = lower.slice();
  const rowUpper = upper.slice();
  for (let i = 0; i < n; i++) {
    columnEntries(problem, coupling, i, base[i], entries, 0);
    for (let q = 0; q < width; q++) {
      rowLower[rowOf(problem, base[i], q)] -= entries[q];
      rowUpper[rowOf(problem, base[i], q)] -= entries[q];
    }
  }
  // columns 2r and 2r + 1: excess above and below the window of coupling row r
  for (let r = 0; r < coupled; r++) {
    for (const sign of [-1, 1]) {
      builder.column(cap[r] < Infinity ? cap[r] : budgetCap);
      builder.entry(r, sign);
    }
  }
  const scale = typicalCost(problem, base);
  const lp: OpenLp = await openLp(builder.build(rowLower, rowUpper), { scale, tolerance: 1e-7 });

  const rows: Row[] = [];
  const shareRow = new Map<number, number>();
  const pairs: Pair[] = [];
  const columnOf = new Map<number, number>();
  const known = new Map<number, number[]>();
  /** zone → rows of cuts it is in, with its sign */
  let cutsAt: Map<number, [row: number, sign: number][]>;
  let cutList: Cut[] = [];

  const index = (): void => {
    cutsAt = new Map();
    cutList = [];
    shareRow.clear();
    rows.forEach((row, at) => {
      if (typeof row === 'number') shareRow.set(row, coupled + at);
      else indexCut(row.cut, coupled + at);
    });
  };
  const indexCut = (cut: Cut, row: number): void => {
    const put = (zone: number, sign: number): void => {
      const list = cutsAt.get(zone);
      if (list === undefined) cutsAt.set(zone, [[row, sign]]);
      else list.push([row, sign]);
    };
    cutList.push(cut);
    put(cut.zone, 1);
    for (const c of cut.separator) put(c, -1);
  };
  index();

  const addPairs = (added: readonly Pair[]): void => {
    if (added.length === 0) return;
    // a lone alternative is at most 1 by its bound; the second one brings the row
    const count = new Map<number, number>();
    for (const { zone } of added) count.set(zone, (count.get(zone) ?? 0) + 1);
    const newRows: LpRow[] = [];
    for (const [zone, more] of count) {
      const before = (known.get(zone) ?? []).slice(1).map(rep => columnOf.get(zone * k + rep)!);
      if (shareRow.has(zone) || before.length + more < 2) continue;
      shareRow.set(zone, coupled + rows.length);
      rows.push(zone);
      newRows.push({ lower: -Infinity, upper: 1, columns: before, values: before.map(() => 1) });
    }
    if (newRows.length > 0) lp.addRows(newRows);
    const columns: LpColumn[] = added.map(({ zone, rep }) => {
      const b = base[zone];
      columnEntries(problem, coupling, zone, b, entries, 0);
      columnEntries(problem, coupling, zone, rep, add, 0);
      const at: number[] = [];
      const values: number[] = [];
      const put = (row: number, value: number): void => {
        if (value === 0) return;
        at.push(row);
        values.push(value);
      };
      for (let q = 0; q < m; q++) {
        put(rep * m + q, add[q]);
        put(b * m + q, -entries[q]);
      }
      for (let q = m; q < width; q++) put(rowOf(problem, rep, q), add[q] - entries[q]);
      const share = shareRow.get(zone);
      if (share !== undefined) put(share, 1);
      for (const [row, sign] of cutsAt.get(zone) ?? []) {
        const { rep: of } = (rows[row - coupled] as CutRow).cut;
        if (of === rep) put(row, sign);
        else if (of === b) put(row, -sign);
      }
      return { cost: cost[zone * k + rep] - cost[zone * k + b], upper: 1, rows: at, values };
    });
    for (const pair of added) {
      columnOf.set(pair.zone * k + pair.rep, 2 * coupled + pairs.length);
      pairs.push(pair);
      const list = known.get(pair.zone);
      if (list === undefined) known.set(pair.zone, [base[pair.zone], pair.rep]);
      else list.push(pair.rep);
    }
    lp.addColumns(columns);
  };

  const addCuts = (cuts: readonly Cut[]): void => {
    if (cuts.length === 0) return;
    const added = cuts.map((cut): LpRow => {
      const columns: number[] = [];
      const values: number[] = [];
      let constant = 0;
      const put = (zone: number, sign: number): void => {
        if (base[zone] === cut.rep) {
          constant += sign;
          for (const j of known.get(zone) ?? []) {
            if (j === cut.rep) continue;
            columns.push(columnOf.get(zone * k + j)!);
            values.push(-sign);
          }
          return;
        }
        const column = columnOf.get(zone * k + cut.rep);
        if (column === undefined) return;
        columns.push(column);
        values.push(sign);
      };
      put(cut.zone, 1);
      for (const c of cut.separator) put(c, -1);
      columns.push(2 * (cut.rep * m + cut.measure) + 1);
      values.push(-1 / cut.missing);
      return { lower: -Infinity, upper: -constant, columns, values };
    });
    lp.addRows(added);
    for (const cut of cuts) {
      indexCut(cut, coupled + rows.length);
      rows.push({ cut, idle: 0 });
    }
  };

  const solve: CutLp['solve'] = (primal, most) => {
    const found = lp.solvePair(primal, most);
    if (found === null) return null;
    const { point, dual } = found;
    const y = new Float64Array(coupled);
    for (let r = 0; r < coupled; r++) y[r] = -dual[r];
    const prices: number[] = [];
    rows.forEach((row, at) => {
      if (typeof row === 'number') return;
      const price = -dual[coupled + at];
      prices.push(price);
      row.idle = price > 0 ? 0 : row.idle + 1;
    });
    const left = new Float64Array(n).fill(1);
    const shares = Array.from({ length: k }, () => new Map<number, number>());
    pairs.forEach(({ zone, rep }, c) => {
      const x = point[2 * coupled + c];
      if (x < TRACE) return;
      shares[rep].set(zone, x);
      left[zone] -= x;
    });
    for (let i = 0; i < n; i++) if (left[i] > TRACE) shares[base[i]].set(i, left[i]);
    return {
      duals: toDuals(problem, coupling, y),
      prices: Float64Array.from(prices),
      shares,
      steps: found.steps,
    };
  };

  const dropSlack = (rounds: number): void => {
    const gone: number[] = [];
    const stays: Row[] = [];
    rows.forEach((row, at) => {
      if (typeof row !== 'number' && row.idle >= rounds) gone.push(coupled + at);
      else stays.push(row);
    });
    if (gone.length === 0) return;
    lp.deleteRows(gone);
    rows.length = 0;
    for (const row of stays) rows.push(row);
    index();
  };

  return {
    cuts: () => cutList,
    rows: () => coupled + rows.length,
    known: zone => known.get(zone) ?? [base[zone]],
    addPairs,
    addCuts,
    solve,
    dropSlack,
    close: lp.close,
  };
}

function typicalCost({ n, k, cost }: Problem, base: Int32Array): number {
  const sizes = Float64Array.from({ length: n }, (_, i) => Math.abs(cost[i * k + base[i]])).filter(
    c => c > 0,
  );
  sizes.sort();
  return sizes[sizes.length >> 1] ?? 1;
}
