import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePlan, planToText } from '../../src/evaluate/plan-json.ts';
import type { Plan } from '../../src/model/plan.ts';
import { anyPlan } from './any-plan.ts';
import { samplePlan } from './sample-plan.ts';

const plan = samplePlan;

test('one entry a line, sorted by code units', () => {
  const lines = planToText(plan).split('\n');
  expect(lines).toContain('    ["default", "z1", "B"],');
  expect(lines).toContain('    ["default", "z2", "A"]');
  expect(lines).toContain('    ["z2", "z3", 1.25]');
  expect(lines.findIndex(l => l.includes('"sectorId": "A"'))).toBeLessThan(
    lines.findIndex(l => l.includes('"sectorId": "B"')),
  );
  const zone = lines.findIndex(l => l.includes('"z1", "B"'));
  const moved = planToText({
    ...plan,
    assignment: [
      ['default', 'z1', 'A'],
      ['default', 'z2', 'A'],
    ],
  }).split('\n');
  expect(moved.filter((line, n) => line !== lines[n])).toHaveLength(1);
  expect(moved[zone]).not.toBe(lines[zone]);
});

test('text → plan → text is the same text; the order of lists and settings does not matter', () => {
  const text = planToText(plan);
  expect(planToText(parsePlan(text))).toBe(text);
  const { seed, ...rest } = plan.settings;
  const shuffled = {
    ...plan,
    settings: { seed, ...rest },
    assignment: [...plan.assignment].reverse(),
    sectors: [...plan.sectors].reverse(),
  };
  expect(planToText(shuffled)).toBe(text);
});

test('a plan from before there were response times by segment has none', () => {
  const { slaMinutesBySegment: _, ...settings } = plan.settings;
  const text = JSON.stringify({ ...JSON.parse(planToText(plan)), settings });
  expect(parsePlan(text).settings.slaMinutesBySegment).toEqual({});
  const limits = { __proto__: null, santé: 60, constructor: 7 } as unknown as Record<string, number>;
  const read = parsePlan(
    planToText({ ...plan, settings: { ...plan.settings, slaMinutesBySegment: limits } }),
  );
  expect(Object.entries(read.settings.slaMinutesBySegment).sort()).toEqual([
    ['constructor', 7],
    ['santé', 60],
  ]);
});

test('any id survives', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.string(), fc.string({ unit: 'grapheme' }))), pairs => {
      const assignment = pairs.map(([zone, rep]) => ['default', zone, rep] as const);
      const read = parsePlan(planToText({ ...plan, assignment }));
      const sorted = (list: Plan['assignment']) => list.map(entry => JSON.stringify(entry)).sort();
      expect(sorted(read.assignment)).toEqual(sorted(assignment));
    }),
  );
});

test('every part of any plan survives, those that may be absent too', () => {
  // lists whose order means something stay as they are; the others are compared as bags
  const bag = (entries: readonly unknown[]) => entries.map(entry => JSON.stringify(entry)).sort();
  const inAnyOrder = ({
    inputs,
    map,
    bridges,
    splits,
    sectors,
    named,
    assignment,
    hierarchy,
    ...rest
  }: Plan) => ({
    ...JSON.parse(inOrder(rest)),
    lists: [inputs, map, bridges, splits, sectors, named, assignment].map(entries =>
      bag(entries.map(entry => JSON.parse(inOrder(entry)))),
    ),
    tiers: hierarchy?.tiers,
    levels:
      hierarchy &&
      [hierarchy.groups, hierarchy.members].map(of => bag(of.map(entry => JSON.parse(inOrder(entry))))),
  });
  fc.assert(
    fc.property(anyPlan, any => {
      const written = planToText(any);
      const read = parsePlan(written);
      expect(inAnyOrder(read)).toEqual(inAnyOrder(any));
      expect(planToText(read)).toBe(written);
    }),
    { numRuns: 300 },
  );
});

/** JSON with the keys of objects sorted, `__proto__` among them. */
function inOrder(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOrder).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${inOrder(item)}`).join()}}`;
}

describe('a plan that cannot be trusted', () => {
  const broken = (change: (raw: Record<string, never>) => void) => {
    const raw = JSON.parse(planToText(plan));
    change(raw);
    return () => parsePlan(JSON.stringify(raw));
  };
  // biome-ignore lint/suspicious/noExplicitAny: raw JSON that is broken on purpose
  const cases: [string, (raw: any) => void, RegExp][] = [
    ['another schema', raw => (raw.schema = 'x/2'), /schema is "x\/2"/],
    ['a missing list', raw => delete raw.assignment, /assignment: found nothing, expected a list/],
    ['a number for text', raw => (raw.assignment[1][2] = 7), /assignment\[1\]\[2\]: found 7, expected text/],
    [
      'a short entry',
      raw => raw.assignment[0].pop(),
      /assignment\[0\]: found \["default","z1"\], expected a list of 3/,
    ],
    [
      'null for a number',
      raw => (raw.solver.objective = null),
      /solver: objective: found null, expected a number/,
    ],
    [
      'an unknown word',
      raw => (raw.settings.effort = 'max'),
      /effort: found "max", expected one of fast, normal, thorough/,
    ],
    [
      'a bad hash',
      raw => (raw.inputs[0].sha256 = 'zz'),
      /sha256: found "zz", expected 64 hexadecimal digits/,
    ],
    ['an object for a list', raw => (raw.sectors = {}), /sectors: found \{\}, expected a list/],
  ];
  test.each(cases)('%s', (_, change, message) => {
    expect(broken(change)).toThrow(message);
  });

  test('no JSON, no object, inherited keys', () => {
    expect(() => parsePlan('{')).toThrow(/plan.json is not JSON/);
    expect(() => parsePlan('[]')).toThrow(/expected an object/);
    // what is under __proto__ is a key like any other: it gives the plan nothing
    expect(() => parsePlan(`{"__proto__": ${planToText(plan)}}`)).toThrow(/schema: found nothing/);
    const read = parsePlan(planToText(plan));
    expect(Object.keys(read.sectors[1]?.prices ?? {})).toEqual(['__proto__', 'workload']);
    expect(({} as Record<string, unknown>).workload).toBeUndefined();
  });
});
