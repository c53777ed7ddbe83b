import { Buffer } from 'node:buffer';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { IssueLog } from '../../src/io/issues.ts';
import { parseList, readReps } from '../../src/io/reps.ts';
import { bytesSource, openSource, type Source } from '../../src/io/source.ts';

async function read(
  input: string | Source,
  country = 'FR',
  period?: boolean,
  map: ReadonlyMap<string, string> = new Map(),
) {
  const log = new IssueLog();
  const source = typeof input === 'string' ? bytesSource('r.csv', Buffer.from(input)) : input;
  const reps = await readReps(
    source,
    { country, map, measures: [], ...(period !== undefined && { period }) },
    log,
  );
  const errors = log
    .issues()
    .filter(issue => issue.severity === 'error')
    .map(issue => `${issue.line}:${issue.column}:${issue.code}`);
  return { reps, log, errors };
}

test('everything of a rep, from a French file', async () => {
  const { reps, errors } = await read(
    'matricule;nom;ETP;séniorité;heures par an;CP domicile;segments;zones autorisées;zones exclues;zones exclusives;comptes exclus;trajet max;coût horaire;coût km;CO2 km;statut;équipe;secteur;objectif_potentiel;target_sites\n' +
      'R1;Ana;0,8;120 %;1 200,5;1000;A|B|A;22|29|;35;56;C1|C2;90;42,5;0,42;120;Salarié;Ouest;Finistère;1 200 000,50;12\n' +
      'R2;Bob;80 %;;;F-75001;;;;;;;;;;Partenaire;;;;\n',
  );
  expect(errors).toEqual([]);
  expect(reps.rowsRead).toBe(2);
  expect(reps.list[0]).toEqual({
    id: 'R1',
    line: 2,
    name: 'Ana',
    postalCode: '01000',
    lat: Number.NaN,
    lon: Number.NaN,
    fte: 0.8,
    productivity: 1.2,
    hoursPerYear: 1200.5,
    segments: ['A', 'B'],
    allowedZones: ['22', '29'],
    excludedZones: ['35'],
    exclusiveZones: ['56'],
    excludedAccounts: ['C1', 'C2'],
    maxTravelMinutes: 90,
    costPerHour: 42.5,
    costPerKm: 0.42,
    gCo2PerKm: 120,
    kind: 'employee',
    layer: 'Ouest',
    sectorName: 'Finistère',
    targets: new Map([
      ['potential', 1200000.5],
      ['sites', 12],
    ]),
  });
  expect(reps.list[1]).toMatchObject({
    fte: 0.8,
    postalCode: '75001',
    productivity: Number.NaN,
    hoursPerYear: Number.NaN,
    segments: null,
    allowedZones: null,
    excludedZones: [],
    exclusiveZones: [],
    excludedAccounts: [],
    maxTravelMinutes: Number.POSITIVE_INFINITY,
    costPerHour: Number.NaN,
    kind: 'partner',
    targets: new Map(),
  });
});

test('whatever cannot be used is an error, and no rep is dropped', async () => {
  const { reps, errors } = await read(
    'id,fte,productivity,hours_per_year,max_travel_minutes,cost_per_hour,lat,lon,target_potential\n' +
      'R1,0,6,0,0,-1,48.85,,-3\n' +
      ',1,1,1600,60,1,48.85,2.35,1\n' +
      'R1,eighty,1,1600,60,1,x,2.35,1\n' +
      'R2,80,1,9000,60,1,0,0,1\n',
  );
  expect(reps.list).toHaveLength(4);
  expect(errors).toEqual([
    '2:cost_per_hour:number-too-small',
    '2:fte:number-too-small',
    '2:hours_per_year:number-too-small',
    '2:lat:half-coordinates',
    '2:max_travel_minutes:number-too-small',
    '2:productivity:number-too-large',
    '2:target_potential:number-too-small',
    '3:id:missing-id',
    '4:fte:not-a-number',
    '4:id:duplicate-id',
    '4:lat:not-a-number',
    '5:fte:number-too-large',
    '5:hours_per_year:number-too-large',
    '5:lat:zero-coordinates',
  ]);
});

test('a row with the wrong number of cells, no rows, no id column', async () => {
  expect((await read('id,fte\nR1,1,2\nR2,1\n')).errors).toEqual(['2:null:too-many-cells']);
  expect((await read('id,fte\n')).errors).toEqual(['null:null:no-reps']);
  expect((await read('nam,fte\nR1,1\n')).errors).toEqual(['null:id:missing-column']);
});

test('GeoJSON points are bases', async () => {
  const feature = {
    type: 'Feature',
    properties: { id: 'R1', fte: 1 },
    geometry: { type: 'Point', coordinates: [2.35, 48.85] },
  };
  const { reps, errors } = await read(JSON.stringify({ type: 'FeatureCollection', features: [feature] }));
  expect(errors).toEqual([]);
  expect(reps.list[0]).toMatchObject({ id: 'R1', lat: 48.85, lon: 2.35, fte: 1 });
});

test('lists', () => {
  expect(parseList('')).toBeNull();
  expect(parseList(' | ')).toBeNull();
  expect(parseList('22')).toEqual(['22']);
  expect(parseList('a, b ,a')).toEqual(['a', 'b']);
  expect(parseList('a;b,c')).toEqual(['a', 'b,c']);
  expect(parseList('__proto__|x')).toEqual(['__proto__', 'x']);
});

test('the Excel twin of the fixtures says the same as the clean one', async () => {
  const folder = resolve(import.meta.dirname, '../../fixtures/ain-excel');
  const a = await read(await openSource(`${folder}/reps.csv`));
  const b = await read(await openSource(`${folder}/reps-excel.csv`));
  expect(a.reps.list.length).toBeGreaterThan(2);
  expect(b.reps.list).toEqual(a.reps.list);
});

test('areas of one parent column; a column that the zones do not have is an error', async () => {
  const log = new IssueLog();
  const text =
    'id,allowed_zones,zones exclues,exclusivité\n' +
    'R1,département=22|département=22|29,region=X,dep=35\n' +
    'R2,canton=3,=,department=\n';
  const options = { country: 'FR', map: new Map(), measures: [], areaColumns: ['department', 'region'] };
  const { list } = await readReps(bytesSource('r.csv', Buffer.from(text)), options, log);
  expect(list[0]).toMatchObject({
    allowedZones: ['department=22', '29'],
    excludedZones: ['region=X'],
    exclusiveZones: ['department=35'],
  });
  const errors = log.issues().filter(({ severity }) => severity === 'error');
  expect(errors.map(({ line, column, code, found }) => `${line}:${column}:${code}: ${found}`)).toEqual([
    '3:allowed_zones:bad-area: "canton=3"',
    '3:exclusivité:bad-area: "department="',
    '3:zones exclues:bad-area: "="',
  ]);
  for (const { expected } of errors) expect(expected).toContain('"department", "region"');
});

test('a column called seniority has levels, or a coefficient', async () => {
  const levels = await read('id,Séniorité,productivity\nR1,junior,0.9\nR2,,1\nR3,Senior ,1\n');
  expect(levels.errors).toEqual([]);
  expect(levels.reps.list.map(rep => rep.seniority)).toEqual(['junior', undefined, 'Senior']);
  expect(levels.reps.list.map(rep => rep.productivity)).toEqual([0.9, 1, 1]);

  const numbers = await read('id,seniority\nR1,120 %\nR2,\n');
  expect(numbers.errors).toEqual([]);
  expect(numbers.reps.list.map(rep => rep.productivity)).toEqual([1.2, Number.NaN]);
  expect(numbers.reps.list[0]).not.toHaveProperty('seniority');

  const both = await read(
    'id,seniority,rank\nR1,1.2,junior\n',
    'FR',
    undefined,
    new Map([['seniority', 'rank']]),
  );
  expect(both.reps.list[0]).toMatchObject({ productivity: 1.2, seniority: 'junior' });

  // neither: said as it was before there were levels
  expect((await read('id,seniority\nR1,1.2\nR2,junior\n')).errors).toEqual(['3:seniority:not-a-number']);
});

test('productivity by segment', async () => {
  const { reps, errors } = await read(
    'id;productivity;Productivité : santé;productivity:__proto__;productivity:\nR1;1,1;70 %;0,5;x\nR2;;;;\n',
  );
  expect(errors).toEqual([]);
  expect([...reps.list[0]!.segmentProductivity!]).toEqual([
    ['santé', 0.7],
    ['__proto__', 0.5],
  ]);
  expect(reps.list[0]!.productivity).toBe(1.1);
  expect(reps.list[1]).not.toHaveProperty('segmentProductivity');
  expect((await read('id,productivity:a,productivity:b\nR1,0,6\nR2,fast,1\n')).errors).toEqual([
    '2:productivity:a:number-too-small',
    '2:productivity:b:number-too-large',
    '3:productivity:a:not-a-number',
  ]);
});

const DATED =
  "matricule;date d'embauche;date de sortie;présence\n" +
  'R1;15/03/2027;;\nR2;;2027-09;2027-03:50% 2027-04:0%\nR3;soon;31/02/2027;half\nR4;2027-05;2027-04-30;\n';

test('when a rep is there', async () => {
  const { reps, errors } = await read(DATED, 'FR', true);
  expect(reps.list[0]).toMatchObject({ hired: '2027-03-15' });
  expect(reps.list[0]).not.toHaveProperty('left');
  expect(reps.list[1]).toMatchObject({
    left: '2027-09',
    presence: new Map([
      ['2027-03', 0.5],
      ['2027-04', 0],
    ]),
  });
  expect(errors).toEqual([
    "4:date d'embauche:not-a-date",
    '4:date de sortie:not-a-date',
    '4:présence:not-a-presence',
    '5:date de sortie:left-before-hired',
  ]);
});

test('without a period none of it counts, which is said once', async () => {
  const { errors, log } = await read(DATED);
  expect(errors).toEqual([]);
  const told = log.issues().filter(({ code }) => code === 'no-period');
  expect(told.map(({ severity, column }) => `${severity} ${column}`)).toEqual([
    "info date d'embauche, date de sortie, présence",
  ]);
  expect((await read('id,fte\nR1,1\n')).log.counts().has('no-period')).toBe(false);
});

test('who leaves within the month of hiring has been there', async () => {
  expect((await read('id,hired,left\nR1,2027-05-20,2027-05\n', 'FR', true)).errors).toEqual([]);
  expect((await read('id,hired,left\nR1,2027-05,2027-05-20\n', 'FR', true)).errors).toEqual([]);
  expect((await read('id,hired,left\nR1,2027-06,2027-05\n', 'FR', true)).errors).toHaveLength(1);
});
