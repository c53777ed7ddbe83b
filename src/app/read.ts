// Files → records, with every finding collected. Nothing is decided here about the plan.

import { shapeTools } from '../geo/zone-shape.ts';
import { readAccounts } from '../io/accounts.ts';
import { readAliases } from '../io/aliases.ts';
import { readBarriers } from '../io/barriers.ts';
import type { RoadSetting } from '../io/config-roads.ts';
import { InputError, IssueLog, RejectLog } from '../io/issues.ts';
import { readManagers } from '../io/managers.ts';
import { readOverrides } from '../io/overrides.ts';
import { readReps } from '../io/reps.ts';
import { openSource, type Source } from '../io/source.ts';
import { readZones } from '../io/zones.ts';
import { fileName } from '../model/file-name.ts';
import type { Managers } from '../model/hierarchy.ts';
import { accountsWithOverrides, type Overrides, repsWithOverrides } from '../model/overrides.ts';
import type { PlanInput } from '../model/plan.ts';
import { type Previous, withIncumbents } from '../model/previous.ts';
import type { Accounts, Barrier, DefaultUsed, Issue, Reps, Zones } from '../model/records.ts';
import { withRepDefaults } from '../model/rep-defaults.ts';
import type { Settings } from '../model/settings.ts';
import type { VehicleSettings } from '../model/vehicles.ts';
import { scopeMap } from './column-map.ts';
import { type KeptFile, readPrevious } from './revision/read.ts';
import { type RoadAccess, roadAccess } from './roads/open.ts';

export interface InputFiles {
  readonly accounts: string | null;
  readonly reps: string | null;
  readonly zones: string | null;
  readonly aliases: string | null;
  /** pairs of zones that no sector may be joined across */
  readonly barriers?: string | null;
  /** managers of a hierarchy */
  readonly managers?: string | null;
  /** decisions by hand */
  readonly overrides?: string | null;
  /** directories of earlier plans that this one revises; of two that speak of the same account the first counts */
  readonly from?: readonly string[];
  /** where road times come from; all travel is estimated without */
  readonly roads?: RoadSetting | null;
}

export interface ReadSettings {
  readonly country: string;
  /** --map entries as typed: field or input.field → column */
  readonly map: ReadonlyMap<string, string>;
  readonly measures: readonly string[];
  /** of a rep whose row does not say */
  readonly defaultHoursPerYear: number;
  readonly vehicles?: VehicleSettings;
  readonly defaultVehicle?: string;
  /** formula of the accounts' potential */
  readonly potential?: string;
  /** a period is planned */
  readonly period?: boolean;
  /** there is a hierarchy */
  readonly teams?: boolean;
  /** findings kept of each kind (1 000); all of them are counted */
  readonly keep?: number;
}

/** How the files of a plan with these settings are read. */
export function readSettings(settings: Settings, map: ReadSettings['map']): ReadSettings {
  return {
    country: settings.country,
    map,
    measures: [...settings.measures.map(measure => measure.name), ...(settings.slice?.measures ?? [])],
    defaultHoursPerYear: settings.defaultHoursPerYear,
    ...(settings.vehicles && { vehicles: settings.vehicles }),
    ...(settings.defaultVehicle !== undefined && { defaultVehicle: settings.defaultVehicle }),
    period: settings.period !== null,
    ...(settings.hierarchy ? { teams: true } : {}),
    ...(settings.potentialFormula === undefined ? {} : { potential: settings.potentialFormula }),
  };
}

export interface Records {
  readonly accounts: Accounts | null;
  /** with defaults, and as the file has them */
  readonly reps: Reps | null;
  readonly repsAsRead: Reps | null;
  readonly zones: Zones | null;
  readonly aliases: ReadonlyMap<string, string>;
  /** null when there is no file of them */
  readonly managers: Managers | null;
  /** the plans that are revised; absent without any */
  readonly previous?: Previous;
  /** the copy of them that the plan keeps */
  readonly kept?: readonly KeptFile[];
  /** decisions by hand; absent without a file of them */
  readonly overrides?: Overrides;
  /** where road times come from; absent: all travel is estimated */
  readonly roads?: RoadAccess;
  readonly barriers: { readonly list: readonly Barrier[]; readonly file: string };
  readonly inputs: readonly PlanInput[];
  /** a file that was named could not be read at all */
  readonly unread: boolean;
  /** assumptions made while reading */
  readonly defaults: readonly DefaultUsed[];
  readonly log: IssueLog;
  readonly rejects: RejectLog;
}

/**
 * Reads whatever files are named; zones first, since the others refer to them. A file that cannot be read is an error in
 * the log and null in the records: the others are read all the same, so that one run says everything.
 * @param open what a file named in `files` says; its place on disk when absent
 * @param openPlans the same of plans that are revised
 */
export async function readRecords(
  files: InputFiles,
  settings: ReadSettings,
  open: (path: string) => Promise<Source> = openSource,
  openPlans: typeof readPrevious = readPrevious,
): Promise<Records> {
  const log = new IssueLog(settings.keep);
  const rejects = new RejectLog();
  const inputs: PlanInput[] = [];
  const maps = scopeMap(settings.map, files, log);
  const options = (role: 'accounts' | 'reps' | 'zones') => ({
    country: settings.country,
    measures: settings.measures,
    map: maps[role],
  });

  let unread = false;
  const use = async <T>(
    role: PlanInput['role'],
    path: string | null,
    read: (source: Source) => Promise<T>,
    counts: (records: T) => { rows: number; accepted: number },
  ): Promise<T | null> => {
    if (path === null) return null;
    try {
      const source = await open(path);
      const records = await read(source);
      const { rows, accepted } = counts(records);
      inputs.push({
        role,
        file: fileName(path),
        sha256: source.sha256(),
        rows,
        accepted,
        rejected: rows - accepted,
      });
      return records;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      unread = true;
      // some of its findings may be in the log already
      const known = new Set(log.issues());
      for (const issue of error.issues) if (!known.has(issue)) log.add(issue);
      return null;
    }
  };

  const zones = await use(
    'zones',
    files.zones,
    source => readZones(source, { ...options('zones'), shapes: shapeTools }, log, rejects),
    z => ({ rows: z.rowsRead, accepted: z.count }),
  );
  const zoneIds = zones ? { zoneIds: new Set(zones.id), areaColumns: [...zones.parents.keys()] } : {};
  const reps = await use(
    'reps',
    files.reps,
    source =>
      readReps(
        source,
        {
          ...options('reps'),
          ...zoneIds,
          period: settings.period === true,
          teams: settings.teams === true,
          vehicles: Object.keys(settings.vehicles ?? {}),
        },
        log,
      ),
    r => ({ rows: r.rowsRead, accepted: r.list.length }),
  );
  const accounts = await use(
    'accounts',
    files.accounts,
    source =>
      readAccounts(
        source,
        {
          ...options('accounts'),
          ...zoneIds,
          ...(settings.potential === undefined ? {} : { potential: settings.potential }),
        },
        log,
        rejects,
      ),
    a => ({ rows: a.rowsRead, accepted: a.count }),
  );
  const aliases = await use(
    'aliases',
    files.aliases,
    source => readAliases(source, log, settings.country, zoneIds.zoneIds),
    a => ({ rows: a.rowsRead, accepted: a.usable }),
  );
  const barriers = await use(
    'barriers',
    // without zones there is nothing to name
    zones ? (files.barriers ?? null) : null,
    source =>
      readBarriers(source, log, {
        zoneIds: zones?.id ?? [],
        areas: new Set([...(zones?.parents.values() ?? [])].flat()),
        country: settings.country,
      }),
    b => ({ rows: b.rowsRead, accepted: b.list.length }),
  );
  const managers = await use(
    'managers',
    files.managers ?? null,
    source => readManagers(source, log, { country: settings.country, ...zoneIds }),
    m => ({ rows: m.rowsRead, accepted: m.list.length }),
  );
  const overrides = await use(
    'overrides',
    files.overrides ?? null,
    source =>
      readOverrides(source, log, {
        zones: zones?.id ?? null,
        accounts: accounts && new Set(accounts.id),
        reps: reps?.list.map(({ id }) => id) ?? null,
        country: settings.country,
      }),
    o => ({ rows: o.rowsRead, accepted: o.list.length + o.repeated }),
  );
  const revised = await readRevised(files, accounts, inputs, log, openPlans);
  const decided = overrides && reps ? repsWithOverrides(reps, overrides) : reps;
  const filled = decided && withRepDefaults(decided, settings);
  return {
    ...revised,
    ...(overrides && {
      overrides,
      accounts: revised.accounts && accountsWithOverrides(revised.accounts, overrides),
    }),
    ...(files.roads && { roads: roadAccess(files.roads) }),
    reps: filled?.reps ?? null,
    repsAsRead: decided,
    zones,
    aliases: aliases?.of ?? new Map(),
    managers,
    barriers: { list: barriers?.list ?? [], file: files.barriers ?? '' },
    inputs,
    unread,
    defaults: [...(accounts?.formula?.defaults ?? []), ...(filled?.defaults ?? [])],
    log,
    rejects,
  };
}

/** The accounts with the incumbents of the plans that are revised, and what a revision needs of those plans. */
async function readRevised(
  { from = [] }: InputFiles,
  accounts: Accounts | null,
  inputs: PlanInput[],
  log: IssueLog,
  openPlans: typeof readPrevious,
): Promise<Pick<Records, 'accounts' | 'previous' | 'kept'>> {
  if (from.length === 0) return { accounts };
  try {
    const { previous, input, kept } = await openPlans(from);
    inputs.push(input);
    if (!accounts) return { accounts, previous, kept };
    const { accounts: today, disagree } = withIncumbents(accounts, previous);
    if (disagree.length > 0) log.add(otherReps(accounts, disagree));
    return { accounts: today, previous, kept };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    for (const issue of error.issues) log.add(issue);
    return { accounts };
  }
}

function otherReps({ file, line, feature, id, repId }: Accounts, accounts: readonly number[]): Issue {
  const count = accounts.length;
  // the first in the file, whatever the order of the accounts
  const first = accounts.reduce((a, b) => ((line[b] as number) < (line[a] as number) ? b : a));
  return {
    severity: 'warning',
    code: 'incumbent-differs',
    file,
    line: line[first] as number,
    ...(feature ? { feature: true } : {}),
    column: 'rep_id',
    found: `${count} ${count === 1 ? 'account' : 'accounts'} with another rep than in the plan that is revised (${id[first]}: ${repId[first]})`,
    expected: 'the rep of the plan',
    remedy:
      "the plan's rep counts as incumbent, but for locked accounts; plan without --from if the file is right",
  };
}
