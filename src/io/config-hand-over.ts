// What handing accounts over costs, in the configuration:
//
//   hand_over:
//     hours: 1                     each account, as --stickiness
//     hours_per_1000_revenue: 0.05
//     by_years_held:               from rep_since, on the day as_of
//       - {years: 0, factor: 0.5}
//       - {years: 3, factor: 1.5}
//     as_of: 2027-07-01

import type { HandOverSetting } from '../model/settings.ts';
import { about, checked, list, record, scalar } from './config-readers.ts';
import { needs } from './config-schema.ts';
import { day, number } from './config-values.ts';

type Step = { readonly years?: number; readonly factor?: number };

const rising = (steps: readonly Step[]): steps is HandOverSetting['byYearsHeld'] =>
  steps.every(
    ({ years, factor }, at) =>
      years !== undefined && factor !== undefined && years > (steps[at - 1]?.years ?? -1),
  );

const fields = record({
  hours: about('Hours a year of each account, as stickiness.', scalar(number(0, 1000))),
  hours_per_1000_revenue: about('Hours a year for every 1 000 of revenue.', scalar(number(0, 1000))),
  by_years_held: about(
    'The whole price times a factor, by how long the rep has held the account (rep_since); rising years.',
    checked(
      list(
        record({
          years: about('From so many years on.', scalar(number(0, 100))),
          factor: about('Times this.', scalar(number(0, 100))),
        }),
        '- {years: 3, factor: 1.5}',
      ),
      rising,
      'steps of years and factor, with rising years',
      { items: needs('years', 'factor') },
    ),
  ),
  as_of: about('The day that those years are counted to.', scalar(day)),
});

type Found = NonNullable<ReturnType<typeof fields>>;

const dated = (found: Found): found is Found =>
  found.by_years_held === undefined || found.as_of !== undefined;

export const handOverReader = checked(
  fields,
  dated,
  'as_of beside by_years_held: the day that years are counted to, such as 2027-07-01',
  { anyOf: [{ not: needs('by_years_held') }, needs('as_of')] },
);

/** What goes beyond the hours of each account; undefined when there is nothing. */
export function handOverOf(found: Found): HandOverSetting | undefined {
  const { hours_per_1000_revenue, by_years_held, as_of } = found;
  if (hours_per_1000_revenue === undefined && by_years_held === undefined) return undefined;
  return {
    hoursPer1000Revenue: hours_per_1000_revenue ?? 0,
    byYearsHeld: by_years_held ?? [],
    asOf: as_of ?? null,
  };
}
