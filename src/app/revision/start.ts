// Where a revision begins: with the plan before, zones that lost their rep left open. When that plan costs today what it
// cost then, and keeps its promises as it did, nothing that weighs has changed, and it stands.

import type { PlanContext } from '../../model/context.ts';
import { handOverHours } from '../../model/hand-over.ts';
import type { PlanSplit } from '../../model/plan.ts';
import { squareOf } from '../../model/power.ts';
import type { PreviousPlan } from '../../model/previous.ts';
import type { Problem } from '../../model/problem.ts';
import type { Settings } from '../../model/settings.ts';
import { scoreOf } from '../../optimize/score.ts';
import type { World } from '../prepare.ts';

/** relative: what two sums of the same costs may differ by */
const NOISE = 1e-9;

/**
 * The plan before on the zones of today. Parts of a zone that is too large are cut anew where its accounts have changed, so
 * that one of the same id is another piece of ground: it is with the rep who makes most of its visits today.
 */
export function onParts(
  previous: PreviousPlan,
  splits: readonly PlanSplit[],
  { zones, reps, zoneIncumbent }: PlanContext,
): PreviousPlan {
  if (splits.length === 0) return previous;
  const parts = new Set(splits.flatMap(split => split.parts.map(({ id }) => id)));
  const sectorOf = new Map(previous.sectors.map(({ repId, sectorId }) => [repId, sectorId]));
  const zoneRep = new Map(previous.zoneRep);
  const zoneSector = new Map(previous.zoneSector);
  for (const [i, id] of zones.id.entries()) {
    if (!parts.has(id)) continue;
    const rep = reps.list[zoneIncumbent[i] as number]?.id;
    const sector = sectorOf.get(rep ?? '');
    if (rep === undefined) zoneRep.delete(id);
    else zoneRep.set(id, rep);
    if (sector === undefined) zoneSector.delete(id);
    else zoneSector.set(id, sector);
  }
  return { ...previous, zoneRep, zoneSector };
}

/** The rep of each zone in the plan that is revised; −1 where that rep is gone, or may not serve it any more. */
export function startOf({ context, eligibility }: World, previous: PreviousPlan): Int32Array {
  const { zones, reps, zoneIncumbent } = context;
  const k = reps.list.length;
  const repIndex = new Map(reps.list.map((rep, j) => [rep.id, j]));
  return Int32Array.from(zones.id, (id, i) => {
    const j = repIndex.get(previous.zoneRep.get(id) ?? '') ?? (zoneIncumbent[i] as number);
    return j >= 0 && eligibility.broken[i * k + j] ? -1 : j;
  });
}

/**
 * Does the plan before hold as it is? True when it serves every zone, was made with the same rules and reps, and costs
 * and exceeds today what it did; and no rep may serve what a rule kept from them then: that may be worth a change.
 * @param problem of the zones, with the targets of `zoneRep`
 */
export function stands(
  { context, eligibility }: World,
  previous: PreviousPlan,
  problem: Problem,
  zoneRep: Int32Array,
): boolean {
  const { reps, settings } = context;
  const before = new Set(previous.sectors.map(({ repId }) => repId));
  const sameReps = reps.list.length === before.size && reps.list.every(({ id }) => before.has(id));
  if (!sameReps || zoneRep.includes(-1)) return false;
  if (rulesText(settings) !== rulesText(previous.settings)) return false;
  const k = reps.list.length;
  const loosened = context.zones.id.some((zone, i) => {
    const kept = previous.keptFrom?.get(zone);
    return kept && reps.list.some(({ id }, j) => kept.has(id) && !eligibility.broken[i * k + j]);
  });
  if (loosened) return false;
  const { cost, excess } = costNow(context, problem, zoneRep);
  const near = (a: number, b: number, scale: number) => Math.abs(a - b) <= NOISE * scale;
  return near(cost, previous.cost, Math.abs(cost)) && near(excess, previous.excess, 1 + excess);
}

/** What the plan before costs and exceeds today, to be held against its own. */
export function costNow(
  context: PlanContext,
  problem: Problem,
  zoneRep: Int32Array,
): Pick<PreviousPlan, 'cost' | 'excess'> {
  const { objective, excess } = scoreOf(problem, zoneRep);
  return { cost: objective - handOverHours(context, zoneRep), excess };
}

/** What shapes a plan, but for the price of hand-overs and how layers share accounts out, which the costs tell. */
function rulesText({ stickiness: _, handOver: __, maxMoved: ___, slice: ____, ...rules }: Settings): string {
  return JSON.stringify(sorted(rules));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const keys = Object.keys(value).sort();
  return keys.map(key => [key, sorted((value as Record<string, unknown>)[key])]);
}

/**
 * Centers to begin with where there are no bases: those of the plan before. A new rep begins where the zones without a rep
 * weigh most, far from all other centers, or else where any do.
 */
export function centersBefore(
  { context }: World,
  previous: PreviousPlan,
  ground: { readonly lat: Float64Array; readonly lon: Float64Array; readonly weight: Float64Array },
  open: (point: number) => boolean,
  km: (lat1: number, lon1: number, lat2: number, lon2: number) => number,
): { lat: Float64Array; lon: Float64Array } {
  const known = new Map(previous.sectors.map(sector => [sector.repId, sector.center]));
  const list = context.reps.list.map(rep => known.get(rep.id) ?? null);
  const points = [...ground.weight.keys()];
  const free = points.filter(open);
  const among = free.length > 0 ? free : points;
  for (const [j, center] of list.entries()) {
    if (center) continue;
    const others = list.filter(other => other !== null);
    let [best, most] = [among[0] as number, -1];
    for (const p of among) {
      const [lat, lon] = [ground.lat[p] as number, ground.lon[p] as number];
      const near = others.reduce(
        (least, other) => Math.min(least, km(lat, lon, ...other)),
        Number.POSITIVE_INFINITY,
      );
      const pull = ((ground.weight[p] as number) + 1e-9) * squareOf(Math.min(near, 1e4));
      if (pull > most) [best, most] = [p, pull];
    }
    list[j] = [ground.lat[best] as number, ground.lon[best] as number];
  }
  return {
    lat: Float64Array.from(list, center => center?.[0] ?? Number.NaN),
    lon: Float64Array.from(list, center => center?.[1] ?? Number.NaN),
  };
}
