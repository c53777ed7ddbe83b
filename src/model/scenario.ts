// One scenario of a sweep: what differs from the plan that the configuration and the command line describe.

import type { LayerSetting } from './layers.ts';
import { DEFAULT_SETTINGS, type LimitSetting, type MeasureSetting, type Settings } from './settings.ts';

export interface AddedRep {
  /** '' for one that is made up */
  readonly id: string;
  /** zone of the base */
  readonly postalCode: string;
  readonly fte: number;
}

/** Another team than the reps file has. */
export interface TeamChange {
  /** another file of reps; null: the plan's */
  readonly reps: string | null;
  /** ids of reps who are left out */
  readonly without: readonly string[];
  readonly add: readonly AddedRep[];
  /** by id of the rep */
  readonly fte: ReadonlyMap<string, number>;
  /** so many reps more (or fewer, below 0) than today, chosen as `size` chooses them; null: not asked */
  readonly headcount: number | null;
}

/** of all measures, and of some by name */
export interface ToleranceChange {
  readonly all: number | null;
  readonly of: ReadonlyMap<string, number>;
}

export interface Change {
  readonly settings: Partial<Settings>;
  /** keys of the configuration that are as if it did not have them */
  readonly none: readonly string[];
  readonly tolerance: ToleranceChange | null;
  readonly team: TeamChange | null;
  /** key and value, as they were written */
  readonly words: readonly (readonly [key: string, value: string])[];
}

export interface Scenario extends Change {
  readonly name: string;
}

/** Of two changes the second wins. */
export function bothChanges(a: Change, b: Change): Change {
  return {
    settings: { ...a.settings, ...b.settings, ...limitsOf(a.settings.limits, b.settings.limits) },
    none: [...a.none, ...b.none],
    tolerance: bothTolerances(a.tolerance, b.tolerance),
    team: bothTeams(a.team, b.team),
    words: [...a.words, ...b.words],
  };
}

function bothTolerances(a: ToleranceChange | null, b: ToleranceChange | null): ToleranceChange | null {
  if (!a || !b) return a ?? b;
  return { all: b.all ?? a.all, of: new Map([...a.of, ...b.of]) };
}

function bothTeams(a: TeamChange | null, b: TeamChange | null): TeamChange | null {
  if (!a || !b) return a ?? b;
  return {
    reps: b.reps ?? a.reps,
    without: [...new Set([...a.without, ...b.without])],
    add: [...a.add, ...b.add],
    fte: new Map([...a.fte, ...b.fte]),
    headcount: b.headcount ?? a.headcount,
  };
}

/** Sides of limits that the second does not have stay those of the first; absent when neither has any. */
function limitsOf(
  a: Settings['limits'] | undefined,
  b: Settings['limits'] | undefined,
): Pick<Partial<Settings>, 'limits'> {
  if (!a && !b) return {};
  const limits = (['zones', 'accounts'] as const).flatMap((of): LimitSetting[] => {
    const [first, second] = [a, b].map(list => list?.find(limit => limit.of === of));
    const min = second?.min ?? first?.min ?? null;
    const max = second?.max ?? first?.max ?? null;
    return min === null && max === null ? [] : [{ of, min, max }];
  });
  return { limits };
}

const SIDE = /^(min|max)_(zones|accounts)$/;

/** @param usual the measures of a plan that names none */
export function changedSettings(
  settings: Settings,
  change: Change,
  usual: readonly MeasureSetting[],
): Settings {
  const back: Record<string, unknown> = { ...settings };
  for (const key of change.none) {
    const side = SIDE.exec(key);
    if (side) {
      back.limits = (back.limits as LimitSetting[]).flatMap(limit => {
        const left = limit.of === side[2] ? { ...limit, [side[1] as 'min']: null } : limit;
        return left.min === null && left.max === null ? [] : [left];
      });
      continue;
    }
    const name = key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    if (Object.hasOwn(DEFAULT_SETTINGS, name)) back[name] = DEFAULT_SETTINGS[name as keyof Settings];
    // what has no default is absent where it is not set
    else delete back[name];
  }
  const base = back as unknown as Settings;
  const limits = change.settings.limits ? limitsOf(base.limits, change.settings.limits) : {};
  const changed = { ...base, ...change.settings, ...limits };
  return { ...changed, measures: tolerated(changed.measures, change.tolerance, usual) };
}

/** What a layer says of its own gives way to what the scenario says. */
export function changedLayers(layers: readonly LayerSetting[], change: Change): readonly LayerSetting[] {
  const { settings, none, tolerance } = change;
  const said = (key: keyof Settings, ...words: readonly string[]) =>
    settings[key] !== undefined || none.some(word => words.includes(word));
  return layers.map(layer => ({
    ...layer,
    measures: said('measures', 'measures')
      ? null
      : layer.measures && tolerated(layer.measures, tolerance, []),
    objective: said('objective', 'objective') ? null : layer.objective,
    centers: said('centers', 'centers') ? null : layer.centers,
    keepTogether: said('keepTogether', 'keep_together') ? null : layer.keepTogether,
    limits: said('limits', 'min_zones', 'max_zones', 'min_accounts', 'max_accounts') ? null : layer.limits,
    budgets: said('budgets', 'budgets') ? null : layer.budgets,
  }));
}

function tolerated(
  measures: readonly MeasureSetting[],
  tolerance: ToleranceChange | null,
  usual: readonly MeasureSetting[],
): readonly MeasureSetting[] {
  if (!tolerance) return measures;
  const of = measures.length > 0 ? measures : usual;
  return of.map(({ name, tolerance: was }) => ({
    name,
    tolerance: tolerance.of.get(name) ?? tolerance.all ?? was,
  }));
}

/** Measures whose tolerance a scenario names, and that are not balanced. */
export function unbalanced(change: Change, measures: readonly MeasureSetting[]): string[] {
  const known = new Set(measures.map(({ name }) => name));
  return [...(change.tolerance?.of.keys() ?? [])].filter(name => !known.has(name));
}

/** Of a combination: `tolerance-5_stickiness-1_max-moved-5-revenue` */
export function gridName({ words }: Pick<Change, 'words'>): string {
  return words.map(([key, value]) => `${key.replaceAll('_', '-')}-${slug(value)}`).join('_');
}

function slug(value: string): string {
  const signs = value.replace(/(^|[\s:])\+(?=\d)/g, '$1plus-').replace(/(^|[\s:])[-−](?=\d)/g, '$1minus-');
  return (
    signs
      .replace(/%/g, '')
      .replace(/[^\p{L}\p{N}\p{M}.]+/gu, '-')
      .replace(/^-+|-+$/g, '') || 'none'
  );
}
