// model.json against the inputs: what each zone weighs, who is kept from it and by which rules, who serves its accounts today,
// and each rep's share. `explain` believes these figures.

import type { ModelRep, ModelZone, PlanModel } from '../../model/plan-model.ts';
import { type BoundCase, handOverPrice } from './bound.ts';
import { type Check, say } from './check.ts';
import { limitsOf } from './rows.ts';
import type { EveryRuleOf } from './rules.ts';
import type { VerifyInput, World } from './world.ts';

/** what a figure may be off by: it was rounded to six decimals, and summed in another order */
function near(found: number | null | undefined, value: number): boolean {
  if (found === null || found === undefined) return Number.isNaN(value);
  return Math.abs(found - value) <= 1e-6 + 1e-9 * Math.abs(value);
}

interface ModelCase extends BoundCase {
  readonly everyRule: EveryRuleOf;
}

export function checkModel({ model }: VerifyInput, given: ModelCase, check: Check): void {
  // that it cannot be read is told with the other files
  if (!model) return;
  const { world } = given;
  checkRows(model, given, check);
  const same = (list: readonly string[], ids: readonly string[], what: string) =>
    check.that(
      list.length === ids.length && list.every((id, at) => id === ids[at]),
      () => `model.json: ${what} are not those of the plan, in the order of their ids`,
    );
  const reps = world.reps.map(({ id }) => id).sort(byCode);
  const zones = world.unitId.toSorted(byCode);
  const known =
    same(
      model.reps.map(({ rep }) => rep),
      reps,
      'reps',
    ) &&
    same(
      model.zones.map(({ zone }) => zone),
      zones,
      'zones',
    ) &&
    same(model.paced, world.paced.toSorted(byCode), 'segments with a pace of their own');
  if (!known) return;
  for (const rep of model.reps) checkRep(rep, model, given, check);
  const hours = pacedHours(world, model.paced);
  const held = heldToday(world);
  for (const zone of model.zones) checkZone(zone, model, given, hours, held, check);
}

function byCode(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function checkRows({ rows, budgets }: PlanModel, given: ModelCase, check: Check): void {
  const { world } = given;
  const units = new Map(limitsOf(world).map(({ of, unit }) => [`limit:${of}`, unit]));
  check.that(rows.length === given.rows.length, () => 'model.json has not the rows of the settings');
  given.rows.forEach(({ name, lower, upper }, q) => {
    const row = rows[q];
    const unit = units.get(name) ?? Number.NaN;
    check.that(
      row?.name === name && near(row.lower, lower) && near(row.upper, upper) && near(row.unit, unit),
      () => `model.json: row ${q + 1} is not ${name}, from ${say(lower)} to ${say(upper)} targets`,
    );
  });
  check.that(budgets.length === given.budgets.length, () => 'model.json has not the budgets of the settings');
  given.budgets.forEach(({ name, members, named }, b) => {
    const budget = budgets[b];
    const ids = members.map(j => world.reps[j]!.id).sort(byCode);
    check.that(
      budget?.name === name && near(budget.named, named) && budget.reps.join('\n') === ids.join('\n'),
      () => `model.json: budget ${b + 1} is not ${name}, of which named accounts use ${say(named)}`,
    );
  });
}

function checkRep(rep: ModelRep, { paced }: PlanModel, given: ModelCase, check: Check): void {
  const { world, rows } = given;
  const j = world.repIndex.get(rep.rep)!;
  const own = world.reps[j]!;
  const weights = world.reps.map((of, at) => world.fte[at]! * of.productivity);
  const share = weights[j]! / weights.reduce((sum, w) => sum + w, 0);
  const what = `model.json: rep ${rep.rep}`;
  check.that(near(rep.share, share), () => `${what}: share ${say(rep.share)}, recomputed ${say(share)}`);
  rows.forEach(({ name, fixed }, q) => {
    check.that(
      near(rep.fixed[q], fixed[j]!),
      () =>
        `${what}: named accounts add ${say(rep.fixed[q] ?? Number.NaN)} of ${name}, recomputed ${say(fixed[j]!)}`,
    );
  });
  const targets = new Map(Object.entries(rep.targets));
  for (const { name } of world.settings.measures) {
    const target = own.targets.get(name);
    check.that(targets.get(name) === target, () => `${what}: its target of ${name} is not that of the file`);
    targets.delete(name);
  }
  check.that(targets.size === 0, () => `${what} has a target of what is no measure`);
  check.that(
    near(rep.costPerHour, own.costPerHour) && near(rep.costPerKm, own.costPerKm),
    () => `${what}: its costs are not those of the file`,
  );
  check.that(rep.extra.length === paced.length, () => `${what} has not a pace for each segment`);
  paced.forEach((segment, s) => {
    const extra = 1 / world.speed(segment, j) - 1;
    check.that(near(rep.extra[s], extra), () => `${what}: its pace in "${segment}" is not ${say(extra)}`);
  });
}

function checkZone(
  zone: ModelZone,
  { reps, marks, paced }: PlanModel,
  given: ModelCase,
  hours: ReadonlyMap<string, Float64Array>,
  held: readonly (ReadonlyMap<number, readonly number[]> | undefined)[],
  check: Check,
): void {
  const { world, loads, areas, everyRule, ruleOf } = given;
  const i = world.unitIndex.get(zone.zone)!;
  const what = `model.json: zone ${zone.zone}`;
  const figure = (name: string, found: number | undefined, value: number) =>
    check.that(near(found, value), () => `${what}: ${name} ${say(found ?? Number.NaN)}, not ${say(value)}`);
  figure('accounts', zone.accounts, loads.followers[i]!);
  figure('visits', zone.visits, loads.visits[i]!);
  figure('visit hours', zone.visitHours, loads.visitHours[i]!);
  figure('local hours', zone.localHours, loads.visits[i]! * loads.localHours[i]!);
  figure('local km', zone.localKm, loads.visits[i]! * loads.localKm[i]!);
  const measures = loads.measures.filter(({ name }) => name !== 'workload');
  check.that(zone.measures.length === measures.length, () => `${what} has not a figure for each measure`);
  measures.forEach(({ name, perUnit }, q) => void figure(name, zone.measures[q], perUnit[i]!));
  check.that(zone.paced.length === paced.length, () => `${what} has not hours for each segment`);
  paced.forEach((segment, s) => void figure(`hours in "${segment}"`, zone.paced[s], hours.get(segment)![i]!));
  check.that(
    zone.areas.length === areas.length &&
      areas.every(({ areaOf }, r) => (zone.areas[r] ?? '') === areaOf[i] && zone.areas[r] !== ''),
    () => `${what} is not in the areas that are kept together`,
  );
  checkHeld(zone, world, held[i], what, check);

  const rulesOf = new Map(marks);
  reps.forEach(({ rep }, at) => {
    const j = world.repIndex.get(rep)!;
    const mark = zone.kept === '' ? '.' : zone.kept[at]!;
    const found = mark === '.' ? [] : (rulesOf.get(mark) ?? ['?']);
    const rules: string[] = [];
    for (const { rule } of everyRule(i, j)) rules.push(rule);
    // what keeps a rep away besides its own rules is the team
    if (ruleOf(i, j)?.startsWith('is in another ')) rules.push('team');
    const said = found.toSorted().join(', ');
    check.that(
      said === rules.sort().join(', '),
      () =>
        `${what}: rep ${rep} is kept away by ${said || 'nothing'}, recomputed ${rules.join(', ') || 'nothing'}`,
    );
  });
}

function checkHeld(
  zone: ModelZone,
  world: World,
  held: ReadonlyMap<number, readonly number[]> | undefined,
  what: string,
  check: Check,
): void {
  const left = new Map(held);
  for (const [rep, ...figures] of zone.held) {
    const j = world.repIndex.get(rep) ?? -1;
    const sums = left.get(j) ?? [];
    left.delete(j);
    check.that(
      sums.length === figures.length && figures.every((found, f) => near(found, sums[f]!)),
      () => `${what}: what ${rep} serves today is not as the accounts say`,
    );
  }
  check.that(left.size === 0, () => `${what} lacks a rep who serves accounts there today`);
}

/** Standard hours of visits by segment and unit, named accounts aside. */
function pacedHours(world: World, segments: readonly string[]): Map<string, Float64Array> {
  const hours = new Map(segments.map(segment => [segment, new Float64Array(world.n)]));
  for (const a of world.byId) {
    const i = world.unitOf[a]!;
    if (i < 0 || world.named[a]) continue;
    const of = hours.get(world.accounts!.segment[a]!);
    if (of) of[i]! += (world.visits[a]! * world.minutes[a]!) / 60;
  }
  return hours;
}

/** By unit and incumbent: accounts, revenue, potential (NaN without such a column), and hours of handing them over. */
function heldToday(world: World): (Map<number, number[]> | undefined)[] {
  const held: (Map<number, number[]> | undefined)[] = new Array(world.n);
  const columns = ['revenue', 'potential'].map(name => world.accounts?.numbers.get(name));
  for (const a of world.byId) {
    const [i, j] = [world.unitOf[a]!, world.incumbent[a]!];
    if (i < 0 || j < 0 || world.named[a]) continue;
    held[i] ??= new Map();
    const sums = held[i].get(j) ?? [0, 0, 0, 0];
    held[i].set(j, sums);
    sums[0]! += 1;
    if (world.settings.objective === 'travel') sums[3]! += handOverPrice(world, a);
    columns.forEach((column, c) => {
      sums[c + 1]! += column ? (column[a]! > 0 ? column[a]! : 0) : Number.NaN;
    });
  }
  return held;
}
