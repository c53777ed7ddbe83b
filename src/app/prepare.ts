// Records → a world that can be optimized: accounts placed in zones, the zone graph, oversized zones
// split, rules resolved. Every problem found on the way is collected; the caller decides when to stop.

import { buildGraph } from '../geo/graph.ts';
import { makeLocator } from '../geo/locate.ts';
import { placeAccounts } from '../geo/place.ts';
import { greatCircleKm } from '../geo/sphere.ts';
import { makeTravel } from '../geo/travel.ts';
import { normalizeTown } from '../io/french.ts';
import { InputError, type IssueLog, type RejectLog } from '../io/issues.ts';
import { buildContext } from '../model/build-context.ts';
import { targetsFor } from '../model/build-problem.ts';
import type { PlanContext } from '../model/context.ts';
import { type Bases, type Eligibility, eligibilityOf } from '../model/eligibility.ts';
import type { PlanInput, PlanSplit } from '../model/plan.ts';
import type { Accounts, Issue, Reps, ZoneGraph, Zones } from '../model/records.ts';
import { orderById, selectAccounts } from '../model/select.ts';
import type { Settings } from '../model/settings.ts';
import type { Travel } from '../model/travel.ts';
import { resolveMeasures } from './measures.ts';
import type { Records } from './read.ts';
import { splitOversized } from './split-zones.ts';

export interface World {
  readonly context: PlanContext;
  readonly bases: Bases;
  readonly root: Int32Array;
  readonly eligibility: Eligibility;
  readonly travel: Travel;
  readonly splits: readonly PlanSplit[];
  readonly inputs: readonly PlanInput[];
  readonly log: IssueLog;
  readonly rejects: RejectLog;
}

export interface Placed {
  readonly accounts: Accounts | null;
  readonly reps: Reps;
  readonly zones: Zones;
  readonly graph: ZoneGraph;
  readonly zoneOf: Int32Array;
  readonly accountLat: Float64Array;
  readonly accountLon: Float64Array;
  readonly inputs: readonly PlanInput[];
}

/** Accounts placed and sorted by id, rejected ones gone to the reject log; the zone graph built. */
export function placeRecords(records: Records, country: string): Placed | null {
  const { zones, reps, log, rejects } = records;
  if (!zones || zones.count === 0) return null;
  const { graph, issues } = buildGraph(zones);
  for (const issue of issues) log.add(issue);
  const sortedReps = reps && {
    ...reps,
    list: [...reps.list].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)),
  };
  const base = { reps: sortedReps ?? { file: '', rowsRead: 0, list: [] }, zones, graph };
  const { accounts } = records;
  if (!accounts) {
    const none = new Float64Array(0);
    return {
      ...base,
      accounts: null,
      zoneOf: new Int32Array(0),
      accountLat: none,
      accountLon: none,
      inputs: records.inputs,
    };
  }

  const placed = placeAccounts(accounts, zones, {
    country,
    aliases: records.aliases,
    normalizeTown,
    file: accounts.file,
    onIssue: issue => log.add(issue),
    onReject: ({ index, column, reason }) =>
      rejects.add({
        file: accounts.file,
        line: accounts.line[index] as number,
        column,
        reason,
        id: accounts.id[index] as string,
        cells: accounts.rows.cells(index),
      }),
  });
  const kept = orderById(accounts.id).filter(a => (placed.zoneOf[a] as number) >= 0);
  const inputs = records.inputs.map(input =>
    input.role === 'accounts'
      ? { ...input, accepted: kept.length, rejected: input.rows - kept.length }
      : input,
  );
  return {
    ...base,
    accounts: selectAccounts(accounts, kept),
    zoneOf: Int32Array.from(kept, a => placed.zoneOf[a] as number),
    accountLat: Float64Array.from(kept, a => placed.lat[a] as number),
    accountLon: Float64Array.from(kept, a => placed.lon[a] as number),
    inputs,
  };
}

/** Pairs of zone and rep up to which a proof is tried: 400 zones × 10 reps. */
const MOST_EXACT_PAIRS = 4000;

/** Everything up to the optimizer. Throws InputError with all findings when the input cannot be planned. */
export async function prepareWorld(records: Records, wanted: Settings, layer = 'default'): Promise<World> {
  const { log, rejects } = records;
  const placed = placeRecords(records, wanted.country);
  if (!placed || placed.reps.list.length === 0 || log.hasErrors()) throw new InputError(log.issues());
  const settings = resolveSettings(wanted, placed, log);
  if (log.hasErrors()) throw new InputError(log.issues());

  const travel = makeTravel(settings.travel);
  const build = (world: Pick<Placed, 'zones' | 'graph' | 'zoneOf'>) =>
    buildContext({
      settings,
      layer,
      accounts: placed.accounts,
      reps: placed.reps,
      zones: world.zones,
      graph: world.graph,
      zoneOf: world.zoneOf,
      accountLat: placed.accountLat,
      accountLon: placed.accountLon,
      travel,
      issues: [],
      defaults: records.defaults,
      rejected: rejects.count(),
    });
  const whole = build(placed);
  for (const issue of incumbentIssues(whole)) log.add(issue);
  const totals = Float64Array.from(whole.measures, (measure, q) => {
    const named = measure.perAccount?.reduce((sum, v, a) => sum + (whole.named[a] ? v : 0), 0) ?? 0;
    const total = measure.perZone.reduce((sum, v) => sum + v, named);
    if (!(total > 0)) log.add(zeroMeasure(whole.measures[q]?.name as string));
    return total;
  });
  if (log.hasErrors()) throw new InputError(log.issues());

  const pairs = whole.zones.count * whole.reps.list.length;
  if (settings.exact && pairs > MOST_EXACT_PAIRS)
    log.add(tooLargeForExact(whole.zones.count, whole.reps.list.length));
  if (log.hasErrors()) throw new InputError(log.issues());

  const split = await splitOversized(whole, targetsFor(whole, totals));
  for (const issue of split.issues) log.add(issue);
  const context = split.splits.length > 0 ? build(split) : whole;

  const { bases, root, issues } = locateBases(placed.reps, context.zones, placed.zones);
  for (const issue of issues) log.add(issue);
  const eligibility = eligibilityOf(context, bases, travel);
  for (const issue of eligibility.issues) log.add(issue);
  if (log.hasErrors()) throw new InputError(log.issues());
  return {
    context: { ...context, issues: log.issues(), defaults: [...context.defaults] },
    bases,
    root,
    eligibility,
    travel,
    splits: split.splits,
    inputs: placed.inputs,
    log,
    rejects,
  };
}

function resolveSettings(wanted: Settings, placed: Placed, log: IssueLog): Settings {
  const measures = resolveMeasures(wanted.measures, placed.accounts, placed.zones, log);
  const withBase = placed.reps.list.filter(rep => rep.postalCode !== '' || !Number.isNaN(rep.lat)).length;
  const settings = { ...wanted, measures };
  if (wanted.centers === 'bases' && withBase === 0) return { ...settings, centers: 'free' };
  if (wanted.centers === 'bases' && withBase < placed.reps.list.length) {
    for (const rep of placed.reps.list) {
      if (rep.postalCode !== '' || !Number.isNaN(rep.lat)) continue;
      log.add({
        severity: 'error',
        code: 'rep-without-base',
        file: placed.reps.file,
        line: rep.line,
        column: 'postal_code',
        found: `rep ${rep.id} without a base, while other reps have one`,
        expected: 'a postal_code or lat,lon for every rep, or for none',
        remedy: 'give the base, or use --centers free, which finds a center for every rep',
      });
    }
  }
  const budget = wanted.maxMoved;
  if (budget && budget.of !== 'accounts' && !placed.accounts?.numbers.has(budget.of)) {
    log.add(
      optionIssue(
        '--max-moved',
        `a budget of ${budget.of}`,
        `a ${budget.of} column in the accounts`,
        'add the column, or use --max-moved SHARE:accounts',
      ),
    );
  }
  const incumbents = placed.accounts?.repId.some(id => id !== '') ?? false;
  if (!incumbents && (budget || wanted.centers === 'incumbent' || wanted.stickiness > 0)) {
    const option = budget
      ? '--max-moved'
      : wanted.centers === 'incumbent'
        ? '--centers incumbent'
        : '--stickiness';
    log.add(
      optionIssue(
        option,
        'accounts without incumbent',
        'a rep_id column in the accounts',
        `add rep_id, or leave ${option} out`,
      ),
    );
  }
  return settings;
}

function optionIssue(option: string, found: string, expected: string, remedy: string): Issue {
  return {
    severity: 'error',
    code: 'option',
    file: option,
    line: null,
    column: null,
    found,
    expected,
    remedy,
  };
}

function tooLargeForExact(zones: number, reps: number): Issue {
  return optionIssue(
    '--exact',
    `${zones} zones and ${reps} reps: ${zones * reps} pairs`,
    `at most ${MOST_EXACT_PAIRS} pairs: proofs take too long beyond`,
    'leave --exact out (the gap of the plan is certified anyway), or plan a smaller region',
  );
}

function zeroMeasure(name: string): Issue {
  return optionIssue(
    `--measure ${name}`,
    'zero in every record',
    'a measure with something to balance',
    'leave the measure out, or map the right column to it',
  );
}

/** Accounts of reps who are not in the reps file: they will move, so say it once per rep. */
function incumbentIssues(context: PlanContext): Issue[] {
  const { accounts, incumbentOf } = context;
  if (!accounts) return [];
  const gone = new Map<string, { count: number; line: number; locked: number }>();
  for (let a = 0; a < accounts.count; a++) {
    const id = accounts.repId[a] as string;
    if (id === '' || (incumbentOf[a] as number) >= 0) continue;
    const entry = gone.get(id) ?? { count: 0, line: accounts.line[a] as number, locked: 0 };
    entry.count++;
    entry.line = Math.min(entry.line, accounts.line[a] as number);
    if (accounts.locked[a]) entry.locked++;
    gone.set(id, entry);
  }
  return [...gone]
    .sort((a, b) => (a[0] < b[0] ? -1 : 1))
    .map(([id, { count, line, locked }]) => ({
      severity: 'warning',
      code: 'unknown-incumbent',
      file: accounts.file,
      line,
      column: 'rep_id',
      found: `${count} ${count === 1 ? 'account' : 'accounts'} of rep ${id}, who is not in the reps file${locked > 0 ? ` (${locked} of them locked)` : ''}`,
      expected: 'a rep of the reps file',
      remedy: 'they count as accounts without incumbent; add the rep if this is a mistake',
    }));
}

/** Where each rep starts, and the zone that holds the base. */
function locateBases(
  reps: Reps,
  zones: Zones,
  whole: Zones,
): { bases: Bases; root: Int32Array; issues: Issue[] } {
  const k = reps.list.length;
  const bases = { lat: new Float64Array(k).fill(Number.NaN), lon: new Float64Array(k).fill(Number.NaN) };
  const root = new Int32Array(k).fill(-1);
  const issues: Issue[] = [];
  const locator = makeLocator(zones);
  const wholeIndex = new Map(whole.id.map((id, i) => [id, i]));
  reps.list.forEach((rep, j) => {
    if (!Number.isNaN(rep.lat)) {
      bases.lat[j] = rep.lat;
      bases.lon[j] = rep.lon;
    } else if (rep.postalCode !== '') {
      const zone = wholeIndex.get(rep.postalCode);
      if (zone === undefined) {
        issues.push({
          severity: 'error',
          code: 'base-not-in-zones',
          file: reps.file,
          line: rep.line,
          column: 'postal_code',
          found: `base "${rep.postalCode}" of rep ${rep.id}, which is no zone`,
          expected: 'the id of a zone, or lat,lon',
          remedy: 'correct the postal code, or give the base as lat and lon',
        });
        return;
      }
      bases.lat[j] = whole.lat[zone] as number;
      bases.lon[j] = whole.lon[zone] as number;
    } else return;
    const lat = bases.lat[j] as number;
    const lon = bases.lon[j] as number;
    const inside = locator.locate(lat, lon);
    const near = inside >= 0 ? { zone: inside, km: 0 } : locator.nearest(lat, lon);
    root[j] = near.zone;
    const km = greatCircleKm(lat, lon, zones.lat[near.zone] as number, zones.lon[near.zone] as number);
    if (inside < 0 && near.km > 50) {
      issues.push({
        severity: 'warning',
        code: 'base-outside-map',
        file: reps.file,
        line: rep.line,
        column: 'lat',
        found: `base of rep ${rep.id} at ${lat.toFixed(4)}, ${lon.toFixed(4)}, ${Math.round(Math.min(near.km, km))} km from the nearest zone`,
        expected: 'a base inside the map',
        remedy: 'check that lat and lon are not swapped and are in degrees; the base is used as it is',
      });
    }
  });
  return { bases, root, issues };
}
