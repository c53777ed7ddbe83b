// `--level area=8 --level region=3 --order top-down`: the levels above the sectors, over those of the configuration.

import { InvalidArgumentError } from 'commander';
import { type HierarchySetting, USUAL_DAYS_PER_REPORT } from '../model/hierarchy.ts';
import { parseWhole } from './options.ts';

export interface LevelOption {
  readonly name: string;
  /** null: as many as managers */
  readonly count: number | null;
}

/** `area=8`, or `area`: as many as its managers */
export function parseLevel(text: string, previous: readonly LevelOption[] = []): LevelOption[] {
  const equals = text.lastIndexOf('=');
  const name = (equals < 0 ? text : text.slice(0, equals)).trim();
  if (name === '') throw new InvalidArgumentError(`"${text}" names no level; write area=8.`);
  const count = equals < 0 ? null : parseWhole(text.slice(equals + 1));
  if (count === 0) throw new InvalidArgumentError(`level ${name} with 0 groups; write 1 or more.`);
  if (previous.some(level => level.name === name)) {
    throw new InvalidArgumentError(`level ${name} is given twice.`);
  }
  return [...previous, { name, count }];
}

/** The levels named here, or the configuration's; what else it says of a level stands. Absent: no hierarchy. */
export function hierarchyOf(
  { level, order }: { readonly level?: readonly LevelOption[]; readonly order?: HierarchySetting['order'] },
  fromFile: HierarchySetting | undefined,
): { hierarchy?: HierarchySetting } {
  if (!level && !fromFile) return {};
  const levels = level?.map(({ name, count }) => {
    const known = fromFile?.levels.find(entry => entry.name === name);
    return {
      name,
      count: count ?? known?.count ?? null,
      measures: known?.measures ?? [],
      daysPerReport: known?.daysPerReport ?? USUAL_DAYS_PER_REPORT,
    };
  });
  return {
    hierarchy: {
      order: order ?? fromFile?.order ?? 'bottom-up',
      levels: levels ?? fromFile?.levels ?? [],
    },
  };
}
