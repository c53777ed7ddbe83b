// Options and configuration keys that will go: they work, and each use says what to write instead, for at least one minor
// version before they do. Another's script must never find out by failing.

import type { Issue } from '../model/records.ts';

export interface Deprecation {
  /** an option, `--old-name`, or a key of sectorize.yaml, `travel.old_name` */
  readonly name: string;
  /** what to write instead, as it is written */
  readonly instead: string;
  /** the version that first said so */
  readonly since: string;
  /** the first version that may refuse it */
  readonly until: string;
}

/** None so far. */
export const DEPRECATIONS: readonly Deprecation[] = [];

/** @param file where the name was found: the configuration, or the command line */
export function deprecated(
  { name, instead, since, until }: Deprecation,
  file: string,
  line: number | null,
): Issue {
  return {
    severity: 'warning',
    code: 'deprecated',
    file,
    line,
    column: name,
    found: `${name}, deprecated since ${since}`,
    expected: instead,
    remedy: `write ${instead} instead: version ${until} may refuse the old name`,
  };
}
