// Each rep's tours, several reps at once where there are processors for it.

import { InputError } from '../../io/issues.ts';
import { calendarOf, type TourCalendar, workingDays } from '../../model/tour-days.ts';
import { visitsInPeriod } from '../../model/tour-demand.ts';
import { tourProblem } from '../../model/tour-problem.ts';
import type { RepTours, TourAccount } from '../../model/tour-record.ts';
import type { TourSettings } from '../../model/tour-settings.ts';
import type { TourPlan, TourProblem } from '../../model/tours.ts';
import type { Travel } from '../../model/travel.ts';
import { optionIssue } from '../option-issue.ts';
import { hireHands, type Solved } from './planner.ts';
import type { TourSector, TourWorld } from './read.ts';
import { baseNames, type Round } from './road-pairs.ts';
import type { TourDrives } from './roads.ts';
import type { ServedAccount } from './served.ts';

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
  drives: TourDrives,
  hooks: TourHooks = {},
): Promise<ToursMade> {
  const calendar = tourCalendar(world, settings);
  const works = worksOf(world, calendar, drives);
  refuseTooMany(world, settings);
  const reps: RepTours[] = [];
  const shares = new Float64Array(works.length);
  const hands = hireHands(works.length);
  try {
    let next = 0;
    const serve = async (hand: number): Promise<void> => {
      while (next < works.length) {
        const at = next++;
        const work = works[at] as Work;
        const onProgress = (done: number, all: number) => {
          shares[at] = done / all;
          hooks.onRep?.(
            work.sector.rep.id,
            shares.reduce((sum, share) => sum + share, 0),
            works.length,
          );
        };
        const solve: Solve = problem => hands.solve(hand, problem, settings, { ...hooks, onProgress });
        onProgress(0, 1);
        reps[at] = await toursOf(work, settings, calendar, drives, solve);
        shares[at] = 1;
      }
    };
    await Promise.all(Array.from({ length: hands.count }, (_, hand) => serve(hand)));
  } finally {
    await hands.dismiss();
  }
  return { calendar, reps, complete: reps.every(({ plan }) => plan.complete) };
}

/** A rep in a layer with the days of both. */
interface Work {
  readonly sector: TourSector;
  readonly days: TourProblem['days'];
  readonly travel: Travel;
}

function tourCalendar({ layers }: TourWorld, settings: TourSettings): TourCalendar {
  return calendarOf(settings, layers[0]?.settings.country ?? '');
}

/** Each base with the accounts that are visited from it in the period. */
export function roundsOf(world: TourWorld, settings: TourSettings): Round[] {
  const calendar = tourCalendar(world, settings);
  const sectors = world.layers.flatMap(layer => layer.sectors);
  const nameOf = baseNames(sectors);
  return sectors.map(sector => {
    const asked = askedOf(sector, settings, calendar);
    return { name: nameOf(sector), base: sector.base, accounts: sector.accounts.filter((_, a) => asked[a]) };
  });
}

/** Days first: what a rep's earlier layers have, later ones do not. */
function worksOf({ layers }: TourWorld, calendar: TourCalendar, drives: TourDrives): Work[] {
  const taken = new Map<string, { days: Set<number>; share: number }>();
  return layers.flatMap(layer => {
    const { settings, sectors } = layer;
    const travel = drives.travelOf(layer);
    return sectors.map(sector => {
      const { rep } = sector;
      const known = taken.get(rep.id) ?? { days: new Set<number>(), share: 0 };
      const days = workingDays(calendar, rep, settings.rampUp, known);
      const all = new Set([...known.days, ...days.map(({ day }) => day)]);
      taken.set(rep.id, { days: all, share: known.share + rep.fte });
      return { sector, days, travel };
    });
  });
}

type Solve = (problem: TourProblem) => Promise<Solved>;

async function toursOf(
  { sector, days, travel }: Work,
  settings: TourSettings,
  calendar: TourCalendar,
  drives: TourDrives,
  solve: Solve,
): Promise<RepTours> {
  const { rep, base, accounts } = sector;
  const asked = askedOf(sector, settings, calendar);
  const visited = accounts.flatMap((account, a) =>
    asked[a] ? [{ ...account, asked: asked[a] as number }] : [],
  );
  const idle = accounts.filter(({ visitsPerYear }, a) => visitsPerYear > 0 && !asked[a]);
  const problem = tourProblem({
    base: { lat: base[0], lon: base[1] },
    accounts: visited,
    days,
    settings,
    costPerHour: rep.costPerHour,
    travel,
    roads: drives.between(
      [base[0], ...visited.map(({ lat }) => lat)],
      [base[1], ...visited.map(({ lon }) => lon)],
    ),
  });
  const { plan, bound } =
    days.length > 0 && visited.length > 0 ? await solve(problem) : { plan: nothing(problem), bound: 0 };
  // the matrices of sixty reps are not kept
  const { minutes: _, km: __, ...rest } = problem;
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
    problem: rest,
    plan,
    bound,
  };
}

function askedOf({ accounts }: TourSector, settings: TourSettings, { part }: TourCalendar): Int32Array {
  const perYear = accounts.map(({ visitsPerYear }) => visitsPerYear);
  return visitsInPeriod(perYear, accounts.keys(), settings, part);
}

/** @throws InputError when a rep has more accounts than can be planned */
export function refuseTooMany(world: TourWorld, settings: TourSettings): void {
  const calendar = tourCalendar(world, settings);
  for (const sector of world.layers.flatMap(layer => layer.sectors)) {
    const count = askedOf(sector, settings, calendar).filter(visits => visits > 0).length;
    if (count > MOST_ACCOUNTS) throw tooMany(sector.rep.id, count);
  }
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
