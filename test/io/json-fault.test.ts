import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findJsonFault } from '../../src/io/json-fault.ts';

describe('findJsonFault', () => {
  it.each([
    ['{"a": [1, 2,\n]}', 2, false],
    ['{"a": [}\n', 1, false],
    ['{"a": 1,\n "b" 2}', 2, false],
    ['[1, 2', 1, true],
    ['{"a": {\n"b": 1\n', 3, true],
    ['[1,\n"abc', 2, true],
    ['[01]', 1, false],
    ['[1]\n[2]', 2, false],
    ['', 1, true],
    ["['a']", 1, false],
    ['[NaN]', 1, false],
    ['[1]\n\u000b', 2, false],
    ['[1,\u00a0 2]', 1, false],
  ])('%j', (text, line, unfinished) => {
    expect(findJsonFault(text)).toEqual({ line, unfinished });
  });
  it('agrees with JSON.parse on what is broken', () => {
    const json = fc.json({ noUnicodeString: false });
    fc.assert(
      fc.property(
        json,
        fc.nat(),
        fc.constantFrom('', ',', '}', ']', '"', '1', '\n', ':', '\v', '\f', '\u00a0', '\ufeff'),
        (text, place, extra) => {
          const at = place % (text.length + 1);
          for (const candidate of [text, text.slice(0, at), text.slice(0, at) + extra + text.slice(at)]) {
            let valid = true;
            try {
              JSON.parse(candidate);
            } catch {
              valid = false;
            }
            expect(findJsonFault(candidate) === null).toBe(valid);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
