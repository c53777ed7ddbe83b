// Files that are large in one way only: a cell of megabytes, a hundred thousand columns, brackets in brackets. What is
// linear in their size is done in seconds; what is not shows as a hang.

import fc from 'fast-check';
import { INPUT_ARGS } from './bases.ts';
import { bytes, type Case } from './case.ts';

const MB = 1 << 20;
const repeat = (text: string, length: number) => text.repeat(Math.max(1, Math.ceil(length / text.length)));

const HEAD = 'id,name,postal_code,potential,rep_id\n';
const FILL = [
  'x',
  '"',
  '""',
  '\n',
  '\r',
  ',',
  ' ',
  ';',
  '=',
  '\u0000',
  '\u001b[31m',
  'é',
  '🦄',
  "'",
  '0',
  '\\',
  '<',
  '{',
  '[',
  '.',
  '1,',
  'a b ',
  '/',
  '-',
  '\u202e',
  '"\n',
  '"x",',
];

const square = [
  [2, 46],
  [2.1, 46],
  [2.1, 46.1],
  [2, 46.1],
  [2, 46],
];
const feature = (geometry: string, properties = '{"id":"A1"}') =>
  `{"type":"Feature","properties":${properties},"geometry":${geometry}}`;
const collection = (list: string) => `{"type":"FeatureCollection","features":[${list}]}`;

type Maker = (n: number, fill: string) => readonly [file: string, text: string];

/** each makes a file of about n characters */
const MAKERS: readonly Maker[] = [
  (n, fill) => ['accounts.csv', `${HEAD}1,${repeat(fill, n)},A1,1,R1\n`],
  (n, fill) => ['accounts.csv', `${HEAD}1,"${repeat(fill, n).replaceAll('"', '""')}",A1,1,R1\n`],
  (n, fill) => ['accounts.csv', `${HEAD}1,"${repeat(fill, n)}`],
  (n, fill) => ['accounts.csv', `${HEAD}1,a,A1,${repeat(fill, n)},R1\n`],
  (n, fill) => ['accounts.csv', `${HEAD}${repeat(fill, n)},a,A1,1,R1\n`],
  (n, fill) => ['accounts.csv', `${HEAD}1,a,${repeat(fill, n)},1,R1\n`],
  (n, fill) => ['accounts.csv', `id,${repeat(fill, n)},postal_code\n1,2,A1\n`],
  n => [
    'accounts.csv',
    `id,${Array.from({ length: n / 10 }, (_, i) => `c${i}`).join(',')}\n1${','.repeat(n / 10)}\n`,
  ],
  n => ['accounts.csv', `id${',x'.repeat(n / 2)}\n1${',2'.repeat(n / 2)}\n`],
  n => ['accounts.csv', `${HEAD}${'"'.repeat(n)}\n`],
  n => ['accounts.csv', `${HEAD}${'"\n'.repeat(n / 2)}`],
  n => ['accounts.csv', `${HEAD}${'1,"a\n'.repeat(n / 5)}`],
  n => ['accounts.csv', '\n'.repeat(n)],
  n => ['accounts.csv', `${HEAD}${Array.from({ length: n / 30 }, () => '1,a,A1,1,R1').join('\n')}`],
  n => ['accounts.csv', `${HEAD}${Array.from({ length: n / 30 }, (_, i) => `${i},a,XX,nope,R9`).join('\n')}`],
  n => [
    'reps.csv',
    `id,postal_code\n${Array.from({ length: Math.min(n / 20, 5000) }, (_, i) => `R${i},A1`).join('\n')}`,
  ],
  (n, fill) => ['reps.csv', `id,name,postal_code\nR1,${repeat(fill, n)},A1\n`],
  (n, fill) => [
    'zones.geojson',
    collection(
      feature(
        JSON.stringify({ type: 'Polygon', coordinates: [square] }),
        JSON.stringify({ id: 'A1', name: repeat(fill, n) }),
      ),
    ),
  ],
  (n, fill) => [
    'zones.geojson',
    collection(
      feature(
        JSON.stringify({ type: 'Polygon', coordinates: [square] }),
        JSON.stringify({ id: repeat(fill, n) }),
      ),
    ),
  ],
  n => [
    'zones.geojson',
    collection(
      feature(
        JSON.stringify({ type: 'Polygon', coordinates: [square] }),
        JSON.stringify(Object.fromEntries(Array.from({ length: n / 12 }, (_, i) => [`c${i}`, 1]))),
      ),
    ),
  ],
  n => [
    'zones.geojson',
    collection(
      feature(
        `${'{"type":"GeometryCollection","geometries":['.repeat(n / 50)}{"type":"Point","coordinates":[2,46]}${']}'.repeat(n / 50)}`,
      ),
    ),
  ],
  n => ['zones.geojson', '['.repeat(n)],
  n => ['zones.geojson', `${'['.repeat(n / 2)}${']'.repeat(n / 2)}`],
  n => ['zones.geojson', `${'{"a":'.repeat(n / 6)}1${'}'.repeat(n / 6)}`],
  n => [
    'zones.geojson',
    collection(feature(`{"type":"Polygon","coordinates":${'['.repeat(n / 2)}${']'.repeat(n / 2)}}`)),
  ],
  n => [
    'zones.geojson',
    collection(feature('null', `{"id":"A1","x":${'['.repeat(n / 2)}${']'.repeat(n / 2)}}`)),
  ],
  n => [
    'zones.geojson',
    collection(
      Array.from({ length: n / 100 }, (_, i) =>
        feature('{"type":"Point","coordinates":[2,46]}', `{"id":"Z${i}"}`),
      ).join(','),
    ),
  ],
  n => [
    'zones.geojson',
    `${Array.from({ length: n / 100 }, (_, i) => feature('{"type":"Point","coordinates":[2,46]}', `{"id":"Z${i}"}`)).join('\n')}\n{`,
  ],
  n => [
    'zones.geojson',
    collection(
      feature(
        JSON.stringify({
          type: 'Polygon',
          coordinates: [
            Array.from({ length: n / 40 }, (_, i) => [2 + (i % 7) / 10, 46 + ((i * 3) % 11) / 10]),
          ],
        }),
      ),
    ),
  ],
  n => [
    'zones.geojson',
    collection(
      feature(
        JSON.stringify({ type: 'Polygon', coordinates: [Array.from({ length: n / 40 }, () => [2, 46])] }),
      ),
    ),
  ],
  n => [
    'zones.geojson',
    collection(
      feature(
        JSON.stringify({
          type: 'MultiPolygon',
          coordinates: Array.from({ length: n / 100 }, () => [square]),
        }),
      ),
    ),
  ],
  n => [
    'zones.geojson',
    collection(
      feature(
        JSON.stringify({
          type: 'Polygon',
          coordinates: [square, ...Array.from({ length: n / 100 }, () => square)],
        }),
      ),
    ),
  ],
  n => [
    'zones.geojson',
    `{"type":"Topology","objects":{"z":${'{"type":"GeometryCollection","geometries":['.repeat(n / 50)}${']}'.repeat(n / 50)}},"arcs":[]}`,
  ],
  n => [
    'zones.geojson',
    `{"type":"Topology","objects":{"z":{"type":"GeometryCollection","geometries":[{"type":"Polygon","id":"a","arcs":[[${'0,'.repeat(n / 2)}0]]}]}},"arcs":[[[0,0],[1,1]]]}`,
  ],
  n => ['zones.geojson', `{"type":"FeatureCollection","features":[],"x":"${'\\u0000'.repeat(n / 6)}`],
  n => ['zones.geojson', `"${'x'.repeat(n)}`],
  n => ['zones.geojson', ` ${' '.repeat(n)}{`],
  n => [
    'zones.geojson',
    `id,lat,lon\n${Array.from({ length: Math.min(n / 20, 3000) }, (_, i) => `Z${i},46,2`).join('\n')}`,
  ],
  n => ['sectorize.yaml', `a: ${'['.repeat(n)}`],
  n => [
    'sectorize.yaml',
    `${Array.from({ length: Math.min(n / 40, 500) }, (_, i) => `${' '.repeat(i)}a:`).join('\n')}\n`,
  ],
  (n, fill) => ['sectorize.yaml', `effort: "${repeat(fill, n).replaceAll('\\', '').replaceAll('"', '')}"\n`],
  n => ['sectorize.yaml', Array.from({ length: n / 10 }, (_, i) => `k${i}: 1`).join('\n')],
  n => ['sectorize.yaml', `a: &a [1]\nb: [${'*a,'.repeat(n / 3)}*a]\n`],
  n => ['sectorize.yaml', `accounts: accounts.csv\npotential: ${'('.repeat(n)}1${')'.repeat(n)}\n`],
  n => ['sectorize.yaml', `accounts: accounts.csv\npotential: ${'1+'.repeat(n / 2)}1\n`],
  n => ['sectorize.yaml', `accounts: accounts.csv\npotential: ${'-'.repeat(n)}1\n`],
];

const commands: Readonly<Record<string, Case['commands']>> = {
  'accounts.csv': [{ argv: ['check', ...INPUT_ARGS], writes: ['rejects.csv'] }],
  'reps.csv': [{ argv: ['check', ...INPUT_ARGS], writes: ['rejects.csv'] }],
  'zones.geojson': [{ argv: ['check', ...INPUT_ARGS], writes: ['rejects.csv'] }],
  'sectorize.yaml': [{ argv: ['check', '--config', 'sectorize.yaml'], writes: ['rejects.csv'] }],
};

/** All of them at their largest, for tests that want each once. */
export const EXTREMES = MAKERS.length;

export function extreme(which: number, length: number, fill: string): Case {
  const [file, text] = (MAKERS[which] as Maker)(length, fill);
  return {
    family: 'extremes',
    base: 'inputs',
    files: { [file]: bytes(text) },
    commands: commands[file] as Case['commands'],
    limit: 60_000,
  };
}

export const extremes: fc.Arbitrary<Case> = fc
  .tuple(
    fc.nat(EXTREMES - 1),
    fc.constantFrom(0.02 * MB, 0.2 * MB, MB, 4 * MB, 10 * MB),
    fc.constantFrom(...FILL),
  )
  .map(([which, length, fill]) => extreme(which, Math.round(length), fill));
