// sectorize history: the plans of a folder, in the order of their lives.

import { Command, Option } from 'commander';
import { addCsvOptions, type CsvOptions } from '../csv-options.ts';

export interface HistoryOptions extends CsvOptions {
  readonly format: 'table' | 'csv' | 'json';
  readonly lang?: 'fr' | 'en';
}

const EXAMPLES = `
Plans are sorted by the day of their last step; drafts come last.

Examples:
  sectorize history plans
  sectorize history plan-2026-1 plan-2026-2 plan-2027-1
  sectorize history plans --format csv > history.csv`;

export function historyCommand(): Command {
  const command = new Command('history')
    .description('the plans of a folder as a table: status, who and when, what each revises, its figures')
    .argument('[folder...]', 'plan directories, or folders of such (default: .)')
    .optionsGroup('Output:')
    .addOption(
      new Option('--format <name>', 'what is written').choices(['table', 'csv', 'json']).default('table'),
    );
  return addCsvOptions(command)
    .addOption(new Option('--lang <code>', 'language of words and numbers').choices(['fr', 'en']))
    .addHelpText('after', EXAMPLES)
    .action(async (folders: readonly string[], options: HistoryOptions) => {
      const { runHistory } = await import('../run-history.ts');
      process.exitCode = await runHistory(folders.length > 0 ? folders : ['.'], options);
    });
}
