import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { InputError } from '../../src/io/issues.ts';
import { readScenarios, readVaried, scenariosOf } from '../../src/io/sweep-scenarios.ts';
import type { Change } from '../../src/model/scenario.ts';

const folder = mkdtempSync(join(tmpdir(), 'sectorize-scenarios-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const change: Change = { settings: {}, none: [], tolerance: null, team: null, words: [] };
const named = (name: string, line: number | null) => ({ ...change, name, line });
const axis = (key: string, count: number, line: number | null = null) => ({
  key,
  line,
  values: Array.from({ length: count }, (_, at): Change => ({ ...change, words: [[key, String(at)]] })),
});

const wrong = (error: unknown) => {
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).issues.map(
    ({ code, file, line, column, found, expected, remedy }) =>
      `${file}:${line}:${column} ${code}: ${found}; ${expected}; ${remedy}`,
  );
};
const mistakes = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    return wrong(error);
  }
  return [];
};

it('--vary is a list of the configuration', () => {
  const axes = readVaried([
    { key: 'tolerance', values: '5%,10%' },
    { key: 'headcount', values: '+1' },
    { key: 'keep_together', values: 'none,{department: whole}' },
  ]);
  expect(axes.map(({ key, values }) => [key, values.map(({ words }) => words.flat().join(' '))])).toEqual([
    ['tolerance', ['tolerance 5%', 'tolerance 10%']],
    ['headcount', ['headcount +1']],
    ['keep_together', ['keep_together none', 'keep_together department: whole']],
  ]);
  expect(axes[0]?.values[1]?.tolerance).toEqual({ all: 0.1, of: new Map() });
  expect(
    mistakes(() =>
      readVaried([
        { key: 'tolerance', values: '5%,{' },
        { key: 'tolerence', values: '5%' },
        { key: 'stickiness', values: '-1' },
      ]),
    ),
  ).toMatchInlineSnapshot(`
    [
      "--vary stickiness:null:stickiness bad-setting: "-1"; a number of at least 0; mend stickiness",
      "--vary tolerance:null:null bad-yaml: Flow map in block collection must be sufficiently indented and end with a }; values such as tolerance=5%,10%; see docs/sweep.md",
      "--vary tolerance:null:null bad-yaml: Flow sequence must end with a ]; values such as tolerance=5%,10%; see docs/sweep.md",
      "--vary tolerence:null:tolerence unknown-key: "tolerence"; a known key; did you mean tolerance?",
    ]
  `);
});

it('every combination has a name and a folder, the last axis fastest', () => {
  const all = scenariosOf({ scenarios: [named('a/b', 3)], axes: [axis('x', 2), axis('y', 3)] }, 'f');
  expect(all.map(({ name, folder: own }) => `${name} in ${own}`)).toMatchInlineSnapshot(`
    [
      "a/b in a_b-f5effa3177",
      "x-0_y-0 in x-0_y-0",
      "x-0_y-1 in x-0_y-1",
      "x-0_y-2 in x-0_y-2",
      "x-1_y-0 in x-1_y-0",
      "x-1_y-1 in x-1_y-1",
      "x-1_y-2 in x-1_y-2",
    ]
  `);
});

it('says what is wrong with names, and with how many there are', () => {
  const of = (scenarios: ReturnType<typeof named>[], axes: ReturnType<typeof axis>[] = []) =>
    mistakes(() => scenariosOf({ scenarios, axes }, 'sweep.yaml'));
  expect([
    ...of([named('A', 2), named('a', 5), named('b', null), named('B', null)]),
    ...of([
      named('Scenarios', 2),
      named('teams', 3),
      named('frontier.csv', 4),
      named('sweep.json', 5),
      named('frontier', 6),
    ]),
    ...of([], []),
    ...of([], [axis('x', 2, 4), axis('x', 2, 6)]),
    ...of([named('a', 1)], [axis('x', 100), axis('y', 100)]),
  ]).toMatchInlineSnapshot(`
    [
      "sweep.yaml:null:name bad-setting: the name "B", which another has; a name of its own; mend name",
      "sweep.yaml:5:name bad-setting: the name "a", which that of line 2 has; a name of its own; mend name",
      "sweep.yaml:3:name bad-setting: the name "teams"; another: scenarios, teams and frontier are the sweep's own; mend name",
      "sweep.yaml:4:name bad-setting: the name "frontier.csv"; another: scenarios, teams and frontier are the sweep's own; mend name",
      "sweep.yaml:5:name bad-setting: the name "sweep.json"; another: scenarios, teams and frontier are the sweep's own; mend name",
      "sweep.yaml:null:null no-scenarios: no scenario; --vary tolerance=5%,10%, --scenarios FILE, or \`sweep:\` in the configuration; see docs/sweep.md",
      "sweep.yaml:6:x bad-setting: x given twice; every key once, with all its values; mend x",
      "sweep.yaml:null:grid bad-setting: 10001 scenarios; at most 10000; mend grid",
    ]
  `);
  expect(of([], [axis('x', 100), axis('y', 100)])).toEqual([]);
});

it('a file of scenarios holds what stands below sweep, its files beside it', async () => {
  const path = join(folder, 'scenarios.yaml');
  writeFileSync(path, 'scenarios:\n  - {name: a, reps: team.csv}\n  - {name: b, reps: /team.csv}\n');
  const { scenarios } = await readScenarios(path);
  expect(scenarios.map(({ name, line, team }) => [name, line, team?.reps])).toEqual([
    ['a', 2, join(folder, 'team.csv')],
    ['b', 3, '/team.csv'],
  ]);
  writeFileSync(path, 'scenarios:\n  - {nam: a}\ngrid: [\n');
  const broken = await readScenarios(path).catch(wrong);
  writeFileSync(path, 'scenarios:\n  - {nam: a}\ngrid: {tolerance: []}\n');
  const unfit = await readScenarios(path).catch(wrong);
  expect(
    [broken, unfit].map(list => (list as string[]).map(text => text.replaceAll(folder, ''))),
  ).toMatchInlineSnapshot(`
    [
      [
        "/scenarios.yaml:4:null bad-yaml: Flow sequence in block collection must be sufficiently indented and end with a ]; YAML; see docs/sweep.md",
      ],
      [
        "/scenarios.yaml:2:scenarios[1].nam unknown-key: "nam"; a known key; did you mean name?",
        "/scenarios.yaml:2:scenarios[1].name bad-setting: keys and values; a name, which its folder gets too; mend scenarios[1].name",
        "/scenarios.yaml:3:grid.tolerance bad-setting: a list; one value or more; mend grid.tolerance",
      ],
    ]
  `);
});
