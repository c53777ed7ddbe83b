// Levels of a plan against their inputs: three sectors in two areas, and what verify says of each claim that is not so.

import { expect, it } from 'vitest';
import { newCheck } from '../../../../src/evaluate/verify/check.ts';
import type { Facts } from '../../../../src/evaluate/verify/facts.ts';
import { checkHierarchy } from '../../../../src/evaluate/verify/hierarchy/check.ts';
import type { VerifyInput } from '../../../../src/evaluate/verify/world.ts';
import type { ZoneGraph } from '../../../../src/model/records.ts';

/** Every trip takes half an hour: 12 days are 12 hours. */
const travel = {
  ...{ circuity: 1, accessMinutes: 30, speeds: [{ upToKm: null, kmPerHour: Number.POSITIVE_INFINITY }] },
};

const planGroup = (id: string, lat: number) => ({
  ...{ level: 'area', id, name: id, manager: null, share: 0.5, start: [lat, 2], based: false },
  prices: { people: 0 },
});

const kpiGroup = (id: string, figures: object) => ({
  ...{ id, parent: null, manager: null, travel_hours: 33, workload_hours: 333, travel_km: 303 },
  ...{
    contiguity: { pieces: 1, avoidable: 0 },
    balance: { people: { value: 30, target: 30, deviation: 0 } },
  },
  before: null,
  ...figures,
});

const input = () => ({
  plan: {
    settings: {
      travel,
      hierarchy: {
        order: 'bottom-up',
        levels: [
          { name: 'area', count: 2, measures: [{ name: 'people', tolerance: 0.1 }], daysPerReport: 12 },
        ],
      },
    },
    hierarchy: {
      tiers: [
        {
          ...{ name: 'area', how: 'formed', objective: 12, excess: 0, excessPrice: 100, lowerBound: 9 },
          ...{ proof: { bound: 12, proven: true }, everySeat: true },
        },
      ],
      groups: [planGroup('N', 46), planGroup('S', 48)],
      members: [
        ['area', 'S1', 'N'],
        ['area', 'S2', 'N'],
        ['area', 'S3', 'S'],
      ],
    },
  },
  kpis: {
    hierarchy: {
      levels: [
        {
          ...{ level: 'area', how: 'formed' },
          objective: { value: 12, lower_bound: 12, gap: 0, proven: true },
          groups: [
            kpiGroup('N', {
              ...{ members: ['S2', 'S1'], sectors: 2, fte: 1.5, zones: 2, accounts: 3 },
              ...{ capacity_hours: 1500, fte_use: 0.222, potential: 30, revenue: 3, penetration: 0.1 },
              ...{ coverage: 2 / 3, start: { lat: 46, lon: 2, found: true }, manager_travel_hours: 12 },
            }),
            kpiGroup('S', {
              ...{ members: ['S3'], sectors: 1, fte: 1, zones: 1, accounts: 1 },
              ...{ capacity_hours: 1000, fte_use: 0.333, potential: 40, revenue: 8, penetration: 0.2 },
              ...{ coverage: 1, start: { lat: 48, lon: 2, found: true }, manager_travel_hours: 0 },
            }),
          ],
          balance: { people: { max_deviation: 0, cv: 0, gini: 0, max_min_ratio: 1, tolerance: 0.1 } },
        },
      ],
    },
  },
  zones: { id: [] },
  managers: null as object | null,
});

const facts = (reps: readonly object[], today: readonly number[]) => {
  const world = {
    ...{ k: 3, n: 3, settings: { travel }, reps, fte: Float64Array.of(1, 0.5, 1) },
    ...{ centerLat: [46, 47, 48], centerLon: [2, 2, 2] },
    ...{ unitRep: Int32Array.of(0, 1, 2), zoneOfUnit: Int32Array.of(0, 1, 2) },
    ...{ byId: Int32Array.of(0, 1, 2, 3, 4, 5), unitOf: Int32Array.of(0, 1, 1, 2, -1, 0) },
    assigned: Int32Array.of(0, 1, 1, 2, 0, -1),
    accounts: {
      numbers: new Map([
        ['potential', Float64Array.of(10, 20, Number.NaN, 40, 7, 7)],
        ['revenue', Float64Array.of(1, 2, Number.NaN, 8, 7, 7)],
      ]),
    },
  };
  const sums = {
    ...{ zones: Float64Array.of(1, 1, 1), accounts: Float64Array.of(1, 2, 1) },
    ...{ approachHours: Float64Array.of(1, 2, 3), localHours: Float64Array.of(10, 20, 30) },
    ...{ visitHours: Float64Array.of(100, 200, 300), approachKm: Float64Array.of(100, 200, 300) },
    ...{
      localKm: Float64Array.of(1, 2, 3),
      measures: [{ name: 'people', value: Float64Array.of(10, 20, 30) }],
    },
  };
  const service = (j: number) =>
    new Map([
      ['workload.capacity_hours', [1000, 500, 1000][j]!],
      ['coverage.accounts', [1, 0.5, 1][j]!],
    ]);
  return { world, sums, service, unitIncumbent: Int32Array.from(today) } as unknown as Facts;
};

const chain = {
  ...{ offsets: Int32Array.of(0, 1, 3, 4), neighbors: Int32Array.of(1, 0, 2, 1), bridges: [] },
} as unknown as ZoneGraph;

const rep = { managerId: '', productivity: 1 };

/** Problems of the level after `[path, value]` were set; a path is of keys with dots between. */
function problems(
  changes: readonly (readonly [string, unknown])[],
  reps: readonly object[] = [rep, rep, rep],
  today: readonly number[] = [-1, -1, -1],
): string[] {
  const given = input();
  for (const [path, value] of changes) {
    const keys = path.split('.');
    const last = keys.pop()!;
    // biome-ignore lint/suspicious/noExplicitAny: any depth of a made-up file
    const into = keys.reduce((here: any, key) => here[key], given);
    into[last] = value;
  }
  const found: string[] = [];
  checkHierarchy(
    given as unknown as VerifyInput,
    facts(reps, today),
    chain,
    ['S1', 'S2', 'S3'],
    (name, body) => {
      if (name !== 'hierarchy' && name !== 'level:area') return;
      const check = newCheck(name);
      body(check);
      found.push(...check.result().problems);
    },
  );
  return found;
}

const TIER = 'plan.hierarchy.tiers.0';
const CLAIMS = 'kpis.hierarchy.levels.0';
const N = 'kpis.json: group N of level area';

it('levels that are as they were made have no problem', () => {
  expect(problems([])).toEqual([]);
});

it.each<[path: string, inside: unknown, outside: unknown, text: string]>([
  [`${TIER}.excess`, 0.9e-6, 1.1e-6, 'level area: excess 0.0000011, recomputed 0'],
  [`${TIER}.objective`, 12.00001, 12.00002, 'level area: objective 12.00002, recomputed 12'],
  [
    `${CLAIMS}.objective.value`,
    11.99999,
    11.99998,
    'kpis.json: objective of level area is 11.99998, recomputed 12',
  ],
  [
    `${CLAIMS}.objective.lower_bound`,
    12.00001,
    11,
    'kpis.json: lower_bound of level area is 11, plan.json says 12',
  ],
  [`${CLAIMS}.objective.gap`, 1.9e-6, 2.1e-6, 'kpis.json: gap of level area is 0.0000021, recomputed 0'],
  [
    `${CLAIMS}.objective.proven`,
    true,
    false,
    'kpis.json and plan.json differ in whether level area is proven',
  ],
  [`${CLAIMS}.how`, 'formed', 'given', 'kpis.json: level area is said to be given, plan.json says formed'],
  [`${TIER}.lowerBound`, 12, 12.1, 'level area: lowerBound 12.1, the prices certify only 12'],
  [
    'plan.hierarchy.groups.0.share',
    0.5 + 9e-10,
    0.5 + 2e-9,
    'level area: the share of N is 0.500000002, recomputed 0.5',
  ],
  ['plan.hierarchy.groups.0.based', false, true, 'level area: N is said to have a base of the files'],
  [`${CLAIMS}.groups.0.parent`, null, 'T', `${N}: the group above is none`],
  [`${CLAIMS}.groups.0.manager`, null, 'M', `${N} has another manager than in plan.json`],
  [`${CLAIMS}.groups.0.members`, ['S1', 'S2'], ['S1'], `${N} has other members than in plan.json`],
  [`${CLAIMS}.groups.0.sectors`, 2, 3, `${N}: sectors is 3, recomputed 2`],
  [`${CLAIMS}.groups.0.fte`, 1.50002, 1.50003, `${N}: fte is 1.50003, recomputed 1.5`],
  [`${CLAIMS}.groups.0.zones`, 2, 1, `${N}: zones is 1, recomputed 2`],
  [`${CLAIMS}.groups.0.accounts`, 3, null, `${N}: accounts is n/a, recomputed 3`],
  [`${CLAIMS}.groups.0.travel_hours`, 33.00005, 33.00006, `${N}: travel_hours is 33.00006, recomputed 33`],
  [`${CLAIMS}.groups.0.workload_hours`, 333.0003, 333.001, `${N}: workload_hours is 333.001, recomputed 333`],
  [`${CLAIMS}.groups.0.travel_km`, 303.0003, 303.0004, `${N}: travel_km is 303.0004, recomputed 303`],
  [
    `${CLAIMS}.groups.0.capacity_hours`,
    1500.001,
    1500.002,
    `${N}: capacity_hours is 1500.002, recomputed 1500`,
  ],
  [`${CLAIMS}.groups.0.fte_use`, 0.22202, 0.22203, `${N}: fte_use is 0.22203, recomputed 0.222`],
  [`${CLAIMS}.groups.0.penetration`, 0.10002, null, `${N}: penetration is n/a, recomputed 0.1`],
  [`${CLAIMS}.groups.0.coverage`, 0.66668, 0.6667, `${N}: coverage is 0.6667, recomputed 0.6666666667`],
  [`${CLAIMS}.groups.0.start.lat`, 46.00006, 46.0001, `${N}: start.lat is 46.0001, recomputed 46`],
  [`${CLAIMS}.groups.0.start.lon`, 2.00002, 2.00003, `${N}: start.lon is 2.00003, recomputed 2`],
  [`${CLAIMS}.groups.0.start.found`, true, false, `${N}: whether its start was found is untrue`],
  [`${CLAIMS}.groups.0.manager_travel_hours`, 12, 0, `${N}: manager_travel_hours is 0, recomputed 12`],
  [`${CLAIMS}.groups.0.contiguity.pieces`, 1, 2, `${N}: pieces is 2, recomputed 1`],
  [`${CLAIMS}.groups.0.contiguity.avoidable`, 0, 1, `${N}: avoidable is 1, recomputed 0`],
  [`${CLAIMS}.groups.0.balance.people.value`, 30, 31, `${N}: people value is 31, recomputed 30`],
  [`${CLAIMS}.groups.0.balance.people.target`, 30, 31, `${N}: people target is 31, recomputed 30`],
  [`${CLAIMS}.groups.0.balance.people.deviation`, 0, 1, `${N}: people deviation is 1, recomputed 0`],
  [`${CLAIMS}.groups.0.before`, null, {}, `${N} has figures from before`],
  [
    `${CLAIMS}.balance.people.max_deviation`,
    2e-5,
    3e-5,
    'kpis.json: level area: largest deviation of people is 0',
  ],
  [`${CLAIMS}.balance.people.cv`, 2e-5, 3e-5, 'kpis.json: level area: cv of people is 0.00003, recomputed 0'],
  [`${CLAIMS}.balance.people.gini`, 0, null, 'kpis.json: level area: gini of people is n/a, recomputed 0'],
  [
    `${CLAIMS}.balance.people.max_min_ratio`,
    1,
    2,
    'kpis.json: level area: max_min_ratio of people is 2, recomputed 1',
  ],
  [
    `${CLAIMS}.balance.people.tolerance`,
    0.1,
    0.2,
    'kpis.json: level area: the tolerance of people is not that of the settings',
  ],
  [
    `${CLAIMS}.balance.fte`,
    undefined,
    {},
    'kpis.json: level area is balanced by fte, which nobody asked for',
  ],
])('%s', (path, inside, outside, text) => {
  if (inside !== undefined) expect(problems([[path, inside]])).toEqual([]);
  expect(problems([[path, outside]])).toContain(text);
});

it('a bound is of a level that was formed, and a proof is of its objective', () => {
  const of = (change: object) =>
    problems(Object.entries(change).map(([key, value]) => [`${TIER}.${key}`, value]));
  expect(of({ proof: null })).toEqual([
    'kpis.json: lower_bound of level area is 12, plan.json says 9',
    'kpis.json: gap of level area is 0, recomputed 0.25',
    'level area: every seat is said to be in a proof that there is not',
  ]);
  expect(of({ proof: null, lowerBound: null, everySeat: false })).toEqual([
    'kpis.json: lower_bound of level area is 12, plan.json says n/a',
    'kpis.json: gap of level area is 0, recomputed n/a',
  ]);
  expect(of({ proof: { bound: 12.00001, proven: true } })).toEqual([]);
  expect(of({ proof: { bound: 12.00002, proven: true } })).toContain(
    "level area: the proof's bound 12.00002 is above 12",
  );
  expect(of({ proof: { bound: 11.99998, proven: true } })).not.toContain(
    'level area is said to be a proven optimum, but 11.99998 and 12 differ',
  );
  expect(of({ proof: { bound: 11.99997, proven: true } })).toContain(
    'level area is said to be a proven optimum, but 11.99997 and 12 differ',
  );
  expect(of({ how: 'shared' })).toEqual([
    'level area is said to be shared, and the order is bottom-up',
    'kpis.json: level area is said to be formed, plan.json says shared',
    'level area is shared, and has a bound all the same',
  ]);
  expect(of({ excessPrice: Number.NaN })).toContain(
    'level area: lowerBound 9, the prices certify nothing: group N has no price of people within the excess price',
  );
});

const manager = (id: string, change: object = {}) => ({
  ...{ id, level: 'area', fte: Number.NaN, lat: Number.NaN, lon: Number.NaN, postalCode: '', reportsTo: '' },
  ...change,
});
/** The areas have managers, who are in the files. */
const managed = (...list: readonly object[]): [string, unknown][] => [
  ...(['N', 'S'] as const).flatMap((id, g): [string, unknown][] => [
    [`plan.hierarchy.groups.${g}.manager`, id],
    [`${CLAIMS}.groups.${g}.manager`, id],
  ]),
  ['managers', { list }],
];

it('groups are of the managers of the files, who have their share by their time', () => {
  expect(
    problems(managed(manager('N'), manager('S', { level: '' }), manager('X', { level: 'top' }))),
  ).toEqual([]);
  expect(problems(managed(manager('N'), manager('S'), manager('T')))).toEqual([
    'level area: manager T has no group',
    'level area has 2 managers, the managers file 3',
  ]);
  expect(problems(managed(manager('N')))).toEqual(['level area has 2 managers, the managers file 1']);
  // three quarters of the time are of N
  expect(problems(managed(manager('N', { fte: 3 }), manager('S'))).slice(0, 2)).toEqual([
    'level area: the share of N is 0.5, recomputed 0.75',
    'level area: the share of S is 0.5, recomputed 0.25',
  ]);
});

it('a manager starts from the base in the files, else from the unit with the least travel', () => {
  const based = managed(manager('N', { lat: 46, lon: 2 }), manager('S'));
  expect(problems(based)).toContain('level area: N is not said to have a base of the files');
  const away = managed(manager('N', { lat: 47, lon: 2 }), manager('S'));
  expect(problems([...away, ['plan.hierarchy.groups.0.based', true]])).toContain(
    'level area: N does not start from its base in the files',
  );
  expect(problems([['plan.hierarchy.groups.0.start', [46.1, 2]]])).toEqual(
    expect.arrayContaining([
      'level area: N starts from where none of its units is',
      'level area: N starts from a place that is not the best of its units',
    ]),
  );
});

it('whom the files name is in that group, and then it is given', () => {
  const at = (...ids: readonly string[]) => ids.map(managerId => ({ ...rep, managerId }));
  expect(problems(managed(manager('N'), manager('S')), at('S', '', ''))[0]).toBe(
    'level area: S1 is not in the group of the manager whom the files name',
  );
  const all = problems(managed(manager('N'), manager('S')), at('N', 'N', 'S'), [0, 1, 2]);
  // 1.5 of 2.5 full-time reps are in N
  expect(all).toEqual([
    'level area is said to be formed, and the files say it whole',
    'level area: the share of N is 0.5, recomputed 0.6',
    'level area: the share of S is 0.5, recomputed 0.4',
    ...all.slice(3),
  ]);
  expect(all).toContain(`${N} lacks figures of before`);
  expect(problems([[`${TIER}.how`, 'given']])[0]).toBe(
    'level area is said to be given, and the files do not say it whole',
  );
});

it('shares of given groups are by productive time, and figures of before are of those with a rep of today', () => {
  const fast = { ...rep, productivity: 2 };
  const held = [
    { ...rep, managerId: 'N' },
    { ...rep, managerId: 'N' },
    { ...fast, managerId: 'S' },
  ];
  const all = problems(managed(manager('N'), manager('S')), held);
  // 1.5 of 3.5
  expect(all[1]).toBe('level area: the share of N is 0.5, recomputed 0.4285714286');
  expect(all.filter(text => text.includes('before'))).toEqual([]);
});
