// `plan --anonymize`: the inputs of a plan and its settings without the names, as files that make the same problem.
//
//   read → place → name → move and write → read what was written → hold it against the original; closer, if it is not the same

import { configText } from '../../io/config-write.ts';
import { InputError, IssueLog } from '../../io/issues.ts';
import type { PlanFile } from '../../io/plan-directory.ts';
import { writeRoads } from '../../io/roads/write-roads.ts';
import { tester } from '../../model/layer-conditions.ts';
import { powerOf } from '../../model/power.ts';
import type { Accounts } from '../../model/records.ts';
import { scopeMap } from '../column-map.ts';
import { layerRules } from '../layers/rules.ts';
import { measuresOfLayers } from '../layers/slices.ts';
import type { Placed } from '../prepare.ts';
import type { Records } from '../read.ts';
import { accountsTable } from './accounts.ts';
import { todayOfPlans } from './before-cost.ts';
import { beforeDirs, beforeFiles } from './before-files.ts';
import { disguisedPlans, settleBefore } from './before-settled.ts';
import type { Disguise } from './disguise.ts';
import { type Finding, findingsOf, inspectWhole } from './findings.ts';
import { secretMotion, secretNumber } from './moved.ts';
import { makeNames } from './names.ts';
import { nameEverything } from './naming.ts';
import { barriersTable, managersTable, overridesTable } from './others.ts';
import { repsTable } from './reps.ts';
import { bundleRoads } from './roads.ts';
import type { Sameness } from './same.ts';
import { translatedLayers, translatedSettings } from './settings.ts';
import { type BundleRequest, type DataFile, readAgain, recordsOf, sameness, worldsOf } from './worlds.ts';
import { zonesFile } from './zones.ts';

export interface Bundle {
  /** the data and sectorize.yaml */
  readonly files: readonly PlanFile[];
  /** directories of the plans that are revised, among the files */
  readonly before: readonly string[];
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
  readonly findings: readonly Finding[];
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
  const inspected = inspectWhole(records, request);
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
    before: records.previous?.plans ?? [],
  });
  const power = MONEY[Math.floor(secretNumber(secret, 'money') * MONEY.length)] as number;
  const money = pricedInMoney(request) ? 1 : powerOf(2, power);
  const motion = secretMotion(secret, placed.zones.lat, placed.zones.lon);
  const translation = { ...naming, money };
  const settings = translatedSettings(request.settings, translation);
  const layers = translatedLayers(request.layers, translation);
  const measures = new Set([
    ...measuresOfLayers(request),
    ...inspected.settings.measures.map(({ name }) => name),
  ]);
  const inLayer = placed.accounts ? layerTests(request, all as Accounts, placed.accounts) : [];
  const rows = originals ? await bundleRoads(originals, naming) : null;
  const roads = rows && [...writeRoads(rows)].join('');
  const today = await todayOfPlans(originals ?? []);

  const cut = originals?.filter(({ splits }) => splits.length > 0) ?? [];
  const split = new Set(cut.flatMap(({ splits }) => splits.map(({ zone }) => placed.zones.id.indexOf(zone))));
  const parts = cut.map(({ context }) => context.zones);
  const still = placed.zoneOf.reduce((sum, zone) => sum + (split.has(zone) ? 1 : 0), 0);

  for (const jitterMetres of JITTERS) {
    const disguise: Disguise = { secret, names: naming, motion, money, jitterMetres, split, parts };
    const data = dataFiles(records, placed, measures, inLayer, request, disguise);
    const sketched = disguisedPlans(records, placed.zones, request.settings, translation, disguise);
    const first = beforeFiles(records.kept ?? [], sketched);
    const from = beforeDirs(first);
    const files = {
      ...Object.fromEntries(data.map(({ key, file }) => [key, file.path])),
      ...(from.length > 0 && { from }),
      ...(roads && { roads: 'roads.csv' }),
    };
    const yaml = configText(settings, layers, files);
    const again = baseline && (await readAgain(data, yaml, first, roads));
    const { kept, differs } =
      again?.onRoads && sketched.length > 0
        ? await settleBefore(records, sketched, today, again.onRoads, disguise)
        : { kept: first, differs: [] };
    const compared = again && sameness(baseline, again, naming, money);
    const same = compared && { ...compared, differs: [...compared.differs, ...differs] };
    const whole: PlanFile[] = [
      ...data.map(({ file }) => file),
      ...(roads === null ? [] : [{ path: 'roads.csv', content: [roads] }]),
      ...kept.map(({ path, content }) => ({ path, content: [content] })),
      { path: 'sectorize.yaml', content: [yaml] },
    ];
    if (same && same.differs.length > 0 && jitterMetres !== LEAST) continue;
    return {
      files: whole,
      before: from,
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
