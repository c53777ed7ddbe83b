// sectorize pack: what a steering committee needs, in one folder or archive.

import { Command, Option } from 'commander';
import { addVerifyInputs, type VerifyInputs } from '../verify-inputs.ts';

export interface PackCommandOptions extends VerifyInputs {
  readonly out: string;
  readonly base?: string;
  readonly lang?: 'fr' | 'en';
  readonly quiet?: boolean;
}

const EXAMPLES = `
The plan is verified first; of a plan with an untrue claim no pack is made. The first page,
committee.html, has the decisions to take with their figures; the reports, hand-overs and data
findings are beside it.
Exit codes: 0 done, 2 bad usage or input, 3 the plan claims what is not so.

Examples:
  sectorize pack plan --config sectorize.yaml --out committee
  sectorize pack plan --out committee.zip --lang fr
  sectorize pack plan --base plans/2026-2 --out committee.zip`;

export function packCommand(): Command {
  const command = new Command('pack')
    .description('the committee pack of a plan: decisions to take, report, changes, data findings')
    .argument('<plan>', 'the plan directory')
    .requiredOption('--out <path>', 'a folder, or a file that ends in .zip')
    .option(
      '--base <dir>',
      'the plan to compare with (default: the one it revises, where that is beside it;\nelse the assignment in force that it found)',
    );
  return addVerifyInputs(command)
    .optionsGroup('Output:')
    .addOption(
      new Option('--lang <code>', 'language of the first page and of the comparison').choices(['fr', 'en']),
    )
    .option('--quiet', 'say nothing when it is done')
    .addHelpText('after', EXAMPLES)
    .action(async (plan: string, options: PackCommandOptions) => {
      const { runPack } = await import('../run-pack.ts');
      process.exitCode = await runPack(plan, options);
    });
}
