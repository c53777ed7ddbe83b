// Areas to be kept together, read anew from the zones' own columns: which units they hold, which are too large to be whole,
// and what must therefore be with one rep (a *block*: a unit alone, or all units of an area that is kept whole).

import type { Zones } from '../../model/records.ts';
import { type Check, say } from './check.ts';
import { at, listAt, numberAt, shown } from './json.ts';
import type { Loads } from './loads.ts';
import { printsAs } from './table.ts';
import type { World } from './world.ts';

export interface AreaRule {
  readonly column: string;
  /** null: no area may be cut */
  readonly price: number | null;
  /** by unit: the area, '' where the rule says nothing */
  readonly areaOf: readonly string[];
  readonly tooLarge: readonly string[];
}

const NOISE = 1e-9;

export function readAreas(world: World, zones: Zones, loads: Loads): AreaRule[] {
  return world.settings.keepTogether.map(({ column, price, except }) => {
    const parent = zones.parents.get(column);
    const named = Array.from(world.zoneOfUnit, zone => {
      const area = parent?.[zone] ?? '';
      return except.includes(area) ? '' : area;
    });
    const tooLarge = price === null ? heavyAreas(world, loads, named) : [];
    return { column, price, areaOf: named.map(area => (tooLarge.includes(area) ? '' : area)), tooLarge };
  });
}

/** Areas with more of some measure than the largest target and its tolerance, approach aside; sorted. */
function heavyAreas(world: World, loads: Loads, areaOf: readonly string[]): string[] {
  const heavy = new Set<string>();
  const weights = world.reps.map((rep, j) => world.fte[j]! * rep.productivity);
  const all = weights.reduce((sum, w) => sum + w, 0);
  for (const { name, tolerance, perAccount, perUnit } of loads.measures) {
    let total = perUnit.reduce((sum, v) => sum + v, 0);
    for (const a of world.byId) {
      const i = world.unitOf[a]!;
      if (i < 0 || !world.named[a]) continue;
      total +=
        name === 'workload'
          ? world.visits[a]! * (world.minutes[a]! / 60 + loads.localHours[i]!)
          : (perAccount?.[a] ?? 0);
    }
    const largest = Math.max(
      ...world.reps.map((rep, j) => rep.targets.get(name) ?? (weights[j]! / all) * total),
    );
    const sums = new Map<string, number>();
    areaOf.forEach((area, i) => {
      if (area !== '') sums.set(area, (sums.get(area) ?? 0) + perUnit[i]!);
    });
    for (const [area, sum] of sums) if (sum > largest * (1 + tolerance) * (1 + NOISE)) heavy.add(area);
  }
  return [...heavy].sort(byCode);
}

/** The block of each unit: those of a whole area are one, and so are areas of two columns with a unit in common. */
export function blocksOf(world: World, rules: readonly AreaRule[]): Int32Array {
  const block = Int32Array.from({ length: world.n }, (_, i) => i);
  // the least number spreads through each area until nothing changes any more
  for (let changed = true; changed; ) {
    changed = false;
    for (const { price, areaOf } of rules) {
      if (price !== null) continue;
      const least = new Map<string, number>();
      areaOf.forEach((area, i) => {
        if (area !== '') least.set(area, Math.min(least.get(area) ?? world.n, block[i]!));
      });
      areaOf.forEach((area, i) => {
        const to = area === '' ? block[i]! : least.get(area)!;
        if (to < block[i]!) {
          block[i] = to;
          changed = true;
        }
      });
    }
  }
  return block;
}

/** Sector ids of each area, in an assignment of the units; units of nobody left out. */
function sectorsOf(
  { areaOf }: AreaRule,
  unitRep: Int32Array,
  ids: readonly string[],
): Map<string, Set<string>> {
  const sectors = new Map<string, Set<string>>();
  areaOf.forEach((area, i) => {
    const j = unitRep[i]!;
    if (area === '' || j < 0) return;
    const known = sectors.get(area);
    if (known) known.add(ids[j]!);
    else sectors.set(area, new Set([ids[j]!]));
  });
  return sectors;
}

/** What the cuts of preferred areas add to the objective. */
export function costOfCuts(rules: readonly AreaRule[], unitRep: Int32Array, ids: readonly string[]): number {
  let cost = 0;
  for (const rule of rules) {
    if (rule.price === null) continue;
    for (const sectors of sectorsOf(rule, unitRep, ids).values()) cost += rule.price * (sectors.size - 1);
  }
  return cost;
}

/** Areas that are to be whole and are not. */
export function cutAreas(rule: AreaRule, unitRep: Int32Array, ids: readonly string[]): string[] {
  return [...sectorsOf(rule, unitRep, ids)]
    .filter(([, sectors]) => sectors.size > 1)
    .map(
      ([area, sectors]) => `${rule.column} ${area} is cut between ${[...sectors].sort(byCode).join(', ')}`,
    );
}

/** Costs at the plan's prices, and what must be with one rep, by unit. */
interface Pricing {
  readonly reduced: (unit: number, rep: number) => number;
  readonly blocks: Int32Array;
}

/** What kpis.json says of areas, in the plan or before; `pricing`: null when not priced. */
export function checkAreas(
  where: 'plan' | 'before',
  kpis: unknown,
  rules: readonly AreaRule[],
  unitRep: Int32Array,
  ids: readonly string[],
  pricing: Pricing | null,
  check: Check,
): void {
  const together = at(kpis, where, 'together');
  const columns = together !== null && typeof together === 'object' ? Object.keys(together) : [];
  check.that(
    columns.length === rules.length,
    () =>
      `kpis.json ${where}: ${columns.length} columns are kept together, the settings have ${rules.length}`,
  );
  for (const rule of rules) {
    const title = `kpis.json ${where}: together.${rule.column}`;
    const claim = at(together, rule.column);
    const sectors = sectorsOf(rule, unitRep, ids);
    const cut = new Map([...sectors].filter(([, set]) => set.size > 1));
    const cuts = [...sectors.values()].reduce((sum, set) => sum + set.size - 1, 0);
    const figures: [string, number][] = [
      ['areas', new Set(rule.areaOf.filter(area => area !== '')).size],
      ['cut', cut.size],
      ['cuts', cuts],
      ['price', rule.price ?? Number.NaN],
      ['cost', rule.price === null ? Number.NaN : rule.price * cuts],
    ];
    for (const [name, value] of figures) {
      const found = numberAt(claim, name);
      check.that(
        at(claim, name) !== undefined && printsAs(value, found, 6),
        () => `${title}.${name} is ${say(found)}, recomputed ${say(value)}`,
      );
    }
    check.that(
      at(claim, 'rule') === (rule.price === null ? 'whole' : 'preferred'),
      () => `${title}.rule is not what the settings say`,
    );
    check.that(
      JSON.stringify(at(claim, 'too_large')) === JSON.stringify(rule.tooLarge),
      () => `${title}.too_large does not name ${rule.tooLarge.join(', ') || 'none'}`,
    );
    const listed = new Set<string>();
    for (const entry of listAt(claim, 'list')) {
      const area = shown(at(entry, 'area'));
      const own = cut.get(area);
      const known = own !== undefined && !listed.has(area);
      listed.add(area);
      if (!check.that(known, () => `${title} lists ${area}, which is not cut, or is there twice`)) continue;
      check.that(
        JSON.stringify(at(entry, 'sectors')) === JSON.stringify([...own!].sort(byCode)),
        () => `${title}: ${area} is cut between ${[...own!].sort(byCode).join(', ')}`,
      );
      const price = pricing ? wholePrice(rule, area, ids.length, pricing) : Number.NaN;
      const found = numberAt(entry, 'whole_at_least');
      const same = Number.isFinite(price)
        ? Math.abs(found - price) <= 1e-5 * Math.max(1, Math.abs(price))
        : Number.isNaN(found);
      check.that(
        same,
        () => `${title}: keeping ${area} whole costs ${say(price)} at least, not ${say(found)}`,
      );
    }
    check.that(
      listed.size === cut.size,
      () => `${title} lists ${listed.size} areas, and ${cut.size} are cut`,
    );
  }
}

/** min_j Σ_i c̃_ij − Σ_b min_j Σ_(i in b) c̃_ij over the units i and blocks b of an area. */
function wholePrice({ areaOf }: AreaRule, area: string, k: number, { reduced, blocks }: Pricing): number {
  const sums = new Float64Array(k);
  const byBlock = new Map<number, Float64Array>();
  areaOf.forEach((of, i) => {
    if (of !== area) return;
    const own = byBlock.get(blocks[i]!) ?? new Float64Array(k);
    byBlock.set(blocks[i]!, own);
    for (let j = 0; j < k; j++) {
      const c = reduced(i, j);
      sums[j]! += c;
      own[j]! += c;
    }
  });
  const least = (row: Float64Array) => row.reduce((min, c) => Math.min(min, c), Number.POSITIVE_INFINITY);
  let apart = 0;
  for (const own of byBlock.values()) apart += least(own);
  return Math.max(0, least(sums) - apart);
}

function byCode(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
