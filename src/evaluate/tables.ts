// The tables of the plan directory as rows: header first, then one row at a time, so that a million accounts
// stream. Columns and roundings are those of docs/file-formats.md. Flags are 1 and 0, because a spreadsheet
// can sum them in any language. Degrees have 6 decimals, shares 6, minutes 1, everything else 2.

import type { PlanContext, PlanResult } from '../model/context.ts';
import { extraZoneHours } from '../model/pace.ts';
import { ACCOUNT_COLUMNS, CHANGE_COLUMNS, NEIGHBOR_COLUMNS, ZONE_COLUMNS } from '../model/plan-columns.ts';
import type { Travel } from '../model/travel.ts';
import type { Change, Reason } from './changes.ts';
import { accountMoved, departedRep, zoneMoved } from './disruption.ts';
import type { LevelColumn } from './hierarchy/table.ts';
import { roundTo } from './statistics.ts';

export type Cell = string | number | null;
export type Row = readonly Cell[];

export interface TableInput {
  readonly context: PlanContext;
  readonly result: PlanResult;
  /** sector id of each rep */
  readonly sectorIds: readonly string[];
  readonly travel: Travel;
  /** followersOf(context), when many tables are made of one plan */
  readonly followers?: Int32Array;
  /** groups of the sectors above, a column each; none when absent */
  readonly levels?: readonly LevelColumn[];
}

const DEGREES = 6;
const MINUTES = 1;
const AMOUNT = 2;

/** Accounts per zone, without the named ones: they are their owner's. */
export function followersOf({ zones, zoneOf, named }: PlanContext): Int32Array {
  const followers = new Int32Array(zones.count);
  for (const [a, i] of zoneOf.entries()) if (!named[a]) followers[i] = (followers[i] as number) + 1;
  return followers;
}

/**
 * zones.csv. `accounts` and the measures are those that follow the zone: named accounts are their owner's.
 * The workload is what the zone costs its rep: visits, local travel and the approach.
 * @param only rep whose zones are wanted; null for all
 */
export function* zoneRows(input: TableInput, only: number | null = null): Generator<Row> {
  const { context, result, sectorIds } = input;
  const followers = input.followers ?? followersOf(context);
  const { zones, reps } = context;
  // `accounts` as a measure is the column that every zones.csv has
  const measures = context.measures.filter(measure => !(measure.name === 'accounts' && measure.perAccount));
  const taken = new Set<string>(ZONE_COLUMNS);
  const levels = input.levels ?? [];
  yield [
    ...ZONE_COLUMNS,
    ...measures.map(({ name }) => (taken.has(name) ? `${name}_measure` : name)),
    ...levels.map(({ name }) => name),
  ];
  for (let i = 0; i < zones.count; i++) {
    const j = result.zoneRep[i] as number;
    if (only !== null && j !== only) continue;
    yield [
      context.layer,
      zones.id[i] as string,
      zones.name[i] as string,
      sectorIds[j] ?? '',
      reps.list[j]?.id ?? '',
      reps.list[context.zoneIncumbent[i] as number]?.id ?? '',
      zoneMoved(context, result, i) ? 1 : 0,
      roundTo(zones.lat[i] as number, DEGREES),
      roundTo(zones.lon[i] as number, DEGREES),
      followers[i] as number,
      ...measures.map(measure => {
        const own = measure.perZone[i] as number;
        if (measure.name !== 'workload') return roundTo(own, AMOUNT);
        return roundTo(own + extraZoneHours(context, i, j) + approachHours(input, i, j), AMOUNT);
      }),
      ...levels.map(({ of }) => of.get(sectorIds[j] ?? '') ?? ''),
    ];
  }
}

function approachHours({ context, result, travel }: TableInput, zone: number, rep: number): number {
  const tours = (context.zoneVisits[zone] as number) / context.settings.visitsPerTour;
  return rep < 0 || tours === 0
    ? 0
    : ((2 * minutesTo(result, travel, rep, context.zones, zone)) / 60) * tours;
}

function minutesTo(
  { baseLat, baseLon }: PlanResult,
  travel: Travel,
  rep: number,
  places: { readonly lat: Float64Array; readonly lon: Float64Array },
  index: number,
): number {
  return travel.minutes(
    baseLat[rep] as number,
    baseLon[rep] as number,
    places.lat[index] as number,
    places.lon[index] as number,
  );
}

/** The input's columns, renamed `<name>_input` where the plan adds a column of that name, and then these. */
export function accountHeader(
  header: readonly string[],
  own: readonly string[] = ACCOUNT_COLUMNS,
): {
  readonly columns: readonly string[];
  readonly renamed: readonly (readonly [from: string, to: string])[];
} {
  const added = new Set<string>(own);
  const taken = new Set<string>([...own, ...header]);
  const renamed: [string, string][] = [];
  const columns = header.map(name => {
    if (!added.has(name)) return name;
    let free = `${name}_input`;
    for (let n = 2; taken.has(free); n++) free = `${name}_input${n}`;
    taken.add(free);
    renamed.push([name, free]);
    return free;
  });
  return { columns: [...columns, ...own], renamed };
}

/** accounts.csv: every input column unchanged, then the plan's. */
export function* accountRows(input: TableInput): Generator<Row> {
  const { context, result, sectorIds, travel } = input;
  const { accounts, reps, zones, zoneOf } = context;
  if (!accounts) return;
  yield accountHeader(accounts.rows.header).columns;
  const points = { lat: context.accountLat, lon: context.accountLon };
  for (let a = 0; a < accounts.count; a++) {
    const j = result.accountRep[a] as number;
    const incumbent = reps.list[context.incumbentOf[a] as number]?.id ?? departedRep(context, a);
    yield [
      ...accounts.rows.cells(a),
      context.layer,
      zones.id[zoneOf[a] as number] ?? '',
      sectorIds[j] ?? '',
      reps.list[j]?.id ?? '',
      incumbent,
      accountMoved(context, result, a) ? 1 : 0,
      j < 0 ? null : roundTo(minutesTo(result, travel, j, points, a), MINUTES),
    ];
  }
}

/** neighbors.csv: every pair of zones that touch, once. */
export function* neighborRows({ graph, zones }: PlanContext): Generator<Row> {
  yield NEIGHBOR_COLUMNS;
  const n = zones.count;
  const bridges = new Set(graph.bridges.map(({ a, b }) => a * n + b));
  for (let a = 0; a < n; a++) {
    for (let e = graph.offsets[a] as number; e < (graph.offsets[a + 1] as number); e++) {
      const b = graph.neighbors[e] as number;
      if (b < a) continue;
      const km = roundTo(graph.borderKm[e] as number, AMOUNT);
      yield [zones.id[a] as string, zones.id[b] as string, km, bridges.has(a * n + b) ? 1 : 0];
    }
  }
}

/** changes.csv; `words` says a reason in the reader's language. */
export function* changeRows(
  context: PlanContext,
  changes: Iterable<Change>,
  words: (reason: Reason) => string,
): Generator<Row> {
  const { accounts, zones, zoneOf } = context;
  yield CHANGE_COLUMNS;
  const amount = (name: string, a: number) => {
    const value = accounts?.numbers.get(name)?.[a];
    return value === undefined ? null : roundTo(value, AMOUNT);
  };
  for (const { account: a, from, to, reason } of changes) {
    yield [
      context.layer,
      accounts?.id[a] ?? '',
      accounts?.name[a] ?? '',
      zones.id[zoneOf[a] as number] ?? '',
      from,
      to,
      amount('revenue', a),
      amount('potential', a),
      words(reason),
    ];
  }
}
