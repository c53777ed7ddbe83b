// Names that stand for the user's own: `A0012-7QKD` for the twelfth account by id. The number keeps the order of the ids,
// which is what ties are broken by, so that a plan comes out the same; the letters are of a keyed hash, whose key is thrown
// away, so that names of one bundle are never taken for those of another.

import { createHmac } from 'node:crypto';
import { byCode } from '../../model/order.ts';

/** What the names are of; the letter that they begin with. */
export const KINDS = {
  account: 'A',
  rep: 'R',
  zone: 'Z',
  group: 'G',
  manager: 'M',
  area: 'Q',
  segment: 'S',
  layer: 'L',
  level: 'V',
  seniority: 'N',
  vehicle: 'C',
  'kind of rep': 'K',
  measure: 'B',
  budget: 'D',
} as const;
export type NameKind = keyof typeof KINDS;

/** The name of one of them; '' stays ''. */
export type NameOf = (original: string) => string;

export interface Names {
  /**
   * Names of all of a kind; asked for one that is not among them, throws: it would come out as it is.
   * A kind is settled once.
   */
  settle(kind: NameKind, originals: Iterable<string>): NameOf;
  /** kind, original, name: what reads the answer */
  readonly key: readonly (readonly [kind: NameKind, original: string, name: string])[];
}

const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ0123456789';
const TAIL = 4;

export function makeNames(secret: Uint8Array): Names {
  const key: [NameKind, string, string][] = [];
  return {
    key,
    settle(kind, originals) {
      const sorted = [...new Set(originals)].filter(text => text !== '').sort(byCode);
      const width = String(sorted.length).length;
      const names = new Map(
        sorted.map((text, at) => {
          const rank = String(at + 1).padStart(width, '0');
          return [text, `${KINDS[kind]}${rank}-${tail(secret, kind, text)}`] as const;
        }),
      );
      for (const [original, name] of names) key.push([kind, original, name]);
      return original => {
        if (original === '') return '';
        const name = names.get(original);
        if (name === undefined) throw new Error(`a ${kind} without a name in the bundle`);
        return name;
      };
    },
  };
}

function tail(secret: Uint8Array, kind: NameKind, text: string): string {
  const hash = createHmac('sha256', secret).update(`${kind}\0${text}`).digest();
  return Array.from(hash.subarray(0, TAIL), byte => LETTERS[byte % LETTERS.length]).join('');
}
