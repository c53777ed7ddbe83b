// Layers as asked for → rules over the columns that the accounts file has. A column may be named as the file names it, or
// by its canonical name.

import { type IssueLog, IssueLog as Log, quoteCell } from '../../io/issues.ts';
import { nearest } from '../../io/nearest.ts';
import { ACCOUNT_FIELDS, findColumn, matchColumns, normalizeName } from '../../io/synonyms.ts';
import { comparisonOf, type LayerCondition } from '../../model/layer-conditions.ts';
import { type LayerRule, type LayerSetting, type Membership, membershipOf } from '../../model/layers.ts';
import type { Accounts } from '../../model/records.ts';

/** the file that findings about layers are found in, when the configuration is not at hand */
const CONFIG = 'layers';
const NAMED = 5;

/**
 * @param map field → column of the accounts, from --map and the configuration
 * @param file the configuration as the user named it
 */
export function layerRules(
  settings: readonly LayerSetting[],
  accounts: Accounts,
  map: ReadonlyMap<string, string>,
  log: IssueLog,
  file: string = CONFIG,
): LayerRule[] {
  const { header } = accounts.rows;
  const keys = header.map(normalizeName);
  // its findings were made when the file was read
  const { columnOf } = matchColumns(header, ACCOUNT_FIELDS, map, new Log(), accounts.file);
  const fieldAt = new Map([...columnOf].map(([field, index]) => [index, field] as const));
  const resolve = (name: string): { column: string; field: string } | null => {
    const computed = name === 'potential' ? accounts.formula?.column : undefined;
    if (computed !== undefined) return { column: computed, field: 'potential' };
    const index = columnOf.get(name) ?? findColumn(header, keys, name);
    return index < 0 ? null : { column: header[index] as string, field: fieldAt.get(index) ?? '' };
  };

  return settings.map(layer => {
    const where: LayerCondition[] = [];
    for (const [name, any] of layer.where) {
      const at = { severity: 'error', file, line: layer.line, column: `where.${name}` } as const;
      const found = resolve(name);
      if (!found) {
        const near = nearest(name, [...header, ...columnOf.keys()]);
        log.add({
          ...at,
          code: 'unknown-column',
          found: `layer ${layer.name} asks for column ${quoteCell(name)}, which the accounts do not have`,
          expected: 'a column of the accounts, or the canonical name of one',
          remedy: near === null ? `columns: ${header.map(quoteCell).join(', ')}` : `did you mean ${near}?`,
        });
        continue;
      }
      for (const test of any) {
        if (!/^[<>]/.test(test) || comparisonOf(test)) continue;
        log.add({
          ...at,
          code: 'bad-setting',
          found: `${quoteCell(test)} in layer ${layer.name}`,
          expected: 'a number after >=, <=, > or <',
          remedy: 'write it like >=50000',
        });
      }
      where.push({ ...found, any });
    }
    const { name, overlay, revenueShare, visitsShare } = layer;
    return { name, overlay, where, revenueShare, visitsShare };
  });
}

/** Who is in which layer; accounts in none, or shared by more than the whole, are errors. */
export function shareOut(
  accounts: Accounts,
  layers: readonly LayerRule[],
  log: IssueLog,
  file: string = CONFIG,
): Membership {
  const who = membershipOf(accounts, layers);
  const some = (all: readonly number[]) => {
    const ids = all.slice(0, NAMED).map(a => `${accounts.id[a]} (line ${accounts.line[a]})`);
    return `${ids.join(', ')}${all.length > NAMED ? ', …' : ''}`;
  };
  const error = (code: string, found: string, expected: string, remedy: string) =>
    log.add({ severity: 'error', code, file, line: null, column: 'layers', found, expected, remedy });

  const homeless = [...who.base.keys()].filter(a => who.base[a] === -1);
  if (homeless.length > 0) {
    error(
      'account-without-layer',
      `${homeless.length} of ${accounts.count} accounts in no layer: ${some(homeless)}`,
      'every account in one layer that is no overlay',
      'widen the conditions, or add a last layer without where, which takes the rest',
    );
  }
  for (const share of ['revenueShare', 'visitsShare'] as const) {
    const over = [...who.base.keys()].filter(a => {
      const taken = layers.reduce((sum, layer, l) => sum + (who.overlay[l]?.[a] ? layer[share] : 0), 0);
      return taken > 1 + 1e-9;
    });
    if (over.length === 0) continue;
    const key = share === 'revenueShare' ? 'revenue_share' : 'visits_share';
    error(
      'shared-too-often',
      `${over.length} accounts whose overlays take more than all of it together: ${some(over)}`,
      `a sum of ${key} of at most 100% for every account`,
      `lower ${key}, or keep the overlays apart by where`,
    );
  }
  layers.forEach((layer, l) => {
    const inside = who.overlay[l];
    if (inside ? inside.some(is => is === 1) : who.base.includes(l)) return;
    error(
      'empty-layer',
      `layer ${layer.name} without accounts`,
      'at least one account in each layer',
      inside
        ? 'check its where'
        : 'check its where, and whether an earlier layer takes its accounts: the first that fits does',
    );
  });
  return who;
}
