// The worlds that a bundle is made of, and those that it makes again.

import { sep } from 'node:path';
import { parseConfig } from '../../io/config.ts';
import { InputError, IssueLog, RejectLog } from '../../io/issues.ts';
import { readMatrix } from '../../io/roads/matrix.ts';
import { bytesSource } from '../../io/source.ts';
import type { LayerSetting } from '../../model/layers.ts';
import type { Previous } from '../../model/previous.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../model/settings.ts';
import { KEPT } from '../check.ts';
import { measuresOfLayers, sliceRecords } from '../layers/slices.ts';
import { prepareWorld, type World } from '../prepare.ts';
import { type InputFiles, type ReadSettings, type Records, readRecords, readSettings } from '../read.ts';
import { type KeptFile, type ReadBytes, readPreviousIn } from '../revision/read.ts';
import type { RoadAccess } from '../roads/open.ts';
import { beforeDirs } from './before-files.ts';
import type { Naming } from './naming.ts';
import { compareWorlds, type Sameness } from './same.ts';

export interface BundleRequest {
  readonly files: InputFiles;
  readonly map: ReadSettings['map'];
  readonly settings: Settings;
  readonly layers: readonly LayerSetting[];
}

export interface DataFile {
  /** of the configuration */
  readonly key: 'accounts' | 'reps' | 'zones' | 'barriers' | 'managers' | 'overrides';
  readonly file: { readonly path: string; readonly content: readonly (string | Uint8Array)[] };
}

/** Where files are, when it is not on disk. */
interface Elsewhere {
  readonly open?: Parameters<typeof readRecords>[2];
  readonly openPlans?: Parameters<typeof readRecords>[3];
}

export function recordsOf(
  request: Pick<BundleRequest, 'settings' | 'layers' | 'map'>,
  files: InputFiles,
  { open, openPlans }: Elsewhere = {},
): Promise<Records> {
  const reading = readSettings(request.settings, request.map);
  return readRecords(files, { ...reading, measures: measuresOfLayers(request), keep: KEPT }, open, openPlans);
}

/** The records with logs of their own: what is tried with them is not said twice. */
function fresh(records: Records): Records {
  return { ...records, log: new IssueLog(), rejects: new RejectLog() };
}

/** What would be planned, layer by layer; null where the inputs have errors. */
export async function worldsOf(records: Records, request: BundleRequest): Promise<World[] | null> {
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

/** What was written, read again. */
export interface ReadAgain {
  /** without roads, whose times are the same numbers; null where nothing can be planned */
  readonly worlds: readonly World[] | null;
  /** with them, where there are any */
  readonly onRoads: readonly World[] | null;
  readonly previous: Previous;
  /** codes of the errors */
  readonly errors: string;
}

export async function readAgain(
  data: readonly DataFile[],
  yaml: string,
  before: readonly KeptFile[],
  roads: string | null,
): Promise<ReadAgain> {
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
    from: beforeDirs(before),
  };
  const request = { files, map: new Map<string, string>(), settings, layers: config.layers };
  const records = await recordsOf(request, files, {
    open: async path => bytesSource(path, Buffer.from((contents.get(path) ?? []).join(''))),
    openPlans: dirs => readPreviousIn(dirs, readerOf(before)),
  });
  const worlds = await worldsOf(records, request);
  return {
    worlds,
    onRoads:
      worlds && roads !== null ? await worldsOf({ ...records, roads: roadsIn(roads) }, request) : worlds,
    previous: records.previous ?? { plans: [] },
    errors: codes(records.log),
  };
}

/** Files that are not on disk yet. */
export function readerOf(files: readonly KeptFile[]): ReadBytes {
  const contents = new Map(files.map(({ path, content }) => [path, content]));
  return async path => {
    const content = contents.get(path.split(sep).join('/'));
    return content === undefined ? null : Buffer.from(content);
  };
}

function roadsIn(text: string): RoadAccess {
  return {
    async open(resolver, log, partly) {
      const bytes = bytesSource('roads.csv', Buffer.from(text));
      return { source: await readMatrix(bytes, resolver, log, partly), input: null };
    },
  };
}

/** Holds what was read again against the original, layer by layer; the worst of them. */
export function sameness(
  originals: readonly World[],
  { worlds, errors }: Pick<ReadAgain, 'worlds' | 'errors'>,
  naming: Naming,
  money: number,
): Sameness {
  if (!worlds)
    return { differs: [`no plan from the bundle: ${errors}`], cheapest: Number.NaN, worst: Number.NaN };
  const all = worlds.map((copy, l) =>
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
