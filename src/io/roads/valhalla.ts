// Valhalla's matrix: `POST /sources_to_targets`. Seconds and kilometres, as a list of cells (verbose) or as two tables.
// Its traps: one place without a road, or one pair too far apart, and the whole matrix is refused.

import { quoteCell } from '../issues.ts';
import { kmBetween } from './points.ts';
import type { Ask, Reply } from './request.ts';
import { serverFault } from './server-fault.ts';
import type { ServerUrl } from './server-url.ts';
import type { AskTable, Place, TableReply } from './table.ts';
import { figureOf, isObject, tableOf } from './table-json.ts';

/** What Valhalla's error codes mean for a matrix (src/exceptions.cc of its sources). */
const REFUSALS: ReadonlyMap<number, TableReply> = new Map<number, TableReply>([
  [150, { state: 'too-big' }],
  [154, { state: 'refused', alone: 'too-far' }],
  [170, { state: 'refused', alone: 'no-road' }],
  [171, { state: 'refused', alone: 'off-road' }],
  [430, { state: 'refused', alone: 'no-road' }],
  [441, { state: 'refused', alone: 'no-road' }],
]);
/** no path for any pair of the matrix */
const NO_PATH = 442;
const TOO_LARGE = 413;

export function valhallaTable(server: ServerUrl, costing: string, ask: Ask): AskTable {
  return async (from, to, signal) => {
    const cells = from.length * to.length;
    const reply = await ask(
      {
        path: 'sources_to_targets',
        body: JSON.stringify({ sources: from, targets: to, costing, units: 'kilometers', verbose: true }),
        maxBytes: 1_000_000 + cells * 400 + (from.length + to.length) * 1024,
      },
      signal,
    );
    if (reply.status === TOO_LARGE) return { state: 'too-big' };
    const code = errorCode(reply);
    if (code === NO_PATH) {
      const nothing = () => new Float64Array(cells).fill(Number.NaN);
      const unknown = (places: readonly Place[]) => new Float64Array(places.length).fill(Number.NaN);
      return {
        state: 'table',
        minutes: nothing(),
        km: nothing(),
        fromOffKm: unknown(from),
        toOffKm: unknown(to),
      };
    }
    const refused = code === null ? undefined : REFUSALS.get(code);
    if (refused) return refused;
    const matrix = isObject(reply.json) ? reply.json.sources_to_targets : undefined;
    if (code !== null || matrix === undefined) throw refusal(server, costing, reply, code);

    const answer = reply.json as Record<string, unknown>;
    const wrong = (found: string) =>
      serverFault(
        server.shown,
        found,
        'a matrix as Valhalla gives it',
        'check that the address is that of Valhalla 3 or later',
      );
    const [minutes, km] = figures(matrix, from.length, to.length, wrong);
    return {
      state: 'table',
      minutes,
      km,
      fromOffKm: offKmOf(answer.sources, from),
      toOffKm: offKmOf(answer.targets, to),
    };
  };
}

type Wrong = (found: string) => Error;

function figures(
  matrix: unknown,
  sources: number,
  targets: number,
  wrong: Wrong,
): [Float64Array, Float64Array] {
  // the concise form: two tables
  if (isObject(matrix)) {
    return [
      tableOf(matrix.durations, 'durations', sources, targets, 60, wrong),
      tableOf(matrix.distances, 'distances', sources, targets, 1, wrong),
    ];
  }
  const minutes = new Float64Array(sources * targets).fill(Number.NaN);
  const km = new Float64Array(sources * targets).fill(Number.NaN);
  const seen = new Uint8Array(sources * targets);
  if (!Array.isArray(matrix)) throw wrong(`${quoteCell(JSON.stringify(matrix))} as the matrix`);
  for (const cell of matrix.flat() as unknown[]) {
    const { from_index: source, to_index: target, time, distance } = isObject(cell) ? cell : {};
    if (!isIndex(source, sources) || !isIndex(target, targets))
      throw wrong(`a cell of the matrix that is no pair: ${quoteCell(JSON.stringify(cell) ?? 'nothing')}`);
    const at = source * targets + target;
    seen[at] = 1;
    minutes[at] = figureOf(time, 'times', wrong) / 60;
    km[at] = figureOf(distance, 'distances', wrong);
    // where there is no road some versions give a distance all the same
    if (Number.isNaN(minutes[at])) km[at] = Number.NaN;
  }
  const found = seen.reduce((sum, one) => sum + one, 0);
  if (found !== seen.length) throw wrong(`${found} cells of a matrix of ${sources} × ${targets}`);
  return [minutes, km];
}

function isIndex(value: unknown, length: number): value is number {
  return Number.isInteger(value) && (value as number) >= 0 && (value as number) < length;
}

/** Km by which each place was moved; null in the list: no road near it. Older servers nest the list, or give the input. */
function offKmOf(list: unknown, places: readonly Place[]): Float64Array {
  const flat: unknown[] = Array.isArray(list) ? list.flat() : [];
  return Float64Array.from(places, ({ lat, lon }, at) => {
    if (flat.length !== places.length) return Number.NaN;
    const there = flat[at];
    if (there === null) return Number.POSITIVE_INFINITY;
    const { lat: y, lon: x } = isObject(there) ? there : {};
    return typeof y === 'number' && typeof x === 'number' ? kmBetween(lat, lon, y, x) : Number.NaN;
  });
}

function errorCode({ status, json }: Reply): number | null {
  if (isObject(json) && typeof json.error_code === 'number') return json.error_code;
  return status >= 400 ? 0 : null;
}

function refusal(server: ServerUrl, costing: string, reply: Reply, code: number | null) {
  const { error } = (isObject(reply.json) ? reply.json : {}) as { error?: unknown };
  const found =
    typeof error === 'string' && code
      ? `error ${code}: ${quoteCell(server.hide(error))}`
      : `HTTP ${reply.status} ${reply.said}`;
  return serverFault(server.shown, found, 'a matrix as Valhalla gives it', remedyOf(code, costing));
}

function remedyOf(code: number | null, costing: string): string {
  if (code === 124 || code === 125 || code === 140)
    return `${quoteCell(costing)} is no costing for matrices: choose auto, truck, bus, bicycle, motor_scooter or pedestrian`;
  if (code === 106 || code === 107 || code === 400)
    return 'allow the action sources_to_targets in valhalla.json (loki.actions)';
  return 'give the address that stands before /sources_to_targets, such as http://localhost:8002';
}
