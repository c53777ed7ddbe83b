// Names of levels become columns (`area_id`), file names (`levels/area.geojson`) and names of promises.

import { nearest } from '../../io/nearest.ts';
import { type LevelSetting, SPANS } from '../../model/hierarchy.ts';
import type { Issue } from '../../model/records.ts';
import type { MeasureSetting } from '../../model/settings.ts';
import { optionIssue } from '../option-issue.ts';

const NAME = /^\p{L}[\p{L}\p{N}_-]{0,39}$/u;
/** `<name>_id` is a column already, or the word is another thing's */
const RESERVED = new Set([
  ...['zone', 'sector', 'rep', 'layer', 'account', 'manager', 'group', 'parent'],
  ...['incumbent_rep', 'assigned_rep', 'from_rep', 'to_rep', 'levels'],
]);

export function levelNameIssues(
  levels: readonly LevelSetting[],
  measures: readonly MeasureSetting[],
): Issue[] {
  const seen = new Set<string>();
  const known = [...SPANS, ...measures.map(({ name }) => name)];
  const issues: Issue[] = [];
  for (const { name } of measures) {
    if (!(SPANS as readonly string[]).includes(name)) continue;
    const remedy = `call the column otherwise and map it: --map ${name}2=…`;
    issues.push(
      optionIssue(`--measure ${name}`, `a measure called ${name}`, `${name} is what levels count`, remedy),
    );
  }
  for (const { name, measures: own } of levels) {
    const option = `--level ${name}`;
    const key = name.normalize('NFKC').toLowerCase();
    if (!NAME.test(name)) {
      const expected = 'a letter first, then letters, digits, _ or -, 40 at most';
      issues.push(
        optionIssue('--level', `the name ${JSON.stringify(name)}`, expected, 'write area or region'),
      );
    } else if (RESERVED.has(key) || measures.some(measure => measure.name === `${name}_id`)) {
      const found = `the name ${name}, which something else has`;
      issues.push(optionIssue(option, found, 'a name of its own', 'write area or region'));
    } else if (seen.has(key)) {
      issues.push(optionIssue(option, 'two levels of that name', 'names of their own', 'rename one of them'));
    }
    seen.add(key);
    const twice = new Set<string>();
    for (const { name: measure } of own) {
      const what = `${name}: measure ${measure}`;
      if (twice.has(measure)) {
        issues.push(optionIssue(option, `${what} twice`, 'each measure once', 'leave one of them out'));
      }
      twice.add(measure);
      if (known.includes(measure)) continue;
      const near = nearest(measure, known);
      const remedy = near === null ? `one of ${known.join(', ')}` : `did you mean ${near}?`;
      issues.push(optionIssue(option, what, 'sectors, fte, or a measure of the plan', remedy));
    }
  }
  return issues;
}
