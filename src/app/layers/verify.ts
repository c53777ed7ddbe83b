// A plan directory verified, whether it has layers or not: each layer's directory like any other plan, then what all of
// them claim together.

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { JsonError } from '../../evaluate/json-reader.ts';
import { type LayeredPlan, parseLayeredPlan } from '../../evaluate/layers/plan-json.ts';
import { parsePlan } from '../../evaluate/plan-json.ts';
import { type CheckResult, newCheck } from '../../evaluate/verify/check.ts';
import type { VerifyInput } from '../../evaluate/verify.ts';
import { type LayeredInput, type LayerFiles, verifyLayers } from '../../evaluate/verify-layers.ts';
import { exists } from '../../io/exists.ts';
import type { Plan } from '../../model/plan.ts';
import { sortRoads } from '../tours/matrix-again.ts';
import { checkTours, hasTours } from '../tours/verify.ts';
import {
  checkCopies,
  checkReport,
  findInputs,
  findPrevious,
  isRead,
  PLAN_COLUMNS_OF_ACCOUNTS,
  readInputs,
  readJson,
  readPlanText,
  readTable,
  sha256Of,
  sha256OfText,
  type VerifyOptions,
  type VerifyOutcome,
  verdictOf,
  verifyDirectory,
} from '../verify.ts';

/**
 * Reads a plan directory and the inputs it was made from, and recomputes every promise, layer by layer where there are
 * layers, and its tours if it has any. Inputs that are not named are looked for by name in the current folder, then beside
 * the plan.
 * @throws InputError when `dir` is no plan directory, or an input is not found or cannot be read
 */
export async function verifyAnyDirectory(dir: string, options: VerifyOptions = {}): Promise<VerifyOutcome> {
  if (!(await hasTours(dir))) return verifyPlanDirectory(dir, options);
  const layers: VerifyInput[] = [];
  const onRead = (input: VerifyInput) => {
    layers.push(input);
    options.onRead?.(input);
  };
  const { ofPlan, ofTours } = await sortRoads(dir, options);
  const outcome = await verifyPlanDirectory(dir, { ...ofPlan, onRead });
  // a plan that cannot be read has no layers, and says so
  if (layers.length === 0) return outcome;
  return verdictOf([...outcome.checks, ...(await checkTours(dir, layers, ofTours))], outcome.files);
}

async function verifyPlanDirectory(dir: string, options: VerifyOptions): Promise<VerifyOutcome> {
  const text = await readPlanText(dir);
  let plan: LayeredPlan | null;
  try {
    plan = parseLayeredPlan(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    if (!text.includes('sectorize-layers/')) return verifyDirectory(dir, options);
    const readable = newCheck('files');
    readable.lie(error.message);
    return verdictOf([readable.result()], new Map());
  }
  return plan ? verifyLayered(dir, plan, options) : verifyDirectory(dir, options);
}

async function verifyLayered(dir: string, plan: LayeredPlan, options: VerifyOptions): Promise<VerifyOutcome> {
  const files = await findInputs(dir, plan, options);
  const named: VerifyOptions = {
    ...Object.fromEntries(files),
    from: await findPrevious(dir, plan, options),
    map: options.map ?? new Map(plan.map),
    ...(options.onRead ? { onRead: options.onRead } : {}),
  };
  const checks: CheckResult[] = [];
  for (const { name, folder } of plan.layers) {
    const result = await verifyDirectory(join(dir, 'layers', folder), named);
    checks.push(...result.checks.map(check => ({ ...check, name: `${name}/${check.name}` })));
  }
  const readable = newCheck('files');
  const reading = { ...plan.settings, slice: { layer: '', layers: [], measures: plan.measures, reps: [] } };
  const inputs = await readInputs({ ...plan, settings: reading }, files, named);
  if ('changed' in inputs) return verdictOf([...checks, inputs.changed], files);
  const { accounts, reps, zones, inputs: read, rejects } = inputs.records;
  if (!accounts || !reps || !zones) {
    readable.lie('plan.json does not list the accounts, reps and zones that layers are made of');
    return verdictOf([...checks, readable.result()], files);
  }
  const hashes = new Map(read.map(({ role, sha256 }) => [role, sha256]));
  // each layer reads its own ways from the matrix
  const matrix = files.get('roads');
  if (matrix !== undefined) hashes.set('roads', await sha256Of(matrix));
  const layers: LayerFiles[] = [];
  for (const rule of plan.layers) {
    const own = await readLayer(
      join(dir, 'layers', rule.folder),
      `layers/${rule.folder}/`,
      rule,
      plan.map,
      readable.lie,
    );
    if (own) layers.push(own);
  }
  await checkFolders(dir, plan, readable.lie);
  await checkCopies(dir, readable.lie);
  await checkReport(dir, plan, readable.lie);
  const overlays = plan.layers.filter(layer => layer.overlay).length;
  const own = PLAN_COLUMNS_OF_ACCOUNTS + (overlays > 0 ? 1 + 3 * overlays : 0);
  const whole = await readWhole(dir, '', own, readable.lie);
  readable.that(layers.length === plan.layers.length, () => 'not every layer can be read');
  const results =
    isRead(whole, readable.lie) && layers.length === plan.layers.length
      ? verifyLayers({
          plan,
          accounts,
          reps,
          zonesRead: { rows: zones.rowsRead, accepted: zones.count },
          hashes,
          rejects: [...rejects.rejects()],
          layers,
          sha256: sha256OfText,
          ...whole,
        })
      : [];
  return verdictOf([...checks, readable.result(), ...results], files);
}

type Tell = (problem: string) => void;

async function readLayer(
  dir: string,
  prefix: string,
  rule: LayerFiles['rule'],
  map: Plan['map'],
  tell: Tell,
): Promise<LayerFiles | null> {
  let plan: Plan;
  try {
    plan = parsePlan(await readPlanText(dir));
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    tell(`${prefix}${error.message}`);
    return null;
  }
  if (JSON.stringify(plan.map) !== JSON.stringify(map))
    tell(`${prefix}plan.json: its inputs are read by other columns than those of plan.json above it`);
  const whole = await readWhole(dir, prefix, PLAN_COLUMNS_OF_ACCOUNTS, tell);
  if (!isRead(whole, tell, prefix)) return null;
  return {
    rule,
    slice: plan.settings.slice,
    assignment: plan.assignment,
    sectors: plan.sectors.map(({ layer, sectorId, repId }) => [layer, sectorId, repId] as const),
    named: plan.named,
    ...whole,
  };
}

/** The files that all layers together have like each of them. */
async function readWhole(
  dir: string,
  prefix: string,
  accountColumns: number,
  tell: Tell,
): Promise<Pick<LayeredInput, 'tables' | 'kpis' | 'sectorsGeojson' | 'sectorFiles'>> {
  const csv = (name: string, own?: number) => readTable(join(dir, name), prefix + name, own, tell);
  const json = (name: string) => readJson(join(dir, name), prefix + name, tell);
  const names = await readdir(join(dir, 'sectors')).catch(() => {
    tell(`the folder ${prefix}sectors/ is missing`);
    return [];
  });
  const sectorFiles = new Map<string, string>();
  for (const name of names.sort()) {
    const bytes = await readFile(join(dir, 'sectors', name));
    sectorFiles.set(name, createHash('sha256').update(bytes).digest('hex'));
  }
  return {
    tables: {
      zones: await csv('zones.csv'),
      accounts: await csv('accounts.csv', accountColumns),
      sectors: await csv('sectors.csv'),
      changes: await csv('changes.csv'),
      ...((await exists(join(dir, 'costs.csv'))) && { costs: await csv('costs.csv') }),
      rejects: await csv('rejects.csv', 0),
    },
    kpis: await json('kpis.json'),
    sectorsGeojson: await json('sectors.geojson'),
    sectorFiles,
  };
}

/** layers/ has a folder for each layer and nothing else. */
async function checkFolders(dir: string, plan: LayeredPlan, tell: Tell): Promise<void> {
  const known = new Set(plan.layers.map(layer => layer.folder));
  for (const name of await readdir(join(dir, 'layers'))) {
    if (!known.has(name)) tell(`layers/${name} is no layer of the plan`);
  }
}
