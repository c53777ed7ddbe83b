// The table of plans fits a terminal; what gives way are names, not figures.

import { expect, it } from 'vitest';
import type { PastPlan } from '../../src/evaluate/past-plan.ts';
import { historyLines } from '../../src/report/history.ts';

it('shortens names and not numbers, in 100 columns', () => {
  const plan: PastPlan = {
    name: 'secteurs-2027-deuxième-version',
    dir: '.',
    status: [
      { state: 'in-force', by: 'Comité de pilotage commercial', on: '2027-01-15', note: '', despite: [] },
    ],
    from: 'secteurs-2026-en-vigueur',
    sectors: 60,
    accounts: 20_000,
    travelHours: 22_442,
    maxDeviation: 0.099,
    gap: 0.0148,
    moved: 0.303,
    broken: 0,
  };
  for (const lang of ['en', 'fr'] as const) {
    const [head, row] = historyLines([plan], lang).map(({ text }) => text);
    expect(head?.length).toBeLessThanOrEqual(100);
    expect(row?.length).toBeLessThanOrEqual(100);
    expect(row).toMatch(lang === 'en' ? /9\.9% +1\.5% +30\.3%$/ : /9,9\s% +1,5\s% +30,3\s%$/);
    expect(head).toMatch(lang === 'en' ? /moved$/ : /passés$/);
  }
});
