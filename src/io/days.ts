// Days and months as people and exports write them → ISO texts, `2027-04-15` and `2027-04`. No clock, no time zone.

const MONTH = /^(?:(\d{4})-(\d{1,2})|(\d{1,2})[/.](\d{4}))$/;
/** an export may add a time of day; 15/03/2027, 15.03.2027, 15-03-2027 */
const DAY =
  /^(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})([/.-])(\d{1,2})\5(\d{4}))(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/;

/** `2027-04` or `04/2027` → `2027-04`; null for anything else. */
export function parseMonth(text: string): string | null {
  const found = MONTH.exec(text.trim());
  if (!found) return null;
  const [, year, month, monthFirst, yearLast] = found;
  return isoMonth(Number(year ?? yearLast), Number(month ?? monthFirst));
}

/**
 * `2027-04-15`, `15/04/2027` → `2027-04-15`; a month stays a month. Null for what is neither, or not in the calendar.
 * @param country where the month comes before the day: US
 */
export function parseDayOrMonth(text: string, country: string): string | null {
  const month = parseMonth(text);
  if (month !== null) return month;
  const found = DAY.exec(text.trim());
  if (!found) return null;
  const [, isoYear, isoMonthNumber, isoDay, first, mark, second, lastYear] = found;
  if (isoYear !== undefined) return isoDate(Number(isoYear), Number(isoMonthNumber), Number(isoDay));
  const [monthNumber, day] =
    country === 'US' && mark !== '.' ? [Number(first), Number(second)] : [Number(second), Number(first)];
  return isoDate(Number(lastYear), monthNumber, day);
}

function isoMonth(year: number, month: number): string | null {
  const fits = year >= 1 && month >= 1 && month <= 12;
  return fits ? `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}` : null;
}

function isoDate(year: number, month: number, day: number): string | null {
  const iso = isoMonth(year, month);
  if (iso === null || day < 1 || day > lastDay(year, month)) return null;
  return `${iso}-${String(day).padStart(2, '0')}`;
}

function lastDay(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** one `2027-03:50%` or `2027-03..2027-05:0%` of a cell */
const PART =
  /(\d{4}-\d{1,2}|\d{1,2}\/\d{4})(?:\s*\.\.\s*(\d{4}-\d{1,2}|\d{1,2}\/\d{4}))?\s*[:=]\s*(\d+(?:[.,]\d+)?\s*%?)/g;
/** ten years in one range: more is a slip */
const LONGEST = 120;

/**
 * Part-time months: `2027-03:50% 2027-04..2027-06:0%`, spaces, commas, semicolons or bars between them → share by month.
 * Null when something is not understood, or a month is there twice.
 */
export function parsePresence(text: string): Map<string, number> | null {
  const presence = new Map<string, number>();
  if (/[^\s,;|]/.test(text.replace(PART, ' '))) return null;
  for (const [, first, last, written] of text.matchAll(PART)) {
    const from = parseMonth(first as string);
    const to = last === undefined ? from : parseMonth(last);
    const share = shareOf(written as string);
    if (from === null || to === null || share === null || to < from) return null;
    let month = from;
    for (let count = 0; month <= to; count++) {
      if (count === LONGEST || presence.has(month)) return null;
      presence.set(month, share);
      month = next(month);
    }
  }
  return presence;
}

function next(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return isoMonth(number === 12 ? year + 1 : year, number === 12 ? 1 : number + 1) ?? '9999-99';
}

/** `50%`, `0.5`, `0,5`, 1 or 0; null beyond one */
function shareOf(text: string): number | null {
  const percent = text.trimEnd().endsWith('%');
  const value = Number(text.replace('%', '').trim().replace(',', '.')) / (percent ? 100 : 1);
  return value <= 1 ? value : null;
}
