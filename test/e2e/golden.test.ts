// The bytes that every fixture's plan had when they were last looked at: a change of the program that changes a plan must be
// meant, and is written down by `npm run nodes -- --write`. Other versions of Node are that script's own work.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CASES, GOLDEN_FILE } from '../golden/cases.ts';
import { runCase } from '../golden/run.ts';

const golden = JSON.parse(readFileSync(GOLDEN_FILE, 'utf8')) as Record<string, string>;

describe('golden bytes', () => {
  it('are kept of every case, and of no other', () => {
    expect(Object.keys(golden).sort()).toEqual(CASES.map(({ name }) => name).sort());
  });

  it.each(CASES)('of $name', async one => {
    expect((await runCase(one)).whole).toBe(golden[one.name]);
  });
});
