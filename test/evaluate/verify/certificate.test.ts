// bound.json: what its multipliers certify, and what of it certifies nothing. Told about the plan of nine squares and an island.

import { describe, expect, it } from 'vitest';
import { type VerifyInput, verifyPlan } from '../../../src/evaluate/verify.ts';
import type { ContiguousCertificate, Plan } from '../../../src/model/plan.ts';
import { tinyPlan } from './tiny-plan.ts';

const WIDE = { maxMoved: null, stickiness: 0, measures: [{ name: 'potential', tolerance: 0.2 }] };
const PREFERRED = [{ column: 'department', price: 5, except: [] }];

type Change = Partial<Omit<ContiguousCertificate, 'schema'>>;

/** What is said of the bound of a plan with a certificate, which is that of the plain bound but for a change. */
function said(
  change: Change,
  settings: object = {},
  tampered: (plan: Plan) => Plan = plan => plan,
): string[] {
  const input = tinyPlan({ settings: { ...WIDE, ...settings } });
  return checked(input, tampered(input.plan), change);
}

function checked(input: VerifyInput, plan: Plan, change: Change): string[] {
  const kpis = structuredClone(input.kpis) as {
    plan: { objective: { bounds: Record<string, number>; lower_bound: number } };
  };
  const { objective } = kpis.plan;
  const value = change.value ?? objective.bounds.plain!;
  objective.bounds.contiguous = value;
  objective.lower_bound = Math.max(value, objective.bounds.plain!);
  const certificate: ContiguousCertificate = {
    ...{ schema: 'sectorize-bound/1' as ContiguousCertificate['schema'], value, budgetPrice: 0 },
    ...{ cuts: [], levels: [], least: [] },
    prices: plan.sectors.map(({ repId, prices }) => [repId, prices] as const),
    ...change,
  };
  const { checks } = verifyPlan({ ...input, plan, certificate, kpis });
  return [...(checks.find(({ name }) => name === 'lower-bound')?.problems ?? [])];
}

const number = (text: string | undefined, before: string) => Number(text?.split(before)[1]);

describe('a certificate', () => {
  it('of the plain bound is worth as much', () => {
    expect(said({})).toEqual([]);
    expect(said({}, { keepTogether: PREFERRED })).toEqual([]);
  });

  it('is worth what its multipliers give, not a millionth more or less', () => {
    const { kpis } = tinyPlan({ settings: WIDE }) as { kpis: Any };
    const plain = kpis.plan.objective.bounds.plain as number;
    const off = (part: number) => said({ value: plain * (1 + part) });
    expect(off(0.9e-6)).toEqual([]);
    expect(off(-0.9e-6)).toEqual([]);
    expect(off(2e-6)).toEqual([expect.stringMatching(/^bound.json: the value is .*certify only/)]);
    expect(off(-2e-6)).toEqual([expect.stringMatching(/^bound.json: the value is .*multipliers certify \d/)]);
  });

  it('is one of two bounds where plan.json has a proof', () => {
    const proof = { bound: 1, proven: false, nodes: 1, cuts: 1 };
    const proven = (plan: Plan): Plan => ({ ...plan, solver: { ...plan.solver, proof } });
    expect(said({}, {}, proven)).toContain(
      'bound.json: a proven bound is in plan.json, and there is another one',
    );
  });

  it('says nothing of a plan whose sectors are in pieces', () => {
    const apart = (plan: Plan): Plan => ({
      ...plan,
      assignment: plan.assignment.map(
        ([layer, zone, rep]) => [layer, zone, zone === 'Z1' ? 'R2' : rep] as const,
      ),
    });
    const pieces = 'bound.json bounds plans whose sectors are all connected, and those of this plan are not';
    expect(said({}, {}, apart)).toContain(pieces);
    expect(said({})).not.toContain(pieces);
  });
});

// biome-ignore lint/suspicious/noExplicitAny: parsed JSON
type Any = any;

describe('a cut', () => {
  // whoever has the island and not Z3, where its only bridge ends, has the island alone
  const island = { rep: 'R2', zone: 'Z0', measure: 'potential', price: 0.01, separator: ['Z3'] };
  const cut = (change: Partial<typeof island>) => said({ cuts: [{ ...island, ...change }] });

  it('that is cheap changes nothing where one rep is nearest to both sides', () => {
    expect(cut({})).toEqual([]);
  });

  it('makes its separator cheaper for the rep, by its price once it is the cheapest', () => {
    // R2 is nearest to both; of R1 the island does not get dearer than it is for R2, and Z3 gets cheaper
    const worth = (price: number) => number(cut({ rep: 'R1', price })[0], 'certify only ');
    expect(worth(60) - worth(61)).toBeCloseTo(1, 6);
    expect(worth(60) - worth(60.25)).toBeCloseTo(0.25, 6);
  });

  it('makes its zone dearer for the rep, as long as nobody else is cheaper', () => {
    // of R2 the zone Z9 costs more, and its separator, where R1 is nearest, is dearer still
    const dearer = cut({ zone: 'Z9', separator: ['Z6', 'Z8'], price: 0.5 });
    expect(dearer).toEqual([expect.stringMatching(/multipliers certify/)]);
  });

  it.each<[string, Partial<typeof island>, string]>([
    ['of nobody', { rep: 'R9' }, 'the cut of rep R9 and zone Z0 has a rep that does not exist'],
    ['of nowhere', { zone: 'Z99' }, 'the cut of rep R2 and zone Z99 has a zone that does not exist'],
    [
      'of nothing',
      { measure: 'revenue' },
      'the cut of rep R2 and zone Z0 has a measure that is not balanced',
    ],
    [
      'below zero',
      { price: -1e-9 },
      'the cut of rep R2 and zone Z0 has the price -1e-9, and none may be negative',
    ],
    ['without a price', { price: Number.NaN }, 'has the price NaN, and none may be negative'],
    ['through nowhere', { separator: ['Z3', 'Z99'] }, 'has "Z99" in its separator, which is no zone'],
    ['through itself', { separator: ['Z0'] }, 'has "Z0" in its separator, where it may not be'],
    ['through a zone twice', { separator: ['Z3', 'Z3'] }, 'has "Z3" in its separator, where it may not be'],
    [
      'that is none',
      { separator: [] },
      'the cut of rep R2 and zone Z0 cuts nothing: without its separator Z0 still reaches enough potential for a sector',
    ],
    // what is not in the way leaves the way open
    ['elsewhere', { separator: ['Z1', 'Z7'] }, 'cuts nothing: without its separator Z0 still reaches'],
  ])('%s certifies nothing', (_, change, text) => {
    expect(cut(change)).toEqual([expect.stringContaining(`bound.json certifies nothing: `)]);
    expect(cut(change)[0]).toContain(text);
  });

  it('pays for falling short no more than excess costs', () => {
    const { plan } = tinyPlan({ settings: WIDE });
    const { excessPrice } = plan.solver;
    const [problem] = cut({ price: 2 * excessPrice });
    expect(problem).toContain('the cuts of rep R2 would pay');
    const [pays, leaves] = problem!.match(/[\d.]+(?= for| *$)|(?<=leaves )[\d.]+/g)!.map(Number);
    // for each target that is missing: less than the whole window, so more than the price itself
    expect(pays).toBeGreaterThan((2 * excessPrice) / 0.8);
    const price = plan.sectors.find(({ repId }) => repId === 'R2')!.prices.potential!;
    expect(leaves).toBeCloseTo(excessPrice + price, 6);
    // two of half the price pay as much
    const twice = said({ cuts: [1, 2].map(() => ({ ...island, price: excessPrice })) });
    expect(twice[0]).toBe(problem);
  });
});

describe('levels of areas that are better whole', () => {
  const level = (levels: ContiguousCertificate['levels']) => said({ levels }, { keepTogether: PREFERRED });
  const nothing = 'bound.json certifies nothing: ';

  it('raise the bound by nothing where they are as low as the costs, and give a price back for the area', () => {
    const { kpis } = tinyPlan({ settings: { ...WIDE, keepTogether: PREFERRED } }) as { kpis: Any };
    const plain = kpis.plan.objective.bounds.plain as number;
    // nobody takes in anything from a level below every cost: only the price is given back
    expect(number(level([['department', 'Z1', -100]])[0], 'certify only ')).toBeCloseTo(plain - 5, 4);
    // the price of an area is given back once, and that of each area
    const two = level([
      ['department', 'Z1', -100],
      ['department', 'Z2', -100],
    ]);
    expect(number(two[0], 'certify only ')).toBeCloseTo(plain - 5, 4);
    const apart = level([
      ['department', 'Z1', -100],
      ['department', 'Z3', -100],
    ]);
    expect(number(apart[0], 'certify only ')).toBeCloseTo(plain - 10, 4);
  });

  it.each<[string, Parameters<typeof level>[0], string]>([
    ['of another column', [['region', 'Z1', 1]], 'a level of region Z1, which are not kept together'],
    ['of nowhere', [['department', 'Z99', 1]], 'a level of department Z99, which are not kept together'],
    [
      'twice',
      [
        ['department', 'Z1', 1],
        ['department', 'Z1', 2],
      ],
      'two levels of department Z1',
    ],
    [
      'too high',
      [['department', 'Z1', 1e4]],
      'from the levels of department west, which is more than its price 5',
    ],
  ])('that are %s certify nothing', (_, levels, text) => {
    const [problem] = level(levels);
    expect(problem).toContain(nothing);
    expect(problem).toContain(text);
  });

  it('are of areas that have a price', () => {
    const levels = [['department', 'Z1', 1]] as const;
    const no = `${nothing}a level of department is of no area that has a price`;
    // whole without a price, and too large to be: then in no area at all
    expect(said({ levels }, { keepTogether: [{ column: 'department', price: null, except: [] }] })).toEqual([
      no,
    ]);
    expect(
      said({ levels }, { keepTogether: [{ column: 'department', price: 5, except: ['west'] }] }),
    ).toEqual([no]);
    expect(
      said({ levels }, { keepTogether: [{ column: 'department', price: 5, except: ['east'] }] })[0],
    ).not.toBe(no);
  });

  // the west weighs 18 154.5, the largest target is 18 064.9: with one per mille of tolerance one rep is too few
  const tight = { measures: [{ name: 'potential', tolerance: 0.001 }], keepTogether: PREFERRED };
  const least = (list: readonly (typeof needs)[], zone = 'Z1') =>
    said({ levels: [['department', zone, -100]], least: list }, tight);
  const needs = { column: 'department', area: 'west', measure: 'potential', reps: 2, price: 1 };

  it.each<[string, Partial<typeof needs>, string]>([
    ['of another column', { column: 'region' }, 'region west needs reps, and is no area that has a price'],
    ['of no area', { area: '' }, 'department  needs reps, and is no area that has a price'],
    [
      'of nothing',
      { measure: 'revenue' },
      'department west needs reps because of revenue, which is not balanced',
    ],
    ['below zero', { price: -0.001 }, 'the multiplier -0.001 of what department west needs is not between 0'],
    [
      'dearer than the area',
      { price: 5.001 },
      'the multiplier 5.001 of what department west needs is not between 0',
    ],
    ['of one rep', { reps: 1 }, 'department west does not need 1 reps: fewer have room for its potential'],
    ['of half a rep', { reps: 1.5 }, 'department west does not need 1.5 reps'],
    ['of more than there are', { reps: 3 }, 'department west does not need 3 reps'],
    ['that fits', { area: 'east' }, 'department east does not need 2 reps'],
  ])('least reps %s certify nothing', (_, change, text) => {
    const [problem] = least([{ ...needs, ...change }]);
    expect(problem).toContain(nothing);
    expect(problem).toContain(text);
  });

  it('least reps give back their price for every one, and are of an area that has levels', () => {
    const { kpis } = tinyPlan({ settings: { ...WIDE, ...tight } }) as { kpis: Any };
    const plain = kpis.plan.objective.bounds.plain as number;
    // 5 are given back, and 2 × 1 of them taken again
    expect(number(least([needs])[0], 'certify only ')).toBeCloseTo(plain - 5 + 2, 4);
    expect(least([needs, needs])[0]).toContain('department west needs reps twice');
    // of an area without levels
    expect(least([needs], 'Z3')[0]).toContain('department west needs reps, and has no levels');
  });

  it('least reps pay for an excess no more than it costs', () => {
    // 71.5 are missing, 0.00396 of the largest target: 3 for that is 757 a target, and 536 − 1.5 are left
    const [problem] = least([{ ...needs, price: 3 }]);
    const { plan } = tinyPlan({ settings: { ...WIDE, ...tight } });
    const [, pays, leaves] = /would pay ([\d.]+) for an excess of potential, .*leaves ([\d.]+)$/.exec(
      problem!,
    )!;
    const target = 18064.893617;
    expect(Number(pays)).toBeCloseTo(3 / ((18154.5 - 1.001 * target) / target), 2);
    expect(Number(leaves)).toBeCloseTo(plan.solver.excessPrice - 1.5, 6);
  });
});
