// A small world for the tests of model: zones on a grid a tenth of a degree apart, accounts and reps as given.

import { buildContext, type ContextInput } from '../../src/model/build-context.ts';
import type { PlanContext } from '../../src/model/context.ts';
import type { Accounts, Rep, Zones } from '../../src/model/records.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import type { Travel } from '../../src/model/travel.ts';

/** 60 km/h as the crow flies on a flat map of 100 km a degree: numbers that can be checked by head. */
export const flatTravel: Travel = {
  km: (lat1, lon1, lat2, lon2) => Math.hypot(lat1 - lat2, lon1 - lon2) * 100,
  minutes: (lat1, lon1, lat2, lon2) => Math.hypot(lat1 - lat2, lon1 - lon2) * 100,
  minutesForKm: km => km,
};

export const flatKm = (lat1: number, lon1: number, lat2: number, lon2: number) =>
  Math.hypot(lat1 - lat2, lon1 - lon2) * 100;

export function gridZones(rows: number, columns: number): Zones {
  const count = rows * columns;
  const at = (f: (row: number, column: number) => number) =>
    Float64Array.from({ length: count }, (_, i) => f(Math.floor(i / columns), i % columns));
  return {
    count,
    file: 'zones.csv',
    rowsRead: count,
    id: Array.from({ length: count }, (_, i) => `z${String(i).padStart(3, '0')}`),
    line: Int32Array.from({ length: count }, (_, i) => i + 2),
    name: Array.from({ length: count }, (_, i) => `Zone ${i}`),
    lat: at(row => row / 10),
    lon: at((_, column) => column / 10),
    areaKm2: at(() => 100),
    geometry: new Array(count).fill(null),
    neighborIds: null,
    parents: new Map([
      ['department', Array.from({ length: count }, (_, i) => (i % columns < columns / 2 ? 'W' : 'E'))],
    ]),
    numbers: new Map([['population', at(() => 1000)]]),
  };
}

export interface AccountSpec {
  readonly zone: number;
  readonly potential?: number;
  readonly visits?: number;
  readonly minutes?: number;
  readonly segment?: string;
  readonly rep?: string;
  readonly locked?: boolean;
  readonly sla?: number;
  readonly group?: string;
  /** reps who may not serve it */
  readonly excluded?: readonly string[];
}

export function makeAccounts(specs: readonly AccountSpec[], zones: Zones): Accounts {
  const numbers = (pick: (spec: AccountSpec) => number | undefined) =>
    Float64Array.from(specs, spec => pick(spec) ?? Number.NaN);
  const text = (pick: (spec: AccountSpec) => string | undefined) => specs.map(spec => pick(spec) ?? '');
  return {
    count: specs.length,
    file: 'accounts.csv',
    rowsRead: specs.length,
    id: specs.map((_, a) => `a${String(a).padStart(3, '0')}`),
    line: Int32Array.from(specs, (_, a) => a + 2),
    postalCode: specs.map(spec => zones.id[spec.zone] as string),
    city: text(() => ''),
    name: specs.map((_, a) => `Account ${a}`),
    lat: numbers(spec => zones.lat[spec.zone]),
    lon: numbers(spec => zones.lon[spec.zone]),
    segment: text(spec => spec.segment),
    repId: text(spec => spec.rep),
    groupId: text(spec => spec.group),
    excludedReps: specs.some(spec => spec.excluded) ? specs.map(spec => spec.excluded ?? []) : null,
    locked: Uint8Array.from(specs, spec => (spec.locked ? 1 : 0)),
    strategic: new Uint8Array(specs.length),
    numbers: new Map([
      ['potential', numbers(spec => spec.potential)],
      ['visits_per_year', numbers(spec => spec.visits)],
      ['visit_minutes', numbers(spec => spec.minutes)],
      ['sla_minutes', numbers(spec => spec.sla)],
    ]),
    rows: { header: ['id'], length: specs.length, cells: a => [`a${a}`] },
  };
}

export function makeRep(id: string, patch: Partial<Rep> = {}): Rep {
  return {
    id,
    line: 2,
    name: id,
    postalCode: '',
    lat: 0,
    lon: 0,
    fte: 1,
    productivity: 1,
    hoursPerYear: 1000,
    segments: null,
    allowedZones: null,
    excludedZones: [],
    exclusiveZones: [],
    excludedAccounts: [],
    maxTravelMinutes: Number.POSITIVE_INFINITY,
    costPerHour: Number.NaN,
    costPerKm: Number.NaN,
    gCo2PerKm: Number.NaN,
    kind: 'employee',
    layer: '',
    sectorName: '',
    targets: new Map(),
    ...patch,
  };
}

export function makeContext(
  zones: Zones,
  accounts: readonly AccountSpec[] | null,
  reps: readonly Rep[],
  patch: Partial<ContextInput> = {},
): PlanContext {
  const records = accounts ? makeAccounts(accounts, zones) : null;
  return buildContext({
    settings: {
      ...DEFAULT_SETTINGS,
      measures: [
        { name: 'potential', tolerance: 0.1 },
        { name: 'workload', tolerance: 0.1 },
      ],
    },
    layer: 'default',
    accounts: records,
    reps: { file: 'reps.csv', rowsRead: reps.length, list: reps },
    zones,
    graph: {
      offsets: new Int32Array(zones.count + 1),
      neighbors: new Int32Array(0),
      borderKm: new Float64Array(0),
      bridges: [],
      source: 'column',
    },
    zoneOf: Int32Array.from(accounts ?? [], spec => spec.zone),
    accountLat: records?.lat ?? new Float64Array(0),
    accountLon: records?.lon ?? new Float64Array(0),
    travel: flatTravel,
    issues: [],
    defaults: [],
    rejected: 0,
    ...patch,
  });
}
