// All KPIs of a plan: after, before when there is an incumbent, by sector, and the promises.
// One pass of sums for each state of affairs, then figures by slot: rep by rep, and the plan in the last slot.

import { makeTravel } from '../geo/travel.ts';
import type { PlanContext, PlanResult } from '../model/context.ts';
import type { TeamPrice } from '../model/plan.ts';
import { areaKpis } from './areas.ts';
import { type Balance, balanceOf, planBalance, sectorBalance } from './balance.ts';
import { budgetKpis } from './budgets.ts';
import { commercialAt, commercialSums, npsKind } from './commercial.ts';
import { compactnessSums, planCompactness, sectorCompactness } from './compactness.ts';
import { type Pieces, piecesOf } from './contiguity.ts';
import { coverageAt, coverageSums } from './coverage.ts';
import { disruptionOf, handOversOf } from './disruption.ts';
import { type Eligibility, eligibility } from './eligibility.ts';
import { hierarchyKpis } from './hierarchy/kpis.ts';
import { hierarchyPromises } from './hierarchy/promises.ts';
import {
  type BudgetKpis,
  type CommonKpis,
  KPI_SCHEMA,
  type KpiExtras,
  type Kpis,
  type ObjectiveKpis,
  type Outline,
  type PlanKpis,
  type SectorKpis,
} from './kpis-types.ts';
import { overlapSums } from './overlap.ts';
import { overrideKpis } from './overrides.ts';
import { priorityAccounts, priorityMinutes } from './priority.ts';
import { promisesOf } from './promises.ts';
import { quotasOf } from './quota.ts';
import { revisionKpis } from './revision.ts';
import { roadKpis } from './roads.ts';
import { sectorIdsOf, sectorNamesOf } from './sector-ids.ts';
import { incumbentService, plannedService, type Service } from './service.ts';
import { shadowPrices } from './shadow-prices.ts';
import { ratio, round6, roundTo, total } from './statistics.ts';
import { tally } from './tally.ts';
import { unavailable } from './unavailable.ts';
import { CO2_SCOPE, vehicleKpis } from './vehicle-kpis.ts';
import { costAt, rateSums, travelAt, visitsAt, workloadAt } from './work-kpis.ts';

export function computeKpis(context: PlanContext, result: PlanResult, extras: KpiExtras): Kpis {
  const rules = eligibility(context, result, extras.travel);
  const after = measureState(context, plannedService(result), extras, rules, extras.outlines);
  const today = incumbentService(context, result);
  const before = today && measureState(context, today, extras, rules, extras.outlinesBefore);
  const disruption = disruptionOf(context, result);
  const handOvers = disruption && handOversOf(context, result);
  const sectorIds = sectorIdsOf(context, extras.sectors);
  const budgets = (state: State | null, priced: boolean) =>
    context.settings.budgets && state
      ? { budgets: state.budgets(priced ? (extras.solver?.teamPrices ?? []) : null) }
      : {};
  const areas = (zoneRep: Int32Array, priced: boolean) =>
    areaKpis(context, zoneRep, sectorIds, (priced && extras.wholeAtLeast) || null);
  const quotas = quotasOf(context, result.accountRep);
  const sectors = sectorKpis(context, after, extras, handOvers).map((sector, j) =>
    quotas ? { ...sector, quota: quotas[j] as number } : sector,
  );
  const sectorsBefore = before && sectorKpis(context, before, extras, null);
  const hierarchy =
    extras.hierarchy &&
    hierarchyKpis(context, result, extras.hierarchy, {
      sectors,
      before: sectorsBefore,
      // managers travel between places that no road is known of
      travel: makeTravel(context.settings.travel),
    });
  const shadows = extras.solver
    ? shadowPrices(context, result, { ...extras, ...extras.solver, balance: after.balance, rules })
    : null;
  const vehicles = vehicleKpis(context, sectors);
  const plan: PlanKpis = {
    ...planKpis(context, after, objectiveOf(context, extras), disruption, areas(result.zoneRep, true)),
    ...budgets(after, extras.solver !== undefined),
  };
  return {
    schema: KPI_SCHEMA,
    plan,
    before: before &&
      today && {
        ...planKpis(context, before, null, null, areas(today.zoneRep, false)),
        ...budgets(before, false),
      },
    sectors,
    sectors_before: sectorsBefore,
    promises: [
      ...promisesOf({
        context,
        result,
        balance: after.balance,
        pieces: after.pieces,
        budgets: after.budgets(null),
        rules,
        sectorIds,
      }),
      ...(hierarchy ? hierarchyPromises(hierarchy) : []),
    ],
    shadow_prices: shadows,
    diagnosis: extras.diagnosis ?? null,
    units: unitsOf(context),
    ...(vehicles && { vehicles }),
    ...(hierarchy && { hierarchy }),
    ...(extras.calibration && { calibration: extras.calibration }),
    ...(extras.roads && { roads: roadKpis(context, result, extras.roads) }),
    ...(extras.overrides && { overrides: overrideKpis(context, plan, shadows ?? [], extras.overrides) }),
    ...(extras.revision && { revision: revisionKpis(context, result, extras.revision) }),
  };
}

/** Everything about one state of affairs, ready to be read by slot. */
interface State {
  readonly at: (slot: number) => CommonKpis;
  readonly budgets: (prices: readonly TeamPrice[] | null) => BudgetKpis[];
  readonly balance: Balance;
  readonly pieces: Pieces;
  readonly compactness: ReturnType<typeof compactnessSums>;
}

function measureState(
  context: PlanContext,
  service: Service,
  extras: KpiExtras,
  rules: Eligibility,
  outlines: readonly Outline[] | null,
): State {
  const sums = tally(context, service, extras.travel);
  const rates = rateSums(context, sums);
  // balance and budgets were promised in hours and km of the model
  const model = service.toured ? tally(context, { ...service, toured: undefined }, extras.travel) : sums;
  const commercial = commercialSums(context, service);
  const coverage = coverageSums(context, service, sums, rules);
  const overlap = overlapSums(context, service, extras.splits);
  const priority = priorityMinutes(context, service, sums, priorityAccounts(context));
  return {
    at: slot => ({
      zones: sums.zones[slot] as number,
      accounts: sums.accounts[slot] as number,
      coverage: coverageAt(context, coverage, slot),
      overlap: {
        zones: overlap ? (overlap.zones[slot] as number) : null,
        towns: overlap?.towns ? (overlap.towns[slot] as number) : null,
      },
      travel: travelAt(sums, rates, priority, slot, service.toured ? model : null),
      visits: visitsAt(sums, rates, commercial.visitsDone, slot),
      commercial: commercialAt(commercial, slot),
      cost: costAt(sums, rates, slot),
      workload: workloadAt(sums, rates, slot),
    }),
    budgets: prices => budgetKpis(context, model, service.toured ? rateSums(context, model) : rates, prices),
    balance: balanceOf(context, service, model),
    pieces: piecesOf(context, service.zoneRep),
    compactness: compactnessSums(context, service.zoneRep, outlines),
  };
}

function planKpis(
  context: PlanContext,
  state: State,
  objective: ObjectiveKpis | null,
  disruption: PlanKpis['disruption'],
  together: PlanKpis['together'],
): PlanKpis {
  const { pieces, bridges } = state.pieces;
  const sectors = pieces.filter(count => count > 0).length;
  const figures = {
    objective,
    ...state.at(context.reps.list.length),
    balance: planBalance(context, state.balance),
    compactness: planCompactness(state.compactness),
    contiguity: { sectors, extra_pieces: total(pieces) - sectors, bridges: total(bridges) },
    disruption,
    together,
  };
  // today's state has no objective and moves nothing: that needs no column
  const missing = unavailable(context, figures).filter(({ kpi }) => objective || kpi !== 'disruption');
  return { ...figures, unavailable: missing };
}

function sectorKpis(
  context: PlanContext,
  state: State,
  extras: KpiExtras,
  handOvers: readonly NonNullable<SectorKpis['disruption']>[] | null,
): SectorKpis[] {
  const ids = sectorIdsOf(context, extras.sectors);
  const names = sectorNamesOf(context, extras.sectors);
  return context.reps.list.map((rep, j) => ({
    sector_id: ids[j] as string,
    rep_id: rep.id,
    sector_name: names[j] as string,
    layer: context.layer,
    ...state.at(j),
    balance: sectorBalance(context, state.balance, j),
    compactness: sectorCompactness(state.compactness, j),
    contiguity: { pieces: state.pieces.pieces[j] as number, bridges: state.pieces.bridges[j] as number },
    disruption: handOvers?.[j] ?? null,
  }));
}

function objectiveOf(context: PlanContext, extras: KpiExtras): ObjectiveKpis | null {
  const { objective, plainBound, contiguousBound, proven } = extras;
  if (objective === null) return null;
  const known = [plainBound, contiguousBound].filter(bound => bound !== null);
  const bound = known.length > 0 ? Math.max(...known) : null;
  const beaten = bound !== null && objective < bound - 1e-9 * Math.abs(bound);
  return {
    value: roundTo(objective, 6) ?? 0,
    lower_bound: round6(bound),
    // below the bound: the plan breaks a rule that the bound keeps (the disruption budget), so they do not compare
    gap: bound === null || beaten ? null : round6(ratio(objective - bound, objective)),
    unit: objectiveUnit(context),
    certifies:
      certifies(
        context,
        plainBound,
        contiguousBound,
        proven,
        extras.hierarchy?.settings.order === 'top-down',
      ) + (beaten ? '; this plan breaks one of these rules' : ''),
    bounds: { plain: round6(plainBound), contiguous: round6(contiguousBound) },
  };
}

function objectiveUnit({ settings, measures }: PlanContext): string {
  return settings.objective === 'travel' ? 'h/year' : `${measures[0]?.name ?? ''} × km²`;
}

function certifies(
  { together, limits, settings }: PlanContext,
  plain: number | null,
  contiguous: number | null,
  proven: boolean,
  shared: boolean,
): string {
  if (plain === null && contiguous === null) return 'nothing: no bound was computed';
  const whole = together.filter(({ price }) => price === null).map(({ column }) => column);
  const rules =
    'every zone with one eligible rep, balance within tolerance (an excess at its price), disruption budget' +
    (limits.length > 0 ? ', limits of zones and accounts (likewise)' : '') +
    (settings.budgets ? ', budgets of teams (likewise)' : '') +
    (whole.length > 0 ? `, areas of ${whole.join(', ')} whole` : '');
  const assumed = shared
    ? 'at the given centers, targets and areas of managers'
    : 'at the given centers and targets';
  const how = proven
    ? 'by branch and cut with HiGHS, which verify cannot add up again'
    : 'wherever it has its root; by contiguity cuts, whose sum and validity verify recomputes from bound.json';
  return contiguous !== null && (plain === null || contiguous >= plain)
    ? `no plan that keeps these costs less, ${assumed}: ${rules}, every sector connected; ${how}`
    : `no plan that keeps these costs less, ${assumed}: ${rules}; contiguity is not in the bound`;
}

function unitsOf(context: PlanContext): Record<string, string> {
  return {
    hours: 'h/year',
    km: 'km/year',
    kg_co2: 'kg CO₂e/year',
    co2_scope: CO2_SCOPE,
    minutes: 'min',
    shares: 'fraction',
    deviations: '(value − target) / target',
    visits: 'visits/year',
    money: 'currency of the input, per year',
    nps: npsUnit(context),
    moment_of_inertia: 'km²',
    shadow_prices: `value: ${objectiveUnit(context)} saved when the rule gives way by \`per\`; cost: currency of the input, per year`,
  };
}

function npsUnit(context: PlanContext): string {
  const column = context.accounts?.numbers.get('nps');
  if (!column) return 'n/a';
  return npsKind(column) === 'answers'
    ? 'points, −100 to 100: promoters − detractors among answers from 0 to 10'
    : 'mean of the scores, weighted by visits';
}
