// Looks of cells: a number format each, in the order of styles.xml.

/** Excel shows them in the reader's own language: its comma is the decimal comma of a French one. */
const FORMATS = {
  text: '@',
  whole: '#,##0',
  tenth: '#,##0.0',
  amount: '#,##0.00',
  ratio: '0.000',
  degrees: '0.000000',
  share: '0.0%',
  deviation: '+0.0%;-0.0%;0.0%',
  general: 'General',
} as const;

export type Look = keyof typeof FORMATS;
const LOOKS = Object.keys(FORMATS) as Look[];

/** Index of a look among cellXfs; 0 is the default, 1 the header, 2 text that looks like a formula. */
export function styleOf(look: Look): number {
  return 3 + LOOKS.indexOf(look);
}
export const HEADER_STYLE = 1;
export const GUARDED_STYLE = 2;

/** Beyond the tolerance: bold on a pale ground, apart for readers who do not tell the two hues. */
export const OVER = 0;
export const UNDER = 1;

export function stylesXml(): string {
  const formats = LOOKS.map(
    (look, f) => `<numFmt numFmtId="${164 + f}" formatCode="${FORMATS[look].replace(/"/g, '&quot;')}"/>`,
  );
  const looks = LOOKS.map(
    (_, f) => `<xf numFmtId="${164 + f}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  );
  const beyond = (ink: string, ground: string) =>
    `<dxf><font><b/><color rgb="FF${ink}"/></font><fill><patternFill patternType="solid"><fgColor rgb="FF${ground}"/><bgColor rgb="FF${ground}"/></patternFill></fill></dxf>`;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
    `<numFmts count="${formats.length}">${formats.join('')}</numFmts>`,
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>',
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>',
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE3E8EE"/><bgColor indexed="64"/></patternFill></fill></fills>',
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>',
    '<border><left/><right/><top/><bottom style="thin"><color rgb="FF5B6B7B"/></bottom><diagonal/></border></borders>',
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${3 + looks.length}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`,
    '<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"/>',
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" quotePrefix="1" applyNumberFormat="1"/>',
    `${looks.join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    `<dxfs count="2">${beyond('8A3B00', 'FBE3D2')}${beyond('0B3C6F', 'DCE9F7')}</dxfs>`,
    '</styleSheet>',
  ].join('');
}
