// sectorize tours: the days of each rep, with the order of their visits.

import { Command, InvalidArgumentError, Option } from 'commander';
import { parseDayOrMonth } from '../../io/days.ts';
import { PERIOD_WEEKS, type PeriodName, type TourSettings } from '../../model/tour-settings.ts';
import { addCsvOptions, type CsvOptions } from '../csv-options.ts';
import { addRoadOptions, parseShare, parseWhole, type RoadOptions } from '../options.ts';
import {
  parseDayLength,
  parseDriving,
  parseLunchOption,
  parseNightOption,
  parseTimeOption,
  parseWeekdaysOption,
} from '../tour-options.ts';
import { addVerifyInputs, type VerifyInputs } from '../verify-inputs.ts';

export interface ToursOptions extends Omit<VerifyInputs, 'roads'>, RoadOptions, CsvOptions {
  readonly period?: PeriodName;
  readonly part?: number;
  readonly start?: string;
  readonly weekdays?: readonly number[];
  /** false with --no-holidays */
  readonly holidays?: boolean;
  readonly dayOff?: readonly string[];
  readonly dayStart?: number;
  readonly dayLength?: number;
  readonly driving?: number;
  readonly lunch?: { readonly lunch: TourSettings['lunch'] };
  readonly nights?: number;
  readonly nightPrice?: TourSettings['nightPrice'];
  readonly visitsPerDay?: number;
  readonly spacing?: number;
  readonly effort?: TourSettings['effort'];
  readonly seed?: number;
  readonly out?: string;
  /** false with --no-today */
  readonly today?: boolean;
  readonly points?: boolean;
  readonly strict?: boolean;
  readonly raw?: boolean;
  readonly lang?: 'fr' | 'en';
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const EXAMPLES = `
Writes tours.csv, tours.geojson, tours.json, frequency.csv and, with --start, a calendar for each
rep into the plan directory. Its reports and figures of travel, cost and workload become those of
the tours, beside the approximation that the plan was made with; today's sectors get tours too, so
that before and after compare. Visits that cannot be made are in frequency.csv with the reason.
Days, what they may hold and the search can be set in sectorize.yaml too, below "tours".
With road times those that were asked for are kept in tours-roads.csv, which --roads takes again.
Exit codes: 0 done, 2 bad usage or input, 3 visits are missing and --strict is given,
130 interrupted.

Examples:
  sectorize tours plan --accounts accounts.csv --reps reps.csv --zones postal-codes.geojson
  sectorize tours plan --config sectorize.yaml --start 2027-01-04 --lang fr
  sectorize tours plan --config sectorize.yaml --period month --nights 1 --night-price 110
  sectorize tours plan --config sectorize.yaml --osrm http://localhost:5000 --road-cache roads-cache
  sectorize verify plan --config sectorize.yaml`;

function parseDay(text: string): string {
  const day = parseDayOrMonth(text, 'FR');
  if (day === null || day.length !== 10)
    throw new InvalidArgumentError(`"${text}" is not a day; write 2027-01-04 or 04/01/2027.`);
  return day;
}

function parseDays(text: string, previous: readonly string[] = []): string[] {
  return [...previous, ...text.split(',').map(part => parseDay(part.trim()))];
}

function ranged(least: number, most: number): (text: string) => number {
  return text => {
    const value = parseWhole(text);
    if (value < least || value > most)
      throw new InvalidArgumentError(`"${text}" is not a whole number from ${least} to ${most}.`);
    return value;
  };
}

function parseSpacing(text: string): number {
  const value = parseShare(text);
  if (value > 1)
    throw new InvalidArgumentError(`"${text}" is more than the whole interval; write 50% or 0.5.`);
  return value;
}

export function toursCommand(): Command {
  const command = new Command('tours')
    .description('visit tours inside the sectors: days, order of visits, km, hours, calendars')
    .argument('<plan>', 'the plan directory');
  addRoadOptions(addVerifyInputs(command, false), "without: the plan's own roads, or the estimate");
  command
    .optionsGroup('Days:')
    .addOption(
      new Option('--period <name>', 'whole weeks: 1, 4, 13 or 52 (default: quarter)').choices(
        Object.keys(PERIOD_WEEKS),
      ),
    )
    .option(
      '--part <number>',
      "which of the year's periods (default: by --start, else the first)",
      ranged(1, 52),
    )
    .option('--start <day>', 'first day, 2027-01-04 (default: days are numbered, from a Monday on)', parseDay)
    .option(
      '--weekdays <days>',
      'days of visits: mon-fri, lun,mar,jeu (default: mon-fri)',
      parseWeekdaysOption,
    )
    .option('--day-off <day>', 'a day without visits, repeatable, or several with commas', parseDays)
    .option('--no-holidays', 'visits on public holidays too (of France, where the country is FR)')
    .optionsGroup('What a day may hold:')
    .option('--day-start <time>', 'earliest departure from home (default: 08:30)', parseTimeOption)
    .option('--day-length <hours>', 'from departure to return, lunch included (default: 8h)', parseDayLength)
    .option('--driving <hours>', 'most hours at the wheel a day (default: 5h)', parseDriving)
    .option('--lunch <minutes>', 'and when it begins, or none (default: "60 12:00-14:00")', parseLunchOption)
    .option('--visits-per-day <number>', 'most visits a day (default: as many as fit)', ranged(1, 100))
    .option('--nights <number>', 'most nights away in a row (default: 0, home every evening)', ranged(0, 4))
    .option(
      '--night-price <price>',
      'of a night: an amount, or minutes at the wheel (default: "120 min")',
      parseNightOption,
    )
    .option(
      '--spacing <share>',
      'least days between visits of an account, of the even interval (default: 50%)',
      parseSpacing,
    )
    .optionsGroup('Search:')
    .addOption(
      new Option('--effort <level>', 'iterations to spend (default: normal)').choices([
        'fast',
        'normal',
        'thorough',
      ]),
    )
    .option('--seed <number>', 'same inputs, options and seed: same tours (default: 1)', parseWhole)
    .optionsGroup('Output:')
    .option('--out <dir>', 'write the plan with its tours there (default: into the plan directory)')
    .option('--no-today', "no tours of today's sectors: before is the approximation, after the tours")
    .option('--points', 'the visits as points in tours.geojson, beside the line of each day')
    .option('--strict', 'exit code 3 when visits are missing');
  return addCsvOptions(command)
    .option('--raw', 'leave text that a spreadsheet would run as a formula')
    .addOption(
      new Option('--lang <code>', 'language of reasons, calendars and messages').choices(['fr', 'en']),
    )
    .option('--json', 'tours.json on standard output instead of the table')
    .option('--quiet', 'no progress and no table: the files alone')
    .addHelpText('after', EXAMPLES)
    .action(async (plan: string, options: ToursOptions) => {
      const { runTours } = await import('../run-tours.ts');
      process.exitCode = await runTours(plan, options);
    });
}
