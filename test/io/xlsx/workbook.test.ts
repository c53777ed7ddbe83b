import { unzipSync } from 'fflate';
import { DOMParser } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { type Sheet, workbook } from '../../../src/io/xlsx/workbook.ts';

const LOOKS = ['general', 'deviation', 'general'] as const;
const cut = (characters: string) => ` [cut: ${characters}]`;

function sheet(rows: Sheet['rows'], more: Partial<Sheet> = {}): Sheet {
  return { name: 'Data', header: ['text', 'number', 'flag'], looks: LOOKS, rows, cut, ...more };
}

function bytes(sheets: readonly Sheet[], mostRows?: number): Uint8Array {
  return Buffer.concat([...workbook(sheets, mostRows)]);
}

function parts(archive: Uint8Array): Map<string, string> {
  return new Map(
    Object.entries(unzipSync(archive)).map(([path, part]) => [path, Buffer.from(part).toString()]),
  );
}

/** The cells of a worksheet as an XML parser reads them. */
function cells(xml: string): Map<string, { type: string | null; text: string }> {
  const document = new DOMParser().parseFromString(xml, 'text/xml');
  return new Map(
    [...document.querySelectorAll('c')].map(cell => [
      cell.getAttribute('r') as string,
      { type: cell.getAttribute('t'), text: cell.textContent as string },
    ]),
  );
}

describe('a workbook', () => {
  it('has typed cells, and none is a formula', () => {
    const hostile = [
      '=1+1',
      '+cmd|x',
      '@SUM(A1)',
      '<b>&"',
      '\u0000a\u0007\ud800',
      '_x0041_',
      '01000',
      '\r\nb\r',
    ];
    const xml = parts(bytes([sheet(hostile.map(text => [text, -0.5, true]))])).get(
      'xl/worksheets/sheet1.xml',
    ) as string;
    expect(xml).not.toMatch(/<f[ >]/);
    const found = cells(xml);
    const texts = hostile.map((_, r) => found.get(`A${r + 2}`));
    expect(texts.map(cell => cell?.type)).toEqual(hostile.map(() => 'inlineStr'));
    expect(texts.map(cell => cell?.text)).toEqual([
      ...['=1+1', '+cmd|x', '@SUM(A1)', '<b>&"', 'a', '_x005F_x0041_', '01000', '\nb\n'],
    ]);
    expect(found.get('B2')).toEqual({ type: null, text: '-0.5' });
    expect(found.get('C2')).toEqual({ type: 'b', text: '1' });
    expect(xml).toContain('<autoFilter ref="A1:C9"/>');
    expect(xml).toContain('state="frozen"');
  });

  it('cuts what Excel could not open, and says so', () => {
    const xml = parts(bytes([sheet([['é'.repeat(40_000), null, null]])])).get(
      'xl/worksheets/sheet1.xml',
    ) as string;
    const text = cells(xml).get('A2')?.text as string;
    expect(text).toHaveLength(32_767);
    expect(text.endsWith(' [cut: 40000]')).toBe(true);
  });

  it('goes on in a further sheet where one is full, with every row once', () => {
    const rows = Array.from({ length: 700 }, (_, r) => [`row ${r}`, r, null]);
    const files = parts(bytes([sheet(rows), sheet([], { name: 'Empty' })], 301));
    const names = [...(files.get('xl/workbook.xml') as string).matchAll(/<sheet name="([^"]+)"/g)];
    expect(names.map(([, name]) => name)).toEqual(['Data', 'Data (2)', 'Data (3)', 'Empty']);
    const numbers = [1, 2, 3].flatMap(s =>
      [...cells(files.get(`xl/worksheets/sheet${s}.xml`) as string)]
        .filter(([at]) => at.startsWith('B') && at !== 'B1')
        .map(([, { text }]) => Number(text)),
    );
    expect(numbers).toEqual(rows.map((_, r) => r));
    expect(files.get('[Content_Types].xml')).toContain('/xl/worksheets/sheet4.xml');
  });

  it('draws bars that end at the tolerance, in the rows they are of', () => {
    const bars = [{ column: 1, rows: [1, 3] as const, tolerance: 0.1 }];
    const xml = parts(
      bytes([
        sheet(
          [1, 2, 3].map(n => [`${n}`, n / 20, null]),
          { bars },
        ),
      ]),
    ).get('xl/worksheets/sheet1.xml') as string;
    expect(xml).toContain('<conditionalFormatting sqref="B3:B4">');
    expect(xml.match(/<cfvo type="num" val="-?0.1"\/>/g)).toHaveLength(2);
    const order = [
      'sheetData',
      'autoFilter',
      'conditionalFormatting',
      'pageMargins',
      'ignoredErrors',
      'extLst',
    ];
    const places = order.map(name => xml.lastIndexOf(`<${name}`));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('is the same bytes in every time zone', () => {
    const zone = process.env.TZ;
    const made = ['UTC', 'Asia/Tokyo', 'America/Sao_Paulo'].map(TZ => {
      process.env.TZ = TZ;
      return Buffer.from(bytes([sheet([['a', 1, false]])])).toString('hex');
    });
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    expect(new Set(made).size).toBe(1);
  });
});
