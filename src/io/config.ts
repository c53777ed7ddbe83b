// sectorize.yaml → settings and inputs. Every mistake is named with its line: unknown keys with the nearest known one,
// wrong types with what was expected.

import { dirname, isAbsolute, join } from 'node:path';
import type { Gates } from '../model/gates.ts';
import type { LayerSetting } from '../model/layers.ts';
import { DEFAULT_SETTINGS, type Settings, type SpeedClass } from '../model/settings.ts';
import { handOverOf } from './config-hand-over.ts';
import { limitsOf } from './config-limits.ts';
import { placesOf } from './config-places.ts';
import { SHAPE } from './config-shape.ts';
import { parseTree } from './config-tree.ts';
import type { CsvProfile, ProfileName } from './csv-write.ts';
import { InputError, type IssueLog, quoteCell } from './issues.ts';
import { openSource } from './source.ts';

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
  /** `measures.potential` → the line where the file says it */
  readonly places: ReadonlyMap<string, number>;
}

/** of a period that does not say */
const MONTHS_OF_A_YEAR = 12;

/**
 * Reads a configuration file; all its mistakes are put into the log first.
 * @throws InputError when the file cannot be read, or has a mistake
 */
export async function readConfig(path: string, log: IssueLog): Promise<Configuration> {
  const parts: Uint8Array[] = [];
  for await (const part of (await openSource(path)).stream()) parts.push(part);
  const before = log.count('error');
  const configuration = parseConfig(Buffer.concat(parts).toString('utf8'), path, log);
  if (log.count('error') > before) throw new InputError(log.issues().filter(issue => issue.file === path));
  return configuration;
}

/** The same for text at hand: mistakes go to the log, what is right is returned. */
export function parseConfig(yaml: string, file: string, log: IssueLog): Configuration {
  const { tree, problems } = parseTree(yaml);
  for (const { line, message } of problems) {
    const remedy = 'check indentation, colons and quotes (standard input is "-", in quotes)';
    log.add({
      severity: 'error',
      code: 'bad-yaml',
      file,
      line,
      column: null,
      found: message,
      expected: 'YAML',
      remedy,
    });
  }
  const found =
    SHAPE(tree, '', ({ code, line, key, found, expected, remedy }) => {
      log.add({ severity: 'error', code, file, line, column: key, found, expected, remedy });
    }) ?? {};

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
      line: placesOf(tree).get(key) ?? null,
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
    places: placesOf(tree),
  };
}

type Found = NonNullable<ReturnType<typeof SHAPE>>;

/** Keys of the file → keys of Settings; those that are not set stay out. */
function settingsOf(found: Found): Partial<Settings> {
  const all: { readonly [K in keyof Settings]: Settings[K] | undefined } = {
    objective: found.objective,
    centers: found.centers,
    measures: found.measures,
    stickiness: found.stickiness ?? found.hand_over?.hours,
    handOver: found.hand_over && handOverOf(found.hand_over),
    maxMoved: found.max_moved,
    keepTogether: found.keep_together,
    limits: limitsOf(found),
    budgets: found.budgets,
    effort: found.effort,
    exact: found.exact,
    seed: found.seed,
    country: found.country,
    travel: found.travel && travelOf(found.travel),
    visitsPerTour: found.visits_per_tour,
    spreadShare: found.spread_share,
    whiteSpaceVisits: found.white_space_visits,
    defaultVisitsPerYear: found.default_visits_per_year,
    defaultVisitMinutes: found.default_visit_minutes,
    visitsBySegment:
      (found.visits_by_segment ?? found.cadence_by_segment) &&
      plainRecord(new Map([...(found.visits_by_segment ?? []), ...(found.cadence_by_segment ?? [])])),
    visitMinutesBySegment: found.visit_minutes_by_segment && plainRecord(found.visit_minutes_by_segment),
    productivityBySegment:
      found.productivity_by_segment &&
      plainRecord(new Map([...found.productivity_by_segment].map(([level, of]) => [level, plainRecord(of)]))),
    period: found.period && { from: found.period.from, months: found.period.months ?? MONTHS_OF_A_YEAR },
    rampUp: found.ramp_up,
    potentialFormula: found.potential,
    quota: found.quota,
    // the first class whose minimum is reached counts: highest first, whatever the order in the file
    visitsByPotential:
      found.visits_by_potential && [...found.visits_by_potential].sort((a, b) => b.min - a.min),
    slaMinutesBySegment: found.sla_minutes_by_segment && plainRecord(found.sla_minutes_by_segment),
    defaultHoursPerYear: found.default_hours_per_year,
    groups: found.groups,
    // made of the layers and the inputs
    slice: undefined,
    hierarchy: found.hierarchy?.setting,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function travelOf(found: NonNullable<Found['travel']>): Settings['travel'] {
  const usual = DEFAULT_SETTINGS.travel;
  const speeds = found.speeds?.map(
    ({ up_to_km, km_per_hour }): SpeedClass => ({ upToKm: up_to_km ?? null, kmPerHour: km_per_hour }),
  );
  return {
    circuity: found.circuity ?? usual.circuity,
    accessMinutes: found.access_minutes ?? usual.accessMinutes,
    speeds: speeds ?? usual.speeds,
  };
}

/** keyed by the user's text, so without a prototype */
function plainRecord<T>(map: ReadonlyMap<string, T>): Record<string, T> {
  return Object.assign(Object.create(null), Object.fromEntries(map));
}
