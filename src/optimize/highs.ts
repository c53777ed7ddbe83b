// The one place that knows HiGHS (WebAssembly): the oracle of the tests, and what solves a master that
// javascript-lp-solver could not. Deterministic: one thread, fixed seed, no time limit.

import type { Highs, Model } from 'highs';
import { type LpModel, type LpResult, medianMagnitude } from './lp-model.ts';

let loaded: Promise<Highs> | undefined;

/** Loads the WebAssembly module once. */
export function loadHighs(): Promise<Highs> {
  // its types describe the CommonJS build, whose default export is one level deeper than the ESM build's
  loaded ??= import('highs').then(({ default: load }) => (load as unknown as typeof load.default)());
  return loaded;
}

/** Solves an LP exactly; the status is a value, never an exception. */
export async function solveWithHighs(model: LpModel): Promise<LpResult> {
  const highs = await loadHighs();
  // its tolerances are absolute too
  const scale = medianMagnitude(model.cost) || 1;
  return highs.withModel((instance: Model): LpResult => {
    instance.options.set({
      output_flag: false,
      primal_feasibility_tolerance: 1e-9,
      dual_feasibility_tolerance: 1e-9,
      random_seed: 0,
    });
    instance.passModel({
      numCols: model.columns,
      numRows: model.rows,
      colCost: model.cost.map(c => c / scale),
      colLower: new Float64Array(model.columns),
      colUpper: new Float64Array(model.columns).fill(Infinity),
      rowLower: model.rowLower,
      rowUpper: model.rowUpper,
      matrix: {
        format: 'csc',
        numRows: model.rows,
        numCols: model.columns,
        starts: model.starts,
        indices: model.indices,
        values: model.values,
      },
    });
    try {
      instance.run();
    } catch (error) {
      if (error instanceof highs.errors.HighsError) return { status: 'failed', iterations: 0 };
      throw error;
    }
    return readResult(highs, instance, scale);
  });
}

/** Reads a model as MPS text and solves its LP relaxation; NaN when it is not solved to optimality. */
export async function optimumOfMps(text: string): Promise<number> {
  const highs = await loadHighs();
  return highs.withModel({ format: 'mps', data: text }, (instance: Model): number => {
    instance.options.set({ output_flag: false, solver: 'simplex', solve_relaxation: true });
    instance.run();
    return instance.getModelStatus() === highs.constants.modelStatus.optimal
      ? instance.getObjectiveValue()
      : Number.NaN;
  });
}

function readResult(highs: Highs, instance: Model, scale: number): LpResult {
  const status = instance.getModelStatus();
  const iterations = Number(instance.info.get('simplex_iteration_count'));
  const known = highs.constants.modelStatus;
  if (status === known.optimal || status === known.empty) {
    const { colValue, rowDual } = instance.getSolution();
    return {
      status: 'optimal',
      objective: instance.getObjectiveValue() * scale,
      primal: colValue,
      dual: rowDual.map(y => y * scale),
      iterations,
    };
  }
  if (status === known.infeasible) return { status: 'infeasible', iterations };
  if (status === known.unbounded) return { status: 'unbounded', iterations };
  return { status: 'failed', iterations };
}
