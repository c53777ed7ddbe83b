// The files that are written from the program: by `npm run docs`, and compared by a test.

import { buildProgram } from '../../src/cli/main.ts';
import { recordOf } from '../../src/cli/reference/record.ts';
import { configurationSchema } from '../../src/io/config-shape.ts';
import { commandLineMarkdown } from './command-line.ts';
import { configurationMarkdown } from './configuration.ts';
import { dependenciesMarkdown } from './dependencies.ts';
import { manPage } from './man-page.ts';

/** path in the repository → content */
export function referenceFiles(): ReadonlyMap<string, string> {
  const program = recordOf(buildProgram());
  return new Map([
    ['docs/cli.md', commandLineMarkdown(program)],
    ['man/sectorize.1', manPage(program)],
    ['sectorize.schema.json', `${JSON.stringify(configurationSchema(), null, 2)}\n`],
    ['docs/dependencies.md', dependenciesMarkdown()],
    ['docs/configuration.md', configurationMarkdown(configurationSchema())],
  ]);
}
