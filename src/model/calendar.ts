// Days as numbers and texts, weekdays, and the public holidays of France. No clock, no time zone.

import { dayNumber } from './hand-over.ts';

export { dayNumber };

/** Days since 1970-01-01 → `2027-01-04`. */
export function dayText(number: number): string {
  // counted from the first of March of the year 0, by eras of 400 years
  const days = number + 719_468;
  const era = Math.floor(days / 146_097);
  const ofEra = days - era * 146_097;
  const year = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / 365,
  );
  const ofYear = ofEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const monthFromMarch = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  const full = year + era * 400 + (month <= 2 ? 1 : 0);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(full).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** 0 is Monday; 1970-01-01 was a Thursday. */
export function weekdayOf(number: number): number {
  return (((number + 3) % 7) + 7) % 7;
}

/** Easter Sunday of a Gregorian year (Meeus, Jones, Butcher). */
export function easter(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const f = Math.floor((b + 8) / 25);
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  const day = ((h + l - 7 * m + 114) % 31) + 1;
  return dayNumber(`${year}-${month}-${day}`);
}

export interface Holiday {
  readonly day: number;
  readonly name: { readonly en: string; readonly fr: string };
}

/** The eleven of Code du travail, L3133-1; Alsace and Moselle have two more, which are not here. */
export function frenchHolidays(year: number): Holiday[] {
  const fixed = (date: string, en: string, fr: string): Holiday => ({
    day: dayNumber(`${year}-${date}`),
    name: { en, fr },
  });
  const moving = (after: number, en: string, fr: string): Holiday => ({
    day: easter(year) + after,
    name: { en, fr },
  });
  return [
    fixed('01-01', "New Year's Day", "Jour de l'An"),
    moving(1, 'Easter Monday', 'Lundi de Pâques'),
    fixed('05-01', 'Labor Day', 'Fête du Travail'),
    fixed('05-08', 'Victory in Europe Day', 'Victoire de 1945'),
    moving(39, 'Ascension', 'Ascension'),
    moving(50, 'Whit Monday', 'Lundi de Pentecôte'),
    fixed('07-14', 'Bastille Day', 'Fête nationale'),
    fixed('08-15', 'Assumption', 'Assomption'),
    fixed('11-01', "All Saints' Day", 'Toussaint'),
    fixed('11-11', 'Armistice', 'Armistice de 1918'),
    fixed('12-25', 'Christmas', 'Noël'),
  ].sort((a, b) => a.day - b.day);
}
