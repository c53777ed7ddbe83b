// What is found in the inputs on the way, and what of it goes into the bundle.

import { IssueLog } from '../../io/issues.ts';
import { KEPT } from '../check.ts';
import { type Inspected, inspectRecords } from '../prepare.ts';
import type { InputFiles, Records } from '../read.ts';
import type { BundleRequest } from './worlds.ts';

/** `error bad-number reps 12` and so on */
export type Finding = readonly [severity: string, code: string, input: string, line: number | null];

/** What is wrong with options over everything need not be so in any layer: each says what is wrong with its own. */
export function inspectWhole(records: Records, { settings, layers }: BundleRequest): Inspected | null {
  if (layers.length === 0) return inspectRecords(records, settings);
  const log = new IssueLog(KEPT);
  for (const issue of records.log.issues()) log.add(issue);
  const known = new Set(log.issues());
  const inspected = inspectRecords({ ...records, log }, settings);
  for (const issue of log.issues()) {
    const ofOptions = inspected && issue.severity === 'error' && issue.line === null;
    if (!known.has(issue) && !ofOptions) records.log.add(issue);
  }
  return inspected;
}

/** Without what was found: it quotes cells. */
export function findingsOf({ log }: Pick<Records, 'log'>, files: InputFiles): Finding[] {
  const roles = new Map(
    (['accounts', 'reps', 'zones', 'aliases', 'barriers', 'managers', 'overrides'] as const).flatMap(role => {
      const path = files[role];
      return path ? [[path, role] as const] : [];
    }),
  );
  const ofPlan = (path: string) => files.from?.some(dir => path.startsWith(dir)) === true;
  return log
    .issues()
    .map(
      ({ severity, code, file, line }) =>
        [severity, code, roles.get(file) ?? (ofPlan(file) ? 'from' : 'option'), line] as const,
    );
}
