// Keys of sectorize.yaml, or of a scenario of a sweep → keys of Settings.

import { DEFAULT_SETTINGS, type Settings, type SpeedClass } from '../model/settings.ts';
import { handOverOf } from './config-hand-over.ts';
import { limitsOf } from './config-limits.ts';
import { PLAN_KEYS } from './config-plan-keys.ts';
import { record } from './config-readers.ts';
import { vehiclesOf } from './config-vehicles.ts';
import { vehicleName } from './vehicle-words.ts';

/** of a period that does not say */
const MONTHS_OF_A_YEAR = 12;

const keys = record(PLAN_KEYS);
/** what was read, and the country, which is the file's alone */
type Found = NonNullable<ReturnType<typeof keys>> & { readonly country?: string };

/** Keys of the file → keys of Settings; those that are not set stay out. */
export function settingsOf(found: Found): Partial<Settings> {
  const all: { readonly [K in keyof Settings]: Settings[K] | undefined } = {
    objective: found.objective,
    centers: found.centers,
    measures: found.measures,
    stickiness: found.stickiness ?? found.hand_over?.hours,
    handOver: found.hand_over && handOverOf(found.hand_over),
    maxMoved: found.max_moved,
    keepTogether: found.keep_together,
    limits: limitsOf(found),
    budgets: found.budgets,
    effort: found.effort,
    exact: found.exact,
    seed: found.seed,
    country: found.country,
    travel: found.travel && travelOf(found.travel),
    visitsPerTour: found.visits_per_tour,
    localFactor: found.local_factor,
    spreadShare: found.spread_share,
    whiteSpaceVisits: found.white_space_visits,
    defaultVisitsPerYear: found.default_visits_per_year,
    defaultVisitMinutes: found.default_visit_minutes,
    visitsBySegment:
      (found.visits_by_segment ?? found.cadence_by_segment) &&
      plainRecord(new Map([...(found.visits_by_segment ?? []), ...(found.cadence_by_segment ?? [])])),
    visitMinutesBySegment: found.visit_minutes_by_segment && plainRecord(found.visit_minutes_by_segment),
    productivityBySegment:
      found.productivity_by_segment &&
      plainRecord(new Map([...found.productivity_by_segment].map(([level, of]) => [level, plainRecord(of)]))),
    period: found.period && { from: found.period.from, months: found.period.months ?? MONTHS_OF_A_YEAR },
    rampUp: found.ramp_up,
    potentialFormula: found.potential,
    quota: found.quota,
    // the first class whose minimum is reached counts: highest first, whatever the order in the file
    visitsByPotential:
      found.visits_by_potential && [...found.visits_by_potential].sort((a, b) => b.min - a.min),
    slaMinutesBySegment: found.sla_minutes_by_segment && plainRecord(found.sla_minutes_by_segment),
    defaultHoursPerYear: found.default_hours_per_year,
    vehicles: found.vehicles && vehiclesOf(found.vehicles),
    defaultVehicle:
      found.default_vehicle === undefined
        ? undefined
        : vehicleName(found.default_vehicle, Object.keys(found.vehicles ? vehiclesOf(found.vehicles) : {})),
    groups: found.groups,
    // made of the layers and the inputs
    slice: undefined,
    hierarchy: found.hierarchy?.setting,
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
}

function travelOf(found: NonNullable<Found['travel']>): Settings['travel'] {
  const usual = DEFAULT_SETTINGS.travel;
  const speeds = found.speeds?.map(
    ({ up_to_km, km_per_hour }): SpeedClass => ({ upToKm: up_to_km ?? null, kmPerHour: km_per_hour }),
  );
  return {
    circuity: found.circuity ?? usual.circuity,
    accessMinutes: found.access_minutes ?? usual.accessMinutes,
    speeds: speeds ?? usual.speeds,
  };
}

/** keyed by the user's text, so without a prototype */
function plainRecord<T>(map: ReadonlyMap<string, T>): Record<string, T> {
  return Object.assign(Object.create(null), Object.fromEntries(map));
}
