// What every plan promises, and whether this one keeps it. `detail` says it in figures: the sectors, zones or
// accounts by which a promise is broken, or the closest call when it is kept.

import type { PlanContext, PlanResult } from '../model/context.ts';
import { type Balance, deviationOf, worstDeviation } from './balance.ts';
import type { Pieces } from './contiguity.ts';
import { accountMoved } from './disruption.ts';
import type { Eligibility } from './eligibility.ts';
import type { PlanPromise } from './kpis-types.ts';

/** summation order may differ from the optimizer's by this much, relative */
const NOISE = 1e-9;
/** how many names a detail lists before it counts the rest */
const LISTED = 10;

export interface PromiseInput {
  readonly context: PlanContext;
  readonly result: PlanResult;
  readonly balance: Balance;
  readonly pieces: Pieces;
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
    eligible(input),
    ...(context.accounts ? [locks(input)] : []),
    ...(context.settings.maxMoved ? [budget(input)] : []),
  ];
}

function everyZoneOnce({ context, result }: PromiseInput): PlanPromise {
  const { zones, reps } = context;
  const astray = indices(zones.count, i => !isRep(result.zoneRep[i] as number, reps.list.length));
  return verdict(
    'every-zone-once',
    astray.map(i => zones.id[i] as string),
    `${zones.count} zones, each in one sector`,
    found => `${found} without a sector`,
  );
}

function everyAccountOnce({ context, result }: PromiseInput): PlanPromise {
  const { reps, accounts, named, incumbentOf, zoneOf } = context;
  const count = accounts?.count ?? 0;
  const astray = indices(count, a => {
    const j = result.accountRep[a] as number;
    if (!isRep(j, reps.list.length)) return true;
    return j !== (named[a] ? incumbentOf[a] : result.zoneRep[zoneOf[a] as number]);
  });
  return verdict(
    'every-account-once',
    astray.map(a => accounts?.id[a] as string),
    `${count} accounts, each with the rep of its zone or, when locked, its own; ${context.rejected} rejected`,
    found => `${found} without a rep, or not with the rep of their zone`,
  );
}

function contiguity({ context, pieces, sectorIds }: PromiseInput): PlanPromise {
  const broken = indices(context.reps.list.length, j => (pieces.avoidable[j] as number) > 0);
  let bridges = 0;
  for (const count of pieces.bridges) bridges += count;
  return verdict(
    'contiguity',
    broken.map(j => `${sectorIds[j]} (${(pieces.avoidable[j] as number) + 1} pieces)`),
    `every sector in one piece${bridges > 0 ? `, over ${bridges} ${bridges === 1 ? 'bridge' : 'bridges'}` : ''}`,
    found => `in more pieces than the map requires: ${found}`,
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
    ? `largest deviation ${percent(worst.deviation)} (${sectorIds[worst.rep]}), tolerance ${share(tolerance)}`
    : 'no sector has a target';
  return verdict(
    `balance:${name}`,
    outside
      .sort((a, b) => size(balance, q, b) - size(balance, q, a) || a - b)
      .map(j => {
        const deviation = deviationOf(balance, q, j);
        return `${sectorIds[j]} (${deviation === null ? 'no target' : percent(deviation)})`;
      }),
    closest,
    found => `beyond the tolerance of ${share(tolerance)}: ${found}`,
  );
}

function size(balance: Balance, q: number, rep: number): number {
  const deviation = deviationOf(balance, q, rep);
  return deviation === null ? Number.POSITIVE_INFINITY : Math.abs(deviation);
}

function eligible({ context, result, rules }: PromiseInput): PlanPromise {
  const { zones, reps, accounts, named } = context;
  const text = (what: string, j: number, rule: string) => `${what} with ${reps.list[j]?.id} (${rule})`;
  const broken: string[] = [];
  for (let i = 0; i < zones.count; i++) {
    const j = result.zoneRep[i] as number;
    const rule = isRep(j, reps.list.length) ? rules.zone(i, j) : null;
    if (rule) broken.push(text(`zone ${zones.id[i]}`, j, rule));
  }
  let checked = 0;
  for (let a = 0; a < (accounts?.count ?? 0); a++) {
    const j = result.accountRep[a] as number;
    if (named[a] || !isRep(j, reps.list.length)) continue;
    checked++;
    const rule = rules.account(a, j);
    if (rule && rule !== 'allowed_zones' && rule !== 'excluded_zones') {
      broken.push(text(`account ${accounts?.id[a]}`, j, rule));
    }
  }
  return verdict(
    'eligibility',
    broken,
    accounts
      ? `${zones.count} zones and ${checked} accounts with reps who may serve them`
      : `${zones.count} zones with reps who may serve them`,
    found => found,
  );
}

function locks({ context, result }: PromiseInput): PlanPromise {
  const { accounts, reps, incumbentOf } = context;
  const count = accounts?.count ?? 0;
  const locked = indices(count, a => accounts?.locked[a] === 1 && accounts.repId[a] !== '');
  const broken = locked.filter(a => incumbentOf[a] !== result.accountRep[a]);
  return verdict(
    'locks',
    broken.map(a => {
      const to = reps.list[result.accountRep[a] as number]?.id ?? 'nobody';
      const reason = (incumbentOf[a] as number) < 0 ? ', who is not among the reps' : '';
      return `account ${accounts?.id[a]} is locked to ${accounts?.repId[a]}${reason}, and is with ${to}`;
    }),
    locked.length === 0 ? 'no account is locked' : `${locked.length} locked accounts with their reps`,
    found => found,
  );
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
  return {
    name: 'disruption-budget',
    kept,
    detail: `${share(part)} of ${of} changes rep, ${share(allowed)} allowed`,
  };
}

function verdict(
  name: string,
  broken: readonly string[],
  kept: string,
  told: (found: string) => string,
): PlanPromise {
  if (broken.length === 0) return { name, kept: true, detail: kept };
  const more = broken.length > LISTED ? ` and ${broken.length - LISTED} more` : '';
  return { name, kept: false, detail: told(broken.slice(0, LISTED).join(', ') + more) };
}

function isRep(j: number, k: number): boolean {
  return j >= 0 && j < k;
}

function indices(count: number, test: (index: number) => boolean): number[] {
  const found: number[] = [];
  for (let i = 0; i < count; i++) if (test(i)) found.push(i);
  return found;
}

function percent(fraction: number): string {
  return `${fraction > 0 ? '+' : ''}${(fraction * 100).toFixed(2)} %`;
}

function share(fraction: number): string {
  return `${Number((fraction * 100).toFixed(2))} %`;
}
