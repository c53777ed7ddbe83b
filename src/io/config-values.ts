// Values of sectorize.yaml: each parser takes what YAML gave and returns the value, or says what was expected.

import { describedBy, either, type Schema } from './config-schema.ts';
import { parseDayOrMonth, parseMonth } from './days.ts';
import { FORMULA_SIGNS, parseFormula } from './expression.ts';
import { nearest } from './nearest.ts';
import { parseNumber } from './numbers.ts';

/** A value, or what should have been there, and what is nearest to what was written. */
export type Parsed<T> = { readonly value: T } | { readonly expected: string; readonly near?: string };

/** with the JSON Schema of what it takes: never less than the parser does, and no more than cannot be said otherwise */
export type Parser<T> = ((raw: unknown) => Parsed<T>) & { readonly schema: Schema };

const ok = <T>(value: T): Parsed<T> => ({ value });
const no = (expected: string, near: string | null = null): Parsed<never> =>
  near === null ? { expected } : { expected, near };

/** The word of `words` that was meant by something else, if any is near. */
const nearWord = (raw: unknown, words: Iterable<string>): string | null =>
  typeof raw === 'string' ? nearest(raw.trim(), words) : null;

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

// the texts of shares, as regular expressions
const ZERO_TO_ONE = '(?:0+(?:[.,]\\d+)?|0*1(?:[.,]0+)?)';
const PERCENT = '\\d+(?:[.,]\\d+)?\\s*%';
const UP_TO_100_PERCENT = '(?:0*\\d{1,2}(?:[.,]\\d+)?|0*100(?:[.,]0+)?)\\s*%';
const SHARE = `(?:${ZERO_TO_ONE}|${PERCENT})`;
/** neither nothing nor all of it */
const TOLERANCE = '(?:(?=.*[1-9])0+[.,]\\d+|(?=[\\d.,]*[1-9])0*\\d{1,2}(?:[.,]\\d+)?\\s*%)';

/** A text of this form, blanks around it taken off. */
const form = (pattern: string): Schema => ({ type: 'string', pattern: `^\\s*${pattern}\\s*$` });

/** Figures as people write them: `12,5`, `1 000`, `€ 5`. The range of such texts is beyond JSON Schema. */
const FIGURES = (() => {
  const signs = "[\\d\\s\\u200b.,'’()+\\-\u2212\u2012\u2013€$£%a-zA-Z]*";
  return { type: 'string', maxLength: 60, pattern: `^${signs}\\d${signs}$` } satisfies Schema;
})();

export const text: Parser<string> = describedBy({ type: ['string', 'number'], pattern: '\\S' }, raw => {
  if (typeof raw === 'string' && raw.trim() !== '') return ok(raw.trim());
  return typeof raw === 'number' ? ok(String(raw)) : no('a text');
});

export const country: Parser<string> = describedBy(form('[A-Za-z]{2}'), raw =>
  typeof raw === 'string' && /^[a-z]{2}$/i.test(raw.trim())
    ? ok(raw.trim().toUpperCase())
    : no('two letters, such as FR (ISO 3166)'),
);

export function oneOf<T extends string>(...words: readonly T[]): Parser<T> {
  return describedBy({ enum: words }, raw => {
    const found = words.find(word => word === raw);
    return found === undefined ? no(`one of ${words.join(', ')}`, nearWord(raw, words)) : ok(found);
  });
}

/** A text that `meaning` knows: one of the words, in capitals or not. */
export function word<T>(
  meaning: (text: string) => T | null,
  words: readonly string[],
  expected: string,
): Parser<T> {
  const letters = (name: string) =>
    name.replace(/[|.\\]/g, '\\$&').replace(/[a-z]/g, letter => `[${letter}${letter.toUpperCase()}]`);
  const any: Schema = { type: 'string', pattern: `^\\s*(?:${words.map(letters).join('|')})\\s*$` };
  // any sign is near any other
  const names = words.filter(name => name.length > 1);
  return describedBy(either({ enum: words }, any), raw => {
    const value = typeof raw === 'string' ? meaning(raw) : null;
    return value === null ? no(expected, nearWord(raw, names)) : ok(value);
  });
}

export const flag: Parser<boolean> = describedBy({ enum: [true, false, 'yes', 'no'] }, raw => {
  if (raw === true || raw === 'yes') return ok(true);
  return raw === false || raw === 'no' ? ok(false) : no('yes or no', nearWord(raw, ['yes', 'no']));
});

export function number(min: number, max = Number.POSITIVE_INFINITY, whole = false): Parser<number> {
  const range: Schema = {
    type: whole ? 'integer' : 'number',
    minimum: min,
    ...(max === Number.POSITIVE_INFINITY ? {} : { maximum: max }),
  };
  return describedBy(either(range, FIGURES), raw => {
    const value = typeof raw === 'string' ? parseNumber(raw, { decimal: ',' }) : raw;
    const fits = typeof value === 'number' && value >= min && value <= max && Number.isFinite(value);
    if (fits && (!whole || Number.isSafeInteger(value))) return ok(value);
    const range = max === Number.POSITIVE_INFINITY ? `of at least ${min}` : `from ${min} to ${max}`;
    return no(`a ${whole ? 'whole ' : ''}number ${range}`);
  });
}

/** A number above 0. */
export const above: Parser<number> = describedBy(
  either({ type: 'number', exclusiveMinimum: 0 }, FIGURES),
  raw => {
    const parsed = number(0)(raw);
    return 'value' in parsed && parsed.value > 0 ? parsed : no('a number above 0');
  },
);

export const share: Parser<number> = describedBy(
  either({ type: 'number', minimum: 0, maximum: 1 }, form(SHARE)),
  raw => {
    const value = parseShare(raw);
    return value === null ? no('a share such as 10% or 0.1') : ok(value);
  },
);

/** a share of what is usual, all of it at most */
export const part: Parser<number> = describedBy(
  either({ type: 'number', minimum: 0, maximum: 1 }, form(`(?:${ZERO_TO_ONE}|${UP_TO_100_PERCENT})`)),
  raw => {
    const value = parseShare(raw);
    return value === null || value > 1 ? no('a share up to 100%, such as 25% or 0.25') : ok(value);
  },
);

/** What a productivity may be, here and in columns: visits that take a hundred times as long are a slip. */
export const PRODUCTIVITY = { min: 0.01, max: 5 };

/** Standard visits in the time of one: `70%`, `0.7` or 1.2, as in the reps' column. */
export const productivity: Parser<number> = describedBy(
  either({ type: 'number', minimum: PRODUCTIVITY.min, maximum: PRODUCTIVITY.max }, FIGURES),
  raw => {
    const value = parseShare(raw) ?? (typeof raw === 'string' ? parseNumber(raw, { decimal: ',' }) : raw);
    return typeof value === 'number' && value >= PRODUCTIVITY.min && value <= PRODUCTIVITY.max
      ? ok(value)
      : no(`a number from ${PRODUCTIVITY.min} to ${PRODUCTIVITY.max}, or a share such as 70%`);
  },
);

export const tolerance: Parser<number> = describedBy(
  either({ type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 }, form(TOLERANCE)),
  raw => {
    const value = parseShare(raw);
    return value !== null && value > 0 && value < 1
      ? ok(value)
      : no('a share above 0 and below 100%, such as 10% or 0.1');
  },
);

/** `potential`, or `potential=10%`: the name, and what is written behind the sign */
export const measureEntry: Parser<{ readonly name: string; readonly tolerance: number | null }> = describedBy(
  either({ type: 'number' }, form('[^=]*[^=\\s][^=]*'), form(`[\\s\\S]*[^\\s][\\s\\S]*=\\s*${TOLERANCE}`)),
  raw => {
    const written = text(raw);
    if (!('value' in written)) return no('the name of a measure, such as potential or potential=10%');
    const equals = written.value.lastIndexOf('=');
    if (equals < 0) return ok({ name: written.value, tolerance: null });
    const name = written.value.slice(0, equals).trim();
    const behind = tolerance(written.value.slice(equals + 1));
    if (name === '') return no('the name of a measure before the sign, such as potential=10%');
    return 'value' in behind ? ok({ name, tolerance: behind.value }) : behind;
  },
);

/** `2027-01`, or 01/2027 */
export const month: Parser<string> = describedBy(
  form('(?:\\d{4}-(?:0?[1-9]|1[0-2])|(?:0?[1-9]|1[0-2])[/.]\\d{4})'),
  raw => {
    const value = parseMonth(String(raw));
    return value === null ? no('a month such as 2027-01') : ok(value);
  },
);

/** A formula over columns, as its text. Its grammar is beyond JSON Schema. */
export const formula: Parser<string> = describedBy(
  { type: 'string', pattern: '[^\\s\\d.+*/()<>=!&|?:,-]', maxLength: 500 },
  raw => {
    const expected = `a formula over columns, such as 0.6 * addressable + 400 * [Nb sites], in quotes where it begins with [; signs: ${FORMULA_SIGNS}`;
    if (typeof raw !== 'string') return no(expected);
    const parsed = parseFormula(raw.trim());
    return 'fault' in parsed ? no(`${expected}; it has ${parsed.fault}`) : ok(raw.trim());
  },
);

/** `2027-07-01`, 01/07/2027, or a month, which is its first day */
export const day: Parser<string> = describedBy(form('\\d{1,4}[-/.]\\d[\\d\\-/.T:Z+]*'), raw => {
  const value = parseDayOrMonth(String(raw), 'FR');
  return value === null ? no('a day such as 2027-07-01') : ok(value.length === 7 ? `${value}-01` : value);
});

export interface MaxMoved {
  readonly share: number;
  readonly of: 'revenue' | 'potential' | 'accounts';
}

const MOVED = ['revenue', 'potential', 'accounts'] as const;

/** `5%` (of revenue), `5%:accounts`, or none */
export const maxMoved: Parser<MaxMoved | null> = describedBy(
  either(
    { type: 'number', minimum: 0, maximum: 1 },
    { enum: ['none'] },
    form(`${SHARE}(?:\\s*:\\s*(?:${MOVED.join('|')}))?`),
  ),
  raw => {
    if (raw === null || raw === 'none') return ok(null);
    const [amount, name = 'revenue', ...more] =
      typeof raw === 'string' ? raw.split(':').map(part => part.trim()) : [raw];
    const value = parseShare(amount);
    const of = MOVED.find(known => known === name);
    if (value !== null && of !== undefined && more.length === 0) return ok({ share: value, of });
    const near = value === null ? null : nearWord(name, MOVED);
    const expected = 'a share such as 5%, 5%:revenue, 5%:potential or 5%:accounts';
    return no(expected, near === null ? null : `${amount}:${near}`);
  },
);
