// What placing says about accounts: one function per finding, so that the decisions in place.ts stay readable.

import type { Accounts, Issue, Zones } from '../model/records.ts';
import type { CodeVerdict } from './codes.ts';

type Texts = Pick<Issue, 'found' | 'expected' | 'remedy'>;

export interface Notes {
  /** coordinates not believed: the zone's point is used for distances */
  implausible(a: number, zone: number, km: number): void;
  /** the postal code says one zone, the coordinates another (or none: held −1) */
  disagreement(a: number, zone: number, held: number, km: number): void;
  /** coordinates in no zone, taken for the nearest */
  near(a: number, zone: number, km: number): void;
  /** the postal code is no zone, or absent, and something else placed the account */
  resolved(a: number, zone: number, how: string): void;
  /** the postal code's département is not that of the zone found by other means */
  strayed(a: number, zone: number, how: string): void;
  /** nothing places the account; why, and what would mend it */
  nowhere(a: number, column: string, why: string, remedy: string): void;
  codesAreNoZones(verdict: CodeVerdict): void;
  /** one line for all disagreements: their number and the first by account id */
  disagreements(list: readonly number[], byCode: number): void;
}

export function makeNotes(
  accounts: Accounts,
  zones: Zones,
  file: string,
  tell: (issue: Issue) => void,
): Notes {
  const add = (severity: Issue['severity'], code: string, a: number | null, column: string, texts: Texts) => {
    const line = a === null ? null : accounts.line[a]!;
    const feature = line !== null && accounts.feature ? { feature: true } : {};
    tell({ severity, code, file, line, ...feature, column, ...texts });
  };
  const point = (a: number) => `${accounts.lat[a]}, ${accounts.lon[a]}`;
  const code = (a: number) =>
    accounts.postalCode[a] === '' ? 'no postal code' : `postal code ${accounts.postalCode[a]}`;

  return {
    implausible(a, zone, km) {
      add('warning', 'implausible-coordinates', a, 'lat', {
        found: `${point(a)}: ${Math.round(km)} km from zone ${zones.id[zone]}`,
        expected: 'coordinates in or near the zone of the account',
        remedy: `correct the coordinates or the postal code; distances start from the middle of zone ${zones.id[zone]}`,
      });
    },
    disagreement(a, zone, held, km) {
      const where = held < 0 ? 'no zone' : `zone ${zones.id[held]}`;
      add('warning', held < 0 ? 'outside-zones' : 'zone-disagreement', a, 'postal_code', {
        found: `${code(a)}, but coordinates in ${where}, ${km.toFixed(1)} km away`,
        expected: 'coordinates in the zone of the postal code',
        remedy: `correct whichever is wrong; placed in zone ${zones.id[zone]}, distances from the coordinates`,
      });
    },
    near(a, zone, km) {
      add('warning', 'outside-zones', a, 'lat', {
        found: `${point(a)}: in no zone`,
        expected: 'coordinates inside a zone',
        remedy: `placed in the nearest zone ${zones.id[zone]}, ${km.toFixed(1)} km away; correct the row if that is wrong`,
      });
    },
    resolved(a, zone, how) {
      add('repair', 'unknown-postal-code', a, 'postal_code', {
        found: code(a),
        expected: 'a postal code that is a zone',
        remedy: `placed in zone ${zones.id[zone]} by its ${how}; correct the row if that is wrong`,
      });
    },
    strayed(a, zone, how) {
      add('warning', 'department-disagreement', a, 'postal_code', {
        found: code(a),
        expected: `a postal code of the département of zone ${zones.id[zone]}`,
        remedy: `placed in zone ${zones.id[zone]} by its ${how}; correct whichever is wrong`,
      });
    },
    nowhere(a, column, why, remedy) {
      add('warning', 'no-zone', a, column, {
        found: why,
        expected: 'a place in one of the zones',
        remedy: `${remedy}; the row is set aside`,
      });
    },
    codesAreNoZones({ withCode, matched, compared, far }) {
      const doubt = far > 0 ? `, and ${far} of the ${compared} with coordinates lie far from that zone` : '';
      add('info', 'codes-are-no-zones', null, 'postal_code', {
        found: `${matched} of ${withCode} postal codes equal a zone id${doubt}`,
        expected: 'zones with postal codes as ids, or coordinates for every account',
        remedy:
          'the zones are taken to be other areas: accounts are placed by their coordinates, then by town',
      });
    },
    disagreements(list, byCode) {
      const first = [...list]
        .sort((a, b) => (accounts.id[a]! < accounts.id[b]! ? -1 : 1))
        .slice(0, 5)
        .map(a => `${accounts.id[a]} (${accounts.feature ? 'feature' : 'line'} ${accounts.line[a]})`);
      const share = ((100 * list.length) / byCode).toFixed(1);
      add('info', 'zone-disagreements', null, 'postal_code', {
        found: `${list.length} ${list.length === 1 ? 'account' : 'accounts'} (${share} %) in another zone than their postal code’s: ${first.join(', ')}${list.length > 5 ? '…' : ''}`,
        expected: 'coordinates in the zone of the postal code',
        remedy:
          'the postal code decides the zone, the coordinates the distances; correct the rows that matter',
      });
    },
  };
}
