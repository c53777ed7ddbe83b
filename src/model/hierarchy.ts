// Sectors roll up to areas, areas to regions, and so on: levels, from bottom to top, each with its groups and managers.

import type { MeasureSetting } from './settings.ts';

/** Managers of one level, and what their groups must balance. */
export interface LevelSetting {
  readonly name: string;
  /** how many groups; null: as many as managers are named */
  readonly count: number | null;
  /** of the plan, or `sectors` or `fte`; [] until they are settled: see app/hierarchy/team.ts */
  readonly measures: readonly MeasureSetting[];
  /** days a year that a manager spends with each direct report */
  readonly daysPerReport: number;
}

export interface HierarchySetting {
  /** `bottom-up`: sectors first, then groups of them; `top-down`: the ground is shared among groups, then among their reps */
  readonly order: 'bottom-up' | 'top-down';
  /** from bottom to top */
  readonly levels: readonly LevelSetting[];
}

/** what a level may balance beside the plan's measures: how many sectors a group has, and their reps' FTE */
export const SPANS = ['sectors', 'fte'] as const;

/** one a month */
export const USUAL_DAYS_PER_REPORT = 12;

/** A row of the managers file. */
export interface Manager {
  readonly id: string;
  readonly line: number;
  readonly name: string;
  /** '' where the file does not say */
  readonly level: string;
  readonly postalCode: string;
  /** degrees; NaN when not given */
  readonly lat: number;
  readonly lon: number;
  /** NaN when not given: 1 */
  readonly fte: number;
  readonly reportsTo: string;
}

export interface Managers {
  readonly file: string;
  readonly rowsRead: number;
  readonly list: readonly Manager[];
}

/** A group of a level before it is known who belongs to it. */
export interface TeamGroup {
  /** the manager's, or '' for one that is only counted: it is named once it is formed */
  readonly id: string;
  readonly name: string;
  /** degrees; NaN: the manager has no base, and one is found */
  readonly lat: number;
  readonly lon: number;
  /** of the manager: groups are to be as large as their managers have time */
  readonly fte: number;
}

export interface TeamLevel {
  readonly setting: LevelSetting;
  readonly groups: readonly TeamGroup[];
  /** group that each unit below (rep, or group of the level below) belongs to by the files; −1: to be found */
  readonly held: Int32Array;
  /** all of them are held: nothing is formed, the files say it */
  readonly given: boolean;
}

/** Levels from bottom to top, by index. */
export type Team = readonly TeamLevel[];

/** Days a year on which a manager goes from the base and back the same day, in hours on the road. */
export function tripHours(days: number, minutes: number): number {
  return (days * 2 * minutes) / 60;
}
