// What every plan promises, and whether this one keeps it. `detail` says it in figures: the sectors, zones or
// accounts by which a promise is broken, or the closest call when it is kept.

import type { Limit, PlanContext, PlanResult, Together } from '../model/context.ts';
import { isZoneOrPart } from '../model/zone-matcher.ts';
import { areasOf, repsByArea } from './areas.ts';
import { type Balance, deviationOf, worstDeviation } from './balance.ts';
import type { Pieces } from './contiguity.ts';
import { accountMoved } from './disruption.ts';
import { type Eligibility, isOfZones } from './eligibility.ts';
import type { BudgetKpis, PlanPromise } from './kpis-types.ts';
import { type InBoth, PROMISE_WORDS as WORDS } from './promise-words.ts';

/** summation order may differ from the optimizer's by this much, relative */
const NOISE = 1e-9;
/** how many names a detail lists before it counts the rest */
const LISTED = 10;

export interface PromiseInput {
  readonly context: PlanContext;
  readonly result: PlanResult;
  readonly balance: Balance;
  readonly pieces: Pieces;
  readonly budgets: readonly BudgetKpis[];
  readonly rules: Eligibility;
  /** sector id of each rep */
  readonly sectorIds: readonly string[];
}

export function promisesOf(input: PromiseInput): PlanPromise[] {
  const { context } = input;
  return [
    everyZoneOnce(input),
    ...(context.accounts ? [everyAccountOnce(input)] : []),
    contiguity(input),
    ...context.measures.map((_, q) => balanceOf(input, q)),
    ...context.limits.map(limit => limitOf(input, limit)),
    eligible(input),
    ...(context.accounts ? [locks(input)] : []),
    ...(context.overrides.length > 0 ? [overrides(input)] : []),
    ...context.together.flatMap(rule => (rule.price === null ? [kept(input, rule)] : [])),
    ...(context.accounts && context.settings.groups === 'one-rep' ? [groups(input)] : []),
    ...(context.settings.maxMoved ? [budget(input)] : []),
    ...input.budgets.flatMap(used => (used.price === null ? [teamBudget(used)] : [])),
  ];
}

function everyZoneOnce({ context, result }: PromiseInput): PlanPromise {
  const { zones, reps } = context;
  const astray = indices(zones.count, i => !isRep(result.zoneRep[i] as number, reps.list.length));
  return verdict(
    'every-zone-once',
    astray.map(i => zones.id[i] as string),
    WORDS.zonesOnce(zones.count),
    WORDS.zonesAstray,
  );
}

function everyAccountOnce({ context, result }: PromiseInput): PlanPromise {
  const { reps, accounts, named, ownerOf, zoneOf } = context;
  const count = accounts?.count ?? 0;
  const astray = indices(count, a => {
    const j = result.accountRep[a] as number;
    if (!isRep(j, reps.list.length)) return true;
    return j !== (named[a] ? ownerOf[a] : result.zoneRep[zoneOf[a] as number]);
  });
  return verdict(
    'every-account-once',
    astray.map(a => accounts?.id[a] as string),
    WORDS.accountsOnce(count, context.rejected),
    WORDS.accountsAstray,
  );
}

function contiguity({ context, pieces, sectorIds }: PromiseInput): PlanPromise {
  const broken = indices(context.reps.list.length, j => (pieces.avoidable[j] as number) > 0);
  let bridges = 0;
  for (const count of pieces.bridges) bridges += count;
  return verdict(
    'contiguity',
    broken.map(j => WORDS.pieces(sectorIds[j] as string, (pieces.avoidable[j] as number) + 1)),
    WORDS.onePiece(bridges),
    WORDS.morePieces,
  );
}

function balanceOf({ context, balance, sectorIds }: PromiseInput, q: number): PlanPromise {
  const { name, tolerance } = context.measures[q] as PlanContext['measures'][number];
  const outside = indices(context.reps.list.length, j => {
    const deviation = deviationOf(balance, q, j);
    if (deviation === null) return (balance.value[q]?.[j] as number) > 0;
    return Math.abs(deviation) > tolerance + NOISE;
  });
  const worst = worstDeviation(balance, q);
  const closest = worst
    ? WORDS.closest(worst.deviation, sectorIds[worst.rep] as string, tolerance)
    : WORDS.noTargets;
  return verdict(
    `balance:${name}`,
    outside
      .sort((a, b) => size(balance, q, b) - size(balance, q, a) || a - b)
      .map(j => WORDS.outside(sectorIds[j] as string, deviationOf(balance, q, j))),
    closest,
    WORDS.beyond(tolerance),
  );
}

function size(balance: Balance, q: number, rep: number): number {
  const deviation = deviationOf(balance, q, rep);
  return deviation === null ? Number.POSITIVE_INFINITY : Math.abs(deviation);
}

function eligible({ context, result, rules }: PromiseInput): PlanPromise {
  const { zones, reps, accounts, named } = context;
  const broken: InBoth[] = [];
  for (let i = 0; i < zones.count; i++) {
    const j = result.zoneRep[i] as number;
    const rule = isRep(j, reps.list.length) ? rules.zone(i, j) : null;
    if (rule) broken.push(WORDS.mayNot('zone', zones.id[i] as string, reps.list[j]?.id as string, rule));
  }
  let checked = 0;
  for (let a = 0; a < (accounts?.count ?? 0); a++) {
    const j = result.accountRep[a] as number;
    if (named[a] || !isRep(j, reps.list.length)) continue;
    checked++;
    const rule = rules.account(a, j);
    // what is wrong with a zone has been said of it
    if (rule && !isOfZones(rule)) {
      broken.push(WORDS.mayNot('account', accounts?.id[a] as string, reps.list[j]?.id as string, rule));
    }
  }
  return verdict(
    'eligibility',
    broken,
    WORDS.eligible(zones.count, accounts ? checked : null),
    WORDS.asFound,
  );
}

/** No sector has more or fewer zones or accounts than the limit says. */
function limitOf({ context, result, sectorIds }: PromiseInput, { of, min, max }: Limit): PlanPromise {
  const counts = new Int32Array(context.reps.list.length);
  for (const j of of === 'zones' ? result.zoneRep : result.accountRep)
    if (isRep(j, counts.length)) counts[j] = (counts[j] as number) + 1;
  const set = context.settings.limits.find(limit => limit.of === of);
  const outside = indices(counts.length, j => (counts[j] as number) < min || (counts[j] as number) > max);
  return verdict(
    `limit:${of}`,
    outside.map(j => `${sectorIds[j]} (${counts[j]})`),
    WORDS.withinLimit(of, Math.min(...counts), Math.max(...counts)),
    WORDS.beyondLimit(of, set?.min ?? null, set?.max ?? null),
  );
}

/** No area that is to be whole has more than one rep. */
function kept({ result, sectorIds }: PromiseInput, rule: Together): PlanPromise {
  const { column, ids, tooLarge } = rule;
  const cut = repsByArea(rule, result.zoneRep).flatMap((reps, area) =>
    reps.length > 1 ? [`${ids[area]} (${reps.map(j => sectorIds[j]).join(', ')})`] : [],
  );
  return verdict(
    `keep-together:${column}`,
    cut,
    WORDS.whole(areasOf(rule), column, tooLarge),
    WORDS.cut(column),
  );
}

function locks({ context, result }: PromiseInput): PlanPromise {
  const { accounts, reps, incumbentOf } = context;
  const count = accounts?.count ?? 0;
  const decided = new Set(context.overrides.map(({ account }) => account));
  const locked = indices(
    count,
    a => accounts?.locked[a] === 1 && accounts.repId[a] !== '' && !decided.has(accounts.id[a] as string),
  );
  const broken = locked.filter(a => incumbentOf[a] !== result.accountRep[a]);
  return verdict(
    'locks',
    broken.map(a => {
      const to = reps.list[result.accountRep[a] as number]?.id ?? null;
      const unknown = (incumbentOf[a] as number) < 0;
      return WORDS.unlocked(accounts?.id[a] as string, accounts?.repId[a] as string, unknown, to);
    }),
    WORDS.locks(locked.length),
    WORDS.asFound,
  );
}

/** Every decision by hand is followed. */
function overrides({ context, result }: PromiseInput): PlanPromise {
  const { accounts, reps, zones } = context;
  const indexOf = new Map(accounts?.id.map((id, a) => [id, a]));
  const broken = context.overrides.flatMap(({ zone, account, rep }): InBoth[] => {
    const a = indexOf.get(account);
    const served =
      zone === ''
        ? a === undefined
          ? []
          : [result.accountRep[a] as number]
        : [...zones.id.keys()]
            .filter(i => isZoneOrPart(zones.id[i] as string, zone))
            .map(i => result.zoneRep[i] as number);
    const other = served.find(j => reps.list[j]?.id !== rep);
    if (other === undefined && served.length > 0) return [];
    return [
      WORDS.otherwise(
        zone === '' ? 'account' : 'zone',
        zone || account,
        rep,
        reps.list[other ?? -1]?.id ?? null,
      ),
    ];
  });
  return verdict('overrides', broken, WORDS.overrides(context.overrides.length), WORDS.asFound);
}

/** Every group with one rep, who may serve all of its sites. */
function groups({ context, result, rules }: PromiseInput): PlanPromise {
  const { reps, accounts } = context;
  const repsOf = new Map<string, Set<number>>();
  const sites = new Map<string, number>();
  const refused: InBoth[] = [];
  for (let a = 0; a < (accounts?.count ?? 0); a++) {
    const group = accounts?.groupId[a] as string;
    if (group === '') continue;
    const j = result.accountRep[a] as number;
    repsOf.set(group, (repsOf.get(group) ?? new Set()).add(j));
    sites.set(group, (sites.get(group) ?? 0) + 1);
    // a lock has its own promise, and no rule but the lock
    const rule =
      context.groupRep &&
      !accounts?.locked[a] &&
      !accounts?.decided?.[a]?.length &&
      isRep(j, reps.list.length)
        ? rules.account(a, j)
        : null;
    if (rule && (context.groupRep?.[a] as number) >= 0)
      refused.push(WORDS.mayNot('account', accounts?.id[a] as string, reps.list[j]?.id as string, rule));
  }
  const several = [...sites].filter(([, count]) => count > 1).map(([group]) => group);
  const apart = several.filter(group => (repsOf.get(group)?.size ?? 0) > 1).sort();
  return verdict(
    'groups',
    [...apart.map(group => WORDS.apart(group, repsOf.get(group)?.size ?? 0)), ...refused],
    WORDS.groups(several.length),
    WORDS.asFound,
  );
}

/** A budget with a price is no promise: what is beyond is paid for. */
function teamBudget({ name, resource, at_most, used, excess }: BudgetKpis): PlanPromise {
  const { en, fr } = WORDS.spent(resource, used, at_most);
  return { name: `budget:${name}`, kept: used !== null && excess === 0, detail: en, detail_fr: fr };
}

function budget({ context, result }: PromiseInput): PlanPromise {
  const { of, share: allowed } = context.settings.maxMoved as NonNullable<
    PlanContext['settings']['maxMoved']
  >;
  const column = of === 'accounts' ? null : context.accounts?.numbers.get(of);
  let moved = 0;
  let all = 0;
  for (let a = 0; a < context.zoneOf.length; a++) {
    if ((context.incumbentOf[a] as number) < 0) continue;
    const value = column ? (column[a] as number) : 1;
    if (!(value >= 0)) continue;
    all += value;
    if (accountMoved(context, result, a)) moved += value;
  }
  const kept = moved <= allowed * all + NOISE * Math.max(1, all);
  const part = all > 0 ? moved / all : 0;
  const { en, fr } = WORDS.moved(part, of, allowed);
  return { name: 'disruption-budget', kept, detail: en, detail_fr: fr };
}

function verdict(
  name: string,
  broken: readonly (string | InBoth)[],
  kept: InBoth,
  told: (found: InBoth) => InBoth,
): PlanPromise {
  const list = (lang: keyof InBoth) =>
    broken
      .slice(0, LISTED)
      .map(item => (typeof item === 'string' ? item : item[lang]))
      .join(', ') + (broken.length > LISTED ? WORDS.more(broken.length - LISTED)[lang] : '');
  const { en, fr } = broken.length === 0 ? kept : told({ en: list('en'), fr: list('fr') });
  return { name, kept: broken.length === 0, detail: en, detail_fr: fr };
}

function isRep(j: number, k: number): boolean {
  return j >= 0 && j < k;
}

function indices(count: number, test: (index: number) => boolean): number[] {
  const found: number[] = [];
  for (let i = 0; i < count; i++) if (test(i)) found.push(i);
  return found;
}
