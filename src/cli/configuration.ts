// The configuration file, and on stderr what it says by names that will go.

import { type Configuration, readConfig } from '../io/config.ts';
import { DEPRECATIONS } from '../io/deprecations.ts';
import { formatIssue, IssueLog } from '../io/issues.ts';

/** a command may read its configuration for several things */
const said = new Set<string>();

/** @throws InputError when the file cannot be read, or has a mistake */
export async function readConfiguration(path: string, deprecations = DEPRECATIONS): Promise<Configuration> {
  const log = new IssueLog();
  const config = await readConfig(path, log, deprecations);
  for (const line of log.issues().map(formatIssue)) {
    if (!said.has(line)) process.stderr.write(`${line}\n`);
    said.add(line);
  }
  return config;
}
