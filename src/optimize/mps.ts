// The full model as free MPS, for any other solver to check the bound: every eligible pair as an integer column,
// elastic balance rows with ranges, budgets. Numbers are printed so that they read back as the same doubles.

import type { Problem } from '../model/problem.ts';
import { fullModel } from './lp-model.ts';

export interface ModelNames {
  /** ids of the n zones, k reps and m measures; any text, used only as far as it is safe */
  readonly zones: readonly string[];
  readonly reps: readonly string[];
  readonly measures: readonly string[];
  /** of team budgets, where there are some */
  readonly budgets?: readonly string[];
}

/** Longest part of a name that is taken from an id: some readers stop at 255 characters, fixed ones far earlier. */
const LONGEST = 40;
/** Entries written at a time: few enough to stream, many enough to be quick. */
const CHUNK = 2000;

/**
 * Yields the file piece by piece. Objective `cost` is minimized; its optimum with integrality relaxed is the
 * plain bound. Columns are x_<zone>_<rep>, over_/under_<rep>_<measure> and over_team_<budget>; an id that is not plain ASCII
 * letters, digits, '-', or is long, or occurs twice, is replaced by its position, which a comment maps back.
 */
export function* writeMps(problem: Problem, names: ModelNames): Generator<string> {
  const { n, k, m } = problem;
  const zones = safeNames(names.zones, n);
  const reps = safeNames(names.reps, k);
  const measures = safeNames(names.measures, m);
  const budgets = safeNames(names.budgets ?? [], problem.budgets?.length ?? 0);
  const { model, zoneOf, repOf, underAt, teamRow, spentAt } = fullModel(problem);

  yield '* minimize assignment cost plus priced excess over or under the balance windows\n';
  yield '* balance rows are in units of targets; contiguity is not part of this model\n';
  if (problem.preferred) yield '* nor is the price of cuts through areas\n';
  for (const [kind, list, ids] of [
    ['zone', zones, names.zones],
    ['rep', reps, names.reps],
    ['measure', measures, names.measures],
    ['budget', budgets, names.budgets ?? []],
  ] as const) {
    for (let at = 0; at < list.length; at++) {
      if (list[at] !== ids[at]) yield `* ${kind} ${list[at]} is ${printable(ids[at] ?? '')}\n`;
    }
  }

  const rowName = (r: number): string => {
    if (r < n) return `zone_${zones[r]}`;
    if (r >= teamRow) return `team_${budgets[r - teamRow]}`;
    if (r === n + k * m) return 'budget';
    return `balance_${reps[Math.floor((r - n) / m)]}_${measures[(r - n) % m]}`;
  };
  const rowNames = Array.from({ length: model.rows }, (_, r) => rowName(r));
  const columnName = (c: number): string => {
    if (zoneOf[c] >= 0) return `x_${zones[zoneOf[c]]}_${reps[repOf[c]]}`;
    if (c >= spentAt) return `over_team_${budgets[c - spentAt]}`;
    const r = c < underAt ? c - (underAt - k * m) : c - underAt;
    return `${c < underAt ? 'over' : 'under'}_${reps[Math.floor(r / m)]}_${measures[r % m]}`;
  };

  yield 'NAME sectorize\nROWS\n N cost\n';
  let text = '';
  for (let r = 0; r < model.rows; r++) {
    const kind = r < n ? 'E' : 'L';
    text += ` ${kind} ${rowNames[r]}\n`;
    if (r % CHUNK === 0) {
      yield text;
      text = '';
    }
  }
  text += "COLUMNS\n MARKER MARKER 'MARKER' 'INTORG'\n";
  const firstExcess = underAt - k * m;
  for (let c = 0; c < model.columns; c++) {
    if (c === firstExcess) text += " MARKER MARKER 'MARKER' 'INTEND'\n";
    const name = columnName(c);
    text += ` ${name} cost ${number(model.cost[c])}\n`;
    for (let e = model.starts[c]; e < model.starts[c + 1]; e++) {
      text += ` ${name} ${rowNames[model.indices[e]]} ${number(model.values[e])}\n`;
    }
    if (c % CHUNK === 0) {
      yield text;
      text = '';
    }
  }
  text += 'RHS\n';
  for (let r = 0; r < model.rows; r++) {
    const side = model.rowUpper[r];
    if (side !== 0) text += ` RHS ${rowNames[r]} ${number(side)}\n`;
  }
  yield text;
  text = 'RANGES\n';
  for (let r = n; r < n + k * m; r++) {
    // from the sides themselves: upper − lower, so that the lower side is upper − range
    text += ` RNG ${rowNames[r]} ${number(model.rowUpper[r] - model.rowLower[r])}\n`;
  }
  yield text;
  text = 'BOUNDS\n';
  for (let c = 0; c < firstExcess; c++) {
    text += ` UP BND ${columnName(c)} 1\n`;
    if (c % CHUNK === 0) {
      yield text;
      text = '';
    }
  }
  yield `${text}ENDATA\n`;
}

// JavaScript prints the shortest decimal that reads back as the same double
function number(x: number): string {
  return String(x);
}

// an id as it is where it is safe and unique, else '#' and its position, which no safe id can be
function safeNames(ids: readonly string[], count: number): string[] {
  const seen = new Set<string>();
  return Array.from({ length: count }, (_, at) => {
    const id = ids[at] ?? '';
    const safe = id.length <= LONGEST && /^[A-Za-z0-9.-]+$/.test(id) && !seen.has(id);
    if (!safe) return `#${at}`;
    seen.add(id);
    return id;
  });
}

// one line, no control characters, not endless
function printable(id: string): string {
  return JSON.stringify(id.length > 200 ? `${id.slice(0, 200)}…` : id);
}
