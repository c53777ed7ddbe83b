import { expect, it } from 'vitest';
import { parseConfig } from '../../src/io/config.ts';
import { configText } from '../../src/io/config-write.ts';
import { IssueLog } from '../../src/io/issues.ts';

/** every key of a plan and of layers, none with the value that is usual */
const YAML = `
objective: compactness
centers: free
measures: {potential: 7%, beds: 0.2}
stickiness: 1.5
hand_over: {hours_per_1000_revenue: 0.05, by_years_held: [{years: 0, factor: 0.5}, {years: 3, factor: 1.5}], as_of: 2027-07-01}
max_moved: 12.5%:accounts
keep_together: {department: whole, region: {price: 12, except: [a, b]}}
min_zones: 2
max_accounts: 900
budgets:
  - {name: partners, team: {kind: partner}, resource: km, at_most: 90000, price: 0.02}
  - {name: two, team: [R01, R02], resource: cost, at_most: 5}
  - {resource: hours, at_most: 1234.5}
effort: fast
exact: yes
seed: 7
country: ZZ
travel: {circuity: 1.2, access_minutes: 4, speeds: [{up_to_km: 5, km_per_hour: 20}, {km_per_hour: 70}]}
visits_per_tour: 4
local_factor: 0.9
spread_share: 0.2
white_space_visits: 2
default_visits_per_year: 3
default_visit_minutes: 50
visits_by_segment: {a: 2}
visit_minutes_by_segment: {a: 30}
sla_minutes_by_segment: {b: 60}
productivity_by_segment: {junior: {a: 0.7}}
period: {from: 2027-01, months: 6}
ramp_up: [25%, 50%]
quota: {total: 1200, by: {potential: 60%, revenue: 40%}}
visits_by_potential: [{min: 100, visits: 12}, {min: 10, visits: 3}]
default_hours_per_year: 1200
vehicles: {electric: {g_co2_per_km: 20, cost_per_km: 0.25}, own: {g_co2_per_km: 150}}
default_vehicle: own
groups: one-rep
hierarchy: {order: top-down, levels: [{name: area, count: 4, measures: {sectors: 20%}}, {name: region, days_per_report: 6}]}
layers:
  - {name: one, where: {segment: [a, b], potential: ">=5"}, measures: {potential: 15%}, keep_together: {department: 3}, min_accounts: 1, objective: travel, centers: incumbent}
  - {name: calls, travel: none}
  - {name: over, overlay: yes, revenue_share: 40%, visits_share: 50%, budgets: [{resource: km, at_most: 9}]}
`;

it('writes settings and layers that are read again as they were', () => {
  const log = new IssueLog();
  const before = parseConfig(YAML, 'a.yaml', log);
  const text = configText(before.settings as Parameters<typeof configText>[0], before.layers, {
    accounts: 'accounts.csv',
    managers: 'managers.csv',
    roads: 'roads.csv',
  });
  const after = parseConfig(text, 'b.yaml', log);
  expect(log.issues()).toEqual([]);
  expect(after.settings).toEqual(before.settings);
  const bare = (layers: typeof before.layers) => layers.map(layer => ({ ...layer, line: null }));
  expect(bare(after.layers)).toEqual(bare(before.layers));
  expect(after.inputs).toMatchObject({
    accounts: 'accounts.csv',
    managers: 'managers.csv',
    roads: { kind: 'matrix', file: 'roads.csv' },
  });
});
