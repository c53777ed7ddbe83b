// Names, towns, addresses, e-mail and telephone never reach stderr, as text or as --json events: not from sound inputs, and not
// from broken ones. Every cell of such a column, and of columns that the tool does not know, is a canary; none may be heard.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { main } from '../../src/cli/main.ts';

const folder = mkdtempSync(join(tmpdir(), 'sectorize-privacy-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PERSONAL = new Set(['name', 'city', 'author', 'reason']);
const ADDED = ['e-mail', 'mobile', 'street', 'contact person', 'remarks'];
const CANARY = 'Canary';
let sung = 0;
const canary = () => `${CANARY}${++sung}`;

const faultOf = (char: string) => (['"', '=', '@', '+', '\0'].includes(char) ? char : '');

/** The text of a CSV fixture with a canary in every personal cell and in five more columns; faults stay where they are. */
function withCanaries(csv: string): string {
  const [head = '', ...rows] = csv.split('\n');
  const header = head.split(',');
  const personal = header.flatMap((name, at) => (PERSONAL.has(name.trim()) ? [at] : []));
  const lines = rows.map(row => {
    if (row.trim() === '') return row;
    const cells = row.split(',');
    for (const at of personal) {
      const cell = cells[at];
      // an opening quote, a NUL or a formula is the fault of the fixture
      if (cell !== undefined)
        cells[at] = faultOf(cell.charAt(0)) + canary() + faultOf(cell.charAt(cell.length - 1));
    }
    return [...cells, ...ADDED.map(canary)].join(',');
  });
  return [[...header, ...ADDED].join(','), ...lines].join('\n');
}

/** The same of GeoJSON: every `name`, and five more properties. */
function mapWithCanaries(json: string): string {
  return json
    .replace(/"name": ?"[^"]*"/g, () => `"name":"${canary()}"`)
    .replace(
      /"properties": ?\{/g,
      found => `${found}${ADDED.map(key => `"${key}":"${canary()}",`).join('')}`,
    );
}

function put(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const fixture = (name: string) => readFileSync(`fixtures/${name}`, 'utf8');
const tiny = {
  accounts: put('accounts.csv', withCanaries(fixture('tiny/accounts.csv'))),
  reps: put('reps.csv', withCanaries(fixture('tiny/reps.csv'))),
  zones: put('zones.geojson', mapWithCanaries(fixture('tiny/zones.geojson'))),
};

/** What a command says on stderr, and what it returns. */
async function heard(...args: string[]): Promise<{ readonly said: string; readonly code: unknown }> {
  let said = '';
  const listen = vi.spyOn(process.stderr, 'write').mockImplementation(text => {
    said += String(text);
    return true;
  });
  const mute = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
  const before = process.exitCode;
  try {
    process.exitCode = 0;
    await main(['node', 'sectorize', ...args]);
    return { said, code: process.exitCode };
  } finally {
    process.exitCode = before;
    listen.mockRestore();
    mute.mockRestore();
  }
}

const inputs = (files: { readonly accounts: string; readonly reps: string; readonly zones: string }) => [
  ...['--accounts', files.accounts, '--reps', files.reps, '--zones', files.zones],
];
const rejects = ['--rejects', join(folder, 'rejects.csv')];

it('a table that is given as the configuration is not quoted', async () => {
  for (const path of [tiny.accounts, tiny.reps]) {
    for (const args of [
      ['check', '--config', path],
      ['sweep', ...inputs(tiny), '--scenarios', path],
    ]) {
      const { said, code } = await heard(...args);
      expect(code).toBe(2);
      expect(said).toContain('text or a table, and no settings');
      expect(said).not.toContain(CANARY);
    }
  }
});

describe('stderr', () => {
  const broken = readdirSync('fixtures/broken').filter(name => /\.(csv|geojson)$/.test(name));

  it.each(broken)('has no personal cell of %s', async name => {
    const role = name.split('-')[0] as keyof typeof tiny;
    const text = readFileSync(`fixtures/broken/${name}`, 'latin1');
    const own = put(name, name.endsWith('.csv') ? withCanaries(text) : mapWithCanaries(text));
    const files = { ...tiny, [role]: own };
    for (const form of [['--json'], ['--lang', 'fr']]) {
      const { said, code } = await heard('check', ...inputs(files), ...rejects, ...form);
      expect(said).not.toContain(CANARY);
      expect(said).not.toBe('');
      expect([0, 2]).toContain(code);
    }
  });

  it('has none of codes and towns that name no zone, where the town is what is looked for', async () => {
    const accounts = put(
      'towns.csv',
      withCanaries(
        'id,name,postal_code,city,lat,lon,potential\nK1,a,,b,,,5\nK2,a,Q9,b,,,5\nK3,a,A1,b,46.33,2.03,5\n',
      ),
    );
    const { said } = await heard('check', ...inputs({ ...tiny, accounts }), ...rejects);
    expect(said).toContain('its city names no zone');
    expect(said).not.toContain(CANARY);
  });

  it('has none of any kind of broken JSON, nor of text behind quotes', async () => {
    const map = fixture('tiny/zones.geojson');
    const points = `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"K1","name":"${canary()}"x},"geometry":null}]}`;
    const cases = {
      'cut.geojson': mapWithCanaries(map).slice(0, 700),
      'comma.geojson': mapWithCanaries(map).replace(/("name":"Canary\d+"),/, '$1,,'),
      'bare.geojson': `{"name":"${canary()}" oops`,
      'points.geojson': points,
      'text.geojson': `{"type":"Feature","properties":{"id":"K1"},"geometry":null}\n${canary()}`,
    };
    for (const [name, text] of Object.entries(cases)) {
      const path = put(name, text);
      for (const role of ['zones', 'accounts', 'reps'] as const) {
        const { said, code } = await heard('check', ...inputs({ ...tiny, [role]: path }), ...rejects);
        expect(said).not.toContain(CANARY);
        expect(code).toBe(2);
      }
    }
    const quotes = put(
      'quotes.csv',
      `id,name,postal_code\nK1,"${canary()}" ${canary()},A1\nK2,"${canary()}\u0000",A1\n`,
    );
    expect((await heard('check', ...inputs({ ...tiny, accounts: quotes }), ...rejects)).said).not.toContain(
      CANARY,
    );
  });

  it('has none of a file without its header line', async () => {
    const rows = `${canary()},${canary()},${canary()}@example.org\n${canary()},${canary()},${canary()}@example.org\n`;
    for (const role of ['accounts', 'reps', 'zones'] as const) {
      const { said, code } = await heard(
        'check',
        ...inputs({ ...tiny, [role]: put('bare.csv', rows) }),
        ...rejects,
      );
      expect(said).not.toContain(CANARY);
      expect(said).toContain('is the header line missing?');
      expect(code).toBe(2);
    }
  });

  it('has none of a plan, and of what is done with it', async () => {
    const plan = join(folder, 'plan');
    const overrides = put(
      'overrides.csv',
      `zone_id,account_id,rep_id,author,reason,date\nA1,,R9,${canary()},${canary()},2027-01-01\nA1,,R1,${canary()},${canary()},soon\n`,
    );
    const people = put(
      'people.csv',
      `id,name,email,username\nR1,${canary()},${canary()}@example.org,${canary()}\nR2,${canary()},no address ${canary()},${canary()}\nR2,,,\nR3,"${canary()}\nR9,${canary()},,\n`,
    );
    const all = inputs(tiny);
    const commands = [
      ['plan', ...all, '--out', plan, '--effort', 'fast'],
      ['plan', ...all, '--out', plan, '--effort', 'fast', '--json', '--measure', 'potential=1%'],
      ['check', ...all, ...rejects],
      ['check', ...all, '--overrides', overrides, ...rejects],
      ['verify', plan, ...all],
      ['tours', plan, ...all, '--period', 'week', '--lang', 'fr'],
      ['explain', 'zone', 'A1', '--plan', plan],
      ['explain', 'zone', 'A9', '--plan', plan],
      ['compare', plan, plan],
      ['history', plan],
      ...['salesforce', 'dynamics', 'hubspot'].map(system => [
        ...['export', system, '--plan', plan, '--reps', people, '--full', '--out', join(folder, system)],
      ]),
      ['pack', plan, ...all, '--out', join(folder, 'pack')],
      ['init', folder, '--out', join(folder, 'sectorize.yaml')],
      ['plan', ...all, '--anonymize', join(folder, 'bug')],
    ];
    const done: string[] = [];
    for (const command of commands) {
      const { said, code } = await heard(...command);
      expect(said, command.join(' ')).not.toContain(CANARY);
      expect(code, `${command.join(' ')}: ${said}`).not.toBe(1);
      if (code === 0 || code === 3) done.push(command[0] as string);
    }
    expect(new Set(done)).toEqual(
      new Set(['plan', 'check', 'verify', 'tours', 'explain', 'compare', 'history', 'pack', 'init']),
    );
    const bundle = readdirSync(join(folder, 'bug')).map(name =>
      readFileSync(join(folder, 'bug', name), 'utf8'),
    );
    expect(bundle.join('')).not.toContain(CANARY);
    expect(readFileSync(join(folder, 'bug.key.csv'), 'utf8')).not.toContain(CANARY);
  });
});
