// What is wrong with a plan directory that was written, in words.

import { basename, resolve } from 'node:path';
import { strandedFolder } from '../../io/claim.ts';
import { InputError } from '../../io/issues.ts';

export function planError(file: string, found: string, expected: string, remedy: string): InputError {
  return new InputError([
    { severity: 'error', code: 'bad-plan', file, line: null, column: null, found, expected, remedy },
  ]);
}

/**
 * For a plan that cannot be read: says so where a run was killed in the moment of replacing it.
 * @throws InputError when the old plan is whole beside its place
 */
export async function assertNotStranded(dir: string): Promise<void> {
  const old = await strandedFolder(resolve(dir), 'plan.json');
  if (old === null) return;
  throw planError(
    dir,
    `no plan, but the old one whole beside it (${basename(old)}): a run was killed in the moment of replacing it`,
    'a plan directory',
    `plan again with --out ${dir}, which puts it back first, or rename ${old} to ${basename(resolve(dir))}`,
  );
}

/** Inputs that a written plan was not made from. */
export function otherInputs(dir: string, found: string): InputError {
  return planError(
    dir,
    found,
    'the inputs that the plan was made from',
    'name those (--accounts FILE, --reps FILE, --zones FILE), or plan again',
  );
}

/** A cell that the rest of the plan contradicts. */
export function disagrees(
  file: string,
  line: number,
  column: string,
  found: string,
  expected: string,
): InputError {
  const remedy = 'the file was edited, or is of another plan: take it as `sectorize plan` wrote it';
  return new InputError([
    {
      severity: 'error',
      code: 'bad-plan',
      file,
      line,
      column,
      found: `"${found.slice(0, 60)}"`,
      expected,
      remedy,
    },
  ]);
}
