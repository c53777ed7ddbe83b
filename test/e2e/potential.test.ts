// Potential as a formula: computed for every account, shown in accounts.csv, used everywhere, recomputed by verify.

import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cellsOf, kpisOf, type Run, sectorize, temporaryFolder } from './cli.ts';

const folder = temporaryFolder();
for (const file of ['reps.csv', 'zones.geojson'])
  copyFileSync(join('fixtures/tiny', file), join(folder, file));

/** As a French export has it: thousands, decimal commas, an empty cell, a column with blanks in its name. */
const ACCOUNTS = [
  'id;postal_code;CA adressable;sites;taux;rep_id',
  ...['A1', 'A2', 'B1', 'B2', 'C1', 'C2', 'D1', 'D2'].map(
    (zone, i) => `K${i};${zone};1 ${i}00,50;${i + 1};0,25;R1`,
  ),
];

function run(command: string, rows: readonly string[], ...lines: string[]): Run {
  writeFileSync(join(folder, 'accounts.csv'), `${rows.join('\n')}\n`);
  const inputs = ['accounts: accounts.csv', 'reps: reps.csv', 'zones: zones.geojson', 'effort: fast'];
  writeFileSync(join(folder, 's.yaml'), [...inputs, ...lines].join('\n'));
  return sectorize([command, '--config', 's.yaml', '--lang', 'en'], { cwd: folder });
}

const FORMULA = 'potential: "0.6 * [CA adressable] + 400 * sites * taux"';

describe('potential as a formula', () => {
  it('is in accounts.csv, the measures, the KPIs and plan.json; verify recomputes it and finds a lie', () => {
    expect([0, 3]).toContain(run('plan', ACCOUNTS, FORMULA, 'measures: {potential: 40%}').code);
    const plan = join(folder, 'plan');
    const computed = cellsOf(
      join(plan, 'accounts.csv'),
      'id',
      'CA adressable',
      'sites',
      'taux',
      'potential_computed',
    );
    expect(computed[3]).toEqual(['K3', '1 300,50', '4', '0,25', '1180.3']);
    const total = computed.reduce((sum, [, , , , amount]) => sum + Number(amount), 0);
    expect(
      kpisOf(plan).sectors.reduce((sum, { commercial }) => sum + (commercial.potential ?? 0), 0),
    ).toBeCloseTo(total, 6);
    const text = readFileSync(join(plan, 'plan.json'), 'utf8');
    expect(text).toContain('0.6 * [CA adressable] + 400 * sites * taux');
    expect(readFileSync(join(plan, 'report.md'), 'utf8')).toContain('0.6 \\* \\[CA adressable');
    const verified = sectorize(['verify', 'plan'], { cwd: folder });
    expect(verified.stdout + verified.stderr).toMatch(/ok +potential +16 checked/);
    // another formula than the one that made it
    writeFileSync(join(plan, 'plan.json'), text.replace('+ 400 *', '+ 500 *'));
    expect(sectorize(['verify', 'plan'], { cwd: folder }).code).toBe(3);
    // another figure in the table
    writeFileSync(join(plan, 'plan.json'), text);
    const table = join(plan, 'accounts.csv');
    writeFileSync(table, readFileSync(table, 'utf8').replace(',1180.3,', ',1180.4,'));
    expect(sectorize(['verify', 'plan'], { cwd: folder }).code).toBe(3);
  });

  it('says every cell and result that is not taken as it is', () => {
    const rows = [...ACCOUNTS];
    rows[1] = 'K0;A1;;1;0,25;R1';
    rows[2] = 'K1;A2;beaucoup;2;0,25;R1';
    rows[3] = 'K2;B1;1000;0;0,25;R1';
    rows[4] = 'K3;B2;-5000;3;0,25;R1';
    const { code, stderr } = run('check', rows, 'potential: "[CA adressable] / sites"');
    expect(stderr).toContain('accounts.csv:3:CA adressable: warning[not-a-number]: found "beaucoup"');
    expect(stderr).toContain(
      'accounts.csv:4:potential_computed: warning[formula-result]: found a division by zero',
    );
    expect(stderr).toMatch(
      /accounts\.csv:5:potential_computed: warning\[formula-result\]: found -1666\.\d+, which is negative/,
    );
    expect(stderr).toContain('CA adressable: 1 account has none; 0 (in potential) assumed');
    expect(stderr).toContain('8 rows = 7 usable + 1 rejected');
    expect(code).toBe(0);
  });

  it('is refused with its line, the place in it and the nearest column', () => {
    const syntax = run('check', ACCOUNTS, 'potential: 0.6 * sites *');
    expect(syntax.code).toBe(2);
    expect(syntax.stderr).toMatch(/s\.yaml:5:potential: error\[bad-setting\].*after \* at character 14/);
    const column = run('check', ACCOUNTS, 'potential: 0.6 * site');
    expect(column.stderr).toMatch(
      /s\.yaml:5:potential: error\[unknown-column\]: found "site".*did you mean sites\?/,
    );
  });

  it('is what layers and overlays share and ask for', () => {
    const work = join(folder, 'layered');
    mkdirSync(work);
    for (const file of ['accounts.csv', 'reps.csv'])
      copyFileSync(join('fixtures/layers', file), join(work, file));
    copyFileSync('fixtures/bretagne/zones.geojson', join(work, 'zones.geojson'));
    const own = readFileSync('fixtures/layers/sectorize.yaml', 'utf8').replace(
      /^zones: .*$/m,
      'zones: zones.geojson',
    );
    writeFileSync(join(work, 's.yaml'), `${own}\npotential: 0.9 * potential + 100 * leads\neffort: fast\n`);
    expect([0, 3]).toContain(sectorize(['plan', '--config', 's.yaml'], { cwd: work }).code);
    const verified = sectorize(['verify', 'plan'], { cwd: work });
    expect(verified.stderr + verified.stdout).toContain('every promise holds');
  });
});

describe('a quota', () => {
  /** two sites a rep, all alike but for a new account of R1 */
  const rows = ['id;postal_code;potential;revenue;rep_id;locked'].concat(
    ['A1', 'A2', 'A3', 'A4', 'D1', 'D2', 'D3', 'D4'].map(
      (zone, i) => `K${i};${zone};1000;${i === 0 ? '' : 500};R${(i >> 1) + 1};oui`,
    ),
  );
  const quotas = () => cellsOf(join(folder, 'plan', 'sectors.csv'), 'rep_id', 'quota');

  it('is spread to the cent, in the same way wherever reps stand in their file, and verify finds a lie', () => {
    const reps = readFileSync(join(folder, 'reps.csv'), 'utf8').trimEnd().split('\n');
    const spread = [
      'measures: {potential: 40%}',
      'quota: {total: "1 000 000,02", by: {potential: 60%, revenue: 40%}}',
    ];
    for (const order of [reps, [reps[0] as string, ...reps.slice(1).reverse()]]) {
      writeFileSync(join(folder, 'reps.csv'), `${order.join('\n')}\n`);
      expect([0, 3]).toContain(run('plan', rows, ...spread).code);
      // the new account has the history of its potential, so all four are alike: two cents go to the first two
      expect(quotas().sort()).toEqual([
        ['R1', '250000.01'],
        ['R2', '250000.01'],
        ['R3', '250000'],
        ['R4', '250000'],
      ]);
      expect(sectorize(['verify', 'plan'], { cwd: folder }).code).toBe(0);
    }
    expect(readFileSync(join(folder, 'plan', 'report.md'), 'utf8')).toMatch(
      /## Quota\n\n1,000,000 a year over all sectors: 60% by/,
    );
    const geojson = JSON.parse(readFileSync(join(folder, 'plan', 'sectors.geojson'), 'utf8'));
    expect(
      geojson.features.map((feature: { properties: { quota: number } }) => feature.properties.quota),
    ).toContain(250000.01);
    const table = join(folder, 'plan', 'sectors.csv');
    writeFileSync(table, readFileSync(table, 'utf8').replace('250000.01', '250000.03'));
    expect(sectorize(['verify', 'plan'], { cwd: folder }).code).toBe(3);
  });

  it('follows potential and history in the parts asked for', () => {
    const uneven = rows.map((row, i) =>
      i === 1 ? row.replace(';1000;;', ';3000;1500;') : i === 2 ? row.replace(';500;', ';0;') : row,
    );
    expect([0, 3]).toContain(
      run('plan', uneven, 'measures: {potential: 60%}', 'quota: {total: 1000, by: {revenue: 100%}}').code,
    );
    // R1: 1 500 of its own, and 1 000 at the others' 4 500 of 9 000; the three others 1 000 each
    expect(quotas()).toEqual([
      ['R1', '400'],
      ['R2', '200'],
      ['R3', '200'],
      ['R4', '200'],
    ]);
  });

  it('is refused where there is nothing to spread it by, and where its parts are no whole', () => {
    const bare = rows.map(row => row.replace(/;(?:1000|potential);(?:500|revenue)?;/, ';'));
    const nothing = run('check', bare, 'quota: {total: 5, by: {revenue: 100%}}');
    expect(nothing.stderr).toMatch(/s\.yaml:5:quota: error\[option\].*no account with revenue/);
    expect(run('check', rows, 'quota: {total: 5, by: {revenue: 50%}}').stderr).toMatch(
      /s\.yaml:5:quota\.by: .*add up to 100%/,
    );
    const layered = run('plan', rows, 'quota: {total: 5}', 'layers:', '  - {name: a}');
    expect(layered.stderr.match(/s\.yaml:5:quota: error.*one layer of sectors/g)).toHaveLength(1);
    expect(run('check', rows, 'quota: {by: {revenue: 50%}}').stderr).toMatch(/s\.yaml:5:quota: .*its total/);
  });
});
