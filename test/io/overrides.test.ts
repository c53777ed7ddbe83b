import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { IssueLog } from '../../src/io/issues.ts';
import { readOverrides } from '../../src/io/overrides.ts';
import { bytesSource } from '../../src/io/source.ts';

async function read(text: string) {
  const log = new IssueLog();
  const { list, rowsRead } = await readOverrides(bytesSource('o.csv', Buffer.from(text)), log, {
    zones: ['01000', '01090', '29510'],
    accounts: new Set(['C1', 'C2', '__proto__']),
    reps: ['R1', 'R2', 'constructor'],
    country: 'FR',
  });
  return {
    list: list.map(({ zone, account, rep, author, reason, date }) =>
      [zone || account, rep, author, reason, date].join('|'),
    ),
    rowsRead,
    found: log.issues().map(({ severity, line, column, code }) => `${severity} ${line}:${column}:${code}`),
  };
}

test('zones and accounts, in French and with what a spreadsheet did to codes and days', async () => {
  const text =
    'code postal;compte;commercial;auteur;motif;le\n1000;;R1;M. Le Goff;"demande; du maire";14/06/2027\n;__proto__;constructor;A;=cmd|x;2027-06\n';
  expect(await read(text)).toEqual({
    list: ['01000|R1|M. Le Goff|demande; du maire|2027-06-14', '__proto__|constructor|A|=cmd|x|2027-06'],
    rowsRead: 2,
    found: ['info null:null:matched-by-synonym'],
  });
});

test('everything that is wrong with a row is said, and the row is not followed', async () => {
  const head = 'zone_id,account_id,rep_id,author,reason,date\n';
  expect(
    await read(
      `${head}99999,,R9,a,b,2027-01-01\n,C9,,a,b,2027-01-01\n01000,C1,R1,a,b,2027-01-01\n,,R1,a,b,2027-01-01\n`,
    ),
  ).toEqual({
    list: [],
    rowsRead: 4,
    found: [
      'error 2:rep_id:unknown-rep',
      'error 2:zone_id:unknown-zone',
      'error 3:account_id:unknown-account',
      'error 3:rep_id:unknown-rep',
      'error 4:zone_id:bad-override',
      'error 5:zone_id:bad-override',
    ],
  });
});

test('what is not explained is followed with a warning, the same decision only once', async () => {
  const head = 'zone_id,rep_id,author,reason,date\n';
  expect(await read(`${head}01000,R1,a,b,2027-01-01\n01000,R1,c,d,2027-01-02\n01090,R2,,,soon\n`)).toEqual({
    list: ['01000|R1|a|b|2027-01-01', '01090|R2|||soon'],
    rowsRead: 3,
    found: [
      'warning 3:rep_id:override-twice',
      'warning 4:author:override-unexplained',
      'warning 4:date:not-a-date',
    ],
  });
});

test('a file without a rep, or with neither zones nor accounts, says so', async () => {
  expect((await read('zone_id,author\n01000,a\n')).found).toContain('error null:rep_id:missing-column');
  expect((await read('rep_id,author,reason,date\nR1,a,b,2027-01-01\n')).found).toContain(
    'error 2:zone_id:bad-override',
  );
});
