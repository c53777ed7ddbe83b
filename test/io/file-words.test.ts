// Small input files at the edge of what can be read, and what is read of each and said of it, word for word: in
// file-words.txt, for somebody to read when it changes (vitest -u).

import { Buffer } from 'node:buffer';
import { expect, it } from 'vitest';
import { shapeTools } from '../../src/geo/zone-shape.ts';
import { readAccounts } from '../../src/io/accounts.ts';
import { readAliases } from '../../src/io/aliases.ts';
import { readBarriers } from '../../src/io/barriers.ts';
import { InputError, IssueLog, RejectLog } from '../../src/io/issues.ts';
import { readManagers } from '../../src/io/managers.ts';
import { readOverrides } from '../../src/io/overrides.ts';
import { readReps } from '../../src/io/reps.ts';
import { readMatrix } from '../../src/io/roads/matrix.ts';
import { makeResolver } from '../../src/io/roads/resolver.ts';
import { bytesSource, type Source } from '../../src/io/source.ts';
import { readZones } from '../../src/io/zones.ts';
import type { Issue } from '../../src/model/records.ts';
import { pairsOf } from './roads/road-network.ts';

const usual = { country: 'FR', map: new Map<string, string>(), measures: [] as string[] };
type Options = Partial<typeof usual> & {
  readonly potential?: string;
  readonly period?: boolean;
  readonly teams?: boolean;
  readonly areaColumns?: readonly string[];
  readonly zoneIds?: ReadonlySet<string>;
};
type Reader = (source: Source, log: IssueLog, rejects: RejectLog, options: Options) => Promise<unknown>;

const READERS = {
  accounts: (source, log, rejects, options) => readAccounts(source, { ...usual, ...options }, log, rejects),
  reps: (source, log, _, options) => readReps(source, { ...usual, ...options }, log),
  zones: (source, log, rejects, options) =>
    readZones(source, { ...usual, shapes: shapeTools, ...options }, log, rejects),
  aliases: (source, log) => readAliases(source, log),
  barriers: (source, log) =>
    readBarriers(source, log, {
      zoneIds: ['01000', '01090', '29510'],
      areas: new Set(['Ain']),
      country: 'FR',
    }),
  overrides: (source, log) =>
    readOverrides(source, log, {
      zones: ['01000', '01090'],
      accounts: new Set(['C1', 'C22']),
      reps: ['R1', 'R22'],
      country: 'FR',
    }),
  managers: (source, log) => readManagers(source, log, { country: 'FR', zoneIds: new Set(['Z1']) }),
  matrix: async (source, log) => {
    const places = [
      { lat: 48, lon: -1 },
      { lat: 47, lon: 2 },
    ] as const;
    const roads = await readMatrix(
      source,
      makeResolver(
        { rep: new Map([['R1', places[0]]]), zone: new Map([['01000', places[1]]]), account: new Map() },
        'FR',
      ),
      log,
    );
    const all = [
      [0, 1],
      [1, 0],
    ] as const;
    const { minutes, km } = await roads.ask(pairsOf(places, all));
    return { minutes, km, rows: roads.input.rows, gaps: roads.gaps() };
  },
} satisfies Record<string, Reader>;

const csv = (...lines: readonly string[]) => `${lines.join('\n')}\n`;
const rows = (count: number, of: (row: number) => string) => Array.from({ length: count }, (_, r) => of(r));
const geojson = (...features: readonly object[]) => JSON.stringify({ type: 'FeatureCollection', features });
const ring = (x: number, y: number, size: number, flip = false) =>
  [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ].map(([a, b]) => (flip ? [b, a] : [a, b]));
const zone = (id: unknown, coordinates: unknown, more = {}) => ({
  type: 'Feature',
  properties: { id, ...more },
  geometry: coordinates === null ? null : { type: 'Polygon', coordinates: [coordinates] },
});
const point = (properties: object, coordinates: unknown) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates },
});
const PLACES = 'id,postal_code,lat,lon';
const inLambert = (r: number) => `A${r},75001,${6_800_000 + r * 1000},${650_000 + r * 1000}`;

const FILES: readonly (readonly [keyof typeof READERS, string, string, Options?])[] = [
  [
    'accounts',
    'Lambert-93, and one row in twenty in another grid',
    csv(PLACES, ...rows(20, inLambert), 'X,75001,1234,5'),
  ],
  [
    'accounts',
    'Lambert-93, and two rows in 21 in another grid',
    csv(PLACES, ...rows(21, inLambert), 'X,75001,1001,5', 'Y,75001,5,-1001'),
  ],
  [
    'accounts',
    'Lambert-93, degrees of 1000, which are no grid',
    csv(PLACES, ...rows(3, inLambert), 'X,75001,1000,5', 'Y,75001,5,1000'),
  ],
  [
    'accounts',
    'Lambert-93, the other way round, with half a place',
    csv(PLACES, 'A,75001,652000,6862000', 'B,75001,652000,'),
  ],
  ['accounts', 'Lambert-93 abroad', csv(PLACES, 'A,10115,6862000,652000'), { country: 'DE' }],
  [
    'accounts',
    'swapped, most of them',
    csv(PLACES, 'A,75001,2.35,48.85', 'B,75001,2.4,48.8', 'C,75001,48.85,2.35'),
  ],
  ['accounts', 'swapped, one of two', csv(PLACES, 'A,75001,2.35,48.85', 'B,75001,48.8,2.4')],
  [
    'accounts',
    'swapped, in a country without a box',
    csv(PLACES, 'A,1,100,45', 'B,1,45,100', 'C,1,90,91'),
    { country: 'XK' },
  ],
  [
    'accounts',
    'edges of the earth',
    csv(
      PLACES,
      'A,75001,90,180',
      'B,75001,-90.1,0',
      'C,75001,0,-180.1',
      'D,75001,0,0',
      'E,75001,0,1',
      'F,75001,181,91',
    ),
  ],
  [
    'accounts',
    'flags',
    csv(
      'id,postal_code,rep_id,locked,strategic',
      'A,75001,R1,peut-être,maybe',
      'B,75001,,oui,x',
      'C,75001,R1,1,0',
      'D,75001,R1,no,',
    ),
  ],
  [
    'accounts',
    'blanks around everything',
    csv(
      'id,postal_code,city,name,segment,rep_id,group_id,rep_since',
      ' A , 75001 , Paris , Né , s , R1 , g , 2024-03 ',
      'B,75001,-,n/a,NULL,.,—,2024-03-15',
    ),
  ],
  [
    'accounts',
    'a day that is none',
    csv(
      'id,postal_code,rep_since,opens,closes,visit_days,min_days_between',
      'A,75001,soon,9h30,17:30,lun-ven,7',
      'B,75001,,25h,9,someday,0',
      'C,75001,1/2/2024,,,,367',
      'D,75001,,18h,9h,1-5,366',
    ),
  ],
  [
    'accounts',
    'a formula',
    csv('id,postal_code,a,Nb sites', 'A,75001,10,4', 'B,75001,,0', 'C,75001,-9,1', 'D,75001,x,1'),
    { potential: '2 * a / [Nb sites]' },
  ],
  [
    'accounts',
    'a formula of its own result',
    csv('id,postal_code,potential,potential_computed,potential_computed2', 'A,75001,5,1,2'),
    { potential: 'potential + 1.005', measures: ['potential'] },
  ],
  [
    'accounts',
    'a formula of a column that is not there',
    csv('id,postal_code,addresable', 'A,75001,3'),
    { potential: 'addressable + q' },
  ],
  ['accounts', 'a formula that is none', csv('id,postal_code', 'A,75001'), { potential: '1 +' }],
  ['accounts', 'a formula with a sign too many', csv('id,postal_code', 'A,75001'), { potential: 'a ** 2' }],
  ['accounts', 'a formula with another sign', csv('id,postal_code,a', 'A,75001,1'), { potential: 'a % 2' }],
  [
    'accounts',
    'a potential beyond',
    csv('id,postal_code,a', 'A,75001,1e12', 'B,75001,9e14'),
    { potential: 'a * 10' },
  ],
  [
    'accounts',
    'points of GeoJSON',
    geojson(
      point({ id: 'A', revenue: 5 }, [2.35, 48.85]),
      point({ id: 'B', potential: '1,5' }, [48.85, 2.35]),
      { type: 'Feature', properties: { id: 'C' }, geometry: null },
      zone('D', ring(2, 48, 1)),
      null as never,
    ),
  ],
  [
    'accounts',
    'codes that spreadsheets made numbers',
    csv(
      'id,postal_code',
      'A,1000',
      'B,75001.0',
      'C,"=""01000"""',
      "D,'01000",
      'E,F-75001',
      'F,75 001',
      'G,2A004',
      'H,123456',
    ),
  ],
  [
    'accounts',
    'numbers of either mark',
    csv(
      'id;postal_code;revenue;visits_per_year',
      'A;75001;1,234;1.5',
      'B;75001;1.234,5;2',
      'C;75001;(5);1e3',
      'D;75001;12 €;1001',
    ),
  ],
  [
    'reps',
    'when they are there',
    csv(
      'id,postal_code,hired,left,presence',
      'R1,75001,2027-02,2027-13,2027-03=50%',
      'R2,75001,soon,1/6/2027,half',
      'R3,75001,2027-05,2027-04,2027-04=150%',
    ),
    { period: true },
  ],
  [
    'reps',
    'when they are there, without a period',
    csv('id,postal_code,hired,left,presence', 'R1,75001,soon,x,half'),
  ],
  [
    'reps',
    'areas',
    csv(
      'id,postal_code,allowed_zones,excluded_zones,exclusive_zones',
      'R1,75001,department=22|département=29|22|22,departmnt=3,region=',
      'R2,75001,=5,,',
    ),
    { areaColumns: ['department', 'region'] },
  ],
  [
    'reps',
    'areas without columns',
    csv('id,postal_code,allowed_zones', 'R1,75001,department=22'),
    { areaColumns: [] },
  ],
  [
    'reps',
    'numbers beyond',
    csv(
      'id,postal_code,fte,productivity,hours_per_year,max_travel_minutes,cost_per_hour,cost_per_km,g_co2_per_km,target_potential,productivity:a',
      'R1,75001,10,5,8784,10000,100000,1000,10000,1e15,5',
      'R2,75001,10.1,5.1,8785,10001,100001,1001,10001,2e15,5.1',
      'R3,75001,0,0,0,0,0,0,0,0,0',
      'R4,75001,80 %,70%,,,-1,-1,-1,,50 %',
      'R5,75001,x,,,,,,,x,x',
    ),
  ],
  [
    'reps',
    'columns of targets',
    csv(
      'id,postal_code,Objectif CA,target_potential,cible-sites,target_potential,productivité:b,productivity: ,:c',
      'R1,75001,5,6,7,8,0.5,1,2',
    ),
  ],
  [
    'reps',
    'places',
    csv(
      'id,lat,lon,postal_code',
      'R1,48.85,,',
      'R2,x,2.35,',
      'R3,2.35,48.85,',
      'R4,,,Z9',
      'R1,48,2,1000',
      ',48,2,',
    ),
    { zoneIds: new Set(['Z9']) },
  ],
  [
    'reps',
    'what they are',
    csv(
      'id,postal_code,kind,seniority,layer,vehicle,manager_id,segments',
      'R1,75001,Salariée,junior,a|b,Gazole,M1,a;b;a',
      'R2,75001,Agent commercial,,,Kangoo,,"a, b"',
      'R3,75001,CDI,-,,n/a,,',
    ),
    { teams: true },
  ],
  ['reps', 'none', csv('id,postal_code')],
  ['reps', 'none that can be read', csv('id,postal_code', 'R1,75001,more')],
  [
    'reps',
    'points of GeoJSON',
    geojson(point({ id: 'R1', fte: 0.5 }, [2.35, 48.85]), point({ id: 'R1', fte: 11 }, [2.35, 48.85])),
  ],
  [
    'zones',
    'degrees the other way round, two of three',
    geojson(
      zone('A', ring(2, 48, 0.1, true)),
      zone('B', ring(3, 48, 0.1, true)),
      zone('C', ring(4, 48, 0.1)),
      zone('D', null, { lat: 48, lon: 5 }),
    ),
  ],
  [
    'zones',
    'degrees the other way round, one of three',
    geojson(
      zone('A', ring(2, 48, 0.1, true)),
      zone('B', ring(3, 48, 0.1)),
      zone('C', ring(4, 48, 0.1)),
      zone('D', null),
    ),
  ],
  [
    'zones',
    'Lambert-93',
    geojson(zone('A', ring(650_000, 6_860_000, 9000)), zone('B', ring(660_000, 6_860_000, 9000))),
  ],
  [
    'zones',
    'Lambert-93, northing first',
    geojson(zone('A', ring(650_000, 6_860_000, 9000, true)), zone('B', ring(660_000, 6_860_000, 9000, true))),
  ],
  [
    'zones',
    'Web-Mercator',
    geojson(zone('A', ring(261_000, 6_250_000, 9000)), zone('B', ring(270_000, 6_250_000, 9000))),
  ],
  ['zones', 'some grid, all', geojson(zone('A', ring(4000, 4000, 9))), { country: 'DE' }],
  [
    'zones',
    'some grid, one',
    geojson(zone('A', ring(4000, 4000, 9)), zone('B', ring(2, 48, 1)), zone('C', ring(3, 48, 1))),
  ],
  [
    'zones',
    'beyond the poles',
    geojson(zone('A', ring(2, 95, 1)), zone('B', ring(2, 48, 1)), zone('C', ring(3, 48, 1))),
  ],
  [
    'zones',
    'abroad, one',
    geojson(zone('A', ring(20, 48, 1)), zone('B', ring(2, 48, 1)), zone('C', null, { lat: 1, lon: 1 })),
  ],
  ['zones', 'abroad, all', geojson(zone('A', ring(20, 48, 1)), zone('B', ring(21, 48, 1)))],
  [
    'zones',
    'numbers and texts of rows of one id',
    csv(
      'id,lat,lon,population,note,department,region,code',
      'Z1,48,2,10,,,Île-de-France,01',
      'Z1,48.1,2,,b,77,,01',
      'Z1,48.2,2,5,c,75,,02',
      'Z2,47,2,-4,x,75,Centre,03',
      'Z3,46,2,many,x,75,Centre,04',
    ),
    { measures: ['population'] },
  ],
  [
    'zones',
    'neighbors as people write them',
    csv(
      'id,lat,lon,neighbors',
      '1000,46.1,5.3,1090|75010',
      '1090,46.2,5.4,"[""01000"",""75010""]"',
      '75010,48.8,2.3,"1000, 1090 75999"',
      '75020,48.8,2.4,75020',
    ),
  ],
  ['zones', 'INSEE codes keep what they are', csv('code_insee,lat,lon', '1000,46.1,5.3', '1090,46.2,5.4')],
  ['zones', 'numbers that are no codes', csv('id,lat,lon', '1000,1,1', '1090,2,2', '1100,3,3')],
  [
    'zones',
    'codes of Ain without their zero',
    csv('id,lat,lon', '1000,46.1,5.3', '1090,46.2,5.4', '01100,46.3,5.5'),
  ],
  ['zones', 'Corsica by INSEE', csv('id,lat,lon', '2A004,41.9,8.7', '1000,46.1,5.3')],
  ['zones', 'text before the object', 'zones: {"type":"FeatureCollection","features":[]}'],
  ['zones', 'text in the list', '{"type":"FeatureCollection","features":[x]}'],
  ['zones', 'a number', '5'],
  ['zones', 'a list', '[1,2]'],
  ['zones', 'marks before, nothing inside', '\ufeff\ufeff {"type":"FeatureCollection","features":[]} '],
  ['zones', 'something behind', '{"type":"FeatureCollection","features":[]} x'],
  ['zones', 'another object', '{"type":"Feature"}'],
  ['zones', 'nothing', ''],
  [
    'zones',
    'ids of all kinds',
    geojson(
      zone(5, ring(2, 48, 1)),
      zone(null, ring(3, 48, 1)),
      zone(true, ring(4, 48, 1)),
      zone('  ', ring(5, 48, 1)),
      zone({ a: 1 }, ring(6, 48, 1)),
    ),
  ],
  [
    'aliases',
    'mistakes',
    csv(
      'code,postal_code',
      'CEDEX 1,',
      ',1000',
      '1009,1000',
      '01009,01000',
      '01009,01090',
      'Bourg ,01000',
      '__proto__,1',
    ),
  ],
  ['aliases', 'one column', csv('code', '1')],
  [
    'barriers',
    'mistakes',
    csv('zone_a,zone_b', '1000,Ain', '01,29', '0,29', '1000,01000', ',Ain', 'Ain,x', '2951,29510'),
  ],
  [
    'overrides',
    'mistakes',
    csv(
      'zone_id,account_id,rep_id,author,reason,date',
      '1000,,R1,a,b,14/06/2027',
      '1000,,R22,a,b,2027',
      '0109,,R2,,,',
      ',C2,,a,b,soon',
      ',C1,R1,a,b,2027-06',
      '01090,C1,R1,a,b,',
      ',,R1,a,b,',
      ',C22,R1,a,,2027-06-14',
    ),
  ],
  [
    'managers',
    'mistakes',
    csv(
      'id,name,level,postal_code,lat,lon,fte,reports_to',
      'M1,A,area,1000,48,2,1,M2',
      'M1,B,,Z1,48,,0,',
      ',C,,,x,y,11,',
      'M3,,,,90.1,"-180,1","0,5",-',
      'M4,,,,"-90",180,10,',
    ),
  ],
  ['managers', 'none', csv('id,name')],
  ['managers', 'none that can be read', csv('id,name', 'a,b,c')],
  [
    'matrix',
    'mistakes',
    csv(
      'from,to,minutes,km',
      'R1,01000,5,',
      '1000,R1,-5,1',
      'R1,R9,5,5',
      'R1,01000,6,6',
      'R9,R1,x,2',
      ',R1,1,1',
    ),
  ],
  ['matrix', 'nobody that is known', csv('from,to,minutes', 'R8,R9,5')],
  ['matrix', 'other units', csv('from,to,seconds,metres', 'R1,01000,90,1500', '01000,R1,,')],
  ['matrix', 'across', csv('id,R1,R1 km,X', '01000,5,7,1', 'Y,1,1,1')],
  ['matrix', 'too long', csv('from,to,minutes,km', 'R1,01000,100001,200001', '01000,R1,1e9,1')],
];

const plain = (_: string, part: unknown): unknown => {
  if (part instanceof Map) return [...part];
  if (part instanceof Set) return [...part];
  if (ArrayBuffer.isView(part)) return [...(part as Float64Array)];
  return typeof part === 'number' && !Number.isFinite(part) ? String(part) : part;
};

const wordsOf = ({ severity, code, line, column, feature, found, expected, remedy }: Issue): string =>
  `  ${severity} ${code} (${feature ? 'feature' : 'line'} ${line}, ${column}) found ${found}; expected ${expected}; ${remedy}\n`;

it('what is read of a file, or said of it', async () => {
  const all: string[] = [];
  for (const [role, what, text, options = {}] of FILES) {
    const log = new IssueLog();
    const rejects = new RejectLog();
    const source = bytesSource(`${role}.csv`, Buffer.from(text));
    const result = await (READERS[role] as Reader)(source, log, rejects, options).catch((error: unknown) => {
      if (!(error instanceof InputError)) throw error;
      return `refused:\n${error.issues.map(wordsOf).join('')}`;
    });
    const set = [...rejects.rejects()].map(
      ({ line, column, reason, id }) => `  set aside ${line} ${column} [${id}] ${reason}\n`,
    );
    all.push(
      `${role}: ${what}\n`,
      ...log.issues().map(wordsOf),
      ...set,
      typeof result === 'string' ? `  ${result}` : `${lines(result)}\n`,
    );
  }
  await expect(all.join('')).toMatchFileSnapshot('file-words.txt');
});

/** Lists and figures a line each; those in which there is nothing are left out. */
function lines(result: unknown): string {
  const entries = result instanceof Map ? [...result] : Object.entries(result as object);
  return entries
    .map(([key, value]) => [key, JSON.stringify(value, plain)])
    .filter(([, text]) => !/^(?:null|\[(?:(?:""|"NaN"|0|null|\[\]),?)*\])$/.test(text ?? 'null'))
    .map(([key, text]) => `  ${key} ${text}\n`)
    .join('');
}
