// Configurations made from their own JSON Schema: what it allows, with some of it bent, so that every key meets every kind
// of value without a list of keys that grows old.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { bytes } from './case.ts';
import { anyJson, anyName } from './tokens.ts';

type Schema = Readonly<Record<string, unknown>>;

const SCHEMA = JSON.parse(
  readFileSync(new URL('../../sectorize.schema.json', import.meta.url), 'utf8'),
) as Schema;
const ROOT = SCHEMA.properties as Readonly<Record<string, Schema>>;

function ofType(type: string, schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const least = Number(schema.minimum ?? schema.exclusiveMinimum ?? -5);
  const most = Number(schema.maximum ?? schema.exclusiveMaximum ?? Math.max(least, 0) + 50);
  switch (type) {
    case 'integer':
      return fc.integer({ min: Math.ceil(least), max: Math.max(Math.ceil(least), Math.floor(most)) });
    case 'number':
      return fc
        .double({ min: least, max: Math.max(least, most), noNaN: true })
        .map(v => Number(v.toPrecision(3)));
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'array':
      return fc.array(schema.items ? arbitraryOf(schema.items as Schema, depth + 1) : anyJson, {
        maxLength: 3,
      });
    case 'object':
      return objectOf(schema, depth);
    default:
      return fc.constantFrom(
        '10%',
        '1',
        '08:00',
        '2027-01-04',
        'potential',
        'workload',
        'R1',
        'A1',
        'segment',
        'a, b',
        '60 12:00-14:00',
        'zones.geojson',
        '>=1',
        '*',
        '15 min',
        'mon-fri',
        'yes',
      );
  }
}

function objectOf(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const known = Object.entries((schema.properties ?? {}) as Record<string, Schema>);
  const free = schema.additionalProperties;
  if (depth > 6) return fc.constant({});
  const some = fc.record(
    Object.fromEntries(known.map(([key, value]) => [key, arbitraryOf(value, depth + 1)])),
    {
      requiredKeys: ((schema.required ?? []) as string[]).filter(key => known.some(([name]) => name === key)),
    },
  );
  if (typeof free !== 'object' || free === null) return some;
  const more = fc.dictionary(
    fc.oneof(fc.constantFrom('potential', 'workload', 'segment', 'x', '2', 'revenue'), anyName),
    arbitraryOf(free as Schema, depth + 1),
    { maxKeys: 3 },
  );
  return fc.tuple(some, more).map(([a, b]) => ({ ...(a as object), ...b }));
}

function arbitraryOf(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...(schema.enum as unknown[]));
  if (Array.isArray(schema.anyOf))
    return fc.oneof(...(schema.anyOf as Schema[]).map(part => arbitraryOf(part, depth)));
  if (Array.isArray(schema.allOf))
    return arbitraryOf(Object.assign({}, ...(schema.allOf as Schema[])) as Schema, depth);
  const types = ([] as string[]).concat((schema.type as string | string[] | undefined) ?? 'string');
  return fc.oneof(...types.map(type => ofType(type, schema, depth)));
}

/** keys that the harness itself sets */
const SET = new Set([
  'accounts',
  'reps',
  'zones',
  'out',
  'roads',
  'from',
  'aliases',
  'barriers',
  'overrides',
  'lang',
  'xlsx',
  'profile',
  'exact',
  'effort',
]);
const KEYS = Object.keys(ROOT).filter(key => !SET.has(key));
const VALUES = new Map(Object.entries(ROOT).map(([key, schema]) => [key, arbitraryOf(schema)]));

const entry = (key: string): fc.Arbitrary<[string, unknown]> =>
  fc
    .oneof(
      { weight: 12, arbitrary: VALUES.get(key) as fc.Arbitrary<unknown> },
      { weight: 1, arbitrary: anyJson },
    )
    .map(value => [key, value]);

/** keys and values, most of them allowed */
export const configuration: fc.Arbitrary<Record<string, unknown>> = fc
  .tuple(
    fc.uniqueArray(fc.constantFrom(...KEYS), { maxLength: 5 }).chain(keys => fc.tuple(...keys.map(entry))),
    fc.oneof(
      { weight: 8, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.array(fc.tuple(anyName, anyJson), { maxLength: 2 }) },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom(...SET)
          .chain(entry)
          .map(pair => [pair]),
      },
    ),
  )
  .map(([known, odd]) => Object.fromEntries([...known, ...odd]));

const INPUTS = { accounts: 'accounts.csv', reps: 'reps.csv', zones: 'zones.geojson', effort: 'fast' };

/** What only YAML has, put before or behind a configuration. */
const ODD_YAML: readonly string[] = [
  'a: &a [*a]\n',
  'x: &x {measures: {potential: 10%}}\n<<: *x\n',
  '<<: {effort: thorough}\n',
  '? [a, b]\n: c\n',
  '? |\n  block\n: c\n',
  'effort: !!js/function "x"\n',
  'seed: !!binary aGk=\n',
  'seed: !!set {a, b}\n',
  'seed: !<tag:evil> 1\n',
  '%YAML 1.1\n---\n',
  '---\n',
  '...\n---\nseed: 1\n',
  '\t',
  'seed: 0o17\nseed: 1\n',
  'effort: "\\x1b[31m\\u202e"\n',
  '"\\x1b[31m": 1\n',
  'seed: .inf\n',
  'seed: 1e400\n',
  'measures: {? : 1}\n',
  '- a\n- b\n',
  'just text\n',
  '{',
  '[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[',
  '*unknown\n',
  `${'a: &b\n  - '.repeat(3)}\n`,
  `bomb: &a ["x","x","x","x","x","x","x","x","x"]\n${'bcdefghi'
    .split('')
    .map((c, i) => `${c}: &${c} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]\n`)
    .join('')}`,
];

export const yaml: fc.Arbitrary<Uint8Array> = fc.oneof(
  {
    weight: 8,
    arbitrary: configuration.map(value =>
      bytes(stringify({ ...INPUTS, ...value }, { aliasDuplicateObjects: false })),
    ),
  },
  { weight: 1, arbitrary: configuration.map(value => bytes(JSON.stringify({ ...INPUTS, ...value }))) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.array(fc.constantFrom(...ODD_YAML), { maxLength: 2 }),
        fc.array(fc.constantFrom(...ODD_YAML), { maxLength: 2 }),
      )
      .map(([before, after]) => bytes(before.join('') + stringify(INPUTS) + after.join(''))),
  },
);
