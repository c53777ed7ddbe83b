// Everything of the inputs that has a name, and what it is called in the bundle.

import { NUMBER_RULES } from '../../io/account-rules.ts';
import { areaColumn } from '../../io/areas.ts';
import { canonicalMeasure } from '../../io/synonyms.ts';
import { SPANS } from '../../model/hierarchy.ts';
import type { LayerSetting } from '../../model/layers.ts';
import { isExact } from '../../model/overrides.ts';
import type { PreviousPlan } from '../../model/previous.ts';
import { type Accounts, PARTNERS, type Reps, type Zones } from '../../model/records.ts';
import type { BudgetSetting, Settings } from '../../model/settings.ts';
import { VEHICLE_KINDS } from '../../model/vehicles.ts';
import type { Records } from '../read.ts';
import { type AreaColumn, areaColumns, zonesOfRule, zonesOfSide } from './areas.ts';
import { partName, sectorName, wordsBefore } from './before-names.ts';
import type { NameOf, Names } from './names.ts';
import type { Translation } from './settings.ts';

export interface Naming extends Omit<Translation, 'money'> {
  readonly account: NameOf;
  readonly zone: NameOf;
  /** of a zone of a plan before, or a part of one */
  readonly part: NameOf;
  /** id of a sector of a plan before */
  readonly sector: NameOf;
  readonly group: NameOf;
  readonly manager: NameOf;
  /** an entry of a rep's list of areas */
  readonly rule: (entry: string) => string;
  /** a side of a barrier */
  readonly side: (name: string) => string;
  /** an entry of a rep's excluded_accounts */
  readonly excluded: (entry: string) => readonly string[];
  readonly columns: readonly AreaColumn[];
  /** measures that are amounts, which money's factor is for, as the user calls them */
  readonly isAmount: (measure: string) => boolean;
}

const KNOWN_KINDS = new Set(['employee', 'partner']);
/** measures that have their name from the tool */
const KNOWN_MEASURES = new Set([...NUMBER_RULES.map(({ field }) => field), 'workload', 'accounts', ...SPANS]);
const MONEY = new Set(['potential', 'revenue']);

export interface Named {
  readonly records: Records;
  readonly accounts: Accounts | null;
  readonly zones: Zones;
  readonly settings: Settings;
  readonly layers: readonly LayerSetting[];
  /** plans that are revised */
  readonly before: readonly PreviousPlan[];
}

export function nameEverything(
  names: Names,
  { records, accounts, zones, settings, layers, before: plans }: Named,
): Naming {
  const all = [settings, ...plans.map(plan => plan.settings)];
  const reps: Reps['list'] = records.repsAsRead?.list ?? [];
  const managers = records.managers?.list ?? [];
  const overrides = records.overrides?.list ?? [];
  const budgets = [...all, ...layers].flatMap(({ budgets: list }): readonly BudgetSetting[] => list ?? []);
  const teams = budgets.flatMap(({ team }) => (team ? [team] : []));
  const inTeams = (column: 'kind' | 'seniority') =>
    teams.flatMap(team => ('column' in team && team.column === column ? [team.value] : []));
  const segmentTables = all.flatMap(of => [
    of.visitsBySegment,
    of.visitMinutesBySegment,
    of.slaMinutesBySegment,
  ]);
  const levels = all.flatMap(({ hierarchy }) => hierarchy?.levels ?? []);

  const zoneIds = [
    ...zones.id,
    ...reps.map(rep => rep.postalCode),
    ...managers.map(manager => manager.postalCode),
    ...overrides.map(override => override.zone),
  ];
  const repIds = [
    ...reps.map(({ id }) => id),
    ...(accounts?.repId ?? []),
    ...(accounts?.excludedReps?.flat().filter(id => id !== PARTNERS) ?? []),
    ...overrides.map(override => override.rep),
    ...teams.flatMap(team => ('reps' in team ? team.reps : [])),
  ];
  const layerNames = layers.map(({ name }) => name);
  const before = wordsBefore(plans, { zones: zoneIds, reps: repIds, layers: layerNames });
  const zone = names.settle('zone', [...zoneIds, ...before.zoneOf.values()]);
  const rep = names.settle('rep', [...repIds, ...before.reps]);
  const layer = names.settle('layer', [...layerNames, ...before.layers]);
  const groupIds = new Set(accounts?.groupId);
  const accountIds = new Set(accounts?.id);
  const group = names.settle('group', groupIds);
  const account = names.settle('account', [
    ...accountIds,
    ...before.accounts,
    ...overrides.map(override => override.account),
    ...reps.flatMap(({ excludedAccounts }) => excludedAccounts.filter(id => !groupIds.has(id))),
  ]);
  const manager = names.settle('manager', [
    ...managers.flatMap(({ id, reportsTo }) => [id, reportsTo]),
    ...reps.map(({ managerId = '' }) => managerId),
  ]);
  const segment = names.settle('segment', [
    ...(accounts?.segment ?? []),
    ...reps.flatMap(({ segments, segmentProductivity }) => [
      ...(segments ?? []),
      ...(segmentProductivity?.keys() ?? []),
    ]),
    ...[
      ...segmentTables,
      ...all.flatMap(({ productivityBySegment }) => Object.values(productivityBySegment)),
    ].flatMap(table => Object.keys(table)),
  ]);
  const seniority = names.settle('seniority', [
    ...reps.map(({ seniority: level = '' }) => level),
    ...all.flatMap(({ productivityBySegment }) => Object.keys(productivityBySegment)),
    ...inTeams('seniority'),
  ]);
  const ownKinds = names.settle(
    'kind of rep',
    [...reps.map(({ kind }) => kind), ...inTeams('kind')].filter(kind => !KNOWN_KINDS.has(kind)),
  );
  const vehicleKinds = new Set<string>(VEHICLE_KINDS);
  const ownVehicles = names.settle(
    'vehicle',
    [
      ...reps.map(({ vehicle = '' }) => vehicle),
      ...all.flatMap(({ vehicles, defaultVehicle = '' }) => [...Object.keys(vehicles ?? {}), defaultVehicle]),
    ].filter(vehicle => !vehicleKinds.has(vehicle)),
  );

  const asked = [...all, ...layers, ...levels].flatMap(of => of.measures ?? []).map(({ name }) => name);
  const targets = reps.flatMap(({ targets: of }) => [...of.keys()]);
  const isKnown = (name: string) => KNOWN_MEASURES.has(canonicalMeasure(name));
  const ownMeasures = names.settle(
    'measure',
    [...asked, ...targets].filter(name => !isKnown(name)),
  );
  const level = names.settle('level', [...levels.map(({ name }) => name), ...managers.map(m => m.level)]);

  // areas: those of rules, those of barriers, and the columns that are kept together
  const rules = reps.flatMap(({ allowedZones, excludedZones, exclusiveZones }) =>
    [...(allowedZones ?? []), ...excludedZones, ...exclusiveZones].filter(entry => !isExact(entry)),
  );
  const sides = records.barriers.list.flatMap(({ a, b }) => [a, b]);
  const ruleKey = (entry: string) => entry;
  const sideKey = (name: string) => `barrier ${name}`;
  const members = new Map<string, number[]>();
  for (const entry of rules)
    if (!members.has(ruleKey(entry))) members.set(ruleKey(entry), zonesOfRule(zones, entry));
  for (const name of sides)
    if (!members.has(sideKey(name))) members.set(sideKey(name), zonesOfSide(zones, name));
  const kept = [settings, ...layers].flatMap(({ keepTogether }) => keepTogether ?? []);
  const known = [...zones.parents.keys()];
  const columnOf = (column: string) => areaColumn(column, known) ?? column;
  const keptColumns = [...new Set(kept.map(({ column }) => columnOf(column)))];
  const keptBefore = plans.flatMap(plan => plan.settings.keepTogether);
  const allColumns = [...new Set([...kept, ...keptBefore].map(({ column }) => columnOf(column)))];
  const keptKey = (column: string, value: string) =>
    value === '' ? '' : `${columnOf(column)}=${value} kept`;
  const area = names.settle('area', [
    ...members.keys(),
    ...keptColumns.flatMap(column => (zones.parents.get(column) ?? []).map(value => keptKey(column, value))),
    ...[...kept, ...keptBefore].flatMap(({ column, except }) => except.map(value => keptKey(column, value))),
  ]);
  const alone = (at: readonly number[] | undefined) =>
    at?.length === 1 ? zones.id[at[0] as number] : undefined;
  const keptName = (column: string) => `kept_${allColumns.indexOf(columnOf(column)) + 1}`;

  return {
    account,
    rep,
    zone,
    part: partName(before, zone),
    sector: sectorName(before, rep, layer),
    group,
    manager,
    segment,
    seniority,
    level,
    layer,
    budget: names.settle(
      'budget',
      budgets.map(({ name }) => name),
    ),
    kind: kind => (KNOWN_KINDS.has(kind) ? kind : ownKinds(kind)),
    vehicle: vehicle => (vehicleKinds.has(vehicle) ? vehicle : ownVehicles(vehicle)),
    measure: name => (isKnown(name) ? canonicalMeasure(name) : ownMeasures(name)),
    isAmount: name => !isKnown(name) || MONEY.has(canonicalMeasure(name)),
    column: keptName,
    area: (column, value) => area(keptKey(column, value)),
    rule: entry => area(ruleKey(entry)),
    side(name) {
      const one = alone(members.get(sideKey(name)));
      return one === undefined ? area(sideKey(name)) : zone(one);
    },
    excluded: entry => [
      ...(groupIds.has(entry) ? [group(entry)] : []),
      ...(accountIds.has(entry) || !groupIds.has(entry) ? [account(entry)] : []),
    ],
    columns: [
      ...areaColumns(zones.count, members, area),
      ...keptColumns.flatMap(column => {
        const values = zones.parents.get(column);
        return values
          ? [{ name: keptName(column), values: values.map(value => area(keptKey(column, value))) }]
          : [];
      }),
    ],
  };
}
