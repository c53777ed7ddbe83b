// CSV in. Reading streams: a million rows pass in blocks of some hundred kilobytes. csv-parse is imported only here; it
// sees the records that contain quotes, the others need no parser. CSV out is in csv-write.

import { parse } from 'csv-parse/sync';
import type { Issue } from '../model/records.ts';
import { detectDialect, separatorLine } from './csv-dialect.ts';
import { faultIssue, MOST_COLUMNS, raggedIssue, reportHeader, tooManyColumns } from './csv-issues.ts';
import { createSplitter, type RawRecord } from './csv-records.ts';
import { decodeStream, type EncodingName } from './encoding.ts';
import { type Opening, openingLines } from './header-line.ts';
import { InputError, type IssueLog } from './issues.ts';
import type { Source } from './source.ts';

export {
  beginning,
  type CsvProfile,
  csvLines,
  inChunks,
  neutralize,
  PROFILE_NAMES,
  PROFILES,
  type ProfileName,
  withMark,
  writeCsv,
} from './csv-write.ts';

export interface CsvRow {
  /** physical line on which the row begins, 1-based */
  readonly line: number;
  readonly cells: string[];
}

export interface CsvRows {
  /** names as written, spaces around them taken off */
  readonly header: string[];
  readonly headerLine: number;
  readonly delimiter: string;
  /** lines after the header that may be the header in truth */
  readonly opening: Opening;
  /** what has been seen so far; final when the rows have been read */
  readonly encoding: EncodingName;
  /** rows with as many cells as the header; blank lines skipped. Read either rows or batches, once. */
  readonly rows: AsyncIterable<CsvRow>;
  /** the same rows, a block at a time: quicker for large files */
  readonly batches: AsyncIterable<CsvRow[]>;
  /** rows given out, and rows that could not be */
  stats(): { readonly rows: number; readonly rejected: number };
}

export interface CsvOptions {
  /**
   * Told of every row that cannot be used, with its finding (already in the log, as a warning).
   * Without it such rows are errors.
   */
  readonly onReject?: (row: CsvRow, issue: Issue) => void;
  /** a matrix has a column for each place; tables have at most 20 000 */
  readonly mostColumns?: number;
}

const HEAD_CHARACTERS = 1 << 16;

/**
 * Opens a CSV text: encoding, delimiter and header are known on return, rows follow as they are asked for.
 * @throws InputError when there is no header
 */
export async function readCsvRows(source: Source, log: IssueLog, options: CsvOptions = {}): Promise<CsvRows> {
  const file = source.file;
  const decoded = decodeStream(source.stream(), file, log);
  const blocks = decoded.text()[Symbol.asyncIterator]();

  let head = '';
  let whole = false;
  while (head.length < HEAD_CHARACTERS && !whole) {
    const next = await blocks.next();
    if (next.done) whole = true;
    else head += next.value;
  }

  let firstLine = 1;
  let { delimiter, newline } = detectDialect(head, whole);
  const lineEnd = head.indexOf(newline);
  const forced = separatorLine(lineEnd < 0 ? head : head.slice(0, lineEnd));
  if (forced !== null) {
    delimiter = forced;
    head = lineEnd < 0 ? '' : head.slice(lineEnd + 1);
    firstLine = 2;
  }

  const opening = openingLines(head, newline, firstLine);
  const splitter = createSplitter(delimiter, newline, firstLine);
  const parseBlock = createBlockParser(delimiter);
  const records = (async function* (): AsyncGenerator<RawRecord[], void, void> {
    yield* splitter.push(head, whole);
    head = '';
    while (!whole) {
      const next = await blocks.next();
      whole = next.done === true;
      yield* splitter.push(next.done ? '' : next.value, whole);
    }
  })();

  // the header is the first line that is not blank
  let headerRecord: RawRecord | undefined;
  let ready: RawRecord[] = [];
  while (headerRecord === undefined) {
    const next = await records.next();
    if (next.done) break;
    const index = next.value.findIndex(record => record.text.trim() !== '');
    if (index < 0) continue;
    headerRecord = next.value[index];
    ready = next.value.slice(index + 1);
  }
  if (headerRecord === undefined) {
    throw new InputError([
      {
        severity: 'error',
        code: 'no-header',
        file,
        line: firstLine,
        column: null,
        found: 'no line with text',
        expected: 'a header line with column names',
        remedy: 'put the column names in the first line',
      },
    ]);
  }
  const header = parseBlock([headerRecord])[0]?.map(cell => cell.trim()) ?? null;
  if (header === null || headerRecord.text.includes('\0')) {
    throw new InputError([
      faultIssue(file, headerRecord, 'error', header === null ? headerRecord.fault : 'nul-byte'),
    ]);
  }
  const most = options.mostColumns ?? MOST_COLUMNS;
  if (header.length > most) throw tooManyColumns(file, headerRecord.line, header.length, most);
  reportHeader(header, file, headerRecord.line, log);

  let rows = 0;
  let rejected = 0;
  let blank = 0;
  let trimmed = 0;
  let firstTrimmed = 0;
  const width = header.length;
  const severity = options.onReject === undefined ? 'error' : 'warning';
  const reject = (line: number, cells: string[], issue: Issue) => {
    rejected++;
    log.add(issue);
    options.onReject?.({ line, cells }, issue);
  };

  const accept = (records: RawRecord[]): CsvRow[] => {
    const parsed = parseBlock(records);
    const batch: CsvRow[] = [];
    for (let i = 0; i < records.length; i++) {
      const record = records[i];
      let cells = parsed[i];
      const { line, text } = record;
      if (text === '' || (text.length < 1000 && text.trim() === '')) continue;
      if (cells === null) {
        reject(line, text.split(delimiter), faultIssue(file, record, severity, record.fault));
        continue;
      }
      if (text.includes('\0')) {
        reject(line, cells, faultIssue(file, record, severity, 'nul-byte'));
        continue;
      }
      if (cells.length !== width) {
        if (cells.every(cell => cell === '')) {
          blank++;
          continue;
        }
        if (cells.length > width && cells.slice(width).every(cell => cell.trim() === '')) {
          if (trimmed++ === 0) firstTrimmed = line;
          cells = cells.slice(0, width);
        } else {
          reject(line, cells, raggedIssue(file, line, cells, header, delimiter, severity));
          continue;
        }
      } else if (cells[0] === '' && cells.every(cell => cell === '')) {
        blank++;
        continue;
      }
      batch.push({ line, cells });
    }
    rows += batch.length;
    return batch;
  };

  async function* batches(): AsyncGenerator<CsvRow[]> {
    const first = accept(ready);
    ready = [];
    if (first.length > 0) yield first;
    for await (const some of records) {
      const batch = accept(some);
      if (batch.length > 0) yield batch;
    }
    const note = (code: string, line: number | null, found: string) =>
      log.add({ severity: 'info', code, file, line, column: null, found, expected: '', remedy: '' });
    if (trimmed > 0)
      note(
        'trailing-delimiters',
        firstTrimmed,
        `${trimmed} ${trimmed === 1 ? 'row' : 'rows'} with empty cells beyond the header, taken off`,
      );
    if (blank > 0)
      note('blank-rows', null, `${blank} ${blank === 1 ? 'row' : 'rows'} without any text, skipped`);
  }
  const once = batches();
  async function* single(): AsyncGenerator<CsvRow> {
    for await (const batch of once) yield* batch;
  }

  return {
    header,
    headerLine: headerRecord.line,
    delimiter,
    opening: opening.filter(({ line }) => line > headerRecord.line),
    get encoding() {
      return decoded.encoding();
    },
    rows: single(),
    batches: once,
    stats: () => ({ rows, rejected }),
  };
}

/** Cells of each record of a block; null where the quotes make no sense. Quoted records are parsed together. */
function createBlockParser(delimiter: string): (records: readonly RawRecord[]) => (string[] | null)[] {
  const run = (text: string) =>
    parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_quotes: true,
      relax_column_count: true,
    }) as string[][];
  const runOne = (text: string): string[] | null => {
    try {
      const found = run(text);
      return found.length === 1 ? found[0] : null;
    } catch {
      return null;
    }
  };
  return records => {
    const quoted = records.filter(record => record.cells === null && record.fault === null);
    if (quoted.length === 0) return records.map(record => record.cells);
    let parsed: (string[] | null)[];
    try {
      parsed = run(quoted.map(record => record.text).join('\n'));
    } catch {
      parsed = [];
    }
    // should the parser see other records than the splitter did, each is taken by itself
    if (parsed.length !== quoted.length) parsed = quoted.map(record => runOne(record.text));
    let next = 0;
    return records.map(record =>
      record.cells === null && record.fault === null ? parsed[next++] : record.cells,
    );
  };
}
