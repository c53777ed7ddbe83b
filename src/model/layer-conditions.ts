// Conditions of layers: tests of the cells of an account.

import type { Accounts } from './records.ts';

/** One entry of `where`: the account's cell passes one of the tests. */
export interface LayerCondition {
  /** as the accounts file calls it */
  readonly column: string;
  /** its canonical name; '' for a column of the file's own */
  readonly field: string;
  /** `santé` (case aside), `35*` (begins with), `*` (not empty), `yes`, `no`, `>=50000` */
  readonly any: readonly string[];
}

type Test = (account: number) => boolean;

/** True for the accounts that pass all conditions. */
export function tester(accounts: Accounts, where: readonly LayerCondition[]): Test {
  const tests = where.map(condition => testOf(accounts, condition));
  return a => tests.every(test => test(a));
}

const FLAGS = new Map([
  ...['yes', 'y', 'true', 't', '1', 'oui', 'o', 'vrai', 'v', 'x', 'on'].map(word => [word, true] as const),
  ...['no', 'n', 'false', 'f', '0', 'non', 'faux', 'off', ''].map(word => [word, false] as const),
]);

function testOf(accounts: Accounts, { column, field, any }: LayerCondition): Test {
  const index = accounts.rows.header.indexOf(column);
  const texts = (a: number) => (accounts.rows.cells(a)[index] ?? '').trim();
  const own = readTexts(accounts, field);
  const text = own ? (a: number) => own[a] as string : texts;
  const known = accounts.numbers.get(field);
  const number = known ? (a: number) => known[a] as number : (a: number) => amountOf(texts(a));
  const flags = field === 'strategic' ? accounts.strategic : field === 'locked' ? accounts.locked : null;
  const flag = flags
    ? (a: number) => flags[a] === 1
    : (a: number) => FLAGS.get(texts(a).toLowerCase()) ?? null;

  const tests = any.map((wanted): Test => {
    const compared = comparisonOf(wanted);
    if (compared) return a => compared(number(a));
    if (wanted === 'yes' || wanted === 'no') return a => flag(a) === (wanted === 'yes');
    if (wanted === '*') return a => text(a) !== '';
    const key = wanted.toLowerCase();
    if (key.endsWith('*')) return a => text(a).toLowerCase().startsWith(key.slice(0, -1));
    const amount = known ? amountOf(wanted) : Number.NaN;
    if (!Number.isNaN(amount)) return a => number(a) === amount;
    return a => text(a).toLowerCase() === key;
  });
  return a => tests.some(test => test(a));
}

/** Texts that reading has repaired, or found to say nothing (`n/a`); null for other columns. */
function readTexts(accounts: Accounts, field: string): readonly string[] | null {
  switch (field) {
    case 'postal_code':
      return accounts.postalCode;
    case 'segment':
      return accounts.segment;
    case 'group_id':
      return accounts.groupId;
    case 'city':
      return accounts.city;
    case 'rep_id':
      return accounts.repId;
    default:
      return null;
  }
}

/** `>= 50 000` and its like; null for a test that compares nothing. */
export function comparisonOf(test: string): ((value: number) => boolean) | null {
  const match = /^(>=|<=|>|<)(.+)$/.exec(test);
  if (!match) return null;
  const limit = amountOf(match[2] as string);
  if (Number.isNaN(limit)) return null;
  switch (match[1]) {
    case '>=':
      return value => value >= limit;
    case '<=':
      return value => value <= limit;
    case '>':
      return value => value > limit;
    default:
      return value => value < limit;
  }
}

/** `50 000`, `1234,5` or `1,234.5`: a lone comma is a decimal one; NaN for what is no number. */
function amountOf(text: string): number {
  const bare = text.replace(/[\s\u00a0\u202f]/g, '');
  if (!/^[+-]?[\d.,]+$/.test(bare)) return Number.NaN;
  return Number(bare.includes('.') ? bare.replaceAll(',', '') : bare.replace(',', '.'));
}
