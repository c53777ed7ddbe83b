// Towns: zones found by their name, for accounts whose postal code is no zone (CEDEX codes above all) and who have no
// coordinates. A name is trusted only when it names one zone, in France within the département of the postal code.

import type { Zones } from '../model/records.ts';

/**
 * Département of a French postal or INSEE code, or of a département number: '35', '20' for all of Corsica (postal codes
 * do not tell 2A from 2B), '974' overseas; '' when the text is none of these.
 */
export function departmentOf(code: string): string {
  const text = code.toUpperCase();
  if (/^(2[AB])(\d{3})?$/.test(text)) return '20';
  const found = /^(9[78]\d|\d\d)(?:\d{2,3})?$/.exec(text);
  if (!found || (text.length > 3 && text.length !== 5)) return '';
  return found[1]!;
}

export interface Towns {
  /** Zones of that name that the postal code allows, ascending; the name is found when there is exactly one. */
  find(city: string, postalCode: string): readonly number[];
  /** département of a zone as `departmentOf`, '' outside France or when unknown */
  department(zone: number): string;
}

const DEPARTMENT_COLUMNS = ['department', 'departement', 'département', 'dep', 'dept'];

/** @param normalizeTown brings spellings of a town's name together (case, accents, hyphens, CEDEX) */
export function makeTowns(zones: Zones, country: string, normalizeTown: (name: string) => string): Towns {
  const byName = new Map<string, number[]>();
  zones.name.forEach((name, z) => {
    const key = normalizeTown(name);
    if (key === '') return;
    const list = byName.get(key);
    if (list) list.push(z);
    else byName.set(key, [z]);
  });
  const french = country === 'FR';
  const column = DEPARTMENT_COLUMNS.map(name => zones.parents.get(name)).find(c => c !== undefined);
  const department = (z: number): string =>
    french ? departmentOf(column?.[z] ?? '') || departmentOf(zones.id[z]!) : '';

  return {
    department,
    find(city, postalCode) {
      const key = normalizeTown(city);
      const named = key === '' ? [] : (byName.get(key) ?? []);
      const wanted = french ? departmentOf(postalCode) : '';
      if (wanted === '') return named;
      return named.filter(z => department(z) === '' || department(z) === wanted);
    },
  };
}
