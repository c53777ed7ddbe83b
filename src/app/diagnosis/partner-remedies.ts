// What may be changed about the rules of partners: an exclusive area that is shared, an excluded account that is served, a
// response time of a segment that is longer.

import { RULES } from '../../model/eligibility.ts';
import { excludedPairs } from '../../model/partners.ts';
import type { Rep } from '../../model/records.ts';
import { matcher } from '../../model/zone-matcher.ts';
import { elasticLp } from '../../optimize/elastic.ts';
import {
  byShare,
  firsts,
  mayDo,
  type Proposal,
  parentOf,
  type RemedyInput,
  smallestThat,
  takenWithout,
  upTo,
} from './proposal.ts';
import type { Rule } from './rules.ts';

/** Minutes that a response time is rounded up to. */
const MINUTES = 5;
/** Areas one by one, before all at once. */
const MOST = 3;

type Eligibility = Rule & { kind: 'eligibility' };

/** Proposals for one rule, least change first; null where the rule is none of these. */
export async function ofPartners(input: RemedyInput, rule: Eligibility): Promise<Proposal[] | null> {
  switch (RULES[rule.rule]) {
    case 'exclusive_zones':
      return lift(input, rule);
    case 'excluded_accounts':
      return serve(input, rule);
    case 'sla_minutes':
      return respondLater(input, rule);
    default:
      return null;
  }
}

/** Entries of the rep's exclusive areas in which others would take zones. */
async function lift({ world, less, hooks }: RemedyInput, rule: Eligibility): Promise<Proposal[]> {
  const { context, eligibility } = world;
  const j = rule.rep;
  const rep = context.reps.list[j] as Rep;
  const freed = await elasticLp(less([rule]), hooks);
  const taken = new Map<number, number>();
  for (const [zone, owners] of eligibility.holders) {
    if (!owners.includes(j)) continue;
    const share = freed
      .shares(zone)
      .reduce((sum, [other, part]) => sum + (owners.includes(other) ? 0 : part), 0);
    if (share > 1e-6) taken.set(zone, share);
  }
  const entries = rep.exclusiveZones.map(entry => [entry, matcher(context.zones, [entry])] as const);
  // a zone may be named by several entries, and is exclusive as long as one is left
  const named = new Map<string, readonly string[]>();
  const keys = byShare(taken, zone => {
    const own = entries.filter(([, matches]) => matches(zone)).map(([entry]) => entry);
    named.set(own.join('|'), own);
    return own.join('|');
  });
  return firsts(keys, MOST).map(some => {
    const values = [...new Set(some.flatMap(key => named.get(key) ?? []))];
    const exclusiveZones = rep.exclusiveZones.filter(entry => !values.includes(entry));
    const allowedZones = rep.allowedZones && [...new Set([...rep.allowedZones, ...values])];
    return {
      remedy: { change: 'lift', rep: rep.id, values, stays: rep.allowedZones !== null },
      change: { reps: new Map([[j, { ...rep, exclusiveZones, allowedZones }]]) },
    };
  });
}

/** Accounts kept from the rep: in the fewest zones that will do on paper, else in whole départements. */
async function serve(input: RemedyInput, rule: Eligibility): Promise<Proposal[]> {
  const { context } = input.world;
  const { accounts, zoneOf, named, reps } = context;
  const taken = await takenWithout(input, rule);
  if (taken.size === 0) return [];
  const wanted = [...taken].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([zone]) => zone);
  const excluded = [...excludedPairs(context)].filter(([a, j]) => j === rule.rep && !named[a]);
  const serving = (here: (zone: number) => boolean): Proposal => {
    const list = excluded.map(([a]) => a).filter(a => here(zoneOf[a] as number));
    const values = list.map(a => accounts?.id[a] as string).sort();
    return {
      remedy: {
        change: 'allow',
        rep: reps.list[rule.rep]?.id as string,
        column: 'excluded_accounts',
        values,
      },
      change: { served: new Map([[rule.rep, new Set(list)]]) },
    };
  };
  const first = (count: number): Proposal => {
    const some = new Set(wanted.slice(0, count));
    return serving(zone => some.has(zone));
  };
  const areaOf = (zone: number): string => parentOf(context, zone)?.value ?? '';
  const areas = firsts(byShare(taken, areaOf), MOST).map(some =>
    serving(zone => some.includes(areaOf(zone))),
  );
  const least = await smallestThat(wanted.length, count => mayDo(input, first(count)));
  return least === null ? areas : [first(least), ...areas];
}

/**
 * Longer response times of segments. What an account says itself is promised to that customer: there is nothing to propose
 * about it, nor about a zone that has such an account.
 */
async function respondLater(input: RemedyInput, rule: Eligibility): Promise<Proposal[]> {
  const { context, travel, bases } = input.world;
  const { accounts, settings, zoneOf, named, accountLat, accountLon } = context;
  const taken = await takenWithout(input, rule);
  const limits = new Map(Object.entries(settings.slaMinutesBySegment));
  const own = accounts?.numbers.get('sla_minutes');
  const [lat, lon] = [bases.lat[rule.rep] as number, bases.lon[rule.rep] as number];
  /** zone → segment → minutes that it takes to the furthest of its accounts; null: an own promise is in the way */
  const needs = new Map<number, Map<string, number> | null>();
  for (let a = 0; a < zoneOf.length; a++) {
    const zone = zoneOf[a] as number;
    if (named[a] || !taken.has(zone) || needs.get(zone) === null) continue;
    const minutes = travel.minutes(lat, lon, accountLat[a] as number, accountLon[a] as number);
    const promised = own ? (own[a] as number) : Number.NaN;
    if (!Number.isNaN(promised)) {
      if (minutes > promised) needs.set(zone, null);
      continue;
    }
    const segment = accounts?.segment[a] as string;
    const limit = limits.get(segment);
    if (limit === undefined || minutes <= limit) continue;
    const known = needs.get(zone) ?? new Map<string, number>();
    known.set(segment, Math.max(known.get(segment) ?? 0, minutes));
    needs.set(zone, known);
  }
  const open = [...needs.values()].filter(need => need !== null);
  const furthest = (need: ReadonlyMap<string, number>) => Math.max(...need.values());
  const levels = [...new Set(open.map(furthest))].sort((a, b) => a - b);
  const upToLevel = (size: number): Proposal => {
    const most = levels[size - 1] as number;
    const raised = new Map<string, number>();
    for (const need of open) {
      if (furthest(need) > most) continue;
      for (const [segment, minutes] of need) {
        raised.set(segment, Math.max(raised.get(segment) ?? 0, upTo(minutes, MINUTES)));
      }
    }
    const segments = [...raised]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([segment, to]) => ({ segment, from: limits.get(segment) as number, to }));
    const slaMinutesBySegment: Record<string, number> = Object.create(null);
    for (const [segment, limit] of limits) slaMinutesBySegment[segment] = raised.get(segment) ?? limit;
    return { remedy: { change: 'sla', segments }, change: { settings: { slaMinutesBySegment } } };
  };
  const least = await smallestThat(levels.length, size => mayDo(input, upToLevel(size)));
  if (least === null) return [];
  const sizes = new Set([least, Math.min(levels.length, Math.ceil(1.3 * least)), levels.length]);
  return [...sizes].map(upToLevel);
}
