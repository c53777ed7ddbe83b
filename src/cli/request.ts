// Options and configuration file → what the jobs take. The command line wins over the file, the file over
// the defaults; everything that shapes the plan ends up in Settings and so in plan.json.

import type { LayeredRequest } from '../app/layers/plan-layers.ts';
import { optionIssue } from '../app/option-issue.ts';
import type { PlanRequest } from '../app/plan.ts';
import type { InputFiles } from '../app/read.ts';
import type { Configuration } from '../io/config.ts';
import { inConfiguration } from '../io/config-places.ts';
import { type RoadSetting, serverSetting } from '../io/config-roads.ts';
import type { CsvProfile } from '../io/csv.ts';
import { dialectOf } from '../io/csv-dialect-words.ts';
import { InputError, IssueLog } from '../io/issues.ts';
import { parseServerUrl, publicUrl } from '../io/roads/server-url.ts';
import type { LayerSetting } from '../model/layers.ts';
import type { Issue } from '../model/records.ts';
import { type Change, changedLayers, changedSettings } from '../model/scenario.ts';
import { DEFAULT_SETTINGS, type MeasureSetting, type Settings } from '../model/settings.ts';
import { DEFAULT_TOURS, type TourSettings } from '../model/tour-settings.ts';
import type { PlanOptions } from './commands/plan.ts';
import { readConfiguration } from './configuration.ts';
import type { CsvOptions } from './csv-options.ts';
import { languageOf } from './language.ts';
import { hierarchyOf } from './level-options.ts';
import type { InputOptions, RoadOptions } from './options.ts';

export interface Resolved {
  readonly files: InputFiles;
  readonly map: ReadonlyMap<string, string>;
  readonly settings: Settings;
  readonly layer: string;
  /** of the configuration, with what the command line has to say; [] for one layer of everything */
  readonly layers: readonly LayerSetting[];
  /** the configuration file, when there is one */
  readonly config?: string;
  /** how CSV files are written */
  readonly profile: CsvProfile;
  readonly lang: 'fr' | 'en';
  /** from the configuration; the options win */
  readonly out: string | null;
  readonly xlsx: boolean;
  /** what the configuration says of tours */
  readonly tours: Partial<TourSettings>;
  /** a finding about an option becomes one about the line of the configuration that said it */
  readonly locate: (issue: Issue) => Issue;
}

/** px of a full-screen slide */
const PNG_WIDTH = 1920;

/** A scenario of a sweep: wins over the file and the command line, which say what all scenarios have in common. */
export interface Variant {
  readonly change: Change;
  /** the measures of a plan that names none */
  readonly usual: readonly MeasureSetting[];
}

function varied(layers: readonly LayerSetting[], variant: Variant | undefined): readonly LayerSetting[] {
  return variant ? changedLayers(layers, variant.change) : layers;
}

type AnyOptions = InputOptions & Partial<PlanOptions>;

/** @throws InputError when the configuration is bad, or (needPlan) a file that a plan needs is not named */
export async function resolveInputs(
  options: AnyOptions,
  { needPlan, variant }: { needPlan: boolean; variant?: Variant },
): Promise<Resolved> {
  const log = new IssueLog();
  const config: Configuration | null = options.config ? await readConfiguration(options.config) : null;
  const given = config?.inputs;
  const files: InputFiles = {
    accounts: options.accounts ?? given?.accounts ?? null,
    reps: options.reps ?? given?.reps ?? null,
    zones: options.zones ?? given?.zones ?? null,
    aliases: options.aliases ?? given?.aliases ?? null,
    barriers: options.barriers ?? given?.barriers ?? null,
    managers: options.managers ?? given?.managers ?? null,
    overrides: options.overrides ?? given?.overrides ?? null,
    from: options.from ?? given?.from ?? [],
    roads: roadsOf(options, given?.roads ?? null, log),
  };
  const missing = (option: string, found: string, remedy: string) =>
    log.add({
      severity: 'error',
      code: 'missing-option',
      file: option,
      line: null,
      column: null,
      found,
      expected: 'a file',
      remedy,
    });
  if (needPlan && !files.zones)
    missing('--zones', 'no zones', 'give postal-code polygons as GeoJSON, or a CSV with id,lat,lon');
  if (needPlan && !files.reps) missing('--reps', 'no reps', 'give a CSV with id and postal_code of each rep');
  if (!needPlan && !files.accounts && !files.reps && !files.zones) {
    missing('--accounts', 'no input at all', 'name at least one of --accounts, --reps, --zones');
  }
  const { roads: _, ...read } = files;
  const piped = Object.values(read)
    .flat()
    .filter(file => file === '-').length;
  if (piped > 1)
    missing('-', `standard input asked for ${piped} times`, 'only one file can be read from standard input');
  const settings = withPrice(settingsOf(options, config, variant), files, options, config, variant);
  const { mayCut } = options;
  const rules = [settings, ...(config?.layers ?? [])].flatMap(({ keepTogether }) => keepTogether ?? []);
  if (mayCut && rules.length === 0) {
    const remedy = 'say of which column: --keep-together department, or leave --may-cut out';
    log.add(optionIssue('--may-cut', 'areas that may be cut', '--keep-together with it', remedy));
  }
  if (options.order && !settings.hierarchy) {
    const remedy = 'name them: --level area=8, or leave --order out';
    log.add(optionIssue('--order', `the order ${options.order}`, 'levels to be planned in it', remedy));
  }
  if (settings.hierarchy && config && config.layers.length > 0) {
    const found = 'a hierarchy over layers, whose sectors lie upon each other';
    const remedy = 'plan the layer alone (without layers:), or leave the hierarchy out';
    log.add(optionIssue(options.config ?? '--level', found, 'one layer of sectors', remedy));
  }
  if (options.calibrate && config && config.layers.length > 0) {
    const remedy = 'fit a layer alone (without layers:), and set visits_per_tour and local_factor';
    const found = '--calibrate with layers';
    log.add(optionIssue('--calibrate', found, 'one layer of sectors', remedy));
  }
  if (settings.quota && config && config.layers.length > 0) {
    const remedy = 'plan a layer alone (without layers:), or leave the quota out';
    const issue = optionIssue(
      '--quota',
      'a quota over layers that share accounts',
      'one layer of sectors',
      remedy,
    );
    log.add(inConfiguration(issue, options.config ?? '', config.places, () => false));
  }
  const profile = profileOf(options, config);
  if (!profile) log.add(sameMark(options));
  if (!profile || log.hasErrors()) throw new InputError(log.issues());
  return {
    files,
    map: new Map([...(given?.map ?? []), ...(options.map ?? [])]),
    settings,
    layer: config?.layer ?? 'default',
    layers: varied(config?.layers ?? [], variant).map(layer => ({
      ...layer,
      measures: options.measure ? null : layer.measures,
      objective: options.objective ? null : layer.objective,
      centers: options.centers ? null : layer.centers,
      keepTogether: layer.keepTogether?.map(rule => ({ ...rule, except: mayCut ?? rule.except })) ?? null,
    })),
    ...(options.config === undefined ? {} : { config: options.config }),
    profile,
    lang: options.lang ?? config?.lang ?? languageOf([], process.env),
    out: config?.out ?? null,
    xlsx: options.xlsx ?? config?.xlsx ?? false,
    tours: config?.tours ?? {},
    locate: issue =>
      options.config && config
        ? inConfiguration(issue, options.config, config.places, option => isGiven(options, option))
        : issue,
  };
}

/** A source that the command line names stands in place of the file's; profile and cache are of either. */
export function roadsOf(
  { roads, osrm, valhalla, roadProfile, roadCache }: RoadOptions,
  fromFile: RoadSetting | null,
  log: IssueLog,
): RoadSetting | null {
  const named = Object.entries({ '--roads': roads, '--osrm': osrm, '--valhalla': valhalla }).filter(
    ([, value]) => value !== undefined,
  );
  if (named.length > 1) {
    const found = named.map(([option]) => option).join(' and ');
    log.add(optionIssue(found, 'several sources of road times', 'one of them', 'leave the others out'));
  }
  if (roads === '-')
    log.add(
      optionIssue('--roads', 'standard input', 'a file, which is read more than once', 'save it first'),
    );
  const url = osrm ?? valhalla;
  if (url !== undefined && parseServerUrl(url) === null) {
    const remedy = 'write it as in http://localhost:5000';
    log.add(
      optionIssue(
        osrm === undefined ? '--valhalla' : '--osrm',
        `"${publicUrl(url)}"`,
        'the address of a server',
        remedy,
      ),
    );
  }
  const setting: RoadSetting | null =
    roads !== undefined
      ? { kind: 'matrix', file: roads }
      : url !== undefined
        ? serverSetting(osrm === undefined ? 'valhalla' : 'osrm', url)
        : fromFile;
  for (const [option, value] of Object.entries({
    '--road-profile': roadProfile,
    '--road-cache': roadCache,
  })) {
    if (value === undefined || (setting && setting.kind !== 'matrix')) continue;
    const remedy = 'name a server: --osrm URL or --valhalla URL';
    log.add(optionIssue(option, `"${value.slice(0, 60)}", and no server`, 'a server to ask', remedy));
  }
  if (!setting || setting.kind === 'matrix') return setting;
  return {
    ...setting,
    ...(roadProfile !== undefined && { profile: roadProfile }),
    ...(roadCache !== undefined && { cache: roadCache }),
  };
}

/** `keep-together` → whether options.keepTogether is there */
function isGiven(options: AnyOptions, option: string): boolean {
  const name = option.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return options[name as keyof AnyOptions] !== undefined;
}

/** The same error, its findings where the configuration says what they are about. */
export function located(error: unknown, { locate }: Pick<Resolved, 'locate'>): unknown {
  return error instanceof InputError ? new InputError(error.issues.map(locate)) : error;
}

/** A profile named on the command line is a whole one: what the file changes of its own is set aside. */
export function profileOf(options: CsvOptions, config: Configuration | null): CsvProfile | null {
  const file = options.profile ? null : config;
  return dialectOf({
    profile: options.profile ?? file?.profile ?? undefined,
    delimiter: options.delimiter ?? file?.delimiter ?? undefined,
    decimal: options.decimal ?? file?.decimal ?? undefined,
    bom: options.bom ?? file?.bom ?? undefined,
  });
}

export function sameMark({ delimiter, decimal, config }: CsvOptions & { readonly config?: string }): Issue {
  const option = delimiter ? '--delimiter' : decimal ? '--decimal' : (config ?? '--delimiter');
  return optionIssue(
    option,
    'a comma between the cells and in the numbers',
    'a delimiter that is not the decimal mark',
    'add --delimiter semicolon, or --decimal point',
  );
}

function nowhere(option: string): Issue {
  const found = 'files to write, and no plan directory to put them in';
  return optionIssue(option, found, '--out beside --stdout', `add --out DIR, or leave ${option} out`);
}

function settingsOf(options: AnyOptions, config: Configuration | null, variant?: Variant): Settings {
  const fromFile = { ...DEFAULT_SETTINGS, ...config?.settings };
  const settings: Settings = {
    ...fromFile,
    objective: options.objective ?? fromFile.objective,
    centers: options.centers ?? fromFile.centers,
    measures: options.measure ?? fromFile.measures,
    stickiness: options.stickiness ?? fromFile.stickiness,
    maxMoved: options.maxMoved ?? fromFile.maxMoved,
    keepTogether: keepTogetherOf(options, fromFile),
    limits: limitsOf(options, fromFile),
    ...(options.budget && { budgets: options.budget }),
    effort: options.effort ?? fromFile.effort,
    exact: options.exact ?? fromFile.exact,
    seed: options.seed ?? fromFile.seed,
    country: options.country ?? fromFile.country,
    ...hierarchyOf(options, fromFile.hierarchy),
  };
  return variant ? changedSettings(settings, variant.change, variant.usual) : settings;
}

/** hours a year that a hand-over costs in a revision that does not say: a visit for two */
export const USUAL_STICKINESS = 1;

/** A revision without any word about hand-overs would make as many as it likes. */
function withPrice(
  settings: Settings,
  { accounts, from = [] }: InputFiles,
  options: AnyOptions,
  config: Configuration | null,
  variant?: Variant,
): Settings {
  const said =
    variant?.change.settings.stickiness ??
    options.stickiness ??
    config?.settings.stickiness ??
    settings.handOver ??
    settings.maxMoved ??
    null;
  // zones alone are not handed over
  return from.length === 0 || said !== null || !accounts
    ? settings
    : { ...settings, stickiness: USUAL_STICKINESS };
}

/** The option names columns and prices, and areas that may be cut; the file's exceptions stand where it names none. */
function keepTogetherOf({ keepTogether, mayCut }: AnyOptions, fromFile: Settings): Settings['keepTogether'] {
  const rules = keepTogether ?? fromFile.keepTogether;
  return rules.map(rule => {
    const known = fromFile.keepTogether.find(({ column }) => column === rule.column)?.except ?? [];
    return { ...rule, except: mayCut ?? known };
  });
}

/** One limit of each kind, its sides from the command line or from the file. */
function limitsOf(options: AnyOptions, fromFile: Settings): Settings['limits'] {
  const sides = {
    zones: { min: options.minZones, max: options.maxZones },
    accounts: { min: options.minAccounts, max: options.maxAccounts },
  };
  return (['zones', 'accounts'] as const).flatMap(of => {
    const known = fromFile.limits.find(limit => limit.of === of);
    const min = sides[of].min ?? known?.min ?? null;
    const max = sides[of].max ?? known?.max ?? null;
    return min === null && max === null ? [] : [{ of, min, max }];
  });
}

export async function resolveRequest(
  options: PlanOptions,
  variant?: Variant,
): Promise<{
  request: LayeredRequest & PlanRequest & Pick<Resolved, 'locate'>;
  out: string | null;
}> {
  const resolved = await resolveInputs(options, { needPlan: true, ...(variant && { variant }) });
  // a pipe wants the table, not a folder beside it, unless it asks for one
  const out = options.out ?? (options.stdout ? null : (resolved.out ?? 'plan'));
  if (out === null) {
    const asked = [options.xlsx && '--xlsx', options.png && '--png'].filter(
      option => typeof option === 'string',
    );
    if (asked.length > 0) throw new InputError(asked.map(nowhere));
  }
  return {
    request: {
      ...resolved,
      raw: options.raw === true,
      png: options.png === true ? PNG_WIDTH : (options.png ?? null),
      diagnosis: options.diagnosis !== false,
      replan: options.replan !== false,
      calibrate: options.calibrate === true ? { ...DEFAULT_TOURS, ...resolved.tours } : null,
    },
    out,
  };
}
