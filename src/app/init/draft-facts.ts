// What the tables have besides their fields: areas, numbers, segments, a country, other files. It becomes suggestions in the
// comments of the configuration.

import { ALIAS_FIELDS } from '../../io/aliases.ts';
import { BARRIER_FIELDS } from '../../io/barriers.ts';
import { inCountry, KNOWN_COUNTRIES } from '../../io/countries.ts';
import type { FieldSpec } from '../../io/fields.ts';
import { IssueLog } from '../../io/issues.ts';
import { MANAGER_FIELDS } from '../../io/managers.ts';
import { isBlank, parseNumber } from '../../io/numbers.ts';
import { matchColumns, normalizeName } from '../../io/synonyms.ts';
import type { InitRole } from '../../report/init-words.ts';
import { cellsOf, factsOf, ID_NAME, idsOf, type Matched, shareKnown } from './columns.ts';
import type { Draft, DraftFile } from './draft.ts';
import type { Looked, Table } from './look.ts';
import type { Found } from './roles.ts';

const MOST_SEGMENTS = 8;

/** Text columns of the zones with fewer values than zones: départements, regions, anything that zones are parts of. */
export function parentColumns(table: Table, match: Matched): string[] {
  const named = ['department', 'region'].filter(field => match.columnOf.has(field));
  const others = match.unknown.filter(column => {
    const values = new Set(cellsOf(table, column).filter(cell => !isBlank(cell)));
    return values.size > 1 && values.size < table.rows.length / 2 && factsOf(table, column).numeric < 0.9;
  });
  return [...named, ...others.map(column => table.header[column] as string)].filter(name => name !== '');
}

export function numericColumns(table: Table, match: Matched): string[] {
  return match.unknown
    .filter(column => {
      const { filled, numeric, unique } = factsOf(table, column);
      // codes and line numbers are numbers too
      return (
        filled > 0.2 &&
        numeric >= 0.95 &&
        !unique &&
        !ID_NAME.test(normalizeName(table.header[column] as string))
      );
    })
    .map(column => table.header[column] as string)
    .filter(name => name !== '');
}

export function frequent(table: Table, column: number | undefined): string[] {
  if (column === undefined) return [];
  const counts = new Map<string, number>();
  for (const cell of cellsOf(table, column))
    if (!isBlank(cell)) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  // as many values as that are no segments
  if (counts.size < 2 || counts.size > 50) return [];
  return [...counts]
    .sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
    .slice(0, MOST_SEGMENTS)
    .map(([value]) => value);
}

/** The country in which nearly all points lie; France where it fits as well as any other. */
export function countryOf(
  accounts: Found['file'] | null,
  accountMatch: Matched | undefined,
  zones: Found['file'] | null,
  zoneMatch: Matched | undefined,
): Pick<Draft, 'country' | 'others'> {
  const points =
    [pointsOf(zones?.table, zoneMatch), pointsOf(accounts?.table, accountMatch)].find(
      list => list.length > 0,
    ) ?? [];
  if (points.length === 0) return { country: null, others: [] };
  const shares = KNOWN_COUNTRIES.map(code => ({
    code,
    share: points.filter(([lon, lat]) => inCountry(code, lat, lon)).length / points.length,
  })).sort((a, b) => b.share - a.share);
  const france = shares.find(({ code }) => code === 'FR')?.share ?? 0;
  const best = shares[0] as (typeof shares)[number];
  const fits = (share: number) => share >= 0.95 && share >= best.share - 0.02;
  const others = shares.filter(({ share }) => fits(share)).map(({ code }) => code);
  if (fits(france) || best.share < 0.8)
    return { country: null, others: others.filter(code => code !== 'FR') };
  return { country: best, others: others.filter(code => code !== best.code) };
}

export function pointsOf(
  table: Table | undefined,
  match: Matched | undefined,
): readonly (readonly [number, number])[] {
  if (!table || !match) return [];
  if (table.points.length > 0) return table.points;
  const [lat, lon] = ['lat', 'lon'].map(field => match.columnOf.get(field));
  if (lat === undefined || lon === undefined) return [];
  const degrees = (text: string) =>
    parseNumber(text, { decimal: text.includes(',') ? ',' : '.' }) ?? Number.NaN;
  return table.rows
    .map(cells => [degrees(cells[lon] ?? ''), degrees(cells[lat] ?? '')] as const)
    .filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
}

/** Managers, barriers and aliases: small files with columns of their own. */
export function findExtras(
  looked: readonly Looked[],
  zones: Found['file'] | null,
  zoneMatch: Matched | undefined,
): DraftFile[] {
  const ids = zones ? idsOf(zones.table, zoneMatch?.columnOf.get('id')) : new Set<string>();
  const found: DraftFile[] = [];
  const first = (
    role: InitRole,
    fields: readonly FieldSpec[],
    fits: (table: Table, at: ReadonlyMap<string, number>, path: string) => boolean,
  ) => {
    for (const { path, table } of looked) {
      if (table?.format !== 'csv' || found.some(other => other.path === path)) continue;
      const { columnOf } = matchColumns(table.header, fields, new Map(), new IssueLog(), path);
      if (!fits(table, columnOf, path)) continue;
      found.push({ role, path, table, sure: 'likely', why: [] });
      return;
    }
  };
  const zoneShare = (table: Table, column: number | undefined) =>
    ids.size === 0 ? 1 : shareKnown(table, column, ids);
  first(
    'managers',
    MANAGER_FIELDS,
    (_, at, path) =>
      at.has('id') &&
      (at.has('reports_to') || at.has('level')) &&
      /manager|chef|direct|encadr|hierarch/i.test(path),
  );
  first(
    'barriers',
    BARRIER_FIELDS,
    (table, at, path) =>
      at.has('zone_a') &&
      at.has('zone_b') &&
      table.header.length <= 4 &&
      (table.header.includes('zone_a') || /barri|fronti|ridge|obstacle|coupure/i.test(path)),
  );
  first(
    'aliases',
    ALIAS_FIELDS,
    (table, at, path) =>
      at.has('code') &&
      at.has('postal_code') &&
      table.header.length <= 4 &&
      /alias|cedex/i.test(`${path} ${table.header.join(' ')}`) &&
      zoneShare(table, at.get('postal_code')) > 0.5,
  );
  return found;
}

export function levelsOf(managers: DraftFile | undefined): string[] {
  if (!managers) return [];
  const { columnOf } = matchColumns(managers.table.header, MANAGER_FIELDS, new Map(), new IssueLog(), '');
  const column = columnOf.get('level');
  if (column === undefined) return [];
  const names = [...new Set(cellsOf(managers.table, column))].filter(name =>
    /^\p{L}[\p{L}\p{N}_-]{0,39}$/u.test(name),
  );
  // who is many is below
  const count = (name: string) => cellsOf(managers.table, column).filter(cell => cell === name).length;
  return names.sort((a, b) => count(b) - count(a)).slice(0, 4);
}
