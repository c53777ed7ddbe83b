// The worlds that a bundle is made of, and those that it makes again.

import { parseConfig } from '../../io/config.ts';
import { InputError, IssueLog, RejectLog } from '../../io/issues.ts';
import { bytesSource } from '../../io/source.ts';
import type { LayerSetting } from '../../model/layers.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../model/settings.ts';
import { KEPT } from '../check.ts';
import { measuresOfLayers, sliceRecords } from '../layers/slices.ts';
import { prepareWorld, type World } from '../prepare.ts';
import { type InputFiles, type ReadSettings, type Records, readRecords, readSettings } from '../read.ts';
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

export function recordsOf(
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

/** Reads what was written and holds it against the original, layer by layer; the worst of them. */
export async function sameness(
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
