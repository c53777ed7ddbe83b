// sectorize init: looks at the files and writes a first configuration.

import { Command, Option } from 'commander';

export interface InitOptions {
  readonly out: string;
  readonly schema?: string;
  readonly yes?: boolean;
  readonly force?: boolean;
  readonly lang?: 'fr' | 'en';
}

const EXAMPLES = `
It looks at the beginnings of the files (CSV, GeoJSON, TopoJSON) of a folder and of the folders in
it, says what it takes each for and why, asks what it cannot guess, and writes a configuration
with comments. It changes no other file.

Exit codes: 0 written, 2 nothing found, no defensible guess, or a file that exists.

Examples:
  sectorize init
  sectorize init data --out sectorize.yaml --yes
  sectorize init clients.csv commerciaux.csv codes-postaux.geojson --lang fr
  sectorize init data --schema sectorize.schema.json
  sectorize init data --yes --out - | less`;

export function initCommand(): Command {
  return new Command('init')
    .description('look at your files and write a first sectorize.yaml, with comments')
    .argument('[file...]', 'files, or folders of them (default: the current folder)')
    .usage('[options] [file...]')
    .optionsGroup('Output:')
    .option('--out <file>', 'where the configuration is written; - is standard output', 'sectorize.yaml')
    .option('--schema <file>', 'also write the JSON Schema of the configuration, for editors')
    .option('--force', 'replace files that exist')
    .optionsGroup('Dialog:')
    .option('--yes', 'ask nothing, take the best guesses (also without a terminal)')
    .addOption(
      new Option(
        '--lang <code>',
        'language of what is said and written (default: of the environment)',
      ).choices(['fr', 'en']),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (paths: string[], options: InitOptions) => {
      const { runInit } = await import('../run-init.ts');
      process.exitCode = await runInit(paths, options);
    });
}
