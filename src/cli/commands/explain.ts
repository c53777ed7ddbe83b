// sectorize explain: why something is where it is, and what it would take to have it elsewhere.

import { Argument, Command, Option } from 'commander';
import type { Kind } from '../../evaluate/explain/answer.ts';

export interface ExplainOptions {
  readonly plan: string;
  readonly layer?: string;
  readonly all?: boolean;
  readonly json?: boolean;
  readonly lang?: 'fr' | 'en';
}

const EXAMPLES = `
The plan directory is all that is read; the inputs may be gone. What a move would change is
computed for the plan as it stands: one zone, or a chain of up to three, and nothing else.
Exit codes: 0 done, 2 there is no such zone, account, rep or sector, or no such plan.

Examples:
  sectorize explain zone 35400
  sectorize explain account A000123 --plan plan --json
  sectorize explain rep R07 --plan plan --layer field`;

export function explainCommand(): Command {
  return new Command('explain')
    .description('why a zone or account is where it is, what a move would change, what rules cost')
    .addArgument(
      new Argument('<kind>', 'what is asked about').choices([
        'zone',
        'account',
        'rep',
        'sector',
      ] satisfies Kind[]),
    )
    .argument('<id>', 'its id, as the plan’s files have it')
    .optionsGroup('The plan:')
    .option('--plan <dir>', 'the plan directory', 'plan')
    .option('--layer <name>', 'the layer that is meant (default: every layer that has the id)')
    .optionsGroup('Output:')
    .option('--all', 'every rep who may serve it, not the nearest five alone')
    .option('--json', 'the answer as JSON on standard output')
    .addOption(new Option('--lang <code>', 'language of the answer').choices(['fr', 'en']))
    .addHelpText('after', EXAMPLES)
    .action(async (kind: Kind, id: string, options: ExplainOptions) => {
      const { runExplain } = await import('../run-explain.ts');
      process.exitCode = await runExplain(kind, id, options);
    });
}
