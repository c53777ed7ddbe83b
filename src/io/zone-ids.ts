// The ids of zones. French postal codes that a spreadsheet took for numbers get their zero back: `1000` → `01000`. Ids of
// four digits may be anything else, so the whole column has to say that these are French postal codes:
//
//   the country is FR, and the name of the column does not say INSEE
//   nearly every id has five digits, or four without a leading zero; none is Corsican as only INSEE codes are (2A, 2B)
//   most end in 0, as nine postal codes in ten do and one INSEE code in ten does; or the column's name says postal code
//   most have five digits; or the zones lie where the codes say: 1000 in Ain, 9000 in Ariège
//
// Département numbers, INSEE codes, sequence numbers, Swiss and Belgian codes stay as they are.

import { repairPostalCode } from './french.ts';
import { type IssueLog, quoteCell, type RejectLog } from './issues.ts';
import { isSpreadsheetError } from './numbers.ts';
import { normalizeName } from './synonyms.ts';
import type { ZoneTable } from './zone-columns.ts';
import type { IdentifiedRow } from './zone-groups.ts';

export interface IdEvidence {
  readonly text: string;
  /** [lat, lon] in degrees; null when unknown */
  readonly place: readonly [number, number] | null;
}

/** Middle of each département whose postal codes begin with 0, to a few kilometers: latitude, longitude. */
const MIDDLES: readonly (readonly [number, number])[] = [
  [46.1, 5.35], // 01 Ain
  [49.56, 3.56], // 02 Aisne
  [46.39, 3.19], // 03 Allier
  [44.11, 6.24], // 04 Alpes-de-Haute-Provence
  [44.66, 6.26], // 05 Hautes-Alpes
  [43.94, 7.12], // 06 Alpes-Maritimes
  [44.75, 4.42], // 07 Ardèche
  [49.62, 4.64], // 08 Ardennes
  [42.92, 1.5], // 09 Ariège
];
/** no place of these départements is farther than 73 km from its middle; postal codes reach a little beyond */
const REACH_KM = 100;
/** share of the ids, and of the places, that have to agree */
const NEARLY_ALL = 0.9;

/** Without what spreadsheets add: `1000.0`, `="01000"`, `'01000`; '' for an error that they show. */
const plain = (text: string): string =>
  isSpreadsheetError(text)
    ? ''
    : text
        .trim()
        .replace(/^="([^"]*)"$/, '$1')
        .replace(/^'/, '')
        .trim()
        .replace(/^(\d+)\.0+$/, '$1');

/** How the ids of this column are to be read. */
export function idRepair(
  ids: readonly IdEvidence[],
  column: string,
  country: string,
): (text: string) => string {
  if (country !== 'FR' || !arePostalCodes(ids, column)) return plain;
  return text => {
    const { code } = repairPostalCode(text, country);
    return /^\d{5}$/.test(code) ? code : plain(text);
  };
}

function arePostalCodes(ids: readonly IdEvidence[], column: string): boolean {
  const name = normalizeName(column);
  if (/insee|commune|codgeo|depcom|^com$|iris|canton/.test(name)) return false;
  const named = /postal|^cp|^zip|^plz/.test(name);
  let [filled, five, four, round, placed, fitting] = [0, 0, 0, 0, 0, 0];
  for (const { text, place } of ids) {
    const id = plain(text);
    if (id === '') continue;
    filled++;
    if (/^2[AB]\d{3}$/i.test(id)) return false;
    if (/^\d{5}$/.test(id)) five++;
    else if (/^[1-9]\d{3}$/.test(id)) {
      four++;
      if (place) {
        placed++;
        if (isNear(MIDDLES[Number(id[0]) - 1]!, place)) fitting++;
      }
    } else continue;
    if (id.endsWith('0')) round++;
  }
  if (filled === 0 || five + four < NEARLY_ALL * filled) return false;
  if (!named && round * 2 < five + four) return false;
  return five >= four || (placed > 0 && fitting >= NEARLY_ALL * placed);
}

/** On the plane around the département: good to a kilometer at this distance. */
function isNear([lat, lon]: readonly [number, number], place: readonly [number, number]): boolean {
  const kmPerDegree = 111.2;
  const north = (place[0] - lat) * kmPerDegree;
  const east = (place[1] - lon) * kmPerDegree * Math.cos((lat * Math.PI) / 180);
  return Math.hypot(north, east) <= REACH_KM;
}

/** Rows with their ids; those without go to the rejects, and every repair is a finding. */
export function identify(
  { raw, file }: Pick<ZoneTable, 'raw' | 'file'>,
  idColumn: number,
  repairId: (text: string) => string,
  log: IssueLog,
  rejects: RejectLog,
): IdentifiedRow[] {
  const column = raw.header[idColumn]!;
  return raw.rows.flatMap(row => {
    const place = { file, line: row.line, ...(raw.features ? { feature: true } : {}), column };
    const text = row.cells[idColumn]!;
    const id = repairId(text);
    if (id === '') {
      log.add({
        severity: 'warning',
        code: 'missing-id',
        ...place,
        found: text.trim() === '' ? 'a zone without id' : `${quoteCell(text.trim())} for the id of a zone`,
        expected: 'an id',
        remedy: 'fill in the id; the zone is left out',
      });
      rejects.add({
        file,
        line: row.line,
        column,
        reason: 'missing-id: found no id; expected an id',
        id: '',
        cells: row.cells,
      });
      return [];
    }
    if (id !== text.trim()) {
      log.add({
        severity: 'repair',
        code: 'repaired-id',
        ...place,
        found: `"${text.slice(0, 60)}", read as ${id}`,
        expected: /^\d{5}$/.test(id) ? 'five characters, as text' : 'the id alone',
        remedy: 'write ids as text, with their leading zeros',
      });
    }
    return [{ id, row }];
  });
}
