// accounts.csv is searched as bytes: an id must be found whatever stands around it, and nothing that only looks like it.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { findAccount } from '../../../src/app/explain/account-row.ts';
import { ACCOUNT_COLUMNS } from '../../../src/model/plan-columns.ts';
import { samplePlan } from '../../evaluate/sample-plan.ts';

const folder = mkdtempSync(join(tmpdir(), 'sectorize-accounts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const plan = { ...samplePlan, map: [] };
const OWN = ACCOUNT_COLUMNS;

function write(ids: readonly string[], notes: readonly string[], delimiter: string): void {
  const rows = ids.map((id, a) => [notes[a], id, '35000', 'default', `zone ${a}`, 'S', 'R', '', '0', '1.5']);
  const text = stringify([['remark', 'id', 'postal_code', ...OWN], ...rows], { delimiter });
  writeFileSync(join(folder, 'accounts.csv'), `\ufeff${text}`);
}

it('finds every account by its id, whatever the cells are', async () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '1', '"', ';', ',', '\n', ' ', 'é'), maxLength: 6 });
  // ids are trimmed when they are read
  const id = cell.map(text => text.trim()).filter(text => text !== '' && !/^\s*$/.test(text));
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(id, { minLength: 2, maxLength: 8 }),
      fc.array(cell, { minLength: 8, maxLength: 8 }),
      fc.constantFrom(',', ';'),
      async (ids, notes, delimiter) => {
        write(ids, notes, delimiter);
        for (const [a, one] of ids.entries()) {
          expect(await findAccount(folder, plan, one)).toMatchObject({
            id: one,
            zone: `zone ${a}`,
            minutes: 1.5,
          });
        }
        expect(await findAccount(folder, plan, 'zz')).toBeNull();
        expect(await findAccount(folder, plan, '35000')).toBeNull();
      },
    ),
    { numRuns: 60, seed: 1 },
  );
});
