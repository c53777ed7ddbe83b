// sectorize compare: written plans side by side.

import { Command, Option } from 'commander';
import { addCsvOptions, type CsvOptions } from '../csv-options.ts';

export const COMPARE_FORMATS = ['table', 'csv', 'markdown', 'html', 'json'] as const;
export type CompareFormat = (typeof COMPARE_FORMATS)[number];

export interface CompareOptions extends CsvOptions {
  readonly format?: CompareFormat;
  readonly out?: string;
  readonly moves?: string;
  readonly movedZones?: string;
  readonly config?: string;
  readonly exitCode?: boolean;
  readonly raw?: boolean;
  readonly lang?: 'fr' | 'en';
  readonly quiet?: boolean;
}

const EXAMPLES = `
The first plan is the base. A plan alone is compared with the assignment in force that it was made
from.
Gates are limits in the configuration, for the last plan; --exit-code needs some:
  gates:
    imbalance: 10%          # largest deviation of any measure, or {potential: 10%, workload: 15%}
    gap: 5%                 # distance from the optimum
    disruption: 10%         # accounts that change rep, or {revenue: 10%, accounts: 15%}
    coverage: 95%           # accounts covered, at least, or {potential: 98%}
    extra_pieces: 0         # sectors in more than one piece
    worse: {travel_hours: 2%, imbalance: 1%}   # than the base
Exit codes: 0 done, 2 bad usage, or a plan that cannot be read, 3 a gate is missed (--exit-code).

Examples:
  sectorize compare plan
  sectorize compare plan-2026 plan-2027
  sectorize compare approved plan --moves moves.csv --moved-zones zones.csv
  sectorize compare approved plan --format markdown --out comment.md
  sectorize compare approved a b c --format html --out compare.html --lang fr
  sectorize compare approved plan --config sectorize.yaml --exit-code`;

export function compareCommand(): Command {
  const command = new Command('compare')
    .description('two or more written plans side by side, or a plan and today: KPIs, sectors, moves')
    .argument('<plan...>', 'plan directories, the base first')
    .optionsGroup('Gates:')
    .option('--config <file>', 'sectorize.yaml with gates:, and how CSV files are written')
    .option('--exit-code', 'exit 3 when the last plan misses a gate of the configuration')
    .optionsGroup('Output:')
    .addOption(new Option('--format <name>', 'what is written').choices(COMPARE_FORMATS).default('table'))
    .option('--out <file>', 'where to (default: standard output)')
    .option('--moves <file>', 'CSV of the accounts that move, are new or gone, with reasons')
    .option('--moved-zones <file>', 'the same of zones');
  return addCsvOptions(command)
    .option('--raw', 'write names as they are, also those that a spreadsheet would run as formulas')
    .addOption(new Option('--lang <code>', 'language of words and reasons').choices(['fr', 'en']))
    .option('--quiet', 'errors and missed gates only on standard error')
    .addHelpText('after', EXAMPLES)
    .action(async (plans: readonly string[], options: CompareOptions) => {
      const { runCompare } = await import('../run-compare.ts');
      process.exitCode = await runCompare(plans, options);
    });
}
