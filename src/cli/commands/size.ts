// sectorize size: how many reps the workload needs, and where the next base should be.

import { Command, InvalidArgumentError, Option } from 'commander';
import { addCsvOptions, type CsvOptions } from '../csv-options.ts';
import {
  addInputOptions,
  addRoadOptions,
  type InputOptions,
  type MeasureOption,
  parseMeasure,
  parseShare,
  parseWhole,
} from '../options.ts';

export interface SizeOptions extends InputOptions, CsvOptions {
  readonly measure?: readonly MeasureOption[];
  readonly effort?: 'fast' | 'normal' | 'thorough';
  readonly seed?: number;
  readonly coverage: number;
  readonly layer?: string;
  readonly from?: number;
  readonly to?: number;
  readonly out: string;
  /** false: none; beside the table when absent */
  readonly chart?: string | false;
  readonly lang?: 'fr' | 'en';
  readonly quiet?: boolean;
}

const EXAMPLES = `
Plans with today's reps, then with one more and one fewer at a time: at each step the few bases
that an estimate prefers are planned with, and the best one stays.
Exit codes: 0 done, 2 bad usage or input, 130 interrupted.

Examples:
  sectorize size --accounts accounts.csv --reps reps.csv --zones postal-codes.geojson
  sectorize size --config sectorize.yaml --coverage 90% --from 50 --to 70 --out size.csv
  sectorize size --config sectorize.yaml --layer "key accounts"`;

function parseCoverage(text: string): number {
  const value = parseShare(text);
  if (!(value > 0 && value <= 1))
    throw new InvalidArgumentError(`"${text}" is no share of the visits; write 90%.`);
  return value;
}

export function sizeCommand(): Command {
  const command = new Command('size')
    .description('how many reps (FTE) the workload needs, and where the next one should be based')
    .usage('[options]');
  addInputOptions(command);
  addRoadOptions(command);
  command
    .optionsGroup('What is asked:')
    .option('--coverage <share>', 'share of the visits asked for that is wanted', parseCoverage, 1)
    .option('--layer <name>', 'the layer whose team it is, where the configuration has layers')
    .option('--from <reps>', "fewest reps to look at (default: two fewer than today's)", parseWhole)
    .option('--to <reps>', "most reps to look at (default: three more than today's)", parseWhole)
    .option(
      '--measure <name[=tolerance]>',
      'balance this within the tolerance, repeatable\n(default: potential=10% and workload=10%, those the data allow)',
      parseMeasure,
    )
    .addOption(
      new Option('--effort <level>', 'iterations to spend on each plan (default: fast)').choices([
        'fast',
        'normal',
        'thorough',
      ]),
    )
    .option('--seed <number>', 'same inputs, options and seed: same table (default: 1)', parseWhole)
    .optionsGroup('Output:')
    .option('--out <file>', 'the table as CSV', 'size.csv')
    .option('--chart <file>', 'the curve as SVG (default: beside the table, size.svg)')
    .option('--no-chart', 'the table alone');
  return addCsvOptions(command)
    .addOption(
      new Option('--lang <code>', 'language of the table on screen and of the curve').choices(['fr', 'en']),
    )
    .option('--quiet', 'no progress, no table on screen: the files alone')
    .addHelpText('after', EXAMPLES)
    .action(async (options: SizeOptions) => {
      const { runSize } = await import('../run-size.ts');
      process.exitCode = await runSize(options);
    });
}
