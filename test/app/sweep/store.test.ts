// A sweep's own files, as someone else may have changed them: what is not of its type is no sweep, and no result.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readResult, readSweep, resultPath, SWEEP_SCHEMA, sweepText } from '../../../src/app/sweep/store.ts';
import { PROFILES } from '../../../src/io/csv.ts';
import { VERSION } from '../../../src/version.ts';

const dir = mkdtempSync(join(tmpdir(), 'sectorize-sweep-store-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
mkdirSync(join(dir, 'scenarios'));

const SCENARIO = { number: 1, name: 'seed 1', folder: 'seed-1', settings: { seed: '1' }, key: 'k' };
const SWEEP = {
  schema: SWEEP_SCHEMA,
  version: VERSION,
  lang: 'fr',
  profile: PROFILES['excel-fr'],
  scenarios: [SCENARIO],
};
const RESULT = { key: 'k', sha256: 'h', team: { file: 't.csv', sha256: 'i' }, reasons: ['too few reps'] };

const sweep = (content: object) => {
  writeFileSync(join(dir, 'sweep.json'), JSON.stringify(content));
  return readSweep(dir);
};
const result = (content: unknown) => {
  writeFileSync(resultPath(dir, 'seed-1'), JSON.stringify(content));
  return readResult(dir, 'seed-1');
};

describe('sweep.json', () => {
  it('is read as it is written', async () => {
    const words = Object.entries(SCENARIO.settings);
    const scenario = { name: SCENARIO.name, folder: SCENARIO.folder, words };
    const text = sweepText(
      [{ number: 1, key: 'k', scenario } as unknown as Parameters<typeof sweepText>[0][0]],
      {
        profile: PROFILES['excel-fr'],
        lang: 'fr',
      },
    );
    writeFileSync(join(dir, 'sweep.json'), text);
    expect(await readSweep(dir)).toEqual({
      text,
      lang: 'fr',
      profile: PROFILES['excel-fr'],
      scenarios: [SCENARIO],
    });
    expect(JSON.parse(text)).toEqual(SWEEP);
  });

  it.each<[string, object]>([
    ['another schema', { schema: 'sectorize-sweep/0' }],
    ['another version', { version: '0.0.0' }],
    ['a language that there is not', { lang: [] }],
    ['no profile', { profile: null }],
    ['a delimiter of a profile that there is not', { profile: { ...PROFILES.default, delimiter: '' } }],
    ['text for a flag', { profile: { ...PROFILES.default, bom: 'no' } }],
    ['no list of scenarios', { scenarios: {} }],
    ['a scenario that is none', { scenarios: [null] }],
    ['a folder elsewhere', { scenarios: [{ ...SCENARIO, folder: '../a' }] }],
    ['a number that is text', { scenarios: [{ ...SCENARIO, number: '1' }] }],
    ['a name that is a list', { scenarios: [{ ...SCENARIO, name: [] }] }],
    ['a setting that is an object', { scenarios: [{ ...SCENARIO, settings: { seed: {} } }] }],
    ['no key', { scenarios: [{ ...SCENARIO, key: undefined }] }],
  ])('with %s is no sweep', async (_, changed) => {
    await expect(sweep({ ...SWEEP, ...changed })).rejects.toThrow('not-a-sweep');
  });
});

describe('what a scenario came to', () => {
  it.each([RESULT, { ...RESULT, sha256: null, team: null, reasons: [] }])(
    'is read as it is written',
    async one => {
      expect(await result(one)).toEqual(one);
    },
  );

  it.each<[string, unknown]>([
    ['a list', []],
    ['a reason that is a list', { ...RESULT, reasons: [[]] }],
    ['reasons that are text', { ...RESULT, reasons: 'too few' }],
    ['a team without a file', { ...RESULT, team: { sha256: 'i' } }],
    ['a hash that is a number', { ...RESULT, sha256: 5 }],
    ['no key', { ...RESULT, key: undefined }],
  ])('is not known from %s', async (_, content) => {
    expect(await result(content)).toBeNull();
  });
});
