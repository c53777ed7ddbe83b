// Settings → sectorize.yaml, a key a line: the way back from config-settings. Values are written as JSON, which YAML is a
// superset of.

import type { LayerSetting } from '../model/layers.ts';
import type {
  BudgetSetting,
  KeepTogether,
  LimitSetting,
  MeasureSetting,
  Settings,
} from '../model/settings.ts';

type Yaml = string | number | boolean | null | readonly Yaml[] | { readonly [key: string]: Yaml };
type Keys = { readonly [key: string]: Yaml | undefined };

/** Files by key, as `accounts`; the manager's is `hierarchy.managers` in the file. */
export interface ConfigFiles {
  readonly accounts?: string;
  readonly reps?: string;
  readonly zones?: string;
  readonly barriers?: string;
  readonly overrides?: string;
  readonly managers?: string;
  /** plans that are revised */
  readonly from?: readonly string[];
  /** a matrix */
  readonly roads?: string;
}

/** @param settings all of them but `slice` and `potentialFormula`, which are not settings of a file's own */
export function configText(
  settings: Settings,
  layers: readonly LayerSetting[],
  { managers, roads, ...files }: ConfigFiles,
): string {
  const keys: Keys = {
    ...files,
    ...(roads !== undefined && { roads: { matrix: roads } }),
    ...keysOf(settings, managers),
    ...(layers.length > 0 && { layers: layers.map(layerOf) }),
  };
  return Object.entries(keys)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('');
}

function keysOf(settings: Settings, managers: string | undefined): Keys {
  const { handOver, maxMoved, travel, quota, period, vehicles, hierarchy } = settings;
  // every key of Settings must be thought of: a missing one fails the type check
  const all: { readonly [K in keyof Required<Settings>]: Keys } = {
    objective: { objective: settings.objective },
    centers: { centers: settings.centers },
    measures: { measures: measuresOf(settings.measures) },
    stickiness: { stickiness: settings.stickiness },
    handOver: {
      hand_over: handOver && {
        hours_per_1000_revenue: handOver.hoursPer1000Revenue,
        ...(handOver.asOf !== null && { by_years_held: handOver.byYearsHeld.map(step => ({ ...step })) }),
        ...(handOver.asOf !== null && { as_of: handOver.asOf }),
      },
    },
    maxMoved: { max_moved: maxMoved ? `${maxMoved.share}:${maxMoved.of}` : undefined },
    keepTogether: { keep_together: togetherOf(settings.keepTogether) },
    limits: limitsOf(settings.limits),
    budgets: { budgets: settings.budgets?.map(budgetOf) },
    effort: { effort: settings.effort },
    exact: { exact: settings.exact },
    seed: { seed: settings.seed },
    country: { country: settings.country },
    travel: {
      travel: {
        circuity: travel.circuity,
        access_minutes: travel.accessMinutes,
        speeds: travel.speeds.map(({ upToKm, kmPerHour }) => ({
          ...(upToKm !== null && { up_to_km: upToKm }),
          km_per_hour: kmPerHour,
        })),
      },
    },
    visitsPerTour: { visits_per_tour: settings.visitsPerTour },
    localFactor: { local_factor: settings.localFactor },
    spreadShare: { spread_share: settings.spreadShare },
    whiteSpaceVisits: { white_space_visits: settings.whiteSpaceVisits },
    defaultVisitsPerYear: { default_visits_per_year: settings.defaultVisitsPerYear },
    defaultVisitMinutes: { default_visit_minutes: settings.defaultVisitMinutes },
    visitsBySegment: { visits_by_segment: filled(settings.visitsBySegment) },
    visitMinutesBySegment: { visit_minutes_by_segment: filled(settings.visitMinutesBySegment) },
    productivityBySegment: { productivity_by_segment: filled(settings.productivityBySegment) },
    period: { period: period ? { from: period.from, months: period.months } : undefined },
    rampUp: { ramp_up: settings.rampUp.length > 0 ? settings.rampUp : undefined },
    quota: {
      quota: quota && { total: quota.total, by: { potential: quota.potential, revenue: quota.revenue } },
    },
    // the potential is in the accounts
    potentialFormula: {},
    visitsByPotential: {
      visits_by_potential:
        settings.visitsByPotential.length > 0
          ? settings.visitsByPotential.map(step => ({ ...step }))
          : undefined,
    },
    slaMinutesBySegment: { sla_minutes_by_segment: filled(settings.slaMinutesBySegment) },
    defaultHoursPerYear: { default_hours_per_year: settings.defaultHoursPerYear },
    vehicles: {
      vehicles:
        vehicles &&
        Object.fromEntries(
          Object.entries(vehicles).map(([name, { gCo2PerKm, costPerKm }]) => [
            name,
            {
              ...(gCo2PerKm !== null && { g_co2_per_km: gCo2PerKm }),
              ...(costPerKm !== null && { cost_per_km: costPerKm }),
            },
          ]),
        ),
    },
    defaultVehicle: { default_vehicle: settings.defaultVehicle },
    groups: { groups: settings.groups },
    slice: {},
    hierarchy: {
      hierarchy: hierarchy && {
        order: hierarchy.order,
        ...(managers !== undefined && { managers }),
        levels: hierarchy.levels.map(({ name, count, measures, daysPerReport }) => ({
          name,
          ...(count !== null && { count }),
          ...(measures.length > 0 && { measures: entriesOf(measures) }),
          days_per_report: daysPerReport,
        })),
      },
    },
  };
  return Object.assign({}, ...Object.values(all));
}

function layerOf(layer: LayerSetting): Yaml {
  const { where, overlay } = layer;
  const keys: Keys = {
    name: layer.name,
    where: where.size > 0 ? Object.fromEntries([...where].map(([column, any]) => [column, any])) : undefined,
    overlay: overlay || undefined,
    revenue_share: overlay ? layer.revenueShare : undefined,
    visits_share: overlay ? layer.visitsShare : undefined,
    travel: layer.travels ? undefined : 'none',
    measures: layer.measures ? measuresOf(layer.measures) : undefined,
    keep_together: layer.keepTogether ? togetherOf(layer.keepTogether) : undefined,
    ...limitsOf(layer.limits ?? []),
    budgets: layer.budgets?.map(budgetOf),
    objective: layer.objective ?? undefined,
    centers: layer.centers ?? undefined,
  };
  return Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined)) as Yaml;
}

function entriesOf(measures: readonly MeasureSetting[]): Yaml {
  return Object.fromEntries(measures.map(({ name, tolerance }) => [name, tolerance]));
}

function measuresOf(measures: readonly MeasureSetting[]): Yaml | undefined {
  return measures.length > 0 ? entriesOf(measures) : undefined;
}

function togetherOf(rules: readonly KeepTogether[]): Yaml | undefined {
  if (rules.length === 0) return undefined;
  return Object.fromEntries(
    rules.map(({ column, price, except }) => [column, { price: price ?? 'whole', except }]),
  );
}

function limitsOf(limits: readonly LimitSetting[]): Keys {
  return Object.fromEntries(
    limits.flatMap(({ of, min, max }) => [
      [`min_${of}`, min ?? undefined],
      [`max_${of}`, max ?? undefined],
    ]),
  );
}

function budgetOf({ name, team, resource, atMost, price }: BudgetSetting): Yaml {
  const who = team === null ? 'all' : 'reps' in team ? team.reps : { [team.column]: team.value };
  return { name, team: who, resource, at_most: atMost, ...(price !== null && { price }) };
}

/** An empty one says what no key says. */
function filled<T extends Yaml>(table: Readonly<Record<string, T>>): Yaml | undefined {
  return Object.keys(table).length > 0 ? { ...table } : undefined;
}
