// A plan that was found, as ids: what plan.json holds, and the figures of plans that are not written.

import { computeKpis } from '../evaluate/kpis.ts';
import type { Kpis } from '../evaluate/kpis-types.ts';
import type { PlanContext, PlanResult } from '../model/context.ts';
import { handOverHours } from '../model/hand-over.ts';
import { rowNames } from '../model/limits.ts';
import { byCode } from '../model/order.ts';
import { PLAN_SCHEMA, type Plan, type PlanSector } from '../model/plan.ts';
import { type SectorIdentity, sectorIdentities } from '../model/sector-identity.ts';
import type { Settings } from '../model/settings.ts';
import { VERSION } from '../version.ts';
import { teamPricesOf } from './certificate.ts';
import { hierarchyRecord, type Levels } from './hierarchy/plan-levels.ts';
import type { Optimized } from './optimize-world.ts';
import type { World } from './prepare.ts';
import type { ReadSettings } from './read.ts';

/** The targets of the measures, without the rows of limits. */
function measureTargets({ context }: World, { problem }: Optimized): Float64Array {
  const measures = context.measures.length;
  return problem.target.filter((_, row) => row % problem.m < measures);
}

/** A plan's world with the targets it was made for, and who serves what. */
export function outcomeOf(world: World, optimized: Optimized): { context: PlanContext; result: PlanResult } {
  const context: PlanContext = { ...world.context, target: measureTargets(world, optimized) };
  const { zoneRep, bases, centers } = optimized;
  const accountRep = Int32Array.from(context.zoneOf, (zone, a) =>
    context.named[a] ? (context.ownerOf[a] as number) : (zoneRep[zone] as number),
  );
  const result: PlanResult = {
    zoneRep,
    accountRep,
    baseLat: bases.lat,
    baseLon: bases.lon,
    centerLat: centers.lat,
    centerLon: centers.lon,
  };
  return { context, result };
}

/** The KPIs of a plan that is not to be written: without outlines, and what is measured of them. */
export function figuresOf(world: World, optimized: Optimized): Kpis {
  const { context, result } = outcomeOf(world, optimized);
  const plan = planRecord(world, optimized, new Map());
  return computeKpis(context, result, {
    travel: world.travel,
    objective: plan.solver.objective,
    plainBound: optimized.bound.value,
    contiguousBound: null,
    proven: false,
    outlines: context.reps.list.map(() => null),
    outlinesBefore: null,
    sectors: plan.sectors,
    splits: plan.splits,
  });
}

/** The plan as ids: what plan.json holds. */
export function planRecord(
  world: World,
  optimized: Optimized,
  map: ReadSettings['map'],
  levels: Levels | null = null,
): Omit<Plan, 'roads'> {
  const { context } = world;
  const { zones, reps, graph, accounts, settings } = context;
  const { problem, bound, score, facts, bases, centers } = optimized;
  const { m } = problem;
  const repId = (j: number) => reps.list[j]?.id as string;

  const usual = reps.list.map(rep => sectorIdOf(rep.id, settings.slice));
  const identities = sectorIdentities(context, optimized.zoneRep, usual, world.previous);
  const sectors = reps.list.map((rep, j): PlanSector => {
    const prices = Object.create(null) as Record<string, number>;
    rowNames(context).forEach((name, q) => {
      prices[name] = bound.duals.price[j * m + q] as number;
    });
    return {
      layer: context.layer,
      repId: rep.id,
      ...identified(identities[j] as SectorIdentity),
      base: [bases.lat[j] as number, bases.lon[j] as number],
      center: [centers.lat[j] as number, centers.lon[j] as number],
      prices,
    };
  });
  const named: [string, string, string][] = [];
  if (accounts) {
    for (let a = 0; a < accounts.count; a++) {
      if (!context.named[a]) continue;
      named.push([
        accounts.id[a] as string,
        repId(context.ownerOf[a] as number),
        zones.id[context.zoneOf[a] as number] as string,
      ]);
    }
  }
  return {
    schema: PLAN_SCHEMA,
    version: VERSION,
    settings,
    inputs: world.inputs,
    map: [...map],
    solver: {
      reproducible: optimized.complete,
      objective: score.objective + problem.excessPrice * score.excess,
      ...(context.handOver && { handOver: handOverHours(context, optimized.zoneRep) }),
      excess: score.excess,
      excessPrice: problem.excessPrice,
      lowerBound: bound.value,
      budgetPrice: bound.duals.budgetPrice,
      moveBudget: Number.isFinite(problem.moveBudget) ? problem.moveBudget : null,
      ...teamPricesOf(context, bound.duals),
      exact: bound.exact,
      contested: bound.contested,
      newtonSteps: bound.newtonSteps,
      rounds: bound.rounds,
      proposals: facts.proposals,
      accepted: facts.accepted,
      resplits: facts.resplits,
      startStranded: facts.startStranded,
      proof: optimized.proof,
    },
    bridges: graph.bridges
      .map(({ a, b, km }) => [zones.id[a] as string, zones.id[b] as string, km] as const)
      .sort((x, y) => byCode(x[0], y[0]) || byCode(x[1], y[1])),
    splits: world.splits,
    sectors,
    named,
    assignment: Array.from(
      optimized.zoneRep,
      (j, i) => [context.layer, zones.id[i] as string, repId(j)] as const,
    ),
    ...(world.team && levels
      ? {
          hierarchy: hierarchyRecord(
            { team: world.team, levels, shared: settings.hierarchy?.order === 'top-down' },
            sectors.map(({ sectorId }) => sectorId),
          ),
        }
      : {}),
  };
}

/** `ownName` is only said where it is so: plans without it are as they were. */
function identified({
  sectorId,
  sectorName,
  ownName,
}: SectorIdentity): Pick<PlanSector, 'sectorId' | 'sectorName' | 'ownName'> {
  return { sectorId, sectorName, ...(ownName && { ownName }) };
}

/** A rep whom layers share has a sector in each of them. */
function sectorIdOf(rep: string, slice: Settings['slice']): string {
  const shared = slice?.reps.some(([id, share]) => id === rep && share < 1);
  return shared ? `${rep}.${slice?.layer}` : rep;
}
