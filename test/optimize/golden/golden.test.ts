// See digest.ts for why these are pinned, and how to renew them.

import { expect, it } from 'vitest';
import { CASES, readGolden } from './cases.ts';

const golden = readGolden();

it('every case is pinned, and nothing else', () => {
  expect(Object.keys(golden)).toEqual(Object.keys(CASES));
});

it.each(Object.keys(CASES))('%s', async name => {
  expect(await CASES[name]()).toEqual(golden[name]);
});
