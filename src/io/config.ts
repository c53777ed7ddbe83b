// sectorize.yaml → settings and inputs. Every mistake is named with its line: unknown keys with the nearest known one,
// wrong types with what was expected.

import { dirname, isAbsolute, join } from 'node:path';
import type { Gates } from '../model/gates.ts';
import type { LayerSetting } from '../model/layers.ts';
import type { Settings } from '../model/settings.ts';
import type { TourSettings } from '../model/tour-settings.ts';
import { placesOf } from './config-places.ts';
import { type RoadSetting, roadsAt } from './config-roads.ts';
import { settingsOf } from './config-settings.ts';
import { SHAPE } from './config-shape.ts';
import { type SweepFound, withPaths } from './config-sweep.ts';
import { readSettings, settingsTree } from './config-text.ts';
import type { CsvProfile, ProfileName } from './csv-write.ts';
import { DEPRECATIONS, type Deprecation, deprecated } from './deprecations.ts';
import { InputError, type IssueLog, quoteCell } from './issues.ts';

export { sweep } from './config-shape.ts';
export { parseShare } from './config-values.ts';

export interface Configuration {
  /** only what the file sets; `travel` whole, with the usual values where the file sets a part of it */
  readonly settings: Partial<Settings>;
  readonly inputs: {
    /** as the tool can open them: relative paths are meant from the folder of the configuration */
    readonly accounts: string | null;
    readonly reps: string | null;
    readonly zones: string | null;
    readonly aliases: string | null;
    readonly barriers: string | null;
    readonly managers: string | null;
    readonly overrides: string | null;
    readonly roads: RoadSetting | null;
    /** directories of plans that are revised; [] for none */
    readonly from: readonly string[];
    /** field → column */
    readonly map: ReadonlyMap<string, string>;
  };
  readonly out: string | null;
  readonly profile: ProfileName | null;
  readonly delimiter: CsvProfile['delimiter'] | null;
  readonly decimal: CsvProfile['decimal'] | null;
  readonly bom: boolean | null;
  readonly xlsx: boolean | null;
  readonly lang: 'fr' | 'en' | null;
  readonly layer: string | null;
  /** in the order of the file; [] without layers */
  readonly layers: readonly LayerSetting[];
  /** what `compare --exit-code` lets pass; null when the file has none */
  readonly gates: Gates | null;
  /** what `tours:` sets */
  readonly tours: Partial<TourSettings>;
  /** `measures.potential` → the line where the file says it */
  readonly places: ReadonlyMap<string, number>;
  /** scenarios; null without `sweep:` */
  readonly sweep: SweepFound | null;
}

/**
 * Reads a configuration file; all its mistakes are put into the log first.
 * @throws InputError when the file cannot be read, or has a mistake
 */
export async function readConfig(
  path: string,
  log: IssueLog,
  deprecations: readonly Deprecation[] = DEPRECATIONS,
): Promise<Configuration> {
  const text = await readSettings(path, log);
  const before = log.count('error');
  const configuration = parseConfig(text, path, log, deprecations);
  if (log.count('error') > before) throw new InputError(log.issues().filter(issue => issue.file === path));
  return configuration;
}

/** The same for text at hand: mistakes go to the log, what is right is returned. */
export function parseConfig(
  yaml: string,
  file: string,
  log: IssueLog,
  deprecations: readonly Deprecation[] = DEPRECATIONS,
): Configuration {
  const remedy = 'check indentation, colons and quotes (standard input is "-", in quotes)';
  const tree = settingsTree(yaml, file, log, remedy);
  const found =
    SHAPE(tree, '', ({ code, line, key, found, expected, remedy }) => {
      log.add({ severity: 'error', code, file, line, column: key, found, expected, remedy });
    }) ?? {};

  const places = placesOf(tree);
  for (const old of deprecations) {
    const line = places.get(old.name);
    if (line !== undefined) log.add(deprecated(old, file, line));
  }

  if (found.layer !== undefined && found.layers !== undefined) {
    log.add({
      severity: 'error',
      code: 'bad-setting',
      file,
      line: null,
      column: 'layer',
      found: 'both layer and layers',
      expected: 'layer, the name of a single one, or layers',
      remedy: 'leave layer out: each of layers has a name',
    });
  }

  for (const segment of found.cadence_by_segment?.keys() ?? []) {
    if (found.visits_by_segment?.has(segment) !== true) continue;
    const key = `cadence_by_segment.${segment}`;
    log.add({
      severity: 'error',
      code: 'bad-setting',
      file,
      line: places.get(key) ?? null,
      column: key,
      found: `segment ${quoteCell(segment)} in visits_by_segment too`,
      expected: 'each segment in one of them',
      remedy: 'leave one of them out',
    });
  }

  const path = (name: string | undefined): string | null => {
    if (name === undefined) return null;
    return name === '-' || isAbsolute(name) ? name : join(dirname(file), name);
  };
  return {
    settings: settingsOf(found),
    inputs: {
      accounts: path(found.accounts),
      reps: path(found.reps),
      zones: path(found.zones),
      aliases: path(found.aliases),
      barriers: path(found.barriers),
      managers: path(found.hierarchy?.managers),
      overrides: path(found.overrides),
      roads: found.roads ? roadsAt(found.roads, name => path(name) ?? name) : null,
      from: (found.from ?? []).flatMap(name => path(name) ?? []),
      map: found.map ?? new Map(),
    },
    out: path(found.out),
    profile: found.profile ?? null,
    delimiter: found.delimiter ?? null,
    decimal: found.decimal ?? null,
    bom: found.bom ?? null,
    xlsx: found.xlsx ?? null,
    lang: found.lang ?? null,
    layer: found.layer ?? null,
    layers: found.layers ?? [],
    gates: found.gates ?? null,
    tours: found.tours ?? {},
    sweep: found.sweep ? withPaths(found.sweep, name => path(name) ?? name) : null,
    places,
  };
}
