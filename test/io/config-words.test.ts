// Lines of sectorize.yaml at the edge of what is allowed, and what is read of each, or said of it, word for word: in
// config-words.txt, for somebody to read when it changes (vitest -u).

import { expect, it } from 'vitest';
import { parseConfig } from '../../src/io/config.ts';
import { IssueLog } from '../../src/io/issues.ts';

const LINES = `
measures: {potential: 0%}
measures: {potential: 0.1%, workload: 99.9%, sites: 100%}
measures: [potential=10%, workload, a = b = 5%, " =10%"]
measures: {potential: 1, a: 0, b: 0.999}
measures: [[a], {a: b}, true]
max_moved: none
max_moved: 0
max_moved: 1
max_moved: 1.01
max_moved: "5% : potential"
max_moved: 5%:potental
max_moved: 5%:zones
max_moved: x:potental
max_moved: 5%:revenue:accounts
max_moved: true
stickiness: 0
stickiness: -0.1
stickiness: "1 000,5"
stickiness: .inf
seed: 1.5
seed: 9007199254740991
seed: 9007199254740992
seed: -1
min_zones: 0
max_zones: 0
max_zones: 1
min_accounts: 3
max_accounts: 1000000000
max_accounts: 1000000001
effort: thorough
effort: " fast"
effort: thorogh
exact: yes
exact: "no"
exact: maybe
exact: ye
country: " de "
country: fra
country: "1a"
lang: FR
profile: exel-fr
delimiter: tab
decimal: comma
bom: yes
delimiter: Tabulation
delimiter: tba
decimal: Virgule
decimal: pont
layer: "  a b "
layer: " "
layer: 12
accounts: -
accounts: [a.csv]
out: {a: b}
from: plan-2026
from: [a, "-", /abs]
from: {a: b}
map: {potential: CA, a: }
map: potential
xlsx: true
bom: 1
travel: {circuity: 0.99}
travel: {circuity: 1}
travel: {circuity: 5}
travel: {circuity: 5.01, access_minutes: 121}
travel: {access_minutes: 120}
travel: {speeds: [{up_to_km: 0.1, km_per_hour: 1}, {km_per_hour: 300}]}
travel: {speeds: [{up_to_km: 0.09, km_per_hour: 0.9}, {km_per_hour: 301}]}
travel: {speeds: [{up_to_km: 5, km_per_hour: 9}, {up_to_km: 5, km_per_hour: 9}, {km_per_hour: 3}]}
travel: {speeds: [{km_per_hour: 9}]}
travel: {speeds: [{}]}
travel: {speed: 3}
visits_per_tour: 0.9
visits_per_tour: 1
visits_per_tour: 100.5
local_factor: 1000.5
spread_share: 101%
spread_share: "100 %"
spread_share: 1.01
white_space_visits: 1001
default_visits_per_year: 1000
default_visit_minutes: 1441
default_hours_per_year: 0.5
default_hours_per_year: 8785
visits_by_segment: {A: 3, "": 4, B: x}
visits_by_segment: 3
cadence_by_segment: {A: daily, B: Weekly, C: fortnightly, D: bimonthly, E: half-yearly, F: yearly, G: quarterly}
cadence_by_segment: {A: quotidienne, B: mensuelle, C: bimestrielle, D: trimestrielle, E: semestrielle, F: annuelle}
cadence_by_segment: {A: every day, B: every 3 weeks, C: every 2 months, D: tous les 3 jours, E: tous les mois, F: toutes les semaines}
cadence_by_segment: {A: every 0 weeks, B: tous les 5, C: xevery day, D: every dayx, E: 5, F: semestriele}
sla_minutes_by_segment: {A: 0.1, B: 0}
visit_minutes_by_segment: {A: 0, B: 1440, C: 1440.1}
productivity_by_segment: {junior: {A: 70%, B: 5, C: "0,5"}}
productivity_by_segment: {junior: {A: 0, B: 5.1, C: 600%, D: x, E: true}}
period: {from: 2027-01, months: 120}
period: {from: 1/2027, months: 0}
period: {from: 13/2027}
period: {months: 6}
ramp_up: [0, 1, 50%, "0,5"]
ramp_up: [101%, x]
ramp_up: 50%
potential: "0.6 * a + 400 * [Nb sites]"
potential: "1 +"
potential: 5
quota: {total: 5, by: {potential: 60%, revenue: 40%}}
quota: {total: 5, by: {potential: 60%, revenue: 41%}}
quota: {total: 5, by: {revenue: 100%}}
quota: {total: 0}
quota: {by: {revenue: 100%}}
quota: {total: }
quota: {total: 5, by: {}}
quota: 5
visits_by_potential: [{min: 0, visits: 1}, {min: 10, visits: 2}, {min: 5, visits: 3}]
visits_by_potential: [{min: 1}, {visits: 1}]
visits_by_potential: {min: 1, visits: 1}
hand_over: {hours: 2, hours_per_1000_revenue: 0.5}
hand_over: {by_years_held: [{years: 0, factor: 0.5}, {years: 3, factor: 2}], as_of: 2027-07}
hand_over: {by_years_held: [{years: 3, factor: 0.5}, {years: 3, factor: 2}], as_of: 2027-07-01}
hand_over: {by_years_held: [{years: 3}], as_of: 2027-07-01}
hand_over: {by_years_held: [{years: 3, factor: 1}]}
hand_over: {hours: 1001, as_of: soon}
hand_over: {hours: 1000}
stickiness: 1\\nhand_over: {hours: 2}
keep_together: {department: whole, region: 12, c: {price: whole, except: [75, " a "]}, d: {}}
keep_together: {department: -1, region: {price: -1}, c: [], d: holw}
keep_together: [department]
vehicles: {diesel: {g_co2_per_km: 20}, gazole: {cost_per_km: 1}}
vehicles: {Kangoo: {cost_per_km: 1000}, electrique: {g_co2_per_km: 10000}}
vehicles: {a: {}, b: {g_co2_per_km: 10001}}
vehicles: {diesel: {g_co2_per_km: 20}}\\ndefault_vehicle: Gazole
default_vehicle: Kangoo
groups: one-rep
groups: onerep
objective: compactness
centers: base
budgets: [{name: a, team: {kind: partner}, resource: km, at_most: 90000, price: 0.02}]
budgets: [{resource: hours, at_most: 1}, {team: all, resource: cost, at_most: 2}, {team: [R1, 2], resource: km, at_most: 3}]
budgets: [{team: {seniority: junior}, resource: travel_hours, at_most: 1, price: 0}]
budgets: [{team: {kind: a, seniority: b}, resource: km, at_most: 1}, {team: everybody, resource: km, at_most: 1}]
budgets: [{team: {kin: a}, resource: km, at_most: 1}, {team: {kind: }, resource: km, at_most: 1}]
budgets: [{resource: km}, {at_most: 1}, {}, {resource: litres, at_most: 0}, 5]
budgets: {resource: km}
budgets: []
hierarchy: {levels: [{name: area, count: 8, measures: [fte=5%], days_per_report: 3}, {name: region}], managers: m.csv}
hierarchy: {order: top-down, levels: [{name: area, count: 10000}]}
hierarchy: {order: sideways, levels: [{name: area, count: 0, days_per_report: 367}]}
hierarchy: {levels: []}
hierarchy: {levels: {name: area}}
hierarchy: 3
layers: [{name: a}]
layers: [{name: a, where: {segment: [x, yes], size: ">=5", b: false}}, {name: b, overlay: yes, revenue_share: 40%, visits_share: 10%}]
layers: [{name: a}, {name: b, overlay: yes, revenue_share: 40%, travel: none, measures: {potential: }, centers: free, objective: travel}]
layers: [{name: a, min_zones: 2, keep_together: {region: 3}, budgets: [{resource: km, at_most: 1}]}]
layers: [{name: a, overlay: yes}]
layers: [{name: a}, {name: a}, {name: a/b}, {where: {segment: []}}]
layers: [{name: a, revenue_share: 40%, visits_share: 0.1}, {name: b, overlay: no}]
layers: [{name: a, where: {segment: {}}}, 5]
layers: {name: a}
layer: a\\nlayers: [{name: b}]
roads: {matrix: times.csv}
roads: {matrix: /abs/times.csv}
roads: {osrm: " http://localhost:5000 "}
roads: {valhalla: "https://u:secret@host/v", profile: truck, cache: kept, timeout_seconds: 1, max_snap_km: 0, batch: 2}
roads: {osrm: "http://host", timeout_seconds: 300, max_snap_km: 1000, batch: 1000}
roads: {osrm: "http://host", timeout_seconds: 301, max_snap_km: 1001, batch: 1001}
roads: {osrm: "http://host", batch: 1.5, timeout_seconds: 0.5}
roads: {osrm: "u:secret@host"}
roads: {osrm: 5}
roads: {osrm: [a]}
roads: {matrix: a.csv, osrm: "http://host"}
roads: {matrix: a.csv, batch: 3}
roads: {cache: kept}
roads: times.csv
tours: {period: month, part: 13, start: 04/01/2027, weekdays: mon-wed, holidays: no, days_off: [2027-05-07, 2027-05-06, 2027-05-07]}
tours: {day_start: 9h, day_length: 7h30, driving: 4.5, lunch: 45 11:30-13:00, nights: 4, night_price: 90 min, visits_per_day: 100, spacing: 100%, effort: fast, seed: 0}
tours: {period: month, part: 14}
tours: {period: week, part: 53}
tours: {part: 5}
tours: {period: year, part: 1, lunch: false, night_price: 110}
tours: {day_start: 25h, day_length: 59 min, driving: 0, lunch: 200, nights: 5, night_price: x, visits_per_day: 0, spacing: 101%}
tours: {day_length: 60 min, driving: 1 min}
tours: {day_length: 13h, driving: 13h}
tours: {day_length: 13h01, driving: 13h01}
tours: {period: days, weekdays: someday, start: x, days_off: [x], holidays: oui}
tours: {lunch: true}
tours: 5
gates: {imbalance: 10%, gap: 5%, disruption: 10%, coverage: 95%, extra_pieces: 0}
gates: {imbalance: {potential: 1%}, disruption: {revenue: 1%, zones: 2%}, coverage: {potential: 1%}, worse: {travel_hours: 2%, imbalance: 1%, coverage: 0}}
gates: {imbalance: x, gap: 2, disruption: {x: 1%}, coverage: [], extra_pieces: 1.5, worse: 5%}
gates: {}
gates: 10%
sweep: {grid: {tolerance: [5%, {potential: 8%}], stickiness: 3, keep_together: [none, {department: whole}]}}
sweep: {grid: {headcount: [-1, 0, +2], without: [none, R03, [R03, R07]], add: [{postal_code: 35000}, [{id: X, postal_code: 1, fte: 50%}]]}}
sweep: {scenarios: [{name: a, tolerance: 15%, reps: other.csv, fte: {R1: 80%}, max_moved: none, headcount: 10000}]}
sweep: {scenarios: [{tolerance: 15%}, {name: b, add: {fte: 1}}, {name: c, tolrance: 1%}, {name: d, add: 5}, 5]}
sweep: {scenarios: [{name: a, headcount: 10001}, {name: b, tolerance: {potential: x}}, {name: c, without: {a: b}}]}
sweep: {scenarios: {name: a}, grid: [a]}
sweep: {grid: {tolerance: [], weather: [wet], headcount: [1.5, x]}}
sweep: all
acounts: a
"": a
__proto__: {a: b}
- a
just text
a: [1
accounts: *b
`
  .trim()
  .split('\n')
  .map(line => line.replaceAll('\\n', '\n'));

/** Maps and objects without a prototype as plain text; what a file without a word has too is left out. */
function short(value: object): string {
  const plain = (_: string, part: unknown) =>
    part instanceof Map ? { map: [...part] } : part === Number.POSITIVE_INFINITY ? 'Infinity' : part;
  const usual: Record<string, string | undefined> = Object.fromEntries(
    Object.entries(parseConfig('', 'usual/sectorize.yaml', new IssueLog())).map(([key, of]) => [
      key,
      JSON.stringify(of, plain),
    ]),
  );
  return Object.entries(value)
    .filter(([key, of]) => key !== 'places' && JSON.stringify(of, plain) !== usual[key])
    .map(([key, of]) => {
      const kept =
        key === 'inputs' ? Object.fromEntries(Object.entries(of).filter(([, file]) => filled(file))) : of;
      return `  ${key} ${JSON.stringify(kept, plain)}\n`;
    })
    .join('');
}

const filled = (file: unknown): boolean =>
  file !== null && !(file instanceof Map && file.size === 0) && !(Array.isArray(file) && file.length === 0);

it('what is read of a line, or said of it', async () => {
  const all = LINES.map(line => {
    const log = new IssueLog();
    const read = parseConfig(line, 'conf/sectorize.yaml', log);
    const said = log
      .issues()
      .map(
        ({ severity, code, line, column, found, expected, remedy }) =>
          `  ${severity} ${code} (line ${line}, ${column}) found ${found}; expected ${expected}; ${remedy}\n`,
      );
    return `${line}\n${said.join('')}${short(read)}`;
  });
  await expect(all.join('\n')).toMatchFileSnapshot('config-words.txt');
});
