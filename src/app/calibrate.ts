// The approximation of travel fitted to tours of this very data: a quick plan, its tours, the constants that make the two agree;
// and again with these constants, for another approximation makes another plan.

import { type Calibration, calibrate } from '../evaluate/calibrate.ts';
import type { CalibrationKpis } from '../evaluate/kpis-types.ts';
import { plannedService } from '../evaluate/service.ts';
import { tally, travelHours, travelKm } from '../evaluate/tally.ts';
import { touredTravel } from '../evaluate/tours/ratios.ts';
import { InputError, IssueLog, RejectLog } from '../io/issues.ts';
import type { Settings } from '../model/settings.ts';
import type { TourSettings } from '../model/tour-settings.ts';
import { hireCrew } from './crew.ts';
import { withGroups } from './groups.ts';
import { type OptimizeHooks, optimizeWorld } from './optimize-world.ts';
import { optionIssue } from './option-issue.ts';
import { outcomeOf } from './plan-record.ts';
import { prepareWorld } from './prepare.ts';
import type { Records } from './read.ts';
import { toursOfPlan } from './tours/of-plan.ts';
import { planAllTours, type TourHooks } from './tours/plan-tours.ts';
import { plannedDrives } from './tours/roads.ts';

/** Plans and fits; two are enough on every map that was tried, the third is for those that were not. */
const ROUNDS = 3;
/** tours and approximation that agree so far need no further round */
const CLOSE = 0.02;

export interface CalibrateHooks extends Pick<OptimizeHooks, 'signal' | 'breathe'> {
  /** rounds of plan and tours done, the part of the present one included, of all there may be */
  readonly onCalibration?: (done: number, most: number) => void;
}

/**
 * Settings with visits per tour and local factor fitted, and how it went; the first round is of the settings as they are.
 * @throws InputError when there is nothing to tour: no accounts, no travel
 */
export async function calibrated(
  records: Records,
  settings: Settings,
  layer: string,
  tours: TourSettings,
  threads: number | undefined,
  hooks: CalibrateHooks,
): Promise<{ readonly settings: Settings; readonly calibration: CalibrationKpis }> {
  if (!records.accounts || settings.travel.circuity === 0) throw new InputError([nothingToTour()]);
  const rounds: CalibrationKpis['rounds'][number][] = [];
  let constants: Calibration = {
    visitsPerTour: settings.visitsPerTour,
    localFactor: settings.localFactor ?? 1,
  };
  const { crew, asides, dismiss } = hireCrew(threads, hooks.breathe);
  try {
    for (let round = 0; round < ROUNDS; round++) {
      const told = (share: number) => hooks.onCalibration?.(round + share, ROUNDS);
      told(0);
      // findings are those of the plan itself, which is made afterwards
      const quiet: Records = { ...records, log: new IssueLog(), rejects: new RejectLog() };
      const quick = { ...settings, ...constants, effort: 'fast', exact: false } as const;
      const world = await withGroups(await prepareWorld(quiet, quick, layer), { ...hooks, crew, asides });
      const optimized = await optimizeWorld(world, { ...pick(hooks), crew, asides });
      if (hooks.signal?.aborted) break;
      told(0.3);
      const { context, result } = outcomeOf(world, optimized);
      const made = await planAllTours(toursOfPlan(context, result), tours, plannedDrives(), {
        ...pick(hooks),
        onRep: (_, done, all) => told(0.3 + (0.7 * done) / all),
      });
      if (!made.complete) break;
      const service = plannedService(result);
      const model = tally(context, service, world.travel);
      const toured = touredTravel(context, model, made.reps);
      const fitted = calibrate(context, service, world.travel, toured);
      if (!fitted) throw new InputError([nothingToTour()]);
      const whole = context.reps.list.length;
      const sum = (of: Float64Array) => of.reduce((all, value) => all + (value >= 0 ? value : 0), 0);
      const hours = sum(toured.hours) / travelHours(model, whole);
      const km = sum(toured.km) / travelKm(model, whole);
      rounds.push({
        visits_per_tour: constants.visitsPerTour,
        local_factor: constants.localFactor,
        hours_ratio: six(hours),
        km_ratio: six(km),
      });
      constants = fitted;
      if (Math.abs(hours - 1) < CLOSE && Math.abs(km - 1) < CLOSE) break;
    }
  } finally {
    await dismiss();
  }
  return {
    settings: { ...settings, ...constants },
    calibration: {
      period: tours.period,
      visits_per_tour: constants.visitsPerTour,
      local_factor: constants.localFactor,
      rounds,
    },
  };
}

function pick({ signal, breathe }: CalibrateHooks): Pick<TourHooks, 'signal' | 'breathe'> {
  return { ...(signal && { signal }), ...(breathe && { breathe }) };
}

function six(value: number): number {
  return Number(value.toFixed(6));
}

function nothingToTour() {
  return optionIssue(
    '--calibrate',
    'nobody who travels to accounts',
    'accounts with visits, and reps who travel',
    'give accounts (--accounts FILE), or leave --calibrate out',
  );
}
