// What paths become on Windows: the same functions with Node's own rules for its paths. No Windows runs these tests.

import { resolve, win32 } from 'node:path';
import { expect, it, vi } from 'vitest';
import { pathFrom } from '../../src/cli/run-init.ts';
import { parseConfig } from '../../src/io/config.ts';
import { IssueLog } from '../../src/io/issues.ts';
import { safeNames } from '../../src/io/safe-name.ts';
import { fileName } from '../../src/model/file-name.ts';

vi.mock('node:path', async () => {
  const { win32 } = await vi.importActual<typeof import('node:path')>('node:path');
  return { ...win32, default: win32 };
});

it('these tests see the paths of Windows', () => {
  expect(resolve).toBe(win32.resolve);
});

it('a configuration finds its files beside it, on its own drive, on another, and in either way of writing', () => {
  const yaml =
    'accounts: data/a.csv\nreps: ..\\r.csv\nzones: "D:\\\\maps\\\\z.geojson"\naliases: "-"\nout: plan\n';
  const log = new IssueLog();
  const { inputs, out } = parseConfig(yaml, 'C:\\Mes documents\\2027\\sectorize.yaml', log);
  expect(log.issues()).toEqual([]);
  expect(inputs).toMatchObject({
    accounts: 'C:\\Mes documents\\2027\\data\\a.csv',
    reps: 'C:\\Mes documents\\r.csv',
    zones: 'D:\\maps\\z.geojson',
    aliases: '-',
  });
  expect(out).toBe('C:\\Mes documents\\2027\\plan');
});

it('a configuration that is written names its files with slashes, which every system reads', () => {
  expect(pathFrom('plans', 'data\\accounts.csv')).toBe('../data/accounts.csv');
  expect(pathFrom('data', 'D:\\maps\\zones.geojson')).toBe('D:\\maps\\zones.geojson');
  expect(pathFrom('.', 'sub\\-odd.csv')).toBe('sub/-odd.csv');
  expect(pathFrom('.', '-odd.csv')).toBe('./-odd.csv');
});

it('plans name their inputs without folders, whichever system wrote the path', () => {
  for (const path of [
    'C:\\data\\accounts.csv',
    '/home/a/accounts.csv',
    'accounts.csv',
    'C:/data/accounts.csv',
  ])
    expect(fileName(path)).toBe('accounts.csv');
  expect(fileName('-')).toBe('-');
});

it('files of sectors are in their folder, and are no device, for every id', () => {
  const ids = ['CON', 'aux.csv', 'lpt1', 'a:b', 'C:\\x', '..\\..\\x', 'end. ', 'R1', 'r1', 'a|b?*"<>'];
  for (const name of safeNames(ids)) {
    const path = win32.resolve('C:\\plan\\sectors', `${name}.csv`);
    expect(win32.dirname(path)).toBe('C:\\plan\\sectors');
    expect(name).not.toMatch(/^(con|aux|lpt\d)(\.|$)|[<>:"|?*\\/]|[. ]$/i);
  }
});
