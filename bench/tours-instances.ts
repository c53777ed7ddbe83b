// Classical routing instances as problems of tours: see bench/tours/README.md for where they are from.

import { readFileSync } from 'node:fs';
import type { TourProblem } from '../src/model/tours.ts';

export interface Instance {
  readonly name: string;
  readonly kind: string;
  /** the best value known: proven optimal, but for that of CMT6 */
  readonly best: number;
  readonly problem: TourProblem;
}

const FILES: readonly (readonly [name: string, kind: string])[] = [
  ['eil51', 'TSP'],
  ['berlin52', 'TSP'],
  ['st70', 'TSP'],
  ['pr76', 'TSP'],
  ['kroA100', 'TSP'],
  ['br17', 'TSP, asymmetric'],
  ['ftv33', 'TSP, asymmetric'],
  ['n20w100.001', 'TSP with time windows'],
  ['X-n120-k6', 'VRP, equal demands'],
  ['CMT6', 'VRP, limited duration'],
];

export function tourInstances(): Instance[] {
  return FILES.map(([name, kind]) => readInstance(new URL(`tours/${name}.txt`, import.meta.url), kind));
}

function readInstance(file: URL, kind: string): Instance {
  const fields = new Map<string, string[]>();
  let field: string[] = [];
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [, key, rest] = /^([a-z]+):\s*(.*)$/.exec(line) ?? [null, '', line];
    if (key) {
      field = [];
      fields.set(key, field);
    }
    if (rest.trim()) field.push(...rest.trim().split(/\s+/));
  }
  const numbers = (key: string) => fields.get(key)?.map(Number);
  const one = (key: string) => numbers(key)?.[0];
  const matrix = numbers('matrix');
  const rounded = kind !== 'VRP, limited duration';
  const minutes = matrix ? Float64Array.from(matrix) : distances(numbers('coordinates') ?? [], rounded);
  const n = Math.sqrt(minutes.length);
  for (let a = 0; a < n; a++) minutes[a * n + a] = 0;
  const windows = numbers('windows');
  // the vehicles are days; one more than needed, so that it has to find out
  const vehicles = one('vehicles') ?? 1;
  const problem: TourProblem = {
    n,
    minutes,
    km: minutes,
    visits: Int32Array.from({ length: n }, (_, a) => (a === 0 ? 0 : 1)),
    service: new Float64Array(n).fill(one('service') ?? 0).fill(0, 0, 1),
    spacing: new Int32Array(n).fill(1),
    worth: new Float64Array(n).fill(1),
    opens: Float64Array.from({ length: n }, (_, a) => windows?.[2 * a] ?? 0),
    closes: Float64Array.from({ length: n }, (_, a) => windows?.[2 * a + 1] ?? Infinity),
    weekdays: new Uint8Array(n).fill(127),
    days: Array.from({ length: vehicles }, (_, d) => ({ day: d, weekday: d % 7 })),
    rules: {
      start: 0,
      length: one('length') ?? windows?.[1] ?? Infinity,
      driving: Infinity,
      lunch: null,
      overnight: null,
      mostVisits: one('capacity') ?? null,
    },
  };
  return { name: fields.get('name')?.[0] ?? '', kind, best: one('best') ?? Number.NaN, problem };
}

function distances(coordinates: readonly number[], rounded: boolean): Float64Array {
  const n = coordinates.length / 2;
  const out = new Float64Array(n * n);
  for (let a = 0; a < n; a++) {
    for (let b = 0; b < n; b++) {
      const far = Math.hypot(
        coordinates[2 * a] - coordinates[2 * b],
        coordinates[2 * a + 1] - coordinates[2 * b + 1],
      );
      out[a * n + b] = rounded ? Math.floor(far + 0.5) : far;
    }
  }
  return out;
}
