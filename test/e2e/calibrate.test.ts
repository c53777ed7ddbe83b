// The loop closed: a plan is fitted to tours, its own tours agree with it, its figures become theirs, and whatever is untrue
// about that is found.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import type { Kpis } from '../../src/evaluate/kpis-types.ts';
import { BRETAGNE, cellsOf, inputArgs, kpisOf, sectorize, temporaryFolder } from './cli.ts';
import { liesOf, liesWithin, spoiledIn } from './lies.ts';

const folder = temporaryFolder();
const plan = join(folder, 'plan');
let approximated: Kpis;

beforeAll(() => {
  const fitted = sectorize([
    'plan',
    ...inputArgs(),
    '--calibrate',
    '--effort',
    'fast',
    '--no-diagnosis',
    '--out',
    plan,
    '--lang',
    'en',
  ]);
  expect(fitted.code, fitted.stderr).toBe(0);
  approximated = kpisOf(plan);
  const { visits_per_tour: visits, local_factor: factor } = approximated.calibration!;
  expect(fitted.stderr).toContain(`visits_per_tour: ${visits}, local_factor: ${factor}`);
  const tours = sectorize(['tours', plan, ...inputArgs(), '--effort', 'fast', '--lang', 'en']);
  expect(tours.code, tours.stderr).toBe(0);
});

it('the approximation is within a twentieth of the tours of all reps, and near to those of each', () => {
  const { calibration } = approximated;
  expect(calibration!.rounds[0]).toMatchObject({ visits_per_tour: 5, local_factor: 1 });
  expect(calibration!.rounds[0]!.km_ratio).toBeGreaterThan(1.1);
  const { plan: whole, sectors } = kpisOf(plan);
  const { hours_ratio, km_ratio } = whole.travel.approximation!;
  expect(Math.abs(hours_ratio! - 1)).toBeLessThan(0.05);
  expect(Math.abs(km_ratio! - 1)).toBeLessThan(0.05);
  for (const { travel } of sectors)
    expect(Math.abs(travel.approximation!.hours_ratio! - 1)).toBeLessThan(0.15);
});

it('figures are by the tours, and the approximation stays beside them', () => {
  const {
    plan: now,
    before,
    sectors,
    tours,
    objective,
  } = { ...kpisOf(plan), objective: kpisOf(plan).plan.objective };
  expect(now.travel.approximation!.km).toBeCloseTo(approximated.plan.travel.km, 3);
  // km of tours.csv, for the visits of a year
  const rows = cellsOf(join(plan, 'tours.csv'), 'rep_id', 'kind', 'km');
  for (const { rep_id: rep, travel, visits } of sectors) {
    const own = rows.filter(([id]) => id === rep);
    const km = own.reduce((sum, [, , leg]) => sum + Number(leg), 0);
    const planned = own.filter(([, kind]) => kind === 'visit').length;
    expect(travel.km / ((km * visits.asked) / planned)).toBeCloseTo(1, 3);
  }
  expect(now.cost.total).not.toBe(approximated.plan.cost.total);
  expect(before!.travel.approximation).toBeDefined();
  expect(tours!.today).toBe(true);
  // what was promised stays
  expect(objective).toEqual(approximated.plan.objective);
  expect(now.balance).toEqual(approximated.plan.balance);
  expect(readFileSync(join(plan, 'report.md'), 'utf8')).toMatch(/^## Tours$/m);
});

it('verify agrees, and finds what is untrue', async () => {
  expect(liesOf(plan, BRETAGNE)).toEqual([]);
  const lies: readonly [string, string, (text: string) => string, string][] = [
    ['fewer km', 'kpis.json', text => text.replace(/"km": \d+/, '"km": 12345'), 'kpis'],
    [
      'a better ratio',
      'tours.json',
      text => text.replace(/"travel_ratio": \{"hours": [\d.]+/, '"travel_ratio": {"hours": 0.5'),
      'tours-travel',
    ],
    [
      'shorter ways today',
      'tours-today.csv',
      text => text.replace(/,(\d+\.\d),(\d+\.\d+)\n/, ',1.0,1.00\n'),
      'tours-today',
    ],
    [
      'other constants',
      'kpis.json',
      text => text.replace(/"visits_per_tour": [\d.]+/, '"visits_per_tour": 9'),
      'kpis',
    ],
    [
      'visits that were not made',
      'kpis.json',
      text => text.replace(/"visits_planned": \d+/, '"visits_planned": 9999'),
      'tours-travel',
    ],
  ];
  for (const [what, file, change, check] of lies)
    expect(await liesWithin(spoiledIn(folder, plan, file, change), BRETAGNE), what).toContain(check);
});

it('is refused where nobody travels to accounts, and with layers', () => {
  const alone = sectorize([
    'plan',
    '--reps',
    BRETAGNE[1]!,
    '--zones',
    BRETAGNE[2]!,
    '--calibrate',
    '--out',
    join(folder, 'none'),
  ]);
  expect(alone.code).toBe(2);
  expect(alone.stderr).toMatch(/--calibrate: .*accounts/);
  const layered = sectorize([
    'plan',
    '--config',
    'fixtures/layers/sectorize.yaml',
    '--calibrate',
    '--out',
    join(folder, 'none'),
  ]);
  expect(layered.code).toBe(2);
  expect(layered.stderr).toMatch(/layers/);
});
