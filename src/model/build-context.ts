// Records + settings → PlanContext: measures summed by zone, visits and incumbents resolved.
// Accounts come sorted by id and already placed; sums run in that order.

import type { Measure, PlanContext } from './context.ts';
import { handOverPrices } from './hand-over.ts';
import { limitsOf } from './limits.ts';
import { localHoursPerVisit, localKmPerVisit, localLegKm } from './local.ts';
import type { Override } from './overrides.ts';
import { paceOf } from './pace.ts';
import { effectiveFte } from './period.ts';
import type { Accounts, DefaultUsed, Issue, Reps, ZoneGraph, Zones } from './records.ts';
import type { MeasureSetting, Settings } from './settings.ts';
import { togetherOf } from './together.ts';
import type { Travel } from './travel.ts';
import { visitsOf } from './visits.ts';

export interface ContextInput {
  readonly settings: Settings;
  readonly layer: string;
  readonly accounts: Accounts | null;
  readonly reps: Reps;
  readonly zones: Zones;
  readonly graph: ZoneGraph;
  readonly zoneOf: Int32Array;
  readonly accountLat: Float64Array;
  readonly accountLon: Float64Array;
  readonly travel: Travel;
  readonly issues: readonly Issue[];
  readonly defaults: readonly DefaultUsed[];
  readonly rejected: number;
  /** rep of each zone by the plan that is revised, by ids: who holds the zones that nobody visits */
  readonly holders?: ReadonlyMap<string, string>;
  readonly overrides?: readonly Override[];
  /** rep who keeps each account's group together, −1 for none */
  readonly groupRep?: Int32Array | null;
}

/** visits a year that a rep is assumed to make when zones alone are given without visits */
const ASSUMED_VISITS_PER_REP = 1000;

/**
 * The measures the data allow. Asked-for ones must exist; without any, `potential` and `workload` at 10 %,
 * those that the data allow.
 */
export function availableMeasures(accounts: Accounts | null, zones: Zones): string[] {
  const names = new Set<string>(accounts ? [...accounts.numbers.keys(), 'accounts', 'workload'] : []);
  // a date
  names.delete('rep_since');
  for (const name of zones.numbers.keys()) names.add(name);
  if (zones.numbers.has('visits_per_year') || zones.numbers.size > 0) names.add('workload');
  return [...names].sort();
}

/** `potential=10%` and `workload=10%`, those that the data allow. */
export function defaultMeasures(accounts: Accounts | null, zones: Zones): MeasureSetting[] {
  const measures: MeasureSetting[] = [];
  if (accounts?.numbers.has('potential') || zones.numbers.has('potential')) {
    measures.push({ name: 'potential', tolerance: 0.1 });
  }
  if ((accounts && accounts.count > 0) || zones.numbers.has('visits_per_year')) {
    measures.push({ name: 'workload', tolerance: 0.1 });
  }
  return measures;
}

export function buildContext(input: ContextInput): PlanContext {
  const { settings, accounts, reps, zones, travel, zoneOf } = input;
  const n = zones.count;
  const count = accounts?.count ?? 0;
  const defaults = [...input.defaults];

  const resolved = accounts ? visitsOf(accounts, settings) : null;
  const visits = resolved?.visits ?? new Float64Array(0);
  const visitMinutes = resolved?.minutes ?? new Float64Array(0);
  if (resolved) defaults.push(...resolved.defaults);

  const repIndex = new Map(reps.list.map((rep, j) => [rep.id, j]));
  const incumbentOf = new Int32Array(count).fill(-1);
  const ownerOf = Int32Array.from({ length: count }, (_, a) => input.groupRep?.[a] ?? -1);
  for (let a = 0; a < count; a++) {
    const id = accounts?.repId[a] as string;
    const j = id === '' ? undefined : repIndex.get(id);
    if (j !== undefined) {
      incumbentOf[a] = j;
      if (accounts?.locked[a]) ownerOf[a] = j;
    }
    const decided = accounts?.decided?.[a]?.find(rep => repIndex.has(rep));
    if (decided !== undefined) ownerOf[a] = repIndex.get(decided) as number;
  }
  const named = Uint8Array.from(ownerOf, j => (j >= 0 ? 1 : 0));

  const zoneVisits = new Float64Array(n);
  const zoneVisitHours = new Float64Array(n);
  const zoneAccounts = new Int32Array(n);
  for (let a = 0; a < count; a++) {
    const i = zoneOf[a] as number;
    zoneAccounts[i] = (zoneAccounts[i] as number) + 1;
    if (named[a]) continue;
    zoneVisits[i] = (zoneVisits[i] as number) + (visits[a] as number);
    zoneVisitHours[i] =
      (zoneVisitHours[i] as number) + ((visits[a] as number) * (visitMinutes[a] as number)) / 60;
  }
  if (!accounts) {
    const zoneVisitsGiven = zones.numbers.get('visits_per_year');
    const first = settings.measures.find(s => s.name !== 'workload');
    const weights = zoneVisitsGiven ?? (first && zones.numbers.get(first.name));
    if (weights) {
      let total = 0;
      for (const w of weights) total += w > 0 ? w : 0;
      const scale = zoneVisitsGiven ? 1 : total > 0 ? (ASSUMED_VISITS_PER_REP * reps.list.length) / total : 0;
      for (let i = 0; i < n; i++) {
        const w = weights[i] as number;
        zoneVisits[i] = w > 0 ? w * scale : 0;
        zoneVisitHours[i] = ((zoneVisits[i] as number) * settings.defaultVisitMinutes) / 60;
      }
      if (!zoneVisitsGiven && settings.objective === 'travel') {
        const value = `in proportion to ${first?.name}, ${ASSUMED_VISITS_PER_REP} a rep`;
        defaults.push({ input: 'zones', field: 'visits_per_year', records: n, value });
      }
    }
  }

  const localPerVisit = new Float64Array(n);
  const zoneLocalHours = new Float64Array(n);
  const zoneLocalKm = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const leg = localLegKm(zones.areaKm2[i] as number, zoneAccounts[i] as number, settings);
    localPerVisit[i] = localHoursPerVisit(leg, settings, travel);
    zoneLocalHours[i] = (zoneVisits[i] as number) * (localPerVisit[i] as number);
    zoneLocalKm[i] = (zoneVisits[i] as number) * localKmPerVisit(leg, settings);
  }

  const sumByZone = (perAccount: Float64Array) => {
    const perZone = new Float64Array(n);
    for (let a = 0; a < count; a++) {
      if (named[a]) continue;
      const i = zoneOf[a] as number;
      perZone[i] = (perZone[i] as number) + (perAccount[a] as number);
    }
    return perZone;
  };
  // an empty cell adds nothing to a sum: that is an assumption, and is said
  const known = (input: DefaultUsed['input'], field: string, values: Float64Array) => {
    let records = 0;
    for (const value of values) if (Number.isNaN(value)) records++;
    if (records > 0) defaults.push({ input, field, records, value: '0' });
    return values.map(v => (v >= 0 ? v : 0));
  };

  const measures = settings.measures.map(({ name, tolerance }): Measure => {
    if (name === 'workload') {
      const perZone = zoneVisitHours.map((hours, i) => hours + (zoneLocalHours[i] as number));
      const perAccount = accounts
        ? visits.map(
            (v, a) => v * ((visitMinutes[a] as number) / 60 + (localPerVisit[zoneOf[a] as number] as number)),
          )
        : null;
      return { name, tolerance, unit: 'h/year', perZone, perAccount };
    }
    if (name === 'accounts' && accounts) {
      const perAccount = new Float64Array(count).fill(1);
      return { name, tolerance, unit: 'accounts', perZone: sumByZone(perAccount), perAccount };
    }
    const column = accounts?.numbers.get(name);
    if (column) {
      const perAccount = known('accounts', name, column);
      const money = name === 'potential' || name === 'revenue';
      return {
        name,
        tolerance,
        unit: money ? 'currency/year' : '',
        perZone: sumByZone(perAccount),
        perAccount,
      };
    }
    const zoneColumn = zones.numbers.get(name);
    if (!zoneColumn) throw new Error(`measure ${name} is in no input; check before building`);
    return { name, tolerance, unit: '', perZone: known('zones', name, zoneColumn), perAccount: null };
  });

  const visitHours = visits.map((v, a) => (v * (visitMinutes[a] as number)) / 60);
  const fte = effectiveFte(reps.list, settings);
  const share = shareOf(reps, fte);
  return {
    settings,
    layer: input.layer,
    accounts,
    reps,
    zones,
    graph: input.graph,
    zoneOf,
    accountLat: input.accountLat,
    accountLon: input.accountLon,
    visits,
    visitMinutes,
    incumbentOf,
    handOver: handOverPrices(accounts, settings),
    named,
    ownerOf,
    groupRep: input.groupRep ?? null,
    overrides: (input.overrides ?? []).filter(({ rep }) => repIndex.has(rep)),
    zoneVisits,
    zoneVisitHours,
    zoneLocalHours,
    zoneLocalKm,
    zoneIncumbent: withHolders(
      majorityIncumbent(n, reps.list.length, zoneOf, incumbentOf, named, visits),
      zones,
      repIndex,
      input.holders,
    ),
    measures,
    limits: limitsOf(settings, { zones, accounts, zoneOf, named, sectors: reps.list.length }),
    together: togetherOf(settings.keepTogether, zones, measures, named, reps, share),
    pace: paceOf({ accounts, reps, settings, zones: n, zoneOf, named, visitHours }),
    fte,
    share,
    target: new Float64Array(reps.list.length * measures.length),
    issues: input.issues,
    defaults,
    rejected: input.rejected,
  };
}

/** Fair share of each rep: FTE × productivity over its sum. */
function shareOf(reps: Reps, fte: Float64Array): Float64Array {
  const weight = Float64Array.from(reps.list, (rep, j) => (fte[j] as number) * rep.productivity);
  const total = weight.reduce((sum, w) => sum + w, 0);
  return weight.map(w => w / total);
}

/** Zones without anyone who visits them today belong to whom the plan before gave them. */
function withHolders(
  incumbent: Int32Array,
  { id }: Zones,
  repIndex: ReadonlyMap<string, number>,
  holders: ReadonlyMap<string, string> = new Map(),
): Int32Array {
  return incumbent.map((j, i) => (j >= 0 ? j : (repIndex.get(holders.get(id[i] as string) ?? '') ?? -1)));
}

/** The rep who makes most of a zone's visits today; ties go to the lower index; −1 without incumbents. */
function majorityIncumbent(
  n: number,
  k: number,
  zoneOf: Int32Array,
  incumbentOf: Int32Array,
  named: Uint8Array,
  visits: Float64Array,
): Int32Array {
  const best = new Int32Array(n).fill(-1);
  const sums = new Map<number, number>();
  for (let a = 0; a < zoneOf.length; a++) {
    const j = incumbentOf[a] as number;
    if (j < 0 || named[a]) continue;
    const pair = (zoneOf[a] as number) * k + j;
    sums.set(pair, (sums.get(pair) ?? 0) + (visits[a] as number));
  }
  const bestVisits = new Float64Array(n).fill(-1);
  for (const [pair, sum] of [...sums].sort((x, y) => x[0] - y[0])) {
    const i = Math.floor(pair / k);
    if (sum > (bestVisits[i] as number)) {
      bestVisits[i] = sum;
      best[i] = pair % k;
    }
  }
  return best;
}
