// A title, or the groups of columns, above the header: what is missing there is further down, and --map cannot reach it.

import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { readAccounts } from '../../src/io/accounts.ts';
import { IssueLog, RejectLog } from '../../src/io/issues.ts';
import { readOverrides } from '../../src/io/overrides.ts';
import { readReps } from '../../src/io/reps.ts';
import { bytesSource, type Source } from '../../src/io/source.ts';

type Read = (source: Source, log: IssueLog) => Promise<unknown>;
const options = { country: 'FR', map: new Map<string, string>(), measures: [] };
const accounts: Read = (source, log) => readAccounts(source, options, log, new RejectLog());
const HEADER = 'Code client;Raison sociale;Code postal;Potentiel\n';
const BELOW = (line: number) => `line ${line} looks like the header: delete the lines above it`;

async function told(text: string, read: Read = accounts): Promise<string[]> {
  const log = new IssueLog();
  await read(bytesSource('f', Buffer.from(text)), log);
  return log
    .issues()
    .filter(({ code }) => /^(missing-column|unknown-map-column|empty-column-name)$/.test(code))
    .map(({ code, column, found, remedy }) =>
      code === 'empty-column-name' ? found : `${column}: ${remedy}`,
    );
}

test('a title above the header, padded by the spreadsheet or alone on its line', async () => {
  expect(await told(`Export au 01/09;;;\n;;;\n${HEADER}C1;A;29000;5\n`)).toEqual([
    `id: ${BELOW(3)}`,
    `postal_code: ${BELOW(3)}`,
    'no name for 3 of 4 columns: 2, 3, 4',
  ]);
  expect(await told(`Export\n${HEADER}C1;A;29000;5\n`)).toEqual([
    `id: ${BELOW(2)}`,
    `postal_code: ${BELOW(2)}`,
  ]);
  expect(await told(`sep=;\nExport;\n${HEADER.replaceAll(';', '";"')}`)).toContain(`id: ${BELOW(3)}`);
});

test('--map cannot name a column of a line further down', async () => {
  const map = new Map([['id', 'Code client']]);
  const read: Read = (source, log) => readAccounts(source, { ...options, map }, log, new RejectLog());
  expect(await told(`Identification;;Adresse;\n${HEADER}C1;A;29000;5\n`, read)).toEqual([
    `Code client: ${BELOW(2)}`,
    `postal_code: ${BELOW(2)}`,
    'no name for 2 of 4 columns: 2, 4',
  ]);
});

test('other files too', async () => {
  expect(await told('Reps,\nid,fte\nR1,1\n', (source, log) => readReps(source, options, log))).toContain(
    `id: ${BELOW(2)}`,
  );
  const known = { zones: null, accounts: null, reps: null, country: 'FR' };
  expect(
    await told('Retouches,\nzone_id,rep_id\n1,R1\n', (source, log) => readOverrides(source, log, known)),
  ).toContain(`rep_id: ${BELOW(2)}`);
});

test('rows are not taken for a header: two names more than the header has, within ten lines', async () => {
  const name = ['id: name it: --map id="…"', 'postal_code: name it: --map postal_code="…"'];
  expect(await told('a,b\nC1,client\nclient,5\n')).toEqual(name);
  expect(await told(`a;b;c;d\n${'1;2;3;4\n'.repeat(9)}${HEADER}`)).toEqual(name);
  expect(await told(`a;b;c;d\n${'1;2;3;4\n'.repeat(8)}${HEADER}`)).toContain(`id: ${BELOW(10)}`);
  expect(await told('name;city;potential\nid;postal_code;x\n')).toEqual(name);
});
