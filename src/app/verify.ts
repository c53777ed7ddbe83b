// A plan directory and its inputs, read back and verified. What cannot be read in the directory is a finding like any
// other; inputs that cannot be found or read stop it, because then nothing can be recomputed.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseBound } from '../evaluate/bound-json.ts';
import { JsonError } from '../evaluate/json-reader.ts';
import { parseModel } from '../evaluate/model-json.ts';
import { parsePlan } from '../evaluate/plan-json.ts';
import { newCheck } from '../evaluate/verify/check.ts';
import { checkFormula } from '../evaluate/verify/formula.ts';
import { checkHashes } from '../evaluate/verify/inventory.ts';
import { cutOut } from '../evaluate/verify/layers/slice.ts';
import { touredOf } from '../evaluate/verify/tours/ratios.ts';
import {
  type CheckResult,
  type Table,
  type VerifyInput,
  type VerifyResult,
  verifyPlan,
} from '../evaluate/verify.ts';
import { buildGraph } from '../geo/graph.ts';
import { readCsvRows } from '../io/csv.ts';
import { exists } from '../io/exists.ts';
import { formatIssue, InputError, IssueLog } from '../io/issues.ts';
import { RowStoreBuilder } from '../io/row-store.ts';
import { OF_A_PLAN, openSource } from '../io/source.ts';
import { jsonFault } from '../model/json-fault.ts';
import type { ContiguousCertificate, Plan, PlanInput } from '../model/plan.ts';
import type { PlanModel } from '../model/plan-model.ts';
import { overlayIncumbents, previousOf } from '../model/previous.ts';
import type { Rep } from '../model/records.ts';
import { whoToday } from './prepare.ts';
import { type Records, readRecords, readSettings } from './read.ts';
import { keptPrevious, strangersIn } from './revision/read.ts';
import { withMatrix } from './roads/matrix-again.ts';
import { storedRows } from './stored-rows.ts';
import { assertNotStranded } from './written/plan-fault.ts';

export interface VerifyOptions {
  readonly accounts?: string;
  readonly reps?: string;
  readonly zones?: string;
  readonly aliases?: string;
  readonly barriers?: string;
  readonly managers?: string;
  readonly overrides?: string;
  readonly roads?: string;
  /** where a configuration has the inputs: looked at first for those that the plan has and nothing above names */
  readonly known?: Readonly<Partial<Record<PlanInput['role'], string | null>>>;
  /** plans that it revises; the copy that the plan keeps when absent */
  readonly from?: readonly string[];
  /** --map entries that the plan was made with */
  readonly map?: ReadonlyMap<string, string>;
  /** gets what a plan was verified with, before it is: tours are verified with the same */
  readonly onRead?: (input: VerifyInput) => void;
}

export interface VerifyOutcome extends VerifyResult {
  /** the input files it was verified against */
  readonly files: ReadonlyMap<PlanInput['role'], string>;
}

/** what the plan adds to the columns of the accounts: layer … travel_minutes */
export const PLAN_COLUMNS_OF_ACCOUNTS = 7;

/**
 * Reads a plan directory and the inputs it was made from, and recomputes every promise. Inputs that are not named are
 * looked for by name in the current folder, then beside the plan.
 * @throws InputError when `dir` is no plan directory, or an input is not found or cannot be read
 */
export async function verifyDirectory(dir: string, options: VerifyOptions = {}): Promise<VerifyOutcome> {
  const text = await readPlanText(dir);
  const readable = newCheck('files');
  let plan: Plan;
  try {
    plan = parsePlan(text);
    readable.that(true, () => '');
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    readable.lie(error.message);
    return verdictOf([readable.result()], new Map());
  }

  const files = await findInputs(dir, plan, options);
  const tables = await readTables(dir, plan, readable.lie);
  const certificate = await readCertificate(dir, readable.lie);
  const from = await findPrevious(dir, plan, options);
  await checkCopies(dir, readable.lie);
  const inputs = await readInputs(plan, files, { ...options, from });
  if ('changed' in inputs) return verdictOf([readable.result(), inputs.changed], files);
  const { slice } = plan.settings;
  const records = ratesAsRead(
    slice
      ? heldBefore({ ...inputs.records, ...cutOut(inputs.records, slice, plan.settings) }, slice.layer)
      : inputs.records,
  );
  const { zones, reps } = records;
  if (!zones || !reps) throw missing(dir, plan, !zones ? 'zones' : 'reps');
  const roads = await readRoads(dir, plan, readable.lie);
  const input: VerifyInput = {
    plan,
    roads: roads && { ...roads, answers: null },
    toured: await readToured(dir),
    accounts: records.accounts,
    reps,
    zones,
    graph: buildGraph(zones, { barriers: records.barriers }).graph,
    hashes: new Map(records.inputs.map(({ role, sha256 }) => [role, sha256])),
    rejects: [...records.rejects.rejects()],
    certificate,
    managers: records.managers,
    overrides: records.overrides?.list ?? [],
    previous: previousOf(records.previous ?? null, whoToday(slice, reps, inputs.records)),
    sha256: sha256OfText,
    ...tables,
  };
  const matrix = files.get('roads');
  const withRoads = roads && matrix !== undefined ? await withMatrix(input, matrix) : input;
  if (!isRead(tables, readable.lie)) {
    const inputsNow = newCheck('inputs');
    checkHashes(input, inputsNow);
    return verdictOf([readable.result(), inputsNow.result()], files);
  }
  options.onRead?.(withRoads);
  const result = verifyPlan(withRoads);
  // of the accounts as read: a layer may have a share of them
  const formula = plan.settings.potentialFormula;
  const potential =
    formula !== undefined && inputs.records.accounts ? [checkFormula(inputs.records.accounts, formula)] : [];
  return verdictOf([readable.result(), ...potential, ...result.checks], files);
}

/** By how much tours beside the plan differ from its travel; null without such. What else they say, checkTours reads. */
async function readToured(dir: string): Promise<NonNullable<VerifyInput['toured']> | null> {
  const path = join(dir, 'tours.json');
  return (await exists(path)) ? touredOf(await readJson(path, 'tours.json', () => {})) : null;
}

/** roads.csv, in C locale whatever the profile; null without it. */
async function readRoads(
  dir: string,
  plan: Plan,
  tell: Tell,
): Promise<{ table: Table; sha256: string } | null> {
  const path = join(dir, 'roads.csv');
  if (!(await exists(path))) {
    if (plan.roads) tell('roads.csv is missing');
    return null;
  }
  return { table: await readTable(path, 'roads.csv', 0, tell), sha256: await sha256Of(path) };
}

/** What a vehicle adds to the rates of its rep is worked out anew. */
function ratesAsRead(records: Records): Records {
  const { reps, repsAsRead } = records;
  const raw = new Map(repsAsRead?.list.map(rep => [rep.id, rep]));
  if (!reps) return records;
  const list = reps.list.map((rep): Rep => {
    const { vehicle: _, ...rest } = rep;
    const { costPerKm, gCo2PerKm, vehicle } = raw.get(rep.id) ?? rep;
    return { ...rest, costPerKm, gCo2PerKm, ...(vehicle !== undefined && { vehicle }) };
  });
  return { ...records, reps: { ...reps, list } };
}

function heldBefore(records: Records, layer: string): Records {
  const { accounts, previous = null } = records;
  return accounts ? { ...records, accounts: overlayIncumbents(accounts, previous, layer) } : records;
}

export function verdictOf(checks: readonly CheckResult[], files: VerifyOutcome['files']): VerifyOutcome {
  const lies = checks.reduce((sum, check) => sum + check.lies, 0);
  const broken = checks.reduce((sum, check) => sum + check.broken, 0);
  return { checks, lies, broken, ok: lies + broken === 0, files };
}

export async function readPlanText(dir: string): Promise<string> {
  try {
    return await readFile(join(dir, 'plan.json'), 'utf8');
  } catch {
    await assertNotStranded(dir);
    throw failure(
      dir,
      'no plan.json',
      'a plan directory',
      'name the folder that `sectorize plan` wrote (--out)',
    );
  }
}

// ---------------------------------------------------------------------------------------------------------------------
// Inputs

const ROLES = ['accounts', 'reps', 'zones', 'aliases', 'barriers', 'managers', 'overrides', 'roads'] as const;

/** Where each input of the plan is now: as named, else in the current folder, else beside the plan. */
export async function findInputs(
  dir: string,
  plan: Pick<Plan, 'inputs'>,
  options: VerifyOptions,
): Promise<Map<PlanInput['role'], string>> {
  const files = new Map<PlanInput['role'], string>();
  const problems: InputError[] = [];
  for (const role of ROLES) {
    const named = options[role];
    const input = plan.inputs.find(entry => entry.role === role);
    if (named !== undefined) files.set(role, named);
    else if (input) {
      const found = await findInput(dir, input, options.known?.[role] ?? null);
      if (typeof found === 'string') files.set(role, found);
      else problems.push(found);
    }
  }
  if (problems.length > 0) throw new InputError(problems.flatMap(problem => problem.issues));
  return files;
}

/** The plans that it revises: as named, else the copy it keeps; a layer's is beside all of them. */
export async function findPrevious(
  dir: string,
  plan: Pick<Plan, 'inputs'>,
  { from }: VerifyOptions,
): Promise<readonly string[]> {
  if (from) return from;
  if (!plan.inputs.some(({ role }) => role === 'from')) return [];
  const own = await keptPrevious(join(dir, 'from'));
  const found = own.length > 0 ? own : await keptPrevious(join(dir, '..', '..', 'from'));
  if (found.length > 0) return found;
  throw failure(dir, 'no from/ with the plan before', 'the plan that it revises', 'give it with --from DIR');
}

/** Nothing is below from/ but what a revision keeps there. */
export async function checkCopies(dir: string, tell: Tell): Promise<void> {
  for (const path of await strangersIn(join(dir, 'from')))
    tell(`from/${path} is no file of a plan that was revised`);
}

async function findInput(
  dir: string,
  { role, file, sha256 }: PlanInput,
  known: string | null,
): Promise<string | InputError> {
  const given = known === null || known === '-' ? null : known;
  if (file === '-') {
    if (given !== null) return given;
    return failure(
      dir,
      `${role} that came from standard input`,
      'a file to verify the plan against',
      `give it with --${role} FILE`,
    );
  }
  // the plan of another year was made from files beside those of this one
  const named = given === null ? null : join(dirname(given), file);
  if (named !== null && (await exists(named))) return named;
  const places = [file, join(dirname(resolve(dir)), file)];
  const found: string[] = [];
  for (const place of places) if (await exists(place)) found.push(place);
  if (found.length === 0 && given !== null) return given;
  if (found.length === 0) {
    return failure(
      dir,
      `no ${file} (tried ${places.join(', ')})`,
      `the ${role} that the plan was made from`,
      `give it with --${role} FILE, or all of them with --config FILE`,
    );
  }
  if (found.length === 1 || resolve(found[0]!) === resolve(found[1]!)) return found[0]!;
  // two files of that name: the one that the plan was made from, if it is among them
  return (await sha256Of(found[1]!)) === sha256 ? found[1]! : found[0]!;
}

export async function sha256Of(path: string): Promise<string> {
  const source = await openSource(path);
  for await (const _ of source.stream());
  return source.sha256();
}

export function sha256OfText(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * The records of the inputs, with road times from a file where one is named. When they cannot be read and are not the ones that the plan was made from, that is the
 * finding; when they are, they are told with their own findings.
 */
export async function readInputs(
  plan: Pick<Plan, 'inputs' | 'settings' | 'map'>,
  files: ReadonlyMap<PlanInput['role'], string>,
  options: VerifyOptions,
  roads: string | null = null,
): Promise<{ records: Records } | { changed: CheckResult }> {
  let failed: InputError;
  try {
    const records = await readRecords(
      {
        accounts: files.get('accounts') ?? null,
        reps: files.get('reps') ?? null,
        zones: files.get('zones') ?? null,
        aliases: files.get('aliases') ?? null,
        barriers: files.get('barriers') ?? null,
        managers: files.get('managers') ?? null,
        overrides: files.get('overrides') ?? null,
        from: options.from ?? [],
        roads: roads === null ? null : { kind: 'matrix', file: roads },
      },
      readSettings(plan.settings, options.map ?? new Map(plan.map)),
    );
    if (!records.log.hasErrors()) return { records };
    failed = new InputError(records.log.issues().filter(issue => issue.severity === 'error'));
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    failed = error;
  }
  const changed = newCheck('inputs');
  for (const { role, file, sha256 } of plan.inputs) {
    if (role === 'from') continue;
    const path = files.get(role);
    const now = path === undefined ? '' : await sha256Of(path);
    changed.that(
      now === sha256,
      () => `${role}: ${path ?? file} has SHA-256 ${now}, the plan was made from ${sha256}`,
    );
  }
  const result = changed.result();
  if (result.ok) throw failed;
  return { changed: result };
}

// ---------------------------------------------------------------------------------------------------------------------
// The plan's own files

/** columns of the plan that hold text: a zone may be called "12,5" */
const TEXTS: ReadonlySet<string> = new Set([
  ...['layer', 'zone_id', 'zone_name', 'sector_id', 'sector_name', 'rep_id', 'rep_name'],
  ...['incumbent_rep_id', 'assigned_rep_id', 'from_rep_id', 'to_rep_id'],
  ...['account_id', 'account_name', 'reason'],
  ...['level', 'group_name', 'zone_a', 'zone_b'],
]);

/** `area_id` of a level too */
function isText(column: string): boolean {
  return TEXTS.has(column) || column.endsWith('_id');
}

type Tell = (problem: string) => void;

async function readTables(dir: string, plan: Plan, tell: Tell) {
  const csv = (name: string, own?: number) => readTable(join(dir, name), name, own, tell);
  const json = (name: string) => readJson(join(dir, name), name, tell);
  const withAccounts = plan.inputs.some(({ role }) => role === 'accounts');
  const own = withAccounts ? PLAN_COLUMNS_OF_ACCOUNTS : undefined;
  const perSector = new Map<string, Table>();
  const maps: string[] = [];
  await checkReport(dir, plan, tell);
  const names = await readdir(join(dir, 'sectors')).catch(() => {
    tell('the folder sectors/ is missing');
    return [];
  });
  for (const name of names.sort()) {
    if (name.endsWith('.csv')) perSector.set(name, await csv(`sectors/${name}`, own));
    else if (name.endsWith('.geojson')) maps.push(name);
    else tell(`sectors/${name} is no file of a plan`);
  }
  return {
    tables: {
      zones: await csv('zones.csv'),
      accounts: withAccounts ? await csv('accounts.csv', own) : null,
      sectors: await csv('sectors.csv'),
      changes: await csv('changes.csv'),
      ...((await exists(join(dir, 'costs.csv'))) && { costs: await csv('costs.csv') }),
      rejects: await csv('rejects.csv', 0),
      neighbors: await csv('neighbors.csv'),
    },
    perSector,
    perSectorGeojson: mapsInTurn(dir, maps, tell),
    sectorsGeojson: await json('sectors.geojson'),
    ...(await readLevels(dir, plan, csv, json)),
    kpis: await json('kpis.json'),
    model: await readModel(dir, tell),
  };
}

/** Without these nothing is recomputed: all else would be wrong because of them, and the inputs look like others. */
export function isRead(
  {
    tables,
    kpis,
  }: Pick<VerifyInput, 'kpis'> & { readonly tables: Pick<VerifyInput['tables'], 'accounts' | 'zones'> },
  tell: Tell,
  prefix = '',
): boolean {
  const lacking = [
    ...(kpis === undefined ? ['kpis.json'] : []),
    ...(tables.accounts?.header.length === 0 ? ['accounts.csv'] : []),
    ...(tables.zones.header.length === 0 ? ['zones.csv'] : []),
  ].map(name => prefix + name);
  if (lacking.length > 0)
    tell(
      `without ${lacking.join(' and ')} nothing else can be checked: take the directory as \`sectorize plan\` wrote it`,
    );
  return lacking.length === 0;
}

/** Maps of all zones together may be a gigabyte: each is read when its turn comes, and let go after it. */
function mapsInTurn(dir: string, names: readonly string[], tell: Tell): VerifyInput['perSectorGeojson'] {
  return {
    size: names.length,
    *[Symbol.iterator]() {
      for (const name of names) {
        const own = `sectors/${name}`;
        yield [name, parsed(own, () => readFileSync(join(dir, own), 'utf8'), tell)] as const;
      }
    },
  };
}

async function readModel(dir: string, tell: Tell): Promise<PlanModel | null> {
  try {
    return parseModel(await readFile(join(dir, 'model.json'), 'utf8'));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const found = missing ? 'model.json is missing' : 'model.json cannot be read';
    tell(error instanceof JsonError ? error.message : found);
    return null;
  }
}

/** levels.csv and levels/*.geojson, where there is a hierarchy, or where there are such files all the same. */
async function readLevels(
  dir: string,
  plan: Plan,
  csv: (name: string) => Promise<Table>,
  json: (name: string) => Promise<unknown>,
) {
  const names = (await readdir(join(dir, 'levels')).catch(() => [] as string[])).sort();
  const levelMaps = new Map<string, unknown>();
  for (const name of names) levelMaps.set(name, await json(`levels/${name}`));
  const wanted = plan.hierarchy !== undefined || (await exists(join(dir, 'levels.csv')));
  return { levelsTable: wanted ? await csv('levels.csv') : null, levelMaps };
}

/** The reports are prose, whose figures are those of kpis.json; here only that they are there, and are this plan's. */
export async function checkReport(dir: string, plan: Pick<Plan, 'inputs'>, tell: Tell): Promise<void> {
  for (const name of ['report.md', 'report.html']) {
    const report = await readFile(join(dir, name), 'utf8').catch(() => null);
    if (report === null) {
      tell(`${name} is missing`);
      continue;
    }
    for (const { role, sha256 } of plan.inputs) {
      if (!report.includes(sha256))
        tell(`${name} is not of this plan: it does not name the hash of the ${role}`);
    }
  }
  // a map without a place has no pictures, one without a map of today not both
  for (const name of ['map.svg', 'before-after.svg']) {
    const picture = await readFile(join(dir, name), 'utf8').catch(() => null);
    const absent = picture && plan.inputs.find(({ sha256 }) => !picture.includes(sha256));
    if (absent) tell(`${name} is not of this plan: it does not name the hash of the ${absent.role}`);
  }
}

/**
 * A CSV table of any profile, its numbers in C locale. Only the plan's own columns, the last `own` (all when not given),
 * have numbers of the profile: the others are the input's text.
 */
export async function readTable(
  path: string,
  name: string,
  own: number | undefined,
  tell: Tell,
): Promise<Table> {
  const log = new IssueLog();
  try {
    const csv = await readCsvRows(await openSource(path, OF_A_PLAN), log, {
      onReject: (_, issue) => tell(formatIssue({ ...issue, file: name })),
    });
    const rows = new RowStoreBuilder();
    // a header that lost columns has fewer than the plan writes
    const first = Math.max(0, csv.header.length - (own ?? csv.header.length));
    const decimalComma = csv.delimiter !== ',';
    for await (const batch of csv.batches) {
      for (const { cells } of batch) {
        if (decimalComma) {
          for (let c = first; c < cells.length; c++) {
            if (!isText(csv.header[c]!) && /^-?\d+,\d+$/.test(cells[c]!))
              cells[c] = cells[c]!.replace(',', '.');
          }
        }
        rows.append(cells);
      }
    }
    return { header: csv.header, rows: storedRows(rows) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    if (!(await exists(path))) tell(`${name} is missing`);
    else for (const issue of error.issues) tell(formatIssue({ ...issue, file: name }));
    return { header: [], rows: [] };
  }
}

/** bound.json, which not every plan has. */
async function readCertificate(dir: string, tell: Tell): Promise<ContiguousCertificate | null> {
  let text: string;
  try {
    text = await readFile(join(dir, 'bound.json'), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') tell('bound.json cannot be read');
    return null;
  }
  try {
    return parseBound(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    tell(error.message);
    return null;
  }
}

export async function readJson(path: string, name: string, tell: Tell): Promise<unknown> {
  if (!(await exists(path))) {
    tell(`${name} is missing`);
    return undefined;
  }
  const text = await readFile(path, 'utf8').catch(() => null);
  return parsed(name, () => text, tell);
}

/** What cannot be read is told, and undefined. */
function parsed(name: string, read: () => string | null, tell: Tell): unknown {
  try {
    const text = read();
    if (text !== null) return JSON.parse(text) as unknown;
    tell(`${name} cannot be read`);
  } catch (error) {
    tell(
      error instanceof SyntaxError ? `${name} is not JSON: ${jsonFault(error)}` : `${name} cannot be read`,
    );
  }
  return undefined;
}

function missing(dir: string, plan: Plan, role: PlanInput['role']): InputError {
  const listed = plan.inputs.map(input => input.role).join(', ');
  return failure(
    dir,
    `no ${role} among the plan's inputs (${listed})`,
    `${role}`,
    `give them with --${role} FILE`,
  );
}

export function failure(dir: string, found: string, expected: string, remedy: string): InputError {
  return new InputError([
    {
      severity: 'error',
      code: 'cannot-verify',
      file: dir,
      line: null,
      column: null,
      found,
      expected,
      remedy,
    },
  ]);
}
