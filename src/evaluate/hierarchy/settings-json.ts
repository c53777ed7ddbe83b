// `hierarchy` among the settings of plan.json, read back with every field checked.

import type { HierarchySetting } from '../../model/hierarchy.ts';
import type { Reader } from '../json-reader.ts';

export function readHierarchy(from: Reader): HierarchySetting {
  return {
    order: from.get('order').oneOf(['bottom-up', 'top-down']),
    levels: from.get('levels').list(level => ({
      name: level.get('name').text(),
      count: level.get('count').numberOrNull(),
      measures: level.get('measures').list(measure => ({
        name: measure.get('name').text(),
        tolerance: measure.get('tolerance').number(),
      })),
      daysPerReport: level.get('daysPerReport').number(),
    })),
  };
}
