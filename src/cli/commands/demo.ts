// sectorize demo: the main job on the bundled data, nothing to type.

import { Command, Option } from 'commander';

export interface DemoOptions {
  readonly out: string;
  readonly lang?: 'fr' | 'en';
}

const EXAMPLES = `
Examples:
  sectorize demo
  sectorize demo --out /tmp/my-first-plan --lang fr`;

export function demoCommand(): Command {
  return new Command('demo')
    .description('plan the bundled example: real towns and postal codes of Bretagne')
    .option('--out <dir>', 'the plan directory', 'plan-demo')
    .addOption(
      new Option('--lang <code>', 'language of the report and of numbers on screen').choices(['fr', 'en']),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (options: DemoOptions) => {
      const { runDemo } = await import('../run-demo.ts');
      process.exitCode = await runDemo(options);
    });
}
