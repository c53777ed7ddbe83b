// All golden cases, the quickest of what they cover first. Nothing here knows vitest, so that mutants can be tried without it
// (test/mutants/golden-runner.ts).

import { readFileSync } from 'node:fs';
import { BOUNDS } from './bounds.ts';
import { CENTERS } from './centers.ts';
import { DAYS } from './days.ts';
import type { GoldenCases } from './digest.ts';
import { PROGRAMS } from './programs.ts';
import { PLANS } from './solve.ts';
import { STEPS } from './steps.ts';
import { TOURS } from './tours.ts';

export const CASES: GoldenCases = {
  ...DAYS,
  ...PROGRAMS,
  ...STEPS,
  ...TOURS,
  ...PLANS,
  ...CENTERS,
  ...BOUNDS,
};

export const GOLDEN_FILE = new URL('golden.json', import.meta.url);

/** What is pinned, by name. */
export function readGolden(): Record<string, unknown> {
  return JSON.parse(readFileSync(GOLDEN_FILE, 'utf8')) as Record<string, unknown>;
}
