// What is no configuration: told in the words of one, and never quoted.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/io/config.ts';
import { formatIssue, InputError, IssueLog } from '../../src/io/issues.ts';
import { OF_A_PLAN, openSource } from '../../src/io/source.ts';
import { readScenarios } from '../../src/io/sweep-scenarios.ts';

const folder = mkdtempSync(join(tmpdir(), 'sectorize-config-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, bytes: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

/** What is said of a file, without the folder. */
async function saidOf(reading: Promise<unknown>): Promise<string[]> {
  const error = await reading.then(
    () => new InputError([]),
    found => found,
  );
  if (!(error instanceof InputError)) throw error;
  return error.issues.map(issue => formatIssue(issue).replaceAll(folder, '.'));
}

const config = (path: string) => saidOf(readConfig(path, new IssueLog()));
const NO_SETTINGS = (place: string) =>
  `${place}: error[bad-yaml]: found text or a table, and no settings; expected settings: keys and values; remedy: name the YAML file with the settings`;

describe('a configuration', () => {
  it.each(['utf16le', 'utf16be'])('in %s is read as data files are', async encoding => {
    const little = Buffer.from('\ufeffout: Tournées\r\n', 'utf16le');
    const path = put(`${encoding}.yaml`, encoding === 'utf16le' ? little : Buffer.from(little).swap16());
    expect((await readConfig(path, new IssueLog())).out).toBe(join(folder, 'Tournées'));
    const scenarios = Buffer.from('\ufeffgrid:\r\n  tolerance: [5%, 10%]\r\n', 'utf16le');
    expect((await readScenarios(put('sweep.yaml', scenarios))).axes).toHaveLength(1);
  });

  it('has one document', async () => {
    expect(await config(put('two.yaml', 'effort: fast\n---\nseed: 2\n'))).toEqual([
      './two.yaml:2: error[bad-yaml]: found a second document after ---; expected one configuration in a file; remedy: take out the line ---, or put what is below it into a file of its own',
    ]);
    expect(await config(put('one.yaml', '# mine\n---\neffort: fast\n'))).toEqual([]);
  });

  it('is neither empty nor a folder', async () => {
    expect(await config(put('empty.yaml', ''))).toEqual([
      './empty.yaml: error[empty-file]: found an empty file; expected settings: keys and values; remedy: write it anew (sectorize init does), or leave it out',
    ]);
    mkdirSync(join(folder, 'conf'));
    expect(await config(join(folder, 'conf'))).toEqual([
      './conf: error[unreadable-file]: found a folder; expected a YAML file; remedy: name a file inside ./conf',
    ]);
  });

  const TABLES = {
    commas: readFileSync('fixtures/tiny/reps.csv', 'utf8'),
    semicolons: '\ufeffid;nom\r\nR1;Canary : chef\r\n',
    tabs: 'id\tname\nR1\tCanary: boss\n',
    'one column': 'name\nCanary: boss\n',
    sentence: 'Canary wrote this, and: that\n',
  };
  it.each(Object.entries(TABLES))('is no table with %s', async (name, text) => {
    expect(await config(put(`${name}.csv`, text))).toEqual([NO_SETTINGS(`./${name}.csv:1`)]);
    expect(await saidOf(readScenarios(join(folder, `${name}.csv`)))).toEqual([
      NO_SETTINGS(`./${name}.csv:1`),
    ]);
  });

  it.each([
    'a: b\nCanary: @Canary\n',
    'a: |Canary\n  b\n',
    '"id","name"\n"R1","Canary"\n"R2","Canary: boss"\n',
    'out: x\n]Canary,Canary\n',
    '"Canary and more"\n',
  ])('is not quoted where it is no YAML: %j', async text => {
    const said = (await config(put('broken.yaml', text))).join('\n');
    expect(said).toMatch(/error\[bad-yaml\]/);
    expect(said).not.toContain('Canary');
  });
});

describe('a file that is not there', () => {
  const source = (path: string, ...wanted: [typeof OF_A_PLAN] | []) => saidOf(openSource(path, ...wanted));

  it('as a link that leads nowhere is said to be one', async () => {
    const link = join(folder, 'accounts.csv');
    symlinkSync(join(folder, 'nothing'), link);
    expect(await source(link)).toEqual([
      './accounts.csv: error[unreadable-file]: found a link that leads nowhere; expected a file that exists; remedy: mend the link, or name the file itself',
    ]);
  });

  it('and is one of a plan, is not another file of it', async () => {
    put('costs.csv', 'id\n');
    const missing = join(folder, 'cost.csv');
    expect(await source(missing)).toEqual([expect.stringContaining('did you mean ./costs.csv?')]);
    expect(await source(missing, OF_A_PLAN)).toEqual([
      './cost.csv: error[unreadable-file]: found no such file; expected a file that exists; remedy: the plan lacks it: take its directory as sectorize plan wrote it, or make the plan again',
    ]);
  });
});
