// Sheets → the bytes of an .xlsx file, as they are asked for. The rows of a sheet pass by once and are not kept: texts are
// in their cells (inline strings), not in a table of all texts.

import { type ZipEntry, zip } from '../zip.ts';
import { columnName, type Sheet, sheetXml, type XlsxCell } from './sheet.ts';
import { stylesXml } from './styles.ts';
import { escapeXml } from './text.ts';

export type { DeviationBars, Sheet, XlsxCell } from './sheet.ts';
export type { Look } from './styles.ts';

/** with the header, by Excel's specification */
const MOST_ROWS = 1_048_576;
/** characters of one sheet's XML: ZIP ends at four times as many bytes, and so does patience */
const MOST_XML = 1 << 30;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Rows beyond what a sheet can hold go to further ones, `Accounts (2)`. */
export function workbook(sheets: Iterable<Sheet>, mostRows = MOST_ROWS): Generator<Uint8Array> {
  return zip(parts(sheets, mostRows));
}

interface Written {
  readonly name: string;
  readonly range: string;
}

function* parts(sheets: Iterable<Sheet>, mostRows: number): Generator<ZipEntry> {
  const written: Written[] = [];
  for (const sheet of sheets) {
    const source = sheet.rows[Symbol.iterator]();
    let waiting = source.next();
    for (let part = 1; part === 1 || !waiting.done; part++) {
      let length = 0;
      let rows = 1;
      function* some(): Generator<readonly XlsxCell[]> {
        while (!waiting.done && rows < mostRows && length < MOST_XML) {
          rows++;
          yield waiting.value;
          waiting = source.next();
        }
      }
      function* measured(content: Iterable<string>): Generator<string> {
        for (const text of content) {
          length += text.length;
          yield text;
        }
      }
      const name = part === 1 ? sheet.name : `${sheet.name} (${part})`;
      const done = (count: number) => {
        const last = columnName(Math.max(0, sheet.header.length - 1));
        written.push({ name, range: `$A$1:$${last}$${count + 1}` });
      };
      const path = `xl/worksheets/sheet${written.length + 1}.xml`;
      yield { path, content: measured(sheetXml(sheet, some(), written.length === 0, done)) };
    }
  }
  yield { path: 'xl/workbook.xml', content: [workbookXml(written)] };
  yield { path: 'xl/_rels/workbook.xml.rels', content: [workbookRels(written.length)] };
  yield { path: 'xl/styles.xml', content: [stylesXml()] };
  yield { path: '_rels/.rels', content: [relationships([['officeDocument', 'xl/workbook.xml']])] };
  yield { path: '[Content_Types].xml', content: [contentTypes(written.length)] };
}

function workbookXml(written: readonly Written[]): string {
  const sheets = written.map(
    ({ name }, s) => `<sheet name="${escapeXml(name)}" sheetId="${s + 1}" r:id="rId${s + 1}"/>`,
  );
  const filters = written.map(
    ({ name, range }, s) =>
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${s}" hidden="1">'${escapeXml(name)}'!${range}</definedName>`,
  );
  return `${HEAD}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${OFFICE}"><bookViews><workbookView/></bookViews><sheets>${sheets.join('')}</sheets><definedNames>${filters.join('')}</definedNames></workbook>`;
}

function workbookRels(sheets: number): string {
  const list = Array.from(
    { length: sheets },
    (_, s) => ['worksheet', `worksheets/sheet${s + 1}.xml`] as const,
  );
  return relationships([...list, ['styles', 'styles.xml']]);
}

function relationships(list: readonly (readonly [type: string, target: string])[]): string {
  const entries = list.map(
    ([type, target], r) => `<Relationship Id="rId${r + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${entries.join('')}</Relationships>`;
}

function contentTypes(sheets: number): string {
  const part = (path: string, type: string) =>
    `<Override PartName="/${path}" ContentType="${SPREADSHEET}.${type}+xml"/>`;
  const list = Array.from({ length: sheets }, (_, s) => part(`xl/worksheets/sheet${s + 1}.xml`, 'worksheet'));
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${part('xl/workbook.xml', 'sheet.main')}${part('xl/styles.xml', 'styles')}${list.join('')}</Types>`;
}
