// The plans that are revised under their new names: what a revision takes from a plan, and nothing else that stood in its files.

import type { PreviousPlan } from '../../model/previous.ts';
import type { Settings } from '../../model/settings.ts';
import type { Place } from './moved.ts';
import type { Naming } from './naming.ts';
import { type Translation, translatedSettings } from './settings.ts';

export interface Disguised {
  readonly names: Naming;
  readonly translation: Translation;
  /** today's, before they are translated */
  readonly settings: Settings;
  /** where a center is on the moved map */
  readonly center: (plan: PreviousPlan, sector: PreviousPlan['sectors'][number]) => Place;
}

/** The plan under its new names; what it costs is scaled, but not yet that of the bundle's map. */
export function disguisedPlan(plan: PreviousPlan, disguised: Disguised): PreviousPlan {
  const { names, translation, settings, center } = disguised;
  const { part, rep, sector } = names;
  // which hand-overs it paid for is over, and its day is any text
  const { handOver: _, ...rules } = plan.settings;
  return {
    layer: plan.layer === null ? null : names.layer(plan.layer),
    overlay: plan.overlay,
    settings: {
      ...translatedSettings(rules, translation),
      // what both leave out may differ: another formula makes another plan, and must be seen to
      ...(leftOut(plan.settings) !== leftOut(settings) && { potentialFormula: 'potential' }),
    },
    zoneRep: renamed(plan.zoneRep, part, rep),
    zoneSector: renamed(plan.zoneSector, part, sector),
    ...(plan.keptFrom && {
      keptFrom: new Map([...plan.keptFrom].map(([zone, reps]) => [part(zone), new Set([...reps].map(rep))])),
    }),
    accountRep: renamed(plan.accountRep, names.account, rep),
    sectors: plan.sectors.map(of => ({
      sectorId: sector(of.sectorId),
      repId: rep(of.repId),
      center: center(plan, of),
      // as those of today it is left out, but not that there was one
      name: of.name === '' ? '' : sector(of.sectorId),
    })),
    cost: plan.cost * costScale(plan, names, translation.money),
    excess: plan.excess,
  };
}

/** Compactness weighs by the first measure, and nothing else is in its objective. */
export function costScale(
  { settings }: Pick<PreviousPlan, 'settings'>,
  { isAmount }: Pick<Naming, 'isAmount'>,
  money: number,
): number {
  const [first] = settings.measures;
  return settings.objective === 'compactness' && first && isAmount(first.name) ? money : 1;
}

function leftOut({ country, potentialFormula = '' }: Settings): string {
  return `${country} ${potentialFormula}`;
}

function renamed(
  map: ReadonlyMap<string, string>,
  key: (id: string) => string,
  value: (id: string) => string,
): Map<string, string> {
  return new Map([...map].map(([from, to]) => [key(from), value(to)]));
}
