// Numbers as people and exports write them. One mark may separate decimals in one file and thousands in the next:
// `1,234` is settled by the other cells of its column (decideDecimal), never by guessing a cell at a time.

export type DecimalMark = ',' | '.';

export interface NumberHints {
  /** the column's decimal mark; '.' when absent */
  readonly decimal?: DecimalMark;
}

/**
 * The number in a cell, or null when there is none (blank cells included).
 * Reads `1 234,56`, `1.234,56`, `1,234.56`, `1'234.5`, any kind of space, €, $, £, EUR, USD, CHF, %, signs
 * (also `−` and accountants' parentheses) and exponents. The percent sign is taken off and does not divide: `12 %` is 12.
 */
export function parseNumber(text: string, hints?: NumberHints): number | null {
  return readNumber(text, hints?.decimal ?? '.').value;
}

/** What one cell says about its column. */
export interface NumberReading {
  readonly value: number | null;
  /** the mark that is certainly decimal here, '' when the cell does not tell */
  readonly evidence: DecimalMark | '';
  /** the single mark that may be either (`1,234`), '' otherwise */
  readonly ambiguous: DecimalMark | '';
}

/** Like parseNumber, and says what the cell proves about the decimal mark. */
export function readNumber(text: string, decimal: DecimalMark): NumberReading {
  // the usual case first: a million cells have no time for the rest
  if (PLAIN.test(text)) {
    const comma = text.indexOf(',');
    const mark = comma >= 0 ? comma : text.indexOf('.');
    // + 0: no −0, which would print as -0
    if (mark < 0) return reading(Number(text) + 0, '', '');
    if (!maybeThousands(text, mark)) {
      return comma >= 0
        ? reading(Number(text.replace(',', '.')) + 0, ',', '')
        : reading(Number(text) + 0, '.', '');
    }
  }
  const bare = strip(text);
  if (bare === null) return NONE;
  const { sign, body } = bare;
  const exponentAt = body.search(/e/i);
  const mantissa = exponentAt < 0 ? body : body.slice(0, exponentAt);
  const exponent = exponentAt < 0 ? '' : body.slice(exponentAt);
  if (exponent !== '' && !/^e[+-]?\d{1,3}$/i.test(exponent)) return NONE;
  if (!/^[\d.,]+$/.test(mantissa) || !/\d/.test(mantissa)) return NONE;

  const commas = mantissa.split(',').length - 1;
  const points = mantissa.split('.').length - 1;
  const make = (whole: string, evidence: DecimalMark | '', ambiguous: DecimalMark | '') => {
    const value = Number(`${sign}${whole}${exponent}`);
    return Number.isFinite(value) ? reading(value === 0 ? 0 : value, evidence, ambiguous) : NONE;
  };
  if (commas + points === 0) return make(mantissa, '', '');

  if (commas > 0 && points > 0) {
    // the last mark is the decimal one, the other groups thousands
    const mark: DecimalMark = mantissa.lastIndexOf(',') > mantissa.lastIndexOf('.') ? ',' : '.';
    const group = mark === ',' ? '.' : ',';
    const [whole, fraction, more] = mantissa.split(mark);
    if (more !== undefined || !grouped(whole, group)) return NONE;
    return make(`${whole.split(group).join('')}.${fraction}`, mark, '');
  }
  const mark: DecimalMark = commas > 0 ? ',' : '.';
  const other: DecimalMark = mark === ',' ? '.' : ',';
  if (commas + points > 1) {
    return grouped(mantissa, mark) ? make(mantissa.split(mark).join(''), other, '') : NONE;
  }
  const at = mantissa.indexOf(mark);
  // spaces before it have grouped the thousands, an exponent follows decimals: then the mark is decimal
  if (!bare.spaced && exponent === '' && maybeThousands(mantissa, at)) {
    return decimal === mark
      ? make(mantissa.replace(',', '.'), '', mark)
      : make(mantissa.replace(mark, ''), '', mark);
  }
  return make(mantissa.replace(',', '.'), mark, '');
}

/** Counts of the evidence in a column, or in all number columns of a file. */
export interface DecimalEvidence {
  comma: number;
  point: number;
}

export interface DecimalDecision {
  readonly mark: DecimalMark;
  /** column: its own cells tell; file: other columns tell; default: nothing does */
  readonly by: 'column' | 'file' | 'default';
  /** the column has cells of both kinds */
  readonly mixed: boolean;
}

/**
 * The decimal mark of a column: that of the majority of its own unambiguous cells (`12,5`, `1.234,56`); else that of the
 * file's other columns; else the comma in files delimited by `;`, where spreadsheets of comma countries put it, else
 * the point.
 */
export function decideDecimal(
  column: DecimalEvidence,
  file: DecimalEvidence,
  delimiter: string,
): DecimalDecision {
  const mixed = column.comma > 0 && column.point > 0;
  if (column.comma !== column.point)
    return { mark: column.comma > column.point ? ',' : '.', by: 'column', mixed };
  if (file.comma !== file.point) return { mark: file.comma > file.point ? ',' : '.', by: 'file', mixed };
  return { mark: delimiter === ';' ? ',' : '.', by: 'default', mixed };
}

/**
 * French or English yes or no; null when it is neither. Blank is null too: absent is not no.
 * Reads oui/non, vrai/faux, o/n, x, yes/no, y/n, true/false, t/f, 1/0, on/off.
 */
export function parseBoolean(text: string): boolean | null {
  return BOOLEANS.get(text.trim().toLowerCase()) ?? null;
}

/** Nothing, or a word that spreadsheets and databases write for nothing. */
export function isBlank(text: string): boolean {
  if (text === '') return true;
  // digits first: nearly every cell of a number column
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return false;
  if (text.length > 12) return text.trim() === '';
  return BLANKS.has(text.trim().toLowerCase());
}

/** What a spreadsheet shows where a formula failed; isBlank takes it for nothing. */
export function isSpreadsheetError(text: string): boolean {
  return text.length <= 12 && text.includes('#') && ERRORS.has(text.trim().toLowerCase());
}

const BOOLEANS = new Map<string, boolean>([
  ...['oui', 'o', 'vrai', 'v', 'x', '1', 'yes', 'y', 'true', 't', 'on', '✓', '✔', '1.0', '1,0'].map(
    w => [w, true] as const,
  ),
  ...['non', 'n', 'faux', '0', 'no', 'false', 'f', 'off', '0.0', '0,0'].map(w => [w, false] as const),
]);

/** What Excel, LibreOffice and Google Sheets show for a formula that failed, in English, French, German and Italian. */
const ERRORS = new Set(
  '#ref! #div/0! #value! #n/a #name? #num! #null! #spill! #calc! #valeur! #nom? #nombre! #nul! #bezug! #wert! #zahl! #nv #n/d'.split(
    ' ',
  ),
);

const BLANKS = new Set([
  ...ERRORS,
  '',
  '-',
  '–',
  '—',
  'n/a',
  'na',
  'n.a.',
  'n/d',
  'nd',
  'nc',
  'n/c',
  'n.c.',
  'null',
  'none',
  'nan',
  '?',
  '\\n',
]);

const NONE: NumberReading = { value: null, evidence: '', ambiguous: '' };
const PLAIN = /^-?\d{1,15}(?:[.,]\d{1,15})?$/;
const CURRENCY = /^(?:€|\$|£|EUR|USD|CHF|GBP|CAD)|(?:€|\$|£|EUR|USD|CHF|GBP|CAD|%)$/i;

/** No amount of anything is smaller: it is none. Squares of what is left do not vanish, and sums of it are not lost. */
const LEAST = 1e-100;

function reading(value: number, evidence: DecimalMark | '', ambiguous: DecimalMark | ''): NumberReading {
  return { value: Math.abs(value) < LEAST ? 0 : value, evidence, ambiguous };
}

/** `1,234`: one to three digits not starting with 0, the mark, exactly three digits */
function maybeThousands(text: string, at: number): boolean {
  const start = text.charCodeAt(0) === 45 ? 1 : 0;
  const lead = at - start;
  return lead >= 1 && lead <= 3 && text.length - at === 4 && text.charCodeAt(start) !== 48;
}

/** groups of three after the first */
function grouped(text: string, mark: string): boolean {
  const [first, ...rest] = text.split(mark);
  return /^\d{1,3}$/.test(first) && rest.length > 0 && rest.every(part => /^\d{3}$/.test(part));
}

interface Bare {
  readonly sign: '' | '-';
  readonly body: string;
  /** a space or apostrophe grouped thousands */
  readonly spaced: boolean;
}

/** Takes sign, currency, percent and grouping spaces off; null when spaces do not group thousands. */
function strip(text: string): Bare | null {
  if (text.length > 60) return null;
  let body = text.trim().replace(/[\u2212\u2012\u2013]/g, '-');
  let sign: '' | '-' = '';
  const accountant = /^\((.*)\)$/.exec(body);
  if (accountant) {
    sign = '-';
    body = accountant[1].trim();
  }
  for (let turn = 0; turn < 2; turn++) {
    const signed = /^([+-])\s*(.*)$/.exec(body);
    if (signed) {
      if (turn === 1 && /^[+-]/.test(text.trim())) return null;
      if (signed[1] === '-') sign = '-';
      body = signed[2];
    }
    body = body.replace(CURRENCY, '').trim();
  }
  // `12-`: SAP writes the sign last
  if (/^[\d.,\s]+-$/.test(body) && sign === '') {
    sign = '-';
    body = body.slice(0, -1).trim();
  }
  const groups = body.split(/[\s\u00a0\u2000-\u200b\u202f\u205f\u3000'’]/);
  if (groups.length > 1) {
    const last = groups[groups.length - 1];
    const middle = groups.slice(1, -1);
    const regular =
      /^\d{1,3}$/.test(groups[0]) && middle.every(g => /^\d{3}$/.test(g)) && /^\d{3}(?:[.,]\d*)?$/.test(last);
    if (!regular) return null;
    body = groups.join('');
  }
  return { sign, body, spaced: groups.length > 1 };
}
