// What a scenario changes of the settings, and what it leaves alone.

import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../src/io/config.ts';
import type { SweepFound } from '../../src/io/config-sweep.ts';
import { IssueLog } from '../../src/io/issues.ts';
import { readVaried, scenariosOf } from '../../src/io/sweep-scenarios.ts';
import { changedSettings } from '../../src/model/scenario.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/model/settings.ts';

const USUAL = [
  { name: 'potential', tolerance: 0.1 },
  { name: 'workload', tolerance: 0.1 },
];

function found(yaml: string): { found: SweepFound; settings: Settings } {
  const log = new IssueLog();
  const { sweep, settings } = parseConfig(yaml, 'sectorize.yaml', log);
  expect(log.issues()).toEqual([]);
  return { found: sweep as SweepFound, settings: { ...DEFAULT_SETTINGS, ...settings } };
}

describe('a scenario', () => {
  it('takes a rule away with none, and gives one with a value', () => {
    const { found: list, settings } = found(`
keep_together: {department: whole}
budgets: [{resource: km, at_most: 1000}]
stickiness: 3
max_zones: 40
min_zones: 5
hand_over: {hours_per_1000_revenue: 1}
sweep:
  grid:
    keep_together: [none, {region: 12}]
    budgets: [none]
    stickiness: [none]
    max_zones: [none]
    hand_over: [none]
`);
    const [without, other] = scenariosOf(list, 'x').map(change => changedSettings(settings, change, []));
    expect(without).toEqual({ ...DEFAULT_SETTINGS, limits: [{ of: 'zones', min: 5, max: null }] });
    expect(other?.keepTogether).toEqual([{ column: 'region', price: 12, except: [] }]);
  });

  it('changes tolerances of the measures there are, or of those a plan has anyway', () => {
    const axes = readVaried([{ key: 'tolerance', values: '5%,{workload: 20%}' }]);
    const [all, one] = scenariosOf({ scenarios: [], axes }, '--vary');
    const tolerances = (change: typeof all, measures: Settings['measures']) =>
      changedSettings(
        { ...DEFAULT_SETTINGS, measures },
        change as NonNullable<typeof all>,
        USUAL,
      ).measures.map(({ name, tolerance }) => `${name} ${tolerance}`);
    expect(tolerances(all, [])).toEqual(['potential 0.05', 'workload 0.05']);
    expect(tolerances(one, [])).toEqual(['potential 0.1', 'workload 0.2']);
    expect(tolerances(all, [{ name: 'accounts', tolerance: 0.3 }])).toEqual(['accounts 0.05']);
  });

  it('of a grid has a name that a folder can have, each its own', () => {
    const axes = readVaried([
      { key: 'headcount', values: '-1,0,+1' },
      { key: 'max_moved', values: '5%:revenue, none' },
    ]);
    const scenarios = scenariosOf({ scenarios: [], axes }, '--vary');
    expect(scenarios.map(({ folder }) => folder)).toEqual([
      'headcount-minus-1_max-moved-5-revenue',
      'headcount-minus-1_max-moved-none',
      'headcount-0_max-moved-5-revenue',
      'headcount-0_max-moved-none',
      'headcount-plus-1_max-moved-5-revenue',
      'headcount-plus-1_max-moved-none',
    ]);
    expect(scenarios.map(({ name }) => name)).toEqual(scenarios.map(({ folder }) => folder));
    const twice = readVaried([{ key: 'seed', values: '1,1' }]);
    expect(() => scenariosOf({ scenarios: [], axes: twice }, '--vary')).toThrow('a name of its own');
    const endless = Array.from(
      'abcde',
      () => readVaried([{ key: 'seed', values: '1,2,3,4,5,6,7,8,9,10' }])[0]!,
    );
    const apart = endless.map((axis, at) => ({ ...axis, key: `${axis.key}${at}` }));
    expect(() => scenariosOf({ scenarios: [], axes: apart }, '--vary')).toThrow('100000 scenarios');
  });

  it.each(['scenarios', 'frontier.html', 'sweep.json'])('has no name of the sweep’s own: %s', name => {
    const { found: list } = found(`sweep: {scenarios: [{name: ${name}, seed: 2}]}`);
    expect(() => scenariosOf(list, 'x')).toThrow("the sweep's own");
  });

  it.each(['__proto__', '../../etc', 'CON', 'x'.repeat(500)])(
    'with the name %s has a harmless folder',
    name => {
      const { found: list } = found(`sweep: {scenarios: [{name: "${name}", seed: 2}]}`);
      const [{ folder, settings }] = scenariosOf(list, 'x') as unknown as [
        { folder: string; settings: object },
      ];
      expect(folder).toMatch(/^[\w-][\w.-]{0,99}$/);
      expect(settings).toEqual({ seed: 2 });
    },
  );
});
