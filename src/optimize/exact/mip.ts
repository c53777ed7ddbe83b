// A 0-1 program as a task of its own, data only, so that it can be worked off in another thread while this one listens.

import type { LpModel, LpRow } from '../lp-model.ts';

export interface MipTask {
  readonly model: LpModel;
  /** columns that must be 0 or 1: the first ones of the model */
  readonly binaries: number;
  /** rows beyond the model's */
  readonly rows: readonly LpRow[];
  /** a point that keeps every row, the mark to beat; null: none is known */
  readonly start: Float64Array | null;
  /** it ends when value and bound are within this share of each other */
  readonly gap: number;
  /** or when so many branch-and-bound nodes, or simplex steps, are spent */
  readonly nodes: number;
  readonly steps: number;
}

export interface MipResult {
  /** no point costs less; Infinity when there is none */
  readonly bound: number;
  /** each better than the ones before it, and than the start */
  readonly points: readonly Float64Array[];
  readonly nodes: number;
  readonly steps: number;
  /** false when nodes or steps ran out */
  readonly complete: boolean;
}

/** Told now and then of the nodes so far and the bound. */
export type MipProgress = (nodes: number, bound: number) => void;

/** Rejects when it is called off. */
export type MipSolver = (task: MipTask, onProgress: MipProgress) => Promise<MipResult>;
