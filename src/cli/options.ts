// Options that several commands share, and their parsers. A bad value is a usage error (exit 2) that
// says what is allowed.

import { type Command, InvalidArgumentError } from 'commander';
import { type BudgetSetting, type KeepTogether, RESOURCES } from '../model/settings.ts';

export interface RoadOptions {
  readonly roads?: string;
  readonly osrm?: string;
  readonly valhalla?: string;
  readonly roadProfile?: string;
  readonly roadCache?: string;
}

export interface InputOptions extends RoadOptions {
  readonly accounts?: string;
  readonly reps?: string;
  readonly zones?: string;
  readonly aliases?: string;
  readonly barriers?: string;
  readonly managers?: string;
  readonly overrides?: string;
  readonly config?: string;
  readonly map: ReadonlyMap<string, string>;
  readonly country?: string;
}

/** `10%`, `0.1` or `10 %` → 0.1 */
export function parseShare(text: string): number {
  const match = /^\s*(\d+(?:[.,]\d+)?)\s*(%?)\s*$/.exec(text);
  const value = match ? Number((match[1] as string).replace(',', '.')) / (match[2] ? 100 : 1) : Number.NaN;
  if (!(value >= 0)) throw new InvalidArgumentError(`"${text}" is not a share; write 10% or 0.1.`);
  return value;
}

export interface MeasureOption {
  readonly name: string;
  readonly tolerance: number;
}

export function parseMeasure(text: string, previous: readonly MeasureOption[] = []): MeasureOption[] {
  const equals = text.lastIndexOf('=');
  const name = (equals < 0 ? text : text.slice(0, equals)).trim();
  if (name === '') throw new InvalidArgumentError(`"${text}" names no measure; write potential=10%.`);
  const tolerance = equals < 0 ? 0.1 : parseShare(text.slice(equals + 1));
  if (!(tolerance > 0 && tolerance < 1)) {
    throw new InvalidArgumentError(
      `tolerance of ${name} must be above 0 and below 100 %, for example ${name}=10%.`,
    );
  }
  if (previous.some(measure => measure.name === name)) {
    throw new InvalidArgumentError(`measure ${name} is given twice.`);
  }
  return [...previous, { name, tolerance }];
}

export function parseMap(
  text: string,
  previous: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const equals = text.indexOf('=');
  if (equals <= 0)
    throw new InvalidArgumentError(`"${text}" is not FIELD=COLUMN, for example potential="CA 2026".`);
  return new Map([...previous, [text.slice(0, equals).trim(), text.slice(equals + 1)]]);
}

export interface MaxMoved {
  readonly share: number;
  readonly of: 'revenue' | 'potential' | 'accounts';
}

export function parseMaxMoved(text: string): MaxMoved {
  const [share, of = 'revenue'] = text.split(':');
  if (of !== 'revenue' && of !== 'potential' && of !== 'accounts') {
    throw new InvalidArgumentError(
      `"${of}" must be revenue, potential or accounts, for example 10%:revenue.`,
    );
  }
  const value = parseShare(share as string);
  // 10 without its % would be ten times everything: no budget at all
  if (value > 1) throw new InvalidArgumentError(`"${share}" is more than 100 %; write 10% or 0.1.`);
  return { share: value, of };
}

export function parseWhole(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError(`"${text}" is not a whole number of 0 or more.`);
  return value;
}

/** `department`: kept whole; `department=12`: better whole, at 12 hours a year for every rep more than one */
export function parseKeepTogether(text: string, previous: readonly KeepTogether[] = []): KeepTogether[] {
  const equals = text.lastIndexOf('=');
  const column = (equals < 0 ? text : text.slice(0, equals)).trim();
  if (column === '')
    throw new InvalidArgumentError(`"${text}" names no column; write department or department=12.`);
  if (previous.some(rule => rule.column === column)) {
    throw new InvalidArgumentError(`${column} is given twice.`);
  }
  const price = equals < 0 ? null : parsePositive(text.slice(equals + 1));
  return [...previous, { column, price, except: [] }];
}

/** `km=900000`: of all reps together, firm; `cost=2.4e6@0.05`: what is beyond costs 0.05 hours each */
export function parseBudget(text: string, previous: readonly BudgetSetting[] = []): BudgetSetting[] {
  const [, name = '', most = '', price] = /^([^=]*)=([^@]*)(?:@(.*))?$/.exec(text) ?? [];
  const resource = RESOURCES.find(known => known === name.trim());
  if (!resource)
    throw new InvalidArgumentError(
      `"${text}" is no budget of ${RESOURCES.join(', ')}; write km=900000, or km=900000@0.02 with a price.`,
    );
  if (previous.some(budget => budget.name === resource))
    throw new InvalidArgumentError(`${resource} is given twice.`);
  const atMost = parsePositive(most);
  if (atMost === 0) throw new InvalidArgumentError(`a budget of 0 ${resource} leaves nothing to do.`);
  const paid = price === undefined ? null : parsePositive(price);
  return [...previous, { name: resource, team: null, resource, atMost, price: paid }];
}

/** `75, 59` → ['75', '59'] */
export function parseNames(text: string, previous: readonly string[] = []): string[] {
  const names = text
    .split(',')
    .map(name => name.trim())
    .filter(name => name !== '');
  return [...previous, ...names];
}

/** `--from north --from south` */
export function parseFrom(text: string, previous: readonly string[] = []): string[] {
  if (text.trim() === '') throw new InvalidArgumentError('name the folder of a plan.');
  return [...previous, text];
}

/** A whole number of at least 1. */
export function parseCount(text: string): number {
  const value = parseWhole(text);
  if (value === 0)
    throw new InvalidArgumentError('a limit of 0 leaves nothing for any sector; write 1 or more.');
  return value;
}

/** px: what a slide or a poster needs, and what memory holds */
export function parsePngWidth(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 320 || value > 8000)
    throw new InvalidArgumentError(
      `"${text}" is not a width in pixels; write a whole number from 320 to 8000.`,
    );
  return value;
}

/** `fr` → `FR` */
export function parseCountry(text: string): string {
  if (/^[a-z]{2}$/i.test(text)) return text.toUpperCase();
  throw new InvalidArgumentError(`"${text}" is not the two-letter code of a country, such as FR, DE or US.`);
}

export function parsePositive(text: string): number {
  const value = Number(text.replace(',', '.'));
  if (text.trim() === '' || !(value >= 0) || value === Number.POSITIVE_INFINITY) {
    throw new InvalidArgumentError(`"${text}" is not a number of 0 or more.`);
  }
  return value;
}

export const STDOUT_TABLES = ['accounts', 'zones', 'sectors', 'changes', 'kpis'] as const;

/** --accounts, --reps, --zones and how to read them. */
export function addInputOptions(command: Command): Command {
  return command
    .optionsGroup('Inputs (CSV or GeoJSON; - reads standard input):')
    .option('--accounts <file>', 'customer and prospect sites')
    .option('--reps <file>', 'who serves the sectors')
    .option('--zones <file>', 'postal codes or other areas: polygons (GeoJSON, TopoJSON) or centroids (CSV)')
    .option('--aliases <file>', 'CSV of code,postal_code for codes that are no zone (CEDEX)')
    .option('--barriers <file>', 'CSV of zone_a,zone_b that no sector may be joined across')
    .option('--managers <file>', 'CSV of managers with id, level, base and reports_to, for --level')
    .option(
      '--overrides <file>',
      'CSV of decisions by hand: zone_id or account_id, rep_id, author, reason, date',
    )
    .option('--config <file>', 'sectorize.yaml; options given here win over it')
    .option('--map <field=column>', 'read a field from this column, repeatable (zones.id=CODE)', parseMap)
    .option('--country <code>', 'rules for postal codes, two letters (default: FR)', parseCountry);
}

/**
 * --roads, --osrm, --valhalla: of commands that plan.
 * @param without what is done when none is given
 */
export function addRoadOptions(command: Command, without = 'all travel is estimated without'): Command {
  return command
    .optionsGroup(`Road times (${without}):`)
    .option('--roads <file>', 'CSV of road times: from, to, minutes, km; or a table of minutes')
    .option('--osrm <url>', 'ask this OSRM server, such as http://localhost:5000')
    .option('--valhalla <url>', 'ask this Valhalla server, such as http://localhost:8002')
    .option('--road-profile <name>', 'profile of OSRM, costing of Valhalla (default: driving, auto)')
    .option('--road-cache <dir>', 'keep what the server answers here, and ask for it only once');
}

/** --from: of commands that revise a plan. */
export function addRevisionOption(command: Command): Command {
  return command.option(
    '--from <dir>',
    'the plan that is revised: its reps are the incumbents; repeatable, for teams\nthat become one',
    parseFrom,
  );
}
