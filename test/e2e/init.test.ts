// sectorize init on folders of real files: what it writes must work with check and plan as it is. Folders that are hostile
// are said, and nothing in them does anything.

import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { sharedData } from '../../bench/data.ts';
import { parseConfig } from '../../src/io/config.ts';
import { IssueLog } from '../../src/io/issues.ts';
import { cellsOf, haveShared, PROGRAM, type Run, sectorize, temporaryFolder } from './cli.ts';

const root = temporaryFolder();

/** A folder with these files: name → path of the original, or text. */
function folderOf(name: string, files: Readonly<Record<string, { copy: string } | string>>): string {
  const folder = join(root, name);
  mkdirSync(folder, { recursive: true });
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    if (typeof content === 'string') writeFileSync(join(folder, file), content);
    else copyFileSync(content.copy, join(folder, file));
  }
  return folder;
}

const fixture = (name: string) => ({ copy: join('fixtures', name) });
const init = (cwd: string, ...args: string[]): Run => sectorize(['init', ...args], { cwd });
const written = (folder: string, file = 'sectorize.yaml') => readFileSync(join(folder, file), 'utf8');

/** Errors of the configuration with every setting that is off switched on. */
function allSwitchedOn(text: string): string[] {
  const log = new IssueLog();
  parseConfig(text.replace(/^#(?=\S)|^#(?= {2})/gm, ''), 'sectorize.yaml', log);
  return log.issues().map(({ line, found }) => `${line}: ${found}`);
}

/** check and plan with what was written. */
function works(folder: string, config = 'sectorize.yaml'): void {
  const check = sectorize(['check', '--config', config, '--rejects', 'rejected.csv'], { cwd: folder });
  expect(check.stderr).toMatch(/ready to plan|prêt pour un découpage/);
  expect(check.code).toBe(0);
  const plan = sectorize(['plan', '--config', config, '--effort', 'fast', '--out', 'plan'], { cwd: folder });
  expect([0, 3], plan.stderr).toContain(plan.code);
  expect(existsSync(join(folder, 'plan', 'plan.json'))).toBe(true);
}

describe('init', () => {
  it('finds accounts, reps and zones in a folder below, and writes paths from the configuration', () => {
    const folder = folderOf('bretagne', {
      'data/clients.csv': fixture('bretagne/accounts.csv'),
      'data/equipe.csv': fixture('bretagne/reps.csv'),
      'data/carte.geojson': fixture('bretagne/zones.geojson'),
      'data/adjacency.csv': 'id_a,id_b,km\n22000,22100,3\n22100,22110,4\n',
      'data/cedex.csv': 'code,code postal\n35040,35000\n29200 CEDEX,29200\n',
      'conf/note.txt': 'nothing',
    });
    const { code, stdout, stderr } = init(folder, 'data', '--yes', '--out', 'conf/sectorize.yaml');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(/^accounts +data\/clients\.csv +CSV , utf-8, 1,600 rows +sure$/m);
    expect(stderr).toContain('100 % of postal_code are zones of "data/carte.geojson"');
    expect(stderr).toContain('sectorize plan --config conf/sectorize.yaml');
    const text = written(folder, 'conf/sectorize.yaml');
    expect(parse(text)).toEqual({
      accounts: '../data/clients.csv',
      reps: '../data/equipe.csv',
      zones: '../data/carte.geojson',
      aliases: '../data/cedex.csv',
      measures: { potential: '10%', workload: '10%' },
      lang: 'en',
    });
    for (const wish of [
      '#max_moved: 10%',
      '#keep_together:\n#  department: 20',
      'where: {segment: "commerce"}',
    ])
      expect(text).toContain(wish);
    expect(allSwitchedOn(text)).toEqual([]);
    works(folder, 'conf/sectorize.yaml');
  });

  it('speaks French, and knows French Excel’s files: Windows-1252, semicolons, lost zeros', () => {
    const folder = folderOf('excel', {
      'Comptes é.csv': fixture('ain-excel/accounts-excel.csv'),
      'commerciaux.csv': fixture('ain-excel/reps-excel.csv'),
      'codes postaux.csv': fixture('ain-excel/zones-excel.csv'),
    });
    const { code, stderr } = init(folder, '--yes', '--lang', 'fr', '--schema', 'schema.json');
    expect(code).toBe(0);
    expect(stderr).toMatch(/CSV ; windows-1252, 240 lignes +sûr/);
    expect(stderr).toContain('"Code client" comme id');
    const text = written(folder);
    expect(text.split('\n')[0]).toBe('# yaml-language-server: $schema=schema.json');
    expect(parse(text)).toMatchObject({ accounts: 'Comptes é.csv', zones: 'codes postaux.csv', lang: 'fr' });
    expect(JSON.parse(written(folder, 'schema.json')).properties.effort).toBeDefined();
    expect(allSwitchedOn(text)).toEqual([]);
    works(folder);
  });

  it('settles columns by their cells, writes the map with the reason, and only where it is needed', () => {
    const rows = Array.from(
      { length: 12 },
      (_, i) => `X${i};A${(i % 4) + 1};;${i < 2 ? 5 : ''};${100 + i};S${i % 2}`,
    );
    const folder = folderOf('contested', {
      'clients.csv': `Trigramme;Code postal;CP;CA potentiel;Potentiel;Segment\n${rows.join('\n')}\n`,
      'reps.csv': fixture('tiny/reps.csv'),
      'zones.geojson': fixture('tiny/zones.geojson'),
    });
    const { code, stderr } = init(folder, '--yes');
    expect(code).toBe(0);
    expect(parse(written(folder)).map).toEqual({
      'accounts.postal_code': 'Code postal',
      potential: 'Potentiel',
      'accounts.id': 'Trigramme',
    });
    expect(stderr).toContain(
      'potential: "Potentiel" ("CA potentiel", "Potentiel" might each be it; this one is filled in 100 %',
    );
    works(folder);
  });

  it('refuses to guess an id, and to replace a file', () => {
    const folder = folderOf('no-id', {
      'clients.csv': 'Ville,Code postal,Potentiel\nBrest,29200,1\nBrest,29200,2\nBrest,29200,2\n',
    });
    const refused = init(folder, '--yes');
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('no column that tells its rows apart');
    expect(readdirSync(folder)).toEqual(['clients.csv']);

    writeFileSync(join(folder, 'clients.csv'), 'id,Code postal,Potentiel\n1,29200,5\n2,29200,5\n');
    writeFileSync(join(folder, 'sectorize.yaml'), 'mine: yes\n');
    const kept = init(folder, '--yes');
    expect({ code: kept.code, text: written(folder) }).toEqual({ code: 2, text: 'mine: yes\n' });
    expect(kept.stderr).toContain('--force');
    const { code, stderr } = init(folder, '--yes', '--force');
    expect(code).toBe(0);
    // neither zones nor reps: both the terminal and the file say how to get them
    for (const text of [stderr, written(folder)]) expect(text).toContain('ADMIN EXPRESS');
    expect(parse(written(folder))).not.toHaveProperty('zones');
    expect(allSwitchedOn(written(folder))).toEqual([]);
    expect(readdirSync(folder).sort()).toEqual(['clients.csv', 'sectorize.yaml']);
  });

  it('says which tables it did not take, and that accounts may be among them', () => {
    const folder = folderOf('strange-names', {
      'reps.csv': fixture('bretagne/reps.csv'),
      'zones.geojson': fixture('bretagne/zones.geojson'),
      'export.csv': 'ref,lieu,montant\nA1,29200,5\nA2,29200,6\n',
    });
    const { code, stderr } = init(folder, '--yes', '--lang', 'en');
    expect(code).toBe(0);
    expect(stderr).toContain('not used    "export.csv"');
    expect(stderr).toContain('no file was recognized as accounts');
  });

  it.skipIf(spawnSync('script', ['--version']).error !== undefined)(
    'asks what it cannot guess, on a terminal',
    () => {
      const folder = folderOf('asked', {
        'accounts-a.csv': fixture('tiny/accounts.csv'),
        'accounts-b.csv': fixture('tiny/accounts.csv'),
        'reps.csv': fixture('tiny/reps.csv'),
        'zones.geojson': fixture('tiny/zones.geojson'),
      });
      const command = `${process.execPath} ${PROGRAM} init --lang en`;
      const asked = spawnSync('script', ['-qec', command, '/dev/null'], {
        cwd: folder,
        input: '9\n2\n',
        encoding: 'utf8',
      });
      expect(asked.stdout).toContain('Which file has the accounts?');
      expect(asked.stdout).toContain('a number from 1 to 3, please');
      expect(parse(written(folder)).accounts).toBe('accounts-b.csv');
      // without a terminal: the guess, and the other file in the comment
      expect(init(folder, '--force').code).toBe(0);
      expect(written(folder)).toMatch(/# accounts: a guess;.*\n?.*might be as well: "accounts-b\.csv"/);
    },
  );

  it('does no harm in a hostile folder, and says what it did not look at', () => {
    const folder = folderOf('hostile', {
      'accounts.csv': fixture('tiny/accounts.csv'),
      'reps.csv': fixture('tiny/reps.csv'),
      'zones.geojson': fixture('tiny/zones.geojson'),
      'line\nend.csv': 'id,postal_code\n1,A1\n',
      'yes: #"x.csv': 'id,name\n1,a\n',
      'book.csv': 'PK\u0003\u0004 no text',
      'broken.geojson': '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"a"',
      'empty.csv': '',
      'proto.csv': '__proto__,constructor\nx,y\n',
      'secret.csv': 'id,postal_code\n1,A1\n',
      'plan/plan.json': '{}',
      'plan/accounts.csv': fixture('tiny/accounts.csv'),
    });
    writeFileSync(
      join(folder, 'noise.csv'),
      Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256)),
    );
    writeFileSync(join(folder, 'huge.csv'), `a,b\n${'x,1\n'.repeat(3_000_000)}`);
    symlinkSync('/etc/passwd', join(folder, 'link.csv'));
    symlinkSync('.', join(folder, 'loop'));
    spawnSync('mkfifo', [join(folder, 'pipe.csv')]);
    chmodSync(join(folder, 'secret.csv'), 0);
    for (let i = 0; i < 400; i++) writeFileSync(join(folder, `x${i}.csv`), 'a\n');
    const started = performance.now();
    const { code, stderr } = init(folder, '--yes');
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(code).toBe(0);
    expect(parse(written(folder))).toMatchObject({
      accounts: 'accounts.csv',
      reps: 'reps.csv',
      zones: 'zones.geojson',
    });
    expect(stderr).toContain('"line\\nend.csv": a name with control characters');
    expect(stderr).toContain('"link.csv": a link, not followed');
    expect(stderr).toMatch(/… \d+ more files are no inputs/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    expect(stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    works(folder);
  }, 60_000);

  it('names that are YAML, or a comment’s end, stay names', () => {
    const folder = folderOf('names', {
      'yes: #"accounts.csv': fixture('tiny/accounts.csv'),
      '- reps.csv': fixture('tiny/reps.csv'),
      "zones'*&.geojson": fixture('tiny/zones.geojson'),
    });
    expect(init(folder, '--yes').code).toBe(0);
    works(folder);
  });
});

const SHARED = ['fr-finistere-cp', 'fr-bretagne-communes', 'germany-plz3'];

describe.runIf(haveShared('init on real files', ...SHARED))('init on real files', () => {
  it.each([
    ['fr-finistere-cp', undefined],
    ['fr-bretagne-communes', undefined],
    ['germany-plz3', 'DE'],
  ])('%s', (name, country) => {
    const shared = sharedData(name) as string;
    const file = (of: string) => ({ copy: join(shared, of) });
    const zones = cellsOf(join(shared, 'zones.csv'), 'lat', 'lon');
    // no shared folder has reps: bases at every eighth of the zones, as a French export writes them
    const bases = Array.from({ length: 8 }, (_, i) => zones[Math.floor((i * zones.length) / 8)] as string[]);
    const reps = bases.map(
      ([lat, lon], i) => `C${i};Nom ${i};${lat?.replace('.', ',')};${lon?.replace('.', ',')};1`,
    );
    const folder = folderOf(name, {
      'accounts.csv': file('accounts.csv'),
      'adjacency.csv': file('adjacency.csv'),
      'zones.csv': file('zones.csv'),
      'zones.geojson': file('zones.geojson'),
      'README.txt': file('README.txt'),
      'commerciaux.csv': `Matricule;Nom;Latitude;Longitude;ETP\n${reps.join('\n')}\n`,
    });
    expect(init(folder, '--yes').code).toBe(0);
    const configuration = parse(written(folder));
    expect(configuration).toMatchObject({
      accounts: 'accounts.csv',
      reps: 'commerciaux.csv',
      zones: 'zones.geojson',
    });
    expect(configuration.country).toBe(country);
    expect(allSwitchedOn(written(folder))).toEqual([]);
    works(folder);
  });
});

describe('mistakes in a configuration', () => {
  it('name line, key, what is allowed and the nearest spelling, also where only the inputs tell', () => {
    const folder = folderOf('mistakes', {
      'accounts.csv': fixture('bretagne/accounts.csv'),
      'reps.csv': fixture('bretagne/reps.csv'),
      'zones.geojson': fixture('bretagne/zones.geojson'),
    });
    const check = (...lines: string[]) => {
      const inputs = ['accounts: accounts.csv', 'reps: reps.csv', 'zones: zones.geojson'];
      writeFileSync(join(folder, 's.yaml'), [...inputs, ...lines].join('\n'));
      const { code, stderr } = sectorize(['check', '--config', 's.yaml', '--lang', 'en'], { cwd: folder });
      expect(code).toBe(2);
      return stderr;
    };
    const values = check(
      'effort: nromal',
      'profile: exel-fr',
      'xlsx: ys',
      'max_moved: 5%:revenu',
      'delimiter: semicolo',
    );
    for (const said of [
      's.yaml:4:effort: error[bad-setting]: found "nromal"; expected one of fast, normal, thorough; remedy: did you mean normal?',
      's.yaml:5:profile: error[bad-setting]: found "exel-fr"; expected one of default, excel-fr, excel-en, crm; remedy: did you mean excel-fr?',
      's.yaml:6:xlsx: error[bad-setting]: found "ys"; expected yes or no; remedy: did you mean yes?',
      'did you mean 5%:revenue?',
      'did you mean semicolon?',
    ])
      expect(values).toContain(said);
    const names = check(
      ...['measures:', '  potentail: 10%', 'keep_together:', '  departmen: whole'],
      ...['hierarchy:', '  levels:', '    - {name: area, count: 3, measures: {potentil: 10%}}'],
    );
    expect(names).toMatch(
      /s\.yaml:5:measures\.potentail: error\[unknown-measure\].*did you mean "potential"/,
    );
    expect(names).toMatch(
      /s\.yaml:7:keep_together\.departmen: error.*one of department; remedy: did you mean department\?/,
    );
    expect(names).toMatch(/s\.yaml:10:hierarchy\.levels\.area: error.*potentil/);
    expect(check('map:', '  potentail: revenue')).toMatch(
      /s\.yaml:5:map\.potentail: error\[unknown-field\].*potential/,
    );
    const layers = check('layers:', '  - {name: a, where: {segmnt: x}}');
    expect(layers).toMatch(/s\.yaml:5:where\.segmnt: error\[unknown-column\].*did you mean segment\?/);
    // its own team, so that the layer is prepared
    copyFileSync('fixtures/layers/reps.csv', join(folder, 'reps.csv'));
    const own = readFileSync('fixtures/layers/sectorize.yaml', 'utf8').replace(
      /^(?:accounts|reps|zones|out): .*$/gm,
      '',
    );
    const measured = own.replace('- name: field', '- name: field\n    measures: {potentail: 10%}');
    expect(check(...measured.split('\n'))).toMatch(/s\.yaml:\d+:layers\.field\.measures\.potentail/);
  });
});
