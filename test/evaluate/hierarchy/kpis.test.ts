// Figures of the groups of a level: sums of sectors, fair parts, managers' trips, and how far the grouping is from the best.

import { describe, expect, it } from 'vitest';
import { hierarchyKpis } from '../../../src/evaluate/hierarchy/kpis.ts';

type Json = Readonly<Record<string, unknown>>;

const sector = (id: string, x: number, change: Json = {}) => ({
  ...{ sector_id: id, zones: x, accounts: 10 * x, balance: { people: { value: 100 * x } } },
  commercial: { potential: 20 * x, revenue: 5 * x },
  workload: { hours: 30 * x, capacity_hours: 60 * x },
  travel: { hours: 7 * x, km: 8 * x },
  coverage: { accounts: 0.5 },
  ...change,
});
const sectors = [sector('S1', 1), sector('S2', 2), sector('S3', 3)];
const tier = {
  name: 'area',
  how: 'formed',
  objective: 50,
  excess: 0,
  excessPrice: 1,
  lowerBound: 40,
  proof: null,
  everySeat: false,
};
const group = (id: string, manager: string | null, based: boolean) => ({
  ...{ level: 'area', id, name: `area ${id}`, manager, share: 0.5, start: [46, 2], based, prices: {} },
});

interface Case {
  readonly own?: readonly object[];
  readonly before?: readonly object[] | null;
  readonly tier?: Json;
  readonly measures?: readonly string[];
  readonly zoneRep?: readonly number[];
}

/** S1 and S3 are in A, S2 in B; four zones in a row are those of S1, S2, S3 and S3; every trip takes half an hour. */
function level({
  own = sectors,
  before = null,
  tier: change = {},
  measures = ['people'],
  zoneRep = [0, 1, 2, 2],
}: Case) {
  const context = {
    ...{ fte: [1, 0.5, 0.75], measures: [{ name: 'people', unit: 'heads' }], reps: { list: [1, 2, 3] } },
    zones: { count: 4 },
    zoneIncumbent: Int32Array.of(0, 1, -1, 2),
    graph: { offsets: Int32Array.of(0, 1, 3, 5, 6), neighbors: Int32Array.of(1, 0, 2, 1, 3, 2), bridges: [] },
  };
  const result = {
    zoneRep: Int32Array.from(zoneRep),
    ...{ centerLat: Float64Array.of(46, 47, 48), centerLon: Float64Array.of(2, 2, 2) },
  };
  const leveled = {
    settings: {
      order: 'bottom-up',
      levels: [
        { name: 'area', daysPerReport: 12, measures: measures.map(name => ({ name, tolerance: 0.1 })) },
      ],
    },
    plan: {
      tiers: [{ ...tier, ...change }],
      groups: [group('A', 'M1', true), group('B', null, false)],
      members: [
        ['area', 'S1', 'A'],
        ['area', 'S2', 'B'],
        ['area', 'S3', 'A'],
      ],
    },
  };
  // half an hour from somewhere else, none from where one is
  const travel = { minutes: (lat: number, _: number, to: number) => (lat === to ? 0 : 30) };
  type Args = Parameters<typeof hierarchyKpis>;
  const args = [context, result, leveled, { sectors: own, before, travel }] as unknown as Args;
  const { order, levels } = hierarchyKpis(...args);
  expect(order).toBe('bottom-up');
  return levels[0]!;
}

describe('a group', () => {
  it('has the sums of its sectors', () => {
    const [a, b] = level({}).groups;
    expect(a).toEqual({
      ...{
        id: 'A',
        name: 'area A',
        manager: 'M1',
        parent: null,
        members: ['S1', 'S3'],
        sectors: 2,
        fte: 1.75,
      },
      // to S3 and back on twelve days; it starts from where S1 is
      ...{ start: { lat: 46, lon: 2, found: false }, manager_travel_hours: 12, before: null },
      ...{ zones: 4, accounts: 40, potential: 80, revenue: 20, penetration: 0.25 },
      ...{
        workload_hours: 120,
        capacity_hours: 240,
        fte_use: 0.5,
        travel_hours: 28,
        travel_km: 32,
        coverage: 0.5,
      },
      balance: { people: { value: 400, target: 300, deviation: 0.333333, unit: 'heads' } },
      contiguity: { pieces: 2, avoidable: 1 },
    });
    expect(b).toMatchObject({
      ...{ members: ['S2'], sectors: 1, fte: 0.5, start: { found: true }, manager_travel_hours: 12 },
      ...{
        balance: { people: { value: 200, deviation: -0.333333 } },
        contiguity: { pieces: 1, avoidable: 0 },
      },
    });
  });

  it('does not know what one of its sectors does not, and an empty sector is covered', () => {
    const silent = { commercial: { potential: null, revenue: 5 }, coverage: { accounts: null } };
    expect(level({ own: [sector('S1', 1, silent), sectors[1]!, sectors[2]!] }).groups).toMatchObject([
      ...[
        { potential: null, revenue: 20, penetration: null, coverage: null },
        { potential: 40, coverage: 0.5 },
      ],
    ]);
    const idle = sector('S1', 1, { accounts: 0, coverage: { accounts: null } });
    expect(level({ own: [idle, sectors[1]!, sectors[2]!] }).groups[0]).toMatchObject({
      accounts: 30,
      coverage: 0.5,
    });
  });

  it('has figures of before where the files say who is in it', () => {
    const before = [sector('S1', 3), sector('S2', 2), sector('S3', 1)];
    expect(level({ before }).groups[0]?.before).toBeNull();
    expect(level({ tier: { how: 'given' } }).groups[0]?.before).toBeNull();
    const [a] = level({ before, tier: { how: 'given' } }).groups;
    expect(a?.before).toMatchObject({ zones: 4, workload_hours: 120, contiguity: { pieces: 2 } });
  });

  it('can be balanced by how many sectors and FTE it has', () => {
    const { groups, balance } = level({ measures: ['sectors', 'fte', 'unknown'] });
    expect(groups[0]?.balance).toEqual({
      sectors: { value: 2, target: 1.5, deviation: 0.333333, unit: 'sectors' },
      fte: { value: 1.75, target: 1.125, deviation: 0.555556, unit: 'FTE' },
      unknown: { value: 0, target: 0, deviation: null, unit: '' },
    });
    expect(balance.sectors).toMatchObject({ total: 3, unit: 'sectors', max_deviation: 0.333333 });
    expect(balance.unknown).toMatchObject({
      total: 0,
      max_deviation: null,
      cv: null,
      gini: null,
      max_min_ratio: null,
    });
  });
});

describe('a level', () => {
  it('has the sums and the spread of its groups', () => {
    expect(level({})).toMatchObject({
      ...{ level: 'area', how: 'formed', groups_count: 2, manager_travel_hours: 24 },
      contiguity: { groups: 2, extra_pieces: 1, avoidable: 1 },
      // 4/3 and 2/3 of a fair part
      balance: {
        people: {
          ...{ tolerance: 0.1, max_deviation: 0.333333, cv: 0.333333, total: 600, unit: 'heads' },
          // of deviations as they are written, with six decimals
          ...{ max_min_ratio: 1.999999, gini: 0.166667 },
        },
      },
    });
    // a group without zones is in no piece, and has none too many
    expect(level({ zoneRep: [0, 0, 0, 0] }).contiguity).toEqual({ groups: 2, extra_pieces: 0, avoidable: 0 });
  });

  it('is so far from its strongest bound', () => {
    const objective = (change: Json) => level({ tier: change }).objective;
    const proof = (bound: number, proven: boolean) => ({ bound, proven });
    expect(objective({})).toMatchObject({
      value: 50,
      lower_bound: 40,
      gap: 0.2,
      unit: 'h/year',
      proven: false,
    });
    expect(objective({ proof: proof(45, false) })).toMatchObject({
      lower_bound: 45,
      gap: 0.1,
      proven: false,
    });
    expect(objective({ proof: proof(30, false) })).toMatchObject({ lower_bound: 40 });
    expect(objective({ proof: proof(50, true) })).toMatchObject({ lower_bound: 50, gap: 0, proven: true });
    expect(objective({ lowerBound: 51 })).toMatchObject({ gap: 0 });
    expect(objective({ lowerBound: 0, objective: 0 })).toMatchObject({ gap: 0 });
    expect(objective({ lowerBound: null, proof: proof(45, true) })).toMatchObject({
      lower_bound: null,
      gap: null,
    });
  });

  it('says what its bound certifies', () => {
    const certifies = (change: Json) => level({ tier: change }).objective.certifies;
    const proof = { bound: 45, proven: false };
    expect(certifies({ how: 'given' })).toBe('nothing: the files say who is in which group');
    expect(certifies({ how: 'shared' })).toMatch(/^nothing: the ground was shared out/);
    expect(certifies({ lowerBound: null })).toBe('nothing: no bound was computed');
    expect(certifies({})).toMatch(
      /^no grouping .* costs less, from where the managers start; contiguity is not in/,
    );
    expect(certifies({ everySeat: true })).toMatch(
      / costs less, wherever managers without a base start; contig/,
    );
    expect(certifies({ proof })).toMatch(
      /^no grouping .* is connected costs less, from where .*; by branch and cut/,
    );
  });
});
