// Text of anyone, as XML and as Excel takes it.

/** characters of a cell, by Excel's specification */
export const LONGEST_CELL = 32_767;

// what XML 1.0 cannot say, and halves of surrogate pairs
const ILLEGAL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const SPECIAL = /[&<>"]/g;
const NAMED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Also for attributes in double quotes. */
export function escapeXml(text: string): string {
  return text.replace(ILLEGAL, '').replace(SPECIAL, sign => NAMED[sign] as string);
}

/**
 * The text of a cell: line ends as Excel has them, nothing that it would take for an escape (`_x0041_` is an A), and cut
 * with a word about it where it is longer than a cell may be.
 */
export function cellText(text: string, cut: (characters: string) => string): string {
  if (PLAIN.test(text)) return text;
  let own = text.replace(/\r\n?/g, '\n').replace(ILLEGAL, '');
  if (own.length > LONGEST_CELL) {
    const note = cut(String(own.length));
    own = own.slice(0, LONGEST_CELL - note.length).replace(/[\ud800-\udbff]$/, '') + note;
  }
  return own.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_').replace(SPECIAL, sign => NAMED[sign] as string);
}

/** most cells of most files */
const PLAIN = /^[A-Za-z0-9 .,:;/()'À-ÿ-]{0,200}$/;
/** text that a spreadsheet would take for a formula once somebody edits the cell */
export const FORMULA_LIKE = /^[=+\-@\t\r\n＝＋－＠]/;
