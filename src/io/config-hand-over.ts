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
import { checked, list, record, scalar } from './config-readers.ts';
import { day, number } from './config-values.ts';

type Step = { readonly years?: number; readonly factor?: number };

const rising = (steps: readonly Step[]): steps is HandOverSetting['byYearsHeld'] =>
  steps.every(
    ({ years, factor }, at) =>
      years !== undefined && factor !== undefined && years > (steps[at - 1]?.years ?? -1),
  );

const fields = record({
  hours: scalar(number(0, 1000)),
  hours_per_1000_revenue: scalar(number(0, 1000)),
  by_years_held: checked(
    list(
      record({ years: scalar(number(0, 100)), factor: scalar(number(0, 100)) }),
      '- {years: 3, factor: 1.5}',
    ),
    rising,
    'steps of years and factor, with rising years',
  ),
  as_of: scalar(day),
});

type Found = NonNullable<ReturnType<typeof fields>>;

const dated = (found: Found): found is Found =>
  found.by_years_held === undefined || found.as_of !== undefined;

export const handOverReader = checked(
  fields,
  dated,
  'as_of beside by_years_held: the day that years are counted to, such as 2027-07-01',
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
