// Hostile and broken input: what was found before, files that are large in one way only, and some thousands of cases with a
// fixed seed. `npm run fuzz` tries more (CONTRIBUTING.md).

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeBases } from '../fuzz/bases.ts';
import { campaign } from '../fuzz/campaign.ts';
import { EXTREMES, extreme } from '../fuzz/extremes.ts';
import { makeFamilies } from '../fuzz/families.ts';
import { FOUND } from '../fuzz/found.ts';
import { type Lane, openLane } from '../fuzz/pool.ts';

/** slow by the case, and tried at length by the nightly run */
const NIGHTLY: readonly string[] = ['extremes', 'size', 'sweep'];
const CASES = 2000;
/** ms: on an idle machine of two processors all of it takes a minute or two */
const PATIENCE = 1_800_000;

const bases = mkdtempSync(join(tmpdir(), 'sectorize-fuzz-bases-'));
let lane: Lane;
beforeAll(() => {
  makeBases(bases);
  lane = openLane(bases);
});
afterAll(() => {
  lane.close();
  rmSync(bases, { recursive: true, force: true });
});

describe('hostile input', () => {
  it.each(Object.entries(FOUND))('%s', async (_, found) => {
    const { failure, ran } = await lane.run(found);
    expect(failure, ran.map(({ stderr }) => stderr).join('\n')).toBeNull();
  });

  it(
    'that is large in one way only is read, or refused, without a hang',
    async () => {
      const failures: string[] = [];
      for (let which = 0; which < EXTREMES; which++) {
        for (const fill of ['x', '"\n']) {
          const { failure } = await lane.run(extreme(which, 50_000, fill));
          if (failure !== null) failures.push(`${which} of ${JSON.stringify(fill)}: ${failure}`);
        }
      }
      expect(failures).toEqual([]);
    },
    PATIENCE,
  );

  it(
    `of ${CASES} kinds ends with a message that a person understands`,
    async () => {
      const families = makeFamilies(bases).filter(({ name }) => !NIGHTLY.includes(name));
      const { rows, failures } = await campaign(families, {
        ...{ bases, cases: CASES, seed: 20261127, lanes: 2, shrinking: 10_000 },
      });
      expect(
        failures.map(({ failure, shrunk }) => [failure, shrunk.commands.map(({ argv }) => argv)]),
      ).toEqual([]);
      expect(rows.reduce((sum, { cases }) => sum + cases, 0)).toBeGreaterThan(0.95 * CASES);
      // most of what is tried gets further than the first line of a file
      for (const code of [0, 2]) {
        expect(rows.reduce((sum, { codes }) => sum + (codes.get(code) ?? 0), 0)).toBeGreaterThan(
          0.15 * CASES,
        );
      }
    },
    PATIENCE,
  );
});
