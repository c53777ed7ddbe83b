// Which measures are balanced: those asked for, which must exist, or the default ones the data allow.

import { ACCOUNT_FIELDS, ZONE_FIELDS } from '../io/fields.ts';
import type { IssueLog } from '../io/issues.ts';
import { nearest } from '../io/nearest.ts';
import { availableMeasures, defaultMeasures } from '../model/build-context.ts';
import type { Accounts, Zones } from '../model/records.ts';
import type { MeasureSetting, Settings } from '../model/settings.ts';
import { visitsOf } from '../model/visits.ts';

const isField = (name: string) => [...ACCOUNT_FIELDS, ...ZONE_FIELDS].some(field => field.name === name);

/** What a plan balances that names nothing: of the default measures those of which there is anything. */
export function usualMeasures(
  accounts: Accounts | null,
  zones: Zones,
  settings: Settings,
): { readonly measures: readonly MeasureSetting[]; readonly empty: readonly string[] } {
  const all = defaultMeasures(accounts, zones);
  const measures = all.filter(({ name }) => hasSome(name, accounts, zones, settings));
  return { measures, empty: all.filter(measure => !measures.includes(measure)).map(({ name }) => name) };
}

/** Is there anything of the measure? A column may be nothing but zeros and empty cells. */
function hasSome(name: string, accounts: Accounts | null, zones: Zones, settings: Settings): boolean {
  if (name === 'accounts' && accounts) return accounts.count > 0;
  const values =
    name !== 'workload'
      ? (accounts?.numbers.get(name) ?? zones.numbers.get(name))
      : accounts
        ? visitsOf(accounts, settings).visits
        : zones.numbers.get('visits_per_year');
  return values?.some(value => value > 0) ?? false;
}

export function resolveMeasures(
  settings: Settings,
  accounts: Accounts | null,
  zones: Zones,
  log: IssueLog,
): readonly MeasureSetting[] {
  const available = availableMeasures(accounts, zones);
  // what is asked for needs no look at a million accounts
  const { measures, empty } =
    settings.measures.length > 0
      ? { measures: settings.measures, empty: [] }
      : usualMeasures(accounts, zones, settings);
  const choose = (): string => {
    const choice = available.filter(name => hasSome(name, accounts, zones, settings));
    return choice.length > 0
      ? `choose one: ${choice.map(name => `--measure ${name}`).join(', ')}`
      : 'give zones a numeric column such as population';
  };
  for (const name of empty) {
    const left = measures.map(measure => measure.name).join(', ');
    log.add({
      ...(left === ''
        ? { severity: 'error', code: 'no-measure', remedy: choose() }
        : {
            severity: 'info',
            code: 'measure-left-out',
            remedy: `nothing to do: ${left} is balanced without it; or map the right column to it`,
          }),
      file: accounts?.file ?? zones.file,
      line: null,
      column: name === 'workload' ? 'visits_per_year' : name,
      found: `no ${name} above 0 in ${recordsOf(accounts, zones, settings.slice !== null)}`,
      expected: 'something to balance',
    });
  }
  if (measures.length === 0 && empty.length === 0) {
    log.add({
      severity: 'error',
      code: 'no-measure',
      file: '--measure',
      line: null,
      column: null,
      found: 'no accounts with potential and no measure asked for',
      expected: 'something to balance',
      remedy: choose(),
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

/**
 * `16 accounts (3 more rows were set aside)`
 * @param layer the accounts are those of a layer: the other rows of the file are not set aside
 */
function recordsOf(accounts: Accounts | null, { count: zones }: Zones, layer: boolean): string {
  if (!accounts) return zones === 1 ? '1 zone' : `${zones} zones`;
  const { count, rowsRead } = accounts;
  const aside = layer ? 0 : rowsRead - count;
  const more = aside === 1 ? ' (1 more row was set aside)' : ` (${aside} more rows were set aside)`;
  return `${count} ${count === 1 ? 'account' : 'accounts'}${aside > 0 ? more : ''}`;
}
