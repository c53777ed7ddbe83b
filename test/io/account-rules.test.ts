import { expect, it } from 'vitest';
import { breaks, describeRule, formulaRule, measureRule, NUMBER_RULES } from '../../src/io/account-rules.ts';

const RULES = [...NUMBER_RULES, measureRule('beds'), formulaRule(3)];

it.each([
  // field, the least and the most that is taken, what is said of more and less, and whether the row is set aside
  ['potential', 0, 1e12, 'a number of at least 0', true],
  ['revenue', -1e12, 1e12, 'a number from -1000000000000 to 1000000000000', false],
  ['visits_per_year', 0, 1000, 'a number from 0 to 1000', true],
  ['visit_minutes', 0, 1440, 'a number from 0 to 1440', true],
  ['sla_minutes', Number.MIN_VALUE, 10_000, 'a number of more than 0, at most 10000', true],
  ['sites', 0, 1e6, 'a number from 0 to 1000000', false],
  ['leads', 0, 1e9, 'a number from 0 to 1000000000', false],
  ['opportunities', 0, 1e9, 'a number from 0 to 1000000000', false],
  ['conversion_days', 0, 36_500, 'a number from 0 to 36500', false],
  ['solicitations', 0, 1e9, 'a number from 0 to 1000000000', false],
  ['responses', 0, 1e9, 'a number from 0 to 1000000000', false],
  ['nps', -100, 100, 'a number from -100 to 100', false],
  ['visits_done', 0, 10_000, 'a number from 0 to 10000', false],
  ['beds', 0, 1e15, 'a number of at least 0', true],
  ['formula:3', -1e15, 1e15, 'a number from -1000000000000000 to 1000000000000000', true],
])('%s is from %s to %s', (field, least, most, words, shapes) => {
  const rule = RULES.find(known => known.field === field)!;
  const beyond = [least - Math.abs(least) * 1e-9 - 1e-9, most * (1 + 1e-9)];
  expect([least, most, (least + most) / 2, Number.NaN].map(value => breaks(rule, value))).not.toContain(true);
  expect(beyond.map(value => breaks(rule, value))).toEqual([true, true]);
  expect(breaks(rule, 0)).toBe(field === 'sla_minutes');
  expect(describeRule(rule)).toBe(words);
  expect(rule.shapes).toBe(shapes);
});

it('there is a case above for every rule', () => expect(RULES.length).toBe(15));
