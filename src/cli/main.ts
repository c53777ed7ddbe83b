// The program: commands, help and exit codes. Commands load their code when they run, so that `--help`
// costs little more than Node itself.

import { Command, CommanderError } from 'commander';
import { DEPRECATIONS, type Deprecation, deprecated } from '../io/deprecations.ts';
import { formatIssue } from '../io/issues.ts';
import { VERSION } from '../version.ts';
import { approveCommand } from './commands/approve.ts';
import { checkCommand } from './commands/check.ts';
import { compareCommand } from './commands/compare.ts';
import { completionCommand } from './commands/completion.ts';
import { demoCommand } from './commands/demo.ts';
import { explainCommand } from './commands/explain.ts';
import { exportCommand } from './commands/export.ts';
import { historyCommand } from './commands/history.ts';
import { initCommand } from './commands/init.ts';
import { mergeCommand } from './commands/merge.ts';
import { packCommand } from './commands/pack.ts';
import { planCommand } from './commands/plan.ts';
import { sizeCommand } from './commands/size.ts';
import { sweepCommand } from './commands/sweep.ts';
import { toursCommand } from './commands/tours.ts';
import { verifyCommand } from './commands/verify.ts';
import { watchEnd } from './end.ts';
import { EXIT, reportFailure } from './exit.ts';
import { languageOf } from './language.ts';

const EXAMPLES = `
Exit codes: 0 done, 1 internal error, 2 bad usage or input, 3 a promise is not met, 130 interrupted.

Examples:
  sectorize demo
  sectorize init data --out sectorize.yaml
  sectorize check --accounts accounts.csv --reps reps.csv --zones postal-codes.geojson
  sectorize plan --accounts accounts.csv --reps reps.csv --zones postal-codes.geojson
  sectorize plan --config sectorize.yaml --stdout sectors | head -3
  sectorize verify plan --accounts accounts.csv --reps reps.csv --zones postal-codes.geojson
  sectorize compare plan-2026 plan
  sectorize explain zone 35400 --plan plan
  sectorize export salesforce --plan plan --account-id Id --reps users.csv`;

/** Builds the whole program; tests and the docs generator use it too. */
export function buildProgram(deprecations: readonly Deprecation[] = DEPRECATIONS): Command {
  const program = new Command('sectorize')
    .description(
      'Balanced, contiguous sectors from accounts, reps and zones, with a certified distance from the optimum.',
    )
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .showSuggestionAfterError(true)
    .configureHelp({ helpWidth: 100, showGlobalOptions: false })
    .addHelpText('after', EXAMPLES);
  program.addCommand(initCommand());
  program.addCommand(planCommand());
  program.addCommand(checkCommand());
  program.addCommand(verifyCommand());
  program.addCommand(compareCommand());
  program.addCommand(approveCommand());
  program.addCommand(historyCommand());
  program.addCommand(packCommand());
  program.addCommand(explainCommand());
  program.addCommand(toursCommand());
  program.addCommand(sizeCommand());
  program.addCommand(sweepCommand());
  program.addCommand(mergeCommand());
  program.addCommand(exportCommand());
  program.addCommand(demoCommand());
  program.addCommand(completionCommand(() => program));
  for (const command of [program, ...program.commands]) {
    command.exitOverride();
    command.configureHelp({ helpWidth: 100 });
  }
  program.hook('preAction', (_, command) => {
    // fails here, in words, where the folder that all names begin in is gone
    process.cwd();
    for (const option of command.options) {
      // what a variable of the shell that is not set leaves: no folder, and no file
      if (command.getOptionValue(option.attributeName()) === '')
        command.error(`error: option '${option.flags}' has an empty value.`);
    }
    for (const old of deprecations) {
      const option = command.options.find(({ long }) => long === old.name);
      if (option && command.getOptionValueSource(option.attributeName()) === 'cli')
        process.stderr.write(`${formatIssue(deprecated(old, 'command line', null))}\n`);
    }
  });
  return program;
}

export async function main(argv: readonly string[]): Promise<void> {
  watchEnd(languageOf(argv, process.env));
  try {
    await buildProgram().parseAsync(argv as string[]);
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.input;
      return;
    }
    process.exitCode = await reportFailure(error, languageOf(argv, process.env));
  }
}
