import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/io/config.ts';
import { IssueLog } from '../../src/io/issues.ts';

function parse(yaml: string) {
  const log = new IssueLog();
  const { layers } = parseConfig(yaml, 'sectorize.yaml', log);
  return { layers, found: log.issues().map(({ line, column, code }) => `${line}:${column}:${code}`) };
}

describe('layers of a configuration', () => {
  it('have conditions, shares and measures of their own', () => {
    const { layers, found } = parse(`
layers:
  - name: health
    where: {segment: santé, potential: ">=5000"}
    measures: {potential: 15%, workload: }
    travel: none
    keep_together: {department: whole}
    max_zones: 40
  - name: key
    overlay: yes
    where: {strategic: yes, size: [ETI, GE], sites: 3}
    revenue_share: 40%
    objective: compactness
    centers: free
  - {name: rest}
`);
    expect(found).toEqual([]);
    expect(layers.map(({ where, ...layer }) => ({ ...layer, where: [...where] }))).toEqual([
      {
        name: 'health',
        line: 3,
        overlay: false,
        where: [
          ['segment', ['santé']],
          ['potential', ['>=5000']],
        ],
        revenueShare: 1,
        visitsShare: 1,
        travels: false,
        measures: [
          { name: 'potential', tolerance: 0.15 },
          { name: 'workload', tolerance: 0.1 },
        ],
        keepTogether: [{ column: 'department', price: null, except: [] }],
        budgets: null,
        limits: [{ of: 'zones', min: null, max: 40 }],
        objective: null,
        centers: null,
      },
      {
        name: 'key',
        line: 9,
        overlay: true,
        where: [
          ['strategic', ['yes']],
          ['size', ['ETI', 'GE']],
          ['sites', ['3']],
        ],
        revenueShare: 0.4,
        visitsShare: 0.4,
        travels: true,
        measures: null,
        keepTogether: null,
        budgets: null,
        limits: null,
        objective: 'compactness',
        centers: 'free',
      },
      {
        ...{
          name: 'rest',
          line: 15,
          travels: true,
          overlay: false,
          where: [],
          revenueShare: 1,
          visitsShare: 1,
        },
        ...{
          measures: null,
          keepTogether: null,
          budgets: null,
          limits: null,
          objective: null,
          centers: null,
        },
      },
    ]);
  });

  it('are not there beside the name of a single one', () => {
    expect(parse('layer: a\nlayers:\n  - {name: b}\n').found).toEqual(['null:layer:bad-setting']);
  });

  it.each([
    ['- {where: {a: b}}', '2:layers[1].name:bad-setting'],
    ['- {name: a}\n- {name: a}', '3:layers[2].name:bad-setting'],
    ['- {name: "a|b"}', '2:layers[1].name:bad-setting'],
    ['- {name: a}\n- {name: b, overlay: yes}', '3:layers[2].revenue_share:bad-setting'],
    ['- {name: a, revenue_share: 40%}', '2:layers[1].revenue_share:bad-setting'],
    ['- {name: a, visits_share: 40%}', '2:layers[1].visits_share:bad-setting'],
    ['- {name: a, overlay: yes, revenue_share: 40%}', '2:layers:bad-setting'],
    ['- {name: a, overlay: yes, revenue_share: 400%}', '2:layers[1].revenue_share:bad-setting'],
    ['- {name: a, wher: {}}', '2:layers[1].wher:unknown-key'],
    ['- {name: a, where: {b: []}}', '2:layers[1].where.b:bad-setting'],
    [' field', '2:layers:bad-setting'],
  ])('say what is wrong with %s', (yaml, expected) => {
    expect(parse(`layers:\n${yaml}\n`).found).toContain(expected);
  });
});
