import { expect, test } from 'vitest';
import { inConfiguration, placesOf } from '../../src/io/config-places.ts';
import { parseTree } from '../../src/io/config-tree.ts';
import type { Issue } from '../../src/model/records.ts';

// made in each test, so that mutants of it are seen
const places = () =>
  placesOf(
    parseTree(`measures:
  - potential=5%
  - {name: workload, tolerance: 8%}
max_moved: 10%
hierarchy:
  levels:
    - {name: area}
layers:
  - name: field
    where: {segment: A}
    measures: {visits: 5%}
  - name: health
    keep_together: {department: whole}
`).tree,
  );

const issue = (file: string, line: number | null = null): Issue => ({
  ...{ severity: 'error', code: 'x', file, line, column: null, found: '', expected: '', remedy: '' },
});
const placed = (file: string, given: readonly string[] = [], line: number | null = null) => {
  const found = inConfiguration(issue(file, line), 's.yaml', places(), option => given.includes(option));
  return [found.file, found.line, found.column];
};

test('what a list names is a place, each on its line', () => {
  const entries = [
    'measures.potential',
    'measures.workload',
    'layers.field.measures.visits',
    'hierarchy.levels.area',
  ];
  expect(entries.map(key => places().get(key))).toEqual([2, 3, 11, 7]);
});

test('every key has its place, also those of lists, by their names', () => {
  const text = `measures:
  - "a = b = 5%"
  - potential
  - " x=1 "
  - [inner, {deep: 1}]
  - {tolerance: 5%}
  - {name: [no]}
  - name: " z "
    tolerance: 8%
  - potential=9%
"": {b: 1}
__proto__: {c: 1}
`;
  expect([...placesOf(parseTree(text).tree)]).toEqual([
    ['measures', 1],
    ['measures.a = b', 2],
    ['measures.potential', 3],
    ['measures.x', 4],
    ['measures.inner', 5],
    ['measures.deep', 5],
    ['measures.tolerance', 6],
    ['measures.name', 7],
    ['measures.name.no', 7],
    ['measures.z', 8],
    ['measures.z.name', 8],
    ['measures.z.tolerance', 9],
    ['b', 11],
    ['__proto__', 12],
    ['__proto__.c', 12],
  ]);
  expect([...placesOf(parseTree('just text').tree)]).toEqual([]);
});

test('a finding about an option is one about the line that said it', () => {
  expect(placed('--measure potential')).toEqual(['s.yaml', 2, 'measures.potential']);
  expect(placed('--measure workload')).toEqual(['s.yaml', 3, 'measures.workload']);
  expect(placed('--max-moved')).toEqual(['s.yaml', 4, 'max_moved']);
  expect(placed('--level area')).toEqual(['s.yaml', 7, 'hierarchy.levels.area']);
  // one that no line names is about the whole key
  expect(placed('--measure potentail')).toEqual(['s.yaml', 1, 'measures']);
});

test('of a layer where the whole configuration has none', () => {
  expect(placed('--measure visits')).toEqual(['s.yaml', 11, 'layers.field.measures.visits']);
  expect(placed('--keep-together department')).toEqual([
    's.yaml',
    13,
    'layers.health.keep_together.department',
  ]);
  expect(placed('--may-cut')).toEqual(['s.yaml', 13, 'layers.health.keep_together']);
});

test('what was given on the command line, has a line, or is no option stays as it is', () => {
  expect(placed('--max-moved', ['max-moved'])).toEqual(['--max-moved', null, null]);
  expect(placed('--max-moved', [], 9)).toEqual(['--max-moved', 9, null]);
  expect(placed('accounts.csv')).toEqual(['accounts.csv', null, null]);
  expect(placed('--seed')).toEqual(['--seed', null, null]);
});
