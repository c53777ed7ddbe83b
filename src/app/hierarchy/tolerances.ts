// What a level balances when nothing is said: how many sectors a manager has, and the plan's measures. Whole units do not
// divide evenly (8 areas make regions of 2 or 3), so the usual tolerance is 10 % and what that alone takes.

import type { LevelSetting, TeamLevel } from '../../model/hierarchy.ts';
import type { MeasureSetting, Settings } from '../../model/settings.ts';

const USUAL = 0.1;
const MOST = 0.99;

export function usualMeasures(
  setting: LevelSetting,
  { given, held, groups }: Pick<TeamLevel, 'given' | 'held' | 'groups'>,
  settings: Settings,
): readonly MeasureSetting[] {
  if (setting.measures.length > 0) return setting.measures;
  // who belongs together has been given, and how many are in a group with it: what is carried follows from the sectors
  if (given) return settings.measures;
  const tolerance = coarseTolerance(held.length, groups.length);
  return [
    { name: 'sectors', tolerance },
    ...settings.measures.map(({ name, tolerance: own }) => ({ name, tolerance: Math.max(own, tolerance) })),
  ];
}

/** 10 %, and how far equal units in equal groups are from their even share; in whole per cent, upwards. */
export function coarseTolerance(units: number, groups: number): number {
  const even = units / groups;
  const coarse = Math.max(Math.ceil(even) / even - 1, 1 - Math.floor(even) / even);
  return Math.min(MOST, Math.ceil((USUAL + coarse) * 100 - 1e-9) / 100);
}
