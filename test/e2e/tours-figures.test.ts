// What tours make of the figures of a written plan: every file that has them follows, as it was written.

import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contents, inputArgs, kpisOf, sectorize, temporaryFolder } from './cli.ts';

const folder = temporaryFolder();
const tiny = (name: string) => resolve('fixtures/tiny', name);

/** A small team whose vehicles differ, and one of whom has a name that a spreadsheet would run. */
const reps = (() => {
  const [head, ...rows] = readFileSync(tiny('reps.csv'), 'utf8').trimEnd().split('\n');
  const own = (row: string, j: number) => `${row},40,${j % 2 ? 'diesel' : 'electric'},=1+${j}\n`;
  const path = join(folder, 'reps.csv');
  const header = head!.replace(/(^|,)name(,|$)/, '$1was$2');
  writeFileSync(path, `${header},cost_per_hour,vehicle,name\n${rows.map(own).join('')}`);
  return path;
})();
const inputs = inputArgs([tiny('accounts.csv'), reps, tiny('zones.geojson')]);

/** A plan, the same with tours, and what verify says of that. */
function toured(name: string, ...options: readonly string[]) {
  const dir = join(folder, name);
  const measure = ['--measure', 'potential=90%', '--no-diagnosis', '--effort', 'fast'];
  const plan = sectorize(['plan', ...inputs, ...measure, ...options, '--out', dir, '--quiet']);
  expect(plan.code, plan.stderr).toBe(0);
  const out = join(folder, `${name}-toured`);
  const run = sectorize(['tours', dir, ...inputs, '--effort', 'fast', '--quiet', '--out', out]);
  expect(run.code, run.stderr).toBe(0);
  const verified = sectorize(['verify', out, ...inputs]);
  expect(verified.code, verified.stdout).toBe(0);
  return { dir, out };
}

describe('figures by tours', () => {
  it('are those of the levels and of the vehicles too', () => {
    const { dir, out } = toured('levels', '--level', 'area=2');
    const [before, after] = [kpisOf(dir), kpisOf(out)];
    const km = (of: typeof after) => of.hierarchy!.levels[0]!.groups.reduce((sum, g) => sum + g.travel_km, 0);
    expect(after.plan.travel.km).not.toBeCloseTo(before.plan.travel.km, 0);
    expect(km(after)).toBeCloseTo(after.plan.travel.km, 4);
    expect(after.vehicles!.reduce((sum, of) => sum + of.km, 0)).toBeCloseTo(after.plan.travel.km, 4);
    const [was, is] = [contents(dir), contents(out)];
    for (const path of ['levels.csv', 'levels/area.geojson']) expect(is.get(path)).not.toBe(was.get(path));
  });

  it('are written as the plan is', () => {
    const { dir, out } = toured('excel', '--profile', 'excel-fr', '--lang', 'fr');
    const [was, is] = [contents(dir), contents(out)];
    for (const path of ['sectors.csv', 'costs.csv']) {
      const [before, after] = [was.get(path)!, is.get(path)!];
      const shape = (text: string) => text.replace(/-?\d+(,\d+)?/g, '0');
      expect(after).not.toBe(before);
      expect(shape(after)).toBe(shape(before));
    }
    const compared = sectorize(['compare', dir, out]);
    expect(compared.stdout.replace(/\s+/g, ' ')).toContain(
      'cost and coverage of excel-toured are those of its tours',
    );
    expect(sectorize(['compare', out, out]).stdout).not.toContain('its tours');
    const raw = toured('raw', '--raw');
    expect(readFileSync(join(raw.out, 'sectors.csv'), 'utf8')).toContain(',=1+0,');
  });
});
