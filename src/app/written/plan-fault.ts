// What is wrong with a plan directory that was written, in words.

import { InputError } from '../../io/issues.ts';

export function planError(file: string, found: string, expected: string, remedy: string): InputError {
  return new InputError([
    { severity: 'error', code: 'bad-plan', file, line: null, column: null, found, expected, remedy },
  ]);
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
