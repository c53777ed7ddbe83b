// A plan taken up again writes the same files, byte by byte, when nothing is added to it: whatever it was made with.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makePlan, type PlanRequest, writePlan } from '../../../src/app/plan.ts';
import { composePlanFiles } from '../../../src/app/plan-files.ts';
import { reopenPlan } from '../../../src/app/written/reopen.ts';
import { figureFiles, planFilesInput } from '../../../src/app/written/rewrite.ts';
import { PROFILES } from '../../../src/io/csv.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'sectorize-reopen-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fixture = (name: string) => resolve('fixtures', name);
const BRETAGNE = {
  accounts: fixture('bretagne/accounts.csv'),
  reps: fixture('bretagne/reps.csv'),
  zones: fixture('bretagne/zones.geojson'),
  aliases: null,
};
const settings = { ...DEFAULT_SETTINGS, effort: 'fast' } as const;
const usual: PlanRequest = {
  files: BRETAGNE,
  map: new Map(),
  settings,
  layer: 'default',
  profile: PROFILES.default,
  raw: false,
  lang: 'en',
  diagnosis: false,
  threads: 1,
};

const CASES: readonly [string, Partial<PlanRequest>][] = [
  ['the usual', {}],
  [
    'by road, in French',
    { files: { ...BRETAGNE, roads: { kind: 'matrix', file: fixture('roads/roads.csv') } }, lang: 'fr' },
  ],
  ['groups with one rep each', { settings: { ...settings, groups: 'one-rep' } }],
  [
    'other constants, for Excel',
    { settings: { ...settings, visitsPerTour: 4.2, localFactor: 1.3 }, profile: PROFILES['excel-fr'] },
  ],
];

describe('a plan taken up again', () => {
  it.each(CASES)('has the same files: %s', async (name, change) => {
    const request = { ...usual, ...change };
    const dir = join(folder, name.replaceAll(/\W/g, '-'));
    await writePlan(await makePlan(request, {}), dir);
    const { accounts, reps, zones } = BRETAGNE;
    const again = await reopenPlan(dir, { accounts, reps, zones });
    const input = await planFilesInput(again, again.kpis);
    let compared = 0;
    for (const { path, content } of composePlanFiles(input)) {
      const chunks: Buffer[] = [];
      for await (const chunk of content as AsyncIterable<string>) chunks.push(Buffer.from(chunk));
      const written = readFileSync(join(dir, path));
      expect(Buffer.concat(chunks).equals(written), path).toBe(true);
      compared++;
    }
    expect(compared).toBeGreaterThan(30);
    expect([...figureFiles(input)].map(({ path }) => path)).toContain('report.html');
  });
});
