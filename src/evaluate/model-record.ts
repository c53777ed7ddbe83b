// A plan's world → what model.json says of it.

import { travelOf } from '../geo/travel.ts';
import { budgetsOf, namedUse } from '../model/budgets.ts';
import { namedLoads } from '../model/build-problem.ts';
import type { PlanContext, PlanResult } from '../model/context.ts';
import { RULES } from '../model/eligibility.ts';
import { namedCounts } from '../model/limits.ts';
import {
  type Held,
  type Mark,
  MODEL_SCHEMA,
  type ModelRow,
  type ModelZone,
  OTHER_TEAM_RULE,
  type PlanModel,
} from '../model/plan-model.ts';
import { powerOf } from '../model/power.ts';
import { followersOf } from './tables.ts';

/** rounded alike on every machine, and finer than anything that is decided by it */
const DECIMALS = 6;
/** marks that JSON writes as they are */
const MARKS = [...Array(94).keys()].map(c => String.fromCharCode(33 + c)).filter(c => !'."\\'.includes(c));

/** @param broken rules that keep a rep from a zone: see Eligibility; bits above those of RULES are other teams' */
export function planModel(
  context: PlanContext,
  { baseLat, baseLon }: Pick<PlanResult, 'baseLat' | 'baseLon'>,
  broken: ArrayLike<number>,
): PlanModel {
  const { zones, reps, measures, limits, pace, share } = context;
  const k = reps.list.length;
  const bases = { lat: baseLat, lon: baseLon };
  const travel = travelOf(context);
  const named = namedLoads(context, bases, travel);
  const counts = namedCounts(context);
  const m = measures.length;
  const { marks, markOf } = marksOf(broken);
  const held = heldAccounts(context);
  const followers = followersOf(context);
  const segments = pace?.segments ?? [];

  const rows: ModelRow[] = [
    ...measures.map(({ name, tolerance }) => ({
      name,
      lower: 1 - tolerance,
      upper: 1 + tolerance,
      unit: null,
    })),
    ...limits.map(({ of, min, max, unit }) => ({
      name: `limit:${of}`,
      lower: min / unit,
      upper: max / unit,
      unit,
    })),
  ];
  return {
    schema: MODEL_SCHEMA,
    rows,
    marks,
    paced: segments,
    budgets: budgetsOf(context).map(budget => ({
      name: budget.name,
      named: round(namedUse(context, budget, bases, travel)),
      reps: reps.list.filter((_, j) => budget.isIn[j]).map(({ id }) => id),
    })),
    reps: reps.list.map((rep, j) => ({
      rep: rep.id,
      // every target is a multiple of it: not rounded
      share: share[j] as number,
      targets: Object.fromEntries(
        measures.flatMap(({ name }) => {
          const own = rep.targets.get(name);
          return own === undefined ? [] : [[name, own] as const];
        }),
      ),
      fixed: [
        ...measures.map((_, q) => round(named[j * m + q] as number)),
        ...limits.map(({ of }) => (of === 'accounts' ? (counts[j] as number) : 0)),
      ],
      costPerHour: known(rep.costPerHour),
      costPerKm: known(rep.costPerKm),
      extra: segments.map((_, s) => pace?.extra[j * segments.length + s] as number),
    })),
    zones: zones.id.map((zone, i): ModelZone => {
      let kept = '';
      for (let j = 0; j < k; j++) kept += markOf(broken[i * k + j] as number);
      return {
        zone,
        accounts: followers[i] as number,
        visits: round(context.zoneVisits[i] as number),
        visitHours: round(context.zoneVisitHours[i] as number),
        localHours: round(context.zoneLocalHours[i] as number),
        localKm: round(context.zoneLocalKm[i] as number),
        measures: measures
          .filter(({ name }) => name !== 'workload')
          .map(({ perZone }) => round(perZone[i] as number)),
        paced: segments.map((_, s) => round(pace?.zoneHours[i * segments.length + s] as number)),
        areas: context.together.map(({ of, ids }) => ids[of[i] as number] ?? null),
        held: held[i] as Held[],
        kept: /^\.*$/.test(kept) ? '' : kept,
      };
    }),
  };
}

function round(value: number): number {
  const scaled = Math.round(value * powerOf(10, DECIMALS)) / powerOf(10, DECIMALS);
  return Number.isFinite(scaled) ? scaled + 0 : value;
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** A mark for each set of rules that occurs, in the order of their bits. */
function marksOf(broken: ArrayLike<number>): { marks: Mark[]; markOf: (bits: number) => string } {
  const sets = new Set<number>();
  for (let p = 0; p < broken.length; p++) sets.add(broken[p] as number);
  sets.delete(0);
  const names = (bits: number) => {
    const rules = RULES.filter((_, r) => bits & (1 << r)) as string[];
    return bits >> RULES.length ? [...rules, OTHER_TEAM_RULE] : rules;
  };
  const known = new Map<number, string>([[0, '.']]);
  const marks = [...sets]
    .sort((a, b) => a - b)
    .map((bits, at): Mark => {
      // more sets than marks can hardly be: letters beyond are as good
      const mark = MARKS[at] ?? String.fromCharCode(0x100 + at);
      known.set(bits, mark);
      return [mark, names(bits)];
    });
  return { marks, markOf: bits => known.get(bits) as string };
}

function heldAccounts(context: PlanContext): Held[][] {
  const { accounts, zones, reps, zoneOf, incumbentOf, named, settings } = context;
  const handOver = settings.objective === 'travel' ? context.handOver : null;
  const [revenue, potential] = ['revenue', 'potential'].map(name => accounts?.numbers.get(name));
  const sums = Array.from({ length: zones.count }, () => new Map<number, [number, number, number, number]>());
  const amount = (column: Float64Array | undefined, a: number) => Math.max(0, column?.[a] || 0);
  for (let a = 0; a < zoneOf.length; a++) {
    const j = incumbentOf[a] as number;
    if (j < 0 || named[a]) continue;
    const of = sums[zoneOf[a] as number] as Map<number, [number, number, number, number]>;
    const sum = of.get(j) ?? [0, 0, 0, 0];
    const price = handOver?.[a] ?? 0;
    of.set(j, [sum[0] + 1, sum[1] + amount(revenue, a), sum[2] + amount(potential, a), sum[3] + price]);
  }
  return sums.map(of =>
    [...of]
      .sort((x, y) => x[0] - y[0])
      .map(([j, [count, rev, pot, price]]): Held => {
        const id = reps.list[j]?.id as string;
        return [id, count, revenue ? round(rev) : null, potential ? round(pot) : null, round(price)];
      }),
  );
}
