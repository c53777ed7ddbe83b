// Where scenarios come from: `sweep:` of the configuration, a file of its own, or --vary. What is found becomes a list of
// scenarios with names that are folders too.

import { dirname, isAbsolute, join } from 'node:path';
import { bothChanges, type Change, gridName, type Scenario } from '../model/scenario.ts';
import { sweep } from './config.ts';
import { type AxisFound, type ScenarioFound, type SweepFound, withPaths } from './config-sweep.ts';
import { readSettings, settingsTree } from './config-text.ts';
import { parseTree } from './config-tree.ts';
import { InputError, IssueLog } from './issues.ts';
import { safeNames } from './safe-name.ts';

/** `tolerance=5%,10%` as key and text of the values */
export interface Varied {
  readonly key: string;
  readonly values: string;
}

export interface NamedScenario extends Scenario {
  /** its folder */
  readonly folder: string;
}

/** A grid of more would never end. */
const MOST = 10_000;
/** names below the folder of a sweep that no scenario may have */
export const RESERVED = ['scenarios', 'teams'];

/**
 * The file of --scenarios: what stands below `sweep:` in a configuration.
 * @throws InputError with every mistake, by line
 */
export async function readScenarios(path: string): Promise<SweepFound> {
  const log = new IssueLog();
  const tree = settingsTree(await readSettings(path, log), path, log, 'see docs/sweep.md');
  const found = sweep(tree, '', ({ code, line, key, found, expected, remedy }) => {
    log.add({ severity: 'error', code, file: path, line, column: key, found, expected, remedy });
  });
  if (log.hasErrors() || !found) throw new InputError(log.issues());
  return withPaths(found, name => (isAbsolute(name) ? name : join(dirname(path), name)));
}

/**
 * Axes of --vary, whose values are written like a list of the configuration.
 * @throws InputError with every mistake
 */
export function readVaried(varied: readonly Varied[]): readonly AxisFound[] {
  const log = new IssueLog();
  const axes = varied.flatMap(({ key, values }): readonly AxisFound[] => {
    const file = `--vary ${key}`;
    const { tree, problems } = parseTree(`[${values}]`);
    for (const { message } of problems)
      log.add(issue('bad-yaml', file, null, null, message, `values such as ${key}=5%,10%`));
    if (problems.length > 0) return [];
    const grid = { kind: 'map' as const, line: null, entries: [{ key, line: null, value: tree }] };
    const whole = { kind: 'map' as const, line: null, entries: [{ key: 'grid', line: null, value: grid }] };
    const found = sweep(whole, '', ({ code, key: at, found, expected, remedy }) => {
      const column = at.replace(/^grid\./, '');
      log.add({
        severity: 'error',
        code,
        file,
        line: null,
        column,
        found,
        expected,
        remedy: remedy.replace('grid.', ''),
      });
    });
    return found?.axes ?? [];
  });
  if (log.hasErrors()) throw new InputError(log.issues());
  return axes;
}

/**
 * The scenarios of the list, then every combination of the grid, the last axis fastest.
 * @param file what mistakes are about: the configuration, the file of scenarios or --vary
 * @throws InputError when there is none, two have one name, or they are too many
 */
export function scenariosOf({ scenarios, axes }: SweepFound, file: string): NamedScenario[] {
  const log = new IssueLog();
  const bad = (line: number | null, key: string, found: string, expected: string) =>
    log.add(issue('bad-setting', file, line, key, found, expected));
  const repeated = axes.filter(({ key }, at) => axes.findIndex(other => other.key === key) !== at);
  for (const { key, line } of repeated)
    bad(line, key, `${key} given twice`, 'every key once, with all its values');
  const size = axes.length === 0 ? 0 : axes.reduce((product, { values }) => product * values.length, 1);
  if (size + scenarios.length > MOST)
    bad(null, 'grid', `${size + scenarios.length} scenarios`, `at most ${MOST}`);
  if (size + scenarios.length === 0) {
    const expected = '--vary tolerance=5%,10%, --scenarios FILE, or `sweep:` in the configuration';
    log.add(issue('no-scenarios', file, null, null, 'no scenario', expected));
  }
  if (log.hasErrors()) throw new InputError(log.issues());

  const all: ScenarioFound[] = [...scenarios, ...(axes.length > 0 ? combinations(axes) : [])];
  const seen = new Map<string, ScenarioFound>();
  for (const scenario of all) {
    const { name, line } = scenario;
    const other = seen.get(name.toLowerCase());
    if (other) {
      const before = other.line === null ? 'another has' : `that of line ${other.line} has`;
      bad(line, 'name', `the name "${name}", which ${before}`, 'a name of its own');
    }
    seen.set(name.toLowerCase(), scenario);
  }
  const folders = safeNames([...RESERVED, ...all.map(({ name }) => name)]).slice(RESERVED.length);
  all.forEach(({ name, line }, at) => {
    const folder = (folders[at] as string).toLowerCase();
    if (RESERVED.includes(folder) || folder.startsWith('frontier.') || folder === 'sweep.json')
      bad(
        line,
        'name',
        `the name "${name}"`,
        `another: ${RESERVED.join(', ')} and frontier are the sweep's own`,
      );
  });
  if (log.hasErrors()) throw new InputError(log.issues());
  return all.map((scenario, at) => ({ ...scenario, folder: folders[at] as string }));
}

const NOTHING: Change = { settings: {}, none: [], tolerance: null, team: null, words: [] };

function combinations(axes: readonly AxisFound[]): ScenarioFound[] {
  let changes: Change[] = [NOTHING];
  for (const { values } of axes)
    changes = changes.flatMap(change => values.map(value => bothChanges(change, value)));
  return changes.map(change => ({ ...change, name: gridName(change), line: null }));
}

function issue(
  code: string,
  file: string,
  line: number | null,
  column: string | null,
  found: string,
  expected: string,
) {
  const remedy = column === null ? 'see docs/sweep.md' : `mend ${column}`;
  return { severity: 'error' as const, code, file, line, column, found, expected, remedy };
}
