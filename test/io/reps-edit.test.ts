// A reps file with another team: every cell that is not about it stays as it was.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, expect, it } from 'vitest';
import type { InputError } from '../../src/io/issues.ts';
import { editReps } from '../../src/io/reps-edit.ts';

const folder = mkdtempSync(join(tmpdir(), 'sectorize-reps-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, 'reps.csv');
const NOTHING = { without: [], add: [], fte: new Map<string, number>() };
const edited = async (text: string, edit: Partial<typeof NOTHING> | object) => {
  writeFileSync(file, text);
  return parse(await editReps(file, new Map(), { ...NOTHING, ...edit }), { columns: true }) as Record<
    string,
    string
  >[];
};

it('leaves reps out, adds some with the mean rates, changes FTE, and nothing else', async () => {
  const text =
    'Matricule;Nom;Code postal;cost_per_hour;Note\nR1;"=A1;""x""";01000;40,5;-\nR2;Zoé;75001;41,5;\nR3;C;33000;99;z\n';
  const rows = await edited(text, {
    without: ['R3'],
    add: [
      { id: '', postalCode: '02000', fte: 0.5 },
      { id: 'R1', postalCode: '03000', fte: 1 },
    ],
    fte: new Map([['R2', 0.8]]),
  });
  expect(rows).toEqual([
    { Matricule: 'R1', Nom: '=A1;"x"', 'Code postal': '01000', cost_per_hour: '40,5', Note: '-', fte: '' },
    { Matricule: 'R2', Nom: 'Zoé', 'Code postal': '75001', cost_per_hour: '41,5', Note: '', fte: '0.8' },
    { Matricule: 'NEW-1', Nom: '', 'Code postal': '02000', cost_per_hour: '41', Note: '', fte: '0.5' },
    { Matricule: "R1'", Nom: '', 'Code postal': '03000', cost_per_hour: '41', Note: '', fte: '1' },
  ]);
});

it('reads points too, whose places become columns', async () => {
  const feature = (id: string, lon: number) => ({
    type: 'Feature',
    properties: { id },
    geometry: { type: 'Point', coordinates: [lon, 48] },
  });
  const text = JSON.stringify({ type: 'FeatureCollection', features: [feature('A', 1), feature('B', 2)] });
  const rows = await edited(text, { without: ['A'], add: [{ id: 'C', postalCode: '35000', fte: 1 }] });
  expect(rows.map(({ id, lat, lon, postal_code }) => [id, lat, lon, postal_code])).toEqual([
    ['B', '48', '2', ''],
    ['C', '', '', '35000'],
  ]);
});

it('names the nearest rep for one that is not there', async () => {
  await expect(edited('id,postal_code\nR01,35000\nR02,35000\n', { without: ['R1'] })).rejects.toThrow(
    'did you mean R01?',
  );
});

it('writes what it is given, whole', async () => {
  const whole = async (text: string, edit: Partial<typeof NOTHING> | object) => {
    writeFileSync(file, text);
    return editReps(file, new Map(), { ...NOTHING, ...edit }).catch((error: unknown) =>
      (error as InputError).issues
        .map(({ code, column, found, remedy }) => [code, column, found, remedy].join('; '))
        .join('\n'),
    );
  };
  const added = { id: 'N', postalCode: '2000', fte: 1 };
  const text =
    'id,cp,cost_per_hour,cost_per_km,g_co2_per_km,fte\nA, 1000 ,40,"0,5",100,1\nB,2000,41,"0,6",,0.5\nC,3000,,,,\n';
  const said = [
    await whole(text, {}),
    await whole(text, { add: [added, added, { id: '', postalCode: '1', fte: 0.5 }] }),
    await whole(text, { without: ['A', 'B'], add: [added] }),
    await whole('id,cp\nA,1\n', { add: [added, { ...added, id: 'A', fte: 0.25 }] }),
    await whole('id,cp,cost_per_km\nA,1,1.5\nB,2,"2,5"\n', { add: [added] }),
    await whole('id,cp,cost_per_km\nA,1,0.1\nB,2,0.2\nC,3,0.2\n', { add: [added] }),
    await whole(text, { without: ['Z'], fte: new Map([['AA', 1]]) }),
    await whole(`id,cp\n${Array.from({ length: 12 }, (_, r) => `R${r}x,1\n`).join('')}`, {
      without: ['nobody'],
    }),
    await whole('name,cp\nA,1\n', {}),
    await whole('id,cp\nA\n', {}),
  ];
  await expect(said.join('\n\n')).toMatchFileSnapshot('reps-edit.txt');
});
