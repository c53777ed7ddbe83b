// `hierarchy:` of sectorize.yaml: the levels above the sectors, what each balances, and in which order they are planned.

import { type HierarchySetting, type LevelSetting, USUAL_DAYS_PER_REPORT } from '../model/hierarchy.ts';
import type { MeasureSetting } from '../model/settings.ts';
import { list, type Reader, record, scalar, wrong } from './config-readers.ts';
import { number, oneOf, text } from './config-values.ts';

export interface HierarchyFound {
  readonly setting: HierarchySetting;
  /** the managers file as written; undefined when none is named */
  readonly managers: string | undefined;
}

const MOST = 10_000;

export function hierarchyReader(measures: Reader<readonly MeasureSetting[]>): Reader<HierarchyFound> {
  const level = record({
    name: scalar(text),
    count: scalar(number(1, MOST, true)),
    measures,
    days_per_report: scalar(number(0, 366)),
  });
  const fields = record({
    order: scalar(oneOf('bottom-up', 'top-down')),
    managers: scalar(text),
    levels: list(level, '- {name: area, count: 8}'),
  });
  return (tree, key, report) => {
    const found = fields(tree, key, report);
    if (!found) return undefined;
    const levels = (found.levels ?? []).map(
      (entry): LevelSetting => ({
        name: entry.name ?? '',
        count: entry.count ?? null,
        measures: entry.measures ?? [],
        daysPerReport: entry.days_per_report ?? USUAL_DAYS_PER_REPORT,
      }),
    );
    if (levels.length === 0) {
      wrong(tree, `${key}.levels`, 'levels from bottom to top, such as - {name: area, count: 8}', report);
      return undefined;
    }
    return { setting: { order: found.order ?? 'bottom-up', levels }, managers: found.managers };
  };
}
