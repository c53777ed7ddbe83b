import { expect, test } from 'vitest';
import { boundToText, parseBound } from '../../src/evaluate/bound-json.ts';
import { JsonError } from '../../src/evaluate/json-reader.ts';
import type { ContiguousCertificate } from '../../src/model/plan.ts';

const HOSTILE = ['__proto__', 'constructor', '"],\n["', 'é\u2028', ''];

function certificate(): ContiguousCertificate {
  const prices = Object.create(null) as Record<string, number>;
  HOSTILE.forEach((name, at) => {
    prices[name] = at - 1.5;
  });
  return {
    schema: 'sectorize-bound/1',
    value: 12.5,
    budgetPrice: 0,
    prices: [
      ['R2', prices],
      ['__proto__', { ...prices }],
    ],
    cuts: [
      { rep: 'R2', zone: '__proto__', measure: '__proto__', price: 0.25, separator: ['b', 'a', '"],\n["'] },
      { rep: '__proto__', zone: 'z', measure: 'm', price: 1, separator: HOSTILE },
      { rep: 'R2', zone: 'a', measure: 'm', price: 1e-9, separator: ['b'] },
    ],
    levels: [
      ['department', 'z', 2.5],
      ['__proto__', '"],\n["', -1],
      ['department', 'a', 1e-9],
    ],
    least: [
      { column: 'department', area: '75', measure: 'potential', reps: 3, price: 2.5 },
      { column: '__proto__', area: '"],\n["', measure: 'm', reps: 2, price: 0 },
      { column: 'department', area: '13', measure: 'potential', reps: 2, price: 1e-9 },
    ],
  };
}

test('one cut a line, sorted whatever order it comes in, and back', () => {
  const given = certificate();
  const text = boundToText(given);
  const turned = {
    ...given,
    prices: given.prices.toReversed(),
    cuts: given.cuts.toReversed(),
    levels: given.levels.toReversed(),
    least: given.least.toReversed(),
  };
  expect(boundToText(turned)).toBe(text);
  expect(text.split('\n').filter(line => line.startsWith('    ['))).toHaveLength(11);
  expect(text).toContain('\n    ["R2", "a", "m", 1e-9, ["b"]],\n');
  const back = parseBound(text);
  expect(boundToText(back)).toBe(text);
  expect(back.cuts.map(cut => cut.zone)).toEqual(['__proto__', 'a', 'z']);
  expect(back.levels).toEqual([
    ['__proto__', '"],\n["', -1],
    ['department', 'a', 1e-9],
    ['department', 'z', 2.5],
  ]);
  expect(back.least.map(({ area, reps }) => [area, reps])).toEqual([
    ['"],\n["', 2],
    ['13', 2],
    ['75', 3],
  ]);
  expect(back.cuts[0]!.separator).toEqual(['"],\n["', 'a', 'b']);
  expect(Object.entries(back.prices[0]![1])).toHaveLength(HOSTILE.length);
});

test('without cuts', () => {
  const text = boundToText({ ...certificate(), cuts: [] });
  expect(text).toContain('"cuts": []');
  expect(parseBound(text).cuts).toEqual([]);
});

test.each([
  ['another schema', (text: string) => text.replace('sectorize-bound/1', 'sectorize-bound/9')],
  ['a price that is text', (text: string) => text.replace('1e-9', '"1"')],
  ['a separator that is no list', (text: string) => text.replace('1e-9, ["b"]', '1e-9, "b"')],
  ['a cut too short', (text: string) => text.replace('1e-9, ["b"]', '1e-9')],
  ['no JSON', (text: string) => text.slice(1)],
])('refuses %s', (_, spoil) => {
  const text = boundToText(certificate());
  expect(spoil(text)).not.toBe(text);
  expect(() => parseBound(spoil(text))).toThrow(JsonError);
});
