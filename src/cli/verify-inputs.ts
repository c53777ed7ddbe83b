// The inputs that a written plan was made from, for commands that verify it.

import type { Command } from 'commander';
import type { VerifyOptions, VerifyOutcome } from '../app/verify.ts';
import { readConfig } from '../io/config.ts';
import { IssueLog } from '../io/issues.ts';
import { parseFrom, parseMap } from './options.ts';

export interface VerifyInputs extends Omit<VerifyOptions, 'known'> {
  readonly config?: string;
}

export function addVerifyInputs(command: Command): Command {
  return command
    .optionsGroup('Inputs the plan was made from:')
    .option('--accounts <file>', 'the accounts file')
    .option('--reps <file>', 'the reps file')
    .option('--zones <file>', 'the zones file')
    .option('--aliases <file>', 'the alias file, if one was used')
    .option('--barriers <file>', 'the barrier file, if one was used')
    .option('--managers <file>', 'the managers file, if one was used')
    .option('--overrides <file>', 'the file of decisions by hand, if one was used')
    .option('--config <file>', 'sectorize.yaml that names them; options given here win over it')
    .option('--from <dir>', 'the plan that it revises, repeatable (default: the copy it keeps)', parseFrom)
    .option('--map <field=column>', 'other columns than plan.json says, repeatable', parseMap);
}

/**
 * The inputs with those that the configuration names. A plan keeps the names of its files and not their folders, so
 * without it they are found in few places only.
 * @throws InputError when the configuration cannot be read
 */
export async function knownInputs<T extends VerifyInputs>({ config, ...given }: T) {
  if (config === undefined) return given;
  const { inputs } = await readConfig(config, new IssueLog());
  const { accounts, reps, zones, aliases, barriers, managers, overrides } = inputs;
  return { ...given, known: { accounts, reps, zones, aliases, barriers, managers, overrides } };
}

/** The checks that say that the inputs are other files than the plan was made from: all else that is wrong may follow. */
export function otherInputs({ checks }: VerifyOutcome): VerifyOutcome['checks'] {
  return checks.filter(({ name, lies }) => lies > 0 && /(^|\/)inputs$/.test(name));
}

export const OTHER_INPUTS =
  'the inputs are not those that the plan was made from: name those (--accounts FILE, --reps FILE, --zones FILE)';
