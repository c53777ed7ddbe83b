// What reads a written plan, and the changes of a plan's files that it meets.

import fc from 'fast-check';
import { bytes, type Case, type Command } from './case.ts';
import { damaged } from './mutate-bytes.ts';
import { changedCsv } from './mutate-csv.ts';
import { changedJson } from './mutate-json.ts';
import { anyName } from './tokens.ts';

type Files = Case['files'];

const ASKED = ['zone', 'account', 'rep', 'sector'];
const FORMATS = ['kml', 'geojson', 'topojson', 'salesforce', 'hubspot', 'dynamics'];
export const configured = ['--config', 'sectorize.yaml'];

/** Everything that reads a written plan. */
export const readers: fc.Arbitrary<readonly Command[]> = fc.oneof(
  { weight: 6, arbitrary: fc.constant([{ argv: ['verify', 'plan', ...configured], writes: [] }]) },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      [{ argv: ['compare', 'other', 'plan'], writes: [] }],
      [
        {
          argv: [
            'compare',
            'plan',
            '--format',
            'html',
            '--out',
            'c.html',
            '--moves',
            'm.csv',
            '--lang',
            'fr',
          ],
          writes: ['c.html', 'm.csv'],
        },
      ],
      [{ argv: ['compare', 'plan', 'other', '--format', 'markdown'], writes: [] }],
    ),
  },
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...ASKED),
        fc.oneof(fc.constantFrom('A1', 'A1-1', 'R1'), anyName),
        fc.constantFrom('en', 'fr'),
      )
      .map(([kind, id, lang]) => [
        { argv: ['explain', '--plan', 'plan', '--lang', lang, kind, '--', id], writes: [] },
      ]),
  },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(...FORMATS)
      .map(format => [
        { argv: ['export', format, '--plan', 'plan', '--out', 'ex', '--reps', 'reps.csv'], writes: ['ex/'] },
      ]),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      [{ argv: ['history', '.'], writes: [] }],
      [{ argv: ['history', 'plan', '--format', 'csv', '--lang', 'fr'], writes: [] }],
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constant([
      {
        argv: ['approve', 'plan', '--by', 'M. Dupont', '--on', '2027-01-15', ...configured],
        writes: ['plan/'],
      },
    ]),
  },
  {
    weight: 1,
    arbitrary: fc.constant([
      { argv: ['pack', 'plan', '--out', 'packed', ...configured], writes: ['packed/'] },
    ]),
  },
  {
    weight: 1,
    arbitrary: fc.constant([
      { argv: ['tours', 'plan', '--period', 'week', '--effort', 'fast', ...configured], writes: ['plan/'] },
    ]),
  },
  {
    weight: 1,
    arbitrary: fc.constant([
      {
        argv: ['plan', ...configured, '--from', 'plan', '--no-diagnosis', '--no-replan', '--out', 'out'],
        writes: ['out/'],
      },
    ]),
  },
);

export const layerReaders: fc.Arbitrary<readonly Command[]> = fc.oneof(
  fc.constant([{ argv: ['verify', 'plan', '--config', 'layers.yaml'], writes: [] }]),
  fc.constant([{ argv: ['compare', 'plan'], writes: [] }]),
  fc
    .constantFrom('A1', 'A1-1', '__proto__')
    .map(id => [{ argv: ['explain', 'zone', id, '--plan', 'plan'], writes: [] }]),
  fc
    .constantFrom(...FORMATS)
    .map(format => [{ argv: ['export', format, '--plan', 'plan', '--out', 'ex'], writes: ['ex/'] }]),
  fc.constant([{ argv: ['history', '.'], writes: [] }]),
);

/** A change of one or two files of a plan, in the way that fits each. */
export function changedPlan(base: ReadonlyMap<string, Uint8Array>, below: RegExp): fc.Arbitrary<Files> {
  const paths = [...base.keys()].filter(
    path => below.test(path) && /\.(?:json|csv|geojson|md|ics)$/.test(path),
  );
  // those that every reader reads come up more often
  const often = paths.filter(path =>
    /(?:plan|kpis|model|tours|sweep|result)\.json$|zones\.csv$|accounts\.csv$/.test(path),
  );
  const one = fc.constantFrom(...paths, ...often, ...often, ...often).chain(path => {
    const content = base.get(path) as Uint8Array;
    const text = Buffer.from(content).toString('utf8');
    const changed = /json$/.test(path)
      ? changedJson(text).map(bytes)
      : path.endsWith('.csv')
        ? changedCsv(text)
        : damaged([content]);
    return fc
      .oneof(
        { weight: 6, arbitrary: changed as fc.Arbitrary<Uint8Array | null> },
        { weight: 2, arbitrary: damaged([content]) },
        { weight: 1, arbitrary: fc.constant(null) },
      )
      .map(file => [path, file] as const);
  });
  return fc.array(one, { minLength: 1, maxLength: 2 }).map(list => Object.fromEntries(list));
}
