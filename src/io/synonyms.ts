// Which column is which field. Names are compared without case, accents, punctuation, units in parentheses or a year at
// the end; the canonical name wins over its synonyms, `--map` over both.

import { ACCOUNT_FIELDS, type FieldSpec, REP_FIELDS, ZONE_FIELDS } from './fields.ts';
import { likelyHeader, type Opening } from './header-line.ts';
import { type IssueLog, quoteCell } from './issues.ts';
import { nearest } from './nearest.ts';

export { ACCOUNT_FIELDS, type FieldSpec, REP_FIELDS, ZONE_FIELDS };

export interface ColumnMatch {
  /** field name → index in the header */
  readonly columnOf: Map<string, number>;
  /** indices of columns that are no field's */
  readonly unknown: number[];
  /** fields that several columns may be: an error has said so */
  readonly contested: ReadonlySet<string>;
  readonly matchedBySynonym: { readonly field: string; readonly column: string }[];
  /** what to do where a column is missing for the header is further down; null where no line looks like one */
  readonly headerBelow: () => string | null;
}

/**
 * @param map field → column, from --map and the config; wins over names and synonyms
 * @param log gets `ambiguous-column`, `unknown-map-column`, `unknown-map-field`, `missing-column` (all errors) and one
 *   `matched-by-synonym` (info) that lists them all
 * @param own columns of a plan that wrote the file: no field's, unless the map says so
 * @param properties they are keys of objects, which no row of data can stand in for
 * @param opening lines after the header, one of which may be the header in truth
 */
export function matchColumns(
  header: readonly string[],
  fields: readonly FieldSpec[],
  map: ReadonlyMap<string, string>,
  log: IssueLog,
  file: string,
  own: ReadonlySet<number> = new Set(),
  properties = false,
  opening: Opening = [],
): ColumnMatch {
  const columnOf = new Map<string, number>();
  const matchedBySynonym: { field: string; column: string }[] = [];
  const taken = new Set<number>();
  const keys = header.map(normalizeName);
  const looseKeys = header.map(looseName);
  const error = (code: string, column: string, found: string, expected: string, remedy: string) =>
    log.add({ severity: 'error', code, file, line: null, column, found, expected, remedy });
  const take = (field: string, index: number) => {
    columnOf.set(field, index);
    taken.add(index);
  };

  const headerBelow = (): string | null => {
    const line = likelyHeader(opening, header, names => knownNames(names, fields));
    return line === null ? null : `line ${line} looks like the header: delete the lines above it`;
  };

  const specs = new Map(fields.map(spec => [spec.name, spec]));
  const mapped = new Set<string>();
  const contested = new Set<string>();
  for (const [field, column] of map) {
    if (!specs.has(field)) continue;
    mapped.add(field);
    const index = findColumn(header, keys, column);
    if (index >= 0) {
      take(field, index);
      continue;
    }
    const near = nearest(column, header);
    const remedy =
      headerBelow() ??
      (near === null
        ? `columns: ${header.map(quoteCell).join(', ')}`
        : `did you mean --map ${field}=${quoteCell(near)}?`);
    error(
      'unknown-map-column',
      column,
      `--map ${field}=${quoteCell(column)}`,
      'a column of the file',
      remedy,
    );
  }

  const open = fields.filter(spec => !mapped.has(spec.name));
  // exact names first, over all fields, so that no synonym takes a column that another field names
  for (const exact of [true, false]) {
    for (const spec of open) {
      if (columnOf.has(spec.name)) continue;
      const wanted = new Set(exact ? [spec.name] : spec.synonyms);
      const named = exact ? wanted : new Set([...wanted].map(normalizeName));
      const free = header.map((_, index) => index).filter(index => !taken.has(index) && !own.has(index));
      let found = exact
        ? free.filter(index => header[index].toLowerCase() === spec.name)
        : free.filter(index => named.has(keys[index]));
      if (exact && found.length === 0) found = free.filter(index => keys[index] === normalizeName(spec.name));
      if (!exact && found.length === 0) {
        found = free.filter(
          index => named.has(looseKeys[index]) || looseKeys[index] === normalizeName(spec.name),
        );
      }
      if (found.length === 0) continue;
      if (found.length > 1) {
        const names = found.map(index => quoteCell(header[index]));
        error(
          'ambiguous-column',
          header[found[0]],
          `${names.join(' and ')}, which may each be ${spec.name}`,
          `one column for ${spec.name}`,
          // columns of the same name cannot be told apart by it
          new Set(names).size === 1 ? 'rename one of them' : `choose with --map ${spec.name}=${names[0]}`,
        );
        // not matched to anything else, and not missing either
        for (const index of found) taken.add(index);
        mapped.add(spec.name);
        contested.add(spec.name);
        continue;
      }
      take(spec.name, found[0]);
      if (!exact) matchedBySynonym.push({ field: spec.name, column: header[found[0]] });
    }
  }

  const [first] = matchedBySynonym;
  if (first) {
    const list = matchedBySynonym.map(({ field, column }) => `${quoteCell(column)} read as ${field}`);
    log.add({
      severity: 'info',
      code: 'matched-by-synonym',
      file,
      line: null,
      column: null,
      found: `${list.length === 1 ? 'column' : 'columns'} ${list.join(', ')}`,
      expected: 'canonical names, or these synonyms',
      remedy: `nothing to do, or choose another column: --map ${first.field}="…"`,
    });
  }
  // a file that has lost its header line has a person's row in its place
  const strange = columnOf.size === 0 && !properties;
  for (const spec of fields) {
    if (!spec.required || columnOf.has(spec.name) || mapped.has(spec.name)) continue;
    const near = strange
      ? null
      : nearest(
          spec.name,
          header.filter((_, index) => !taken.has(index)),
        );
    error(
      'missing-column',
      spec.name,
      strange ? noneKnown(header) : `columns ${header.map(quoteCell).join(', ')}`,
      `a column ${spec.name}`,
      headerBelow() ??
        (near === null
          ? `name it: --map ${spec.name}="…"`
          : `did you mean --map ${spec.name}=${quoteCell(near)}?`),
    );
  }
  const unknown = header.map((_, index) => index).filter(index => !taken.has(index));
  return { columnOf, unknown, contested, matchedBySynonym, headerBelow };
}

/** How many fields these are names of. */
function knownNames(names: readonly string[], fields: readonly FieldSpec[]): number {
  const keys = new Set(names.flatMap(name => [normalizeName(name), looseName(name)]));
  return fields.filter(({ name, synonyms }) =>
    [name, ...synonyms].some(word => keys.has(normalizeName(word))),
  ).length;
}

/** Columns of a file of our own, which has no map: aliases, barriers, managers, decisions. */
export function matchOwnColumns(
  { header, opening }: { readonly header: readonly string[]; readonly opening: Opening },
  fields: readonly FieldSpec[],
  log: IssueLog,
  file: string,
): ColumnMatch {
  return matchColumns(header, fields, new Map(), log, file, new Set(), false, opening);
}

/** What is found where no column is known: names of columns are quoted, a row of data is not. */
export function noneKnown(header: readonly string[]): string {
  const columns = header.length === 1 ? '1 column' : `${header.length} columns`;
  return `${columns}, none of them known; is the header line missing?`;
}

/** `potentiel` → `potential`, `charge` → `workload`, `comptes` → `accounts`; other names as they are. */
export function canonicalMeasure(name: string): string {
  const key = normalizeName(name);
  const special = MEASURES.get(key);
  if (special !== undefined) return special;
  const spec = ACCOUNT_FIELDS.find(
    ({ name: field, synonyms }) =>
      normalizeName(field) === key || synonyms.some(word => normalizeName(word) === key),
  );
  return spec?.name ?? name;
}

const MEASURES = new Map([
  ['workload', 'workload'],
  ['charge', 'workload'],
  ['chargedetravail', 'workload'],
  ['heures', 'workload'],
  ['hours', 'workload'],
  ['accounts', 'accounts'],
  ['comptes', 'accounts'],
  ['clients', 'accounts'],
]);

/** Index of a column by its name as written, else by its normalized name when that is unique; −1 for none. */
export function findColumn(header: readonly string[], keys: readonly string[], name: string): number {
  const exact = header.indexOf(name.trim());
  if (exact >= 0) return exact;
  const key = normalizeName(name);
  const first = keys.indexOf(key);
  return key !== '' && first >= 0 && keys.indexOf(key, first + 1) < 0 ? first : -1;
}

/** Letters and digits only, lower-case, without accents: `Code postal` and `code_postal` are the same. */
export function normalizeName(name: string): string {
  return name
    .slice(0, 200)
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Also without a unit in parentheses and a year at the end: `CA 2025 (k€)` → `ca`. */
function looseName(name: string): string {
  const bare = name
    .slice(0, 200)
    .replace(/[([][^)\]]*[)\]]/g, ' ')
    .replace(/[\s_-]+(?:en|in)?\s*(?:€|k€|eur|euros?|km2|km²|min|minutes|%)\s*$/i, ' ');
  return normalizeName(bare.replace(/[\s_-]*(?:19|20)\d\d\s*$/, ' '));
}
