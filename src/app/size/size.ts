// How many reps the workload needs, and where: the plan of today's reps, then of one more and one fewer at a time. Each step
// tries the few bases that an estimate prefers, plans with each, and keeps the best.

import type { Kpis } from '../../evaluate/kpis-types.ts';
import { InputError, IssueLog, RejectLog } from '../../io/issues.ts';
import type { Issue, Rep } from '../../model/records.ts';
import type { Settings } from '../../model/settings.ts';
import type { SizeRow } from '../../model/size.ts';
import { hireCrew } from '../crew.ts';
import { type Optimized, optimizeWorld } from '../optimize-world.ts';
import { optionIssue } from '../option-issue.ts';
import type { PlanHooks, PlanRequest } from '../plan.ts';
import { figuresOf } from '../plan-record.ts';
import { prepareWorld, type World } from '../prepare.ts';
import { basesToAdd, basesToDrop, type Estimate } from './bases.ts';
import { readTeam, type Team, type TeamRequest } from './team.ts';

export interface SizeRequest extends TeamRequest, Pick<PlanRequest, 'threads'> {
  /** numbers of reps to look at; two fewer and three more than today's when absent */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** share of the visits asked for that is wanted, 0…1 */
  readonly coverage: number;
}

export interface SizeHooks extends Pick<PlanHooks, 'signal' | 'breathe' | 'onWorld'> {
  /** plans made so far, and how many there may be */
  readonly onPlan?: (done: number, most: number) => void;
}

export interface SizeOutcome {
  /** by number of reps */
  readonly rows: readonly SizeRow[];
  /** of each measure that is balanced, a share of its target */
  readonly tolerances: Readonly<Record<string, number>>;
  readonly plans: number;
  /** false when the signal came before the last plan */
  readonly complete: boolean;
  /** why the table ends before the numbers asked for: what more or fewer reps cannot keep; none when it does not */
  readonly refused: readonly Issue[];
}

/** Bases planned with at each step, the best of which stays. */
const TRIES = 3;
const FEWER = 2;
const MORE = 3;

interface Step {
  readonly world: World;
  readonly plan: Optimized;
  readonly kpis: Kpis;
  readonly list: readonly Rep[];
}

/** Throws InputError when today's reps cannot be planned with, or have no bases. */
export async function sizeTeam(request: SizeRequest, hooks: SizeHooks): Promise<SizeOutcome> {
  const { from: fewest, to: largest } = request;
  if (fewest !== undefined && largest !== undefined && fewest > largest)
    throw new InputError([emptyRange(fewest, largest)]);
  const team = await readTeam(request);
  const { settings } = team;
  const { crew, asides, dismiss } = hireCrew(request.threads, hooks.breathe);
  try {
    const first = await prepareWorld(team.records, settings, team.layer);
    hooks.onWorld?.(first);
    const now = first.context.reps.list;
    if (first.bases.lat.some(Number.isNaN)) throw new InputError([noBases(first)]);
    const from = Math.max(1, fewest ?? now.length - FEWER);
    const to = Math.max(now.length, largest ?? now.length + MORE);
    const most = 1 + TRIES * (to - now.length + Math.max(0, now.length - from));
    let plans = 0;
    let refused: readonly Issue[] = [];
    const ended: Issue[] = [];
    const planFor = async (world: World, list: readonly Rep[]): Promise<Step> => {
      const plan = await optimizeWorld(world, { ...pick(hooks), crew, asides });
      hooks.onPlan?.(++plans, most);
      return { world, plan, kpis: figuresOf(world, plan), list };
    };
    /** Null where no plan can be made with these reps: limits, or areas kept whole, that so many cannot keep. */
    const planWith = async (list: readonly Rep[]): Promise<Step | null> => {
      try {
        return await planFor(await worldOf(team, list), list);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        refused = error.issues.filter(({ severity }) => severity === 'error');
        return null;
      }
    };
    const stopped = (): boolean => hooks.signal?.aborted === true;

    /** The best of the few lists that an estimate prefers; null when there is none, or no time. */
    const bestOf = async (
      estimates: readonly Estimate[],
      listFor: (index: number) => readonly Rep[],
    ): Promise<{ readonly step: Step; readonly index: number } | null> => {
      const tries: { step: Step; index: number }[] = [];
      for (const { index } of estimates) {
        if (stopped()) return null;
        const made = await planWith(listFor(index));
        if (made) tries.push({ step: made, index });
      }
      return stopped() ? null : (tries.toSorted((a, b) => compare(a.step, b.step))[0] ?? null);
    };

    const today = await planFor(first, now);
    const rows = [rowOf(today, 'now', '', '', request.coverage)];
    let step = today;
    for (let added = 1; step.list.length < to; added++) {
      const { world, plan, list } = step;
      const { zones } = world.context;
      const best = await bestOf(basesToAdd(world.context, world.travel, plan, TRIES), zone => [
        ...list,
        newRep(world, zone, added, settings),
      ]);
      if (!best) {
        if (!stopped()) ended.push(...refused);
        break;
      }
      const [place, name] = [zones.id[best.index] as string, zones.name[best.index] as string];
      step = best.step;
      rows.push(rowOf(step, 'add', place, name, request.coverage));
    }
    step = today;
    while (step.list.length > from) {
      const { world, plan, list } = step;
      const best = await bestOf(basesToDrop(world.context, world.travel, plan, TRIES), rep =>
        list.filter((_, j) => j !== rep),
      );
      if (!best) {
        if (!stopped()) ended.push(...refused);
        break;
      }
      const { id, name } = list[best.index] as Rep;
      step = best.step;
      rows.unshift(rowOf(step, 'drop', id, name, request.coverage));
    }
    return { rows, tolerances: tolerancesOf(today), plans, complete: !stopped(), refused: ended };
  } finally {
    await dismiss();
  }
}

function pick({ signal, breathe }: SizeHooks): Pick<SizeHooks, 'signal' | 'breathe'> {
  return { ...(signal && { signal }), ...(breathe && { breathe }) };
}

async function worldOf({ records, settings, layer }: Team, list: readonly Rep[]): Promise<World> {
  const { reps, accounts } = records;
  const left = new Set(list.map(({ id }) => id));
  const gone = new Set(reps?.list.map(({ id }) => id).filter(id => !left.has(id)));
  // nobody can keep the accounts that were locked to a rep who is not there
  const locked = accounts?.locked.map((is, a) => (is && !gone.has(accounts.repId[a] as string) ? 1 : 0));
  const scenario = {
    ...records,
    reps: reps && { ...reps, list },
    accounts: accounts && { ...accounts, locked: locked as Uint8Array },
    // what there is to say about the inputs has been said
    log: new IssueLog(),
    rejects: new RejectLog(),
  };
  return prepareWorld(scenario, settings, layer);
}

/** Promises first, then the objective. */
function compare({ plan: { score: a } }: Step, { plan: { score: b } }: Step): number {
  return a.excess - b.excess || a.objective - b.objective;
}

/** A rep of one FTE at a zone, who costs and drives as the others do on average. */
function newRep({ context }: World, zone: number, number: number, settings: Settings): Rep {
  const { reps, zones } = context;
  const known = new Set(reps.list.map(({ id }) => id));
  let id = `NEW-${number}`;
  while (known.has(id)) id = `${id}'`;
  const mean = (value: (rep: Rep) => number): number => {
    const values = reps.list.map(value).filter(v => !Number.isNaN(v));
    return values.length > 0 ? values.reduce((sum, v) => sum + v, 0) / values.length : Number.NaN;
  };
  // there from the first day, at everybody's pace
  const { seniority, segmentProductivity, hired, left, presence, vehicle, ...like } = reps.list[0] as Rep;
  return {
    ...like,
    id,
    name: zones.name[zone] as string,
    sectorName: '',
    postalCode: '',
    lat: zones.lat[zone] as number,
    lon: zones.lon[zone] as number,
    fte: 1,
    productivity: 1,
    hoursPerYear: settings.defaultHoursPerYear,
    segments: null,
    allowedZones: null,
    excludedZones: [],
    exclusiveZones: [],
    excludedAccounts: [],
    maxTravelMinutes: Number.POSITIVE_INFINITY,
    costPerHour: mean(rep => rep.costPerHour),
    costPerKm: mean(rep => rep.costPerKm),
    gCo2PerKm: mean(rep => rep.gCo2PerKm),
    kind: '',
    targets: new Map(),
  };
}

function rowOf(
  { world, kpis, plan }: Step,
  change: SizeRow['change'],
  place: string,
  name: string,
  coverage: number,
): SizeRow {
  const { workload, visits, objective, balance, travel } = kpis.plan;
  const fte = workload.fte_effective;
  const hours = workload.hours ?? 0;
  const capacity = workload.capacity_hours ?? 0;
  return {
    reps: world.context.reps.list.length,
    fte,
    change,
    place,
    name,
    workloadHours: hours,
    travelHours: travel.hours ?? 0,
    capacityHours: capacity,
    fteNeeded: capacity > 0 ? (coverage * hours * fte) / capacity : Number.NaN,
    visits: visits.ratio ?? Number.NaN,
    objective: plan.score.objective,
    gap: objective?.gap ?? null,
    deviations: Object.fromEntries(
      Object.entries(balance).map(([measure, { max_deviation }]) => [measure, max_deviation]),
    ),
    kept: kpis.promises.every(promise => promise.kept),
  };
}

function tolerancesOf({ kpis }: Step): SizeOutcome['tolerances'] {
  return Object.fromEntries(
    Object.entries(kpis.plan.balance).map(([measure, { tolerance }]) => [measure, tolerance]),
  );
}

function emptyRange(from: number, to: number): Issue {
  return optionIssue(
    '--from',
    `--from ${from} and --to ${to}`,
    'the fewest reps first, then the most',
    `write --from ${to} --to ${from}`,
  );
}

function noBases({ context }: World): Issue {
  return {
    severity: 'error',
    code: 'no-bases',
    file: context.reps.file,
    line: null,
    column: null,
    found: 'reps without a base',
    expected: 'the postal_code or lat,lon of every rep: size says where the next base should be',
    remedy:
      'give the bases; how many FTE the workload needs without them is in the KPIs of plan --centers free',
  };
}
