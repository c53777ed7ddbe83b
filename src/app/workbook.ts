// plan.xlsx: the tables of the plan directory as sheets with typed cells, then the KPIs and what they mean. The rows are
// made anew for it, and pass by once.

import type { Row } from '../evaluate/tables.ts';
import { parseBoolean, parseNumber } from '../io/numbers.ts';
import { type DeviationBars, type Look, type Sheet, workbook, type XlsxCell } from '../io/xlsx/workbook.ts';
import type { Accounts } from '../model/records.ts';
import type { Lang } from '../report/format.ts';
import {
  definitionHeader,
  definitionRows,
  type KpiSource,
  kpiHeader,
  kpiRows,
} from '../report/workbook/kpis.ts';
import { lookOf } from '../report/workbook/looks.ts';
import { WORKBOOK_WORDS } from '../report/workbook/words.ts';

export interface WorkbookInput {
  /** each a header, then rows; accounts null when there are none */
  readonly tables: {
    readonly sectors: () => Iterable<Row>;
    readonly zones: () => Iterable<Row>;
    readonly accounts: (() => Iterable<Row>) | null;
    readonly changes: () => Iterable<Row>;
    readonly levels: (() => Iterable<Row>) | null;
  };
  /** whose columns the accounts table begins with */
  readonly accounts: Pick<Accounts, 'columns' | 'rows'> | null;
  /** one, or all layers together and then each of them */
  readonly kpis: readonly KpiSource[];
  /** layers, in the order of the rows of sectors: how many sectors, and the tolerances of their measures */
  readonly layers: readonly { readonly sectors: number; readonly measures: KpiSource['measures'] }[];
  readonly lang: Lang;
}

/** Excel has no more columns; the last one says so. */
const MOST_COLUMNS = 16_384;
/** columns of sectors that stay in view: layer, sector_id, sector_name */
const IDENTITY = 3;

export function* workbookBytes(input: WorkbookInput): Generator<Uint8Array> {
  yield* workbook(sheetsOf(input));
}

function* sheetsOf(input: WorkbookInput): Generator<Sheet> {
  const { tables, lang, kpis } = input;
  const { sheets, cut } = WORKBOOK_WORDS[lang];
  const sectors = plain(sheets.sectors, tables.sectors, cut);
  yield { ...sectors, frozen: IDENTITY, bars: barsOf(input, sectors.header) };
  yield plain(sheets.zones, tables.zones, cut);
  if (tables.accounts) yield accountSheet(sheets.accounts, tables.accounts, input);
  yield plain(sheets.changes, tables.changes, cut);
  if (tables.levels) yield plain(sheets.levels, tables.levels, cut);
  yield* kpiSheets(kpis, lang);
}

function plain(name: string, table: () => Iterable<Row>, cut: Sheet['cut']): Sheet {
  const header = headerOf(table());
  const looks = header.map(lookOf);
  return { name, header, looks, rows: body(table(), flagged(header.indexOf('moved'))), cut };
}

type Typed = (row: Row) => readonly XlsxCell[];

/** `moved` is a flag that the CSV files write as 1 and 0. */
function flagged(moved: number): Typed {
  return row => (moved < 0 ? row : row.map((cell, c) => (c === moved ? cell === 1 : cell)));
}

function* body(table: Iterable<Row>, typed: Typed): Generator<readonly XlsxCell[]> {
  let first = true;
  for (const row of table) {
    if (!first) yield typed(row);
    first = false;
  }
}

/** Columns that are read as numbers or flags are such; every other column of the input stays text: it may be an id. */
function accountSheet(name: string, table: () => Iterable<Row>, { accounts, lang }: WorkbookInput): Sheet {
  const all = headerOf(table());
  const { cut } = WORKBOOK_WORDS[lang];
  const inputs = accounts?.rows.header.length ?? 0;
  // the plan's own columns come last and stay, whatever the input has too many
  const left = Math.max(0, all.length - MOST_COLUMNS);
  const keep = (cells: readonly XlsxCell[]) =>
    left === 0 ? cells : [...cells.slice(0, inputs - left), ...cells.slice(inputs)];
  const numbers = [...(accounts?.columns?.numbers ?? [])];
  const flags = accounts?.columns?.flags ?? [];
  const moved = all.indexOf('moved', inputs);
  const typed: Typed = row => {
    const cells: XlsxCell[] = [...row];
    for (const [c, decimal] of numbers) cells[c] = numberOr(String(row[c] ?? ''), decimal);
    for (const c of flags) cells[c] = parseBoolean(String(row[c] ?? '')) ?? cells[c] ?? null;
    cells[moved] = row[moved] === 1;
    return keep(cells);
  };
  const looks = all.map((column, c): Look => {
    if (c >= inputs || !numbers.some(([of]) => of === c)) return lookOf(column);
    const known = lookOf(column);
    return known === 'amount' ? 'general' : known;
  });
  const header = keep(all) as string[];
  return { name, header, looks: left === 0 ? looks : header.map(lookOf), rows: body(table(), typed), cut };
}

/** The number that is written there; text that is none stays text. */
function numberOr(text: string, decimal: '.' | ','): XlsxCell {
  return parseNumber(text, { decimal }) ?? text;
}

function headerOf(table: Iterable<Row>): string[] {
  for (const row of table) return row.map(String);
  return [];
}

/** A range for each layer and measure: tolerances may differ. */
function barsOf({ layers }: WorkbookInput, header: readonly string[]): DeviationBars[] {
  let from = 0;
  return layers.flatMap(({ sectors, measures }) => {
    const rows = [from, from + sectors] as const;
    from += sectors;
    return measures.flatMap(({ name, tolerance }) => {
      const names = [`${name}_measure_deviation`, `${name}_deviation`];
      const column = names.map(of => header.indexOf(of)).find(c => c >= 0);
      return column === undefined ? [] : [{ column, rows, tolerance }];
    });
  });
}

function* kpiSheets(sources: readonly KpiSource[], lang: Lang): Generator<Sheet> {
  const { sheets, cut } = WORKBOOK_WORDS[lang];
  const rows = [...kpiRows(sources, lang)];
  yield {
    name: sheets.kpis,
    header: kpiHeader(lang),
    looks: kpiHeader(lang).map(() => 'amount' as const),
    rows: rows.map(({ cells }) => cells),
    rowLook: row => (rows[row]?.share ? 'share' : null),
    frozen: 2,
    cut,
  };
  const header = definitionHeader(lang);
  yield {
    name: sheets.definitions,
    header,
    looks: header.map(() => 'general'),
    rows: definitionRows(sources, lang),
    cut,
  };
}
