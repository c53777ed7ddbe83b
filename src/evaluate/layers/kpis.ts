// KPIs of all layers together. Hours, visits, money and costs are the sums of the layers, whose shares of an account add
// up to one; accounts are counted in base layers only; what the accounts' own columns say (revenue, penetration, NPS …) is
// computed from the undivided accounts, once each. What has no meaning over several layers is null, and says where it is.

import type { PlanContext } from '../../model/context.ts';
import { commercialAt, commercialSums } from '../commercial.ts';
import { KPI_SCHEMA, type ObjectiveKpis, type PlanKpis, type Unavailable } from '../kpis-types.ts';
import { ratio, round6 } from '../statistics.ts';
import { balanceOf, compactnessOf, coverageOf, weighted } from './balance.ts';
import { disruptionOf } from './disruption.ts';
import type { LayeredKpis, LayerPart, RepCapacity, Whole } from './part.ts';
import { layeredPromises } from './promises.ts';

type Figure = number | null;

export function layeredKpis(parts: readonly LayerPart[], whole: Whole): LayeredKpis {
  const after = parts.map(part => part.kpis.plan);
  const befores = parts.map(part => part.kpis.before).filter(plan => plan !== null);
  // a layer that nobody serves today has no hours to compare with
  const known = befores.length === parts.length;
  const sectorsBefore = parts.map(part => part.kpis.sectors_before).filter(list => list !== null);
  const plan = merged(parts, after, whole, false);
  const reps = capacities(parts, whole);
  const layers: Record<string, PlanKpis> = Object.create(null);
  for (const part of parts) layers[part.rule.name] = part.kpis.plan;
  const prices = parts.flatMap(({ rule, kpis }) =>
    (kpis.shadow_prices ?? []).map(price => ({ ...price, layer: rule.name })),
  );
  return {
    schema: KPI_SCHEMA,
    plan,
    before: known ? merged(parts, befores, whole, true) : null,
    sectors: parts.flatMap(part => part.kpis.sectors),
    sectors_before: known ? sectorsBefore.flat() : null,
    promises: layeredPromises(parts, whole, plan, reps),
    shadow_prices: prices.sort((a, b) => b.value - a.value),
    // each layer has its own, in its folder
    diagnosis: null,
    units: Object.assign({}, ...parts.map(part => part.kpis.units)),
    layers,
    reps,
  };
}

/** @param plans of the parts, after or before */
function merged(
  parts: readonly LayerPart[],
  plans: readonly PlanKpis[],
  whole: Whole,
  before: boolean,
): PlanKpis {
  const sum = (of: (plan: PlanKpis) => Figure): Figure => {
    let total = 0;
    for (const plan of plans) {
      const value = of(plan);
      if (value === null) return null;
      total += value;
    }
    return round6(total);
  };
  const sure = (of: (plan: PlanKpis) => number): number => sum(of) ?? 0;
  const base = plans.filter((_, l) => !parts[l]?.rule.overlay);
  const accounts = base.reduce((total, plan) => total + plan.accounts, 0);
  const asked = sure(plan => plan.visits.asked);
  const possible = sum(plan => plan.visits.possible ?? 0);
  const hours = sure(plan => plan.workload.hours);
  const capacity = sure(plan => plan.workload.capacity_hours);
  const cost = sum(plan => plan.cost.total);
  const own = ownFigures(parts, whole, before);
  const figures: Omit<PlanKpis, 'unavailable'> = {
    objective: before ? null : objectiveOf(plans),
    zones: sure(plan => plan.zones),
    accounts,
    coverage: coverageOf(plans, base),
    overlap: { zones: sum(plan => plan.overlap.zones), towns: sum(plan => plan.overlap.towns) },
    travel: {
      hours: sure(plan => plan.travel.hours),
      approach_hours: sure(plan => plan.travel.approach_hours),
      local_hours: sure(plan => plan.travel.local_hours),
      km: sure(plan => plan.travel.km),
      approach_km: sure(plan => plan.travel.approach_km),
      local_km: sure(plan => plan.travel.local_km),
      kg_co2: sum(plan => plan.travel.kg_co2),
      mean_minutes: weighted(
        plans,
        plan => plan.travel.mean_minutes,
        plan => plan.visits.asked,
      ),
      priority_minutes: null,
    },
    visits: {
      asked,
      possible,
      ratio: round6(ratio(possible, asked)),
      per_account: round6(ratio(asked, accounts)),
      possible_per_account: round6(ratio(possible, accounts)),
      done: own.visitsDone,
      done_ratio: own.doneRatio,
    },
    commercial: own.commercial,
    cost: {
      total: cost,
      hours_cost: sum(plan => plan.cost.hours_cost),
      km_cost: sum(plan => plan.cost.km_cost),
      per_visit: round6(ratio(cost, asked)),
      per_account: round6(ratio(cost, accounts)),
    },
    workload: {
      hours,
      visit_hours: sure(plan => plan.workload.visit_hours),
      travel_hours: sure(plan => plan.workload.travel_hours),
      fte_effective: sure(plan => plan.workload.fte_effective),
      capacity_hours: capacity,
      fte_use: round6(ratio(hours, capacity)),
    },
    balance: balanceOf(parts, plans),
    compactness: compactnessOf(parts, plans, before),
    contiguity: {
      sectors: sure(plan => plan.contiguity.sectors),
      extra_pieces: sure(plan => plan.contiguity.extra_pieces),
      bridges: sure(plan => plan.contiguity.bridges),
    },
    disruption: before ? null : disruptionOf(parts),
    together: Object.fromEntries(
      plans.flatMap((plan, l) =>
        Object.entries(plan.together).map(([column, areas]) => [`${parts[l]?.rule.name}/${column}`, areas]),
      ),
    ),
  };
  return { ...figures, unavailable: unavailableOf(plans, figures) };
}

/** What the columns of the undivided accounts say, each account once; before: of those with a rep of today. */
function ownFigures(parts: readonly LayerPart[], whole: Whole, before: boolean) {
  const served = new Int32Array(whole.accounts.count).fill(before ? -1 : 0);
  if (before) {
    const place = new Map(whole.accounts.id.map((id, a) => [id, a] as const));
    for (const { rule, context } of parts) {
      if (rule.overlay) continue;
      context.incumbentOf.forEach((j, a) => {
        if (j >= 0) served[place.get(context.accounts?.id[a] as string) as number] = 0;
      });
    }
  }
  const [first] = parts as [LayerPart];
  const context: PlanContext = {
    ...first.context,
    accounts: whole.accounts,
    visits: whole.visits,
    // everyone in one slot
    reps: { ...whole.reps, list: whole.reps.list.slice(0, 1) },
  };
  const nowhere = new Float64Array(1);
  const sums = commercialSums(context, {
    accountRep: served,
    zoneRep: new Int32Array(0),
    baseLat: nowhere,
    baseLon: nowhere,
  });
  const done = sums.visitsDone;
  return {
    commercial: commercialAt(sums, 1),
    visitsDone: done && round6(done.over[1] as number),
    doneRatio: done && round6(ratio(done.over[1] as number, done.under[1] as number)),
  };
}

function objectiveOf(plans: readonly PlanKpis[]): ObjectiveKpis | null {
  const all = plans.map(plan => plan.objective).filter(objective => objective !== null);
  const [first] = all;
  // hours and km² do not add up
  if (!first || all.length < plans.length || all.some(({ unit }) => unit !== first.unit)) return null;
  const sum = (of: (objective: ObjectiveKpis) => Figure) =>
    all.some(objective => of(objective) === null)
      ? null
      : round6(all.reduce((total, objective) => total + (of(objective) as number), 0));
  const value = sum(objective => objective.value) ?? 0;
  const bound = sum(objective => objective.lower_bound);
  const beaten = all.some(objective => objective.gap === null);
  return {
    value,
    lower_bound: bound,
    gap: bound === null || beaten ? null : round6(ratio(value - bound, value)),
    unit: first.unit,
    certifies:
      'no plans of the layers together cost less than the sum of their bounds, with the accounts, shares and capacities ' +
      'of each layer as they are; what each bound certifies is in layers; where contiguity is not in the bound of one, ' +
      'it is not in the sum',
    bounds: { plain: sum(objective => objective.bounds.plain), contiguous: sum(o => o.bounds.contiguous) },
  };
}

/** What the layers lack, and what only they can say. */
function unavailableOf(plans: readonly PlanKpis[], figures: Omit<PlanKpis, 'unavailable'>): Unavailable[] {
  const found = new Map<string, string>();
  for (const plan of plans) {
    for (const { kpi, needs } of plan.unavailable) if (isNull(figures, kpi)) found.set(kpi, needs);
  }
  const inLayers = 'one layer: see `layers`';
  const only = ['travel.priority_minutes', 'compactness.moment_of_inertia'];
  for (const kpi of only) if (!found.has(kpi)) found.set(kpi, inLayers);
  for (const name of Object.keys(figures.balance)) {
    for (const figure of ['cv', 'gini', 'max_min_ratio']) found.set(`balance.${name}.${figure}`, inLayers);
  }
  return [...found].map(([kpi, needs]) => ({ kpi, needs }));
}

/** The figure at a path, or one above it, is null. */
function isNull(figures: object, path: string): boolean {
  let here: unknown = figures;
  for (const key of path.split('.')) {
    if (here === null || typeof here !== 'object') break;
    here = Object.hasOwn(here, key) ? (here as Record<string, unknown>)[key] : undefined;
  }
  return here === null;
}

/** Every rep of the file once, with the sectors of all layers. */
function capacities(parts: readonly LayerPart[], { reps }: Whole): RepCapacity[] {
  const sorted = [...reps.list].sort((a, b) => (a.id < b.id ? -1 : 1));
  return sorted.map(rep => {
    let [capacity, hours, fte] = [0, 0, 0];
    const layers: RepCapacity['layers'][number][] = [];
    for (const { rule, context, kpis } of parts) {
      const j = context.reps.list.findIndex(({ id }) => id === rep.id);
      const sector = kpis.sectors[j];
      if (!sector) continue;
      const share = context.settings.slice?.reps.find(([id]) => id === rep.id)?.[1] ?? 1;
      layers.push({
        layer: rule.name,
        sector_id: sector.sector_id,
        share,
        hours: sector.workload.hours,
      });
      capacity += sector.workload.capacity_hours;
      hours += sector.workload.hours;
      fte += (context.reps.list[j] as { fte: number }).fte;
    }
    return {
      rep_id: rep.id,
      fte: round6(fte) ?? 0,
      capacity_hours: round6(capacity) ?? 0,
      hours: round6(hours) ?? 0,
      fte_use: round6(ratio(hours, capacity)),
      layers,
    };
  });
}
