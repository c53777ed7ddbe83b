// Tables that are made while a module is loaded, made once more in the test: what they say is held against the files that were
// written of them, or kept for somebody to read when it changes.

import { readFileSync } from 'node:fs';
import { beforeEach, expect, it, vi } from 'vitest';

beforeEach(() => {
  vi.resetModules();
});

const list = (words: Iterable<string>) => [...words].join(' | ');

it('the schema of the configuration is that of sectorize.schema.json', async () => {
  const { configurationSchema } = await import('../../src/io/config-shape.ts');
  expect(configurationSchema()).toEqual(JSON.parse(readFileSync('sectorize.schema.json', 'utf8')));
});

it('which names of columns are read as which field', async () => {
  const { ACCOUNT_FIELDS, REP_FIELDS, ZONE_FIELDS } = await import('../../src/io/fields.ts');
  const { ALIAS_FIELDS } = await import('../../src/io/aliases.ts');
  const { BARRIER_FIELDS } = await import('../../src/io/barriers.ts');
  const { MANAGER_FIELDS } = await import('../../src/io/managers.ts');
  const inputs = Object.entries({
    accounts: ACCOUNT_FIELDS,
    reps: REP_FIELDS,
    zones: ZONE_FIELDS,
    aliases: ALIAS_FIELDS,
    barriers: BARRIER_FIELDS,
    managers: MANAGER_FIELDS,
  });
  const said = inputs.map(([input, fields]) =>
    [
      `${input}\n`,
      ...fields.map(
        ({ name, required, synonyms }) => `  ${name}${required ? ' (required)' : ''}: ${list(synonyms)}\n`,
      ),
    ].join(''),
  );
  await expect(said.join('\n')).toMatchFileSnapshot('field-names.txt');
});

it('which words are read as which vehicle, measure, cadence and mark of CSV files', async () => {
  const { vehicleName } = await import('../../src/io/vehicle-words.ts');
  const { canonicalMeasure } = await import('../../src/io/synonyms.ts');
  const dialect = await import('../../src/io/csv-dialect-words.ts');
  const { PROFILES, PROFILE_NAMES } = await import('../../src/io/csv-write.ts');
  const { KNOWN_COUNTRIES, inCountry } = await import('../../src/io/countries.ts');
  const { FORMULA_SIGNS } = await import('../../src/io/expression.ts');
  const read = (words: string, of: (word: string) => unknown) =>
    words.split('|').map(word => `  ${word.trim()}: ${JSON.stringify(of(word.trim()))}\n`);
  const vehicles = `essence|SP-95|sans plomb|Gasoline car|Gazole|b7|véhicule léger|company car|ICE|hybride|mild hybrid|PHEV|
    Hybride rechargeable|ve|100 % électrique|VUL|fourgonnette|delivery van|e-van|utilitaire électrique|grosse moto|moto > 125|
    scooteur|moto 125|TER|train|vélo|à pied|none|Kangoo|`;
  const measures =
    'charge|Heures|hours|Workload|comptes|clients|CA|chiffre d’affaires|potentiel|Nb visites|beds|x y';
  const places = [
    [48.9, 2.3],
    [42.3, 9.2],
    [52.5, 13.4],
    [50.8, 4.4],
    [46.2, 6.1],
    [49.6, 6.1],
    [40.4, -3.7],
    [38.7, -9.1],
    [41.9, 12.5],
    [51.5, -0.1],
    [52.4, 4.9],
    [48.2, 16.4],
    [40.7, -74],
    [21.3, -157.8],
    [61.2, -149.9],
    [18.4, -66.1],
    [13.4, 144.8],
    [7.3, 134.5],
    [-14.3, -170.7],
    [16.2, -61.5],
    [-21.1, 55.5],
    [4.9, -52.3],
    [0, 0],
  ] as const;
  const said = [
    'vehicles\n',
    ...read(vehicles, word => vehicleName(word)),
    'measures\n',
    ...read(measures, word => canonicalMeasure(word)),
    'delimiters\n',
    ...[...dialect.DELIMITER_NAMES, ' TAB ', 'Semicolon', 'space', ''].map(
      word => `  ${JSON.stringify(word)}: ${JSON.stringify(dialect.delimiterOf(word))}\n`,
    ),
    `  ${dialect.DELIMITER_WORDS}\n`,
    'decimal marks\n',
    ...[...dialect.DECIMAL_NAMES, ' Comma ', ';', ''].map(
      word => `  ${JSON.stringify(word)}: ${JSON.stringify(dialect.decimalOf(word))}\n`,
    ),
    `  ${dialect.DECIMAL_WORDS}\n`,
    'profiles\n',
    ...PROFILE_NAMES.map(name => `  ${name} ${JSON.stringify(PROFILES[name])}\n`),
    'signs of formulas\n',
    `  ${FORMULA_SIGNS}\n`,
    'which countries a place may be in\n',
    ...places.map(
      ([lat, lon]) =>
        `  ${lat}, ${lon}: ${KNOWN_COUNTRIES.filter(country => inCountry(country, lat, lon)).join(' ')}\n`,
    ),
  ];
  await expect(said.join('')).toMatchFileSnapshot('read-words.txt');
});

/** Runs of whole degrees one way at every tenth of a degree the other way; what is alike is said once. */
function bands(most: number, across: number, isIn: (at: number, degree: number) => boolean): string {
  const said: string[] = [];
  let before = '';
  for (let tenth = -10 * most; tenth <= 10 * most; tenth++) {
    let runs = '';
    let inside = false;
    for (let degree = -across; degree <= across + 1; degree++) {
      const now = degree <= across && isIn(tenth / 10, degree);
      if (now !== inside) runs += now ? ` ${degree}` : `…${degree - 1}`;
      inside = now;
    }
    if (runs !== before) said.push(`    ${tenth / 10}:${runs || ' –'}\n`);
    before = runs;
  }
  return said.join('');
}

it('the boxes of the countries, to a tenth of a degree', async () => {
  const { KNOWN_COUNTRIES, inCountry } = await import('../../src/io/countries.ts');
  const said = KNOWN_COUNTRIES.map(country => {
    const isIn = (lat: number, lon: number) => inCountry(country, lat, lon) === true;
    const byLon = bands(180, 90, (lon, lat) => isIn(lat, lon));
    return `${country}\n  latitudes\n${bands(90, 180, isIn)}  longitudes\n${byLon}`;
  });
  await expect(said.join('')).toMatchFileSnapshot('country-boxes.txt');
});
