// Levels above the sectors, redone from the inputs: who is in which group, shares, sums and balance, pieces on the map, where
// managers start and how far they drive, and the bound that the prices of each level certify.

import type { ZoneGraph } from '../../../model/records.ts';
import { type Check, say } from '../check.ts';
import { checkPromise } from '../claims.ts';
import type { Facts } from '../facts.ts';
import { giniOf, variation } from '../figures.ts';
import { at, listAt, numberAt, shown } from '../json.ts';
import { countPieces, type Pieces } from '../pieces.ts';
import { samePoint, type VerifyInput, type World } from '../world.ts';
import { certifiedLevel, hoursOf, type LevelSums, sumLevel } from './bound.ts';
import { checkLevelColumns, checkLevelMaps, checkLevelRows } from './files.ts';
import { baseOfManager, type LevelFacts, readLevels } from './read.ts';

/** figures are sums of others that were rounded to six decimals */
const SLACK = 2e-5;
const RELATIVE = 1e-6;

type Run = (name: string, body: (check: Check) => void) => void;

export function checkHierarchy(
  input: VerifyInput,
  facts: Facts,
  graph: ZoneGraph,
  sectorIds: readonly string[],
  run: Run,
): void {
  const { plan, kpis } = input;
  const { world } = facts;
  if (!plan.settings.hierarchy && !plan.hierarchy) {
    if (at(kpis, 'hierarchy') !== undefined || input.levelsTable || (input.levelMaps?.size ?? 0) > 0)
      run('hierarchy', check => check.lie('there are levels in the files, and none in plan.json'));
    return;
  }
  let levels: LevelFacts[] | null = null;
  run('hierarchy', check => {
    levels = readLevels(input, world, facts.sums, sectorIds, check);
    for (const level of levels ?? []) checkTeam(input, level, check);
  });
  // set in the callback above, which the compiler cannot see
  const known = levels as LevelFacts[] | null;
  if (!known) return;
  const whole = known.every(({ ofUnit }) => ofUnit.every(g => g >= 0));
  if (!whole) return;
  const shares = known.map(level => sharesOf(world, level, input.managers));
  const sumsOf = known.map((level, l) => sumLevel(world, level, shares[l]!));
  const listed = listAt(kpis, 'hierarchy', 'levels');
  known.forEach((level, l) => {
    const sums = sumsOf[l]!;
    const pieces = countGroups(world, graph, level);
    const claims = listed[l];
    for (const [name, measure] of sums.measures) {
      const tolerance = level.tolerances.get(name)!;
      run(`balance:${level.name}:${name}`, check => {
        const broken = level.groups.flatMap(({ id }, g) =>
          Math.abs(measure.deviation[g]!) > tolerance + RELATIVE
            ? [`${id} deviates by ${say(measure.deviation[g]!)} in ${name}, tolerance ${tolerance}`]
            : [],
        );
        checkPromise(kpis, `balance:${level.name}:${name}`, broken, check);
      });
    }
    run(`contiguity:${level.name}`, check => {
      const broken = level.groups.flatMap(({ id }, g) =>
        pieces.avoidable[g]! > 0 ? [`${id} is in ${pieces.pieces[g]} pieces`] : [],
      );
      checkPromise(kpis, `contiguity:${level.name}`, broken, check);
    });
    run(`level:${level.name}`, check => {
      checkShares(level, shares[l]!, check);
      checkStarts(input, level, check);
      checkTier(input, world, level, l, claims, sums, check);
      checkGroups(facts, level, known[l + 1] ?? null, claims, sums, pieces, check);
    });
  });
  run('levels.csv', check => {
    checkLevelRows(input, facts, known, sumsOf, check);
    checkLevelColumns(input, world, known, check);
  });
  run('levels/*.geojson', check => checkLevelMaps(input, facts, known, sumsOf, check));
}

/** Whom the files name is in the group they say; groups with a manager are of managers that there are. */
function checkTeam({ plan, managers }: VerifyInput, level: LevelFacts, check: Check): void {
  const tier = plan.hierarchy!.tiers.find(({ name }) => name === level.name)!;
  level.held.forEach((g, u) => {
    if (g === -1) return;
    check.that(
      g === level.ofUnit[u],
      () => `level ${level.name}: ${level.unitIds[u]} is not in the group of the manager whom the files name`,
    );
  });
  const given = level.held.every(g => g !== -1);
  check.that(
    given === (tier.how === 'given'),
    () =>
      `level ${level.name} is said to be ${tier.how}, and the files ${given ? '' : 'do not '}say it whole`,
  );
  const top = plan.settings.hierarchy!.order === 'top-down';
  check.that(
    given || (tier.how === 'shared') === top,
    () => `level ${level.name} is said to be ${tier.how}, and the order is ${plan.settings.hierarchy!.order}`,
  );
  if (!managers) return;
  const single = plan.settings.hierarchy!.levels.length === 1;
  const own = managers.list.filter(m => m.level === level.name || (single && m.level === ''));
  const named = new Set(level.groups.flatMap(({ manager }) => (manager === null ? [] : [manager])));
  for (const { id } of own)
    check.that(named.has(id), () => `level ${level.name}: manager ${id} has no group`);
  check.that(
    named.size === own.length,
    () => `level ${level.name} has ${named.size} managers, the managers file ${own.length}`,
  );
}

/** Fair parts: of given groups what their reps have, of others what their managers have time for. */
function sharesOf(
  world: World,
  { groups, ofRep, held }: LevelFacts,
  managers: VerifyInput['managers'],
): Float64Array {
  const share = new Float64Array(groups.length);
  if (held.every(g => g !== -1)) {
    const weight = world.reps.map((rep, j) => world.fte[j]! * rep.productivity);
    const all = weight.reduce((sum, w) => sum + w, 0);
    ofRep.forEach((g, j) => {
      share[g]! += weight[j]! / all;
    });
    return share;
  }
  const time = groups.map(({ manager }) => {
    const fte = managers?.list.find(({ id }) => id === manager)?.fte ?? Number.NaN;
    return Number.isNaN(fte) ? 1 : fte;
  });
  const all = time.reduce((sum, t) => sum + t, 0);
  return share.map((_, g) => time[g]! / all);
}

function checkShares(level: LevelFacts, expected: Float64Array, check: Check): void {
  level.groups.forEach(({ id, share }, g) => {
    check.that(
      share > 0 && Math.abs(share - expected[g]!) <= 1e-9,
      () => `level ${level.name}: the share of ${id} is ${say(share)}, recomputed ${say(expected[g]!)}`,
    );
  });
}

/** A base of the files, or the center of the unit in the group from which travel is least. */
function checkStarts({ managers, zones, plan }: VerifyInput, level: LevelFacts, check: Check): void {
  const { travel } = plan.settings;
  level.groups.forEach((group, g) => {
    const base = group.manager === null ? null : baseOfManager(managers ?? null, group.manager, zones);
    check.that(
      group.based === (base !== null),
      () =>
        `level ${level.name}: ${group.id} is ${group.based ? '' : 'not '}said to have a base of the files`,
    );
    if (base) {
      check.that(
        samePoint(base, group.start),
        () => `level ${level.name}: ${group.id} does not start from its base in the files`,
      );
      return;
    }
    const own = level.places.filter((_, u) => level.ofUnit[u] === g);
    check.that(
      own.some(place => samePoint(place, group.start)),
      () => `level ${level.name}: ${group.id} starts from where none of its units is`,
    );
    const hours = (from: readonly [number, number]) =>
      own.reduce((sum, to) => sum + hoursOf(travel, level.days, from, to), 0);
    const least = Math.min(...own.map(hours));
    check.that(
      hours(group.start) <= least + RELATIVE * Math.max(1, least),
      () => `level ${level.name}: ${group.id} starts from a place that is not the best of its units`,
    );
  });
}

function checkTier(
  { plan }: VerifyInput,
  world: World,
  level: LevelFacts,
  l: number,
  claims: unknown,
  sums: LevelSums,
  check: Check,
): void {
  const tier = plan.hierarchy!.tiers[l]!;
  const close = (a: number, b: number) => Math.abs(a - b) <= RELATIVE * Math.max(1, Math.abs(a), Math.abs(b));
  const value = sums.hours + tier.excessPrice * sums.excess;
  check.that(
    at(claims, 'how') === tier.how,
    () =>
      `kpis.json: level ${level.name} is said to be ${shown(at(claims, 'how'))}, plan.json says ${tier.how}`,
  );
  check.that(
    close(tier.excess, sums.excess),
    () => `level ${level.name}: excess ${say(tier.excess)}, recomputed ${say(sums.excess)}`,
  );
  check.that(
    close(tier.objective, value),
    () => `level ${level.name}: objective ${say(tier.objective)}, recomputed ${say(value)}`,
  );
  check.that(
    close(numberAt(claims, 'objective', 'value'), value),
    () =>
      `kpis.json: objective of level ${level.name} is ${say(numberAt(claims, 'objective', 'value'))}, recomputed ${say(value)}`,
  );
  const claimed = numberAt(claims, 'objective', 'lower_bound');
  const strongest = Math.max(
    tier.lowerBound ?? Number.NaN,
    tier.proof?.bound ?? tier.lowerBound ?? Number.NaN,
  );
  check.that(
    Number.isNaN(strongest) ? Number.isNaN(claimed) : close(claimed, strongest),
    () =>
      `kpis.json: lower_bound of level ${level.name} is ${say(claimed)}, plan.json says ${say(strongest)}`,
  );
  const gap = numberAt(claims, 'objective', 'gap');
  const expected = value > 0 ? Math.max(0, (value - strongest) / value) : 0;
  check.that(
    Number.isNaN(strongest) ? Number.isNaN(gap) : Math.abs(gap - expected) <= 2 * RELATIVE,
    () => `kpis.json: gap of level ${level.name} is ${say(gap)}, recomputed ${say(expected)}`,
  );
  if (tier.how !== 'formed') {
    check.that(
      tier.lowerBound === null && tier.proof === null && !tier.everySeat,
      () => `level ${level.name} is ${tier.how}, and has a bound all the same`,
    );
    return;
  }
  if (tier.lowerBound !== null) {
    const bound = certifiedLevel(world.settings.travel, level, tier.excessPrice);
    check.that(
      typeof bound === 'number' && bound >= tier.lowerBound - RELATIVE * Math.max(1, tier.lowerBound),
      () =>
        `level ${level.name}: lowerBound ${say(tier.lowerBound!)}, the prices certify ${typeof bound === 'number' ? `only ${say(bound)}` : `nothing: ${bound}`}`,
    );
  }
  check.that(
    !tier.everySeat || tier.proof?.proven === true,
    () => `level ${level.name}: every seat is said to be in a proof that there is not`,
  );
  if (!tier.proof) return;
  const { bound, proven } = tier.proof;
  const slack = RELATIVE * Math.max(1, value);
  check.that(
    bound <= value + slack,
    () => `level ${level.name}: the proof's bound ${say(bound)} is above ${say(value)}`,
  );
  check.that(
    !proven || bound >= value - 2 * slack,
    () => `level ${level.name} is said to be a proven optimum, but ${say(bound)} and ${say(value)} differ`,
  );
  check.that(
    at(claims, 'objective', 'proven') === proven,
    () => `kpis.json and plan.json differ in whether level ${level.name} is proven`,
  );
}

function countGroups(world: World, graph: ZoneGraph, { groups, ofRep }: LevelFacts): Pieces {
  const unitGroup = world.unitRep.map(j => (j < 0 ? -1 : ofRep[j]!));
  return countPieces({ ...world, k: groups.length }, graph, unitGroup);
}

/** Figures of every group in kpis.json. */
function checkGroups(
  { sums, service, world, unitIncumbent }: Facts,
  level: LevelFacts,
  above: LevelFacts | null,
  claims: unknown,
  own: LevelSums,
  pieces: Pieces,
  check: Check,
): void {
  const list = listAt(claims, 'groups');
  check.that(
    list.length === level.groups.length && at(claims, 'level') === level.name,
    () => `kpis.json: level ${level.name} has ${list.length} groups, plan.json ${level.groups.length}`,
  );
  const byId = new Map(list.map(entry => [at(entry, 'id'), entry]));
  const inGroup = (values: Float64Array, g: number) =>
    level.ofRep.reduce((sum, of, j) => (of === g ? sum + values[j]! : sum), 0);
  const repsOf = (g: number) => [...level.ofRep.keys()].filter(j => level.ofRep[j] === g);
  const ofService = (figure: string, g: number) => repsOf(g).map(j => service(j).get(figure) ?? Number.NaN);
  level.groups.forEach((group, g) => {
    const entry = byId.get(group.id);
    const where = `kpis.json: group ${group.id} of level ${level.name}`;
    const same = (name: string, is: number, should: number) =>
      check.that(
        Number.isNaN(should)
          ? Number.isNaN(is)
          : Math.abs(is - should) <= SLACK + RELATIVE * Math.abs(should),
        () => `${where}: ${name} is ${say(is)}, recomputed ${say(should)}`,
      );
    const parent = above ? above.groups[above.ofUnit[g]!]!.id : null;
    check.that(at(entry, 'parent') === parent, () => `${where}: the group above is ${parent ?? 'none'}`);
    check.that(
      at(entry, 'manager') === group.manager,
      () => `${where} has another manager than in plan.json`,
    );
    const members = level.unitIds.filter((_, u) => level.ofUnit[u] === g);
    check.that(
      JSON.stringify([...listAt(entry, 'members')].sort()) === JSON.stringify([...members].sort()),
      () => `${where} has other members than in plan.json`,
    );
    same('sectors', numberAt(entry, 'sectors'), level.ofRep.filter(of => of === g).length);
    same('fte', numberAt(entry, 'fte'), inGroup(Float64Array.from(world.fte), g));
    same('zones', numberAt(entry, 'zones'), inGroup(sums.zones, g));
    same('accounts', numberAt(entry, 'accounts'), inGroup(sums.accounts, g));
    const travel = inGroup(sums.approachHours, g) + inGroup(sums.localHours, g);
    same('travel_hours', numberAt(entry, 'travel_hours'), travel);
    same('workload_hours', numberAt(entry, 'workload_hours'), travel + inGroup(sums.visitHours, g));
    same('travel_km', numberAt(entry, 'travel_km'), inGroup(sums.approachKm, g) + inGroup(sums.localKm, g));
    const capacity = ofService('workload.capacity_hours', g).reduce((sum, hours) => sum + hours, 0);
    const hours = numberAt(entry, 'workload_hours');
    same('capacity_hours', numberAt(entry, 'capacity_hours'), capacity);
    same('fte_use', numberAt(entry, 'fte_use'), capacity > 0 ? hours / capacity : Number.NaN);
    const worth = numberAt(entry, 'potential');
    const penetration = worth > 0 ? numberAt(entry, 'revenue') / worth : Number.NaN;
    same('penetration', numberAt(entry, 'penetration'), penetration);
    const served = repsOf(g).filter(j => sums.accounts[j]! > 0);
    const covered = served.reduce(
      (sum, j) => sum + (service(j).get('coverage.accounts') ?? Number.NaN) * sums.accounts[j]!,
      0,
    );
    const all = inGroup(sums.accounts, g);
    same('coverage', numberAt(entry, 'coverage'), all > 0 ? covered / all : Number.NaN);
    const start = at(entry, 'start');
    same('start.lat', numberAt(start, 'lat'), group.start[0]);
    same('start.lon', numberAt(start, 'lon'), group.start[1]);
    check.that(at(start, 'found') === !group.based, () => `${where}: whether its start was found is untrue`);
    same('manager_travel_hours', numberAt(entry, 'manager_travel_hours'), own.perGroup[g]!);
    same('pieces', numberAt(entry, 'contiguity', 'pieces'), pieces.pieces[g]!);
    same('avoidable', numberAt(entry, 'contiguity', 'avoidable'), pieces.avoidable[g]!);
    for (const name of ['potential', 'revenue'] as const) {
      const column = world.accounts?.numbers.get(name);
      if (!column) continue;
      let sum = 0;
      for (const a of world.byId) {
        const j = world.assigned[a]!;
        const v = column[a]!;
        if (j >= 0 && world.unitOf[a]! >= 0 && level.ofRep[j] === g && v >= 0) sum += v;
      }
      const said = numberAt(entry, name);
      if (!Number.isNaN(said)) same(name, said, sum);
    }
    for (const [name, { value, target, deviation }] of own.measures) {
      same(`${name} value`, numberAt(entry, 'balance', name, 'value'), value[g]!);
      same(`${name} target`, numberAt(entry, 'balance', name, 'target'), target[g]!);
      same(`${name} deviation`, numberAt(entry, 'balance', name, 'deviation'), deviation[g]!);
    }
    const before = at(entry, 'before');
    const anyToday = unitIncumbent.some(j => j >= 0);
    const told = level.held.every(held => held !== -1) && anyToday;
    check.that(
      told ? before !== null && before !== undefined : before === null,
      () => `${where} ${told ? 'lacks figures of' : 'has figures from'} before`,
    );
  });
  const balance = at(claims, 'balance');
  const balanced = Object.keys(balance ?? {}).filter(name => !own.measures.has(name));
  check.that(
    balanced.length === 0,
    () => `kpis.json: level ${level.name} is balanced by ${balanced.join(', ')}, which nobody asked for`,
  );
  for (const [name, { deviation }] of own.measures) {
    const worst = Math.max(...deviation.map(Math.abs));
    check.that(
      Math.abs(numberAt(balance, name, 'max_deviation') - worst) <= SLACK,
      () => `kpis.json: level ${level.name}: largest deviation of ${name} is ${say(worst)}`,
    );
    const attained = [...deviation].map(d => 1 + d);
    const least = Math.min(...attained);
    const spread = {
      cv: variation(attained),
      gini: giniOf(attained),
      max_min_ratio: least > 0 ? Math.max(...attained) / least : Number.NaN,
    };
    for (const [figure, value] of Object.entries(spread)) {
      const said = numberAt(balance, name, figure);
      check.that(
        Number.isNaN(value) ? Number.isNaN(said) : Math.abs(said - value) <= SLACK * Math.max(1, value),
        () =>
          `kpis.json: level ${level.name}: ${figure} of ${name} is ${say(said)}, recomputed ${say(value)}`,
      );
    }
    check.that(
      numberAt(balance, name, 'tolerance') === level.tolerances.get(name),
      () => `kpis.json: level ${level.name}: the tolerance of ${name} is not that of the settings`,
    );
  }
}
