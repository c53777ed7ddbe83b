// Preferred areas in the program: for each area a and rep j a column y[a,j], which is 1 where j has any of a's zones,
//
//   x[i,j] ≤ y[a,j]  for every zone i of a        objective + price × (Σ_j y[a,j] − 1)
//
// A row for each zone, not one for their sum: fractions of a rep then cost as much as its largest share of any zone.

import type { Problem } from '../../model/problem.ts';
import type { FullModel, LpModel } from '../lp-model.ts';
import { zonesByArea } from '../preferred.ts';

/** The full model with these columns and rows at its end; the same where no area is preferred. */
export interface AreaModel extends FullModel {
  /** column → what it is about: the area's zones and the rep; from `areasAt` on */
  readonly parts: readonly AreaPart[];
  readonly areasAt: number;
}

interface AreaPart {
  readonly rep: number;
  readonly price: number;
  /** columns of the area's zones with the rep */
  readonly columns: readonly number[];
}

export function withAreaColumns(problem: Problem, full: FullModel): AreaModel {
  const { model, overAt, zoneOf, repOf } = full;
  const { n, k, preferred = [] } = problem;
  const columnAt = new Int32Array(n * k).fill(-1);
  for (let c = 0; c < overAt; c++) columnAt[zoneOf[c] * k + repOf[c]] = c;
  const parts: AreaPart[] = [];
  let offset = 0;
  for (const areas of preferred) {
    for (const zones of zonesByArea(areas)) {
      // a zone alone cannot be cut, and without a price nothing is paid
      if (zones.length < 2 || !(areas.price > 0)) continue;
      offset -= areas.price;
      for (let rep = 0; rep < k; rep++) {
        const columns = zones.map(i => columnAt[i * k + rep]).filter(c => c >= 0);
        if (columns.length > 0) parts.push({ rep, price: areas.price, columns });
      }
    }
  }
  return {
    ...full,
    model: offset < 0 ? widened(model, parts, offset) : model,
    parts,
    areasAt: model.columns,
  };
}

/** What the parts' columns are in a plan: 1 where the rep has a zone of the area. */
export function fillParts({ parts, areasAt }: AreaModel, point: Float64Array): void {
  for (const [p, { columns }] of parts.entries())
    point[areasAt + p] = columns.some(c => point[c] > 0.5) ? 1 : 0;
}

function widened(model: LpModel, parts: readonly AreaPart[], offset: number): LpModel {
  const linked: number[][] = Array.from({ length: model.columns }, () => []);
  let rows = model.rows;
  const own = parts.map(({ columns }) =>
    columns.map(c => {
      linked[c].push(rows);
      return rows++;
    }),
  );
  const starts: number[] = [];
  const indices: number[] = [];
  const values: number[] = [];
  for (let c = 0; c < model.columns; c++) {
    starts.push(indices.length);
    for (let e = model.starts[c]; e < model.starts[c + 1]; e++) {
      indices.push(model.indices[e]);
      values.push(model.values[e]);
    }
    for (const row of linked[c]) {
      indices.push(row);
      values.push(1);
    }
  }
  for (const list of own) {
    starts.push(indices.length);
    for (const row of list) {
      indices.push(row);
      values.push(-1);
    }
  }
  const more = rows - model.rows;
  return {
    columns: model.columns + parts.length,
    rows,
    cost: Float64Array.from([...model.cost, ...parts.map(({ price }) => price)]),
    rowLower: Float64Array.from([...model.rowLower, ...new Float64Array(more).fill(-Infinity)]),
    rowUpper: Float64Array.from([...model.rowUpper, ...new Float64Array(more)]),
    starts: Int32Array.from([...starts, indices.length]),
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
    offset,
  };
}
