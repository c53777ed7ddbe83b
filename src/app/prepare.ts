// Records → a world that can be optimized: accounts placed in zones, the zone graph, oversized zones
// split, rules resolved. Every problem found on the way is collected; the caller decides when to stop.

import { areasInPieces, joinAreas } from '../geo/area-bridges.ts';
import { bridgeIssues, buildGraph } from '../geo/graph.ts';
import { makeLocator } from '../geo/locate.ts';
import { placeAccounts } from '../geo/place.ts';
import { makeTravel, travelOf } from '../geo/travel.ts';
import { areaColumn } from '../io/areas.ts';
import { normalizeTown } from '../io/french.ts';
import { InputError, type IssueLog, type RejectLog } from '../io/issues.ts';
import { buildContext } from '../model/build-context.ts';
import { targetsFor } from '../model/build-problem.ts';
import type { PlanContext } from '../model/context.ts';
import { type Bases, type Eligibility, eligibilityOf, hasBases } from '../model/eligibility.ts';
import type { Team } from '../model/hierarchy.ts';
import { overrideConflicts } from '../model/overrides.ts';
import { likelyExtraHours } from '../model/pace.ts';
import type { PlanInput, PlanSplit } from '../model/plan.ts';
import { type PreviousPlan, previousOf, type Today } from '../model/previous.ts';
import type { Accounts, Issue, Reps, ZoneGraph, Zones } from '../model/records.ts';
import type { RoadHooks } from '../model/roads.ts';
import { orderById, selectAccounts } from '../model/select.ts';
import type { Settings } from '../model/settings.ts';
import { unitsOf } from '../model/together.ts';
import type { Travel } from '../model/travel.ts';
import type { Units } from '../optimize/contract.ts';
import { locateBases } from './bases.ts';
import { spentAlready } from './budget-issues.ts';
import { groupsOf } from './group-sites.ts';
import { teamOf } from './hierarchy/team.ts';
import { resolveMeasures } from './measures.ts';
import { optionIssue } from './option-issue.ts';
import type { Records } from './read.ts';
import { onParts } from './revision/start.ts';
import { type FoundRoads, roadsBefore } from './roads/gather.ts';
import { placeNames } from './roads/names.ts';
import type { OpenRoads } from './roads/open.ts';
import { crossedAreas, partedAreas, sectorRuleIssues, tooFewUnits, tooLargeAreas } from './sector-rules.ts';
import { seniorityIssues } from './seniority-issues.ts';
import { splitOversized } from './split-zones.ts';
import { tinyTargets } from './target-issues.ts';
import { vehicleIssues } from './vehicle-issues.ts';

export interface World {
  readonly context: PlanContext;
  readonly bases: Bases;
  readonly root: Int32Array;
  /** zones that must have the same rep; null where no area is kept whole */
  readonly units: Units | null;
  readonly eligibility: Eligibility;
  readonly travel: Travel;
  /** roads that were asked for; null where all is estimated */
  readonly roads: AskedRoads | null;
  /** levels above the sectors, reps by their index; null without a hierarchy */
  readonly team: Team | null;
  /** the plan that is revised; null where there is none */
  readonly previous: PreviousPlan | null;
  readonly splits: readonly PlanSplit[];
  readonly inputs: readonly PlanInput[];
  readonly log: IssueLog;
  readonly rejects: RejectLog;
  /** what it was built from, should another be wanted that differs a little */
  readonly origin: { readonly records: Records; readonly inspected: Inspected };
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
  const { graph, issues } = buildGraph(zones, { barriers: records.barriers });
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

/** Records placed, and the options that suit them: all that can be judged even when some of it is wrong. */
export interface Inspected {
  readonly placed: Placed;
  readonly settings: Settings;
  readonly bases: Bases;
  /** rep of each placed account's group, −1 for none; once it is settled */
  readonly groupRep?: Int32Array;
  /** levels above the sectors; absent where there are none */
  readonly team?: Team;
}

/**
 * Places the records and judges bases and options, whatever was wrong before: one run says everything.
 * @returns null when there is no zone to place anything in
 */
export function inspectRecords(records: Records, wanted: Settings): Inspected | null {
  const { log } = records;
  const placed = placeRecords(records, wanted.country);
  if (!placed) return null;
  const { bases, issues } = locateBases(placed.reps, placed.zones);
  for (const issue of issues) log.add(issue);
  if (records.reps) {
    for (const issue of seniorityIssues(placed, wanted, log.hasErrors())) log.add(issue);
    for (const issue of vehicleIssues(placed.reps, wanted)) log.add(issue);
  }
  if (records.accounts && records.accounts.count > 0 && placed.accounts?.count === 0)
    log.add(nothingPlaced(records.accounts));
  // options are about a plan, and without reps or a whole file there is none to judge them by
  const whole =
    !records.unread && log.issues().every(({ severity, line }) => severity !== 'error' || line !== null);
  const settings = records.reps && whole ? resolveSettings(affordable(wanted, records), placed, log) : wanted;
  const found = whole && records.reps ? teamOf(settings, placed, records.managers, log) : null;
  return found ? { placed, settings: found.settings, bases, team: found.team } : { placed, settings, bases };
}

/** Everything up to the optimizer. Throws InputError with all findings when the input cannot be planned. */
export async function prepareWorld(
  records: Records,
  wanted: Settings,
  layer = 'default',
  hooks: RoadHooks = {},
): Promise<World> {
  const inspected = inspectRecords(records, wanted);
  if (!inspected) throw new InputError(records.log.issues());
  return buildWorld(records, inspected, layer, hooks);
}

/** The world of inspected records. Throws InputError with all findings when the input cannot be planned. */
export async function buildWorld(
  records: Records,
  inspected: Inspected,
  layer = 'default',
  hooks: RoadHooks = {},
): Promise<World> {
  const { placed, settings, bases, groupRep = null, team = null } = inspected;
  const { log, rejects } = records;
  if (placed.reps.list.length === 0 || log.hasErrors()) throw new InputError(log.issues());

  const estimate = makeTravel(settings.travel);
  const previous = previousOf(records.previous ?? null, whoToday(settings.slice, placed.reps, records));
  const build = (world: Pick<Placed, 'zones' | 'graph' | 'zoneOf'>, groups = groupRep) =>
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
      travel: estimate,
      issues: [],
      defaults: records.defaults,
      rejected: rejects.count(),
      groupRep: groups,
      ...(previous ? { holders: previous.zoneRep } : {}),
      overrides: records.overrides?.list ?? [],
    });
  const placedWhole = build(placed);
  if (records.overrides) {
    for (const issue of overrideConflicts(records.overrides, placed)) log.add(issue);
    if (log.hasErrors()) throw new InputError(log.issues());
  }
  const sites = groupRep === null && settings.groups === 'one-rep' ? sitesOfGroups(placed) : null;
  // what the sites of a group ask for will not weigh on their zones, whoever gets them
  const settled = sites && placedWhole.together.some(({ tooLarge }) => tooLarge.length > 0);
  for (const issue of areasTooLarge(settled ? build(placed, sites) : placedWhole)) log.add(issue);
  const whole = { ...placedWhole, graph: joinedGraph(placedWhole, log) };
  for (const issue of incumbentIssues(whole)) log.add(issue);
  const totals = Float64Array.from(whole.measures, (measure, q) => {
    const named = measure.perAccount?.reduce((sum, v, a) => sum + (whole.named[a] ? v : 0), 0) ?? 0;
    const extra = measure.name === 'workload' ? likelyExtraHours(whole) : 0;
    const total = measure.perZone.reduce((sum, v) => sum + v, named) + extra;
    if (!(total > 0)) log.add(zeroMeasure(whole.measures[q]?.name as string));
    return total;
  });
  if (log.hasErrors()) throw new InputError(log.issues());

  const targets = targetsFor(whole, totals);
  for (const issue of tinyTargets(whole, targets)) log.add(issue);
  if (settings.exact) {
    const apart = unitsOf(whole.together, whole.zones.count)?.count ?? whole.zones.count;
    if (apart * whole.reps.list.length > MOST_EXACT_PAIRS)
      log.add(tooLargeForExact(apart, whole.reps.list.length));
  }
  if (log.hasErrors()) throw new InputError(log.issues());

  const split = await splitOversized(whole, targets);
  for (const issue of split.issues) log.add(issue);
  const cut = split.splits.length > 0 ? build(split) : whole;
  const asked = await askRoads(records, cut, bases, hooks);
  const context = asked ? { ...cut, roads: asked.found.roads } : cut;
  const travel = travelOf(context);
  const units = unitsOf(context.together, context.zones.count);
  if (units && units.count < context.reps.list.length)
    log.add(tooFewUnits(units.count, context.reps.list.length));
  for (const issue of units ? crossings(context, units.of) : []) log.add(issue);

  const root = rootsOf(bases, context.zones);
  const eligibility = eligibilityOf(context, bases, travel, units?.of);
  for (const issue of eligibility.issues) log.add(issue);
  for (const issue of spentAlready(context, bases, travel)) log.add(issue);
  if (log.hasErrors()) throw new InputError(log.issues());
  return {
    context: { ...context, issues: log.issues(), defaults: [...context.defaults] },
    bases,
    root,
    units,
    eligibility,
    travel,
    roads: asked,
    team,
    previous: previous && onParts(previous, split.splits, context),
    splits: split.splits,
    inputs: asked?.input ? [...placed.inputs, asked.input] : placed.inputs,
    log,
    rejects,
    origin: { records, inspected },
  };
}

/** Roads that were asked for, and whom to ask for those that turn out to be needed. */
export interface AskedRoads extends OpenRoads {
  readonly found: FoundRoads;
}

/** null where nobody knows roads, or no rep starts anywhere that is known */
async function askRoads(
  { roads, log }: Records,
  context: PlanContext,
  bases: Bases,
  hooks: RoadHooks,
): Promise<AskedRoads | null> {
  if (!roads) return null;
  if (!hasBases(bases)) {
    log.add(roadsWithoutBases(context.reps.file));
    return null;
  }
  const opened = await roads.open(placeNames(context, bases), log, context.settings.slice !== null);
  if (log.hasErrors()) throw new InputError(log.issues());
  return { ...opened, found: await roadsBefore(context, bases, opened.source, hooks) };
}

function roadsWithoutBases(file: string): Issue {
  return {
    severity: 'warning',
    code: 'roads-without-bases',
    file,
    line: null,
    column: 'postal_code',
    found: 'reps without a base, and road times',
    expected: 'places that a road begins at',
    remedy: 'give the reps a postal_code or lat,lon; as it is, all travel is estimated',
  };
}

/** Who is planned, as a revision asks for it. */
export function whoToday(
  slice: Settings['slice'],
  reps: Reps,
  { repsAsRead }: Pick<Records, 'repsAsRead'>,
): Today {
  const ids = (of: Reps | null) => new Set(of?.list.map(({ id }) => id));
  return {
    layer: slice?.layer ?? null,
    layers: slice?.layers.map(({ name }) => name) ?? [],
    reps: ids(reps),
    allReps: ids(repsAsRead),
  };
}

/** A revision where nobody holds an account, for the plan before was of zones alone, has nothing to hand over. */
function affordable(wanted: Settings, { previous, accounts }: Records): Settings {
  return previous && !accounts?.repId.some(id => id !== '') ? { ...wanted, stickiness: 0 } : wanted;
}

/** Sites of groups with whoever, the first rep; null where there are none. */
function sitesOfGroups({ accounts }: Placed): Int32Array | null {
  const sites = groupsOf(accounts).flat();
  if (sites.length === 0) return null;
  const rep = new Int32Array(accounts?.count ?? 0).fill(-1);
  for (const a of sites) rep[a] = 0;
  return rep;
}

/** Areas that were to be kept whole, and weigh too much for it. */
function areasTooLarge({ zones, together }: PlanContext): Issue[] {
  return together.flatMap(({ column, price, tooLarge }) =>
    price === null && tooLarge.length > 0 ? [tooLargeAreas(column, tooLarge, zones)] : [],
  );
}

/** The graph with the pieces of areas that are kept whole joined. */
function joinedGraph({ zones, graph, together }: PlanContext, log: IssueLog): ZoneGraph {
  let joined = graph;
  for (const { column, price, ids, of } of together) {
    if (price !== null) continue;
    joined = joinAreas(zones, joined, of);
    const parted = areasInPieces(joined, of).map(area => ids[area] as string);
    if (parted.length > 0) log.add(partedAreas(column, parted, zones));
  }
  const known = new Set(graph.bridges.map(({ a, b }) => a * zones.count + b));
  const added = joined.bridges.filter(({ a, b }) => !known.has(a * zones.count + b));
  for (const issue of bridgeIssues(zones, added)) log.add(issue);
  return joined;
}

/** Areas with a price that units lie across. */
function crossings({ together }: PlanContext, unitOf: Int32Array): Issue[] {
  const whole = together.filter(({ price }) => price === null).map(({ column }) => column);
  return together.flatMap(({ column, price, of }) => {
    if (price === null) return [];
    const areaOf = new Map<number, number>();
    const crossed = unitOf.some((unit, i) => {
      const known = areaOf.get(unit) ?? (of[i] as number);
      areaOf.set(unit, known);
      return known !== of[i];
    });
    return crossed ? [crossedAreas(whole.join(', '), column)] : [];
  });
}

function resolveSettings(wanted: Settings, placed: Placed, log: IssueLog): Settings {
  const measures = resolveMeasures(wanted, placed.accounts, placed.zones, log);
  const withBase = placed.reps.list.filter(rep => rep.postalCode !== '' || !Number.isNaN(rep.lat)).length;
  const columns = [...placed.zones.parents.keys()];
  const keepTogether = wanted.keepTogether.map(rule => ({
    ...rule,
    column: areaColumn(rule.column, columns) ?? rule.column,
  }));
  const settings = { ...wanted, measures, keepTogether };
  if (wanted.centers === 'bases' && withBase === 0) return { ...settings, centers: 'free' };
  if (wanted.centers === 'bases' && withBase < placed.reps.list.length) {
    for (const rep of placed.reps.list) {
      if (rep.postalCode !== '' || !Number.isNaN(rep.lat)) continue;
      log.add({
        severity: 'error',
        code: 'rep-without-base',
        file: placed.reps.file,
        line: rep.line,
        ...(placed.reps.feature ? { feature: true } : {}),
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
  for (const issue of sectorRuleIssues(settings, placed)) log.add(issue);
  return settings;
}

function nothingPlaced({ file, count }: Accounts): Issue {
  return {
    severity: 'error',
    code: 'no-accounts',
    file,
    line: null,
    column: null,
    found: `${count} ${count === 1 ? 'account' : 'accounts'}, none in a zone`,
    expected: 'accounts on the map of the zones',
    remedy:
      'see the findings above; are zones and accounts of the same country, with the same kind of codes?',
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
  const among = context.settings.slice ? `among the reps of layer ${context.layer}` : 'in the reps file';
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
      ...(accounts.feature ? { feature: true } : {}),
      column: 'rep_id',
      found: `${count} ${count === 1 ? 'account' : 'accounts'} of rep ${id}, who is not ${among}${locked > 0 ? ` (${locked} of them locked)` : ''}`,
      expected: context.settings.slice ? 'a rep of the layer' : 'a rep of the reps file',
      remedy: context.settings.slice
        ? 'they change hands whatever the plan; add the layer to the rep if they should not'
        : 'they count as accounts without incumbent; add the rep if this is a mistake',
    }));
}

/** The zone that holds each base, else the nearest; −1 without base. */
function rootsOf(bases: Bases, zones: Zones): Int32Array {
  const locator = makeLocator(zones);
  return Int32Array.from(bases.lat, (lat, j) => {
    if (Number.isNaN(lat)) return -1;
    const lon = bases.lon[j] as number;
    const inside = locator.locate(lat, lon);
    return inside >= 0 ? inside : locator.nearest(lat, lon).zone;
  });
}
