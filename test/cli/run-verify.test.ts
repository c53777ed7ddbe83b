// The verdict of `verify` counts as people do.

import { expect, it, vi } from 'vitest';
import { runVerify } from '../../src/cli/run-verify.ts';

const outcome = vi.hoisted(() => ({ ok: false, checks: [], files: new Map(), lies: 0, broken: 0 }));
vi.mock('../../src/app/layers/verify.ts', () => ({ verifyAnyDirectory: async () => outcome }));

it.each([
  [1, 1, '1 untrue claim, 1 promise not met'],
  [0, 2, '0 untrue claims, 2 promises not met'],
])('%i and %i', async (lies, broken, verdict) => {
  Object.assign(outcome, { lies, broken });
  let said = '';
  const listen = vi.spyOn(process.stdout, 'write').mockImplementation(text => {
    said += String(text);
    return true;
  });
  await runVerify('plan', {} as never).finally(() => listen.mockRestore());
  expect(said).toContain(verdict);
});
