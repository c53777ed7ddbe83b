// Each rep's tours, one rep after the other.

import { makeTravel } from '../../geo/travel.ts';
import { InputError } from '../../io/issues.ts';
import type { Effort } from '../../model/problem.ts';
import { calendarOf, type TourCalendar, workingDays } from '../../model/tour-days.ts';
import { visitsInPeriod } from '../../model/tour-demand.ts';
import { tourProblem } from '../../model/tour-problem.ts';
import type { RepTours, TourAccount } from '../../model/tour-record.ts';
import type { TourSettings } from '../../model/tour-settings.ts';
import type { TourPlan, TourProblem } from '../../model/tours.ts';
import { optionIssue } from '../option-issue.ts';
import type { ServedAccount, TourSector, TourWorld } from './read.ts';

/** Plans the tours of one rep; optimize/tours has the one that is used. */
export type TourPlanner = (
  problem: TourProblem,
  options: { readonly seed: number; readonly effort: Effort },
  hooks: {
    readonly signal?: AbortSignal;
    readonly breathe?: () => Promise<void>;
    readonly onProgress?: (done: number, all: number) => void;
  },
) => Promise<TourPlan>;

export interface TourTools {
  readonly plan: TourPlanner;
  /** null: none */
  readonly bound: ((problem: TourProblem, plan: TourPlan) => number | null) | null;
}

export interface TourHooks {
  readonly signal?: AbortSignal;
  readonly breathe?: () => Promise<void>;
  /** reps done, the part of the present one included, of all */
  readonly onRep?: (rep: string, done: number, all: number) => void;
}

export interface ToursMade {
  readonly calendar: TourCalendar;
  readonly reps: readonly RepTours[];
  /** false when a signal cut it short */
  readonly complete: boolean;
}

/** accounts that one rep's matrix of drives has room for */
const MOST_ACCOUNTS = 5000;

/** @throws InputError when a rep has more accounts than can be planned */
export async function planAllTours(
  world: TourWorld,
  settings: TourSettings,
  tools: TourTools,
  hooks: TourHooks = {},
): Promise<ToursMade> {
  const country = world.layers[0]?.settings.country ?? '';
  const calendar = calendarOf(settings, country);
  const sectors = world.layers.flatMap(layer => layer.sectors.map(sector => ({ layer, sector })));
  /** days that a rep's earlier layers have */
  const taken = new Map<string, { days: Set<number>; share: number }>();
  const reps: RepTours[] = [];
  for (const { layer, sector } of sectors) {
    const { rep } = sector;
    const told = {
      ...hooks,
      onProgress: (done: number, all: number) =>
        hooks.onRep?.(rep.id, reps.length + Math.min(0.999, done / all), sectors.length),
    };
    told.onProgress(0, 1);
    const known = taken.get(rep.id) ?? { days: new Set<number>(), share: 0 };
    const days = workingDays(calendar, rep, layer.settings.rampUp, known);
    taken.set(rep.id, {
      days: new Set([...known.days, ...days.map(({ day }) => day)]),
      share: known.share + rep.fte,
    });
    reps.push(
      await toursOf(
        sector,
        { days, settings, calendar, travel: makeTravel(layer.settings.travel) },
        tools,
        told,
      ),
    );
  }
  return { calendar, reps, complete: reps.every(({ plan }) => plan.complete) };
}

interface Given {
  readonly days: TourProblem['days'];
  readonly settings: TourSettings;
  readonly calendar: TourCalendar;
  readonly travel: ReturnType<typeof makeTravel>;
}

async function toursOf(
  sector: TourSector,
  given: Given,
  tools: TourTools,
  hooks: Parameters<TourPlanner>[2],
): Promise<RepTours> {
  const { days, settings, calendar, travel } = given;
  const { rep, base, accounts } = sector;
  const asked = visitsInPeriod(
    accounts.map(({ visitsPerYear }) => visitsPerYear),
    accounts.keys(),
    settings,
    calendar.part,
  );
  const visited = accounts.flatMap((account, a) =>
    asked[a] ? [{ ...account, asked: asked[a] as number }] : [],
  );
  const idle = accounts.filter(({ visitsPerYear }, a) => visitsPerYear > 0 && !asked[a]);
  if (visited.length > MOST_ACCOUNTS) throw tooMany(rep.id, visited.length);
  const problem = tourProblem({
    base: { lat: base[0], lon: base[1] },
    accounts: visited,
    days,
    settings,
    costPerHour: rep.costPerHour,
    travel,
  });
  const plan =
    days.length > 0 && visited.length > 0 ? await tools.plan(problem, settings, hooks) : nothing(problem);
  return {
    layer: sector.layer,
    repId: rep.id,
    repName: rep.name,
    sectorId: sector.sectorId,
    lat: base[0],
    lon: base[1],
    color: sector.color,
    accounts: visited.map(account => recordOf(account, account.asked)),
    idle: idle.map(account => recordOf(account, 0)),
    problem,
    plan,
    bound: plan.days.length > 0 ? (tools.bound?.(problem, plan) ?? null) : 0,
  };
}

function recordOf({ id, name, city, lat, lon, visitsPerYear }: ServedAccount, asked: number): TourAccount {
  return { id, name, city, lat, lon, visitsPerYear, asked };
}

/** Nobody to visit, or not a day to do it on. */
function nothing({ n, visits }: TourProblem): TourPlan {
  const nodes = Array.from({ length: n - 1 }, (_, i) => i + 1);
  return {
    days: [],
    unplanned: nodes.map(node => ({ node, visits: visits[node] as number, reason: 'no-room' as const })),
    cost: 0,
    proposals: 0,
    accepted: 0,
    complete: true,
  };
}

function tooMany(rep: string, count: number): InputError {
  return new InputError([
    optionIssue(
      '--period',
      `rep ${rep} with ${count} accounts to visit`,
      `at most ${MOST_ACCOUNTS}`,
      'take a shorter period, such as --period week',
    ),
  ]);
}
