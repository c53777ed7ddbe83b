// `hierarchy:` of sectorize.yaml: the levels above the sectors, what each balances, and in which order they are planned.

import { type HierarchySetting, type LevelSetting, USUAL_DAYS_PER_REPORT } from '../model/hierarchy.ts';
import type { MeasureSetting } from '../model/settings.ts';
import { about, list, type Reader, reader, record, scalar, wrong } from './config-readers.ts';
import { needs } from './config-schema.ts';
import { number, oneOf, text } from './config-values.ts';

export interface HierarchyFound {
  readonly setting: HierarchySetting;
  /** the managers file as written; undefined when none is named */
  readonly managers: string | undefined;
}

const MOST = 10_000;

export function hierarchyReader(measures: Reader<readonly MeasureSetting[]>): Reader<HierarchyFound> {
  const level = record({
    name: about('One word: area, region.', scalar(text)),
    count: about(
      'How many groups; without it, as many as there are managers of the level.',
      scalar(number(1, MOST, true)),
    ),
    measures: about('What groups balance: sectors, fte, or measures of the plan.', measures),
    days_per_report: about(
      'Days a year that a manager spends with each who reports to them.',
      scalar(number(0, 366)),
      USUAL_DAYS_PER_REPORT,
    ),
  });
  const fields = record({
    order: about(
      'bottom-up groups the sectors; top-down shares the ground first.',
      scalar(oneOf('bottom-up', 'top-down')),
      'bottom-up',
    ),
    managers: about(
      'A CSV of managers with id, level, base and reports_to, relative to this file.',
      scalar(text),
    ),
    levels: about('From bottom to top.', list(level, '- {name: area, count: 8}')),
  });
  const schema = { allOf: [fields.schema, needs('levels'), { properties: { levels: { minItems: 1 } } }] };
  return reader(schema, (tree, key, report) => {
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
  });
}
