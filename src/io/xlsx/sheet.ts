// One worksheet as XML, row by row.

import { GUARDED_STYLE, HEADER_STYLE, type Look, OVER, styleOf, UNDER } from './styles.ts';
import { cellText, FORMULA_LIKE } from './text.ts';

export type XlsxCell = string | number | boolean | null;

/** Cells of a column in some rows that are deviations: bars whose half is full at the tolerance. */
export interface DeviationBars {
  readonly column: number;
  /** rows below the header, from 0, the second one excluded */
  readonly rows: readonly [from: number, to: number];
  readonly tolerance: number;
}

export interface Sheet {
  /** at most 31 characters, none of []:*?/\ */
  readonly name: string;
  readonly header: readonly string[];
  /** of numbers in each column; text and flags have their own */
  readonly looks: readonly Look[];
  /** of all numbers of a row, by its number below the header; that of the column where null */
  readonly rowLook?: (row: number) => Look | null;
  readonly rows: Iterable<readonly XlsxCell[]>;
  /** columns that stay in view with the header; 0 when absent */
  readonly frozen?: number;
  readonly bars?: readonly DeviationBars[];
  /** what is said at the end of a text that is cut */
  readonly cut: (characters: string) => string;
}

/** rows looked at for the widths */
const SAMPLE = 200;
const NARROWEST = 8;
const WIDEST = 48;
/** room for the arrow of the filter */
const PADDING = 3;

const POSITIVE = 'FFF2A468';
const NEGATIVE = 'FF8FBDE6';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const X14 = 'http://schemas.microsoft.com/office/spreadsheetml/2009/9/main';

/** `A`, `Z`, `AA` */
export function columnName(index: number): string {
  let name = '';
  for (let n = index + 1; n > 0; n = Math.floor((n - 1) / 26))
    name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
}

/**
 * @param rows those of this sheet; the iterator is left where the sheet is full
 * @param done told how many rows there are, once they are written
 */
export function* sheetXml(
  sheet: Omit<Sheet, 'rows'>,
  rows: Iterable<readonly XlsxCell[]>,
  active: boolean,
  done: (count: number) => void,
): Generator<string> {
  const { header, looks, frozen = 0 } = sheet;
  const names = header.map((_, c) => columnName(c));
  const styles = looks.map(styleOf);
  const numberStyle = (c: number, row: number) => {
    const own = sheet.rowLook?.(row - 2);
    return own ? styleOf(own) : styles[c];
  };
  const text = styleOf('text');
  const cell = (value: XlsxCell, c: number, row: number): string => {
    if (value === null || value === '') return '';
    const at = `<c r="${names[c]}${row}"`;
    if (typeof value === 'number')
      return Number.isFinite(value) ? `${at} s="${numberStyle(c, row)}"><v>${value}</v></c>` : '';
    if (typeof value === 'boolean') return `${at} t="b"><v>${value ? 1 : 0}</v></c>`;
    const style = row === 1 ? HEADER_STYLE : FORMULA_LIKE.test(value) ? GUARDED_STYLE : text;
    const written = cellText(value, sheet.cut);
    const space = /^\s|\s$|\n| {2}/.test(written) ? ' xml:space="preserve"' : '';
    return `${at} s="${style}" t="inlineStr"><is><t${space}>${written}</t></is></c>`;
  };
  const line = (cells: readonly XlsxCell[], row: number): string => {
    let xml = `<row r="${row}">`;
    for (let c = 0; c < names.length; c++) xml += cell(cells[c] ?? null, c, row);
    return `${xml}</row>`;
  };

  const iterator = rows[Symbol.iterator]();
  const sample: (readonly XlsxCell[])[] = [];
  let next = iterator.next();
  for (; !next.done && sample.length < SAMPLE; next = iterator.next()) {
    sample.push(next.value);
    if (sample.length === SAMPLE) break;
  }
  const pane =
    (frozen > 0 ? `xSplit="${frozen}" ` : '') +
    `ySplit="1" topLeftCell="${columnName(frozen)}2" activePane="${frozen > 0 ? 'bottomRight' : 'bottomLeft'}" state="frozen"`;
  yield `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${MAIN}">`;
  yield `<sheetViews><sheetView ${active ? 'tabSelected="1" ' : ''}workbookViewId="0"><pane ${pane}/></sheetView></sheetViews>`;
  yield '<sheetFormatPr defaultRowHeight="15"/><cols>';
  for (const [c, name] of header.entries()) {
    const longest = sample.reduce((most, row) => Math.max(most, width(row[c] ?? null)), name.length);
    const wide = Math.min(WIDEST, Math.max(NARROWEST, longest + PADDING));
    yield `<col min="${c + 1}" max="${c + 1}" width="${wide}" customWidth="1"/>`;
  }
  yield `</cols><sheetData>${line(header, 1)}`;
  let count = 0;
  for (const row of sample) yield line(row, ++count + 1);
  if (!next.done)
    for (next = iterator.next(); !next.done; next = iterator.next()) yield line(next.value, ++count + 1);
  const last = columnName(Math.max(0, header.length - 1)) + (count + 1);
  yield `</sheetData><autoFilter ref="A1:${last}"/>`;
  const bars = (sheet.bars ?? []).map(bar => ({
    ...bar,
    rows: [bar.rows[0], Math.min(bar.rows[1], count)] as const,
  }));
  yield* barsXml(bars.filter(({ rows: [from, to] }) => to > from));
  yield '<pageMargins left="0.5" right="0.5" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>';
  yield '<pageSetup orientation="landscape"/>';
  const all = `A2:${last}`;
  if (count > 0) yield `<ignoredErrors><ignoredError sqref="${all}" numberStoredAsText="1"/></ignoredErrors>`;
  yield* extensions(bars.filter(({ rows: [from, to] }) => to > from));
  yield '</worksheet>';
  done(count);
}

function width(value: XlsxCell): number {
  if (value === null) return 0;
  if (typeof value === 'number') return Math.ceil((String(Math.trunc(value)).length * 4) / 3) + 3;
  return String(value).length;
}

/** Two rules a range: what is beyond the tolerance, then the bar. The second part is what Excel 2007 knows of a bar. */
function* barsXml(bars: readonly DeviationBars[]): Generator<string> {
  for (const [b, { column, rows, tolerance }] of bars.entries()) {
    const range = rangeOf(column, rows);
    yield `<conditionalFormatting sqref="${range}">`;
    yield `<cfRule type="cellIs" dxfId="${OVER}" priority="${3 * b + 1}" operator="greaterThan"><formula>${tolerance + SLACK}</formula></cfRule>`;
    yield `<cfRule type="cellIs" dxfId="${UNDER}" priority="${3 * b + 2}" operator="lessThan"><formula>${-tolerance - SLACK}</formula></cfRule>`;
    yield `<cfRule type="dataBar" priority="${3 * b + 3}"><dataBar><cfvo type="num" val="${-tolerance}"/><cfvo type="num" val="${tolerance}"/><color rgb="${POSITIVE}"/></dataBar>`;
    yield `<extLst><ext xmlns:x14="${X14}" uri="{B025F937-C7B1-47D3-B67F-A62EFF666E3E}"><x14:id>${barId(b)}</x14:id></ext></extLst></cfRule></conditionalFormatting>`;
  }
}

/** figures are rounded to six decimals */
const SLACK = 1e-6;

function* extensions(bars: readonly DeviationBars[]): Generator<string> {
  if (bars.length === 0) return;
  yield `<extLst><ext xmlns:x14="${X14}" uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}"><x14:conditionalFormattings>`;
  for (const [b, { column, rows, tolerance }] of bars.entries()) {
    const bound = (value: number) =>
      `<x14:cfvo type="num"><xm:f xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">${value}</xm:f></x14:cfvo>`;
    yield `<x14:conditionalFormatting><x14:cfRule type="dataBar" id="${barId(b)}"><x14:dataBar minLength="0" maxLength="100" gradient="0" axisPosition="middle">`;
    yield `${bound(-tolerance)}${bound(tolerance)}<x14:negativeFillColor rgb="${NEGATIVE}"/><x14:axisColor rgb="FF5B6B7B"/></x14:dataBar></x14:cfRule>`;
    yield `<xm:sqref xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">${rangeOf(column, rows)}</xm:sqref></x14:conditionalFormatting>`;
  }
  yield '</x14:conditionalFormattings></ext></extLst>';
}

function rangeOf(column: number, [from, to]: readonly [number, number]): string {
  const name = columnName(column);
  return `${name}${from + 2}:${name}${to + 1}`;
}

/** must look like one that a machine made up */
function barId(bar: number): string {
  return `{5EC70415-0000-4000-8000-${String(bar).padStart(12, '0')}}`;
}
