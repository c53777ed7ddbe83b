import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { SweepFound } from '../../src/io/config-sweep.ts';
import { InputError } from '../../src/io/issues.ts';
import { readScenarios, readVaried, scenariosOf } from '../../src/io/sweep-scenarios.ts';

const folder = mkdtempSync(join(tmpdir(), 'sectorize-sweep-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function read(yaml: string): Promise<SweepFound> {
  const path = join(folder, 'scenarios.yaml');
  writeFileSync(path, yaml);
  return readScenarios(path);
}

/** What is wrong, as code, line, key and what was found. */
async function faults(make: () => unknown): Promise<unknown[]> {
  try {
    await make();
  } catch (error) {
    if (error instanceof InputError)
      return error.issues.map(({ code, line, column, found }) => [code, line, column, found]);
    throw error;
  }
  return [];
}

const grid = (...axes: readonly (readonly [key: string, values: string])[]) =>
  scenariosOf({ scenarios: [], axes: readVaried(axes.map(([key, values]) => ({ key, values }))) }, '--vary');

test('a grid has every combination once, the last axis fastest, with the settings of each', () => {
  const found = grid(['stickiness', '0, 2'], ['effort', 'fast, normal, thorough'], ['seed', '7']);
  const expected = [0, 2].flatMap(stickiness =>
    (['fast', 'normal', 'thorough'] as const).map(effort => [
      `stickiness-${stickiness}_effort-${effort}_seed-7`,
      { stickiness, effort, seed: 7 },
    ]),
  );
  expect(found.map(({ name, settings }) => [name, settings])).toEqual(expected);
  expect(found.map(scenario => scenario.folder)).toEqual(found.map(({ name }) => name));
});

test('tolerances add up by measure, teams person by person, and none takes the key away', () => {
  const [all] = grid(
    ['tolerance', '8%'],
    ['without', 'R1'],
    ['headcount', '+2'],
    ['fte', '{R2: 50%}'],
    ['max_moved', 'none'],
  );
  expect(all).toMatchObject({
    name: 'tolerance-8_without-R1_headcount-plus-2_fte-R2-50_max-moved-none',
    none: ['max_moved'],
    tolerance: { all: 0.08, of: new Map() },
    team: { reps: null, without: ['R1'], add: [], fte: new Map([['R2', 0.5]]), headcount: 2 },
  });
  const measures = grid(['tolerance', '5%, {potential: 10%}']);
  expect(measures.map(({ name, tolerance }) => [name, tolerance?.all, tolerance?.of])).toEqual([
    ['tolerance-5', 0.05, new Map()],
    ['tolerance-potential-10', null, new Map([['potential', 0.1]])],
  ]);
});

test('a file has scenarios by name, with files beside it, and its grid follows them', async () => {
  const found = await read(`
scenarios:
  - {name: 'a/b', reps: other.csv, without: [R1, R2]}
  - {name: Loose, tolerance: 15%, add: {postal_code: '35000', fte: 50%}}
grid:
  stickiness: [1]
`);
  const scenarios = scenariosOf(found, 'scenarios.yaml');
  expect(scenarios.map(({ name }) => name)).toEqual(['a/b', 'Loose', 'stickiness-1']);
  expect(scenarios[0]).toMatchObject({
    folder: expect.stringMatching(/^a_b-[0-9a-f]{10}$/),
    team: { reps: join(folder, 'other.csv'), without: ['R1', 'R2'] },
  });
  expect(scenarios[1]).toMatchObject({
    folder: 'Loose',
    tolerance: { all: 0.15 },
    team: { add: [{ id: '', postalCode: '35000', fte: 0.5 }] },
  });
});

describe('mistakes are told with their line and key', () => {
  test('in a file', async () => {
    const yaml = `scenarios:
  - {tolerance: 5%}
  - {name: x, add: {fte: 1}}
  - {name: y, tolerance: much}
  - {name: z, stickynes: 1}
grid:
  effort: []
`;
    expect(await faults(() => read(yaml))).toEqual([
      ['bad-setting', 2, 'scenarios[1].name', expect.any(String)],
      ['bad-setting', 3, 'scenarios[2].add', expect.any(String)],
      ['bad-setting', 4, 'scenarios[3].tolerance', '"much"'],
      ['unknown-key', 5, 'scenarios[4].stickynes', expect.any(String)],
      ['bad-setting', 7, 'grid.effort', expect.any(String)],
    ]);
    const broken = await faults(() => read('grid: {effort: [fast'));
    expect(broken[0]).toEqual(['bad-yaml', 1, null, expect.any(String)]);
    expect(await faults(() => read('grid: 3'))).toEqual([['bad-setting', 1, 'grid', '"3"']]);
    expect(await faults(() => read('scenarios: {name: x}'))).toEqual([
      ['bad-setting', 1, 'scenarios', expect.any(String)],
    ]);
  });

  test('in --vary, by the key as it was given', async () => {
    const found = await faults(() =>
      readVaried([
        { key: 'tolerance', values: '5%, many' },
        { key: 'colour', values: 'red' },
        { key: 'effort', values: '[fast' },
        { key: 'stickiness', values: '' },
      ]),
    );
    // sorted, as all findings are
    expect(found).toEqual([
      ['unknown-key', null, 'colour', '"colour"'],
      ['bad-yaml', null, null, 'Flow sequence must end with a ]'],
      ['bad-setting', null, 'stickiness', 'a list'],
      ['bad-setting', null, 'tolerance', '"many"'],
    ]);
  });

  test('of names: given twice whatever the case, those of the sweep itself, keys given twice', async () => {
    const named = async (...names: string[]) => {
      const found = await read(
        `scenarios:\n${names.map(name => `  - {name: '${name}', seed: 1}`).join('\n')}\n`,
      );
      return faults(() => scenariosOf(found, 'f'));
    };
    expect(await named('Loose', 'tight', 'LOOSE')).toEqual([
      ['bad-setting', 4, 'name', 'the name "LOOSE", which that of line 2 has'],
    ]);
    expect(await named('teams', 'frontier.csv', 'Sweep.json', 'scenarios', 'frontier')).toEqual(
      ['teams', 'frontier.csv', 'Sweep.json', 'scenarios'].map((name, at) => [
        ...['bad-setting', at + 2, 'name', `the name "${name}"`],
      ]),
    );
    expect(await faults(() => grid(['seed', '1'], ['effort', 'fast'], ['seed', '2']))).toEqual([
      ['bad-setting', null, 'seed', 'seed given twice'],
    ]);
    expect(await faults(() => grid(['seed', '1, 1']))).toEqual([
      ['bad-setting', null, 'name', 'the name "seed-1", which another has'],
    ]);
  });

  test('of number: none, and more than anybody would wait for', async () => {
    expect(await faults(() => scenariosOf({ scenarios: [], axes: [] }, 'f'))).toEqual([
      ['no-scenarios', null, null, 'no scenario'],
    ]);
    const many = Array.from({ length: 101 }, (_, at) => at).join();
    expect(await faults(() => grid(['seed', many], ['stickiness', many]))).toEqual([
      ['bad-setting', null, 'grid', '10201 scenarios'],
    ]);
  });
});
