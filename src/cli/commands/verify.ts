// sectorize verify: recompute every promise of a written plan from its inputs.

import { Command } from 'commander';
import { parseFrom, parseMap } from '../options.ts';

export interface VerifyOptions {
  readonly accounts?: string;
  readonly reps?: string;
  readonly zones?: string;
  readonly aliases?: string;
  readonly barriers?: string;
  readonly managers?: string;
  readonly overrides?: string;
  readonly from?: readonly string[];
  readonly map?: ReadonlyMap<string, string>;
  readonly json?: boolean;
}

const EXAMPLES = `
The inputs are looked for by name in the current folder and beside the plan when they are not given.
Exit codes: 0 every promise holds, 2 the plan or an input cannot be read, 3 a promise is broken.

Examples:
  sectorize verify plan
  sectorize verify plan --accounts accounts.csv --reps reps.csv --zones postal-codes.geojson`;

export function verifyCommand(): Command {
  return new Command('verify')
    .description("recompute every promise of a plan, with code that shares nothing with the optimizer's")
    .argument('<plan>', 'the plan directory')
    .optionsGroup('Inputs the plan was made from:')
    .option('--accounts <file>', 'the accounts file')
    .option('--reps <file>', 'the reps file')
    .option('--zones <file>', 'the zones file')
    .option('--aliases <file>', 'the alias file, if one was used')
    .option('--barriers <file>', 'the barrier file, if one was used')
    .option('--managers <file>', 'the managers file, if one was used')
    .option('--overrides <file>', 'the file of decisions by hand, if one was used')
    .option('--from <dir>', 'the plan that it revises, repeatable (default: the copy it keeps)', parseFrom)
    .option('--map <field=column>', 'other columns than plan.json says, repeatable', parseMap)
    .optionsGroup('Output:')
    .option('--json', 'the result as JSON on standard output')
    .addHelpText('after', EXAMPLES)
    .action(async (plan: string, options: VerifyOptions) => {
      const { runVerify } = await import('../run-verify.ts');
      process.exitCode = await runVerify(plan, options);
    });
}
