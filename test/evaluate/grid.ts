// A small world to check figures by head: square zones of one degree on a grid, a travel source where a degree
// (up, down or sideways) takes 60 minutes and 100 km, and accounts that say everything themselves.
//
//     z20 z21 z22        row r, column c: zone `z<r><c>`, point at latitude r, longitude c
//     z10 z11 z12
//     z00 z01 z02

import type { KpiExtras } from '../../src/evaluate/kpis-types.ts';
import { buildContext } from '../../src/model/build-context.ts';
import type { PlanContext, PlanResult } from '../../src/model/context.ts';
import type { Accounts, Rep, Zones } from '../../src/model/records.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/model/settings.ts';
import type { Travel } from '../../src/model/travel.ts';

export const gridTravel: Travel = {
  minutes: (lat1, lon1, lat2, lon2) => 60 * (Math.abs(lat1 - lat2) + Math.abs(lon1 - lon2)),
  km: (lat1, lon1, lat2, lon2) => 100 * (Math.abs(lat1 - lat2) + Math.abs(lon1 - lon2)),
  minutesForKm: km => 0.6 * km,
};

export interface GridAccount {
  readonly id: string;
  readonly zone: string;
  readonly name?: string;
  readonly city?: string;
  readonly segment?: string;
  readonly group?: string;
  readonly rep?: string;
  readonly locked?: boolean;
  readonly numbers?: Readonly<Record<string, number>>;
}

export interface GridRep extends Partial<Rep> {
  readonly id: string;
  readonly at: readonly [lat: number, lon: number];
}

/** At the west and the east end of the middle row. */
export const TWO_REPS: readonly GridRep[] = [
  { id: 'A', at: [1, 0] },
  { id: 'B', at: [1, 2] },
];

/** Five zones of A, four of B. */
export const TWO_SECTORS = `
  AAB
  AAB
  ABB`;

export interface GridOptions {
  readonly rows?: number;
  readonly columns?: number;
  readonly reps: readonly GridRep[];
  readonly accounts?: readonly GridAccount[];
  readonly settings?: Partial<Settings>;
  readonly zoneNumbers?: Readonly<Record<string, readonly number[]>>;
  readonly parents?: ReadonlyMap<string, readonly string[]>;
  /** zero area: no local travel, so that hours stay round */
  readonly areaKm2?: number;
  /** extra cells of the accounts file, by column */
  readonly header?: readonly string[];
  readonly points?: boolean;
  readonly graph?: Partial<PlanContext['graph']>;
  readonly overrides?: PlanContext['overrides'];
  readonly groupRep?: Int32Array;
}

export function gridContext(options: GridOptions): PlanContext {
  const zones = gridZones(options);
  const accounts = options.accounts ? gridAccounts(options.accounts, options.header) : null;
  const zoneIndex = new Map(zones.id.map((id, i) => [id, i]));
  const zoneOf = Int32Array.from(options.accounts ?? [], ({ zone }) => zoneIndex.get(zone) as number);
  return buildContext({
    settings: {
      ...DEFAULT_SETTINGS,
      measures: [{ name: 'workload', tolerance: 0.1 }],
      ...options.settings,
    },
    layer: 'default',
    accounts,
    reps: { file: 'reps.csv', rowsRead: options.reps.length, list: options.reps.map(gridRep) },
    zones,
    graph: { ...gridGraph(options), ...options.graph },
    zoneOf,
    accountLat: Float64Array.from(zoneOf, i => zones.lat[i] as number),
    accountLon: Float64Array.from(zoneOf, i => zones.lon[i] as number),
    travel: gridTravel,
    overrides: options.overrides ?? [],
    groupRep: options.groupRep ?? null,
    issues: [],
    defaults: [],
    rejected: 0,
  });
}

/** Zone → rep from a drawing of the map, north up: one letter a zone, the reps in the order of `letters`. */
export function gridResult(
  context: PlanContext,
  reps: readonly GridRep[],
  drawing: string,
  letters = 'ABCDEFGH',
): PlanResult {
  const rows = drawing.trim().split(/\s+/).reverse();
  const zoneRep = Int32Array.from(context.zones.id, id =>
    letters.indexOf(rows[Number(id[1])]?.[Number(id[2])] as string),
  );
  const accountRep = Int32Array.from(context.zoneOf, (zone, a) =>
    context.named[a] ? (context.incumbentOf[a] as number) : (zoneRep[zone] as number),
  );
  const lat = Float64Array.from(reps, rep => rep.at[0]);
  const lon = Float64Array.from(reps, rep => rep.at[1]);
  return { zoneRep, accountRep, baseLat: lat, baseLon: lon, centerLat: lat, centerLon: lon };
}

export function gridExtras(context: PlanContext, more: Partial<KpiExtras> = {}): KpiExtras {
  return {
    travel: gridTravel,
    objective: 100,
    plainBound: 95,
    contiguousBound: null,
    proven: false,
    outlines: context.reps.list.map(() => null),
    outlinesBefore: null,
    sectors: [],
    splits: [],
    ...more,
  };
}

function gridRep({ at, ...rep }: GridRep): Rep {
  return {
    line: 2,
    name: '',
    postalCode: '',
    lat: at[0],
    lon: at[1],
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
    kind: '',
    layer: '',
    sectorName: '',
    targets: new Map(),
    ...rep,
  };
}

function gridZones({
  rows = 3,
  columns = 3,
  zoneNumbers = {},
  parents,
  areaKm2 = 0,
  points,
}: GridOptions): Zones {
  const cells = Array.from(
    { length: rows * columns },
    (_, i) => [Math.floor(i / columns), i % columns] as const,
  );
  return {
    count: cells.length,
    file: 'zones.geojson',
    rowsRead: cells.length,
    id: cells.map(([r, c]) => `z${r}${c}`),
    line: Int32Array.from(cells.keys()),
    name: cells.map(([r, c]) => `Zone ${r}${c}`),
    lat: Float64Array.from(cells, ([r]) => r),
    lon: Float64Array.from(cells, ([, c]) => c),
    areaKm2: new Float64Array(cells.length).fill(areaKm2),
    geometry: cells.map(([r, c]) => (points ? null : [[square(r, c)]])),
    neighborIds: null,
    parents: parents ?? new Map(),
    numbers: new Map(Object.entries(zoneNumbers).map(([name, values]) => [name, Float64Array.from(values)])),
  };
}

function square(r: number, c: number): [number, number][] {
  const [w, e, s, n] = [c - 0.5, c + 0.5, r - 0.5, r + 0.5];
  return [
    [w, s],
    [e, s],
    [e, n],
    [w, n],
    [w, s],
  ];
}

function gridGraph({ rows = 3, columns = 3 }: GridOptions): PlanContext['graph'] {
  const offsets = [0];
  const neighbors: number[] = [];
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      if (r > 0) neighbors.push((r - 1) * columns + c);
      if (c > 0) neighbors.push(r * columns + c - 1);
      if (c < columns - 1) neighbors.push(r * columns + c + 1);
      if (r < rows - 1) neighbors.push((r + 1) * columns + c);
      offsets.push(neighbors.length);
    }
  }
  return {
    offsets: Int32Array.from(offsets),
    neighbors: Int32Array.from(neighbors),
    borderKm: new Float64Array(neighbors.length).fill(1),
    bridges: [],
    source: 'borders',
  };
}

function gridAccounts(list: readonly GridAccount[], header: readonly string[] = ['id', 'name']): Accounts {
  const names = new Set(list.flatMap(account => Object.keys(account.numbers ?? {})));
  return {
    count: list.length,
    file: 'accounts.csv',
    rowsRead: list.length,
    id: list.map(account => account.id),
    line: Int32Array.from(list, (_, i) => i + 2),
    postalCode: list.map(account => account.zone),
    city: list.map(account => account.city ?? ''),
    name: list.map(account => account.name ?? ''),
    lat: new Float64Array(list.length).fill(Number.NaN),
    lon: new Float64Array(list.length).fill(Number.NaN),
    segment: list.map(account => account.segment ?? ''),
    repId: list.map(account => account.rep ?? ''),
    groupId: list.map(account => account.group ?? ''),
    excludedReps: null,
    locked: Uint8Array.from(list, account => (account.locked ? 1 : 0)),
    strategic: new Uint8Array(list.length),
    numbers: new Map(
      [...names].map(name => [
        name,
        Float64Array.from(list, account => account.numbers?.[name] ?? Number.NaN),
      ]),
    ),
    rows: {
      header,
      length: list.length,
      cells: index =>
        header.map(name => (name === 'id' ? list[index]!.id : (list[index]!.name ?? `${name}${index}`))),
    },
  };
}

/** An account with five visits of an hour a year. */
export const visited = (id: string, zone: string, more: Partial<GridAccount> = {}): GridAccount => ({
  id,
  zone,
  ...more,
  numbers: { visits_per_year: 5, visit_minutes: 60, ...more.numbers },
});
