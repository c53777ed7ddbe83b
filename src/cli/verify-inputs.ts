// The inputs that a written plan was made from, for commands that verify it.

import type { Command } from 'commander';
import type { VerifyOptions } from '../app/verify.ts';
import { parseFrom, parseMap } from './options.ts';

export interface VerifyInputs extends Omit<VerifyOptions, 'known'> {
  readonly config?: string;
}

/** @param roads whether `--roads` is one of them; `tours` has another meaning for it */
export function addVerifyInputs(command: Command, roads = true): Command {
  command
    .optionsGroup('Inputs the plan was made from:')
    .option('--accounts <file>', 'the accounts file')
    .option('--reps <file>', 'the reps file')
    .option('--zones <file>', 'the zones file')
    .option('--aliases <file>', 'the alias file, if one was used')
    .option('--barriers <file>', 'the barrier file, if one was used')
    .option('--managers <file>', 'the managers file, if one was used')
    .option('--overrides <file>', 'the file of decisions by hand, if one was used');
  if (roads) command.option('--roads <file>', 'the file of road times, if one was used');
  return command
    .option('--config <file>', 'sectorize.yaml that names them; options given here win over it')
    .option('--from <dir>', 'the plan that it revises, repeatable (default: the copy it keeps)', parseFrom)
    .option('--map <field=column>', 'other columns than plan.json says, repeatable', parseMap);
}
