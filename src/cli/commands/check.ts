// sectorize check: every problem of the inputs, with place and remedy; changes nothing.

import { Command, Option } from 'commander';
import { addInputOptions, addRevisionOption, addRoadOptions, type InputOptions } from '../options.ts';

export interface CheckOptions extends InputOptions {
  readonly from?: readonly string[];
  readonly rejects: string;
  readonly lang?: 'fr' | 'en';
  readonly json?: boolean;
}

const EXAMPLES = `
Exit codes: 0 no error (warnings allowed), 2 errors that would stop a plan.

Examples:
  sectorize check --accounts accounts.csv --reps reps.csv --zones postal-codes.geojson
  sectorize check --accounts export.csv --map potential="CA potentiel 2026"
  sectorize check --config sectorize.yaml --json 2> findings.jsonl`;

export function checkCommand(): Command {
  const command = new Command('check')
    .description('report every problem of the inputs; changes nothing')
    .usage('[options]');
  addInputOptions(command);
  addRevisionOption(command);
  addRoadOptions(command);
  return command
    .optionsGroup('Output:')
    .option('--rejects <file>', 'where rejected rows are written', 'rejects.csv')
    .addOption(
      new Option('--lang <code>', 'fr: also say in French what each kind of finding means').choices([
        'fr',
        'en',
      ]),
    )
    .option('--json', 'findings as JSON lines on stderr')
    .addHelpText('after', EXAMPLES)
    .action(async (options: CheckOptions) => {
      const { runCheck } = await import('../run-check.ts');
      process.exitCode = await runCheck(options);
    });
}
