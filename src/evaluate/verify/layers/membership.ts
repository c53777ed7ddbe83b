// Which accounts are in which layer, by verify's own reading of the rules that plan.json states.

import type { LayerCondition } from '../../../model/layer-conditions.ts';
import type { LayerRule } from '../../../model/layers.ts';
import type { Accounts, Rep } from '../../../model/records.ts';

export interface Members {
  /** base layers that would take the account, in order: the first does */
  readonly bases: readonly number[];
  readonly overlays: readonly number[];
}

/** Layers of every account, by index. */
export function membersOf(accounts: Accounts, layers: readonly LayerRule[]): Members[] {
  return accounts.id.map((_, a) => {
    const cells = accounts.rows.cells(a);
    const inside = layers.flatMap((layer, l) =>
      layer.where.every(condition => holds(accounts, a, cells, condition)) ? [l] : [],
    );
    return {
      bases: inside.filter(l => !layers[l]!.overlay),
      overlays: inside.filter(l => layers[l]!.overlay),
    };
  });
}

const YES = /^(yes|y|true|t|1|oui|o|vrai|v|x|on)$/i;
const NO = /^(no|n|false|f|0|non|faux|off|)$/i;

function holds(
  accounts: Accounts,
  a: number,
  cells: readonly string[],
  { column, field, any }: LayerCondition,
): boolean {
  const cell = (cells[accounts.rows.header.indexOf(column)] ?? '').trim();
  const read = asRead(accounts, field);
  const text = (read ? read[a]! : cell).toLowerCase();
  const known = accounts.numbers.get(field);
  const value = known ? known[a]! : toNumber(cell);
  return any.some(test => {
    if (test === '*') return text !== '';
    const limit = toNumber(test.replace(/^[<>]=?/, ''));
    if (/^[<>]/.test(test) && !Number.isNaN(limit)) {
      if (test.startsWith('>=')) return value >= limit;
      if (test.startsWith('<=')) return value <= limit;
      return test.startsWith('>') ? value > limit : value < limit;
    }
    if (test === 'yes' || test === 'no') {
      if (field === 'strategic') return (accounts.strategic[a] === 1) === (test === 'yes');
      if (field === 'locked') return (accounts.locked[a] === 1) === (test === 'yes');
      return (test === 'yes' ? YES : NO).test(cell);
    }
    if (test.endsWith('*')) return text.startsWith(test.slice(0, -1).toLowerCase());
    if (known && !Number.isNaN(limit)) return value === limit;
    return text === test.toLowerCase();
  });
}

/** Columns whose text is not simply the cell's: codes are repaired, and `n/a` says nothing. */
function asRead(accounts: Accounts, field: string): readonly string[] | undefined {
  if (field === 'postal_code') return accounts.postalCode;
  if (field === 'segment') return accounts.segment;
  if (field === 'group_id') return accounts.groupId;
  if (field === 'city') return accounts.city;
  return field === 'rep_id' ? accounts.repId : undefined;
}

/** Spaces are between thousands; a comma is a decimal one unless there is a point. */
function toNumber(text: string): number {
  const digits = text.replace(/[\s\u00a0\u202f]+/g, '');
  if (digits === '' || /[^\d.,+-]/.test(digits)) return Number.NaN;
  return Number(digits.includes('.') ? digits.split(',').join('') : digits.replace(',', '.'));
}

/** Layers that a rep's cell names, each with the share it states (NaN when it states none). */
export function layersOfRep(rep: Rep, layers: readonly LayerRule[]): Map<number, number> {
  const mark = /\|/.test(rep.layer) ? '|' : /;/.test(rep.layer) ? ';' : ',';
  const found = new Map<number, number>();
  for (const part of rep.layer.split(mark)) {
    const [, name = '', , number, percent] = /^\s*(.*?)\s*(:\s*([\d.,]+)\s*(%?)\s*)?$/.exec(part) ?? [];
    const l = layers.findIndex(layer => layer.name === name);
    if (l < 0) continue;
    const share = number === undefined ? Number.NaN : Number(number.replace(',', '.'));
    found.set(l, percent === '%' ? share / 100 : share);
  }
  return found;
}
