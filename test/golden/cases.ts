// What is run to tell whether the program writes the same bytes: every fixture, and every command that writes a directory.
// Efforts are low, for each case runs under several versions of Node; what a longer search does is the same code for longer.

import { join } from 'node:path';

export interface GoldenCase {
  readonly name: string;
  /** command lines, in order; `OUT` stands for a folder of the case's own, `FIXTURES` for the fixtures */
  readonly runs: readonly (readonly string[])[];
}

const inputs = (fixture: string, zones = 'zones.geojson', suffix = '') => [
  ...['--accounts', `FIXTURES/${fixture}/accounts${suffix}.csv`],
  ...['--reps', `FIXTURES/${fixture}/reps${suffix}.csv`],
  ...['--zones', `FIXTURES/${fixture}/${zones}`],
];
const bretagne = inputs('bretagne');
const config = (fixture: string, file = 'sectorize.yaml') => ['--config', `FIXTURES/${fixture}/${file}`];
const plan = (options: readonly string[], out = 'plan') => ['plan', ...options, '--out', `OUT/${out}`];

export const CASES: readonly GoldenCase[] = [
  { name: 'tiny', runs: [plan(inputs('tiny'))] },
  { name: 'tiny, proven', runs: [plan([...inputs('tiny'), '--effort', 'fast', '--exact'])] },
  {
    name: 'bretagne, workbook and pictures',
    runs: [plan([...bretagne, '--effort', 'fast', '--xlsx', '--png', '400', '--lang', 'fr'])],
  },
  {
    name: 'bretagne by road, with levels, budgets and rules',
    runs: [
      plan([
        ...bretagne,
        ...['--effort', 'fast', '--roads', 'FIXTURES/roads/roads.csv', '--profile', 'excel-fr'],
        ...['--level', 'area=3', '--max-moved', '20%:revenue', '--budget', 'travel_hours=2500@2'],
      ]),
    ],
  },
  {
    name: 'bretagne, free centers, then revised, compared, toured and exported',
    runs: [
      plan([...bretagne, '--effort', 'fast', '--centers', 'free', '--objective', 'compactness'], 'first'),
      plan([...bretagne, '--effort', 'fast', '--from', 'OUT/first'], 'second'),
      ['compare', 'OUT/first', 'OUT/second', '--format', 'html', '--out', 'OUT/compare.html'],
      ['tours', 'OUT/second', ...bretagne, '--effort', 'fast'],
      ['export', 'kml', '--plan', 'OUT/second', '--out', 'OUT/kml'],
    ],
  },
  {
    name: 'ain-excel',
    runs: [plan([...inputs('ain-excel', 'zones-excel.csv', '-excel'), '--effort', 'fast'])],
  },
  { name: 'us-counties', runs: [plan([...inputs('us-counties'), '--effort', 'fast', '--country', 'US'])] },
  { name: 'layers', runs: [plan([...config('layers'), '--effort', 'fast'])] },
  { name: 'industry', runs: [plan(config('use-cases/industry'))] },
  {
    name: 'field service',
    runs: [
      plan([...config('use-cases/field-service'), '--reps', 'FIXTURES/use-cases/field-service/reps-12.csv']),
    ],
  },
  { name: 'saas', runs: [plan(config('use-cases/saas'))] },
  {
    name: 'a sweep and a size of bretagne',
    runs: [
      [
        'sweep',
        ...bretagne,
        '--effort',
        'fast',
        '--no-diagnosis',
        '--vary',
        'stickiness=0,2',
        '--out',
        'OUT/sweep',
      ],
      ['size', ...bretagne, '--from', '10', '--to', '10', '--out', 'OUT/size.csv'],
    ],
  },
  { name: 'france', runs: [plan([...inputs('france', 'zones.csv'), '--effort', 'fast', '--no-diagnosis'])] },
];

/** The command lines of a case, in a folder of its own; each names a language, for that of the environment would count. */
export function commandLines({ runs }: GoldenCase, out: string, fixtures: string): string[][] {
  const place = (word: string) => word.replace(/^OUT(?=\/)/, out).replace(/^FIXTURES(?=\/)/, fixtures);
  const spoken = (words: readonly string[]) =>
    words.includes('--lang') ? words : [...words, '--lang', 'en'];
  return runs.map(words => spoken(words).map(place));
}

export const GOLDEN_FILE = join(import.meta.dirname, 'golden.json');
