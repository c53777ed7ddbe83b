// A plan with layers of the tiny map: sixteen squares, accounts and reps as a test wants them.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type LayeredOutcome, makeLayeredPlan } from '../../../src/app/layers/plan-layers.ts';
import { writePlan } from '../../../src/app/plan.ts';
import { parseConfig } from '../../../src/io/config.ts';
import { PROFILES } from '../../../src/io/csv.ts';
import { IssueLog } from '../../../src/io/issues.ts';
import { DEFAULT_SETTINGS } from '../../../src/model/settings.ts';

export interface Case {
  readonly accounts: string;
  readonly reps: string;
  readonly layers: string;
  readonly profile?: keyof typeof PROFILES;
  /** decisions by hand */
  readonly overrides?: string;
  /** the plan that is revised */
  readonly from?: string;
}

/** Where the inputs are put: the options of verify. */
export function filesIn(folder: string) {
  return {
    accounts: join(folder, 'accounts.csv'),
    reps: join(folder, 'reps.csv'),
    zones: resolve('fixtures/tiny/zones.geojson'),
  };
}

export async function planLayers(
  folder: string,
  { accounts, reps, layers, profile, overrides, from }: Case,
): Promise<LayeredOutcome> {
  mkdirSync(folder, { recursive: true });
  const files = filesIn(folder);
  writeFileSync(files.accounts, accounts);
  writeFileSync(files.reps, reps);
  const decisions = join(folder, 'overrides.csv');
  if (overrides) writeFileSync(decisions, overrides);
  const log = new IssueLog();
  const config = parseConfig(layers, 'sectorize.yaml', log);
  if (log.hasErrors()) throw new Error(JSON.stringify(log.issues()));
  const outcome = await makeLayeredPlan(
    {
      files: {
        ...files,
        aliases: null,
        ...(overrides && { overrides: decisions }),
        ...(from && { from: [from] }),
      },
      map: new Map(),
      settings: { ...DEFAULT_SETTINGS, ...config.settings, effort: 'fast' },
      layers: config.layers,
      profile: PROFILES[profile ?? 'default'],
      raw: false,
      lang: 'en',
      diagnosis: false,
      threads: 1,
    },
    {},
  );
  await writePlan(outcome, join(folder, 'plan'));
  return outcome;
}

const [HEADER, ...ROWS] = readFileSync(resolve('fixtures/tiny/accounts.csv'), 'utf8').trimEnd().split('\n');

/** The accounts of the tiny map with further columns. */
export function tinyAccounts(names: readonly string[], cells: (index: number) => readonly string[]): string {
  const rows = ROWS.map((row, a) => [row, ...cells(a)].join(','));
  return `${[[HEADER, ...names].join(','), ...rows].join('\n')}\n`;
}
