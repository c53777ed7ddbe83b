// kpis.json as someone else may have changed it: every field that Kpis promises is there and of its type, so that whoever
// reads figures of a written plan may take them as they are. The tables name every key, or they do not compile.

import type { Diagnosis } from '../model/diagnosis.ts';
import type { HierarchyKpis } from './hierarchy/types.ts';
import { JsonError, type Reader } from './json-reader.ts';
import type {
  AreaKpis,
  BudgetKpis,
  CalibrationKpis,
  CommonKpis,
  Compactness,
  Kpis,
  ObjectiveKpis,
  PlanKpis,
  PlanPromise,
  SectorBalance,
  SectorKpis,
  ShadowPrice,
  VehicleKpis,
} from './kpis-types.ts';
import { KPI_SCHEMA } from './kpis-types.ts';
import type { OverrideKpis } from './overrides.ts';
import type { RevisionKpis } from './revision.ts';
import type { RoadKpis } from './roads.ts';
import type { ToursKpis } from './tours/report.ts';

type Check = (value: Reader) => void;
type Shape<T> = { readonly [K in keyof T]-?: Check };

const number: Check = value => void value.number();
const figure: Check = value => void value.numberOrNull();
const text: Check = value => void value.text();
const flag: Check = value => void value.flag();
const texts: Check = value => void value.list(text);
const figures: Check = value => void value.records(figure);
const numbers: Check = value => void value.records(number);
const orNull =
  (check: Check): Check =>
  value => {
    if (!value.isNull()) check(value);
  };
const maybe =
  (check: Check): Check =>
  value => {
    if (!value.isAbsent()) check(value);
  };
const list =
  (check: Check): Check =>
  value =>
    void value.list(check);
const records =
  (check: Check): Check =>
  value =>
    void value.records(check);
const word =
  (...words: readonly string[]): Check =>
  value =>
    void value.oneOf(words);
const record = <T>(shape: Shape<T>): Check => {
  const fields = Object.entries(shape) as [string, Check][];
  return value => {
    for (const [key, check] of fields) check(value.get(key));
  };
};
/** all of one kind */
const alike = <K extends string>(check: Check, ...keys: readonly K[]): Record<K, Check> =>
  Object.fromEntries(keys.map(key => [key, check])) as Record<K, Check>;

const COMMON: Shape<CommonKpis> = {
  zones: number,
  accounts: number,
  coverage: record<CommonKpis['coverage']>({
    ...alike(figure, 'accounts', 'potential'),
    uncovered: orNull(record(alike(number, 'no_rep', 'not_eligible', 'too_far', 'over_capacity'))),
  }),
  overlap: record<CommonKpis['overlap']>(alike(figure, 'zones', 'towns')),
  travel: record<CommonKpis['travel']>({
    ...alike(number, 'hours', 'approach_hours', 'local_hours', 'km', 'approach_km', 'local_km'),
    ...alike(figure, 'kg_co2', 'mean_minutes', 'priority_minutes'),
    approximation: maybe(
      record({ ...alike(number, 'hours', 'km'), ...alike(figure, 'hours_ratio', 'km_ratio') }),
    ),
  }),
  visits: record<CommonKpis['visits']>({
    asked: number,
    ...alike(figure, 'possible', 'ratio', 'per_account', 'possible_per_account', 'done', 'done_ratio'),
  }),
  commercial: record<CommonKpis['commercial']>(
    alike(
      figure,
      ...(['revenue', 'potential', 'penetration', 'solicitations', 'responses', 'response_rate'] as const),
      ...(['leads', 'opportunities', 'conversion_rate', 'conversion_days', 'nps'] as const),
    ),
  ),
  cost: record<CommonKpis['cost']>(
    alike(figure, 'total', 'hours_cost', 'km_cost', 'per_visit', 'per_account'),
  ),
  workload: record<CommonKpis['workload']>({
    ...alike(number, 'hours', 'visit_hours', 'travel_hours', 'capacity_hours', 'fte_effective'),
    fte_use: figure,
  }),
};

const COMPACTNESS: Shape<Compactness> = alike(figure, 'polsby_popper', 'reock', 'moment_of_inertia');
const PLAN_BALANCE = record<PlanKpis['balance'][string]>({
  ...alike(number, 'tolerance', 'total'),
  ...alike(figure, 'max_deviation', 'cv', 'gini', 'max_min_ratio'),
  unit: text,
});
const SECTOR_BALANCE = record<SectorBalance>({
  ...alike(number, 'value', 'target'),
  deviation: figure,
  unit: text,
});
const DISRUPTION = orNull(
  record<NonNullable<PlanKpis['disruption']>>({
    ...alike(number, 'zones', 'accounts', 'departed_accounts'),
    ...alike(figure, 'potential', 'revenue'),
    share: record(alike(figure, 'zones', 'accounts', 'potential', 'revenue')),
  }),
);

const PLAN = record<PlanKpis>({
  ...COMMON,
  objective: orNull(
    record<ObjectiveKpis>({
      value: number,
      ...alike(figure, 'lower_bound', 'gap'),
      ...alike(text, 'unit', 'certifies'),
      bounds: record(alike(figure, 'plain', 'contiguous')),
    }),
  ),
  balance: records(PLAN_BALANCE),
  compactness: record<PlanKpis['compactness']>({
    ...COMPACTNESS,
    ...alike(figure, 'min_polsby_popper', 'min_reock'),
  }),
  contiguity: record(alike(number, 'sectors', 'extra_pieces', 'bridges')),
  disruption: DISRUPTION,
  together: records(
    record<AreaKpis>({
      rule: word('whole', 'preferred'),
      ...alike(number, 'areas', 'cut', 'cuts'),
      ...alike(figure, 'price', 'cost'),
      too_large: texts,
      list: list(record({ area: text, sectors: texts, whole_at_least: figure })),
    }),
  ),
  budgets: maybe(
    list(
      record<BudgetKpis>({
        ...alike(text, 'name', 'resource'),
        team: orNull(texts),
        at_most: number,
        ...alike(figure, 'used', 'share', 'excess', 'price', 'paid', 'multiplier', 'per_percent'),
      }),
    ),
  ),
  unavailable: list(record(alike(text, 'kpi', 'needs'))),
});

const SECTOR = record<SectorKpis>({
  ...COMMON,
  ...alike(text, 'sector_id', 'rep_id', 'sector_name', 'layer'),
  balance: records(SECTOR_BALANCE),
  compactness: record(COMPACTNESS),
  contiguity: record(alike(number, 'pieces', 'bridges')),
  disruption: orNull(record(alike(number, 'zones_gained', 'zones_lost', 'accounts_gained', 'accounts_lost'))),
  quota: maybe(number),
});

const GROUP_FIGURES = {
  ...alike(number, 'zones', 'accounts', 'workload_hours', 'capacity_hours', 'travel_hours', 'travel_km'),
  ...alike(figure, 'potential', 'revenue', 'penetration', 'fte_use', 'coverage'),
  balance: records(SECTOR_BALANCE),
  contiguity: record(alike(number, 'pieces', 'avoidable')),
};

const HIERARCHY = record<HierarchyKpis>({
  order: text,
  levels: list(
    record<HierarchyKpis['levels'][number]>({
      ...alike(text, 'level', 'how'),
      ...alike(number, 'groups_count', 'manager_travel_hours'),
      objective: record({
        value: number,
        ...alike(figure, 'lower_bound', 'gap'),
        ...alike(text, 'unit', 'certifies'),
        proven: flag,
      }),
      balance: records(PLAN_BALANCE),
      contiguity: record(alike(number, 'groups', 'extra_pieces', 'avoidable')),
      groups: list(
        record<HierarchyKpis['levels'][number]['groups'][number]>({
          ...GROUP_FIGURES,
          ...alike(text, 'id', 'name'),
          ...alike(orNull(text), 'manager', 'parent'),
          members: texts,
          ...alike(number, 'sectors', 'fte', 'manager_travel_hours'),
          start: record({ ...alike(number, 'lat', 'lon'), found: flag }),
          before: orNull(record(GROUP_FIGURES)),
        }),
      ),
    }),
  ),
});

const CONFLICTS: Readonly<Record<string, Check>> = {
  balance: record(alike(text, 'rep', 'measure', 'side')),
  limit: record({ ...alike(text, 'rep', 'of', 'side'), value: number }),
  eligibility: record(alike(text, 'rep', 'column')),
  locked: record({ rep: text, accounts: number }),
  max_moved: () => {},
  budget: record({ ...alike(text, 'budget', 'resource'), value: number }),
};
const FROM_TO = alike(number, 'from', 'to');
const REMEDIES: Readonly<Record<string, Check>> = {
  tolerance: record({ measures: list(record({ measure: text, ...FROM_TO })) }),
  target: record({ targets: list(record({ ...alike(text, 'rep', 'measure'), ...FROM_TO })) }),
  allow: record({ ...alike(text, 'rep', 'column'), values: texts }),
  lift: record({ rep: text, values: texts, stays: flag }),
  sla: record({ segments: list(record({ segment: text, ...FROM_TO })) }),
  travel: record({ rep: text, ...FROM_TO }),
  unlock: record({ rep: text, accounts: texts }),
  limit: record({ ...alike(text, 'of', 'side'), ...FROM_TO }),
  may_cut: record({ column: text, areas: texts, already: texts }),
  max_moved: record(FROM_TO),
  budget: record({ ...alike(text, 'budget', 'resource'), ...FROM_TO }),
};
const oneOf =
  (key: string, kinds: Readonly<Record<string, Check>>): Check =>
  value =>
    kinds[value.get(key).oneOf(Object.keys(kinds))]?.(value);

const DIAGNOSIS = record<Diagnosis>({
  possible_on_paper: orNull(flag),
  conflict: list(oneOf('rule', CONFLICTS)),
  minimal: flag,
  relaxations: list(value => {
    oneOf('change', REMEDIES)(value);
    value.get('objective_change').number();
  }),
});

const TOURS_FIGURES = {
  ...alike(number, 'days_available', 'days_worked', 'visits_asked', 'visits_planned', 'visits_missing'),
  ...alike(number, 'driving_hours', 'km', 'nights'),
  ...alike(figure, 'hours_per_visit', 'gap'),
};
const ESTIMATE = record<RoadKpis['estimate']['all']>({
  pairs: number,
  ...alike(figure, 'up_to_km', 'minutes_ratio', 'minutes_error', 'km_ratio', 'km_error'),
});

const KPIS = record<Kpis>({
  schema: word(KPI_SCHEMA),
  plan: PLAN,
  before: orNull(PLAN),
  sectors: list(SECTOR),
  sectors_before: orNull(list(SECTOR)),
  promises: list(record<PlanPromise>({ ...alike(text, 'name', 'detail', 'detail_fr'), kept: flag })),
  shadow_prices: orNull(
    list(
      record<ShadowPrice>({
        ...alike(text, 'rule', 'per'),
        ...alike(orNull(text), 'sector_id', 'measure', 'side', 'account_id'),
        value: number,
        cost: figure,
        at_cap: flag,
      }),
    ),
  ),
  diagnosis: orNull(DIAGNOSIS),
  units: records(text),
  vehicles: maybe(
    list(
      record<VehicleKpis>({
        ...alike(text, 'vehicle', 'factor'),
        ...alike(number, 'reps', 'reps_with_factor', 'km'),
        ...alike(figure, 'g_co2_per_km', 'cost_per_km', 'kg_co2'),
        entry: orNull(text),
      }),
    ),
  ),
  hierarchy: maybe(HIERARCHY),
  calibration: maybe(
    record<CalibrationKpis>({
      period: text,
      ...alike(number, 'visits_per_tour', 'local_factor'),
      rounds: list(record(alike(number, 'visits_per_tour', 'local_factor', 'hours_ratio', 'km_ratio'))),
    }),
  ),
  tours: maybe(
    record<ToursKpis>({
      period: text,
      weeks: number,
      total: record(TOURS_FIGURES),
      sectors: list(record({ ...TOURS_FIGURES, ...alike(text, 'sector_id', 'rep_id') })),
      missing: numbers,
      today: flag,
    }),
  ),
  roads: maybe(
    record<RoadKpis>({
      source: text,
      ...alike(number, 'asked', 'known', 'absent', 'no_road', 'off_road'),
      ...alike(number, 'zones_estimated', 'accounts_estimated'),
      visits_estimated: figure,
      estimate: record({ all: ESTIMATE, by_length: list(ESTIMATE) }),
    }),
  ),
  revision: maybe(
    record<RevisionKpis>({
      from: text,
      stands: flag,
      ...alike(number, 'zones_changed', 'objective'),
      accounts: record(alike(number, 'new', 'gone')),
      reps: record(alike(texts, 'joined', 'left')),
      sectors: record(alike(texts, 'new', 'ended')),
      replan: orNull(
        record<NonNullable<RevisionKpis['replan']>>({
          ...alike(number, 'objective', 'travel_hours', 'travel_km', 'promises_broken'),
          max_deviation: figures,
          disruption: DISRUPTION,
        }),
      ),
    }),
  ),
  overrides: maybe(
    record<OverrideKpis>({
      list: list(
        record<OverrideKpis['list'][number]>({
          ...alike(orNull(text), 'zone_id', 'account_id'),
          ...alike(text, 'rep_id', 'author', 'reason', 'date'),
          price: number,
        }),
      ),
      together: orNull(
        record<NonNullable<OverrideKpis['together']>>({
          travel_hours: number,
          max_deviation: figures,
          accounts_moved: figure,
        }),
      ),
    }),
  ),
});

/** @throws JsonError that says where something is missing or of another type */
export function checkKpis(root: Reader): void {
  if (root.get('schema').text() !== KPI_SCHEMA) {
    throw new JsonError(`kpis.json: schema is ${JSON.stringify(root.get('schema').text().slice(0, 60))}`);
  }
  KPIS(root);
  if (root.has('layers')) root.get('layers').records(PLAN);
}
