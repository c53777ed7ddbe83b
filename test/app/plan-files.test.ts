import { expect, test } from 'vitest';
import { composePlanFiles, type PlanFile, type PlanFilesInput, planTable } from '../../src/app/plan-files.ts';
import { rejectRows } from '../../src/app/rejects-table.ts';
import { computeKpis } from '../../src/evaluate/kpis.ts';
import { parsePlan } from '../../src/evaluate/plan-json.ts';
import { bordersOf } from '../../src/geo/dissolve.ts';
import { drawnBorders, makeDrawing } from '../../src/geo/drawing.ts';
import { makeTravel } from '../../src/geo/travel.ts';
import { PROFILES } from '../../src/io/csv.ts';
import { RejectLog } from '../../src/io/issues.ts';
import { type GridRep, gridContext, gridExtras, gridResult } from '../evaluate/grid.ts';
import { samplePlan } from '../evaluate/sample-plan.ts';

const reps: GridRep[] = [
  { id: 'A/1', at: [1, 0] },
  { id: 'B', at: [1, 2] },
];

function input(more: Partial<PlanFilesInput> = {}, withAccounts = true): PlanFilesInput {
  const accounts = [
    { id: 'a1', zone: 'z10', name: '=1+1', rep: 'B', numbers: { potential: 1.5 } },
    { id: 'a2', zone: 'z12', name: 'x;"y"', numbers: { potential: 2 } },
  ];
  const context = gridContext({
    reps,
    ...(withAccounts ? { accounts } : { zoneNumbers: { potential: [1, 2, 3, 4, 5, 6, 7, 8, 9] } }),
    settings: { measures: [{ name: 'potential', tolerance: 0.1 }] },
  });
  const result = gridResult(context, reps, 'AAB AAB ABB');
  const travel = makeTravel(context.settings.travel);
  const kpis = computeKpis(context, result, gridExtras(context, { travel }));
  const outlines = [null, context.zones.geometry[0] ?? null];
  const drawn = drawnBorders(context.zones, bordersOf(context.zones));
  const drawing = () => makeDrawing(context.zones, drawn);
  const rejects = new RejectLog();
  return {
    context,
    result,
    kpis,
    broken: new Uint16Array(context.zones.count * reps.length),
    outlines,
    drawing,
    rejects,
    plan: samplePlan,
    certificate: null,
    profile: PROFILES.default,
    raw: false,
    lang: 'fr',
    ...more,
  };
}

/** report.html is written as it is made, and has tests of its own. */
function texts(files: Iterable<PlanFile>): Map<string, string> {
  return new Map(
    [...files].map(({ path, content }) => [path, Symbol.iterator in content ? [...content].join('') : '']),
  );
}

test('the plan directory, file by file', () => {
  const files = texts(composePlanFiles(input()));
  expect([...files.keys()]).toEqual([
    'plan.json',
    'model.json',
    'kpis.json',
    'zones.csv',
    'neighbors.csv',
    'accounts.csv',
    'sectors.csv',
    'changes.csv',
    'rejects.csv',
    'report.md',
    'report.html',
    'map.svg',
    'before-after.svg',
    'sectors.geojson',
    expect.stringMatching(/^sectors\/A_1-[0-9a-f]{10}\.csv$/),
    expect.stringMatching(/^sectors\/A_1-[0-9a-f]{10}\.geojson$/),
    'sectors/B.csv',
    'sectors/B.geojson',
  ]);
  expect(parsePlan(files.get('plan.json') as string).schema).toBe('sectorize-plan/1');
  expect(JSON.parse(files.get('kpis.json') as string).schema).toBe('sectorize-kpis/1');
  expect(files.get('accounts.csv')).toContain("a1,'=1+1,default,z10,A/1,A/1,B,1,0\n");
  expect(files.get('sectors/B.csv')?.split('\n')).toHaveLength(3);
  expect(files.get('changes.csv')).toContain(
    "a1,'=1+1,z10,B,A/1,,1.5,la zone z10 passe entière dans un autre secteur",
  );
  expect(files.get('rejects.csv')).toBe('file,line,column,reason,id\n');
  const sectors = JSON.parse(files.get('sectors.geojson') as string);
  expect(sectors.features.map((f: { id: string }) => f.id)).toEqual(['A/1', 'B']);
  expect(sectors.features[0].geometry).toBeNull();
  expect(sectors.features[1].properties).toMatchObject({ sector_id: 'B', zones: 4, accounts: 1 });
  const zones = JSON.parse(files.get('sectors/B.geojson') as string);
  expect(
    zones.features.map((f: { id: string; properties: { zone_id: string } }) => [f.id, f.properties.zone_id]),
  ).toEqual(['z01', 'z02', 'z12', 'z22'].map(id => [id, id]));
});

test('the profile and --raw reach every table', () => {
  const french = texts(composePlanFiles(input({ profile: PROFILES['excel-fr'], raw: true })));
  for (const [path, text] of french) if (path.endsWith('.csv')) expect(text.startsWith('\ufeff')).toBe(true);
  expect(french.get('accounts.csv')).toContain('a1;=1+1;default');
  expect(french.get('accounts.csv')).toContain('a2;"x;""y""";default');
  expect(french.get('zones.csv')).toContain(';1,5\r\n');
});

test('a sector’s file holds the lines of accounts.csv with its id, in order, whichever is asked for first', () => {
  for (const profile of [PROFILES.default, PROFILES['excel-fr']]) {
    const inOrder = texts(composePlanFiles(input({ profile })));
    const backwards = texts([...composePlanFiles(input({ profile }))].reverse());
    expect([...backwards].reverse()).toEqual([...inOrder]);
    const [header, ...lines] = (inOrder.get('accounts.csv') as string).split(profile.newline);
    const ofB = lines.filter(line => line.split(profile.delimiter).at(-5) === 'B');
    expect(ofB.length).toBeGreaterThan(0);
    expect(inOrder.get('sectors/B.csv')).toBe([header, ...ofB, ''].join(profile.newline));
  }
});

test('without accounts there is no accounts.csv, and sector files hold zones', () => {
  const files = texts(composePlanFiles(input({}, false)));
  expect(files.has('accounts.csv')).toBe(false);
  expect(files.get('sectors/B.csv')?.split('\n')[0]).toContain('zone_id');
  expect(files.get('sectors/B.csv')?.split('\n')).toHaveLength(6);
  expect(files.get('changes.csv')?.split('\n')).toHaveLength(2);
});

test('one table alone is the table of the directory', () => {
  const from = input();
  const files = texts(composePlanFiles(from));
  for (const name of ['accounts', 'zones', 'sectors', 'changes'] as const) {
    expect([...planTable(from, name)].join('')).toBe(files.get(`${name}.csv`));
  }
  expect([...planTable(from, 'kpis')].join('')).toBe(files.get('kpis.json'));
});

test('composing twice gives the same bytes', () => {
  expect([...texts(composePlanFiles(input()))]).toEqual([...texts(composePlanFiles(input()))]);
});

test('rejects of two files share a table; base names only', () => {
  const log = new RejectLog();
  log.setHeader('/home/me/a.csv', ['id', 'name', 'name']);
  log.setHeader('b.csv', ['name', 'line']);
  log.add({
    file: '/home/me/a.csv',
    line: 3,
    column: 'id',
    reason: 'twice',
    id: 'x',
    cells: ['x', 'n1', 'n2'],
  });
  log.add({ file: 'b.csv', line: null, column: '', reason: 'no place', id: '', cells: ['n3', '9'] });
  expect([...rejectRows(log)]).toEqual([
    ['file', 'line', 'column', 'reason', 'id', 'id_input', 'name', 'name', 'line_input'],
    ['a.csv', 3, 'id', 'twice', 'x', 'x', 'n1', 'n2', null],
    ['b.csv', null, '', 'no place', '', null, 'n3', null, '9'],
  ]);
});
