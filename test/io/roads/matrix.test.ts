import { expect, it } from 'vitest';
import { IssueLog } from '../../../src/io/issues.ts';
import { readMatrix } from '../../../src/io/roads/matrix.ts';
import { makeResolver } from '../../../src/io/roads/resolver.ts';
import { writeRoads } from '../../../src/io/roads/write-roads.ts';
import { bytesSource } from '../../../src/io/source.ts';
import type { RoadAnswers } from '../../../src/model/roads.ts';
import { pairsOf } from './road-network.ts';

const R1 = { lat: 48.117266, lon: -1.677793 };
const R2 = { lat: 48.39, lon: -4.486 };
const Z1 = { lat: 48.2, lon: -1.5 };
const Z2 = { lat: 46.2, lon: 5.2 };
const A1 = { lat: 47.9, lon: -2.1 };
const PLACES = [R1, R2, Z1, Z2, A1];

const RESOLVER = makeResolver(
  {
    rep: new Map([
      ['R1', R1],
      ['R2', R2],
      ['X', R1],
      ['__proto__', R2],
      ['=cmd|x', R2],
    ]),
    zone: new Map([
      ['35000', Z1],
      ['01000', Z2],
      ['X', Z1],
    ]),
    account: new Map([
      ['A1', A1],
      ['A2', { ...A1 }],
      ['R1', { ...R1 }],
    ]),
  },
  'FR',
);

async function read(text: string | Uint8Array) {
  const log = new IssueLog();
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const roads = await readMatrix(bytesSource('dir/roads.csv', bytes), RESOLVER, log);
  const said = log
    .issues()
    .filter(({ severity }) => severity !== 'info')
    .map(({ severity, code, line, column }) => `${severity} ${line}:${column}:${code}`);
  /** minutes and km between two of PLACES */
  const between = async (a: number, b: number) => {
    const { minutes, km } = await roads.ask(pairsOf(PLACES, [[a, b]]));
    return [minutes[0], km[0]];
  };
  return { roads, log, said, between };
}

it('long: ids of reps, zones and accounts, each way by itself', async () => {
  const { roads, said, between } = await read(
    'from,to,minutes,km\nR1,35000,12.5,10.25\n35000,R1,14,10.5\nrep:X,1000,300,\nA1,zone:X,20,15\nR2,A1,,\n',
  );
  expect(said).toEqual([]);
  expect(await between(0, 2)).toEqual([12.5, 10.25]);
  expect(await between(2, 0)).toEqual([14, 10.5]);
  // a spreadsheet took the zero of 01000; no km are NaN
  expect(await between(0, 3)).toEqual([300, Number.NaN]);
  expect(await between(4, 2)).toEqual([20, 15]);
  expect(await between(2, 2)).toEqual([0, 0]);
  // a pair that is listed without a time has no road; one that is not listed is not known
  expect(await between(1, 4)).toEqual([Number.NaN, Number.NaN]);
  expect(await between(1, 0)).toEqual([Number.NaN, Number.NaN]);
  expect(await between(1, 0)).toEqual([Number.NaN, Number.NaN]);
  expect(roads.gaps()).toEqual({ absent: 1, noRoad: 1, offRoad: 0 });
  expect(roads.input).toMatchObject({ file: 'roads.csv', rows: 5, accepted: 5, rejected: 0 });
  expect(roads.input.sha256).toMatch(/^[0-9a-f]{64}$/);
});

it('French: names, semicolons, decimal commas, Windows-1252, thousands', async () => {
  const text = 'Origine;Destination;Durée (min);Distance km\nR1;35000;12,5;1 010,25\nR1;01000;1,234;1,5\n';
  const { said, between } = await read(Buffer.from(text, 'latin1'));
  expect(said).toEqual([]);
  expect(await between(0, 2)).toEqual([12.5, 1010.25]);
  expect(await between(0, 3)).toEqual([1.234, 1.5]);
  // 1,234 among decimal points is a thousand
  const english = await read('from;to;minutes;km\nR1;35000;1,234;10.5\nR1;01000;12.5;1,234\n');
  expect(await english.between(0, 2)).toEqual([1234, 10.5]);
  expect(await english.between(0, 3)).toEqual([12.5, 1234]);
});

it('seconds and metres where the names say so, and no guess where they do not', async () => {
  const { said, between } = await read(
    'origin_id,destination_id,duration_s,distance_m\nR1,35000,750.6,10250\n',
  );
  expect(said).toEqual([]);
  expect(await between(0, 2)).toEqual([12.51, 10.25]);
  expect((await read('from,to,duration,distance\nR1,35000,750,10\n')).said).toEqual([
    'warning null:distance:road-unit',
    'error null:duration:road-unit',
  ]);
  expect((await read('from,minutes\nR1,7\n')).said).toEqual(['error null:from:missing-column']);
  expect((await read('from,to\nR1,35000\n')).said).toEqual(['error null:minutes:missing-column']);
});

it('coordinates instead of ids, or for ids that nobody has', async () => {
  const { said, between } = await read(
    'from_lat;from_lon;to_lat;to_lon;minutes\n48,11727;-1,67779;48,2;-1,5;12,5\n48,39;-4,486;47,9;-2,1;99\n91;0;0;0;1\n',
  );
  expect(said).toEqual(['error 4:from_lat:bad-road-figure']);
  expect(await between(0, 2)).toEqual([12.5, Number.NaN]);
  expect(await between(1, 4)).toEqual([99, Number.NaN]);
});

it('wide: origins down, destinations across, km beside', async () => {
  const { said, between, roads } = await read(
    ',R1,R1 km,R2,km R2,35000\n35000,12.5,10.25,150,160,0\nA1,30,25,,,\n',
  );
  expect(said).toEqual([]);
  expect(await between(2, 0)).toEqual([12.5, 10.25]);
  expect(await between(2, 1)).toEqual([150, 160]);
  expect(await between(4, 1)).toEqual([Number.NaN, Number.NaN]);
  expect(roads.gaps()).toEqual({ absent: 1, noRoad: 0, offRoad: 0 });
  const alone = await read('id;R1;R2\n35000;12,5;150\n');
  expect(await alone.between(2, 0)).toEqual([12.5, Number.NaN]);
  expect((await read('id,R1,R2 km,R1\n35000,1,2,3\n')).said).toContain('error null:R2 km:missing-column');
  expect((await read('id,R1,R2,R1\n35000,1,2,3\n')).said).toContain('error null:R1:contradicting-roads');
});

it('names every wrong cell, and those names that nobody has once', async () => {
  const { said, log, roads } = await read(
    [
      'from,to,minutes,km',
      'R1,35000,-5,1',
      'R1,01000,10001,1',
      'R1,A1,soon,1',
      'R2,35000,5,-1',
      'R2,01000,5,99999',
      '=HYPERLINK("x"),R1,5,1',
      '<b>,R1,5,1',
      '../x,R1,5,1',
      `${'x'.repeat(200_000)},R1,5,1`,
      'X,R1,5,1',
      'X,R2,5,1',
      ',R1,5,1',
      'R2,A1,7,5',
      'R2,A1,7,5',
      'R2,A1,9,5',
      'R2,A2,30,20',
      '__proto__,R1,8,6',
      '',
    ].join('\n'),
  );
  expect(said).toEqual([
    'error 2:minutes:bad-road-figure',
    'error 3:minutes:bad-road-figure',
    'error 4:minutes:bad-road-figure',
    'error 5:km:bad-road-figure',
    'error 6:km:bad-road-figure',
    'warning 7:from:unknown-road-name',
    'error 11:from:ambiguous-road-name',
    'error 13:from:missing-road-name',
    'error 16:minutes:contradicting-roads',
    // A1 and A2 are one place: two times for it are not the file's mistake
    'warning 17:minutes:roads-of-one-place',
  ]);
  const [unknown] = log.issues().filter(({ code }) => code === 'unknown-road-name');
  expect(unknown?.found).toMatch(/^4 names of no rep, zone or account: "=HYPERLINK/);
  expect(unknown?.found.length).toBeLessThan(300);
  const [ambiguous] = log.issues().filter(({ code }) => code === 'ambiguous-road-name');
  expect(ambiguous?.remedy).toBe('write "rep:X" or "zone:X" everywhere');
  expect(roads.input).toMatchObject({ rows: 17, accepted: 4, rejected: 13 });
  // a matrix of nobody's names is the wrong file
  expect((await read('from,to,minutes\nfoo,bar,5\n')).said).toEqual([
    'error null:null:unknown-road-name',
    'warning 2:from:unknown-road-name',
  ]);
});

it('files that are no CSV are refused as what they are', async () => {
  await expect(read('{"durations": [[0, 1]]}')).rejects.toThrow('found JSON');
  await expect(read('PK\u0003\u0004\u0014\u0000')).rejects.toThrow('workbook');
  await expect(read('')).rejects.toThrow('empty-file');
});

it('what a server said comes back from roads.csv to the last bit', async () => {
  const pairs = pairsOf(PLACES, [
    [2, 0],
    [0, 2],
    [0, 3],
    [1, 4],
    [1, 0],
    [0, 2],
  ]);
  const answers = {
    minutes: Float64Array.from([12.34, 0.1, 1234.5, Number.NaN, 77, 0.1]),
    km: Float64Array.from([10.01, 0.05, 1000, Number.NaN, Number.NaN, 0.05]),
  };
  const names = ['rep:R1', '=cmd|x', '35000', '01000', 'A1'];
  const rows = (of: RoadAnswers) => ({
    from: Array.from(pairs.from, point => names[point] as string),
    to: Array.from(pairs.to, point => names[point] as string),
    ...of,
  });
  const text = [...writeRoads(rows(answers))].join('');
  expect(text).toBe(
    "from,to,minutes,km\n35000,rep:R1,12.34,10.01\n'=cmd|x,A1,,\n'=cmd|x,rep:R1,77.00,\nrep:R1,01000,1234.50,1000.00\nrep:R1,35000,0.10,0.05\n",
  );
  const { roads, said } = await read(text);
  expect(said).toEqual([]);
  expect(await roads.ask(pairs)).toEqual(answers);
  expect([...writeRoads(rows(await roads.ask(pairs)))].join('')).toBe(text);
});
