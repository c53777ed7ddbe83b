// Texts that io writes: GeoJSON of sectors and tours, a workbook, a configuration. Short ones whole, in files for somebody to read
// when they change (vitest -u).

import { Buffer } from 'node:buffer';
import { unzipSync } from 'fflate';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { expect, it, vi } from 'vitest';
import type { Sheet } from '../../src/io/xlsx/workbook.ts';

const ring = [
  [2, 48],
  [2.1234567, 48],
  [-0.0000004, 48.1],
  [2, 48],
];
const properties = new Map<string, string | number | null>([
  ['zones', 2],
  ['name', 'a "b"\n'],
  ['none', null],
]);

it('sectors and tours on a map', async () => {
  vi.resetModules();
  const { featureCollection } = await import('../../src/io/sector-geojson.ts');
  const { tourFeatureCollection } = await import('../../src/io/tour-geojson.ts');
  const of = { id: 'S1', properties, color: '#0072b2' };
  const sectors = featureCollection([
    { ...of, geometry: [[ring]] },
    { ...of, geometry: [[ring, ring], [ring]] },
    { ...of, geometry: [-2, 48.5] },
    { ...of, geometry: [ring[0] as number[], ring[1] as number[]] },
    { ...of, geometry: [] },
    { ...of, geometry: null, properties: new Map() },
  ]);
  const tours = tourFeatureCollection([
    { ...of, path: ring },
    { ...of, path: [[2, 48]] },
    { ...of, path: [] },
  ]);
  await expect([...sectors, ...tours].join('')).toMatchFileSnapshot('written-maps.txt');
});

it('a topology in whole millionths says the same shapes', async () => {
  const { inMillionths } = await import('../../src/io/topojson.ts');
  const topology: Topology = {
    type: 'Topology',
    objects: {
      zones: {
        type: 'GeometryCollection',
        geometries: [{ type: 'Polygon', arcs: [[0]], properties: { id: 'A' } }],
      },
    },
    arcs: [
      [
        [2, 48],
        [2.123456, 48],
        [2.1, -48.1],
        [2, 48],
      ],
    ],
  };
  const whole = inMillionths(structuredClone(topology));
  expect(whole.transform).toEqual({ scale: [1e-6, 1e-6], translate: [0, 0] });
  expect(whole.arcs).toEqual([
    [
      [2_000_000, 48_000_000],
      [123_456, 0],
      [-23_456, -96_100_000],
      [-100_000, 96_100_000],
    ],
  ]);
  const shapes = (of: Topology) => feature(of, of.objects.zones as GeometryCollection);
  const rounded = JSON.parse(JSON.stringify(shapes(whole)), (_, part) =>
    typeof part === 'number' ? Math.round(part * 1e6) / 1e6 : part,
  );
  expect(rounded).toEqual(JSON.parse(JSON.stringify(shapes(topology))));
});

const LOOKS = [
  'text',
  'whole',
  'tenth',
  'amount',
  'ratio',
  'degrees',
  'share',
  'deviation',
  'general',
] as const;

it('a workbook, part by part', async () => {
  vi.resetModules();
  const { workbook } = await import('../../src/io/xlsx/workbook.ts');
  const { columnName } = await import('../../src/io/xlsx/sheet.ts');
  const cut = (characters: string) => ` [${characters}]`;
  const sheets: Sheet[] = [
    {
      name: 'A & "B"',
      header: LOOKS.map(look => `a ${look}`),
      looks: LOOKS,
      rowLook: row => (row === 1 ? 'ratio' : null),
      rows: [
        ['text', 1, 2.5, -3, 0.25, 48.123456, 0.5, -0.1, 1e21],
        [' blank', null, Number.NaN, 4, 5, 6, 7, 8, 9],
        ['=1', true, false, '', 'a\nb', 'two  blanks', '"<&>', '_x0041_', `${'z'.repeat(60)}`],
        ['short'],
        ['end ', 123456, 1234567.8, 0.1],
      ],
      frozen: 2,
      bars: [
        { column: 7, rows: [0, 2], tolerance: 0.1 },
        { column: 6, rows: [3, 99], tolerance: 0.25 },
        { column: 5, rows: [7, 9], tolerance: 1 },
      ],
      cut,
    },
    { name: 'Long', header: ['x'], looks: ['text'], rows: Array.from({ length: 5 }, (_, r) => [r]), cut },
    { name: 'Empty', header: [], looks: [], rows: [], cut },
  ];
  const archive = Buffer.concat([...workbook(sheets, 6)]);
  const parts = Object.entries(unzipSync(archive)).map(
    ([path, bytes]) => `== ${path}\n${Buffer.from(bytes).toString().replaceAll('><', '>\n<')}\n`,
  );
  expect(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']).toEqual([0, 25, 26, 51, 52, 701, 702].map(columnName));
  await expect(parts.join('')).toMatchFileSnapshot('written-workbook.txt');
});

it('rows beyond those that the widths are measured by are written all the same', async () => {
  const { workbook } = await import('../../src/io/xlsx/workbook.ts');
  const count = (rows: number) => {
    const sheet: Sheet = {
      name: 'S',
      header: ['n'],
      looks: ['general'],
      rows: Array.from({ length: rows }, (_, r) => [r < 200 ? r : 1e40]),
      cut: String,
    };
    const xml = Buffer.from(
      unzipSync(Buffer.concat([...workbook([sheet])]))['xl/worksheets/sheet1.xml'] as Uint8Array,
    ).toString();
    const found = [...xml.matchAll(/<c r="A(\d+)" s="\d+"><v>/g)].map(([, row]) => Number(row));
    expect(found).toEqual(Array.from({ length: rows }, (_, r) => r + 2));
    return /width="(\d+)"/.exec(xml)?.[1];
  };
  expect([199, 200, 201, 202].map(count)).toEqual(['10', '10', '10', '10']);
});

it('settings, a key a line', async () => {
  vi.resetModules();
  const { configText } = await import('../../src/io/config-write.ts');
  const { parseConfig } = await import('../../src/io/config.ts');
  const { DEFAULT_SETTINGS } = await import('../../src/model/settings.ts');
  const { IssueLog } = await import('../../src/io/issues.ts');
  const said: string[] = [];
  const round = (yaml: string, files: Parameters<typeof configText>[2] = {}) => {
    const log = new IssueLog();
    const { settings, layers } = parseConfig(yaml, 'a.yaml', log);
    const all = { ...DEFAULT_SETTINGS, ...settings } as typeof DEFAULT_SETTINGS;
    const text = configText(all, layers, files);
    said.push(`${text}\n`);
    const again = parseConfig(text, 'b.yaml', log);
    expect(log.issues()).toEqual([]);
    const bare = (list: typeof layers) => list.map(layer => ({ ...layer, line: null }));
    expect(bare(again.layers)).toEqual(bare(layers));
    // what is written is the whole of it
    expect({ ...DEFAULT_SETTINGS, ...again.settings }).toEqual(all);
  };
  round('');
  round('measures: {potential: 5%}', {
    ...{ accounts: 'a.csv', reps: 'r.csv', zones: 'z.geojson', barriers: 'b.csv', overrides: 'o.csv' },
    ...{ managers: 'm.csv', from: ['old', 'older'], roads: 'roads.csv' },
  });
  round(`
hand_over: {hours_per_1000_revenue: 2}
max_moved: none
keep_together: {department: whole, region: {price: 2, except: [a]}}
min_zones: 1
max_zones: 9
min_accounts: 2
budgets: [{resource: km, at_most: 5}, {name: b, team: [R1], resource: cost, at_most: 6, price: 0.5}, {team: {kind: partner}, resource: hours, at_most: 7}]
period: {from: 2027-03, months: 3}
ramp_up: [50%]
quota: {total: 10, by: {potential: 25%, revenue: 75%}}
visits_by_potential: [{min: 5, visits: 2}]
vehicles: {van: {cost_per_km: 0.3}, electric: {g_co2_per_km: 9}}
hierarchy: {levels: [{name: area}, {name: region, count: 2, measures: [sectors=5%], days_per_report: 1}]}
travel: {speeds: [{up_to_km: 9, km_per_hour: 30}, {km_per_hour: 60}]}
`);
  round(
    `
hand_over: {by_years_held: [{years: 0, factor: 1}], as_of: 2027-01-01}
hierarchy: {order: top-down, levels: [{name: area}]}
visits_by_segment: {a: 1}
productivity_by_segment: {junior: {a: 0.5}}
layers:
  - {name: a, where: {segment: [x, y]}}
  - {name: b, travel: none, min_accounts: 1, max_zones: 3, measures: {workload: 9%}, keep_together: {region: 4}, objective: compactness, centers: free}
  - {name: c, overlay: yes, revenue_share: 30%, budgets: [{resource: km, at_most: 2}]}
`,
    { managers: 'm.csv' },
  );
  await expect(said.join('')).toMatchFileSnapshot('written-settings.txt');
});
