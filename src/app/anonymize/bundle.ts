// `plan --anonymize`: the inputs of a plan and its settings without the names, as files that make the same problem.
//
//   read → place → name → move and write → read what was written → hold it against the original; closer, if it is not the same

import { parseConfig } from '../../io/config.ts';
import { configText } from '../../io/config-write.ts';
import { InputError, IssueLog, RejectLog } from '../../io/issues.ts';
import type { PlanFile } from '../../io/plan-directory.ts';
import { writeRoads } from '../../io/roads/write-roads.ts';
import { bytesSource } from '../../io/source.ts';
import { tester } from '../../model/layer-conditions.ts';
import type { LayerSetting } from '../../model/layers.ts';
import type { Accounts } from '../../model/records.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../model/settings.ts';
import { KEPT } from '../check.ts';
import { scopeMap } from '../column-map.ts';
import { layerRules } from '../layers/rules.ts';
import { measuresOfLayers, sliceRecords } from '../layers/slices.ts';
import { inspectRecords, type Placed, prepareWorld, type World } from '../prepare.ts';
import { type InputFiles, type ReadSettings, type Records, readRecords, readSettings } from '../read.ts';
import { secretMotion, secretNumber } from './moved.ts';
import { makeNames } from './names.ts';
import { type Naming, nameEverything } from './naming.ts';
import { bundleRoads } from './roads.ts';
import { compareWorlds, type Sameness } from './same.ts';
import { translatedLayers, translatedSettings } from './settings.ts';
import {
  accountsTable,
  barriersTable,
  type Disguise,
  managersTable,
  overridesTable,
  repsTable,
} from './tables.ts';
import { zonesFile } from './zones.ts';

export interface BundleRequest {
  readonly files: InputFiles;
  readonly map: ReadSettings['map'];
  readonly settings: Settings;
  readonly layers: readonly LayerSetting[];
}

export interface Bundle {
  /** the data and sectorize.yaml */
  readonly files: readonly PlanFile[];
  /** what reads the answer, and must not go with it: kind, original, name */
  readonly key: readonly (readonly [kind: string, original: string, name: string | number])[];
  /** what money was multiplied by */
  readonly money: number;
  /** how far places of people and customers were moved within the moved map */
  readonly jitterMetres: number;
  /** accounts that were not: those of zones that are split along them */
  readonly still: number;
  /** null where the inputs have errors, so that there is no problem to compare */
  readonly same: Sameness | null;
  readonly counts: { readonly zones: number; readonly reps: number; readonly accounts: number };
  /** rows of the inputs that are not in the bundle, for they were rejected */
  readonly rejected: number;
  /** `error bad-number reps 12` and so on: severity, code, input, line */
  readonly findings: readonly (readonly [
    severity: string,
    code: string,
    input: string,
    line: number | null,
  ])[];
}

/** Metres; the first at which the problem is the same, and the last where it is not: an address is never told. */
const JITTERS = [1000, 300, 100];
const LEAST = JITTERS.at(-1);
/** exponents of two: other factors would round, and then ties would fall otherwise */
const MONEY = [-4, -3, -2, -1, 1, 2, 3, 4];

/** @throws InputError when there are no zones to place anything in */
export async function makeBundle(request: BundleRequest, secret: Uint8Array): Promise<Bundle> {
  const records = await recordsOf(request, request.files);
  const { accounts: all, log } = records;
  const inspected = inspectRecords(records, request.settings);
  if (!inspected) throw new InputError(log.issues());
  const { placed } = inspected;
  const originals = await worldsOf(records, request);
  // held against what is read again without roads, whose times are the same numbers
  const { roads: asked, ...estimated } = records;
  const baseline = originals && asked ? await worldsOf(estimated, request) : originals;
  const names = makeNames(secret);
  const naming = nameEverything(names, {
    records,
    accounts: placed.accounts,
    zones: placed.zones,
    settings: request.settings,
    layers: request.layers,
  });
  const power = MONEY[Math.floor(secretNumber(secret, 'money') * MONEY.length)] as number;
  const money = pricedInMoney(request) ? 1 : 2 ** power;
  const motion = secretMotion(secret, placed.zones.lat, placed.zones.lon);
  const translation = { ...naming, money };
  const settings = translatedSettings(request.settings, translation);
  const layers = translatedLayers(request.layers, translation);
  const measures = new Set([
    ...measuresOfLayers(request),
    ...inspected.settings.measures.map(({ name }) => name),
  ]);
  const inLayer = placed.accounts ? layerTests(request, all as Accounts, placed.accounts) : [];
  const roads = originals ? await bundleRoads(originals, naming) : null;

  const cut = originals?.filter(({ splits }) => splits.length > 0) ?? [];
  const split = new Set(cut.flatMap(({ splits }) => splits.map(({ zone }) => placed.zones.id.indexOf(zone))));
  const parts = cut.map(({ context }) => context.zones);
  const still = placed.zoneOf.reduce((sum, zone) => sum + (split.has(zone) ? 1 : 0), 0);

  for (const jitterMetres of JITTERS) {
    const disguise: Disguise = { secret, names: naming, motion, money, jitterMetres, split, parts };
    const data = dataFiles(records, placed, measures, inLayer, request, disguise);
    const files = {
      ...Object.fromEntries(data.map(({ key, file }) => [key, file.path])),
      ...(roads && { roads: 'roads.csv' }),
    };
    const yaml = configText(settings, layers, files);
    const whole: PlanFile[] = [
      ...data.map(({ file }) => file),
      ...(roads ? [{ path: 'roads.csv', content: [...writeRoads(roads)] }] : []),
      { path: 'sectorize.yaml', content: [yaml] },
    ];
    const same = baseline && (await sameness(baseline, data, yaml, naming, money));
    if (same && same.differs.length > 0 && jitterMetres !== LEAST) continue;
    return {
      files: whole,
      key: [
        ...names.key,
        ['money', 'factor', money] as const,
        ...motion.rows.map(([name, value]) => ['place', name, value] as const),
      ],
      money,
      jitterMetres,
      still,
      same,
      counts: {
        zones: placed.zones.count,
        reps: placed.reps.list.length,
        accounts: placed.accounts?.count ?? 0,
      },
      rejected: records.rejects.count(),
      findings: findingsOf(records, request.files),
    };
  }
  throw new Error('no bundle was made');
}

/** Where sectors are compact, prices are in amounts × km²: they would have to follow some amounts and not others. */
function pricedInMoney({ settings, layers }: BundleRequest): boolean {
  const all = [settings, ...layers];
  const compact = [settings.objective, ...layers.map(({ objective }) => objective)].includes('compactness');
  const priced = all.some(({ keepTogether, budgets }) =>
    [...(keepTogether ?? []), ...(budgets ?? [])].some(({ price }) => price !== null && price > 0),
  );
  return (compact || layers.some(({ travels }) => !travels)) && priced;
}

function recordsOf(
  request: Pick<BundleRequest, 'settings' | 'layers' | 'map'>,
  files: InputFiles,
  open?: Parameters<typeof readRecords>[2],
): Promise<Records> {
  const reading = readSettings(request.settings, request.map);
  return readRecords(files, { ...reading, measures: measuresOfLayers(request), keep: KEPT }, open);
}

/** The records with logs of their own: what is tried with them is not said twice. */
function fresh(records: Records): Records {
  return { ...records, log: new IssueLog(), rejects: new RejectLog() };
}

/** What would be planned, layer by layer; null where the inputs have errors. */
async function worldsOf(records: Records, request: BundleRequest): Promise<World[] | null> {
  if (records.log.hasErrors()) return null;
  try {
    if (request.layers.length === 0) return [await prepareWorld(fresh(records), request.settings)];
    const sliced = sliceRecords(fresh(records), request);
    if (!sliced) return null;
    const worlds: World[] = [];
    for (const { records: own, settings, rule } of sliced.layers)
      worlds.push(await prepareWorld(own, settings, rule.name));
    return worlds;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    for (const issue of error.issues) records.log.add(issue);
    return null;
  }
}

interface DataFile {
  /** of the configuration */
  readonly key: 'accounts' | 'reps' | 'zones' | 'barriers' | 'managers' | 'overrides';
  readonly file: { readonly path: string; readonly content: readonly (string | Uint8Array)[] };
}

function dataFiles(
  { repsAsRead, managers, barriers, overrides }: Records,
  placed: Placed,
  measures: ReadonlySet<string>,
  inLayer: Parameters<typeof accountsTable>[2],
  { settings, layers }: BundleRequest,
  disguise: Disguise,
): DataFile[] {
  const { zones, accounts } = placed;
  const { names } = disguise;
  const csv = (key: DataFile['key'], content: Iterable<string>): DataFile => ({
    key,
    file: { path: `${key}.csv`, content: [...content] },
  });
  const map = zonesFile(zones, measures, disguise);
  const placedIds = new Set(accounts?.id);
  const decisions = overrides?.list.filter(({ account }) => account === '' || placedIds.has(account));
  return [
    ...(accounts ? [csv('accounts', accountsTable(placed, accounts, inLayer, settings, disguise))] : []),
    ...(repsAsRead
      ? [csv('reps', repsTable(repsAsRead.list, zones, layers.length > 0, settings, disguise))]
      : []),
    { key: 'zones', file: { path: map.path, content: [...(map.content as Iterable<string>)] } },
    ...(barriers.list.length > 0 ? [csv('barriers', barriersTable(barriers.list, names))] : []),
    ...(managers && settings.hierarchy
      ? [csv('managers', managersTable(managers.list, zones, disguise))]
      : []),
    ...(decisions && decisions.length > 0
      ? [csv('overrides', overridesTable({ list: decisions }, names))]
      : []),
  ];
}

/** By layer with conditions: which accounts pass them. */
function layerTests(
  { layers, map, files, config }: BundleRequest & { readonly config?: string },
  all: Accounts,
  placed: Accounts,
): Parameters<typeof accountsTable>[2] {
  const columns = scopeMap(map, files, new IssueLog()).accounts;
  const rules = layerRules(layers, all, columns, new IssueLog(), config);
  return rules.flatMap(({ where }, l) =>
    layers[l]?.where.size === 0 ? [] : [[l, tester(placed, where)] as const],
  );
}

/** Reads what was written and holds it against the original, layer by layer; the worst of them. */
async function sameness(
  originals: readonly World[],
  data: readonly DataFile[],
  yaml: string,
  naming: Naming,
  money: number,
): Promise<Sameness> {
  const log = new IssueLog();
  const config = parseConfig(yaml, 'sectorize.yaml', log);
  if (log.hasErrors()) throw new Error(`sectorize.yaml of the bundle cannot be read: ${codes(log)}`);
  const settings: Settings = { ...DEFAULT_SETTINGS, ...config.settings };
  const contents = new Map(data.map(({ file }) => [file.path, file.content]));
  const named = (key: DataFile['key']) => data.find(file => file.key === key)?.file.path ?? null;
  const files: InputFiles = {
    accounts: named('accounts'),
    reps: named('reps'),
    zones: named('zones'),
    aliases: null,
    barriers: named('barriers'),
    managers: named('managers'),
    overrides: named('overrides'),
  };
  const request = { files, map: new Map<string, string>(), settings, layers: config.layers };
  const records = await recordsOf(request, files, async path =>
    bytesSource(path, Buffer.from((contents.get(path) ?? []).join(''))),
  );
  const copies = await worldsOf(records, request);
  if (!copies)
    return {
      differs: [`no plan from the bundle: ${codes(records.log)}`],
      cheapest: Number.NaN,
      worst: Number.NaN,
    };
  const all = copies.map((copy, l) =>
    compareWorlds(originals[l] as World, copy, measure => (naming.isAmount(measure) ? money : 1)),
  );
  return {
    differs: [...new Set(all.flatMap(({ differs }) => differs))],
    cheapest: Math.max(...all.map(({ cheapest }) => cheapest)),
    worst: Math.max(...all.map(({ worst }) => worst)),
  };
}

function codes(log: IssueLog): string {
  return [
    ...new Set(
      log
        .issues()
        .filter(({ severity }) => severity === 'error')
        .map(({ code }) => code),
    ),
  ].join(', ');
}

/** Without what was found: it quotes cells. */
function findingsOf({ log }: Records, files: InputFiles): Bundle['findings'] {
  const roles = new Map(
    (['accounts', 'reps', 'zones', 'aliases', 'barriers', 'managers', 'overrides'] as const).flatMap(role => {
      const path = files[role];
      return path ? [[path, role] as const] : [];
    }),
  );
  return log
    .issues()
    .map(({ severity, code, file, line }) => [severity, code, roles.get(file) ?? 'option', line] as const);
}
