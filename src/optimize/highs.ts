// The one place that knows HiGHS (WebAssembly): the oracle of the tests, and what solves a master that
// javascript-lp-solver could not. Deterministic: one thread, fixed seed, no time limit.

import type { Highs, HighsCallbackMap, Model, ModelData } from 'highs';
import type { MipProgress, MipResult, MipTask } from './exact/mip.ts';
import {
  type LpModel,
  type LpResult,
  type LpRow,
  medianMagnitude,
  type OpenLp,
  type OpenLpOptions,
} from './lp-model.ts';

let loaded: Promise<Highs> | undefined;

/** Loads the WebAssembly module once. */
export function loadHighs(): Promise<Highs> {
  // its types describe the CommonJS build, whose default export is one level deeper than the ESM build's
  loaded ??= import('highs').then(({ default: load }) => (load as unknown as typeof load.default)());
  return loaded;
}

const NO_LIMIT = 2147483647;
/** Checkpoints of branch and cut between two reports. */
const REPORT = 20;
/** simplex_strategy */
const DUAL = 1;
const PRIMAL = 4;
/** simplex_dual_edge_weight_strategy */
const DEVEX = 1;
const OPTIONS = {
  output_flag: false,
  primal_feasibility_tolerance: 1e-9,
  dual_feasibility_tolerance: 1e-9,
  random_seed: 0,
};

function modelData(model: LpModel, scale: number): ModelData {
  const { columns, rows, starts, indices, values } = model;
  return {
    numCols: columns,
    numRows: rows,
    colCost: model.cost.map(c => c / scale),
    offset: (model.offset ?? 0) / scale,
    colLower: new Float64Array(columns),
    colUpper: new Float64Array(columns).fill(Infinity),
    rowLower: model.rowLower,
    rowUpper: model.rowUpper,
    matrix: { format: 'csc', numRows: rows, numCols: columns, starts, indices, values },
  };
}

/** Solves an LP exactly; the status is a value, never an exception. */
export async function solveWithHighs(model: LpModel): Promise<LpResult> {
  const highs = await loadHighs();
  // its tolerances are absolute too
  const scale = medianMagnitude(model.cost) || 1;
  return highs.withModel((instance: Model): LpResult => {
    instance.options.set(OPTIONS);
    instance.passModel(modelData(model, scale));
    try {
      instance.run();
    } catch (error) {
      if (error instanceof highs.errors.HighsError) return { status: 'failed', iterations: 0 };
      throw error;
    }
    return readResult(highs, instance, model, scale);
  });
}

/** The same, held open. Close it, or its memory is lost. */
export async function openLp(model: LpModel, options: OpenLpOptions = {}): Promise<OpenLp> {
  const highs = await loadHighs();
  const { modelStatus, basisStatus } = highs.constants;
  const scale = options.scale ?? (medianMagnitude(model.cost) || 1);
  const instance = highs.createModel();
  instance.options.set(OPTIONS);
  const { tolerance } = options;
  if (tolerance !== undefined) {
    instance.options.set({
      primal_feasibility_tolerance: tolerance,
      dual_feasibility_tolerance: tolerance,
    });
  }
  instance.passModel(modelData(model, scale));
  let added = 0;
  const run = (steps: number): number => {
    instance.options.set({ simplex_iteration_limit: steps });
    instance.run();
    return instance.getModelStatus();
  };
  return {
    addRows: rows => {
      instance.addRows(rowBlock(rows, instance.getDimensions().numCols));
      added += rows.length;
    },
    addColumns: columns => {
      const height = instance.getDimensions().numRows;
      instance.addCols({
        cost: Float64Array.from(columns, column => column.cost / scale),
        lower: new Float64Array(columns.length),
        upper: Float64Array.from(columns, column => column.upper),
        matrix: {
          ...packed(columns.map(column => [column.rows, column.values] as const)),
          format: 'csc',
          numRows: height,
          numCols: columns.length,
        },
      });
    },
    deleteRows: rows => {
      instance.deleteRows({ kind: 'set', indices: Int32Array.from(rows) });
      added -= rows.length;
    },
    solve: () => {
      const status = run(NO_LIMIT);
      if (status === modelStatus.infeasible) return null;
      if (status !== modelStatus.optimal) throw new Error(`HiGHS ended with model status ${status}`);
      return { objective: instance.getObjectiveValue() * scale, point: instance.getSolution().colValue };
    },
    solvePair: (primal, steps) => {
      // edge weights of the steepest kind would be computed anew whenever rows come in
      instance.options.set({
        simplex_strategy: primal ? PRIMAL : DUAL,
        simplex_dual_edge_weight_strategy: DEVEX,
      });
      try {
        if (run(steps) !== modelStatus.optimal) return null;
      } catch (error) {
        // the primal simplex may lose its way; the dual one starts again from the slacks
        if (!(error instanceof highs.errors.HighsError)) throw error;
        instance.options.set({ simplex_strategy: DUAL });
        instance.setLogicalBasis();
        if (run(steps) !== modelStatus.optimal) return null;
      }
      const { colValue, rowDual } = instance.getSolution();
      return {
        point: colValue,
        dual: rowDual.map(y => y * scale),
        steps: Number(instance.info.get('simplex_iteration_count')),
      };
    },
    trim: () => {
      const { rowStatus } = instance.getBasis();
      const stays = Array.from({ length: added }, (_, r) => rowStatus[model.rows + r] !== basisStatus.basic);
      const indices = [...stays.keys()].filter(r => !stays[r]).map(r => model.rows + r);
      if (indices.length > 0) instance.deleteRows({ kind: 'set', indices: Int32Array.from(indices) });
      added -= indices.length;
      return stays;
    },
    close: () => instance.dispose(),
  };
}

/** Solves a 0-1 program by branch and cut: deterministic too, its limits are counted. */
export async function solveMip(task: MipTask, onProgress: MipProgress = () => {}): Promise<MipResult> {
  const { model, binaries, rows, start } = task;
  const highs = await loadHighs();
  const { callbackType, modelStatus } = highs.constants;
  const scale = medianMagnitude(model.cost) || 1;
  return highs.withModel((instance: Model): MipResult => {
    instance.options.set({
      ...OPTIONS,
      mip_feasibility_tolerance: 1e-9,
      mip_rel_gap: task.gap,
      mip_abs_gap: 0,
      mip_max_nodes: task.nodes,
    });
    const data = modelData(model, scale);
    instance.passModel({
      ...data,
      colUpper: data.colUpper.map((upper, c) => (c < binaries ? 1 : upper)),
      integrality: Int32Array.from({ length: model.columns }, (_, c) => (c < binaries ? 1 : 0)),
    });
    if (rows.length > 0) instance.addRows(rowBlock(rows, model.columns));
    if (start) instance.setSolution({ colValue: start });
    const points: Float64Array[] = [];
    let seen = 0;
    const callbacks: HighsCallbackMap = {
      [callbackType.mipImprovingSolution]({ data: { mip_solution } }) {
        if (mip_solution) points.push(Float64Array.from(mip_solution));
      },
      [callbackType.mipInterrupt](event) {
        const { mip_node_count, mip_total_lp_iterations, mip_dual_bound } = event.data;
        if (Number(mip_total_lp_iterations) > task.steps) event.interrupt();
        if (seen++ % REPORT === 0) onProgress(Number(mip_node_count), Number(mip_dual_bound) * scale);
      },
    };
    try {
      instance.run(callbacks);
    } catch (error) {
      // as if its limits had run out: what was found is as good as it was
      if (!(error instanceof highs.errors.HighsError)) throw error;
      return { bound: -Infinity, points, nodes: task.nodes, steps: task.steps, complete: false };
    }
    const status = instance.getModelStatus();
    const nodes = Number(instance.info.get('mip_node_count'));
    const bound =
      status === modelStatus.infeasible ? Infinity : Number(instance.info.get('mip_dual_bound')) * scale;
    const complete = status === modelStatus.optimal || status === modelStatus.infeasible;
    // what it comes by in its last step, as where presolve alone solves it, is told nobody
    if (status === modelStatus.optimal) {
      const last = Float64Array.from(instance.getSolution().colValue);
      const told = points.at(-1);
      if (!told || last.some((x, c) => c < binaries && x > 0.5 !== told[c]! > 0.5)) points.push(last);
    }
    return { bound, points, nodes, steps: Number(instance.info.get('simplex_iteration_count')), complete };
  });
}

function rowBlock(rows: readonly LpRow[], width: number) {
  return {
    lower: Float64Array.from(rows, row => row.lower),
    upper: Float64Array.from(rows, row => row.upper),
    matrix: {
      ...packed(rows.map(row => [row.columns, row.values] as const)),
      format: 'csr' as const,
      numRows: rows.length,
      numCols: width,
    },
  };
}

/** Rows of a matrix by rows, or columns of one by columns, one after the other. */
function packed(lists: readonly (readonly [indices: readonly number[], values: readonly number[]])[]) {
  const starts = new Int32Array(lists.length + 1);
  lists.forEach(([indices], at) => {
    starts[at + 1] = starts[at] + indices.length;
  });
  return {
    starts,
    indices: Int32Array.from(lists.flatMap(([indices]) => indices)),
    values: Float64Array.from(lists.flatMap(([, values]) => values)),
  };
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

function readResult(highs: Highs, instance: Model, { rows, offset = 0 }: LpModel, scale: number): LpResult {
  const status = instance.getModelStatus();
  const iterations = Number(instance.info.get('simplex_iteration_count'));
  const known = highs.constants.modelStatus;
  // without columns there is nothing to solve, and no solution to be asked for
  if (status === known.empty) {
    const [primal, dual] = [new Float64Array(0), new Float64Array(rows)];
    return { status: 'optimal', objective: offset, primal, dual, iterations: 0 };
  }
  if (status === known.optimal) {
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
