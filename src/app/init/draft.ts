// Tables in their roles → what the configuration will say, and why. What the files do not decide is asked, if there is
// somebody to ask; else the best guess is taken, and marked as one. Where there is no defensible guess nothing is written.

import { InputError, quoteCell } from '../../io/issues.ts';
import { normalizeName } from '../../io/synonyms.ts';
import type { InitRole } from '../../report/init-words.ts';
import { optionIssue } from '../option-issue.ts';
import { formatPercent, idsOf, type Matched, matchAs, ROLES, type Role, shareKnown } from './columns.ts';
import { type DraftOptions, type MapEntry, settleColumns } from './draft-columns.ts';
import { countryOf, findExtras, frequent, levelsOf, numericColumns, parentColumns } from './draft-facts.ts';
import { type Looked, lookWhole, type Table } from './look.ts';
import { assignRoles, type Found, type Roles, type Sure } from './roles.ts';

export interface DraftFile {
  readonly role: InitRole;
  readonly path: string;
  readonly table: Table;
  readonly sure: Sure;
  readonly why: readonly string[];
}

export interface Draft {
  readonly files: readonly DraftFile[];
  readonly map: readonly MapEntry[];
  /** null: France, as usual */
  readonly country: { readonly code: string; readonly share: number } | null;
  /** countries that the points would fit as well */
  readonly others: readonly string[];
  /** in order; [] when there is nothing to balance */
  readonly measures: readonly string[];
  /** numeric columns of the accounts, or else the zones, that are no field's */
  readonly numbers: readonly string[];
  readonly hasPotential: boolean;
  readonly hasVisits: boolean;
  readonly hasRevenue: boolean;
  readonly hasIncumbent: boolean;
  /** the most frequent first */
  readonly segments: readonly string[];
  /** columns of areas that the zones have */
  readonly parents: readonly string[];
  /** of managers, in the order of the file */
  readonly levels: readonly string[];
}

/** a map is known by all of its ids; more maps than that are not one's own */
const MOST_MAPS = 4;

/** @throws InputError when nothing was found, or there is no defensible guess */
export async function makeDraft(beginnings: readonly Looked[], options: DraftOptions): Promise<Draft> {
  const { words, ask } = options;
  const maps = beginnings
    .filter(({ table }) => table !== null && table.polygons > 0 && !table.whole)
    .slice(0, MOST_MAPS);
  const looked = await Promise.all(beginnings.map(file => (maps.includes(file) ? lookWhole(file) : file)));
  const guessed = assignRoles(looked);
  const chosen = await settleRoles(guessed, looked, options);
  if (ROLES.every(role => chosen[role] === null))
    throw new InputError([
      optionIssue('sectorize init', words.nothing, 'accounts, reps and zones', words.nothingRemedy),
    ]);

  const zones = chosen.zones && ((await lookWhole(chosen.zones.file)) as Found['file']);
  const map: MapEntry[] = [];
  const matched: Partial<Record<Role, Matched>> = {};
  // zones first: the others are known by the zones they name
  for (const role of ['zones', 'reps', 'accounts'] as const) {
    const file = role === 'zones' ? zones : chosen[role]?.file;
    if (!file) continue;
    const zoneIds =
      zones && role !== 'zones' ? idsOf(zones.table, matched.zones?.columnOf.get('id')) : new Set<string>();
    const own = await settleColumns(role, file, zoneIds, options);
    map.push(...own);
    matched[role] = matchAs(
      role,
      file.table,
      new Map(own.map(({ key, column }) => [key.replace(/^.*\./, ''), column])),
    );
  }
  const tables = { accounts: chosen.accounts?.file ?? null, reps: chosen.reps?.file ?? null, zones };
  const files = ROLES.flatMap((role): DraftFile[] => {
    const [file, found, match] = [tables[role], chosen[role], matched[role]];
    if (!file || !found || !match) return [];
    const why = [...reasons(role, file, match, tables, matched, options)];
    if (found.rivals.length > 0)
      why.push(ask ? words.chosen : `${words.rivals(found.rivals.map(path => quoteCell(path)).join(', '))}`);
    return [
      {
        role,
        path: file.path,
        table: file.table,
        sure: ask && found.rivals.length > 0 ? 'sure' : found.sure,
        why,
      },
    ];
  });
  const taken = new Set(files.map(({ path }) => path));
  const extras = findExtras(
    looked.filter(({ path }) => !taken.has(path)),
    zones,
    matched.zones,
  );

  const { accounts } = matched;
  const accountTable = tables.accounts?.table ?? null;
  const has = (field: string) => accounts?.columnOf.has(field) === true;
  const zoneNumbers = zones && matched.zones ? numericColumns(zones.table, matched.zones) : [];
  const measures = accountTable
    ? [...(has('potential') ? ['potential'] : []), 'workload']
    : [
        zoneNumbers.find(name => /potent/i.test(name)) ??
          zoneNumbers.find(name => /^pop/i.test(name)) ??
          zoneNumbers[0],
      ];
  return {
    files: [...files, ...extras],
    map,
    ...countryOf(tables.accounts, accounts, zones, matched.zones),
    measures: measures.filter(name => name !== undefined),
    numbers: accountTable && accounts ? numericColumns(accountTable, accounts) : zoneNumbers,
    hasPotential: has('potential'),
    hasVisits: has('visits_per_year'),
    hasRevenue: has('revenue'),
    hasIncumbent: has('rep_id'),
    segments: accountTable ? frequent(accountTable, accounts?.columnOf.get('segment')) : [],
    parents: zones && matched.zones ? parentColumns(zones.table, matched.zones) : [],
    levels: levelsOf(extras.find(({ role }) => role === 'managers')),
  };
}

async function settleRoles(
  roles: Roles,
  looked: readonly Looked[],
  { words, ask }: DraftOptions,
): Promise<Roles> {
  if (!ask) return roles;
  const settled: { -readonly [R in Role]: Found | null } = { ...roles };
  for (const role of ROLES) {
    const found = roles[role];
    if (!found || found.rivals.length === 0) continue;
    const paths = [found.file.path, ...found.rivals];
    const answer = await ask(
      words.whichFile(words.roles[role]),
      [...paths.map(path => quoteCell(path)), words.none],
      0,
    );
    const file = looked.find(({ path }) => path === paths[answer]);
    settled[role] = file?.table ? { ...found, file: file as Found['file'] } : null;
  }
  return settled;
}

function* reasons(
  role: Role,
  { path, table }: Looked & { table: Table },
  match: Matched,
  tables: Readonly<Record<Role, Found['file'] | null>>,
  matched: Partial<Record<Role, Matched>>,
  { words, lang }: DraftOptions,
): Generator<string> {
  const named = table.header.filter(column => column !== '').length;
  const read = [...match.columnOf].filter(
    ([field, column]) => normalizeName(table.header[column] as string) !== normalizeName(field),
  );
  const as = read.map(([field, column]) => words.readAs(quoteCell(table.header[column] as string), field));
  const shown = as.slice(0, 8).join(', ') + (as.length > 8 ? ', …' : '');
  yield `${words.recognized(match.columnOf.size, named)}${as.length > 0 ? `${words.colon}${shown}` : ''}`;
  if (role === 'zones') {
    if (table.polygons > table.rows.length / 2) yield words.polygons;
    else if (!match.columnOf.has('neighbors')) yield words.pointsOnly;
    return;
  }
  const share = (field: string, of: Role) => {
    const other = tables[of];
    if (!other || other.path === path || !match.columnOf.has(field)) return null;
    const ids = idsOf(other.table, matched[of]?.columnOf.get('id'));
    const known = formatPercent(shareKnown(table, match.columnOf.get(field), ids), lang);
    return words.known(known, field, quoteCell(other.path), of === 'zones');
  };
  const known = [share('postal_code', 'zones'), role === 'accounts' ? share('rep_id', 'reps') : null];
  for (const one of known) if (one !== null) yield one;
}
