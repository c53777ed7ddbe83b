// Which measures are balanced: those asked for, which must exist, or the default ones the data allow.

import { ACCOUNT_FIELDS, ZONE_FIELDS } from '../io/fields.ts';
import type { IssueLog } from '../io/issues.ts';
import { nearest } from '../io/nearest.ts';
import { availableMeasures, defaultMeasures } from '../model/build-context.ts';
import type { Accounts, Zones } from '../model/records.ts';
import type { MeasureSetting } from '../model/settings.ts';

const isField = (name: string) => [...ACCOUNT_FIELDS, ...ZONE_FIELDS].some(field => field.name === name);

export function resolveMeasures(
  wanted: readonly MeasureSetting[],
  accounts: Accounts | null,
  zones: Zones,
  log: IssueLog,
): readonly MeasureSetting[] {
  const available = availableMeasures(accounts, zones);
  const measures = wanted.length > 0 ? wanted : defaultMeasures(accounts, zones);
  if (measures.length === 0) {
    log.add({
      severity: 'error',
      code: 'no-measure',
      file: '--measure',
      line: null,
      column: null,
      found: 'no accounts with potential and no measure asked for',
      expected: 'something to balance',
      remedy:
        available.length > 0
          ? `choose one: ${available.map(name => `--measure ${name}`).join(', ')}`
          : 'give zones a numeric column such as population',
    });
  }
  for (const { name } of measures) {
    if (available.includes(name)) continue;
    const near = nearest(name, available);
    log.add({
      severity: 'error',
      code: 'unknown-measure',
      file: `--measure ${name}`,
      line: null,
      column: null,
      found: `measure "${name}", which no input has`,
      expected: `one of ${available.join(', ') || '(no numeric column was found)'}`,
      remedy:
        available.length > 0
          ? `${near ? `did you mean "${near}"? ` : ''}${isField(name) ? `or map it: --map ${name}="Column"` : 'write the name of a numeric column'}`
          : 'add a numeric column',
    });
  }
  return measures;
}
