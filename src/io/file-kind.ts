// Files that are no text at all, known by their first bytes: an analyst drags the workbook itself, not its CSV.

import type { Issue } from '../model/records.ts';

interface Kind {
  readonly found: string;
  readonly remedy: string;
}

const WORKBOOK = 'save the sheet as CSV UTF-8 (in Excel: File, Save as)';
const ARCHIVE = 'a workbook (.xlsx, .ods) or another zip archive';
const IMAGE = { found: 'an image', remedy: 'name the CSV or GeoJSON file' };
const KINDS: readonly (readonly [start: string, kind: Kind])[] = [
  ['PK\x03\x04', { found: ARCHIVE, remedy: `${WORKBOOK}; unzip an archive first` }],
  ['\xd0\xcf\x11\xe0', { found: 'an old Excel workbook (.xls)', remedy: WORKBOOK }],
  ['\x1f\x8b', { found: 'a gzip archive', remedy: 'unpack it first: gunzip -c FILE | sectorize … -' }],
  ['%PDF-', { found: 'a PDF', remedy: 'ask for the data as CSV' }],
  ['\x89PNG', IMAGE],
  ['\xff\xd8\xff', IMAGE],
];

/** The error for bytes that begin like a known kind of file other than text; null when they do not. */
export function notText(file: string, head: Uint8Array): Issue | null {
  const text = Buffer.from(head.subarray(0, 256)).toString('latin1');
  const kind = KINDS.find(([start]) => text.startsWith(start))?.[1] ?? (isWebPage(text) ? WEB_PAGE : null);
  if (!kind) return null;
  const place = { file, line: null, column: null };
  return { severity: 'error', code: 'not-text', ...place, ...kind, expected: 'CSV or GeoJSON' };
}

const WEB_PAGE = {
  found: 'a web page or XML',
  remedy: 'download the data again: a login or error page may have been saved instead',
};

/** after a byte-order mark, maybe */
function isWebPage(text: string): boolean {
  return /^(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|\?xml)\b/i.test(text);
}
