// Settings, managers file and reps → the team: for every level its groups, who belongs to them by the files, and what they
// balance. Everything that cannot be is said at once.

import type { IssueLog } from '../../io/issues.ts';
import { quoteCell } from '../../io/issues.ts';
import { nearest } from '../../io/nearest.ts';
import type { LevelSetting, Manager, Managers, Team, TeamGroup, TeamLevel } from '../../model/hierarchy.ts';
import { byCode } from '../../model/order.ts';
import type { Reps, Zones } from '../../model/records.ts';
import type { Settings } from '../../model/settings.ts';
import { locateBases } from '../bases.ts';
import { optionIssue } from '../option-issue.ts';
import { levelNameIssues } from './level-names.ts';
import { managersByLevel } from './managers.ts';
import { usualMeasures } from './tolerances.ts';

interface Placed {
  readonly reps: Reps;
  readonly zones: Zones;
}

/** The team and the settings with its measures settled; null without a hierarchy, or when the log says what is wrong. */
export function teamOf(
  settings: Settings,
  placed: Placed,
  managers: Managers | null,
  log: IssueLog,
): { readonly settings: Settings; readonly team: Team } | null {
  const { hierarchy } = settings;
  if (!hierarchy) {
    if (managers) {
      const remedy = 'add --level NAME (or hierarchy: to the configuration), or leave the file out';
      log.add(optionIssue('--managers', 'managers without levels', 'levels that they manage', remedy));
    }
    return null;
  }
  const before = log.count('error');
  for (const issue of levelNameIssues(hierarchy.levels, settings.measures)) log.add(issue);
  for (const issue of topDownIssues(settings)) log.add(issue);
  if (log.count('error') > before) return null;

  const named = managersByLevel(managers, hierarchy.levels, log);
  const levels: TeamLevel[] = [];
  let below: Below = {
    what: 'sectors',
    units: placed.reps.list.map(({ id, line, managerId }) => ({
      id: `rep ${id}`,
      line,
      above: managerId ?? '',
    })),
    file: placed.reps.file,
    column: 'manager_id',
  };
  for (const [at, setting] of hierarchy.levels.entries()) {
    const level = levelOf(setting, below, named?.[at] ?? null, placed, log, managers?.file ?? '');
    if (!level) return null;
    levels.push({ ...level, setting: { ...setting, measures: usualMeasures(setting, level, settings) } });
    below = {
      what: `groups of level ${setting.name}`,
      units: level.managers.map(manager => ({
        id: `manager ${manager?.id ?? ''}`,
        line: manager?.line ?? 0,
        above: manager?.reportsTo ?? '',
      })),
      file: managers?.file ?? '',
      column: 'reports_to',
    };
  }
  for (const { above, id, line } of below.units) {
    if (above === '') continue;
    const found = `${id} of the top level, who reports to ${quoteCell(above)}`;
    log.add(teamIssue(below, line, found, 'nobody above the top level', 'empty the cell, or add a level'));
  }
  if (log.count('error') > before) return null;
  const settled = { ...hierarchy, levels: levels.map(({ setting }) => setting) };
  return { settings: { ...settings, hierarchy: settled }, team: levels };
}

/** What a level is made of. */
interface Below {
  readonly what: string;
  readonly units: readonly { readonly id: string; readonly line: number; readonly above: string }[];
  readonly file: string;
  readonly column: string;
}

interface Found extends TeamLevel {
  /** of each group; null where the file names none */
  readonly managers: readonly (Manager | null)[];
}

function levelOf(
  setting: LevelSetting,
  below: Below,
  named: readonly Manager[] | null,
  placed: Placed,
  log: IssueLog,
  file: string,
): Found | null {
  const { name } = setting;
  const before = log.count('error');
  // without a managers file, whom the reps name are the managers
  const ids = named
    ? named.map(({ id }) => id)
    : [...new Set(below.units.map(({ above }) => above).filter(id => id !== ''))].sort(byCode);
  const count = setting.count ?? ids.length;
  const option = `--level ${name}`;
  if (count === 0) {
    const remedy = `write --level ${name}=8, or name its managers in a managers file or the reps' manager_id`;
    log.add(optionIssue(option, 'neither a number nor managers', 'how many groups', remedy));
  } else if (count < ids.length) {
    const found = `${count} ${count === 1 ? 'group' : 'groups'} for ${ids.length} managers`;
    log.add(optionIssue(option, found, 'a group for every manager', 'raise the number, or leave it out'));
  } else if (count > below.units.length) {
    const found = `${count} groups of ${below.units.length} ${below.what}`;
    log.add(optionIssue(option, found, 'no more groups than there is to group', 'lower the number'));
  }
  const indexOf = new Map(ids.map((id, g) => [id, g]));
  const held = Int32Array.from(below.units, ({ id, line, above }) => {
    if (above === '') return -1;
    const g = indexOf.get(above);
    if (g !== undefined) return g;
    const near = nearest(above, ids);
    const remedy =
      near === null
        ? `add the manager to the file, with level ${name}`
        : `did you mean ${quoteCell(near)}? else add the manager to the file, with level ${name}`;
    const found = `${id}, who reports to ${quoteCell(above)}`;
    log.add(teamIssue(below, line, found, `a manager of level ${name}`, remedy));
    return -1;
  });
  if (log.count('error') > before) return null;

  const open = held.filter(g => g < 0).length;
  const empty = count - new Set(held.filter(g => g >= 0)).size;
  if (open > 0 && open < empty) {
    const found = `${empty} groups nobody is in yet, and ${open} of ${below.what} that are free to be`;
    log.add(optionIssue(option, found, 'somebody for every group', 'lower the number, or hold fewer'));
    return null;
  }
  const given = open === 0;
  if (given && new Set(held).size < count) {
    const idle = ids.filter((_, g) => !held.includes(g));
    const found =
      idle.length > 0 ? `nobody for ${idle.join(', ')}` : `${count - ids.length} groups without manager`;
    const expected = `someone in every group, since all ${below.what} are given`;
    log.add(optionIssue(option, found, expected, `lower the number, or leave some ${below.column} empty`));
    return null;
  }
  const bases = named
    ? locateBases({ file, list: named }, placed.zones, 'manager')
    : { bases: null, issues: [] };
  for (const issue of bases.issues) log.add(issue);
  const groups = Array.from({ length: count }, (_, g): TeamGroup => {
    const manager = named?.[g];
    return {
      id: ids[g] ?? '',
      name: manager?.name ?? '',
      lat: bases.bases?.lat[g] ?? Number.NaN,
      lon: bases.bases?.lon[g] ?? Number.NaN,
      fte: Number.isNaN(manager?.fte ?? Number.NaN) ? 1 : (manager?.fte as number),
    };
  });
  if (log.count('error') > before) return null;
  return { setting, groups, held, given, managers: groups.map((_, g) => named?.[g] ?? null) };
}

/** What sharing the ground among groups first cannot do. */
function topDownIssues(settings: Settings) {
  if (settings.hierarchy?.order !== 'top-down') return [];
  const issue = (found: string, remedy: string) =>
    optionIssue('--order top-down', found, 'what can be shared from the top', remedy);
  const instead = 'use --order bottom-up';
  return [
    ...(settings.centers === 'bases'
      ? []
      : [
          issue(
            settings.centers === 'free'
              ? 'reps without a base, or --centers free'
              : `centers: ${settings.centers}`,
            `give every rep a base, or ${instead}`,
          ),
        ]),
    ...(settings.maxMoved ? [issue('a disruption budget', `leave --max-moved out, or ${instead}`)] : []),
  ];
}

function teamIssue({ file, column }: Below, line: number, found: string, expected: string, remedy: string) {
  return { severity: 'error' as const, code: 'bad-team', file, line, column, found, expected, remedy };
}
