// KPIs of every level: sums of the sectors' figures, balance against the level's targets, pieces on the map, and how far the
// grouping is from the best one.

import type { PlanContext, PlanResult } from '../../model/context.ts';
import { SPANS, tripHours } from '../../model/hierarchy.ts';
import type { PlanGroup, PlanTier } from '../../model/plan.ts';
import type { MeasureSetting } from '../../model/settings.ts';
import type { Travel } from '../../model/travel.ts';
import { piecesOfGroups } from '../contiguity.ts';
import type { PlanBalance, SectorBalance, SectorKpis } from '../kpis-types.ts';
import { coefficientOfVariation, gini, maxMinRatio, ratio, round6, roundTo, total } from '../statistics.ts';
import { type Tree, treeOf } from './tree.ts';
import type { GroupFigures, GroupKpis, HierarchyKpis, LeveledPlan, LevelKpis } from './types.ts';

interface States {
  readonly sectors: readonly SectorKpis[];
  readonly before: readonly SectorKpis[] | null;
  readonly travel: Travel;
}

export function hierarchyKpis(
  context: PlanContext,
  result: PlanResult,
  leveled: LeveledPlan,
  states: States,
): HierarchyKpis {
  const ids = states.sectors.map(sector => sector.sector_id);
  const tree = treeOf(leveled.plan, ids);
  const levels = leveled.plan.tiers.map((tier, at) =>
    levelKpis(context, result, leveled, states, tree, tier, at),
  );
  return { order: leveled.settings.order, levels };
}

function levelKpis(
  context: PlanContext,
  result: PlanResult,
  { settings, plan }: LeveledPlan,
  { sectors, before, travel }: States,
  tree: Tree,
  tier: PlanTier,
  at: number,
): LevelKpis {
  const setting = settings.levels[at] as LeveledPlan['settings']['levels'][number];
  const groups = tree.groups[at] as readonly PlanGroup[];
  const ofRep = tree.groupOfSector[at] as Int32Array;
  const fte = context.fte;
  const after = figuresOf(context, sectors, result.zoneRep, ofRep, groups, setting.measures);
  // today's teams are those of today only where the files name them
  const today =
    before && tier.how === 'given'
      ? figuresOf(context, before, context.zoneIncumbent, ofRep, groups, setting.measures)
      : null;
  const trips = tripsOf(result, tree, plan.groups, at, setting.daysPerReport, travel);
  const list = groups.map((group, g): GroupKpis => {
    const own = [...ofRep.keys()].filter(j => ofRep[j] === g);
    const [lat, lon] = group.start;
    return {
      id: group.id,
      name: group.name,
      manager: group.manager,
      parent: tree.parentOf(at, g),
      members: tree.membersOf(at, g),
      sectors: own.length,
      fte: roundTo(total(own.map(j => fte[j] as number)), 6) ?? 0,
      start: { lat, lon, found: !group.based },
      manager_travel_hours: roundTo(trips[g] as number, 6) ?? 0,
      ...(after[g] as GroupFigures),
      before: today?.[g] ?? null,
    };
  });
  const pieces = list.map(group => group.contiguity);
  return {
    level: tier.name,
    how: tier.how,
    groups_count: groups.length,
    objective: objectiveOf(tier),
    balance: levelBalance(list, setting.measures),
    contiguity: {
      groups: groups.length,
      extra_pieces: total(pieces.map(p => Math.max(0, p.pieces - 1))),
      avoidable: total(pieces.map(p => p.avoidable)),
    },
    manager_travel_hours: roundTo(total(trips), 6) ?? 0,
    groups: list,
  };
}

/** Hours on the road of each manager: to every direct report and back, on so many days a year. */
function tripsOf(
  result: PlanResult,
  tree: Tree,
  all: readonly PlanGroup[],
  at: number,
  days: number,
  travel: Travel,
): number[] {
  const groups = tree.groups[at] as readonly PlanGroup[];
  const below = at === 0 ? null : (tree.groups[at - 1] as readonly PlanGroup[]);
  const of = tree.groupOfUnit[at] as Int32Array;
  const hours = groups.map(() => 0);
  for (const [u, g] of of.entries()) {
    const to = below
      ? (below[u] as PlanGroup).start
      : ([result.centerLat[u] as number, result.centerLon[u] as number] as const);
    const from = (groups[g] as (typeof all)[number]).start;
    hours[g] = (hours[g] as number) + tripHours(days, travel.minutes(...from, ...to));
  }
  return hours;
}

/** Figures of each group with the sectors of one state of affairs. */
function figuresOf(
  context: PlanContext,
  sectors: readonly SectorKpis[],
  zoneRep: Int32Array,
  ofRep: Int32Array,
  groups: readonly PlanGroup[],
  measures: readonly MeasureSetting[],
): GroupFigures[] {
  const zoneGroup = zoneRep.map(j => (j < 0 ? -1 : (ofRep[j] as number)));
  const { pieces, avoidable } = piecesOfGroups(context, zoneGroup, groups.length);
  return groups.map((group, g) => {
    const own = sectors.filter((_, j) => ofRep[j] === g);
    const sum = (of: (sector: SectorKpis) => number) => roundTo(total(own.map(of)), 6) ?? 0;
    const sumOrNull = (of: (sector: SectorKpis) => number | null) =>
      own.some(sector => of(sector) === null) ? null : sum(sector => of(sector) as number);
    const [potential, revenue] = [
      sumOrNull(s => s.commercial.potential),
      sumOrNull(s => s.commercial.revenue),
    ];
    const [hours, capacity] = [sum(s => s.workload.hours), sum(s => s.workload.capacity_hours)];
    const covered = sumOrNull(s =>
      s.accounts === 0 ? 0 : s.coverage.accounts === null ? null : s.coverage.accounts * s.accounts,
    );
    return {
      zones: sum(s => s.zones),
      accounts: sum(s => s.accounts),
      potential,
      revenue,
      penetration: round6(ratio(revenue, potential)),
      workload_hours: hours,
      capacity_hours: capacity,
      fte_use: round6(ratio(hours, capacity)),
      travel_hours: sum(s => s.travel.hours),
      travel_km: sum(s => s.travel.km),
      coverage: round6(
        ratio(
          covered,
          sum(s => s.accounts),
        ),
      ),
      balance: groupBalance(context, sectors, ofRep, group, g, measures),
      contiguity: { pieces: pieces[g] as number, avoidable: avoidable[g] as number },
    };
  });
}

function groupBalance(
  { fte, measures: known }: PlanContext,
  sectors: readonly SectorKpis[],
  ofRep: Int32Array,
  group: PlanGroup,
  g: number,
  measures: readonly MeasureSetting[],
): Record<string, SectorBalance> {
  const record: Record<string, SectorBalance> = Object.create(null);
  const [count, full] = SPANS;
  for (const { name } of measures) {
    const of = (j: number) =>
      name === count ? 1 : name === full ? (fte[j] as number) : (sectors[j]?.balance[name]?.value ?? 0);
    const all = [...sectors.keys()].map(of);
    const value = total(all.filter((_, j) => ofRep[j] === g));
    const target = group.share * total(all);
    record[name] = {
      value: roundTo(value, 6) ?? 0,
      target: roundTo(target, 6) ?? 0,
      deviation: target > 0 ? round6((value - target) / target) : null,
      unit:
        name === count ? 'sectors' : name === full ? 'FTE' : (known.find(m => m.name === name)?.unit ?? ''),
    };
  }
  return record;
}

function levelBalance(
  groups: readonly GroupKpis[],
  measures: readonly MeasureSetting[],
): Record<string, PlanBalance> {
  const record: Record<string, PlanBalance> = Object.create(null);
  for (const { name, tolerance } of measures) {
    const own = groups.map(group => group.balance[name] as SectorBalance);
    const attained = own.flatMap(({ deviation }) => (deviation === null ? [] : [1 + deviation]));
    record[name] = {
      tolerance,
      max_deviation: attained.length === 0 ? null : round6(Math.max(...attained.map(x => Math.abs(x - 1)))),
      cv: round6(coefficientOfVariation(attained)),
      gini: round6(gini(attained)),
      max_min_ratio: round6(maxMinRatio(attained)),
      total: roundTo(total(own.map(({ value }) => value)), 6) ?? 0,
      unit: own[0]?.unit ?? '',
    };
  }
  return record;
}

function objectiveOf({ how, objective, lowerBound, proof, everySeat }: PlanTier): LevelKpis['objective'] {
  const bound = proof && lowerBound !== null ? Math.max(proof.bound, lowerBound) : lowerBound;
  const proven = proof?.proven === true;
  return {
    value: roundTo(objective, 6) ?? 0,
    lower_bound: round6(bound),
    gap: bound === null ? null : round6(Math.max(0, ratio(objective - bound, objective) ?? 0)),
    unit: 'h/year',
    proven,
    certifies: certifies(how, bound !== null, proof !== null, everySeat),
  };
}

function certifies(how: PlanTier['how'], bounded: boolean, tried: boolean, everySeat: boolean): string {
  if (how === 'given') return 'nothing: the files say who is in which group';
  if (how === 'shared') return 'nothing: the ground was shared out before there were sectors';
  if (!bounded) return 'nothing: no bound was computed';
  const starts = everySeat ? 'wherever managers without a base start' : 'from where the managers start';
  const rules = 'no grouping of these units that keeps balance (an excess at its price)';
  return tried
    ? `${rules} and is connected costs less, ${starts}; by branch and cut with HiGHS, which verify cannot add up again`
    : `${rules} costs less, ${starts}; contiguity is not in the bound`;
}
