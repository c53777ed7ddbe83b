// The scenarios of a sweep side by side: what is known of each, and which are dominated. What its table, chart, page and
// files are made from.

import { type Coordinate, coordinatesOf, dominanceOf } from '../evaluate/sweep/dominance.ts';
import { type Figures, type MovedOf, movedOf } from '../evaluate/sweep/row.ts';
import { gridName } from '../model/scenario.ts';

export interface SweepEntry {
  /** from 1, in the order of the sweep */
  readonly number: number;
  readonly name: string;
  readonly folder: string;
  /** key and value of the configuration, as they were written */
  readonly words: readonly (readonly [key: string, value: string])[];
  /** null for a scenario without a plan */
  readonly figures: Figures | null;
  /** why there is no plan; [] for one that was made, or is not made yet */
  readonly reasons: readonly string[];
}

export interface FrontierRow extends SweepEntry {
  readonly status: 'planned' | 'failed' | 'missing';
  /** numbers of the scenarios on the frontier that are better; null without a plan */
  readonly dominatedBy: readonly number[] | null;
}

export interface Frontier {
  readonly rows: readonly FrontierRow[];
  /** keys that some scenario sets, in the order in which they come up */
  readonly keys: readonly string[];
  /** measures that some plan balances */
  readonly measures: readonly string[];
  /** what the share is of that stands for disruption; null without incumbents */
  readonly moved: MovedOf | null;
  readonly coordinates: readonly Coordinate[];
  /** names say no more than the settings do */
  readonly isGrid: boolean;
}

export function frontierOf(entries: readonly SweepEntry[]): Frontier {
  const dominated = dominanceOf(entries.map(({ figures }) => figures));
  const planned = entries.flatMap(({ figures }) => figures ?? []);
  return {
    rows: entries.map((entry, e) => ({
      ...entry,
      status: entry.figures ? 'planned' : entry.reasons.length > 0 ? 'failed' : 'missing',
      dominatedBy: dominated[e]?.map(index => (entries[index] as SweepEntry).number) ?? null,
    })),
    keys: [...new Set(entries.flatMap(({ words }) => words.map(([key]) => key)))],
    measures: [...new Set(planned.flatMap(({ deviations }) => Object.keys(deviations)))],
    moved: movedOf(planned),
    coordinates: coordinatesOf(planned),
    isGrid: entries.every(entry => entry.name === gridName(entry)),
  };
}

/** Of the frontier: planned, and nothing is better. */
export function isBest({ dominatedBy }: FrontierRow): boolean {
  return dominatedBy?.length === 0;
}
