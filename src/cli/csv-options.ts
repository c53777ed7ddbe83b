// How CSV files are written: a profile, and what differs from it.

import { type Command, InvalidArgumentError, Option } from 'commander';
import { type CsvProfile, PROFILE_NAMES, type ProfileName } from '../io/csv.ts';
import { DECIMAL_WORDS, DELIMITER_WORDS, decimalOf, delimiterOf } from '../io/csv-dialect-words.ts';

export interface CsvOptions {
  readonly profile?: ProfileName;
  readonly delimiter?: CsvProfile['delimiter'];
  readonly decimal?: CsvProfile['decimal'];
  /** false with --no-bom */
  readonly bom?: boolean;
}

export function addCsvOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--profile <name>', 'CSV dialect (default: comma, point, UTF-8)').choices(PROFILE_NAMES),
    )
    .option('--delimiter <mark>', `between cells: ${DELIMITER_WORDS}`, parseDelimiter)
    .option('--decimal <mark>', `in numbers: ${DECIMAL_WORDS}`, parseDecimal)
    .option('--bom', 'begin CSV files with a byte-order mark, as Excel wants UTF-8')
    .option('--no-bom', 'begin them without');
}

function parseDelimiter(text: string): string {
  const delimiter = delimiterOf(text);
  if (delimiter === null)
    throw new InvalidArgumentError(`"${text}" is no delimiter; write ${DELIMITER_WORDS}.`);
  return delimiter;
}

function parseDecimal(text: string): CsvProfile['decimal'] {
  const decimal = decimalOf(text);
  if (decimal === null)
    throw new InvalidArgumentError(`"${text}" is no decimal mark; write ${DECIMAL_WORDS}.`);
  return decimal;
}
