// Whose a file is by its name, as verify reads names and as the writer gives them.

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { namedAfter } from '../../../src/evaluate/verify/file-names.ts';
import { safeNames } from '../../../src/io/safe-name.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const digits = (id: string) => sha256(JSON.stringify(id)).slice(0, 10);

describe('the names of files', () => {
  it('are those that the writer gives, whatever the ids', () => {
    const id = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 120 }),
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.constantFrom('CON', '..', '', 'A', 'a', 'R1', 'r1', 'é', 'e\u0301', 'a/b', safeNames(['a/b'])[0]!),
    );
    fc.assert(
      fc.property(fc.uniqueArray(id, { maxLength: 12 }), ids => {
        const named = namedAfter(ids, sha256);
        expect(safeNames(ids).map(named)).toEqual(ids);
        // as some file systems give them back
        expect(safeNames(ids).map(name => named(name.normalize('NFD')))).toEqual(ids);
      }),
    );
  });

  it('are nothing else', () => {
    const named = namedAfter(['R1', 'R2', 'a/b'], sha256);
    expect(named('R1')).toBe('R1');
    expect(named(`a_b-${digits('a/b')}`)).toBe('a/b');
    for (const name of ['r1', 'R1 - Copie', 'zzz', '', 'a_b', `R2-${digits('R1')}`, `R1-${digits('R3')}`])
      expect(named(name), name).toBeUndefined();
  });
});
