// Where the inputs of a written plan are, and what is said when they are others. Apart from the options, which every
// `--help` loads: reading a configuration takes a parser.

import type { VerifyOutcome } from '../app/verify.ts';
import { readConfiguration } from './configuration.ts';
import type { VerifyInputs } from './verify-inputs.ts';

/**
 * The inputs with those that the configuration names. A plan keeps the names of its files and not their folders, so
 * without it they are found in few places only.
 * @throws InputError when the configuration cannot be read
 */
export async function knownInputs<T extends VerifyInputs>({ config, ...given }: T) {
  if (config === undefined) return given;
  const { inputs } = await readConfiguration(config);
  const { accounts, reps, zones, aliases, barriers, managers, overrides, roads } = inputs;
  const matrix = roads?.kind === 'matrix' ? roads.file : null;
  return {
    ...given,
    known: { accounts, reps, zones, aliases, barriers, managers, overrides, roads: matrix },
  };
}

/** What is told first of a plan that is refused: files of it that cannot be read, and inputs that are others. */
export function toldFirst(outcome: VerifyOutcome): VerifyOutcome['checks'] {
  const files = outcome.checks.filter(({ name, lies }) => lies > 0 && /(^|\/)files$/.test(name));
  return [...files, ...otherInputs(outcome)];
}

/** The checks that say that the inputs are other files than the plan was made from: all else that is wrong may follow. */
export function otherInputs({ checks }: VerifyOutcome): VerifyOutcome['checks'] {
  return checks.filter(({ name, lies }) => lies > 0 && /(^|\/)inputs$/.test(name));
}

export const OTHER_INPUTS =
  'the inputs are not those that the plan was made from: name those (--accounts FILE, --reps FILE, --zones FILE)';
