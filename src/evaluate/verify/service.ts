// The figures of kpis.json about service and business: coverage, overlap, visits, response, conversion, NPS, cost.
// docs/kpis.md has the definitions; this is a second program for them, by slot: rep by rep, and everyone in slot k.

import type { Rep, Zones } from '../../model/records.ts';
import { type Loads, visitHoursOf } from './loads.ts';
import { type AccountRuleOf, makeAccountRules } from './rules.ts';
import type { Serving, Sums } from './sums.ts';
import type { World } from './world.ts';

/** Figures of a slot by their path below `plan` or a sector; NaN for null. */
export type ServiceFigures = (slot: number) => Map<string, number>;

type Slots = Float64Array;

export function serviceFigures(
  world: World,
  loads: Loads,
  zones: Zones,
  serving: Serving,
  sums: Sums,
): ServiceFigures {
  const { accounts, k } = world;
  const order = world.byId.filter(a => world.unitOf[a]! >= 0);
  const column = (name: string) => accounts?.numbers.get(name);
  const add = (into: Slots, j: number, value: number) => {
    into[j]! += value;
    into[k]! += value;
  };
  /** Σ of a value over the accounts that someone serves; NaN values count nowhere; null without the column */
  const total = (value: ((a: number) => number) | null): Slots | null => {
    if (!value) return null;
    const slots = new Float64Array(k + 1);
    for (const a of order) {
      const j = serving.accountRep[a]!;
      if (j >= 0 && !Number.isNaN(value(a))) add(slots, j, value(a));
    }
    return slots;
  };
  const plain = (name: string) => {
    const values = column(name);
    return total(values ? a => values[a]! : null);
  };
  /** two sums over the accounts that have both values */
  const pair = (over: ArrayLike<number> | undefined, under: ArrayLike<number> | undefined) => {
    if (!over || !under) return null;
    const both = (a: number) => !Number.isNaN(over[a]!) && !Number.isNaN(under[a]!);
    return {
      over: total(a => (both(a) ? over[a]! : Number.NaN))!,
      under: total(a => (both(a) ? under[a]! : Number.NaN))!,
    };
  };

  const ones = new Float64Array(accounts?.count ?? 0).fill(1);
  const plains = ['revenue', 'potential', 'solicitations', 'responses', 'leads', 'opportunities'].map(
    name => [name, plain(name)] as const,
  );
  const sumOf = new Map(plains);
  const done = pair(column('visits_done'), world.visits);
  const response = pair(column('responses'), column('solicitations'));
  const conversion = pair(column('opportunities'), column('leads'));
  const days = pair(column('conversion_days'), ones);
  const nps = npsOf(column('nps'), world.visits, ones, order);
  const npsPair = nps && pair(nps.points, nps.weights);

  const hours = (s: number) => sums.visitHours[s]! + sums.approachHours[s]! + sums.localHours[s]!;
  const km = (s: number) => sums.approachKm[s]! + sums.localKm[s]!;
  const slots = (of: (j: number) => number): Slots => {
    const values = new Float64Array(k + 1);
    for (let j = 0; j < k; j++) add(values, j, of(j));
    return values;
  };
  // nothing at no price is nothing, unless nobody has a price: then the figure is not known for anyone
  const rate = (j: number, amount: number, price: (rep: Rep) => number) =>
    amount === 0 && world.reps.some(rep => !Number.isNaN(price(rep))) ? 0 : amount * price(world.reps[j]!);
  const ftes = slots(j => world.fte[j]!);
  const capacity = slots(j => capacityOf(world, j));
  const possible = slots(j => (hours(j) > 0 ? (sums.visits[j]! * capacityOf(world, j)) / hours(j) : 0));
  const paid = slots(j => rate(j, hours(j), rep => rep.costPerHour));
  const driven = slots(j => rate(j, km(j), rep => rep.costPerKm));
  const money = paid.map((sum, slot) => sum + driven[slot]!);
  const kg = slots(j => rate(j, km(j), rep => rep.gCo2PerKm) / 1000);
  const coverage = accounts ? coverageOf(world, loads, zones, serving, order) : null;
  const overlap = accounts ? overlapOf(world, zones, serving, order) : null;
  const priority = priorityOf(world, serving, order);

  return slot => {
    const figures = new Map<string, number>();
    const asked = sums.visits[slot]!;
    const counted = sums.accounts[slot]!;
    const able = asked > 0 ? possible[slot]! : Number.NaN;
    figures.set('workload.capacity_hours', capacity[slot]!);
    figures.set('workload.fte_effective', ftes[slot]!);
    figures.set('workload.fte_use', over(hours(slot), capacity[slot]!));
    figures.set('travel.kg_co2', kg[slot]!);
    figures.set('travel.priority_minutes', over(priority.minutes[slot]!, priority.visits[slot]!));
    figures.set('cost.total', money[slot]!);
    figures.set('cost.hours_cost', paid[slot]!);
    figures.set('cost.km_cost', driven[slot]!);
    figures.set('cost.per_visit', over(money[slot]!, asked));
    figures.set('cost.per_account', over(money[slot]!, counted));
    figures.set('visits.possible', able);
    figures.set('visits.ratio', over(able, asked));
    figures.set('visits.per_account', over(asked, counted));
    figures.set('visits.possible_per_account', over(able, counted));
    figures.set('visits.done', done ? done.over[slot]! : Number.NaN);
    figures.set('visits.done_ratio', share(done, slot));
    for (const [name, values] of plains) figures.set(`commercial.${name}`, values?.[slot] ?? Number.NaN);
    const [revenue, potential] = [sumOf.get('revenue')?.[slot], sumOf.get('potential')?.[slot]];
    figures.set('commercial.penetration', over(revenue ?? Number.NaN, potential ?? Number.NaN));
    figures.set('commercial.response_rate', share(response, slot));
    figures.set('commercial.conversion_rate', share(conversion, slot));
    figures.set('commercial.conversion_days', share(days, slot));
    figures.set('commercial.nps', share(npsPair, slot));
    figures.set(
      'coverage.accounts',
      coverage ? over(coverage.covered[slot]!, coverage.all[slot]!) : Number.NaN,
    );
    const worth = coverage && column('potential') ? coverage : null;
    figures.set(
      'coverage.potential',
      worth ? over(worth.coveredWorth[slot]!, worth.allWorth[slot]!) : Number.NaN,
    );
    figures.set('overlap.zones', overlap ? overlap.zones[slot]! : Number.NaN);
    figures.set('overlap.towns', overlap?.towns ? overlap.towns[slot]! : Number.NaN);
    return figures;
  };
}

function over(a: number, b: number): number {
  return b > 0 ? a / b : Number.NaN;
}

function share(pair: { over: Slots; under: Slots } | null, slot: number): number {
  return pair ? over(pair.over[slot]!, pair.under[slot]!) : Number.NaN;
}

function capacityOf({ reps, fte }: World, j: number): number {
  const { productivity, hoursPerYear } = reps[j]!;
  return fte[j]! * productivity * hoursPerYear;
}

/** Answers from 0 to 10 count as +100 (9, 10), −100 (to 6) or 0; a column with other numbers has scores, by visits. */
function npsOf(
  values: Float64Array | undefined,
  visits: Float64Array,
  ones: Float64Array,
  order: Int32Array,
): { points: Float64Array; weights: Float64Array } | null {
  if (!values) return null;
  if (order.some(a => values[a]! < 0 || values[a]! > 10)) {
    return { points: values.map((score, a) => score * visits[a]!), weights: visits };
  }
  const points = values.map(v => (Number.isNaN(v) ? v : v >= 9 ? 100 : v <= 6 ? -100 : 0));
  return { points, weights: ones };
}

/** Accounts whose rep may serve them in time and has the hours, most potential first, then by id. */
function coverageOf(world: World, loads: Loads, zones: Zones, serving: Serving, order: Int32Array) {
  const { k, accounts } = world;
  const slots = () => new Float64Array(k + 1);
  const result = { all: slots(), allWorth: slots(), covered: slots(), coveredWorth: slots() };
  const potential = accounts?.numbers.get('potential');
  const worth = (a: number) => Math.max(0, potential?.[a] || 0);
  const rules: AccountRuleOf = makeAccountRules(world, zones, { lat: world.ownLat, lon: world.ownLon });
  // float noise must not turn away an account from a rep who is exactly full
  const left = world.reps.map((_, j) => capacityOf(world, j) * (1 + 1e-9));
  // the sort is stable: equals stay in the order of their ids
  const byWorth = [...order].sort((a, b) => worth(b) - worth(a));
  for (const a of byWorth) {
    const j = serving.accountRep[a]!;
    const into = j >= 0 ? [j, k] : [k];
    for (const s of into) {
      result.all[s]! += 1;
      result.allWorth[s]! += worth(a);
    }
    if (j < 0 || rules(a, j) !== null) continue;
    const i = world.unitOf[a]!;
    const minutes = world.drive(world.baseLat[j]!, world.baseLon[j]!, world.lat[i]!, world.lon[i]!);
    const model = loads.localHours[i]! + (2 * minutes) / 60 / world.settings.visitsPerTour;
    const travel = model * (serving.toured?.hours[j] ?? 1);
    const hours = visitHoursOf(world, a, j) + world.visits[a]! * travel;
    if (hours > left[j]!) continue;
    left[j]! -= hours;
    for (const s of into) {
      result.covered[s]! += 1;
      result.coveredWorth[s]! += worth(a);
    }
  }
  return result;
}

/** Zones (parts are their parent) and towns where accounts have more than one rep; for a rep: those it shares. */
function overlapOf(world: World, zones: Zones, serving: Serving, order: Int32Array) {
  const shared = (placeOf: (a: number) => string): Slots => {
    const repsAt = new Map<string, Set<number>>();
    for (const a of order) {
      const j = serving.accountRep[a]!;
      const place = placeOf(a);
      if (j < 0 || place === '') continue;
      const here = repsAt.get(place);
      if (here) here.add(j);
      else repsAt.set(place, new Set([j]));
    }
    const slots = new Float64Array(world.k + 1);
    for (const here of repsAt.values()) {
      if (here.size > 1) for (const j of [...here, world.k]) slots[j]! += 1;
    }
    return slots;
  };
  const city = world.accounts!.city;
  const department = zones.parents.get('department');
  const french = world.settings.country === 'FR';
  const townOf = (a: number): string => {
    const town = plainText(city[a]!);
    if (town === '') return '';
    const zone = world.zoneOfUnit[world.unitOf[a]!]!;
    const id = zones.id[zone]!;
    const prefix = french ? id.slice(0, id.startsWith('97') ? 3 : 2) : '';
    return JSON.stringify([department?.[zone] ?? prefix, town]);
  };
  return {
    zones: shared(a => `zone ${world.zoneOfUnit[world.unitOf[a]!]}`),
    towns: order.some(a => city[a] !== '') ? shared(townOf) : null,
  };
}

/** Without accents, case and punctuation. */
function plainText(text: string): string {
  const letters = text.normalize('NFD').replace(/\p{M}/gu, '').toUpperCase();
  return (letters.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

/** Minutes from base, weighted by visits, to the tenth of the accounts with the most potential. */
function priorityOf(world: World, serving: Serving, order: Int32Array): { minutes: Slots; visits: Slots } {
  const { k } = world;
  const minutes = new Float64Array(k + 1);
  const visits = new Float64Array(k + 1);
  const potential = world.accounts?.numbers.get('potential');
  if (potential) {
    const known = [...order].filter(a => potential[a]! >= 0).sort((a, b) => potential[b]! - potential[a]!);
    for (const a of known.slice(0, Math.ceil(known.length / 10))) {
      const j = serving.accountRep[a]!;
      if (j < 0) continue;
      const trip = world.drive(world.baseLat[j]!, world.baseLon[j]!, world.pointLat[a]!, world.pointLon[a]!);
      for (const s of [j, k]) {
        minutes[s]! += world.visits[a]! * trip;
        visits[s]! += world.visits[a]!;
      }
    }
  }
  return { minutes, visits };
}
