import { expect, it } from 'vitest';
import { parseConfig } from '../../src/io/config.ts';
import { IssueLog } from '../../src/io/issues.ts';

function read(yaml: string) {
  const log = new IssueLog();
  const { gates } = parseConfig(yaml, 'sectorize.yaml', log);
  return { gates, issues: log.issues().map(({ line, column, remedy }) => `${line} ${column}: ${remedy}`) };
}

it('reads one limit or one for each, and what may get worse', () => {
  const { gates, issues } = read(`gates:
  imbalance: {potential: 10%, workload: 0.15}
  gap: 5%
  disruption: 10%
  coverage: {potential: 98%}
  extra_pieces: 0
  worse: {travel_hours: 2%}
`);
  expect(issues).toEqual([]);
  expect(gates).toEqual({
    imbalance: new Map([
      ['potential', 0.1],
      ['workload', 0.15],
    ]),
    gap: 0.05,
    disruption: { accounts: 0.1 },
    coverage: { potential: 0.98 },
    extraPieces: 0,
    worse: { travel_hours: 0.02 },
  });
  expect(read('gates: {imbalance: 10%}').gates).toEqual({ imbalance: new Map([['', 0.1]]) });
  expect(read('seed: 1').gates).toBeNull();
});

it('names line and key of every mistake', () => {
  const { issues } = read(`gates:
  imbalence: 10%
  gap: much
  worse: {travel_hour: 2%}
  disruption: {revenue: -1}
  extra_pieces: 1.5
`);
  expect(issues).toEqual([
    '2 gates.imbalence: did you mean imbalance?',
    '3 gates.gap: mend gates.gap',
    '4 gates.worse.travel_hour: did you mean travel_hours?',
    '5 gates.disruption.revenue: mend gates.disruption.revenue',
    '6 gates.extra_pieces: mend gates.extra_pieces',
  ]);
  expect(read('gates: {}').issues).toEqual(['1 gates: mend gates']);
});
