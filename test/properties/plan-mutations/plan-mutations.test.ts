// Does verify notice when anything that a plan claims is changed? A few changes every day; thousands with
// `npm run mutate:plans`, which says what share was noticed.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeCases } from './cases.ts';
import { mutatePlans, shares } from './try.ts';

const folder = mkdtempSync(join(tmpdir(), 'sectorize-mutations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('verify notices one change of one place, wherever a plan claims a figure', async () => {
  const tried = await mutatePlans(await makeCases(folder, ['rules', 'tours']), 160, 20261127);
  const { all, noticed, unknown } = shares(tried);
  expect(Object.fromEntries(unknown)).toEqual({});
  expect(noticed / all).toBeGreaterThan(0.8);
});
