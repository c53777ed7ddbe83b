// A whole plan, small enough to be read: a 3 × 3 grid of zones and an island, two reps, nineteen accounts.
//
//     Z1 Z2 Z3        R1 | R1 | R2      R1's base is in Z4, R2's in Z6; Z5 is split: part 1 goes to
//     Z4 Z5 Z6   Z0   R1 |1 2 | R2      R1, part 2 to R2. Z0 is an island, bridged to Z3.
//     Z7 Z8 Z9        R1 | R1 | R2
//
// The claims come from the optimizer's problem, the KPIs and the tables; verify recomputes them with its own code,
// so a plan that verifies also says that the two agree.

import { createHash } from 'node:crypto';
import { changesOf } from '../../../src/evaluate/changes.ts';
import { costRows, hasCosts } from '../../../src/evaluate/costs.ts';
import { eligibility } from '../../../src/evaluate/eligibility.ts';
import { computeKpis } from '../../../src/evaluate/kpis.ts';
import { sectorProperties, sectorRows } from '../../../src/evaluate/sector-table.ts';
import { accountRows, type Cell, changeRows, zoneRows } from '../../../src/evaluate/tables.ts';
import type { Table, VerifyInput } from '../../../src/evaluate/verify.ts';
import { buildGraph } from '../../../src/geo/graph.ts';
import { greatCircleKm, sphericalAreaKm2 } from '../../../src/geo/sphere.ts';
import { makeTravel } from '../../../src/geo/travel.ts';
import { buildContext } from '../../../src/model/build-context.ts';
import { buildProblem, targetsFor, totalsOf, withTargets } from '../../../src/model/build-problem.ts';
import type { Plan, PlanSplit } from '../../../src/model/plan.ts';
import type { Accounts, MultiPolygon, Rep, ZoneGraph, Zones } from '../../../src/model/records.ts';
import { selectAccounts } from '../../../src/model/select.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../../src/model/settings.ts';
import { lagrangianBound } from '../../../src/optimize/bound.ts';
import { scoreOf } from '../../../src/optimize/score.ts';

export interface TinyOptions {
  readonly settings?: Partial<Settings>;
  readonly reps?: (reps: Rep[]) => Rep[];
  /** zones alone: no accounts */
  readonly zonesOnly?: boolean;
  /** multipliers by rep · measures + measure, in excess prices */
  readonly prices?: readonly number[];
}

const STEP = 0.2;

function square(row: number, column: number): MultiPolygon['coordinates'] {
  const [south, west] = [48 - row * STEP, 2 + column * STEP];
  const [north, east] = [south + STEP, west + STEP];
  return [
    [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  ];
}

/** West or east half of a split square. */
function half(zones: Zones, part: string): MultiPolygon['coordinates'] {
  const [id, number] = part.split('#');
  const ring = zones.geometry[zones.id.indexOf(id!)]![0]![0]!;
  const [west, middle, east] = [ring[0]![0]!, ring[0]![0]! + STEP / 2, ring[1]![0]!];
  const move = (lon: number) => (number === '1' ? Math.min(lon, middle) : Math.max(lon, middle));
  return [[ring.map(([lon, lat]) => [move(lon === west ? west : east), lat!])]];
}

function makeZones(): Zones {
  const places = [[1, 5], ...Array.from({ length: 9 }, (_, i) => [Math.floor(i / 3), i % 3])];
  const geometry = places.map(([row, column]) => square(row!, column!));
  const n = places.length;
  return {
    count: n,
    file: 'zones.geojson',
    rowsRead: n,
    id: places.map((_, i) => `Z${i}`),
    line: Int32Array.from({ length: n }, (_, i) => i + 1),
    name: places.map((_, i) => `Zone ${i}`),
    lat: Float64Array.from(geometry, g => g[0]![0]![0]![1]! + STEP / 2),
    lon: Float64Array.from(geometry, g => g[0]![0]![0]![0]! + STEP / 2),
    areaKm2: Float64Array.from(geometry, sphericalAreaKm2),
    geometry,
    neighborIds: null,
    parents: new Map([['department', places.map(([, column]) => (column! < 2 ? 'west' : 'east'))]]),
    numbers: new Map([['population', Float64Array.from({ length: n }, (_, i) => 1000 + 137 * i)]]),
  };
}

interface Spec {
  readonly zone: string;
  readonly rep?: string;
  readonly locked?: boolean;
  readonly segment?: string;
  readonly sla?: number;
  readonly part?: number;
}

const SPECS: readonly Spec[] = [
  { zone: 'Z1', rep: 'R1' },
  { zone: 'Z1', rep: 'R1', segment: 'shops' },
  { zone: 'Z2', rep: 'R2' },
  { zone: 'Z2', rep: 'R2', locked: true },
  { zone: 'Z3', rep: 'R2' },
  { zone: 'Z3', segment: 'farms' },
  { zone: 'Z4', rep: 'R1', sla: 60 },
  { zone: 'Z4', rep: 'R1' },
  { zone: 'Z5', rep: 'R1', part: 1 },
  { zone: 'Z5', rep: 'R2', part: 1 },
  { zone: 'Z5', rep: 'R2', part: 2 },
  { zone: 'Z5', rep: 'R1', part: 2 },
  { zone: 'Z6', rep: 'R2' },
  { zone: 'Z6', rep: 'gone' },
  { zone: 'Z7', rep: 'R1' },
  { zone: 'Z9', rep: 'R2' },
  { zone: 'Z9', rep: 'R2', sla: 90 },
  { zone: 'Z0', rep: 'R2' },
  // has no zone: rejected
  { zone: 'Z77', rep: 'R1' },
];

function makeAccounts(zones: Zones): Accounts {
  const count = SPECS.length;
  const at = (f: (a: number) => number) => Float64Array.from({ length: count }, (_, a) => f(a));
  const zoneOf = SPECS.map(spec => zones.id.indexOf(spec.zone));
  const id = SPECS.map((_, a) => `a${String(a).padStart(2, '0')}`);
  const potential = at(a => 1000 + 173.5 * ((a * 7) % 11));
  // one account in four has no coordinates of its own
  const place = (values: Float64Array, offset: number) =>
    at(a => (a % 4 === 3 || zoneOf[a]! < 0 ? Number.NaN : values[zoneOf[a]!]! + offset * ((a % 5) - 2)));
  const lat = place(zones.lat, 0.013);
  const lon = place(zones.lon, 0.021);
  const rows = SPECS.map((spec, a) => [
    id[a]!,
    spec.zone,
    Number.isNaN(lat[a]!) ? '' : String(lat[a]),
    String(potential[a]),
    spec.rep ?? '',
    a === 0 ? '=1+1' : `note ${a}`,
  ]);
  return {
    count,
    file: 'accounts.csv',
    rowsRead: count + 1,
    id,
    line: Int32Array.from({ length: count }, (_, a) => a + 2),
    postalCode: SPECS.map(spec => spec.zone),
    city: SPECS.map((_, a) => `Town ${a % 6}`),
    name: SPECS.map((_, a) => `Account ${a}`),
    lat,
    lon,
    segment: SPECS.map(spec => spec.segment ?? ''),
    repId: SPECS.map(spec => spec.rep ?? ''),
    groupId: SPECS.map(() => ''),
    excludedReps: null,
    locked: Uint8Array.from(SPECS, spec => (spec.locked ? 1 : 0)),
    strategic: new Uint8Array(count),
    numbers: new Map([
      ['potential', potential],
      ['revenue', at(a => (a === 4 ? Number.NaN : 400 + 31.25 * ((a * 5) % 13)))],
      ['visits_per_year', at(a => (a % 3 === 0 ? Number.NaN : 2 + (a % 4)))],
      ['visit_minutes', at(a => (a % 2 === 0 ? Number.NaN : 45))],
      ['visits_done', at(a => (a % 5 === 0 ? Number.NaN : a % 6))],
      ['leads', at(a => a % 4)],
      ['opportunities', at(a => (a % 7 === 0 ? Number.NaN : a % 3))],
      ['conversion_days', at(a => (a % 2 === 0 ? Number.NaN : 10 + a))],
      ['solicitations', at(a => 3 + (a % 5))],
      ['responses', at(a => a % 3)],
      ['nps', at(a => (a % 4 === 0 ? Number.NaN : (a * 7) % 11))],
      ['sla_minutes', at(a => SPECS[a]!.sla ?? Number.NaN)],
    ]),
    rows: {
      header: ['ref', 'zone_id', 'lat', 'potential', 'rep', 'note'],
      length: count,
      cells: a => rows[a]!,
    },
  };
}

function makeRep(id: string, postalCode: string, patch: Partial<Rep>): Rep {
  return {
    id,
    line: 2,
    name: `Rep ${id}`,
    postalCode,
    lat: Number.NaN,
    lon: Number.NaN,
    fte: 1,
    productivity: 1,
    hoursPerYear: 200,
    segments: null,
    allowedZones: null,
    excludedZones: [],
    exclusiveZones: [],
    excludedAccounts: [],
    maxTravelMinutes: Number.POSITIVE_INFINITY,
    costPerHour: 40,
    costPerKm: 0.3,
    gCo2PerKm: 120,
    kind: 'employee',
    layer: '',
    sectorName: '',
    targets: new Map(),
    ...patch,
  };
}

/** The zones with Z5 in two parts, and their graph. */
function splitZ5(zones: Zones, graph: ZoneGraph): { zones: Zones; graph: ZoneGraph; split: PlanSplit } {
  const z5 = zones.id.indexOf('Z5');
  const [lat, lon, area] = [zones.lat[z5]!, zones.lon[z5]!, zones.areaKm2[z5]!];
  const split: PlanSplit = {
    zone: 'Z5',
    parts: [
      { id: 'Z5#1', lat, lon: lon - STEP / 4, areaKm2: area / 2 },
      { id: 'Z5#2', lat, lon: lon + STEP / 4, areaKm2: area / 2 },
    ],
  };
  // Z5 keeps its place in the order of ids; part 2 comes right behind
  const old = Array.from({ length: zones.count + 1 }, (_, i) => (i <= z5 ? i : i - 1));
  const part = (i: number) => (old[i] === z5 ? split.parts[i - z5] : undefined);
  const pick = <T>(values: ArrayLike<T>) => old.map(i => values[i]!);
  const parts: Zones = {
    ...zones,
    count: old.length,
    id: old.map((zone, i) => part(i)?.id ?? zones.id[zone]!),
    line: Int32Array.from(pick(zones.line)),
    name: pick(zones.name),
    lat: Float64Array.from(old, (zone, i) => part(i)?.lat ?? zones.lat[zone]!),
    lon: Float64Array.from(old, (zone, i) => part(i)?.lon ?? zones.lon[zone]!),
    areaKm2: Float64Array.from(old, (zone, i) => part(i)?.areaKm2 ?? zones.areaKm2[zone]!),
    geometry: old.map((zone, i) => (part(i) ? null : zones.geometry[zone]!)),
    parents: new Map([...zones.parents].map(([name, values]) => [name, pick(values)])),
    numbers: new Map(
      [...zones.numbers].map(([name, values]) => [
        name,
        Float64Array.from(old, (zone, i) => values[zone]! / (part(i) ? 2 : 1)),
      ]),
    ),
  };
  const unitsOf = (zone: number) => old.flatMap((z, i) => (z === zone ? [i] : []));
  const neighbors: number[] = [];
  const offsets = [0];
  old.forEach((zone, i) => {
    const around = new Set(unitsOf(zone).filter(x => x !== i));
    for (let e = graph.offsets[zone]!; e < graph.offsets[zone + 1]!; e++) {
      for (const x of unitsOf(graph.neighbors[e]!)) around.add(x);
    }
    neighbors.push(...[...around].sort((a, b) => a - b));
    offsets.push(neighbors.length);
  });
  const bridges = graph.bridges.flatMap(({ a, b, km }) =>
    unitsOf(a).flatMap(x => unitsOf(b).map(y => ({ a: Math.min(x, y), b: Math.max(x, y), km }))),
  );
  return {
    zones: parts,
    split,
    graph: {
      offsets: Int32Array.from(offsets),
      neighbors: Int32Array.from(neighbors),
      borderKm: new Float64Array(neighbors.length),
      bridges,
      source: graph.source,
    },
  };
}

function tableOf(rows: Iterable<readonly Cell[]>): Table {
  const [header, ...body] = [...rows].map(row =>
    // as the default profile writes it: formulas neutralized
    row.map(cell =>
      cell === null ? '' : typeof cell === 'string' && cell.startsWith('=') ? `'${cell}` : String(cell),
    ),
  );
  return { header: header!, rows: body };
}

/** A plan as verify reads it, every claim true. */
export function tinyPlan(options: TinyOptions = {}): VerifyInput {
  const whole = makeZones();
  const { graph: wholeGraph } = buildGraph(whole);
  const all = options.zonesOnly ? null : makeAccounts(whole);
  const { zones, graph, split } = options.zonesOnly
    ? { zones: whole, graph: wholeGraph, split: null }
    : splitZ5(whole, wholeGraph);
  const accounts =
    all &&
    selectAccounts(
      all,
      Int32Array.from({ length: all.count - 1 }, (_, a) => a),
    );
  const list = [
    makeRep('R1', 'Z4', {}),
    makeRep('R2', 'Z6', { fte: 0.8, productivity: 1.1, gCo2PerKm: Number.NaN }),
  ];
  const reps = { file: 'reps.csv', rowsRead: 2, list: options.reps?.(list) ?? list };
  const settings: Settings = {
    ...DEFAULT_SETTINGS,
    stickiness: 2,
    maxMoved: { share: 0.4, of: 'revenue' },
    measures: [
      { name: 'potential', tolerance: 0.35 },
      { name: 'workload', tolerance: 0.4 },
      { name: 'accounts', tolerance: 0.4 },
    ],
    visitsBySegment: { shops: 12 },
    visitsByPotential: [
      { min: 1500, visits: 5 },
      { min: 2500, visits: 9 },
    ],
    ...options.settings,
  };
  const zoneOf = Int32Array.from(accounts?.id ?? [], (_, a) => {
    const { zone, part } = SPECS[a]!;
    return zones.id.indexOf(part ? `${zone}#${part}` : zone);
  });
  const pointOf = (own: Float64Array, of: Float64Array) =>
    Float64Array.from(zoneOf, (_, a) =>
      Number.isNaN(accounts!.lat[a]!) ? of[whole.id.indexOf(SPECS[a]!.zone)]! : own[a]!,
    );
  const travel = makeTravel(settings.travel);
  const context = buildContext({
    settings,
    layer: 'default',
    accounts,
    reps,
    zones,
    graph,
    zoneOf,
    accountLat: accounts ? pointOf(accounts.lat, whole.lat) : new Float64Array(0),
    accountLon: accounts ? pointOf(accounts.lon, whole.lon) : new Float64Array(0),
    travel,
    issues: [],
    defaults: [],
    rejected: 2,
  });

  const east = new Set(['Z3', 'Z5#2', 'Z6', 'Z9', 'Z0']);
  const zoneRep = Int32Array.from(zones.id, id => (east.has(id) ? 1 : 0));
  const base = (of: Float64Array) =>
    Float64Array.from(reps.list, rep => of[whole.id.indexOf(rep.postalCode)]!);
  const bases = { lat: base(whole.lat), lon: base(whole.lon) };
  const first = buildProblem(context, {
    bases,
    centers: bases,
    broken: new Uint8Array(zones.count * 2),
    root: new Int32Array(2),
    travel,
    greatCircleKm,
  });
  const problem = withTargets(first, targetsFor(context, totalsOf(first, zoneRep)));
  const score = scoreOf(problem, zoneRep);
  const m = settings.measures.length;
  const budgetPrice = settings.maxMoved ? 0.0004 : 0;
  const { prices } = options;
  const price = Float64Array.from({ length: 2 * m }, (_, r) =>
    prices ? prices[r]! * problem.excessPrice : [1.5, -2.25, 0, -0.75, 3, 0.5][r % 6]!,
  );
  const lowerBound = lagrangianBound(problem, { price, budgetPrice });
  const objective = score.objective + problem.excessPrice * score.excess;

  const plan: Plan = {
    schema: 'sectorize-plan/1',
    version: '0.1.0',
    settings,
    inputs: [
      ...(all
        ? [
            {
              role: 'accounts' as const,
              file: 'accounts.csv',
              sha256: 'a'.repeat(64),
              rows: 20,
              accepted: 18,
              rejected: 2,
            },
          ]
        : []),
      { role: 'reps', file: 'reps.csv', sha256: 'b'.repeat(64), rows: 2, accepted: 2, rejected: 0 },
      { role: 'zones', file: 'zones.geojson', sha256: 'c'.repeat(64), rows: 10, accepted: 10, rejected: 0 },
    ],
    map: [],
    solver: {
      reproducible: true,
      objective,
      excess: score.excess,
      excessPrice: problem.excessPrice,
      lowerBound,
      budgetPrice,
      moveBudget: Number.isFinite(problem.moveBudget) ? problem.moveBudget : null,
      exact: false,
      contested: 0,
      newtonSteps: 0,
      rounds: 0,
      proposals: 0,
      accepted: 0,
      resplits: 0,
      startStranded: 0,
      proof: null,
    },
    bridges: graph.bridges.map(({ a, b, km }) => [zones.id[a]!, zones.id[b]!, km] as const),
    splits: split ? [split] : [],
    sectors: reps.list.map((rep, j) => ({
      layer: 'default',
      sectorId: `S-${rep.id}`,
      repId: rep.id,
      sectorName: rep.name,
      base: [bases.lat[j]!, bases.lon[j]!] as const,
      center: [bases.lat[j]!, bases.lon[j]!] as const,
      prices: Object.fromEntries(settings.measures.map(({ name }, q) => [name, price[j * m + q]!])),
    })),
    named: [...context.named.keys()].flatMap(a =>
      context.named[a] ? [[accounts!.id[a]!, accounts!.repId[a]!, zones.id[zoneOf[a]!]!] as const] : [],
    ),
    assignment: zones.id.map((id, i) => ['default', id, reps.list[zoneRep[i]!]!.id] as const),
  };

  const result = {
    zoneRep,
    accountRep: Int32Array.from(zoneOf, (i, a) => (context.named[a] ? context.incumbentOf[a]! : zoneRep[i]!)),
    baseLat: bases.lat,
    baseLon: bases.lon,
    centerLat: bases.lat,
    centerLon: bases.lon,
  };
  // not dissolved: whatever is drawn must agree with what is said of it
  const outlines = reps.list.map((_, j) =>
    zones.id.flatMap((id, i) => {
      if (zoneRep[i] !== j) return [];
      return zones.geometry[i] ?? half(whole, id);
    }),
  );
  const kpis = computeKpis(context, result, {
    travel,
    objective,
    plainBound: lowerBound,
    contiguousBound: null,
    proven: false,
    outlines,
    outlinesBefore: null,
    sectors: plan.sectors,
    solver: plan.solver,
    splits: plan.splits,
  });
  const sectorIds = plan.sectors.map(sector => sector.sectorId);
  const input = { context, result, sectorIds, travel };
  // the header, and the accounts of one rep
  const mine = (j: number) =>
    [...accountRows(input)].filter((_, line) => line === 0 || result.accountRep[line - 1] === j);
  const changes = changesOf(context, result, plan.splits, eligibility(context, result, travel));
  const rejectHeader = ['file', 'line', 'column', 'reason', 'id'];
  return {
    plan,
    certificate: null,
    accounts: all,
    reps,
    zones: whole,
    graph: wholeGraph,
    hashes: new Map(plan.inputs.map(({ role, sha256 }) => [role, sha256])),
    rejects: all
      ? [{ file: 'accounts.csv', line: 21, column: 'ref', reason: 'no id', id: '', cells: [] }]
      : [],
    tables: {
      zones: tableOf(zoneRows(input)),
      accounts: accounts ? tableOf(accountRows(input)) : null,
      sectors: tableOf(sectorRows(context, kpis)),
      changes: tableOf(changeRows(context, changes, reason => JSON.stringify(reason))),
      ...(hasCosts(context) && { costs: tableOf(costRows(input)) }),
      rejects: {
        header: rejectHeader,
        rows: all
          ? [
              ['accounts.csv', '20', 'postal_code', 'postal code Z77 is not a zone', 'a18'],
              ['accounts.csv', '21', 'ref', 'no id', ''],
            ]
          : [],
      },
    },
    sha256: text => createHash('sha256').update(text).digest('hex'),
    perSector: new Map(
      sectorIds.map((id, j) => [`${id}.csv`, tableOf(accounts ? mine(j) : zoneRows(input, j))]),
    ),
    perSectorGeojson: new Map(
      sectorIds.map((id, j) => {
        const [header, ...rows] = [...zoneRows(input, j)];
        const features = rows.map(row => {
          const properties = Object.fromEntries(header!.map((name, c) => [name, row[c]]));
          const i = context.zones.id.indexOf(String(properties.zone_id));
          const shape = context.zones.geometry[i];
          const point = { type: 'Point', coordinates: [context.zones.lon[i], context.zones.lat[i]] };
          return {
            type: 'Feature',
            id: properties.zone_id,
            properties: { ...properties, ...(shape ? FILLED : { 'marker-color': '#aabbcc' }) },
            geometry: shape ? geometryOf(shape) : point,
          };
        });
        return [`${id}.geojson`, { type: 'FeatureCollection', features }];
      }),
    ),
    sectorsGeojson: {
      type: 'FeatureCollection',
      features: kpis.sectors.map((sector, j) => ({
        type: 'Feature',
        id: sector.sector_id,
        properties: {
          title: sector.sector_name,
          ...Object.fromEntries(sectorProperties(context, sector)),
          ...FILLED,
        },
        geometry: { type: 'MultiPolygon', coordinates: outlines[j] },
      })),
    },
    kpis: JSON.parse(JSON.stringify(kpis)) as unknown,
  };
}

const FILLED = { fill: '#aabbcc', 'fill-opacity': 0.5, stroke: '#aabbcc', 'stroke-width': 2 };

function geometryOf(shape: MultiPolygon['coordinates']) {
  return shape.length === 1
    ? { type: 'Polygon', coordinates: shape[0] }
    : { type: 'MultiPolygon', coordinates: shape };
}
