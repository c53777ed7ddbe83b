import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { BRETAGNE, contents, inputArgs, PROGRAM, type Run, sectorize, temporaryFolder } from './cli.ts';

const folder = temporaryFolder();
const out = join(folder, 'plan');
let first: Run;

beforeAll(() => {
  first = sectorize(['plan', ...inputArgs(), '--effort', 'fast', '--out', out]);
});

/** The rows of a file in another order, its header where it was. */
function shuffled(path: string): string {
  const [header, ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n');
  const turned = rows.map((row, i) => [(i * 7919) % rows.length, row] as const).sort((a, b) => a[0] - b[0]);
  return `${[header, ...turned.map(([, row]) => row)].join('\n')}\n`;
}

describe('plan', () => {
  it('keeps every promise on the bundled data and says so', () => {
    expect(first.stderr).not.toContain('promise not met');
    expect(first.code).toBe(0);
    const kpis = JSON.parse(readFileSync(join(out, 'kpis.json'), 'utf8'));
    expect(kpis.schema).toBe('sectorize-kpis/1');
    expect(kpis.promises.length).toBeGreaterThanOrEqual(6);
    expect(kpis.promises.every((promise: { kept: boolean }) => promise.kept)).toBe(true);
    expect(kpis.plan.objective.lower_bound).toBeGreaterThan(0);
    expect(kpis.plan.objective.gap).toBeGreaterThanOrEqual(0);
    expect(kpis.plan.objective.gap).toBeLessThan(0.15);
    expect(kpis.plan.contiguity.extra_pieces).toBe(0);
    expect(kpis.before).not.toBeNull();
  });

  it('writes the files of the contract and nothing else', () => {
    const names = [...contents(out).keys()].filter(name => !name.startsWith('sectors/'));
    expect(names).toEqual([
      'accounts.csv',
      'before-after.svg',
      'changes.csv',
      'costs.csv',
      'kpis.json',
      'map.svg',
      'model.json',
      'neighbors.csv',
      'plan.json',
      'rejects.csv',
      'report.html',
      'report.md',
      'sectors.csv',
      'sectors.geojson',
      'zones.csv',
    ]);
  });

  it('passes verify', () => {
    const run = sectorize(['verify', out, ...inputArgs()]);
    expect(run.stdout + run.stderr).not.toContain('FAIL');
    expect(run.code).toBe(0);
  });

  it('gives the same bytes twice, under another locale and time zone', () => {
    const again = join(folder, 'again');
    sectorize(['plan', ...inputArgs(), '--effort', 'fast', '--out', again], {
      env: { TZ: 'Asia/Tokyo', LANG: 'C', LC_ALL: 'C' },
    });
    const [a, b] = [contents(out), contents(again)];
    expect([...b.keys()]).toEqual([...a.keys()]);
    for (const [name, bytes] of a) expect(b.get(name) === bytes, name).toBe(true);
  });

  it('gives the same plan when the rows of its inputs are shuffled', () => {
    const mixed = join(folder, 'mixed');
    mkdirSync(mixed);
    const zones = JSON.parse(readFileSync(BRETAGNE[2] as string, 'utf8'));
    zones.features.reverse();
    writeFileSync(join(mixed, 'accounts.csv'), shuffled(BRETAGNE[0] as string));
    writeFileSync(join(mixed, 'reps.csv'), shuffled(BRETAGNE[1] as string));
    writeFileSync(join(mixed, 'zones.geojson'), JSON.stringify(zones));
    const files = ['accounts.csv', 'reps.csv', 'zones.geojson'].map(name => join(mixed, name));
    sectorize(['plan', ...inputArgs(files), '--effort', 'fast', '--out', join(folder, 'shuffled')]);
    const strip = (text: string) => ({ ...JSON.parse(text), inputs: null });
    const plan = (dir: string) => strip(readFileSync(join(dir, 'plan.json'), 'utf8'));
    expect(plan(join(folder, 'shuffled'))).toEqual(plan(out));
    const kpis = (dir: string) => readFileSync(join(dir, 'kpis.json'), 'utf8');
    expect(kpis(join(folder, 'shuffled'))).toBe(kpis(out));
  });

  it('keeps every input account in exactly one of accounts.csv and rejects.csv', () => {
    const ids = readFileSync(join(out, 'accounts.csv'), 'utf8').trimEnd().split('\n').length - 1;
    const rejects = readFileSync(join(out, 'rejects.csv'), 'utf8').trimEnd().split('\n').length - 1;
    const input =
      readFileSync(BRETAGNE[0] as string, 'utf8')
        .trimEnd()
        .split('\n').length - 1;
    expect(ids + rejects).toBe(input);
  });

  it('proves the optimum of a small map, and again to the byte', () => {
    const places = Array.from({ length: 30 }, (_, i) => ({
      id: `z${String(i).padStart(2, '0')}`,
      lat: 48 + 0.1 * Math.floor(i / 6),
      lon: 1 + 0.15 * (i % 6),
      potential: 20 + ((i * 37) % 50),
    }));
    const write = (name: string, lines: string[]): string => {
      const file = join(folder, name);
      writeFileSync(file, `${lines.join('\n')}\n`);
      return file;
    };
    const zones = write('grid.csv', [
      'id,lat,lon',
      ...places.map(({ id, lat, lon }) => `${id},${lat},${lon}`),
    ]);
    const accounts = write('grid-accounts.csv', [
      'id,lat,lon,potential',
      ...places.map(({ id, lat, lon, potential }) => `a-${id},${lat},${lon},${potential}`),
    ]);
    const reps = write('grid-reps.csv', ['id,lat,lon', 'R1,48,1', 'R2,48.4,1.75', 'R3,48.2,1.3']);
    const outs = ['proof', 'proof-again'].map(name => {
      const plan = join(folder, name);
      const inputs = inputArgs([accounts, reps, zones]);
      const run = sectorize(['plan', ...inputs, '--measure', 'potential=5%', '--exact', '--out', plan]);
      expect(run.code, run.stderr).toBe(0);
      expect(sectorize(['verify', plan, ...inputs]).code).toBe(0);
      return contents(plan);
    });
    expect(JSON.parse(outs[0]?.get('plan.json') as string).solver.proof).toMatchObject({ proven: true });
    expect(outs[1]).toEqual(outs[0]);
  });

  it('balances leads of accounts and population of zones like potential, and not potential then', () => {
    const plan = join(folder, 'leads');
    const measures = ['leads=20%', 'population=25%', 'workload=12%'].flatMap(text => ['--measure', text]);
    const run = sectorize(['plan', ...inputArgs(), '--effort', 'fast', ...measures, '--out', plan]);
    expect(run.code, run.stderr).toBe(0);
    expect(sectorize(['verify', plan, ...inputArgs()]).code).toBe(0);
    // counted from the files alone
    const table = (file: string) =>
      parse(readFileSync(file, 'utf8'), { columns: true }) as Record<string, string>[];
    const [accounts, reps] = [table(join(plan, 'accounts.csv')), table(BRETAGNE[1] as string)];
    const people = JSON.parse(readFileSync(BRETAGNE[2] as string, 'utf8')).features as {
      properties: { population: number };
    }[];
    const parts = table(join(plan, 'zones.csv'));
    // a fair share is of time and seniority
    const shareOf = (rep: Record<string, string>) => Number(rep.fte) * Number(rep.productivity);
    const shares = reps.reduce((sum, rep) => sum + shareOf(rep), 0);
    const sums = (pairs: readonly (readonly [string | undefined, number])[]) => {
      const all = pairs.reduce((sum, [, value]) => sum + value, 0);
      return reps.map(rep => {
        const own = pairs.reduce((sum, [id, value]) => sum + (id === rep.id ? value : 0), 0);
        return own / ((all * shareOf(rep)) / shares) - 1;
      });
    };
    const leads = sums(accounts.map(row => [row.assigned_rep_id, Number(row.leads)]));
    const population = sums(parts.map(row => [row.rep_id, Number(row.population)]));
    // parts of zones that were split have all of it between them
    const given = people.reduce((sum, { properties }) => sum + properties.population, 0);
    const shared = parts.reduce((sum, row) => sum + Number(row.population), 0);
    expect(shared).toBeCloseTo(given, 0);
    for (const deviation of leads) expect(Math.abs(deviation)).toBeLessThanOrEqual(0.2);
    for (const deviation of population) expect(Math.abs(deviation)).toBeLessThanOrEqual(0.25);
    const kpis = JSON.parse(readFileSync(join(plan, 'kpis.json'), 'utf8'));
    expect(Object.keys(kpis.plan.balance)).toEqual(['leads', 'population', 'workload']);
  });

  it('pipes one table alone, and survives a reader that stops early', () => {
    const args = ['plan', ...inputArgs(), '--effort', 'fast', '--stdout', 'accounts'];
    const command = [process.execPath, resolve('bin/sectorize.js'), ...args]
      .map(word => `'${word}'`)
      .join(' ');
    const run = spawnSync('bash', ['-c', `set -o pipefail; ${command} | head -3`], {
      encoding: 'utf8',
      cwd: folder,
    });
    expect(run.stdout.trimEnd().split('\n')).toHaveLength(3);
    expect(run.stdout).toMatch(/^id,/);
    expect(run.stderr).not.toMatch(/Error|at .*\.js/);
    expect(run.status).toBe(0);
  });

  it('reads standard input', () => {
    const [accounts, reps, zones] = BRETAGNE as [string, string, string];
    const run = sectorize(
      [
        'plan',
        '--accounts',
        '-',
        '--reps',
        reps,
        '--zones',
        zones,
        '--effort',
        'fast',
        '--stdout',
        'sectors',
      ],
      { input: readFileSync(accounts, 'utf8'), cwd: folder },
    );
    expect(run.code).toBe(0);
    expect(run.stdout).toBe(readFileSync(join(out, 'sectors.csv'), 'utf8'));
  });

  it('leaves the old plan alone when the inputs are bad', () => {
    const before = contents(out);
    const bad = join(folder, 'bad.csv');
    writeFileSync(bad, 'id,postal_code,fte\nR1,29000,-1\nR1,99999,x\n');
    const run = sectorize([
      'plan',
      ...inputArgs([BRETAGNE[0] as string, bad, BRETAGNE[2] as string]),
      '--out',
      out,
    ]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('bad.csv:2');
    expect(run.stderr).toContain('bad.csv:3');
    expect(contents(out)).toEqual(before);
  });

  it('refuses to replace a folder that is no plan', () => {
    const mine = join(folder, 'mine');
    mkdirSync(mine);
    writeFileSync(join(mine, 'thesis.txt'), 'years of work');
    const run = sectorize(['plan', ...inputArgs(), '--effort', 'fast', '--out', mine]);
    expect(run.code).toBe(2);
    // before the inputs are even read
    expect(run.stderr).toContain('out-not-a-plan');
    expect(run.stderr).not.toContain('rows read');
    expect(readFileSync(join(mine, 'thesis.txt'), 'utf8')).toBe('years of work');
  });

  it('does not take the folder away that it is started in', () => {
    const here = join(folder, 'here');
    mkdirSync(join(here, 'below'), { recursive: true });
    for (const [cwd, name] of [
      [here, '.'],
      [join(here, 'below'), '..'],
      [here, ''],
    ] as const) {
      const run = sectorize(['plan', ...inputArgs(), '--effort', 'fast', '--out', name], { cwd });
      expect(run.code).toBe(2);
      expect(run.stderr).toMatch(name === '' ? /'--out <dir>' has an empty value/ : /the folder you are in/);
    }
    expect([...contents(here)]).toEqual([]);
  });

  it.each(['plan', 'check', 'verify plan', 'history', 'size', 'init', 'demo'])(
    '%s says so when the folder it is started in is gone',
    command => {
      const gone = join(folder, `gone-${command[0]}-${command.length}`);
      mkdirSync(gone);
      const run = spawnSync(
        'sh',
        ['-c', 'rmdir "$PWD" && "$@"', 'sh', process.execPath, PROGRAM, ...command.split(' ')],
        {
          cwd: gone,
          encoding: 'utf8',
        },
      );
      expect([run.status, run.stderr]).toEqual([
        2,
        expect.stringContaining('found a working folder that is no longer there'),
      ]);
    },
  );

  it('a limit of more days than a timer has is none that is over at once', () => {
    const run = sectorize([
      'plan',
      ...inputArgs(),
      '--effort',
      'fast',
      '--time-limit',
      '1e12',
      '--stdout',
      'kpis',
    ]);
    const same = sectorize(['plan', ...inputArgs(), '--effort', 'fast', '--stdout', 'kpis']);
    expect(run.stderr).not.toContain('Warning');
    expect(JSON.parse(run.stdout)).toEqual(JSON.parse(same.stdout));
  });

  it('writes the model for other solvers', () => {
    const lp = join(folder, 'model.mps');
    const run = sectorize(
      ['plan', ...inputArgs(), '--effort', 'fast', '--stdout', 'kpis', '--write-lp', lp],
      { cwd: folder },
    );
    expect(run.code).toBe(0);
    expect(readFileSync(lp, 'utf8')).toMatch(/^ROWS$/m);
    expect(JSON.parse(run.stdout).schema).toBe('sectorize-kpis/1');
  });
});

describe('usage', () => {
  it('suggests the nearest option and exits 2', () => {
    const run = sectorize(['plan', '--acounts', 'x']);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('--accounts');
  });

  it.each([
    ['--measure', 'potential=200%'],
    ['--max-moved', '10%:sheep'],
    ['--effort', 'heroic'],
    ['--seed', '1.5'],
    ['--map', 'potential'],
  ])('refuses %s %s', (option, value) => {
    const run = sectorize(['plan', ...inputArgs(), option, value]);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(value.split(/[=:]/).at(-1));
  });

  it.each(['plan', 'check', 'verify', 'demo'])('%s --help ends with examples and exit codes', command => {
    const run = sectorize([command, '--help']);
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('Examples:');
    for (const line of run.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });
});
