// Formulas: what the reader computes with jsep is what verify computes without; what is no arithmetic is refused, and says
// where. The property makes formulas of the grammar; the table is of attempts at something else.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calculate } from '../../src/evaluate/verify/formula.ts';
import { parseFormula } from '../../src/io/expression.ts';

const COLUMNS = new Map([
  ['a', 3],
  ['sites', 0],
  ['CA potentiel', 1250.5],
  ['éà_2', -7],
  ['__proto__', 2],
]);
const value = (name: string) => COLUMNS.get(name) as number;

const { formula: anyFormula } = fc.letrec<{ formula: string }>(tie => ({
  formula: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', 'sites', '[CA potentiel]', 'éà_2', '[ __proto__ ]', '0.6', '400', '1e3'),
    fc
      .tuple(tie('formula'), fc.constantFrom(...'+-*/<>', '<=', '>=', '==', '!=', '&&', '||'), tie('formula'))
      .map(([a, sign, b]) => `${a} ${sign} ${b}`),
    tie('formula').map(a => `(${a})`),
    fc.tuple(fc.constantFrom(...'-!+'), tie('formula')).map(([sign, a]) => `${sign}(${a})`),
    fc.tuple(tie('formula'), tie('formula'), tie('formula')).map(([a, b, c]) => `if(${a}, ${b},${c})`),
    fc.tuple(tie('formula'), tie('formula'), tie('formula')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    fc
      .tuple(fc.constantFrom('min', 'max'), tie('formula'), tie('formula'))
      .map(([f, a, b]) => `${f}(${a},${b})`),
    fc.tuple(fc.constantFrom('round', 'abs', 'floor', 'ceil'), tie('formula')).map(([f, a]) => `${f}(${a})`),
  ),
}));

describe('a formula', () => {
  it('has the same value by two evaluators that share nothing', () => {
    let compared = 0;
    fc.assert(
      fc.property(anyFormula, text => {
        const parsed = parseFormula(text);
        if ('fault' in parsed) {
          expect(parsed.fault).toMatch(/no column|more than 500/);
          return;
        }
        const [one, other] = [parsed.formula.evaluate(value), calculate(text, value)];
        if (Number.isFinite(one)) {
          compared++;
          expect(other).toBeCloseTo(one, 6);
        } else expect(Number.isFinite(other)).toBe(false);
      }),
      { numRuns: 1500, seed: 2 },
    );
    expect(compared).toBeGreaterThan(800);
  });

  it.each([
    ['0.6 * addressable + 400 * sites * conversion', ['addressable', 'sites', 'conversion']],
    ['[CA potentiel] + [CA potentiel] * a', ['CA potentiel', 'a']],
  ])('%s names its columns', (text, names) => {
    const parsed = parseFormula(text);
    expect('formula' in parsed && parsed.formula.names).toEqual(names);
  });

  it.each([
    ['a +', 'at character 4'],
    ['(a', 'Unclosed ( at character 3'],
    ['a + [b', '[ without ] at character 5'],
    ['60% * a', '"%" at character 3'],
    ['0,6 * a', 'a point in decimals'],
    ['CA potentiel', '[ ] around names'],
    ['1 + 2', 'no column'],
    ['sqrt(a)', 'the function sqrt, which there is not at character 1'],
    ['if(a, 1)', 'a condition and two values'],
    ['constructor(a)', 'the function constructor'],
    ['a.constructor', 'behind a name'],
    ['a["constructor"]("return process")()', 'the function of something'],
    ['this', 'ThisExpression'],
    ['a = 5', '"="'],
    ['"x" + a', 'no number'],
    [`${'('.repeat(400)}a${')'.repeat(400)}`, 'more than 500'],
    ['', 'nothing'],
  ])('%s is refused', (text, said) => {
    const parsed = parseFormula(text);
    expect('fault' in parsed ? parsed.fault : parsed).toContain(said);
  });
});
