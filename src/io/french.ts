// French postal codes and town names as people and exports write them. Postal codes are text; a repair is never silent:
// the note says what was done.

export interface PostalCodeRepair {
  /** '' when the cell is blank */
  readonly code: string;
  /** true when `code` is not the trimmed text of the cell */
  readonly repaired: boolean;
  /** why, for the issue: 'leading zero restored'; '' when nothing was repaired */
  readonly note: string;
  /** the cell said CEDEX: the code is a mail sorting code, perhaps of no place on the map */
  readonly cedex: boolean;
}

// letters before the hyphen in `F-75001`, from the old distinguishing signs of vehicles; else the country code
const SIGNS = new Map([
  ['FR', 'F'],
  ['DE', 'D'],
  ['BE', 'B'],
  ['AT', 'A'],
  ['LU', 'L'],
  ['IT', 'I'],
  ['ES', 'E'],
  ['PT', 'P'],
]);

/**
 * The postal code in a cell. Everywhere: `75001.0`, `="75001"` and `'75001` (spreadsheet artefacts) and the country's
 * prefix. For FR also: `1000` → `01000`, `75 001`, letter O for zero, `75001 CEDEX 12`, `75001 PARIS`. For US: ZIP+4.
 * Codes it does not understand (INSEE codes, three-digit regions, other countries) come back as they are.
 * @param country ISO 3166 alpha-2, upper-case
 */
export function repairPostalCode(text: string, country: string): PostalCodeRepair {
  const trimmed = text.trim();
  // nearly every cell
  if (/^\d{5}$/.test(trimmed)) return { code: trimmed, repaired: false, note: '', cedex: false };
  // a code is short; a hostile cell is not
  if (trimmed === '' || trimmed.length > 100)
    return { code: trimmed, repaired: false, note: '', cedex: false };
  const notes: string[] = [];
  let code = trimmed;
  const step = (next: string, note: string) => {
    if (next === code) return;
    code = next;
    notes.push(note);
  };

  step(
    code
      .replace(/^=?"([^"]*)"$/, '$1')
      .replace(/^'/, '')
      .trim(),
    'quotes taken off',
  );
  step(code.replace(/^(\d{2,5})[.,]0+$/, '$1'), 'decimals taken off');
  step(code.replace(prefixOf(country), ''), 'country taken off');
  let cedex = false;
  if (country === 'FR') {
    cedex = /cedex/i.test(code);
    if (cedex) step(code.replace(/\s*-?\s*cedex\s*(?:\d{1,2}(?!\d))?\s*/i, ' ').trim(), 'CEDEX taken off');
    step(
      code.replace(/^([\doO][\doO\s\u00a0\u202f.]*[\doO])$/, joinDigits),
      'spaces or letter O in the code',
    );
    step(code.replace(/^(\d{5})[\s,-]+\p{L}.*$/u, '$1'), 'town taken off');
    if (/^[1-9]\d{3}$/.test(code)) step(`0${code}`, 'leading zero restored');
    if (/^2[ab]\d{0,3}$/.test(code)) step(code.toUpperCase(), 'upper case');
  } else if (country === 'US') {
    step(code.replace(/^(\d{5})-?\d{4}$/, '$1'), 'ZIP+4 cut');
  }
  return { code, repaired: code !== trimmed, note: code === trimmed ? '' : notes.join(', '), cedex };
}

const prefixes = new Map<string, RegExp>();

/** `F-`, `FR ` and the like before a digit */
function prefixOf(country: string): RegExp {
  let prefix = prefixes.get(country);
  if (prefix === undefined) {
    // what is no country code has no prefix, and must not become a pattern
    const known = /^[A-Z]{2}$/.test(country);
    const words = known ? `${country}|${SIGNS.get(country) ?? country}` : '(?!)';
    prefix = new RegExp(`^(?:${words})\\s*[-–. ]?\\s*(?=\\d)`, 'i');
    prefixes.set(country, prefix);
  }
  return prefix;
}

/** `75 001` and `O1O0O` as digits, when that makes four or five of them; at least two must be digits already. */
function joinDigits(code: string): string {
  const digits = code.replace(/[\s\u00a0\u202f.]/g, '');
  if (digits.length < 4 || digits.length > 5 || digits.replace(/\D/g, '').length < 2) return code;
  return digits.replace(/o/gi, '0');
}

/**
 * Department of a French postal code (or INSEE code): two digits, `2A`/`2B` in Corsica, three digits overseas
 * (`971`…`978`, `986`…`988`). '' when the text is no such code.
 */
export function departmentOf(postalCode: string): string {
  const insee = /^2[AB]/i.exec(postalCode);
  if (insee && postalCode.length === 5) return insee[0].toUpperCase();
  if (!/^\d{5}$/.test(postalCode)) return '';
  const three = postalCode.slice(0, 3);
  const two = postalCode.slice(0, 2);
  // 200 and 201: Corse-du-Sud; 202 and 206 (and the CEDEX codes between): Haute-Corse
  if (two === '20') return three <= '201' ? '2A' : '2B';
  if (two === '97' || two === '98') return three;
  return two === '00' ? '' : two;
}

/**
 * A town's name for comparing: upper-case without accents or punctuation, `ST`/`STE` and `S/` written out, without
 * CEDEX, arrondissement or department in parentheses; `HAVRE (LE)` is `LE HAVRE`.
 */
export function normalizeTown(name: string): string {
  let town = name
    .slice(0, 200)
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toUpperCase();
  town = town.replace(/^(.*)\((LE|LA|LES|L')\)\s*$/, '$2 $1').replace(/\([^)]*\)/g, ' ');
  town = town
    .replace(/\bS\/S\b/g, 'SOUS')
    .replace(/\bS\//g, 'SUR ')
    .replace(/\bS\/$/g, 'SUR');
  town = town.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  town = town.replace(/\s*\bCEDEX\b.*$/, '');
  // `PARIS 12`, `LYON 3EME ARRONDISSEMENT`, `MARSEILLE 01`, `PARIS 1ER`
  town = town.replace(
    /\s+\d{1,2}\s*(?:ER|ERE|E|EME|ND|NDE)?(?:\s+(?:ARR|ARRT|ARDT|ARRDT|ARRONDISSEMENT))?$/,
    '',
  );
  town = town
    .replace(/\bSTE\b/g, 'SAINTE')
    .replace(/\bST\b/g, 'SAINT')
    .replace(/\bSTS\b/g, 'SAINTS');
  return town;
}
