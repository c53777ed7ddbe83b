// A plan directory, or each layer's, as `explain` needs it: plan.json, model.json, zones.csv, neighbors.csv, sectors.csv and
// two figures of kpis.json. Nothing of the inputs.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Decided } from '../../evaluate/explain/answer.ts';
import { type Standing, standingOf } from '../../evaluate/explain/standing.ts';
import { explainWorld, type WrittenPlace } from '../../evaluate/explain/world.ts';
import { parseJson } from '../../evaluate/json-reader.ts';
import { parseLayeredPlan } from '../../evaluate/layers/plan-json.ts';
import { parseModel } from '../../evaluate/model-json.ts';
import { parsePlan } from '../../evaluate/plan-json.ts';
import { InputError } from '../../io/issues.ts';
import { nearest } from '../../io/nearest.ts';
import type { Plan } from '../../model/plan.ts';
import { optionIssue } from '../option-issue.ts';
import { assertNotStranded, planError } from '../written/plan-fault.ts';
import { parsedPlan } from '../written/plan-file.ts';
import { readRoadTable } from '../written/road-table.ts';
import { numberIn, readTextTable } from '../written/text-table.ts';

export interface ReadLayer {
  /** `default` without layers */
  readonly name: string;
  readonly dir: string;
  readonly plan: Plan;
  readonly standing: Standing;
}

/** @throws InputError when it is no plan directory of this version, or has no such layer */
export async function readExplained(dir: string, layer: string | null): Promise<ReadLayer[]> {
  const text = await textOf(dir, 'plan.json');
  const layered = text.includes('sectorize-layers/') ? parsed(dir, () => parseLayeredPlan(text)) : null;
  if (!layered) {
    const plan = parsed(dir, () => parsePlan(text));
    const name = plan.sectors[0]?.layer ?? 'default';
    if (layer !== null && layer !== name) throw noLayer(layer, [name]);
    return [await readOne(dir, name, plan)];
  }
  const names = layered.layers.map(({ name }) => name);
  if (layer !== null && !names.includes(layer)) throw noLayer(layer, names);
  const found: ReadLayer[] = [];
  for (const { name, folder } of layered.layers) {
    if (layer !== null && layer !== name) continue;
    const own = join(dir, 'layers', folder);
    const written = await textOf(own, 'plan.json');
    found.push(
      await readOne(
        own,
        name,
        parsed(own, () => parsePlan(written)),
      ),
    );
  }
  return found;
}

async function readOne(dir: string, name: string, plan: Plan): Promise<ReadLayer> {
  const [written, zones, neighbors, sectors, kpis] = await Promise.all([
    textOf(dir, 'model.json'),
    readTextTable(join(dir, 'zones.csv'), ['zone_id', 'zone_name', 'lat', 'lon']),
    readTextTable(join(dir, 'neighbors.csv'), ['zone_a', 'zone_b', 'border_km']),
    readTextTable(join(dir, 'sectors.csv'), ['rep_id', 'rep_name']),
    textOf(dir, 'kpis.json'),
  ]);
  const roads = plan.roads ? await readRoadTable(join(dir, 'roads.csv')) : null;
  const model = parsed(dir, () => parseModel(written));
  const places = new Map<string, WrittenPlace>();
  for (const { cells } of zones.rows) {
    const [id, zone, lat, lon] = cells as [string, string, string, string];
    places.set(id, { name: zone, lat: numberIn(lat), lon: numberIn(lon) });
  }
  const lacking =
    model.zones.find(({ zone }) => !places.has(zone)) ??
    plan.assignment.find(([, zone]) => !places.has(zone));
  const strangers =
    plan.assignment.length !== model.zones.length || plan.sectors.length !== model.reps.length;
  if (lacking || strangers) {
    throw planError(
      dir,
      'plan.json, model.json and zones.csv that are not of the same plan',
      'the files as `sectorize plan` wrote them',
      'make the plan again',
    );
  }
  const objective = objectiveOf(kpis);
  const world = explainWorld({
    plan,
    model,
    places,
    borders: neighbors.rows.map(({ cells: [a, b, km] }) => [
      a as string,
      b as string,
      numberIn(km as string),
    ]),
    repNames: new Map(sectors.rows.map(({ cells }) => [cells[0] as string, cells[1] as string])),
    ...(roads && { roads }),
    ...objective,
    decided: decisionsOf(kpis),
  });
  return { name, dir, plan, standing: standingOf(world) };
}

function objectiveOf(kpis: string): { lowerBound: number | null; unit: string } {
  try {
    const { plan } = parseJson(kpis) as { plan?: { objective?: { lower_bound?: unknown; unit?: unknown } } };
    const { lower_bound: bound, unit } = plan?.objective ?? {};
    return {
      lowerBound: typeof bound === 'number' ? bound : null,
      unit: typeof unit === 'string' ? unit : '',
    };
  } catch {
    return { lowerBound: null, unit: '' };
  }
}

/** What cannot be read is not quoted: the rules say all the same that the zone is kept for its rep. */
function decisionsOf(kpis: string): Map<string, Decided> {
  const decided = new Map<string, Decided>();
  try {
    const list = (parseJson(kpis) as { overrides?: { list?: Readonly<Record<string, unknown>>[] } }).overrides
      ?.list;
    const text = (value: unknown) => (typeof value === 'string' ? value : '');
    for (const { zone_id, account_id, author, reason, date } of list ?? []) {
      const what = typeof zone_id === 'string' ? `zone ${zone_id}` : `account ${text(account_id)}`;
      decided.set(what, { author: text(author), reason: text(reason), date: text(date) });
    }
  } catch {
    // said of kpis.json by verify
  }
  return decided;
}

async function textOf(dir: string, name: string): Promise<string> {
  return readFile(join(dir, name), 'utf8').catch(async () => {
    await assertNotStranded(dir);
    throw planError(
      dir,
      `no ${name}`,
      'a plan directory of this version',
      name === 'plan.json'
        ? 'name the folder that `sectorize plan` wrote: --plan DIR'
        : 'make the plan again with this version',
    );
  });
}

function parsed<T>(dir: string, parse: () => T): T {
  return parsedPlan(dir, parse, 'a plan of this version', 'make the plan again with this version');
}

function noLayer(layer: string, names: readonly string[]): InputError {
  const near = nearest(layer, names);
  return new InputError([
    optionIssue(
      '--layer',
      `"${layer.slice(0, 60)}"`,
      `a layer of the plan: ${names.join(', ')}`,
      near === null ? 'leave it out for all of them' : `did you mean "${near}"?`,
    ),
  ]);
}
