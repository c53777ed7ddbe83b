// The formula of potential, computed a second time: read from left to right, without a tree and without the library that
// the reader of accounts uses.

import type { Accounts } from '../../model/records.ts';
import { type CheckResult, newCheck, say } from './check.ts';

/** an amount is kept in cents; two ways to compute it may fall on both sides of half a cent */
const CENT = 0.011;

/** Every account's potential follows from the formula in plan.json and the columns of the input. */
export function checkFormula(accounts: Accounts, text: string): CheckResult {
  const check = newCheck('potential');
  const given = accounts.numbers.get('potential');
  const inputs = accounts.formula?.inputs;
  if (!given || !inputs) {
    check.lie('plan.json has a formula of potential, and the accounts have none');
    return check.result();
  }
  const at = accounts.rows.header.lastIndexOf(accounts.formula?.column ?? '');
  for (let a = 0; a < accounts.count; a++) {
    const value = (name: string) => {
      const cell = inputs.get(name)?.[a] ?? Number.NaN;
      return Number.isNaN(cell) ? 0 : cell;
    };
    const result = calculate(text, value);
    const wanted = Number.isFinite(result) && result > 0 ? result : 0;
    const close = (found: number) => Math.abs(found - wanted) <= CENT + 1e-12 * wanted;
    const id = accounts.id[a];
    check.that(
      close(given[a] as number),
      () => `${id}: potential ${say(given[a] as number)}, the formula gives ${say(wanted)}`,
    );
    const shown = Number(accounts.rows.cells(a)[at]);
    check.that(close(shown), () => `${id}: potential_computed ${shown}, the formula gives ${say(wanted)}`);
  }
  return check.result();
}

const TOKEN =
  /\s*(?:(\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?)|\[([^\]]*)\]|([\p{L}_$][\p{L}\p{N}\p{M}_$]*)|(<=|>=|==|!=|&&|\|\||[-+*/<>!?:(),]))/uy;
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['==', '!='],
  ['<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/'],
];

/** The value of a formula; NaN for what is none. Both sides of a choice are computed, and one is taken. */
export function calculate(text: string, value: (name: string) => number): number {
  const tokens: { number?: number; name?: string; word?: string; sign?: string }[] = [];
  TOKEN.lastIndex = 0;
  const end = text.trimEnd().length;
  while (TOKEN.lastIndex < end) {
    const found = TOKEN.exec(text);
    if (!found) return Number.NaN;
    const [, number, name, word, sign] = found;
    if (number !== undefined) tokens.push({ number: Number(number) });
    else if (name !== undefined) tokens.push({ name: name.trim() });
    else if (word !== undefined) tokens.push({ word });
    else tokens.push({ sign: sign as string });
  }
  let next = 0;
  const take = (sign: string): boolean => tokens[next]?.sign === sign && ++next > 0;
  const choice = (): number => {
    const test = level(0);
    if (!take('?')) return test;
    const yes = choice();
    if (!take(':')) return Number.NaN;
    const no = choice();
    return test === 0 ? no : yes;
  };
  const level = (depth: number): number => {
    const signs = LEVELS[depth];
    if (!signs) return single();
    let left = level(depth + 1);
    for (;;) {
      const sign = signs.find(take);
      if (sign === undefined) return left;
      left = apply(sign, left, level(depth + 1));
    }
  };
  const single = (): number => {
    if (take('-')) return -single();
    if (take('+')) return single();
    if (take('!')) return single() === 0 ? 1 : 0;
    if (take('(')) {
      const inside = choice();
      return take(')') ? inside : Number.NaN;
    }
    const token = tokens[next++];
    if (token?.number !== undefined) return token.number;
    if (token?.name !== undefined) return value(token.name);
    if (token?.word === undefined) return Number.NaN;
    if (!take('(')) return value(token.word);
    const given: number[] = [];
    do given.push(choice());
    while (take(','));
    return take(')') ? call(token.word, given) : Number.NaN;
  };
  const result = choice();
  return next === tokens.length ? result : Number.NaN;
}

function apply(sign: string, a: number, b: number): number {
  switch (sign) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '<':
      return a < b ? 1 : 0;
    case '<=':
      return a <= b ? 1 : 0;
    case '>':
      return a > b ? 1 : 0;
    case '>=':
      return a >= b ? 1 : 0;
    case '==':
      return a === b ? 1 : 0;
    case '!=':
      return a !== b ? 1 : 0;
    case '&&':
      return a !== 0 && b !== 0 ? 1 : 0;
    default:
      return a !== 0 || b !== 0 ? 1 : 0;
  }
}

function call(name: string, given: readonly number[]): number {
  const [first = Number.NaN, second = Number.NaN, third = Number.NaN] = given;
  switch (name) {
    case 'if':
      return first === 0 ? third : second;
    case 'min':
      return given.reduce((a, b) => (Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : a < b ? a : b));
    case 'max':
      return given.reduce((a, b) => (Number.isNaN(a) || Number.isNaN(b) ? Number.NaN : a > b ? a : b));
    case 'round':
      return Math.floor(first + 0.5);
    case 'floor':
      return Math.trunc(first) > first ? Math.trunc(first) - 1 : Math.trunc(first);
    case 'ceil':
      return Math.trunc(first) < first ? Math.trunc(first) + 1 : Math.trunc(first);
    case 'abs':
      return first < 0 ? -first : first;
    default:
      return Number.NaN;
  }
}
