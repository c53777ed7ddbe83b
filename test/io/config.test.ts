import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseConfig, parseShare, readConfig } from '../../src/io/config.ts';
import { InputError, IssueLog } from '../../src/io/issues.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';

function parse(yaml: string) {
  const log = new IssueLog();
  return {
    ...parseConfig(yaml, 'conf/sectorize.yaml', log),
    found: log.issues().map(i => `${i.line}:${i.column}:${i.code}`),
    log,
  };
}

const FULL = `
accounts: data/accounts.csv   # relative to this file
reps: /abs/reps.csv
zones: "-"
aliases: cedex.csv
barriers: ridges.csv
roads: {matrix: times.csv}
out: plan
profile: excel-fr
lang: fr
layer: pharma
map:
  potential: CA 2026
  zones.id: CODE
groups: one-rep
country: fr
objective: compactness
centers: free
measures:
  potential: 10%
  workload: 0.05
  sites:
stickiness: 2.5
max_moved: 15%:accounts
keep_together: {department: whole, region: {price: "12,5", except: [75, Île-de-France]}, __proto__: 3}
min_zones: 20
max_accounts: 400
effort: thorough
exact: yes
seed: 7
travel:
  circuity: 1,25
  access_minutes: 5
  speeds:
    - {up_to_km: 10, km_per_hour: 40}
    - {km_per_hour: 90}
visits_per_tour: 4
spread_share: 20%
white_space_visits: 2
default_visits_per_year: 6
default_visit_minutes: 45
visits_by_segment: {A: 12, __proto__: 3}
sla_minutes_by_segment: {santé: 60, __proto__: "7,5"}
visit_minutes_by_segment: {A: 90, __proto__: 20}
productivity_by_segment:
  junior: {A: 70%, B: "0,85"}
  __proto__: {A: 1.2}
period: {from: 04/2027, months: 18}
ramp_up: [25%, 0.5, 75 %]
visits_by_potential:
  - {min: 1000, visits: 4}
  - {min: 50000, visits: 12}
default_hours_per_year: 1300
from: plan-2026
overrides: decided.csv
hand_over:
  hours_per_1000_revenue: 0.2
  by_years_held: [{years: 0, factor: 0.5}, {years: 3, factor: 1.5}]
  as_of: 01/07/2027
`;

test('every key', () => {
  const { settings, inputs, out, profile, lang, layer, found } = parse(FULL);
  expect(found).toEqual([]);
  expect({ ...inputs, map: [...inputs.map] }).toEqual({
    accounts: join('conf', 'data/accounts.csv'),
    reps: '/abs/reps.csv',
    zones: '-',
    aliases: join('conf', 'cedex.csv'),
    barriers: join('conf', 'ridges.csv'),
    managers: null,
    from: [join('conf', 'plan-2026')],
    overrides: join('conf', 'decided.csv'),
    roads: { kind: 'matrix', file: join('conf', 'times.csv') },
    map: [
      ['potential', 'CA 2026'],
      ['zones.id', 'CODE'],
    ],
  });
  expect({ out, profile, lang, layer }).toEqual({
    out: join('conf', 'plan'),
    profile: 'excel-fr',
    lang: 'fr',
    layer: 'pharma',
  });
  // `slice` is made of layers and inputs
  const keys = Object.keys(DEFAULT_SETTINGS).filter(key => key !== 'slice');
  expect(Object.keys(settings).sort()).toEqual([...keys, 'handOver'].sort());
  expect(settings.handOver).toEqual({
    hoursPer1000Revenue: 0.2,
    byYearsHeld: [
      { years: 0, factor: 0.5 },
      { years: 3, factor: 1.5 },
    ],
    asOf: '2027-07-01',
  });
  expect(Object.entries(settings.slaMinutesBySegment!)).toEqual([
    ['santé', 60],
    ['__proto__', 7.5],
  ]);
  expect(settings).toMatchObject({
    country: 'FR',
    objective: 'compactness',
    centers: 'free',
    stickiness: 2.5,
    maxMoved: { share: 0.15, of: 'accounts' },
    keepTogether: [
      { column: 'department', price: null, except: [] },
      { column: 'region', price: 12.5, except: ['75', 'Île-de-France'] },
      { column: '__proto__', price: 3, except: [] },
    ],
    limits: [
      { of: 'zones', min: 20, max: null },
      { of: 'accounts', min: null, max: 400 },
    ],
    effort: 'thorough',
    exact: true,
    seed: 7,
    measures: [
      { name: 'potential', tolerance: 0.1 },
      { name: 'workload', tolerance: 0.05 },
      { name: 'sites', tolerance: 0.1 },
    ],
    travel: {
      circuity: 1.25,
      accessMinutes: 5,
      speeds: [
        { upToKm: 10, kmPerHour: 40 },
        { upToKm: null, kmPerHour: 90 },
      ],
    },
    visitsPerTour: 4,
    spreadShare: 0.2,
    whiteSpaceVisits: 2,
    defaultVisitsPerYear: 6,
    defaultVisitMinutes: 45,
    defaultHoursPerYear: 1300,
    period: { from: '2027-04', months: 18 },
    rampUp: [0.25, 0.5, 0.75],
    visitsByPotential: [
      { min: 50000, visits: 12 },
      { min: 1000, visits: 4 },
    ],
  });
  expect(Object.entries(settings.visitsBySegment!)).toEqual([
    ['A', 12],
    ['__proto__', 3],
  ]);
  expect(Object.entries(settings.visitMinutesBySegment!)).toEqual([
    ['A', 90],
    ['__proto__', 20],
  ]);
  expect(
    Object.entries(settings.productivityBySegment!).map(([level, of]) => [level, Object.entries(of)]),
  ).toEqual([
    [
      'junior',
      [
        ['A', 0.7],
        ['B', 0.85],
      ],
    ],
    ['__proto__', [['A', 1.2]]],
  ]);
  expect(JSON.parse(JSON.stringify(settings)).seed).toBe(7);
});

test('what is absent, or has nothing after the colon, is not set', () => {
  const { settings, inputs, out, found } = parse('# nothing\nlang:\naccounts:\ntravel:\n');
  expect(found).toEqual([]);
  expect(settings).toEqual({});
  expect(inputs.accounts).toBeNull();
  expect(out).toBeNull();
  expect(parse('travel: {circuity: 1.4}').settings.travel).toEqual({
    ...DEFAULT_SETTINGS.travel,
    circuity: 1.4,
  });
  expect(parse('').found).toEqual([]);
});

test('every mistake is named with its line', () => {
  const { found, log } = parse(
    [
      'acounts: a.csv',
      'measures: {potential: 15, workload: 5%}',
      'max_moved: 5%:zones',
      'seed: 1.5',
      'travel:',
      '  sped: 3',
      '  circuity: fast',
      'effort: [fast]',
      'country: France',
      'map: potential',
      'visits_by_potential:',
      '  - {min: 10}',
      'stickiness: -1',
      'lang: de',
      'constructor: 1',
    ].join('\n'),
  );
  expect(found).toEqual([
    '1:acounts:unknown-key',
    '2:measures.potential:bad-setting',
    '3:max_moved:bad-setting',
    '4:seed:bad-setting',
    '6:travel.sped:unknown-key',
    '7:travel.circuity:bad-setting',
    '8:effort:bad-setting',
    '9:country:bad-setting',
    '10:map:bad-setting',
    '12:visits_by_potential:bad-setting',
    '13:stickiness:bad-setting',
    '14:lang:bad-setting',
    '15:constructor:unknown-key',
  ]);
  expect(log.issues()[0].remedy).toBe('did you mean accounts?');
  expect(log.issues()[6].expected).toBe('one of fast, normal, thorough');
});

test('speeds must rise, and only the last may be open', () => {
  for (const speeds of [
    '[]',
    '[{up_to_km: 5, km_per_hour: 20}]',
    '[{km_per_hour: 20}, {km_per_hour: 30}]',
    '[{up_to_km: 9, km_per_hour: 20}, {up_to_km: 5, km_per_hour: 30}, {km_per_hour: 40}]',
    '[{up_to_km: 5}, {km_per_hour: 3}]',
    '5',
  ]) {
    expect(parse(`travel: {speeds: ${speeds}}`).found, speeds).toEqual(['1:travel.speeds:bad-setting']);
  }
});

test('broken YAML, repeated keys and bombs are refused with their line', () => {
  expect(parse('a: [1\nb: 2\n').found[0]).toMatch(/:bad-yaml$/);
  expect(parse('seed: 1\nseed: 2\n').found).toEqual(['2:null:bad-yaml']);
  const bomb = [
    'a: &a [x, x, x, x, x, x, x, x, x]',
    ...'bcdefgh'.split('').map((k, i) => `${k}: &${k} [${Array(9).fill(`*${'abcdefg'[i]}`).join(', ')}]`),
  ].join('\n');
  expect(parse(bomb).found.some(code => code.endsWith('bad-yaml'))).toBe(true);
  expect(parse('- a\n- b\n').found).toEqual(['1:the file:bad-setting']);
});

test('shares', () => {
  for (const [text, value] of [
    ['10%', 0.1],
    ['10 %', 0.1],
    ['0.1', 0.1],
    ['0,1', 0.1],
    ['2,5%', 0.025],
    ['0', 0],
    [0.1, 0.1],
    [1, 1],
    ['150%', 1.5],
  ] as const) {
    expect(parseShare(text), String(text)).toBeCloseTo(value, 12);
  }
  for (const text of ['10', 10, '-1%', 'ten', '', null, undefined, {}, '1%%', Number.NaN])
    expect(parseShare(text), String(text)).toBeNull();
});

test('a file with a mistake is thrown with all of them, a missing one too', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sectorize-'));
  try {
    await writeFile(join(folder, 'sectorize.yaml'), 'sed: 1\neffort: quick\naccounts: a.csv\n');
    const error = await readConfig(join(folder, 'sectorize.yaml'), new IssueLog()).catch(found => found);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).issues).toHaveLength(2);
    await expect(readConfig(join(folder, 'sectorise.yaml'), new IssueLog())).rejects.toThrow('did you mean');
    await writeFile(join(folder, 'sectorize.yaml'), '\ufeffseed: 3\naccounts: a.csv\n');
    const good = await readConfig(join(folder, 'sectorize.yaml'), new IssueLog());
    expect(good.settings.seed).toBe(3);
    expect(good.inputs.accounts).toBe(join(folder, 'a.csv'));
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a cadence is visits a year, and not said twice', () => {
  const yaml = (own: string) => `cadence_by_segment: {${own}}`;
  const { settings, found } = parse(
    `visits_by_segment: {C: 1}\n${yaml('A: Monthly, B: every 6 weeks, "D": toutes les 2 semaines, E: tous les 10 jours, F: every month')}`,
  );
  expect(found).toEqual([]);
  expect({ ...settings.visitsBySegment }).toEqual({ C: 1, A: 12, B: 8.67, D: 26, E: 36.5, F: 12 });
  expect(parse(`visits_by_segment: {A: 1}\n${yaml('A: monthly')}`).found).toEqual([
    '2:cadence_by_segment.A:bad-setting',
  ]);
  expect(parse(yaml('A: montly')).log.issues()[0]?.remedy).toBe('did you mean monthly?');
});

test('a period without months is a year, and one without its first month is none', () => {
  expect(parse('period: {from: 2027-01}').settings.period).toEqual({ from: '2027-01', months: 12 });
  const mistakes = [
    ...['period: {months: 12}', 'period: {from: 2027}', 'period: {from: 2027-13}'],
    ...['period: {from: 2027-01, months: 0}', 'period: {from: 2027-01, months: 1.5}', 'period: 2027-01'],
    ...['ramp_up: [120%]', 'ramp_up: 50%', 'productivity_by_segment: {junior: 70%}'],
    ...['productivity_by_segment: {junior: {A: 0}}', 'productivity_by_segment: {junior: {A: 70}}'],
    'visit_minutes_by_segment: {A: -1}',
  ];
  for (const text of mistakes) expect(parse(text).found.length, text).toBeGreaterThan(0);
});
