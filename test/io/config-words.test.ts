// Lines of sectorize.yaml at the edge of what is allowed, and what is read of each, or said of it, word for word: in
// config-words.txt, for somebody to read when it changes (vitest -u).

import { expect, it, vi } from 'vitest';

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
accounts: &b [x]\\nreps: *b
accounts: /data/a.csv\\nreps: "-"\\nzones: " z.geojson "\\naliases: sub/al.csv\\nbarriers: b.csv\\noverrides: o.csv\\nfrom: old\\nout: ../plan
from: [a, /b, "-"]
map: {accounts.id: Code, potential: [a]}
map: 5
profile: excel-fr\\ndelimiter: TAB\\ndecimal: Comma\\nbom: yes\\nxlsx: no\\nlang: en\\nlayer: field\\ncountry: be
profile: excel\\ndelimiter: "."\\ndecimal: dot\\nbom: 1\\nxlsx: ja\\nlang: de\\nlayer: " "\\ncountry: FRA
delimiter: "|"\\ndecimal: "."
delimiter: ","\\ndecimal: ","
delimiter: semicolon\\ndecimal: point
delimiter: semicolom
country: 5
lang: FR
objective: compactness\\ncenters: free\\neffort: thorough\\nexact: yes\\ngroups: one-rep
objective: compact\\ncenters: base\\neffort: slow\\nexact: maybe\\ngroups: onerep
objective: 5\\ncenters: [free]\\nexact: "no"
hand_over: {hours: 2}
hand_over: {hours: 1000, hours_per_1000_revenue: 1000, by_years_held: [{years: 0, factor: 0}, {years: 100, factor: 100}], as_of: 2027-07}
hand_over: {hours: 1001, hours_per_1000_revenue: -1, as_of: yesterday}
hand_over: {by_years_held: [{years: 0, factor: 1}]}
hand_over: {by_years_held: [{years: 3, factor: 1}, {years: 3, factor: 2}], as_of: 1/2/2027}
hand_over: {by_years_held: [{years: 3}], as_of: 2027-01-01}
hand_over: {by_years_held: [{years: 101, factor: 101}], as_of: 2027-01-01}
hand_over: {by_years_held: x, as_of: 2027-02-30}
keep_together: {department: whole, region: 12, area: {price: 0, except: [75, b]}, other: {}}
keep_together: {department: hole, region: -1, area: {price: x}, other: [a]}
keep_together: whole
min_zones: 0\\nmax_zones: 1\\nmin_accounts: 0\\nmax_accounts: 1000000000
min_zones: -1\\nmax_zones: 0\\nmin_accounts: 0.5\\nmax_accounts: 1000000001
max_zones: 5
min_accounts: "1 000"
budgets: [{resource: km, at_most: 5}, {name: a, team: all, resource: cost, at_most: 1, price: 0}, {team: {kind: partner}, resource: hours, at_most: "1 000,5"}]
budgets: [{team: {kind: a, seniority: b}, resource: km, at_most: 1}, {team: {sort: a}, resource: km, at_most: 1}, {team: someone, resource: km, at_most: 1}]
budgets: [{team: [], resource: km, at_most: 1}, {team: [R1, [a]], resource: km, at_most: 1}, {team: {}, resource: km, at_most: 1}]
budgets: [{resource: miles, at_most: 1}, {resource: km}, {at_most: 1}, {resource: km, at_most: 0}, {resource: km, at_most: 1, price: -1}, 5]
budgets: [{name: a, resource: km, at_most: 1}, {name: a, resource: cost, at_most: 1}]
travel: {circuity: 1, access_minutes: 0, speeds: [{up_to_km: 0.1, km_per_hour: 1}, {up_to_km: 20000, km_per_hour: 300}, {km_per_hour: 50}]}
travel: {circuity: 0.9, access_minutes: 121, speeds: [{up_to_km: 0.05, km_per_hour: 0.5}, {km_per_hour: 301}]}
travel: {circuity: 5, access_minutes: 120}
travel: {circuity: 5.1, speeds: []}
travel: {speeds: [{up_to_km: 5, km_per_hour: 20}]}
travel: {speeds: [{km_per_hour: 20}, {km_per_hour: 30}]}
travel: {speeds: [{up_to_km: 5, km_per_hour: 20}, {up_to_km: 5, km_per_hour: 30}, {km_per_hour: 30}]}
travel: {speeds: [{up_to_km: 5}, {km_per_hour: 30}]}
travel: {speeds: {km_per_hour: 30}}
travel: {speed: 3}
visits_per_tour: 1\\nlocal_factor: 1000\\nspread_share: 100%\\nwhite_space_visits: 1000\\ndefault_visits_per_year: 0\\ndefault_visit_minutes: 1440\\ndefault_hours_per_year: 8784
visits_per_tour: 0.9\\nlocal_factor: 1000.1\\nspread_share: x\\nwhite_space_visits: -1\\ndefault_visits_per_year: 1000.5\\ndefault_visit_minutes: 1441\\ndefault_hours_per_year: 8785
visits_per_tour: 100\\nlocal_factor: 0\\nspread_share: 0\\nwhite_space_visits: 0\\ndefault_visits_per_year: 1000\\ndefault_visit_minutes: 0\\ndefault_hours_per_year: 1
visits_per_tour: 101\\nlocal_factor: -0.1\\nspread_share: -1\\ndefault_hours_per_year: 0.9
visits_by_segment: {a: 3, b: "4,5"}\\ncadence_by_segment: {c: monthly, d: toutes les 6 semaines}
visits_by_segment: {a: 3}\\ncadence_by_segment: {a: monthly, b: weekly}
cadence_by_segment: {a: Daily, b: WEEKLY, c: fortnightly, d: bimonthly, e: quarterly, f: half-yearly, g: yearly, h: every month, i: every 2 weeks, j: every 10 days}
cadence_by_segment: {a: quotidienne, b: hebdomadaire, c: mensuelle, d: bimestrielle, e: trimestrielle, f: semestrielle, g: annuelle, h: tous les mois, i: tous les 10 jours, j: toutes les semaines}
cadence_by_segment: {a: montly, b: every 0 weeks, c: every 1000 days, d: every 6 weeks or so, e: 5, f: biweekly, g: never again}
visit_minutes_by_segment: {a: 0, b: 1440, c: 1441}\\nsla_minutes_by_segment: {a: 0.1, b: 10000, c: 0, d: 10001}
visits_by_segment: 5
productivity_by_segment: {junior: {a: 70%, b: 5, c: 5.1, d: 0, e: x, f: 1.2, g: "1,5"}, senior: 5}
period: {from: 2027-01}
period: {from: 01/2027, months: 1}
period: {from: 2027-13, months: 0}
period: {months: 6}
period: {from: 0000-01, months: 121}
ramp_up: [0, 25%, 0.5, 100%]
ramp_up: [101%, -1, x]
ramp_up: 25%
potential: 2 * a + [Nb sites]
potential: "2 *"
potential: 5
potential: 1 + 1
potential: "a +* b"
quota: {total: 5}
quota: {total: 0, by: {potential: 60%, revenue: 40%}}
quota: {total: 100, by: {potential: 60%, revenue: 30%}}
quota: {total: 100, by: {potential: 100%}}
quota: {total: 100, by: {revenue: 1}}
quota: {by: {potential: 100%}}
quota: 5
quota: {total: 100, by: {potential: 0.1, revenue: 0.9}}
visits_by_potential: [{min: 10, visits: 3}, {min: 100, visits: 12}, {min: 50, visits: 0}]
visits_by_potential: [{min: 10}, {visits: 3}]
visits_by_potential: [{min: -1, visits: 1001}]
visits_by_potential: {min: 1}
vehicles: {Électrique: {g_co2_per_km: 20, cost_per_km: 0.2}, Kangoo: {}, "": {g_co2_per_km: 1}}\\ndefault_vehicle: kangoo
vehicles: {diesel: {g_co2_per_km: 10000, cost_per_km: 1000}, gazole: {g_co2_per_km: 5}}
vehicles: {van: {g_co2_per_km: 10001, cost_per_km: 1001}, a: {colour: red}, b: 5}
default_vehicle: Gazole
vehicles: [a]
stickiness: 2\\nhand_over: {hours: 3}
travel:\\nmeasures:\\nlayers:\\nquota:\\nsweep:\\ngates:\\ntours:
a: &a {b: 1}\\ntravel: *a
travel: &t {circuity: 1.5}\\nsweep: {scenarios: [{name: s, travel: *t}]}
sweep: {grid: {stickiness: [1, none, x], tolerance: none, map: [a], country: [FR]}}
sweep: {scenarios: [{name: "", tolerance: 1%}, {name: [a]}, {name: s, travel: none, seed: 5, headcount: "+3", without: none}]}
? [a]\\n: 1
a: 1\\na: 2
  a: 1\\n b: 2
"a: b
- [a
`
  .trim()
  .split('\n')
  .map(line => line.replaceAll('\\n', '\n'))
  // as deep as may be, and a level deeper
  .concat(
    ...[20, 21].map(depth => [
      `${'{a: '.repeat(depth)}1${'}'.repeat(depth)}`,
      `a: ${'['.repeat(depth - 1)}1${']'.repeat(depth - 1)}`,
    ]),
  );

/** Loaded anew, so that readers and what they expect, which are made while loading, are made in the test. */
async function loadAnew() {
  vi.resetModules();
  const { parseConfig } = await import('../../src/io/config.ts');
  const { IssueLog } = await import('../../src/io/issues.ts');
  return {
    IssueLog,
    parse: (text: string, file: string, log = new IssueLog()) => parseConfig(text, file, log),
  };
}
type Parse = Awaited<ReturnType<typeof loadAnew>>['parse'];

/** Maps and objects without a prototype as plain text; what a file without a word has too is left out. */
function short(value: object, parse: Parse): string {
  const plain = (_: string, part: unknown) =>
    part instanceof Map ? { map: [...part] } : part === Number.POSITIVE_INFINITY ? 'Infinity' : part;
  const usual: Record<string, string | undefined> = Object.fromEntries(
    Object.entries(parse('', 'usual/sectorize.yaml')).map(([key, of]) => [key, JSON.stringify(of, plain)]),
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
  const { parse, IssueLog } = await loadAnew();
  const all = LINES.map(line => {
    const log = new IssueLog();
    const read = parse(line, 'conf/sectorize.yaml', log);
    const said = log
      .issues()
      .map(
        ({ severity, code, line, column, found, expected, remedy }) =>
          `  ${severity} ${code} (line ${line}, ${column}) found ${found}; expected ${expected}; ${remedy}\n`,
      );
    return `${line}\n${said.join('')}${short(read, parse)}`;
  });
  await expect(all.join('\n')).toMatchFileSnapshot('config-words.txt');
});
