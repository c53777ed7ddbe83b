// Settings and layers as the bundle has them: names in the place of names, money at the bundle's scale. What a formula or a
// condition made of the accounts is in the accounts by then, so neither is here.

import type { LayerSetting } from '../../model/layers.ts';
import type { BudgetSetting, KeepTogether, MeasureSetting, Settings } from '../../model/settings.ts';
import type { NameOf } from './names.ts';

/** No country: its codes would be repaired, and its places looked for on the real map. */
export const NOWHERE = 'ZZ';

export interface Translation {
  /** money times this */
  readonly money: number;
  readonly measure: NameOf;
  readonly segment: NameOf;
  readonly seniority: NameOf;
  readonly kind: NameOf;
  readonly vehicle: NameOf;
  readonly rep: NameOf;
  readonly layer: NameOf;
  readonly level: NameOf;
  readonly budget: NameOf;
  /** column of the zones → that of the bundle */
  readonly column: (name: string) => string;
  /** area of such a column */
  readonly area: (column: string, value: string) => string;
}

type Table<T> = Readonly<Record<string, T>>;

function renamed<T>(table: Table<T>, nameOf: NameOf): Table<T> {
  return Object.fromEntries(Object.entries(table).map(([name, value]) => [nameOf(name), value]));
}

function measuresOf(measures: readonly MeasureSetting[], { measure }: Translation): MeasureSetting[] {
  return measures.map(({ name, tolerance }) => ({ name: measure(name), tolerance }));
}

function budgetsOf(budgets: readonly BudgetSetting[], t: Translation): BudgetSetting[] {
  return budgets.map(({ name, team, resource, atMost, price }) => {
    const scale = resource === 'cost' ? t.money : 1;
    const who =
      team === null
        ? null
        : 'reps' in team
          ? { reps: team.reps.map(t.rep) }
          : { ...team, value: team.column === 'kind' ? t.kind(team.value) : t.seniority(team.value) };
    return {
      name: t.budget(name),
      team: who,
      resource,
      atMost: atMost * scale,
      price: price === null ? null : price / scale,
    };
  });
}

function together(rules: readonly KeepTogether[], t: Translation): KeepTogether[] {
  return rules.map(({ column, price, except }) => ({
    column: t.column(column),
    price,
    except: except.map(area => t.area(column, area)),
  }));
}

export function translatedSettings(settings: Settings, t: Translation): Settings {
  const {
    potentialFormula: _,
    handOver,
    budgets,
    quota,
    vehicles,
    defaultVehicle,
    hierarchy,
    ...rest
  } = settings;
  return {
    ...rest,
    country: NOWHERE,
    slice: null,
    measures: measuresOf(settings.measures, t),
    keepTogether: together(settings.keepTogether, t),
    visitsBySegment: renamed(settings.visitsBySegment, t.segment),
    visitMinutesBySegment: renamed(settings.visitMinutesBySegment, t.segment),
    slaMinutesBySegment: renamed(settings.slaMinutesBySegment, t.segment),
    productivityBySegment: renamed(
      Object.fromEntries(
        Object.entries(settings.productivityBySegment).map(([level, of]) => [level, renamed(of, t.segment)]),
      ),
      t.seniority,
    ),
    visitsByPotential: settings.visitsByPotential.map(({ min, visits }) => ({ min: min * t.money, visits })),
    ...(handOver && {
      handOver: { ...handOver, hoursPer1000Revenue: handOver.hoursPer1000Revenue / t.money },
    }),
    ...(budgets && { budgets: budgetsOf(budgets, t) }),
    ...(quota && { quota: { ...quota, total: quota.total * t.money } }),
    ...(vehicles && {
      vehicles: renamed(
        Object.fromEntries(
          Object.entries(vehicles).map(([name, { gCo2PerKm, costPerKm }]) => [
            name,
            { gCo2PerKm, costPerKm: costPerKm === null ? null : costPerKm * t.money },
          ]),
        ),
        t.vehicle,
      ),
    }),
    ...(defaultVehicle !== undefined && { defaultVehicle: t.vehicle(defaultVehicle) }),
    ...(hierarchy && {
      hierarchy: {
        ...hierarchy,
        levels: hierarchy.levels.map(level => ({
          ...level,
          name: t.level(level.name),
          measures: measuresOf(level.measures, t),
        })),
      },
    }),
  };
}

/** The accounts' column that says whether they are in the layer. */
export const layerColumn = (index: number): string => `in_layer_${index + 1}`;

export function translatedLayers(layers: readonly LayerSetting[], t: Translation): LayerSetting[] {
  return layers.map((layer, l) => ({
    ...layer,
    name: t.layer(layer.name),
    where: layer.where.size === 0 ? new Map() : new Map([[layerColumn(l), ['yes']]]),
    measures: layer.measures && measuresOf(layer.measures, t),
    keepTogether: layer.keepTogether && together(layer.keepTogether, t),
    budgets: layer.budgets && budgetsOf(layer.budgets, t),
  }));
}
