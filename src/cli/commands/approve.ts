// sectorize approve: a plan's way from a draft to being in force, with who and when.

import { Command, InvalidArgumentError, Option } from 'commander';
import { parseDayOrMonth } from '../../io/days.ts';
import { STATES, type State } from '../../model/status.ts';
import { parseNames } from '../options.ts';
import { addVerifyInputs, type VerifyInputs } from '../verify-inputs.ts';

export interface ApproveOptions extends VerifyInputs {
  readonly by: string;
  readonly on?: string;
  readonly as: State;
  readonly note?: string;
  readonly despite?: readonly string[];
  readonly quiet?: boolean;
}

const EXAMPLES = `
The plan is verified first. A plan with an untrue claim is refused; so is one with a promise that
is not kept, unless each such promise is accepted by name: --despite balance:workload.
Steps: proposed, approved, in-force; what was said before stays in plan.json. sectorize plan does
not write over a plan that is approved or in force.
Exit codes: 0 written, 2 bad usage or input, 3 refused: the plan fails verify.

Examples:
  sectorize approve plan --by "M. Dupont" --as proposed
  sectorize approve plan --by "Steering committee" --on 2027-01-15 --note "minutes of 15 January"
  sectorize approve plan --by "S. Martin" --as in-force --on 2027-02-01`;

export function approveCommand(): Command {
  const command = new Command('approve')
    .description('write into a plan that it is proposed, approved or in force; refuses one that fails verify')
    .argument('<plan>', 'the plan directory')
    .optionsGroup('What is decided:')
    .requiredOption('--by <name>', 'who decides', parseName)
    .addOption(new Option('--as <state>', 'what the plan becomes').choices(STATES).default('approved'))
    .option('--on <day>', 'when, such as 2027-01-15; of in-force, since when (default: today)', parseDay)
    .option('--note <text>', 'what else is to be remembered')
    .option(
      '--despite <promises>',
      'promises that are not kept, and accepted so, separated by commas',
      parseNames,
    );
  return addVerifyInputs(command)
    .optionsGroup('Output:')
    .option('--quiet', 'say nothing when it is done')
    .addHelpText('after', EXAMPLES)
    .action(async (plan: string, options: ApproveOptions) => {
      const { runApprove } = await import('../run-approve.ts');
      process.exitCode = await runApprove(plan, options);
    });
}

function parseName(text: string): string {
  const name = text.trim();
  if (name === '') throw new InvalidArgumentError('say who decides.');
  return name;
}

function parseDay(text: string): string {
  const day = parseDayOrMonth(text, 'FR');
  if (day === null || day.length !== 10)
    throw new InvalidArgumentError(`"${text}" is no day; write 2027-01-15.`);
  return day;
}
