// What may be changed about a rule: whom a rep may serve, which accounts are locked, how much may change hands. Each list begins
// with what the linear program says is just enough.

import { RULES } from '../../model/eligibility.ts';
import { accountLoad } from '../../model/pace.ts';
import type { Rep } from '../../model/records.ts';
import { matcher } from '../../model/zone-matcher.ts';
import { elasticLp } from '../../optimize/elastic.ts';
import { type Optimized, problemAt } from '../optimize-world.ts';
import type { World } from '../prepare.ts';
import { type Change, changedWorld } from './change.ts';
import { ofPartners } from './partner-remedies.ts';
import {
  type BrokenRow,
  byShare,
  firsts,
  leastThat,
  mayDo,
  type Proposal,
  parentOf,
  type RemedyInput,
  smallestThat,
  takenWithout,
  upTo,
} from './proposal.ts';
import type { Rule } from './rules.ts';

/** Steps of a share that may move, and of travel limits. */
const BUDGET_STEP = 0.01;
const MINUTES = 5;
/** Areas named one by one, before a rule is dropped as a whole. */
const MOST_AREAS = 3;

/**
 * Proposals for one rule, from the least change upwards: the first that works is the one to make. Empty when nothing of
 * the kind helps on paper.
 */
export async function proposalsFor(input: RemedyInput, rule: Rule): Promise<Proposal[]> {
  switch (rule.kind) {
    // see tolerances and ownTargets
    case 'balance':
    // see otherLimits
    case 'limit':
      return [];
    case 'eligibility':
      return (await ofPartners(input, rule)) ?? allow(input, rule);
    case 'locked':
      return unlock(input, rule.rep);
    case 'budget':
      return [];
    case 'max_moved':
      return moveMore(input, rule);
  }
}

async function allow(input: RemedyInput, rule: Rule & { kind: 'eligibility' }): Promise<Proposal[]> {
  const { world } = input;
  const { context } = world;
  const j = rule.rep;
  const rep = context.reps.list[j] as Rep;
  const column = RULES[rule.rule] as (typeof RULES)[number];
  const taken = await takenWithout(input, rule);
  if (taken.size === 0) return [];
  const as = (more: Partial<Rep>): Change => ({ reps: new Map([[j, { ...rep, ...more }]]) });
  const allowing = (values: readonly string[], change: Change): Proposal => ({
    remedy: { change: 'allow', rep: rep.id, column, values },
    change,
  });
  switch (column) {
    case 'allowed_zones': {
      const areas = byShare(taken, i => areaOf(world, rep, i));
      return firsts(areas, MOST_AREAS).map(some =>
        allowing(some, as({ allowedZones: [...(rep.allowedZones ?? []), ...some] })),
      );
    }
    case 'excluded_zones': {
      const areas = byShare(taken, i => excludedBy(world, rep, i));
      return firsts(areas, MOST_AREAS).map(some =>
        allowing(some, as({ excludedZones: rep.excludedZones.filter(entry => !some.includes(entry)) })),
      );
    }
    case 'segments': {
      const missing = new Set<string>();
      for (let a = 0; a < context.zoneOf.length; a++) {
        const segment = context.accounts?.segment[a] as string;
        const here = taken.has(context.zoneOf[a] as number) && !context.named[a] && segment !== '';
        if (here && !rep.segments?.includes(segment)) missing.add(segment);
      }
      const some = [...missing].sort();
      return [allowing(some, as({ segments: [...(rep.segments ?? []), ...some] }))];
    }
    case 'max_travel_minutes': {
      const minutes = [...taken.keys()].map(i => minutesTo(world, input.optimized, j, i));
      const to = upTo(
        minutes.reduce((most, one) => Math.max(most, one), 0),
        MINUTES,
      );
      const remedy = { change: 'travel', rep: rep.id, from: rep.maxTravelMinutes, to } as const;
      return [{ remedy, change: as({ maxTravelMinutes: to }) }];
    }
    default:
      return [];
  }
}

async function unlock(input: RemedyInput, j: number): Promise<Proposal[]> {
  const { world, broken } = input;
  const { context } = world;
  const { named, accounts, incumbentOf } = context;
  const m = context.measures.length;
  // by what they bring to the measure that the rep is furthest out in
  const own = broken.filter(one => Math.floor(one.row / m) === j);
  const out = ({ value, target }: BrokenRow): number => Math.abs(value / target - 1);
  const [row] = (own.length > 0 ? own : broken).toSorted((a, b) => out(b) - out(a));
  const amount = (a: number): number => accountLoad(context, (row?.row ?? 0) % m, a, j);
  const mine = [...named.keys()].filter(a => accounts?.locked[a] && incumbentOf[a] === j);
  mine.sort((a, b) => amount(b) - amount(a) || a - b);
  const releasing = (some: readonly number[]): Proposal => ({
    remedy: {
      change: 'unlock',
      rep: context.reps.list[j]?.id as string,
      accounts: some.map(a => context.accounts?.id[a] as string).sort(),
    },
    change: { released: new Set(some) },
  });
  // a single one that is just enough, or as few of the largest as it takes
  const single = await smallestThat(mine.length, async size =>
    mayDo(input, releasing([mine[mine.length - size] as number])),
  );
  if (single !== null)
    return [releasing([mine[mine.length - single] as number]), ...more(mine, 1).map(releasing)];
  const count = await smallestThat(mine.length, async size => mayDo(input, releasing(mine.slice(0, size))));
  return count === null ? [] : more(mine, count).map(releasing);
}

/** So many of them, then a little more, then all. */
function more<T>(list: readonly T[], count: number): T[][] {
  const counts = [count, count + 1, Math.ceil(1.3 * count), 2 * count, list.length];
  const sizes = new Set(counts.filter(size => size <= list.length));
  return [...sizes].map(size => list.slice(0, size));
}

async function moveMore({ world, optimized, less, hooks }: RemedyInput, rule: Rule): Promise<Proposal[]> {
  const { maxMoved } = world.context.settings;
  const { problem } = optimized;
  if (!maxMoved || !problem.moveWeight) return [];
  // a share of nothing does not tell of what
  const whole = { settings: { maxMoved: { ...maxMoved, share: 1 } } };
  const total = problemAt(changedWorld(world, whole), optimized.centers).moveBudget;
  const unlimited = await elasticLp(less([rule]), hooks);
  if (unlimited.kept === false || total === 0) return [];
  const high = await leastThat(maxMoved.share, async share => {
    return (await elasticLp({ ...problem, moveBudget: share * total }, hooks)).kept === true;
  });
  const shares = [0, 0.05, 0.1, 0.2, 0.4]
    .map(more => high + more)
    .map(share => Math.min(1, upTo(share, BUDGET_STEP)));
  return [...new Set(shares)].map(to => ({
    remedy: { change: 'max_moved', from: maxMoved.share, to },
    change: { settings: { maxMoved: { ...maxMoved, share: to } } },
  }));
}

/** The area a zone is allowed by: its department where the map has one, else itself; written as the rep's others are. */
function areaOf({ context }: World, rep: Rep, zone: number): string {
  const parent = parentOf(context, zone);
  if (!parent) return context.zones.id[zone] as string;
  const qualified = rep.allowedZones?.some(entry => entry.includes('='));
  return qualified ? `${parent.column}=${parent.value}` : parent.value;
}

function excludedBy({ context }: World, rep: Rep, zone: number): string {
  const by = rep.excludedZones.find(entry => matcher(context.zones, [entry])(zone));
  return by ?? (context.zones.id[zone] as string);
}

function minutesTo({ travel, context }: World, { bases }: Optimized, rep: number, zone: number): number {
  const { zones } = context;
  return travel.minutes(
    bases.lat[rep] as number,
    bases.lon[rep] as number,
    zones.lat[zone] as number,
    zones.lon[zone] as number,
  );
}
