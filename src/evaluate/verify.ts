// Does a written plan tell the truth? Every promise is recomputed from the inputs and the plan's files with
// code of its own: nothing here, nor in verify/, comes from the optimizer or from the KPIs it judges. Only the
// zone graph is taken from geo: it is a fact about the input, not a claim of the plan.

import { joinAreas } from '../geo/area-bridges.ts';
import type { ZoneGraph } from '../model/records.ts';
import { type AreaRule, blocksOf, checkAreas, costOfCuts, cutAreas, readAreas } from './verify/areas.ts';
import {
  certifiedBound,
  handOverHours,
  makeCosts,
  objectiveOf,
  planMultipliers,
  reducedCosts,
} from './verify/bound.ts';
import { checkBudgets, readBudgets } from './verify/budgets.ts';
import { type Check, type CheckResult, newCheck, say } from './verify/check.ts';
import {
  checkBound,
  checkFigures,
  checkNames,
  checkObjective,
  checkPromise,
  checkUncovered,
} from './verify/claims.ts';
import { checkContiguous } from './verify/cuts.ts';
import type { Facts } from './verify/facts.ts';
import {
  disruptionFigures,
  disruptionOf,
  handOverFigures,
  planFigures,
  sectorFigures,
} from './verify/figures.ts';
import { checkHierarchy } from './verify/hierarchy/check.ts';
import { withinTeams } from './verify/hierarchy/teams.ts';
import { checkAccounts, checkCounts, checkHashes, checkPlaces, checkZones } from './verify/inventory.ts';
import { at, listAt, shown } from './verify/json.ts';
import { buildLoads } from './verify/loads.ts';
import { checkModel } from './verify/model.ts';
import { checkNeighbors } from './verify/neighbors.ts';
import { checkOverrides, decisionsHere } from './verify/overrides.ts';
import { checkBridges, countPieces, type Pieces } from './verify/pieces.ts';
import { quotasOf } from './verify/quota.ts';
import { checkRevision } from './verify/revision.ts';
import { checkRoads } from './verify/roads.ts';
import { countsOf, limitsOf, rowsOf } from './verify/rows.ts';
import {
  apart,
  checkLocks,
  checkSectors,
  ineligible,
  lockedToStrangers,
  makeEveryRule,
  makeMoves,
  makeRules,
  notFollowed,
} from './verify/rules.ts';
import { serviceFigures } from './verify/service.ts';
import { checkShadowPrices } from './verify/shadow.ts';
import { incumbentOfUnits, type Ratios, type Sums, sumUp } from './verify/sums.ts';
import { checkTables } from './verify/tables.ts';
import { checkVehicles } from './verify/vehicles.ts';
import { buildWorld, type TouredReps, type VerifyInput, type World } from './verify/world.ts';

export type { CheckResult } from './verify/check.ts';
export type { Table } from './verify/table.ts';
export type { VerifyInput } from './verify/world.ts';

export interface VerifyResult {
  /** every check, in the order in which they are made */
  readonly checks: readonly CheckResult[];
  /** claims of the files that are untrue */
  readonly lies: number;
  /** promises that are not kept, as the plan itself says */
  readonly broken: number;
  /** neither lies nor broken promises */
  readonly ok: boolean;
}

/** balance is kept within the tolerance and this much, for the last bits of a sum */
const NOISE = 1e-9;

/** Recomputes every promise and every figure of a plan. Pure: the caller reads the files. */
export function verifyPlan(input: VerifyInput): VerifyResult {
  const { plan, zones, kpis } = input;
  const checks: CheckResult[] = [];
  const run = (name: string, body: (check: Check) => void) => {
    const check = newCheck(name);
    body(check);
    checks.push(check.result());
  };

  const world = buildWorld(input);
  const loads = buildLoads(world, zones);
  const planned = {
    accountRep: world.assigned,
    unitRep: world.unitRep,
    toured: ratiosOf(world, input.toured?.after),
  };
  const sums = sumUp(world, loads, planned);
  const service = serviceFigures(world, loads, zones, planned, sums);
  const areas = readAreas(world, zones, loads);
  const graph = joinedGraph(input, areas, world);
  const pieces = countPieces(world, graph, world.unitRep);
  const idOf = new Map(plan.sectors.map(sector => [sector.repId, sector.sectorId]));
  const sectorIds = world.reps.map(rep => idOf.get(rep.id) ?? rep.id);
  const own = { lat: world.ownLat, lon: world.ownLon };
  const moves = makeMoves(world);
  const unitIncumbent = incumbentOfUnits(world, input.previous?.zoneRep);
  const disruption = disruptionOf(world, unitIncumbent);

  run('inputs', check => checkHashes(input, check));
  run('input-rows', check => checkCounts(input, check));
  run('zones-once', check => {
    checkZones(world, input, zones, check);
    checkPromise(kpis, 'every-zone-once', unserved(world), check);
  });
  run('accounts-once', check => {
    checkAccounts(world, input, check);
    if (world.accounts) checkPromise(kpis, 'every-account-once', [], check);
  });
  run('places', check => checkPlaces(world, zones, check));
  run('sectors', check => checkSectors(world, input, check));
  run('locks', check => {
    checkLocks(world, input, check);
    if (world.accounts) checkPromise(kpis, 'locks', lockedToStrangers(world), check);
  });
  if (decisionsHere(input, world).length > 0) {
    run('overrides', check => {
      check.that(at(kpis, 'overrides') !== undefined, () => 'kpis.json does not list the decisions by hand');
      checkPromise(kpis, 'overrides', notFollowed(world, decisionsHere(input, world)), check);
    });
  }
  if (world.accounts && plan.settings.groups === 'one-rep') {
    run('groups', check => checkPromise(kpis, 'groups', apart(world, zones), check));
  }
  run('eligibility', check => {
    checkPromise(kpis, 'eligibility', ineligible(world, makeRules(world, loads, zones, own)), check);
  });
  run('contiguity', check => {
    checkBridges(world, input, graph, zones, check);
    checkPromise(kpis, 'contiguity', inPieces(world, pieces), check);
  });
  sums.measures.forEach((measure, q) => {
    run(`balance:${measure.name}`, check => {
      checkPromise(kpis, `balance:${measure.name}`, outside(world, sums, q), check);
    });
  });
  for (const limit of limitsOf(world)) {
    const { of, min, max } = limit;
    run(`limit:${of}`, check => {
      const counts = countsOf(world, limit);
      const broken = world.reps.flatMap(({ id }, j) =>
        counts[j]! < min || counts[j]! > max
          ? [`${id} has ${counts[j]} ${of}, not from ${min} to ${max}`]
          : [],
      );
      checkPromise(kpis, `limit:${of}`, broken, check);
    });
  }
  for (const rule of areas.filter(({ price }) => price === null)) {
    run(`keep-together:${rule.column}`, check => {
      checkPromise(kpis, `keep-together:${rule.column}`, cutAreas(rule, world.unitRep, sectorIds), check);
    });
  }
  run('disruption-budget', check => {
    if (!moves) {
      check.that(
        plan.solver.moveBudget === null,
        () => 'plan.json has a move budget that the settings do not',
      );
      return;
    }
    let moved = 0;
    world.unitRep.forEach((j, i) => {
      if (j >= 0) moved += moves.moved(i, j);
    });
    const slack = 1e-9 * Math.max(1, moves.budget);
    const may = (plan.settings.maxMoved?.share ?? 0) * moves.total;
    const over = moved + moves.gone > may + slack;
    const text = `${say(moved + moves.gone)} of ${plan.settings.maxMoved?.of} move, ${say(may)} may`;
    checkPromise(kpis, 'disruption-budget', over ? [text] : [], check);
    const stated = plan.solver.moveBudget ?? Number.NaN;
    check.that(
      Math.abs(stated - moves.budget) <= 1e-6 * Math.max(1, moves.budget),
      () => `plan.json: move budget ${say(stated)}, recomputed ${say(moves.budget)}`,
    );
  });

  const cost = makeCosts(world, loads);
  const budgets = readBudgets(world, loads);
  const { cost: total, excess } = objectiveOf(
    world,
    sums,
    cost,
    costOfCuts(areas, world.unitRep, sectorIds),
    budgets,
  );
  const ruleOf = withinTeams(input, world, makeRules(world, loads, zones, own));
  const given = {
    ...{ world, loads, sums, areas, cost, ruleOf, moves, budgets },
    rows: rowsOf(world, loads, sums),
    blocks: blocksOf(world, areas),
    excessPrice: plan.solver.excessPrice,
  };
  const bound = certifiedBound(given, input);
  const value = total + plan.solver.excessPrice * excess;
  const optimum = { value, excess, handOver: handOverHours(world), bound };
  run('objective', check => checkObjective(input, optimum, check));
  run('lower-bound', check => {
    checkBound(input, optimum, check);
    const connected = pieces.pieces.every(count => count <= 1);
    if (plan.solver.proof === null) checkContiguous(given, graph, input.certificate, kpis, connected, check);
    else if (input.certificate)
      check.lie('bound.json: a proven bound is in plan.json, and there is another one');
  });

  if (at(kpis, 'overrides') !== undefined)
    run('override-prices', check => checkOverrides(input, given, zones, check));
  run('shadow-prices', check => checkShadowPrices(input, given, zones, check));

  if (budgets.length > 0) {
    run('budgets', check => {
      const multipliers = planMultipliers(given, input);
      const prices = typeof multipliers === 'string' ? null : multipliers.teams;
      const repIds = world.reps.map(({ id }) => id);
      // prices that are none are a lie of the bound, and named there
      if (prices) checkBudgets('plan', kpis, budgets, sums, world.k, prices, repIds, check);
      if (at(kpis, 'before') === null) return;
      const today = sumUp(world, loads, { accountRep: world.incumbent, unitRep: unitIncumbent });
      checkBudgets('before', kpis, budgets, today, world.k, null, repIds, check);
    });
  }

  run('areas', check => {
    const multipliers = planMultipliers(given, input);
    // prices that are none are a lie of the bound, and named there
    const pricing =
      typeof multipliers === 'string'
        ? null
        : { reduced: reducedCosts(given, multipliers), blocks: given.blocks };
    checkAreas('plan', kpis, areas, world.unitRep, sectorIds, pricing, check);
    if (at(kpis, 'before') !== null) checkAreas('before', kpis, areas, unitIncumbent, sectorIds, null, check);
  });

  if (plan.roads || input.roads || at(kpis, 'roads') !== undefined)
    run('roads', check => checkRoads(input, world, loads.visits, check));
  const facts: Facts = { world, loads, sums, service, pieces, disruption, unitIncumbent };
  if (input.previous || at(kpis, 'revision') !== undefined)
    run('revision', check => checkRevision(input, facts, check));
  run('kpis', check => {
    checkKpis(input, graph, facts, check);
    checkVehicles(input, facts, check);
  });
  checkTables(input, facts, run);
  checkHierarchy(input, facts, graph, sectorIds, run);
  if (input.tables.neighbors) run('neighbors.csv', check => checkNeighbors(input, world, graph, check));
  if (input.model !== undefined) {
    run('model.json', check => {
      const everyRule = makeEveryRule(world, loads, zones, own);
      checkModel(input, { ...given, everyRule, ruleOf }, check);
    });
  }

  const lies = checks.reduce((sum, check) => sum + check.lies, 0);
  const broken = checks.reduce((sum, check) => sum + check.broken, 0);
  return { checks, lies, broken, ok: lies + broken === 0 };
}

/** The map's graph, and the bridges that areas in pieces need where they are kept whole. */
function joinedGraph({ zones, graph }: VerifyInput, areas: readonly AreaRule[], world: World): ZoneGraph {
  let joined = graph;
  for (const { price, areaOf } of areas) {
    if (price !== null) continue;
    const names = [...new Set(areaOf)].filter(area => area !== '');
    const number = new Map(names.map((area, at) => [area, at]));
    const ofZone = new Int32Array(zones.count).fill(-1);
    areaOf.forEach((area, i) => {
      ofZone[world.zoneOfUnit[i]!] = number.get(area) ?? -1;
    });
    joined = joinAreas(zones, joined, ofZone);
  }
  return joined;
}

/** 1 for a rep without tours; undefined where there are none at all */
function ratiosOf(world: World, toured: TouredReps | null | undefined): Ratios | undefined {
  if (!toured) return undefined;
  const of = (name: 'hours' | 'km') => Float64Array.from(world.reps, ({ id }) => toured.get(id)?.[name] ?? 1);
  return { hours: of('hours'), km: of('km') };
}

function unserved(world: World): string[] {
  return world.unitId.filter((_, i) => world.unitRep[i]! < 0).map(id => `zone ${id} has no rep`);
}

function inPieces(world: World, pieces: Pieces): string[] {
  return world.reps.flatMap((rep, j) =>
    pieces.avoidable[j]! > 0 ? [`the sector of ${rep.id} is in ${pieces.pieces[j]} pieces`] : [],
  );
}

function outside(world: World, sums: Sums, q: number): string[] {
  const { name, tolerance, value, deviation } = sums.measures[q]!;
  return world.reps.flatMap((rep, j) => {
    const d = deviation[j]!;
    const kept = Number.isNaN(d) ? !(value[j]! > 0) : Math.abs(d) <= tolerance + NOISE;
    return kept ? [] : [`${rep.id} deviates by ${say(d)} in ${name}, tolerance ${tolerance}`];
  });
}

/** Every figure of kpis.json that sums can redo: plan and sectors, after and before. */
function checkKpis(
  { plan, kpis, zones, toured }: VerifyInput,
  graph: ZoneGraph,
  facts: Facts,
  check: Check,
): void {
  const { world, loads, sums, service, pieces, disruption, unitIncumbent } = facts;
  const moved = disruptionFigures(world, disruption, unitIncumbent);
  check.that(at(kpis, 'schema') === 'sectorize-kpis/1', () => 'kpis.json is not of schema sectorize-kpis/1');
  checkFigures('kpis.json plan', at(kpis, 'plan'), planFigures(world, sums, service, pieces), check);
  if (moved) checkFigures('kpis.json plan', at(kpis, 'plan'), moved, check);
  else
    check.that(
      at(kpis, 'plan', 'disruption') === null,
      () => 'kpis.json has a disruption without incumbents',
    );

  check.that(
    // where nobody drives, tours are in no ratio to that
    at(kpis, 'tours') === undefined || Boolean(toured) || sums.modelHours[world.k] === 0,
    () => 'kpis.json has travel of tours, and there are none',
  );
  if (at(kpis, 'calibration') !== undefined) {
    check.that(
      at(kpis, 'calibration', 'visits_per_tour') === world.settings.visitsPerTour &&
        at(kpis, 'calibration', 'local_factor') === (world.settings.localFactor ?? 1),
      () => 'kpis.json says that travel was fitted to other constants than the plan was made with',
    );
  }
  for (const entry of listAt(kpis, 'plan', 'unavailable')) {
    const kpi = shown(at(entry, 'kpi'));
    // the figure itself is null, or one above it (all of disruption without incumbents)
    const path = kpi.split('.');
    const known = path.some((_, depth) => at(kpis, 'plan', ...path.slice(0, depth + 1)) === null);
    check.that(known, () => `kpis.json: ${kpi} is said to be unavailable, but it is a figure or no KPI`);
  }

  const repOf = new Map(
    plan.sectors.map(sector => [sector.sectorId, world.repIndex.get(sector.repId) ?? -1]),
  );
  const quotas = quotasOf(world);
  const handOvers = handOverFigures(world, disruption, unitIncumbent);
  const seen = new Set<number>();
  for (const sector of listAt(kpis, 'sectors')) {
    const id = shown(at(sector, 'sector_id'));
    const j = repOf.get(id) ?? -1;
    check.that(
      j >= 0 && !seen.has(j) && at(sector, 'rep_id') === world.reps[j]!.id,
      () => `kpis.json: sector ${id} is none of the plan's, is there twice, or has another rep`,
    );
    if (j < 0) continue;
    seen.add(j);
    const figures = sectorFigures(sums, service, pieces, j);
    if (quotas) figures.set('quota', quotas[j]!);
    else
      check.that(
        at(sector, 'quota') === undefined,
        () => `kpis.json: sector ${id} has a quota, and nothing is spread`,
      );
    if (moved) for (const [key, n] of handOvers[j]!) figures.set(key, n);
    checkFigures(`kpis.json sector ${id}`, sector, figures, check);
    checkUncovered(`kpis.json sector ${id}`, sector, check);
    checkNames(sector, plan.sectors.find(({ sectorId }) => sectorId === id)!, check);
  }
  checkUncovered('kpis.json plan', at(kpis, 'plan'), check);
  checkUncovered('kpis.json before', at(kpis, 'before'), check);
  check.that(seen.size === repOf.size, () => `kpis.json has ${seen.size} sectors, the plan ${repOf.size}`);

  const today = {
    accountRep: world.incumbent,
    unitRep: unitIncumbent,
    toured: ratiosOf(world, toured?.before),
  };
  const held = world.incumbent.some((j, a) => j >= 0 && world.unitOf[a]! >= 0);
  if (!held && !unitIncumbent.some(j => j >= 0)) {
    check.that(at(kpis, 'before') === null, () => 'kpis.json has figures of before without an incumbent');
    return;
  }
  const before = sumUp(world, loads, today);
  const serviceBefore = serviceFigures(world, loads, zones, today, before);
  const piecesBefore = countPieces(world, graph, unitIncumbent);
  checkFigures(
    'kpis.json before',
    at(kpis, 'before'),
    planFigures(world, before, serviceBefore, piecesBefore),
    check,
  );
  const listed = new Set<number>();
  for (const sector of listAt(kpis, 'sectors_before')) {
    const id = shown(at(sector, 'sector_id'));
    const j = repOf.get(id) ?? -1;
    const once = j >= 0 && !listed.has(j);
    check.that(once, () => `kpis.json: sector ${id} of before is none of the plan's, or is there twice`);
    if (!once) continue;
    listed.add(j);
    const figures = sectorFigures(before, serviceBefore, piecesBefore, j);
    checkFigures(`kpis.json sector ${id} before`, sector, figures, check);
    checkUncovered(`kpis.json sector ${id} before`, sector, check);
    checkNames(sector, plan.sectors.find(({ sectorId }) => sectorId === id)!, check);
  }
  check.that(
    listed.size === repOf.size,
    () => `kpis.json has ${listed.size} sectors of before, the plan ${repOf.size}`,
  );
}
