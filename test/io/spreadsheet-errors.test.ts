// An error of a spreadsheet is read as an empty cell, and unlike an empty cell it is told, wherever the cell is used.

import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { shapeTools } from '../../src/geo/zone-shape.ts';
import { readAccounts } from '../../src/io/accounts.ts';
import { readAliases } from '../../src/io/aliases.ts';
import { IssueLog, RejectLog } from '../../src/io/issues.ts';
import { readManagers } from '../../src/io/managers.ts';
import { isBlank, isSpreadsheetError } from '../../src/io/numbers.ts';
import { readOverrides } from '../../src/io/overrides.ts';
import { readReps } from '../../src/io/reps.ts';
import { bytesSource, type Source } from '../../src/io/source.ts';
import { readZones } from '../../src/io/zones.ts';

const options = { country: 'FR', map: new Map(), measures: [] };

async function told(text: string, read: (source: Source, log: IssueLog) => Promise<unknown>) {
  const log = new IssueLog();
  await read(bytesSource('f', Buffer.from(text)), log);
  return log
    .issues()
    .filter(({ code }) => code === 'spreadsheet-error')
    .map(({ severity, line, column, found }) => `${severity} ${line}:${column} ${found.split(',')[0]}`);
}

test('what is an error of a spreadsheet, in English and French', () => {
  const errors = '#REF! #DIV/0! #VALUE! #N/A #NAME? #NUM! #NULL! #NOM? #VALEUR! #NOMBRE!'.split(' ');
  for (const text of [...errors, ' #ref! ']) {
    expect(isSpreadsheetError(text), text).toBe(true);
    expect(isBlank(text), text).toBe(true);
  }
  for (const text of ['', '-', 'n.c.', 'n/a', '#', '#1', 'Bar #N/A', '#REF'])
    expect(isSpreadsheetError(text), text).toBe(false);
});

test('accounts: in every column that is used, measures among them, and in no other', async () => {
  const log = new IssueLog();
  const rejects = new RejectLog();
  const text =
    'id,postal_code,potential,chairs,note\nA,75001,#REF!,#N/A,#N/A\nB,75001,n.c.,1,\nC,#REF!,5,1,\n#NAME?,75001,5,1,\n';
  const accounts = await readAccounts(
    bytesSource('f', Buffer.from(text)),
    { ...options, measures: ['chairs'] },
    log,
    rejects,
  );
  expect(log.issues().map(({ line, column, code, found }) => `${line}:${column} ${code} ${found}`)).toEqual([
    '2:chairs spreadsheet-error #N/A, an error of the spreadsheet',
    '2:potential spreadsheet-error #REF!, an error of the spreadsheet',
    '4:postal_code missing-place "#REF!" for a postal code, and no coordinates',
    '4:postal_code spreadsheet-error #REF!, an error of the spreadsheet',
    '5:id missing-id "#NAME?"',
    '5:id spreadsheet-error #NAME?, an error of the spreadsheet',
  ]);
  expect([...accounts.id]).toEqual(['A', 'B']);
  expect([...(accounts.numbers.get('potential') ?? [])]).toEqual([Number.NaN, Number.NaN]);
});

test('reps, managers, overrides and aliases', async () => {
  expect(
    await told('id,fte,target_potential\nR1,#NUM!,#NOM?\n', (source, log) => readReps(source, options, log)),
  ).toEqual(['warning 2:fte #NUM!', 'warning 2:target_potential #NOM?']);
  expect(await told('id,level\nM1,#N/A\n', (source, log) => readManagers(source, log, options))).toEqual([
    'warning 2:level #N/A',
  ]);
  const known = { zones: ['1'], accounts: null, reps: ['R1'], country: 'FR' };
  expect(
    await told('zone_id,rep_id,reason\n1,R1,#REF!\n', (source, log) => readOverrides(source, log, known)),
  ).toEqual(['warning 2:reason #REF!']);
  const log = new IssueLog();
  const aliases = await readAliases(
    bytesSource('f', Buffer.from('code,postal_code\n#REF!,1\n2,#N/A\n')),
    log,
  );
  expect(log.issues().map(({ line, code }) => `${line} ${code}`)).toEqual([
    '2 missing-code',
    '2 spreadsheet-error',
    '3 missing-code',
    '3 spreadsheet-error',
  ]);
  expect(aliases.of.size).toBe(0);
});

test('zones: no id, no number, and no area of that name', async () => {
  const text = 'id,lat,lon,region,population\n1,48,2,#N/A,#DIV/0!\n2,48,3,#N/A,5\n#REF!,48,4,,5\n';
  const log = new IssueLog();
  const zones = await readZones(
    bytesSource('f', Buffer.from(text)),
    { ...options, shapes: shapeTools },
    log,
    new RejectLog(),
  );
  expect(zones.id).toEqual(['1', '2']);
  expect(zones.parents.get('region')).toEqual(['', '']);
  expect([...(zones.numbers.get('population') ?? [])]).toEqual([Number.NaN, 5]);
  expect(log.counts().get('spreadsheet-error')).toBe(4);
  expect(log.issues().find(({ code }) => code === 'missing-id')?.found).toBe('"#REF!" for the id of a zone');
});
