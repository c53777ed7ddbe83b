// The main job with layers: inputs are read once and shared out, every layer is planned like a plan of its own, and one
// plan directory holds them all, with totals that count everything once.

import { layeredKpis } from '../../evaluate/layers/kpis.ts';
import type { LayeredKpis, LayerPart, Whole } from '../../evaluate/layers/part.ts';
import { InputError } from '../../io/issues.ts';
import type { PlanFile } from '../../io/plan-directory.ts';
import type { PlanInput } from '../../model/plan.ts';
import { selectAccounts } from '../../model/select.ts';
import { visitsOf } from '../../model/visits.ts';
import { groupProblems } from '../groups.ts';
import { type PlanHooks, type PlanOutcome, type PlanRequest, planWorld } from '../plan.ts';
import { inspectRecords, prepareWorld, type World } from '../prepare.ts';
import { type Records, readRecords, readSettings } from '../read.ts';
import { composeLayeredFiles } from './files.ts';
import { type LayeredInputs, type LayerWork, measuresOfLayers, type Sliced, sliceRecords } from './slices.ts';

export interface LayeredRequest extends Omit<PlanRequest, 'layer'> {
  readonly layers: LayeredInputs['layers'];
  /** the configuration that names the layers, for messages */
  readonly config?: string;
}

export interface LayeredHooks extends Omit<PlanHooks, 'onWorld'> {
  /** called once all inputs are read and every layer is prepared, before any is planned */
  readonly onWorlds?: (
    layers: readonly { readonly layer: string; readonly world: World }[],
    records: Records,
  ) => void;
  /** called when the planning of a layer begins */
  readonly onLayer?: (layer: string) => void;
}

export interface LayerOutcome {
  readonly part: LayerPart;
  readonly outcome: PlanOutcome;
}

export interface LayeredOutcome {
  /** in their order */
  readonly layers: readonly LayerOutcome[];
  readonly whole: Whole;
  readonly inputs: readonly PlanInput[];
  readonly kpis: LayeredKpis;
  readonly planFiles: () => Iterable<PlanFile>;
}

/** The records that all layers are made of. */
export async function readForLayers(inputs: LayeredInputs, keep?: number): Promise<Records> {
  const settings = readSettings(inputs.settings, inputs.map);
  const kept = keep === undefined ? {} : { keep };
  return readRecords(inputs.files, { ...settings, measures: measuresOfLayers(inputs), ...kept });
}

/** Every layer's slice of the records. Throws InputError with every finding when they cannot be shared out. */
export function shareLayersOut(records: Records, inputs: LayeredInputs): Sliced {
  const sliced = sliceRecords(records, inputs);
  if (sliced && !records.log.hasErrors()) return sliced;
  // what can be judged without layers is said all the same
  inspectRecords(records, inputs.settings);
  throw new InputError(records.log.issues());
}

/** Makes the plans of all layers; writes nothing. Throws InputError with every finding when one cannot be planned. */
export async function makeLayeredPlan(request: LayeredRequest, hooks: LayeredHooks): Promise<LayeredOutcome> {
  const records = await readForLayers(request);
  const worlds = await prepareLayers(shareLayersOut(records, request).layers);
  hooks.onWorlds?.(worlds, records);

  const layers: LayerOutcome[] = [];
  for (const { layer, world, work } of worlds) {
    hooks.onLayer?.(layer);
    const outcome = await planWorld(
      world,
      { ...request, layer, settings: work.settings, xlsx: false },
      hooks,
    );
    layers.push({ part: partOf(work, outcome), outcome });
  }
  const whole = wholeOf(records, layers, request);
  const roads = worlds.flatMap(({ world }) => world.inputs.filter(({ role }) => role === 'roads'));
  const inputs = [...inputsOf(records, whole), ...roads.slice(0, 1)];
  const kpis = layeredKpis(
    layers.map(({ part }) => part),
    whole,
  );
  const planFiles = () => composeLayeredFiles({ layers, whole, inputs, kpis, records, request });
  return { layers, whole, inputs, kpis, planFiles };
}

/** Every layer's world; the errors of all layers are thrown together. */
async function prepareLayers(layers: readonly LayerWork[]) {
  const worlds: { layer: string; world: World; work: LayerWork }[] = [];
  const issues = new Map<string, InputError['issues'][number]>();
  for (const work of layers) {
    try {
      const world = await prepareWorld(work.records, work.settings, work.rule.name);
      const problems = groupProblems(world);
      if (problems.length > 0) throw new InputError(problems);
      worlds.push({ layer: work.rule.name, world, work });
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      // findings about the map or the files are the same in every layer
      for (const issue of error.issues) {
        const own =
          issue.severity === 'error' ? { ...issue, found: inLayer(issue.found, work.rule.name) } : issue;
        issues.set(JSON.stringify(own), own);
      }
    }
  }
  if (issues.size > 0) throw new InputError([...issues.values()]);
  return worlds;
}

function inLayer(found: string, layer: string): string {
  return `${found} (layer ${layer})`;
}

function partOf({ rule }: LayerWork, { context, result, plan, kpis }: PlanOutcome): LayerPart {
  const sectorIds = kpis.sectors.map(sector => sector.sector_id);
  return { rule, context, result, kpis, sectorIds, splits: plan.splits };
}

/** The undivided accounts that some base layer has placed. */
function wholeOf(records: Records, layers: readonly LayerOutcome[], request: LayeredRequest): Whole {
  const all = records.accounts as NonNullable<Records['accounts']>;
  const indexOf = new Map(all.id.map((id, a) => [id, a] as const));
  const placed = layers
    .filter(({ part }) => !part.rule.overlay)
    .flatMap(({ part }) => part.context.accounts?.id ?? [])
    .sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const accounts = selectAccounts(
    all,
    Int32Array.from(placed, id => indexOf.get(id) as number),
  );
  const reps = records.reps as NonNullable<Records['reps']>;
  return { accounts, visits: visitsOf(accounts, request.settings).visits, reps };
}

function inputsOf(records: Records, { accounts }: Whole): PlanInput[] {
  return records.inputs.map(input =>
    input.role === 'accounts'
      ? { ...input, accepted: accounts.count, rejected: input.rows - accounts.count }
      : input,
  );
}
