// What the fuzzers have found, made small: each case failed once, for the reason that is its name.

import { INPUT_ARGS } from './bases.ts';
import { bytes, type Case, type Command } from './case.ts';
import { extreme } from './extremes.ts';

const MB = 1 << 20;
const check = (...more: string[]): Command => ({
  argv: ['check', ...INPUT_ARGS, ...more],
  writes: ['rejects.csv'],
});
const PLANNED: readonly Command[] = [
  { argv: ['plan', ...INPUT_ARGS, '--effort', 'fast', '--no-diagnosis', '--out', 'out'], writes: ['out/'] },
  { argv: ['verify', 'out', ...INPUT_ARGS], writes: [], verifies: true },
];

const inputs = (files: Readonly<Record<string, string>>, commands: readonly Command[]): Case => ({
  family: 'found',
  base: 'inputs',
  files: Object.fromEntries(Object.entries(files).map(([path, text]) => [path, bytes(text)])),
  commands,
});

const points = (list: readonly (readonly [id: string, zone: string, property: string])[]) =>
  list
    .map(
      ([id, zone, property]) =>
        // by hand: a half of a surrogate pair has to stay an escape
        `{"type":"Feature","properties":{"id":"${id}","postal_code":"${zone}","potential":3,"${property}":1},"geometry":{"type":"Point","coordinates":[2.05,46.35]}}`,
    )
    .join('\n');

/** accounts of the zones on two sides, by their code alone */
const SIDES = `id,postal_code,potential\n${[...'ABCD'].map(row => `${row},${row}4,9\n${row}1,${row}1,9\n`).join('')}`;

type Where = readonly [lon: number, lat: number];

/** The zones of the inputs, A1 to D4, each of their corners written otherwise. */
const grid = (corner: (at: Where) => readonly unknown[]) => {
  const zones = [...'ABCD'].flatMap((row, r) =>
    [0, 1, 2, 3].map(c => {
      const [west, south] = [2 + c / 10, 46.3 - r / 10];
      const ring: Where[] = [
        [west, south],
        [west + 0.1, south],
        [west + 0.1, south + 0.1],
        [west, south + 0.1],
        [west, south],
      ];
      const coordinates = [ring.map(([x, y]) => corner([Number(x.toFixed(1)), Number(y.toFixed(1))]))];
      const properties = { id: `${row}${c + 1}`, name: `${row}${c + 1}` };
      return { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates } };
    }),
  );
  return JSON.stringify({ type: 'FeatureCollection', features: zones });
};

/** The same with some of them in another place. */
const gridWith = (others: Readonly<Record<string, readonly Where[]>>) => {
  const map = JSON.parse(grid(at => at));
  for (const { properties, geometry } of map.features)
    if (others[properties.id]) geometry.coordinates = [others[properties.id]];
  return JSON.stringify(map);
};

export const FOUND: Readonly<Record<string, Case>> = {
  'a NUL in a rejected row made rejects.csv one that verify refused': inputs(
    { 'accounts.csv': 'id,postal_code,potential\nA,A1,1\nB\0,A2,1\n' },
    PLANNED,
  ),
  'parts of a zone that was split by accounts outside of it had more area than the zone': inputs(
    {
      'accounts.csv':
        'id,postal_code,lat,lon,potential,rep_id\nR1,A4,46.0000,2.0000,0,R3\n86,D1,46.1858,2.0725,,R3\n28,A4,46.0614,2.3755,43,R2\n',
    },
    PLANNED,
  ),
  'a potential of 1e-178 had no center of gravity': inputs(
    { 'accounts.csv': 'id,postal_code,potential,rep_id\nA,A1,4e-178,R1\nB,C4,65,R4\n' },
    PLANNED,
  ),
  'half a character in the name of a property came out as another': inputs(
    {
      'accounts.csv': points([
        ['1', 'A1', 'x'],
        ['2', 'C4', '\\ud800'],
      ]),
    },
    PLANNED,
  ),
  'a blank that JSON does not know, behind GeoJSON, was an internal error': inputs(
    { 'zones.geojson': '{"type":"FeatureCollection","features":[]}\v' },
    [check()],
  ),
  'a border along the antimeridian was held for a cut, and a sector for rounder than a disk': inputs(
    {
      'zones.geojson': grid(([x, y]) => [Number((x + 177.6).toFixed(1)), y]),
      'accounts.csv': SIDES,
    },
    PLANNED,
  ),
  'a sector with a zone that lies in another of its zones was held not to cover it': inputs(
    {
      'zones.geojson': gridWith({
        A1: [
          [2, 46.4],
          [2.07, 46.4],
          [2, 46.6],
          [2, 46.4],
        ],
        B1: [
          [2, 46.2],
          [2.1, 46.2],
          [2.1, 46.6],
          [2, 46.6],
          [2, 46.2],
        ],
      }),
      'accounts.csv': SIDES,
    },
    PLANNED,
  ),
  'zones with altitudes were drawn without them, which verify held for a lie': inputs(
    { 'zones.geojson': grid(([lon, lat]) => [lon, lat, 12.5]) },
    PLANNED,
  ),
  'parts of a zone whose accounts lie on one line overlapped on the map': inputs(
    {
      'accounts.csv':
        'id,lat,lon,potential\nA,46.35,2.05,3\nB,46.4,2,3\nC,46,2.1,3\nD,46.35,2.05,3\nE,46.3,2.1,3\n',
    },
    PLANNED,
  ),
  'verify believed postal codes that rejected accounts spoke against': inputs(
    {
      'accounts.csv':
        'id,postal_code,lat,lon,potential\nA,A1,46.05,2,3\nB,C1,90,0,3\nC,A2,-90,0,3\nD,B4,46.25,2.4,3\nE,D2,46,2.4,3\nF,C2,46.15,2.2,3\n',
    },
    PLANNED,
  ),
  'next to no FTE was an internal error of the solver': inputs(
    { 'reps.csv': 'id,postal_code,fte\nR1,A1,1e-100\nR2,A1,0.5\nR3,B1,0.8\n' },
    PLANNED,
  ),
  'a visit that takes 1e100 times as long was one, too': inputs(
    { 'reps.csv': 'id,postal_code,productivity\nR1,A1,1e-100\nR2,A1,0.5\nR3,B1,0.8\n' },
    PLANNED,
  ),
  'text that has to be escaped made lines of twelve thousand characters': inputs(
    { 'accounts.csv': `id,postal_code,potential\nA,${'\u202e'.repeat(2000)},1\n` },
    [check()],
  ),
  'a NUL in an id of GeoJSON made files that verify refused': inputs(
    {
      'accounts.csv': points([
        ['nul\\u0000byte', 'A1', 'x'],
        ['2', 'C4', 'x'],
      ]),
    },
    PLANNED,
  ),
  'control characters of 8 bits reached the terminal with --json': inputs(
    {
      'accounts.csv': points([
        ['a\u0085\u009b31mb', 'C1', 'x'],
        ['\u202ec', 'C2', 'x'],
      ]),
    },
    [check('--json')],
  ),
  'a cell of a megabyte was quoted whole': extreme(5, MB, 'x'),
  'an id of a megabyte was quoted whole': extreme(18, MB, 'x'),
  'four megabytes of semicolons in quotes took minutes': extreme(1, 4 * MB, ';'),
  'a cell of ten megabytes of quotes took all memory': extreme(5, 10 * MB, '""'),
  'half a million columns took half a minute': extreme(8, MB, ''),
  'a hundred thousand properties were all listed': extreme(19, MB, ''),
  'collections in collections overflowed the stack': extreme(20, MB, ''),
  'brackets for coordinates overflowed the stack': extreme(24, MB, ''),
  'brackets for a property overflowed the stack': extreme(25, MB, ''),
  'an outline that crosses itself millions of times took forever': extreme(28, MB, ''),
  'ten thousand times the same polygon took forever': extreme(30, MB, ''),
  'ten thousand times the same hole took forever': extreme(31, MB, ''),
  'six million lines behind a quote that is never closed took all memory': inputs(
    { 'accounts.csv': `id,name,postal_code,potential,rep_id\n1,"${'\n'.repeat(6 * MB)}` },
    [check()],
  ),
  'a million brackets of YAML took all memory': extreme(38, MB, ''),
  'a hundred thousand keys of YAML took forever': extreme(41, MB, ''),
  'hundreds of thousands of aliases of YAML took forever': extreme(42, MB, ''),
  'names of files and folders reached the terminal with what they command': inputs(
    { 'a\u001b[31m.csv': 'id,postal_code,potential\nA,A1,1\n' },
    [
      {
        argv: ['check', ...INPUT_ARGS, '--accounts', 'a\u001b[31m.csv', '--rejects', 'r\u001b[31m'],
        writes: ['r\u001b[31m'],
      },
      {
        argv: ['plan', ...INPUT_ARGS, '--effort', 'fast', '--no-diagnosis', '--out', 'o\u001b[31m'],
        writes: ['o\u001b[31m/'],
      },
      { argv: ['export', 'kml', '--plan', 'o\u001b[31m', '--out', 'x\u001b[31m'], writes: ['x\u001b[31m/'] },
      { argv: ['init', '.', '--yes', '--out', 'y\u001b[31m.yaml'], writes: ['y\u001b[31m.yaml'] },
    ],
  ),
  'brackets for text in plan.json overflowed the stack': {
    family: 'found',
    base: 'plan',
    files: {
      'plan/plan.json': bytes(`{"schema":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
      'plan/bound.json': bytes(`{"schema":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
    },
    commands: [
      ['verify', 'plan', '--config', 'sectorize.yaml'],
      ['explain', 'zone', 'A1', '--plan', 'plan'],
      ['compare', 'plan'],
      ['history', 'plan'],
      ['export', 'kml', '--plan', 'plan'],
    ].map(argv => ({ argv, writes: [] })),
  },
  'bound.json without a schema ended tours with an internal error': {
    family: 'found',
    base: 'plan',
    files: { 'plan/bound.json': bytes('{}') },
    commands: [
      {
        argv: ['tours', 'plan', '--period', 'week', '--effort', 'fast', '--config', 'sectorize.yaml'],
        writes: [],
      },
    ],
  },
  'kpis.json without a figure ended tours with an internal error': {
    family: 'found',
    base: 'plan',
    files: { 'plan/kpis.json': bytes('{"schema":"sectorize-kpis/1","plan":{"balance":{}}}') },
    commands: [
      {
        argv: ['tours', 'plan', '--period', 'week', '--effort', 'fast', '--config', 'sectorize.yaml'],
        writes: [],
      },
    ],
  },
  'a thing that has no text, where verify says what it read, was an internal error': {
    family: 'found',
    base: 'plan',
    files: {
      'plan/sectors/R1.geojson': bytes('{"type":{"toString":1,"valueOf":1},"features":[]}'),
      'plan/kpis.json': bytes(
        '{"schema":"sectorize-kpis/1","sectors":[{"sector_id":{"toString":1,"valueOf":1}}]}',
      ),
    },
    commands: [
      { argv: ['verify', 'plan', '--config', 'sectorize.yaml'], writes: [] },
      { argv: ['approve', 'plan', '--by', 'Anne', '--config', 'sectorize.yaml'], writes: [] },
    ],
  },
};
