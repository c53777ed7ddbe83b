// Old names work and say what to write instead. None is deprecated yet, so these make one up.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { readConfiguration } from '../../src/cli/configuration.ts';
import { buildProgram } from '../../src/cli/main.ts';
import { parseConfig } from '../../src/io/config.ts';
import { DEPRECATIONS } from '../../src/io/deprecations.ts';
import { IssueLog } from '../../src/io/issues.ts';
import { VERSION } from '../../src/version.ts';

const old = (name: string, instead: string) => ({ name, instead, since: '0.2.0', until: '1.0.0' });

afterEach(() => {
  vi.restoreAllMocks();
});

it('a key of the configuration is read, and warned of with its line', () => {
  const log = new IssueLog();
  const yaml = 'seed: 7\ntravel:\n  speed: 60\nmeasures: {potential: 5%}\n';
  const made = [old('measures.potential', 'measures.revenue'), old('effort', 'search')];
  const { settings } = parseConfig(yaml, 'sectorize.yaml', log, made);
  expect(settings.seed).toBe(7);
  const found = log.issues().filter(({ code }) => code === 'deprecated');
  expect(found).toEqual([
    {
      severity: 'warning',
      code: 'deprecated',
      file: 'sectorize.yaml',
      line: 4,
      column: 'measures.potential',
      found: 'measures.potential, deprecated since 0.2.0',
      expected: 'measures.revenue',
      remedy: 'write measures.revenue instead: version 1.0.0 may refuse the old name',
    },
  ]);
});

it('commands say so on stderr, once', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sectorize-deprecations-'));
  try {
    const path = join(folder, 'sectorize.yaml');
    writeFileSync(path, 'effort: fast\n');
    const write = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
    for (let time = 0; time < 2; time++) {
      const { settings } = await readConfiguration(path, [old('effort', 'search')]);
      expect(settings.effort).toBe('fast');
    }
    expect(write.mock.calls.map(([text]) => String(text).slice(path.length))).toEqual([
      ':1:effort: warning[deprecated]: found effort, deprecated since 0.2.0; expected search; ' +
        'remedy: write search instead: version 1.0.0 may refuse the old name\n',
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it('an option is obeyed, and warned of when it is given, not when it is at its default', async () => {
  const said: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation(text => said.push(String(text)) > 0);
  vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  const run = (words: readonly string[], names: readonly string[]) => {
    said.length = 0;
    const program = buildProgram(names.map(name => old(name, '--scheme')));
    return program.parseAsync(['node', 'sectorize', ...words]).then(() => said.join(''));
  };
  const folder = 'fixtures/tiny';
  const words = ['check', '--accounts', `${folder}/accounts.csv`, '--reps', `${folder}/reps.csv`];
  words.push('--zones', `${folder}/zones.geojson`, '--country', 'FR', '--rejects', '/dev/null');
  const warning =
    'command line:--country: warning[deprecated]: found --country, deprecated since 0.2.0; expected --scheme; ' +
    'remedy: write --scheme instead: version 1.0.0 may refuse the old name\n';
  const warned = await run(words, ['--country', '--lang']);
  expect(warned).toContain(warning);
  const quiet = await run(words, ['--lang']);
  expect(quiet).toContain('ready to plan');
  // but for the warning it is the same run
  expect(warned.replace(warning, '')).toBe(quiet);
});

it('what is deprecated is still there, and has not outlived its version', () => {
  const options = new Set(buildProgram().commands.flatMap(({ options }) => options.map(({ long }) => long)));
  for (const { name, since, until } of DEPRECATIONS) {
    if (name.startsWith('--')) expect(options).toContain(name);
    expect(since).not.toBe(until);
    expect(VERSION.localeCompare(until, 'en', { numeric: true }), name).toBeLessThan(0);
  }
});
