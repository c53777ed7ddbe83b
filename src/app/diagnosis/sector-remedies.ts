// What may be changed about the rules of sectors as a whole: how many zones or accounts one may have, and which areas must be
// whole. From the least change upwards.

import type { LimitSetting, Settings } from '../../model/settings.ts';
import { loadsOf } from '../../optimize/score.ts';
import { wholePrices } from '../../optimize/whole-price.ts';
import { firsts, type Proposal, type RemedyInput } from './proposal.ts';

/** Steps of a limit: parts of the way from what it is to what the plan has, and beyond, where a search at little effort may need room. */
const STEPS = [0.5, 1, 2, 5];
/** Areas that are let go one by one, before half and all of them are. */
const MOST_AREAS = 4;

/** Room for the sector that has most, or least, of what is limited. */
export function otherLimits({ world, optimized, broken }: RemedyInput, row: number): Proposal[] {
  const { problem, zoneRep } = optimized;
  const { measures, limits, settings } = world.context;
  const at = (row % problem.m) - measures.length;
  const limit = limits[at];
  const set = settings.limits[at];
  if (!limit || !set || !broken.some(one => one.row === row)) return [];
  const loads = loadsOf(problem, zoneRep);
  const counts = Array.from({ length: problem.k }, (_, j) =>
    Math.round(loads[j * problem.m + (row % problem.m)] as number),
  );
  const more = (loads[row] as number) > limit.max;
  const from = more ? limit.max : limit.min;
  const to = more ? Math.max(...counts) : Math.min(...counts);
  const values = STEPS.map(step => {
    const part = from + (to - from) * step;
    return more ? Math.ceil(part) : Math.max(0, Math.floor(part));
  });
  return [...new Set(values)].map(value => {
    const side = more ? 'max' : 'min';
    const next: LimitSetting = { ...set, [side]: !more && value === 0 ? null : value };
    return {
      remedy: { change: 'limit', of: limit.of, side, from, to: value },
      change: { settings: { limits: settings.limits.with(at, next) } },
    };
  });
}

/** Areas that are whole and may be cut: the dearest to keep whole first, one, two…, half of them, all. */
export function cutAreas({ world, optimized }: RemedyInput): Proposal[][] {
  const { together, settings } = world.context;
  const { problem, bound } = optimized;
  return together.flatMap(({ column, price, ids, of, tooLarge }, at) => {
    if (price !== null) return [];
    const rule = settings.keepTogether[at] as Settings['keepTogether'][number];
    const prices = wholePrices(problem, bound.duals, of, ids.length);
    const whole = ids.filter(id => !tooLarge.includes(id));
    const dearest = [...whole].sort(
      (a, b) => (prices[ids.indexOf(b)] as number) - (prices[ids.indexOf(a)] as number) || (a < b ? -1 : 1),
    );
    const half = dearest.slice(0, Math.ceil(dearest.length / 2));
    const steps = firsts(dearest, MOST_AREAS);
    const lists = [...steps.slice(0, -1), ...(half.length > MOST_AREAS ? [half] : []), ...steps.slice(-1)];
    return [
      lists.map((areas): Proposal => {
        const named = [...areas].sort();
        return {
          remedy: { change: 'may_cut', column, areas: named, already: rule.except },
          change: {
            settings: {
              keepTogether: settings.keepTogether.with(at, { ...rule, except: [...rule.except, ...named] }),
            },
          },
        };
      }),
    ];
  });
}
