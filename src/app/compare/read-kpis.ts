// kpis.json of a written plan, with every field checked that a comparison reads: a plan may come from anywhere.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { JsonError, Reader } from '../../evaluate/json-reader.ts';
import { KPI_SCHEMA, type Kpis } from '../../evaluate/kpis-types.ts';
import type { LayeredKpis } from '../../evaluate/layers/part.ts';
import { KPI_ROWS } from '../../report/kpi-rows.ts';
import { assertNotStranded, planError } from '../written/plan-fault.ts';

/** `layers` only of a plan with layers */
export type WrittenKpis = Kpis & Partial<Pick<LayeredKpis, 'layers'>>;

/** @throws InputError when the file is missing, or not as this version writes it */
export async function readKpis(dir: string): Promise<WrittenKpis> {
  const path = join(dir, 'kpis.json');
  const remedy = 'take the directory as `sectorize plan` wrote it, or make the plan again with this version';
  const text = await readFile(path, 'utf8').catch(async () => {
    await assertNotStranded(dir);
    throw planError(path, 'nothing that can be read', 'the KPIs of a plan', remedy);
  });
  try {
    const root = Reader.parse(text, 'kpis.json');
    const schema = root.get('schema').text();
    if (schema !== KPI_SCHEMA)
      throw new JsonError(`kpis.json: schema is ${JSON.stringify(schema.slice(0, 60))}`);
    checkPlan(root.get('plan'));
    if (!root.get('before').isNull()) checkPlan(root.get('before'));
    root.get('sectors').list(checkSector);
    if (!root.get('sectors_before').isNull()) root.get('sectors_before').list(checkSector);
    root.get('promises').list(promise => promise.get('kept').flag());
    if (root.has('overrides')) {
      root
        .get('overrides')
        .get('list')
        .list(decision => {
          for (const name of ['author', 'reason']) decision.get(name).text();
        });
    }
    if (root.has('layers')) root.get('layers').records(checkPlan);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw planError(path, error.message, `the KPIs of a plan, ${KPI_SCHEMA}`, remedy);
  }
  // checked above as far as it is read
  return JSON.parse(text.replace(/^\ufeff/, '')) as WrittenKpis;
}

function checkPlan(plan: Reader): void {
  for (const { path } of KPI_ROWS) figure(plan, path);
  plan.get('zones').number();
  plan.get('accounts').number();
  plan.get('balance').records(measure => {
    measure.get('tolerance').number();
    for (const name of ['max_deviation', 'cv', 'gini', 'max_min_ratio']) measure.get(name).numberOrNull();
  });
  plan.get('contiguity').get('sectors').number();
  const objective = plan.get('objective');
  if (!objective.isNull()) {
    objective.get('value').number();
    objective.get('gap').numberOrNull();
    objective.get('unit').text();
  }
  const disruption = plan.get('disruption');
  if (!disruption.isNull()) for (const of of ['accounts', 'revenue']) figure(disruption, `share.${of}`);
}

function checkSector(sector: Reader): void {
  for (const name of ['sector_id', 'rep_id', 'sector_name', 'layer']) sector.get(name).text();
  for (const name of ['zones', 'accounts']) sector.get(name).number();
  figure(sector, 'workload.hours');
  figure(sector, 'commercial.revenue');
  sector.get('balance').records(measure => {
    measure.get('value').number();
    measure.get('deviation').numberOrNull();
  });
}

function figure(root: Reader, path: string): void {
  path
    .split('.')
    .reduce((reader, key) => reader.get(key), root)
    .numberOrNull();
}
