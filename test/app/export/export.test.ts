// Every CRM format on the tiny plan, to the byte; and what is not taken.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportPlan } from '../../../src/app/export/export.ts';
import type { ExportRequest } from '../../../src/app/export/format.ts';
import { writeNearestPlan } from '../written-plan.ts';

const folder = mkdtempSync(join(tmpdir(), 'sectorize-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const at = (name: string) => join(folder, name);
const sf = (kind: string, number: number) => `${kind}A${String(number).padStart(11, '0')}`;

/** Four accounts on the tiny map; R9 has left, a4 has nobody today, R4 is new. */
const ACCOUNTS = `crm,name,postal_code,rep_id,Key
${sf('001', 1)},One,A1,R1,11
${sf('001', 2)},"=cmd|' /C calc'!A0",A4,R1,12
${sf('001', 3)},<script>alert(1)</script>,D1,R9,13
${sf('001', 4)},Four,D4,,14
`;
const REPS = `id,name,postal_code,fte,email,username
R1,Awa,A1,1,awa@example.org,awa@acme.example
R2,"=Bran",A4,1,bran@example.org,bran@acme.example
R3,Cléo,D1,1,cleo@example.org,
R4,Dara,D4,1,+dara@example.org,dara@acme.example
`;

beforeAll(async () => {
  writeFileSync(at('accounts.csv'), ACCOUNTS.replace('crm', 'id'));
  writeFileSync(at('reps.csv'), REPS);
  const files = {
    accounts: at('accounts.csv'),
    reps: at('reps.csv'),
    zones: 'fixtures/tiny/zones.geojson',
    aliases: null,
    barriers: null,
    managers: null,
  };
  await writeNearestPlan(files, at('plan'), 'default');
  await writeNearestPlan(files, at('plan-fr'), 'excel-fr');
});

const request = (format: ExportRequest['format'], more: Partial<ExportRequest> = {}): ExportRequest => ({
  format,
  plan: at('plan'),
  out: at(`out-${format}`),
  lang: 'en',
  full: false,
  raw: false,
  reps: null,
  accountId: null,
  externalId: null,
  ids: [],
  territoryModel: null,
  territoryType: null,
  accountAccess: null,
  prefix: '',
  owner: 'name',
  zones: false,
  ...more,
});

async function run(format: ExportRequest['format'], more: Partial<ExportRequest> = {}) {
  const asked = request(format, more);
  const outcome = await exportPlan(asked);
  const files = Object.fromEntries(
    readdirSync(asked.out)
      .filter(name => name.endsWith('.csv'))
      .map(name => [name, readFileSync(join(asked.out, name), 'utf8')]),
  );
  return { ...outcome, csv: files };
}

test('salesforce: what changes, by DeveloperName and user name', async () => {
  const { csv, notes } = await run('salesforce', { territoryModel: sf('0MA', 1) });
  expect(csv).toEqual({
    'Territory2.csv':
      'Name,DeveloperName,Territory2ModelId,Territory2TypeId\n' +
      `'=Bran,R2,${sf('0MA', 1)},TERRITORY2_TYPE_ID\n` +
      `Cléo,R3,${sf('0MA', 1)},TERRITORY2_TYPE_ID\n` +
      `Dara,R4,${sf('0MA', 1)},TERRITORY2_TYPE_ID\n`,
    'UserTerritory2Association.csv':
      'User.Username,Territory2.DeveloperName\nbran@acme.example,R2\ndara@acme.example,R4\n',
    'ObjectTerritory2Association-to-delete.csv': `ObjectId,Territory2.DeveloperName\n${sf('001', 2)},R1\n${sf('001', 3)},R9\n`,
    'ObjectTerritory2Association.csv':
      'ObjectId,Territory2.DeveloperName,AssociationCause\n' +
      `${sf('001', 2)},R2,Territory2Manual\n${sf('001', 3)},R3,Territory2Manual\n${sf('001', 4)},R4,Territory2Manual\n`,
    'Territory2-to-delete.csv': 'DeveloperName,Name\nR9,R9\n',
  });
  // R3 has an address, but no user name
  expect(notes.join('\n')).toMatch(/1 territory gets no user.*R3/);
  // another file of that name may be of another team
  writeFileSync(at('reps.csv'), REPS.replace('bran@', 'other@'));
  const changed = await run('salesforce');
  writeFileSync(at('reps.csv'), REPS);
  expect(changed.csv).not.toHaveProperty('UserTerritory2Association.csv');
  expect(changed.notes.join('\n')).toContain('3 territories get no user');
});

test('salesforce: with ids, everything goes by Id, and what a rule has made is left to the rule', async () => {
  writeFileSync(
    at('t.csv'),
    `Id,DeveloperName\n${[1, 2, 3, 4, 9].map(n => `${sf('0MI', n)},R${n}`).join('\n')}\n`,
  );
  writeFileSync(
    at('u.csv'),
    `Id,Username\n${sf('005', 1)},AWA@acme.example\n${sf('005', 2)},bran@acme.example\n${sf('005', 4)},dara@acme.example\n`,
  );
  // ids of 18 characters are the same as those of 15
  writeFileSync(
    at('a.csv'),
    `Id,ObjectId,Territory2Id,AssociationCause\n${sf('0MJ', 1)},${sf('001', 2)}AAA,${sf('0MI', 1)},Territory2Manual\n${sf('0MJ', 2)},${sf('001', 3)},${sf('0MI', 9)},Territory2AssignmentRule\n`,
  );
  writeFileSync(at('ua.csv'), `Id,UserId,Territory2Id\n${sf('0MT', 1)},${sf('005', 1)},${sf('0MI', 1)}\n`);
  const { csv, notes } = await run('salesforce', {
    ids: ['t', 'u', 'a', 'ua'].map(name => at(`${name}.csv`)),
  });
  expect(csv).toEqual({
    'UserTerritory2Association.csv': `UserId,Territory2Id\n${sf('005', 2)},${sf('0MI', 2)}\n${sf('005', 4)},${sf('0MI', 4)}\n`,
    'ObjectTerritory2Association-delete.csv': `Id\n${sf('0MJ', 1)}\n`,
    'ObjectTerritory2Association-by-rule.csv': `Id,ObjectId,Territory2.DeveloperName\n${sf('0MJ', 2)},${sf('001', 3)},R9\n`,
    'ObjectTerritory2Association.csv':
      'ObjectId,Territory2Id,AssociationCause\n' +
      [2, 3, 4].map(n => `${sf('001', n)},${sf('0MI', n)},Territory2Manual\n`).join(''),
    'Territory2-delete.csv': `Id\n${sf('0MI', 9)}\n`,
  });
  expect(notes.join('\n')).toContain('1 association was made by assignment rules');
  await expect(run('salesforce', { ids: [at('a.csv')] })).rejects.toThrow(
    /Id,DeveloperName of Territory2 too/,
  );
  await expect(run('salesforce', { ids: ['fixtures/tiny/reps.csv'] })).rejects.toThrow(/unknown-ids/);
});

test('salesforce: all of it, for a new model', async () => {
  const { csv } = await run('salesforce', { full: true, prefix: 'FR_', accountAccess: 'Edit' });
  expect(Object.keys(csv)).toEqual([
    'ObjectTerritory2Association.csv',
    'Territory2.csv',
    'UserTerritory2Association.csv',
  ]);
  expect(csv['Territory2.csv']?.split('\n')[1]).toBe('Awa,FR_R1,TERRITORY2_MODEL_ID,TERRITORY2_TYPE_ID,Edit');
  expect(csv['ObjectTerritory2Association.csv']?.split('\n')).toHaveLength(6);
});

test('dynamics: new territories, owners and territories of accounts', async () => {
  writeFileSync(at('reps-ok.csv'), REPS.replace('+dara', 'dara'));
  const good = await run('dynamics', { accountId: 'Key', owner: 'email', reps: at('reps-ok.csv') });
  expect(good.csv).toEqual({
    'territories.csv':
      "Territory Name,Manager\n'=Bran,bran@example.org\nCléo,cleo@example.org\nDara,dara@example.org\n",
    'accounts.csv':
      "Account Number,Owner,Territory\n12,bran@example.org,'=Bran\n13,cleo@example.org,Cléo\n14,dara@example.org,Dara\n",
    'territories-gone.csv': 'Territory Name\nR9\n',
  });
});

test('dynamics: the columns of its own export come back as they were', async () => {
  const path = at('plan/accounts.csv');
  const good = readFileSync(path, 'utf8');
  const extra = '(Do Not Modify) Account,(Do Not Modify) Row Checksum';
  const [header, ...rows] = good.trimEnd().split('\n');
  const guid = (row: number) => `0000000${row}-aaaa-bbbb-cccc-00000000000${row}`;
  try {
    const widened = rows.map((line, row) => `${guid(row)},"sum,=${row}",${line}`);
    writeFileSync(path, `${extra},${header}\n${widened.join('\n')}\n`);
    const { csv } = await run('dynamics', { accountId: 'Key', owner: 'email', reps: at('reps-ok.csv') });
    expect(csv['accounts.csv']).toBe(
      `${extra},Owner,Territory\n` +
        `${guid(1)},"sum,=1",bran@example.org,'=Bran\n` +
        `${guid(2)},"sum,=2",cleo@example.org,Cléo\n` +
        `${guid(3)},"sum,=3",dara@example.org,Dara\n`,
    );
  } finally {
    writeFileSync(path, good);
  }
});

test('hubspot: a company and its owner, and no owner without an address', async () => {
  const ok = { accountId: 'Key', reps: at('reps-ok.csv') };
  const bytes = 'Record ID,Company owner\n12,bran@example.org\n13,cleo@example.org\n14,dara@example.org\n';
  expect((await run('hubspot', ok)).csv).toEqual({ 'companies.csv': bytes });
  // whatever the profile of the plan was
  expect((await run('hubspot', { ...ok, plan: at('plan-fr') })).csv).toEqual({ 'companies.csv': bytes });
  await expect(run('hubspot', { ...ok, accountId: null })).rejects.toThrow(/no Record ID of HubSpot/);
  // an address that a spreadsheet would run is neither mangled nor written
  await expect(run('hubspot', { accountId: 'Key', reps: at('reps.csv') })).rejects.toThrow(
    /formula-key.*\+dara@/,
  );
  expect(
    (await run('hubspot', { accountId: 'Key', reps: at('reps.csv'), raw: true })).csv['companies.csv'],
  ).toContain('14,+dara@example.org');
  writeFileSync(at('short.csv'), 'id,email\nR2,bran@example.org\n');
  await expect(run('hubspot', { ...ok, reps: at('short.csv') })).rejects.toThrow(
    /no e-mail address for reps R3, R4/,
  );
});

test('a plan that was edited, is of another version or incomplete is not exported', async () => {
  const edited = async (name: string, from: string, to: string, wanted: RegExp) => {
    const path = at(`plan/${name}`);
    const good = readFileSync(path, 'utf8');
    expect(good).toContain(from);
    try {
      writeFileSync(path, good.replace(from, to));
      await expect(run('salesforce')).rejects.toThrow(wanted);
    } finally {
      writeFileSync(path, good);
    }
  };
  await edited(
    'accounts.csv',
    'A4,R2,R2,R1',
    'A4,R3,R3,R1',
    /accounts.csv:3:assigned_rep_id.*expected R2 as in plan.json/,
  );
  await edited('accounts.csv', `${sf('001', 4)},Four`, `${sf('001', 1)},Four`, /each account once/);
  await edited('accounts.csv', 'incumbent_rep_id', 'old_rep', /expected a column "incumbent_rep_id"/);
  await edited('plan.json', 'sectorize-plan/1', 'sectorize-plan/9', /this version reads "sectorize-plan\/1"/);
  await edited('plan.json', '{', '', /not JSON/);
  await expect(run('salesforce', { plan: 'fixtures/tiny' })).rejects.toThrow(/no plan.json/);
  await expect(run('salesforce', { out: at('plan') })).rejects.toThrow(/a directory of its own/);
  await expect(run('salesforce', { out: at('plan/layers') })).rejects.toThrow(/a directory of its own/);
  await expect(run('kml', { out: folder })).rejects.toThrow(/around it/);
});

test('a sector without an outline is the points of its zones', async () => {
  const path = at('plan/sectors.geojson');
  const good = readFileSync(path, 'utf8');
  try {
    writeFileSync(path, good.replaceAll(/"geometry":\{.*?\}/g, '"geometry":null'));
    for (const format of ['geojson', 'topojson', 'kml'] as const) {
      expect((await run(format)).notes).toEqual([expect.stringContaining('the points of their zones')]);
    }
    const text = readFileSync(at('out-geojson/sectors.geojson'), 'utf8');
    expect(text.match(/"type":"MultiPoint"/g)).toHaveLength(4);
    const { objects } = JSON.parse(readFileSync(at('out-topojson/sectors.topojson'), 'utf8'));
    expect(objects.sectors.geometries[0].type).toBe('MultiPoint');
    writeFileSync(path, good.replace('"Polygon"', '"Circle"'));
    await expect(run('kml')).rejects.toThrow(/feature 1, which is not as a plan writes it/);
  } finally {
    writeFileSync(path, good);
  }
});

test('hostile text is text in KML, and keys like __proto__ are keys', async () => {
  const path = at('plan/sectors.geojson');
  const good = readFileSync(path, 'utf8');
  try {
    const evil = JSON.stringify(']]><script>&\u0000\ud800"\'');
    writeFileSync(path, good.replaceAll(/"title":"[^"]*"/g, `"title":${evil},"__proto__":${evil}`));
    await run('kml');
    const text = readFileSync(at('out-kml/sectors.kml'), 'utf8');
    expect(text).toContain('<name>]]&gt;&lt;script&gt;&amp;\ufffd\ufffd&quot;&apos;</name>');
    expect(text).toContain('<Data name="__proto__">');
    await run('topojson');
    expect(readFileSync(at('out-topojson/sectors.topojson'), 'utf8')).toContain('"__proto__":"]]><script>');
  } finally {
    writeFileSync(path, good);
  }
});
