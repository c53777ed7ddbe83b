import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildProblem } from '../../src/model/build-problem.ts';
import type { PlanContext } from '../../src/model/context.ts';
import { likelyExtraHours, segmentProductivity } from '../../src/model/pace.ts';
import type { Rep } from '../../src/model/records.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/model/settings.ts';
import { visitsOf } from '../../src/model/visits.ts';
import {
  type AccountSpec,
  flatKm,
  flatTravel,
  gridZones,
  makeAccounts,
  makeContext,
  makeRep,
} from './world.ts';

// 1 × 4 zones, 10 minutes apart; a base in each of the outer ones, and one between
const zones = gridZones(1, 4);
const bases = { lat: Float64Array.of(0, 0, 0), lon: Float64Array.of(0, 0.3, 0.1) };
const LEG = 0.57 * Math.sqrt(100);

function problemOf(accounts: readonly AccountSpec[], reps: readonly Rep[], more: Partial<Settings> = {}) {
  const settings = {
    ...DEFAULT_SETTINGS,
    measures: [
      { name: 'potential', tolerance: 0.1 },
      { name: 'workload', tolerance: 0.1 },
    ],
    ...more,
  };
  const context = makeContext(zones, accounts, reps, { settings });
  const problem = buildProblem(context, {
    bases,
    centers: bases,
    broken: new Uint8Array(zones.count * reps.length),
    root: Int32Array.of(0, 3, 1),
    travel: flatTravel,
    greatCircleKm: flatKm,
  });
  return { context, problem };
}

describe('productivity in a segment', () => {
  const settings = {
    productivityBySegment: JSON.parse('{"junior": {"health": 0.7, "__proto__": 0.5}, "": {"farms": 2}}'),
  };
  it('is the rep’s own, else that of his level, else 1', () => {
    const rep = makeRep('R1', { seniority: 'junior', segmentProductivity: new Map([['shops', 1.2]]) });
    const of = (segment: string) => segmentProductivity(rep, segment, settings);
    expect(['health', 'shops', '__proto__', 'constructor', ''].map(of)).toEqual([0.7, 1.2, 0.5, 1, 1]);
    const own = makeRep('R1', { seniority: 'junior', segmentProductivity: new Map([['health', 0.9]]) });
    expect(segmentProductivity(own, 'health', settings)).toBe(0.9);
    expect(segmentProductivity(makeRep('R1', { seniority: '__proto__' }), 'health', settings)).toBe(1);
    // the level of those who have none
    expect(segmentProductivity(makeRep('R1'), 'farms', settings)).toBe(2);
  });

  it('divides the hours of visits, and no others', () => {
    const accounts: AccountSpec[] = [
      { zone: 1, visits: 10, minutes: 30, segment: 'health' },
      { zone: 1, visits: 10, minutes: 30, segment: 'shops' },
    ];
    const junior = makeRep('R1', { segmentProductivity: new Map([['health', 0.5]]) });
    const { problem, context } = problemOf(accounts, [junior, makeRep('R2'), makeRep('R3')]);
    const leg = 0.57 * Math.sqrt(100 / 2);
    const local = (20 * (1 - 1 / 5) * leg) / 60;
    const approach = (2 * 10 * (20 / 5)) / 60;
    expect(problem.loads[1]?.[1 * 3 + 0]).toBeCloseTo(5 / 0.5 + 5 + local + approach, 12);
    expect(problem.loads[1]?.[1 * 3 + 1]).toBeCloseTo(5 + 5 + local + 2 * approach, 12);
    expect(context.pace?.segments).toEqual(['health']);
    // a third of the zone is likely to be his
    expect(likelyExtraHours(context)).toBeCloseTo(5 / 3, 12);
  });

  it('is nothing when every productivity is 1', () => {
    const accounts: AccountSpec[] = [{ zone: 1, visits: 10, segment: 'health' }];
    const plain = problemOf(accounts, [makeRep('R1'), makeRep('R2'), makeRep('R3')]);
    const ones = problemOf(
      accounts,
      [
        makeRep('R1', { segmentProductivity: new Map([['health', 1]]) }),
        makeRep('R2', { seniority: 'junior' }),
        makeRep('R3'),
      ],
      { productivityBySegment: { junior: { health: 1 }, senior: { health: 2 } } },
    );
    expect(ones.context.pace).toBeNull();
    expect(ones.problem).toEqual(plain.problem);
  });
});

it('loads are what a loop over the accounts says, named ones with their owner', () => {
  const speed = fc.constantFrom(0.5, 0.7, 1, 1.25);
  const segment = fc.constantFrom('', 'health', 'shops', 'farms');
  const account = fc.record({
    zone: fc.integer({ min: 0, max: 3 }),
    visits: fc.integer({ min: 0, max: 9 }),
    minutes: fc.integer({ min: 10, max: 90 }),
    segment,
    rep: fc.constantFrom('R1', 'R2', 'R3', 'gone'),
    locked: fc.boolean(),
  });
  const levels = fc.dictionary(segment, speed, { maxKeys: 3 });
  fc.assert(
    fc.property(
      fc.array(account, { minLength: 1, maxLength: 12 }),
      fc.array(fc.dictionary(segment, speed, { maxKeys: 3 }), { minLength: 3, maxLength: 3 }),
      levels,
      (accounts, own, junior) => {
        const reps = own.map((speeds, j) =>
          makeRep(`R${j + 1}`, {
            segmentProductivity: new Map(Object.entries(speeds)),
            ...(j === 1 && { seniority: 'junior' }),
          }),
        );
        const { problem } = problemOf(accounts, reps, { productivityBySegment: { junior } });
        const hours = (spec: (typeof accounts)[number], j: number) => {
          const inZone = accounts.filter(({ zone }) => zone === spec.zone).length;
          const minutes = Math.abs((bases.lon[j] as number) - spec.zone / 10) * 100;
          const named = own[j]?.[spec.segment];
          const level = j === 1 ? junior[spec.segment] : undefined;
          const pace = named ?? level ?? 1;
          const local = ((1 - 1 / 5) * LEG) / Math.sqrt(inZone) / 60;
          return spec.visits * (spec.minutes / 60 / pace + local + (2 * minutes) / 60 / 5);
        };
        for (let j = 0; j < 3; j++) {
          let fixed = 0;
          const load = new Float64Array(4);
          for (const spec of accounts) {
            if (!spec.locked || spec.rep === 'gone') load[spec.zone]! += hours(spec, j);
            else if (spec.rep === `R${j + 1}`) fixed += hours(spec, j);
          }
          expect(problem.fixedLoad[j * 2 + 1]).toBeCloseTo(fixed, 9);
          for (let i = 0; i < 4; i++) expect(problem.loads[1]?.[i * 3 + j]).toBeCloseTo(load[i]!, 9);
        }
      },
    ),
    { numRuns: 200 },
  );
});

it('shares follow the FTE that counts', () => {
  const context: PlanContext = makeContext(
    zones,
    [],
    [makeRep('R1', { hired: '2027-07' }), makeRep('R2', { productivity: 1.5 })],
    {
      settings: { ...DEFAULT_SETTINGS, period: { from: '2027-01', months: 12 } },
    },
  );
  expect([...context.fte]).toEqual([0.5, 1]);
  expect([...context.share]).toEqual([0.25, 0.75]);
});

it('minutes of a visit are the account’s own, else the segment’s, else the default, and what was assumed is counted', () => {
  const accounts = makeAccounts(
    [
      { zone: 0, segment: 'health', minutes: 20, visits: 1 },
      { zone: 0, segment: 'health', visits: 1 },
      { zone: 0, segment: 'shops', visits: 1 },
    ],
    zones,
  );
  const settings = { ...DEFAULT_SETTINGS, visitMinutesBySegment: { health: 90 } };
  const { minutes, defaults } = visitsOf(accounts, settings);
  expect([...minutes]).toEqual([20, 90, 60]);
  expect(defaults).toEqual([
    { input: 'accounts', field: 'visit_minutes', records: 1, value: '60' },
    { input: 'accounts', field: 'visit_minutes', records: 1, value: 'policy by segment' },
  ]);
});
