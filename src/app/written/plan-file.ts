// plan.json of a directory that was written, for whoever reads it back.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { JsonError } from '../../evaluate/json-reader.ts';
import { assertNotStranded, planError } from './plan-fault.ts';

/**
 * @param option where the directory was named, such as `--from DIR`; '' for an argument
 * @throws InputError when there is none
 */
export async function readPlanJson(dir: string, option = ''): Promise<string> {
  try {
    return await readFile(join(dir, 'plan.json'), 'utf8');
  } catch {
    await assertNotStranded(dir);
    const where = option === '' ? '' : `: ${option}`;
    const remedy = `name the folder that \`sectorize plan\` wrote${where}`;
    throw planError(dir, 'no plan.json', 'a plan directory', remedy);
  }
}

/** @throws InputError for what `parse` cannot read */
export function parsedPlan<T>(
  dir: string,
  parse: () => T,
  expected = 'the plan.json of this version',
  remedy = 'make the plan again with this version, or take the directory as `sectorize plan` wrote it',
): T {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    throw planError(dir, error.message, expected, remedy);
  }
}
