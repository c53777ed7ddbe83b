// Files are handed out by their names: exchanged, renamed and copied ones in every folder of files that have owners.

import { cpSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openSmallPlan, type SmallPlan } from './plans.ts';

const root = mkdtempSync(join(tmpdir(), 'sectorize-names-'));
afterAll(() => rmSync(root, { recursive: true, force: true }), 60_000);

const FOLDERS: readonly (readonly [plan: SmallPlan, folder: string, kind: string])[] = [
  ['zones', 'sectors', '.csv'],
  ['rules', 'sectors', '.csv'],
  ['rules', 'sectors', '.geojson'],
  ['layers', 'sectors', '.csv'],
  ['layers', 'sectors', '.geojson'],
  ['levels', 'levels', '.geojson'],
  ['tours', 'calendars', '.ics'],
];

it.each(FOLDERS)('of a plan: %s, %s/*%s', { timeout: 120_000 }, async (name, folder, kind) => {
  const plan = await openSmallPlan(mkdtempSync(join(root, `${name}-`)), name);
  const dir = join(plan.dir, folder);
  const found = async () => {
    const { checks } = await plan.verify();
    return checks.filter(({ lies }) => lies > 0).flatMap(({ problems }) => problems);
  };
  const files = readdirSync(dir).filter(file => file.endsWith(kind));
  const [first, second] = files as [string, string | undefined];
  expect(await found()).toEqual([]);

  const copy = join(dir, `${first.slice(0, -kind.length)} - Copie${kind}`);
  cpSync(join(dir, first), copy);
  const strange = (await found()).filter(text => text.includes(`${folder}/`) && text.includes(' is no '));
  expect(strange).toHaveLength(1);
  expect(strange[0]).toContain(`${folder}/${first.slice(0, -kind.length)} - Copie${kind}`);
  rmSync(copy);

  renameSync(join(dir, first), join(dir, `zzz${kind}`));
  expect((await found()).join('\n')).toContain(`${folder}/zzz${kind} is no `);
  renameSync(join(dir, `zzz${kind}`), join(dir, first));

  if (second !== undefined) {
    const swap = () => {
      renameSync(join(dir, first), join(dir, 'between'));
      renameSync(join(dir, second), join(dir, first));
      renameSync(join(dir, 'between'), join(dir, second));
    };
    swap();
    expect((await found()).length).toBeGreaterThan(0);
    swap();
  }
  expect(await found()).toEqual([]);
});
