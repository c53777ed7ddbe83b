// Values of sectorize.yaml: each parser takes what YAML gave and returns the value, or says what was expected.

import { parseDayOrMonth, parseMonth } from './days.ts';
import { parseNumber } from './numbers.ts';

/** A value, or what should have been there. */
export type Parsed<T> = { readonly value: T } | { readonly expected: string };

export type Parser<T> = (raw: unknown) => Parsed<T>;

const ok = <T>(value: T): Parsed<T> => ({ value });
const no = (expected: string): { readonly expected: string } => ({ expected });

/** `10%`, `10 %`, `0.1`, `0,1` or the number 0.1 → 0.1; null for anything else, also for a bare 10. */
export function parseShare(raw: unknown): number | null {
  if (typeof raw === 'number') return raw >= 0 && raw <= 1 ? raw : null;
  if (typeof raw !== 'string') return null;
  const match = /^\s*(\d+(?:[.,]\d+)?)\s*(%?)\s*$/.exec(raw);
  if (match === null) return null;
  const value = Number(match[1].replace(',', '.'));
  if (match[2] === '%') return value / 100;
  return value <= 1 ? value : null;
}

export const text: Parser<string> = raw => {
  if (typeof raw === 'string' && raw.trim() !== '') return ok(raw.trim());
  return typeof raw === 'number' ? ok(String(raw)) : no('a text');
};

export const country: Parser<string> = raw =>
  typeof raw === 'string' && /^[a-z]{2}$/i.test(raw.trim())
    ? ok(raw.trim().toUpperCase())
    : no('two letters, such as FR (ISO 3166)');

export function oneOf<T extends string>(...words: readonly T[]): Parser<T> {
  return raw => {
    const found = words.find(word => word === raw);
    return found === undefined ? no(`one of ${words.join(', ')}`) : ok(found);
  };
}

/** A text that `meaning` knows. */
export function word<T>(meaning: (text: string) => T | null, expected: string): Parser<T> {
  return raw => {
    const value = typeof raw === 'string' ? meaning(raw) : null;
    return value === null ? no(expected) : ok(value);
  };
}

export const flag: Parser<boolean> = raw => {
  if (raw === true || raw === 'yes') return ok(true);
  return raw === false || raw === 'no' ? ok(false) : no('yes or no');
};

export function number(min: number, max = Number.POSITIVE_INFINITY, whole = false): Parser<number> {
  return raw => {
    const value = typeof raw === 'string' ? parseNumber(raw, { decimal: ',' }) : raw;
    const fits = typeof value === 'number' && value >= min && value <= max && Number.isFinite(value);
    if (fits && (!whole || Number.isSafeInteger(value))) return ok(value);
    const range = max === Number.POSITIVE_INFINITY ? `of at least ${min}` : `from ${min} to ${max}`;
    return no(`a ${whole ? 'whole ' : ''}number ${range}`);
  };
}

export const share: Parser<number> = raw => {
  const value = parseShare(raw);
  return value === null ? no('a share such as 10% or 0.1') : ok(value);
};

/** a share of what is usual, all of it at most */
export const part: Parser<number> = raw => {
  const value = parseShare(raw);
  return value === null || value > 1 ? no('a share up to 100%, such as 25% or 0.25') : ok(value);
};

/** Standard visits in the time of one: `70%`, `0.7` or 1.2, as in the reps' column. */
export const productivity: Parser<number> = raw => {
  const value = parseShare(raw) ?? (typeof raw === 'string' ? parseNumber(raw, { decimal: ',' }) : raw);
  return typeof value === 'number' && value > 0 && value <= 5
    ? ok(value)
    : no('a number above 0 to 5, or a share such as 70%');
};

export const tolerance: Parser<number> = raw => {
  const value = parseShare(raw);
  return value !== null && value > 0 && value < 1
    ? ok(value)
    : no('a share above 0 and below 100%, such as 10% or 0.1');
};

/** `2027-01`, or 01/2027 */
export const month: Parser<string> = raw => {
  const value = parseMonth(String(raw));
  return value === null ? no('a month such as 2027-01') : ok(value);
};

/** `2027-07-01`, 01/07/2027, or a month, which is its first day */
export const day: Parser<string> = raw => {
  const value = parseDayOrMonth(String(raw), 'FR');
  return value === null ? no('a day such as 2027-07-01') : ok(value.length === 7 ? `${value}-01` : value);
};

export interface MaxMoved {
  readonly share: number;
  readonly of: 'revenue' | 'potential' | 'accounts';
}

/** `5%` (of revenue), `5%:accounts`, or none */
export const maxMoved: Parser<MaxMoved | null> = raw => {
  if (raw === null || raw === 'none') return ok(null);
  const [amount, of = 'revenue'] = typeof raw === 'string' ? raw.split(':').map(part => part.trim()) : [raw];
  const value = parseShare(amount);
  if (value !== null && (of === 'revenue' || of === 'potential' || of === 'accounts'))
    return ok({ share: value, of });
  return no('a share such as 5%, 5%:revenue, 5%:potential or 5%:accounts');
};
