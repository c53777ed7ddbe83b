// Records of everything → the records, settings and name of each layer, ready to be planned like any other.

import { IssueLog, RejectLog } from '../../io/issues.ts';
import {
  type LayerRule,
  type LayerSetting,
  type LayerSlice,
  type Membership,
  sharesIn,
  sliceAccounts,
} from '../../model/layers.ts';
import { overlayIncumbents } from '../../model/previous.ts';
import type { Accounts, Issue, Reps } from '../../model/records.ts';
import { withRepDefaults } from '../../model/rep-defaults.ts';
import { orderById } from '../../model/select.ts';
import type { Settings } from '../../model/settings.ts';
import { visitsOf } from '../../model/visits.ts';
import { budgetOfNoLayer } from '../budget-issues.ts';
import { scopeMap } from '../column-map.ts';
import type { InputFiles, ReadSettings, Records } from '../read.ts';
import { layersOfReps, type Served, settleShares } from './reps.ts';
import { layerRules, shareOut } from './rules.ts';

export interface LayerWork {
  readonly rule: LayerRule;
  readonly records: Records;
  readonly settings: Settings;
}

export interface Sliced {
  readonly rules: readonly LayerRule[];
  readonly who: Membership;
  readonly served: ReadonlyMap<string, Served>;
  readonly layers: readonly LayerWork[];
}

export interface LayeredInputs {
  readonly files: InputFiles;
  readonly map: ReadSettings['map'];
  readonly settings: Settings;
  readonly layers: readonly LayerSetting[];
  /** the configuration that names the layers, for messages */
  readonly config?: string;
}

/** How the files are read when there are layers: what any of them balances is read as numbers. */
export function measuresOfLayers({ settings, layers }: Pick<LayeredInputs, 'settings' | 'layers'>): string[] {
  const all = [settings.measures, ...layers.map(layer => layer.measures ?? [])].flat();
  return [...new Set(all.map(({ name }) => name))].sort();
}

/** null when layers or inputs are not as they must be: the log says why. */
export function sliceRecords(records: Records, inputs: LayeredInputs): Sliced | null {
  const { accounts, reps, log } = records;
  const { settings, config } = inputs;
  if (!accounts) {
    log.add({
      severity: 'error',
      code: 'layers-without-accounts',
      file: config ?? 'layers',
      line: null,
      column: 'layers',
      found: 'layers, and no accounts',
      expected: 'accounts, which are what layers are made of',
      remedy: 'give --accounts, or leave layers out',
    });
    return null;
  }
  if (!reps) return null;
  if (settings.budgets) log.add(budgetOfNoLayer());
  const map = scopeMap(inputs.map, inputs.files, new IssueLog()).accounts;
  const rules = layerRules(inputs.layers, accounts, map, log, config);
  const served = layersOfReps(reps, rules, log);
  if (log.hasErrors()) return null;
  const who = shareOut(accounts, rules, log, config);
  if (log.hasErrors()) return null;

  const shares = settleShares(reps, served, visitHours(accounts, rules, who, settings));
  for (const issue of sectorsTwice(reps, rules, shares)) log.add(issue);
  if (log.hasErrors()) return null;
  for (const issue of decidedElsewhere(records, who, layersOfRep(shares))) log.add(issue);
  if (log.hasErrors()) return null;
  const layersOf = layersOfRep(shares);
  const measures = measuresOfLayers(inputs);
  const layers = rules.map((rule, l): LayerWork => {
    const sliced = sliceAccounts(accounts, rules, who, l, layersOf, settings);
    const held = overlayIncumbents(sliced.accounts, records.previous ?? null, rule.name);
    const mine = { ...sliced, accounts: held };
    const wanted = inputs.layers[l] as LayerSetting;
    const own = [...shares].flatMap(([rep, of]) => (of.has(l) ? [[rep, of.get(l) as number] as const] : []));
    const slice: LayerSlice = { layer: rule.name, layers: rules, measures, reps: own };
    const today = mine.accounts.repId.some(id => id !== '');
    return {
      rule,
      records: layerRecords(records, mine.accounts, new Map(own), settings, mine.defaults),
      settings: {
        ...settings,
        measures: wanted.measures ?? settings.measures,
        keepTogether: wanted.keepTogether ?? settings.keepTogether,
        limits: wanted.limits ?? settings.limits,
        ...(wanted.budgets && { budgets: wanted.budgets }),
        // where nobody travels there is no travel to save: sectors are to be compact
        objective: wanted.objective ?? (wanted.travels ? settings.objective : 'compactness'),
        travel: wanted.travels ? settings.travel : { ...settings.travel, circuity: 0, accessMinutes: 0 },
        centers: wanted.centers ?? settings.centers,
        // nobody serves it today: there is nothing to keep
        ...(today ? {} : { stickiness: 0, maxMoved: null }),
        slice,
      },
    };
  });
  return { rules, who, served: shares, layers };
}

function layersOfRep(shares: ReadonlyMap<string, Served>): Map<string, ReadonlySet<number>> {
  return new Map([...shares].map(([rep, layers]) => [rep, new Set(layers.keys())] as const));
}

/** Accounts that were given by hand to a rep in none of whose layers they are: a decision must not get lost. */
function decidedElsewhere(
  { accounts, overrides }: Records,
  who: Membership,
  layersOf: ReadonlyMap<string, ReadonlySet<number>>,
): Issue[] {
  const indexOf = new Map(accounts?.id.map((id, a) => [id, a]));
  return (overrides?.list ?? []).flatMap(({ account, rep, line }): Issue[] => {
    const a = indexOf.get(account);
    const layers = layersOf.get(rep);
    if (a === undefined || !layers) return [];
    if ([...layers].some(l => who.overlay[l]?.[a] ?? who.base[a] === l)) return [];
    return [
      {
        severity: 'error',
        code: 'override-conflict',
        file: overrides?.file ?? '',
        line,
        column: 'rep_id',
        found: `account ${account} to ${rep}, in none of whose layers it is`,
        expected: 'a rep of one of its layers',
        remedy: 'name such a rep, or take the row out',
      },
    ];
  });
}

/** The decisions about a layer's own accounts, and about zones, which are the same in all layers. */
function decisionsOf({ overrides }: Records, accounts: Accounts): Pick<Records, 'overrides'> {
  if (!overrides) return {};
  const mine = new Set(accounts.id);
  const list = overrides.list.filter(({ account }) => account === '' || mine.has(account));
  return { overrides: { ...overrides, list } };
}

/** A rep called like the sector of a shared one would have its files. */
function sectorsTwice(reps: Reps, rules: readonly LayerRule[], shares: ReadonlyMap<string, Served>): Issue[] {
  const ids = new Map(reps.list.map(rep => [rep.id, rep] as const));
  return [...shares].flatMap(([rep, of]) => {
    if (of.size < 2) return [];
    return [...of.keys()].flatMap((l): Issue[] => {
      const taken = ids.get(`${rep}.${rules[l]?.name}`);
      if (!taken) return [];
      return [
        {
          severity: 'error',
          code: 'duplicate-id',
          file: reps.file,
          line: taken.line,
          ...(reps.feature ? { feature: true } : {}),
          column: 'id',
          found: `rep ${taken.id}, which is what the sector of ${rep} in layer ${rules[l]?.name} is called`,
          expected: 'another id',
          remedy: 'give one of them another id',
        },
      ];
    });
  });
}

/** Hours of visits a year that each layer asks for; in the order of ids, so that the order of rows does not count. */
function visitHours(
  accounts: Accounts,
  rules: readonly LayerRule[],
  who: Membership,
  settings: Settings,
): number[] {
  const { visits, minutes } = visitsOf(accounts, settings);
  const order = orderById(accounts.id);
  return rules.map((_, l) => {
    const share = sharesIn(rules, who, l).visits;
    let hours = 0;
    for (const a of order)
      hours += ((share[a] as number) * (visits[a] as number) * (minutes[a] as number)) / 60;
    return hours;
  });
}

/** The reps of a layer with what it has of their time; a target of their own is divided like it. */
function ofLayer(reps: Reps, shares: ReadonlyMap<string, number>, settings: Settings) {
  const own = reps.list.filter(rep => shares.has(rep.id));
  const filled = withRepDefaults({ ...reps, list: own }, settings);
  const list = filled.reps.list.map(rep => {
    const share = shares.get(rep.id) as number;
    if (share === 1) return rep;
    const targets = new Map([...rep.targets].map(([measure, target]) => [measure, target * share]));
    return { ...rep, fte: rep.fte * share, targets };
  });
  const rowsRead = reps.rowsRead - (reps.list.length - list.length);
  return { reps: { ...reps, list, rowsRead }, defaults: filled.defaults };
}

/** Findings and rejects of reading belong to every layer; what a layer finds itself is its own. */
function layerRecords(
  records: Records,
  accounts: Accounts,
  shares: ReadonlyMap<string, number>,
  settings: Settings,
  assumed: Records['defaults'],
): Records {
  const { reps, defaults } = ofLayer(records.repsAsRead as Reps, shares, settings);
  const log = new IssueLog();
  for (const issue of records.log.issues()) log.add(issue);
  const rejects = new RejectLog();
  for (const { file } of [accounts, reps, ...(records.zones ? [records.zones] : [])])
    rejects.setHeader(file, records.rejects.header(file));
  for (const reject of records.rejects.rejects()) rejects.add(reject);
  const counts = new Map([
    ['accounts', { rows: accounts.rowsRead, accepted: accounts.count }],
    ['reps', { rows: reps.rowsRead, accepted: reps.list.length }],
  ]);
  return {
    ...records,
    ...decisionsOf(records, accounts),
    accounts,
    reps,
    defaults: [...records.defaults.filter(({ input }) => input !== 'reps'), ...defaults, ...assumed],
    inputs: records.inputs.map(input => {
      const count = counts.get(input.role);
      return count ? { ...input, ...count, rejected: count.rows - count.accepted } : input;
    }),
    log,
    rejects,
  };
}
