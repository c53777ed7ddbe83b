// kpis.json of a written plan, with every field checked: a plan may come from anywhere.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { JsonError, parseJson, Reader } from '../../evaluate/json-reader.ts';
import { checkKpis } from '../../evaluate/kpis-shape.ts';
import { KPI_SCHEMA, type Kpis } from '../../evaluate/kpis-types.ts';
import type { LayeredKpis } from '../../evaluate/layers/part.ts';
import { assertNotStranded, planError } from './plan-fault.ts';

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
    checkKpis(Reader.parse(text, 'kpis.json'));
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw planError(path, error.message, `the KPIs of a plan, ${KPI_SCHEMA}`, remedy);
  }
  return parseJson(text) as WrittenKpis;
}
