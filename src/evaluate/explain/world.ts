// A written plan as numbers: zones and reps by index, what each pair costs and weighs, who is next to whom. From plan.json,
// model.json, zones.csv and neighbors.csv alone. Only what is asked is computed: a pair's cost, never the table of all.

import { bend } from '../../geo/roads.ts';
import { greatCircleKm } from '../../geo/sphere.ts';
import { makeTravel } from '../../geo/travel.ts';
import type { Plan } from '../../model/plan.ts';
import type { ModelZone, PlanModel } from '../../model/plan-model.ts';
import { squareOf } from '../../model/power.ts';
import type { BudgetSetting, Settings } from '../../model/settings.ts';
import type { Decided } from './answer.ts';
import { blocksOf } from './blocks.ts';

/** What was written of a zone outside of the model. */
export interface WrittenPlace {
  readonly name: string;
  /** degrees */
  readonly lat: number;
  readonly lon: number;
}

/** A row of roads.csv; NaN where the source does not say. */
export interface WrittenRoad {
  readonly from: string;
  readonly to: string;
  readonly minutes: number;
  readonly km: number;
}

export interface ExplainInput {
  readonly plan: Plan;
  readonly model: PlanModel;
  /** by zone id */
  readonly places: ReadonlyMap<string, WrittenPlace>;
  readonly borders: readonly (readonly [a: string, b: string, km: number])[];
  readonly repNames: ReadonlyMap<string, string>;
  /** decisions by hand, by `zone <id>` or `account <id>` */
  readonly decided: ReadonlyMap<string, Decided>;
  /** roads.csv: pairs of names of places; absent without roads */
  readonly roads?: readonly WrittenRoad[];
  /** the strongest bound that is certified; null when there is none */
  readonly lowerBound: number | null;
  /** `h/year`, or what the objective is counted in */
  readonly unit: string;
}

export interface Budget extends Omit<BudgetSetting, 'team'> {
  readonly isIn: readonly boolean[];
  readonly named: number;
  /** an even part: what the excess of a firm one is counted in */
  readonly even: number;
  /** multiplier of the bound, objective units for each unit of the resource */
  readonly multiplier: number;
}

export interface ExplainWorld {
  readonly input: ExplainInput;
  readonly settings: Settings;
  readonly n: number;
  readonly k: number;
  /** rows: measures, then limits */
  readonly m: number;
  readonly zoneIndex: ReadonlyMap<string, number>;
  readonly repIndex: ReadonlyMap<string, number>;
  readonly zones: readonly ModelZone[];
  readonly zoneId: readonly string[];
  readonly zoneName: readonly string[];
  readonly repId: readonly string[];
  readonly sectorId: readonly string[];
  readonly sectorName: readonly string[];
  /** zone → rep, as planned */
  readonly rep: Int32Array;
  /** neighbors of zone i: `neighbors[offsets[i]…offsets[i + 1])`, borders in km beside them */
  readonly offsets: Int32Array;
  readonly neighbors: Int32Array;
  readonly borderKm: Float64Array;
  /** zones that must have the same rep: those of block b, and the block of each zone */
  readonly blocks: readonly (readonly number[])[];
  readonly blockOf: Int32Array;
  readonly budgets: readonly Budget[];
  /** at rep · m + row: multiplier of the bound, objective units for a whole target */
  readonly price: Float64Array;

  minutes(zone: number, rep: number): number;
  /** minutes from a rep's base to an account's place, or to whatever is there */
  minutesTo(rep: number, account: string, lat: number, lon: number): number;
  /** hours, and road km, a year from the base and back */
  approach(zone: number, rep: number): number;
  approachKm(zone: number, rep: number): number;
  /** hand-overs included */
  cost(zone: number, rep: number): number;
  /** objective units that hand-overs alone cost */
  handOver(zone: number, rep: number): number;
  load(row: number, zone: number, rep: number): number;
  use(budget: number, zone: number, rep: number): number;
  /** Σ of the disruption budget's unit over accounts that change hands; 0 without one */
  moved(zone: number, rep: number): number;
  /** rules that keep the rep from the zone; none when it may serve it */
  rules(zone: number, rep: number): readonly string[];
}

const NOWHERE = [Number.NaN, Number.NaN] as const;
/** degrees */
const SAME_PLACE = 1e-6;

export function explainWorld(input: ExplainInput): ExplainWorld {
  const { plan, model, places, repNames } = input;
  const { settings, solver } = plan;
  const { zones, reps, rows } = model;
  const n = zones.length;
  const k = reps.length;
  const m = rows.length;
  const estimate = makeTravel(settings.travel);
  const roads = knownRoads(input.roads ?? []);
  const bentTo = plan.roads ?? { minutes: [], km: [] };
  const zoneIndex = new Map(zones.map(({ zone }, i) => [zone, i]));
  const repIndex = new Map(reps.map(({ rep }, j) => [rep, j]));
  const sectors = new Map(plan.sectors.map(sector => [sector.repId, sector]));
  const bySector = reps.map(({ rep }) => sectors.get(rep));
  const lat = Float64Array.from(zones, ({ zone }) => places.get(zone)?.lat ?? Number.NaN);
  const lon = Float64Array.from(zones, ({ zone }) => places.get(zone)?.lon ?? Number.NaN);
  const base = bySector.map(sector => sector?.base ?? NOWHERE);
  const center = bySector.map(sector => sector?.center ?? NOWHERE);
  const rep = new Int32Array(n).fill(-1);
  for (const [, zone, id] of plan.assignment) {
    const i = zoneIndex.get(zone);
    if (i !== undefined) rep[i] = repIndex.get(id) ?? -1;
  }
  const withAccounts = plan.inputs.some(({ role }) => role === 'accounts');
  const marks = new Map(model.marks);
  // where a measure stands in a zone's line; workload is not there, for it depends on the rep
  let next = 0;
  const measureAt = rows.map(({ name, unit }) => (unit !== null || name === 'workload' ? -1 : next++));

  const tours = (i: number) => zones[i]!.visits / settings.visitsPerTour;
  /** zones.csv rounds points: who starts in a zone's point has no way to it, not one of a centimetre */
  const isAt = (i: number, [y, x]: readonly [number, number]) =>
    Math.abs(lat[i]! - y) <= SAME_PLACE && Math.abs(lon[i]! - x) <= SAME_PLACE;
  const road = (i: number, j: number, of: 'minutes' | 'km') =>
    roads.get(`rep:${reps[j]!.rep}`)?.get(`zone:${zones[i]!.zone}`)?.[of] ?? Number.NaN;
  const estimated = (i: number, from: readonly [number, number]) =>
    bend(bentTo.minutes, estimate.minutes(from[0], from[1], lat[i]!, lon[i]!));
  const minutes = (i: number, j: number) => {
    const known = road(i, j, 'minutes');
    if (isAt(i, base[j]!)) return 0;
    return Number.isNaN(known) ? estimated(i, base[j]!) : known;
  };
  const isBase = bySector.map((_, j) => base[j]![0] === center[j]![0] && base[j]![1] === center[j]![1]);
  const minutesFromCenter = (i: number, j: number) => {
    if (isBase[j]) return minutes(i, j);
    return isAt(i, center[j]!) ? 0 : estimated(i, center[j]!);
  };
  const kmTo = (i: number, j: number) => {
    const known = road(i, j, 'km');
    const [y, x] = base[j]!;
    return Number.isNaN(known) ? bend(bentTo.km, estimate.km(y, x, lat[i]!, lon[i]!)) : known;
  };
  const approach = (i: number, j: number) => (tours(i) === 0 ? 0 : ((2 * minutes(i, j)) / 60) * tours(i));
  const approachKm = (i: number, j: number) =>
    tours(i) === 0 || isAt(i, base[j]!) ? 0 : 2 * kmTo(i, j) * tours(i);
  /** Σ over the accounts of a zone that rep j does not serve today */
  const leaving = (i: number, j: number, of: (held: ModelZone['held'][number]) => number) => {
    let sum = 0;
    for (const held of zones[i]!.held) if (held[0] !== reps[j]!.rep) sum += of(held);
    return sum;
  };
  const handOver = (i: number, j: number) => leaving(i, j, held => held[4]);
  const paced = (i: number, j: number) =>
    zones[i]!.paced.reduce((sum, hours, s) => sum + hours * reps[j]!.extra[s]!, 0);
  const standard = (i: number) => zones[i]!.visitHours + zones[i]!.localHours;
  const load = (q: number, i: number, j: number) => {
    const { name, unit } = rows[q]!;
    if (unit !== null) return name === 'limit:zones' ? 1 : zones[i]!.accounts;
    return measureAt[q] === -1
      ? standard(i) + paced(i, j) + approach(i, j)
      : (zones[i]!.measures[measureAt[q]!] ?? 0);
  };
  const cost = (i: number, j: number) => {
    if (settings.objective === 'compactness') {
      const weight = measureAt[0] === -1 ? standard(i) : (zones[i]!.measures[0] ?? 0);
      return weight * squareOf(greatCircleKm(lat[i]!, lon[i]!, center[j]![0], center[j]![1]));
    }
    const white = withAccounts && zones[i]!.accounts === 0 ? settings.whiteSpaceVisits : 0;
    const way = minutesFromCenter(i, j);
    const spread =
      (settings.spreadShare * 2 * way * (zones[i]!.visits + white)) / (60 * settings.visitsPerTour);
    return approach(i, j) + spread + handOver(i, j);
  };
  const budgets = (settings.budgets ?? []).map((setting, b): Budget => {
    const { named, reps: members } = model.budgets[b]!;
    const isIn = reps.map(of => members.includes(of.rep));
    return {
      ...setting,
      isIn,
      named,
      even: setting.atMost / Math.max(1, members.length),
      multiplier: solver.teamPrices?.find(([name]) => name === setting.name)?.[1] ?? 0,
    };
  });
  const use = (b: number, i: number, j: number) => {
    const { isIn, resource } = budgets[b]!;
    if (!isIn[j] || tours(i) === 0) return 0;
    const hours = zones[i]!.localHours + approach(i, j);
    if (resource === 'travel_hours') return hours;
    const all = zones[i]!.visitHours + paced(i, j) + hours;
    if (resource === 'hours') return all;
    const km = approachKm(i, j) + zones[i]!.localKm;
    return resource === 'km' ? km : all * (reps[j]!.costPerHour ?? 0) + km * (reps[j]!.costPerKm ?? 0);
  };
  const { maxMoved } = settings;
  const weight = { accounts: 1, revenue: 2, potential: 3 } as const;
  const areas = settings.keepTogether.map(({ price }, r) => (price === null ? r : -1)).filter(r => r >= 0);
  return {
    input,
    settings,
    n,
    k,
    m,
    zoneIndex,
    repIndex,
    zones,
    zoneId: zones.map(({ zone }) => zone),
    zoneName: zones.map(({ zone }) => places.get(zone)?.name ?? ''),
    repId: reps.map(of => of.rep),
    sectorId: bySector.map((sector, j) => sector?.sectorId ?? reps[j]!.rep),
    sectorName: bySector.map((sector, j) => sector?.sectorName ?? repNames.get(reps[j]!.rep) ?? ''),
    rep,
    ...graphOf(input, zoneIndex, n),
    ...blocksOf(zones, areas),
    budgets,
    price: Float64Array.from({ length: k * m }, (_, at) => {
      const prices = bySector[Math.floor(at / m)]?.prices ?? {};
      const { name } = rows[at % m]!;
      return Object.hasOwn(prices, name) ? prices[name]! : 0;
    }),
    minutes,
    minutesTo(j, account, toLat, toLon) {
      const known = roads.get(`rep:${reps[j]!.rep}`)?.get(`account:${account}`)?.minutes ?? Number.NaN;
      const [y, x] = base[j]!;
      return Number.isNaN(known) ? bend(bentTo.minutes, estimate.minutes(y, x, toLat, toLon)) : known;
    },
    approach,
    approachKm,
    cost,
    handOver,
    load,
    use,
    moved: (i, j) => (maxMoved ? leaving(i, j, held => held[weight[maxMoved.of]] ?? 0) : 0),
    rules: (i, j) => {
      const { kept } = zones[i]!;
      const mark = kept === '' ? '.' : kept[j]!;
      return mark === '.' ? [] : (marks.get(mark) ?? [mark]);
    },
  };
}

type KnownRoads = ReadonlyMap<string, ReadonlyMap<string, { readonly minutes: number; readonly km: number }>>;

/** From a rep to a zone, a road has the mean length of both directions that are known; to an account it is one way. */
function knownRoads(roads: readonly WrittenRoad[]): KnownRoads {
  const ways = new Map<string, Map<string, { minutes: number; km: number }>>();
  const known = (from: string, to: string) => ways.get(from)?.get(to);
  for (const { from, to, minutes, km } of roads) {
    const of = ways.get(from) ?? new Map<string, { minutes: number; km: number }>();
    ways.set(from, of.set(to, { minutes, km }));
  }
  const mean = (a: number, b: number) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : (a + b) / 2);
  const found = new Map<string, Map<string, { minutes: number; km: number }>>();
  for (const { from, to } of roads) {
    const [rep, place] = from.startsWith('rep:') ? [from, to] : [to, from];
    const [there, back] = [known(rep, place), known(place, rep)];
    const of = found.get(rep) ?? new Map<string, { minutes: number; km: number }>();
    found.set(
      rep,
      of.set(place, {
        minutes: mean(there?.minutes ?? Number.NaN, back?.minutes ?? Number.NaN),
        km: mean(there?.km ?? Number.NaN, back?.km ?? Number.NaN),
      }),
    );
  }
  return found;
}

function graphOf({ borders }: ExplainInput, zoneIndex: ReadonlyMap<string, number>, n: number) {
  const pairs = borders.flatMap(([x, y, km]) => {
    const [a, b] = [zoneIndex.get(x), zoneIndex.get(y)];
    return a === undefined || b === undefined ? [] : [[a, b, km] as const];
  });
  const offsets = new Int32Array(n + 1);
  for (const [a, b] of pairs) for (const i of [a, b]) offsets[i + 1]!++;
  for (let i = 0; i < n; i++) offsets[i + 1]! += offsets[i]!;
  const next = offsets.slice();
  const neighbors = new Int32Array(offsets[n]!);
  const borderKm = new Float64Array(offsets[n]!);
  for (const [a, b, km] of pairs) {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const at = next[from]!++;
      neighbors[at] = to;
      borderKm[at] = km;
    }
  }
  return { offsets, neighbors, borderKm };
}
