// A command that is shown is one that can be pasted.

import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shellWord } from '../../src/cli/shell-word.ts';

it('is one word for a shell, whatever is in it, and itself where nothing needs quotes', () => {
  expect(shellWord('plans/2027-1', 'linux')).toBe('plans/2027-1');
  const name = fc.string({
    unit: fc.constantFrom(...'aé \'"$`\\;&|*?(){}<>!#~\n\t'),
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(fc.array(name, { minLength: 40, maxLength: 40 }), names => {
      const line = `printf '%s\\0' ${names.map(text => shellWord(text, 'linux')).join(' ')}`;
      const words = execFileSync('sh', ['-c', line], { encoding: 'utf8' }).split('\0').slice(0, -1);
      expect(words).toEqual(names);
    }),
    { numRuns: 5, seed: 1 },
  );
});

it('is in double quotes on Windows, where paths have backslashes', () => {
  expect(shellWord('C:\\plans\\2027-1', 'win32')).toBe('C:\\plans\\2027-1');
  expect(shellWord('C:\\Mes documents\\plan', 'win32')).toBe('"C:\\Mes documents\\plan"');
});
