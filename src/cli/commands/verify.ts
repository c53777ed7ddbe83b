// sectorize verify: recompute every promise of a written plan from its inputs.

import { Command } from 'commander';
import { addVerifyInputs, type VerifyInputs } from '../verify-inputs.ts';

export interface VerifyOptions extends VerifyInputs {
  readonly json?: boolean;
}

const EXAMPLES = `
Inputs that are not given are those of --config, or looked for by name in the current folder and
beside the plan.
Exit codes: 0 every promise holds, 2 the plan or an input cannot be read, 3 a promise is broken.

Examples:
  sectorize verify plan
  sectorize verify plan --config sectorize.yaml
  sectorize verify plan --accounts accounts.csv --reps reps.csv --zones postal-codes.geojson`;

export function verifyCommand(): Command {
  const command = new Command('verify')
    .description("recompute every promise of a plan, with code that shares nothing with the optimizer's")
    .argument('<plan>', 'the plan directory');
  return addVerifyInputs(command)
    .optionsGroup('Output:')
    .option('--json', 'the result as JSON on standard output')
    .addHelpText('after', EXAMPLES)
    .action(async (plan: string, options: VerifyOptions) => {
      const { runVerify } = await import('../run-verify.ts');
      process.exitCode = await runVerify(plan, options);
    });
}
