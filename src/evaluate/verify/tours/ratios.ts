// By how much tours differ from the approximation of travel, which the figures of the plan are corrected by: hours at the wheel
// and km of a planned visit, times the visits of a year, over what the approximation says of these.

import { type Check, say } from '../check.ts';
import { at, listAt, numberAt, shown } from '../json.ts';
import { buildLoads } from '../loads.ts';
import { incumbentOfUnits, sumUp } from '../sums.ts';
import { buildWorld, type TouredReps, type VerifyInput, type WorldInput } from '../world.ts';
import type { RepSums } from './totals.ts';

/** six decimals */
const NOISE = 2e-6;

/** @param key of a rep in `sums`, `today` */
export function checkRatios(
  json: unknown,
  layer: WorldInput,
  key: (rep: string) => string,
  sums: ReadonlyMap<string, RepSums>,
  today: ReadonlyMap<string, RepSums> | null,
  kpis: unknown,
  check: Check,
): void {
  const world = buildWorld(layer);
  const loads = buildLoads(world, layer.zones);
  const compare = (state: string, of: ReadonlyMap<string, RepSums>, serving: 'assigned' | 'incumbent') => {
    const unitRep = serving === 'assigned' ? world.unitRep : incumbentOfUnits(world);
    const model = sumUp(world, loads, { accountRep: world[serving], unitRep });
    const listed = new Map(listAt(json, state).map(entry => [shown(at(entry, 'rep_id')), entry]));
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
  checkKpis(json, kpis, check);
  compare('reps', sums, 'assigned');
  if (today) compare('today', today, 'incumbent');
}

const SAID = [
  ...['days_available', 'days_worked', 'visits_asked', 'visits_planned', 'visits_missing'],
  ...['driving_hours', 'km', 'nights', 'hours_per_visit', 'gap'],
];

/** kpis.json repeats what tours.json says. */
function checkKpis(json: unknown, kpis: unknown, check: Check): void {
  const same = (what: string, said: unknown, of: unknown) => {
    for (const name of SAID) {
      check.that(
        at(said, name) !== undefined && at(said, name) === at(of, name),
        () =>
          `kpis.json tours: ${name} of ${what} is ${shown(at(said, name))}, tours.json has ${shown(at(of, name))}`,
      );
    }
  };
  same('all', at(kpis, 'tours', 'total'), at(json, 'total'));
  const listed = new Map(listAt(json, 'reps').map(entry => [at(entry, 'rep_id'), entry]));
  const sectors = listAt(kpis, 'tours', 'sectors');
  check.that(
    sectors.length === listed.size,
    () => 'kpis.json tours: not as many sectors as tours.json has reps',
  );
  for (const sector of sectors) same(shown(at(sector, 'rep_id')), sector, listed.get(at(sector, 'rep_id')));
  const missing = Object.values((at(kpis, 'tours', 'missing') ?? {}) as Record<string, number>);
  check.that(
    missing.reduce((sum, visits) => sum + visits, 0) === numberAt(json, 'total', 'visits_missing'),
    () => 'kpis.json tours: the missing visits by reason are not as many as tours.json says',
  );
  check.that(
    at(kpis, 'tours', 'period') === at(json, 'settings', 'period') &&
      at(kpis, 'tours', 'weeks') === at(json, 'calendar', 'weeks') &&
      at(kpis, 'tours', 'today') === listAt(json, 'today').length > 0,
    () => 'kpis.json tours: another period than that of tours.json, or it is wrong about today',
  );
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
        return Number.isNaN(hours) ? [] : [[shown(at(entry, 'rep_id')), { hours, km }] as const];
      }),
    );
  const after = read('reps');
  if (after.size === 0) return null;
  const before = read('today');
  return { after, before: before.size > 0 ? before : null };
}
