// sectorize plan: inputs → optimized plan → files.

import { Command, Option } from 'commander';
import type { HierarchySetting } from '../../model/hierarchy.ts';
import type { BudgetSetting, KeepTogether } from '../../model/settings.ts';
import { addCsvOptions, type CsvOptions } from '../csv-options.ts';
import { type LevelOption, parseLevel } from '../level-options.ts';
import {
  addInputOptions,
  addRevisionOption,
  addRoadOptions,
  type InputOptions,
  type MaxMoved,
  type MeasureOption,
  parseBudget,
  parseCount,
  parseKeepTogether,
  parseMaxMoved,
  parseMeasure,
  parseNames,
  parsePngWidth,
  parsePositive,
  parseWhole,
  STDOUT_TABLES,
} from '../options.ts';

export interface PlanOptions extends InputOptions, CsvOptions {
  readonly from?: readonly string[];
  /** false with --no-replan */
  readonly replan?: boolean;
  readonly measure?: readonly MeasureOption[];
  readonly objective?: 'travel' | 'compactness';
  readonly centers?: 'bases' | 'incumbent' | 'free';
  readonly stickiness?: number;
  readonly maxMoved?: MaxMoved;
  readonly keepTogether?: readonly KeepTogether[];
  readonly mayCut?: readonly string[];
  readonly budget?: readonly BudgetSetting[];
  readonly minZones?: number;
  readonly maxZones?: number;
  readonly minAccounts?: number;
  readonly maxAccounts?: number;
  readonly level?: readonly LevelOption[];
  readonly order?: HierarchySetting['order'];
  readonly effort?: 'fast' | 'normal' | 'thorough';
  readonly calibrate?: boolean;
  readonly exact?: boolean;
  readonly seed?: number;
  readonly timeLimit?: number;
  /** false with --no-diagnosis */
  readonly diagnosis?: boolean;
  readonly out?: string;
  readonly stdout?: (typeof STDOUT_TABLES)[number];
  readonly raw?: boolean;
  /** also write the workbook */
  readonly xlsx?: boolean;
  /** true without a width */
  readonly png?: number | true;
  readonly writeLp?: string;
  /** a bug report instead of a plan */
  readonly anonymize?: string;
  readonly lang?: 'fr' | 'en';
  readonly quiet?: boolean;
  readonly json?: boolean;
}

const EXAMPLES = `
Exit codes: 0 done, 2 bad usage or input, 3 done but a promise is not met, 130 interrupted.

Examples:
  sectorize plan --accounts accounts.csv --reps reps.csv --zones postal-codes.geojson
  sectorize plan --config sectorize.yaml --measure potential=8% --measure workload=10%
  sectorize plan … --max-moved 10%:revenue --stickiness 0.5 --out plan-2027
  sectorize plan … --roads road-times.csv --calibrate
  sectorize plan … --xlsx --lang fr
  sectorize plan … --level area=8 --level region=3
  sectorize plan … --stdout sectors --profile excel-fr > sectors.csv
  sectorize plan … --anonymize bug-report.zip
  cat accounts.csv | sectorize plan --accounts - --reps reps.csv --zones zones.csv`;

export function planCommand(): Command {
  const command = new Command('plan')
    .description('make an optimized plan and write its files')
    .usage('[options]');
  addInputOptions(command);
  addRevisionOption(command);
  addRoadOptions(command);
  command
    .optionsGroup('What is balanced and optimized:')
    .option(
      '--measure <name[=tolerance]>',
      'balance this within the tolerance, repeatable\n(default: potential=10% and workload=10%, those the data allow)',
      parseMeasure,
    )
    .addOption(
      new Option('--objective <what>', 'travel hours, or neutral compactness (default: travel)').choices([
        'travel',
        'compactness',
      ]),
    )
    .addOption(
      new Option('--centers <where>', 'sectors are compact around these (default: bases)').choices([
        'bases',
        'incumbent',
        'free',
      ]),
    )
    .option('--stickiness <hours>', 'hours a year that handing over one account costs', parsePositive)
    .option(
      '--max-moved <share[:of]>',
      'at most this share of revenue, potential or accounts changes rep',
      parseMaxMoved,
    )
    .optionsGroup('Rules about sectors:')
    .option(
      '--keep-together <column[=price]>',
      'areas of this zones column stay whole; with a price, better whole:\nevery rep more than one in an area costs so many hours; repeatable',
      parseKeepTogether,
    )
    .option('--may-cut <areas>', 'areas that may be cut all the same, separated by commas', parseNames)
    .option(
      '--budget <resource=amount[@price]>',
      'all reps together use no more hours, travel_hours, km or cost a year;\nwith a price, each one beyond costs so many hours; repeatable',
      parseBudget,
    )
    .option('--min-zones <number>', 'no sector has fewer zones', parseWhole)
    .option('--max-zones <number>', 'no sector has more zones', parseCount)
    .option('--min-accounts <number>', 'no sector has fewer accounts', parseWhole)
    .option('--max-accounts <number>', 'no sector has more accounts', parseCount)
    .optionsGroup('Levels of management above the sectors:')
    .option(
      '--level <name[=number]>',
      'group sectors into so many areas (area=8), these into regions (region=3), …;\nwithout a number as many as managers are named; repeatable, from bottom to top',
      parseLevel,
    )
    .addOption(
      new Option(
        '--order <which>',
        'group the sectors, or share the ground from the top (default: bottom-up)',
      ).choices(['bottom-up', 'top-down']),
    )
    .optionsGroup('Search:')
    .addOption(
      new Option('--effort <level>', 'iterations to spend (default: normal)').choices([
        'fast',
        'normal',
        'thorough',
      ]),
    )
    .option(
      '--calibrate',
      'first fit visits_per_tour and local_factor to tours of quick plans (tours: of the configuration)',
    )
    .option('--exact', 'small cases: the proven optimum, or how far the proof came')
    .option('--seed <number>', 'same inputs, options and seed: same files (default: 1)', parseWhole)
    .option(
      '--time-limit <seconds>',
      'stop searching after this; the plan is then marked not reproducible',
      parsePositive,
    )
    .option('--no-replan', 'of a revision: do not plan afresh too, to say what that would gain')
    .option(
      '--no-diagnosis',
      'do not look for what would mend a balance that cannot be kept: it takes as long as some plans',
    )
    .optionsGroup('Output:')
    .option('--out <dir>', 'the plan directory (default: plan)')
    .addOption(
      new Option(
        '--stdout <table>',
        'write this table alone to standard output; no directory unless --out',
      ).choices(STDOUT_TABLES),
    )
    .option('--xlsx', 'also write plan.xlsx, a workbook of all tables, into the plan directory');
  addCsvOptions(command)
    .option('--raw', 'write text cells as they are, even those a spreadsheet would run as a formula')
    .option(
      '--png [width]',
      'map.svg and before-after.svg as PNG too, so many pixels wide (default: 1920)',
      parsePngWidth,
    )
    .option(
      '--write-lp <file>',
      'write the full model as free MPS, to check the bound with any solver;\nof layers one each, the layer before the extension',
    )
    .option(
      '--anonymize <path>',
      'plan nothing: write a bug report to share, the same problem without names,\nto a folder or a file that ends in .zip; who is who goes to <path>.key.csv',
    )
    .addOption(
      new Option('--lang <code>', 'language of the report and of numbers on screen').choices(['fr', 'en']),
    )
    .option('--quiet', 'no progress, no summary')
    .option('--json', 'progress and result as JSON lines on stderr')
    .addHelpText('after', EXAMPLES)
    .action(async (options: PlanOptions) => {
      if (options.anonymize !== undefined) {
        const { runAnonymize } = await import('../run-anonymize.ts');
        process.exitCode = await runAnonymize(options.anonymize, options);
        return;
      }
      const { runPlan } = await import('../run-plan.ts');
      process.exitCode = await runPlan(options);
    });
  return command;
}
