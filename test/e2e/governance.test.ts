// What a revision says of the plan before, and what history and the committee pack say of several plans: small maps, at the
// edges of what they were made for.

import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { inputArgs, kpisOf, sectorize, temporaryFolder } from './cli.ts';

const folder = temporaryFolder();
const here = (name: string) => join(folder, name);
const write = (name: string, text: string): string => {
  writeFileSync(here(name), text);
  return here(name);
};
const TINY = ['accounts.csv', 'reps.csv', 'zones.geojson'].map(name => resolve('fixtures/tiny', name));
const ALL = inputArgs(TINY);
const [accounts, reps, zones] = TINY as [string, string, string];

const plan = (out: string, files: readonly string[], ...options: string[]) =>
  sectorize(['plan', ...files, '--effort', 'fast', '--quiet', '--out', here(out), ...options]);
const verify = (out: string, files: readonly string[]) => sectorize(['verify', here(out), ...files]);
const POTENTIAL = ['--measure', 'potential=60%'];

beforeAll(() => {
  expect(plan('first', ALL, ...POTENTIAL)).toMatchObject({ code: 0, stderr: '' });
});

test('a decision that was taken back is no plan that stands: it is searched again', () => {
  const decided = write(
    'overrides.csv',
    'zone_id,account_id,rep_id,author,reason,date\nB3,,R1,A,near,2027-06-14\n',
  );
  const files = [...ALL, '--overrides', decided];
  expect(plan('decided', files, ...POTENTIAL).code).toBe(0);
  expect(plan('kept', files, ...POTENTIAL, '--from', here('decided'), '--no-replan').code).toBe(0);
  expect(kpisOf(here('kept')).revision).toMatchObject({ stands: true, zones_changed: 0 });
  const free = ['--from', here('decided'), '--no-replan', '--stickiness', '0'];
  expect(plan('undone', ALL, ...POTENTIAL, ...free).code).toBe(0);
  expect(kpisOf(here('undone')).revision).toMatchObject({ stands: false, zones_changed: 1 });
  expect(verify('undone', ALL).code).toBe(0);
});

test('where one rep is left there is nothing to search, and yet the plan before does not stand', () => {
  const [header, first] = readFileSync(reps, 'utf8').split('\n') as [string, string];
  const alone = inputArgs([accounts, write('alone.csv', `${header}\n${first}\n`), zones]);
  expect(plan('alone', alone, ...POTENTIAL, '--from', here('first'), '--no-replan').code).toBe(0);
  expect(kpisOf(here('alone')).revision).toMatchObject({ stands: false, reps: { left: ['R2', 'R3', 'R4'] } });
  expect(verify('alone', alone)).toMatchObject({ code: 0 });
});

test('a plan that is falsely said to stand is found out', () => {
  const table = readFileSync(accounts, 'utf8').trimEnd().split('\n');
  const fewer = inputArgs([write('fewer.csv', `${table.slice(0, -6).join('\n')}\n`), reps, zones]);
  expect(
    plan('fewer', fewer, '--measure', 'potential=90%', '--from', here('first'), '--no-replan').code,
  ).toBe(0);
  const path = join(here('fewer'), 'kpis.json');
  const text = readFileSync(path, 'utf8');
  expect(text).toContain('"stands": false');
  writeFileSync(path, text.replace('"stands": false', '"stands": true'));
  expect(verify('fewer', fewer).code).toBe(3);
});

test('plans of zones alone are revised; without incumbents nothing is handed over', () => {
  const bare = ['--reps', reps, '--zones', zones];
  const weighed = JSON.parse(readFileSync(zones, 'utf8'));
  for (const [n, { properties }] of weighed.features.entries()) properties.people = 10 + (n % 3);
  const map = write('people.geojson', JSON.stringify(weighed));
  const files = [...bare.slice(0, 3), map];
  const people = ['--measure', 'people=60%'];
  expect(plan('bare', files, ...people)).toMatchObject({ code: 0 });
  expect(plan('bare-again', files, ...people, '--from', here('bare'))).toMatchObject({ code: 0, stderr: '' });
  expect(kpisOf(here('bare-again')).revision).toMatchObject({ stands: true, zones_changed: 0 });
  expect(verify('bare-again', files).code).toBe(0);
  const strangers = readFileSync(accounts, 'utf8').replace('rep_id', 'nobody');
  const held = ['--accounts', write('strangers.csv', strangers), ...files];
  expect(plan('served', held, ...POTENTIAL, '--from', here('bare'), '--no-replan').stderr).toBe('');
  expect(kpisOf(here('served')).revision?.accounts.new).toBeGreaterThan(0);
  expect(verify('served', held).code).toBe(0);
});

test('history lists the plans that can be read, and says of the others what is wrong with them', () => {
  const spoil: readonly (readonly [string, (kpis: string) => void, string])[] = [
    ['folder', kpis => mkdirSync(kpis), 'kpis.json: error[bad-plan]: found nothing that can be read'],
    ['gone', () => {}, 'kpis.json: error[bad-plan]: found nothing that can be read'],
    ['cut', kpis => writeFileSync(kpis, '{ '), 'cut: error[bad-plan]: found kpis.json is not JSON: broken'],
    ['null', kpis => writeFileSync(kpis, 'null'), 'null: error[bad-plan]: found kpis.json'],
  ];
  mkdirSync(here('damaged'));
  cpSync(here('first'), here('damaged/good'), { recursive: true });
  for (const [name, damage] of spoil) {
    cpSync(here('first'), here(`damaged/${name}`), { recursive: true });
    rmSync(here(`damaged/${name}/kpis.json`));
    damage(here(`damaged/${name}/kpis.json`));
  }
  const run = sectorize(['history', here('damaged'), '--format', 'json']);
  expect(run.code).toBe(2);
  expect((JSON.parse(run.stdout) as { name: string }[]).map(({ name }) => name)).toEqual(['good']);
  for (const [name, , said] of spoil) expect(run.stderr, name).toContain(said);
  expect(run.stderr).not.toMatch(/ENOENT|EISDIR|position \d/);
  expect(sectorize(['history', here('damaged/gone')])).toMatchObject({ code: 2, stdout: '' });
});

test('history names the plan that was revised, whichever others are like it', () => {
  cpSync(here('first'), here('plans/a'), { recursive: true });
  cpSync(here('first'), here('plans/b'), { recursive: true });
  expect(plan('plans/c', ALL, ...POTENTIAL, '--from', here('plans/a'), '--no-replan').code).toBe(0);
  const run = sectorize(['history', here('plans'), '--format', 'json']);
  expect(JSON.parse(run.stdout).map((row: { from: string }) => row.from)).toContain('a');
});

test('the committee pack says when changes.csv is not about the plan that it is compared with', () => {
  expect(plan('second', ALL, ...POTENTIAL, '--from', here('decided'), '--no-replan').code).toBe(0);
  const page = (base: string) => {
    const out = here(`pack-${base}`);
    const run = sectorize(['pack', here('second'), ...ALL, '--base', here(base), '--out', out]);
    expect(run.code).toBe(0);
    return readFileSync(join(out, 'committee.md'), 'utf8');
  };
  expect(page('alone')).toMatch(/changes\.csv is about something else/);
  expect(page('decided')).not.toMatch(/changes\.csv is about something else/);
});

test('prices of decisions that push a rep beyond the window are those that verify finds', () => {
  const ain = ['accounts.csv', 'reps.csv', 'zones.csv'].map(name => resolve('fixtures/ain-excel', name));
  const ids = '01090 01120 01150 01330 01360 01390 01470 01480 01600 01680 01700 01800'.split(' ');
  const rows = ids.map(id => `${id},,V1,A,near,2027-06-14\n`).join('');
  const decided = write('ain.csv', `zone_id,account_id,rep_id,author,reason,date\n${rows}`);
  const files = [...inputArgs(ain), '--overrides', decided];
  plan('ain', files, '--measure', 'potential=5%', '--no-diagnosis');
  expect(kpisOf(here('ain')).promises.filter(({ kept }) => !kept)).toHaveLength(1);
  expect(verify('ain', files).stdout).toMatch(/0 untrue claims/);
});

test('a plan from the top moves nothing either when nothing has changed', () => {
  const options = [...POTENTIAL, '--level', 'area=2', '--order', 'top-down'];
  expect(plan('top', ALL, ...options).code).toBe(0);
  expect(plan('top-again', ALL, ...options, '--from', here('top')).code).toBe(0);
  expect(kpisOf(here('top-again')).revision).toMatchObject({ stands: true, zones_changed: 0 });
  expect(verify('top-again', ALL).code).toBe(0);
});
