// Files of a plan that an editor or a person has touched: read all the same, or told of, and never an error of the program.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPlan } from '../../src/app/compare/read-side.ts';
import { readTable } from '../../src/app/verify.ts';
import { makeSmallPlan } from '../small-plans/plans.ts';

const folder = mkdtempSync(join(tmpdir(), 'sectorize-spoiled-'));
let plan: string;
beforeAll(async () => {
  plan = (await makeSmallPlan(folder, 'layers')).dir;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('plan.json and kpis.json of layers, with a mark of their encoding in front, say the same', async () => {
  const before = await readPlan(plan, 'a');
  for (const name of ['plan.json', 'kpis.json'])
    writeFileSync(join(plan, name), `\ufeff${readFileSync(join(plan, name), 'utf8')}`);
  const { side, kpis } = await readPlan(plan, 'a');
  expect(side.options).toEqual(before.side.options);
  expect(kpis).toEqual(before.kpis);
});

it('a table with fewer columns than the plan writes itself is read as it is', async () => {
  const file = join(folder, 'accounts.csv');
  writeFileSync(file, 'account_id;minutes;reason\na1;9,6;1,5\n');
  const told: string[] = [];
  const { header, rows } = await readTable(file, 'accounts.csv', 20, problem => void told.push(problem));
  expect([header, [...rows], told]).toEqual([
    ['account_id', 'minutes', 'reason'],
    [['a1', '9.6', '1,5']],
    [],
  ]);
});
