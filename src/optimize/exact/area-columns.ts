// Preferred areas in the program: for each area a and rep j a column y[a,j], which is 1 where j has any of a's zones,
//
//   x[i,j] ≤ y[a,j]  for every zone i of a        objective + price × (Σ_j y[a,j] − 1)
//   Σ_j y[a,j] + Σ_j over[j] / missing ≥ r        where fewer than r reps cannot carry it (least-reps.ts)
//
// A row for each zone, not one for their sum: fractions of a rep then cost as much as its largest share of any zone.

import type { Problem } from '../../model/problem.ts';
import { type LeastReps, leastReps } from '../least-reps.ts';
import type { FullModel, LpModel } from '../lp-model.ts';
import { zonesByArea } from '../preferred.ts';

/** The full model with these columns and rows at its end; the same where no area is preferred. */
export interface AreaModel extends FullModel {
  /** column → what it is about: the area's zones and the rep; from `areasAt` on */
  readonly parts: readonly AreaPart[];
  readonly areasAt: number;
}

interface AreaPart {
  readonly price: number;
  /** columns of the area's zones with the rep */
  readonly columns: readonly number[];
}

interface Need extends LeastReps {
  readonly parts: readonly number[];
}

export function withAreaColumns(problem: Problem, full: FullModel): AreaModel {
  const { model, overAt, zoneOf, repOf } = full;
  const { n, k, preferred = [] } = problem;
  const columnAt = new Int32Array(n * k).fill(-1);
  for (let c = 0; c < overAt; c++) columnAt[zoneOf[c] * k + repOf[c]] = c;
  const parts: AreaPart[] = [];
  const needs: Need[] = [];
  const least = leastReps(problem);
  let offset = 0;
  for (const [kind, areas] of preferred.entries()) {
    for (const [area, zones] of zonesByArea(areas).entries()) {
      // a zone alone cannot be cut, and without a price nothing is paid
      if (zones.length < 2 || !(areas.price > 0)) continue;
      offset -= areas.price;
      const first = parts.length;
      for (let rep = 0; rep < k; rep++) {
        const columns = zones.map(i => columnAt[i * k + rep]).filter(c => c >= 0);
        if (columns.length > 0) parts.push({ price: areas.price, columns });
      }
      const need = least[kind][area];
      if (need) needs.push({ ...need, parts: Array.from(parts.keys()).slice(first) });
    }
  }
  return {
    ...full,
    model: offset < 0 ? widened(problem, full, parts, needs, offset) : model,
    parts,
    areasAt: model.columns,
  };
}

/** What the parts' columns are in a plan: 1 where the rep has a zone of the area. */
export function fillParts({ parts, areasAt }: AreaModel, point: Float64Array): void {
  for (const [p, { columns }] of parts.entries())
    point[areasAt + p] = columns.some(c => point[c] > 0.5) ? 1 : 0;
}

function widened(
  { k, m }: Problem,
  { model, overAt }: FullModel,
  parts: readonly AreaPart[],
  needs: readonly Need[],
  offset: number,
): LpModel {
  const added: LpEntry[][] = Array.from({ length: model.columns + parts.length }, () => []);
  let rows = model.rows;
  for (const [p, { columns }] of parts.entries()) {
    for (const c of columns) {
      added[c].push([rows, 1]);
      added[model.columns + p].push([rows++, -1]);
    }
  }
  const linked = rows - model.rows;
  for (const { measure, missing, parts: own } of needs) {
    for (const p of own) added[model.columns + p].push([rows, 1]);
    for (let j = 0; j < k; j++) added[overAt + j * m + measure].push([rows, 1 / missing]);
    rows++;
  }
  const starts: number[] = [];
  const indices: number[] = [];
  const values: number[] = [];
  for (const [c, more] of added.entries()) {
    starts.push(indices.length);
    for (let e = c < model.columns ? model.starts[c] : 0; c < model.columns && e < model.starts[c + 1]; e++) {
      indices.push(model.indices[e]);
      values.push(model.values[e]);
    }
    for (const [row, value] of more) {
      indices.push(row);
      values.push(value);
    }
  }
  const side = (own: Float64Array, link: number, need: (reps: number) => number) =>
    Float64Array.from([
      ...own,
      ...new Float64Array(linked).fill(link),
      ...needs.map(({ reps }) => need(reps)),
    ]);
  return {
    columns: model.columns + parts.length,
    rows,
    cost: Float64Array.from([...model.cost, ...parts.map(({ price }) => price)]),
    rowLower: side(model.rowLower, -Infinity, reps => reps),
    rowUpper: side(model.rowUpper, 0, () => Infinity),
    starts: Int32Array.from([...starts, indices.length]),
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
    offset,
  };
}

type LpEntry = readonly [row: number, value: number];
