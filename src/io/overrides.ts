// The override file: what somebody decided by hand, and why. CSV with a zone or an account, the rep it goes to, who said
// so, why and when. A row that cannot be followed is an error: a decision must not get lost.
//
//   zone_id,account_id,rep_id,author,reason,date
//   22300,,R04,M. Le Goff,colleague of the mayor,2027-06-14
//   ,C00812,R07,J. Martin,asked for by the customer,2027-06-15

import type { Override, Overrides } from '../model/overrides.ts';
import { readCsvRows } from './csv.ts';
import { parseDayOrMonth } from './days.ts';
import type { FieldSpec } from './fields.ts';
import { repairPostalCode } from './french.ts';
import { type IssueLog, quoteCell } from './issues.ts';
import { nearest } from './nearest.ts';
import { isBlank } from './numbers.ts';
import type { Source } from './source.ts';
import { watchSpreadsheetErrors } from './spreadsheet-errors.ts';
import { matchOwnColumns } from './synonyms.ts';

const OVERRIDE_FIELDS: readonly FieldSpec[] = [
  { name: 'zone_id', synonyms: ['zone', 'postal_code', 'code postal', 'cp', 'id zone', 'code zone'] },
  {
    name: 'account_id',
    synonyms: ['account', 'compte', 'id compte', 'client', 'id client', 'code client', 'account number'],
  },
  {
    name: 'rep_id',
    required: true,
    synonyms: ['rep', 'commercial', 'id commercial', 'to', 'to_rep_id', 'vers', 'nouveau commercial'],
  },
  { name: 'author', synonyms: ['auteur', 'decide par', 'demande par', 'par', 'who', 'decided by', 'by'] },
  { name: 'reason', synonyms: ['raison', 'motif', 'pourquoi', 'why', 'commentaire', 'comment'] },
  { name: 'date', synonyms: ['le', 'date de decision', 'decided on', 'on', 'day'] },
];

/** what the rows may name; null: there is no such input, or it could not be read */
export interface KnownIds {
  readonly zones: readonly string[] | null;
  readonly accounts: ReadonlySet<string> | null;
  readonly reps: readonly string[] | null;
  readonly country: string;
}

/**
 * Reads overrides from CSV; every row is one decision. All findings go to the log.
 * @throws InputError when the file cannot be read at all
 */
export async function readOverrides(source: Source, log: IssueLog, known: KnownIds): Promise<Overrides> {
  const { file } = source;
  const csv = await readCsvRows(source, log);
  const { columnOf } = matchOwnColumns(csv, OVERRIDE_FIELDS, log, file);
  const list: Override[] = [];
  const zones = new Set(known.zones);
  const reps = new Set(known.reps);
  const first = new Map<string, Override>();
  let rows = 0;
  let repeated = 0;
  const tellErrors = watchSpreadsheetErrors(
    { file, header: csv.header, feature: false },
    columnOf.values(),
    log,
  );
  for await (const { line, cells } of csv.rows) {
    tellErrors(line, cells);
    rows++;
    const text = (field: string): string => {
      const cell = cells[columnOf.get(field) ?? -1]?.trim() ?? '';
      return isBlank(cell) ? '' : cell;
    };
    let whole = true;
    const tell = (
      severity: 'error' | 'warning',
      field: string,
      code: string,
      found: string,
      expected: string,
      remedy: string,
    ) => {
      if (severity === 'error') whole = false;
      const column = csv.header[columnOf.get(field) ?? -1] ?? field;
      log.add({ severity, code, file, line, column, found, expected, remedy });
    };
    const near = (id: string, ids: Iterable<string>) => {
      const close = nearest(id, ids);
      return close === null ? 'mend the row, or take it out' : `did you mean ${close}?`;
    };

    const written = text('zone_id');
    const repaired = zones.has(written) ? written : repairPostalCode(written, known.country).code;
    const zone = written === '' || !zones.has(repaired) ? written : repaired;
    const account = text('account_id');
    const rep = text('rep_id');
    if ((zone === '') === (account === '')) {
      const found = zone === '' ? 'neither a zone nor an account' : 'a zone and an account';
      tell(
        'error',
        'zone_id',
        'bad-override',
        found,
        'one of them',
        'fill in one of them; a row is one decision',
      );
    }
    if (zone !== '' && known.zones && !zones.has(zone))
      tell('error', 'zone_id', 'unknown-zone', quoteCell(zone), 'a zone', near(zone, known.zones));
    if (account !== '' && known.accounts && !known.accounts.has(account))
      tell(
        'error',
        'account_id',
        'unknown-account',
        quoteCell(account),
        'an account',
        near(account, known.accounts),
      );
    if (rep === '') {
      if (columnOf.has('rep_id'))
        tell(
          'error',
          'rep_id',
          'unknown-rep',
          'no rep',
          'the rep it goes to',
          'fill it in, or take the row out',
        );
    } else if (known.reps && !reps.has(rep))
      tell('error', 'rep_id', 'unknown-rep', quoteCell(rep), 'a rep of the reps file', near(rep, known.reps));

    const missing = (['author', 'reason', 'date'] as const).filter(field => text(field) === '');
    if (missing.length > 0) {
      const remedy = 'fill in what is missing: in half a year nobody will know';
      tell(
        'warning',
        missing[0] as string,
        'override-unexplained',
        `no ${missing.join(', no ')}`,
        'who decided it, why and when',
        remedy,
      );
    }
    const day = text('date') === '' ? '' : parseDayOrMonth(text('date'), known.country);
    if (day === null)
      tell(
        'warning',
        'date',
        'not-a-date',
        quoteCell(text('date')),
        'a day such as 2027-06-14',
        'mend the cell; it is quoted as it is',
      );
    const entry: Override = {
      line,
      zone,
      account,
      rep,
      author: text('author'),
      reason: text('reason'),
      date: day ?? text('date'),
    };
    const key = zone === '' ? `account ${account}` : `zone ${zone}`;
    const before = first.get(key);
    if (whole && before?.rep === rep) {
      const found = `${key}, which line ${before.line} gives to ${rep} already`;
      tell(
        'warning',
        'rep_id',
        'override-twice',
        found,
        'one row for each decision',
        'take one of the rows out',
      );
      repeated++;
      continue;
    }
    // layers have reps of their own: the same zone may go to one in each
    if (!whole) continue;
    list.push(entry);
    if (!before) first.set(key, entry);
  }
  return { file, rowsRead: rows + csv.stats().rejected, repeated, list };
}
