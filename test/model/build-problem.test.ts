import { describe, expect, it } from 'vitest';
import { buildProblem, targetsFor, totalsOf, withTargets } from '../../src/model/build-problem.ts';
import { eligibilityOf } from '../../src/model/eligibility.ts';
import { DEFAULT_SETTINGS } from '../../src/model/settings.ts';
import { type AccountSpec, flatKm, flatTravel, gridZones, makeContext, makeRep } from './world.ts';

// 1 × 4 zones, 10 km (10 minutes) apart; bases at both ends
//   z0 ── z1 ── z2 ── z3
//   R1                R2
const zones = gridZones(1, 4);
const reps = [makeRep('R1', { lat: 0, lon: 0 }), makeRep('R2', { lat: 0, lon: 0.3 })];
const bases = { lat: Float64Array.of(0, 0), lon: Float64Array.of(0, 0.3) };
const base = {
  ...DEFAULT_SETTINGS,
  measures: [
    { name: 'potential', tolerance: 0.1 },
    { name: 'workload', tolerance: 0.1 },
  ],
};

function problemOf(accounts: readonly AccountSpec[], settings = base) {
  const context = makeContext(zones, accounts, reps, { settings });
  const broken = eligibilityOf(context, bases, flatTravel).broken;
  const root = Int32Array.of(0, 3);
  const problem = buildProblem(context, {
    bases,
    centers: bases,
    broken,
    root,
    travel: flatTravel,
    greatCircleKm: flatKm,
  });
  return { context, problem };
}

describe('buildProblem', () => {
  it('counts approach and spread in hours a year', () => {
    const { problem } = problemOf([{ zone: 1, potential: 100, visits: 10, minutes: 30 }]);
    // 10 visits, 5 a tour: 2 tours × 2 × 10 min = 40 min, plus a tenth of it for the spread
    expect(problem.cost[1 * 2 + 0]).toBeCloseTo((40 / 60) * 1.1, 12);
    expect(problem.cost[1 * 2 + 1]).toBeCloseTo((80 / 60) * 1.1, 12);
  });

  it('lets a zone without accounts cost only the spread of its white-space visits', () => {
    const { problem } = problemOf([{ zone: 1, visits: 10 }]);
    const tours = 1 / base.visitsPerTour;
    expect(problem.cost[2 * 2 + 0]).toBeCloseTo((0.1 * 2 * 20 * tours) / 60, 12);
  });

  it('adds visits, local travel and approach to the workload of a pair', () => {
    const { context, problem } = problemOf([{ zone: 1, potential: 100, visits: 10, minutes: 30 }]);
    const leg = 0.57 * Math.sqrt(100);
    const local = (10 * (1 - 1 / 5) * leg) / 60;
    expect(context.zoneLocalHours[1]).toBeCloseTo(local, 12);
    expect(problem.loads[1]?.[1 * 2 + 0]).toBeCloseTo(5 + local + 40 / 60, 12);
    expect(problem.loads[0]).toHaveLength(4);
    expect(problem.loads[0]?.[1]).toBe(100);
  });

  it('charges named accounts to their owner and takes them out of their zone', () => {
    const { context, problem } = problemOf([
      { zone: 1, potential: 100, visits: 10, minutes: 30, rep: 'R2', locked: true },
      { zone: 1, potential: 40, visits: 1, minutes: 60 },
    ]);
    expect(problem.loads[0]?.[1]).toBe(40);
    expect(problem.fixedLoad[1 * 2 + 0]).toBe(100);
    const local = context.measures[1]?.perAccount?.[0] as number;
    // R2 drives 20 minutes out and back for each of two tours
    expect(problem.fixedLoad[1 * 2 + 1]).toBeCloseTo(local + 80 / 60, 12);
    expect(problem.fixedLoad[0]).toBe(0);
  });

  it('prices hand-overs by stickiness, and only for accounts with a known incumbent', () => {
    const accounts: AccountSpec[] = [
      { zone: 2, visits: 5, rep: 'R1' },
      { zone: 2, visits: 5, rep: 'R2' },
      { zone: 2, visits: 5, rep: 'R2' },
      { zone: 2, visits: 5, rep: 'gone' },
      { zone: 2, visits: 5 },
    ];
    const free = problemOf(accounts).problem;
    const sticky = problemOf(accounts, { ...base, stickiness: 3 }).problem;
    expect((sticky.cost[2 * 2] as number) - (free.cost[2 * 2] as number)).toBeCloseTo(2 * 3, 12);
    expect((sticky.cost[2 * 2 + 1] as number) - (free.cost[2 * 2 + 1] as number)).toBeCloseTo(1 * 3, 12);
  });

  it('budgets disruption by the share of what has an incumbent', () => {
    const accounts: AccountSpec[] = [
      { zone: 0, potential: 10, rep: 'R1' },
      { zone: 2, potential: 30, rep: 'R2' },
      { zone: 2, potential: 60 },
    ];
    const { problem } = problemOf(accounts, { ...base, maxMoved: { share: 0.25, of: 'potential' } });
    expect(problem.moveBudget).toBeCloseTo(10, 12);
    expect(Array.from(problem.moveWeight as Float64Array)).toEqual([0, 10, 0, 0, 30, 0, 0, 0]);
  });

  it('sets targets by FTE × productivity of the total that an assignment really carries', () => {
    const { context, problem } = problemOf([
      { zone: 0, potential: 10, visits: 10 },
      { zone: 3, potential: 30, visits: 10 },
    ]);
    const near = totalsOf(problem, Int32Array.of(0, 0, 1, 1));
    const far = totalsOf(problem, Int32Array.of(1, 0, 1, 0));
    expect(near[0]).toBe(40);
    expect((far[1] as number) - (near[1] as number)).toBeCloseTo((2 * 2 * 2 * 30) / 60, 10);
    const target = targetsFor(context, far);
    expect(withTargets(problem, target).target[1]).toBeCloseTo((far[1] as number) / 2, 10);
  });

  it('makes ineligible pairs infinite', () => {
    const context = makeContext(
      zones,
      [{ zone: 0, potential: 1 }],
      [reps[0] as never, makeRep('R2', { excludedZones: ['z001'] })],
    );
    const { broken } = eligibilityOf(context, bases, flatTravel);
    const problem = buildProblem(context, {
      bases,
      centers: bases,
      broken,
      root: Int32Array.of(0, 3),
      travel: flatTravel,
      greatCircleKm: flatKm,
    });
    expect(problem.cost[1 * 2 + 1]).toBe(Number.POSITIVE_INFINITY);
    expect(problem.cost[1 * 2 + 0]).toBeLessThan(Number.POSITIVE_INFINITY);
  });

  it('weighs squared distance in the compactness objective', () => {
    const settings = { ...base, objective: 'compactness' as const };
    const { problem } = problemOf([{ zone: 2, potential: 7 }], settings);
    expect(problem.cost[2 * 2 + 0]).toBeCloseTo(7 * 400, 9);
    expect(problem.cost[2 * 2 + 1]).toBeCloseTo(7 * 100, 9);
  });
});
