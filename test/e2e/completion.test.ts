// `sectorize completion` as a shell's start file calls it.

import { expect, it } from 'vitest';
import { buildProgram } from '../../src/cli/main.ts';
import { completionScript } from '../../src/cli/reference/completion.ts';
import { recordOf } from '../../src/cli/reference/record.ts';
import { sectorize } from './cli.ts';

it.each(['bash', 'zsh', 'fish'] as const)('prints the script of %s and nothing else', shell => {
  expect(sectorize(['completion', shell])).toEqual({
    code: 0,
    stdout: completionScript(shell, recordOf(buildProgram())),
    stderr: '',
  });
});

it('says which shells there are', () => {
  for (const args of [['completion', 'tcsh'], ['completion']]) {
    const run = sectorize(args);
    expect({ code: run.code, stdout: run.stdout }).toEqual({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(
      args.length > 1 ? 'Allowed choices are bash, zsh, fish' : "missing required argument 'shell'",
    );
  }
});
