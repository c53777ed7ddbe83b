// By how much tours differ from the approximation of travel, which the figures of the plan are corrected by: hours at the wheel
// and km of a planned visit, times the visits of a year, over what the approximation says of these.

import { type Check, say } from './check.ts';
import { at, listAt, numberAt } from './json.ts';
import { buildLoads } from './loads.ts';
import { incumbentOfUnits, sumUp } from './sums.ts';
import type { RepSums } from './tour-totals.ts';
import { buildWorld, type TouredReps, type VerifyInput, type WorldInput } from './world.ts';

/** six decimals */
const NOISE = 2e-6;

/** @param key of a rep in `sums`, `today` */
export function checkRatios(
  json: unknown,
  layer: WorldInput,
  key: (rep: string) => string,
  sums: ReadonlyMap<string, RepSums>,
  today: ReadonlyMap<string, RepSums> | null,
  check: Check,
): void {
  const world = buildWorld(layer);
  const loads = buildLoads(world, layer.zones);
  const compare = (state: string, of: ReadonlyMap<string, RepSums>, serving: 'assigned' | 'incumbent') => {
    const unitRep = serving === 'assigned' ? world.unitRep : incumbentOfUnits(world);
    const model = sumUp(world, loads, { accountRep: world[serving], unitRep });
    const listed = new Map(listAt(json, state).map(entry => [String(at(entry, 'rep_id')), entry]));
    check.that(
      listed.size === world.k,
      () => `tours.json ${state}: ${listed.size} reps, the plan has ${world.k}`,
    );
    world.reps.forEach(({ id }, j) => {
      const own = of.get(key(id));
      const yearly = own && own.visits > 0 ? model.visits[j]! / own.visits : Number.NaN;
      const times = (real: number, approximated: number) =>
        real >= 0 && approximated > 0 ? real / approximated : 1;
      const wanted = {
        hours: times((yearly * (own?.driving ?? 0)) / 60, model.modelHours[j]!),
        km: times(yearly * (own?.km ?? 0), model.modelKm[j]!),
      };
      for (const name of ['hours', 'km'] as const) {
        const stated = numberAt(listed.get(id), 'travel_ratio', name);
        check.that(
          Math.abs(stated - wanted[name]) <= NOISE * Math.max(1, wanted[name]),
          () =>
            `tours.json ${state}: travel_ratio of ${id}, ${name}: ${say(stated)}, recomputed ${say(wanted[name])}`,
        );
      }
    });
  };
  compare('reps', sums, 'assigned');
  if (today) compare('today', today, 'incumbent');
}

/** What tours.json says, for the figures of the plan. */
export function touredOf(json: unknown): NonNullable<VerifyInput['toured']> | null {
  const read = (state: string): TouredReps =>
    new Map(
      listAt(json, state).flatMap(entry => {
        const [hours, km] = ['hours', 'km'].map(name => numberAt(entry, 'travel_ratio', name)) as [
          number,
          number,
        ];
        return Number.isNaN(hours) ? [] : [[String(at(entry, 'rep_id')), { hours, km }] as const];
      }),
    );
  const after = read('reps');
  if (after.size === 0) return null;
  const before = read('today');
  return { after, before: before.size > 0 ? before : null };
}
