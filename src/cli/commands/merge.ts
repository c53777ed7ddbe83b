// sectorize merge: the shards of a sweep → one sweep.

import { Command } from 'commander';

export interface MergeOptions {
  readonly out: string;
  readonly quiet?: boolean;
}

const EXAMPLES = `
The result is that of \`sectorize sweep\` without --shard, byte for byte.
Exit codes: 0 done, 2 a shard is missing, of another sweep, or no scenario could be planned.

Examples:
  sectorize merge shard-1 shard-2 shard-3 shard-4 --out sweep
  sectorize merge shards/* --out sweep`;

export function mergeCommand(): Command {
  return new Command('merge')
    .description('put the shards of a sweep together, and write the frontier')
    .usage('[options] <dir...>')
    .argument('<dir...>', 'directories that sectorize sweep --shard wrote')
    .optionsGroup('Output:')
    .option('--out <dir>', 'the directory of the whole sweep', 'sweep')
    .option('--quiet', 'no table on screen: the files alone')
    .addHelpText('after', EXAMPLES)
    .action(async (dirs: readonly string[], options: MergeOptions) => {
      const { runMerge } = await import('../run-sweep.ts');
      process.exitCode = await runMerge(dirs, options);
    });
}
