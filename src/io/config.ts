// sectorize.yaml → settings and inputs. Every mistake is named with its line: unknown keys with the nearest known one,
// wrong types with what was expected.

import { dirname, isAbsolute, join } from 'node:path';
import type { LayerSetting } from '../model/layers.ts';
import {
  DEFAULT_SETTINGS,
  type KeepTogether,
  type MeasureSetting,
  MOST_MONTHS,
  type Period,
  type Settings,
  type SpeedClass,
} from '../model/settings.ts';
import { budgetsReader } from './config-budgets.ts';
import { handOverOf, handOverReader } from './config-hand-over.ts';
import { hierarchyReader } from './config-hierarchy.ts';
import { layersReader } from './config-layers.ts';
import { LIMITS, limitsOf } from './config-limits.ts';
import {
  checked,
  dictionary,
  list,
  oneOrMore,
  type Reader,
  record,
  scalar,
  wrong,
} from './config-readers.ts';
import { type SweepFound, sweepReader, withPaths } from './config-sweep.ts';
import { parseTree } from './config-tree.ts';
import {
  country,
  flag,
  maxMoved,
  month,
  number,
  oneOf,
  type Parser,
  part,
  productivity,
  share,
  text,
  tolerance,
  word,
} from './config-values.ts';
import { DECIMAL_WORDS, DELIMITER_WORDS, decimalOf, delimiterOf } from './csv-dialect-words.ts';
import { type CsvProfile, PROFILE_NAMES, type ProfileName } from './csv-write.ts';
import { InputError, type IssueLog } from './issues.ts';
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
  /** scenarios; null without `sweep:` */
  readonly sweep: SweepFound | null;
}

/** of a period that does not say */
const MONTHS_OF_A_YEAR = 12;
/** of measures named without one */
const USUAL_TOLERANCE = 0.1;

/** `{potential: 10%, workload: }` or `[potential=10%, workload]` */
const measures: Reader<readonly MeasureSetting[]> = (tree, key, report) => {
  if (tree.kind !== 'list') {
    const usual = scalar(raw => (raw === null ? { value: USUAL_TOLERANCE } : tolerance(raw)));
    const found = dictionary(usual)(tree, key, report) ?? new Map<string, number>();
    return [...found].map(([name, value]) => ({ name, tolerance: value }));
  }
  const found: MeasureSetting[] = [];
  for (const item of tree.items) {
    const written = scalar(text)(item, key, report);
    if (written === undefined) continue;
    const equals = written.lastIndexOf('=');
    const result = equals < 0 ? { value: USUAL_TOLERANCE } : tolerance(written.slice(equals + 1));
    if ('value' in result) {
      found.push({ name: (equals < 0 ? written : written.slice(0, equals)).trim(), tolerance: result.value });
    } else wrong(item, key, result.expected, report);
  }
  return found;
};

/** `{department: whole, region: 12}`, or `{department: {price: 12, except: [75]}}` */
const keepTogether: Reader<readonly KeepTogether[]> = (tree, key, report) => {
  const price: Parser<number | null> = raw => (raw === 'whole' ? { value: null } : priceOf(raw));
  const priceOf = number(0);
  const rule = record({ price: scalar(price), except: list(scalar(text), '[75, 59]') });
  const either: Reader<Omit<KeepTogether, 'column'>> = (value, path, tell) => {
    if (value.kind === 'map') {
      const found = rule(value, path, tell);
      return found && { price: found.price ?? null, except: found.except ?? [] };
    }
    const result = value.kind === 'scalar' ? price(value.value) : null;
    if (result && 'value' in result) return { price: result.value, except: [] };
    wrong(value, path, 'whole, a price in hours a year, or price and except', tell);
    return undefined;
  };
  const found = dictionary(either)(tree, key, report);
  return found && [...found].map(([column, rest]) => ({ column, ...rest }));
};

const speed = record({ up_to_km: scalar(number(0.1, 20_000)), km_per_hour: scalar(number(1, 300)) });
type Speed = { readonly up_to_km?: number; readonly km_per_hour?: number };
type FullSpeed = Speed & { readonly km_per_hour: number };

/** rising bounds, and only the last class is open */
const risingSpeeds = (speeds: readonly Speed[]): speeds is readonly FullSpeed[] =>
  speeds.length > 0 &&
  speeds.every(({ up_to_km, km_per_hour }, index) => {
    if (km_per_hour === undefined || (up_to_km === undefined) !== (index === speeds.length - 1)) return false;
    return index === 0 || up_to_km === undefined || up_to_km > (speeds[index - 1].up_to_km ?? 0);
  });

type VisitClass = { readonly min?: number; readonly visits?: number };
type FullVisitClass = { readonly min: number; readonly visits: number };
const fullClasses = (classes: readonly VisitClass[]): classes is readonly FullVisitClass[] =>
  classes.every(({ min, visits }) => min !== undefined && visits !== undefined);

const begun = (period: Partial<Period>): period is Partial<Period> & Pick<Period, 'from'> =>
  period.from !== undefined;

/** What shapes a plan beside the inputs: of the file, and of each scenario of a sweep. */
const PLAN_KEYS = {
  hierarchy: hierarchyReader(measures),
  budgets: budgetsReader,
  objective: scalar(oneOf('travel', 'compactness')),
  centers: scalar(oneOf('bases', 'incumbent', 'free')),
  measures,
  stickiness: scalar(number(0)),
  max_moved: scalar(maxMoved),
  hand_over: handOverReader,
  keep_together: keepTogether,
  ...LIMITS,
  effort: scalar(oneOf('fast', 'normal', 'thorough')),
  exact: scalar(flag),
  seed: scalar(number(0, Number.MAX_SAFE_INTEGER, true)),
  travel: record({
    circuity: scalar(number(1, 5)),
    access_minutes: scalar(number(0, 120)),
    speeds: checked(
      list(speed, '- {up_to_km: 20, km_per_hour: 45}'),
      risingSpeeds,
      'classes of km_per_hour with rising up_to_km, the last without',
    ),
  }),
  visits_per_tour: scalar(number(1, 100)),
  spread_share: scalar(share),
  white_space_visits: scalar(number(0, 1000)),
  default_visits_per_year: scalar(number(0, 1000)),
  default_visit_minutes: scalar(number(0, 1440)),
  visits_by_segment: dictionary(scalar(number(0, 1000))),
  sla_minutes_by_segment: dictionary(scalar(number(0.1, 10_000))),
  visit_minutes_by_segment: dictionary(scalar(number(0, 1440))),
  productivity_by_segment: dictionary(dictionary(scalar(productivity))),
  period: checked(
    record({ from: scalar(month), months: scalar(number(1, MOST_MONTHS, true)) }),
    begun,
    'a period with its first month, such as {from: 2027-01, months: 12}',
  ),
  ramp_up: list(scalar(part), '[25%, 50%, 75%]'),
  visits_by_potential: checked(
    list(record({ min: scalar(number(0)), visits: scalar(number(0, 1000)) }), '- {min: 50000, visits: 12}'),
    fullClasses,
    'classes with min and visits',
  ),
  default_hours_per_year: scalar(number(1, 8784)),
  groups: scalar(oneOf('free', 'one-rep')),
};

/** `sweep:`, and a file of scenarios, which holds what stands below it */
export const sweep = sweepReader(PLAN_KEYS, settingsOf);

const SCHEMA = record({
  accounts: scalar(text),
  reps: scalar(text),
  zones: scalar(text),
  aliases: scalar(text),
  barriers: scalar(text),
  from: oneOrMore(scalar(text), '[plan-north, plan-south]'),
  map: dictionary(scalar(text)),
  out: scalar(text),
  profile: scalar(oneOf(...PROFILE_NAMES)),
  delimiter: scalar(word(delimiterOf, DELIMITER_WORDS)),
  decimal: scalar(word(decimalOf, DECIMAL_WORDS)),
  bom: scalar(flag),
  xlsx: scalar(flag),
  lang: scalar(oneOf('fr', 'en')),
  layer: scalar(text),
  layers: layersReader(measures, keepTogether),
  country: scalar(country),
  ...PLAN_KEYS,
  sweep,
});

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
    SCHEMA(tree, '', ({ code, line, key, found, expected, remedy }) => {
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
    sweep: found.sweep ? withPaths(found.sweep, name => path(name) ?? name) : null,
  };
}

const PLAN_RECORD = record(PLAN_KEYS);
type Found = NonNullable<ReturnType<typeof PLAN_RECORD>> & { readonly country?: string };

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
    visitsBySegment: found.visits_by_segment && plainRecord(found.visits_by_segment),
    visitMinutesBySegment: found.visit_minutes_by_segment && plainRecord(found.visit_minutes_by_segment),
    productivityBySegment:
      found.productivity_by_segment &&
      plainRecord(new Map([...found.productivity_by_segment].map(([level, of]) => [level, plainRecord(of)]))),
    period: found.period && { from: found.period.from, months: found.period.months ?? MONTHS_OF_A_YEAR },
    rampUp: found.ramp_up,
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
