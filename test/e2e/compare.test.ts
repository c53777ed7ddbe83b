// `compare` as a user runs it, on Bretagne: what it says is recomputed from the files of both plans with plain code.

import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import axe from 'axe-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readTable } from '../../bench/inputs.ts';
import { ARTIFACTS, haveChromium, type Opened, openPage } from '../browser/chromium.ts';
import { BRETAGNE, cellsOf, inputArgs, kpisOf, sectorize, temporaryFolder } from './cli.ts';
import { expectSessions } from './transcripts.ts';

const folder = temporaryFolder();
const run = (...args: string[]) => sectorize(args, { cwd: folder });
const at = (...path: string[]) => join(folder, ...path);
const read = (name: string) => readFileSync(at(name), 'utf8');
const LAYERS = 'fixtures/layers/sectorize.yaml';
const FAST = ['--effort', 'fast', '--no-diagnosis', '--quiet'];

function planned(out: string, ...args: readonly string[]): void {
  const made = sectorize(['plan', ...args, ...FAST, '--out', at(out)]);
  expect([0, 3], made.stderr).toContain(made.code);
}

beforeAll(() => {
  planned('plan-2026', ...inputArgs());
  planned('plan-2027', ...inputArgs(), '--stickiness', '1');
  planned('layers-2026', '--config', LAYERS);
  planned('layers-2027', '--config', LAYERS, '--stickiness', '3');
  // R03 leaves, R11 starts where R08 does, and every twentieth account is another one
  const [accounts = '', reps = '', zones = ''] = BRETAGNE;
  const text = readFileSync(accounts, 'utf8').split('\n');
  writeFileSync(at('accounts.csv'), text.map((row, r) => (r % 20 === 7 ? `N${row}` : row)).join('\n'));
  const team = readFileSync(reps, 'utf8').split('\n');
  const started = (team.find(row => row.startsWith('R08,')) ?? '').replace('R08', 'R11');
  writeFileSync(at('reps.csv'), team.map(row => (row.startsWith('R03,') ? started : row)).join('\n'));
  planned('plan-2028', '--accounts', at('accounts.csv'), '--reps', at('reps.csv'), '--zones', zones);
});

/** id → rep */
function repsOf(plan: string, table: 'accounts.csv' | 'zones.csv', id: string, rep: string) {
  return new Map(cellsOf(at(plan, table), id, rep) as [string, string][]);
}

/** What two maps say, joined: id, from, to; '' where there is none. */
function joined(was: Map<string, string>, is: Map<string, string>): string[] {
  return [...new Set([...was.keys(), ...is.keys()])]
    .map(id => [id, was.get(id) ?? '', is.get(id) ?? ''])
    .filter(([, from, to]) => from !== to)
    .map(String)
    .sort();
}

function moves(file: string, id: string): string[] {
  return cellsOf(at(file), id, 'from_rep_id', 'to_rep_id').map(String).sort();
}

describe('moves', () => {
  it.each([
    ['plan-2026', 'plan-2027'],
    ['plan-2027', 'plan-2026'],
    ['plan-2026', 'plan-2028'],
    ['layers-2026', 'layers-2027'],
  ])('%s → %s are those of the plans’ own tables', (a, b) => {
    expect(run('compare', a, b, '--moves', 'm.csv', '--moved-zones', 'z.csv', '--quiet').code).toBe(0);
    const layered = a.startsWith('layers');
    const accounts = (plan: string) => repsOf(plan, 'accounts.csv', 'id', 'assigned_rep_id');
    const expected = joined(accounts(a), accounts(b));
    expect(expected.length).toBeGreaterThan(100);
    // the top table of a plan with layers has the base layers, the list the overlays too
    const overlays = ['key accounts', 'groups'].flatMap(name => {
      const own = (plan: string) => repsOf(`${plan}/layers/${name}`, 'accounts.csv', 'id', 'assigned_rep_id');
      return layered ? joined(own(a), own(b)) : [];
    });
    expect(moves('m.csv', 'account_id')).toEqual([...expected, ...overlays].sort());
    const zones = (plan: string) =>
      new Map(
        cellsOf(at(plan, 'zones.csv'), 'layer', 'zone_id', 'rep_id').map(([layer, zone, rep]) => [
          layered ? `${layer} ${zone}` : `${zone}`,
          rep as string,
        ]),
      );
    const told = cellsOf(at('z.csv'), 'layer', 'zone_id', 'from_rep_id', 'to_rep_id').map(
      ([layer, zone, from, to]) => `${layered ? `${layer} ` : ''}${zone},${from},${to}`,
    );
    expect(told.sort()).toEqual(joined(zones(a), zones(b)));
  });

  it('of a plan against today agree with its own KPIs, departed reps aside', () => {
    expect(run('compare', 'plan-2026', '--format', 'json', '--out', 'today.json').code).toBe(0);
    const { comparisons, plans } = JSON.parse(read('today.json'));
    expect(plans.map((plan: { name: string; today: boolean }) => [plan.name, plan.today])).toEqual([
      ['today', true],
      ['plan-2026', false],
    ]);
    const { disruption } = kpisOf(at('plan-2026')).plan;
    const found = comparisons[0].moves;
    expect(found.accounts.moved).toBe((disruption?.accounts ?? 0) + (disruption?.departed_accounts ?? 0));
    expect(found.zones.moved).toBe(disruption?.zones);
    if (disruption?.departed_accounts === 0) expect(found.revenue.moved).toBe(disruption.revenue);
  });

  it('have reasons that the files bear out', () => {
    run('compare', 'plan-2026', 'plan-2028', '--moves', 'm.csv', '--quiet');
    const minutes = (plan: string) => repsOf(plan, 'accounts.csv', 'id', 'travel_minutes');
    const [was, is] = [minutes('plan-2026'), minutes('plan-2028')];
    const told = cellsOf(at('m.csv'), 'account_id', 'status', 'from_rep_id', 'to_rep_id', 'reason_code');
    const codes = new Set<string>();
    for (const [id = '', status, from, to, code = ''] of told) {
      codes.add(code);
      if (code === 'nearer') expect(Number(is.get(id))).toBeLessThan(Number(was.get(id)));
      if (from === 'R03' && status === 'moved') expect(code).toBe('rep-gone');
      if (code === 'rep-new') expect(to).toBe('R11');
      if (status === 'new') expect([id[0], code]).toEqual(['N', 'not-before']);
      if (status === 'gone') expect(code).toBe('not-after');
    }
    for (const code of ['rep-gone', 'rep-new', 'not-before', 'not-after']) expect([...codes]).toContain(code);
  });
});

describe('figures', () => {
  it('are those of kpis.json, and say the opposite the other way round', () => {
    const rows = (a: string, b: string) => {
      const result = run('compare', a, b, '--format', 'csv');
      writeFileSync(at('c.csv'), result.stdout);
      return cellsOf(at('c.csv'), 'scope', 'layer', 'sector_id', 'kpi', a, b, 'difference', 'verdict');
    };
    const there = rows('layers-2026', 'layers-2027');
    const back = rows('layers-2027', 'layers-2026');
    const opposite: Record<string, string> = { better: 'worse', worse: 'better', same: 'same', '': '' };
    const own = there.filter(([scope]) => scope !== 'moves');
    expect(own.length).toBeGreaterThan(200);
    for (const [r, [scope, layer, sector, kpi, was, is, difference, verdict = '']] of there.entries()) {
      const other = back[r] as string[];
      expect(other.slice(0, 4)).toEqual([scope, layer, sector, kpi]);
      if (scope === 'moves') continue;
      expect(other.slice(4, 6)).toEqual([is, was]);
      expect(Number(other[6])).toBeCloseTo(-Number(difference), 9);
      expect(other[7]).toBe(opposite[verdict]);
    }
    const kpis = kpisOf(at('layers-2027'));
    const plan = there.find(([scope, , , kpi]) => scope === 'plan' && kpi === 'travel.hours');
    expect(Number(plan?.[5])).toBe(kpis.plan.travel.hours);
    const sector = there.find(([, , id, kpi]) => id === 'K01' && kpi === 'accounts');
    expect(Number(sector?.[5])).toBe(kpis.sectors.find(s => s.sector_id === 'K01')?.accounts);
  });

  it('of a plan against itself are the same, whatever it is called', () => {
    cpSync(at('layers-2026'), at('copy'), { recursive: true });
    const { stdout, code } = run('compare', 'layers-2026', 'copy', '--lang', 'fr');
    expect(code).toBe(0);
    expect(stdout).toMatch(/0 mieux, 0 pire, \d+ égaux/);
    expect(stdout).toContain('Rien ne bouge.');
    expect(stdout).not.toMatch(/[✓✗]/);
    expect(run('compare', 'copy', 'copy').stdout).toContain('copy (2)');
  });

  it('fit a terminal of 100 columns, however many plans', () => {
    const all = ['plan-2026', 'plan-2027', 'plan-2028', 'layers-2026', 'layers-2027'];
    for (const plans of [all.slice(0, 2), all, ['layers-2026', 'layers-2027'], ['plan-2026']]) {
      for (const lang of ['en', 'fr']) {
        const { stdout, stderr } = run('compare', ...plans, '--lang', lang);
        expect(stderr).toBe('');
        for (const line of stdout.split('\n')) expect([...line].length).toBeLessThanOrEqual(100);
      }
    }
  });
});

describe('what differs', () => {
  it('is said on top: inputs by hash, options, layers', () => {
    const inputs = run('compare', 'plan-2026', 'plan-2028', '--format', 'markdown').stdout;
    expect(inputs).toMatch(/The inputs differ: accounts \([0-9a-f]{8} → [0-9a-f]{8}\), reps /);
    const options = run('compare', 'plan-2026', 'plan-2027').stdout.split('\n');
    expect(options.slice(1, 3)).toEqual(['Same inputs, byte for byte.', 'Options that differ: stickiness.']);
    expect(run('compare', 'plan-2026', 'layers-2026').stdout).toContain('One of the plans has layers');
  });

  it('an edited or unreadable directory is refused, and says where', () => {
    const edited = (file: string, edit: (text: string) => string) => {
      cpSync(at('plan-2027'), at('edited'), { recursive: true });
      writeFileSync(at('edited', file), edit(readFileSync(at('edited', file), 'utf8')));
      const { code, stderr } = run('compare', 'plan-2026', 'edited');
      return `${code} ${stderr}`;
    };
    const accounts = (text: string) =>
      text.replace(/"sectors": \[[\s\S]*?"accounts": /, match => `${match}9`);
    expect(edited('kpis.json', accounts)).toMatch(
      /^2 edited\/kpis\.json: error\[bad-plan\].*of accounts\.csv/,
    );
    expect(edited('kpis.json', text => text.replace(/"hours": [\d.]+/, '"hours": "many"'))).toMatch(
      /^2 .*found "many", expected a number/,
    );
    expect(edited('kpis.json', text => text.slice(0, 90))).toMatch(/^2 .*not JSON/);
    expect(edited('zones.csv', text => text.replace(/,R0\d,R0\d,/, ',R01,R09,'))).toMatch(
      /^2 edited\/zones\.csv:\d+:rep_id: error\[bad-plan\]/,
    );
    expect(edited('accounts.csv', text => text.split('\n').slice(0, -2).join('\n'))).toMatch(
      /^2 .*1599 accounts.*the 1600 of plan\.json/,
    );
    const none = run('compare', 'plan-2026', 'nowhere');
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('no plan.json')]);
  });

  it('files are never written into a plan, nor two into one', () => {
    const inside = run('compare', 'plan-2026', 'plan-2027', '--out', 'plan-2026/kpis.json');
    expect([inside.code, inside.stderr]).toEqual([2, expect.stringContaining('a file beside it')]);
    const twice = run('compare', 'plan-2026', 'plan-2027', '--moves', 'x.csv', '--moved-zones', './x.csv');
    expect([twice.code, twice.stderr]).toEqual([2, expect.stringContaining('another file')]);
    const nowhere = run('compare', 'plan-2026', 'plan-2027', '--moves', 'no/x.csv');
    expect([nowhere.code, nowhere.stderr]).toEqual([2, expect.stringContaining('make the folder no first')]);
    const mute = run('compare', 'plan-2026', 'plan-2027', '--profile', 'excel-fr');
    expect([mute.code, mute.stderr]).toEqual([2, expect.stringContaining('--moves FILE')]);
  });
});

describe('gates', () => {
  it('exit 3 and name every missed one; without any it is bad usage', () => {
    writeFileSync(at('gates.yaml'), 'gates: {imbalance: 10%, extra_pieces: 0, disruption: 1%, gap: 0.1%}\n');
    const args = ['compare', 'plan-2026', 'plan-2027', '--config', 'gates.yaml'];
    const missed = run(...args, '--exit-code');
    expect(missed.code).toBe(3);
    expect(missed.stderr.split('\n')).toEqual([
      expect.stringMatching(/^gate missed: gap is [\d.]+%, at most 0\.10%$/),
      expect.stringMatching(/^gate missed: disruption\.accounts is [\d.]+%, at most 1\.00%$/),
      '',
    ]);
    expect(missed.stdout).toContain('gates: 3 of 5 kept');
    expect(run(...args).code).toBe(0);
    const without = run('compare', 'plan-2026', 'plan-2027', '--exit-code');
    expect([without.code, without.stderr]).toEqual([2, expect.stringContaining('--config sectorize.yaml')]);
    writeFileSync(at('none.yaml'), 'gates: {worse: {}}\n');
    const none = run('compare', 'plan-2026', 'plan-2027', '--exit-code', '--config', 'none.yaml');
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('no limit under gates')]);
  });
});

describe('the files of docs/ci', () => {
  const project = at('project');

  beforeAll(() => {
    for (const path of BRETAGNE) cpSync(path, join(project, path.slice(path.lastIndexOf('/') + 1)));
    cpSync(at('plan-2027'), join(project, 'approved'), { recursive: true });
    const inputs = 'accounts: accounts.csv\nreps: reps.csv\nzones: zones.geojson\neffort: fast\n';
    writeFileSync(join(project, 'sectorize.yaml'), `${inputs}gates: {imbalance: 10%, disruption: 50%}\n`);
  });

  interface Job {
    readonly steps?: readonly { readonly run?: string; readonly uses?: string }[];
    readonly script?: readonly string[];
    readonly artifacts?: { readonly paths: readonly string[] };
  }

  function linesOf(file: string) {
    const text = readFileSync(join('docs/ci', file), 'utf8');
    expect(text).not.toContain('://');
    const workflow = parse(text) as Record<string, unknown>;
    const jobs = Object.values((workflow.jobs ?? workflow) as Record<string, Job>);
    const lines = jobs
      .flatMap(({ steps, script }) => script ?? (steps ?? []).flatMap(step => step.run?.split('\n') ?? []))
      .filter(line => line.startsWith('sectorize '));
    return { text, lines };
  }

  it('gitlab.yml runs what the nightly run of GitHub does', () => {
    expect(linesOf('gitlab.yml').lines).toEqual(linesOf('github-nightly.yml').lines);
  });

  it.each([
    ['github-nightly.yml', ['plan', 'verify', 'compare', 'compare']],
    ['github-pull-request.yml', ['plan', 'compare', 'compare']],
  ])('%s runs as it is written', (file, commands) => {
    const { text, lines } = linesOf(file);
    expect(lines.map(line => line.split(' ')[1])).toEqual(commands);
    for (const line of lines) {
      const { code, stderr } = sectorize(line.split(' ').slice(1), { cwd: project });
      expect([line, code, code === 0 ? '' : stderr]).toEqual([line, 0, '']);
    }
    const comment = /--format markdown --out (\S+)/.exec(text)?.[1];
    if (comment) {
      const written = readFileSync(join(project, comment), 'utf8');
      expect(written).toMatch(/^### approved → plan\n[\s\S]*Gates: 3 of 3 kept[\s\S]*<details>/);
      expect(written.length).toBeLessThan(65_536);
    }
  });
});

it('docs/compare.md shows what the program writes', () => {
  expectSessions(resolve('docs/compare.md'), folder);
});

it('hostile names stay names, in every format', () => {
  const evil = `=cmd()|<img src=x onerror=alert(1)>`;
  const rows = readFileSync(at('accounts.csv'), 'utf8').split('\n');
  const table = readTable(at('accounts.csv'));
  const name = table.header.indexOf('name');
  const hostile = rows.map((row, r) => {
    if (r === 0 || row === '') return row;
    return row
      .split(',')
      .map((cell, c) => (c === name ? evil : cell))
      .join(',');
  });
  writeFileSync(at('hostile.csv'), hostile.join('\n'));
  const [, reps = '', zones = ''] = BRETAGNE;
  planned('hostile', '--accounts', at('hostile.csv'), '--reps', reps, '--zones', zones);
  run('compare', 'plan-2028', 'hostile', '--moves', 'h.csv', '--format', 'html', '--out', 'h.html');
  expect(read('h.csv')).toContain(`,'${evil},`);
  expect(read('h.csv')).not.toContain(`,${evil},`);
  const html = read('h.html');
  expect(html).not.toContain('<img');
  expect(html).toContain('&lt;img');
  expect(run('compare', 'plan-2028', 'hostile', '--format', 'markdown').stdout).not.toContain('<img');
});

describe.skipIf(!haveChromium())('the page', () => {
  async function violations({ page }: Opened): Promise<string[]> {
    const session = await page.context().newCDPSession(page);
    await session.send('Runtime.evaluate', { expression: axe.source });
    const { result } = await session.send('Runtime.evaluate', {
      expression: `axe.run().then(r => JSON.stringify(r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.target.join(' ')).slice(0, 3).join(', '))))`,
      awaitPromise: true,
      returnByValue: true,
    });
    return JSON.parse(result.value);
  }

  it('has maps side by side with the same colors, and pleases axe in light, dark and on a phone', async () => {
    run('compare', 'plan-2026', 'plan-2027', '--format', 'html', '--out', 'page.html', '--lang', 'fr');
    for (const [width, dark] of [
      [1440, true],
      [390, false],
    ] as const) {
      const opened = await openPage(at('page.html'), width);
      const { page, complaints, close } = opened;
      try {
        await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light' });
        expect(await page.locator('.pair svg').count()).toBe(3);
        const fills = (panel: number) =>
          page
            .locator('.pair svg')
            .nth(panel)
            .locator('path[fill^="#"]')
            .evaluateAll(paths => paths.map(path => path.getAttribute('fill')));
        const colors = await fills(0);
        expect(colors).toHaveLength(10);
        expect(await fills(1)).toEqual(colors);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
        expect(await violations(opened)).toEqual([]);
        expect(complaints).toEqual([]);
        await page.screenshot({ path: join(ARTIFACTS, `compare-${width}${dark ? '-dark' : ''}.png`) });
      } finally {
        await close();
      }
    }
  });

  it('has a map for each layer, and of today', async () => {
    run('compare', 'layers-2026', 'layers-2027', '--format', 'html', '--out', 'layers.html');
    const layers = await openPage(at('layers.html'));
    expect(await layers.page.locator('.pair').count()).toBe(4);
    await layers.close();
    run('compare', 'plan-2026', '--format', 'html', '--out', 'today.html');
    const today = await openPage(at('today.html'));
    expect(await today.page.locator('.pair figcaption').first().textContent()).toBe('today');
    await today.close();
  });
});
