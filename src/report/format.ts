// Numbers and text for people. Own rules instead of Intl: its data differ between Node builds, and a report must
// be the same bytes on every machine.

export type Lang = 'fr' | 'en';

const MARKS = {
  en: { thousands: ',', decimal: '.', unit: '', percent: '%' },
  // narrow no-break space between thousands, no-break space before a sign (Imprimerie nationale)
  fr: { thousands: '\u202f', decimal: ',', unit: '\u00a0', percent: '\u00a0%' },
} as const;

/** What is written for a figure that is not available. */
export const MISSING = { en: 'n/a', fr: 'n.d.' } as const;

/** `12,345.6` or `12 345,6`; missing when null or not finite. */
export function formatNumber(value: number | null | undefined, decimals: number, lang: Lang): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return MISSING[lang];
  const { thousands, decimal } = MARKS[lang];
  const text = Math.abs(value).toFixed(decimals);
  if (text.includes('e')) return String(value);
  const [whole, fraction] = text.split('.') as [string, string | undefined];
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
  const zero = !/[1-9]/.test(text);
  const sign = value < 0 && !zero ? '\u2212' : '';
  return sign + grouped + (fraction === undefined ? '' : decimal + fraction);
}

/** The ending of an English noun after a count as formatNumber writes it: `1 zone`, `2 zones`. */
export const s = (count: string): string => (count === '1' ? '' : 's');

/** The same in French, where none is singular too: `0 zone`, `1 zone`, `2 zones`. */
export const p = (count: string): string => (count === '0' || count === '1' ? '' : 's');

/** What is assumed where an input says nothing: `1285.6` and the number of `190.7 (car)` as a reader writes them. */
export function formatAssumed(value: string, lang: Lang): string {
  const number = /^\d+(?:\.(\d+))?(?=$| \()/.exec(value);
  if (!number) return value;
  return formatNumber(Number(number[0]), number[1]?.length ?? 0, lang) + value.slice(number[0].length);
}

/** A fraction as `5.0%` or `5,0 %`. */
export function formatShare(value: number | null | undefined, lang: Lang, decimals = 1): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return MISSING[lang];
  return formatNumber(value * 100, decimals, lang) + MARKS[lang].percent;
}

/** A deviation or change as `+5.0%`. */
export function formatSigned(value: number | null | undefined, lang: Lang, decimals = 1): string {
  const text = formatShare(value, lang, decimals);
  return value && value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

// C0, DEL, C1 and text-direction overrides: they would change what a reader sees
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const INVISIBLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** One line of text without control characters. */
export function plainText(text: string): string {
  return text.replace(/\s+/g, ' ').replace(INVISIBLE, '\ufffd').trim();
}

const LONGEST_CELL = 200;

/** Text of the user for a Markdown table or list: nothing in it is markup, and it stays on one line. */
export function escapeMarkdown(text: string): string {
  const line = plainText(text.slice(0, LONGEST_CELL * 4));
  const short = line.length > LONGEST_CELL ? `${line.slice(0, LONGEST_CELL)}…` : line;
  return (
    short
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replace(/[\\`*_[\]|~$#]/g, '\\$&')
      // an address would become a link
      .replaceAll('://', ':\\/\\/')
  );
}

/** A Markdown table. Cells are Markdown already; columns whose header ends in `:` are right-aligned. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const right = header.map(name => name.endsWith(':'));
  const names = header.map((name, c) => (right[c] ? name.slice(0, -1) : name));
  const lines = [names, right.map(r => (r ? '---:' : '---')), ...rows];
  return `${lines.map(cells => `| ${cells.join(' | ')} |`).join('\n')}\n`;
}
