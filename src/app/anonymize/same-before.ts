// Are the plans that are revised the ones of the inputs? Who served what, what sectors are called, and whether each stands.

import type { PreviousPlan } from '../../model/previous.ts';
import type { World } from '../prepare.ts';
import { type TodayOfPlans, todayOfPlans } from './before-cost.ts';
import type { Naming } from './naming.ts';

/**
 * What is not as it was, in words of the code.
 * @param today what the plans of the originals cost
 */
export async function compareBefore(
  plans: readonly PreviousPlan[],
  copies: readonly PreviousPlan[],
  today: TodayOfPlans,
  worlds: readonly World[],
  names: Naming,
): Promise<string[]> {
  if (plans.length !== copies.length) return ['plans before'];
  const now = await todayOfPlans(worlds);
  const differs = plans.flatMap((plan, at) => {
    const parts = different(plan, copies[at] as PreviousPlan, names);
    return today.get(at)?.stands === now.get(at)?.stands ? parts : [...parts, 'whether it stands'];
  });
  return [...new Set(differs)].map(what => `plan before: ${what}`);
}

function different(a: PreviousPlan, b: PreviousPlan, names: Naming): string[] {
  const { part, rep, sector, account, layer } = names;
  const sectorsOf = (plan: PreviousPlan, id: (text: string) => string, of: (text: string) => string) =>
    new Map(plan.sectors.map(({ sectorId, repId, name }) => [id(sectorId), `${of(repId)} ${name !== ''}`]));
  const same = (text: string) => text;
  const sets = (of: PreviousPlan, zone: (text: string) => string, who: (text: string) => string) =>
    new Map([...(of.keptFrom ?? [])].map(([id, reps]) => [zone(id), [...reps].map(who).sort().join(' ')]));
  const checks: readonly (readonly [string, boolean])[] = [
    ['layers', (a.layer === null ? null : layer(a.layer)) === b.layer && a.overlay === b.overlay],
    ['zones', equal(a.zoneRep, b.zoneRep, part, rep)],
    ['sectors of zones', equal(a.zoneSector, b.zoneSector, part, sector)],
    ['accounts', equal(a.accountRep, b.accountRep, account, rep)],
    ['sectors', equal(sectorsOf(a, sector, rep), sectorsOf(b, same, same), same, same)],
    ['rules', (a.keptFrom === undefined) === (b.keptFrom === undefined)],
    ['rules', equal(sets(a, part, rep), sets(b, same, same), same, same)],
  ];
  return checks.flatMap(([what, holds]) => (holds ? [] : [what]));
}

function equal(
  a: ReadonlyMap<string, string>,
  b: ReadonlyMap<string, string>,
  key: (text: string) => string,
  value: (text: string) => string,
): boolean {
  return a.size === b.size && [...a].every(([from, to]) => b.get(key(from)) === value(to));
}
