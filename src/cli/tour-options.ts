// Options of `tours` that are times, days and prices; each says what is allowed.

import { InvalidArgumentError } from 'commander';
import {
  LONGEST_DAY,
  parseHours,
  parseLunch,
  parseNightPrice,
  parseTime,
  parseWeekdays,
} from '../io/clock.ts';
import type { TourSettings } from '../model/tour-settings.ts';

export function parseTimeOption(text: string): number {
  const value = parseTime(text);
  if (value === null) throw new InvalidArgumentError(`"${text}" is no time of day; write 08:30.`);
  return value;
}

export function parseDayLength(text: string): number {
  return hours(text, 60, 'hours from 1 to 13; write 8h, 7h30 or "480 min"');
}

export function parseDriving(text: string): number {
  return hours(text, 1, 'hours up to 13; write 5h, 4h30 or "270 min"');
}

function hours(text: string, least: number, expected: string): number {
  const value = parseHours(text);
  if (value === null || value < least || value > LONGEST_DAY)
    throw new InvalidArgumentError(`"${text}" is not ${expected}.`);
  return value;
}

export function parseWeekdaysOption(text: string): number[] {
  const days = parseWeekdays(text);
  if (days === null) throw new InvalidArgumentError(`"${text}" are no days; write mon-fri, or lun,mar,jeu.`);
  return days;
}

/** `60`, `45 12:00-13:30`, `none` */
export function parseLunchOption(text: string): { readonly lunch: TourSettings['lunch'] } {
  const lunch = parseLunch(text);
  if (lunch === null)
    throw new InvalidArgumentError(`"${text}" is no lunch; write 60, "45 12:00-13:30" or none.`);
  return lunch;
}

/** `110` of currency, `"90 min"` at the wheel */
export function parseNightOption(text: string): TourSettings['nightPrice'] {
  const price = parseNightPrice(text);
  if (price === null)
    throw new InvalidArgumentError(`"${text}" is no price of a night; write 110, or "120 min".`);
  return price;
}
