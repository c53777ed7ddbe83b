// What shapes a plan beside the inputs: keys of sectorize.yaml, and of each scenario of a sweep.

import { DEFAULT_SETTINGS, MOST_MONTHS, type Period } from '../model/settings.ts';
import { cadence } from './cadence.ts';
import { budgetsReader } from './config-budgets.ts';
import { handOverReader } from './config-hand-over.ts';
import { hierarchyReader } from './config-hierarchy.ts';
import { LIMITS } from './config-limits.ts';
import { quotaReader } from './config-quota.ts';
import { about, checked, dictionary, list, record, scalar } from './config-readers.ts';
import { keepTogether, measures } from './config-rules.ts';
import { needs } from './config-schema.ts';
import {
  flag,
  formula,
  maxMoved,
  month,
  number,
  oneOf,
  part,
  productivity,
  share,
  text,
} from './config-values.ts';
import { vehiclesReader } from './config-vehicles.ts';

const USUAL = DEFAULT_SETTINGS;

const speed = record({
  up_to_km: about('Up to this many km of a trip; the last class has none.', scalar(number(0.1, 20_000))),
  km_per_hour: about('Speed on them.', scalar(number(1, 300))),
});
type Speed = { readonly up_to_km?: number; readonly km_per_hour?: number };
type FullSpeed = Speed & { readonly km_per_hour: number };

/** rising bounds, and only the last class is open */
const risingSpeeds = (speeds: readonly Speed[]): speeds is readonly FullSpeed[] =>
  speeds.length > 0 &&
  speeds.every(({ up_to_km, km_per_hour }, index) => {
    if (km_per_hour === undefined || (up_to_km === undefined) !== (index === speeds.length - 1)) return false;
    return index === 0 || up_to_km === undefined || up_to_km > (speeds[index - 1].up_to_km ?? 0);
  });

type VisitClass = { readonly min?: number; readonly visits?: number };
type FullVisitClass = { readonly min: number; readonly visits: number };
const fullClasses = (classes: readonly VisitClass[]): classes is readonly FullVisitClass[] =>
  classes.every(({ min, visits }) => min !== undefined && visits !== undefined);

const begun = (period: Partial<Period>): period is Partial<Period> & Pick<Period, 'from'> =>
  period.from !== undefined;

const visitsAYear = scalar(number(0, 1000));
const minutes = scalar(number(0, 1440));

export const PLAN_KEYS = {
  hierarchy: about('Levels of management above the sectors.', hierarchyReader(measures)),
  budgets: about('What all reps, or some, may use together in a year.', budgetsReader),
  objective: about(
    'travel: hours on the road; compactness: weighted squared distance to the center of the sector.',
    scalar(oneOf('travel', 'compactness')),
    USUAL.objective,
  ),
  centers: about(
    'Where sectors are compact around: the bases of the reps, the middle of what they have today, or found.',
    scalar(oneOf('bases', 'incumbent', 'free')),
    USUAL.centers,
  ),
  measures: about(
    'What is balanced, and how far a sector may be from its target: potential, workload, accounts, or any numeric column. Without it potential and workload at 10 %, those that the data allow.',
    measures,
  ),
  stickiness: about(
    'Hours a year that a change of rep counts for, for an account.',
    scalar(number(0)),
    USUAL.stickiness,
  ),
  max_moved: about(
    'The largest share of revenue (or potential, or accounts) that may change rep: 10%, 10%:accounts, none.',
    scalar(maxMoved),
    'none',
  ),
  hand_over: about(
    'What handing an account over costs, by revenue and by how long the rep has held it.',
    handOverReader,
  ),
  keep_together: about(
    'Areas of a column of the zones that are kept whole (whole), or are better whole (hours a year for every rep more than one).',
    keepTogether,
  ),
  ...LIMITS,
  effort: about('How long the search goes on.', scalar(oneOf('fast', 'normal', 'thorough')), USUAL.effort),
  exact: about('Prove the optimum, for small cases.', scalar(flag), USUAL.exact),
  seed: about(
    'Of the random numbers of the search.',
    scalar(number(0, Number.MAX_SAFE_INTEGER, true)),
    USUAL.seed,
  ),
  travel: about(
    'How travel is estimated.',
    record({
      circuity: about('Road km per km as the crow flies.', scalar(number(1, 5)), USUAL.travel.circuity),
      access_minutes: about(
        'Minutes of every trip for parking and the way on foot.',
        scalar(number(0, 120)),
        USUAL.travel.accessMinutes,
      ),
      speeds: about(
        'Speeds by length of the trip, rising up_to_km, the last without.',
        checked(
          list(speed, '- {up_to_km: 20, km_per_hour: 45}'),
          risingSpeeds,
          'classes of km_per_hour with rising up_to_km, the last without',
          { minItems: 1, items: needs('km_per_hour') },
        ),
      ),
    }),
  ),
  visits_per_tour: about(
    'Visits in one trip away from the base.',
    scalar(number(1, 100)),
    USUAL.visitsPerTour,
  ),
  local_factor: about(
    'Length of the ways between visits of a zone, in those of the approximation; plan --calibrate fits it.',
    scalar(number(0, 1000)),
    1,
  ),
  spread_share: about(
    'Weight of the distance to the center, as a share of the approach.',
    scalar(share),
    USUAL.spreadShare,
  ),
  white_space_visits: about(
    'Visits a year that a zone without accounts counts for, so that it stays near its sector.',
    scalar(number(0, 1000)),
    USUAL.whiteSpaceVisits,
  ),
  default_visits_per_year: about(
    'Visits a year of an account that nothing else says.',
    visitsAYear,
    USUAL.defaultVisitsPerYear,
  ),
  default_visit_minutes: about(
    'Minutes of a visit that nothing else says.',
    minutes,
    USUAL.defaultVisitMinutes,
  ),
  visits_by_segment: about(
    'Visits a year by segment, for accounts without their own.',
    dictionary(visitsAYear),
  ),
  cadence_by_segment: about(
    'The same as a cadence: monthly, quarterly, every 6 weeks (52 weeks and 12 months a year).',
    dictionary(scalar(cadence)),
  ),
  sla_minutes_by_segment: about(
    'Longest minutes from the base of the rep, by segment.',
    dictionary(scalar(number(0.1, 10_000))),
  ),
  visit_minutes_by_segment: about(
    'Minutes of a visit by segment, for accounts without their own.',
    dictionary(minutes),
  ),
  productivity_by_segment: about(
    'Standard visits made in the time of one: by seniority, then by segment.',
    dictionary(dictionary(scalar(productivity))),
  ),
  period: about(
    'The months that are planned, where reps come and go.',
    checked(
      record({
        from: about('First month, such as 2027-01.', scalar(month)),
        months: about('How many.', scalar(number(1, MOST_MONTHS, true)), 12),
      }),
      begun,
      'a period with its first month, such as {from: 2027-01, months: 12}',
      needs('from'),
    ),
  ),
  ramp_up: about(
    'Productivity in the first months after hiring, in order.',
    list(scalar(part), '[25%, 50%, 75%]'),
  ),
  potential: about(
    'The potential of an account as a formula over its columns, such as 0.6 * addressable + 400 * [Nb sites]. An empty cell is 0; a result that is negative or no number is 0, and said.',
    scalar(formula),
  ),
  quota: about(
    'What management asks of all sectors together; spread to the cent over the sectors, in sectors.csv and the report.',
    quotaReader,
  ),
  visits_by_potential: about(
    'Visits a year by class of potential: the highest min that is reached counts.',
    checked(
      list(
        record({
          min: about('From this potential on.', scalar(number(0))),
          visits: about('Visits a year.', visitsAYear),
        }),
        '- {min: 50000, visits: 12}',
      ),
      fullClasses,
      'classes with min and visits',
      { items: needs('min', 'visits') },
    ),
  ),
  default_hours_per_year: about(
    'Hours in the field a year of a rep with an FTE of 1 that nothing else says.',
    scalar(number(1, 8784)),
    USUAL.defaultHoursPerYear,
  ),
  vehicles: about(
    'What vehicles emit and cost per km, by kind (petrol, diesel, hybrid, plug-in-hybrid, electric, van …) or a name of your own, for reps whose row does not say. The usual g CO₂e per km are those of docs/travel.md.',
    vehiclesReader,
  ),
  default_vehicle: about('The vehicle of reps whose row names none.', scalar(text)),
  groups: about(
    'one-rep: all sites of a group (group_id) have the same rep.',
    scalar(oneOf('free', 'one-rep')),
    USUAL.groups,
  ),
};
