// The bound that knows contiguity, from bound.json: the sum of bound.ts with one term more for each cut. A cut says that
// a connected sector of rep j that holds zone a holds some zone of C too, or falls short of a window: so what j could
// have around a without C is walked and added up, and must be too little. Its multiplier μ then makes a dearer for j and
// C cheaper, and takes μ / missing from what falling short is worth, which must not become negative.

import type { ContiguousCertificate, PlanCut } from '../../model/plan.ts';
import type { ZoneGraph } from '../../model/records.ts';
import { type BoundCase, type Levels, readPrices, sumOf } from './bound.ts';
import { type Check, say } from './check.ts';
import { numberAt } from './json.ts';
import { readLeast } from './least.ts';
import { neighborsIn } from './pieces.ts';

/** Objective and bounds are sums of many terms, in another order than the optimizer's. */
const RELATIVE = 1e-6;
/** What is missing must be more than the noise of a sum. */
const NOISE = 1e-9;

/**
 * What kpis.json says of the bound with contiguity, when branch and cut has not proven one: it needs a certificate, which
 * must certify it.
 */
export function checkContiguous(
  given: BoundCase,
  graph: ZoneGraph,
  certificate: ContiguousCertificate | null,
  kpis: unknown,
  connected: boolean,
  check: Check,
): void {
  const claimed = numberAt(kpis, 'plan', 'objective', 'bounds', 'contiguous');
  if (certificate === null) {
    check.that(
      Number.isNaN(claimed),
      () => `kpis.json: bounds.contiguous is ${say(claimed)}, and nothing certifies it`,
    );
    return;
  }
  const slack = RELATIVE * Math.max(1, Math.abs(certificate.value));
  check.that(
    Math.abs(claimed - certificate.value) <= slack,
    () => `kpis.json: bounds.contiguous is ${say(claimed)}, bound.json says ${say(certificate.value)}`,
  );
  check.that(
    connected,
    () => 'bound.json bounds plans whose sectors are all connected, and those of this plan are not',
  );
  const bound = contiguousBound(given, graph, certificate);
  check.that(typeof bound === 'number', () => `bound.json certifies nothing: ${bound}`);
  if (typeof bound !== 'number') return;
  check.that(
    bound >= certificate.value - slack,
    () => `bound.json: the value is ${say(certificate.value)}, its multipliers certify only ${say(bound)}`,
  );
  check.that(
    bound <= certificate.value + slack,
    () => `bound.json: the value is ${say(certificate.value)}, its multipliers certify ${say(bound)}`,
  );
}

/** The bound that the certificate's multipliers give, or the reason why they give none. */
function contiguousBound(
  given: BoundCase,
  graph: ZoneGraph,
  { prices, budgetPrice, teamPrices, cuts, levels, least }: ContiguousCertificate,
): number | string {
  const { world, excessPrice } = given;
  const m = given.rows.length;
  const pricesOf = new Map(prices);
  if (pricesOf.size !== prices.length) return 'a rep has prices twice';
  const multipliers = readPrices(given, rep => pricesOf.get(rep) ?? {}, budgetPrice, teamPrices);
  if (typeof multipliers === 'string') return multipliers;

  const missingOf = makeMissing(given, graph);
  const surcharge = new Map<number, number>();
  const pull = new Float64Array(world.k * m);
  for (const cut of cuts) {
    const read = readCut(given, cut);
    if (typeof read === 'string') return `${titleOf(cut)} ${read}`;
    const { rep, block, row, separator } = read;
    const missing = missingOf(read);
    if (!(missing > NOISE)) {
      return `${titleOf(cut)} cuts nothing: without its separator ${cut.zone} still reaches enough ${cut.measure} for a sector`;
    }
    const add = (i: number, price: number): void => {
      surcharge.set(i * world.k + rep, (surcharge.get(i * world.k + rep) ?? 0) + price);
    };
    add(block, cut.price);
    for (const c of separator) add(c, -cut.price);
    pull[rep * m + row]! += cut.price / missing;
  }
  for (let r = 0; r < pull.length; r++) {
    const room = excessPrice + multipliers.price[r]!;
    if (pull[r]! > room + 1e-9 * excessPrice) {
      const { id } = world.reps[Math.floor(r / m)]!;
      return `the cuts of rep ${id} would pay ${say(pull[r]!)} for falling short, the excess price leaves ${say(room)}`;
    }
  }
  const read = readLevels(given, levels);
  if (typeof read === 'string') return read;
  const needs = readLeast(given, least, multipliers.price);
  return typeof needs === 'string' ? needs : sumOf(given, { ...multipliers, surcharge }, read, needs);
}

/** A block is known by the first of its units, which stands for it in sums and surcharges too. */
interface ReadCut {
  readonly rep: number;
  readonly block: number;
  readonly row: number;
  readonly separator: ReadonlySet<number>;
}

function readLevels(
  { world, areas, blocks }: BoundCase,
  levels: ContiguousCertificate['levels'],
): Levels | string {
  const read = new Map<number, Map<number, number>>();
  for (const [column, zone, level] of levels) {
    const rule = areas.findIndex(one => one.column === column);
    const unit = world.unitIndex.get(zone) ?? -1;
    if (rule < 0 || unit < 0) return `a level of ${column} ${zone}, which are not kept together`;
    const known = read.get(rule) ?? new Map<number, number>();
    read.set(rule, known);
    if (known.has(blocks[unit]!)) return `two levels of ${column} ${zone}`;
    known.set(blocks[unit]!, level);
  }
  return read;
}

function readCut({ world, rows, blocks }: BoundCase, cut: PlanCut): ReadCut | string {
  const rep = world.repIndex.get(cut.rep) ?? -1;
  const unit = world.unitIndex.get(cut.zone) ?? -1;
  const row = rows.findIndex(({ name }) => name === cut.measure);
  if (rep < 0) return 'has a rep that does not exist';
  if (unit < 0) return 'has a zone that does not exist';
  if (row < 0) return 'has a measure that is not balanced';
  if (!(cut.price >= 0)) return `has the price ${cut.price}, and none may be negative`;
  const separator = new Set<number>();
  for (const id of cut.separator) {
    const at = world.unitIndex.get(id) ?? -1;
    if (at < 0) return `has ${JSON.stringify(id)} in its separator, which is no zone`;
    const c = blocks[at]!;
    if (c === blocks[unit]! || separator.has(c))
      return `has ${JSON.stringify(id)} in its separator, where it may not be`;
    separator.add(c);
  }
  return { rep, block: blocks[unit]!, row, separator };
}

function titleOf({ rep, zone }: PlanCut): string {
  return `the cut of rep ${rep} and zone ${zone}`;
}

/** What a sector around the zone lacks of its window, in targets, when it may have no zone of the separator. */
function makeMissing(given: BoundCase, graph: ZoneGraph): (cut: ReadCut) => number {
  const { world, rows, blocks, ruleOf } = given;
  const neighborsOf = neighborsIn(world, graph);
  const members = new Map<number, number[]>();
  blocks.forEach((block, i) => {
    const known = members.get(block);
    if (known) known.push(i);
    else members.set(block, [i]);
  });
  const allowed = new Map<number, boolean>();
  const may = (block: number, j: number): boolean => {
    const key = block * world.k + j;
    const known = allowed.get(key) ?? members.get(block)!.every(i => ruleOf(i, j) === null);
    allowed.set(key, known);
    return known;
  };
  return ({ rep, block, row, separator }) => {
    const { target, fixed, lower, load } = rows[row]!;
    if (!(target[rep]! > 0)) return Number.NaN;
    let missing = lower - fixed[rep]! / target[rep]!;
    const region = new Set([block]);
    // what is added to a set while it is walked is walked too
    for (const b of region) {
      for (const i of members.get(b)!) missing -= load(i, rep) / target[rep]!;
      if (!(missing > 0)) break;
      for (const i of members.get(b)!) {
        for (const h of neighborsOf(i)) {
          const next = blocks[h]!;
          if (!separator.has(next) && may(next, rep)) region.add(next);
        }
      }
    }
    return missing;
  };
}
