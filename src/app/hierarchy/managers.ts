// Which managers of the file are of which level.

import type { IssueLog } from '../../io/issues.ts';
import { quoteCell } from '../../io/issues.ts';
import { nearest } from '../../io/nearest.ts';
import type { LevelSetting, Manager, Managers } from '../../model/hierarchy.ts';
import { byCode } from '../../model/order.ts';

/** By level, sorted by id; null without a file. A level that is not known, or not said, is an error. */
export function managersByLevel(
  managers: Managers | null,
  levels: readonly LevelSetting[],
  log: IssueLog,
): Manager[][] | null {
  if (!managers) return null;
  const names = levels.map(({ name }) => name);
  const byLevel: Manager[][] = levels.map(() => []);
  for (const manager of managers.list) {
    const at = manager.level === '' && levels.length === 1 ? 0 : names.indexOf(manager.level);
    if (at >= 0) {
      byLevel[at]?.push(manager);
      continue;
    }
    const near = nearest(manager.level, names);
    log.add({
      severity: 'error',
      code: 'bad-level',
      file: managers.file,
      line: manager.line,
      column: 'level',
      found: `manager ${manager.id} ${manager.level === '' ? 'without a level' : `of level ${quoteCell(manager.level)}`}`,
      expected: `one of ${names.join(', ')}`,
      remedy: near === null ? 'write one of them' : `did you mean ${near}?`,
    });
  }
  return byLevel.map(list => list.sort((a, b) => byCode(a.id, b.id)));
}
