// Is every rep's capacity spent once, whatever number of layers has a share of it?

import { type Check, say } from '../check.ts';
import { at, listAt, numberAt, shown } from '../json.ts';
import { visitsOf } from '../world.ts';
import type { LayeredInput } from './input.ts';
import { layersOfRep, type Members } from './membership.ts';
import { partOf } from './slice.ts';

/** shares are written in basis points, and the largest takes the rounding of the others */
const SHARE_SLACK = 6e-4;
const CLOSE = 1e-6;

/** Each rep's shares are those of the reps file, or follow from the layers' visit hours, and make one capacity. */
export function checkReps(input: LayeredInput, members: readonly Members[], check: Check): void {
  const { plan, reps, layers, kpis } = input;
  const need = needs(input, members);
  const entries = new Map(listAt(kpis, 'reps').map(entry => [shown(at(entry, 'rep_id')), entry] as const));
  check.that(
    entries.size === reps.list.length,
    () => `kpis.json has ${entries.size} reps, the file ${reps.list.length}`,
  );
  for (const rep of reps.list) {
    const stated = layersOfRep(rep, plan.layers);
    const given = new Map(
      plan.reps.filter(([id]) => id === rep.id).map(([, name, share]) => [name, share] as const),
    );
    const sum = [...given.values()].reduce((total, share) => total + share, 0);
    check.that(
      Math.abs(sum - 1) <= CLOSE,
      () => `rep ${rep.id}: the layers have ${say(sum)} of one capacity`,
    );
    check.that(
      given.size === stated.size,
      () => `rep ${rep.id} is in ${given.size} layers, the file names ${stated.size}`,
    );
    const open = [...stated.values()].some(share => Number.isNaN(share));
    const all = [...stated.keys()].reduce((total, l) => total + need[l]!, 0);
    for (const [l, share] of stated) {
      const wanted = open ? (all > 0 ? need[l]! / all : 1 / stated.size) : share;
      const used = given.get(plan.layers[l]!.name) ?? Number.NaN;
      check.that(
        Math.abs(used - wanted) <= SHARE_SLACK,
        () =>
          `rep ${rep.id}: layer ${plan.layers[l]!.name} has ${say(used)} of the FTE, recomputed ${say(wanted)}`,
      );
    }
    const hours = layers.reduce((total, layer) => {
      const sector = listAt(layer.kpis, 'sectors').find(entry => at(entry, 'rep_id') === rep.id);
      return total + (sector === undefined ? 0 : numberAt(sector, 'workload', 'hours'));
    }, 0);
    const entry = entries.get(rep.id);
    const capacity = rep.fte * rep.productivity * rep.hoursPerYear;
    const facts = [
      ['fte', rep.fte],
      ['capacity_hours', capacity],
      ['hours', hours],
      ['fte_use', hours / capacity],
    ] as const;
    for (const [key, value] of facts) {
      const said = numberAt(entry, key);
      check.that(
        Math.abs(said - value) <= 1e-5 * Math.max(1, Math.abs(value)),
        () => `kpis.json: ${key} of rep ${rep.id} is ${say(said)}, recomputed ${say(value)}`,
      );
    }
  }
}

/** Visit hours a year per FTE of each layer, a rep that several share counted whole. */
function needs({ plan, accounts, reps }: LayeredInput, members: readonly Members[]): number[] {
  const { visits, minutes } = visitsOf(accounts, plan.settings);
  return plan.layers.map((_, l) => {
    let hours = 0;
    members.forEach((of, a) => {
      if (of.bases[0] !== l && !of.overlays.includes(l)) return;
      hours += (partOf(plan.layers, of, l).visits * visits[a]! * minutes[a]!) / 60;
    });
    const force = reps.list.reduce((total, rep) => {
      const share = layersOfRep(rep, plan.layers).get(l);
      return share === undefined
        ? total
        : total + rep.fte * rep.productivity * (Number.isNaN(share) ? 1 : share);
    }, 0);
    return hours / force;
  });
}
